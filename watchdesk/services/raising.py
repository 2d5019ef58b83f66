"""Raising a 気がかり: it begins by itself in the transaction of the visit that leaves somebody worrying."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from watchdesk.domain.alarm import REOPENED, Alarm, AlarmOrigin, AlarmStep, has_grown
from watchdesk.domain.histories import area_of_visit
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import SILENT
from watchdesk.errors import WatchDeskError
from watchdesk.services.ground import Ground, new_id
from watchdesk.store import alarms as questions
from watchdesk.store import contacts
from watchdesk.store import people as people_questions
from watchdesk.store.audit import Entry as Line
from watchdesk.store.schema import alarms
from watchdesk.store.store import Connection, Tx

STAYS = "気がかりは、開いたままです。いらないときは、結末を書いて閉じてください。"
OPEN_AGAIN = "気がかりは、また開いています。"


@contextmanager
def raising(tx: Tx, ground: Ground, *visits: Visit) -> Iterator[None]:
    """Write visits within: whoever is left 気がかり by it, or in a longer silence, has an alarm open afterwards.

    ``visits`` as they are to be written, new, corrected or voided. One that is open already stays the only one. An
    import of earlier records and a deed taken back raise none: whom they leave 気がかり stands on 今日 all the same.
    """
    whose = tuple(dict.fromkeys(visit.person_id for visit in visits))
    before = {person_id: questions.standing(tx.connection, person_id, ground.today()) for person_id in whose}
    yield
    contacts.renew(tx.connection, whose)  # the cadence reads what else is kept at the end of the transaction
    for person_id in whose:
        after = questions.standing(tx.connection, person_id, ground.today())
        if after is not None and has_grown(before[person_id], after):
            cause = next((one.id for one in visits if one.person_id == person_id and _is_silent(one)), None)
            origin = AlarmOrigin.NO_ANSWER if after.unanswered else AlarmOrigin.STREAK
            raise_within(tx, ground, person_id, {"origin": origin, "visit_id": cause})


def _is_silent(visit: Visit) -> bool:
    return visit.result in SILENT and not visit.voided


def raise_within(tx: Tx, ground: Ground, person_id: str | None, values: dict[str, Any]) -> Alarm:
    """Raise an alarm within a transaction; of a person who has one open, return that one instead."""
    if person_id is not None:
        standing = questions.open_of(tx.connection, person_id)
        if standing is not None:
            return standing
        values = {"area": _area(tx.connection, ground, person_id), **values}
    return tx.add(
        Alarm(
            id=new_id(),
            person_id=person_id,
            raised_at=ground.moment(),
            raised_by=ground.user,
            holder=ground.user,
            **values,
        )
    )


def _area(connection: Connection, ground: Ground, person_id: str) -> str:
    stand = people_questions.standings(connection, people_questions.with_ids([person_id]))[person_id]
    return area_of_visit(stand.area_history, ground.today()) or ""


def reopen(tx: Tx, alarm_id: str) -> None:
    """Take back that an alarm was closed: it is open again, and what was written of it stays with a line that says so.

    WatchDeskError where another one about the same person was raised since.
    """
    alarm = tx.get(Alarm, alarm_id)
    if alarm.is_open:
        return
    if alarm.person_id is not None and questions.open_of(tx.connection, alarm.person_id) is not None:
        sentence = "同じ方の気がかりが、ほかに開いています。それを閉じてから、元に戻してください。"
        raise WatchDeskError(sentence, code="alarm_open")
    line = AlarmStep(step=REOPENED, at=tx.at.replace(microsecond=0), by=tx.by)
    back: dict[str, Any] = {"outcome": None, "ending": None, "closed_at": None, "closed_by": None, "answered_at": None}
    tx.replace(replace(alarm, steps=(*alarm.steps, line), **back), action="reopened")


def told_after(tx: Tx, lines: Sequence[Line]) -> tuple[str, ...]:
    """Return what is to be said of the alarms of a deed that was taken back: the ladder never ends by that."""
    told = []
    for line in lines:
        alarm = next(iter(questions.fetch(tx.connection, alarms.c.id == line.entity_id)), None)
        if line.entity == "alarm" and alarm is not None and alarm.is_open:  # a merge may have made one of two
            told.append(STAYS if line.action == "added" else OPEN_AGAIN)
    return tuple(dict.fromkeys(told))
