"""StepLine: a step of the ladder that is not the one to do now: done with what came of it, or still to come."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import theme

_CIRCLE = 2.1


class StepLine(QAbstractButton):
    """A whole line that can be pressed to write at this step. ``show_done`` and ``show_coming`` say how it stands."""

    def __init__(self, number: int, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number, self._label = number, label
        self._below, self._end, self._done = "", "", False
        self.setText(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    @property
    def is_done(self) -> bool:
        """Whether something was written at this step."""
        return self._done

    def show_done(self, told: str, at: str) -> None:
        """Say what came of it, and when."""
        self._stand(told, f"済み {at}", done=True)

    def show_coming(self, advice: str, phone: str) -> None:
        """Say what is to be done, and the number to call."""
        self._stand(advice, phone, done=False)

    def _stand(self, below: str, end: str, *, done: bool) -> None:
        self._below, self._end, self._done = below, end, done
        state = "済み" if done else "これから"
        self.setAccessibleName(f"手順{self._number} {self._label} {state} {below} {end}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(20), theme().em(3.3))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(12), theme().em(3.3))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isDown():
            painter.fillRect(self.rect(), theme().colour("select"))
        painter.setPen(theme().colour("hair"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        paint_number(painter, self._circle(), self._number, done=self._done, filled=False)
        right = self._paint_end(painter)
        self._paint_words(painter, right)
        painter.end()

    def _circle(self) -> QRect:
        side = theme().em(_CIRCLE)
        return QRect(theme().em(0.9), (self.height() - side) // 2, side, side)

    def _paint_end(self, painter: QPainter) -> int:
        """The time at which it was done, or the number; returns where the words must end."""
        right = self.width() - theme().em(0.9)
        if not self._end:
            return right
        font = theme().font("small" if self._done else "name")
        width = QFontMetrics(font).horizontalAdvance(self._end)
        painter.setFont(font)
        painter.setPen(theme().colour("soft" if self._done else "text"))
        place = QRect(right - width, 0, width, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._end)
        return right - width - theme().em(0.75)

    def _paint_words(self, painter: QPainter, right: int) -> None:
        left = theme().em(0.9 + _CIRCLE + 0.8)
        room = QRect(left, 0, max(0, right - left), self.height())
        if not self._below:
            self._paint_line(painter, room, self._label, "strong", "text")
            return
        upper = QRect(room.x(), theme().em(0.3), room.width(), theme().em(1.5))
        lower = QRect(room.x(), theme().em(1.7), room.width(), theme().em(1.3))
        self._paint_line(painter, upper, self._label, "strong", "text")
        self._paint_line(painter, lower, self._below, "small", "text" if self._done else "soft")

    def _paint_line(self, painter: QPainter, place: QRect, text: str, role: str, ink: str) -> None:
        font: QFont = theme().font(role)
        painter.setFont(font)
        painter.setPen(theme().colour(ink))
        shown = QFontMetrics(font).elidedText(text.replace("\n", " "), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


def paint_number(painter: QPainter, place: QRect, number: int, *, done: bool, filled: bool) -> None:
    """Paint the number of a step in its circle: a tick once it is done, filled while it is the one to do."""
    look = theme()
    painter.save()
    edge = "ok" if done else "accent" if filled else "soft"
    painter.setPen(QPen(look.colour(edge), 2))
    painter.setBrush(look.ground("ok") if done else look.colour("accent" if filled else "sheet"))
    painter.drawEllipse(place.adjusted(1, 1, -1, -1))
    if done:
        side = look.em(1.1)
        sign = QRect(0, 0, side, side)
        sign.moveCenter(place.center())
        icons.paint(painter, "check", look.look.colour("ok"), sign)
    else:
        painter.setFont(look.font("strong"))
        painter.setPen(look.colour("on" if filled else "text"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


class StepNumber(QWidget):
    """The number of the step to do now, in a filled circle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 1
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def show_number(self, number: int) -> None:
        """Show another one."""
        self._number = number
        self.update()

    def sizeHint(self) -> QSize:
        side = theme().em(_CIRCLE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_number(painter, self.rect(), self._number, done=False, filled=True)
        painter.end()
