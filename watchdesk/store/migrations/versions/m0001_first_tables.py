"""The first tables of a store.

Shipped: never edited again. The statements are frozen here on purpose rather than taken from today's schema.
"""

from alembic import op

revision = "0001"
down_revision = None

STATEMENTS = (
    """
    CREATE TABLE audit (
        seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        action TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT,
        fields JSON NOT NULL,
        reason TEXT,
        mac TEXT NOT NULL,
        CONSTRAINT pk_audit PRIMARY KEY (seq)
    )
    """,
    """
    CREATE INDEX ix_audit_entity_id ON audit (entity_id)
    """,
    """
    CREATE TABLE codes (
        list TEXT NOT NULL,
        code TEXT NOT NULL,
        label TEXT NOT NULL,
        position INTEGER NOT NULL,
        hidden BOOLEAN DEFAULT 0 NOT NULL,
        CONSTRAINT pk_codes PRIMARY KEY (list, code)
    )
    """,
    """
    CREATE TABLE copies (
        number INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        made_at TEXT NOT NULL,
        made_by TEXT NOT NULL,
        holder TEXT,
        receiver TEXT,
        pages INTEGER,
        due_back DATE,
        state TEXT NOT NULL,
        state_on DATE
    )
    """,
    """
    CREATE TABLE facts (
        "key" TEXT NOT NULL,
        value TEXT NOT NULL,
        CONSTRAINT pk_facts PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE imports (
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        file TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        counts JSON NOT NULL,
        undone_at TEXT,
        undone_by TEXT,
        CONSTRAINT pk_imports PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE people (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        number TEXT,
        family_name TEXT NOT NULL,
        given_name TEXT,
        family_kana TEXT,
        given_kana TEXT,
        sex INTEGER,
        birth_date DATE,
        postal_code TEXT,
        town TEXT,
        address TEXT,
        building TEXT,
        phones JSON NOT NULL,
        household_id TEXT,
        living TEXT,
        housing TEXT,
        family TEXT,
        care_level TEXT,
        handbooks TEXT,
        doctor TEXT,
        care_manager TEXT,
        services TEXT,
        key_holder TEXT,
        hearing TEXT,
        sight TEXT,
        language TEXT,
        best_time TEXT,
        avoid TEXT,
        heat_risk TEXT,
        air_conditioner BOOLEAN,
        minsei TEXT,
        watcher TEXT,
        evacuation TEXT,
        interval_days INTEGER NOT NULL,
        emergency_contacts JSON NOT NULL,
        hidden BOOLEAN NOT NULL,
        notes TEXT,
        extra JSON NOT NULL,
        created_on DATE NOT NULL,
        created_by TEXT,
        created_at TEXT,
        last_confirmed DATE,
        last_attempt DATE,
        CONSTRAINT pk_people PRIMARY KEY (seq),
        CONSTRAINT uq_people_id UNIQUE (id)
    )
    """,
    """
    CREATE INDEX ix_people_birth_date ON people (birth_date)
    """,
    """
    CREATE TABLE remarks (
        month INTEGER NOT NULL,
        area TEXT NOT NULL,
        remark TEXT NOT NULL,
        CONSTRAINT pk_remarks PRIMARY KEY (month, area)
    )
    """,
    """
    CREATE TABLE settings (
        "key" TEXT NOT NULL,
        value JSON NOT NULL,
        CONSTRAINT pk_settings PRIMARY KEY ("key")
    )
    """,
    """
    CREATE TABLE users (
        name TEXT NOT NULL,
        full_name TEXT NOT NULL,
        role TEXT NOT NULL,
        disabled BOOLEAN DEFAULT 0 NOT NULL,
        created_at TEXT NOT NULL,
        CONSTRAINT pk_users PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE area_history (
        person_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        area TEXT NOT NULL,
        since DATE,
        CONSTRAINT pk_area_history PRIMARY KEY (person_id, position),
        CONSTRAINT fk_area_history_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE changes (
        seq INTEGER NOT NULL,
        audit_seq INTEGER NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        field TEXT NOT NULL,
        old JSON,
        new JSON,
        CONSTRAINT pk_changes PRIMARY KEY (seq),
        CONSTRAINT fk_changes_audit_seq FOREIGN KEY(audit_seq) REFERENCES audit (seq)
    )
    """,
    """
    CREATE INDEX ix_changes_entity_id ON changes (entity_id)
    """,
    """
    CREATE TABLE consent_history (
        person_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        state TEXT NOT NULL,
        since DATE,
        way TEXT,
        watch BOOLEAN NOT NULL,
        valid_until DATE,
        CONSTRAINT pk_consent_history PRIMARY KEY (person_id, position),
        CONSTRAINT fk_consent_history_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE consent_recipients (
        person_id TEXT NOT NULL,
        entry INTEGER NOT NULL,
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        CONSTRAINT pk_consent_recipients PRIMARY KEY (person_id, entry, position),
        CONSTRAINT fk_consent_recipients_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE copy_people (
        number INTEGER NOT NULL,
        person_id TEXT NOT NULL,
        CONSTRAINT pk_copy_people PRIMARY KEY (number, person_id),
        CONSTRAINT fk_copy_people_number FOREIGN KEY(number) REFERENCES copies (number) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE import_records (
        import_id TEXT NOT NULL,
        record_id TEXT NOT NULL,
        done TEXT NOT NULL,
        CONSTRAINT pk_import_records PRIMARY KEY (import_id, record_id),
        CONSTRAINT fk_import_records_import_id FOREIGN KEY(import_id) REFERENCES imports (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE person_criteria (
        person_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        CONSTRAINT pk_person_criteria PRIMARY KEY (person_id, position),
        CONSTRAINT fk_person_criteria_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE status_history (
        person_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        state TEXT NOT NULL,
        since DATE,
        until DATE,
        reason TEXT,
        CONSTRAINT pk_status_history PRIMARY KEY (person_id, position),
        CONSTRAINT fk_status_history_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE TABLE visits (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        person_id TEXT NOT NULL,
        "on" DATE NOT NULL,
        at TEXT,
        month INTEGER NOT NULL,
        area TEXT NOT NULL,
        method TEXT NOT NULL,
        result TEXT NOT NULL,
        condition TEXT,
        note TEXT,
        visitor TEXT,
        voided BOOLEAN NOT NULL,
        void_reason TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_visits PRIMARY KEY (seq),
        CONSTRAINT ck_visits_month CHECK (month BETWEEN 187301 AND 999912),
        CONSTRAINT uq_visits_id UNIQUE (id),
        CONSTRAINT fk_visits_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    """
    CREATE INDEX ix_visits_contact ON visits (person_id, "on") WHERE voided = 0 AND result IN ('met', 'confirmed')
    """,
    """
    CREATE INDEX ix_visits_month_area ON visits (month, area)
    """,
    """
    CREATE INDEX ix_visits_person_on ON visits (person_id, "on")
    """,
    """
    CREATE TABLE visit_signs (
        visit_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        code TEXT NOT NULL,
        CONSTRAINT pk_visit_signs PRIMARY KEY (visit_id, position),
        CONSTRAINT fk_visit_signs_visit_id FOREIGN KEY(visit_id) REFERENCES visits (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE visit_notes
    USING fts5(words, content='', contentless_delete=1, tokenize='ascii')
    """,
    """
    CREATE TRIGGER audit_never_changes
    BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
    """
    CREATE TRIGGER audit_never_shrinks
    BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END
    """,
)


def upgrade() -> None:
    """Make the tables, the search index and the ledger's guards."""
    for statement in STATEMENTS:
        op.execute(statement)
