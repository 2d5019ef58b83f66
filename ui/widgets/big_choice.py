"""BigChoice: one of a few answers, as large as a key on the desk: number, icon, word, explanation."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QGridLayout, QSizePolicy, QWidget

from ui import icons
from ui.theme import set_gaps, set_size, theme
from ui.widgets.badge import icon_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer: its key (what a page takes it for), the digit that chooses it, its word, explanation and tone."""

    key: str
    digit: str
    word: str
    explanation: str = ""
    tone: str = "ok"
    icon: str = ""


class BigChoice(QAbstractButton):
    """One answer to press; chosen it has a thick border and the ground of its tone, and its number is filled."""

    def __init__(self, answer: Answer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answer = answer
        self.setText(answer.word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{answer.digit} {answer.word}")
        self.setAccessibleDescription(answer.explanation)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_size(self, min_height=4.6)

    def sizeHint(self) -> QSize:
        look = theme()
        word = QFontMetrics(look.font("choice")).horizontalAdvance(self.answer.word) + look.em(1.6)
        below = QFontMetrics(look.font("small")).horizontalAdvance(self.answer.explanation)
        return QSize(max(word, below) + look.em(4.4), look.em(5.25))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_number(painter)
        self._paint_words(painter)
        painter.end()

    def _ink(self) -> str:
        if not self.isEnabled():
            return "soft"
        return self.answer.tone if self.isChecked() or self.answer.tone == "urgent" else "text"

    def _tone(self) -> str:
        return self.answer.tone if self.isEnabled() else "soft"

    def _paint_ground(self, painter: QPainter) -> None:
        look, chosen = theme(), self.isChecked()
        width = 3 if chosen else 2 if self.answer.tone == "urgent" else 1
        job = self._tone() if chosen or self.answer.tone == "urgent" else "line"
        line = Qt.PenStyle.SolidLine if self.isEnabled() else Qt.PenStyle.DashLine
        painter.setPen(QPen(look.colour(job), width if self.isEnabled() else 1, line))
        ground = look.ground(self.answer.tone) if chosen else look.colour("sheet")
        painter.setBrush(ground if self.isEnabled() else look.colour("label"))
        half = width / 2
        box = self.rect().toRectF().adjusted(half, half, -half, -half)
        painter.drawRoundedRect(box, look.em(0.25), look.em(0.25))

    def _paint_number(self, painter: QPainter) -> None:
        look, side = theme(), theme().em(2.1)
        box = QRect(look.em(0.9), (self.height() - side) // 2, side, side)
        tone = self._tone() if self._ink() != "text" else "soft"
        painter.setPen(QPen(look.colour(tone), 2))
        painter.setBrush(look.colour(tone) if self.isChecked() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        painter.setFont(look.font("title"))
        painter.setPen(look.colour("sheet") if self.isChecked() else look.colour(self._ink()))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.answer.digit)

    def _paint_words(self, painter: QPainter) -> None:
        look = theme()
        left, line = look.em(3.8), look.em(2)
        top = (self.height() - line - (look.em(1.25) if self.answer.explanation else 0)) // 2
        sign = QRect(left, top, look.em(1.35), line)
        icon = self.answer.icon or icon_of(self.answer.word, self.answer.tone)
        tone = "soft" if self.answer.tone == "away" and not self.isChecked() else self._tone()
        icons.paint(painter, icon, look.look.colour(tone), sign)
        painter.setFont(look.font("choice"))
        painter.setPen(look.colour(self._ink()))
        place = QRect(left + look.em(1.6), top, self.width() - left - look.em(1.7), line)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, self.answer.word)
        painter.setFont(look.font("small"))
        painter.setPen(look.colour("text" if self.isChecked() else "soft"))
        below = QRect(left, top + line, self.width() - left - look.em(0.3), look.em(1.25))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, self.answer.explanation)


class BigChoices(QWidget):
    """Answers side by side, two or three a line where the page is narrow; ``chosen(key)`` by mouse, Space or digit.

    One stop for Tab; arrows move and do not choose. Digits work while one of them has the focus; a page that wants
    them everywhere calls ``choose_by_digit`` when no text field has the focus.
    """

    chosen = Signal(str)

    def __init__(self, name: str, answers: Sequence[Answer], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._grid = QGridLayout()
        set_gaps(self._grid, 0.6)
        self._columns = 0
        self._buttons = [BigChoice(answer) for answer in answers]
        for button in self._buttons:
            self._group.addButton(button)
            button.clicked.connect(self._tell)
        self.setLayout(self._grid)
        self.setAccessibleName(name)
        self.setFocusProxy(self._buttons[0])
        self._arrange(len(self._buttons))

    def key(self) -> str | None:
        """Key of the chosen answer."""
        button = self._group.checkedButton()
        return button.answer.key if isinstance(button, BigChoice) else None

    def choose(self, key: str | None) -> None:
        """Choose an answer without announcing it; None chooses none."""
        self._group.setExclusive(False)
        for button in self._buttons:
            button.setChecked(button.answer.key == key)
        self._group.setExclusive(True)

    def choose_by_digit(self, digit: str) -> bool:
        """Choose as if pressed; False when no answer has this digit."""
        for button in self._buttons:
            if button.answer.digit == digit:
                button.click()
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.text() or not self.choose_by_digit(event.text()):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widest = max(button.sizeHint().width() for button in self._buttons)
        fitting = max(1, (self.width() + self._grid.horizontalSpacing()) // (widest + self._grid.horizontalSpacing()))
        lines = -(-len(self._buttons) // fitting)
        self._arrange(-(-len(self._buttons) // lines))

    def minimumSizeHint(self) -> QSize:
        widest = max(button.sizeHint().width() for button in self._buttons)
        return QSize(widest, super().minimumSizeHint().height())

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, button in enumerate(self._buttons):
            self._grid.addWidget(button, place // columns, place % columns)
        for column in range(len(self._buttons)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def _tell(self) -> None:
        key = self.key()
        if key is not None:
            self.chosen.emit(key)
