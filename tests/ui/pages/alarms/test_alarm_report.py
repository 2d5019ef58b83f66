"""A worry told by somebody else, begun by hand, and the list of what is open and still to be answered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from tests.ui.conftest import Ime, OpenWindow
from ui.main_window import MainWindow
from ui.pages.alarms.page import AlarmPage
from ui.pages.page import Page
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmOrigin, AlarmOutcome

CTRL = Qt.KeyboardModifier.ControlModifier
Put = Callable[[Page], None]


@pytest.fixture
def page(empty_desk: Desk, put: Put) -> AlarmPage:
    """The form for a new one."""
    made = AlarmPage(empty_desk, theme())
    put(made)
    made.enter(Place(room=Room.ALARM, new=True))
    made.first_focus().setFocus()
    return made


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, modifier)


def test_a_neighbour_phones_and_it_is_begun_by_keys(page: AlarmPage, empty_desk: Desk, qtbot: QtBot, ime: Ime) -> None:
    form = page.report
    assert form.whom.hasFocus()
    press(Qt.Key.Key_Return, CTRL)
    assert "どなたのことか" in form.notes["whom"].sentence or form.notes["said"].sentence
    ime(form.whom, commit="角の家の方")
    form.said.setFocus()
    ime(form.said, commit="雨戸が3日閉まったまま")
    press(Qt.Key.Key_Tab)
    ime(form.reporter, commit="見本 隣")
    press(Qt.Key.Key_Tab)
    ime(form.phone, commit="06-6000-0009")
    with qtbot.waitSignal(page.wanted) as caught:
        press(Qt.Key.Key_Return, CTRL)
    (line,) = empty_desk.alarms.open()
    assert caught.args == [Place(room=Room.ALARM, record_id=line.id)]
    assert (line.name, line.origin, line.reporter) == ("角の家の方", AlarmOrigin.REPORTED, "見本 隣")
    assert empty_desk.drafts.all() == ()


def test_somebody_on_the_register_is_found_by_name_and_what_is_written_goes_along(
    page: AlarmPage, empty_desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    person = empty_desk.people.register({"family_name": "岡田", "family_kana": "オカダ"}, area=AREA)
    form = page.report
    ime(form.said, commit="新聞がたまっている")
    ime(form.whom, commit="おかだ")
    qtbot.waitUntil(lambda: len(form.found.rows) == 1)
    with qtbot.waitSignal(page.wanted) as caught:
        form.found.rows[0].buttons[0].click()
    place = caught.args[0]
    assert place == Place(room=Room.ALARM, new=True, person_id=person.id)
    page.enter(place)
    assert form.said.text() == "新聞がたまっている"
    assert form.header.isVisible()
    assert not page.strip.sentence  # one is just writing: nothing came back
    with qtbot.waitSignal(page.wanted):
        form.record.click()
    (line,) = empty_desk.alarms.open()
    assert (line.person_id, line.origin) == (person.id, AlarmOrigin.NOTICED)


def test_what_was_half_written_about_somebody_stands_before_what_is_written_now(
    page: AlarmPage, empty_desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    person = empty_desk.people.register({"family_name": "岡田", "family_kana": "オカダ"}, area=AREA)
    before = {"said": "物音がしない", "reporter": "見本 隣", "reporter_phone": "", "area": AREA, "whom": ""}
    empty_desk.drafts.save(f"alarm-new:{person.id}", before, "said")
    form = page.report
    ime(form.said, commit="新聞がたまっている")
    ime(form.whom, commit="おかだ")
    qtbot.waitUntil(lambda: len(form.found.rows) == 1)
    with qtbot.waitSignal(page.wanted) as caught:
        form.found.rows[0].buttons[0].click()
    page.enter(caught.args[0])
    assert form.said.text() == "物音がしない\n新聞がたまっている"
    assert form.reporter.text() == "見本 隣"
    assert "書きかけを戻しました" in page.strip.sentence


def test_the_buttons_of_the_form_stay_in_sight_however_many_are_found(page: AlarmPage, put: Put, qtbot: QtBot) -> None:
    page.resize(1190, 380)
    qtbot.wait(50)
    button = page.report.record
    assert button.visibleRegion().boundingRect().height() == button.height()


def test_a_half_written_report_comes_back(page: AlarmPage, empty_desk: Desk, put: Put, ime: Ime) -> None:
    ime(page.report.whom, commit="角の家の")
    ime(page.report.whom, "かた")
    page.leave()
    assert len(empty_desk.drafts.all()) == 1
    again = AlarmPage(empty_desk, theme())
    put(again)
    again.enter(Place(room=Room.ALARM, new=True))
    assert again.report.whom.text() == "角の家のかた"
    assert "書きかけを戻しました" in again.strip.sentence


def test_the_number_of_a_reporter_without_a_name_is_kept_too(page: AlarmPage, empty_desk: Desk, ime: Ime) -> None:
    person = empty_desk.people.register({"family_name": "岡田"}, area=AREA)
    page.enter(Place(room=Room.ALARM, new=True, person_id=person.id))
    ime(page.report.said, commit="新聞がたまっている")
    ime(page.report.phone, commit="06-6000-0009")
    page.report.write()
    (line,) = empty_desk.alarms.open()
    assert empty_desk.alarms.get(line.id).reporter_phone == "06-6000-0009"


def test_a_wrong_phone_is_pointed_out(page: AlarmPage, empty_desk: Desk, ime: Ime) -> None:
    ime(page.report.whom, commit="角の家の方")
    ime(page.report.said, commit="物音がしない")
    ime(page.report.reporter, commit="見本 隣")
    ime(page.report.phone, commit="隣の家")
    page.report.record.click()
    assert "電話番号" in page.report.notes["reporter_phone"].sentence
    assert empty_desk.alarms.open() == ()


def test_in_a_ward_store_the_area_is_asked_for(ward_desk: Desk, put: Put, ime: Ime) -> None:
    page = AlarmPage(ward_desk, theme())
    put(page)
    page.enter(Place(room=Room.ALARM, new=True))
    ime(page.report.whom, commit="角の家の方")
    ime(page.report.said, commit="物音がしない")
    page.report.record.click()
    assert "地域" in page.report.notes["area"].sentence
    page.report.area.set_value(AREA)
    page.report.record.click()
    assert ward_desk.alarms.open()[0].area == AREA


def test_who_reported_it_is_told_and_until_then_it_stands_in_the_list(
    page: AlarmPage, empty_desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    alarm = empty_desk.alarms.report(
        whom="角の家の方", said="物音がしない", reporter="見本 隣", reporter_phone="06-6000-0009"
    )
    empty_desk.alarms.close(alarm.id, AlarmOutcome.AWAY, "旅行中")
    page.enter(Place(room=Room.ALARM))
    qtbot.waitUntil(lambda: len(page.list.to_answer.rows) == 1)
    with qtbot.waitSignal(page.wanted) as caught:
        page.list.first().setFocus()
        press(Qt.Key.Key_Return)
    page.enter(caught.args[0])
    qtbot.waitUntil(page.view.answering.isVisible)
    assert page.view.answering.how.hasFocus()
    ime(page.view.answering.how, commit="電話で伝えた")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.view.answering.isVisible())
    assert empty_desk.alarms.to_answer() == ()


@pytest.fixture
def window(empty_desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk)


def test_once_it_is_closed_one_goes_on_where_the_reporter_is_told(window: MainWindow, qtbot: QtBot) -> None:
    alarm = window.desk.alarms.report(whom="角の家の方", said="物音がしない", reporter="見本 隣")
    window.start(Place(room=Room.ALARM, record_id=alarm.id))
    page = window.page()
    assert isinstance(page, AlarmPage)
    qtbot.waitUntil(page.view.ladder.now.answer.hasFocus)
    page.view.closing.choose(AlarmOutcome.HEARD)
    QTest.keyClicks(page.view.closing.ending, "musume")
    QTest.keyClick(page.view.closing.ending, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.view.answering.how.hasFocus)


def test_an_empty_list_says_so(page: AlarmPage, qtbot: QtBot) -> None:
    page.enter(Place(room=Room.ALARM))
    qtbot.waitUntil(page.list.nothing.isVisible)
    with qtbot.waitSignal(page.wanted) as caught:
        page.list.begin.click()
    assert caught.args == [Place(room=Room.ALARM, new=True)]


def test_one_that_is_gone_is_said_to_be_gone(page: AlarmPage, qtbot: QtBot) -> None:
    page.enter(Place(room=Room.ALARM, record_id="gone"))
    qtbot.waitUntil(lambda: "見つかりません" in page.empty.accessibleName())
