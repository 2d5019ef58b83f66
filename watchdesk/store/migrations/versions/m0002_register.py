"""Households, partners and who is in charge, attachments, overrides, the journal of merges and removals.

Also witness, form and scan of a consent, and code lists as a store changes them. Shipped: never edited again.
"""

from alembic import op
from sqlalchemy import text

from watchdesk.store.written_names import Written, partners_and_charges

revision = "0002"
down_revision = "0001"

STATEMENTS = (
    """
    CREATE TABLE households (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        note TEXT,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_households PRIMARY KEY (seq),
        CONSTRAINT uq_households_id UNIQUE (id)
    )
    """,
    """
    CREATE TABLE partners (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        kana TEXT,
        role TEXT,
        organisation TEXT,
        phones JSON NOT NULL,
        area TEXT,
        note TEXT,
        retired BOOLEAN NOT NULL,
        created_by TEXT,
        created_at TEXT,
        CONSTRAINT pk_partners PRIMARY KEY (seq),
        CONSTRAINT uq_partners_id UNIQUE (id)
    )
    """,
    """
    INSERT INTO households (id) SELECT household_id FROM people WHERE household_id IS NOT NULL GROUP BY household_id
    ORDER BY min(seq)
    """,
    """
    CREATE TABLE people_new (
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
        CONSTRAINT uq_people_id UNIQUE (id),
        CONSTRAINT fk_people_household_id FOREIGN KEY(household_id) REFERENCES households (id)
    )
    """,
    """
    INSERT INTO people_new (
        seq, id, number, family_name, given_name, family_kana, given_kana, sex, birth_date, postal_code,
        town, address, building, phones, household_id, living, housing, family, care_level, handbooks,
        doctor, care_manager, services, key_holder, hearing, sight, language, best_time, avoid, heat_risk,
        air_conditioner, evacuation, interval_days, emergency_contacts, hidden, notes,
        extra, created_on, created_by, created_at, last_confirmed, last_attempt
    )
    SELECT
        seq, id, number, family_name, given_name, family_kana, given_kana, sex, birth_date, postal_code,
        town, address, building, phones, household_id, living, housing, family, care_level, handbooks,
        doctor, care_manager, services, key_holder, hearing, sight, language, best_time, avoid, heat_risk,
        air_conditioner, evacuation, interval_days, emergency_contacts, hidden, notes,
        extra, created_on, created_by, created_at, last_confirmed, last_attempt
    FROM people
    """,
    """
    DROP TABLE people
    """,
    """
    ALTER TABLE people_new RENAME TO people
    """,
    """
    CREATE INDEX ix_people_household_id ON people (household_id)
    """,
    """
    CREATE INDEX ix_people_birth_date ON people (birth_date)
    """,
    """
    CREATE TABLE consent_history_new (
        person_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        state TEXT NOT NULL,
        since DATE,
        way TEXT,
        watch BOOLEAN NOT NULL,
        valid_until DATE,
        witness TEXT,
        form TEXT,
        attachment_id TEXT,
        CONSTRAINT pk_consent_history PRIMARY KEY (person_id, position),
        CONSTRAINT fk_consent_history_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE
    )
     WITHOUT ROWID
    """,
    """
    INSERT INTO consent_history_new (
        person_id, position, state, since, way, watch, valid_until
    )
    SELECT
        person_id, position, state, since, way, watch, valid_until
    FROM consent_history
    """,
    """
    DROP TABLE consent_history
    """,
    """
    ALTER TABLE consent_history_new RENAME TO consent_history
    """,
    """
    DROP TABLE codes
    """,
    """
    CREATE TABLE codes (
        list TEXT NOT NULL,
        code TEXT NOT NULL,
        label TEXT NOT NULL,
        short TEXT,
        "group" TEXT,
        position INTEGER NOT NULL,
        hidden BOOLEAN NOT NULL,
        CONSTRAINT pk_codes PRIMARY KEY (list, code)
    )
    """,
    """
    CREATE TABLE preferences (
        user TEXT NOT NULL,
        "key" TEXT NOT NULL,
        value JSON NOT NULL,
        CONSTRAINT pk_preferences PRIMARY KEY (user, "key")
    )
    """,
    """
    CREATE TABLE charges (
        person_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        partner_id TEXT NOT NULL,
        since DATE,
        until DATE,
        CONSTRAINT pk_charges PRIMARY KEY (person_id, position),
        CONSTRAINT fk_charges_person_id FOREIGN KEY(person_id) REFERENCES people (id) ON DELETE CASCADE,
        CONSTRAINT fk_charges_partner_id FOREIGN KEY(partner_id) REFERENCES partners (id)
    )
     WITHOUT ROWID
    """,
    """
    CREATE INDEX ix_charges_partner_id ON charges (partner_id)
    """,
    """
    CREATE TABLE attachments (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        person_id TEXT NOT NULL,
        title TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        added_on DATE NOT NULL,
        removed BOOLEAN NOT NULL,
        created_by TEXT,
        created_at TEXT,
        thumbnail BLOB,
        content BLOB,
        CONSTRAINT pk_attachments PRIMARY KEY (seq),
        CONSTRAINT uq_attachments_id UNIQUE (id),
        CONSTRAINT fk_attachments_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    """
    CREATE INDEX ix_attachments_person_id ON attachments (person_id)
    """,
    """
    CREATE TABLE overrides (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        person_id TEXT,
        danger TEXT NOT NULL,
        reason TEXT NOT NULL,
        made_at TEXT NOT NULL,
        made_by TEXT NOT NULL,
        review TEXT,
        reviewed_at TEXT,
        reviewed_by TEXT,
        CONSTRAINT pk_overrides PRIMARY KEY (seq),
        CONSTRAINT uq_overrides_id UNIQUE (id),
        CONSTRAINT fk_overrides_person_id FOREIGN KEY(person_id) REFERENCES people (id)
    )
    """,
    """
    CREATE TABLE journal (
        id TEXT NOT NULL,
        deed TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        other_id TEXT,
        title TEXT NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        reason TEXT,
        rows JSON NOT NULL,
        undone_at TEXT,
        undone_by TEXT,
        CONSTRAINT pk_journal PRIMARY KEY (id)
    )
    """,
    """
    CREATE INDEX ix_journal_entity_id ON journal (entity_id)
    """,
)


WRITTEN_NAMES = """
    SELECT id, watcher, minsei, (
        SELECT area FROM area_history WHERE person_id = people.id ORDER BY position DESC LIMIT 1
    ) AS area
    FROM people WHERE watcher IS NOT NULL OR minsei IS NOT NULL ORDER BY seq
"""

NEW_PARTNER = """
    INSERT INTO partners (id, kind, name, phones, area, retired) VALUES (:id, :kind, :name, '[]', :area, 0)
"""

NEW_CHARGE = """
    INSERT INTO charges (person_id, position, partner_id) VALUES (:person_id, :position, :partner_id)
"""


def upgrade() -> None:
    """Make the new tables; rebuild people (a household is a record, who is in charge too) and consents (three more)."""
    connection = op.get_bind()
    people = [
        Written(row.id, row.area, {"watcher": row.watcher, "minsei": row.minsei})
        for row in connection.execute(text(WRITTEN_NAMES))
    ]
    for statement in STATEMENTS:
        op.execute(statement)
    for statement, rows in zip((NEW_PARTNER, NEW_CHARGE), partners_and_charges(people), strict=True):
        for row in rows:
            connection.execute(text(statement), row)
