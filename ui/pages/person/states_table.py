"""StateTable: a history on paper: what holds, comes and was, a line each; columns that say nothing are left out."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.person.states_words import COMING, NOW, StateRow
from ui.theme import set_gaps, set_size, theme
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, Item, row, words

_NARROW = 40.0
"""Em of width under which each entry takes one cell instead of a line of cells."""
_DAYS = 2
"""The column of days, whose short words never break."""
_WIDE_HEADS = frozenset({"提供先"})
_TONES = {NOW: "ok", COMING: "wait"}


class StateTable(QFrame):
    """``show_rows(heads, rows)``, the newest first. All words can be selected; nothing is cut off."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._heads: tuple[str, ...] = ()
        self._rows: tuple[StateRow, ...] = ()
        self._narrow: bool | None = None
        self._board: QFrame | None = None
        self._place = QVBoxLayout()
        set_gaps(self._place, 0)
        self.setLayout(self._place)
        self.setAccessibleName(name)

    def show_rows(self, heads: tuple[str, ...], rows: Sequence[StateRow]) -> None:
        """Show these lines."""
        used = [place for place in range(len(heads)) if any(line.cells[place] for line in rows)]
        self._heads = tuple(heads[place] for place in used)
        self._rows = tuple(StateRow(line.when, tuple(line.cells[place] for place in used)) for line in rows)
        self._narrow = None
        self._arrange()

    def texts(self) -> tuple[tuple[str, ...], ...]:
        """What the lines say, for whoever asks."""
        return tuple((line.when, *line.cells) for line in self._rows)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        narrow = 0 < self.width() < theme().em(_NARROW)
        if narrow == self._narrow:
            return
        self._narrow = narrow
        if self._board is not None:
            self._place.removeWidget(self._board)
            self._board.hide()
            self._board.deleteLater()
        self._board = self._cards() if narrow else self._lines()
        self._place.addWidget(self._board)

    def _lines(self) -> QFrame:
        board, grid = _board()
        for place, head in enumerate(("", *self._heads)):
            grid.addWidget(_cell("label", words(head, "head")), 0, place)
            grid.setColumnStretch(place, 2 if head in _WIDE_HEADS else 1 if place else 0)
        for line, entry in enumerate(self._rows, start=1):
            grid.addWidget(_cell("label", _when(entry)), line, 0)
            for place, text in enumerate(entry.cells, start=1):
                grid.addWidget(
                    _cell("value", _told(text, strong=entry.when == NOW and place == 1, wrap=place != _DAYS)),
                    line,
                    place,
                )
        return board

    def _cards(self) -> QFrame:
        board, grid = _board()
        for line, entry in enumerate(self._rows):
            told = "\n".join(text for text in entry.cells if text)
            grid.addWidget(_cell("label", _when(entry)), line, 0)
            grid.addWidget(_cell("value", _told(told)), line, 1)
        grid.setColumnStretch(1, 1)
        return board


def _board() -> tuple[QFrame, QGridLayout]:
    board, grid = QFrame(), QGridLayout()
    board.setProperty("cell", "grid")
    grid.setSpacing(1)
    grid.setContentsMargins(0, 0, 0, 0)
    board.setLayout(grid)
    return board, grid


def _cell(kind: str, *items: Item) -> QFrame:
    made = QFrame()
    made.setProperty("cell", kind)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    made.setLayout(row(*items, margins=(0.25, 0.6)))
    set_size(made, min_height=2.2)
    return made


def _when(entry: StateRow) -> QWidget:
    if entry.when in _TONES:
        made = QWidget()
        made.setLayout(row(Badge(entry.when, _TONES[entry.when]), STRETCH, gap=0))
        return made
    return words(entry.when, voice="soft")


def _told(text: str, *, strong: bool = False, wrap: bool = True) -> QLabel:
    label = words(text, "strong" if strong else "body", wrap=wrap)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return label
