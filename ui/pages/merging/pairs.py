"""PairBoard: two records side by side, a line a field: both values, whose stands, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.merging.side import SideChoice
from ui.pages.merging.work import Comparison, Side
from ui.theme import set_gaps, set_property, set_size, theme
from ui.widgets import person_words
from ui.widgets.boxes import STRETCH, Item, column, row, words
from ui.widgets.person_header import NO_READING
from watchdesk.desk import FieldPair, Which
from watchdesk.domain.era import show_day_short
from watchdesk.domain.merging import together

_NARROW = 40.0
"""Em of width under which each field takes lines of its own instead of one line of cells."""

_NOTHING = "（なし）"
_MIRROR = {Which.KEPT: Which.GONE, Which.GONE: Which.KEPT, Which.BOTH: Which.BOTH}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """The widgets of one field."""

    pair: FieldPair
    title: QFrame
    kept: QFrame
    choice: SideChoice
    asked: QFrame
    gone: QFrame
    result: QFrame
    told: QLabel


class PairBoard(QWidget):
    """``show_comparison``; ``choices()`` by field, ``set_choices``; ``edited`` when the user chose."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[_Line, ...] = ()
        self._heads: tuple[QFrame, ...] = ()
        self._narrow: bool | None = None
        self._board: QFrame | None = None
        self._grid = QGridLayout()
        self._place = QVBoxLayout()
        set_gaps(self._place, 0)
        self.setLayout(self._place)

    def show_comparison(self, compared: Comparison) -> None:
        """Show two records; what is proposed is chosen."""
        if self._board is not None:
            self._place.removeWidget(self._board)
            self._board.hide()
            self._board.deleteLater()
        self._board, self._grid = _board()
        self._heads = (
            _cell("label", words("欄", "head")),
            _cell("label", _head("残す方", compared.kept)),
            _cell("label", words("どちら", "head")),
            _cell("label", _head("まとめる方", compared.gone)),
            _cell("label", words("まとめたあと", "head")),
        )
        self._lines = tuple(map(self._made, compared.pairs))
        self._narrow = None
        self._place.addWidget(self._board)
        self._arrange()
        self._board.show()  # at once, so that a choice can take the focus

    def choices(self) -> dict[str, Which]:
        """Whose value stands, by field."""
        return {line.pair.field: line.choice.value() for line in self._lines}

    def set_choices(self, choices: Mapping[str, Which]) -> None:
        """Choose, without telling."""
        for line in self._lines:
            line.choice.set_value(choices.get(line.pair.field, line.pair.proposal))
            _tell(line)

    def mirrored(self) -> dict[str, Which]:
        """What was chosen otherwise than proposed, as it is called once the two records change places."""
        chosen = ((line.pair, line.choice.value()) for line in self._lines)
        return {pair.field: _MIRROR[which] for pair, which in chosen if which is not pair.proposal}

    def choice(self, field: str) -> SideChoice:
        """What asks for a field."""
        return next(line.choice for line in self._lines if line.pair.field == field)

    def result(self, field: str) -> str:
        """What comes of a field, as it is told."""
        return next(line.told.text() for line in self._lines if line.pair.field == field)

    def first(self) -> QWidget | None:
        """The first choice; None where the two records say the same."""
        return self._lines[0].choice if self._lines else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _made(self, pair: FieldPair) -> _Line:
        choice = SideChoice(pair.field, pair.title, pair.options)
        choice.set_value(pair.proposal)
        told = _told("", strong=True)
        hint = (words(pair.hint, "small", "soft", wrap=True),) if pair.hint else ()
        line = _Line(
            pair=pair,
            title=_cell("label", words(pair.title, wrap=True)),
            kept=_cell("value", _told(pair.kept or _NOTHING)),
            choice=choice,
            asked=_cell("value", STRETCH, choice, STRETCH),
            gone=_cell("value", _told(pair.gone or _NOTHING)),
            result=_cell("value", column(told, *hint, gap=0.1)),
            told=told,
        )
        choice.edited.connect(self._choose)
        choice.stepped.connect(self._step)
        _tell(line)
        return line

    def _choose(self, field: str) -> None:
        """Fields that only mean something together go together."""
        group, chosen = together(field), self.choice(field).value()
        for other in self._lines:
            if other.pair.field in group:
                other.choice.set_value(chosen)
                _tell(other)
        self.edited.emit()

    def _step(self, field: str, step: int) -> None:
        at = [line.pair.field for line in self._lines].index(field) + step
        if 0 <= at < len(self._lines):
            self._lines[at].choice.setFocus(Qt.FocusReason.TabFocusReason)

    def _arrange(self) -> None:
        narrow = 0 < self.width() < theme().em(_NARROW)
        if narrow == self._narrow or self._board is None:
            return
        self._narrow = narrow
        while self._grid.count():
            self._grid.takeAt(0)
        for line in self._lines:
            for cell, word in ((line.kept, "残す方"), (line.gone, "まとめる方"), (line.result, "まとめたあと")):
                _caption(cell, word if narrow else "")
        self._stack() if narrow else self._spread()

    def _spread(self) -> None:
        for place, head in enumerate(self._heads):
            self._grid.addWidget(head, 0, place)
            head.show()  # not before: without a parent it would be a window for a moment
        for at, line in enumerate(self._lines, start=1):
            for place, cell in enumerate((line.title, line.kept, line.asked, line.gone, line.result)):
                self._grid.addWidget(cell, at, place)
        for place, share in enumerate((0, 3, 0, 3, 3)):
            self._grid.setColumnStretch(place, share)

    def _stack(self) -> None:
        for place in (0, 2, 4):
            self._heads[place].hide()
        self._grid.addWidget(self._heads[1], 0, 0)
        self._grid.addWidget(self._heads[3], 0, 1)
        for at, line in enumerate(self._lines):
            first = 1 + 3 * at
            self._grid.addWidget(line.title, first, 0)
            self._grid.addWidget(line.asked, first, 1)
            self._grid.addWidget(line.kept, first + 1, 0)
            self._grid.addWidget(line.gone, first + 1, 1)
            self._grid.addWidget(line.result, first + 2, 0, 1, 2)
        for place, share in enumerate((1, 1, 0, 0, 0)):
            self._grid.setColumnStretch(place, share)


