"""Two dates: when somebody was met, and what was tried since; three absences never look like three visits."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.pages.visit.page import VisitPage
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent, Method, Result

FormAt = Callable[..., VisitPage]


@pytest.fixture
def person_id(desk: Desk) -> str:
    """Somebody under watch, new on the register."""
    person = desk.people.register({"family_name": "見本"}, area="九条南")
    desk.consents.give(person.id, ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 1)))
    return person.id


def visited(desk: Desk, person_id: str, month: int, result: Result, *signs: str) -> None:
    details = {"signs": signs}
    desk.visits.record(person_id, on=date(2026, month, 9), method=Method.VISIT, result=result, details=details)


def told(page: VisitPage) -> list[str]:
    return [label.text() for label in page.form.recent.findChildren(QLabel) if label.text() and not label.isHidden()]


def heads(page: VisitPage) -> list[str]:
    model = page.form.signs.model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(3, model.columnCount())]


def test_three_absences_are_told_as_such_beside_the_day_of_the_last_meeting(
    form_at: FormAt, desk: Desk, person_id: str
) -> None:
    visited(desk, person_id, 8, Result.MET)
    for month in (9, 10, 11):
        visited(desk, person_id, month, Result.ABSENT)
    page = form_at()
    assert "前に会えた日　8月9日（そのあと3回会えず）" in told(page)
    entries = [widget.accessibleName() for widget in page.form.recent.findChildren(QWidget)]
    assert [name for name in entries if name.startswith("R8")] == [f"R8.{month}.9 訪問 不在 " for month in (11, 10, 9)]


def test_who_was_never_met_is_told_so(form_at: FormAt, desk: Desk, person_id: str) -> None:
    visited(desk, person_id, 10, Result.ABSENT)
    visited(desk, person_id, 11, Result.NO_ANSWER)
    assert "まだ一度も会えていません（2回会えず）" in told(form_at())


def test_an_absence_has_no_column_of_ticks_for_nobody_could_notice_anything(
    form_at: FormAt, desk: Desk, person_id: str
) -> None:
    visited(desk, person_id, 8, Result.MET)
    visited(desk, person_id, 9, Result.ABSENT)
    visited(desk, person_id, 10, Result.ABSENT, "S01")
    assert heads(form_at()) == ["10月9日", "8月9日"]


def test_an_attempt_is_not_announced_like_a_visit_that_took_place(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    hands.press("3")
    with hands.qtbot.waitSignal(page.offered) as offered:
        hands.record()
    assert offered.args[0] == "見本さんの訪問（不在）を記録しました。会えた日は、変わりません。"


def test_somebody_met_last_time_is_told_by_that_day_alone(form_at: FormAt, desk: Desk, person_id: str) -> None:
    visited(desk, person_id, 10, Result.ABSENT)
    visited(desk, person_id, 11, Result.MET)
    assert "前に会えた日　11月9日" in told(form_at())
