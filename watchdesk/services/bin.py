"""Bin ごみ箱: what was voided or removed, by whom and why, and how it is brought back."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.era import show_day_both
from watchdesk.domain.histories import AreaEntry
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.words import Word
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.intake.likeness import Index
from watchdesk.services.attachments import Attachments
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.masking import Unopened
from watchdesk.services.visits import Visits
from watchdesk.store import binned, journal, moving, past, touching
from watchdesk.store import people as people_questions
from watchdesk.store.audit import Entry as Line
from watchdesk.store.binned import Laid
from watchdesk.store.journal import Deed, Entry
from watchdesk.store.store import Connection, Tx

TOUCHED = Changed.PEOPLE | Changed.VISITS | Changed.PLANS


class BinKind(Word):
    """What can lie in the bin."""

    PERSON = "person", "要援護者"
    VISIT = "visit", "訪問記録"
    ATTACHMENT = "attachment", "添付"


@dataclass(frozen=True, slots=True, kw_only=True)
class BinItem:
    """One thing in the bin: what it is in words, and when, by whom and why it was put there."""

    kind: BinKind
    id: str
    person_id: str
    name: str = dataclasses.field(repr=False)
    title: str = dataclasses.field(repr=False)
    at: datetime | None
    by: str | None
    reason: str | None = dataclasses.field(default=None, repr=False)


class Bin:
    """What was removed; nothing in it counts anywhere."""

    def __init__(self, ground: Ground, visits: Visits, attachments: Attachments) -> None:
        self._ground = ground
        self._visits = visits
        self._attachments = attachments

    def items(self) -> tuple[BinItem, ...]:
        """Everything in the bin, what was removed last first."""
        with self._ground.store.read() as connection:
            found = (*_people(connection), *_visits(connection), *_attachments(connection))
            unopened = Unopened(people_questions.hidden(connection))
        found_last_first = sorted(found, key=_when, reverse=True)
        return tuple(_without_place(item, unopened) for _, item in found_last_first)

    def remove_person(self, person_id: str, reason: str) -> BinItem:
        """Take a person off the register who should never have been on it; the record can be brought back whole.

        Refused where visits or attachments stand: such a record is ended 終了, not removed. Invalid without a reason.
        """
        if not reason.strip():
            raise Invalid("reason", "取りのぞくわけを書いてください。", kind="missing")
        with self._ground.store.write(self._ground.user, TOUCHED, reason.strip()) as tx:
            entry = put_away(tx, person_id)
        return _item(entry)

    def like(self, person_id: str) -> tuple[str, ...]:
        """Name those on the register who may be the same as a person: who came back from the bin may stand twice."""
        with self._ground.store.read() as connection:
            people = people_questions.fetch(connection)
        own = next((one for one in people if one.id == person_id), None)
        same = Index(one for one in people if one.id != person_id).same(own) if own is not None else None
        return tuple(one.name for one in people if same is not None and one.id in same.ids)

    def bring_back(self, item: BinItem) -> None:
        """Bring something back as it was. WatchDeskError where that cannot be any more."""
        if item.kind is BinKind.VISIT:
            self._visits.bring_back(item.id)
        elif item.kind is BinKind.ATTACHMENT:
            self._attachments.bring_back(item.id)
        else:
            with self._ground.store.write(self._ground.user, TOUCHED) as tx:
                fetch_back(tx, item.person_id)


def _when(found: tuple[int, BinItem]) -> tuple[int, str]:
    """By its line of the ledger; what came in with a whole store has none, and goes by its moment."""
    line, item = found
    return line, item.at.isoformat() if item.at is not None else ""


def _without_place(item: BinItem, unopened: Unopened) -> BinItem:
    return dataclasses.replace(
        item,
        title=unopened.told(item.title, item.person_id),
        reason=item.reason and unopened.told(item.reason, item.person_id),
    )


def put_away(tx: Tx, person_id: str) -> Entry:
    """Put a person into the bin within a transaction."""
    person = tx.get(Person, person_id)
    nouns = moving.in_the_way(tx.connection, person_id)
    if nouns:
        sentence = (
            f"{'・'.join(nouns)}のある方は、取りのぞけません。見守りをやめるときは、状態を「終了」にしてください。"
        )
        raise WatchDeskError(sentence, code="in_use")
    tx.reason = without_whereabouts(tx.reason or "", person) or None
    entry = Entry(
        id=new_id(),
        deed=Deed.REMOVED,
        entity="person",
        entity_id=person_id,
        title=person.name,
        at=tx.at.replace(microsecond=0),
        by=tx.by,
        reason=tx.reason,
    )
    journal.add(tx.connection, entry, {"gone": moving.into_bin(tx, person_id)})
    tx.touch(touching.EVER)
    tx.log("removed", "person", person_id)
    return entry


def fetch_back(tx: Tx, person_id: str) -> None:
    """Bring a person back from the bin within a transaction."""
    entry = next(iter(_held(tx.connection, person_id)), None)
    if entry is None:
        raise WatchDeskError("この方は、ごみ箱にいません。もう戻してあるのかもしれません。", code="not_in_bin")
    moving.out_of_bin(tx, journal.rows_of(tx.connection, entry.id)["gone"])
    tx.renew(tx.get(Person, person_id))
    tx.log("brought back", "person", person_id)
    journal.mark_undone(tx.connection, entry.id, tx.at.replace(microsecond=0), tx.by)


def people_in_bin(connection: Connection) -> tuple[Person, ...]:
    """Return those in the bin by what tells a person: names, day of birth, home; nothing else is filled in."""
    rows = (journal.rows_of(connection, entry.id)["gone"]["people"] for entry in _held(connection))
    return tuple(_traits(row) for some in rows for row in some)


def _traits(row: Mapping[str, Any]) -> Person:
    return Person(
        id=row["id"],
        area_history=_SOMEWHERE,
        created_on=_day(row["created_on"]) or date.min,
        birth_date=_day(row["birth_date"]),
        **{name: row[name] for name in _TOLD_BY},
    )


_SOMEWHERE = (AreaEntry(area="ごみ箱"),)
"""Every person has an area; whoever lies in the bin is compared by everything else."""

_TOLD_BY = ("family_name", "given_name", "family_kana", "given_kana", "town", "address", "building")


def _day(told: object) -> date | None:
    return date.fromisoformat(str(told)) if told else None


def in_bin(connection: Connection, person_id: str) -> bool:
    """Whether a person lies in the bin."""
    return bool(_held(connection, person_id))


def _held(connection: Connection, person_id: str | None = None) -> list[Entry]:
    return [entry for entry in reversed(journal.entries(connection, Deed.REMOVED, person_id)) if entry.holds]


def _item(entry: Entry) -> BinItem:
    return BinItem(
        kind=BinKind.PERSON,
        id=entry.entity_id,
        person_id=entry.entity_id,
        name=entry.title,
        title="要援護者台帳の記録",
        at=entry.at,
        by=entry.by,
        reason=entry.reason,
    )


Placed = tuple[int, BinItem]
"""An item with the number of the ledger's line that put it there; 0 where the ledger has none."""


