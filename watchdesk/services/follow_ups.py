"""Follow-ups 要対応 at the desk: promised, put off, done with a line of outcome; they outlive a pause and an end."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.follow_up import FollowUp, FollowUpLine, Promise
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.masking import IsOpen, Unopened, nobody
from watchdesk.store import follow_ups as questions
from watchdesk.store import people as people_questions
from watchdesk.store.store import Connection, Tx, get

LONGEST = 200
"""Letters of what is promised: it stands in a line of a list."""


class FollowUps:
    """What was promised."""

    def __init__(self, ground: Ground, is_open: IsOpen = nobody) -> None:
        self._ground = ground
        self._is_open = is_open

    # asking ----------------------------------------------------------------------------------------------------------

    def open(self, person_id: str | None = None, until: date | None = None) -> tuple[FollowUpLine, ...]:
        """Return what is still to be done, what is due first in front; about a person, or due by a day.

        What is late is among it, and what was promised to somebody who is paused or has ended. A hidden person's place
        is told with ``person_id`` only, once opened.
        """
        return self._lines(person_id, still_open=True, until=until)

    def all(self, person_id: str | None = None) -> tuple[FollowUpLine, ...]:
        """Return everything, done and voided ones too, what is due first in front."""
        return self._lines(person_id)

    def get(self, follow_up_id: str) -> FollowUp:
        """One record; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, FollowUp, follow_up_id)

    def _lines(
        self, person_id: str | None, *, still_open: bool = False, until: date | None = None
    ) -> tuple[FollowUpLine, ...]:
        where = questions.wanted(person_id, still_open=still_open, until=until)
        with self._ground.store.read() as connection:
            found = questions.lines(connection, self._ground.today(), where)
            return tuple(without_places(found, self._unopened(connection, person_id)))

    def _unopened(self, connection: Connection, person_id: str | None) -> Unopened:
        if person_id is None:
            return Unopened(people_questions.hidden(connection))
        return Unopened(people_questions.hidden(connection, people_questions.with_ids([person_id])), self._is_open)

    # writing ---------------------------------------------------------------------------------------------------------

    def promise(
        self,
        what: str,
        due_on: date,
        person_id: str | None = None,
        who: str | None = None,
        *,
        visit_id: str | None = None,
        alarm_id: str | None = None,
    ) -> FollowUp:
        """Write down what is to be done. Invalid: ``what`` missing or too long, ``due_on.past``."""
        said = Promise(what=what, due_on=due_on, who=who)
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            return add(tx, self._ground, said, person_id=person_id, visit_id=visit_id, alarm_id=alarm_id)

    def change(self, follow_up_id: str, values: Mapping[str, Any]) -> FollowUp:
        """Write ``what``, ``who`` or ``due_on`` otherwise: a slip; a day that is kept later is put off instead.

        Invalid: ``due_on.past`` before the promise; ``what.hidden`` where a hidden person's place would be lost.
        """
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            before = _open(tx.get(FollowUp, follow_up_id))
            said = _in_form(values)
            texts = {name: said[name] for name in _SAID if name in said}
            said |= self._unopened(tx.connection, before.person_id).meant(before, texts)
            follow_up = replace(before, **said)
            if follow_up.due_on != before.due_on:
                _check_due(follow_up.due_on, _made_on(tx, before))
            _check(follow_up)
            tx.replace(follow_up)
        return follow_up

    def done(self, follow_up_id: str, outcome: str) -> FollowUp:
        """Close it today with a line of outcome; Invalid without one."""
        today = self._ground.today()
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            before = _open(tx.get(FollowUp, follow_up_id))
            follow_up = replace(before, done_on=today, done_by=self._ground.user, outcome=outcome.strip())
            tx.replace(follow_up, action="done")
        return follow_up

    def reopen(self, follow_up_id: str) -> FollowUp:
        """Take back that it was done."""
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            follow_up = replace(tx.get(FollowUp, follow_up_id), done_on=None, done_by=None, outcome=None)
            tx.replace(follow_up, action="reopened")
        return follow_up

    def put_off(self, follow_up_id: str, due_on: date, reason: str) -> FollowUp:
        """Put the day off, with the reason. Invalid: ``due_on`` not after today or not later than it was."""
        if not reason.strip():
            raise Invalid("reason", "延ばすわけを書いてください。", kind="missing")
        if due_on <= self._ground.today():
            raise Invalid("due_on", "明日からの日を入れてください。", kind="past")
        with self._ground.store.write(self._ground.user, Changed.PLANS, reason.strip()) as tx:
            before = _open(tx.get(FollowUp, follow_up_id))
            if due_on <= before.due_on:
                raise Invalid("due_on", "いまの期限より、後の日を入れてください。", kind="earlier")
            follow_up = replace(before, due_on=due_on, put_off_reason=reason.strip())
            tx.replace(follow_up, action="put off")
        return follow_up

    def void(self, follow_up_id: str, reason: str) -> FollowUp:
        """Void what was never meant, with a reason; it can be brought back."""
        with self._ground.store.write(self._ground.user, Changed.PLANS, reason.strip()) as tx:
            return _void(tx, tx.get(FollowUp, follow_up_id), reason)

    def bring_back(self, follow_up_id: str) -> FollowUp:
        """Undo a voiding."""
        with self._ground.store.write(self._ground.user, Changed.PLANS) as tx:
            follow_up = replace(tx.get(FollowUp, follow_up_id), voided=False, void_reason=None)
            tx.replace(follow_up, action="brought back")
        return follow_up


