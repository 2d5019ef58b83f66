"""Answers: what was found, group by group, in a frame over the page; it never takes the focus from the box."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QMargins,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.search_finding import Answer, Found
from ui.theme import set_role, theme
from ui.widgets.badge import badge_size, paint_badge
from ui.widgets.boxes import column, words
from ui.widgets.marked_text import paint_marked

Row = str | Answer
"""The word of a group, or an answer."""

ROW, HEAD = 3.2, 1.75
"""Heights of an answer and of a group's word in em."""

_SIDE = 0.8
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class Answers(QFrame):
    """``show_found(found)``; ``chosen(Answer)`` by a press. ``step(1)`` goes to the next answer.

    ``wanted_height(width)`` is what it would take to show all, in logical pixels.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "receiver")
        self.found: Found | None = None
        self.list = _List()
        self._words = words("", "small", "soft", wrap=True)
        layout = column(self.list, self._words, gap=0.2, margins=(0.3, 0.4))
        layout.setStretch(0, 1)
        self.setLayout(layout)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self, "body")
        self.list.clicked.connect(self._press)
        self.hide()

    def show_found(self, found: Found) -> None:
        """Show these answers; the best is the current one."""
        self.found = found
        rows: list[Row] = []
        for group, answers in found.groups.items():
            rows += [group, *answers]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._words.setText(found.told)
        self.setAccessibleName(found.told)
        self._tell_current()

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers shown, in their order."""
        return tuple(row for row in self.list.rows if isinstance(row, Answer))

    @property
    def current(self) -> Answer | None:
        """The answer that Enter opens."""
        return self.list.current()

    @property
    def spoken(self) -> str:
        """The current answer, for those who hear it."""
        return self.current.spoken if self.current is not None else ""

    def step(self, by: int) -> None:
        """Go on by so many answers."""
        self.list.step(by)
        self._tell_current()

    def begin(self) -> None:
        """Come to the front with the first group in sight: its word too."""
        self.show()
        self.raise_()
        self.list.scrollToTop()

    def wanted_height(self, width: int) -> int:
        """Return the height that shows all at a width."""
        look, rows = theme(), self.list.rows
        heights = sum(look.em(HEAD if isinstance(row, str) else ROW) for row in rows)
        layout = self.layout()
        around = layout.contentsMargins() if layout is not None else QMargins()
        between = layout.spacing() if layout is not None and rows else 0
        told = self._words.heightForWidth(max(1, width - around.left() - around.right()))
        return heights + between + told + around.top() + around.bottom() + 2 * self.frameWidth()

    def _press(self, at: QModelIndex) -> None:
        row = self.list.rows[at.row()]
        if isinstance(row, Answer):
            self.chosen.emit(row)

    def _tell_current(self) -> None:
        self.setAccessibleDescription(self.spoken)


class _List(QListView):
    def __init__(self) -> None:
        super().__init__()
        self._rows = _Rows(self)
        self.setModel(self._rows)
        self.setItemDelegate(_Painter(self))
        self.setAccessibleName("さがした結果")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("ground", "answers")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        self._rows.take(rows)
        self._go_to(next((at for at, row in enumerate(rows) if isinstance(row, Answer)), -1))
        self.scrollToTop()

    def current(self) -> Answer | None:
        at = self.currentIndex().row()
        row = self.rows[at] if 0 <= at < len(self.rows) else None
        return row if isinstance(row, Answer) else None

    def step(self, by: int) -> None:
        """Over the groups' words; it stays at the ends."""
        places = [at for at, row in enumerate(self.rows) if isinstance(row, Answer)]
        if not places:
            return
        now = self.currentIndex().row()
        at = places.index(now) if now in places else 0
        self._go_to(places[min(max(0, at + by), len(places) - 1)])

    def _go_to(self, place: int) -> None:
        at = self._rows.index(place)
        self.selectionModel().setCurrentIndex(at, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if place == 1:
            self.scrollToTop()
        else:
            self.scrollTo(at)


class _Rows(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def take(self, rows: Sequence[Row]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        return row if isinstance(row, str) else row.spoken

    def flags(self, index: _Index) -> Qt.ItemFlag:
        is_head = isinstance(self.rows[index.row()], str)
        return Qt.ItemFlag.NoItemFlags if is_head else Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class _Painter(QStyledItemDelegate):
    def __init__(self, answers: _List) -> None:
        super().__init__(answers)
        self._list = answers

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        is_head = isinstance(self._list.rows[index.row()], str)
        return QSize(theme().em(10), theme().em(HEAD if is_head else ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = self._list.rows[index.row()]
        painter.save()
        if isinstance(row, str):
            _paint_head(painter, option.rect, row)
        else:
            _paint_ground(painter, option.rect, current=bool(option.state & QStyle.StateFlag.State_Selected))
            _paint_answer(painter, option.rect, row)
        painter.restore()


def _paint_head(painter: QPainter, place: QRect, word: str) -> None:
    look = theme()
    painter.fillRect(place, look.colour("label"))
    painter.setFont(look.font("head"))
    painter.setPen(look.colour("soft"))
    painter.drawText(place.adjusted(look.em(_SIDE), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)


def _paint_ground(painter: QPainter, place: QRect, *, current: bool) -> None:
    look = theme()
    if not current:
        painter.setPen(look.colour("hair"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())
        return
    painter.fillRect(place, look.colour("select"))
    for top in (place.top(), place.bottom() - 1):
        painter.fillRect(QRect(place.x(), top, place.width(), 2), look.colour("accent"))
    painter.fillRect(QRect(place.x(), place.y(), look.em(0.35), place.height()), look.colour("accent"))


def _paint_answer(painter: QPainter, place: QRect, answer: Answer) -> None:
    look = theme()
    inner = place.adjusted(look.em(_SIDE), look.em(0.3), -look.em(_SIDE), -look.em(0.3))
    end = _paint_states(painter, inner, answer)
    upper = QRect(inner.x(), inner.y(), end - inner.x(), inner.height() * 11 // 20)
    left = paint_marked(painter, upper, answer.name, answer.name_marks, role="name", ink="text")
    for text, marks in ((answer.reading, answer.reading_marks), (answer.beside, ())):
        if text:
            rest = upper.adjusted(left - upper.x() + look.em(0.75), 0, 0, 0)
            left = paint_marked(painter, rest, text, marks, role="small", ink="soft")
    lower = QRect(inner.x(), upper.bottom() + 1, end - inner.x(), inner.height() - upper.height())
    if answer.where:
        wide = QFontMetrics(look.font("head")).horizontalAdvance(answer.where) + look.em(0.6)
        paint_marked(painter, lower, answer.where, (), role="head", ink="soft")
        lower = lower.adjusted(wide, 0, 0, 0)
    ink = "text" if answer.told_marks else "soft"
    paint_marked(painter, lower, answer.told, answer.told_marks, role="small", ink=ink)


def _paint_states(painter: QPainter, inner: QRect, answer: Answer) -> int:
    """Paint the badges at the right end, and return where they begin."""
    end = inner.right()
    for word, tone in reversed(answer.states):
        width = badge_size(word).width()
        paint_badge(painter, QRect(end - width, inner.y(), width, inner.height()), word, tone)
        end -= width + theme().em(0.4)
    return end
