"""The calendar 予定表 on paper: names through the consent gate, for a receiver or the desk, as numbered copies."""

from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.month import Month
from watchdesk.domain.planning import AppointmentLine, PlanDay
from watchdesk.errors import Invalid
from watchdesk.reports import calendar
from watchdesk.reports.calendar import CalendarFacts, PlainLine, SheetDay
from watchdesk.reports.page import Drawn
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.plans import Plans
from watchdesk.services.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet(Paper[CalendarFacts]):
    """A calendar from its ``first`` to its ``last`` day, drawn."""

    first: date
    last: date

    @property
    def people(self) -> Disclosed[AppointmentLine]:
        """The appointments with somebody on the register."""
        return self.facts.people

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people on it, each once."""
        return tuple(dict.fromkeys(line.person_id for line in self.people.rows if line.person_id))


class PlanSheets(Papers[PlanSheet]):
    """The calendar on paper."""

    KEY = calendar.KEY

    def __init__(
        self, ground: Ground, codes: Codes, settings: Settings, *, plans: Plans, consents: Consents, ledger: Ledger
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._codes = codes
        self._plans = plans
        self._consents = consents

    def prepare(
        self, first: date, last: date, *, receiver: str, month: Month | None, heading: str
    ) -> Job[PlanSheet, PlanSheet]:
        """Draw some weeks, to be looked at: seven days, or with ``month`` all weeks that share a day with it.

        ``receiver`` is a code of the recipients, or ``NOBODY`` for the desk's own paper. Of whoever has not agreed to
        that one the appointment is counted and not told. Invalid for an unknown receiver.
        """
        if receiver != NOBODY and receiver not in self._codes.labels("recipients"):
            raise Invalid("receiver", "だれに渡す予定表かを選んでください。", kind="missing")
        return self._job("予定表をつくっています", lambda: self._gather(first, last, receiver, month, heading))

    def _gather(self, first: date, last: date, receiver: str, month: Month | None, heading: str) -> PlanSheet:
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
        title = f"{calendar.TITLE} {heading}"
        return PlanSheet(facts=facts, title=title, receiver=receiver, first=first, last=last)

    def _disclosed(self, days: tuple[PlanDay, ...], receiver: str) -> Disclosed[AppointmentLine]:
        lines = self._plans.without_places([line for day in days for line in day.appointments if line.person_id])
        people = self._people_of(line.person_id for line in lines if line.person_id)
        subjects = [(people[line.person_id], line) for line in lines if line.person_id in people]
        purpose = Purpose.DESK_LIST if receiver == NOBODY else Purpose.LIST_PRINT
        return self._consents.disclose(subjects, purpose=purpose, receiver=receiver)

    def _disclosed_now(self, paper: PlanSheet) -> Disclosed[AppointmentLine]:
        return self._disclosed(self._plans.days(paper.first, paper.last), paper.receiver)

    def _shown(self, people: Disclosed[AppointmentLine]) -> list[Any]:
        """What is told of whom, and whether by an override alone: a plan may have been changed since."""
        return list(people.marked)

    def _draw(self, facts: CalendarFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return calendar.draw(facts, into, progress)


def _on_paper(day: PlanDay, people: Disclosed[AppointmentLine]) -> SheetDay:
    told = {line.id for line in people.rows}
    with_somebody = [line for line in day.appointments if line.person_id]
    return SheetDay(
        day=day.day,
        holiday=day.holiday,
        closed=day.closed,
        plain=tuple(_plain(line) for line in day.appointments if not line.person_id),
        due=len(day.due),
        back=len(day.back),
        withheld=sum(line.id not in told for line in with_somebody),
    )


def _plain(line: AppointmentLine) -> PlainLine:
    return PlainLine(begins=line.begins, clock=line.clock, title=line.title, told=line.told)
