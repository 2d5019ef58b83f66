"""The ageing list on paper: follow-ups 要対応 and つなぎ still open, gathered by how long they have been waiting."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, BinaryIO

from watchdesk.domain import sheet
from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.definitions import of_waiting
from watchdesk.domain.era import show_day, show_day_short
from watchdesk.domain.follow_up import FollowUp, FollowUpLine
from watchdesk.domain.paper_line import PaperLine, PaperRecords, RecordKind
from watchdesk.domain.person import Person
from watchdesk.domain.referral import ENDED, ReferralLine, ReferralState
from watchdesk.domain.sheet import Option, SheetKind, Takes
from watchdesk.reports import ageing_list
from watchdesk.reports.ageing_list import (
    COLUMNS,
    USUAL,
    WHOM,
    Age,
    AgeingFacts,
    Kind,
    PersonWaiting,
    Waiting,
    age_of,
    key_of,
)
from watchdesk.reports.page import Drawn
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.masking import Unopened
from watchdesk.services.numbered import Paper
from watchdesk.services.sheets import AskedPapers
from watchdesk.store import follow_ups as follow_up_questions
from watchdesk.store import records

HERE = "こちら"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeingList(Paper[AgeingFacts]):
    """The list, drawn; ``wanted`` is what it was asked for by."""

    wanted: Mapping[str, Any]

    @property
    def people(self) -> Disclosed[PersonWaiting]:
        """The lines about somebody on the register."""
        return self.facts.people

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people on it, each once."""
        return tuple(dict.fromkeys(one.person_id for one in self.people.rows))


