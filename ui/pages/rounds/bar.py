"""EntryBar: what is saved of a sheet, what cannot be taken, and the buttons at its end."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.icon_label import IconLabel

USUAL = "用紙に書いてある順です。途中でやめても、打ったところまで残ります。"
RECEIVE, SHORT = "用紙を受け取り済みにする", "受け取り済みにする"


class EntryBar(QWidget):
    """``leaving`` and ``receiving`` when a button is pressed; it stands outside of what scrolls."""

    leaving = Signal()
    receiving = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said, self._wrong = USUAL, ""
        self._left, self._received, self._narrow = 0, False, False
        self._sign = IconLabel("info", "soft", 1.1)
        self._words = words(USUAL, "small", "soft", wrap=True)
        self.later = ActionButton("あとで続ける", "arrow-left", keys="Esc", only_shown=True)
        self.receive = ActionButton(RECEIVE, "file-input", kind="main")
        self.later.clicked.connect(self.leaving)
        self.receive.clicked.connect(self.receiving)
        self._told = QWidget()
        told = row(self._sign, self._words, gap=0.75)
        told.setStretch(1, 1)
        self._told.setLayout(told)
        self._line = row(self._told, row(STRETCH, self.later, self.receive), gap=0.4, margins=(0.5, 1.5))
        self._line.setStretch(0, 1)
        self.setLayout(column(rule(), self._line, gap=0))

    def begin(self) -> None:
        """Come to another sheet: nothing of it was saved here yet, and nothing is wrong."""
        self._said, self._wrong = USUAL, ""
        self._show()

    def tell_left(self, left: int, *, received: bool) -> None:
        """How many lines are still empty; a paper that came back already is not counted in twice."""
        self._left, self._received = left, received
        self._name()

    def _name(self) -> None:
        word = SHORT if self._narrow else RECEIVE
        self.receive.set_words(f"{word}（あと{self._left}名）" if self._left else word)
        self.receive.set_reason("受け取り済みです" if self._received else None)

    def tell_saved(self, typed: int, clock: str) -> None:
        """So many lines are saved, since when."""
        self._said = f"{typed}名まで残しました（{clock}）。"
        self._show()

    def tell_kept(self, clock: str) -> None:
        """What is half typed is kept, since when."""
        self._said = f"打ちかけの行を残しました（{clock}）。"
        self._show()

    def complain(self, sentence: str) -> None:
        """Say what cannot be taken; an empty sentence takes it away."""
        self._wrong = sentence
        self._show()

    @property
    def sentence(self) -> str:
        """What cannot be taken, empty when nothing is wrong."""
        return self._wrong

    @property
    def told(self) -> str:
        """All that it says."""
        return self._words.text()

    def reach(self) -> None:
        """Put the focus on the main button: all lines are typed in."""
        target = self.receive if self.receive.isEnabled() else self.later
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def shorten(self, *, short: bool, narrow: bool) -> None:
        """Leave key caps out where room is short; where it is narrow, say only what is wrong, above the buttons."""
        self._narrow = narrow
        self.later.hide_keys(short)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(down if narrow else across)
        self._name()
        self._show()

    def _show(self) -> None:
        wrong = bool(self._wrong)
        self._told.setVisible(wrong or not self._narrow)
        self._sign.show_icon("octagon-alert" if wrong else "info", "urgent" if wrong else "soft")
        set_property(self._words, "voice", "urgent" if wrong else "soft")
        self._words.setText(self._wrong or self._said)
