"""SentFace: the files that went out, whose receipt is awaited, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.pages.copies.files import about
from ui.pages.in_place import InPlace, Question, Values
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.empty import Empty
from ui.widgets.flow import Flow
from ui.widgets.record_form import Asking
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.era import show_day_short
from watchdesk.domain.handover import Handover
from watchdesk.fields import Field, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file that went out, with its receiver's word, on the day it is."""

    file: Handover
    receiver: str
    today: date

    @property
    def id(self) -> str:
        """Rows are told apart by it."""
        return self.file.id

    @property
    def state(self) -> tuple[str, str]:
        """What is awaited, and the tone of it."""
        if self.file.erased_on is not None:
            return "消しました", ""
        if self.file.received_on is not None:
            over = self.file.is_to_erase(self.today)
            return ("消す日を過ぎました", "care") if over else ("受領済み", "ok")
        late = self.file.late_days(self.today)
        return ("受領書が遅れています", "care") if late else ("受領書を待っています", "wait")


COLUMNS: tuple[Column[Sent], ...] = (
    Column("渡した日", lambda one: show_day_short(one.file.made_on), sort_key=lambda one: one.file.made_on, width=6),
    Column("渡した相手", lambda one: one.receiver, width=12, importance=ALWAYS),
    Column("中身", lambda one: one.file.title, below=lambda one: one.file.file_name, width=14),
    Column("数", lambda one: f"{one.file.people:,}名・{one.file.visits:,}件", width=8, importance=2),
    Column("受領書", lambda one: one.state[0], tone=lambda one: one.state[1] or "soft", width=10, importance=ALWAYS),
)

_DRAFTS = "handover"
RECEIPT, MENDED, BACK, ERASED = "receipt", "mended", "returned", "erased"
_ON = Field("on", "いつ", Kind.DAY, required=True)
_SIGNED = (Field("by", "署名した方", required=True), _ON)
_ASKS: Mapping[str, tuple[str, tuple[Field, ...]]] = {
    RECEIPT: ("受領書が戻りました", _SIGNED),
    MENDED: ("受領書に署名した方と、日を直します", _SIGNED),
    BACK: ("USBメモリー・封筒が戻りました", (_ON,)),
    ERASED: ("相手がファイルを消しました", (_ON,)),
}
"""What is asked of a deed: its title, and the fields."""


class SentFace(QWidget):
    """``read()`` shows them; ``said`` for the status line, ``papers(id)`` when 送り状 and 受領書 are wanted."""

    said = Signal(str)
    papers = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.table = RecordTable(COLUMNS, "渡したファイルの一覧", folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty = Empty()
        self.empty.say(
            "渡したファイルは、まだありません。", "つくると、受領書が戻るまでここで待ちます。", icon="package"
        )
        self.receipt = ActionButton("受領書が戻った", "check", "R")
        self.mend = ActionButton("署名した方・日を直す", "pen-line")
        self.back = ActionButton("USBメモリー・封筒が戻った", "archive-restore")
        self.erased = ActionButton("相手がファイルを消した", "circle-x")
        self.print = ActionButton("送り状・受領書・ラベルを印刷する", "printer", "Ctrl+P")
        self.about, self.in_place = words("", voice="soft", wrap=True), InPlace(desk)
        self._list = QStackedWidget()
        for part in (self.empty, self.table):
            self._list.addWidget(part)
        self._buttons = QWidget()
        self._buttons.setLayout(Flow(self.receipt, self.print, self.back, self.erased, self.mend, gap=0.75))
        head = words("渡したファイル", "name")
        self.setLayout(column(head, self._list, self.about, self._buttons, self.in_place, gap=0.6))
        set_size(self._list, min_height=11)
        self.table.current_changed.connect(self._show)
        for button, deed in (
            (self.receipt, RECEIPT),
            (self.mend, MENDED),
            (self.back, BACK),
            (self.erased, ERASED),
        ):
            button.clicked.connect(partial(self._ask_of_current, deed))
        self.print.clicked.connect(self._print)
        self.in_place.wrote.connect(self._wrote)
        self.in_place.refused.connect(self._tell_refused)
        self.in_place.closed.connect(self._show)

    def read(self, select: str | None = None) -> None:
        """Show what went out, the newest first."""
        room, today = self._desk.handovers, self._desk.today()
        rows = [Sent(file=one, receiver=room.receiver_word(one), today=today) for one in room.all()]
        self.table.set_rows(rows)
        self._list.setCurrentWidget(self.table if rows else self.empty)
        if select is not None:
            self.table.select(select)
        self._show()

    def resume(self) -> None:
        """Ask again what was being answered of a file, where its question is not open any more."""
        if self.in_place.form is not None:
            return
        for draft in self._desk.drafts.all():
            room, deed, of = f"{draft.form}::".split(":")[:3]
            if room == _DRAFTS and deed in _ASKS and self.table.select(of):
                self._ask_of_current(deed)
                return

    def reshape(self, cards: bool) -> None:
        """A card for each where it is narrow."""
        self.table.show_cards(cards)

    def _current(self) -> Handover | None:
        row = self.table.row() if self._list.currentWidget() is self.table else None
        return row.file if row is not None else None

    def _show(self, _current: object = None) -> None:
        one = self._current()
        self._buttons.setVisible(one is not None and self.in_place.form is None)
        self.about.setVisible(one is not None)
        if one is not None:
            self.receipt.setVisible(one.is_unreceipted)
            self.mend.setVisible(one.received_on is not None)
            self.back.setVisible(one.returned_on is None)
            self.erased.setVisible(one.erased_on is None)
            stood = "・".join(self._desk.handovers.receipt_before(one.id))
            self.about.setText(about(one) + (f"　直す前の受領の記録：{stood}" if stood else ""))
            self.about.setVisible(bool(self.about.text()))

    def _ask_of_current(self, deed: str, *_: object) -> None:
        one = self._current()
        if one is None:
            return
        title, fields = _ASKS[deed]
        self.in_place.ask(
            Question(
                draft=f"{_DRAFTS}:{deed}:{one.id}",
                title=f"{title}（{one.title}）",
                save="直す" if deed == MENDED else "書きとめる",
                fields=fields,
                asking=Asking(today=self._desk.today(), choices=lambda _name: (), near=frozenset({"on"})),
                write=partial(self._write, one, deed),
                values=self._filled(one, deed),
                ready=len(fields) == 1,
            )
        )
        self._buttons.hide()

    def _filled(self, one: Handover, deed: str) -> Values:
        if deed == MENDED:
            return {"by": one.received_by or "", "on": one.received_on}
        return {"on": self._desk.today()}

    def _write(self, one: Handover, deed: str, values: Values) -> str:
        room = self._desk.handovers
        if deed == RECEIPT:
            room.receipt(one.id, values["on"], values["by"])
            return "受領書が戻ったと書きました。"
        if deed == MENDED:
            room.correct_receipt(one.id, values["on"], values["by"])
            return "受領書の記録を直しました。前の記録も、下に残ります。"
        if deed == BACK:
            room.returned(one.id, values["on"])
            return "USBメモリー・封筒が戻ったと書きました。"
        room.erased(one.id, values["on"])
        return "相手がファイルを消したと書きました。"

    def _wrote(self, sentence: str) -> None:
        one = self._current()
        self.read(one.id if one is not None else None)
        self.said.emit(sentence)

    def _tell_refused(self, sentence: str) -> None:
        """Say it in the status line; that nothing is to be mended any more needs no words there."""
        if sentence:
            self.said.emit(sentence)

    def _print(self) -> None:
        one = self._current()
        if one is not None:
            self.papers.emit(one.id)
