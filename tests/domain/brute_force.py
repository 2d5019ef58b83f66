"""The contract's counting rules once more, day by day and person by person, written from its text and nothing else.

Slow and plain on purpose: it shares no code with ``watchdesk.domain.summary`` or ``cadence``, only the records.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit

METHODS = ("visit", "intercom", "phone", "greeting", "posting", "outside")
NOTHING_BESIDE_VISITS = {
    "consultations": {"total": 0, "by_field": {}, "by_content": {}},
    "referrals": {
        "total": 0,
        "by_body": {},
        "by_state": dict.fromkeys(("sent", "received", "answered", "declined", "withdrawn"), 0),
    },
    "activities": {"total": 0, "by_kind": {}, "hours": 0.0, "participants": 0},
    "coordination": {"total": 0, "by_kind": {}},
}
RESULTS = ("met", "confirmed", "absent", "no_answer", "outside_only", "declined")


def days_of(first: date, last: date) -> Iterator[date]:
    """Every day from first to last."""
    while first <= last:
        yield first
        first += timedelta(days=1)


def state_on(entries: Sequence[Any], day: date) -> Any:
    """§1: the latest entry dated on or before the day; on equal dates the one entered last."""
    begun = [
        (entry.since or date.min, order, entry)
        for order, entry in enumerate(entries)
        if entry.since is None or entry.since <= day
    ]
    return max(begun, key=lambda found: found[:2])[2] if begun else None


def status_is_active(person: Person, day: date) -> bool:
    """§1: a pause's until is the first day active again."""
    entry: StatusEntry | None = state_on(person.status_history, day)
    if entry is None:
        return False
    return entry.state == "active" or (entry.state == "paused" and entry.until is not None and day >= entry.until)


def consent_is_given(person: Person, day: date) -> bool:
    """§2.1: agreed, with watch true."""
    entry: ConsentEntry | None = state_on(person.consent_history, day)
    return entry is not None and entry.state == "agreed" and entry.watch


def area_is(person: Person, day: date, area: str | None) -> bool:
    """§2.1: for an area, that area; the ward is everywhere."""
    entry: AreaEntry | None = state_on(person.area_history, day)
    return area is None or (entry is not None and entry.area == area)


def under_watch(person: Person, day: date, area: str | None) -> bool:
    """§2.1."""
    return status_is_active(person, day) and consent_is_given(person, day) and area_is(person, day, area)


def people_figures(people: Iterable[Person], first: date, last: date, area: str | None) -> dict[str, set[str]]:
    """§2.1 and §2.2: ids by figure; reasons as ``added.new`` and so on."""
    before = first - timedelta(days=1)
    who: dict[str, set[str]] = {name: set() for name in ("under_watch", "at_start", "added", "ended", "at_end")}
    for reason in ("added.new", "added.resumed", "added.consented", "added.moved_in"):
        who[reason] = set()
    for reason in ("ended.paused", "ended.ended", "ended.withdrawn", "ended.moved_out"):
        who[reason] = set()
    for person in people:
        for day in days_of(first, last):
            if under_watch(person, day, area):
                who["under_watch"].add(person.id)
        if under_watch(person, before, area):
            who["at_start"].add(person.id)
        if under_watch(person, last, area):
            who["at_end"].add(person.id)
    for person in people:
        if person.id in who["under_watch"] - who["at_start"]:
            who["added"].add(person.id)
            who["added." + why_added(person, first, area)].add(person.id)
    for person in people:
        if person.id in (who["at_start"] | who["added"]) - who["at_end"]:
            who["ended"].add(person.id)
            who["ended." + why_ended(person, last, area)].add(person.id)
    return who


def why_added(person: Person, first: date, area: str | None) -> str:
    """§2.2: never under watch anywhere before the month, else the first thing false on the day before it."""
    before = first - timedelta(days=1)
    entries: list[Any] = [*person.status_history, *person.consent_history, *person.area_history]
    dated = [entry.since for entry in entries if entry.since is not None]
    earliest = min([before, *dated]) - timedelta(days=1)
    if not any(under_watch(person, day, None) for day in days_of(earliest, before)):
        return "new"
    if not status_is_active(person, before):
        return "resumed"
    if not consent_is_given(person, before):
        return "consented"
    assert not area_is(person, before, area)
    return "moved_in"


def why_ended(person: Person, last: date, area: str | None) -> str:
    """§2.2: the first thing false on the last day."""
    if not status_is_active(person, last):
        return str(state_on(person.status_history, last).state)
    if not consent_is_given(person, last):
        return "withdrawn"
    assert not area_is(person, last, area)
    return "moved_out"


def area_of(person: Person, day: date) -> str:
    """§2.3: the area the person was in on the visit's date; before the first entry, the earliest one."""
    entry = state_on(person.area_history, day)
    if entry is None:
        entry = sorted(person.area_history, key=lambda found: found.since or date.min)[0]
    return str(entry.area)


def visits_of(
    people: Iterable[Person], visits: Iterable[Visit], first: date, last: date, area: str | None
) -> list[Visit]:
    """§2: voided records count nowhere; §2.3: records dated in the span."""
    found = []
    known = {person.id: person for person in people}
    for visit in visits:
        if visit.voided or not first <= visit.on <= last:
            continue
        if area is None or area_of(known[visit.person_id], visit.on) == area:
            found.append(visit)
    return found


