"""The small rows that lists show: one line a person, one line a visit; filled by the store's questions."""

from dataclasses import dataclass, field
from datetime import date, time

from watchdesk.domain.cadence import Cadence
from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.words import Condition, Consent, Living, Method, Result, Sex, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person as lists show them on a day. A hidden person's line cannot hold an address or a phone.

    ``age`` in years; ``consent_watch`` False: agreed to the list only. ``due`` is None for those not under watch.
    ``condition`` is that of the latest visit.
    """

    id: str
    name: str = field(repr=False)
    kana: str | None = field(default=None, repr=False)
    number: str | None = field(default=None, repr=False)
    sex: Sex | None = None
    birth_date: date | None = field(default=None, repr=False)
    age: int | None = None
    area: str = ""
    town: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    building: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    hidden: bool = False
    status: Status | None = None
    consent: Consent | None = None
    consent_watch: bool = True
    living: Living | None = field(default=None, repr=False)
    criteria: tuple[str, ...] = field(default=(), repr=False)
    watcher: str | None = field(default=None, repr=False)
    last_confirmed: date | None = None
    last_attempt: date | None = None
    condition: Condition | None = None
    due: Cadence | None = None

    def __post_init__(self) -> None:
        if self.hidden:
            for name, mask in _MASKED.items():
                object.__setattr__(self, name, mask)

    @property
    def is_watched(self) -> bool:
        """Whether the person is under watch on the day of the line."""
        return self.due is not None


_MASKED = {"town": None, "address": HIDDEN, "building": None, "phones": (HIDDEN,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """A visit as lists show it, with its person's name; ``area`` is the one the visit counts in."""

    id: str
    person_id: str
    name: str = field(repr=False)
    kana: str | None = field(default=None, repr=False)
    on: date
    at: time | None = None
    method: Method
    result: Result
    condition: Condition | None = None
    signs: tuple[str, ...] = field(default=(), repr=False)
    note: str | None = field(default=None, repr=False)
    visitor: str | None = field(default=None, repr=False)
    area: str = ""
    voided: bool = False
    void_reason: str | None = field(default=None, repr=False)
