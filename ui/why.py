"""Why a closed month is changed: asked over the page, in place of what was refused; then the same is done again."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row
from ui.widgets.manners import composing, end_conversion
from ui.widgets.strip import Strip
from ui.widgets.text_fields import LineField
from watchdesk.desk import because
from watchdesk.errors import ClosedMonth, Invalid, WatchDeskError

Again = Callable[[], object]

WANTED = "数が変わる直しには、わけが要ります。"
TOLD = "管理台帳と、次の訂正版にのります。お名前は書かないでください。"
SAVE = "わけを書いて保存する"
SHORT = "まだ保存していません。画面の上に、直すわけを書いてください。"


@runtime_checkable
class AsksWhy(Protocol):
    """A window that asks for the reason: ``ask_why(refused, again)`` asks, then does it again for that reason."""

    ask_why: Callable[[ClosedMonth, Again], None]


def asked(where: QWidget, refused: WatchDeskError, again: Again) -> WatchDeskError:
    """Return the refusal to show; where a closed month wants a reason, the window asks for it and this says so.

    ``again`` does the same once more, with what stands in the form by then; nothing typed is touched meanwhile.
    """
    window: QWidget | None = where
    while window is not None and not isinstance(window, AsksWhy):
        window = window.parentWidget()
    if not isinstance(refused, ClosedMonth) or window is None:
        return refused
    window.ask_why(refused, again)
    return WatchDeskError(SHORT, code=refused.code)


def told(where: QWidget, refused: WatchDeskError, again: Again) -> str:
    """Return what to say of a refusal (see ``asked``)."""
    return str(asked(where, refused, again))


def doing(where: QWidget, does: Again) -> None:
    """Do what a button offers; where a closed month wants a reason, the window asks for it."""
    try:
        does()
    except ClosedMonth as refused:
        if asked(where, refused, does) is refused:
            raise


class WhyPanel(QFrame):
    """``ask(refused, again)`` opens it with the focus in its one field; ``put_away()`` leaves what was refused refused.

    Enter saves, Esc puts away. What was written stays for the same months, so that the next record of a late sheet
    need not be explained anew; where a reason was written for the record itself, that one stands there. ``closed`` once
    it was put away by the user, for the focus.
    """

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._again: Again | None = None
        self._months = ""
        self.strip = Strip()
        self.reason = LineField("直すわけ", "例: 用紙があとから届いたため")
        self.save = ActionButton(SAVE, "check", "Enter", only_shown=True)
        self.leave_off = ActionButton("やめる", kind="low")
        self.reason.returnPressed.connect(self.write)
        self.save.clicked.connect(self.write)
        self.leave_off.clicked.connect(self._give_up)
        set_property(self, "ground", "sheet")
        line = row(self.reason, self.leave_off, self.save, margins=(0.5, 0.85))
        line.setStretch(0, 1)
        self.setLayout(column(self.strip, line, gap=0))
        self.hide()

    def ask(self, refused: ClosedMonth, again: Again) -> None:
        """Ask for the reason of what was refused."""
        if refused.months != self._months:
            self.reason.clear()
        if refused.proposed:
            self.reason.setText(refused.proposed)
        self._again, self._months = again, refused.months
        if refused.wrong:
            self._say(refused.wrong, "urgent")
        else:
            self._say(f"{WANTED}{TOLD}")
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()

    def write(self) -> None:
        """Do again what was refused, for the reason that stands in the field; say so where it is none."""
        end_conversion()
        again = self._again
        if again is None:
            return
        try:
            with because(self.reason.text()):
                self.put_away()
                again()
        except Invalid as wrong:
            self._again = again
            self._say(f"{wrong}{TOLD}", "urgent")
            self.show()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Ask no more."""
        self._again = None
        self.strip.clear()
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not composing(self.reason):
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _say(self, sentence: str, tone: str = "care") -> None:
        self.strip.say(sentence, tone, lead=f"{self._months}は締めてあります。")

    def _give_up(self) -> None:
        self.put_away()
        self.closed.emit()
