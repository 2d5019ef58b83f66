"""Consultations, referrals, welfare information, activities, coordination; hours and last check of a partner."""

from alembic import op

revision = "0004"
down_revision = "0003"

STATEMENTS = (
    "ALTER TABLE partners ADD COLUMN hours TEXT",
    "ALTER TABLE partners ADD COLUMN verified_on DATE",
    """
    CREATE TABLE consultations (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        area TEXT NOT NULL,
        opened_on DATE NOT NULL,
        opened_at TEXT,
        field TEXT NOT NULL,
        field_word TEXT,
        content TEXT NOT NULL,
        content_word TEXT,
        way TEXT NOT NULL,
        urgency TEXT NOT NULL,
        said TEXT NOT NULL,
        person_id TEXT,
        caller TEXT,
        caller_phone TEXT,
        caller_relation TEXT,
        visit_id TEXT,
        voided BOOLEAN NOT NULL,
        void_reason TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_consultations PRIMARY KEY (seq),
        CONSTRAINT uq_consultations_id UNIQUE (id),
        CONSTRAINT fk_consultations_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    "CREATE INDEX ix_consultations_opened_on ON consultations (opened_on)",
    "CREATE INDEX ix_consultations_person_id ON consultations (person_id)",
    """
    CREATE TABLE consultation_steps (
        consultation_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        "on" DATE NOT NULL,
        at TEXT,
        kind TEXT NOT NULL,
        what TEXT NOT NULL,
        "by" TEXT NOT NULL,
        due_on DATE,
        CONSTRAINT pk_consultation_steps PRIMARY KEY (consultation_id, position),
        CONSTRAINT fk_consultation_steps_consultation_id FOREIGN KEY(consultation_id)
        REFERENCES consultations (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE referrals (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        area TEXT NOT NULL,
        receiver TEXT NOT NULL,
        body TEXT NOT NULL,
        reason TEXT NOT NULL,
        wanted TEXT,
        given JSON NOT NULL,
        way TEXT,
        person_id TEXT,
        consultation_id TEXT,
        visit_id TEXT,
        partner_id TEXT,
        copy_number INTEGER,
        answer_due DATE,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_referrals PRIMARY KEY (seq),
        CONSTRAINT uq_referrals_id UNIQUE (id),
        CONSTRAINT fk_referrals_person_id FOREIGN KEY(person_id) REFERENCES people (id),
        CONSTRAINT fk_referrals_consultation_id FOREIGN KEY(consultation_id) REFERENCES consultations (id),
        CONSTRAINT fk_referrals_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id),
        CONSTRAINT fk_referrals_copy_number FOREIGN KEY(copy_number) REFERENCES copies (number)
    )
    """,
    "CREATE INDEX ix_referrals_consultation_id ON referrals (consultation_id)",
    "CREATE INDEX ix_referrals_person_id ON referrals (person_id)",
    """
    CREATE TABLE referral_steps (
        referral_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        "on" DATE NOT NULL,
        state TEXT NOT NULL,
        "by" TEXT NOT NULL,
        who TEXT,
        what TEXT,
        CONSTRAINT pk_referral_steps PRIMARY KEY (referral_id, position),
        CONSTRAINT fk_referral_steps_referral_id FOREIGN KEY(referral_id) REFERENCES referrals (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE info_items (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        title TEXT NOT NULL,
        body TEXT NOT NULL,
        tags JSON NOT NULL,
        target TEXT,
        fits TEXT,
        phone TEXT,
        source TEXT,
        valid_from DATE,
        valid_until DATE,
        file_name TEXT,
        retired BOOLEAN NOT NULL,
        created_by TEXT,
        created_at TEXT,
        content BLOB,
        CONSTRAINT pk_info_items PRIMARY KEY (seq),
        CONSTRAINT uq_info_items_id UNIQUE (id)
    )
    """,
    """
    CREATE TABLE info_given (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        item_id TEXT NOT NULL,
        "on" DATE NOT NULL,
        person_id TEXT,
        visit_id TEXT,
        consultation_id TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_info_given PRIMARY KEY (seq),
        CONSTRAINT uq_info_given_id UNIQUE (id),
        CONSTRAINT fk_info_given_item_id FOREIGN KEY(item_id) REFERENCES info_items (id),
        CONSTRAINT fk_info_given_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    "CREATE INDEX ix_info_given_item_id ON info_given (item_id)",
    "CREATE INDEX ix_info_given_person_id ON info_given (person_id)",
    """
    CREATE TABLE activities (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        area TEXT NOT NULL,
        "on" DATE NOT NULL,
        at TEXT,
        until TEXT,
        kind TEXT NOT NULL,
        own_kind TEXT,
        title TEXT NOT NULL,
        minutes INTEGER,
        place TEXT,
        participants INTEGER,
        partners JSON NOT NULL,
        note TEXT,
        voided BOOLEAN NOT NULL,
        void_reason TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_activities PRIMARY KEY (seq),
        CONSTRAINT uq_activities_id UNIQUE (id)
    )
    """,
    'CREATE INDEX ix_activities_on ON activities ("on")',
    """
    CREATE TABLE activity_guests (
        activity_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        invited BOOLEAN NOT NULL,
        came BOOLEAN,
        CONSTRAINT pk_activity_guests PRIMARY KEY (activity_id, position),
        CONSTRAINT fk_activity_guests_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    "CREATE INDEX ix_activity_guests_person_id ON activity_guests (person_id)",
    """
    CREATE TABLE coordination (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        area TEXT NOT NULL,
        "on" DATE NOT NULL,
        at TEXT,
        kind TEXT NOT NULL,
        what TEXT NOT NULL,
        partner_id TEXT,
        whom TEXT,
        person_id TEXT,
        voided BOOLEAN NOT NULL,
        void_reason TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_coordination PRIMARY KEY (seq),
        CONSTRAINT uq_coordination_id UNIQUE (id),
        CONSTRAINT fk_coordination_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id),
        CONSTRAINT fk_coordination_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    'CREATE INDEX ix_coordination_on ON coordination ("on")',
    "CREATE INDEX ix_coordination_person_id ON coordination (person_id)",
)


def upgrade() -> None:
    """Make them."""
    for statement in STATEMENTS:
        op.execute(statement)
