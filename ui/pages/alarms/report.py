"""ReportForm: a worry begun by hand, or told by somebody else: about whom, what, and who told it."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.alarms.work import OTHER, Finding, Whom
from ui.pages.person.tie_row import TieRow, TieRows
from ui.tasks import start
from ui.theme import Theme, set_property, set_size
from ui.widgets import person_words
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_note import FieldNote
from ui.widgets.form_sheet import FormSheet
from ui.widgets.manners import end_conversion
from ui.widgets.person_header import NO_READING, PersonHeader
from ui.widgets.text_fields import LineField, LongTextField, PhonesField
from watchdesk.desk import Desk
from watchdesk.domain import line_words
from watchdesk.domain.alarm import Alarm
from watchdesk.domain.lines import PersonLine
from watchdesk.errors import Invalid, WatchDeskError

_WAIT = 250
"""Milliseconds after the last key until it is looked for."""


class ReportForm(QWidget):
    """``begin(whom or None)`` opens it, with its draft; ``raised(alarm)`` once it was written; ``left`` to go back.

    ``chosen(person's id)``: somebody on the register was chosen. ``refused(sentence)`` where it cannot be written.
    ``bar`` has its buttons; the page puts it outside of what scrolls.
    """

    raised = Signal(object)
    chosen = Signal(str)
    left = Signal()
    refused = Signal(str)
    restored = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person: PersonLine | None = None
        self._goes_along = ""
        self.header = PersonHeader(theme)
        self.whom = LineField("どなたのことか", "お名前。分からなければ、どこのどんな方か")
        self.said = LongTextField("どんな様子か", 3)
        set_size(self.said, min_height=5.7, max_height=7.5, min_width=6)
        self.reporter = LineField("知らせてくれた方", "お名前（ご自分で気づいたときは、空のまま）")
        self.phone = PhonesField("知らせてくれた方の電話")
        self.area = ChoiceField("地域", [(area, area) for area in desk.codes.areas])
        self.found = TieRows("台帳の方", "台帳には、見つかりません。このまま書いて、始められます。")
        self.record = ActionButton("気がかりを始める", "check", "Ctrl+Enter", kind="main", only_shown=True)
        self.back = ActionButton("もどる", "arrow-left", "Esc", only_shown=True)
        self.fields: Mapping[str, LineField | LongTextField | ChoiceField] = {
            "whom": self.whom,
            "said": self.said,
            "reporter": self.reporter,
            "reporter_phone": self.phone,
            "area": self.area,
        }
        self.notes = {key: FieldNote() for key in self.fields}
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._look)
        self.drafts = DraftKeeper(desk, self._texts, self)
        self.whom.edited.connect(self._timer.start)
        for key, field in self.fields.items():
            field.setProperty("key", key)
            field.edited.connect(self._edited)
        self.record.clicked.connect(self.write)
        self.back.clicked.connect(self.left)

    def begin(self, whom: Whom | None) -> None:
        """Ask; about somebody on the register whom and where are known already."""
        self._person = whom.line if whom is not None else None
        for field in self.fields.values():
            field.set_text("")
        self.area.set_value(self._desk.home_area)
        self._clear_notes()
        self.found.hide()
        if whom is not None:
            self.header.show_person(whom.line, whom.alike, whom.consent)
        self.header.setVisible(whom is not None)
        self._asked.setVisible(whom is None)
        draft = self.drafts.begin(f"alarm-new:{self._person.id if self._person is not None else OTHER}")
        if draft is not None:
            self._restore(draft.texts)
            if self._person is None or self._person.id != self._goes_along:
                self.restored.emit(draft)
        self._goes_along = ""
        self._focus = draft.focus if draft is not None else None

    def first(self) -> QWidget:
        """Where to go on."""
        field = self.fields.get(self._focus or "")
        return field if field is not None else self.said if self._person is not None else self.whom

    def write(self) -> None:
        """Begin it, or point out what is missing."""
        end_conversion()
        self._clear_notes()
        try:
            alarm = self._raise()
        except Invalid as wrong:
            self._complain(wrong)
        except WatchDeskError as refused:
            self.refused.emit(str(refused))
        else:
            self.drafts.forget()
            self.raised.emit(alarm)

    def choose(self, line: PersonLine) -> None:
        """It is somebody on the register: what is written goes along, behind what was half-written about them."""
        texts, _ = self._texts()
        form = f"alarm-new:{line.id}"
        before = self._desk.drafts.load(form)
        self.drafts.forget()
        self._desk.drafts.save(form, _behind(before.texts if before is not None else {}, texts), "said")
        self._goes_along = line.id if before is None else ""
        self.chosen.emit(line.id)

    def _raise(self) -> Alarm:
        if self.phone.problem():
            raise Invalid("reporter_phone", self.phone.problem())
        said, reporter = self.said.value(), self.reporter.value()
        if self._person is not None and reporter is None and not self.phone.value():
            return self._desk.alarms.raise_for(self._person.id, said)
        return self._desk.alarms.report(
            said=said,
            reporter=None if reporter is None else str(reporter),
            reporter_phone="、".join(self.phone.value()) or None,
            person_id=self._person.id if self._person is not None else None,
            whom=self.whom.text(),
            area=self.area.value(),
        )

    def _lay_out(self) -> None:
        self._asked = FormSheet(None, "")
        self._asked.add("どなたのことか", self._with_note("whom"), wide=True)
        sheet = FormSheet(None, "")
        sheet.add("どんな様子か", self._with_note("said"), wide=True)
        sheet.add("知らせてくれた方", self._with_note("reporter"))
        sheet.add("その方の電話", self._with_note("reporter_phone"))
        if self._desk.home_area is None:
            self._asked.add("地域", self._with_note("area"))
        lead = words(
            "近所の方などから心配な知らせがあったとき、ご自分で気づいたときに始めます。"
            "知らせてくれた方には、あとで結果を伝えます。",
            wrap=True,
        )
        title = words("気がかりを始める", "title")
        self.setLayout(column(title, lead, self.header, self._asked, self.found, sheet, STRETCH, gap=0.75))
        ends = row(STRETCH, self.back, self.record, gap=0.75, margins=(0.5, 1.5))
        self.bar = QWidget()
        self.bar.setLayout(column(rule(), ends, gap=0))

    def _with_note(self, key: str) -> QWidget:
        made = QWidget()
        made.setLayout(column(self.fields[key], self.notes[key], gap=0.2))
        made.setFocusProxy(self.fields[key])
        made.setAccessibleName(self.fields[key].accessibleName())
        return made

    def _texts(self) -> Texts:
        texts = {key: field.text() for key, field in self.fields.items()}
        focus = next((key for key, field in self.fields.items() if field.hasFocus()), "")
        return texts, focus

    def _restore(self, texts: Mapping[str, str]) -> None:
        for key, field in self.fields.items():
            field.set_text(texts.get(key, ""))

    def _edited(self) -> None:
        self._unmark(str(self.sender().property("key")))
        self.drafts.touch()

    def _complain(self, wrong: Invalid) -> None:
        field = self.fields.get(wrong.field)
        if field is None:
            self.refused.emit(str(wrong))
            return
        self.notes[wrong.field].complain(str(wrong))
        set_property(field, "wrong", True)
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clear_notes(self) -> None:
        for key in self.fields:
            self._unmark(key)

    def _unmark(self, key: str) -> None:
        if self.notes[key].wrong:
            self.notes[key].say("")
            set_property(self.fields[key], "wrong", False)

    def _look(self) -> None:
        if self._person is not None:
            return
        task = start(Finding(self._desk, self.whom.text().strip()), self)
        task.done.connect(self._show_found)
        task.failed.connect(self._fail)

    def _show_found(self, answer: tuple[str, Sequence[PersonLine]]) -> None:
        query, lines = answer
        if query != self.whom.text().strip():
            return
        self.found.show_rows([partial(self._row, line) for line in lines])
        self.found.setVisible(bool(query))

    def _row(self, line: PersonLine) -> TieRow:
        choose = ActionButton("この方です", "check", kind="low")
        choose.clicked.connect(partial(self.choose, line))
        where = " ".join(part for part in (line_words.street(line), line.building) if part)
        about = "　".join(part for part in (person_words.age(line), where) if part)
        return TieRow(line.name, line.kana or NO_READING, (about,), buttons=(choose,))

    def _fail(self, error: Exception) -> None:
        raise error


def _behind(before: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, str]:
    """What was half-written before, with what is written now; of a number or name told anew the new one."""
    said = "\n".join(filter(None, (before.get("said", ""), texts["said"])))
    told = {key: texts.get(key) or before.get(key, "") for key in {**before, **texts}}
    return {**told, "said": said, "whom": ""}
