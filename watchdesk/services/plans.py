"""Plans 予定 at the desk: appointments, what is put off 後日, the days of a calendar, each watcher's workload."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

import jpholiday

from watchdesk.changed import Changed
from watchdesk.domain.appointment import Appointment, called_off
from watchdesk.domain.kana import sort_key
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.month import Month
from watchdesk.domain.office_days import closed_days
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.person import Person
from watchdesk.domain.planning import AppointmentLine, PlanDay, WorkloadLine, due_by_day, workload
from watchdesk.domain.snooze import Snooze
from watchdesk.domain.summary import Span
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.masking import IsOpen, Unopened, nobody
from watchdesk.services.people import People
from watchdesk.services.settings import Settings
from watchdesk.store import partners as partner_questions
from watchdesk.store import people as people_questions
from watchdesk.store import plans as questions
from watchdesk.store.store import Connection, Tx, get

FARTHEST = 366
"""Days ahead; a plan or a 後日 beyond a year is a year typed wrong."""


class Plans:
    """What is planned and put off. Who is due is computed from interval and log, and never stored."""

    def __init__(
        self, ground: Ground, codes: Codes, settings: Settings, people: People, is_open: IsOpen = nobody
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._people = people
        self._is_open = is_open

    # ---- 後日

    def snooze(self, person_id: str, until: date, reason: str) -> Snooze:
        """Put a person's line on 今日 off to a day, with the reason; who stood there already is put off anew.

        The due state stays as it is (contract §2.6). Invalid: ``until``, ``reason``; ``person_id.not_watched``.
        """
        today = self._ground.today()
        self._refuse_unwatched(person_id)
        snooze = Snooze(
            id=new_id(),
            person_id=person_id,
            since=today,
            until=until,
            reason=reason.strip(),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
        )
        _refuse_far("until", until, today)
        with self._ground.store.write(self._ground.user, Changed.PLANS, snooze.reason) as tx:
            _end_snoozes(tx, person_id, today)
            return tx.add(snooze)

    def wake(self, person_id: str) -> None:
        """Take a person's line back among those to see, before its day; WatchDeskError where it is not put off."""
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            if not _end_snoozes(tx, person_id, self._ground.today()):
                raise WatchDeskError("この方は、後日になっていません。", code="not_snoozed")

    def snoozed(self, day: date) -> dict[str, Snooze]:
        """Return by person what stands under 後日 on a day; it ends by itself."""
        with self._ground.store.read() as connection:
            found = questions.snoozed(connection, day)
            unopened = _unopened(connection, found, self._is_open)
        return {one: replace(each, reason=unopened.told(each.reason, one)) for one, each in found.items()}

    def _refuse_unwatched(self, person_id: str) -> None:
        if not self._people.line(person_id).is_watched:
            sentence = "この方は、いま見守りの対象になっていないので、今日の一覧に出ません。"
            raise Invalid("person_id", sentence, kind="not_watched")

    # ---- appointments

    def agree(self, values: Mapping[str, Any]) -> Appointment:
        """Write an appointment down; ``values`` are ``Appointment``'s fields. Invalid names a wrong one.

        Its area is the person's on that day; with nobody on the register it is ``area``, else the store's own.
        """
        appointment = Appointment(
            id=new_id(),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
            **{"what": "", "on": None, "area": "", **_trimmed(values)},
        )
        self._check_day(appointment.on)
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            return tx.add(self._in_its_area(tx, appointment))

    def change(self, appointment_id: str, values: Mapping[str, Any]) -> Appointment:
        """Change or move an appointment; what is not named stays. A day before today is refused.

        A text as ``get`` told it without a hidden person's place stays as it was written; another one is Invalid
        (``note.hidden``) until the place was opened. Returns it as ``get`` does.
        """
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            before = tx.get(Appointment, appointment_id)
            said = _trimmed(values)
            texts = {name: said[name] for name in _TEXTS if name in said}
            said |= _unopened(tx.connection, [before.person_id], self._is_open).meant(before, texts)
            after = self._in_its_area(tx, replace(before, **said))
            if after.on != before.on:
                self._check_day(after.on)
            tx.replace(after)
            return self._told(tx.connection, after)

    def cancel(self, appointment_id: str, reason: str) -> Appointment:
        """Call an appointment off, with the reason; it stays readable and can be brought back."""
        with self._ground.store.write(self._ground.user, Changed.PLANS, reason.strip()) as tx:
            off = called_off(tx.get(Appointment, appointment_id), reason)
            tx.replace(off, action="called off")
        return off

    def bring_back(self, appointment_id: str) -> Appointment:
        """Undo a calling off."""
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            on = replace(tx.get(Appointment, appointment_id), cancelled=False, cancel_reason=None)
            tx.replace(on, action="brought back")
        return on

    def get(self, appointment_id: str) -> Appointment:
        """One appointment, a hidden person's place left out unless opened; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return self._told(connection, get(connection, Appointment, appointment_id))

    def _told(self, connection: Connection, appointment: Appointment) -> Appointment:
        return _without_place(appointment, _unopened(connection, [appointment.person_id], self._is_open))

    def appointments(self, first: date, last: date, *, with_cancelled: bool = False) -> tuple[AppointmentLine, ...]:
        """Return the appointments of some days, both included, by day and time."""
        wanted = questions.between(first, last)
        return self._lines(wanted if with_cancelled else wanted & questions.STANDING)

    def of_person(self, person_id: str) -> tuple[AppointmentLine, ...]:
        """Return a person's appointments from today on, the next first."""
        ahead = questions.between(self._ground.today(), date.max)
        return self._lines(questions.of_person(person_id) & ahead & questions.STANDING)

    def without_places(self, lines: Iterable[AppointmentLine]) -> tuple[AppointmentLine, ...]:
        """Return the lines as paper may have them: of hidden people without their place, opened or not."""
        told = tuple(lines)
        with self._ground.store.read() as connection:
            unopened = _unopened(connection, _hidden_of(told), nobody)
        return tuple(_without_place(line, unopened) for line in told)

    def _lines(self, where: Any) -> tuple[AppointmentLine, ...]:
        with self._ground.store.read() as connection:
            found = questions.lines(connection, where, self._ground.today())
            unopened = _unopened(connection, _hidden_of(found), self._is_open)
        return tuple(_without_place(line, unopened) for line in found)

    def _in_its_area(self, tx: Tx, appointment: Appointment) -> Appointment:
        if appointment.person_id is not None:
            return replace(appointment, area=tx.get(Person, appointment.person_id).area_on(appointment.on))
        area = appointment.area or self._ground.home_area or ""
        if area not in {*self._codes.areas, self._ground.home_area}:
            raise Invalid("area", "地域を選んでください。", kind="missing")
        return replace(appointment, area=area)

    def _check_day(self, on: date | None) -> None:
        today = self._ground.today()
        if on is None:
            raise Invalid("on", "予定の日を入れてください。", kind="missing")
        if on < today:
            sentence = "今日より前の日です。済んだことは、訪問記録に書いてください。"
            raise Invalid("on", sentence, kind="past")
        _refuse_far("on", on, today)

    # ---- the calendar and the workload

    def days(self, first: date, last: date, people: Sequence[PersonLine] | None = None) -> tuple[PlanDay, ...]:
        """Return the days of a calendar, both included: appointments, who is due, holidays, days the office is shut.

        ``people``: everybody's lines of today, where they were read already.
        """
        due = due_by_day(self._people.lines() if people is None else people)
        back: dict[date, list[str]] = {}
        for one in self.snoozed(self._ground.today()).values():
            back.setdefault(one.until, []).append(one.person_id)
        planned: dict[date, list[AppointmentLine]] = {}
        for line in self.appointments(first, last):
            planned.setdefault(line.on, []).append(line)
        holidays = dict(jpholiday.between(first, last))
        closed = closed_days(self._settings.get("closed_days"))
        return tuple(
            PlanDay(
                day=day,
                holiday=holidays.get(day),
                closed=closed.holds_on(day, holiday=day in holidays),
                appointments=tuple(planned.get(day, ())),
                due=due.get(day, ()),
                back=tuple(back.get(day, ())),
            )
            for day in (first + timedelta(days=number) for number in range((last - first).days + 1))
        )

    def workload(self, day: date, people: Sequence[PersonLine] | None = None) -> tuple[WorkloadLine, ...]:
        """Return the watchers by reading with their people on a day and the visits of its month up to that day.

        ``people``: everybody's lines of that day, where they were read already.
        """
        lines = self._people.lines(day) if people is None else people
        with self._ground.store.read() as connection:
            visits = questions.visits_by_person(connection, Span(Month.of(day).first, day))
            partners = partner_questions.fetch(connection, PartnerKind.WATCHER)
        held = {charge.partner_id for line in lines for charge in line.charges}
        offered = [one for one in partners if one.id in held or not one.retired]
        offered.sort(key=lambda one: (one.kana is None, sort_key(one.kana or ""), one.name))
        return workload(lines, [InCharge(one.id, one.kind, one.name) for one in offered], visits)


