"""Every window test runs without a screen, in the light look at 100 %, and may speak like an input method."""

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, QThreadPool
from PySide6.QtGui import QInputMethodEvent, QTextCharFormat
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui import file_picker
from ui.collector import Collector
from ui.main_window import MainWindow
from ui.places import Place
from ui.theme import theme
from ui.widgets.manners import InputManners
from ui.widgets.ring import Ring
from watchdesk.desk import Desk

A_LIST = "氏名,フリガナ,生年月日,住所,電話\n村上 静子,ムラカミ シズコ,S10.2.3,九条南1-2-3,06-6012-3456\n"

Ime = Callable[..., None]
Shown = Callable[..., QWidget]
OpenWindow = Callable[..., MainWindow]


@pytest.fixture(autouse=True)
def _same_look(qapp: QApplication) -> Iterator[None]:
    gc.disable()
    if qapp.findChild(Collector) is None:
        Collector(qapp)
    if qapp.findChild(InputManners) is None:
        InputManners(qapp)
    if qapp.findChild(Ring) is None:
        Ring(qapp)
    if (theme().look.name, theme().zoom) != ("light", 100):
        theme().apply("light", 100)
    yield
    QThreadPool.globalInstance().waitForDone(3000)
    QCoreApplication.sendPostedEvents(
        None, QEvent.Type.DeferredDelete.value
    )  # else each test's widgets stay till the end
    gc.enable()  # between tests nothing runs, neither work nor Qt
    assert QApplication.activeModalWidget() is None


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """A window with these widgets one below the other, on screen and active; kept until the test ends."""
    windows = []

    def show(*widgets: QWidget) -> QWidget:
        window = QWidget()
        layout = QVBoxLayout(window)
        for widget in widgets:
            layout.addWidget(widget)
        qtbot.addWidget(window)
        windows.append(window)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    windows.clear()


@pytest.fixture
def open_window(opened: object, qtbot: QtBot) -> Iterator[OpenWindow]:
    """The window over a desk as its user has it, on screen and active: ``open_window(desk, place)``.

    Without a place it shows none yet. It goes when the test ends, before ``opened`` locks the stores.
    """
    windows: list[MainWindow] = []

    def open_at(desk: Desk, place: Place | None = None, *, size: tuple[int, int] = (1366, 728)) -> MainWindow:
        window = MainWindow(desk, theme())
        windows.append(window)
        window.resize(*size)
        window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if place is not None:
            window.start(place)
        return window

    yield open_at
    for window in windows:
        window.release()
        window.close()
    QThreadPool.globalInstance().waitForDone(3000)
    qtbot.wait(5)  # what was announced, or found on another thread, is told before the windows go
    for window in windows:
        window.deleteLater()
    windows.clear()


@pytest.fixture
def ime() -> Ime:
    """Speak like an input method: ``ime(widget, "やま")`` while converting, ``ime(widget, commit="山")`` at the end."""

    def send(widget: QWidget, preedit: str = "", commit: str = "") -> None:
        mark = QInputMethodEvent.Attribute(
            QInputMethodEvent.AttributeType.TextFormat, 0, len(preedit), QTextCharFormat()
        )
        event = QInputMethodEvent(preedit, [mark] if preedit else [])
        if commit:
            event.setCommitString(commit)
        QCoreApplication.sendEvent(widget, event)

    return send


@pytest.fixture
def nobody_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The system's own dialogs find a list and else are given up; no caret blinks in the pictures."""
    file = tmp_path / "名簿.csv"
    file.write_text(A_LIST, encoding="utf-8")
    monkeypatch.setattr(file_picker, "open_file", lambda *_: file)
    monkeypatch.setattr(file_picker, "save_file", lambda *_: None)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: 0)
    blinking = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(blinking)
