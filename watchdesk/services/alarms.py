"""Alarms 気がかり at the desk: raised, worked through step by step, handed on, closed by an outcome, answered."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain import alarm as alarms
from watchdesk.domain.alarm import CONFIRMING, HANDED, NOTED, Alarm, AlarmLine, AlarmOrigin, AlarmOutcome, AlarmStep
from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.ladder import ANSWER, Around, Call, LadderStep, calls_of, current, looks
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.services.masking import IsOpen, Unopened, nobody
from watchdesk.services.raising import raise_within
from watchdesk.services.visits import WRITTEN, Visits
from watchdesk.store import alarms as questions
from watchdesk.store import partners as partner_questions
from watchdesk.store import people as people_questions
from watchdesk.store import users as kept_users
from watchdesk.store.store import Connection, Tx, get


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmFacts:
    """All of one alarm: the record, its line, whom to call at each step by its code, the step to do now.

    ``cause`` is the visit that raised it. ``names`` are full names of users, by their name. Of a hidden person who was
    not opened the texts and numbers are without the place.
    """

    alarm: Alarm
    line: AlarmLine
    calls: Mapping[str, tuple[Call, ...]] = field(repr=False)
    now: str
    cause: Visit | None = None
    names: Mapping[str, str] = field(default_factory=dict, repr=False)


class Alarms:
    """What is open, and the ladder of each."""

    def __init__(self, ground: Ground, codes: Codes, visits: Visits, is_open: IsOpen = nobody) -> None:
        self._ground = ground
        self._codes = codes
        self._visits = visits
        self._is_open = is_open

    # asking ----------------------------------------------------------------------------------------------------------

    @property
    def ladder(self) -> tuple[LadderStep, ...]:
        """The steps while an alarm is open, in order."""
        return tuple(step for step in self._codes.ladder if step.code != ANSWER)

    @property
    def answering(self) -> LadderStep:
        """The step that remains afterwards: telling who reported it."""
        return next(step for step in self._codes.ladder if step.code == ANSWER)

    def open(self) -> tuple[AlarmLine, ...]:
        """Return the alarms that are open, the one raised first in front."""
        with self._ground.store.read() as connection:
            return self._lines(connection, questions.fetch(connection, questions.OPEN))

    def to_answer(self) -> tuple[AlarmLine, ...]:
        """Return the alarms that are over, but who reported them has still to be told; the oldest in front."""
        with self._ground.store.read() as connection:
            return self._lines(connection, questions.fetch(connection, questions.TO_ANSWER))

    def of_person(self, person_id: str) -> tuple[AlarmLine, ...]:
        """Return a person's alarms, open and closed, the latest in front."""
        with self._ground.store.read() as connection:
            return self._lines(connection, reversed(questions.of_person(connection, person_id)))

    def open_of(self, person_id: str) -> AlarmLine | None:
        """Return the alarm that is open about a person; None where there is none."""
        with self._ground.store.read() as connection:
            found = questions.open_of(connection, person_id)
            return next(iter(self._lines(connection, [found] if found else [])), None)

    def raised_by(self, visit_ids: Iterable[str]) -> tuple[AlarmLine, ...]:
        """Return the open alarms that some visits raised."""
        with self._ground.store.read() as connection:
            return self._lines(connection, questions.raised_by(connection, tuple(visit_ids)))

    def get(self, alarm_id: str) -> Alarm:
        """One record, as it was written; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, Alarm, alarm_id)

    def facts(self, alarm_id: str) -> AlarmFacts:
        """Return all of one alarm; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            alarm = get(connection, Alarm, alarm_id)
            person = get(connection, Person, alarm.person_id) if alarm.person_id else None
            around = self._around(connection, alarm, person)
            secret = person if around.masked else None
            calls = {step.code: calls_of(step, around) for step in self._codes.ladder}
            return AlarmFacts(
                alarm=_without_places(alarm, secret) if secret is not None else alarm,
                line=self._lines(connection, [alarm])[0],
                calls=calls,
                now=current(alarm.steps, self.ladder, calls),
                cause=_cause(connection, alarm, secret),
                names=self._names(connection),
            )

    def _around(self, connection: Connection, alarm: Alarm, person: Person | None) -> Around:
        partners = {one.id: one for one in partner_questions.fetch(connection, with_retired=False)}
        charged = person.in_charge_on(self._ground.today()) if person is not None else ()
        told = alarm.reporter
        return Around(
            person=person,
            masked=person is not None and person.hidden and not self._is_open(person.id),
            in_charge=tuple(partners[one] for one in charged if one in partners),
            kinds=self._codes.labels("partner_kinds"),
            bodies=tuple(one for one in partners.values() if one.kind == PartnerKind.BODY),
            reporter=Call(name=told, relation="知らせてくれた方", phone=alarm.reporter_phone) if told else None,
        )

    def _names(self, connection: Connection) -> dict[str, str]:
        return {user.name: user.full_name for user in kept_users.fetch(connection)}

    def _lines(self, connection: Connection, found: Iterable[Alarm]) -> tuple[AlarmLine, ...]:
        several = tuple(found)
        ids = [one.person_id for one in several if one.person_id]
        people = {one.id: one for one in people_questions.fetch(connection, people_questions.with_ids(ids))}
        causes = questions.causes(connection, [one.visit_id for one in several if one.visit_id])
        names = self._names(connection)
        return tuple(
            self._line(connection, one, people.get(one.person_id or ""), causes.get(one.visit_id or ""), names)
            for one in several
        )

    def _line(
        self, connection: Connection, alarm: Alarm, person: Person | None, cause: Visit | None, names: Mapping[str, str]
    ) -> AlarmLine:
        contact = _reassuring(connection, alarm, cause)
        return AlarmLine(
            id=alarm.id,
            person_id=alarm.person_id,
            name=person.name if person is not None else alarm.whom or "",
            kana=person.kana if person is not None else None,
            area=alarm.area,
            origin=alarm.origin,
            raised_at=alarm.raised_at,
            raised_by=names.get(alarm.raised_by, alarm.raised_by),
            holder=alarm.holder,
            holder_name=names.get(alarm.holder, alarm.holder),
            next_look=alarm.next_look(self._codes.ladder[0].limit),
            visit_id=alarm.visit_id,
            cause_stands=alarms.cause_stands(cause),
            confirmed_on=contact.on if contact is not None else None,
            confirmed_as=contact.result if contact is not None else None,
            reporter=alarm.reporter,
            outcome=alarm.outcome,
            closed_at=alarm.closed_at,
            awaits_answer=alarm.awaits_answer,
        )

    # raising ---------------------------------------------------------------------------------------------------------

    def raise_for(self, person_id: str, said: str | None = None) -> Alarm:
        """Begin by hand for a person on the register; what was said goes as a line to the one that is open already."""
        values = {"origin": AlarmOrigin.NOTICED, "said": _told(said)}
        with self._ground.store.write(self._ground.user, Changed.ALARMS) as tx:
            tx.get(Person, person_id)
            standing = questions.open_of(tx.connection, person_id)
            if standing is not None and values["said"] is not None:
                return self._add(tx, standing, self._step(NOTED, {"answer": values["said"]}), {})
            return raise_within(tx, self._ground, person_id, values)

    def report(
        self,
        *,
        said: str | None,
        reporter: str | None,
        reporter_phone: str | None = None,
        person_id: str | None = None,
        whom: str | None = None,
        area: str | None = None,
    ) -> Alarm:
        """Write down that somebody told of a worry: of a person on the register, or of ``whom`` in words.

        Where one is open about the person already, the report is added to it as a line. Invalid: ``whom.missing``,
        ``said.missing``, ``area.missing`` (of somebody not on the register of a ward store).
        """
        if _told(said) is None:
            raise Invalid("said", "どんな知らせかを書いてください。", kind="missing")
        values = {
            "origin": AlarmOrigin.REPORTED,
            "said": _told(said),
            "reporter": _told(reporter),
            "reporter_phone": _told(reporter_phone),
        }
        with self._ground.store.write(self._ground.user, Changed.ALARMS) as tx:
            if person_id is None:
                values |= {"whom": _told(whom), "area": self._checked_area(area)}
            elif (standing := questions.open_of(tx.connection, person_id)) is not None:
                return self._reported_again(tx, standing, values)
            return raise_within(tx, self._ground, person_id, values)

    def _checked_area(self, area: str | None) -> str:
        found = area or self._ground.home_area
        if not found or found not in {*self._codes.areas, self._ground.home_area}:
            raise Invalid("area", "地域を選んでください。", kind="missing")
        return found

    def _reported_again(self, tx: Tx, alarm: Alarm, said: Mapping[str, Any]) -> Alarm:
        step = self._step(NOTED, {"whom": said["reporter"], "phone": said["reporter_phone"], "answer": said["said"]})
        first = {} if alarm.reporter else {key: said[key] for key in ("reporter", "reporter_phone")}
        after = replace(alarm, steps=(*alarm.steps, step), **first)
        tx.replace(after, action="step written")
        return after

    # working through it ----------------------------------------------------------------------------------------------

    def write_down(
        self,
        alarm_id: str,
        step: str,
        call: Call | None = None,
        *,
        reached: bool | None = None,
        whom: str | None = None,
        answer: str | None = None,
        look: str | None = None,
    ) -> Alarm:
        """Write a step down as done just now, for good: whom one called, or ``whom`` in words, and what came of it.

        ``look`` is the code of the next look (``ladder.looks``), the step's own limit without one.
        """
        limit = next((one.limit for one in self._codes.ladder if one.code == step), None)
        if limit is None and step != NOTED:
            raise Invalid("step", "この手順は、一覧にありません。", kind="unknown")
        values: dict[str, Any] = {"whom": _told(whom), "answer": _told(answer), "reached": reached}
        if call is not None:
            values |= {"whom": _called(call), "phone": None if call.phone == HIDDEN else call.phone}
        if limit is not None:
            offered = looks(self._ground.moment(), limit)
            values["look_again"] = next((one.at for one in offered if one.code == look), offered[0].at)
        with self._ground.store.write(self._ground.user, Changed.ALARMS) as tx:
            return self._add(tx, _open(tx.get(Alarm, alarm_id)), self._step(step, values), {})

    def hand_over(self, alarm_id: str, to: str, word: str | None = None) -> Alarm:
        """Put another user in charge of it, with a word for that one. Invalid: ``to.same``, ``to.unknown``."""
        with self._ground.store.write(self._ground.user, Changed.ALARMS) as tx:
            alarm = _open(tx.get(Alarm, alarm_id))
            user = next((one for one in kept_users.fetch(tx.connection) if one.name == to and not one.disabled), None)
            if user is None:
                raise Invalid("to", "引きつぐ方を選んでください。", kind="unknown")
            if to == alarm.holder:
                raise Invalid("to", "いまの担当の方です。別の方を選んでください。", kind="same")
            step = self._step(HANDED, {"whom": user.full_name, "answer": _told(word)})
            return self._add(tx, alarm, step, {"holder": to}, action="handed over")

    def close(self, alarm_id: str, outcome: AlarmOutcome, ending: str, visit: Mapping[str, Any] | None = None) -> Alarm:
        """Close it with how it ended and a line. Invalid: ``ending.missing``.

        ``visit``: the confirmed contact that goes with it is recorded in the same transaction (method, condition), for
        outcomes that are one; its result follows from the outcome.
        """
        with self._ground.store.write(self._ground.user, Changed.ALARMS if visit is None else WRITTEN) as tx:
            alarm = _open(tx.get(Alarm, alarm_id))
            closed = replace(
                alarm,
                outcome=outcome,
                ending=ending.strip(),
                closed_at=self._ground.moment(),
                closed_by=self._ground.user,
            )
            if visit is not None and alarm.person_id is not None and outcome in CONFIRMING:
                self._visits.record_within(tx, alarm.person_id, self._confirming(tx, closed, visit))
            tx.replace(closed, action="closed")
        return closed

    def _confirming(self, tx: Tx, closed: Alarm, visit: Mapping[str, Any]) -> dict[str, Any]:
        """Without a time of day, so that it comes behind what raised the alarm, whose time may not be known either."""
        me = self._names(tx.connection).get(self._ground.user)
        said = {"on": self._ground.today(), "visitor": me, "note": closed.ending, **visit}
        return said if closed.outcome is None else {**said, "result": CONFIRMING[closed.outcome]}

    def answered(self, alarm_id: str, how: str | None = None) -> Alarm:
        """Write down that who reported it was told how it ended; WatchDeskError while it is open."""
        with self._ground.store.write(self._ground.user, Changed.ALARMS) as tx:
            alarm = tx.get(Alarm, alarm_id)
            if alarm.is_open:
                raise WatchDeskError("先に、結末を選んで閉じてください。", code="alarm_open")
            if alarm.answered_at is not None:
                raise WatchDeskError("知らせてくれた方には、もう伝えてあります。", code="answered")
            told = {"whom": alarm.reporter, "phone": alarm.reporter_phone, "answer": _told(how)}
            values = {"answered_at": self._ground.moment()}
            return self._add(tx, alarm, self._step(ANSWER, told), values, action="answered")

    def _step(self, step: str, values: Mapping[str, Any]) -> AlarmStep:
        return AlarmStep(step=step, at=self._ground.moment(), by=self._ground.user, **values)

    @staticmethod
    def _add(
        tx: Tx, alarm: Alarm, step: AlarmStep, values: Mapping[str, Any], *, action: str = "step written"
    ) -> Alarm:
        after = replace(alarm, steps=(*alarm.steps, step), **values)
        tx.replace(after, action=action)
        return after


