"""Search index of visits' notes: every pair of neighbouring characters, so that two characters and more are found.

The index is FTS5 without contents; ``rowid`` is the visit's ``seq``. Pairs are made here, in Python, by the one
folding of ``domain/folding.py``, because no tokenizer of SQLite knows Japanese word borders.
"""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select, text

from watchdesk.domain.folding import fold
from watchdesk.domain.visit import Visit
from watchdesk.store.schema import visits

_PUT = text("INSERT OR REPLACE INTO visit_notes(rowid, words) VALUES (:seq, :words)")
_DROP = text("DELETE FROM visit_notes WHERE rowid = :seq")


def pairs(note: str) -> str:
    """Return the words to index: each character with the one behind it, the last one alone."""
    folded = fold(note)
    return " ".join(folded[at : at + 2] for at in range(len(folded)))


def index(connection: Connection, written: Sequence[Visit]) -> None:
    """Renew the entries of some visits."""
    ids = {visit.id: visit for visit in written}
    if len(ids) == 1:
        seqs = connection.execute(select(visits.c.seq, visits.c.id).where(visits.c.id == next(iter(ids))))
    else:
        first = connection.execute(select(visits.c.seq).where(visits.c.id == written[0].id)).scalar_one()
        seqs = connection.execute(select(visits.c.seq, visits.c.id).where(visits.c.seq >= first))
    rows = [(row.seq, ids[row.id].note) for row in seqs if row.id in ids]
    put = [{"seq": seq, "words": pairs(note)} for seq, note in rows if note]
    drop = [{"seq": seq} for seq, note in rows if not note] if len(rows) == 1 else []
    for statement, values in ((_PUT, put), (_DROP, drop)):
        if values:
            connection.execute(statement, values)


def forget(connection: Connection, ids: Iterable[str]) -> None:
    """Take visits out of the index."""
    wanted = sorted(set(ids))
    gone = connection.execute(select(visits.c.seq).where(visits.c.id.in_(wanted))).scalars().all()
    if gone:
        connection.execute(_DROP, [{"seq": seq} for seq in gone])


def matching(query: str) -> str:
    """Return the FTS expression that finds the folded query, from one character on; empty where nothing is left."""
    folded = fold(query)
    if not folded:
        return ""
    if len(folded) == 1:
        return f"{_quoted(folded)} *"
    return " + ".join(_quoted(folded[at : at + 2]) for at in range(len(folded) - 1))


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def missing(connection: Connection) -> tuple[str, ...]:
    """Return the ids of visits with a note that the index does not hold, or the other way round."""
    asked = text(
        "SELECT v.id FROM visits v LEFT JOIN visit_notes_docsize d ON d.id = v.seq"
        " WHERE (v.note IS NOT NULL) <> (d.id IS NOT NULL)"
    )
    return tuple(connection.execute(asked).scalars())


def rebuild(connection: Connection) -> None:
    """Make the whole index anew from the visits."""
    connection.execute(text("INSERT INTO visit_notes(visit_notes) VALUES ('delete-all')"))
    rows = connection.execute(select(visits.c.seq, visits.c.note).where(visits.c.note.is_not(None)))
    for part in rows.partitions(5000):
        connection.execute(_PUT, [{"seq": row.seq, "words": pairs(row.note)} for row in part])
