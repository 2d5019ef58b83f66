"""The roster 要援護者名簿 on paper: the people of a place through the gate, in words, group by group."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import resources
from watchdesk.domain import line_words, sheet
from watchdesk.domain.address import walking_key
from watchdesk.domain.consent import Disclosed, Purpose
from watchdesk.domain.era import show_day, show_day_short
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.paper_line import PaperLine, PaperRecords, RecordKind
from watchdesk.domain.people_order import by_place, by_reading
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.sheet import Option, SheetKind, Takes
from watchdesk.domain.words import CareLevel
from watchdesk.reports import roster
from watchdesk.reports.page import Drawn
from watchdesk.reports.roster import COLUMNS, By, RosterColumn, RosterFacts, RosterLine
from watchdesk.reports.sections import WITHHELD
from watchdesk.services.chosen_people import CHOOSING, chosen
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.numbered import Paper
from watchdesk.services.roster_figures import roster_lines, standing
from watchdesk.services.sheets import AskedPapers
from watchdesk.services.wording import Wording, title

Place = tuple[int, tuple[Any, ...]]
"""Where a group stands among the others: those without one come last."""

_ROOM = re.compile(r"[\s　]*[0-9０-９A-Za-zＡ-Ｚａ-ｚ‐－-]*(?:号室|号|室)?[\s　]*$")
_COUNTED = r"(?:から|より)?[\s　]*[0-9０-９一二三四五六七八九十]+[\s　]*(?:軒|戸|番)目"
_IN_ROW = re.compile(
    rf"(?:[\s　]+|(?<=長屋)の?)(?:(?:[東西南北左右奥端角]|手前)側?{_COUNTED}"
    r"|[東西南北左右](?:側|端|角)|(?:一番)?(?:奥|手前)側?|角|端|真ん中)[\s　]*$"
)
"""The place of a household in a row of houses 長屋, behind its name: 北から3軒目, 奥."""
_OTHER = ("evacuation", "hearing", "sight", "language", "handbooks")
"""Fields of the register that stand under その他, with their titles."""
_BREATH = 200
"""People read between two words on how far it is."""

HIDDEN_PLACE = "住所が秘匿の方"


@dataclass(frozen=True, slots=True, kw_only=True)
class Roster(Paper[RosterFacts]):
    """The roster, drawn."""

    @property
    def people(self) -> Disclosed[RosterLine]:
        """Who stands on it; of a roster by watchers somebody with two stands twice."""
        return self.facts.people

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people on it, each once."""
        return tuple(dict.fromkeys(row.id for row in self.people.rows))


