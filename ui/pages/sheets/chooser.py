"""KindChooser: the kinds of report one below the other, each with a sentence that says what it is for."""

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.places import TO_ASK, WHEREABOUTS, Place, Room
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.offer import STEPS, Offer
from watchdesk.domain.sheet import SheetKind


class _Card(QFrame):
    """A kind: its title, what it is for, and the button; a click anywhere chooses it."""

    chosen = Signal()

    def __init__(self, kind: SheetKind) -> None:
        super().__init__()
        self.setProperty("ground", "sheet")
        self.button = Offer("選ぶ", "chevron-right", kind="low", pictured_behind=True)
        self.button.setAccessibleName(f"{kind.title}を選ぶ")
        self.button.setAccessibleDescription(kind.about)
        self.button.clicked.connect(self.chosen)
        told = column(words(kind.title, "name"), words(kind.about, "body", "soft", wrap=True), gap=0.15)
        whole = row(told, self.button, gap=1, margins=(0.5, 0.9))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()


ELSEWHERE: tuple[tuple[str, Place], ...] = (
    ("まわり用紙", Place(room=Room.ROUND, new=True)),
    ("要援護者の一覧", Place(room=Room.PEOPLE)),
    ("今日の一覧", Place(room=Room.TODAY)),
    ("予定表", Place(room=Room.PLANS)),
    ("つなぎ票・情報共有シート", Place(room=Room.REFERRALS)),
    ("電話で確かめる表", Place(room=Room.PARTNERS, section=TO_ASK)),
    ("福祉情報の紙", Place(room=Room.INFORMATION)),
    ("写しの所在確認", Place(room=Room.COPIES, section=WHEREABOUTS)),
)
"""Papers that are made where their records stand."""


class KindChooser(QWidget):
    """``chosen(key)``; the arrows go from one kind to the next. ``wanted(Place)``: where another paper is made."""

    chosen = Signal(str)
    wanted = Signal(object)

    def __init__(self, kinds: Iterable[SheetKind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: dict[str, _Card] = {}
        for kind in kinds:
            self.cards[kind.key] = _Card(kind)
            self.cards[kind.key].chosen.connect(partial(self.chosen.emit, kind.key))
        self.elsewhere = Flow(gap=0.5)
        for title, place in ELSEWHERE:
            button = ActionButton(title, kind="link")
            button.setAccessibleDescription("この紙を印刷する画面へ移ります")
            button.clicked.connect(partial(self.wanted.emit, place))
            self.elsewhere.addWidget(button)
        others = column(words("ほかの画面で印刷する紙", "head"), self.elsewhere, gap=0.2, margins=(0.5, 0))
        self.setLayout(column(*self.cards.values(), others, STRETCH, gap=0.5))
        self.setAccessibleName("ほかの報告書・用紙の種類")

    def button_of(self, key: str) -> QWidget | None:
        """The button of a kind; of the first where there is none of that key."""
        card = self.cards.get(key) or next(iter(self.cards.values()), None)
        return card.button if card is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        buttons = [card.button for card in self.cards.values()]
        at = next((place for place, button in enumerate(buttons) if button.hasFocus()), -1)
        by = STEPS.get(Qt.Key(event.key()), 0)
        if by and at >= 0 and 0 <= at + by < len(buttons):
            buttons[at + by].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
