"""The small rows that lists show: one line a person, one line a visit; filled by the store's questions."""

import re
from dataclasses import dataclass, field
from datetime import date, time

from watchdesk.domain.address import room_of, walking_key
from watchdesk.domain.cadence import Cadence
from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.folding import fold
from watchdesk.domain.missing import NOTHING, Missing
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.person import Person
from watchdesk.domain.words import CareLevel, Condition, Consent, Living, Method, Result, Sex, Status

_CHOME = re.compile(r"([0-9]{1,2})(?:-|$)")


@dataclass(frozen=True, slots=True)
class InCharge:
    """担当: a partner in charge of a person on the day of a line; one for all the people entrusted to the partner."""

    partner_id: str
    kind: str
    name: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person as lists show them on a day. A hidden person's line cannot hold an address or a phone.

    ``age`` in years; ``consent_watch`` False: agreed to the list only. ``due`` is None for those not under watch.
    ``condition`` is that of the latest visit. ``paused_until`` is the first day active again of a pause that has an
    end. ``consent_until`` is the consent's last day, ``missing`` what is not known yet. A hidden person's household is
    not told either, since others of it show where it is.
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
    paused_until: date | None = None
    consent: Consent | None = None
    consent_watch: bool = True
    living: Living | None = field(default=None, repr=False)
    consent_since: date | None = None
    consent_until: date | None = None
    criteria: tuple[str, ...] = field(default=(), repr=False)
    care_level: CareLevel | None = field(default=None, repr=False)
    air_conditioner: bool | None = field(default=None, repr=False)
    need_level: str | None = field(default=None, repr=False)
    household_id: str | None = None
    charges: tuple[InCharge, ...] = ()
    missing: frozenset[Missing] = NOTHING
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

    @property
    def watcher(self) -> str | None:
        """The names of the watchers 見守り員 in charge, None where nobody is."""
        return self.named_in_charge(PartnerKind.WATCHER)

    @property
    def minsei(self) -> str | None:
        """The names of the 民生委員 in charge, None where nobody is."""
        return self.named_in_charge(PartnerKind.MINSEI)

    def named_in_charge(self, kind: str) -> str | None:
        """The names of the partners of a kind in charge, joined by 、; None where nobody is."""
        return "、".join(one.name for one in self.charges if one.kind == kind) or None

    @property
    def in_charge(self) -> frozenset[str]:
        """The ids of all partners in charge."""
        return frozenset(one.partner_id for one in self.charges)

    @property
    def chome(self) -> int | None:
        """丁目: the first number of an address in form, None where it is not known."""
        found = _CHOME.match(self.address or "")
        return int(found[1]) if found else None

    @property
    def room(self) -> str:
        """The room, in half width; "" without one."""
        return room_of(self.building) if self.building else ""


def homes_differ(one: PersonLine | Person, other: PersonLine | Person) -> bool:
    """Whether two people are known to live in two dwellings: other streets, or other rooms of one building.

    What is not known of either tells nothing, and so does a hidden person's line 秘匿.
    """
    if HIDDEN in {one.address, other.address}:
        return False
    mine, theirs = _home(one), _home(other)
    return any(here and there and here != there for here, there in zip(mine, theirs, strict=True))


def _home(who: PersonLine | Person) -> tuple[str, str, str]:
    building = who.building or ""
    room = fold(room_of(building)) if building else ""
    return fold(f"{who.town or ''}{who.address}") if who.address else "", walking_key(None, None, building)[3], room


_MASKED = {"town": None, "address": HIDDEN, "building": None, "phones": (HIDDEN,), "household_id": None}


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
