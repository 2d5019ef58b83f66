"""The status line: what a page says is read and goes, what is saved and when stands; nothing stale remains."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.places import Place, Room
from ui.status_line import FADES, StatusLine
from ui.theme import ZOOMS, theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmOutcome

STANDS = "書いたものは、すべて保存してあります"


@pytest.fixture
def line(qtbot: QtBot, empty_desk: Desk) -> StatusLine:
    made = StatusLine(empty_desk, theme())
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_was_said_is_read_in_peace_and_then_goes(qtbot: QtBot, line: StatusLine) -> None:
    assert FADES >= 10_000
    line._fading.setInterval(60)
    line.say("見え方を変えました。")
    assert line.saved.text() == "見え方を変えました（9時30分）"
    qtbot.waitUntil(lambda: line.saved.text() == STANDS)


def test_what_is_saved_and_when_stands(qtbot: QtBot, line: StatusLine) -> None:
    line.tell(Changed.VISITS)
    assert line.saved.text() == "訪問記録を保存しました（9時30分）"
    line.tell(Changed.COPIES)
    assert line.saved.text() == "訪問記録を保存しました（9時30分）"
    line.tell(Changed.PEOPLE | Changed.VISITS)
    assert line.saved.text() == "要援護者の台帳と訪問記録を保存しました（9時30分）"
    line.tell(Changed.ALL)
    assert line.saved.text() == "すべてを保存しました（9時30分）"


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        (Changed.ALARMS, "気がかりの記録を保存しました（9時30分）"),
        (Changed.VISITS | Changed.ALARMS, "訪問記録を保存しました（9時30分）"),
        (Changed.VISITS | Changed.ALARMS | Changed.PLANS, "訪問記録と予定・要対応を保存しました（9時30分）"),
        (Changed.VISITS | Changed.REMARKS, "特記事項を保存しました（9時30分）"),
        (Changed.COPIES | Changed.DEEDS, "写しの台帳を保存しました（9時30分）"),
        (Changed.CONSULTATIONS, "相談・つなぎを保存しました（9時30分）"),
        (Changed.ACTIVITIES, "活動・連絡調整を保存しました（9時30分）"),
    ],
)
def test_whatever_was_saved_last_is_named_and_nothing_else(line: StatusLine, changed: Changed, told: str) -> None:
    line.tell(Changed.VISITS)
    line.tell(changed)
    assert line.saved.text() == told


def test_a_step_and_an_end_of_an_alarm_are_no_visit(qtbot: QtBot, line: StatusLine, empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "見本"}, area="九条南")
    alarm = empty_desk.alarms.raise_for(person.id, "応答がない")
    end = empty_desk.listen(line.tell)
    empty_desk.alarms.close(alarm.id, AlarmOutcome.AWAY, "入院していた")
    end()
    assert line.saved.text() == "気がかりの記録を保存しました（9時30分）"


def test_what_a_page_says_of_a_write_is_not_covered_by_the_write(qtbot: QtBot, line: StatusLine) -> None:
    line._fading.setInterval(600)
    line.say("お名前を保存しました。")
    line.tell(Changed.USERS)
    assert line.saved.text() == "お名前を保存しました（9時30分）"
    qtbot.waitUntil(lambda: line.saved.text() == "利用者の設定を保存しました（9時30分）")


def test_a_draft_that_was_kept_is_over_once_it_is_saved(qtbot: QtBot, line: StatusLine) -> None:
    line.say("書きかけを残しました。")
    line.tell(Changed.PEOPLE)
    assert line.saved.text() == "要援護者の台帳を保存しました（9時30分）"


def test_on_another_page_nothing_of_the_one_before_is_said(qtbot: QtBot, empty_desk: Desk) -> None:
    window = MainWindow(empty_desk, theme())
    qtbot.addWidget(window)
    window.start()
    window.status.say("見え方を変えました")
    window.go(Place(room=Room.PEOPLE))
    assert "見え方" in window.status.saved.text(), "said in going, it goes along"
    qtbot.wait(550)
    window.go(Place(room=Room.SETTINGS))
    assert window.status.saved.text() == STANDS
    window.release()


def test_larger_stays_under_the_pointer_from_the_smallest_size_to_the_largest(qtbot: QtBot, empty_desk: Desk) -> None:
    window = MainWindow(empty_desk, theme())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.start()
    window.show()
    larger = window.status.larger
    at = larger.mapTo(window, larger.rect().center())
    for zoom in ZOOMS[1:]:
        assert window.childAt(at) is larger
        QTest.mouseClick(larger, Qt.MouseButton.LeftButton)
        qtbot.wait(80)
        assert window.status.zoom.text() == f"{zoom}%"
    window.status.zoom_reset()
    window.release()
