"""The first start, by keys: no store before its recovery key was typed from the paper; then three ways on."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from ui import file_picker
from ui.main_window import MainWindow
from ui.places import Room
from ui.start.area_step import AreaStep
from ui.start.begin_step import BeginStep
from ui.start.door import practice_folder
from ui.start.key_step import KeyStep
from ui.start.name_step import NameStep
from ui.start.password_step import PasswordStep
from ui.start.program import Program
from ui.start.proof_step import ProofStep
from ui.start.step import Step
from ui.start.unlock import UnlockScreen
from ui.start.wizard import Wizard
from ui.theme import theme
from watchdesk.desk import is_store, open_desk, open_with_recovery_key, read_recovery_key
from watchdesk.errors import WatchDeskError

Started = Callable[[Path], Program]
PASSWORD = "sumomo mo momo 3"
NAME = "Yamamoto Hanako"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where no store is yet."""
    return tmp_path / "new" / "store"


def wizard_of(program: Program) -> Wizard:
    shown = program.shell.shown
    assert isinstance(shown, Wizard)
    return shown


def press(qtbot: QtBot, key: Qt.Key) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, key)


def type_text(qtbot: QtBot, text: str) -> None:
    for sign in text:
        focus = QApplication.focusWidget()
        assert focus is not None
        qtbot.keyClicks(focus, sign)


def choose_area(qtbot: QtBot) -> None:
    """The second area of the list, 靱."""
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)


def choose_ward(qtbot: QtBot) -> None:
    """The whole ward: the choice before the areas."""
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    press(qtbot, Qt.Key.Key_Right)
    press(qtbot, Qt.Key.Key_Return)


def to_key(qtbot: QtBot, program: Program, choose: Callable[[QtBot], None] = choose_area) -> KeyStep:
    """Go to the recovery key by keys alone."""
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton))
    choose(qtbot)
    type_text(qtbot, NAME)
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, PASSWORD)
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, PASSWORD)
    press(qtbot, Qt.Key.Key_Return)
    step = wizard_of(program).step
    assert isinstance(step, KeyStep)
    return step


def to_proof(qtbot: QtBot, program: Program, choose: Callable[[QtBot], None] = choose_area) -> str:
    """Copy the key by hand and go to the page that asks for it; returns the key."""
    step = to_key(qtbot, program, choose)
    step.copied.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    wizard_of(program).next.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert isinstance(wizard_of(program).step, ProofStep)
    key = wizard_of(program).gathered.key
    assert key is not None
    return key.text


def make(qtbot: QtBot, program: Program, choose: Callable[[QtBot], None] = choose_area) -> str:
    """The whole way to the last page; returns the key."""
    key = to_proof(qtbot, program, choose)
    type_text(qtbot, key.replace("-", "").lower())
    press(qtbot, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(wizard_of(program).step, BeginStep), timeout=15000)
    return key


