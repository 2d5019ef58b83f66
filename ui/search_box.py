"""SearchBox: finds people from everywhere; the answers stand in a list below the box, never in a popup."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QWidget

from ui import icons
from ui.tasks import Progress, start
from ui.theme import Theme, set_role, set_size
from ui.widgets import person_words
from ui.widgets.action_button import paint_key
from ui.widgets.boxes import column, words
from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from ui.widgets.text_fields import LineField
from watchdesk.columns import Align, Column
from watchdesk.desk import Desk
from watchdesk.domain.lines import PersonLine

AT_MOST = 30
"""So many answers are shown; one more word narrows them down."""

_ROWS = 6
_MOVES = {Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


def _state(line: PersonLine) -> tuple[str, str]:
    return ("秘匿", "away") if line.hidden else person_words.condition(line)


COLUMNS: tuple[Column[PersonLine], ...] = (
    Column("氏名", lambda line: line.name, above=lambda line: line.kana or "", width=12),
    Column("年齢", person_words.age, align=Align.END, width=4),
    Column("住所", person_words.address, below=lambda line: line.building or "", width=14),
    Column("様子", lambda line: _state(line)[0], tone=lambda line: _state(line)[1], width=7),
)


class Looking:
    """The work of one search: people who fit, best first, as lines."""

    def __init__(self, desk: Desk, query: str) -> None:
        self.query = query
        self._desk = desk

    def run(self, progress: Progress) -> tuple[str, tuple[PersonLine, ...], int]:
        """Return the query, its best lines and how many there are in all."""
        found = self._desk.search.people(self.query)
        return self.query, self._desk.people.lines_of(one.id for one in found[:AT_MOST]), len(found)


class SearchBox(QWidget):
    """The one search box: ``chosen(person_id)`` when an answer is taken by Enter or a press.

    ↑ ↓ move in the answers while one goes on typing; Esc closes them, then empties the box. Words that are still
    being converted are not searched for.
    """

    chosen = Signal(str)
    given_up = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._looking = False
        self.line = SearchLine(theme)
        self.setLayout(column(self.line, gap=0))
        self.setFocusProxy(self.line)
        self.answers = Answers()
        self.line.textChanged.connect(self._look)
        self.line.steered.connect(self._steer)
        self.line.left.connect(self.answers.hide)
        self.answers.table.opened.connect(self._take)
        self.answers.table.clicked.connect(self._take_current)
        theme.changed.connect(self._place)

    def clear(self) -> None:
        """Empty the box and close the answers."""
        self.line.clear()
        self.answers.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _look(self) -> None:
        if not self.line.text().strip():
            self.answers.hide()
        elif not self._looking:
            self._looking = True
            task = start(Looking(self._desk, self.line.text().strip()), self)
            task.done.connect(self._show)
            task.failed.connect(self._stumble)

    def _show(self, found: tuple[str, tuple[PersonLine, ...], int]) -> None:
        self._looking = False
        query, lines, count = found
        if query != self.line.text().strip():
            self._look()
            return
        self.answers.show_lines(query, lines, count)
        if self.line.hasFocus():
            self._place()
            self.answers.show()
            self.answers.raise_()

    def _stumble(self, error: Exception) -> None:
        self._looking = False
        raise error

    def _steer(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in _ENTER and self.answers.isVisible():
            self._take_current()
        elif event.key() in _MOVES:
            QApplication.sendEvent(self.answers.table, event)
            self.answers.tell_current()

    def _give_up(self) -> None:
        if self.answers.isVisible():
            self.answers.hide()
        elif self.line.text():
            self.line.clear()
        else:
            self.given_up.emit()

    def _take_current(self) -> None:
        line = self.answers.table.row()
        if line is not None:
            self._take(line)

    def _take(self, line: PersonLine) -> None:
        self.clear()
        self.chosen.emit(line.id)

    def _place(self) -> None:
        window = self.window()
        if window is self:
            return
        self.answers.setParent(window)
        left = self.mapTo(window, QPoint(0, self.height() + self._theme.em(0.3)))
        width = min(max(self.width(), self._theme.em(44)), window.width() - self._theme.em(1))
        left.setX(min(left.x(), window.width() - width - self._theme.em(0.5)))
        rows = min(len(self.answers.table.rows()), _ROWS)
        height = min(self._theme.em(3.1 * rows + 2.9), window.height() - left.y() - self._theme.em(0.5))
        self.answers.setGeometry(QRect(left, QSize(width, height)))


class SearchLine(LineField):
    """The field: an icon before, its hint, and its key behind; ``steered`` are the keys that belong to the answers."""

    steered = Signal(QKeyEvent)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("人をさがす", "お名前・ふりがな・住所・電話でさがす")
        self._theme = theme
        self.setAccessibleDescription("Ctrl+K キーでここへ来ます。上下の矢印で選び、Enterで開きます。")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_size(self, min_width=12)
        theme.changed.connect(self._make_room)
        self.textChanged.connect(self._make_room)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steering = event.key() in _MOVES | _ENTER | {Qt.Key.Key_Escape}
        if steering and not composing(self) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.steered.emit(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        em = self._theme.em
        icons.paint(painter, "search", self._theme.look.soft, QRect(em(0.8), 0, em(1.25), self.height()))
        if not self.text():
            width = QFontMetrics(self._theme.font("small")).horizontalAdvance("Ctrl+K") + em(0.8)
            place = QRect(self.width() - width - em(0.5), 0, width, self.height())
            paint_key(painter, place, "Ctrl+K", ink="soft", ground="window")
        painter.end()

    def _make_room(self) -> None:
        behind = 0 if self.text() else self._theme.em(4.2)
        self.setTextMargins(self._theme.em(1.9), 0, behind, 0)


class Answers(QFrame):
    """The people found, in a frame over the page; it never takes the focus from the box."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "receiver")
        self.table = RecordTable(COLUMNS, "さがした結果")
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.table.horizontalHeader().hide()
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self._words = words("", "small", "soft")
        self.setLayout(column(self.table, self._words, gap=0.3, margins=(0.35, 0.4)))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        set_role(self, "body")
        self.hide()

    def show_lines(self, query: str, lines: tuple[PersonLine, ...], count: int) -> None:
        """Show these people of ``count`` in all."""
        self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        self._words.setText(_told(query, len(lines), count))
        self.setAccessibleName(self._words.text())
        self.tell_current()

    def tell_current(self) -> None:
        """Let a screen reader know whom Enter would open."""
        line = self.table.row()
        self.setAccessibleDescription(f"{line.name} {line.kana or ''} {person_words.age(line)}" if line else "")


def _told(query: str, shown: int, count: int) -> str:
    if not count:
        return f"「{query}」に当てはまる方は、いません。ほかの書き方でもさがしてみてください。"
    if count > shown:
        return f"{count}名のうち{shown}名です。続けて打つと、しぼれます。"
    return f"{count}名です。↑ ↓ で選び、Enterで開きます。"
