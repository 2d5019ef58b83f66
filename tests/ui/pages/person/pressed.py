"""A person's page as tests open it: what a user reads there, and the buttons that are pressed by key."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from ui.pages.person.page import PersonPage
from ui.widgets.action_button import ActionButton

Opened = Callable[[], PersonPage]


def told(widget: QWidget) -> str:
    """Everything that is written on it."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def press(widget: QWidget, name: str) -> None:
    """Press the button of this name."""
    button = next(one for one in widget.findChildren(ActionButton) if one.isVisible() and one.text() == name)
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
