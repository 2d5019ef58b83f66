"""SearchBox: finds from everywhere, in every room of the window; the answers stand below the box, never in a popup."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.search_answers import Answers
from ui.search_finding import Answer, Finding, Found
from ui.tasks import Latest
from ui.theme import Theme, set_size
from ui.widgets.action_button import paint_key
from ui.widgets.boxes import column
from ui.widgets.manners import composing
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SearchBox(QWidget):
    """The one search box: ``chosen(Place)`` when an answer is taken by Enter or a press.

    ↑ ↓ move in the answers while one goes on typing; Esc closes them, then empties the box. Words that are still
    being converted are not searched for. Enter never opens an answer to other words than those in the box: where
    they are still being looked for, it waits, and opens the only answer; of several the user chooses.
    """

    chosen = Signal(object)
    given_up = Signal()

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._entered = False
        self._finding = Latest(lambda: Finding(desk, self._asked), self)
        self._finding.done.connect(self._show)
        self._finding.failed.connect(self._stumble)
        self.line = SearchLine(theme)
        self.setLayout(column(self.line, gap=0))
        self.setFocusProxy(self.line)
        self.answers = Answers()
        self.line.textChanged.connect(self._look)
        self.line.steered.connect(self._steer)
        self.line.left.connect(self._leave)
        self.answers.chosen.connect(self._take)
        theme.changed.connect(self._place)

    def clear(self) -> None:
        """Empty the box and close the answers."""
        self.line.clear()
        self.answers.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    @property
    def _asked(self) -> str:
        return self.line.text().strip()

    @property
    def _answered(self) -> bool:
        """Whether the answers shown are those to the words in the box."""
        return self.answers.found is not None and self.answers.found.query == self._asked

    def _look(self) -> None:
        self._entered = False
        if not self._asked:
            self.answers.hide()
        else:
            self._finding.ask()

    def _show(self, found: Found) -> None:
        if found.query != self._asked:
            return  # emptied meanwhile
        self.answers.show_found(found)
        if self.line.hasFocus():
            self._open()
        if self._entered and len(self.answers.answers) == 1:
            self._take(self.answers.answers[0])
        self._entered = False

    def _stumble(self, error: Exception) -> None:
        raise error

    def _open(self) -> None:
        self._place()
        self.answers.begin()
        self._announce(f"{self.answers.accessibleName()} {self.answers.spoken}")

    def _announce(self, sentence: str) -> None:
        """Let a screen reader say it, though the focus stays in the box."""
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, sentence))

    def _steer(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._give_up()
        elif key in _ENTER:
            self._enter()
        elif self.answers.isVisible():
            self.answers.step(_STEPS[key])
            self._announce(self.answers.spoken)
        elif self._answered:
            self._open()

    def _enter(self) -> None:
        current = self.answers.current
        if self._answered and self.answers.isVisible() and current is not None:
            self._take(current)
        elif self._answered:
            self._open()
        elif self._asked:
            self._entered = True

    def _give_up(self) -> None:
        self._entered = False
        if self.answers.isVisible():
            self.answers.hide()
        elif self.line.text():
            self.line.clear()
        else:
            self.given_up.emit()

    def _leave(self) -> None:
        self._entered = False
        self.answers.hide()

    def _take(self, answer: Answer) -> None:
        self.clear()
        self.chosen.emit(answer.place)

    def _place(self) -> None:
        window = self.window()
        if window is self:
            return
        if self.answers.parentWidget() is not window:
            self.answers.setParent(window)
        left = self.mapTo(window, QPoint(0, self.height() + self._theme.em(0.3)))
        width = min(max(self.width(), self._theme.em(44)), window.width() - self._theme.em(1))
        left.setX(max(0, min(left.x(), window.width() - width - self._theme.em(0.5))))
        height = min(self.answers.wanted_height(width), window.height() - left.y() - self._theme.em(0.5))
        self.answers.setGeometry(QRect(left, QSize(width, height)))


class SearchLine(LineField):
    """The field: an icon before, its hint, and its key behind; ``steered`` are the keys that belong to the answers."""

    steered = Signal(QKeyEvent)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("さがす", "名前・電話・記録などでさがす")
        self._theme = theme
        self.setAccessibleDescription("Ctrl+K キーでここへ来ます。上下の矢印で選び、Enterで開きます。")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_size(self, min_width=12)
        theme.changed.connect(self._make_room)
        self.textChanged.connect(self._make_room)
        self._make_room()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steering = event.key() in _STEPS.keys() | _ENTER | {Qt.Key.Key_Escape}
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
