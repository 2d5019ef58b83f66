"""A caller at the desk: one key blanks the screen, keeps what is half-written, and unlocking leads back to it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from tests.ui.pulse import Span
from ui.lock import Lock
from ui.pages.person.page import PersonPage
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.start.program import Program
from ui.start.unlock import UnlockScreen
from ui.tasks import start
from watchdesk.desk import open_desk
from watchdesk.errors import InUse

Started = Callable[[Path], Program]
PASSWORD = "mukashi-no-uta-1937"


@pytest.fixture
def program(qtbot: QtBot, started: Started, store: Path) -> Program:
    """The program with the register open."""
    program = started(store)
    unlock(qtbot, program)
    return program


def unlock(qtbot: QtBot, program: Program) -> None:
    screen = program.shell.shown
    assert isinstance(screen, UnlockScreen)
    qtbot.waitUntil(screen.button.isEnabled, timeout=10000)
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: program.window is not None, timeout=15000)
    QApplication.processEvents()


def locked(program: Program) -> bool:
    return isinstance(program.shell.shown, UnlockScreen)


@pytest.mark.parametrize(
    ("key", "held"),
    [(Qt.Key.Key_F12, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)],
)
@pytest.mark.alone
def test_a_key_blanks_the_window_within_half_a_second(
    qtbot: QtBot, program: Program, store: Path, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    span = Span()
    qtbot.keyClick(QApplication.focusWidget() or program.shell, key, held)
    qtbot.waitUntil(lambda: locked(program))
    assert span.seconds() < 0.5
    assert program.window is None
    screen = program.shell.shown
    assert isinstance(screen, UnlockScreen)
    assert screen.strip.sentence.startswith("9時30分に、画面を隠しました。")
    qtbot.waitUntil(screen.button.isEnabled)
    open_desk(store, "hanako", PASSWORD).lock()


def test_the_lock_works_while_a_conversion_is_open(qtbot: QtBot, program: Program, ime: Callable[..., None]) -> None:
    assert program.window is not None
    program.window.top.look_for()
    field = QApplication.focusWidget()
    assert field is not None
    ime(field, "やまもと")
    qtbot.keyClick(field, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: locked(program))


def test_an_open_dialog_goes_with_the_screen(qtbot: QtBot, program: Program) -> None:
    dialog = QDialog(program.window)
    dialog.setModal(True)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: locked(program))
    assert QApplication.activeModalWidget() is None


def test_what_we_copied_leaves_the_clipboard(qtbot: QtBot, program: Program) -> None:
    QApplication.clipboard().setText("山本 花子 06-6000-0000")
    if not QApplication.clipboard().ownsClipboard():
        pytest.skip("only a real screen says whose the clipboard is")
    program.hide_register()
    assert not QApplication.clipboard().text()


def test_unlocking_leads_back_to_the_same_place(qtbot: QtBot, program: Program) -> None:
    assert program.window is not None
    assert program.desk is not None
    place = Place(room=Room.PERSON, person_id=program.desk.people.lines()[3].id)
    program.window.go(place)
    program.hide_register()
    unlock(qtbot, program)
    assert program.window is not None
    assert program.window.place == place


def test_a_half_written_visit_comes_back_in_the_same_field(
    qtbot: QtBot, program: Program, ime: Callable[..., None]
) -> None:
    assert program.window is not None
    assert program.desk is not None
    person = program.desk.people.lines()[5].id
    program.window.go(Place(room=Room.VISIT, person_id=person, new=True))
    page = program.window.page()
    assert isinstance(page, VisitPage)
    page.form.note.setFocus()
    ime(page.form.note, commit="玄関に新聞が")
    qtbot.keyClicks(page.form.note, "3")
    qtbot.keyClick(page.form.note, Qt.Key.Key_F12)
    qtbot.waitUntil(lambda: locked(program))
    unlock(qtbot, program)
    assert program.window is not None
    again = program.window.page()
    assert isinstance(again, VisitPage)
    assert again is not page
    assert again.form.note.text() == "玄関に新聞が3"
    assert QApplication.focusWidget() is again.form.note


def test_the_screen_is_hidden_even_where_keeping_fails(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list[type[BaseException]]()
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: told.append(kind))
    monkeypatch.setattr(program.window, "keep", lambda: 1 / 0)
    program.hide_register()
    assert locked(program)
    assert told == [ZeroDivisionError]


def test_work_that_runs_is_given_up_before_the_store_is_locked(qtbot: QtBot, program: Program, store: Path) -> None:
    steps = list[int]()

    class Long:
        def run(self, progress: Callable[[int, int], None]) -> None:
            for step in range(1000):
                time.sleep(0.4)
                steps.append(step)
                progress(step, 1000)

    assert program.window is not None
    start(Long(), program.window)
    qtbot.waitUntil(lambda: bool(steps))
    program.hide_register()
    screen = program.shell.shown
    assert isinstance(screen, UnlockScreen)
    assert not screen.button.isEnabled()
    qtbot.waitUntil(screen.button.isEnabled, timeout=3000)
    assert len(steps) < 10
    open_desk(store, "hanako", PASSWORD).lock()


def test_a_waiting_draft_is_told_on_the_unlock_screen(qtbot: QtBot, program: Program) -> None:
    assert program.desk is not None
    program.desk.drafts.save("visit", {"note": "玄関に新聞が3日分"}, "note")
    program.hide_register()
    screen = program.shell.shown
    assert isinstance(screen, UnlockScreen)
    assert "書きかけは残してあり" in screen.strip.sentence


def test_idle_minutes_hide_the_screen_and_a_key_begins_them_anew(qtbot: QtBot) -> None:
    lock = Lock(idle_minutes=0.005)
    lock.watch(True)
    with qtbot.waitSignal(lock.wanted, timeout=3000):
        pass
    lock.watch(False)
    with qtbot.assertNotEmitted(lock.wanted, wait=500):
        pass


def test_the_keys_do_nothing_before_the_register_is_open(qtbot: QtBot, started: Started, store: Path) -> None:
    program = started(store)
    screen = program.shell.shown
    assert isinstance(screen, UnlockScreen)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_F12)
    assert program.shell.shown is screen


def test_the_store_is_held_while_it_is_open(program: Program, store: Path) -> None:
    with pytest.raises(InUse):
        open_desk(store, "hanako", PASSWORD)


def test_a_restored_draft_that_was_never_clicked_comes_back_in_its_field_with_the_caret_behind_the_words(
    qtbot: QtBot, program: Program
) -> None:
    assert program.desk is not None
    person = next(line.id for line in program.desk.people.lines() if line.is_watched)
    texts = {"method": "visit", "outcome": "well/met", "note": "玄関に新聞が"}
    program.desk.drafts.save(f"visit:{person}", texts, "note")
    window = program.window
    assert window is not None
    window.go(Place(room=Room.PERSON, person_id=person))
    person_page = window.page()
    assert isinstance(person_page, PersonPage)
    for key in (Qt.Key.Key_R, Qt.Key.Key_Escape, Qt.Key.Key_R):
        qtbot.waitUntil(lambda: person_page.view.record.hasFocus() or window.page() is not person_page)
        qtbot.keyClick(QApplication.focusWidget(), key)
    for typed in ("3", "4"):
        assert program.window is not None
        page = program.window.page()
        assert isinstance(page, VisitPage)
        assert QApplication.focusWidget() is page.form.note
        qtbot.keyClicks(QApplication.focusWidget(), typed)
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F12)
        qtbot.waitUntil(lambda: locked(program))
        unlock(qtbot, program)
    assert program.window is not None
    again = program.window.page()
    assert isinstance(again, VisitPage)
    assert QApplication.focusWidget() is again.form.note
    assert again.form.note.text() == "玄関に新聞が34"
