"""EntryPanel: 「まわり用紙を打ちこむ」: a line a person in the paper's order, by digits and Enter; each is saved."""

import sys

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.page import Shape
from ui.pages.reader import UNREAD
from ui.pages.rounds import entry_words
from ui.pages.rounds.entry_fields import LineFields
from ui.pages.rounds.entry_parts import EntryParts
from ui.pages.rounds.entry_reading import ReadingSheet, with_visit
from ui.pages.rounds.entry_strip import EntryStrip
from ui.pages.visit import words as visit_words
from ui.pages.visit.answers import answer_of, answers_for, condition_of, results_of
from ui.tasks import Latest
from ui.why import told
from ui.widgets.manners import end_conversion
from watchdesk.desk import Desk, Seen
from watchdesk.domain.round import Sheet, SheetLine
from watchdesk.domain.words import SILENT, Method
from watchdesk.errors import Invalid, WatchDeskError


class EntryPanel(QWidget):
    """``show_sheet(sheet)``; ``closed``: あとで続ける; ``received(sheet)``: the paper is counted in.

    ``alarmed(alarm_id)`` leads to the steps for whoever did not answer, None to all; ``said`` is for the status line.

    What stands half typed in a line is a draft of its own; every finished line is a visit at once.
    """

    closed = Signal()
    received = Signal(object)
    said = Signal(str)
    alarmed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.sheet: Sheet | None = None
        self._line: SheetLine | None = None
        self._filling = False
        self._begins = "answer"
        self.parts = parts = EntryParts(desk, entry_words.columns(desk.codes.labels("signs")))
        self.table, self.bar, self.strip = parts.table, parts.bar, parts.strip
        self.fields = LineFields(self)
        self.told = EntryStrip(self.strip, self)
        self.setLayout(parts.layout())
        self.drafts = DraftKeeper(desk, self._texts, self)
        parts.hold(self.fields)
        self._reading = Latest(self._read, self)
        self._reading.done.connect(self._take_read)
        self._reading.failed.connect(self._tell_unread)
        self._connect()

    def _connect(self) -> None:
        parts = self.parts
        self.fields.ended.connect(self._end_line)
        self.fields.stepped.connect(self._step)
        self.fields.edited.connect(self._edited)
        self.fields.refused.connect(self.bar.complain)
        self.fields.answer.refused.connect(self.bar.complain)
        self.table.clicked.connect(self._press_row)
        parts.method.edited.connect(self._change_method)
        parts.back_one.clicked.connect(self._back_one)
        parts.empty_line.clicked.connect(self._empty_line)
        parts.chosen.connect(self._press_answer)
        parts.walked.connect(self._change_walk)
        self.bar.leaving.connect(self.closed)
        self.bar.receiving.connect(self.receive)
        self.told.alarmed.connect(self.alarmed)
        self.told.agreed.connect(self._receive)
        self.told.read.connect(self.fields.reach)
        self.drafts.kept.connect(self._tell_kept)
        self.drafts.failed.connect(self.told.tell_unkept)

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width."""
        self.parts.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """The field of the line at hand; the buttons once nothing is left to type."""
        sheet = self.sheet
        if sheet is not None and not sheet.left and not self.drafts.changed():
            return self.bar.receive if self.bar.receive.isEnabled() else self.bar.later
        return self.fields.named(self._begins)

    # ---- the sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Begin with a sheet, at the line left half typed, else at the first that is not typed in."""
        self.sheet, self._line = sheet, None
        self.told.begin()
        self.bar.begin()
        self.drafts.what = f"まわり用紙 {sheet.shown}"
        self.fields.signs.count_to(len(sheet.round.signs))
        self._show_rows(sheet)
        draft = self._desk.drafts.load(self._form(sheet))
        left = next(
            (line for line in sheet.lines if draft is not None and line.person_id == draft.texts.get("person")), None
        )
        first = left or next(iter(sheet.left), sheet.lines[0])
        self._go_to(first, restore=True)

    def reread(self) -> None:
        """Show the sheet as it stands now; what is being typed stays."""
        if self.sheet is not None:
            self._reading.ask()

    def _read(self) -> ReadingSheet:
        return ReadingSheet(self._desk, self.sheet.round.id if self.sheet is not None else "")

    def _take_read(self, sheet: Sheet) -> None:
        if self.sheet is None or sheet.round.id != self.sheet.round.id:
            return
        before = self._line.visit if self._line is not None else None
        self._show_rows(sheet)
        if self._line is not None and self._line.visit != before and not self.drafts.changed():
            self._fill(self._line)  # what was taken back, or corrected elsewhere, stands here no more

    def _tell_unread(self, error: Exception) -> None:
        """What stands here may be behind; what is typed in is saved all the same."""
        if not isinstance(error, WatchDeskError):
            sys.excepthook(type(error), error, error.__traceback__)  # into the log
        self.bar.complain(str(error) if isinstance(error, WatchDeskError) else UNREAD)

    def _show_rows(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self._filling = True
        self.table.set_rows(sheet.lines)
        self._filling = False
        if self._line is not None:
            self._line = sheet.lines[self._line.place - 1]
        self.parts.show_sheet(sheet, self._desk.today())
        self._tell_line()

    @staticmethod
    def _form(sheet: Sheet) -> str:
        return f"round:{sheet.round.id}"

    # ---- lines

    def _go_to(self, line: SheetLine, *, restore: bool = False) -> None:
        """Come to a line and put the focus into it."""
        self._filling = True
        self._line = line
        self.table.select(line.place)
        self._fill(line)
        self._filling = False
        focus = self._take_draft(line) if restore else ""
        self.table.follow()
        self._tell_line()
        self._begins = focus or "answer"
        self.fields.reach(self._begins)

    def _fill(self, line: SheetLine) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        visit = line.visit
        method = visit.method if visit else sheet.round.method
        self.parts.method.set_value(method)
        self.fields.answer.offer(answers_for(method))
        key = answer_of(visit.result, visit.condition, visit.method) if visit else None
        self.fields.fill(key, entry_words.numbers_of(visit, sheet.round), visit.note if visit else None)
        for field in self.fields.all:
            field.setEnabled(line.person is not None)
        self.drafts.begin(self._form(sheet))

    def _take_draft(self, line: SheetLine) -> str:
        """Put back what was half typed in this line; return the field it was in."""
        sheet = self.sheet
        draft = self._desk.drafts.load(self._form(sheet)) if sheet is not None else None
        if draft is None or draft.texts.get("person") != line.person_id:
            return ""
        texts = draft.texts
        self.parts.method.set_text(texts.get("method", ""))
        self.fields.answer.offer(answers_for(self._method()))
        self.fields.answer.set_value(texts.get("answer") or None)
        self.fields.signs.set_text(texts.get("signs", ""))
        self.fields.note.set_text(texts.get("note", ""))
        when = visit_words.moment(draft.at, self._desk.now())
        self.told.tell_restored(when, line.place)
        return draft.focus or ""

    def _texts(self) -> Texts:
        fields = self.fields
        texts = {
            "person": self._line.person_id if self._line else "",
            "answer": fields.answer.value() or "",
            "signs": " ".join(fields.signs.text().split()),
            "note": fields.note.text(),
            "method": self.parts.method.text(),
        }
        return texts, fields.focus_key()

    def _method(self) -> Method:
        return Method(self.parts.method.value() or Method.VISIT.value)

    def _end_line(self) -> None:
        """The last Enter of a line: save it, and go to the next one."""
        if self._save_line():
            self._move(1)

    def _step(self, by: int) -> None:
        """↑ and ↓: what stands in the line is saved before it is left."""
        if self._save_line():
            self._move(by)

    def _back_one(self) -> None:
        self._step(-1)

    def _press_row(self) -> None:
        """Another row was pressed: save the line at hand, and go there."""
        chosen = self.table.row()
        if chosen is None or self._line is None or chosen.place == self._line.place:
            self.fields.reach()
        elif self._save_line() and self.sheet is not None:
            self._go_to(self.sheet.lines[chosen.place - 1])
        elif self._line is not None:
            self.table.select(self._line.place)

    def _move(self, by: int) -> None:
        sheet, line = self.sheet, self._line
        if sheet is None or line is None:
            return
        place = line.place + by
        if 1 <= place <= len(sheet.lines):
            self._go_to(sheet.lines[place - 1])
        elif by < 0:
            self._go_to(line)
        elif sheet.left and line.visit is not None:
            self._go_to(sheet.left[0])
        else:
            self._go_to(line)
            self.bar.reach()

    def _save_line(self) -> bool:
        """Save the line at hand where something was typed; False where it cannot be taken, with the reason shown."""
        end_conversion()
        if self.sheet is None or self._line is None or not self.drafts.changed():
            return True
        try:
            seen = self._seen(self.sheet, self._line)
            visit = self._desk.rounds.enter(self.sheet.round.id, self._line.person_id, seen)
        except Invalid as wrong:
            self.bar.complain(str(wrong))
            self.fields.blame(_FIELD_OF.get(wrong.field, "answer"))
            return False
        except WatchDeskError as refused:
            self.bar.complain(told(self, refused, self._save_line))
            return False
        self.drafts.forget()
        self.bar.complain("")
        self._show_rows(with_visit(self.sheet, self._line.place, visit))  # the rest is read again beside the window
        self.bar.tell_saved(self.sheet.typed, visit_words.clock_in_words(self._desk.now()))
        self.told.tell_saved(self._desk.alarms.raised_by([visit.id]) if visit.result in SILENT else ())
        self.drafts.begin(self._form(self.sheet))  # one may stay in this line
        return True

    def _seen(self, sheet: Sheet, line: SheetLine) -> Seen:
        """What the fields say; Invalid where the answer is missing or a number is none of the sheet's."""
        key, method, before = self.fields.answer.value(), self._method(), line.visit
        same = before is not None and before.method is method
        if key is None and not same:
            digits = "・".join(answer.digit for answer in answers_for(method))
            raise Invalid("answer", f"様子を、数字で打ってください（{digits}）。", kind="missing")
        numbers = self.fields.signs.numbers()
        signs = tuple(sheet.round.signs[number - 1] for number in numbers)
        if before is not None and same and key in (None, answer_of(before.result, before.condition, method)):
            result, condition = before.result, before.condition  # told more exactly elsewhere than by a digit
        else:
            result, condition = results_of(key or "", method)[0], condition_of(key or "")
        others = tuple(code for code in before.signs if code not in sheet.round.signs) if before else ()
        note = self.fields.note.value()
        return Seen(
            result=result,
            condition=condition,
            method=method,
            signs=(*signs, *others),
            note=None if note is None else str(note),
        )

    # ---- what the user does

    def _edited(self) -> None:
        if not self._filling:
            self.bar.complain("")
            self.drafts.touch()
            self._tell_line()

    def _press_answer(self, digit: str) -> None:
        if self.fields.answer.choose(digit):
            self.fields.reach()

    def _change_method(self) -> None:
        self.fields.answer.offer(answers_for(self._method()))
        self._edited()
        self.fields.reach()

    def _change_walk(self) -> None:
        """The day or the walker was told: the visits typed in already follow."""
        sheet, day = self.sheet, self.parts.day.value()
        if sheet is None or day is None or not self._save_line():
            return
        try:
            self._show_rows(self._desk.rounds.walked(sheet.round.id, on=day, walker=self.parts.walker.value()))
        except WatchDeskError as refused:
            self.bar.complain(told(self, refused, self._change_walk))

    def _empty_line(self) -> None:
        """Take back what was typed into the line at hand."""
        if self.sheet is None or self._line is None:
            return
        try:
            self._desk.rounds.take_out(self.sheet.round.id, self._line.person_id)
        except WatchDeskError as refused:
            self.bar.complain(told(self, refused, self._empty_line))
            return
        self.drafts.forget()
        self._show_rows(self._desk.rounds.sheet(self.sheet.round.id))
        self._go_to(self.sheet.lines[self._line.place - 1])

    def receive(self) -> None:
        """Count the paper in; where lines are still empty, only once that was read."""
        if self.sheet is None or not self._save_line():
            return
        if self.sheet.left:
            self.told.ask(len(self.sheet.left))
        else:
            self._receive()

    def _receive(self) -> None:
        if self.sheet is None:
            return
        try:
            self._desk.rounds.received(self.sheet.round.id)
        except WatchDeskError as refused:
            self.bar.complain(str(refused))
            return
        self.received.emit(self.sheet)

    # ---- what is told

    def _tell_line(self) -> None:
        """Whose line it is, what is known of the person, and the words of the signs typed."""
        line, sheet = self._line, self.sheet
        if line is None or sheet is None:
            return
        labels = self._desk.codes.labels("signs")
        try:
            codes = [(number, sheet.round.signs[number - 1]) for number in self.fields.signs.numbers()]
        except Invalid:
            codes = []
        signs = "、".join(f"{number} {labels.get(code, code)}" for number, code in codes)
        self.parts.tell_line(line, signs)

    def _tell_kept(self, at: object) -> None:
        if at is not None:
            self.bar.tell_kept(visit_words.clock_in_words(self._desk.now()))


_FIELD_OF = {"answer": "answer", "result": "answer", "condition": "answer", "signs": "signs", "note": "note"}
"""The field of a line that a record's field stands in."""
