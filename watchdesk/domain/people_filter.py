"""PeopleFilter: what narrows the list of people, told in words as it stands over a printed list, kept as plain JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from watchdesk.domain.cadence import DueState
from watchdesk.domain.era import show_day
from watchdesk.domain.folding import fold
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.missing import Missing
from watchdesk.domain.words import CareLevel, Consent, Living, Status, Word

NO_LABELS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleFilter:
    """What the list is narrowed to; an empty tuple, an empty text and None narrow nothing.

    Of several values in one field any fits; all fields must. Ages are in years, both ends included. ``text`` fits any
    word by word; ``building`` a part of its name. ``in_charge`` are ids of partners. ``no_contact_since``: no confirmed
    contact on or after that day; ``no_contact_days``: none for so many days, which ``on(day)`` counts out.
    ``criteria_all``: of the criteria not any, but all. ``towns_too``: the town, or one of these.
    """

    text: str = field(default="", repr=False)
    status: tuple[Status, ...] = (Status.ACTIVE,)
    consent: tuple[Consent, ...] = ()
    criteria: tuple[str, ...] = ()
    living: tuple[Living, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    air_conditioner: bool | None = None
    care_level: tuple[CareLevel, ...] = ()
    need_level: tuple[str, ...] = ()
    area: str | None = None
    town: str | None = None
    chome: int | None = None
    building: str = field(default="", repr=False)
    in_charge: tuple[str, ...] = ()
    due: tuple[DueState, ...] = ()
    missing: tuple[Missing, ...] = ()
    hidden: bool | None = None
    no_contact_since: date | None = None
    no_contact_days: int | None = None
    criteria_all: bool = False
    towns_too: tuple[str, ...] = ()

    def on(self, today: date) -> "PeopleFilter":
        """Return the filter as it is passed on a day: days that are counted back from it become a day."""
        if self.no_contact_days is None:
            return self
        since = today - timedelta(days=self.no_contact_days - 1)
        since = min(since, self.no_contact_since) if self.no_contact_since else since
        return replace(self, no_contact_since=since, no_contact_days=None)

    def fits(self, line: PersonLine, found: frozenset[str] | None = None) -> bool:
        """Whether a person is shown. ``found``: the ids that ``desk.search.fitting(text)`` gives; it knows notes too.

        A hidden person fits no place.
        """
        return bool(self.kept((line,), found))

    def kept(self, lines: Iterable[PersonLine], found: frozenset[str] | None = None) -> tuple[PersonLine, ...]:
        """Return the people who are shown, in their order; asked of 10,000 at each key."""
        asked = [_FITS[name] for name, empty in _EMPTY.items() if getattr(self, name) != empty]
        if self.text:
            lines = (line for line in lines if (line.id in found if found is not None else _has_words(line, self.text)))
        return tuple(line for line in lines if all(fits(self, line) for fits in asked))

    @property
    def narrows(self) -> bool:
        """Whether anything but the status is asked for."""
        return any(getattr(self, name) != empty for name, empty in _EMPTY.items() if name != "status") or bool(
            self.text
        )

    def words(
        self,
        *,
        criteria: Mapping[str, str] = NO_LABELS,
        partners: Mapping[str, str] = NO_LABELS,
        needs: Mapping[str, str] = NO_LABELS,
    ) -> str:
        """Return the filter as a heading: 独居・80歳以上・エアコンなし; 見守り中の方 where nothing narrows the list.

        ``criteria``, ``partners``, ``needs``: words by code and names by id; a code without a word stands for itself.
        """
        told = list(_words(self, criteria, needs, partners))
        if self.status != (Status.ACTIVE,) or not told:
            told.insert(0, f"{_any(self.status)}の方" if self.status else "すべての方")
        return "・".join(told)

    def to_json(self) -> dict[str, Any]:
        """Return what is set, as plain JSON."""
        return {
            each.name: _plain(getattr(self, each.name))
            for each in fields(self)
            if getattr(self, each.name) != each.default
        }

    @classmethod
    def from_json(cls, plain: object) -> "PeopleFilter":
        """Read a filter back; keys and words that this version does not know are passed over."""
        told = plain if isinstance(plain, Mapping) else {}
        read = {name: _READ[name](told[name]) for name in _READ if name in told}
        return cls(**{name: value for name, value in read.items() if value is not None})


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


# ---- fits


def _has_words(line: PersonLine, text: str) -> bool:
    place = () if line.hidden else (f"{line.town or ''}{line.address or ''}", line.building, *line.phones)
    known = "\n".join(fold(part) for part in (line.name, line.kana, line.number, *place) if part)
    return all(fold(word) in known for word in text.split())


def _is_of_age(wanted: PeopleFilter, line: PersonLine) -> bool:
    lowest = wanted.age_from if wanted.age_from is not None else 0
    highest = wanted.age_to if wanted.age_to is not None else line.age
    return line.age is not None and highest is not None and lowest <= line.age <= highest


def _no_contact(wanted: PeopleFilter, line: PersonLine) -> bool:
    since = wanted.no_contact_since
    return line.last_confirmed is None or since is None or line.last_confirmed < since


def _towns(wanted: PeopleFilter) -> tuple[str, ...]:
    return tuple(dict.fromkeys(town for town in (wanted.town, *wanted.towns_too) if town))


def _has_criteria(wanted: PeopleFilter, line: PersonLine) -> bool:
    asked = set(wanted.criteria)
    return asked.issubset(line.criteria) if wanted.criteria_all else not asked.isdisjoint(line.criteria)


_EMPTY: Mapping[str, object] = {
    **dict.fromkeys(("status", "consent", "due", "living", "criteria", "missing", "in_charge"), ()),
    **dict.fromkeys(("care_level", "need_level", "towns_too"), ()),
    **dict.fromkeys(("area", "town", "chome", "age_from", "age_to"), None),
    **dict.fromkeys(("hidden", "air_conditioner", "no_contact_since", "no_contact_days"), None),
    "building": "",
}
"""Every field but the text, with the value that narrows nothing."""

_FITS: Mapping[str, Callable[[PeopleFilter, PersonLine], bool]] = {
    "status": lambda wanted, line: line.status in wanted.status,
    "consent": lambda wanted, line: line.consent in wanted.consent,
    "area": lambda wanted, line: line.area == wanted.area,
    **dict.fromkeys(("town", "towns_too"), lambda wanted, line: line.town in _towns(wanted)),
    "chome": lambda wanted, line: line.chome == wanted.chome,
    "due": lambda wanted, line: line.due is not None and line.due.state in wanted.due,
    "age_from": _is_of_age,
    "age_to": _is_of_age,
    "living": lambda wanted, line: line.living in wanted.living,
    "criteria": _has_criteria,
    "missing": lambda wanted, line: not line.missing.isdisjoint(wanted.missing),
    "in_charge": lambda wanted, line: not line.in_charge.isdisjoint(wanted.in_charge),
    "hidden": lambda wanted, line: line.hidden is wanted.hidden,
    "air_conditioner": lambda wanted, line: line.air_conditioner is wanted.air_conditioner,
    "care_level": lambda wanted, line: line.care_level in wanted.care_level,
    "need_level": lambda wanted, line: line.need_level in wanted.need_level,
    "no_contact_since": _no_contact,
    "no_contact_days": lambda wanted, line: line.due is None or _no_contact(wanted.on(line.due.day), line),
    "building": lambda wanted, line: fold(wanted.building) in fold(line.building or ""),
}


# ---- words


def _words(
    wanted: PeopleFilter, criteria: Mapping[str, str], needs: Mapping[str, str], partners: Mapping[str, str]
) -> Iterator[str]:
    yield from _who(wanted, criteria)
    if wanted.need_level:
        yield f"見守りは{'か'.join(needs.get(code, code) for code in wanted.need_level)}"
    yield from _where(wanted)
    if wanted.in_charge:
        yield f"担当 {'か'.join(partners.get(one, one) for one in wanted.in_charge)}"
    if wanted.consent:
        yield f"同意は{_any(wanted.consent)}"
    if wanted.due:
        yield _any(wanted.due)
    if wanted.no_contact_since is not None:
        yield f"{show_day(wanted.no_contact_since)}から会えていない"
    if wanted.no_contact_days is not None:
        yield f"{wanted.no_contact_days}日以上、安否を確かめていない"
    if wanted.missing:
        yield f"{_any(wanted.missing)}が未記入"
    if wanted.hidden is not None:
        yield "秘匿の方" if wanted.hidden else "秘匿の方を除く"
    if wanted.text.strip():
        yield f"「{' '.join(wanted.text.split())}」"


def _who(wanted: PeopleFilter, criteria: Mapping[str, str]) -> Iterator[str]:
    if wanted.living:
        yield _any(wanted.living)
    if wanted.age_from is not None and wanted.age_from == wanted.age_to:
        yield f"{wanted.age_from}歳"
    else:
        ends = (wanted.age_from, "歳以上"), (wanted.age_to, "歳以下")
        yield from (f"{age}{end}" for age, end in ends if age is not None)
    if wanted.air_conditioner is not None:
        yield "エアコンあり" if wanted.air_conditioner else "エアコンなし"
    if wanted.care_level:
        yield _any(wanted.care_level)
    if wanted.criteria:
        between = "も" if wanted.criteria_all and len(wanted.criteria) > 1 else "か"
        told = between.join(criteria.get(code, code) for code in wanted.criteria)
        yield f"{told}も" if between == "も" else told


def _where(wanted: PeopleFilter) -> Iterator[str]:
    if wanted.area:
        yield f"{wanted.area}地域"
    towns = _towns(wanted)
    if towns or wanted.chome is not None:
        of = "の" if len(towns) > 1 else ""
        yield f"{'か'.join(towns)}{f'{of}{wanted.chome}丁目' if wanted.chome is not None else ''}"
    if wanted.building.strip():
        yield f"建物「{wanted.building.strip()}」"


def _any(words: Iterable[Word]) -> str:
    return "か".join(word.label for word in words)


# ---- from JSON


def _several(kind: type[Word]) -> Callable[[object], tuple[Any, ...] | None]:
    """Those words of a list that this version knows; where it knows none of them, the field is passed over."""

    def read(value: object) -> tuple[Any, ...] | None:
        if not isinstance(value, list):
            return None
        known = tuple(kind(one) for one in dict.fromkeys(map(str, value)) if one in set(kind))
        return known if known or not value else None

    return read


def _codes(value: object) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(str(one) for one in value)) if isinstance(value, list) else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _yes_no(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        return None


_READ: Mapping[str, Callable[[object], Any]] = {
    **dict.fromkeys(("text", "area", "town", "building"), _text),
    **dict.fromkeys(("age_from", "age_to", "chome", "no_contact_days"), _number),
    **dict.fromkeys(("criteria", "in_charge", "need_level", "towns_too"), _codes),
    **dict.fromkeys(("air_conditioner", "hidden", "criteria_all"), _yes_no),
    "status": _several(Status),
    "consent": _several(Consent),
    "living": _several(Living),
    "care_level": _several(CareLevel),
    "due": _several(DueState),
    "missing": _several(Missing),
    "no_contact_since": _day,
}
