"""Handing over: receivers, the files that went to them, and the passwords that are used up."""

from alembic import op

revision = "0007"
down_revision = "0006"

STATEMENTS = (
    """
    CREATE TABLE receivers (
        code TEXT NOT NULL,
        way TEXT NOT NULL,
        contact TEXT,
        phone TEXT,
        agreed_on DATE,
        public_key TEXT,
        confirmed_on DATE,
        confirmed_with TEXT,
        CONSTRAINT pk_receivers PRIMARY KEY (code)
    )
    """,
    """
    CREATE TABLE handovers (
        seq INTEGER NOT NULL,
        id TEXT NOT NULL,
        kind TEXT NOT NULL,
        title TEXT NOT NULL,
        receiver TEXT NOT NULL,
        file_name TEXT NOT NULL,
        form TEXT NOT NULL,
        locked_by TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        made_on DATE NOT NULL,
        made_by TEXT NOT NULL,
        people INTEGER NOT NULL,
        visits INTEGER NOT NULL,
        withheld JSON NOT NULL,
        copy_number INTEGER,
        month TEXT,
        issue INTEGER,
        code TEXT,
        second TEXT,
        due_back DATE,
        erase_by DATE,
        received_on DATE,
        received_by TEXT,
        returned_on DATE,
        erased_on DATE,
        CONSTRAINT pk_handovers PRIMARY KEY (seq),
        CONSTRAINT uq_handovers_id UNIQUE (id)
    )
    """,
    """
    CREATE TABLE spent_passwords (
        seq INTEGER NOT NULL,
        salt TEXT NOT NULL,
        hash TEXT NOT NULL,
        made_on DATE NOT NULL,
        CONSTRAINT pk_spent_passwords PRIMARY KEY (seq)
    )
    """,
)


def upgrade() -> None:
    """Make them."""
    for statement in STATEMENTS:
        op.execute(statement)
