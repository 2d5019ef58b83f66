"""利用者の一覧: a second user comes, forgets the password and goes, each time only by the own password."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.pages.settings.page import SettingsPage
from ui.pages.settings.user import UserSection
from ui.pages.settings.users_form import DRAFT
from ui.pages.settings.users_list import UsersList
from watchdesk.desk import Desk, open_desk
from watchdesk.errors import WrongKey

OWN, OTHER, THIRD = "mukashi-no-uta-1937", "kawa-no-soba-1951", "matsu-no-kage-1964"

Show = Callable[..., SettingsPage]


@pytest.fixture
def users(show: Show, desk: Desk) -> UsersList:
    section = show(desk, "利用者").section
    assert isinstance(section, UserSection)
    return section.users


def fill(users: UsersList, name: str, full_name: str, password: str, own: str) -> None:
    form = users.form
    for field, text in (
        (form.name, name),
        (form.password.first.line, password),
        (form.password.again.line, password),
        (form.own.line, own),
    ):
        field.setFocus()
        QTest.keyClicks(field, text)
    form.full_name.setText(full_name)


def test_a_user_is_added_by_keys_and_opens_the_store(qtbot: QtBot, users: UsersList, desk: Desk) -> None:
    users.add.click()
    assert QApplication.focusWidget() is users.form.name
    fill(users, "ichiro", "佐藤 一郎", OTHER, OWN)
    with qtbot.waitSignal(users.form.done, timeout=60000):
        QTest.keyClick(users.form.own.line, Qt.Key.Key_Return)
    assert "「ichiro」のお名前で開ける" in users.strip.sentence
    assert [(user.name, user.full_name) for user in users.table.rows()][-1] == ("ichiro", "佐藤 一郎")
    assert users.form.isHidden()
    assert desk.drafts.load(DRAFT) is None
    folder = desk.folder
    desk.lock()
    open_desk(folder, "ichiro", OTHER).lock()


def test_a_wrong_own_password_adds_nobody_and_is_told_at_its_field(qtbot: QtBot, users: UsersList, desk: Desk) -> None:
    users.add.click()
    fill(users, "ichiro", "佐藤 一郎", OTHER, "mukashi-no-uta-1938")
    users.form.go.click()
    qtbot.waitUntil(lambda: users.form.own.note.wrong, timeout=60000)
    assert len(desk.users.all()) == 1
    assert users.form.name.text() == "ichiro"
    assert users.form.own.line.hasFocus()


def test_the_button_waits_for_each_answer_and_says_which(users: UsersList) -> None:
    users.add.click()
    assert not users.form.go.isEnabled()
    assert "開くときのお名前" in users.form.go.text()
    QTest.keyClicks(users.form.name, "ichiro")
    assert "パスワード" in users.form.go.text()


def test_a_half_written_user_comes_back_without_any_password(users: UsersList, show: Show, desk: Desk) -> None:
    users.add.click()
    fill(users, "ichiro", "佐藤 一郎", OTHER, OWN)
    users.leave()
    draft = desk.drafts.load(DRAFT)
    assert draft is not None
    assert OTHER not in str(draft.texts)
    assert OWN not in str(draft.texts)
    section = show(desk, "利用者").section
    assert isinstance(section, UserSection)
    again = section.users
    assert again.form.name.text() == "ichiro"
    assert not again.form.own.text()


def test_escape_keeps_what_was_written_and_giving_up_forgets_it(users: UsersList, desk: Desk) -> None:
    users.add.click()
    QTest.keyClicks(users.form.name, "ichiro")
    QTest.keyClick(users.form.name, Qt.Key.Key_Escape)
    assert users.form.isHidden()
    assert desk.drafts.load(DRAFT) is not None
    users.add.click()
    assert users.form.name.text() == "ichiro"
    users.form.leave_off.click()
    assert desk.drafts.load(DRAFT) is None


def test_a_user_is_disabled_and_one_can_not_disable_oneself(qtbot: QtBot, users: UsersList, desk: Desk) -> None:
    desk.users.add(OWN, "ichiro", OTHER, full_name="佐藤 一郎")
    users.enter()
    users.table.select("hanako")
    assert not users.disable.isEnabled()
    users.table.select("ichiro")
    users.disable.click()
    QTest.keyClicks(users.form.own.line, OWN)
    with qtbot.waitSignal(users.form.done, timeout=60000):
        QTest.keyClick(users.form.own.line, Qt.Key.Key_Return)
    assert users.table.rows()[-1].disabled
    assert not users.reset.isEnabled()
    folder = desk.folder
    desk.lock()
    with pytest.raises(WrongKey):
        open_desk(folder, "ichiro", OTHER)


def test_a_forgotten_password_is_decided_anew(qtbot: QtBot, users: UsersList, desk: Desk) -> None:
    desk.users.add(OWN, "ichiro", OTHER)
    users.enter()
    users.table.select("ichiro")
    users.reset.click()
    assert users.form.name.isHidden() or not users.form.name.isVisible()
    for field, text in (
        (users.form.password.first.line, THIRD),
        (users.form.password.again.line, THIRD),
        (users.form.own.line, OWN),
    ):
        QTest.keyClicks(field, text)
    with qtbot.waitSignal(users.form.done, timeout=60000):
        users.form.go.click()
    folder = desk.folder
    desk.lock()
    open_desk(folder, "ichiro", THIRD).lock()