def _hidden_of(lines: Iterable[AppointmentLine]) -> set[str]:
    return {line.person_id for line in lines if line.hidden and line.person_id}


def _unopened(connection: Connection, ids: Iterable[str | None], is_open: IsOpen) -> Unopened:
    known = {one for one in ids if one is not None}
    return Unopened(people_questions.hidden(connection, people_questions.with_ids(known)), is_open)


def _end_snoozes(tx: Tx, person_id: str, day: date) -> int:
    """End all that holds of a person on a day; after a merge there may be two."""
    standing = [one for one in questions.snoozes_of(tx.connection, person_id) if one.holds_on(day)]
    for one in standing:
        tx.replace(replace(one, ended_on=day), action="ended")
    return len(standing)


def _refuse_far(field: str, day: date, today: date) -> None:
    if day > today + timedelta(days=FARTHEST):
        raise Invalid(field, "1年より先の日です。年をお確かめください。", kind="too_far")


def _trimmed(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them; an empty one is unknown, but for what is always asked for."""
    kept = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    return {key: (value or "") if key in _ALWAYS else None if value == "" else value for key, value in kept.items()}


_ALWAYS = ("what", "area")


Told = TypeVar("Told", Appointment, AppointmentLine)

_TEXTS = ("what", "who", "place", "note", "cancel_reason")


def _without_place(one: Told, unopened: Unopened) -> Told:
    """Free texts may repeat where a hidden person lives."""
    texts: dict[str, Any] = {
        name: unopened.told(text, one.person_id) for name in _TEXTS if (text := getattr(one, name))
    }
    return replace(one, **texts)
