"""Follow-ups, snoozes, appointments, rounds with their sheets, alarms with their steps; a person's need level."""

from alembic import op

revision = "0003"
down_revision = "0002"

STATEMENTS = (
    "ALTER TABLE people ADD COLUMN need_level TEXT",
    """
    CREATE TABLE follow_ups (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        what TEXT NOT NULL,
        due_on DATE NOT NULL,
        area TEXT NOT NULL,
        person_id TEXT,
        who TEXT,
        visit_id TEXT,
        alarm_id TEXT,
        done_on DATE,
        done_by TEXT,
        outcome TEXT,
        put_off_reason TEXT,
        voided BOOLEAN NOT NULL,
        void_reason TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_follow_ups PRIMARY KEY (seq),
        CONSTRAINT uq_follow_ups_id UNIQUE (id),
        CONSTRAINT fk_follow_ups_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    "CREATE INDEX ix_follow_ups_person_id ON follow_ups (person_id)",
    """
    CREATE TABLE snoozes (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        person_id TEXT NOT NULL,
        since DATE NOT NULL,
        until DATE NOT NULL,
        reason TEXT NOT NULL,
        ended_on DATE,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_snoozes PRIMARY KEY (seq),
        CONSTRAINT uq_snoozes_id UNIQUE (id),
        CONSTRAINT fk_snoozes_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    "CREATE INDEX ix_snoozes_person_id ON snoozes (person_id)",
    """
    CREATE TABLE appointments (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        "on" DATE NOT NULL,
        what TEXT NOT NULL,
        area TEXT NOT NULL,
        person_id TEXT,
        at TEXT,
        until TEXT,
        who TEXT,
        place TEXT,
        note TEXT,
        cancelled BOOLEAN NOT NULL,
        cancel_reason TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_appointments PRIMARY KEY (seq),
        CONSTRAINT uq_appointments_id UNIQUE (id),
        CONSTRAINT fk_appointments_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    'CREATE INDEX ix_appointments_on ON appointments ("on")',
    "CREATE INDEX ix_appointments_person_id ON appointments (person_id)",
    """
    CREATE TABLE rounds (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        number INTEGER NOT NULL,
        "on" DATE NOT NULL,
        method TEXT NOT NULL,
        naming TEXT NOT NULL,
        walker TEXT,
        signs JSON NOT NULL,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_rounds PRIMARY KEY (seq),
        CONSTRAINT uq_rounds_id UNIQUE (id),
        CONSTRAINT fk_rounds_number FOREIGN KEY(number) REFERENCES copies (number)
    )
    """,
    "CREATE INDEX ix_rounds_number ON rounds (number)",
    """
    CREATE TABLE round_stops (
        round_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        visit_id TEXT,
        CONSTRAINT pk_round_stops PRIMARY KEY (round_id, position),
        CONSTRAINT fk_round_stops_round_id FOREIGN KEY(round_id) REFERENCES rounds (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX ix_round_stops_person_id ON round_stops (person_id)",
    """
    CREATE TABLE alarms (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        area TEXT NOT NULL,
        origin TEXT NOT NULL,
        raised_at TEXT NOT NULL,
        raised_by TEXT NOT NULL,
        holder TEXT NOT NULL,
        person_id TEXT,
        whom TEXT,
        visit_id TEXT,
        said TEXT,
        reporter TEXT,
        reporter_phone TEXT,
        answered_at TEXT,
        outcome TEXT,
        ending TEXT,
        closed_at TEXT,
        closed_by TEXT,
        CONSTRAINT pk_alarms PRIMARY KEY (seq),
        CONSTRAINT uq_alarms_id UNIQUE (id),
        CONSTRAINT fk_alarms_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    "CREATE INDEX ix_alarms_person_id ON alarms (person_id)",
    """
    CREATE TABLE alarm_steps (
        alarm_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        step TEXT NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        whom TEXT,
        phone TEXT,
        reached BOOLEAN,
        answer TEXT,
        look_again TEXT,
        CONSTRAINT pk_alarm_steps PRIMARY KEY (alarm_id, position),
        CONSTRAINT fk_alarm_steps_alarm_id FOREIGN KEY(alarm_id) REFERENCES alarms (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
)


def upgrade() -> None:
    """Make them."""
    for statement in STATEMENTS:
        op.execute(statement)
