"""Copies 写し as lists show them: sheets and files with names in them that left the program."""

from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain.words import Word


class CopyState(Word):
    """Where a copy is."""

    OUT = "out", "出ています"
    RETURNED = "returned", "戻りました"
    DESTROYED = "destroyed", "廃棄しました"
    LOST = "lost", "なくしました"


OWN_KINDS = frozenset({"call_list", "people_list", "calendar", "today_sheet"})
"""Kinds of paper that stay on the desk where they have no receiver; the keys of their reports."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyLine:
    """One numbered copy. ``receiver`` is a code of recipients.csv, ``receiver_word`` its word on screen.

    ``state_on`` is the day of the state; a copy that was printed in part and given up is none.
    """

    number: int
    kind: str
    title: str
    made_on: date
    made_by: str
    receiver: str | None = None
    receiver_word: str = ""
    holder: str | None = field(default=None, repr=False)
    pages: int | None = None
    due_back: date | None = None
    state: CopyState = CopyState.OUT
    state_on: date | None = None

    @property
    def own(self) -> bool:
        """Whether it is the desk's own paper 机の上で使う紙, which nobody received."""
        return self.receiver is None and self.kind in OWN_KINDS
