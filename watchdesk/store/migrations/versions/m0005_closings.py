"""Month closing: what was issued, and what was changed in a closed month; beside a month's remarks its 来月の予定."""

from alembic import op

revision = "0005"
down_revision = "0004"

STATEMENTS = (
    """
    CREATE TABLE closings (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        month INTEGER NOT NULL,
        area TEXT NOT NULL,
        issue INTEGER NOT NULL,
        closed_at TEXT NOT NULL,
        closed_by TEXT NOT NULL,
        code TEXT NOT NULL,
        hash TEXT NOT NULL,
        why TEXT,
        reopened_at TEXT,
        reopened_by TEXT,
        reopened_reason TEXT,
        facts JSON NOT NULL,
        CONSTRAINT pk_closings PRIMARY KEY (seq),
        CONSTRAINT uq_closings_id UNIQUE (id)
    )
    """,
    "CREATE UNIQUE INDEX uq_closings_month_area_issue ON closings (month, area, issue)",
    """
    CREATE TABLE amendments (
        seq INTEGER NOT NULL,
        month INTEGER NOT NULL,
        area TEXT NOT NULL,
        at TEXT NOT NULL,
        "by" TEXT NOT NULL,
        reason TEXT NOT NULL,
        line INTEGER,
        records JSON NOT NULL,
        CONSTRAINT pk_amendments PRIMARY KEY (seq)
    )
    """,
    "CREATE INDEX ix_amendments_month ON amendments (month)",
    "ALTER TABLE remarks ADD COLUMN coming TEXT",
)


def upgrade() -> None:
    """Make them."""
    for statement in STATEMENTS:
        op.execute(statement)
