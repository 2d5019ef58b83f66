"""CaseForm: a case written down while one listens: who, what, of which field; all on one screen, by keys alone."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.pages.consultations import words as case_words
from ui.pages.consultations.numbered import NumberedChoice
from ui.pages.consultations.whom import NAME, PERSON, Whom
from ui.pages.consultations.whom_form import WhomForm
from ui.pages.information.given_field import GivenField
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form_sheet import FormSheet
from ui.widgets.record_form import Entry
from ui.widgets.text_fields import LineField, LongTextField, PhonesField
from ui.widgets.time_field import TimeField
from watchdesk.desk import Desk, Draft
from watchdesk.domain.consultation import OTHER, Consultation, ConsultWay, Urgency
from watchdesk.errors import Invalid

_NOT_CHOSEN = "台帳の方を選ぶか、空にしてください。お名前は「相談の中身」にも書けます。"
_TIMES = ("opened_on", "opened_at")
_THREE_LINES, _NARROW = 5.7, 46.0
"""Em."""


class CaseForm(WhomForm):
    """For a known case, or a new one (None). ``begin(person_id, way)`` fills it and puts a draft back.

    ``save()`` writes and returns the record; Invalid after marking what is wrong. ``submitted`` on Ctrl+Enter.
    """

    def __init__(self, desk: Desk, case: Consultation | None, visit_id: str | None = None) -> None:
        super().__init__()
        self._desk, self.case, self._visit_id = desk, case, visit_id
        self._ward = desk.home_area is None
        self.whom = Whom(desk)
        self.entries = self._make_entries()
        self.note_entries()
        self._others: dict[str, QWidget] = {}
        self._filled: dict[str, str] = {}
        self._focus: str | None = None
        self._lay_out()
        self.keeper = DraftKeeper(desk, self.texts, self)
        self.whom.chosen.connect(self._go_on)
        self._show_others()

    def begin(self, person_id: str | None = None, way: ConsultWay = ConsultWay.PHONE) -> Draft | None:
        """Fill the form, a new one with the moment and a person; put back what was half-written."""
        case, now = self.case, self._desk.now()
        new = {"opened_on": now.date(), "opened_at": now.time().replace(second=0), "way": way, "urgency": Urgency.USUAL}
        for key, entry in self.entries.items():
            entry.set_value(getattr(case, key, None) if case is not None else new.get(key))
        if self._ward and case is None:
            self.entries["area"].set_value(next(iter(self._desk.codes.areas), None))
        self.whom.show_person(case.person_id if case is not None else person_id)
        self._show_others()
        self._show_stamp()
        self._filled = self.written()
        draft = self.keeper.begin(draft_key(case, person_id))
        self._focus = draft.focus if draft is not None else None
        if draft is not None:
            self.restore(draft.texts)
        return draft

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written."""
        super().restore(texts)
        self._show_others()
        self._show_stamp()

    def first_field(self) -> QWidget:
        """Where the focus belongs: the field that was being written, else whom it is about, else what is said."""
        key = self.focus_key() or self._focus or ""
        if key in self.entries:
            return self.widget(key)
        return self.whom.sought if self.whom.person_id is None and self.case is None else self.widget("said")

    def save(self) -> Consultation:
        """Write what was written; a name that is nobody's on the register is the caller's."""
        self.clear_errors()
        for key, entry in self.entries.items():
            if entry.problem() and (self.case is None or entry.text() != self._filled.get(key)):
                raise Invalid(key, entry.problem())
        values = self._values()
        if self.case is None:
            saved = self._desk.consultations.open_case(values)
        else:
            del values["done"], values["given"]
            saved = self._desk.consultations.change(self.case.id, values)
        self.keeper.forget()
        return saved

    def complain(self, error: Invalid) -> str:
        """Mark what is wrong, lead there, and say it for the bar."""
        if error.field in _TIMES:
            self._show_times()
        return self.mark(error.field, str(error))

    # ---- inside

    def _values(self) -> dict[str, Any]:
        values = {key: entry.value() for key, entry in self.entries.items()}
        values["caller_phone"] = "、".join(values["caller_phone"]) or None
        values["field"], values["content"] = values["field"] or "", values["content"] or ""
        values["said"] = values["said"] or ""
        values["way"], values["urgency"] = ConsultWay(values["way"]), Urgency(values["urgency"])
        for name, code in OTHER.items():
            if values[name] != code:
                values[f"{name}_word"] = None
        if self.whom.name() is not None:
            if values["caller"]:
                raise Invalid(NAME, _NOT_CHOSEN, kind="not_chosen")
            values["caller"] = self.whom.name()
        values[PERSON] = self.whom.person_id
        if self.case is None and self._visit_id is not None:
            values["visit_id"] = self._visit_id
        return values if self._ward and self.case is None else {key: values[key] for key in values if key != "area"}

    def _make_entries(self) -> dict[str, Entry]:
        said = LongTextField("相談の中身（必ず）", 2)
        set_size(said, height=_THREE_LINES, min_width=6)
        entries: dict[str, Entry] = {
            "caller": LineField("相談した方", "ご本人なら、空のまま"),
            "caller_relation": LineField("その方の関係", "長女・近所の方など"),
            "caller_phone": PhonesField("電話"),
            "way": ChoiceField("受けた方法", case_words.listed(ConsultWay), optional=False),
            "said": said,
            "field": self._numbered("field", "分野（必ず）", 4),
            "field_word": LineField("分野のその他", "どんな分野か、ひとこと"),
            "content": self._numbered("content", "内容（必ず）", 5),
            "content_word": LineField("内容のその他", "どんな内容か、ひとこと"),
            "done": LineField("したこと", "くわしくは、あとで書き足せます"),
            "given": GivenField(self._desk),
            "urgency": ChoiceField("急ぎぐあい", case_words.listed(Urgency), optional=False),
            "opened_on": DateField("受けた日", self._desk.today(), near=True, calendar=False),
            "opened_at": TimeField("受けた時刻"),
        }
        if self._ward:
            areas = [(area, area) for area in self._desk.codes.areas]
            entries["area"] = ChoiceField("地域", areas, optional=False)
        return entries

    def _numbered(self, key: str, title: str, columns: int) -> NumberedChoice:
        name, codes = f"consult_{key}s", self._desk.codes
        choices = [(entry.code, entry.label) for entry in codes.entries(name)]
        return NumberedChoice(title, choices, dict(codes.labels(name)), columns)

    def _lay_out(self) -> None:
        self._sheet = sheet = FormSheet(None, "", narrow=_NARROW)
        sheet.add("どなたのこと", self.noted(NAME), wide=True)
        sheet.add("相談した方", self._side("caller", "caller_relation"))
        sheet.add("電話・方法", self._side("caller_phone", "way"))
        sheet.add("相談の中身＊", self.noted("said"), wide=True)
        sheet.add("分野＊", self._coded("field"), wide=True)
        sheet.add("内容＊", self._coded("content"), wide=True)
        if self.case is None:
            sheet.add("したこと", self.noted("done"))
        sheet.add("急ぎぐあい", self.noted("urgency"))
        if self._ward and self.case is None:
            sheet.add("地域", self.noted("area"), wide=True)
        self._stamp, self.restamp = words("", "strong"), ActionButton("日時を変える", kind="link")
        self._times = self._side("opened_on", "opened_at")
        self._times.hide()
        self.restamp.clicked.connect(self._ask_times)
        given = self.noted("given")
        if self.case is not None:
            given.hide()
        stamp = row(given, self._stamp, self.restamp, self._times, STRETCH, gap=0.6)
        self.setLayout(column(sheet, stamp, gap=0.2))

    def _side(self, one: str, other: str) -> QWidget:
        made = QWidget()
        parts = row(self.noted(one), self.noted(other), gap=0.5)
        parts.setStretch(0, 3)
        parts.setStretch(1, 2)
        made.setLayout(parts)
        made.setFocusProxy(self.widget(one))
        return made

    def _coded(self, key: str) -> QWidget:
        made = QWidget()
        self._others[key] = self.noted(f"{key}_word")
        made.setLayout(column(self.noted(key), self._others[key], gap=0.25))
        made.setFocusProxy(self.widget(key))
        return made

    def _ask_times(self) -> None:
        """It was received at another moment than when the form was opened."""
        self._show_times()
        self.widget("opened_on").setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_times(self) -> None:
        self._times.show()
        for part in (self._stamp, self.restamp):
            part.hide()

    def _show_stamp(self) -> None:
        """When it was received; where that cannot be read, or is being written, the fields stand there."""
        on, at = self.entries["opened_on"].value(), self.entries["opened_at"].value()
        if on is None or self._focus in _TIMES or any(self.entries[key].problem() for key in _TIMES):
            self._show_times()
        else:
            self._stamp.setText(f"{case_words.moment(on, at, self._desk.today())}に受けました。")

    def _show_others(self) -> None:
        """その他 asks for a word."""
        for name, code in OTHER.items():
            self._others[name].setVisible(self.entries[name].value() == code)

    def _go_on(self) -> None:
        self.widget("caller").setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, key: str) -> None:
        """その他 asks for its word."""
        if key in OTHER:
            self._show_others()


def draft_key(case: Consultation | None, person_id: str | None = None) -> str:
    """Under which what is half-written of a case is kept; of a new one, by whom it was opened from."""
    return f"consultation:{case.id}" if case is not None else f"consultation:new:{person_id or ''}"
