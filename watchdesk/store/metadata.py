"""What all tables share: how constraints are named, and the key columns of child tables."""

from sqlalchemy import Column, ForeignKey, Integer, MetaData, Text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def owner_key(name: str, of: str) -> Column[str]:
    """The id of the record that a child table's rows belong to."""
    return Column(name, Text, ForeignKey(of, ondelete="CASCADE"), primary_key=True)


def place_key(name: str = "position") -> Column[int]:
    """The place of an entry among those of its record, from 0."""
    return Column(name, Integer, primary_key=True)
