"""Doing: the buttons below a つなぎ: what can be done with it as it stands."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.referrals.questions import ANSWER, DECLINE, RECEIVE, SEND, WITHDRAW
from ui.pages.referrals.rows import Listed
from ui.widgets.action_button import ActionButton
from ui.widgets.flow import Flow
from watchdesk.domain.referral import MAY_FOLLOW, ReferralState

_LEADS_TO = {
    SEND: ReferralState.SENT,
    RECEIVE: ReferralState.RECEIVED,
    ANSWER: ReferralState.ANSWERED,
    DECLINE: ReferralState.DECLINED,
    WITHDRAW: ReferralState.WITHDRAWN,
}
NO_CONSENT = "同意がありません"


class Doing(QWidget):
    """``asked(question)``; ``printing`` the つなぎ票, ``rewriting``, ``opening`` the person, ``sharing`` her sheet."""

    asked = Signal(str)
    printing = Signal()
    rewriting = Signal()
    opening = Signal()
    sharing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.send = ActionButton("つなぎ票を印刷する", "printer", "Ctrl+P")
        self.questions = {
            SEND: ActionButton("送ったと書く", "check", "S"),
            RECEIVE: ActionButton("受け取られた", "check", "T", kind="low"),
            ANSWER: ActionButton("返事があった", "phone-call", "H"),
            DECLINE: ActionButton("引き受けられなかった", "circle-x", "D", kind="low"),
            WITHDRAW: ActionButton("取り下げる", "circle-x", kind="low"),
        }
        self.rewrite = ActionButton("書き直す", "pen-line", "F2", kind="low")
        self.open = ActionButton("この方を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.share = ActionButton("情報共有シート", "file-text", kind="low")
        self._all = (self.send, *self.questions.values(), self.rewrite, self.open, self.share)
        self.setLayout(Flow(*self._all))
        for question, button in self.questions.items():
            button.clicked.connect(partial(self.asked.emit, question))
        self.send.clicked.connect(self.printing)
        self.rewrite.clicked.connect(self.rewriting)
        self.open.clicked.connect(self.opening)
        self.share.clicked.connect(self.sharing)

    def show_listed(self, listed: Listed) -> None:
        """Offer what fits; without a consent nothing leaves, and the buttons say so."""
        line = listed.line
        withheld = listed.shown is not None and listed.shown.withheld is not None
        reason = NO_CONSENT if withheld else None
        for question, button in self.questions.items():
            button.setVisible(self.fits(question, listed))
        self.questions[SEND].set_reason(reason)
        self.send.setVisible(line.state is ReferralState.DRAFT or line.awaits_answer)
        self.send.set_reason(reason)
        self.rewrite.setVisible(line.state is ReferralState.DRAFT)
        self.open.setVisible(line.person_id is not None)
        self.share.setVisible(line.person_id is not None)

    def fits(self, question: str, listed: Listed) -> bool:
        """Whether a question may be asked of it."""
        return _LEADS_TO[question] in MAY_FOLLOW[listed.line.state]

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key caps out where room is short."""
        for button in self._all:
            button.hide_keys(hidden)
