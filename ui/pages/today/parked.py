"""Parked: the half-written forms that were put on 今日 with F8, a card each, gone on with by one key."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLayout, QWidget

from ui.places import Place
from ui.theme import set_property
from ui.whereabouts import from_texts
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.icon_label import IconLabel
from watchdesk.desk import DraftLine
from watchdesk.domain.era import show_month_day
from watchdesk.domain.sheet import HEADING, REMARKS

_KEYED = 9
"""So many are opened by a digit each, the latest by 1."""
_PAPER = "sheets:"
"""So begins the draft of what a paper asks."""
_WRITTEN = (REMARKS.key, HEADING.key)
"""What is written there, and not chosen."""


def places(lines: tuple[DraftLine, ...]) -> tuple[tuple[DraftLine, Place], ...]:
    """Return the drafts that can be gone on with, each with where; a newer program may have kept others."""
    found = ((line, from_texts(line.place)) for line in lines)
    return tuple((line, place) for line, place in found if place is not None)


def is_half_written(line: DraftLine) -> bool:
    """Whether something was written: what was only chosen for a paper comes back there, but is no work begun."""
    return not line.form.startswith(_PAPER) or any(line.texts.get(key, "").strip() for key in _WRITTEN)


class Card(QFrame):
    """Whom and what it is, the field that was being written and since when, and the button that leads there."""

    def __init__(self, line: DraftLine, key: str) -> None:
        super().__init__()
        told = column(words(line.words, "name", wrap=True), words(_left_at(line), "small", "soft", wrap=True), gap=0.2)
        self.go_on = ActionButton("続きを書く", keys=key)
        self._parts = row(told, self.go_on, gap=0.75)
        self._parts.setStretch(0, 1)
        self.setLayout(row(IconLabel("pen-line", "accent", 1.5), self._parts, gap=0.75, margins=(0.5, 0.85)))
        set_property(self, "ground", "sheet")
        self.setAccessibleName(f"書きかけ {line.words} {_left_at(line)}")

    def arrange(self, *, below: bool) -> None:
        """The button beside the words, or below them."""
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)


class Parked(QWidget):
    """``show_lines(lines)``; hidden where nothing is parked. ``wanted`` carries the place of a card."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: tuple[Card, ...] = ()
        self._lines: tuple[DraftLine, ...] = ()
        self._below = False
        self._column: QLayout = column(gap=0.5)
        self.setLayout(self._column)
        self.hide()

    def show_lines(self, lines: tuple[DraftLine, ...]) -> None:
        """A card for each that can be gone on with; the same ones stay as they are, with the focus in them."""
        known = places(lines)
        shown = tuple(line for line, _ in known)
        if shown == self._lines:
            return
        self._lines = shown
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = tuple(self._card(number, *one) for number, one in enumerate(known, 1))
        self.setVisible(bool(self.cards))

    def arrange(self, *, below: bool) -> None:
        """Arrange for another width."""
        self._below = below
        for card in self.cards:
            card.arrange(below=below)

    def _card(self, number: int, line: DraftLine, place: Place) -> Card:
        card = Card(line, str(number) if number <= _KEYED else "")
        card.arrange(below=self._below)
        card.go_on.clicked.connect(partial(self.wanted.emit, place))
        self._column.addWidget(card)
        return card


def _left_at(line: DraftLine) -> str:
    kept = f"{show_month_day(line.at.date())} {line.at.hour}時{line.at.minute:02}分まで書きました。"
    return f"{kept}「{line.field}」の欄から続けられます。" if line.field else kept
