"""Rail: the rooms at the left edge, each with its icon, its word and the digit of its key."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui import icons
from ui.theme import set_gaps, set_role, set_size, theme
from ui.widgets.action_button import paint_key
from ui.widgets.boxes import column, words

_CAP = 1.4
"""Em of width of a digit's key cap; without the cap it would read as a count."""

Room = tuple[str, str, str, str]
"""(key, icon, word, digit): ``("today", "sun", "今日", "1")``."""


class RailButton(QAbstractButton):
    """One room: icon, word, its digit as a key cap; the current one is a tab of paper with a bar at its left."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key, self._icon, word, self._digit = room
        self.digit_shown = True
        self.setText(word)
        self.setCheckable(True)
        self.setProperty("noRing", True)
        self.setAccessibleName(word)
        self.setAccessibleDescription(f"Alt+{self._digit}")
        self.setToolTip(f"Alt+{self._digit} で移れます")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_role(self, "body")
        set_size(self, min_height=2.25, max_height=3.0)

    def sizeHint(self) -> QSize:
        look = theme()
        return QSize(look.em(4.9) + self.fontMetrics().horizontalAdvance(self.text()), look.em(3))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme().em(5), theme().em(2.25))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.isChecked():
            self._paint_tab(painter)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("on" if self._filled() else "accent"), 3))
            painter.drawRect(self.rect().adjusted(2, 2, -3, -3))
        painter.end()

    def _filled(self) -> bool:
        return self.isChecked() and theme().look.edged

    def _paint_tab(self, painter: QPainter) -> None:
        look = theme()
        painter.fillRect(self.rect(), look.colour("accent" if self._filled() else "sheet"))
        painter.fillRect(QRect(0, 0, look.em(0.25), self.height()), look.colour("accent"))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(0, 0, self.width(), 0)
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        ink = "on" if self._filled() else "accent" if self.isChecked() else "text"
        quiet = ink if self.isChecked() else "soft"
        icons.paint(painter, self._icon, look.look.colour(quiet), QRect(look.em(0.8), 0, look.em(1.25), self.height()))
        painter.setFont(look.font("strong" if self.isChecked() else "body"))
        painter.setPen(look.colour(ink))
        painter.drawText(self.rect().adjusted(look.em(2.45), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.digit_shown:
            cap = QRect(self.width() - look.em(_CAP + 0.3), 0, look.em(_CAP), self.height())
            paint_key(painter, cap, self._digit, ink="on" if self._filled() else "soft", ground="")


class Rail(QFrame):
    """The rooms, one below the other: ``chosen(key)`` when one is pressed; arrows move, Tab leaves.

    ``show_room(key)`` marks a room without announcing it; ``show_digits(False)`` is the middle shape (9.25 em).
    The keys Alt+digit belong to the main window, since they work when the rail is hidden too.
    """

    chosen = Signal(str)

    def __init__(self, rooms: tuple[Room, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout()
        for room in rooms:
            button = RailButton(room)
            self._buttons[button.key] = button
            self._group.addButton(button)
            layout.addWidget(button, 1)
            button.clicked.connect(self._tell)
            button.installEventFilter(self)
        layout.addStretch(0)
        self._hint = words("Alt+数字で\n移れます", "small", "soft")
        layout.addLayout(column(self._hint, gap=0, margins=(0.5, 1.1)))
        set_gaps(layout, 0, (0.5, 0))
        self.setLayout(layout)
        self.setAccessibleName("部屋")
        self.show_digits(True)

    def show_room(self, key: str) -> None:
        """Mark a room as the current one; a key that is not in the rail marks none."""
        self._group.setExclusive(False)
        for name, button in self._buttons.items():
            button.setChecked(name == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if name == key else Qt.FocusPolicy.ClickFocus)
        if key not in self._buttons:
            next(iter(self._buttons.values())).setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._group.setExclusive(key in self._buttons)

    def show_digits(self, shown: bool) -> None:
        """With digits 10.5 em wide, without them 9.25 em."""
        set_size(self, width=10.5 if shown else 9.25)
        for button in self._buttons.values():
            button.digit_shown = shown
            button.update()
        self._hint.setVisible(shown)

    def take_focus(self) -> None:
        """Put the focus on the current room (F6)."""
        current = self._group.checkedButton() or next(iter(self._buttons.values()))
        current.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in steps:
            buttons = list(self._buttons.values())
            place = buttons.index(watched) if isinstance(watched, RailButton) else 0
            buttons[(place + steps[Qt.Key(event.key())]) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _tell(self) -> None:
        button = self.sender()
        if isinstance(button, RailButton):
            self.show_room(button.key)
            self.chosen.emit(button.key)
