"""Finding: the work of one search over all rooms of the window, and its answers as the box shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ui.places import Place, Room
from ui.search_pages import Way, ways
from ui.tasks import Progress
from ui.widgets import person_words
from ui.widgets.person_words import State
from watchdesk.desk import Desk, Hit, HitKind
from watchdesk.domain import line_words
from watchdesk.domain.info_item import InfoLine, InfoState
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.marking import Span, marked
from watchdesk.domain.words import Consent, Status
from watchdesk.errors import WatchDeskError

AT_MOST = 25
"""So many answers are shown, or ``EACH`` of every group; one more word narrows them down."""

EACH = 5
"""So many answers each group has at least, before the first groups take what room is left."""

_CAPPED = 50
"""Of partners and visits no more are found while one types."""

PEOPLE, PARTNERS, INFORMATION, PAGES = "要援護者", "関係機関", "福祉情報", "画面"
VISITS, CASES, HANDED = "訪問記録", "相談", "つなぎ"
GROUPS = (PEOPLE, PARTNERS, INFORMATION, PAGES, VISITS, CASES, HANDED)
"""Kinds of answers in the order in which they stand: people first."""

_KINDS = {
    HitKind.PERSON: PEOPLE,
    HitKind.PARTNER: PARTNERS,
    HitKind.VISIT: VISITS,
    HitKind.CONSULTATION: CASES,
    HitKind.REFERRAL: HANDED,
}
_NAMED = frozenset({"氏名", "ふりがな"})
_WRITTEN = frozenset({HitKind.VISIT, HitKind.CONSULTATION, HitKind.REFERRAL})
"""Found in what was written, not by the name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: where it leads, and what it says: name, reading, what tells it apart, where it was found.

    ``name_marks`` and ``told_marks`` are the places of what was found.
    """

    group: str
    place: Place
    name: str = field(repr=False)
    reading: str = field(default="", repr=False)
    beside: str = field(default="", repr=False)
    where: str = ""
    told: str = field(default="", repr=False)
    states: tuple[State, ...] = ()
    name_marks: tuple[Span, ...] = ()
    reading_marks: tuple[Span, ...] = ()
    told_marks: tuple[Span, ...] = ()

    @property
    def spoken(self) -> str:
        """All of it, for those who hear it."""
        states = (word for word, _ in self.states)
        parts = (self.name, self.reading, self.beside, *states, self.where, self.told)
        return "、".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answers to a query, group by group, and how many there are in each group."""

    query: str
    groups: Mapping[str, tuple[Answer, ...]] = field(repr=False)
    counts: Mapping[str, int]

    @property
    def told(self) -> str:
        """How many there are, in words."""
        counted = [_counted(group, count) for group, count in self.counts.items() if count]
        if not counted:
            return f"「{self.query}」に当てはまるものは、ありません。ほかの書き方でもさがしてみてください。"
        return f"{'、'.join(counted)}。↑ ↓ で選び、Enterで開きます。"


