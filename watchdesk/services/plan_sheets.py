"""The calendar 予定表 on paper: names through the consent gate, for a receiver or the desk, as numbered copies."""

import io
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.month import Month
from watchdesk.domain.planning import AppointmentLine, PlanDay
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.reports import calendar
from watchdesk.reports.calendar import CalendarFacts, SheetDay
from watchdesk.reports.fonts import Lost
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents, outdated
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.plans import Plans
from watchdesk.services.settings import Settings
from watchdesk.store import disk
from watchdesk.store import people as people_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """A drawn calendar: the PDF's bytes, its pages, what could not be printed as written. ``number``: the copy's.

    Without a number it may be looked at; ``desk.plan_sheets.handed_out`` gives the one to print. One that names
    nobody has no number, since it is no copy 写し.
    """

    facts: CalendarFacts
    title: str
    receiver: str
    first: date
    last: date
    pdf: bytes = field(repr=False)
    pages: int
    unprintable: tuple[Lost, ...] = field(repr=False)
    degraded: tuple[Lost, ...] = field(repr=False)

    @property
    def number(self) -> int | None:
        """The copy's number."""
        return self.facts.number

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people on it, each once."""
        return tuple(dict.fromkeys(line.person_id for line in self.facts.people.rows if line.person_id))

    @property
    def withheld(self) -> int:
        """How many appointments are not told, since the person's consent does not cover the receiver."""
        return len(self.facts.people.withheld_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    facts: CalendarFacts
    receiver: str
    first: date
    last: date


class PlanSheets:
    """The calendar on paper."""

    def __init__(
        self, ground: Ground, codes: Codes, settings: Settings, *, plans: Plans, consents: Consents, ledger: Ledger
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._plans = plans
        self._consents = consents
        self._ledger = ledger

    def prepare(
        self, first: date, last: date, *, receiver: str, month: Month | None, heading: str
    ) -> Job[_Asked, PlanSheet]:
        """Draw some weeks, to be looked at: seven days, or with ``month`` all weeks that share a day with it.

        ``receiver`` is a code of the recipients, or ``NOBODY`` for the desk's own paper. Of whoever has not agreed to
        that one the appointment is counted and not told. Invalid for an unknown receiver.
        """
        if receiver != NOBODY and receiver not in self._codes.labels("recipients"):
            raise Invalid("receiver", "だれに渡す予定表かを選んでください。", kind="missing")
        return Job(
            "予定表をつくっています",
            lambda progress: self._gather(first, last, receiver, month, heading),
            _drawn,
        )

    def _gather(self, first: date, last: date, receiver: str, month: Month | None, heading: str) -> _Asked:
        days = self._plans.days(first, last)
        people = self._disclosed(days, receiver)
        facts = CalendarFacts(
            heading=heading,
            month=month,
            receiver="" if receiver == NOBODY else self._codes.label("recipients", receiver),
            printed_on=self._ground.today(),
            days=tuple(_on_paper(day, people) for day in days),
            people=people,
            office=self._settings.get("office"),
            maker=self._settings.get("coordinator"),
        )
        return _Asked(facts=facts, receiver=receiver, first=first, last=last)

    def _disclosed(self, days: tuple[PlanDay, ...], receiver: str) -> Disclosed[AppointmentLine]:
        lines = self._plans.without_places([line for day in days for line in day.appointments if line.person_id])
        with self._ground.store.read() as connection:
            asked = people_questions.with_ids({line.person_id for line in lines if line.person_id})
            people = {person.id: person for person in people_questions.fetch(connection, asked)}
        subjects = [(people[line.person_id], line) for line in lines if line.person_id in people]
        purpose = Purpose.DESK_LIST if receiver == NOBODY else Purpose.LIST_PRINT
        return self._consents.disclose(subjects, purpose=purpose, receiver=receiver)

    def handed_out(self, drawn: PlanSheet, how: str = "printed") -> PlanSheet:
        """Write a copy down in the ledger, ``how`` it leaves, and return the sheet with its number.

        One call a sheet. WatchDeskError (``outdated``) where a consent was withdrawn, an override ran out, somebody
        was hidden, or a plan was changed since.
        """
        now = self._disclosed(self._plans.days(drawn.first, drawn.last), drawn.receiver)
        if _shown(now) != _shown(drawn.facts.people):
            raise outdated()
        if not drawn.named:
            self._ledger.note(how, "report", calendar.TITLE)
            return drawn
        number = self._ledger.copy_made(
            calendar.KEY,
            drawn.title,
            drawn.named,
            how=how,
            receiver=None if drawn.receiver == NOBODY else drawn.receiver,
            holder=self._settings.get("coordinator") or None if drawn.receiver == NOBODY else None,
            pages=drawn.pages,
            emergency=drawn.facts.people.emergency_ids,
        )
        facts = replace(drawn.facts, number=number)
        return _drawn(_Asked(facts=facts, receiver=drawn.receiver, first=drawn.first, last=drawn.last))

    def save(self, drawn: PlanSheet, target: Path) -> int:
        """Write the numbered PDF where the user asked for it, whole or not at all; return the copy's number, else 0."""
        self._ground.refuse_inside(target)
        copy = self.handed_out(drawn, "saved")
        number = copy.number or 0
        try:
            with disk.written_whole(target) as file:
                file.write(copy.pdf)
        except WatchDeskError:
            if number:
                self._ledger.note("not saved", "copy", str(number))
            raise
        return number


def _on_paper(day: PlanDay, people: Disclosed[AppointmentLine]) -> SheetDay:
    told = {line.id for line in people.rows}
    with_somebody = [line for line in day.appointments if line.person_id]
    return SheetDay(
        day=day.day,
        holiday=day.holiday,
        closed=day.closed,
        plain=tuple(line for line in day.appointments if not line.person_id),
        due=len(day.due),
        back=len(day.back),
        withheld=sum(line.id not in told for line in with_somebody),
    )


def _shown(people: Disclosed[AppointmentLine]) -> list[tuple[AppointmentLine, bool]]:
    """What is told of whom, and whether by an override alone."""
    return list(people.marked)


def _drawn(asked: _Asked, progress: Progress | None = None) -> PlanSheet:
    into = io.BytesIO()
    drawn = calendar.draw(asked.facts, into, progress)
    return PlanSheet(
        facts=asked.facts,
        title=f"{calendar.TITLE} {asked.facts.heading}",
        receiver=asked.receiver,
        first=asked.first,
        last=asked.last,
        pdf=into.getvalue(),
        pages=drawn.pages,
        unprintable=tuple(drawn.unprintable),
        degraded=tuple(drawn.degraded),
    )