def add(
    tx: Tx,
    ground: Ground,
    said: Promise,
    *,
    person_id: str | None = None,
    visit: Visit | None = None,
    visit_id: str | None = None,
    alarm_id: str | None = None,
) -> FollowUp:
    """Write a promise within a transaction, that of the ``visit`` it was made at; Invalid where it can't be kept."""
    if visit is None and visit_id is not None:
        visit = tx.get(Visit, visit_id)
    whose = visit.person_id if visit is not None else person_id
    made_on = visit.on if visit is not None else ground.today()
    _check_due(said.due_on, made_on)
    area = tx.get(Person, whose).area_on(ground.today()) if whose is not None else ground.home_area
    follow_up = FollowUp(
        id=new_id(),
        person_id=whose,
        area=area or "",
        visit_id=visit.id if visit is not None else None,
        alarm_id=alarm_id,
        created_by=ground.user,
        created_at=ground.moment(),
        due_on=said.due_on,
        **_in_form({"what": said.what, "who": said.who}),
    )
    _check(follow_up)
    return tx.add(follow_up)


def void_of_visits(tx: Tx, visit_ids: Iterable[str], reason: str) -> None:
    """Void what was promised at visits that were never made, within a transaction; what was done since stays."""
    for follow_up in questions.of_visits(tx.connection, tuple(visit_ids)):
        _void(tx, follow_up, reason)


def without_places(lines: Iterable[FollowUpLine], unopened: Unopened) -> Iterable[FollowUpLine]:
    """Yield the lines with 秘匿 in place of where a hidden person lives, in all that was written."""
    for line in lines:
        texts: dict[str, Any] = {
            name: unopened.told(text, line.person_id) for name in _TEXTS if (text := getattr(line, name))
        }
        yield replace(line, **texts)


_SAID = ("what", "who")
_TEXTS = (*_SAID, "outcome", "put_off_reason", "void_reason")


def _in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them; a name that is blank is none, and what is to be done stays to be refused."""
    form = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    if "who" in form:
        form["who"] = form["who"] or None
    return form


def _void(tx: Tx, follow_up: FollowUp, reason: str) -> FollowUp:
    voided = replace(follow_up, voided=True, void_reason=reason.strip())
    tx.replace(voided, action="voided")
    return voided


def _made_on(tx: Tx, follow_up: FollowUp) -> date | None:
    """The day of a promise: of the visit it was made at, else the one on which it was written down."""
    if follow_up.visit_id is not None:
        return tx.get(Visit, follow_up.visit_id).on
    return follow_up.created_at.date() if follow_up.created_at is not None else None


def _check_due(due_on: date, made_on: date | None) -> None:
    if made_on is not None and due_on < made_on:
        raise Invalid("due_on", "約束した日より前の日になっています。", kind="past")


def _check(follow_up: FollowUp) -> None:
    if len(follow_up.what) > LONGEST:
        raise Invalid("what", f"{LONGEST}字までで書いてください。くわしいことは、書きとめに書けます。", kind="too_long")


def _open(follow_up: FollowUp) -> FollowUp:
    if follow_up.voided:
        raise WatchDeskError("この要対応は、取り消されています。先に、元に戻してください。", code="voided")
    if follow_up.done_on is not None:
        raise WatchDeskError("この要対応は、もうすんでいます。", code="done")
    return follow_up
