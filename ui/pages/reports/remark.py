"""RemarkPanel: the remarks 特記事項 on a month and its 来月の予定, kept as a draft while they are written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.reports.stale import StaleLines
from ui.tasks import Progress
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, frame, row, words
from ui.widgets.flow import Flow
from ui.widgets.manners import composing, end_conversion
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from ui.widgets.text_fields import LongTextField
from watchdesk.desk import Desk, Draft
from watchdesk.domain.month import Month
from watchdesk.domain.proposals import added
from watchdesk.domain.remark import Remark
from watchdesk.domain.standing_remark import Stale, rewritten

_TEXT, _COMING = "remark", "coming"
_SHOWN = 12
_OFFERED = "数から、下書きを入れました。お読みになって、書き直してから保存してください。"
_REWRITTEN = "1つの文を、いまの数で書き直しました。"
_CLOSED = "締めてある月です。直したことは、「締めを見る」からもう一度開けて締めると、次の訂正版からのります。"
_OUTDATED = "締めてある月です。直したことは、これからつくる訂正版からのります。"
_NOTHING_NEW = "この月の数から書き足すことは、もうありません。"


class ReadNamed:
    """A job: reads whose full names stand in the remarks kept on a month."""

    def __init__(self, desk: Desk, month: Month, area: str | None) -> None:
        self._desk, self.month, self.area = desk, month, area

    def run(self, progress: Progress) -> tuple[str, ...]:
        """Read them."""
        return self._desk.remarks.named(self.month, self.area)


class RemarkPanel(QFrame):
    """``show_month(month, area)``; ``saved`` once it is in the store, ``closed`` when the user leaves it as it is.

    ``wanted``: a first proposal is asked for, which ``propose(offered)`` puts below what was written already.
    A draft of what is not saved is kept while one writes, when the field is left and by ``keep()``, and comes back
    with the month.
    """

    saved = Signal()
    closed = Signal()
    wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._month: Month | None = None
        self._area: str | None = None
        self._kept = self._back = Remark()
        self.setProperty("ground", "sheet")
        self.strip = Strip()
        self.strip.answered.connect(self._take_back)
        self.text = LongTextField("特記事項", 2)
        self.text.setPlaceholderText("月報の1ページ目に印刷します。お名前は書かないでください。")
        self.coming = LongTextField("来月の予定", 2)
        self.coming.setPlaceholderText("特記事項の下に印刷します。")
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "月報の特記事項"
        self.text.edited.connect(self.keeper.touch)
        self.coming.edited.connect(self.keeper.touch)
        self.offer = ActionButton("下書きを入れる", "clipboard-pen-line", kind="low")
        self.offer.clicked.connect(self.wanted)
        self.close_button = ActionButton("閉じる", kind="low")
        self.close_button.clicked.connect(self.closed)
        self.save = ActionButton("保存する", "save", "Ctrl+Enter", kind="low")
        self.save.hide_keys(True)  # in half a window three buttons and a title fill the line
        self.save.clicked.connect(self.write)
        self.closed_told = words("", "strong", "care", wrap=True)
        self.closed_told.hide()
        self.stale = StaleLines()
        self.stale.rewriting.connect(self._rewrite)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = Flow(self.offer, self.close_button, self.save, gap=0.5)
        parts = row(words("特記事項", "name"), buttons, gap=0.5)
        parts.setStretch(1, 1)
        fields = column(
            self.strip,
            self.stale,
            self.text,
            words("来月の予定", "strong"),
            self.coming,
            gap=0.4,
            margins=(0.5, 0.75),
        )
        fields.setStretchFactor(self.text, 3)
        fields.setStretchFactor(self.coming, 2)
        inside = QWidget()
        inside.setLayout(fields)
        head = column(parts, self.closed_told, gap=0.2, margins=(0.2, 0.5))
        layout = column(frame(head, "head"), Scroll(inside), gap=0)
        layout.setStretch(1, 1)
        layout.setContentsMargins(1, 1, 1, 1)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def shows(self) -> tuple[Month | None, str | None]:
        """Month and area shown."""
        return self._month, self._area

    @property
    def unsaved(self) -> bool:
        """Whether something stands here that is not in the store."""
        return self._standing().stripped != self._kept

    @property
    def begins(self) -> str:
        """The first line of what stands here."""
        standing = self._standing().stripped
        return (standing.remark or standing.coming).partition("\n")[0]

    def show_month(self, month: Month | None, area: str | None) -> None:
        """Show the remarks on a month; what was half-written here before is kept first."""
        self.keep()
        self.keeper.forget_form()
        self._month, self._area = month, area
        if month is None:
            return
        self._kept = self._desk.remarks.of(month, area)
        self._put(self._kept)
        self.stale.keep_to(self._kept.remark)
        self.strip.clear()
        draft = self.keeper.begin(self._form)
        if draft is None:
            return
        half_written = drafted(draft, self._kept)
        if half_written.stripped != self._kept:
            self._put(half_written)
            self._back = self._kept
            sentence = f"{self.keeper.told_restored(draft)}まだ保存していません。"
            self.strip.say(sentence, button="保存してある文に戻す", icon="rotate-ccw")

    def wait(self) -> None:
        """The figures that a proposal is made from are not known yet."""
        self.strip.say("数えています。数が出てから、もう一度押してください。", icon="loader")

    def propose(self, offered: Remark) -> None:
        """Put the sentences of a proposal that are not there yet below what was written; they can be written over."""
        end_conversion()
        before = self._standing()
        after = Remark(remark=added(before.remark, offered.remark), coming=added(before.coming, offered.coming))
        self._put(after)
        self.keeper.touch()
        if after == before:
            self.strip.say(_NOTHING_NEW)
        else:
            self._back = before
            self.strip.say(_OFFERED, button="入れる前に戻す", icon="rotate-ccw")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_stale(self, found: Sequence[Stale]) -> None:
        """Show which sentences agree no longer with the month, sentence by sentence; nothing is changed by itself."""
        self.stale.show_stale(found)
        self.stale.keep_to(self.text.text())

    def tell_closed(self, *, closed: bool, outdated: bool) -> None:
        """Say over the fields that the month is closed, and where what is written here goes; nothing where it is open.

        ``outdated``: its figures are others by now, so that an issue 訂正版 is to come anyway.
        """
        self.closed_told.setText(_OUTDATED if outdated else _CLOSED)
        self.closed_told.setVisible(closed)

    def _rewrite(self, one: Stale) -> None:
        """One sentence as its rule says it now."""
        end_conversion()
        self._back = self._standing()
        self.text.set_text(rewritten(self._back.remark, one))
        self.keeper.touch()
        self.stale.keep_to(self.text.text())
        self.strip.say(_REWRITTEN, button="書き直す前に戻す", icon="rotate-ccw")
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Commit an open conversion and keep the draft, at once."""
        if self.text.hasFocus() or self.coming.hasFocus():
            end_conversion()
        self.keeper.keep()

    def write(self) -> None:
        """Save it, and forget the draft."""
        if self._month is None:
            return
        end_conversion()
        self._desk.remarks.write(self._month, self._standing(), self._area)
        self.keeper.forget()
        self._kept = self._standing().stripped
        self.keeper.begin(self._form)
        self.strip.clear()
        self.saved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not (composing(self.text) or composing(self.coming)):
            self.keep()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @property
    def _form(self) -> str:
        return remark_form(self._month, self._area)

    def _standing(self) -> Remark:
        return Remark(remark=self.text.text(), coming=self.coming.text())

    def _put(self, remark: Remark) -> None:
        self.text.set_text(remark.remark)
        self.coming.set_text(remark.coming)

    def _texts(self) -> Texts:
        """Blanks around it are not written, so that they alone are nothing half-written."""
        standing = self._standing() if self.unsaved else self._kept
        return ({_TEXT: standing.remark, _COMING: standing.coming}, _COMING if self.coming.hasFocus() else _TEXT)

    def _take_back(self) -> None:
        """The draft, or what was proposed, goes only when the user says so."""
        self._put(self._back)
        self.keeper.keep()
        self.strip.clear()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)


def remark_form(month: Month | None, area: str | None) -> str:
    """Return the key under which remarks on a month are kept half-written."""
    return f"remark:{month}:{area or ''}"


def drafted(draft: Draft, kept: Remark) -> Remark:
    """Return the remarks of a draft; ``kept``: those in the store."""
    return Remark(remark=draft.texts.get(_TEXT, ""), coming=draft.texts.get(_COMING, kept.coming))


def shortened(line: str) -> str:
    """As much of a line as stands beside its button."""
    return f"{line[:_SHOWN]}…" if len(line) > _SHOWN else line
