"""Going on: Enter in a form leads from field to field, past what only helps, to the button that records."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import set_property
from ui.widgets.manners import composing

_ASIDE = "aside"
_AT_MOST = 4
"""So many helping buttons stand behind each other nowhere."""


def stand_aside(widget: QWidget) -> None:
    """Let Enter pass over a button (暦, やめる) that Tab reaches: whoever only types on must not press it."""
    set_property(widget, _ASIDE, True)


def go_on(form: QWidget) -> None:
    """Put the focus on what comes next in a form, or behind it on what records."""
    for _ in range(_AT_MOST):
        form.focusNextPrevChild(True)
        now = QApplication.focusWidget()
        if now is None or not now.property(_ASIDE):
            return


def takes_enter(form: QWidget, event: QKeyEvent, submit: Callable[[], object]) -> bool:
    """Go on by Enter, submit by Ctrl+Enter; False for any other key, and for an Enter that ends a conversion."""
    if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or composing(QApplication.focusWidget()):
        return False
    if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        submit()
    else:
        go_on(form)
    return True
