"""Why a closed month is changed: asked over the page, in place of what was refused; then the same is done again."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.changes import RECORDS
from ui.courier import courier
from ui.drafts import DraftKeeper, Texts, told_restored
from ui.theme import set_property
from ui.why_asker import Again, Asker, again_of, asker_of
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row
from ui.widgets.manners import composing, end_conversion
from ui.widgets.strip import Strip
from ui.widgets.text_fields import LineField
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Draft, because
from watchdesk.errors import ClosedMonth, Invalid, WatchDeskError

WANTED = "数が変わる直しには、わけが要ります。"
TOLD = "管理台帳と、次の訂正版にのります。お名前は書かないでください。"
SERVES_BOTH = "数が変わる直しなので、わけ「{reason}」と一緒に、次の訂正版にのります。"
SAVE = "わけを書いて保存する"
FORM = "why"
"""Under which the reason is kept half-written; there is but one at a time."""
LOOKS_EVERY, LOOKS_FOR = 60, 8000
"""Milliseconds: a page that reads puts its form back later."""
TELLS_AFTER = 150
"""Milliseconds from a write to the page that is shown after it, also where a thread did the work."""
READ = "わかりました"
SHORT = "まだ保存していません。画面の上に、直すわけを書いてください。"


@runtime_checkable
class AsksWhy(Protocol):
    """A window that asks for the reason: ``ask_why(refused, again)`` asks, then does it again for that reason."""

    ask_why: Callable[[ClosedMonth, Again], None]


def asked(where: QWidget, refused: WatchDeskError, again: Again) -> WatchDeskError:
    """Return the refusal to show; where a closed month wants a reason, the window asks for it and this says so.

    ``again`` does the same once more, with what stands in the form by then; nothing typed is touched meanwhile.
    Without words where the record's own reason serves: nothing is asked, and the panel tells what was moved.
    """
    window: QWidget | None = where
    while window is not None and not isinstance(window, AsksWhy):
        window = window.parentWidget()
    if not isinstance(refused, ClosedMonth) or window is None:
        return refused
    window.ask_why(refused, again)
    return WatchDeskError("" if _serves_both(refused) else SHORT, code=refused.code)


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
    need not be explained anew. Where a reason was written for the record itself, nothing is asked: the same is done
    again for that one, and the panel tells which month it moved. ``closed`` once it was put away by the user, for the
    focus.

    What is half-written is a draft together with who asked: ``come_back()`` opens it again over that form, once the
    form is there with what was written in it, and never without; ``back`` then. ``page`` tells which page is shown.
    """

    closed = Signal()
    back = Signal()

    def __init__(self, desk: Desk, page: Callable[[], QWidget | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._page = desk, page
        self._again: Again | None = None
        self._asker: Asker | None = None
        self._months = ""
        self._looked = 0
        self._end_listening: Callable[[], None] | None = None
        self.strip = Strip()
        self.strip.answered.connect(self._give_up)
        self.reason = LineField("直すわけ", "例: 用紙があとから届いたため")
        self.save = ActionButton(SAVE, "check", "Enter", only_shown=True)
        self.leave_off = ActionButton("やめる", kind="low")
        self.reason.returnPressed.connect(self.write)
        self.save.clicked.connect(self.write)
        self.leave_off.clicked.connect(self._give_up)
        set_property(self, "ground", "sheet")
        line = row(self.reason, self.leave_off, self.save, margins=(0.5, 0.85))
        line.setStretch(0, 1)
        self._asks = QWidget()
        self._asks.setLayout(line)
        self.setLayout(column(self.strip, self._asks, gap=0))
        self._keeper = DraftKeeper(desk, self._texts, self)
        self._keeper.what = "直すわけ"
        self.reason.textEdited.connect(self._keeper.touch)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(self._look)
        self.hide()

    def ask(self, refused: ClosedMonth, again: Again) -> None:
        """Ask for the reason of what was refused; where one was written for the record, do the same again for it."""
        self._listen_no_more()
        if _serves_both(refused):
            QTimer.singleShot(0, self, partial(self._do_again, refused, again))  # once the page is done with the first
            return
        page = self._page()
        asker = asker_of(page, again) if page is not None else None
        if refused.months != self._months:
            self.reason.clear()
        if refused.proposed:
            self.reason.setText(refused.proposed)
        kept = self._kept()
        if asker is not None and kept is not None and _asker(kept.texts) == asker and not refused.wrong:
            self.reason.setText(kept.texts.get("reason", ""))
        self._open(refused.months, asker, again)
        if refused.wrong:
            self._say(refused.wrong, "urgent")
        else:
            self._say(f"{WANTED}{TOLD}")

    def write(self) -> None:
        """Do again what was refused, for the reason that stands in the field; say so where it is none."""
        end_conversion()
        again, asker = self._again, self._asker
        if again is None:
            return
        try:
            with because(self.reason.text()):
                self.put_away()
                again()
        except Invalid as wrong:
            self._open(self._months, asker, again)
            self._say(f"{wrong}{TOLD}", "urgent")
            return
        page = self._page()
        if self._again is None and (asker is None or page is None or again_of(page, asker) is None):
            self._desk.drafts.discard(FORM)  # it is written down; what was refused once more keeps its reason

    def put_away(self) -> None:
        """Ask no more; what was written stays with the form that asked."""
        self._timer.stop()
        self._again = None
        self._keeper.keep()
        self._keeper.forget_form()
        self._asker = None
        self.strip.clear()
        self.hide()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        self._keeper.keep_all()

    def come_back(self) -> None:
        """Open again what was open when the screen was hidden, as soon as the form that asked is back."""
        kept = self._kept()
        if kept is not None and kept.texts.get("open"):
            self._looked = 0
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not composing(self.reason):
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _do_again(self, refused: ClosedMonth, again: Again) -> None:
        """Do again what was refused, for the record's own reason; once it is written, tell which months it moved."""
        self._end_listening = self._desk.listen(partial(self._hear, refused))
        QTimer.singleShot(LOOKS_FOR, self, self._listen_no_more)  # where the form was refused once more, nothing came
        try:
            with because(refused.proposed):
                again()
        except Invalid as wrong:
            self.ask(ClosedMonth(refused.months, refused.proposed, str(wrong)), again)

    def _hear(self, refused: ClosedMonth, what: Changed) -> None:
        """On the thread that writes: the window tells it, once the page that comes after stands there."""
        if what & RECORDS:
            courier().carry(partial(self._wait_for_the_page, refused))

    def _wait_for_the_page(self, refused: ClosedMonth) -> None:
        if shiboken6.isValid(self):
            QTimer.singleShot(TELLS_AFTER, self, partial(self._tell_moved, refused))

    def _tell_moved(self, refused: ClosedMonth) -> None:
        if self._end_listening is None:
            return
        self._listen_no_more()
        self.put_away()
        self._asks.hide()
        self._months = refused.months
        self.show()
        self._say(SERVES_BOTH.format(reason=refused.proposed), "wait", button=READ)

    def _listen_no_more(self) -> None:
        end, self._end_listening = self._end_listening, None
        if end is not None:
            end()

    def _look(self) -> None:
        page, kept = self._page(), self._kept()
        self._looked += LOOKS_EVERY
        if page is None or kept is None or self._looked > LOOKS_FOR:
            self._timer.stop()
            self._desk.drafts.discard(FORM)  # its form did not come back: a reason alone explains nothing
            return
        asker = _asker(kept.texts)
        again = again_of(page, asker)
        if again is not None:
            self.reason.setText(kept.texts.get("reason", ""))
            self._open(kept.texts.get("months", ""), asker, again)
            self.back.emit()
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            self.reason.end(False)  # one goes on at its end: a key must not write over it
            self._say(f"{told_restored(kept.at, self._desk.now())}{WANTED}{TOLD}")

    def _open(self, months: str, asker: Asker | None, again: Again) -> None:
        self._timer.stop()
        self._keeper.forget_form()
        self._months, self._again, self._asker = months, again, None
        if asker is not None:
            self._keeper.begin(FORM)
            self._asker = asker
        self._asks.show()
        self.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()
        self._keeper.touch()

    def _kept(self) -> Draft | None:
        return self._desk.drafts.load(FORM)

    def _texts(self) -> Texts:
        """Nothing at all where nobody who can be found again asks; else it is kept though nothing was typed yet."""
        if self._asker is None:
            return {}, ""
        texts = {"reason": self.reason.text(), "months": self._months, "open": "1" if self._again is not None else ""}
        return texts | {"form": self._asker.form, "does": self._asker.does}, "reason"

    def _say(self, sentence: str, tone: str = "care", button: str = "") -> None:
        self.strip.say(sentence, tone, lead=f"{self._months}は締めてあります。", button=button)

    def _give_up(self) -> None:
        self.put_away()
        self.closed.emit()


def _serves_both(refused: ClosedMonth) -> bool:
    """Whether a reason was written for the record itself that may stand as it is."""
    return bool(refused.proposed) and not refused.wrong


def _asker(texts: Mapping[str, str]) -> Asker:
    return Asker(form=texts.get("form", ""), does=texts.get("does", ""))
