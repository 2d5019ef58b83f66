"""An alarm 気がかり as a record: what ends it, when to look next, what reassures, how long it has lasted in words."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from tests.conftest import NOW
from watchdesk.domain.alarm import Alarm, AlarmOrigin, AlarmOutcome, AlarmStep, duration_words, reassures
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Method, Result
from watchdesk.errors import Invalid

NOON = NOW.replace(hour=12, minute=0)
ALARM = Alarm(
    id="a", area="九条南", origin=AlarmOrigin.NOTICED, raised_at=NOON, raised_by="h", holder="h", person_id="p"
)


def visit(on: date, at: time | None, result: Result = Result.MET, entered: datetime | None = None) -> Visit:
    return Visit(id="v", person_id="p", on=on, at=at, method=Method.VISIT, result=result, created_at=entered)


@pytest.mark.parametrize(
    "values",
    [
        {"person_id": None},
        {"person_id": None, "whom": "  "},
        {"closed_at": NOON},
        {"outcome": AlarmOutcome.MET},
        {"outcome": AlarmOutcome.MET, "closed_at": NOON},
        {"outcome": AlarmOutcome.MET, "closed_at": NOON, "ending": " "},
    ],
)
def test_nobody_and_an_ending_without_outcome_or_line_are_refused(values: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        replace(ALARM, **values)  # type: ignore[arg-type]  # the values are wrong on purpose


def test_the_next_look_is_the_last_one_said() -> None:
    half = timedelta(minutes=30)
    assert ALARM.next_look(half) == NOON + half
    said = AlarmStep(step="phone", at=NOON, by="h", look_again=NOON + timedelta(hours=2))
    noted = AlarmStep(step="note", at=NOON, by="h")
    assert replace(ALARM, steps=(said, noted)).next_look(half) == NOON + timedelta(hours=2)


@pytest.mark.parametrize(
    ("on", "at", "entered", "told"),
    [
        (date(2026, 11, 21), None, NOON, False),
        (date(2026, 11, 22), time(11, 59), NOON, False),
        (date(2026, 11, 22), time(12, 1), NOON, True),
        (date(2026, 11, 22), None, NOON - timedelta(minutes=1), False),
        (date(2026, 11, 22), None, NOON + timedelta(minutes=1), True),
        (date(2026, 11, 23), time(8, 0), NOON, True),
        (date(2026, 11, 23), None, None, True),
    ],
)
def test_only_a_contact_after_it_was_raised_reassures(on: date, at: time | None, entered: datetime, told: bool) -> None:
    assert reassures(visit(on, at, entered=entered), ALARM, None) is told


def test_beside_its_cause_the_order_of_visits_decides() -> None:
    cause = visit(NOON.date(), time(9), Result.NO_ANSWER)
    assert reassures(visit(NOON.date(), time(9, 30)), ALARM, cause)
    assert not reassures(visit(NOON.date(), time(8, 30)), ALARM, cause)
    unknown = visit(NOON.date(), None, Result.NO_ANSWER)
    assert not reassures(visit(NOON.date(), time(23)), ALARM, unknown)
    assert reassures(visit(NOON.date(), None, entered=NOON), ALARM, unknown)


def test_an_attempt_and_a_voided_contact_reassure_nobody() -> None:
    tomorrow = date(2026, 11, 23)
    assert not reassures(visit(tomorrow, None, Result.ABSENT), ALARM, None)
    assert not reassures(replace(visit(tomorrow, None), voided=True, void_reason="別の方"), ALARM, None)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(-5, "0分"), (0, "0分"), (59, "59分"), (60, "1時間"), (130, "2時間10分"), (1440, "1日"), (4560, "3日と4時間")],
)
def test_how_long_is_said_shortly(minutes: int, told: str) -> None:
    assert duration_words(timedelta(minutes=minutes)) == told
