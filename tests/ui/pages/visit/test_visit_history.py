"""Corrections of a visit are told on its page with both readings, by whom, when and why."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ui.pages.visit.page import VisitPage
from watchdesk.desk import Desk
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Condition, Method, Result

FormAt = Callable[..., VisitPage]


@pytest.fixture
def visit(desk: Desk, person_id: str) -> Visit:
    return desk.visits.record(
        person_id,
        on=date(2026, 8, 19),
        method=Method.PHONE,
        result=Result.MET,
        condition=Condition.CONCERN,
        details={"note": "ふらつく。"},
    )


def test_a_record_as_it_was_entered_has_no_corrections(form_at: FormAt, visit: Visit, hands: Any) -> None:
    page = form_at(visit_id=visit.id)
    hands.qtbot.wait(200)
    assert page.entered.isVisible()
    assert not page.corrections.button.isVisible()
    assert not form_at().corrections.isVisible()


def test_both_readings_are_told_with_who_when_and_why(form_at: FormAt, desk: Desk, visit: Visit, hands: Any) -> None:
    desk.visits.correct(visit.id, {"condition": Condition.WELL, "note": "元気だった。"}, "聞きちがい")
    desk.visits.void(visit.id, "二重")
    page = form_at(visit_id=visit.id)
    hands.qtbot.waitUntil(page.corrections.button.isVisible)
    assert page.corrections.button.text() == "訂正の履歴を見る（2件）"
    assert not page.corrections.sheet.isVisible()

    page.corrections.button.click()

    assert page.corrections.sheet.isVisible()
    assert page.corrections.told() == (
        "R8.11.22  9:30　山本 花子　取り消し",
        "わけ：二重",
        "R8.11.22  9:30　山本 花子　訂正",
        "わけ：聞きちがい",
        "様子：気になる → 元気",
        "記録：ふらつく。 → 元気だった。",
    )
    page.corrections.button.click()
    assert not page.corrections.sheet.isVisible()
