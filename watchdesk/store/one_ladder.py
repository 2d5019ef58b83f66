"""One ladder a person: of two alarms 気がかり open about one, a merge makes one, and parting makes two again."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, select, update

from watchdesk.domain.alarm import NOTED, Alarm, AlarmStep
from watchdesk.store import alarms as questions
from watchdesk.store import journal, moving, records
from watchdesk.store.records import Row
from watchdesk.store.schema import alarm_steps, alarms, follow_ups
from watchdesk.store.store import Tx

Rows = dict[str, list[Row]]
Ladder = dict[str, Any]
"""What the journal keeps of it: ``first`` and ``own`` (the places of its own steps among ``steps``), ``reported``
where it took over who reported the other, ``rows`` of the others as they were, ``promised`` follow-up by follow-up."""


def open_rows(connection: Connection, *person_ids: str) -> Rows:
    """Return the alarms open about some people with their steps, as they lie in the store; before anything moves."""
    found = [row for row in journal.raw_rows(connection, alarms, "person_id", person_ids) if row["closed_at"] is None]
    steps = journal.raw_rows(connection, alarm_steps, "alarm_id", [row["id"] for row in found])
    return {alarms.name: found, alarm_steps.name: steps}


def join(tx: Tx, person_id: str, before: Rows) -> Ladder:
    """Leave one alarm open about a person: the one raised first goes on, and tells all that the others told.

    Returns what ``part`` needs, empty where there was nothing to join.
    """
    found = questions.fetch(tx.connection, (alarms.c.person_id == person_id) & questions.OPEN)
    if len(found) < 2:
        return {}
    first, others = found[0], found[1:]
    told = _told(first, others)
    one = replace(first, steps=tuple(step for step, _ in told), **_reporter(first, others))
    gone = [other.id for other in others]
    promised = _promised(tx.connection, gone)
    records.overwrite(tx.connection, records.kept(Alarm), first, one)
    _name_origin(tx.connection, dict.fromkeys(promised, first.id))
    records.remove(tx.connection, records.kept(Alarm), gone)
    return {
        "first": first.id,
        "own": _places(told),
        "steps": len(told),
        "reported": one.reporter != first.reporter,
        "rows": _of(before, gone),
        "promised": promised,
    }


def part(tx: Tx, ladder: Ladder) -> tuple[str, ...]:
    """Make two alarms of one again; what was written since stays with the one raised first, which the sentence tells.

    One that was closed since stays closed, the other is open: it tells of somebody else now.
    """
    if not ladder:
        return ()
    moving.put_back(tx.connection, ladder["rows"])
    _name_origin(tx.connection, ladder["promised"])
    found = questions.fetch(tx.connection, alarms.c.id == ladder["first"])
    if not found:
        return ()
    present = found[0]
    since = present.steps[ladder["steps"] :]
    steps = (*(present.steps[place] for place in ladder["own"]), *since)
    nobody: dict[str, Any] = (
        {"reporter": None, "reporter_phone": None} if ladder["reported"] and not present.answered_at else {}
    )
    records.overwrite(tx.connection, records.kept(Alarm), present, replace(present, steps=steps, **nobody))
    if not since and present.is_open:
        return ()
    return (
        "気がかりも、2つに分けました。まとめたあとに書いたことは、先に始まった方にあります。もう一方は開いています。",
    )


def _told(first: Alarm, others: Sequence[Alarm]) -> list[tuple[AlarmStep, int]]:
    """All steps in the order of time; the first alarm's own with their number, the others, begun by a line, with -1."""
    theirs = [step for other in others for step in (_beginning(other), *other.steps)]
    told = [*((step, number) for number, step in enumerate(first.steps)), *((step, -1) for step in theirs)]
    return sorted(told, key=lambda one: one[0].at)


def _places(told: Sequence[tuple[AlarmStep, int]]) -> list[int]:
    own = [(number, place) for place, (_, number) in enumerate(told) if number >= 0]
    return [place for _, place in sorted(own)]


def _beginning(alarm: Alarm) -> AlarmStep:
    said = f"：{alarm.said}" if alarm.said else ""
    return AlarmStep(
        step=NOTED,
        at=alarm.raised_at,
        by=alarm.raised_by,
        whom=alarm.reporter,
        phone=alarm.reporter_phone,
        answer=f"まとめた台帳でも、気がかりが始まっていました（{alarm.origin.label}）{said}",
    )


def _reporter(first: Alarm, others: Sequence[Alarm]) -> dict[str, Any]:
    """Who is to be told how it ended, where the first alarm names nobody."""
    named = next((other for other in others if other.reporter), None)
    if first.reporter or named is None:
        return {}
    return {"reporter": named.reporter, "reporter_phone": named.reporter_phone}


def _of(rows: Rows, ids: Sequence[str]) -> Rows:
    return {
        alarms.name: [row for row in rows[alarms.name] if row["id"] in ids],
        alarm_steps.name: [row for row in rows[alarm_steps.name] if row["alarm_id"] in ids],
    }


def _promised(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """The follow-ups that came from some alarms, with the alarm of each."""
    asked = select(follow_ups.c.id, follow_ups.c.alarm_id).where(follow_ups.c.alarm_id.in_(ids))
    return {row.id: row.alarm_id for row in connection.execute(asked)}


def _name_origin(connection: Connection, promised: Mapping[str, str]) -> None:
    for promise, alarm in promised.items():
        connection.execute(update(follow_ups).where(follow_ups.c.id == promise).values(alarm_id=alarm))
