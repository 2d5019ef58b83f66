"""Card: the sheet of paper in the middle of a start screen, with what helps beside it or, in a narrow window, below."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import set_gaps, set_property, set_size, theme
from ui.widgets.boxes import STRETCH, Item, column, frame, row, words
from ui.widgets.icon_label import IconLabel
from ui.widgets.scroll import Scroll

CARD, SIDE = 32.5, 20.6
"""Widths in em."""

_BESIDE = CARD + SIDE + 8
"""Em of width from which the help stands beside the card."""

_SHARES, _ALONE = (1, 100, 60, 1), (1, 100, 1)
"""How room left is shared side by side, by the margins, the card and what stands beside it."""


class CardPage(QWidget):
    """A start screen: ``fill(card, side)`` puts its parts on the paper and beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._beside: QWidget | None = None
        self._both = QHBoxLayout()
        set_gaps(self._both, 2.5)

    def fill(self, card: tuple[Item, ...], side: tuple[Item, ...] = (), *, width: float = CARD) -> None:
        """Lay out the screen, once; ``width`` of the paper in em."""
        paper = frame(column(*card, gap=0.75, margins=(1.9, 2.5)), "paper")
        set_size(paper, max_width=width)
        paper.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._both.addStretch()
        self._both.addWidget(paper)
        if side:
            self._beside = QWidget()
            self._beside.setLayout(column(STRETCH, *side, STRETCH, gap=0.75))
            self._both.addWidget(self._beside)
        self._both.addStretch()
        self._width = width
        self._body = column(STRETCH, self._both, STRETCH, margins=(1, 1.5))
        content = QWidget()
        content.setLayout(self._body)
        self.setLayout(column(Scroll(content)))
        theme().changed.connect(self._arrange)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """One below the other, the margins take the room beside the card, so that its words know where they break."""
        wide = self.width() >= theme().em(_BESIDE if self._beside else self._width)
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        for at, share in enumerate(_SHARES if self._beside else _ALONE):
            self._both.setStretch(at, share if wide else 0)
        room = 0 if wide else (self.width() - theme().em(self._width)) // 2
        if self._beside is not None:
            self._beside.setMaximumWidth(theme().em(SIDE if wide else self._width))
        side, edge = max(theme().em(1.5), room), theme().em(1)
        self._body.setContentsMargins(side, edge, side, edge)


def card_head(title: str, subtitle: str) -> QHBoxLayout:
    """The mark of the program, a title and a quieter line below it."""
    both = column(words(title, "title"), words(subtitle, voice="soft"), gap=0.1)
    head = row(IconLabel("house-heart", "accent", 2.4), both, STRETCH, gap=0.9)
    head.setAlignment(Qt.AlignmentFlag.AlignVCenter)
    return head


def labelled(label: str, field: QWidget, hint: str = "") -> QWidget:
    """A field with its label above and a quiet hint between them."""
    title = words(label, "strong")
    title.setBuddy(field)
    parts: tuple[Item, ...] = (title, words(hint, "small", "soft", wrap=True), field) if hint else (title, field)
    both = QWidget()
    both.setLayout(column(*parts, gap=0.35))
    set_property(both, "ground", "none")
    return both
