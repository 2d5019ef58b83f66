"""ActivityForm: asks for an activity, who took part and who came, and keeps what is half-written as a draft."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.pages.activities import finding, kinds
from ui.pages.activities.named import Named
from ui.pages.writing import Editor
from ui.theme import set_size
from ui.widgets.boxes import column
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import Desk, Draft
from watchdesk.domain.activity import Activity, Guest
from watchdesk.errors import Invalid
from watchdesk.fields import ACTIVITY_FIELDS, Field, Kind, Section

_AREA = Field("area", "地域", Kind.CHOICE, required=True, code_list="areas")
"""Asked only in a store of the whole ward."""

_PARTNERS, _GUESTS, _SOUGHT = "partners", "guests", "_sought"
"""Keys in a draft, and what follows them for what is typed to find one more."""

_THREE_LINES = 5.7
"""Em."""


class ActivityForm(Editor):
    """For a known activity, or a new one (None). ``begin()`` fills it and puts a draft back.

    ``save()`` writes and returns the record; Invalid after marking what is wrong. ``submitted`` on Ctrl+Enter,
    ``edited`` with each change.
    """

    def __init__(self, desk: Desk, activity: Activity | None) -> None:
        super().__init__()
        self._desk, self.activity = desk, activity
        self._proposed = ""
        fields = (*ACTIVITY_FIELDS, _AREA) if desk.home_area is None else ACTIVITY_FIELDS
        self.form = RecordForm((Section("", fields),), self._asking())
        self.partners = Named("参加の関係者", "名前・ふりがな・所属でさがす", finding.partners(desk))
        self.guests = Named("お招きした方", "お名前・ふりがなでさがす", finding.people(desk), asks_who_came=True)
        self.setLayout(column(self.form, self.partners, self.guests, gap=0.75))
        set_size(self.form.entry("note"), height=_THREE_LINES)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self._connect()

    def _connect(self) -> None:
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self.keeper.touch)
        self.form.edited.connect(self._propose_title)
        for part in (self.partners, self.guests):
            part.edited.connect(self.keeper.touch)
        self.partners.passed.connect(self.guests.sought.setFocus)
        self.form.edited.connect(self.edited)

    def _asking(self) -> Asking:
        return Asking(today=self._desk.today(), choices=self._choices, near=frozenset({"on"}))

    def _choices(self, name: str) -> tuple[tuple[str, str], ...]:
        if name == kinds.ACTIVITY_KINDS:
            return kinds.choices(self._desk, self.activity)
        return tuple((entry.code, entry.label) for entry in self._desk.codes.entries(name))

    def begin(self) -> Draft | None:
        """Fill the form, a new one with today; put back what was half-written."""
        known = self.activity
        self.form.set_values(_shown(known) if known is not None else {"on": self._desk.today()})
        if known is not None:
            self.partners.show_chosen(dict.fromkeys(known.partners))
            self.guests.show_chosen({guest.person_id: guest.came for guest in known.guests})
        draft = self.keeper.begin(draft_key(known))
        if draft is not None:
            self.restore(draft.texts)
            if draft.focus:
                self.form.restore({}, draft.focus)
        return draft

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written, who took part and who came."""
        self.form.restore({key: text for key, text in texts.items() if key not in self._parts()})
        for key, part in ((_PARTNERS, self.partners), (_GUESTS, self.guests)):
            if key in texts and texts[key] != part.texts():
                part.restore(texts[key])
            if texts.get(key + _SOUGHT):
                part.seek(texts[key + _SOUGHT])

    def save(self) -> Activity:
        """Write what was written."""
        errors = self.form.check()
        if errors:
            raise errors[0]
        values: dict[str, Any] = self.form.values()
        values["kind"], values["own_kind"] = kinds.parted(values["kind"])
        values[_PARTNERS], values[_GUESTS] = self.partners.ids(), self._guests()
        if self.activity is None:
            saved = self._desk.activities.record(values)
        else:
            written = {*self.form.written(), _PARTNERS, _GUESTS}
            written |= {"own_kind"} if "kind" in written else set()
            saved = self._desk.activities.change(
                self.activity.id, {key: value for key, value in values.items() if key in written}
            )
        self.keeper.forget()
        return saved

    def _guests(self) -> tuple[Guest, ...]:
        """Who is chosen; whether she was invited, or came by herself, stays as it was written."""
        known = {guest.person_id: guest.invited for guest in self.activity.guests} if self.activity else {}
        came = self.guests.came()
        return tuple(Guest(person_id=one, invited=known.get(one, True), came=there) for one, there in came.items())

    def complain(self, error: Invalid) -> str:
        """Mark what is wrong, and say it for the bar."""
        return self.form.show_errors(self.form.check() or (error,))

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        return self.form.to_mend

    def first_field(self) -> QWidget:
        """Where the focus belongs: the field that was being written, else the kind, or the name of a known one."""
        at = self.form.focus_key() if self.keeper.changed() else ""
        key = at or ("kind" if self.activity is None else "title")
        widget: QWidget = self.form.entry(key)
        return widget

    def written(self) -> dict[str, str]:
        """What was written, as typed, who took part and who came."""
        return {**self.form.written(), **self._parts()}

    def _propose_title(self, key: str) -> None:
        """The ward's own kind names the activity, until somebody writes another name."""
        title = self.form.entry("title")
        if key == "kind" and title.text().strip() in {"", self._proposed}:
            self._proposed = kinds.word(self._desk, self.form.entry("kind").value() or "")
            title.set_value(self._proposed or None)

    def _parts(self) -> dict[str, str]:
        parts = ((_PARTNERS, self.partners), (_GUESTS, self.guests))
        chosen = {key: part.texts() for key, part in parts}
        return chosen | {key + _SOUGHT: part.sought.text() for key, part in parts}

    def _texts(self) -> tuple[Mapping[str, str], str]:
        return {**self.form.texts(), **self._parts()}, self.form.focus_key()


def draft_key(activity: Activity | None) -> str:
    """Under which what is half-written of an activity is kept."""
    return f"activity:{activity.id}" if activity is not None else "activity:new"


def _shown(activity: Activity) -> dict[str, Any]:
    values = {field.key: getattr(activity, field.key) for field in (*ACTIVITY_FIELDS, _AREA)}
    return {**values, "kind": kinds.joined(activity.kind, activity.own_kind)}
