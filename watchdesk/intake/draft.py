"""A record on its way from a row: what was read of it, what is kept as it stood, what is to be said about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from watchdesk.errors import Invalid
from watchdesk.intake.cells import looked_up
from watchdesk.intake.outcome import Message
from watchdesk.intake.sheet import Cell, text_of

AS_IT_STOOD = "原文"
"""Before a heading in ``extra``: the text as it stood in the list (contract §3)."""

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Told:
    """A filled cell with the heading of its column."""

    heading: str
    cell: Cell = field(repr=False)

    @property
    def text(self) -> str:
        """The cell as text."""
        return text_of(self.cell)


@dataclass(slots=True)
class Draft:
    """What a row has told so far. ``told`` is the row's filled cells by field key, in the order of the columns.

    ``headings`` are the list's headings by field key, for what is said of an empty cell.
    """

    told: Mapping[str, Sequence[Told]] = field(repr=False)
    headings: Mapping[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict, repr=False)
    extra: dict[str, str] = field(default_factory=dict, repr=False)
    messages: list[Message] = field(default_factory=list)
    refused: bool = False

    def cell(self, key: str) -> Told | None:
        """The row's cell for a field, None where it is empty or has no column."""
        cells = self.told.get(key)
        return cells[0] if cells else None

    def text(self, key: str) -> str:
        """The row's text for a field, empty where there is none."""
        cell = self.cell(key)
        return cell.text if cell else ""

    def keep(self, told: Told) -> None:
        """Keep a cell's text as it stood, beside what was read of it."""
        self.add_extra(f"{AS_IT_STOOD} {told.heading}".strip(), told.text)

    def add_extra(self, heading: str, text: str) -> None:
        """Put a text under a heading into 取込時の項目, below what stands there already."""
        before = self.extra.get(heading)
        self.extra[heading] = text if before is None or before == text else f"{before}\n{text}"

    def note(self, fault: Invalid, told: Told | None = None) -> None:
        """Say something about the row that does not keep it out."""
        heading = told.heading if told else self.headings.get(fault.field, "")
        self.messages.append(Message(fault.code, heading, str(fault)))

    def refuse(self, fault: Invalid, told: Told | None = None) -> None:
        """Say why the row can't be taken."""
        self.note(fault, told)
        self.refused = True

    def take(self, key: str, read: Callable[[Told], Read]) -> Read | None:
        """Read a field's cell; what can't be read is kept as it stood and said, the row goes on without it."""
        told = self.cell(key)
        if told is None:
            return None
        try:
            return read(told)
        except Invalid as fault:
            self.keep(told)
            self.note(fault, told)
            return None

    def require(self, key: str, read: Callable[[Told], Read]) -> Read | None:
        """Read a field's cell that figures rest on; where it can't be read, the row is refused."""
        told = self.cell(key)
        if told is None:
            return None
        try:
            return read(told)
        except Invalid as fault:
            self.refuse(fault, told)
            return None

    def word(self, key: str, words: Mapping[str, str], what: str) -> str | None:
        """Read a word of a list as its code; a word that says more than the code is kept as it stood."""
        return self.take(key, lambda told: self.code_of(told, key, words, what))

    def code_of(self, told: Told, key: str, words: Mapping[str, str], what: str) -> str:
        """Return the code a cell's word stands for. Raises Invalid ``key.unknown``; ``what`` is the field's title."""
        code, exact = looked_up(told.text, words)
        if code is None:
            raise Invalid(key, f"{what}「{told.text}」は、どれにあたるか分かりません。", kind="unknown")
        if not exact:
            self.keep(told)
        return code
