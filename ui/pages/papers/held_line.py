"""HeldLine: over the report's pages in one line, who gets the copy and by when it comes back; it opens for changes."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.papers.held import HeldFields, half_written_of
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from watchdesk.desk import Desk
from watchdesk.domain.copies import Held

_OPEN, _CLOSE = "変える", "たたむ"


class HeldLine(QWidget):
    """``propose(held, receiver)`` shows it, ``forget()`` hides it; ``held()`` is what is to be written down.

    The fields are made when they are opened first; from then on what stands in them holds.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._proposed, self._receiver, self._of = Held(), "", ""
        self.fields: HeldFields | None = None
        self.told = words("", "small", "soft", wrap=True)
        self.open = ActionButton(_OPEN, kind="low", drops=True)
        self.open.clicked.connect(self._turn)
        line = row(self.told, self.open, gap=0.5)
        line.setStretch(0, 1)
        self._layout = column(line, gap=0.4)
        self.setLayout(self._layout)
        self.setAccessibleName("写しの持つ方と返す日")
        self.hide()

    def propose(self, held: Held, receiver: str, of: str = "") -> None:
        """Show what is proposed; ``receiver`` is who has it where no one is named, ``of`` which paper it is.

        Where something is half-written of this paper, the fields are open.
        """
        self._proposed, self._receiver, self._of = held, receiver, of
        if self.fields is not None:
            self.fields.propose(held, receiver, of)
        elif half_written_of(self._desk, of):
            self._make_fields()
        self._tell()
        self.show()

    def forget(self) -> None:
        """Another paper: what was written of the one before is over."""
        if self.fields is not None:
            self.fields.begin()
            self.fields.hide()
        self._tell()
        self.hide()

    def settle(self) -> None:
        """It went out with what stands here."""
        if self.fields is not None:
            self.fields.settle()

    def problem(self) -> str:
        """Why what is written can't be read; empty where all is well, or nobody is asked."""
        wrong = self.fields is not None and not self.isHidden() and self.fields.problem() is not None
        return self.fields.due_back.problem() if wrong and self.fields is not None else ""

    def come_to_problem(self) -> None:
        """Open the fields, where they were put away, at the one that can't be read."""
        wrong = self.fields.problem() if self.fields is not None else None
        if self.fields is not None and wrong is not None:
            self.fields.show()
            self._tell()
            wrong.setFocus(Qt.FocusReason.OtherFocusReason)

    def held(self) -> Held:
        """Who has it, until when, what for."""
        return self.fields.held() if self.fields is not None else self._proposed

    def _turn(self) -> None:
        """Open the fields, or put them away: what stands in them holds all the same."""
        if self.fields is None:
            self._make_fields()
        else:
            self.fields.setVisible(self.fields.isHidden())
        self._tell()
        if self.fields is not None and not self.fields.isHidden():
            self.fields.holder.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_fields(self) -> None:
        self.fields = HeldFields(self._desk)
        self._layout.addWidget(self.fields)
        self.fields.propose(self._proposed, self._receiver, self._of)
        self.fields.offer(self._desk.copies.holders())

    def _tell(self) -> None:
        is_open = self.fields is not None and not self.fields.isHidden()
        self.open.set_words(_CLOSE if is_open else _OPEN)
        self.open.setAccessibleName("持つ方・返す日をたたむ" if is_open else "持つ方・返す日を変える")
        held = self.held()
        back = f"　返す日 {held.due_back.month}月{held.due_back.day}日" if held.due_back is not None else ""
        self.told.setText("" if is_open else f"持つ方 {held.holder or f'{self._receiver}の方'}{back}")
