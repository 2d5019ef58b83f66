"""FormSheet: a section of the register as on the paper form: numbered head, thick frame, tinted label cells."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import set_gaps, set_role, set_size, theme
from ui.widgets.boxes import STRETCH, Item, readable, row, words

NARROW = 36.0
"""Em of width under which each line of the form takes one pair of cells instead of two; words need less than fields."""

_LABEL, _ANY = 7.25, 999.0
"""Em of width of a label cell, and as much as there is."""

_IN_LINES = {
    "住まいのようす": "住まいの\nようす",
    "見守りの手厚さ": "見守りの\n手厚さ",
    "してはいけないこと": "しては\nいけないこと",
    "いっしょに休止する方": "いっしょに\n休止する方",
}
"""Where labels of more than one line break: Qt would do so within a word."""


class SectionHead(QWidget):
    """The boxed number and the title of a section; further items (a button) stand at the right end."""

    def __init__(self, number: int | None, title: str, *items: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = words(title, "name")
        number_box: tuple[Item, ...] = () if number is None else (_Number(number),)
        self.setLayout(row(*number_box, head, STRETCH, *items, gap=0.6))
        self.setAccessibleName(title)


class FormSheet(QFrame):
    """Pairs of label cell and value cell, two pairs a line, one where the sheet is narrow.

    Under ``stacks`` em of width each label stands above its value, which would have too little room beside it.

    ``number`` stands boxed before the title, None leaves it out; ``items`` (a button) stand at the head's right end.
    ``add(label, widget, wide=True)`` puts in a pair over the whole width. ``add_text`` puts in plain words that can be
    selected, ``put_below`` something in between. Buddies and accessible names of the widgets are set to the label
    unless they have their own.
    """

    def __init__(
        self, number: int | None, title: str, *items: Item, narrow: float = NARROW, stacks: float = 0.0
    ) -> None:
        super().__init__()
        self._narrow, self._stacks = narrow, stacks
        self._stacked = False
        self.head = SectionHead(number, title, *items)
        self._grid = QGridLayout()
        self._grid.setSpacing(1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._pairs: list[tuple[QFrame, QFrame, bool]] = []
        self._places: list[tuple[int, int]] = []
        self._columns = 0
        self._below: tuple[int, QWidget] | None = None
        board = _cell("grid")
        board.setLayout(self._grid)
        layout = QVBoxLayout()
        layout.addWidget(self.head)
        layout.addWidget(board)
        layout.addStretch(1)  # a high page leaves room below the form, not in its lines
        set_gaps(layout, 0.4)
        self.setLayout(layout)
        self.head.setVisible(bool(title))

    def add(self, label: str, widget: QWidget, *, wide: bool = False) -> QLabel:
        """Put in a pair of cells and return the label."""
        name = words(_IN_LINES.get(label, label), "body", wrap=True)
        name.setBuddy(_typed_in(widget))
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        left = _cell("label")
        left.setLayout(row(name, margins=(0.25, 0.6)))
        right = _cell("value")
        side = 0.25 if isinstance(widget, QLabel) else 0.4
        right.setLayout(row(widget, margins=(side, 0.75)))
        self._size_label(left)
        self._pairs.append((left, right, wide))
        if self._columns:
            self._place_from(max(0, len(self._pairs) - 2))  # the pair before may have stood alone, being the last
        else:
            self._arrange()
        return name

    def add_text(self, label: str, text: str, *, wide: bool = False) -> QLabel:
        """Put in a pair whose value is plain words, selectable by mouse and keyboard; returns the value's label."""
        value = words(text, wrap=True)
        readable(value)
        value.setAccessibleName(f"{label} {text}")
        self.add(label, value, wide=wide)
        return value

    def put_below(self, pairs: int, widget: QWidget) -> None:
        """Put a widget over the whole width below the first so many pairs; it takes no room while it is hidden."""
        self._below = (pairs, widget)
        self._place_from(0)

    def clear(self) -> None:
        """Take all pairs out."""
        for pair in self._pairs:
            for cell in pair[:2]:
                self._grid.removeWidget(cell)
                cell.deleteLater()
        self._pairs.clear()
        self._places.clear()
        self._columns = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 1 if 0 < self.width() < theme().em(self._narrow) else 2
        stacked = 0 < self.width() < theme().em(self._stacks)
        if (columns, stacked) == (self._columns, self._stacked):
            return
        self._columns, self._stacked = columns, stacked
        for left, *_ in self._pairs:
            self._size_label(left)
        self._place_from(0)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1 if column < 2 * columns else 0)

    def _size_label(self, left: QFrame) -> None:
        if self._stacked:
            set_size(left, min_height=2.0, min_width=_LABEL, max_width=_ANY)
        else:
            set_size(left, min_height=2.4, width=_LABEL)

    def _stack(self) -> None:
        """Put each label above its value."""
        line = 0
        for at, (left, right, _) in enumerate(self._pairs):
            if self._below is not None and at == self._below[0]:
                self._grid.addWidget(self._below[1], line, 0, 1, 4)
                line += 1
            self._grid.addWidget(left, line, 0, 1, 4)
            self._grid.addWidget(right, line + 1, 0, 1, 4)
            line += 2
        if self._below is not None and self._below[0] >= len(self._pairs):
            self._grid.addWidget(self._below[1], line, 0, 1, 4)

    def _place_from(self, first: int) -> None:
        """Put the pairs from one on into the grid; where each begins is kept, so that one more pair moves few."""
        if self._stacked:
            self._stack()
            return
        if self._below is not None and first <= self._below[0]:
            first = 0
        line, place = self._places[first] if first < len(self._places) else (0, 0)
        del self._places[first:]
        for at, (left, right, wide) in enumerate(self._pairs[first:], start=first):
            alone = wide or self._columns == 1 or (place == 0 and self._stands_alone(at))
            if alone and place:
                line, place = line + 1, 0
            if self._below is not None and at == self._below[0]:
                self._grid.addWidget(self._below[1], line, 0, 1, 4)
                line += 1
            self._places.append((line, place))
            self._grid.addWidget(left, line, 2 * place)
            self._grid.addWidget(right, line, 2 * place + 1, 1, 3 if alone else 1)
            line, place = (line + 1, 0) if alone or place else (line, 1)
        if self._below is not None and self._below[0] >= len(self._pairs):
            self._grid.addWidget(self._below[1], line + place, 0, 1, 4)

    def _stands_alone(self, at: int) -> bool:
        last = at + 1 >= len(self._pairs) or (self._below is not None and self._below[0] == at + 1)
        return last or self._pairs[at + 1][2]


class _Number(QLabel):
    def __init__(self, number: int) -> None:
        super().__init__(str(number))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self, "strong")
        set_size(self, width=1.75, height=1.75)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(theme().colour("text"), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


def _typed_in(widget: QWidget) -> QWidget:
    """What really gets the focus; a screen reader takes its label from there."""
    proxy = widget.focusProxy()
    return widget if proxy is None else _typed_in(proxy)


def _cell(kind: str) -> QFrame:
    made = QFrame()
    made.setProperty("cell", kind)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return made