def _tell(line: _Line) -> None:
    which, pair = line.choice.value(), line.pair
    line.told.setText(pair.results[which] or _NOTHING)
    set_property(line.kept, "chosen", which is not Which.GONE)
    set_property(line.gone, "chosen", which is not Which.KEPT)
    spoken = f"残す方 {pair.kept or _NOTHING}、まとめる方 {pair.gone or _NOTHING}、まとめたあと {line.told.text()}"
    line.choice.setAccessibleDescription(f"{spoken}。左右の矢印で選び、上下の矢印でほかの欄へ移ります。")


def _head(word: str, side: Side) -> QWidget:
    line = side.line
    birth = f"（{show_day_short(line.birth_date)}生）" if line.birth_date else ""
    last = f"、最後に会えた日 {show_day_short(line.last_confirmed)}" if line.last_confirmed else ""
    made = QWidget()
    made.setLayout(
        column(
            words(word, "head", "accent"),
            words(line.kana or NO_READING, "small", "soft"),
            words(line.name, "name"),
            words(f"{person_words.age(line)}{birth}", "small"),
            words(f"訪問 {side.visits}件{last}", "small", wrap=True),
            gap=0.1,
            margins=(0.3, 0),
        )
    )
    return made


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
    made.setLayout(row(*items, gap=0.2, margins=(0.25, 0.6)))
    set_size(made, min_height=2.75)
    if kind == "label":
        set_size(made, min_width=6)
    return made


def _caption(cell: QFrame, word: str) -> None:
    """Say whose value it is where no head stands over it."""
    cell.setAccessibleName(word)
    label = cell.findChild(QLabel, "caption")
    if word and not isinstance(label, QLabel):
        label = words(word, "small", "soft")
        label.setObjectName("caption")
        layout = cell.layout()
        if layout is not None:
            layout.addWidget(label)
            layout.setAlignment(label, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
    if isinstance(label, QLabel):
        label.setVisible(bool(word))


def _told(text: str, *, strong: bool = False) -> QLabel:
    label = words(text, "strong" if strong else "body", wrap=True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
