"""Going on: Enter in a form leads from field to field, past what only helps, to the button that records."""

from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import set_property

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