def test_by_keys_alone_a_store_is_made_and_opened_empty(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    key = make(qtbot, program)
    step = wizard_of(program).step
    assert isinstance(step, BeginStep)
    step.empty.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert isinstance(program.shell.shown, MainWindow)
    assert program.desk is not None
    assert program.desk.home_area == "靱"
    assert program.desk.users.current().full_name == NAME
    assert not program.desk.people.lines()
    program.end_at_once()
    open_desk(folder, NAME, PASSWORD).lock()
    open_with_recovery_key(folder, NAME, read_recovery_key(key)).lock()


def test_a_store_of_the_whole_ward_is_chosen_on_the_first_page(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    step = wizard_of(program).step
    assert isinstance(step, AreaStep)
    assert step.of_area.isChecked(), "an area's store unless told otherwise"
    assert "14地域をまとめる" in step.of_ward.text()
    make(qtbot, program, choose_ward)
    begin = wizard_of(program).step
    assert isinstance(begin, BeginStep)
    begin.empty.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    window = program.shell.shown
    assert isinstance(window, MainWindow)
    assert window.desk.home_area is None
    assert "西区" in window.windowTitle()


def test_an_area_chosen_before_the_ward_is_no_area_of_the_ward(qtbot: QtBot, started: Started, folder: Path) -> None:
    step = wizard_of(started(folder)).step
    assert isinstance(step, AreaStep)
    step.choices.buttons()[3].click()
    step.of_ward.click()
    assert (step.lacks(), step.check(), step.gathered.area) == ("", True, "")
    assert not step.choices.buttons()[3].isVisible()
    step.of_area.click()
    assert step.check()
    assert step.gathered.area == step.choices.buttons()[3].text()


def test_there_is_no_store_before_the_key_was_proven(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    to_proof(qtbot, program)
    assert not folder.exists()
    type_text(qtbot, "0" * 34)
    press(qtbot, Qt.Key.Key_Return)
    assert not folder.exists()


def test_a_slip_in_the_key_names_its_group_and_leads_to_it(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    key = to_proof(qtbot, program)
    step = wizard_of(program).step
    assert isinstance(step, ProofStep)
    groups = key.split("-")
    groups[2] = groups[2][:4] + ("A" if groups[2][4] != "A" else "B")
    type_text(qtbot, "".join(groups))
    press(qtbot, Qt.Key.Key_Return)
    assert step.note.sentence.startswith("3番目の組が")
    assert QApplication.focusWidget() is step.keys.fields[2]
    assert not is_store(folder)
    type_text(qtbot, key.split("-")[2])
    assert not step.note.sentence
    wizard_of(program).next.click()
    qtbot.waitUntil(lambda: isinstance(wizard_of(program).step, BeginStep), timeout=15000)


def test_a_group_that_lacks_signs_is_counted_on_the_button(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    key = to_proof(qtbot, program)
    type_text(qtbot, key.replace("-", "")[:12])
    assert wizard_of(program).next.text() == "次へ進む（あと5組）"
    assert not wizard_of(program).next.isEnabled()


def test_one_goes_on_from_the_key_only_when_it_was_kept(
    qtbot: QtBot, started: Started, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = started(folder)
    step = to_key(qtbot, program)
    assert not wizard_of(program).next.isEnabled()
    beside, target = folder / "鍵.pdf", tmp_path / "鍵.pdf"
    monkeypatch.setattr(file_picker, "save_file", lambda *_: beside)
    step.save.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert "保管庫の中には" in step.strip.sentence
    assert not wizard_of(program).next.isEnabled()
    monkeypatch.setattr(file_picker, "save_file", lambda *_: target)
    step.save.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert os.name == "nt" or target.stat().st_mode & 0o077 == 0
    assert wizard_of(program).next.isEnabled()
    assert "鍵.pdf" in step.strip.sentence
    assert str(tmp_path) in step.strip.sentence
    assert QApplication.focusWidget() is wizard_of(program).next
    document = QPdfDocument(step)
    document.load(str(target))
    key = wizard_of(program).gathered.key
    assert key is not None
    words = document.getAllText(0).text()
    assert all(group in words for group in key.text.split("-"))


def test_an_arrow_key_chooses_the_area_it_leads_to(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton))
    assert not wizard_of(program).next.isEnabled()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up):
        press(qtbot, key)
        chosen = QApplication.focusWidget()
        assert isinstance(chosen, QRadioButton)
        assert chosen.isChecked()
    assert wizard_of(program).next.isEnabled()
    press(qtbot, Qt.Key.Key_Tab)
    type_text(qtbot, "Kitahorie")
    press(qtbot, Qt.Key.Key_Backtab)
    step = wizard_of(program).step
    assert isinstance(step, AreaStep)
    assert step.typed.text() == "Kitahorie"


def test_a_weak_password_is_not_taken_and_said_in_words(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QRadioButton))
    press(qtbot, Qt.Key.Key_Return)
    type_text(qtbot, NAME)
    press(qtbot, Qt.Key.Key_Return)
    step = wizard_of(program).step
    assert isinstance(step, PasswordStep)
    type_text(qtbot, "12345678")
    assert "続き番号" in step.password.strength.sentence
    assert not wizard_of(program).next.isEnabled()
    step.password.first.clear()
    step.password.first.line.setFocus()
    type_text(qtbot, "hanako88")
    assert "お名前" in step.password.strength.sentence
    step.password.first.clear()
    step.password.first.line.setFocus()
    type_text(qtbot, PASSWORD)
    assert step.password.strength.sentence == "とてもよいパスワードです。"
    assert wizard_of(program).next.text() == "次へ進む（もう一度打つと進めます）"


def test_an_area_that_is_not_on_the_list_can_be_typed(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    step = wizard_of(program).step
    assert isinstance(step, AreaStep)
    assert wizard_of(program).next.text() == "次へ進む（地域を選ぶと進めます）"
    step.choices.buttons()[3].setChecked(True)
    step.typed.setFocus()
    type_text(qtbot, "kitahorie")
    assert step.choices.checkedButton() is None
    press(qtbot, Qt.Key.Key_Return)
    assert isinstance(wizard_of(program).step, NameStep)
    assert wizard_of(program).gathered.area == "kitahorie"


def test_the_users_name_is_proposed_until_it_is_typed(qtbot: QtBot, started: Started, folder: Path) -> None:
    wizard = wizard_of(started(folder))
    step = wizard.steps[1]
    assert isinstance(step, NameStep)
    step.full_name.setText("山本  花子")
    assert step.user.text() == "山本 花子"
    step.user.clear()
    qtbot.keyClicks(step.user, "hanako")
    step.full_name.setText("山本 花代")
    assert step.user.text() == "hanako"


def test_going_back_keeps_what_was_typed(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    key = to_proof(qtbot, program)
    wizard = wizard_of(program)
    for kind in (KeyStep, PasswordStep, NameStep, AreaStep):
        wizard.back.click()
        assert isinstance(wizard.step, kind)
    for _ in range(4):
        wizard.next.click()
    assert wizard.gathered.key is not None
    assert wizard.gathered.key.text == key


def test_taking_in_a_list_begins_at_its_page(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    make(qtbot, program)
    assert isinstance(wizard_of(program).step, BeginStep)
    press(qtbot, Qt.Key.Key_Return)
    assert program.window is not None
    assert program.window.place.room is Room.IMPORT


def test_practising_opens_a_store_of_its_own_and_says_so(qtbot: QtBot, started: Started, folder: Path) -> None:
    program = started(folder)
    make(qtbot, program)
    step = wizard_of(program).step
    assert isinstance(step, BeginStep)
    step.practise.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=30000)
    assert program.desk is not None
    assert program.desk.folder == practice_folder(folder)
    assert len(program.desk.people.lines()) == 90
    assert "練習用" in program.shell.banner.sentence
    assert program.folder == folder
    program.shell.banner.button.click()
    assert isinstance(program.shell.shown, UnlockScreen)
    assert not program.shell.banner.sentence


def test_no_second_window_ever_flashes_up(qtbot: QtBot, started: Started, folder: Path) -> None:
    seen = list[QWidget]()

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched)
            return False

    watch = Watch()
    program = started(folder)
    QApplication.instance().installEventFilter(watch)
    make(qtbot, program)
    program.show_recovery()
    program.show_backups()
    QApplication.instance().removeEventFilter(watch)
    assert not seen


def test_the_wizards_answers_stay_out_of_any_trace(qtbot: QtBot, started: Started, folder: Path) -> None:
    gathered = wizard_of(started(folder)).gathered
    gathered.full_name, gathered.password = NAME, PASSWORD
    assert NAME not in repr(gathered)
    assert PASSWORD not in repr(gathered)


@pytest.mark.parametrize("zoom", [100, 150])
def test_every_step_fits_the_small_screen(qtbot: QtBot, started: Started, folder: Path, zoom: int) -> None:
    theme().apply(zoom=zoom)
    program = started(folder)
    wizard = wizard_of(program)
    assert program.shell.minimumSizeHint().width() <= 1366
    assert wizard.rail.isVisible() == (zoom == 100)
    for step in wizard.steps:
        assert _width(step) <= 680 * zoom / 100


def _width(step: Step | QWidget) -> int:
    return step.minimumSizeHint().width()


def test_a_printer_that_was_missing_is_no_longer_missed_once_printing_is_tried_again(
    qtbot: QtBot, started: Started, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = started(folder)
    step = to_key(qtbot, program)
    program.shell.resize(760, 420)
    told = list[str]()

    def missing(*_: object) -> bool:
        raise WatchDeskError("プリンターが、見つかりません。")

    def there(*_: object) -> bool:
        told.append(step.strip.sentence)
        return False

    monkeypatch.setattr("ui.printing.print_pdf", missing)
    step.print.click()
    assert "見つかりません" in step.strip.sentence
    qtbot.waitUntil(lambda: step.strip.visibleRegion().boundingRect().height() == step.strip.height())
    monkeypatch.setattr("ui.printing.print_pdf", there)
    step.print.click()
    assert told == [""]
