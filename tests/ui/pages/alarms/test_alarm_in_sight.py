"""What must be read in a hurry is never cut off: the address for 119, whom it is about, who takes it over."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, NOW, USER
from ui.pages.alarms.page import AlarmPage
from ui.pages.page import Page
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmOutcome
from watchdesk.store import users as kept_users
from watchdesk.store.users import User

Put = Callable[[Page], None]


@pytest.fixture
def page(empty_desk: Desk, put: Put, qtbot: QtBot) -> AlarmPage:
    """The ladder of somebody whose address takes two lines in the box for 119."""
    whole = {"town": "九条南", "address": "3-46-9", "building": "市営見本第二住宅 12号棟 1404号室"}
    person = empty_desk.people.register({"family_name": "岡田", "given_name": "茂", **whole}, area=AREA)
    alarm = empty_desk.alarms.raise_for(person.id, "返事がない")
    made = AlarmPage(empty_desk, theme())
    put(made)
    come_to(made, alarm.id, qtbot)
    return made


def come_to(page: AlarmPage, alarm_id: str, qtbot: QtBot) -> None:
    page.enter(Place(room=Room.ALARM, record_id=alarm_id))
    qtbot.waitUntil(lambda: page.view.isVisible() and not page.reader.reading)


def address_of(page: AlarmPage) -> QLabel:
    return next(label for label in page.view.emergency.findChildren(QLabel) if "1404" in label.text())


def test_the_address_to_read_out_stands_whole_while_an_outcome_is_written(page: AlarmPage, qtbot: QtBot) -> None:
    label = address_of(page)
    assert label.heightForWidth(label.width()) > label.fontMetrics().height() * 2
    page.view.closing.choose(AlarmOutcome.MET)
    page.strip.say("19時22分の書きかけを戻しました。", "wait")
    qtbot.wait(150)
    assert label.height() >= label.minimumHeight() >= label.heightForWidth(label.width())


def test_the_fields_that_hand_it_over_do_not_touch_each_other(page: AlarmPage, empty_desk: Desk, qtbot: QtBot) -> None:
    with empty_desk._ground.store.write(USER, Changed.USERS) as tx:
        kept_users.add(tx.connection, User(name="jirou", full_name="見本 次郎", role="coordinator"), NOW)
        tx.log("added", "user", "jirou")
    page.reread(Changed.USERS)
    qtbot.waitUntil(lambda: page.view.handing.to.isVisible() and not page.reader.reading)
    handing = page.view.handing
    qtbot.wait(50)
    assert handing.word.width() >= handing.word.fontMetrics().horizontalAdvance(handing.word.placeholderText())
    assert handing.to.geometry().right() < handing.hand.geometry().left() - 2


def test_the_next_alarm_begins_with_the_name(page: AlarmPage, empty_desk: Desk, qtbot: QtBot) -> None:
    bar = page._scrolls[page.view].verticalScrollBar()
    assert bar.maximum() > 0
    bar.setValue(bar.maximum())
    other = empty_desk.people.register({"family_name": "谷口"}, area=AREA)
    come_to(page, empty_desk.alarms.raise_for(other.id, "物音がしない").id, qtbot)
    assert "谷口" in page.view.header.accessibleName()
    assert bar.value() == 0


def test_what_its_name_says_already_is_not_said_to_have_been_done(
    page: AlarmPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    (line,) = empty_desk.alarms.open()
    empty_desk.alarms.close(line.id, AlarmOutcome.AWAY, "入院していた")
    empty_desk.undo.undo()
    page.reread(Changed.ALARMS)
    qtbot.waitUntil(lambda: any("取り消した" in label.text() for label in page.view.log.findChildren(QLabel)))
    (told,) = (label.text() for label in page.view.log.findChildren(QLabel) if "取り消した" in label.text())
    assert "しました" not in told
    assert "：" not in told
