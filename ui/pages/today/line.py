"""TodayLine: one line of 今日: what it is about, a figure or a state, and the word that opens it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import Theme
from ui.widgets.badge import badge_size, paint_badge

_SQUARE = 2.75
_OPENS = "見る"


class TodayLine(QAbstractButton):
    """A whole line that can be pressed: ``show_figure(12, "名", words, tone)`` or ``show_state(words, badge, tone)``.

    Until one of them is called it says that it is still counting; a figure is never 0 before it was counted.
    ``counts`` says in a sentence what it counts; ``explain(True)`` shows that instead of how it stands.
    """

    def __init__(self, theme: Theme, icon: str, title: str, counts: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon, self._title = icon, title
        self._about, self._figure, self._unit, self._badge, self._tone = "数えています", "", "", "", "wait"
        self.last = False
        self._counts, self._explains = counts, False
        self.setAccessibleDescription(counts)
        self.setText(title)
        self.setAccessibleName(f"{title} 数えています")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self.updateGeometry)

    @property
    def about(self) -> str:
        """The words under the title."""
        return self._about

    @property
    def shown_about(self) -> str:
        """The words that stand there now: how it stands, or what it counts."""
        return self._counts if self._explains and self._counts else self._about

    def explain(self, on: bool) -> None:
        """Show what the line counts, or how it stands again."""
        self._explains = on
        self.updateGeometry()
        self.update()

    @property
    def figure(self) -> str:
        """The figure shown, empty before it was counted."""
        return self._figure

    def show_figure(self, count: int, unit: str, about: str, tone: str) -> None:
        """Show how many there are (名)."""
        self._about, self._figure, self._unit, self._badge, self._tone = about, str(count), unit, "", tone
        self._tell(f"{self._title} {count}{unit} {about}")

    def show_state(self, about: str, badge: str, tone: str) -> None:
        """Show a state instead of a figure."""
        self._about, self._figure, self._unit, self._badge, self._tone = about, "", "", badge, tone
        self._tell(f"{self._title} {badge} {about}")

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(22), self._theme.em(4.6 if self._explains else 3.6))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.em(18), self._theme.em(4.2 if self._explains else 2.9))

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
        if self.isDown():
            painter.fillRect(self.rect(), self._theme.colour("select"))
        if not self.last:
            painter.setPen(self._theme.colour("hair"))
            painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        self._paint_square(painter)
        left = self._paint_end(painter)
        self._paint_words(painter, left)
        painter.end()

    def _tell(self, name: str) -> None:
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def _paint_square(self, painter: QPainter) -> None:
        em, side = self._theme.em, self._theme.em(_SQUARE)
        box = QRect(em(1.1), (self.height() - side) // 2, side, side)
        painter.fillRect(box, self._theme.ground(self._tone))
        if self._theme.look.edged:
            painter.setPen(QPen(self._theme.colour(self._tone), 1))
            painter.drawRect(box)
        inner = box.adjusted(em(0.65), em(0.65), -em(0.65), -em(0.65))
        icons.paint(painter, self._icon, self._theme.look.colour(self._tone), inner)

    def _paint_end(self, painter: QPainter) -> int:
        """Paint the opening word and the figure or badge before it; return where they begin."""
        em, body = self._theme.em, self._theme.font("body")
        right = self.width() - em(1)
        icons.paint(painter, "chevron-right", self._theme.look.accent, QRect(right - em(1), 0, em(1), self.height()))
        word = QFontMetrics(body).horizontalAdvance(_OPENS)
        place = QRect(right - em(1.2) - word, 0, word, self.height())
        painter.setFont(body)
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, _OPENS)
        return self._paint_badge(painter, place.left()) if self._badge else self._paint_figure(painter, place.left())

    def _paint_badge(self, painter: QPainter, right: int) -> int:
        size = badge_size(self._badge)
        left = right - self._theme.em(1.2) - size.width()
        paint_badge(painter, QRect(left, 0, size.width(), self.height()), self._badge, self._tone)
        return left

    def _paint_figure(self, painter: QPainter, right: int) -> int:
        if not self._figure:
            return right
        figure, unit = self._theme.font("figure"), self._theme.font("body")
        unit_width = QFontMetrics(unit).horizontalAdvance(self._unit)
        place = QRect(right - self._theme.em(1.2) - unit_width, 0, unit_width, self.height())
        painter.setPen(self._theme.colour("text"))
        painter.setFont(unit)
        painter.drawText(place.translated(0, self._theme.em(0.4)), Qt.AlignmentFlag.AlignVCenter, self._unit)
        width = QFontMetrics(figure).horizontalAdvance(self._figure)
        left = place.left() - self._theme.em(0.3) - width
        painter.setFont(figure)
        painter.drawText(QRect(left, 0, width, self.height()), Qt.AlignmentFlag.AlignVCenter, self._figure)
        return left

    def _folded(self, about: str, width: int) -> list[str]:
        """What a line counts goes on to a second line where it is long; how it stands is cut short."""
        metrics = QFontMetrics(self._theme.font("small"))
        if not self._explains or metrics.horizontalAdvance(about) <= width:
            return [about]
        fitting = next(
            at for at in range(len(about), 0, -1) if metrics.horizontalAdvance(about[:at]) <= width or at == 1
        )
        broken = max(about.rfind(sign, 0, fitting) for sign in "、。") + 1
        at = broken if broken > fitting // 2 else fitting
        return [about[:at], about[at:]]

    def _paint_words(self, painter: QPainter, right: int) -> None:
        em = self._theme.em
        left = em(1.1 + _SQUARE + 1.1)
        width = max(0, right - left - em(0.5))
        about = self.shown_about
        lines = [(self._title, "name", "text"), *((part, "small", "soft") for part in self._folded(about, width))]
        heights = [round(QFontMetrics(self._theme.font(role)).height() * 1.35) for _, role, _ in lines]
        top = (self.height() - sum(heights)) // 2
        for (text, role, ink), height in zip(lines, heights, strict=True):
            painter.setFont(self._theme.font(role))
            painter.setPen(self._theme.colour(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(left, top, width, height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height
