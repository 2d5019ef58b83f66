"""The contract's rules of the work beside visits once more, from its text and the records, record by record."""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from math import floor
from typing import Any

from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.referral import Referral


def _here(on: date | None, area: str, first: date, last: date, wanted: str | None) -> bool:
    return on is not None and first <= on <= last and wanted in (None, area)


def _tally(words: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in words:
        found[str(word)] = found.get(str(word), 0) + 1
    return dict(sorted(found.items()))


def work(
    cases: Sequence[Consultation],
    referrals: Sequence[Referral],
    activities: Sequence[Activity],
    contacts: Sequence[Coordination],
    *,
    first: date,
    last: date,
    area: str | None,
) -> dict[str, Any]:
    """The four documents of §6: §2.8, a consultation in its month, once in A and once in B; a referral when sent."""
    opened = [one for one in cases if not one.voided and _here(one.opened_on, one.area, first, last, area)]
    sent = [one for one in referrals if _here(sent_on(one), one.area, first, last, area)]
    done = [one for one in activities if not one.voided and _here(one.on, one.area, first, last, area)]
    told = [one for one in contacts if not one.voided and _here(one.on, one.area, first, last, area)]
    states = ("sent", "received", "answered", "declined", "withdrawn")
    stood = [state_on(one, last) for one in sent]
    hours = Fraction(sum(minutes(one) for one in done), 60)
    return {
        "consultations": {
            "total": len(opened),
            "by_field": _tally(one.field for one in opened),
            "by_content": _tally(one.content for one in opened),
        },
        "referrals": {
            "total": len(sent),
            "by_body": _tally(one.receiver for one in sent),
            "by_state": {state: stood.count(state) for state in states},
        },
        "activities": {
            "total": len(done),
            "by_kind": _tally(one.kind for one in done),
            "hours": floor(hours * 10 + Fraction(1, 2)) / 10,
            "participants": sum(one.participants or 0 for one in done),
        },
        "coordination": {"total": len(told), "by_kind": _tally(one.kind for one in told)},
    }


def sent_on(referral: Referral) -> date | None:
    """The day of its first sending."""
    for step in referral.steps:
        if step.state == "sent":
            return step.on
    return None


def state_on(referral: Referral, day: date) -> str:
    """The state entered last of those dated up to a day."""
    state = ""
    for step in referral.steps:
        if step.on <= day:
            state = str(step.state.value)
    return state


def minutes(activity: Activity) -> int:
    """What was written, else from beginning to end."""
    if activity.minutes is not None:
        return activity.minutes
    if activity.at is None or activity.until is None:
        return 0
    start, end = activity.at, activity.until
    return (end.hour * 60 + end.minute) - (start.hour * 60 + start.minute)


def worked_days(
    cases: Sequence[Consultation],
    activities: Sequence[Activity],
    contacts: Sequence[Coordination],
    *,
    area: str | None,
) -> set[date]:
    """§2.9: every day with a step (the opening is one), an activity or a contact."""
    found: set[date] = set()
    for case in cases:
        if not case.voided and area in (None, case.area):
            found |= {case.opened_on, *(step.on for step in case.steps)}
    found |= {one.on for one in activities if not one.voided and area in (None, one.area)}
    found |= {one.on for one in contacts if not one.voided and area in (None, one.area)}
    return found
