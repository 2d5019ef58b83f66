"""Nothing flashes up: a widget is never a window of its own before it stands in its page, and takes no activation."""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.main_window import MainWindow
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.theme import theme
from ui.widgets.field_note import FieldNote
from ui.widgets.pdf_view import PdfView
from ui.widgets.strip import Strip, strip
from watchdesk.desk import Desk


class Watcher(QObject):
    """Notes each widget that became visible as a window."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.seen: list[str] = []
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.accessibleName()}".strip())
        return False


@pytest.fixture
def watcher(qapp: QApplication) -> Iterator[Watcher]:
    made = Watcher(qapp)
    yield made
    qapp.removeEventFilter(made)
    made.deleteLater()


def _gallery() -> ModuleType:
    spec = importlib.util.spec_from_file_location("flash_gallery", Path(__file__).parent / "widgets" / "gallery.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


gallery = _gallery()


@pytest.mark.parametrize("part", list(gallery.PARTS))
def test_no_widget_of_the_kit_flashes_up_while_it_is_made(part: str, watcher: Watcher, qtbot: QtBot) -> None:
    qtbot.addWidget(gallery.PARTS[part]())
    assert watcher.seen == []


@pytest.mark.parametrize("room", list(PAGES))
def test_no_part_of_a_page_flashes_up(room: Room, watcher: Watcher, desk: Desk, qtbot: QtBot) -> None:
    window = MainWindow(desk, theme())
    qtbot.addWidget(window)
    window.show()
    person = desk.people.lines()[0].id if room in {Room.PERSON, Room.VISIT} else None
    window.go(Place(room=room, person_id=person))
    QApplication.processEvents()
    window.release()
    assert set(watcher.seen) == {f"MainWindow {window.accessibleName()}".strip()}


def _said() -> Strip:
    return strip("訪問を記録しました。", "ok", button="取り消す")


def _noted() -> FieldNote:
    note = FieldNote()
    note.complain("昭和は64年1月7日までです。", "平成に直す")
    return note


@pytest.mark.parametrize("make", [_said, _noted, PdfView])
def test_what_speaks_before_it_stands_somewhere_is_seen_once_it_does(
    make: Callable[[], QWidget], watcher: Watcher, qtbot: QtBot
) -> None:
    made = make()
    assert watcher.seen == []
    window = QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(made)
    window.show()
    assert made.isVisible()
