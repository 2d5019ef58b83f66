"""FigureList: the figures of a month, one a line, beside those they are compared with; each opens into its records."""

from collections.abc import Sequence
from itertools import takewhile

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets.figure_line import HEIGHT, HINT, FigureHead, FigureLine, FigureRow
from ui.widgets.scroll import Scroll

_PLACED = 60
"""Milliseconds after which lines that were unfolded just now have their places."""

_BESIDE = 6
"""Pixels of the focus ring above and below a line."""


class FigureList(QFrame):
    """``show_figures(heads, lines)``; heads are the months over the cells, ``hint`` stands beside them.

    ``chosen(key)``: another line or another of its cells is current, by arrows or a press; the records of ``column``
    are to be shown beside. ``pressed``: one was, though it may have been the current one. ``opened(key)``: Enter, or a
    press on the word at its end. ``unfolding(key)``: Space or a press on its sign; the owner shows its parts or puts
    them away. One stop for Tab; ``choose(key)`` tells nobody.
    ``scrolls``: where the lines have no room they scroll, and the head over them stays.
    """

    chosen = Signal(str)
    pressed = Signal()
    opened = Signal(str)
    unfolding = Signal(str)

    def __init__(self, name: str, hint: str = HINT, *, scrolls: bool = False) -> None:
        super().__init__()
        self.setProperty("ground", "sheet")
        self.setAccessibleName(name)
        self._current, self._let_go = "", False
        self._column = 0
        self._heads: tuple[str, ...] = ()
        self._head = FigureHead(hint)
        self._head.wanted.connect(self._show_column)
        self._lines: dict[str, FigureRow] = {}
        rows = QWidget()
        self._layout = _closed(QVBoxLayout(rows))
        self._scroll = Scroll(rows) if scrolls else None
        whole = _closed(QVBoxLayout(self))
        whole.setContentsMargins(1, 1, 1, 1)
        whole.addWidget(self._head)
        whole.addWidget(self._scroll or rows)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding if scrolls else QSizePolicy.Policy.Maximum
        )
        if self._scroll is not None:
            self._layout.addStretch(1)
            self._scroll.viewport().installEventFilter(self)

    @property
    def current(self) -> str:
        """Key of the current line, empty before there is any."""
        return self._current

    @property
    def column(self) -> int:
        """Which cell of the current line is shown beside, from 0, its own."""
        return self._column

    def show_figures(self, heads: tuple[str, ...], lines: Sequence[FigureLine]) -> None:
        """Show these figures; the current line stays the one of its key."""
        self._heads = heads
        self._column = min(self._column, max(len(heads) - 1, 0))
        if list(self._lines) != [line.key for line in lines]:
            self._make(lines)
        for line in lines:
            self._lines[line.key].show_line(line, heads, self._column)
        self._head.show_heads(heads, self._column)

    @property
    def height_in_em(self) -> float:
        """How high it is with every line in sight; each is rounded up to a whole pixel."""
        return (HEIGHT + 0.05) * (len(self._lines) + 1) + 0.2

    def choose(self, key: str) -> None:
        """Make a line the current one without announcing it."""
        self._let_go = False
        self._current = key if key in self._lines else next(iter(self._lines), "")
        for name, line in self._lines.items():
            line.setChecked(name == self._current)
            line.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == self._current else Qt.FocusPolicy.ClickFocus)
        if self._current:
            self.setFocusProxy(self._lines[self._current])

    def let_go(self) -> None:
        """Mark no line: what is shown of a number is of none of them; the next press of one is announced anew."""
        self._let_go = True
        for line in self._lines.values():
            line.setChecked(False)

    def come_to(self, key: str, column: int) -> None:
        """Make a line and one of its cells the current ones, announce it anew, and give the line the focus.

        It comes wholly into sight, with its parts as far as there is room: who asks for it never pressed it here.
        """
        self._current = ""
        self._come_to(self._lines[key], min(column, len(self._heads) - 1))
        if self._scroll is not None:
            self._scroll.touched()
            QTimer.singleShot(_PLACED, self, self._show_parts)
        self._lines[key].setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> dict[str, tuple[str, ...]]:
        """What the lines say, by their keys."""
        return {key: line.line.cells for key, line in self._lines.items()}

    def others(self) -> dict[str, str]:
        """What stands beside their own numbers, by their keys."""
        return {key: line.line.other for key, line in self._lines.items()}

    def line(self, key: str) -> QAbstractButton:
        """The widget of a line."""
        return self._lines[key]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._scroll is not None and event.type() == QEvent.Type.Resize:
            self._head.keep_free(self._scroll.width() - self._scroll.viewport().width())
        if isinstance(watched, FigureRow) and event.type() == QEvent.Type.FocusIn:
            self._come_to(watched, self._column)
        if isinstance(watched, FigureRow) and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._answer(watched, event)
        return False

    def _show_parts(self) -> None:
        """Scroll so far that the parts of the current line are seen, and no further than the line itself."""
        lines = list(self._lines.values())
        current = self._lines.get(self._current)
        if self._scroll is None or current is None:
            return
        parts = takewhile(lambda row: row.line.depth > current.line.depth, lines[lines.index(current) + 1 :])
        for row in (*parts, current):
            self._scroll.ensureWidgetVisible(row, 0, _BESIDE)
        self._scroll.look()

    def _make(self, lines: Sequence[FigureLine]) -> None:
        """Lines that stay are the same widgets, with the focus in them."""
        kept = {line.key for line in lines}
        had_focus = any(row.hasFocus() for row in self._lines.values())
        for key, old in self._lines.items():
            self._layout.removeWidget(old)
            if key not in kept:
                old.hide()
                old.deleteLater()
        self._lines = {line.key: self._lines.get(line.key) or self._new(line) for line in lines}
        for at, line in enumerate(self._lines.values()):
            self._layout.insertWidget(at, line)
            line.show()
        self.choose(self._current)
        if had_focus and self._current:
            self._lines[self._current].setFocus(Qt.FocusReason.OtherFocusReason)

    def _new(self, line: FigureLine) -> FigureRow:
        made = FigureRow(line)
        made.installEventFilter(self)
        made.clicked.connect(self._press)
        made.opened.connect(self._open)
        made.unfolding.connect(self._unfold)
        made.cell_pressed.connect(self._press_cell)
        return made

    def _answer(self, line: FigureRow, event: QKeyEvent) -> bool:
        places = list(self._lines.values())
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Home: -len(places), Qt.Key.Key_End: len(places)}
        aside = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        if event.key() in steps:
            at = min(max(places.index(line) + steps[Qt.Key(event.key())], 0), len(places) - 1)
            places[at].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if event.key() in aside:
            self._come_to(line, min(max(self._column + aside[Qt.Key(event.key())], 0), len(self._heads) - 1))
            return True
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._unfold(line.line.key)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            if line.line.opens:
                self.opened.emit(line.line.key)
            return True
        return False

    def _come_to(self, line: FigureRow, column: int) -> None:
        if (line.line.key, column) == (self._current, self._column) and not self._let_go:
            return
        self._column = max(column, 0)
        self.choose(line.line.key)
        for row in self._lines.values():
            row.show_line(row.line, self._heads, self._column)
        self._head.show_heads(self._heads, self._column)
        self.chosen.emit(self._current)

    def _show_column(self, column: int) -> None:
        if self._current:
            self._come_to(self._lines[self._current], column)

    def _press(self) -> None:
        line = self.sender()
        if isinstance(line, FigureRow):
            self._come_to(line, self._column)
            line.setChecked(True)
            self.pressed.emit()

    def _press_cell(self, column: int) -> None:
        line = self.sender()
        if isinstance(line, FigureRow):
            self._come_to(line, column)
            line.setChecked(True)
            self.pressed.emit()

    def _open(self, key: str) -> None:
        self.choose(key)
        self.opened.emit(key)

    def _unfold(self, key: str) -> None:
        if self._lines[key].line.unfolded is not None:
            self.choose(key)
            self.unfolding.emit(key)


def _closed(layout: QBoxLayout) -> QBoxLayout:
    """Lines touch each other and the frame."""
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    return layout
