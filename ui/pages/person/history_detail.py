"""PastDetail: one line of a history in full, and what can be done with it: put the value back, part what was merged."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.person.form import asking
from ui.pages.person.history_lines import NOTHING, PastLine, moment
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import row, words
from ui.widgets.form_sheet import FormSheet
from watchdesk.desk import Desk
from watchdesk.fields import Field

WHY_BACK = Field("reason", "戻すわけ", wide=True, hint="打ちまちがい、など。管理台帳に残ります。")
_LONGEST = 24
"""Characters of a value that a title names."""

MUST_TELL = frozenset({"consent_history"})
"""Put back only with a reason."""


class PastDetail(QWidget):
    """``show_line(line)``; ``come_to()`` goes to what can be done, ``resume(drafts)`` opens what is half-written.

    ``wrote(sentence)`` after a value was put back, ``refused(sentence)`` where not. ``parting(line)``: the two records
    that were merged are to be parted. ``closed`` when its question was answered or put away.
    """

    wrote = Signal(str)
    refused = Signal(str)
    parting = Signal(object)
    closed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person_id = ""
        self.line: PastLine | None = None
        self._sheet: FormSheet | None = None
        self.back = ActionButton("前の値に戻す", "undo-2", kind="low")
        self.part = ActionButton("まとめた記録を、2つに分ける", "undo-2", kind="low")
        self._title = words("", "name", wrap=True)
        self._why_not = words("", voice="soft", wrap=True)
        self.in_place = InPlace(desk)
        self._column = QVBoxLayout()
        set_gaps(self._column, 0.5)
        head = row(self._title, self.back, self.part, gap=0.75)
        head.setStretch(0, 1)
        self._column.addLayout(head)
        self._column.addWidget(self._why_not)
        self._column.addWidget(self.in_place)
        self.setLayout(self._column)
        self.back.clicked.connect(self._ask)
        self.part.clicked.connect(self._part)
        self.in_place.wrote.connect(self.wrote)
        self.in_place.refused.connect(self.refused)
        self.in_place.closed.connect(self._after_asking)
        self.hide()

    def show_line(self, person_id: str, line: PastLine | None) -> None:
        """Show a line; what is half-written about another is put away and kept."""
        if self.line is not None and (line is None or line.id != self.line.id or person_id != self._person_id):
            self.in_place.keep()
            self.in_place.put_away()
        self._person_id, self.line = person_id, line
        self.setVisible(line is not None)
        if line is not None:
            self._show(line)

    def come_to(self) -> None:
        """Go to the button of this line, or stay."""
        for button in (self.back, self.part):
            if button.isVisible() and button.isEnabled():
                button.setFocus()

    def resume(self, drafts: frozenset[str]) -> None:
        """Open again what was half-written of this line."""
        if self.line is not None and self.in_place.form is None and self._draft(self.line) in drafts:
            self._ask()

    def _show(self, line: PastLine) -> None:
        past = line.past
        self._title.setText(f"{past.title}　{moment(past.at)} {past.action}")
        sheet = FormSheet(None, "")
        if past.change and not past.merge:
            sheet.add_text("前の値", past.old or NOTHING)
            sheet.add_text("あとの値", past.new or NOTHING)
        elif past.new:
            sheet.add_text("まとめた方" if past.merge else "なまえ", past.new, wide=True)
        sheet.add_text("だれが", line.who or "（わかりません）")
        sheet.add_text("わけ", past.reason or NOTHING)
        if self._sheet is not None:
            self._column.removeWidget(self._sheet)
            self._sheet.hide()
            self._sheet.deleteLater()
        self._sheet = sheet
        self._column.insertWidget(2, sheet)
        asked = self.in_place.form is not None
        self.back.setVisible(past.change > 0 and not past.merge and not asked)
        self.back.setEnabled(past.can_put_back)
        self.part.setVisible(line.parts)
        self._why_not.setText("" if past.merge else past.why_not)
        self._why_not.setVisible(bool(self._why_not.text()))

    def _ask(self) -> None:
        if self.line is None or not self.line.past.can_put_back:
            return
        past = self.line.past
        must = past.field in MUST_TELL
        self.in_place.ask(
            Question(
                draft=self._draft(self.line),
                title=f"「{past.title}」を、前の値{_short(past.old)}に戻します",
                told="わけは書かなくてもかまいません。いまの値も、履歴に残ります。" * (not must),
                save="前の値に戻す",
                fields=(replace(WHY_BACK, required=must),),
                asking=asking(self._desk),
                write=self._put_back,
            )
        )
        self.back.hide()

    def _put_back(self, values: Values) -> str:
        if self.line is None:
            raise RuntimeError("no line is shown")
        return self._desk.history.put_back(self.line.past.change, values["reason"])

    def _part(self) -> None:
        if self.line is not None and self.line.parts:
            self.parting.emit(self.line)

    def _after_asking(self) -> None:
        if self.line is not None:
            self._show(self.line)
        self.closed.emit()

    def _draft(self, line: PastLine) -> str:
        return f"{draft_key(self._person_id)}{line.past.change}"


def draft_key(person_id: str) -> str:
    """Under which reasons for putting back keep what is half-written; the change's number follows."""
    return f"putback:{person_id}:"


def _short(text: str) -> str:
    first = text.partition("\n")[0]
    shown = first if len(first) <= _LONGEST else f"{first[:_LONGEST]}…"
    return f"「{shown}」" if shown else NOTHING
