"""予定 by keys: the calendar by month and week, the day beside it, and where its numbers lead."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import TODAY
from ui.pages.page import Page, Shape
from ui.pages.plans.page import PlansPage
from ui.pages.plans.period import Period, View
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.cadence import DueState
from watchdesk.domain.words import Method, Result

Put = Callable[[Page], None]
Key = Qt.Key
TUESDAY = TODAY + timedelta(days=2)


@pytest.fixture
def page(desk: Desk, put: Put, qtbot: QtBot) -> PlansPage:
    desk.plans.agree({"on": TUESDAY, "at": time(10), "until": time(11), "what": "定例会", "place": "九条南会館"})
    person = next(line.id for line in desk.people.lines() if line.is_watched)
    desk.plans.agree({"on": TUESDAY, "at": time(14), "what": "受診の付き添い", "person_id": person})
    made = PlansPage(desk, theme())
    put(made)
    made.enter(Place(room=Room.PLANS))
    qtbot.waitUntil(lambda: made.read is not None)
    made.grid.setFocus()
    return made


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def wanted(page: PlansPage) -> list[Place]:
    places: list[Place] = []
    page.wanted.connect(places.append)
    return places


def cell(page: PlansPage, day: date) -> str:
    model = page.grid.model()
    texts = [
        str(model.index(row, column).data()) for row in range(model.rowCount()) for column in range(model.columnCount())
    ]
    return next(text for text in texts if text.startswith(f"{day.month}月{day.day}日"))


def test_a_month_begins_on_its_sunday_and_stands_on_today(page: PlansPage) -> None:
    assert (page.grid.model().rowCount(), page.grid.model().columnCount()) == (5, 7)
    assert page.grid.day == TODAY
    assert cell(page, date(2026, 11, 23)).startswith("11月23日（月） 勤労感謝の日")
    assert "予定2件、10:00〜11:00 定例会、14:00" in cell(page, TUESDAY)


def test_arrows_lead_to_a_day_and_over_the_edge_to_the_next_month(page: PlansPage, qtbot: QtBot) -> None:
    press(page.grid, Key.Key_Right, Key.Key_Right)
    assert page.day.day is not None
    assert page.day.day.day == TUESDAY
    assert [line.what for line in page.day.table.rows()] == ["定例会", "受診の付き添い"]

    press(page.grid, Key.Key_Down, Key.Key_Down)

    qtbot.waitUntil(lambda: page.read is not None and page.read.period.words() == "令和8年12月")
    assert page.grid.day == TUESDAY + timedelta(days=14)


def test_who_is_to_be_seen_on_a_day_opens_exactly_these(page: PlansPage, desk: Desk) -> None:
    places, due = wanted(page), {line.id: line.due for line in desk.people.lines() if line.due}
    day = min(one.due_on for one in due.values() if one.state is DueState.SOON)
    page._show(Period(View.MONTH, day))

    page.day.people.click()

    assert set(places[-1].only or ()) == {one for one, standing in due.items() if standing.due_on == day}
    assert places[-1].room is Room.PEOPLE
    assert page.day.people.text() == f"会いたい方 {len(places[-1].only or ())}名"


def test_all_who_are_overdue_are_one_press_away(page: PlansPage, desk: Desk) -> None:
    places = wanted(page)
    page.late.click()
    overdue = {line.id for line in desk.people.lines() if line.due and line.due.state is DueState.OVERDUE}
    assert set(places[-1].only or ()) == overdue


def test_an_appointment_is_opened_by_enter_and_a_new_one_begins_on_the_current_day(page: PlansPage) -> None:
    places = wanted(page)
    press(page.grid, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert page.day.table.hasFocus()
    press(page.day.table, Key.Key_Down, Key.Key_Return)
    page.main_action()
    line = page.day.table.row()
    assert line is not None
    assert places == [
        Place(room=Room.APPOINTMENT, record_id=line.id),
        Place(room=Room.APPOINTMENT, new=True, section=TUESDAY.isoformat()),
    ]


def test_a_new_appointment_of_a_past_day_is_proposed_for_today(page: PlansPage) -> None:
    places = wanted(page)
    press(page.grid, Key.Key_Left)
    page.main_action()
    assert places[-1].section == TODAY.isoformat()
    assert not page.day.empty.button.isVisibleTo(page), "nothing is planned for the past"


def test_an_appointment_is_called_off_with_a_reason_and_taken_back(page: PlansPage, desk: Desk, qtbot: QtBot) -> None:
    press(page.grid, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    page.day.call_off.setFocus()
    press(page.day.call_off, Key.Key_Return)
    form = page.day.asked.form
    assert form is not None
    form.entry("reason").insert("会館が使えない")
    QTest.keyClick(form.entry("reason"), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    assert [line.what for line in desk.plans.appointments(TUESDAY, TUESDAY)] == ["受診の付き添い"]
    assert page.strip.sentence == "11月24日（火）の予定「定例会」を取りやめました。"
    person = desk.people.lines()[0].id
    visit = desk.visits.record(person, on=TODAY, method=Method.PHONE, result=Result.MET)
    page.strip.answered.emit()
    assert len(desk.plans.appointments(TUESDAY, TUESDAY)) == 2
    assert not desk.visits.get(visit.id).voided, "what was done since stays"


def test_esc_keeps_a_half_written_reason_for_the_next_time(page: PlansPage, desk: Desk) -> None:
    press(page.grid, Key.Key_Right, Key.Key_Right, Key.Key_Return)
    page.day.call_off.click()
    assert page.day.asked.form is not None
    entry = page.day.asked.form.entry("reason")
    entry.setFocus()
    QTest.keyClicks(entry, "rain")
    press(entry, Key.Key_Escape)
    assert page.day.asked.form is None
    assert "書きかけは、残してあります" in page.strip.sentence
    assert page.strip.button.isHidden(), "nothing was done that could be taken back"
    assert len(desk.plans.appointments(TUESDAY, TUESDAY)) == 2
    page.day.call_off.click()
    assert page.day.asked.form.entry("reason").text() == "rain"


def test_a_week_shows_the_same_days_and_pages_by_weeks(page: PlansPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: page.grid.model().rowCount() == 1)
    assert page.period.words() == "令和8年11月22日〜28日"
    QTest.keyClick(page, Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.grid.day == TODAY + timedelta(days=7))
    assert page.period.words() == "令和8年11月29日〜12月5日"
    page.chooser.now.click()
    qtbot.waitUntil(lambda: page.grid.day == TODAY)


def test_each_number_of_a_watcher_opens_exactly_these_people(page: PlansPage, desk: Desk, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(2)
    places = wanted(page)
    load = desk.plans.workload(TODAY)
    qtbot.waitUntil(page.load.isVisible)
    press(page.load.table, Key.Key_Return)
    assert places[-1].only == load[0].people
    for key, button in page.load.opens.items():
        if getattr(load[0], key):
            button.click()
            assert places[-1].only == getattr(load[0], key)
            assert f"{len(getattr(load[0], key))}名" in button.text()


def test_where_it_is_narrow_the_days_stand_one_below_the_other(page: PlansPage) -> None:
    page.shape = Shape.NARROW
    page.reshape(Shape.NARROW)
    assert (page.grid.model().rowCount(), page.grid.model().columnCount()) == (30, 1)
    assert page.grid.day == TODAY
    press(page.grid, Key.Key_Down)
    assert page.grid.day == TODAY + timedelta(days=1)


def test_one_comes_back_to_the_day_one_looked_at(page: PlansPage, qtbot: QtBot) -> None:
    press(page.grid, Key.Key_Right)
    here = page.here(Place(room=Room.PLANS))
    page._show(Period(View.WEEK, date(2027, 1, 5)))
    page.enter(here)
    qtbot.waitUntil(lambda: page.grid.day == TODAY + timedelta(days=1))
    assert page.period.view is View.MONTH


def test_what_is_written_elsewhere_shows_at_once(page: PlansPage, desk: Desk, qtbot: QtBot) -> None:
    desk.plans.agree({"on": TODAY, "what": "用紙の準備"})
    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: "用紙の準備" in cell(page, TODAY))
    assert page.grid.day == TODAY


def test_what_the_list_has_no_room_for_is_whole_below_it_once_it_is_chosen(
    page: PlansPage, desk: Desk, qtbot: QtBot
) -> None:
    what = "地域会館で、民生委員と町会の役員との顔合わせ。冬の見守りの分担を決める"
    long = desk.plans.agree({"on": TODAY, "at": time(16), "what": what, "place": "九条南会館"})
    short = desk.plans.agree({"on": TODAY, "at": time(17), "what": "電話"})
    page.reread(Changed.PLANS)
    qtbot.waitUntil(lambda: page.day.table.select(short.id))
    qtbot.waitUntil(page.day._told.isHidden)
    page.day.table.select(long.id)
    qtbot.waitUntil(lambda: page.day._told.text() == f"{what}。九条南会館")
    assert page.day._told.isVisible()
