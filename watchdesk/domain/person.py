"""Person 要援護者: one record of the register 要援護者台帳."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.domain import histories, partner
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.partner import Charge
from watchdesk.domain.words import CareLevel, Consent, EndReason, Living, Sex, Status
from watchdesk.errors import Invalid

DEFAULT_INTERVAL = 30
"""見守り間隔 in days unless told otherwise (contract §1)."""

LONGEST_INTERVAL = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyContact:
    """緊急連絡先: whom to call, in the order of the list."""

    name: str | None = field(default=None, repr=False)
    relation: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)


def _hidden() -> str | None:
    return field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone on the register. Only the name and an area are required; unknown is None, never an empty text.

    Dates are local calendar days. ``interval_days`` is in days; ``need_level`` 見守りの手厚さ only suggests it.
    ``created_on`` is the day the record was made. Histories stand in the order in which they were entered.
    """

    id: str
    family_name: str = field(repr=False)
    area_history: tuple[AreaEntry, ...]
    created_on: date
    given_name: str | None = _hidden()
    family_kana: str | None = _hidden()
    given_kana: str | None = _hidden()
    number: str | None = _hidden()
    sex: Sex | None = None
    birth_date: date | None = field(default=None, repr=False)
    postal_code: str | None = _hidden()
    town: str | None = _hidden()
    address: str | None = _hidden()
    building: str | None = _hidden()
    phones: tuple[str, ...] = field(default=(), repr=False)
    criteria: tuple[str, ...] = field(default=(), repr=False)
    household_id: str | None = None
    living: Living | None = field(default=None, repr=False)
    housing: str | None = _hidden()
    family: str | None = _hidden()
    care_level: CareLevel | None = field(default=None, repr=False)
    handbooks: str | None = _hidden()
    doctor: str | None = _hidden()
    care_manager: str | None = _hidden()
    services: str | None = _hidden()
    key_holder: str | None = _hidden()
    hearing: str | None = _hidden()
    sight: str | None = _hidden()
    language: str | None = _hidden()
    best_time: str | None = _hidden()
    avoid: str | None = _hidden()
    heat_risk: str | None = _hidden()
    air_conditioner: bool | None = field(default=None, repr=False)
    evacuation: str | None = _hidden()
    need_level: str | None = field(default=None, repr=False)
    interval_days: int = DEFAULT_INTERVAL
    emergency_contacts: tuple[EmergencyContact, ...] = field(default=(), repr=False)
    hidden: bool = False
    notes: str | None = _hidden()
    extra: Mapping[str, str] = field(default_factory=dict, repr=False)
    status_history: tuple[StatusEntry, ...] = (StatusEntry(state=Status.ACTIVE),)
    consent_history: tuple[ConsentEntry, ...] = (ConsentEntry(state=Consent.PENDING),)
    charges: tuple[Charge, ...] = ()
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.family_name.strip():
            raise Invalid("name", "お名前を入れてください。", kind="missing")
        if not self.area_history:
            raise Invalid("area", "地域を選んでください。", kind="missing")
        if not 1 <= self.interval_days <= LONGEST_INTERVAL:
            raise Invalid("interval_days", f"見守り間隔は、1日から{LONGEST_INTERVAL}日までの数にしてください。")
        if self.postal_code is not None and not re.fullmatch(r"[0-9]{7}", self.postal_code):
            raise Invalid("postal_code", "郵便番号は、7けたの数字にしてください。")
        _refuse_blanks(self)

    @property
    def name(self) -> str:
        """氏名 with one half-width space between, as entered where it is not apart."""
        return f"{self.family_name} {self.given_name}" if self.given_name else self.family_name

    @property
    def kana(self) -> str | None:
        """Reading with one half-width space between; None where unknown."""
        return " ".join(part for part in (self.family_kana, self.given_kana) if part) or None

    def status_on(self, day: date) -> Status | None:
        """Status on a day."""
        return histories.status_on(self.status_history, day)

    def consent_on(self, day: date) -> ConsentEntry | None:
        """Consent on a day."""
        return histories.consent_on(self.consent_history, day)

    def area_on(self, day: date) -> str:
        """Area on a day; before the first entry the earliest one."""
        return histories.area_of_visit(self.area_history, day) or ""

    def in_charge_on(self, day: date) -> tuple[str, ...]:
        """Ids of the partners in charge 担当 on a day."""
        return partner.on(self.charges, day)

    def end_reason_on(self, day: date) -> EndReason | None:
        """終了理由 where the record has ended."""
        entry = histories.on(self.status_history, day)
        if entry is None or entry.state is not Status.ENDED or entry.reason is None:
            return None
        return EndReason(entry.reason)


def _refuse_blanks(person: Person) -> None:
    for name in _TEXTS:
        value = getattr(person, name)
        if value is not None and not value.strip():
            raise Invalid(name, "空白だけの欄があります。空にするか、書き入れてください。", kind="blank")


_TEXTS = tuple(name for name, kind in Person.__annotations__.items() if kind == (str | None))
