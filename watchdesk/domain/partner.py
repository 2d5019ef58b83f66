"""Partner 関係者: a watcher 見守り員, a 民生委員, a body or a firm, and since when one is in charge of a person."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from watchdesk.domain.words import Word
from watchdesk.errors import Invalid


class PartnerKind(Word):
    """Kinds that rules name, by their code; partner_kinds.csv words them all, and a store may have more (``str``).

    Who may have a person's data goes by recipients.csv, not by this.
    """

    WATCHER = "watcher", "見守り員"
    MINSEI = "minsei", "民生委員・児童委員"
    CHIEF_MINSEI = "chief_minsei", "主任児童委員"
    BODY = "body", "機関・団体"
    OTHER = "other", "その他"


AMONG_MINSEI = frozenset({PartnerKind.MINSEI, PartnerKind.CHIEF_MINSEI})
"""With whom a contact is one of 民生委員 among themselves (block E, 委員相互)."""

NEEDED_KINDS = frozenset({PartnerKind.WATCHER, PartnerKind.MINSEI, PartnerKind.BODY, PartnerKind.OTHER})
"""Kinds that lists, plans and steps are made of, and that a list cannot be without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner of the desk. Only a name is required; a body's own name stands in ``name``.

    ``kind`` is a code of partner_kinds. ``organisation`` is the body a human partner belongs to, ``hours`` when one is
    reached there, in words. ``verified_on``: the day on which the desk last asked whether all this still holds.
    ``retired`` says that new people are no longer entrusted.
    """

    id: str
    kind: str
    name: str = field(repr=False)
    kana: str | None = field(default=None, repr=False)
    role: str | None = field(default=None, repr=False)
    organisation: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    area: str | None = None
    note: str | None = field(default=None, repr=False)
    hours: str | None = field(default=None, repr=False)
    verified_on: date | None = None
    retired: bool = False
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("name", "お名前を入れてください。", kind="missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """担当: a partner in charge of a person from ``since`` to ``until``, both days included; None is open."""

    partner_id: str
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise Invalid("charges", "担当の終わりの日が、始まりの日より前になっています。", kind="until")

    def holds_on(self, day: date) -> bool:
        """Whether the partner is in charge on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def covers(self, other: "Charge") -> bool:
        """Whether each day of the other is one of this."""
        begins = (self.since or date.min) <= (other.since or date.min)
        return begins and (other.until or date.max) <= (self.until or date.max)

    def meets(self, other: "Charge") -> bool:
        """Whether the two share a day."""
        first = max(self.since or date.min, other.since or date.min)
        return first <= min(self.until or date.max, other.until or date.max)


Charges = tuple[Charge, ...]


def on(charges: Sequence[Charge], day: date) -> tuple[str, ...]:
    """Return the ids of the partners in charge on a day, each once, in the order of entry."""
    return tuple(dict.fromkeys(charge.partner_id for charge in charges if charge.holds_on(day)))


def with_charge(charges: Sequence[Charge], new: Charge) -> Charges:
    """Return the charges with one more; Invalid where the partner is in charge on one of its days already."""
    if any(charge.partner_id == new.partner_id and charge.meets(new) for charge in charges):
        raise Invalid("charges", "この方は、その期間の担当にもうなっています。", kind="twice")
    return (*charges, new)


def with_end(charges: Sequence[Charge], partner_id: str, until: date) -> Charges:
    """Return the charges with a partner's end put to ``until``, the last day in charge; Invalid where there is none."""
    place = next((at for at, charge in _newest_first(charges) if charge.partner_id == partner_id), None)
    if place is None:
        raise Invalid("charges", "この方は、担当になっていません。", kind="not_in_charge")
    ended = replace(charges[place], until=until)
    return (*charges[:place], ended, *charges[place + 1 :])


def passed_on(charges: Sequence[Charge], partner_id: str, to: str, since: date) -> Charges:
    """Return the charges with ``to`` in a partner's place from ``since`` on, for as long as the partner was to be.

    The former is in charge until the day before. A charge that only begins later is the other's from its first day.
    Whoever is in charge already stays so; Invalid where that is true of a part of the time only.
    """
    result: Charges = tuple(charges)
    for charge in charges:
        if charge.partner_id != partner_id or (charge.until is not None and charge.until < since):
            continue
        place = result.index(charge)
        begun = charge.since is None or charge.since < since
        left = (replace(charge, until=since - timedelta(days=1)),) if begun else ()
        result = (*result[:place], *left, *result[place + 1 :])
        heir = Charge(partner_id=to, since=since if begun else charge.since, until=charge.until)
        met = [one for one in result if one.partner_id == to and one.meets(heir)]
        if not met:
            result = (*result, heir)
        elif not any(one.covers(heir) for one in met):
            raise Invalid("to", "この方は、その期間の一部で、もう担当になっている方がいます。", kind="partly")
    return result


def handed_over(charges: Sequence[Charge], partner_id: str, to: str, since: date) -> Charges:
    """Return what ``passed_on`` gives; Invalid where the partner is not in charge any more on that day."""
    after = passed_on(charges, partner_id, to, since)
    if after == tuple(charges):
        raise Invalid("charges", "この方は、その日には担当になっていません。", kind="not_in_charge")
    return after


def without(charges: Sequence[Charge], wrong: Charge) -> Charges:
    """Return the charges without one that was entered by mistake; Invalid where it is not among them."""
    if wrong not in charges:
        raise Invalid("charges", "この担当の記録は、もうありません。", kind="not_in_charge")
    return tuple(charge for charge in charges if charge != wrong)


def _newest_first(charges: Sequence[Charge]) -> list[tuple[int, Charge]]:
    return sorted(enumerate(charges), key=lambda each: (each[1].since or date.min, each[0]), reverse=True)
