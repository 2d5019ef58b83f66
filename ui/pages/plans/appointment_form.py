"""AppointmentForm: asks for an appointment's fields and whom it is with, and keeps what is half-written as a draft."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.pages.plans.whom import PERSON, Whom
from ui.pages.writing import Editor
from ui.theme import set_size
from ui.widgets.boxes import column
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import Desk, Draft
from watchdesk.domain.appointment import Appointment
from watchdesk.errors import Invalid
from watchdesk.fields import APPOINTMENT_FIELDS, Field, Kind, Section

_AREA = Field("area", "地域", Kind.CHOICE, code_list="areas", hint="お会いする方を決めないときに、選びます。")
"""Asked only in a store of the whole ward."""

_THREE_LINES = 5.7
"""Em."""


class AppointmentForm(Editor):
    """For a known appointment, or a new one (None). ``begin(day, person_id)`` fills it and puts a draft back.

    ``save()`` writes and returns the record; Invalid after marking what is wrong. ``submitted`` on Ctrl+Enter,
    ``edited`` with each change.
    """

    def __init__(self, desk: Desk, appointment: Appointment | None) -> None:
        super().__init__()
        self._desk, self.appointment = desk, appointment
        ward = desk.home_area is None
        fields = (*APPOINTMENT_FIELDS, _AREA) if ward else APPOINTMENT_FIELDS
        self.form = RecordForm((Section("", fields),), _asking(desk))
        self.whom = Whom(desk)
        self.setLayout(column(self.whom, self.form, gap=0.75))
        set_size(self.form.entry("note"), height=_THREE_LINES)
        self.form.submitted.connect(self.submitted)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.form.edited.connect(self.keeper.touch)
        self.whom.edited.connect(self.keeper.touch)
        self.whom.passed.connect(self._go_on)
        self.form.edited.connect(self.edited)

    def begin(self, day: date | None = None, person_id: str | None = None) -> Draft | None:
        """Fill the form, a new one with a day and a person; put back what was half-written."""
        known = self.appointment
        self.form.set_values(_shown(known) if known is not None else {"on": day})
        self.whom.show_person(known.person_id if known is not None else person_id)
        draft = self.keeper.begin(draft_key(known))
        if draft is not None:
            self.restore(draft.texts)
            if draft.focus:
                self.form.restore({}, draft.focus)
        return draft

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written, and whom it is with."""
        self.form.restore(texts)
        self.whom.restore(texts)

    def _go_on(self) -> None:
        self.form.focus_on("what")

    def save(self) -> Appointment:
        """Write what was written."""
        errors = self.form.check()
        if errors:
            raise errors[0]
        values: dict[str, Any] = {**self.form.values(), PERSON: self.whom.person_id}
        if self.appointment is None:
            saved = self._desk.plans.agree(values)
        else:
            written = {*self.form.written(), PERSON}
            saved = self._desk.plans.change(
                self.appointment.id, {key: value for key, value in values.items() if key in written}
            )
        self.keeper.forget()
        return saved

    def complain(self, error: Invalid) -> str:
        """Mark what is wrong, and say it for the bar."""
        return self.form.show_errors(self.form.check() or (error,))

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        return self.form.to_mend

    def first_field(self) -> QWidget:
        """Where the focus belongs: the field that was being written, else whom it is with, else what is planned."""
        key = self.form.focus_key()
        if not key and self.appointment is None and self.whom.person_id is None:
            return self.whom.sought
        widget: QWidget = self.form.entry(key or "what")
        return widget

    def written(self) -> dict[str, str]:
        """What was written, as typed, and whom it is with."""
        return {**self.form.written(), **self.whom.texts()}

    def _texts(self) -> tuple[Mapping[str, str], str]:
        return {**self.form.texts(), **self.whom.texts()}, self.form.focus_key()


def draft_key(appointment: Appointment | None) -> str:
    """Under which what is half-written of an appointment is kept."""
    return f"appointment:{appointment.id}" if appointment is not None else "appointment:new"


def _shown(appointment: Appointment) -> dict[str, Any]:
    return {field.key: getattr(appointment, field.key) for field in (*APPOINTMENT_FIELDS, _AREA)}


def _asking(desk: Desk) -> Asking:
    return Asking(
        today=desk.today(),
        choices=lambda name: tuple((entry.code, entry.label) for entry in desk.codes.entries(name)),
        ahead=frozenset({"on"}),
        coming=frozenset({"on"}),
    )
