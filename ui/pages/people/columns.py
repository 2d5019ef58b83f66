"""ColumnsPanel: 「列をえらぶ」: which columns the list shows and in which order, worked by keys alone."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from ui.theme import set_role, set_size, theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow

KEPT = "name"
"""The column that is always there: whose line it is."""

_LOWEST = 4.3
"""Em of height of the list: two columns can be seen."""

_KEY = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ColumnsPanel(QFrame):
    """``show_columns(titles, chosen)`` by keys; ``chosen(keys)`` with each change, none for the usual ones; ``closed``.

    Ticked ones stand in their order; Space ticks, Alt+↑ and Alt+↓ move.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self._filling = False
        self.close_button = ActionButton("とじる", keys="Esc", kind="low", only_shown=True)
        self.list = _Ordered()
        self.up = ActionButton("上へ", "arrow-up", kind="low")
        self.down = ActionButton("下へ", "arrow-down", kind="low")
        self.usual = ActionButton("いつもの列にもどす", "rotate-ccw", kind="low")
        told = words(
            "スペースで選び、Alt+↑ Alt+↓ で順を変えます。印刷する一覧も、この列になります。", "small", "soft", wrap=True
        )
        deeds = QWidget()
        deeds.setLayout(Flow(self.up, self.down, self.usual))
        head = row(words("列をえらぶ", "name"), STRETCH, self.close_button)
        layout = column(head, told, self.list, deeds, gap=0.5, margins=(0.6, 0.8))
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self.close_button.clicked.connect(self.closed)
        self.list.itemChanged.connect(self._tell)
        self.list.currentRowChanged.connect(self._reach)
        self.list.moved.connect(self._move)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.usual.clicked.connect(self._be_usual)

    def show_columns(self, titles: Mapping[str, str], chosen: Sequence[str]) -> None:
        """Show all columns, those chosen first; the current one stays."""
        current = self.list.currentItem().data(_KEY) if self.list.currentItem() is not None else None
        self._filling = True
        self.list.clear()
        for key in dict.fromkeys((*chosen, *titles)):
            if key in titles:
                self.list.addItem(_item(key, titles[key], ticked=key in chosen))
        self._filling = False
        keys = [self.list.item(place).data(_KEY) for place in range(self.list.count())]
        self.list.setCurrentRow(keys.index(current) if current in keys else 0)
        self.list.measure()

    def first_focus(self) -> QWidget:
        """The list of columns."""
        return self.list

    def keys(self) -> tuple[str, ...]:
        """The columns ticked, in their order."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return tuple(item.data(_KEY) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _tell(self) -> None:
        if not self._filling:
            self.chosen.emit(self.keys())

    def _be_usual(self) -> None:
        self.chosen.emit(())
        self.list.setFocus()

    def _move_up(self) -> None:
        self._move(-1)

    def _move_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        if not 0 <= place + step < self.list.count():
            return
        self._filling = True
        self.list.insertItem(place + step, self.list.takeItem(place))
        self._filling = False
        self.list.setCurrentRow(place + step)
        self._tell()

    def _reach(self, place: int) -> None:
        for button, end in ((self.up, 0), (self.down, self.list.count() - 1)):
            button.set_reason("端です" if place == end else None)


class _Ordered(QListWidget):
    """Boxes to tick in an order; ``moved(step)`` when one is to go up (−1) or down (1)."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("一覧の列")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        set_role(self, "body")
        set_size(self, min_height=_LOWEST)
        theme().changed.connect(self.measure)

    def sizeHint(self) -> QSize:
        """As low as it may be: it takes what room there is, and the page around it need not scroll."""
        return QSize(theme().em(10), theme().em(_LOWEST))

    def measure(self) -> None:
        """Give the lines their height."""
        for place in range(self.count()):
            self.item(place).setSizeHint(QSize(theme().em(8), theme().em(2.1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(_STEPS[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def _item(key: str, title: str, *, ticked: bool) -> QListWidgetItem:
    item = QListWidgetItem(title)
    item.setData(_KEY, key)
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    if key != KEPT:
        flags |= Qt.ItemFlag.ItemIsUserCheckable
    item.setFlags(flags)
    item.setCheckState(Qt.CheckState.Checked if ticked or key == KEPT else Qt.CheckState.Unchecked)
    return item
