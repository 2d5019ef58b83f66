"""On any history a write asks for a reason where it moves a closed month, and an issue tells all that differs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from watchdesk.desk import Desk
from watchdesk.domain.closing_differences import Names, differences, has_moved
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Figures
from watchdesk.domain.words import Consent, Method, Result, Status
from watchdesk.errors import ClosedMonth, WatchDeskError

AREA = "九条南"
MONTHS = (Month(2026, 8), Month(2026, 9), Month(2026, 10))
DAYS = st.dates(date(2026, 7, 20), date(2026, 11, 22))
PLACES = st.integers(0, 200)
Write = Callable[[Desk], Any]


def _visit(place: int, on: date, method: Method, result: Result) -> Write:
    return lambda desk: desk.visits.record(_who(desk, place), on=on, method=method, result=result)


def _void(place: int, month: Month) -> Write:
    def write(desk: Desk) -> None:
        standing = [one for one in desk.visits.during(month) if not one.voided]
        if standing:
            desk.visits.void(standing[place % len(standing)].id, "二重")

    return write


def _redate(place: int, month: Month, on: date) -> Write:
    def write(desk: Desk) -> None:
        standing = [one for one in desk.visits.during(month) if not one.voided]
        if standing:
            desk.visits.correct(standing[place % len(standing)].id, {"on": on}, "日ちがい")

    return write


def _status(place: int, on: date, status: Status) -> Write:
    return lambda desk: desk.people.set_status(_who(desk, place), StatusEntry(state=status, since=on))


def _consent(place: int, on: date, consent: Consent) -> Write:
    return lambda desk: desk.consents.give(_who(desk, place), ConsentEntry(state=consent, since=on))


def _move(place: int, on: date) -> Write:
    return lambda desk: desk.people.move(_who(desk, place), AreaEntry(area="堀江", since=on))


def _rename(place: int) -> Write:
    return lambda desk: desk.people.change(_who(desk, place), {"family_name": "改姓"})


def _activity(on: date) -> Write:
    return lambda desk: desk.activities.record({"on": on, "kind": "C2", "title": "まつり"})


def _undo(_place: int) -> Write:
    return lambda desk: desk.undo.undo()


def _who(desk: Desk, place: int) -> str:
    lines = desk.people.lines()
    return lines[place % len(lines)].id


WRITES = st.one_of(
    st.builds(_visit, PLACES, DAYS, st.just(Method.VISIT), st.sampled_from([Result.MET, Result.ABSENT])),
    st.builds(_void, PLACES, st.sampled_from(MONTHS)),
    st.builds(_redate, PLACES, st.sampled_from(MONTHS), DAYS),
    st.builds(_status, PLACES, DAYS, st.sampled_from([Status.ACTIVE, Status.PAUSED, Status.ENDED])),
    st.builds(_consent, PLACES, DAYS, st.sampled_from([Consent.AGREED, Consent.WITHDRAWN])),
    st.builds(_move, PLACES, DAYS),
    st.builds(_rename, PLACES),
    st.builds(_activity, DAYS),
    st.builds(_undo, PLACES),
)


def _figures(desk: Desk, month: Month) -> Figures:
    """Counted by the report, not by what guards the month."""
    return desk.reports.as_of_today(month, AREA).facts.figures


def _try(desk: Desk, write: Write) -> bool:
    """Do it with a reason; whether it could be done at all."""
    try:
        with desk.closings.because("あとから届いた"):
            write(desk)
    except WatchDeskError:
        return False
    return True


def _asked(desk: Desk, write: Write) -> bool:
    try:
        write(desk)
    except ClosedMonth:
        return True
    except WatchDeskError:
        return False
    return False


@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(closed=st.sampled_from(MONTHS), writes=st.lists(WRITES, min_size=2, max_size=7))
def test_a_reason_is_asked_for_exactly_where_a_closed_month_moves(
    closed: Month, writes: list[Write], opened: Callable[[Path], Desk], filled_template: Path
) -> None:
    desk = opened(filled_template)
    desk.closings.close(closed)
    issued = desk.reports.figures(closed).facts.figures
    for write in writes:
        before, known = _figures(desk, closed), len(desk.closings.amended(closed))
        asked = _asked(desk, write)
        refused = _figures(desk, closed)
        assert (refused == before) if asked else not has_moved(before, refused)
        if asked:
            assert _try(desk, write)
            assert has_moved(before, _figures(desk, closed))
            assert len(desk.closings.amended(closed)) == known + 1
    assert desk.reports.figures(closed).facts.figures == issued
    _close_again(desk, closed, issued)
    desk.lock()


def _close_again(desk: Desk, closed: Month, issued: Figures) -> None:
    """The next issue, where there is one, tells all that differs, and prints what it was closed with."""
    look = desk.closings.look(closed)
    now = _figures(desk, closed)
    assert look.outdated is has_moved(issued, now)
    if not look.may_close:
        with pytest.raises(WatchDeskError, match="訂正版はいりません"):
            desk.closings.close(closed)
        return
    desk.closings.close(closed)
    facts = desk.reports.figures(closed).facts
    names = Names(signs={sign.code: sign.label for sign in facts.signs}, lists=facts.lists)
    assert facts.figures == now
    assert set(differences(issued, now, names)) <= set(facts.differences)
