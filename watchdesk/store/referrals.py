"""What is asked of referrals つなぎ: all, those about a person, of a case, some by their ids."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, and_, exists, select, true, update

from watchdesk.domain.referral import ENDED, Referral, ReferralState
from watchdesk.store import records
from watchdesk.store.schema_work import referral_steps, referrals

NEWEST = (referrals.c.seq.desc(),)


def wanted(
    person_id: str | None = None, consultation_id: str | None = None, ids: Iterable[str] | None = None
) -> ColumnElement[bool]:
    """Referrals about a person, of a case, some by their ids; without any of these all."""
    asked = (
        true() if person_id is None else referrals.c.person_id == person_id,
        true() if consultation_id is None else referrals.c.consultation_id == consultation_id,
        true() if ids is None else referrals.c.id.in_(sorted(set(ids))),
    )
    return and_(*asked)


def awaited() -> ColumnElement[bool]:
    """Those that were sent and may still wait for an answer; an ended one may have been answered once before."""
    step = referral_steps.c
    mine = step.referral_id == referrals.c.id
    sent = exists(select(step.referral_id).where(mine, step.state == ReferralState.SENT))
    ended = exists(select(step.referral_id).where(mine, step.state.in_(sorted(ENDED))))
    return and_(sent, ~ended)


def fetch(connection: Connection, where: ColumnElement[bool]) -> tuple[Referral, ...]:
    """Return referrals, those made last in front."""
    return records.fetch(connection, Referral, where, order_by=NEWEST)


def bear(connection: Connection, referral_id: str, number: int) -> None:
    """Write the number of the copy that left for a referral; the ledger's line is the copy's own."""
    connection.execute(update(referrals).where(referrals.c.id == referral_id).values(copy_number=number))
