"""NumberedChoice: all codes of a list in sight, each with its number, chosen by typing that number."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from ui.theme import set_gaps, theme
from ui.widgets.choice_field import Choice

_TOGETHER = 900
"""Milliseconds within which a second digit belongs to the first: 1 and 3 are 13."""


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class NumberedOption(QAbstractButton):
    """One code: its number and its word; chosen it has a thick border and a ground."""

    def __init__(self, number: int, choice: Choice) -> None:
        super().__init__()
        self.code, self._number = choice[0], str(number)
        self.setText(choice[1])
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the list has it: one stop for Tab
        self.setAccessibleName(f"{number} {choice[1]}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        look = theme()
        word = QFontMetrics(look.font("body")).horizontalAdvance(self.text())
        return QSize(word + look.em(2.6), look.em(1.85))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look, chosen = theme(), self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2 if chosen else 1
        painter.setPen(QPen(look.colour("accent" if chosen else "line"), width))
        painter.setBrush(look.colour("select" if chosen else "sheet"))
        half = width / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), 4, 4)
        number = QRect(look.em(0.25), 0, look.em(1.6), self.height())
        painter.setFont(look.font("strong" if chosen else "small"))
        painter.setPen(look.colour("accent" if chosen else "soft"))
        painter.drawText(number, Qt.AlignmentFlag.AlignCenter, self._number)
        painter.setFont(look.font("strong" if chosen else "body"))
        painter.setPen(look.colour("text"))
        place = self.rect().adjusted(look.em(1.95), 0, 0, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()


class NumberedChoice(QWidget):
    """``value()`` is the chosen code, or None. ``edited`` is the user's doing only; one stop for Tab.

    A code that is no longer offered, of an older record, is put in behind the others by ``set_value``.
    """

    edited = Signal()

    def __init__(self, name: str, choices: Sequence[Choice], labels: dict[str, str], columns: int) -> None:
        super().__init__()
        self._labels, self._most = labels, columns
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        set_gaps(self._grid, 0.3)
        self._buttons: list[NumberedOption] = []
        self._columns, self._typed = 0, ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TOGETHER)
        self._timer.timeout.connect(self._forget_typed)
        self.setLayout(self._grid)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        for choice in choices:
            self._offer(choice)
        self._arrange(columns)

    def value(self) -> str | None:
        """The chosen code."""
        button = self._group.checkedButton()
        return button.code if isinstance(button, NumberedOption) else None

    def set_value(self, value: object) -> None:
        """Choose a code, or none, without telling."""
        code = None if value is None else str(value)
        if code and code not in [button.code for button in self._buttons]:
            self._offer((code, self._labels.get(code, code)))
            self._columns = 0
            self._arrange(self._most)
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.code == code)
        self._group.setExclusive(True)
        self._name_chosen()

    def text(self) -> str:
        """The code as text, for drafts."""
        return self.value() or ""

    def set_text(self, text: str) -> None:
        """Choose by the text of a draft."""
        self.set_value(text or None)

    def problem(self) -> str:
        """A choice can always be read."""
        return ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit, by = event.text(), _STEPS.get(Qt.Key(event.key()), 0)
        if by:
            self._step(by)
        elif len(digit) != 1 or not digit.isdecimal():
            super().keyPressEvent(event)
        elif not self._choose(self._typed + str(int(digit))):
            self._choose(str(int(digit)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(next((columns for columns in range(self._most, 1, -1) if self._fits(columns)), 1))

    def minimumSizeHint(self) -> QSize:
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def _offer(self, choice: Choice) -> None:
        made = NumberedOption(len(self._buttons) + 1, choice)
        made.clicked.connect(self._tell)
        self._group.addButton(made)
        self._buttons.append(made)

    def _choose(self, number: str) -> bool:
        at = int(number) - 1
        self._typed = ""
        if not 0 <= at < len(self._buttons):
            return False
        self._buttons[at].setChecked(True)
        self._tell()
        self._typed = number
        self._timer.start()
        return True

    def _forget_typed(self) -> None:
        self._typed = ""

    def _step(self, by: int) -> None:
        chosen = self._group.checkedButton()
        places = [place for place, button in enumerate(self._buttons) if button is chosen]
        at = places[0] + by if places else 0
        self._choose(str(min(max(at, 0), len(self._buttons) - 1) + 1))
        self._typed = ""

    def _name_chosen(self) -> None:
        """The list has the focus, so it tells what is chosen."""
        chosen = self._group.checkedButton()
        self.setAccessibleDescription(chosen.accessibleName() if chosen is not None else "番号を打って選びます")
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _tell(self) -> None:
        self._name_chosen()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _fits(self, columns: int) -> bool:
        """Whether so many columns, each as wide as its widest word, have room."""
        hints = [button.sizeHint().width() for button in self._buttons]
        widths = [max(hints[column::columns]) for column in range(min(columns, len(hints)))]
        return sum(widths) + self._grid.horizontalSpacing() * (columns - 1) <= self.width()

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
