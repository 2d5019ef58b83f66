"""Name, password and recovery key: what opens the store changes only when the user has it in hand."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.pages.settings.page import SettingsPage
from ui.pages.settings.user import UserSection
from ui.start.key_step import KeyStep
from ui.start.proof_step import ProofStep
from watchdesk.desk import Desk, open_desk, open_with_recovery_key, read_recovery_key
from watchdesk.errors import WrongKey

OLD, NEW = "mukashi-no-uta-1937", "kawa-no-soba-1951"


Show = Callable[..., SettingsPage]


# --- user, password, recovery key ---


def _copied(desk: Desk) -> Path:
    """The store's files, in a folder that nobody holds."""
    copy = desk.folder.with_name(f"{desk.folder.name}-写し{len(list(desk.folder.parent.iterdir()))}")
    shutil.copytree(desk.folder, copy)
    return copy


def _user(show: Show, desk: Desk) -> UserSection:
    section = show(desk, "利用者").section
    assert isinstance(section, UserSection)
    return section


def test_the_full_name_is_saved_and_an_empty_one_refused(show: Show, desk: Desk) -> None:
    user = _user(show, desk)
    user.full_name.setText("山本 はなこ")
    QTest.keyClick(user.full_name, Qt.Key.Key_Return)
    assert desk.users.current().full_name == "山本 はなこ"
    user.full_name.setText("  ")
    QTest.mouseClick(user.save_name, Qt.MouseButton.LeftButton)
    assert "お名前を入れてください" in user.strip.sentence
    assert desk.users.current().full_name == "山本 はなこ"


def _type_passwords(user: UserSection, old: str, new: str) -> None:
    """Three fields one after the other, by keys alone."""
    user.old.setFocus()
    for typed in (old, new, new):
        line = QApplication.focusWidget()
        assert line is not None
        QTest.keyClicks(line, typed)
        if line is not user.password.again.line:
            QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_new_password_opens_the_store_and_the_old_one_does_not(qtbot: QtBot, show: Show, desk: Desk) -> None:
    user = _user(show, desk)
    assert not user.save_password.isEnabled()
    _type_passwords(user, OLD, NEW)
    assert user.save_password.isEnabled()
    QTest.mouseClick(user.save_password, Qt.MouseButton.LeftButton)
    assert not user.save_password.isEnabled()
    qtbot.waitUntil(lambda: user.strip.sentence != "", timeout=60000)
    assert "パスワードを変えました" in user.strip.sentence
    assert (user.old.text(), user.password.text()) == ("", "")
    folder = desk.folder
    desk.lock()
    with pytest.raises(WrongKey):
        open_desk(folder, desk.user, OLD)
    open_desk(folder, desk.user, NEW).lock()


def test_a_wrong_old_password_changes_nothing_and_keeps_what_was_typed(qtbot: QtBot, show: Show, desk: Desk) -> None:
    user = _user(show, desk)
    _type_passwords(user, "mukashi-no-uta-1938", NEW)
    QTest.keyClick(user.password.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: user.old.note.wrong, timeout=60000)
    assert "パスワードがちがいます" in user.old.note.sentence
    assert user.old.line.hasFocus()
    assert (user.old.text(), user.password.text(), user.password.problem()) == ("mukashi-no-uta-1938", NEW, "")
    assert user.save_password.isEnabled()
    with pytest.raises(WrongKey):
        open_desk(_copied(desk), desk.user, NEW)
    open_desk(_copied(desk), desk.user, OLD).lock()
    assert [entry.action for entry in desk.ledger.entries(limit=3)].count("password changed") == 0


def test_without_the_old_password_nothing_is_tried_and_it_is_asked_for(show: Show, desk: Desk) -> None:
    user = _user(show, desk)
    for field in (user.password.first, user.password.again):
        field.line.setText(NEW)
    QTest.keyClick(user.password.again.line, Qt.Key.Key_Return)
    assert user.old.line.hasFocus()
    assert "今のパスワードを入れると" in user.save_password.text()


def test_what_is_typed_while_the_password_changes_starts_no_second_change(qtbot: QtBot, show: Show, desk: Desk) -> None:
    user = _user(show, desk)
    _type_passwords(user, OLD, NEW)
    QTest.keyClick(user.password.again.line, Qt.Key.Key_Return)
    QTest.keyClicks(user.password.again.line, "1")
    QTest.keyClick(user.password.again.line, Qt.Key.Key_Backspace)
    assert not user.save_password.isEnabled()
    QTest.keyClick(user.password.again.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: user.strip.sentence != "", timeout=60000)
    assert [entry.action for entry in desk.ledger.entries(limit=3)].count("password changed") == 1


