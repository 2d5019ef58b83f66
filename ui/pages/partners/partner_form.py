"""PartnerForm: asks for a partner's fields, and keeps what is half-written as a draft."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.pages.person.form import asking
from ui.pages.writing import Editor
from ui.theme import set_size
from ui.widgets.boxes import column
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import Desk, Draft
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.errors import Invalid
from watchdesk.fields import PARTNER_FIELDS, Kind, Section

_ALIKE, _KINDS = "name.alike", "partner_kinds"
THREE_LINES = 5.7
"""Em."""


class PartnerForm(Editor):
    """For a known partner, or a new one (None). ``begin()`` fills it and puts a draft back.

    ``save()`` writes and returns the record; Invalid after marking what is wrong. The same name a second time is
    refused once, and taken when the user saves again without changing it. ``submitted`` on Ctrl+Enter, ``edited``
    with each change.
    """

    def __init__(self, desk: Desk, partner: Partner | None) -> None:
        super().__init__()
        self._desk, self.partner = desk, partner
        self._although_alike = False
        self.form = RecordForm((Section("関係者", PARTNER_FIELDS),), self._asking())
        self.setLayout(column(self.form, gap=0))
        set_size(self.form.entry("note"), height=THREE_LINES)
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self._was_edited)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.form.edited.connect(self.edited)

    def begin(self) -> Draft | None:
        """Fill the form, and put back what was half-written."""
        self.form.set_values(_shown(self.partner) if self.partner is not None else self._new_values())
        draft = self.keeper.begin(draft_key(self.partner))
        if draft is not None:
            self.form.restore(draft.texts, draft.focus or "")
        return draft

    def save(self) -> Partner:
        """Write what was written."""
        errors = self.form.check()
        if errors:
            raise errors[0]
        values = self._values()
        try:
            if self.partner is None:
                saved = self._desk.partners.add(values, although_alike=self._although_alike)
            elif values:
                saved = self._desk.partners.change(self.partner.id, values, although_alike=self._although_alike)
            else:
                saved = self.partner
        except Invalid as wrong:
            self._although_alike = wrong.code == _ALIKE
            raise
        self.keeper.forget()
        return saved

    def complain(self, error: Invalid) -> str:
        """Mark what is wrong, and say it for the bar."""
        errors = self.form.check()
        return self.form.show_errors(errors or (error,))

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written."""
        self.form.restore(texts)

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        return self.form.to_mend

    def first_field(self) -> QWidget:
        """Where the focus belongs: the field that was being written, else the name."""
        widget: QWidget = self.form.entry(self.form.focus_key() or "name")
        return widget

    def written(self) -> dict[str, str]:
        """What was written, as typed."""
        return self.form.written()

    def _values(self) -> dict[str, Any]:
        """What the record takes; of a known partner only what was written, for the rest may have changed meanwhile."""
        told = self.form.values()
        keys = told if self.partner is None else self.form.written()
        return {key: self._kept(key, told[key]) for key in keys}

    def _kept(self, key: str, value: Any) -> Any:
        if value is None and key in _MANY:
            return ()
        return "" if value is None and key == "name" else value

    def _new_values(self) -> dict[str, Any]:
        return {"kind": PartnerKind.WATCHER, "area": self._desk.home_area}

    def _asking(self) -> Asking:
        """A kind that is no longer offered is, for whoever has it."""
        plain, own = asking(self._desk), self.partner.kind if self.partner is not None else ""
        entries = self._desk.codes.entries(_KINDS, with_hidden=True)
        kinds = tuple((entry.code, entry.label) for entry in entries if not entry.hidden or entry.code == own)
        return replace(plain, choices=lambda name: kinds if name == _KINDS else plain.choices(name))

    def _texts(self) -> tuple[Mapping[str, str], str]:
        return self.form.texts(), self.form.focus_key()

    def _was_edited(self, key: str) -> None:
        if key in {"name", "kind"}:
            self._although_alike = False
        self.keeper.touch()


def draft_key(partner: Partner | None) -> str:
    """Under which what is half-written of a partner is kept."""
    return f"partner:{partner.id}" if partner is not None else "partner:new"


def _shown(partner: Partner) -> dict[str, Any]:
    return {field.key: getattr(partner, field.key) for field in PARTNER_FIELDS}


_MANY = frozenset(field.key for field in PARTNER_FIELDS if field.kind is Kind.PHONES)
