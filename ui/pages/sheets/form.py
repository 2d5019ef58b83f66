"""SheetForm: what a kind of report asks, each option by the widget of what it takes."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.pages.sheets.person import PersonField
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import Choice
from ui.widgets.record_form import MUST, Asking, RecordForm
from watchdesk.desk import AskedPapers, Desk
from watchdesk.domain.sheet import AS_GIVEN, Option, Takes
from watchdesk.errors import Invalid
from watchdesk.fields import Field, Kind, Section

_KINDS: Mapping[Takes, Kind] = {
    Takes.AREA: Kind.CHOICE,
    Takes.TOWN: Kind.CHOICE,
    Takes.WATCHER: Kind.CHOICE,
    Takes.DAY: Kind.DAY,
    Takes.MONTH: Kind.CHOICE,
    Takes.YEAR: Kind.CHOICE,
    Takes.RECEIVER: Kind.CHOICE,
    Takes.ONE_OF: Kind.CHOICE,
    Takes.SOME_OF: Kind.CHOICES,
    Takes.NUMBER: Kind.NUMBER,
    Takes.FLAG: Kind.YES_NO,
    Takes.TEXT: Kind.TEXT,
    Takes.LONG_TEXT: Kind.LONG_TEXT,
    Takes.STAMPS: Kind.TEXT,
}
_AT_ONCE = 3
"""Fields that are made in one turn."""
_STACKS = 28.0
"""Em of width, as beside the pages, under which labels stand above what is asked."""
_WHERE_NOTHING = "選ばないとき"
_ALWAYS = frozenset({Takes.FLAG})
"""There is always an answer."""


class SheetForm(QWidget):
    """``edited`` with each change by the user. ``told()`` is what ``AskedPapers.prepare`` reads.

    ``among``: one comes with people chosen from a list, so whatever is for all is not asked.

    ``waits()`` is the first required option that nothing was told for; ``wrong()`` what can't be read.
    """

    edited = Signal()

    def __init__(self, desk: Desk, papers: AskedPapers[Any], *, among: bool) -> None:
        super().__init__()
        self._papers, self._among = papers, among
        self._options = [option for option in papers.KIND.options if not self._is_settled(option)]
        self._given: dict[str, Any] = {}
        self._first: dict[str, Any] = {}
        self.people: dict[str, PersonField] = {}
        for option in self._options:
            if option.takes is Takes.PERSON:
                self.people[option.key] = PersonField(desk, option.title)
                self.people[option.key].edited.connect(self.edited)
                self.people[option.key].chosen.connect(self._go_on)
        first = papers.first()
        fields = tuple(_field(option, first.get(option.key)) for option in self._options if option.takes in _KINDS)
        ahead = frozenset(field.key for field in fields if field.kind is Kind.DAY)
        asking = Asking(today=desk.today(), choices=self._choices, ahead=ahead)
        self.form = RecordForm(_in_parts(fields), asking, by_turns=bool(fields), stacks=_STACKS)
        self.form.edited.connect(self._was_edited)
        self._last = fields[-1].key if fields else ""
        self._written = tuple(field.key for field in fields if field.kind in (Kind.TEXT, Kind.LONG_TEXT))
        self._edited = False
        self._in_form = frozenset(field.key for field in fields)
        asked = (part for key, field in self.people.items() for part in self._titled(key, field))
        self.setLayout(column(*asked, self.form, gap=0.4))
        self.form.setVisible(bool(fields))  # only now: shown without a parent it would be a window of its own
        self.setAccessibleName(f"{papers.KIND.title}の選び方")

    def begin(self, given: Mapping[str, Any]) -> None:
        """Fill in sensible first values, and what is given: whom it is about, from where one comes."""
        self._edited = False
        self._given = {key: value for key, value in given.items() if value}
        first = self._papers.first() | self._given
        self._first = {key: value for key, value in first.items() if key in self._in_form or key in self._given}
        shown = {option.key: _shown(option, first.get(option.key)) for option in self._options}
        self.form.set_values({key: value for key, value in shown.items() if key not in self.people})
        for key, field in self.people.items():
            field.set_value(first.get(key))

    @property
    def is_given(self) -> bool:
        """Whether something stands that the form does not ask: for whom it is, from where one came."""
        return any(key not in self._in_form and key not in self.people for key in self._given)

    def told(self) -> dict[str, Any]:
        """Every option as it stands in the form, by key."""
        people = {key: field.value() for key, field in self.people.items()}
        return self._first | self.form.so_far() | people

    def waits(self) -> Option | None:
        """The first option that must be told and is not."""
        told = self.told()
        return next((one for one in self._options if one.required and told.get(one.key) in (None, "", ())), None)

    def wrong(self) -> Invalid | None:
        """What can't be read as it stands, the first of it."""
        if not self._edited:
            return None
        return next((error for error in self.form.check() if not error.code.endswith("missing")), None)

    def once_made(self, call: Callable[[], None]) -> None:
        """Call as soon as every field is there: they are made by turns, so that nobody waits for them."""
        if self._last:
            self.form.once_made(self._last, call)
        else:
            call()

    def first(self) -> QWidget | None:
        """The first field; None where nothing is asked."""
        waiting = self.waits()
        key = waiting.key if waiting is not None else next((option.key for option in self._options), None)
        if key in self.people:
            return self.people[key].focusProxy()
        return self.form.entry(key) if key in self._in_form else None

    def texts(self) -> tuple[dict[str, str], str]:
        """What stands here, for a draft, and the field that has the focus."""
        whose = {f"{key}:{part}": text for key, field in self.people.items() for part, text in field.texts().items()}
        return self.form.texts() | whose, self.form.focus_key()

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put a draft back."""
        self._edited = True
        self.form.restore({key: text for key, text in texts.items() if key in self._in_form})
        for key, field in self.people.items():
            field.restore(
                {part: text for name, text in texts.items() for whose, _, part in [name.partition(":")] if whose == key}
            )

    def has_words(self) -> bool:
        """Whether something was written in words; what is only chosen is soon chosen again."""
        return any(self.form.so_far().get(key) for key in self._written)

    def forget_sentences(self) -> None:
        """Empty what was written for one paper; what was chosen for it, titles of boxes too, stays for the next."""
        for option in self._options:
            if option.takes is Takes.LONG_TEXT:
                self.form.entry(option.key).set_value(None)

    def _is_settled(self, option: Option) -> bool:
        """The window does not ask whom a list is about, nor for the area where the store has but one."""
        if option.takes is Takes.AREA or option.of_ward:
            return not self._papers.is_of_ward
        return option.takes is Takes.PEOPLE or (self._among and option.of_all)

    def _choices(self, key: str) -> Sequence[Choice]:
        """What is offered; the order of those chosen from a list only where they were."""
        return [choice for choice in self._papers.choices(key) if self._among or choice[0] != AS_GIVEN]

    def _titled(self, key: str, field: PersonField) -> tuple[QWidget, ...]:
        """A person is asked for as the fields below: with its mark where it must be told, else with what holds."""
        option = next(option for option in self._options if option.key == key)
        if option.required:
            return words(f"{option.title}{MUST}", "head"), field
        return words(option.title, "head"), field, words(option.hint, "small", "soft", wrap=True)

    def _go_on(self) -> None:
        """Somebody was chosen: on to what is still to be told, else to the next field, never to what lets her go."""
        if any(field.person_id is None for field in self.people.values()):
            return
        waiting = self.waits()
        key = waiting.key if waiting is not None else next(iter(self._in_form_order()), "")
        if key:
            self.form.entry(key).setFocus(Qt.FocusReason.TabFocusReason)

    def _in_form_order(self) -> list[str]:
        return [option.key for option in self._options if option.key in self._in_form]

    def _was_edited(self, _key: str) -> None:
        self._edited = True
        self.edited.emit()


def _in_parts(fields: tuple[Field, ...]) -> tuple[Section, ...]:
    """A few fields a sheet, a list to tick on one of its own: each is made in a turn of its own."""
    parts: list[list[Field]] = []
    for field in fields:
        if not parts or len(parts[-1]) == _AT_ONCE or Kind.CHOICES in {field.kind, parts[-1][-1].kind}:
            parts.append([])
        parts[-1].append(field)
    return tuple(Section("", tuple(part)) for part in parts)


def _field(option: Option, first: object) -> Field:
    """How it is asked; what holds where nothing is told needs not be said where something stands there already."""
    always = option.takes in _ALWAYS
    settled = first is not None and option.hint.startswith(_WHERE_NOTHING)
    return Field(
        option.key,
        option.title,
        _KINDS[option.takes],
        required=option.required or always,
        code_list=option.key,
        hint="" if settled else option.hint,
        unit=option.unit,
        wide=option.takes in (Takes.SOME_OF, Takes.LONG_TEXT),
        settled=option.takes is Takes.ONE_OF and option.usual is not None,
    )


def _shown(option: Option, value: Any) -> Any:
    """A value as its widget shows it: months and years are codes there, titles a line of words."""
    if value is None:
        return None
    if option.takes in (Takes.MONTH, Takes.YEAR):
        return str(value)
    return "、".join(value) if option.takes is Takes.STAMPS else value