class Rosters(AskedPapers[Roster]):
    """要援護者名簿."""

    FIGURES = "名簿の人数", ("人数",)
    KIND = SheetKind(
        key="roster",
        title=roster.TITLE,
        about="法律で決められた項目を並べた名簿です。町名・建物・見守り員・避難所ごとに分けられます。",
        options=(
            sheet.RECEIVER,
            *CHOOSING,
            Option(
                key="by",
                title="分け方",
                takes=Takes.ONE_OF,
                choices=tuple((by.value, by.label) for by in By),
                usual=By.NONE.value,
            ),
            Option(key="apart", title="組ごとに新しいページ", takes=Takes.FLAG),
            Option(
                key="order",
                title="並び順",
                takes=Takes.ONE_OF,
                choices=(("place", "歩く順"), ("reading", "五十音順")),
                usual="place",
            ),
            Option(
                key="columns",
                title="のせる項目",
                takes=Takes.SOME_OF,
                choices=tuple((column.key, column.title) for column in COLUMNS),
                hint="選ばないときは、法律で決められた項目です。",
                usual=tuple(column.key for column in COLUMNS if column.statutory),
            ),
            sheet.HEADING,
            sheet.STAMPS,
            sheet.REMARKS,
        ),
        examples=(
            "report roster --for jishubosai --by town --to 名簿.pdf",
            "report roster --by watcher --apart --columns name,address,phones,reasons --to 名簿.pdf --json",
        ),
    )

    def asked(self, values: Mapping[str, Any]) -> Job[Roster, Roster]:
        """Draw the roster for a receiver, or for the desk; whoever has not agreed to the receiver is only counted."""
        return Job("名簿をつくっています", lambda progress: self._gather(values, progress), self._drawn)

    def why_not(self, drawn: Roster) -> str | None:
        """A roster of nobody stays."""
        return None if drawn.named else "のる方がいません"

    def lines(self, drawn: Roster) -> tuple[PaperLine, ...]:
        """How many stand on it and under each head, and how many a consent leaves out."""
        return tuple(roster_lines(drawn.facts))

    def behind(self, drawn: Roster, key: str, column: int = 0) -> PaperRecords:
        """Exactly the people whom one of its figures counts, those left out too: it is the desk that asks."""
        whole, _, reason = key.partition("/")
        if whole != WITHHELD:
            return PaperRecords(kind=RecordKind.PERSON, ids=standing(drawn.facts, key))
        left_out = zip(drawn.people.withheld_ids, drawn.people.withheld_why, strict=True)
        ids = tuple(one for one, why in left_out if reason in ("", why.value))
        return PaperRecords(kind=RecordKind.PERSON, ids=ids)

    # ---- gathering

    def _gather(self, values: Mapping[str, Any], progress: Progress) -> Roster:
        lines, told = chosen(self._around, values)
        by = By(values["by"])
        facts = RosterFacts(
            **self._headed(),
            receiver=self._receiver_word(values["receiver"]),
            heading=values["heading"] or "",
            stamps=values["stamps"],
            remarks=values["remarks"] or "",
            by=by,
            columns=self._columns(values["columns"], values["receiver"]),
            people=self._disclosed(self._subjects(lines, by, values, progress), values["receiver"]),
            apart=values["apart"],
            chosen=told,
        )
        name = f"{roster.TITLE} {show_day(facts.printed_on)} {len({row.id for row in facts.people.rows}):,}名"
        unshared = tuple(one.title for one in COLUMNS if one.key in values["columns"] and one not in facts.columns)
        return Roster(facts=facts, title=name, receiver=values["receiver"], unshared=unshared)

    def _columns(self, wanted: Sequence[str], receiver: str) -> tuple[RosterColumn, ...]:
        """The columns in their order; beyond the law's items a receiver gets what the rules of sharing let go."""
        may_have = self._around.sharing.may_have(receiver)
        kept = (one for one in COLUMNS if one.key in wanted)
        return tuple(one for one in kept if one.statutory or may_have(one.key))

    def _subjects(
        self, lines: Iterable[PersonLine], by: By, values: Mapping[str, Any], progress: Progress
    ) -> list[tuple[Person, RosterLine]]:
        """Everybody with the line on the roster, group by group in the order of the paper."""
        order = by_reading if values["order"] == "reading" else by_place
        sorted_lines = sorted(lines, key=order)
        people = self._people_of(line.id for line in sorted_lines)
        may_have = self._around.sharing.may_have(values["receiver"])
        other = tuple(key for key in _OTHER if may_have(key))
        words = _Words(Wording(codes=self._codes), self._codes.short_labels("criteria"), other)
        found: list[tuple[Place, Person, RosterLine]] = []
        for done, line in enumerate(sorted_lines, 1):
            person = people.get(line.id)
            if person is not None:
                told = words.told(person, line)
                found += [(place, person, replace(told, group=group)) for place, group in _groups_of(by, line, told)]
            if done % _BREATH == 0:
                progress(done, len(sorted_lines))
        found.sort(key=lambda one: (one[0], one[2].group))
        return [(person, told) for _, person, told in found]

    def _disclosed(self, subjects: Sequence[tuple[Person, RosterLine]], receiver: str) -> Disclosed[RosterLine]:
        """Through the gate; somebody who stands in two groups is left out once, not twice."""
        firsts = {one[0].id: one for one in reversed(subjects)}
        left_out = set(self._through(firsts.values(), receiver, Purpose.ROSTER).withheld_ids)
        kept = (one for one in subjects if one[0].id not in left_out or one is firsts[one[0].id])
        return self._through(kept, receiver, Purpose.ROSTER)

    def _disclosed_now(self, paper: Roster) -> Disclosed[RosterLine]:
        people = self._people_of(paper.named)
        rows = (row for row in paper.people.rows if row.id in people)
        return self._disclosed(
            [(people[row.id], replace(row, hidden=people[row.id].hidden)) for row in rows], paper.receiver
        )

    def _draw(self, facts: RosterFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return roster.draw(facts, into, progress)


# ---- in words


@dataclass(frozen=True, slots=True)
class _Words:
    wording: Wording
    criteria: Mapping[str, str]
    other: tuple[str, ...]

    def told(self, person: Person, line: PersonLine) -> RosterLine:
        """Somebody on the roster; of a hidden one no field tells the place."""
        texts = {key: without_whereabouts(text, person) for key, text in self._texts(person, line).items()}
        return RosterLine(id=person.id, name=person.name, kana=person.kana or "", hidden=person.hidden, told=texts)

    def _texts(self, person: Person, line: PersonLine) -> dict[str, str]:
        care = line.care_level.label if line.care_level not in (None, CareLevel.NONE) else ""
        reasons = [*(self.criteria.get(code, code) for code in person.criteria), care]
        return {
            "birth_date": _born(line),
            "sex": line.sex.label if line.sex is not None else "",
            "address": _address(line),
            "phones": "\n".join(line.phones),
            "contacts": self.wording.value("person", "emergency_contacts", person.emergency_contacts),
            "reasons": "、".join(filter(None, reasons)),
            "other": "\n".join(self._titled(person, key) for key in self.other if getattr(person, key)),
            "number": person.number or "",
            "area": line.area,
            "living": line.living.label if line.living is not None else "",
            "watcher": line.watcher or "",
            "minsei": line.minsei or "",
            "shelter": "" if person.hidden else shelter_of(person.evacuation or ""),
            **{key: getattr(person, key) or "" for key in ("doctor", "services", "notes")},
        }

    def _titled(self, person: Person, key: str) -> str:
        return f"{title('person', key)}：{self.wording.value('person', key, getattr(person, key))}"


def _born(line: PersonLine) -> str:
    if line.birth_date is None:
        return ""
    return f"{show_day_short(line.birth_date)}\n{line_words.age(line)}"


def _address(line: PersonLine) -> str:
    return "\n".join(part for part in (line_words.street(line), line.building) if part)


def shelter_of(evacuation: str) -> str:
    """Return the shelter 避難所 that an 個別避難計画 names, the first of the ward's list; empty where it names none."""
    return next((row["name"] for row in resources.codes("shelters") if row["name"] in evacuation), "")


# ---- groups


def _groups_of(by: By, line: PersonLine, told: RosterLine) -> Iterator[tuple[Place, str]]:
    """The groups somebody stands in, each with its place; one a watcher, else one."""
    if by in (By.TOWN, By.BUILDING, By.SHELTER) and line.hidden:
        yield (2, ()), HIDDEN_PLACE
        return
    yield from _BY[by](line, told)


def _by_town(line: PersonLine, told: RosterLine) -> Iterator[tuple[Place, str]]:
    yield ((0, (line.town,)), line.town) if line.town else ((1, ()), "町名のわからない方")


def _by_building(line: PersonLine, told: RosterLine) -> Iterator[tuple[Place, str]]:
    if not line.building:
        yield (1, ()), "建物の名前のない方"
        return
    building = _IN_ROW.sub("", line.building)
    name = _ROOM.sub("", building) or line.building
    place = walking_key(line.town, line.address, building)[:4]
    yield (0, place), f"{name}（{line_words.street(line)}）"


def _by_watcher(line: PersonLine, told: RosterLine) -> Iterator[tuple[Place, str]]:
    names = (line.watcher or "").split("、") if line.watcher else []
    yield from (((0, (name,)), f"見守り員 {name}") for name in names)
    if not names:
        yield (1, ()), "担当の見守り員のいない方"


def _by_shelter(line: PersonLine, told: RosterLine) -> Iterator[tuple[Place, str]]:
    name = told.told["shelter"]
    if not name:
        yield (1, ()), "避難所の決まっていない方"
        return
    order = [row["name"] for row in resources.codes("shelters")]
    yield (0, (order.index(name),)), name


_BY: Mapping[By, Callable[[PersonLine, RosterLine], Iterator[tuple[Place, str]]]] = {
    By.NONE: lambda line, told: iter([((0, ()), "")]),
    By.TOWN: _by_town,
    By.BUILDING: _by_building,
    By.WATCHER: _by_watcher,
    By.SHELTER: _by_shelter,
}
