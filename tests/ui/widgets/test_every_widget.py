"""What holds for all widgets of the kit alike: a name, a way in by Tab, room for their words, in every look."""

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui.theme import looks, theme


def _gallery() -> ModuleType:
    place = Path(__file__).with_name("gallery.py")
    spec = importlib.util.spec_from_file_location("watchdesk_gallery", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


gallery = _gallery()


@pytest.fixture(params=list(gallery.PARTS))
def part(request: pytest.FixtureRequest, qtbot: QtBot) -> Iterator[QWidget]:
    made = gallery.PARTS[request.param]()
    qtbot.addWidget(made)
    made.resize(1180, 700)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    yield made
    made.hide()


def controls(part: QWidget) -> list[QWidget]:
    """All that can have the focus, lists inside of combo boxes and scroll bars left out."""
    return [
        widget
        for widget in part.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and widget.isVisible()
        and not isinstance(widget, QScrollBar | QScrollArea)
        and not any(isinstance(above, QComboBox) for above in ancestors(widget))
        and not widget.objectName().startswith("qt_")
        and not (isinstance(widget, QLabel) and not widget.text())
    ]


def ancestors(widget: QWidget) -> Iterator[QWidget]:
    above = widget.parentWidget()
    while above is not None:
        yield above
        above = above.parentWidget()


def test_every_control_has_a_name_for_screen_readers(part: QWidget) -> None:
    nameless = []
    for widget in controls(part):
        told = QAccessible.queryAccessibleInterface(widget)
        name = widget.accessibleName() if isinstance(widget, QComboBox | QLineEdit | QTextEdit) else ""
        if not (name or told.text(QAccessible.Text.Name)):
            nameless.append(f"{type(widget).__name__} {widget.objectName()}")
    assert nameless == []


def test_tab_reaches_every_control_and_is_caught_by_none(part: QWidget, qtbot: QtBot) -> None:
    wanted = {
        widget for widget in controls(part) if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled()
    }
    wanted = {widget for widget in wanted if widget.focusProxy() is None}
    first = next(widget for widget in controls(part) if widget in wanted)
    first.setFocus()
    reached = set()
    for _ in range(3 * len(wanted) + 10):
        now = QApplication.focusWidget()
        reached.add(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    groups = {type(widget).__name__ for widget in wanted - reached}
    assert groups <= {"BigChoice", "QRadioButton"}, "only members of one group share a stop"


@pytest.mark.parametrize("zoom", [100, 125, 150])
@pytest.mark.parametrize("look", list(looks()))
def test_no_word_is_cut_in_any_look_at_any_zoom(part: QWidget, look: str, zoom: int) -> None:
    theme().apply(look, zoom)
    part.resize(1180, 5000)
    QApplication.processEvents()
    QApplication.processEvents()
    cut = []
    for widget in part.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QAbstractButton | QLabel | QLineEdit | QComboBox):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            need = widget.heightForWidth(widget.width())
            short = need > widget.height() + 1
        else:
            need = widget.minimumSizeHint().height()
            short = need > widget.height() or (
                isinstance(widget, QAbstractButton | QLabel) and widget.minimumSizeHint().width() > widget.width()
            )
        if short and not any(isinstance(above, QAbstractItemView) for above in ancestors(widget)):
            cut.append((type(widget).__name__, getattr(widget, "text", str)(), need, widget.size().toTuple()))
    assert cut == []


@pytest.mark.parametrize("zoom", [100])
def test_every_part_fits_the_smallest_window(part: QWidget, zoom: int) -> None:
    theme().apply(zoom=zoom)
    content = part.widget() if isinstance(part, QScrollArea) else part
    assert content.minimumSizeHint().width() <= 680
