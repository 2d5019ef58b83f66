"""Doing: the buttons below a case: what can be done about it as it stands."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.consultations.questions import ANSWERED, ASKED, CLOSE, DONE, REOPEN, VOID
from ui.widgets.action_button import ActionButton
from ui.widgets.flow import Flow
from watchdesk.domain.consultation import ConsultationLine, ConsultState


class Doing(QWidget):
    """``asked(question)``; ``handing`` it on, ``informing``, ``rewriting``, ``opening`` the person, ``returning``."""

    asked = Signal(str)
    handing = Signal()
    informing = Signal()
    rewriting = Signal()
    opening = Signal()
    returning = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.questions = {
            DONE: ActionButton("書き足す", "pen-line", "S"),
            ASKED: ActionButton("問い合わせた", "phone", "T", kind="low"),
            ANSWERED: ActionButton("返事があった", "phone-call", "H", kind="low"),
            CLOSE: ActionButton("終える", "check", "O", kind="low"),
            REOPEN: ActionButton("再び始める", "rotate-ccw", "S"),
            VOID: ActionButton("取り消す", "circle-x", kind="low"),
        }
        self.hand_on = ActionButton("つなぐ", "handshake", "N", kind="low")
        self.inform = ActionButton("情報を伝えた", "info", "J", kind="low")
        self.rewrite = ActionButton("書き直す", "pen-line", "F2", kind="low")
        self.open = ActionButton("この方を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.again = ActionButton("取り消しをやめる", "undo-2", kind="low")
        first = [self.questions[one] for one in (DONE, ASKED, CLOSE, REOPEN, ANSWERED)]
        self._all = (*first, self.hand_on, self.rewrite, self.inform, self.open, self.questions[VOID], self.again)
        self.setLayout(Flow(*self._all))
        for question, button in self.questions.items():
            button.clicked.connect(partial(self.asked.emit, question))
        self.hand_on.clicked.connect(self.handing)
        self.inform.clicked.connect(self.informing)
        self.rewrite.clicked.connect(self.rewriting)
        self.open.clicked.connect(self.opening)
        self.again.clicked.connect(self.returning)

    def show_case(self, line: ConsultationLine) -> None:
        """Offer what fits a case."""
        for question, button in self.questions.items():
            button.setVisible(self.fits(question, line))
        for button in (self.rewrite, self.hand_on, self.inform):
            button.setVisible(not line.voided)
        self.again.setVisible(line.voided)
        self.open.setVisible(line.person_id is not None)

    def fits(self, question: str, line: ConsultationLine) -> bool:
        """Whether a question may be asked of a case."""
        if line.voided:
            return False
        is_over = line.state is ConsultState.CLOSED
        return question == VOID or (question == REOPEN) is is_over

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key caps out where room is short."""
        for button in self._all:
            button.hide_keys(hidden)