class Finding:
    """The job of one search; it runs beside the window."""

    def __init__(self, desk: Desk, query: str) -> None:
        self._desk, self._query = desk, query

    def run(self, progress: Progress) -> Found:
        """Look through all rooms."""
        hits: dict[str, list[Hit]] = {group: [] for group in GROUPS}
        found = (self._desk.search.everywhere, self._desk.consultations.find, self._desk.referrals.find)
        for hit in (one for find in found for one in find(self._query)):
            hits[_KINDS[hit.kind]].append(hit)
        found_ways = (*self._sheets(), *self._copies(), *ways(self._query))
        everybody = self._desk.search.fitting(self._query) if hits[PEOPLE] else frozenset()
        items = self._desk.information.find(self._query, self._desk.today())
        counts = {group: len(hits[group]) for group in GROUPS}
        counts |= {PAGES: len(found_ways), PEOPLE: len(everybody), INFORMATION: len(items)}
        shown = {group: hits[group][:room] for group, room in _shares(counts).items()}
        lines = self._lines(hit.person_id for hit in (*shown[PEOPLE], *shown[VISITS], *shown[CASES], *shown[HANDED]))
        groups = {group: tuple(self._answer(hit, lines) for hit in shown[group]) for group in GROUPS}
        groups[PAGES] = tuple(self._way(way) for way in found_ways[: _shares(counts)[PAGES]])
        groups[INFORMATION] = tuple(self._item(line) for line in items[: _shares(counts)[INFORMATION]])
        if counts[PEOPLE] > len(groups[PEOPLE]):
            groups[PEOPLE] += (self._all_people(everybody),)
        return Found(query=self._query, groups={key: rows for key, rows in groups.items() if rows}, counts=counts)

    def _sheets(self) -> tuple[Way, ...]:
        """The sheet まわり用紙 whose number was typed, with its check digit."""
        try:
            sheet = self._desk.rounds.find(self._query)
        except WatchDeskError:
            return ()
        place = Place(room=Room.ROUND, record_id=sheet.round.id)
        return (Way(word=f"まわり用紙 {sheet.shown}", place=place, room="打ちこむ画面"),)

    def _copies(self) -> tuple[Way, ...]:
        """The copies 写し whose number was typed, with its check digit or without."""
        return tuple(
            Way(
                word=f"写し {line.shown}　{line.title}",
                place=Place(room=Room.COPIES, record_id=str(line.number)),
                room="受け渡し",
            )
            for line in self._desk.copies.find(self._query)
        )

    def _lines(self, ids: Iterable[str | None]) -> dict[str, PersonLine]:
        wanted = dict.fromkeys(one for one in ids if one is not None)
        return {line.id: line for line in self._desk.people.lines_of(wanted)}

    def _answer(self, hit: Hit, lines: Mapping[str, PersonLine]) -> Answer:
        line = lines.get(hit.person_id or "")
        found_by_name = hit.where in _NAMED
        told = _whereabouts(line) if found_by_name else hit.snippet
        where = "" if found_by_name else hit.where
        return Answer(
            group=_KINDS[hit.kind],
            place=_place(hit),
            name=hit.name,
            reading=hit.kana or "",
            beside=person_words.age(line) if line is not None else hit.area,
            where=where,
            told=told,
            states=states(line) if line is not None else (),
            name_marks=marked(hit.name, self._query) if hit.kind not in _WRITTEN else (),
            reading_marks=marked(hit.kana or "", self._query) if hit.kind not in _WRITTEN else (),
            told_marks=() if found_by_name else marked(told, self._query),
        )

    def _way(self, way: Way) -> Answer:
        return Answer(
            group=PAGES,
            place=way.place,
            name=way.word,
            told=f"{way.room}を開きます",
            name_marks=marked(way.word, self._query),
            told_marks=marked(way.room, self._query),
        )

    def _item(self, line: InfoLine) -> Answer:
        item = line.item
        told = "　".join(part for part in (item.phone, item.target) if part) or item.body.partition("\n")[0]
        return Answer(
            group=INFORMATION,
            place=Place(room=Room.INFORMATION, record_id=item.id),
            name=item.title,
            told=told,
            states=() if line.state is InfoState.VALID else ((line.state.label, "away"),),
            name_marks=marked(item.title, self._query),
            told_marks=marked(told, self._query),
        )

    def _all_people(self, ids: frozenset[str]) -> Answer:
        place = Place(room=Room.PEOPLE, only=tuple(sorted(ids)), because=f"{self._query} でさがした")
        return Answer(group=PEOPLE, place=place, name=f"{len(ids)}名を一覧で見る", told="要援護者の一覧で、しぼれます")


def states(line: PersonLine) -> tuple[State, ...]:
    """Return what must be seen of a person before the record is opened."""
    found: list[State] = []
    if line.consent in (Consent.REFUSED, Consent.WITHDRAWN):
        found.append((line.consent.label, "urgent"))
    if line.status in (Status.PAUSED, Status.ENDED):
        found.append((line.status.label, "away"))
    if line.hidden:
        found.append(("秘匿", "away"))
    return tuple(found)


def _shares(counts: Mapping[str, int]) -> dict[str, int]:
    """How many answers of each group are shown: five of each if there are so many, the rest to the first groups."""
    shares = {group: min(counts[group], EACH) for group in GROUPS}
    left = max(0, AT_MOST - sum(shares.values()))
    for group in GROUPS:
        more = min(left, counts[group] - shares[group])
        shares[group] += more
        left -= more
    return shares


def _place(hit: Hit) -> Place:
    if hit.kind is HitKind.PARTNER:
        return Place(room=Room.PARTNER, partner_id=hit.id)
    if hit.kind is HitKind.VISIT:
        return Place(room=Room.VISIT, person_id=hit.person_id, visit_id=hit.id)
    if hit.kind is HitKind.CONSULTATION:
        return Place(room=Room.CONSULTATIONS, record_id=hit.id)
    if hit.kind is HitKind.REFERRAL:
        return Place(room=Room.REFERRALS, record_id=hit.id)
    return Place(room=Room.PERSON, person_id=hit.id)


def _whereabouts(line: PersonLine | None) -> str:
    if line is None:
        return ""
    return " ".join(part for part in (line_words.street(line), line.building) if part)


def _counted(group: str, count: int) -> str:
    capped = "以上" if count >= _CAPPED and group != PEOPLE else ""
    unit = {PEOPLE: "名", VISITS: "件", CASES: "件"}.get(group, "つ" if group == PAGES else "件")
    return f"{group} {count}{unit}{capped}"
