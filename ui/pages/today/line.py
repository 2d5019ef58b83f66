"""TodayLine: one line of 今日: what it is about, a figure or a state, and the word that opens it."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import Theme
from ui.widgets.badge import badge_size, paint_badge

_SQUARE = 2.75
_WORDS = 1.1 + _SQUARE + 1.1
"""Em from the left where the words begin."""
_LINES, _MORE = 3, 1.3
"""So many lines of words at most below the title, and em of height for each after the first."""
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
        self._counts, self._explains, self._more = counts, False, 0
        self.setAccessibleDescription(counts)
        self.setText(title)
        self.setAccessibleName(f"{title} 数えています")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._fit)
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
        self._fit()
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

    @property
    def about_lines(self) -> list[str]:
        """The words that stand there now, as they are broken into lines at the width it has."""
        return self._folded(self.shown_about, self._room())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.em(22), self._theme.em(3.6 + _MORE * self._more))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.em(18), self._theme.em(2.9 + _MORE * self._more))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

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
        self._paint_end(painter)
        self._paint_words(painter)
        painter.end()

    def _tell(self, name: str) -> None:
        self.setAccessibleName(name)
        self._fit()
        self.update()

    def _fit(self) -> None:
        """Long words take up to three lines, and all of it is higher then."""
        more = len(self.about_lines) - 1
        if more != self._more:
            self._more = more
            self.updateGeometry()

    def _paint_square(self, painter: QPainter) -> None:
        em, side = self._theme.em, self._theme.em(_SQUARE)
        box = QRect(em(1.1), (self.height() - side) // 2, side, side)
        painter.fillRect(box, self._theme.ground(self._tone))
        if self._theme.look.edged:
            painter.setPen(QPen(self._theme.colour(self._tone), 1))
            painter.drawRect(box)
        inner = box.adjusted(em(0.65), em(0.65), -em(0.65), -em(0.65))
        icons.paint(painter, self._icon, self._theme.look.colour(self._tone), inner)

    def _widths(self) -> tuple[int, int, int]:
        """The widths of the opening word, of the figure or badge before it, and of the figure's unit."""
        em, body = self._theme.em, QFontMetrics(self._theme.font("body"))
        opens = em(2.2) + body.horizontalAdvance(_OPENS)
        if self._badge:
            return opens, em(1.2) + badge_size(self._badge).width(), 0
        if not self._figure:
            return opens, 0, 0
        unit = body.horizontalAdvance(self._unit)
        figure = QFontMetrics(self._theme.font("figure")).horizontalAdvance(self._figure)
        return opens, em(1.5) + figure + unit, unit

    def _room(self) -> int:
        """How wide the words may be: from the picture to the figure or badge."""
        opens, figure, _unit = self._widths()
        return max(0, self.width() - opens - figure - self._theme.em(0.5) - self._theme.em(_WORDS))

    def _paint_end(self, painter: QPainter) -> None:
        """Paint the opening word and the figure or badge before it."""
        em, (opens, figure, unit) = self._theme.em, self._widths()
        right, high = self.width() - em(1), self.height()
        icons.paint(painter, "chevron-right", self._theme.look.accent, QRect(right - em(1), 0, em(1), high))
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("accent"))
        painter.drawText(QRect(self.width() - opens, 0, opens, high), Qt.AlignmentFlag.AlignVCenter, _OPENS)
        left = self.width() - opens - figure
        if self._badge:
            paint_badge(painter, QRect(left, 0, figure - em(1.2), high), self._badge, self._tone)
        elif self._figure:
            painter.setPen(self._theme.colour("text"))
            end = QRect(left, em(0.4), figure - em(1.2), high)
            painter.drawText(end.adjusted(end.width() - unit, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._unit)
            painter.setFont(self._theme.font("figure"))
            painter.drawText(QRect(left, 0, figure, high), Qt.AlignmentFlag.AlignVCenter, self._figure)

    def _folded(self, about: str, width: int, lines: int = _LINES) -> list[str]:
        """Long words go on below, at a sign between them where there is one; what finds no room there is cut short."""
        metrics = QFontMetrics(self._theme.font("small"))
        if lines == 1 or metrics.horizontalAdvance(about) <= width:
            return [about]
        fitting = next(
            at for at in range(len(about), 0, -1) if metrics.horizontalAdvance(about[:at]) <= width or at == 1
        )
        broken = max(about.rfind(sign, 0, fitting) for sign in "、。・ 　") + 1
        at = broken if broken > fitting // 2 else fitting
        return [about[:at], *self._folded(about[at:], width, lines - 1)]

    def _paint_words(self, painter: QPainter) -> None:
        left, width = self._theme.em(_WORDS), self._room()
        lines = [(self._title, "name", "text"), *((part, "small", "soft") for part in self.about_lines)]
        heights = [round(QFontMetrics(self._theme.font(role)).height() * 1.35) for _, role, _ in lines]
        top = (self.height() - sum(heights)) // 2
        for (text, role, ink), height in zip(lines, heights, strict=True):
            painter.setFont(self._theme.font(role))
            painter.setPen(self._theme.colour(ink))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(QRect(left, top, width, height), Qt.AlignmentFlag.AlignVCenter, shown)
            top += height