def figures(
    people: Sequence[Person],
    visits: Sequence[Visit],
    *,
    first: date,
    last: date,
    area: str | None,
    visit_count_methods: Sequence[str],
) -> dict[str, Any]:
    """The figures document of §6."""
    here = visits_of(people, visits, first, last, area)
    met_anywhere = met(visits_of(people, visits, first, last, None))
    return {
        **people_counts(people_figures(people, first, last, area), met_anywhere),
        "visits": visits_table(here),
        "people_visited": len({visit.person_id for visit in here}),
        "people_confirmed": len(met(here)),
        "conditions": conditions(here),
        "signs": {
            code: sum(code in visit.signs for visit in here)
            for code in sorted({code for visit in here for code in visit.signs})
        },
        **NOTHING_BESIDE_VISITS,
        "visit_count": sum(visit.method in visit_count_methods for visit in here),
        "visit_count_methods": [name for name in METHODS if name in visit_count_methods],
        "active_days": len({visit.on for visit in here}),
    }


def met(visits: Iterable[Visit]) -> set[str]:
    """§1: ids of people with a confirmed contact."""
    return {visit.person_id for visit in visits if visit.result in ("met", "confirmed")}


def people_counts(who: dict[str, set[str]], met_anywhere: set[str]) -> dict[str, Any]:
    """§2.2 and §2.5 in numbers."""
    confirmed = who["under_watch"] & met_anywhere
    return {
        "under_watch": len(who["under_watch"]),
        "at_start": len(who["at_start"]),
        "added": len(who["added"]),
        "added_by": {name: len(who["added." + name]) for name in ("new", "resumed", "consented", "moved_in")},
        "ended": len(who["ended"]),
        "ended_by": {name: len(who["ended." + name]) for name in ("paused", "ended", "withdrawn", "moved_out")},
        "at_end": len(who["at_end"]),
        "confirmed_under_watch": len(confirmed),
        "not_confirmed": len(who["under_watch"]) - len(confirmed),
        "confirm_rate": rate(len(confirmed), len(who["under_watch"])),
    }


def visits_table(here: list[Visit]) -> dict[str, Any]:
    """§2.3."""
    return {
        "total": len(here),
        "by_method": {name: sum(visit.method == name for visit in here) for name in METHODS},
        "by_result": {name: sum(visit.result == name for visit in here) for name in RESULTS},
        "table": {
            method: {name: sum(visit.method == method and visit.result == name for visit in here) for name in RESULTS}
            for method in METHODS
        },
    }


def conditions(here: list[Visit]) -> dict[str, int]:
    """§2.12."""
    confirmed = [visit for visit in here if visit.result in ("met", "confirmed")]
    return {
        "well": sum(visit.condition == "well" for visit in confirmed),
        "concern": sum(visit.condition == "concern" for visit in confirmed),
        "urgent": sum(visit.condition == "urgent" for visit in confirmed),
        "unknown": sum(visit.condition is None for visit in confirmed),
        "urgent_unseen": sum(visit.condition == "urgent" for visit in here if visit not in confirmed),
    }


def rate(part: int, whole: int) -> float | None:
    """§2.5: percent, half up to 0.1."""
    if whole == 0:
        return None
    return floor(Fraction(part, whole) * 1000 + Fraction(1, 2)) / 10


def due(person: Person, visits: Iterable[Visit], day: date, soon_days: int) -> dict[str, Any] | None:
    """§2.6 and §2.7, one person; ``visits`` in the order of entry."""
    if not under_watch(person, day, None):
        return None
    past = [visit for visit in visits if visit.on <= day and not visit.voided]
    confirmed = [visit.on for visit in past if visit.result in ("met", "confirmed")]
    last_confirmed = max(confirmed) if confirmed else None
    due_on = (last_confirmed or first_day_under_watch(person, day)) + timedelta(days=person.interval_days)
    state = "later"
    if due_on <= day + timedelta(days=soon_days):
        state = "soon"
    if day == due_on:
        state = "due"
    if day > due_on:
        state = "overdue"
    silence = silent_results(past)
    return {
        "last_confirmed": last_confirmed,
        "last_attempt": max((visit.on for visit in past), default=None),
        "due_on": due_on,
        "state": state,
        "overdue_days": (day - due_on).days if state == "overdue" else 0,
        "silent_streak": len(silence),
        "worrying": len(silence) >= 3 or "no_answer" in silence,
    }


def first_day_under_watch(person: Person, day: date) -> date:
    """§2.6: one from before all days (no dated entry made it so) says nothing, so the day the record was made."""
    if under_watch(person, date.min, None):
        return person.created_on
    return next(found for found in days_of(date(2025, 1, 1), day) if under_watch(person, found, None))


def silent_results(past: list[Visit]) -> list[str]:
    """§2.7: by date, then time with an unknown one last, then order of entry (a stable sort keeps it)."""
    in_order = sorted(past, key=lambda visit: (visit.on, visit.at.isoformat() if visit.at else "unknown"))
    silence: list[str] = []
    for visit in in_order:
        if visit.result in ("met", "confirmed"):
            silence = []
        if visit.result in ("absent", "no_answer", "declined"):
            silence.append(visit.result)
    return silence
