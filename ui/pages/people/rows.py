"""Rows of the list 要援護者: a person's line with what sorting, marking and narrowing need, read on another thread."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from heapq import merge

from ui.tasks import Progress
from ui.widgets import person_words
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk, PeopleColumn, people_columns
from watchdesk.domain.cadence import DueState
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.people_order import by_place, by_reading
from watchdesk.domain.words import Status

_PIECE = 1000

MARKS = "注意"
"""Title of the column of marks: it comes by itself, where somebody has one."""

SORTS = {"name": "五十音順", "address": "丁目・建物・階・部屋の順", "due": "期限の近い順"}
"""Orders that are offered with or without their columns, by the columns' keys."""

SORT_TITLES = {"氏名": SORTS["name"], "住所": SORTS["address"], "次の期限": SORTS["due"]}
"""The same by the columns' titles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row: the line, the day it was read, whether somebody has a similar name, and its places in two orders.

    ``order``: by reading, 五十音順; ``place``: by the way one walks. Both are counted out with the reading of the list,
    so that a press on a head sorts at once.
    """

    line: PersonLine
    today: date
    alike: bool
    order: int
    place: int

    @property
    def id(self) -> str:
        """The person's id: rows are told apart by it."""
        return self.line.id

    @property
    def overdue(self) -> bool:
        """Whether the wanted day has passed."""
        return self.line.due is not None and self.line.due.state is DueState.OVERDUE


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What the fields offer: towns, the 丁目 of each, partners in charge (id and words), words by code."""

    towns: tuple[str, ...] = ()
    chomes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    in_charge: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    criteria: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)

    @property
    def partners(self) -> Mapping[str, str]:
        """Words of the partners by id."""
        return dict(self.in_charge)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """The register as it was read: its rows in the order of entry, how many there are by status, what is offered."""

    rows: tuple[Listed, ...]
    counts: Mapping[Status | None, int]
    offers: Offers
    today: date


class Listing:
    """The work of reading everybody."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> Read:
        """Read all people with their marks."""
        alike, today = self._desk.search.all_alike(), self._desk.today()
        lines = self._desk.people.lines()
        orders, places = _places(lines, by_reading), _places(lines, by_place)
        rows = tuple(
            Listed(line=line, today=today, alike=line.id in alike, order=orders[line.id], place=places[line.id])
            for line in lines
        )
        codes = self._desk.codes
        offers = replace(
            _offers(lines, codes.labels("partner_kinds")),
            criteria=dict(codes.short_labels("criteria")),
            needs=dict(codes.labels("need_levels")),
        )
        return Read(rows=rows, counts=Counter(line.status for line in lines), offers=offers, today=today)


def _places(lines: Sequence[PersonLine], key: Callable[[PersonLine], tuple[object, ...]]) -> dict[str, int]:
    """Each one's place in an order. Sorted in pieces: one long sort would let no other thread have a turn."""
    keyed = [(key(line), at) for at, line in enumerate(lines)]
    pieces = [sorted(keyed[start : start + _PIECE]) for start in range(0, len(keyed), _PIECE)]
    return {lines[at].id: place for place, (_, at) in enumerate(merge(*pieces))}


def _offers(lines: Sequence[PersonLine], kinds: Mapping[str, str]) -> Offers:
    """What the people themselves have."""
    chomes: dict[str, set[int]] = {}
    partners: dict[str, tuple[int, str, str]] = {}
    places = {code: at for at, code in enumerate(kinds)}
    for line in lines:
        if line.town:
            chomes.setdefault(line.town, set()).update(() if line.chome is None else (line.chome,))
        for one in line.charges:
            told = one.name if one.kind == PartnerKind.WATCHER else f"{one.name}（{kinds.get(one.kind, one.kind)}）"
            partners[one.partner_id] = (places.get(one.kind, len(places)), told, one.partner_id)
    return Offers(
        towns=tuple(sorted(chomes)),
        chomes={town: tuple(sorted(those)) for town, those in chomes.items()},
        in_charge=tuple((partner_id, told) for _, told, partner_id in sorted(partners.values())),
    )


class Matching:
    """The work of finding who fits some words, by the rules of the search box."""

    def __init__(self, desk: Desk, words: str) -> None:
        self._desk, self._words = desk, words

    def run(self, progress: Progress) -> tuple[str, frozenset[str]]:
        """Return the words and the ids of those who fit."""
        return self._words, self._desk.search.fitting(self._words)


# ---- columns


def list_columns(today: date, criteria: Mapping[str, str]) -> Mapping[str, Column[Listed]]:
    """Return the columns of paper as the screen shows them, by key: what is said away from their heads, what folds."""
    return {key: _on_screen(key, column) for key, column in people_columns(today, criteria).items()}


def _on_screen(key: str, column: PeopleColumn) -> Column[Listed]:
    by, alone, importance = column.sort_key, _ALONE.get(key), _IMPORTANCE.get(key, 4)
    shown: Column[Listed] = Column(
        column.title,
        lambda row: column.value(row.line).replace("\n", "、"),
        sort_key=_ORDERS.get(key) or (lambda row: by(row.line) if by else None),
        align=column.align,
        width=column.width,
        above=_of_line(column.above),
        below=_of_line(column.below),
        tone=_of_line(column.tone),
        importance=importance,
    )
    return replace(shown, alone=lambda row: alone(shown, row)) if alone is not None else shown


def _of_line(part: Callable[[PersonLine], str] | None) -> Callable[[Listed], str] | None:
    return None if part is None else lambda row: part(row.line)


def _bare(column: Column[Listed], row: Listed) -> str:
    return column.value(row)


def _place(column: Column[Listed], row: Listed) -> str:
    return " ".join(part for part in (column.value(row), row.line.building) if part)


def _agreement(column: Column[Listed], row: Listed) -> str:
    said = column.value(row)
    return said if "同意" in said else f"同意 {said}"


def _wanted_day(column: Column[Listed], row: Listed) -> str:
    below = column.below(row) if column.below else ""
    said = f"{column.value(row)}（{below}）" if below else column.value(row)
    return said if row.overdue else f"次の期限 {said}"


_ALONE: Mapping[str, Callable[[Column[Listed], Listed], str]] = {
    **dict.fromkeys(("condition", "age", "area", "status", "town"), _bare),
    "address": _place,
    "consent": _agreement,
    "due": _wanted_day,
}
_IMPORTANCE = {
    **dict.fromkeys(("name", "condition", "consent", "due"), ALWAYS),
    "age": 7,
    "address": 6,
    "area": 6,
    "watcher": 3,
}
"""Name, state, consent and the next day always have a place; the others fold where room is short."""
_ORDERS: Mapping[str, Callable[[Listed], int]] = {
    "name": lambda row: row.order,
    **dict.fromkeys(("address", "town"), lambda row: row.place),
}


def marks(row: Listed) -> str:
    """What has to be minded about somebody, in words; empty for most."""
    line = row.line
    back = person_words.day(line.paused_until, row.today).replace(" ", "") if line.paused_until else ""
    told = ("秘匿" if line.hidden else "", "似た名前" if row.alike else "", f"{back}に再開" if back else "")
    return "・".join(mark for mark in told if mark)


MARKED: Column[Listed] = Column(
    MARKS,
    marks,
    sort_key=lambda row: marks(row) or None,
    tone=lambda row: "care" if row.alike else "away" if marks(row) else "",
    width=6,
    importance=5,
    alone=marks,
)
