"""From which day on a write may move figures: told cheaply, since most of what is written concerns no closed month."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.histories import area_of_visit, watched_periods
from watchdesk.domain.person import Person
from watchdesk.domain.referral import Referral
from watchdesk.domain.visit import Visit

EVER = date.min
"""Any month may be moved."""

_HISTORIES = ("status_history", "consent_history", "area_history")


def first_day(old: Any, new: Any) -> date | None:
    """Return the earliest day whose figures may differ once ``new`` stands for ``old`` (None: it is added).

    None where the record is none that figures are counted from, or nothing counted in it differs.
    """
    kind = type(new)
    if kind is Person:
        return _of_histories(old, new) if old is not None else _first_watched(new)
    if kind is Visit or kind is Activity or kind is Coordination:
        return earlier(new.on, old.on if old is not None else None)
    if kind is Consultation or kind is Referral:
        return _of_case(old, new)
    return None


def earlier(one: date | None, other: date | None) -> date | None:
    """Return the earlier of two days, None standing for no day at all."""
    return min((day for day in (one, other) if day is not None), default=None)


def _first_watched(new: Person) -> date | None:
    """Who is new on the register counts from the first day under watch."""
    periods = watched_periods(new)
    return periods[0].first if periods else None


def _of_histories(old: Person, new: Person) -> date | None:
    days: list[date] = []
    for name in _HISTORIES:
        before: Sequence[Any] = getattr(old, name)
        after: Sequence[Any] = getattr(new, name)
        if before != after:
            days += _differing(before, after)
    if area_of_visit(old.area_history, EVER) != area_of_visit(new.area_history, EVER):
        return EVER  # visits before the first entry belong to its area
    return min(days, default=None)


def _differing(before: Sequence[Any], after: Sequence[Any]) -> list[date]:
    """Days of the entries that only one of two histories has; all of them where they only changed places."""
    entries = [one for one in (*before, *after) if (one in before) is not (one in after)]
    return [one.since or EVER for one in entries or (*before, *after)]


def _of_case(old: Any, new: Any) -> date | None:
    """A case or a referral: the days of the steps that differ, of all where more than a step was added."""
    if old is None:
        return min(_days(new), default=None)
    steps = [one.on for one in (*old.steps, *new.steps) if (one in old.steps) is not (one in new.steps)]
    if _counted(old) != _counted(new) or not steps:
        steps += [*_days(old), *_days(new)]
    return min(steps, default=None)


def _days(case: Any) -> Iterable[date]:
    opened = (case.opened_on,) if isinstance(case, Consultation) else ()
    return (*opened, *(step.on for step in case.steps))


def _counted(case: Any) -> tuple[Any, ...]:
    if isinstance(case, Consultation):
        return (case.area, case.opened_on, case.field, case.content, case.voided)
    return (case.area, case.receiver)
