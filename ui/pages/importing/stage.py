"""Stage: how far an import is, and how the part of the page looks that is shown then."""

from enum import IntEnum

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import set_gaps
from ui.widgets.boxes import STRETCH, column


class Stage(IntEnum):
    """How far one is."""

    CHOOSE = 0
    PREVIEW = 1
    DONE = 2


def above(part: QWidget) -> QBoxLayout:
    """A part with nothing below it."""
    return column(part, STRETCH)


def roomy(part: QBoxLayout) -> QWidget:
    """A part with room for the focus ring at its edges."""
    around = QWidget()
    set_gaps(part, 0, (0.4,))
    around.setLayout(part)
    return around
