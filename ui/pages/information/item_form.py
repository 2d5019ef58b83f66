"""InfoForm: asks for an item of welfare information and for whom of the register it is; half-written it is a draft."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper
from ui.pages.writing import Editor
from ui.theme import set_size
from ui.widgets.boxes import column
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import Desk, Draft, rule_of
from watchdesk.domain.info_item import InfoItem
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import CareLevel, Living
from watchdesk.errors import Invalid
from watchdesk.fields import INFO_SECTIONS

_OWN, _RULE = (tuple(field.key for field in section.fields) for section in INFO_SECTIONS)
_SIX_LINES = 11.0
"""Em."""


class InfoForm(Editor):
    """For a known item, or a new one (None). ``begin()`` fills it and puts a draft back.

    ``save()`` writes and returns the record; Invalid after marking what is wrong. ``submitted`` on Ctrl+Enter,
    ``edited`` with each change.
    """

    def __init__(self, desk: Desk, item: InfoItem | None) -> None:
        super().__init__()
        self._desk, self.item = desk, item
        days = frozenset({"valid_from", "valid_until"})
        self.form = RecordForm(INFO_SECTIONS, Asking(today=desk.today(), choices=self._choices, ahead=days))
        self.setLayout(column(self.form, gap=0))
        set_size(self.form.entry("body"), height=_SIX_LINES)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.form.submitted.connect(self.submitted)
        self.form.edited.connect(self.keeper.touch)
        self.form.edited.connect(self.edited)

    def _choices(self, name: str) -> tuple[tuple[str, str], ...]:
        return tuple((entry.code, entry.label) for entry in self._desk.codes.entries(name))

    def begin(self) -> Draft | None:
        """Fill the form; put back what was half-written."""
        self.form.set_values(_shown(self.item) if self.item is not None else {})
        draft = self.keeper.begin(draft_key(self.item))
        if draft is not None:
            self.form.restore(draft.texts, draft.focus or "")
        return draft

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written."""
        self.form.restore(texts)

    def save(self) -> InfoItem:
        """Write what was written."""
        errors = self.form.check()
        if errors:
            raise errors[0]
        values = self.form.values()
        told: dict[str, Any] = {key: values[key] for key in _OWN} | {"fits": _rule(values, self.item)}
        told |= {"title": told["title"] or "", "body": told["body"] or ""}
        room = self._desk.information
        saved = room.record(told) if self.item is None else room.change(self.item.id, told)
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
        """Where the focus belongs: the field that was being written, else the title."""
        widget: QWidget = self.form.entry((self.form.focus_key() if self.keeper.changed() else "") or "title")
        return widget

    def written(self) -> dict[str, str]:
        """What was written since it was filled, as typed."""
        return self.form.written()

    def _texts(self) -> tuple[Mapping[str, str], str]:
        return self.form.texts(), self.form.focus_key()


def draft_key(item: InfoItem | None) -> str:
    """Under which what is half-written of an item is kept."""
    return f"info_item:{item.id}" if item is not None else "info_item:new"


def _shown(item: InfoItem) -> dict[str, Any]:
    rule = rule_of(item.fits)
    own = {key: getattr(item, key) for key in _OWN} | {"tags": "、".join(item.tags)}
    return own | {key: getattr(rule, key) for key in _RULE}


def _rule(values: Mapping[str, Any], item: InfoItem | None) -> PeopleFilter:
    """The rule as it is asked for; what the form does not ask stays."""
    lowest, highest = values["age_from"], values["age_to"]
    if lowest is not None and highest is not None and highest < lowest:
        raise Invalid("age_to", "「何歳から」より、上の年齢を入れてください。", kind="until")
    return replace(
        rule_of(item.fits if item is not None else None),
        age_from=lowest,
        age_to=highest,
        living=tuple(map(Living, values["living"] or ())),
        criteria=tuple(values["criteria"] or ()),
        care_level=tuple(map(CareLevel, values["care_level"] or ())),
        air_conditioner=values["air_conditioner"],
    )
