"""Offer: one of the things found below a field while one types; the arrows go from one to the next."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.action_button import ActionButton

STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
"""What an arrow means among offers."""


class Offer(ActionButton):
    """The field around it leads by the arrows: Qt's own way would leave the field after the first one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) in STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)
