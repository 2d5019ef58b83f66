"""What came of a visit: only what goes together can be chosen, and all that goes together can be reached."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton

from ui.pages.visit.page import VisitPage
from ui.widgets.big_choice import BigChoice
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.visit import fault_of
from watchdesk.domain.words import Condition, Method, Result

FormAt = Callable[..., VisitPage]
Newest = Callable[[], VisitLine]


def shown_ways(page: VisitPage) -> list[QRadioButton]:
    return [radio for radio in page.form.outcome.ways.findChildren(QRadioButton) if radio.isVisible()]


def choose_method(page: VisitPage, method: Method) -> None:
    page.form.method.set_value(method)
    page.form.method.activated.emit(page.form.method.currentIndex())


@pytest.mark.parametrize("method", [Method.POSTING, Method.OUTSIDE])
def test_a_note_in_the_post_box_is_seen_from_outside_until_told_otherwise(
    form_at: FormAt, newest: Newest, hands: Any, method: Method
) -> None:
    page = form_at(choice="3")
    choose_method(page, method)
    assert page.form.outcome.value() == (Result.OUTSIDE_ONLY, None)
    hands.press("3")
    hands.press("4")
    assert page.form.outcome.value() == (Result.OUTSIDE_ONLY, None)
    hands.press("1")
    assert page.form.outcome.value() == (Result.CONFIRMED, Condition.WELL)
    hands.record()
    assert newest().method is method


def test_what_was_taken_for_granted_goes_when_the_method_changes_back(form_at: FormAt) -> None:
    page = form_at()
    choose_method(page, Method.POSTING)
    choose_method(page, Method.PHONE)
    assert page.form.outcome.value() is None


def test_only_results_that_fit_can_be_chosen(form_at: FormAt) -> None:
    page = form_at()
    for method in Method:
        choose_method(page, method)
        for choice in page.form.outcome.choices.findChildren(BigChoice):
            choice.click()
            assert page.form.check() == ()
            for radio in shown_ways(page):
                radio.click()
                values = page.form.values()
                assert fault_of(method, values["result"], values["condition"]) is None
        further = page.form.outcome.further
        for place in range(1, further.count()):
            further.setCurrentIndex(place)
            further.activated.emit(place)
            values = page.form.values()
            assert values["condition"] is None
            assert fault_of(method, values["result"], None) is None


def test_urgent_may_also_be_said_of_somebody_not_met(form_at: FormAt, newest: Newest, hands: Any) -> None:
    page = form_at()
    hands.press("9")
    assert [radio.text() for radio in shown_ways(page)] == [
        "本人と話せた",
        "家族・近隣から確認",
        "応答なし（気がかり）",
        "外から確認のみ",
    ]
    shown_ways(page)[2].click()
    hands.record()
    assert (newest().result, newest().condition) == (Result.NO_ANSWER, Condition.URGENT)


def test_family_or_neighbours_may_confirm(form_at: FormAt, newest: Newest, hands: Any) -> None:
    page = form_at()
    hands.press("1")
    shown_ways(page)[0].setFocus()
    hands.press(Qt.Key.Key_Right)
    hands.record()
    assert (newest().result, newest().condition) == (Result.CONFIRMED, Condition.WELL)


@pytest.mark.parametrize("result", [Result.DECLINED, Result.OUTSIDE_ONLY, Result.MET])
def test_the_rarer_results_are_reached_too(form_at: FormAt, newest: Newest, hands: Any, result: Result) -> None:
    page = form_at(choice="1")
    further = page.form.outcome.further
    further.setFocus()
    for _ in range(further.findData(result.value)):
        hands.press(Qt.Key.Key_Down)
    hands.record()
    assert (newest().result, newest().condition) == (result, None)
