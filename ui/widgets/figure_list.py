"""FigureList: the figures of a month, one a line, beside those they are compared with; each opens into its records."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import set_role, set_size, theme

COUNTING = "数えています"
OPENS = "開く"
HINT = "数を押すと、もとの記録が開きます"

_HEIGHT = 2.1
_SIDE = 0.65
_CELL = 4.75
_END = 4.4
_TITLE = 10.6
"""Em: a line's height, room at both sides, of a figure, of the opening word, and what the longest title wants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure as texts: ``cells`` begins with its own (93名), then those it is compared with; none yet: counting.

    ``opens`` false: its records have no room of their own, and are only shown beside.
    """

    key: str
    title: str
    cells: tuple[str, ...] = ()
    opens: bool = True


class FigureList(QFrame):
    """``show_figures(heads, lines)``; heads are the months over the cells.

    ``chosen(key)``: another line is current, by arrows or a press; its records are to be shown beside.
    ``opened(key)``: Enter, or a press on the word at its end. One stop for Tab; ``choose(key)`` tells nobody.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self.setAccessibleName(name)
        self._current = ""
        self._head = _Head()
        self._lines: dict[str, _Line] = {}
        self._layout = QVBoxLayout()
        self._layout.setContentsMargins(1, 1, 1, 1)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._head)
        self.setLayout(self._layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    @property
    def current(self) -> str:
        """Key of the current line, empty before there is any."""
        return self._current

    def show_figures(self, heads: tuple[str, ...], lines: Sequence[FigureLine]) -> None:
        """Show these figures; the current line stays the one of its key."""
        self._head.show_heads(heads)
        if list(self._lines) != [line.key for line in lines]:
            self._make(lines)
        for line in lines:
            self._lines[line.key].show_line(line, heads)

    @property
    def height_in_em(self) -> float:
        """How high it is with every line in sight."""
        return _HEIGHT * (len(self._lines) + 1) + 0.2

    def choose(self, key: str) -> None:
        """Make a line the current one without announcing it."""
        self._current = key if key in self._lines else next(iter(self._lines), "")
        for name, line in self._lines.items():
            line.setChecked(name == self._current)
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == self._current else Qt.FocusPolicy.ClickFocus)
        if self._current:
            self.setFocusProxy(self._lines[self._current])

    def texts(self) -> dict[str, tuple[str, ...]]:
        """What the lines say, by their keys."""
        return {key: line.line.cells for key, line in self._lines.items()}

    def line(self, key: str) -> QAbstractButton:
        """The widget of a line."""
        return self._lines[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, _Line) and event.type() == QEvent.Type.FocusIn:
            self._come_to(watched)
        if isinstance(watched, _Line) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._answer(watched, event)
        return False

    def _make(self, lines: Sequence[FigureLine]) -> None:
        for old in self._lines.values():
            self._layout.removeWidget(old)
            old.deleteLater()
        self._lines = {line.key: _Line(line) for line in lines}
        for made in self._lines.values():
            made.installEventFilter(self)
            made.clicked.connect(self._press)
            made.opened.connect(self._open)
            self._layout.addWidget(made)
        self.choose(self._current)

    def _answer(self, line: "_Line", event: QKeyEvent) -> bool:
        places = list(self._lines.values())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -len(places), Qt.Key.Key_End: len(places)}
        if event.key() in steps:
            at = min(max(places.index(line) + steps[Qt.Key(event.key())], 0), len(places) - 1)
            places[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            if line.line.opens:
                self.opened.emit(line.line.key)
            return True
        return False

    def _come_to(self, line: "_Line") -> None:
        if line.line.key != self._current:
            self.choose(line.line.key)
            self.chosen.emit(self._current)

    def _press(self) -> None:
        line = self.sender()
        if isinstance(line, _Line):
            self._come_to(line)
            line.setChecked(True)

    def _open(self, key: str) -> None:
        self.choose(key)
        self.opened.emit(key)


class _Cells(QWidget):
    """Where the cells stand, the same for head and lines; cells that have no room are left out from the right."""

    @staticmethod
    def places(width: int, count: int) -> list[QRect]:
        """Of as many cells as fit, in a line of this width; heights are for the caller."""
        em = theme().em
        room = width - em(_END + _TITLE + _SIDE)
        fitting = max(1, min(count, room // em(_CELL)))
        first = width - em(_END) - fitting * em(_CELL)
        return [QRect(first + place * em(_CELL), 0, em(_CELL), 0) for place in range(fitting)]


class _Head(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._heads: tuple[str, ...] = ()
        set_size(self, height=_HEIGHT)

    def show_heads(self, heads: tuple[str, ...]) -> None:
        self._heads = heads
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("label"))
        painter.setPen(look.colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.setFont(look.font("head"))
        painter.setPen(look.colour("text"))
        places = _Cells.places(self.width(), len(self._heads))
        room = QRect(look.em(_SIDE), 0, places[0].left() - look.em(_SIDE) if places else self.width(), self.height())
        hint = painter.fontMetrics().elidedText(HINT, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, hint)
        for head, place in zip(self._heads, places, strict=False):
            box = QRect(place.left(), 0, place.width(), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, head)
        painter.end()


class _Line(QAbstractButton):
    opened = Signal(str)

    def __init__(self, line: FigureLine) -> None:
        super().__init__()
        self.line = line
        self.setCheckable(True)
        self.setProperty("noRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(self, "body")
        set_size(self, min_height=_HEIGHT)

    def show_line(self, line: FigureLine, heads: tuple[str, ...]) -> None:
        self.line = line
        told = "、".join(f"{head} {cell}" for head, cell in zip(heads, line.cells, strict=False)) or COUNTING
        self.setText(line.title)
        self.setAccessibleName(f"{line.title} {told}")
        self.setAccessibleDescription("Enterキーで、もとの記録を開きます。" if line.opens else "")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme().em(26), theme().em(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(_TITLE + _CELL + _END), theme().em(_HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if (
            self.line.opens
            and self.rect().contains(event.position().toPoint())
            and event.position().x() > self.width() - theme().em(_END)
        ):
            self.opened.emit(self.line.key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_words(painter)
        self._paint_end(painter)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        look, place = theme(), self.rect()
        if not self.isChecked():
            painter.setPen(look.colour("hair"))
            painter.drawLine(place.bottomLeft(), place.bottomRight())
            return
        painter.fillRect(place, look.colour("select"))
        painter.fillRect(QRect(0, 0, look.em(0.35), place.height()), look.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("accent"), 3))
            painter.drawRect(place.adjusted(1, 1, -2, -2))

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        painter.setFont(look.font("body"))
        painter.setPen(look.colour("text"))
        painter.drawText(self.rect().adjusted(look.em(_SIDE), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.line.title)
        places = _Cells.places(self.width(), max(1, len(self.line.cells)))
        if not self.line.cells:
            painter.setPen(look.colour("soft"))
            box = QRect(places[0].right() - look.em(8), 0, look.em(8), self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, COUNTING)
        for number, (cell, place) in enumerate(zip(self.line.cells, places, strict=False)):
            self._paint_cell(painter, QRect(place.left(), 0, place.width(), self.height()), cell, main=not number)

    def _paint_cell(self, painter: QPainter, box: QRect, cell: str, *, main: bool) -> None:
        look = theme()
        painter.setFont(look.font("name" if main else "body"))
        painter.setPen(look.colour("accent" if main else "soft"))
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, cell)
        if main:
            metrics = painter.fontMetrics()
            base = (box.height() + metrics.ascent()) // 2 + look.em(0.12)
            painter.drawLine(QPoint(box.right() - metrics.horizontalAdvance(cell), base), QPoint(box.right(), base))

    def _paint_end(self, painter: QPainter) -> None:
        if not self.line.opens:
            return
        look = theme()
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        painter.setPen(look.colour("accent"))
        left = self.width() - look.em(_END) + look.em(1)
        box = QRect(left, 0, look.em(_END), self.height())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, OPENS)
        sign = left + QFontMetrics(painter.font()).horizontalAdvance(OPENS) + look.em(0.2)
        icons.paint(painter, "chevron-right", look.look.accent, QRect(sign, 0, look.em(1.1), self.height()))