class AgeingLists(AskedPapers[AgeingList]):
    """要対応・つなぎの滞り."""

    FIGURES = "滞りの件数", ("件数",)
    KIND = SheetKind(
        key="ageing",
        title=ageing_list.TITLE,
        about="まだすんでいない要対応とつなぎを、待っている日数で分けて並べます。毎月の打ち合わせに使います。",
        options=(
            Option(
                key="what",
                title="のせるもの",
                takes=Takes.SOME_OF,
                choices=tuple((kind.value, kind.label) for kind in Kind),
                usual=tuple(kind.value for kind in Kind),
            ),
            Option(
                key="ages",
                title="日数",
                takes=Takes.SOME_OF,
                choices=tuple((age.value, age.label) for age in Age),
                usual=tuple(age.value for age in Age),
            ),
            Option(
                key="columns",
                title="のせる項目",
                takes=Takes.SOME_OF,
                choices=tuple((column.key, column.title) for column in COLUMNS if column is not WHOM),
                hint="お名前は、いつものります。",
                usual=tuple(column.key for column in USUAL if column is not WHOM),
            ),
            sheet.AREA,
            sheet.HEADING,
            sheet.STAMPS,
            sheet.REMARKS,
        ),
        examples=(
            "report ageing --to 滞り.pdf",
            "report ageing --ages overdue,old --stamps 会長,作成者 --to 滞り.pdf --json",
        ),
    )

    def asked(self, values: Mapping[str, Any]) -> Job[AgeingList, AgeingList]:
        """Draw the list as it stands now; nobody receives it, and 秘匿 is masked."""
        return self._job("滞りの一覧をつくっています", lambda: self._gather(values))

    def about(self, drawn: AgeingList) -> str:
        """How many lines of which people."""
        total = sum(map(len, drawn.facts.lines.values()))
        return f"{total:,}件、{len(drawn.named):,}名のお名前がのります。{drawn.pages:,}ページです。"

    def lines(self, drawn: AgeingList) -> tuple[PaperLine, ...]:
        """How many of each kind wait, in all and in each class."""
        return tuple(
            PaperLine(
                key=key_of(kind, age),
                title=age.label if age is not None else kind.label,
                cells=(f"{len(drawn.facts.counted(kind, age)):,}件",),
                about=of_waiting(kind.label, age.label if age is not None else "", is_late=age is Age.OVERDUE),
                part_of=kind.value if age is not None else "",
            )
            for kind in drawn.facts.kinds
            for age in (None, *drawn.facts.ages)
        )

    def behind(self, drawn: AgeingList, key: str, column: int = 0) -> PaperRecords:
        """Exactly the records that stand on the list."""
        kind, _, age = key.partition("/")
        found = drawn.facts.counted(Kind(kind), Age(age) if age else None)
        of = RecordKind.FOLLOW_UP if Kind(kind) is Kind.FOLLOW_UP else RecordKind.REFERRAL
        return PaperRecords(kind=of, ids=tuple(one.record_id for one in found))

    def _gather(self, values: Mapping[str, Any]) -> AgeingList:
        found = self._lines(values)
        people = self._people_of(one.person_id for one in found if isinstance(one, PersonWaiting))
        facts = AgeingFacts(
            **self._headed(),
            heading=values["heading"] or "",
            stamps=values["stamps"],
            remarks=values["remarks"] or "",
            kinds=tuple(kind for kind in Kind if kind.value in values["what"]),
            ages=tuple(age for age in Age if age.value in values["ages"]),
            columns=tuple(one for one in COLUMNS if one is WHOM or one.key in values["columns"]),
            people=self._disclosed(found, people),
            plain=tuple(one for one in found if not isinstance(one, PersonWaiting)),
        )
        total = sum(map(len, facts.lines.values()))
        title = f"{ageing_list.TITLE} {show_day(facts.printed_on)} {total:,}件"
        return AgeingList(facts=facts, title=title, receiver=NOBODY, wanted=values)

    def _lines(self, values: Mapping[str, Any]) -> list[Waiting]:
        """Everything open that is wanted, the longest waiting in front, each with its place."""
        what = values["what"]
        found = [
            *(self._follow_ups() if Kind.FOLLOW_UP.value in what else ()),
            *(self._referrals() if Kind.REFERRAL.value in what else ()),
        ]
        area, ages = values["area"], values["ages"]
        kept = [one for one, where in found if area in (None, where) and one.age.value in ages]
        kept.sort(key=lambda one: (-one.days, one.kind.label))
        return [replace(one, place=place) for place, one in enumerate(kept)]

    def _follow_ups(self) -> Iterator[tuple[Waiting, str]]:
        today = self._ground.today()
        with self._ground.store.read() as connection:
            made = {one.id: one for one in records.fetch(connection, FollowUp, follow_up_questions.OPEN)}
        for line in self._around.follow_ups.open():
            since = line.visited_on or _made_on(made.get(line.id)) or min(line.due_on, today)
            yield _promised(line, since, today), line.area

    def _referrals(self) -> Iterator[tuple[Waiting, str]]:
        today = self._ground.today()
        for line in self._around.referrals.lines():
            if line.state not in ENDED:
                yield _handed_on(line, today), line.area

    def _disclosed(self, lines: Iterable[Waiting], people: Mapping[str, Person]) -> Disclosed[PersonWaiting]:
        secret = Unopened(person for person in people.values() if person.hidden)
        about = [one for one in lines if isinstance(one, PersonWaiting) and one.person_id in people]
        subjects = [(people[one.person_id], _masked(one, people[one.person_id], secret)) for one in about]
        return self._through(subjects, NOBODY, Purpose.DESK_LIST)

    def _disclosed_now(self, paper: AgeingList) -> Disclosed[PersonWaiting]:
        return self._disclosed(paper.people.rows, self._people_of(paper.named))

    def _shown(self, people: Disclosed[PersonWaiting]) -> list[Any]:
        return [(one.person_id, one.hidden) for one in people.rows]

    def _draw(self, facts: AgeingFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return ageing_list.draw(facts, into, progress)


def _made_on(one: FollowUp | None) -> date | None:
    return one.created_at.date() if one is not None and one.created_at is not None else None


def _masked(one: PersonWaiting, person: Person, secret: Unopened) -> PersonWaiting:
    return replace(one, hidden=person.hidden, step=secret.told(one.step, person.id))


def _promised(line: FollowUpLine, since: date, today: date) -> Waiting:
    late = f"\n{line.overdue_days:,}日超過" if line.overdue_days else ""
    put_off = f"（延ばしたわけ：{line.put_off_reason}）" if line.put_off_reason else ""
    return _waiting(
        line.person_id,
        line.name,
        record_id=line.id,
        kind=Kind.FOLLOW_UP,
        age=age_of((today - since).days, line.overdue_days),
        since=show_day_short(since),
        days=max(0, (today - since).days),
        due=f"{show_day_short(line.due_on)}{late}",
        turn=line.who or HERE,
        step=f"{line.what}{put_off}",
    )


def _handed_on(line: ReferralLine, today: date) -> Waiting:
    since = line.sent_on or line.made_on or today
    days = max(0, (today - since).days)
    late = f"\n{line.overdue_days:,}日超過" if line.overdue_days else ""
    return _waiting(
        line.person_id,
        line.name,
        record_id=line.id,
        kind=Kind.REFERRAL,
        age=age_of(days, line.overdue_days),
        since=show_day_short(since),
        days=days,
        due=f"{show_day_short(line.answer_due)}{late}" if line.answer_due is not None else "",
        turn=HERE if line.state is ReferralState.DRAFT else line.body,
        step=f"{_step(line)}：{line.wanted or line.reason}",
    )


def _step(line: ReferralLine) -> str:
    """What the desk does next."""
    if line.state is ReferralState.DRAFT:
        return f"{line.body}へ送る"
    return "返事をたずねる" if line.overdue_days else "返事を待つ"


def _waiting(person_id: str | None, name: str | None, **said: Any) -> Waiting:
    if person_id is None:
        return Waiting(place=0, **said)
    return PersonWaiting(place=0, person_id=person_id, name=name or "", **said)
