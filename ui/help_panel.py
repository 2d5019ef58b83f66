"""HelpPanel: what one can do on this screen and which keys there are, over the right edge of the page."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QVBoxLayout, QWidget

from ui.menu import KEYS, MENU
from ui.pages.page import Key, Page
from ui.theme import Theme, set_gaps, set_role
from ui.widgets.action_button import ActionButton, paint_key
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.scroll import Scroll

ROOMS: tuple[Key, ...] = tuple((f"Alt+{entry.digit}", f"{entry.word}へ移ります") for entry in MENU)
"""The key of each room: the digit that stands beside its word in the rail."""


class HelpPanel(QFrame):
    """``explain(page)`` opens it for a page; Esc or its button closes it and gives the focus back.

    ``closed`` only where it came from nowhere that can still take the focus: the page then says where to go on.
    """

    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("ground", "receiver")
        self.setAccessibleName("この画面の説明")
        self._title = words("", "name")
        self._close = ActionButton("とじる", keys="Esc", kind="low", only_shown=True)
        self._close.clicked.connect(self.close_panel)
        self._body = QVBoxLayout()
        self._came_from: QWidget | None = None
        set_gaps(self._body, 0.75, (0.5, 0.75, 0.5, 0.4))
        content = QWidget()
        content.setLayout(self._body)
        head = row(self._title, STRETCH, self._close, margins=(0.4, 0.5, 0.4, 0.75))
        self.setLayout(column(head, Scroll(content), gap=0.25, margins=(0.2,)))
        parent.installEventFilter(self)
        theme.changed.connect(self._place)
        self.hide()

    def explain(self, page: Page) -> None:
        """Open it with the words and keys of a page."""
        self._came_from = QApplication.focusWidget()
        self._title.setText(f"{page.TITLE}の説明" if page.TITLE else "この画面の説明")
        while self._body.count():
            item = self._body.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.deleteLater()
        if page.HELP:
            self._body.addWidget(words(page.HELP, wrap=True))
        if page.KEYS:
            self._body.addWidget(_KeyList("この画面のキー", page.KEYS, self._theme))
        if page.NUMBERS:
            self._body.addWidget(_NumberList(page.NUMBERS))
        taken = {key for key, _ in page.KEYS}
        everywhere = tuple(
            one for one in KEYS if one[0] not in taken
        )  # F8 calls 119 in a 気がかり, and parks elsewhere
        self._body.addWidget(_KeyList("どの画面でも使えるキー", everywhere, self._theme))
        self._body.addWidget(_KeyList("部屋へ移るキー", ROOMS, self._theme))
        self._body.addStretch(1)
        self._place()
        self.show()
        self.raise_()
        self._close.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_panel(self) -> None:
        """Close it, and go on in the very field or button it was asked from."""
        came_from, self._came_from = self._came_from, None
        self.hide()
        if came_from is not None and shiboken6.isValid(came_from) and came_from.isVisible() and came_from.isEnabled():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.closed.emit()

    def event(self, event: QEvent) -> bool:
        asks_first = event.type() == QEvent.Type.ShortcutOverride
        if asks_first and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # else the page's own Esc, dropping a filter, would come first
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            width = min(self._theme.em(30), parent.width())
            self.setGeometry(QRect(parent.width() - width, 0, width, parent.height()))


class _KeyList(QWidget):
    """Keys and what they do, one pair a line."""

    def __init__(self, title: str, keys: tuple[Key, ...], theme: Theme) -> None:
        super().__init__()
        grid = QGridLayout()
        set_gaps(grid, 0.5)
        grid.addWidget(words(title, "strong"), 0, 0, 1, 2)
        for line, (key, does) in enumerate(keys, start=1):
            grid.addWidget(_Cap(key, theme), line, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words(does, wrap=True), line, 1)
        grid.setColumnStretch(1, 1)
        self.setLayout(grid)


class _NumberList(QWidget):
    """The counts of a page and what each of them counts."""

    def __init__(self, numbers: tuple[tuple[str, str], ...]) -> None:
        super().__init__()
        told = [column(words(word), words(about, "small", "soft", wrap=True), gap=0.1) for word, about in numbers]
        self.setLayout(column(words("数の数えかた", "strong"), *told, gap=0.5))


class _Cap(QWidget):
    """A key as a cap."""

    def __init__(self, key: str, theme: Theme) -> None:
        super().__init__()
        self._key, self._theme = key, theme
        self.setAccessibleName(key)
        set_role(self, "small")
        theme.changed.connect(self._measure)
        self._measure()

    def _measure(self) -> None:
        width = self.fontMetrics().horizontalAdvance(self._key) + self._theme.em(0.9)
        self.setFixedSize(width, self._theme.em(1.6))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key(painter, self.rect(), self._key, ink="soft", ground="window")
        painter.end()
