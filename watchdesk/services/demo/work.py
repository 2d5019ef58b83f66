"""The demo store's work beside visits: consultations with their steps, an answered つなぎ, activities, contacts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import cycle
from typing import TypeVar

import resources
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.consent import why_withheld
from watchdesk.domain.consultation import Consultation, ConsultStep, StepKind, Urgency
from watchdesk.domain.person import Person
from watchdesk.domain.referral import Referral, ReferralState, ReferralStep, SendWay
from watchdesk.services.demo.day import JAPAN, Area
from watchdesk.services.demo.partners import MADE_BY
from watchdesk.services.demo.words import Row, opaque_id, rows
from watchdesk.store.store import Tx

_GIVEN = ("name", "birth_date", "sex", "living", "last_confirmed")
"""Fields that go with the つなぎ."""
_LASTS = timedelta(hours=1, minutes=30)
_OFFICE = "soudanshitsu"
"""To whom is handed on, by its code of recipients.csv."""

Kept = TypeVar("Kept", Activity, Coordination, Consultation, Referral)


def write(tx: Tx, area: Area) -> None:
    """Write it for an area."""
    cases = tuple(_cases(area))
    tx.add_all([case for case, _ in cases])
    tx.add_all([handed for _, handed in cases if handed is not None])
    tx.add_all([_activity(area, row) for row in rows("work") if row["kind"] == "activity"])
    tx.add_all([_contact(area, row) for row in rows("work") if row["kind"] == "contact"])


def _cases(area: Area) -> Iterator[tuple[Consultation, Referral | None]]:
    """Each case with its つなぎ; its steps follow it in the list."""
    people = cycle(_may_be_handed_on(area) or area.people)
    told = [row for row in rows("work") if row["kind"] not in ("activity", "contact")]
    begins = [place for place, row in enumerate(told) if row["kind"] == "case"]
    for first, beyond in zip(begins, [*begins[1:], len(told)], strict=True):
        yield _case(area, told[first], told[first + 1 : beyond], next(people))


def _may_be_handed_on(area: Area) -> list[Person]:
    return [
        person
        for person in area.people
        if why_withheld(person.consent_on(area.until), _OFFICE, frozenset()) is None and not person.hidden
    ]


def _case(area: Area, row: Row, after: Sequence[Row], person: Person) -> tuple[Consultation, Referral | None]:
    of_register = row["who"] == "person"
    case = Consultation(
        id=opaque_id(area.random),
        area=area.name,
        opened_on=_day(area, row),
        opened_at=_clock(row),
        field=row["a"],
        content=row["b"],
        said=row["text"],
        urgency=Urgency(row["more"]),
        person_id=person.id if of_register else None,
        caller=None if of_register else "近所の方",
        steps=tuple(_step(area, one) for one in after if one["kind"] in set(StepKind)),
    )
    handed = next((one for one in after if one["kind"] == "handed"), None)
    return _made(case, area, row), None if handed is None else _handed(area, handed, after, case)


def _step(area: Area, row: Row) -> ConsultStep:
    due = area.until + timedelta(days=int(row["more"])) if row["more"] else None
    return ConsultStep(on=_day(area, row), kind=StepKind(row["kind"]), what=row["text"], by=MADE_BY, due_on=due)


def _handed(area: Area, row: Row, after: Sequence[Row], case: Consultation) -> Referral:
    """What was handed on in a case: sent by hand, and answered on the day of the case's answer."""
    answer = next(one for one in after if one["kind"] == "answered")
    sent = ReferralStep(on=_day(area, row), state=ReferralState.SENT, by=MADE_BY)
    back = ReferralStep(on=_day(area, answer), state=ReferralState.ANSWERED, by=MADE_BY, what=answer["text"])
    made = Referral(
        id=opaque_id(area.random),
        area=area.name,
        receiver=_OFFICE,
        body=_office(),
        reason=row["text"],
        wanted=row["more"],
        given=_GIVEN,
        way=SendWay.HAND,
        person_id=case.person_id,
        consultation_id=case.id,
        answer_due=sent.on + timedelta(days=14),
        steps=(sent, back),
    )
    return _made(made, area, row)


def _activity(area: Area, row: Row) -> Activity:
    begins = _clock(row)
    made = Activity(
        id=opaque_id(area.random),
        area=area.name,
        on=_day(area, row),
        kind=row["a"],
        own_kind=row["b"],
        title=row["text"],
        at=begins,
        until=(datetime.combine(area.until, begins) + _LASTS).time(),
        minutes=int(_LASTS.total_seconds() / 60),
        place="地域会館",
        participants=int(row["more"]),
        partners=tuple(one.id for one in area.team.watchers[: int(row["who"])]),
    )
    return _made(made, area, row)


def _contact(area: Area, row: Row) -> Coordination:
    minsei = row["who"] == "minsei"
    made = Coordination(
        id=opaque_id(area.random),
        area=area.name,
        on=_day(area, row),
        at=_clock(row),
        kind=row["a"],
        what=row["text"],
        partner_id=area.team.minsei[0].id if minsei else None,
        whom=None if minsei else _office(),
    )
    return _made(made, area, row)


def _office() -> str:
    return next(row["label"] for row in resources.codes("recipients") if row["code"] == _OFFICE)


def _made(record: Kept, area: Area, row: Row) -> Kept:
    """With who wrote it down, and when: at its hour, else in the morning of its day."""
    at = _clock(row) if row["at"] else time(9)
    return replace(record, created_by=MADE_BY, created_at=datetime.combine(_day(area, row), at, JAPAN))


def _day(area: Area, row: Row) -> date:
    return area.until + timedelta(days=int(row["days"]))


def _clock(row: Row) -> time:
    hour, minute = row["at"].split(":")
    return time(int(hour), int(minute))
