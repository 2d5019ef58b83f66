"""What is counted beside the visits: consultations, referrals, activities, coordination of a span (contract §2.8)."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select, union

from watchdesk.domain.activity import spent_minutes
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.summary import Span
from watchdesk.domain.work import Carried, Consulted, Contacted, Referred, Stepped, Work
from watchdesk.store import people as people_questions
from watchdesk.store import reading
from watchdesk.store.schema_work import (
    activities,
    consultation_steps,
    consultations,
    coordination,
    referral_steps,
    referrals,
)

SENT = referral_steps.c.state == ReferralState.SENT


def during(connection: Connection, span: Span) -> Work:
    """Return all work beside the visits of a span, in every area, in the order of its days and of entry."""
    return Work(
        last=span.last,
        consultations=_consultations(connection, span),
        referrals=_referrals(connection, span),
        activities=_activities(connection, span),
        coordination=_coordination(connection, span),
        steps=_steps(connection, span),
    )


def earliest(connection: Connection) -> date | None:
    """Return the earliest day of anything recorded: people, visits, and the work beside them; None: nothing is."""
    asked = (
        select(func.min(consultations.c.opened_on)),
        select(func.min(referral_steps.c.on)),
        select(func.min(activities.c.on)),
        select(func.min(coordination.c.on)),
    )
    days = [connection.execute(question).scalar_one() for question in asked]
    days.append(people_questions.earliest_record(connection))
    return min((day for day in days if day is not None), default=None)


def _within(day: Any, span: Span) -> ColumnElement[bool]:
    return day.between(span.first, span.last)  # type: ignore[no-any-return]  # a column of days


def _consultations(connection: Connection, span: Span) -> tuple[Consulted, ...]:
    table = consultations.c
    asked = select(table.id, table.area, table.opened_on, table.field, table.content)
    counted = asked.where(_within(table.opened_on, span), table.voided == 0).order_by(table.opened_on, table.seq)
    return tuple(Consulted._make(row) for row in reading.rows(connection, counted))


def _steps(connection: Connection, span: Span) -> tuple[Stepped, ...]:
    """The days of each case's steps, its opening among them, each day of a case once."""
    table, step = consultations.c, consultation_steps.c
    opened = select(table.id, table.area, table.opened_on.label("day")).where(table.voided == 0)
    done = select(table.id, table.area, step.on.label("day")).join(consultation_steps, step.consultation_id == table.id)
    days = union(opened, done.where(table.voided == 0)).subquery()
    asked = select(days).where(_within(days.c.day, span)).order_by(days.c.day, days.c.id)
    return tuple(Stepped._make(row) for row in reading.rows(connection, asked))


def _referrals(connection: Connection, span: Span) -> tuple[Referred, ...]:
    """Those whose first sending lies in the span."""
    step = referral_steps.c
    sent = select(step.referral_id).where(SENT, _within(step.on, span))
    states: dict[str, list[tuple[date, ReferralState]]] = {}
    asked = select(step.referral_id, step.on, step.state).where(step.referral_id.in_(sent))
    for row in reading.rows(connection, asked.order_by(step.referral_id, step.position)):
        states.setdefault(row.referral_id, []).append((row.on, row.state))
    found = []
    for row in reading.rows(connection, _of(sent)):
        reached = tuple(states[row.id])
        first = next(on for on, state in reached if state is ReferralState.SENT)
        if span.first <= first <= span.last:
            found.append((first, row.seq, Referred(row.id, row.area, first, row.receiver, reached)))
    return tuple(referred for *_, referred in sorted(found, key=lambda one: one[:2]))


def _of(ids: Select[Any]) -> Select[Any]:
    table = referrals.c
    return select(table.seq, table.id, table.area, table.receiver).where(table.id.in_(ids))


def _activities(connection: Connection, span: Span) -> tuple[Carried, ...]:
    table = activities.c
    asked = select(table.id, table.area, table.on, table.kind, table.minutes, table.at, table.until, table.participants)
    counted = asked.where(_within(table.on, span), table.voided == 0).order_by(table.on, table.seq)
    return tuple(
        Carried(row.id, row.area, row.on, row.kind, spent_minutes(row.minutes, row.at, row.until), row.participants)
        for row in reading.rows(connection, counted)
    )


def _coordination(connection: Connection, span: Span) -> tuple[Contacted, ...]:
    table = coordination.c
    asked = select(table.id, table.area, table.on, table.kind)
    counted = asked.where(_within(table.on, span), table.voided == 0).order_by(table.on, table.seq)
    return tuple(Contacted._make(row) for row in reading.rows(connection, counted))
