"""A pause ends by itself, an ending can be undone, what lies ahead counts from its day."""

from datetime import date, datetime, timedelta

import pytest

from tests.conftest import AREA, KEY, NOW, TODAY, USER
from watchdesk.desk import Desk, open_with_recovery_key
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.words import Consent, EndReason, Status
from watchdesk.errors import Invalid
from watchdesk.services.people import History

BACK = date(2026, 12, 10)
BEFORE = BACK - timedelta(days=1)


def _person(desk: Desk) -> str:
    consent = ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 5))
    return desk.people.register({"family_name": "見本"}, area=AREA, consent=consent).id


def _opened_on(desk: Desk, day: date) -> Desk:
    """The same store, opened again on another day."""
    folder = desk.folder
    desk.lock()
    return open_with_recovery_key(folder, USER, KEY, clock=lambda: datetime.combine(day, NOW.timetz()))


def test_a_pause_brings_the_person_back_on_its_last_days_morrow_in_every_list(empty_desk: Desk) -> None:
    person = _person(empty_desk)
    empty_desk.people.set_status(person, StatusEntry(state=Status.PAUSED, since=TODAY, until=BACK))
    assert [empty_desk.people.lines(day)[0].status for day in (BEFORE, BACK)] == [Status.PAUSED, Status.ACTIVE]
    assert [empty_desk.people.lines(day)[0].is_watched for day in (BEFORE, BACK)] == [False, True]
    assert [[line.id for line in empty_desk.due.lines(day)] for day in (BEFORE, BACK)] == [[], [person]]

    for day, status, due in ((BEFORE, Status.PAUSED, 0), (BACK, Status.ACTIVE, 1)):
        desk = _opened_on(empty_desk, day)
        assert desk.people.line(person).status is status
        assert len(desk.due.lines(day)) == due
        desk.lock()


def test_a_status_ahead_counts_from_its_day(empty_desk: Desk) -> None:
    person = _person(empty_desk)
    entry = StatusEntry(state=Status.ENDED, since=BACK, reason=EndReason.FACILITY)
    kept = empty_desk.people.set_status(person, entry)
    assert [empty_desk.people.lines(day)[0].status for day in (TODAY, BEFORE, BACK)] == [
        Status.ACTIVE,
        Status.ACTIVE,
        Status.ENDED,
    ]
    assert (kept.end_reason_on(BEFORE), kept.end_reason_on(BACK)) == (None, EndReason.FACILITY)


def test_an_ending_is_undone_and_the_ledger_says_why(empty_desk: Desk) -> None:
    person = _person(empty_desk)
    before = empty_desk.people.get(person)
    empty_desk.people.set_status(person, StatusEntry(state=Status.ENDED, since=TODAY, reason=EndReason.DECEASED))
    assert not empty_desk.people.line(person).is_watched

    assert empty_desk.people.take_back(person, "status_history", "別の方の連絡でした") == before

    assert empty_desk.people.line(person).is_watched
    line = empty_desk.ledger.entries(1)[0]
    assert (line.action, line.fields, line.reason) == ("taken back", ("status_history",), "別の方の連絡でした")


def test_what_was_entered_last_is_taken_back_whatever_its_day(empty_desk: Desk) -> None:
    person = _person(empty_desk)
    paused = StatusEntry(state=Status.PAUSED, since=TODAY)
    empty_desk.people.set_status(person, paused)
    empty_desk.people.set_status(person, StatusEntry(state=Status.ENDED, since=date(2026, 3, 1)))
    assert empty_desk.people.take_back(person, "status_history").status_history[-1] == paused


def test_visits_follow_a_move_that_is_taken_back(empty_desk: Desk) -> None:
    person = _person(empty_desk)
    empty_desk.people.move(person, AreaEntry(area="日吉", since=TODAY))
    assert empty_desk.people.line(person).area == "日吉"
    empty_desk.people.take_back(person, "area_history")
    assert empty_desk.people.line(person).area == AREA


def test_a_consent_is_taken_back_with_a_reason_only(empty_desk: Desk) -> None:
    person = _person(empty_desk)
    empty_desk.consents.give(person, ConsentEntry(state=Consent.WITHDRAWN))
    with pytest.raises(Invalid, match="わけ"):
        empty_desk.people.take_back(person, "consent_history", " ")
    assert empty_desk.people.line(person).consent is Consent.WITHDRAWN
    empty_desk.people.take_back(person, "consent_history", "別の方の撤回でした")
    assert empty_desk.people.line(person).consent is not Consent.WITHDRAWN


@pytest.mark.parametrize("history", ["status_history", "consent_history", "area_history"])
def test_the_only_entry_of_a_history_stays(empty_desk: Desk, history: History) -> None:
    person = _person(empty_desk)
    with pytest.raises(Invalid, match="最初の記録"):
        empty_desk.people.take_back(person, history)
    assert len(getattr(empty_desk.people.get(person), history)) == 1