def _reassuring(connection: Connection, alarm: Alarm, cause: Visit | None) -> Visit | None:
    """Return the latest confirmed contact since, of an alarm that is open."""
    if alarm.person_id is None or not alarm.is_open:
        return None
    since = cause.on if cause is not None else alarm.raised_at.date()
    contacts = questions.confirmed_since(connection, alarm.person_id, since)
    return next((visit for visit in contacts if alarms.reassures(visit, alarm, cause)), None)


def _cause(connection: Connection, alarm: Alarm, secret: Person | None) -> Visit | None:
    cause = questions.causes(connection, [alarm.visit_id]).get(alarm.visit_id) if alarm.visit_id else None
    if cause is None or secret is None or not cause.note:
        return cause
    return replace(cause, note=Unopened([secret]).told(cause.note, secret.id))


def _without_places(alarm: Alarm, person: Person) -> Alarm:
    """The alarm with 秘匿 in place of where a hidden person lives and can be called."""
    unopened = Unopened([person])

    def told(text: str | None) -> str | None:
        return unopened.told(text, person.id) if text else text

    steps = tuple(
        replace(
            step,
            whom=told(step.whom),
            answer=told(step.answer),
            phone=HIDDEN if step.phone in person.phones else step.phone,
        )
        for step in alarm.steps
    )
    return replace(alarm, steps=steps, said=told(alarm.said), ending=told(alarm.ending))


def _called(call: Call) -> str:
    return f"{call.name}（{call.relation}）" if call.relation else call.name


def _open(alarm: Alarm) -> Alarm:
    if not alarm.is_open:
        raise WatchDeskError("この気がかりは、もう閉じています。", code="alarm_closed")
    return alarm


def _told(text: str | None) -> str | None:
    return (text or "").strip() or None