def _people(connection: Connection) -> list[Placed]:
    lines = past.latest(connection, "person", "removed")
    return [(lines[one.entity_id].seq, _item(one)) for one in _held(connection)]


def _visits(connection: Connection) -> list[Placed]:
    lines = past.latest(connection, "visit", "voided")
    return [_laid(BinKind.VISIT, one, _visit_title(one), lines.get(one.id)) for one in binned.voided_visits(connection)]


def _visit_title(visit: Laid) -> str:
    what = "・".join(word.label for word in (visit.method, visit.result) if word is not None)
    return f"{show_day_both(visit.on)}の訪問記録（{what}）"


def _attachments(connection: Connection) -> list[Placed]:
    lines = past.latest(connection, "attachment", "removed")
    found = binned.removed_attachments(connection)
    return [_laid(BinKind.ATTACHMENT, one, f"添付「{one.title}」", lines.get(one.id)) for one in found]


def _laid(kind: BinKind, laid: Laid, title: str, line: Line | None) -> Placed:
    item = BinItem(
        kind=kind,
        id=laid.id,
        person_id=laid.person_id,
        name=laid.name,
        title=title,
        at=line.at if line else laid.created_at,
        by=line.by if line else laid.created_by,
        reason=(line and line.reason) or laid.reason,
    )
    return (line.seq if line else 0), item