def test_leaving_the_section_leaves_no_password_on_screen(qtbot: QtBot, show: Show, desk: Desk) -> None:
    page = show(desk, "利用者")
    user = page.section
    assert isinstance(user, UserSection)
    user.old.line.setText(OLD)
    user.password.first.line.setText(NEW)
    page.leave()
    assert (user.old.text(), user.password.text()) == ("", "")
    assert desk.drafts.all() == ()


def _key_shown(qtbot: QtBot, user: UserSection) -> str:
    user.key.password.setFocus()
    QTest.keyClicks(user.key.password.line, OLD)
    QTest.mouseClick(user.key.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: user.key.step is not None, timeout=60000)
    step = user.key.step
    assert isinstance(step, KeyStep)
    assert step.gathered.key is not None
    return step.gathered.key.text


def test_a_new_recovery_key_holds_only_once_it_was_typed_from_the_paper(qtbot: QtBot, show: Show, desk: Desk) -> None:
    user = _user(show, desk)
    text = _key_shown(qtbot, user)
    assert not user.key.next.isEnabled()
    step = user.key.step
    assert isinstance(step, KeyStep)
    step.copied.setChecked(True)
    QTest.mouseClick(user.key.next, Qt.MouseButton.LeftButton)
    proof = user.key.step
    assert isinstance(proof, ProofStep)
    with pytest.raises(WrongKey):
        open_with_recovery_key(_copied(desk), desk.user, read_recovery_key(text))
    for field, group in zip(proof.keys.fields, text.split("-"), strict=True):
        field.setFocus()
        QTest.keyClicks(field, group)
    with qtbot.waitSignal(user.key.done, timeout=60000):
        QTest.mouseClick(user.key.next, Qt.MouseButton.LeftButton)
    assert user.key.step is None
    assert "新しい復旧の鍵になりました" in user.strip.sentence
    open_with_recovery_key(_copied(desk), desk.user, read_recovery_key(text)).lock()


def test_a_wrong_password_shows_no_new_key_and_is_told_at_its_field(qtbot: QtBot, show: Show, desk: Desk) -> None:
    key = _user(show, desk).key
    assert not key.begin.isEnabled()
    key.password.setFocus()
    QTest.keyClicks(key.password.line, "mukashi-no-uta-1938")
    QTest.keyClick(key.password.line, Qt.Key.Key_Return)
    assert not key.begin.isEnabled()
    qtbot.waitUntil(lambda: key.password.note.wrong, timeout=60000)
    assert "パスワードがちがいます" in key.password.note.sentence
    assert key.password.line.hasFocus()
    assert key.password.text() == "mukashi-no-uta-1938"
    assert key.step is None
    assert key.begin.isEnabled()


def test_a_page_left_while_the_password_is_checked_shows_no_key(qtbot: QtBot, show: Show, desk: Desk) -> None:
    page = show(desk, "利用者")
    user = page.section
    assert isinstance(user, UserSection)
    user.key.password.line.setText(OLD)
    QTest.keyClick(user.key.password.line, Qt.Key.Key_Return)
    page.leave()
    qtbot.waitUntil(lambda: "確かめています" not in user.key.begin.text(), timeout=60000)
    assert user.key.step is None
    assert user.key.password.text() == ""


def test_an_unfinished_new_key_goes_from_the_screen_and_the_old_one_stays(qtbot: QtBot, show: Show, desk: Desk) -> None:
    page = show(desk, "利用者")
    user = page.section
    assert isinstance(user, UserSection)
    text = _key_shown(qtbot, user)
    page.leave()
    assert user.key.step is None
    assert user.key.password.text() == ""
    with pytest.raises(WrongKey):
        open_with_recovery_key(_copied(desk), desk.user, read_recovery_key(text))


def test_the_key_is_printed_without_a_file_of_it(
    qtbot: QtBot, show: Show, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def execute(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        return int(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", execute)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["紙"]))
    user = _user(show, desk)
    _key_shown(qtbot, user)
    step = user.key.step
    assert isinstance(step, KeyStep)
    QTest.mouseClick(step.print, Qt.MouseButton.LeftButton)
    assert (tmp_path / "paper.pdf").exists()
    assert user.key.next.isEnabled()
