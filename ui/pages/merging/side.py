"""SideChoice: whose value stands: the left one, the right one or both, stepped through by ← and →."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import theme
from ui.widgets.manners import composing
from watchdesk.desk import Which

ORDER = (Which.KEPT, Which.BOTH, Which.GONE)
"""From left to right, as the values stand."""

_PICTURES = {Which.KEPT: "arrow-left", Which.GONE: "arrow-right"}
_SEGMENT = 2.5
_HIGH = 2.25
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_ROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SideChoice(QWidget):
    """``value()`` is one of ``options``; ``edited(key)`` by the user only, ``stepped(key, ±1)`` asks for another."""

    edited = Signal(str)
    stepped = Signal(str, int)

    def __init__(self, key: str, title: str, options: tuple[Which, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key, self._title = key, title
        self.options = tuple(one for one in ORDER if one in options)
        self._value = self.options[0]
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)
        self._name()

    def value(self) -> Which:
        """Whose value stands."""
        return self._value

    def set_value(self, which: Which) -> None:
        """Choose without telling."""
        if which in self.options:
            self._value = which
            self._name()
            self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.em(_SEGMENT) * len(self.options), look.em(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if composing(self) or event.modifiers() & _CHORD:
            super().keyPressEvent(event)
        elif key in _STEPS:
            at = self.options.index(self._value) + _STEPS[key]
            self._choose(self.options[min(max(at, 0), len(self.options) - 1)])
        elif key in _ROWS:
            self.stepped.emit(self._key, _ROWS[key])
        elif key == Qt.Key.Key_Space:
            self._choose(self.options[(self.options.index(self._value) + 1) % len(self.options)])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().x() * len(self.options) // max(1, self.width()))
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(self.options[min(max(at, 0), len(self.options) - 1)])

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look = theme()
        side = self.width() / len(self.options)
        for at, which in enumerate(self.options):
            place = QRect(round(at * side), 0, round(side), self.height()).adjusted(0, 0, -1, -1)
            chosen = which is self._value
            painter.setPen(QPen(look.colour("accent" if chosen else "line"), 1))
            painter.setBrush(look.colour("accent" if chosen else "sheet"))
            painter.drawRect(place)
            self._paint_word(painter, place, which, "on" if chosen else "text")
        painter.end()

    def _paint_word(self, painter: QPainter, place: QRect, which: Which, ink: str) -> None:
        look = theme()
        if which in _PICTURES:
            middle = QRect(0, 0, look.em(1.25), look.em(1.25))
            middle.moveCenter(place.center())
            icons.paint(painter, _PICTURES[which], look.look.colour(ink), middle)
            return
        painter.setPen(look.colour(ink))
        painter.setFont(look.font("head"))
        text = QFontMetrics(painter.font()).elidedText(which.label, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)

    def _choose(self, which: Which) -> None:
        if which is not self._value:
            self.set_value(which)
            self.edited.emit(self._key)

    def _name(self) -> None:
        self.setAccessibleName(f"{self._title}：{self._value.label}")
        self.setAccessibleDescription("左右の矢印で選びます。上下の矢印で、ほかの欄へ移ります。")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))


_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
