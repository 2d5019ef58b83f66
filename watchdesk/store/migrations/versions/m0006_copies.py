"""The paper ledger: what a copy is for, what it repeats, and a list of what was done with it; old copies carry over."""

from alembic import op

revision = "0006"
down_revision = "0005"

STATEMENTS = (
    "ALTER TABLE copies ADD COLUMN purpose TEXT",
    "ALTER TABLE copies ADD COLUMN reprint_of INTEGER",
    """
    CREATE TABLE copy_events (
        seq INTEGER NOT NULL,
        number INTEGER NOT NULL,
        "on" DATE NOT NULL,
        deed TEXT NOT NULL,
        "by" TEXT NOT NULL,
        at TEXT,
        note TEXT,
        whom TEXT,
        person_id TEXT,
        CONSTRAINT pk_copy_events PRIMARY KEY (seq),
        CONSTRAINT fk_copy_events_number FOREIGN KEY(number) REFERENCES copies (number) ON DELETE CASCADE
    )
    """,
    "CREATE INDEX ix_copy_events_number ON copy_events (number)",
    "CREATE INDEX ix_copy_events_person_id ON copy_events (person_id)",
)

OLD_COPIES = (
    """
    INSERT INTO copy_events (number, "on", deed, "by", at, whom)
    SELECT number, substr(made_at, 1, 10), 'out', made_by, made_at, holder FROM copies ORDER BY number
    """,
    # What the ledger knows of each; a day written by hand may lie before that of the writing, and none lies after it.
    """
    INSERT INTO copy_events (number, "on", deed, "by", at)
    SELECT copies.number, min(substr(audit.at, 1, 10), coalesce(copies.state_on, substr(audit.at, 1, 10))),
        substr(audit.action, 6), audit."by", audit.at
    FROM audit JOIN copies ON CAST(copies.number AS TEXT) = audit.entity_id
    WHERE audit.entity = 'copy'
        AND audit.action IN ('copy out', 'copy returned', 'copy destroyed', 'copy lost')
    ORDER BY audit.seq
    """,
    # A store that was taken in from a full export has no ledger of before.
    """
    INSERT INTO copy_events (number, "on", deed, "by")
    SELECT copies.number, coalesce(copies.state_on, substr(copies.made_at, 1, 10)), copies.state, copies.made_by
    FROM copies
    WHERE copies.state != (
        SELECT last.deed FROM copy_events AS last WHERE last.number = copies.number ORDER BY last.seq DESC LIMIT 1
    )
    """,
)


def upgrade() -> None:
    """Make the table, and write into it what became of the copies so far."""
    for statement in (*STATEMENTS, *OLD_COPIES):
        op.execute(statement)
