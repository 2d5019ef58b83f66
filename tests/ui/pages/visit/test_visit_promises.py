"""このあとすること: promised on the form of a visit by keys alone, written with it or not at all, kept as a draft."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.pages.page import Shape
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month

FormAt = Callable[..., VisitPage]
Newest = Callable[[], VisitLine]
TAB, F7 = Qt.Key.Key_Tab, Qt.Key.Key_F7


def _promise(hands: Any, what: str, due_on: str) -> None:
    hands.qtbot.keyClicks(QApplication.focusWidget(), what)
    hands.press(TAB)
    hands.qtbot.keyClicks(QApplication.focusWidget(), due_on)


def test_f7_asks_what_is_to_be_done_and_it_is_written_with_the_visit(
    form_at: FormAt, desk: Desk, person_id: str, newest: Newest, hands: Any
) -> None:
    page = form_at()
    hands.press("2")
    assert page.form.promises.isHidden()
    hands.press(F7)
    _promise(hands, "tel", "11/29")
    with hands.qtbot.waitSignal(page.offered) as offered:
        hands.record()
    (line,) = desk.follow_ups.open(person_id)
    assert (line.what, line.due_on, line.who, line.visit_id) == ("tel", date(2026, 11, 29), None, newest().id)
    assert offered.args[0].endswith("訪問を記録しました。要対応に1件のせました。")
    offered.args[2]()
    assert desk.follow_ups.open(person_id) == ()
    assert newest().voided


def test_several_things_may_be_promised_and_each_by_somebody(
    form_at: FormAt, desk: Desk, person_id: str, hands: Any
) -> None:
    page = form_at(choice="1")
    hands.press(F7)
    _promise(hands, "first", "12/1")
    hands.press(TAB, times=2)
    hands.press(Qt.Key.Key_Down)
    page.form.promises.more.click()
    _promise(hands, "second", "1/10")
    hands.record()
    lines = desk.follow_ups.open(person_id)
    assert [(line.what, line.due_on, line.who) for line in lines] == [
        ("first", date(2026, 12, 1), "山本 花子"),
        ("second", date(2027, 1, 10), None),
    ]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("tel", ""), "いつまで"),
        (("", "12/1"), "何をするか"),
        (("tel", "13/45"), "日"),
        (("tel", "2026-11-01"), "約束した日より前"),
    ],
)
def test_what_is_missing_is_said_below_and_nothing_is_written(
    form_at: FormAt, desk: Desk, hands: Any, typed: tuple[str, str], told: str
) -> None:
    before = len(desk.visits.during(Month.of(desk.today())))
    page = form_at(choice="1")
    hands.press(F7)
    _promise(hands, *typed)
    hands.record()
    assert told in page.form.promises.note.sentence
    assert page.bar.sentence == "直すところが1つあります。"
    assert page.form.focus_key().startswith("promises:0:")
    assert desk.follow_ups.all() == ()
    assert len(desk.visits.during(Month.of(desk.today()))) == before


def test_a_half_written_promise_comes_back_in_its_field(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    hands.press(F7)
    _promise(hands, "half", "12/")
    page.leave()
    after = form_at()
    assert not after.form.promises.isHidden()
    assert after.form.promises.text() == page.form.promises.text() != ""
    assert after.form.focus_key() == "promises:0:due_on"


def test_a_draft_comes_back_in_the_very_field_also_where_another_one_is_still_empty(
    form_at: FormAt, hands: Any
) -> None:
    form_at()
    hands.press(F7)
    hands.qtbot.keyClicks(QApplication.focusWidget(), "half")
    form_at().leave()
    assert form_at().first_focus() is QApplication.focusWidget()
    assert QApplication.focusWidget().text() == "half"


@pytest.mark.parametrize("at", ["", "0:what", "2:who", "9:what", "x", "0:"])
def test_whatever_an_older_draft_names_leads_to_a_field_in_sight(form_at: FormAt, hands: Any, at: str) -> None:
    page = form_at()
    hands.press(F7)
    field = page.form.field(f"promises:{at}")
    assert page.form.promises.isAncestorOf(field)
    assert field.isVisible()


def test_where_the_fields_stand_below_each_other_none_is_as_wide_as_the_page(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    page.reshape(Shape.MIDDLE)
    hands.press(F7)
    hands.qtbot.wait(50)
    line = page.form.promises._lines[0]
    assert line.due_on.button.width() <= line.due_on.button.sizeHint().width() + 2
    assert line.who.mapTo(page, line.who.rect().topLeft()).x() < page.width() / 2


def test_a_form_in_which_nothing_is_promised_writes_no_promise(form_at: FormAt, desk: Desk, hands: Any) -> None:
    form_at(choice="1")
    hands.press(F7)
    hands.record()
    assert desk.follow_ups.all() == ()


def test_a_correction_promises_nothing(form_at: FormAt, desk: Desk, person_id: str, hands: Any) -> None:
    page = form_at(visit_id=desk.visits.of_person(person_id)[0].id)
    hands.press(F7)
    assert page.form.promises.isHidden()
    assert page.bar.promise.isHidden()


@pytest.mark.parametrize("width", [1366, 911, 683])
def test_the_fields_are_in_sight_once_wanted_at_every_width(
    person_id: str, window: Any, hands: Any, width: int
) -> None:
    shown = window(Place(room=Room.VISIT, person_id=person_id, new=True))
    shown.resize(width, 728 if width == 1366 else 485)
    QApplication.processEvents()
    hands.press(F7)
    page = shown.page()
    field = QApplication.focusWidget()
    assert field is not None
    assert page.form.promises.isAncestorOf(field)
    assert (page.shape is Shape.WIDE) == (width == 1366)
    hands.qtbot.waitUntil(lambda: shown.childAt(field.mapTo(shown, field.rect().center())) is field)
