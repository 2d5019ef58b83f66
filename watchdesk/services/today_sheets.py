"""今日 on paper: the desk's own, with everybody who stands on the first page, as numbered copies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from watchdesk.domain import line_words
from watchdesk.domain.alarm import AlarmLine
from watchdesk.domain.cadence import reason_words
from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.era import show_day, show_month_day
from watchdesk.domain.follow_up import FollowUpLine
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.person import Person
from watchdesk.domain.planning import AppointmentLine
from watchdesk.reports import today_sheet
from watchdesk.reports.page import Drawn
from watchdesk.reports.today_sheet import Entry, FigureLine, Part, PersonEntry, TodayFacts
from watchdesk.services.consents import Consents
from watchdesk.services.day import Day, DayFacts, PutOff
from watchdesk.services.day_lines import DAY_LINES, urgent_notice
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.masking import Unopened
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class TodaySheet(Paper[TodayFacts]):
    """今日, drawn."""

    @property
    def people(self) -> Disclosed[PersonEntry]:
        """Everybody on it, once for each part that names somebody."""
        return self.facts.people

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people on it, each once."""
        return tuple(dict.fromkeys(one.person_id for one in self.people.rows))


class TodaySheets(Papers[TodaySheet]):
    """The first page of the day, on paper."""

    KEY = today_sheet.KEY

    def __init__(self, ground: Ground, settings: Settings, ledger: Ledger, *, day: Day, consents: Consents) -> None:
        super().__init__(ground, settings, ledger)
        self._day = day
        self._consents = consents

    def prepare(self) -> Job[TodaySheet, TodaySheet]:
        """Draw today as it stands now, to be looked at; nobody receives it, and 秘匿 is masked even where opened."""
        return self._job("今日の一覧をつくっています", self._gather)

    def _gather(self) -> TodaySheet:
        day = self._day.facts()
        entries = tuple(_entries(day))
        people = self._people_of(one.person_id for one in entries if isinstance(one, PersonEntry))
        secret = _Secret(people.values())
        facts = TodayFacts(
            printed_on=day.day,
            office=self._settings.get("office"),
            maker=self._settings.get("coordinator"),
            lines=tuple(secret.line(one) for one in _figures(day)),
            people=self._disclosed((one for one in entries if isinstance(one, PersonEntry)), people),
            plain=tuple(one for one in entries if not isinstance(one, PersonEntry)),
            notices=tuple(_urgent(day)),
            prompts=tuple(season.title + season.prompt for season in day.seasons),
        )
        title = f"{today_sheet.TITLE} {show_day(day.day)} {len(day.to_see):,}名"
        return TodaySheet(facts=facts, title=title, receiver=NOBODY)

    def _disclosed(self, entries: Iterable[PersonEntry], people: dict[str, Person]) -> Disclosed[PersonEntry]:
        secret = _Secret(people.values())
        subjects = [(people[one.person_id], secret.entry(one)) for one in entries if one.person_id in people]
        return self._consents.disclose(subjects, purpose=Purpose.DESK_LIST, receiver=NOBODY)

    def _disclosed_now(self, paper: TodaySheet) -> Disclosed[PersonEntry]:
        return self._disclosed(paper.people.rows, self._people_of(paper.named))

    def _shown(self, people: Disclosed[PersonEntry]) -> list[Any]:
        return [(one.person_id, one.hidden) for one in people.rows]

    def _draw(self, facts: TodayFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return today_sheet.draw(facts, into, progress)


class _Secret:
    """Masks 秘匿 in words: paper tells of nobody hidden where they live, opened on screen or not."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._hidden = {person.id for person in people if person.hidden}
        self._unopened = Unopened([person for person in people if person.hidden])

    def entry(self, one: PersonEntry) -> PersonEntry:
        """The entry as it may stand on paper."""
        what = self._unopened.told(one.what, one.person_id)
        return replace(one, what=what, hidden=one.person_id in self._hidden)

    def line(self, one: FigureLine) -> FigureLine:
        """The line, which may tell of anybody."""
        about = one.about
        for person_id in self._hidden:
            about = self._unopened.told(about, person_id)
        return replace(one, about=about)


# ---- in words


def _figures(day: DayFacts) -> Iterator[FigureLine]:
    """The lines of 今日 that count something."""
    for line in DAY_LINES:
        told = line.told(day)
        if told.unit and line.is_told(day):
            yield FigureLine(title=line.title, figure=f"{told.count:,} {told.unit}", about=told.about)


def _urgent(day: DayFacts) -> Iterator[str]:
    notice = urgent_notice(day)
    if notice is not None:
        yield notice.lead + notice.sentence


def _entries(day: DayFacts) -> Iterator[Entry]:
    for at, line in enumerate(day.urgent):
        yield _of_person(Part.URGENT, at, line, what=_reached(line))
    for at, alarm in enumerate(day.alarms):
        yield _of_alarm(at, alarm)
    for at, line in enumerate(day.to_see):
        yield _of_person(Part.TO_SEE, at, line)
    for at, one in enumerate(day.later):
        yield _put_off(at, one)
    for at, appointment in enumerate(day.appointments):
        yield _agreed(at, appointment)
    for at, promised in enumerate(day.follow_ups):
        yield _promised(at, promised)


def _entry(part: Part, at: int, person_id: str | None, *, when: str, what: str) -> Entry:
    if person_id is None:
        return Entry(part=part, place=at, when=when, what=what)
    return PersonEntry(part=part, place=at, when=when, what=what, person_id=person_id)


def _of_person(part: Part, at: int, line: PersonLine, *, what: str = "") -> PersonEntry:
    return PersonEntry(part=part, place=at, when=line.name, what=what, person_id=line.id, line=line)


def _reached(line: PersonLine) -> str:
    return "　".join(part for part in (*line.phones, line_words.street(line), line.building) if part)


def _of_alarm(at: int, line: AlarmLine) -> Entry:
    since = f"{show_month_day(line.raised_at.date())} {line.raised_at.hour}時{line.raised_at.minute:02}分から"
    what = f"{line.name}さん　{line.holder_name}さんが受け持っています"
    return _entry(Part.ALARM, at, line.person_id, when=since, what=what)


def _put_off(at: int, one: PutOff) -> Entry:
    due = f"（{reason_words(one.line.due)}）" if one.line.due is not None else ""
    until = f"{show_month_day(one.snooze.until)}まで"
    return _entry(Part.LATER, at, one.line.id, when=until, what=f"{one.line.name}さん・{one.snooze.reason}{due}")


def _agreed(at: int, line: AppointmentLine) -> Entry:
    return _entry(Part.APPOINTMENT, at, line.person_id, when=line.clock or "時刻なし", what=line.told)


def _promised(at: int, line: FollowUpLine) -> Entry:
    late = f"・{line.overdue_days}日超過" if line.overdue_days else ""
    whose, who = f"{line.name}さん・" if line.name else "", f"（{line.who}）" if line.who else ""
    when = f"{show_month_day(line.due_on)}まで{late}"
    return _entry(Part.FOLLOW_UP, at, line.person_id, when=when, what=f"{whose}{line.what}{who}")
