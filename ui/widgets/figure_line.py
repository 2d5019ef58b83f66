"""FigureRow: one figure as a line, its cells side by side; and the head over the cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui import icons
from ui.theme import set_role, set_size, theme

COUNTING = "数えています"
OPENS = "開く"
HINT = "数を押すと、もとの記録が出ます"

HEIGHT = 2.1
_SIDE = 0.65
_SIGN = 1.1
_OTHER = 4.1
_CELL = 3.9
_END = 4.4
_TITLE = 10.3
"""Em: a line's height, room at both sides, of the unfolding sign, of the other number, of a figure, of the opening
word, and what the longest title wants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """A figure as texts: ``cells`` begins with its own (93名), then those it is compared with; none yet: counting.

    ``opens`` false: its records have no room of their own, and are only shown beside. ``other`` stands beside its own:
    実80名 of 118件; ``about`` says what it counts. ``depth`` 1 and 2 are parts; ``unfolded`` None: it has no parts.
    """

    key: str
    title: str
    cells: tuple[str, ...] = ()
    opens: bool = True
    other: str = ""
    about: str = ""
    depth: int = 0
    unfolded: bool | None = None


@dataclass(frozen=True, slots=True)
class Places:
    """Where things stand in a line of a width, the same for head and lines; heights are for the caller.

    Of the cells as many as fit stand there, from the left; of those left out the ``wanted`` one takes the last place.
    """

    title: QRect
    other: QRect
    cells: tuple[tuple[int, QRect], ...]

    @classmethod
    def of(cls, width: int, count: int, wanted: int = 0) -> "Places":
        """Work them out for so many cells; ``wanted`` is to be in sight."""
        em = theme().em
        left, end = em(_SIDE + _SIGN), width - em(_END)
        fitting = max(1, min(count, (end - left - em(_TITLE + _OTHER)) // em(_CELL)))
        first = end - fitting * em(_CELL)
        shown = [*range(fitting)]
        if wanted >= fitting and wanted < count:
            shown[-1] = wanted
        cells = tuple((cell, QRect(first + at * em(_CELL), 0, em(_CELL), 0)) for at, cell in enumerate(shown))
        other = QRect(first - em(_OTHER), 0, em(_OTHER), 0)
        return cls(QRect(left, 0, max(other.left() - left, 0), 0), other, cells)


def tall(box: QRect, height: int) -> QRect:
    """A place in the full height of its line."""
    return QRect(box.left(), 0, box.width(), height)


class FigureHead(QWidget):
    """``show_heads(heads, column)``: what stands over the cells; the column that is shown below in strong ink.

    Where a column has no room its head stands at the end, to be pressed: ``wanted(column)``.
    """

    wanted = Signal(int)

    def __init__(self, hint: str = HINT) -> None:
        super().__init__()
        self._hint = hint
        self._heads: tuple[str, ...] = ()
        self._column = 0
        self._free = 0
        set_size(self, height=HEIGHT)

    def keep_free(self, pixels: int) -> None:
        """Leave so much at the right, beside lines that are scrolled."""
        self._free = pixels
        self.update()

    @property
    def _lines(self) -> int:
        """How wide the lines below are."""
        return self.width() - self._free

    @property
    def aside(self) -> int | None:
        """The first column that is not in sight, None where all of them are."""
        shown = [cell for cell, _ in Places.of(self._lines, len(self._heads), self._column).cells]
        return next((cell for cell in range(len(self._heads)) if cell not in shown), None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        aside = self.aside
        if aside is not None and event.position().x() > self._lines - theme().em(_END):
            self.wanted.emit(aside)

    def show_heads(self, heads: tuple[str, ...], column: int) -> None:
        """Show them."""
        self._heads, self._column = heads, column
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, painter = theme(), QPainter(self)
        painter.fillRect(self.rect(), look.colour("label"))
        painter.setPen(look.colour("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
        painter.setFont(look.font("head"))
        painter.setPen(look.colour("text"))
        places = Places.of(self._lines, len(self._heads), self._column)
        left = look.em(_SIDE)
        room = QRect(left, 0, (places.cells[0][1].left() if places.cells else self._lines) - left, self.height())
        hint = painter.fontMetrics().elidedText(self._hint, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, hint)
        for cell, place in places.cells[: len(self._heads)]:
            ends = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.setPen(look.colour("accent" if cell == self._column else "text"))
            painter.drawText(tall(place, self.height()), ends, self._heads[cell])
        self._paint_aside(painter)
        painter.end()

    def _paint_aside(self, painter: QPainter) -> None:
        look, aside = theme(), self.aside
        if aside is None:
            return
        painter.setPen(look.colour("accent"))
        left = self._lines - look.em(_END) + look.em(0.8)
        painter.drawText(
            QRect(left, 0, look.em(_END), self.height()), Qt.AlignmentFlag.AlignVCenter, self._heads[aside]
        )
        sign = left + painter.fontMetrics().horizontalAdvance(self._heads[aside]) + look.em(0.1)
        icons.paint(painter, "chevron-right", look.look.accent, QRect(sign, 0, look.em(0.9), self.height()))


class FigureRow(QAbstractButton):
    """A line. ``opened(key)``: the word at its end; ``unfolding(key)``: its sign; ``cell_pressed(column)``."""

    opened = Signal(str)
    unfolding = Signal(str)
    cell_pressed = Signal(int)

    def __init__(self, line: FigureLine) -> None:
        super().__init__()
        self.line = line
        self._column = 0
        self.setCheckable(True)
        self.setProperty("noRing", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(self, "body")
        set_size(self, min_height=HEIGHT)

    def show_line(self, line: FigureLine, heads: tuple[str, ...], column: int) -> None:
        """Show a figure, of the column that is shown below first."""
        self.line, self._column = line, column
        cells = [f"{head} {cell}" for head, cell in zip(heads, line.cells, strict=False)]
        told = "、".join(cells[column : column + 1] + cells[:column] + cells[column + 1 :])
        self.setText(line.title)
        self.setAccessibleName(" ".join(part for part in (line.title, told or COUNTING, line.other) if part))
        self.setAccessibleDescription("".join(self._described()))
        self.update()

    def _described(self) -> tuple[str, ...]:
        ways = ["Enterキーで、もとの記録を開きます。"] if self.line.opens else []
        if len(self.line.cells) > 1:
            ways.append("左右の矢印キーで、ほかの期間の数に移ります。")
        if self.line.unfolded is not None:
            ways.append(f"スペースキーで、うちわけを{'たたみます' if self.line.unfolded else 'ひらきます'}。")
        return (self.line.about, *ways)

    def sizeHint(self) -> QSize:
        return QSize(theme().em(26), theme().em(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(_TITLE + _CELL + _END), theme().em(HEIGHT))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.rect().contains(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if inside and event.button() == Qt.MouseButton.LeftButton:
            self._answer(round(event.position().x()))

    def _answer(self, x: int) -> None:
        look = theme()
        if self.line.opens and x > self.width() - look.em(_END):
            self.opened.emit(self.line.key)
        elif self.line.unfolded is not None and x < look.em(_SIDE + _SIGN + self.line.depth) + look.em(0.5):
            self.unfolding.emit(self.line.key)
        else:
            places = Places.of(self.width(), len(self.line.cells), self._column).cells
            cell = next((cell for cell, place in places if place.left() <= x <= place.right()), 0)
            self.cell_pressed.emit(cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        places = Places.of(self.width(), max(1, len(self.line.cells)), self._column)
        self._paint_ground(painter)
        self._paint_title(painter, places)
        self._paint_cells(painter, places)
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

    def _paint_title(self, painter: QPainter, places: Places) -> None:
        look, step = theme(), theme().em(self.line.depth)
        if self.line.unfolded is not None:
            sign = "chevron-down" if self.line.unfolded else "chevron-right"
            box = QRect(look.em(_SIDE) + step, 0, look.em(0.9), self.height())
            icons.paint(painter, sign, look.look.accent, box)
        room = tall(places.title, self.height()).adjusted(step, 0, 0, 0)
        painter.setPen(look.colour("text"))
        other = QFontMetrics(look.font("small")).horizontalAdvance(self.line.other)
        room.setRight(places.other.right() - (other + look.em(0.5) if other else 0))
        whole = QFontMetrics(look.font("body")).horizontalAdvance(self.line.title) <= room.width()
        painter.setFont(look.font("body" if whole else "small"))  # a long title is smaller before it is cut
        title = painter.fontMetrics().elidedText(self.line.title, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)
        if other:
            painter.setFont(look.font("small"))
            painter.setPen(look.colour("soft"))
            ends = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(tall(places.other, self.height()).adjusted(-other, 0, 0, 0), ends, self.line.other)

    def _paint_cells(self, painter: QPainter, places: Places) -> None:
        look, height = theme(), self.height()
        ends = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if not self.line.cells:
            painter.setPen(look.colour("soft"))
            painter.drawText(QRect(places.cells[0][1].right() - look.em(8), 0, look.em(8), height), ends, COUNTING)
            return
        for cell, place in places.cells:
            main = cell == (self._column if self.isChecked() else 0)
            told = self.line.cells[cell]
            painter.setFont(_fitting(("body", "small") if cell else ("name", "body", "small"), told, place.width()))
            painter.setPen(look.colour("accent" if main or not cell else "soft"))
            box = tall(place, height)
            box.setLeft(min(box.left(), box.right() - painter.fontMetrics().horizontalAdvance(told)))
            painter.drawText(box, ends, told)
            if main:
                self._underline(painter, box, told)

    def _underline(self, painter: QPainter, box: QRect, told: str) -> None:
        metrics = painter.fontMetrics()
        base = (box.height() + metrics.ascent()) // 2 + theme().em(0.12)
        painter.drawLine(QPoint(box.right() - metrics.horizontalAdvance(told), base), QPoint(box.right(), base))

    def _paint_end(self, painter: QPainter) -> None:
        if not self.line.opens:
            return
        look = theme()
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        painter.setPen(look.colour("accent"))
        left = self.width() - look.em(_END) + look.em(1)
        painter.drawText(QRect(left, 0, look.em(_END), self.height()), Qt.AlignmentFlag.AlignVCenter, OPENS)
        sign = left + QFontMetrics(painter.font()).horizontalAdvance(OPENS) + look.em(0.2)
        icons.paint(painter, "chevron-right", look.look.accent, QRect(sign, 0, look.em(1.1), self.height()))


def _fitting(roles: Sequence[str], told: str, width: int) -> QFont:
    """The first font in which a number stands whole in its cell (97.2%以上), the last where it does in none."""
    fonts = [theme().font(role) for role in roles]
    return next((font for font in fonts if QFontMetrics(font).horizontalAdvance(told) <= width), fonts[-1])
