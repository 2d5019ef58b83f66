"""Merging 統合: what two records of one person become, field by field, and what each is again when they are parted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from watchdesk.domain.folding import fold
from watchdesk.domain.histories import BEGINNING, ConsentEntry
from watchdesk.domain.partner import Charge
from watchdesk.domain.person import DEFAULT_INTERVAL, Person
from watchdesk.domain.words import Consent, Word


class Which(Word):
    """Whose value stands after a merge."""

    KEPT = "kept", "残す方"
    GONE = "gone", "まとめる方"
    BOTH = "both", "両方"


HISTORIES = ("status_history", "consent_history", "area_history")
"""Merged in the order of their days."""

UNITED = ("phones", "criteria", "emergency_contacts", "charges", "extra", "notes")
"""Of these both can be kept."""

_OF_THE_RECORD = frozenset({"id", "created_on", "created_by", "created_at"})

MERGED_FIELDS = tuple(field.name for field in fields(Person) if field.name not in _OF_THE_RECORD)
"""What is compared and chosen; the rest belongs to the record that stays."""

_TOGETHER = (
    ("family_name", "given_name"),
    ("family_kana", "given_kana"),
    ("postal_code", "town", "address", "building"),
)
"""Fields that only mean something together: half of one address and half of another is neither."""

_STRICTNESS = (Consent.PENDING, Consent.AGREED, Consent.REFUSED, Consent.WITHDRAWN)
"""Of two consents of one day the stricter holds."""


def options(field: str) -> tuple[Which, ...]:
    """Return what may be chosen for a field."""
    return tuple(Which) if field in HISTORIES or field in UNITED else (Which.KEPT, Which.GONE)


def together(field: str) -> tuple[str, ...]:
    """Return the fields that are chosen along with a field, itself included."""
    return next((group for group in _TOGETHER if field in group), (field,))


def proposal(kept: Person, gone: Person, field: str, day: date) -> Which:
    """Return which value a merge proposes: what is written rather than nothing, lists united, histories by their days.

    A status or area that would be another one on the day stays as it is: a double that was ended ends nobody.
    """
    if field in ("status_history", "area_history"):
        return _of_state(kept, gone, field, day)
    if field in HISTORIES or field in UNITED:
        return Which.BOTH if getattr(gone, field) else Which.KEPT
    for group in _TOGETHER:
        if field in group:
            return Which.GONE if _says_more(kept, gone, group) else Which.KEPT
    if field == "hidden":
        return Which.GONE if gone.hidden else Which.KEPT
    if field == "interval_days":
        return Which.GONE if kept.interval_days == DEFAULT_INTERVAL else Which.KEPT
    return Which.GONE if _is_empty(getattr(kept, field)) else Which.KEPT


def _of_state(kept: Person, gone: Person, field: str, day: date) -> Which:
    both = chosen(kept, gone, {field: Which.BOTH})
    same = (both.status_on(day), both.area_on(day)) == (kept.status_on(day), kept.area_on(day))
    return Which.BOTH if same else Which.KEPT


def _says_more(kept: Person, gone: Person, group: Sequence[str]) -> bool:
    """Whether the gone record says all that the kept one says of a group, and more."""
    pairs = [(getattr(kept, name), getattr(gone, name)) for name in group]
    if group[0].startswith("family") and pairs[0][0] and not pairs[1][0]:
        return bool(pairs[1][1]) and fold(pairs[0][0]) == fold("".join(theirs for _, theirs in pairs if theirs))
    return all(own is None or own == theirs for own, theirs in pairs)


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", (), {})


def differing(kept: Person, gone: Person) -> tuple[str, ...]:
    """Return the fields of which one of two records may stand after a merge."""
    return tuple(name for name in MERGED_FIELDS if getattr(kept, name) != getattr(gone, name))


def chosen(kept: Person, gone: Person, choices: Mapping[str, Any]) -> Person:
    """Return the record that stays, with what was chosen: ``Which``, or a value of its own, by field."""
    values = {name: _value(kept, gone, name, choice) for name, choice in choices.items() if name in MERGED_FIELDS}
    return replace(kept, **values)


def _value(kept: Person, gone: Person, field: str, choice: Any) -> Any:
    own, theirs = getattr(kept, field), getattr(gone, field)
    if choice is Which.KEPT or (isinstance(choice, Which) and own == theirs):
        return own
    if choice is Which.GONE:
        return theirs
    return _BOTH[field](own, theirs) if choice is Which.BOTH else choice


# ---- both


def _united(own: Sequence[Any], theirs: Sequence[Any]) -> tuple[Any, ...]:
    return (*own, *(one for one in theirs if one not in own))


def _charges(own: tuple[Charge, ...], theirs: tuple[Charge, ...]) -> tuple[Charge, ...]:
    """A partner in charge of both without an end is so once, from the earlier day on."""
    open_since: dict[str, list[date]] = {}
    for charge in (*own, *theirs):
        if charge.until is None:
            open_since.setdefault(charge.partner_id, []).append(charge.since or BEGINNING)
    first = {partner: min(days) for partner, days in open_since.items()}
    joined = (
        replace(one, since=None if first[one.partner_id] == BEGINNING else first[one.partner_id])
        if one.until is None
        else one
        for one in (*own, *theirs)
    )
    return tuple(dict.fromkeys(joined))


def _extra(own: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Every heading; a second text under the same heading is told apart."""
    both = dict(own)
    for heading, text in theirs.items():
        is_other = both.get(heading, text) != text
        both[f"{heading}（まとめた記録）" if is_other else heading] = text
    return both


def _notes(own: str | None, theirs: str | None) -> str | None:
    return "\n".join(text for text in (own, theirs) if text) or None


def _by_day(own: Iterable[Any], theirs: Iterable[Any], last: Callable[[Any, bool], Any]) -> tuple[Any, ...]:
    """Entries in the order of their days; ``last`` says which of two records' entries of one day come behind."""
    mine = [(entry, True) for entry in own]
    known = [entry for entry, _ in mine]
    yours = [(entry, False) for entry in theirs if entry not in known]
    if not yours:
        return tuple(known)
    entries = sorted(yours + mine, key=lambda one: (one[0].since or BEGINNING, last(*one)))
    return tuple(entry for entry, _ in entries)


def _states(own: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    return _by_day(own, theirs, lambda entry, is_own: is_own)


def _consents(own: tuple[ConsentEntry, ...], theirs: tuple[ConsentEntry, ...]) -> tuple[ConsentEntry, ...]:
    """Both, where an entry that only says nobody asked yet gives way to any other."""
    told_own, told_theirs = _told(own), _told(theirs)
    if not told_own or not told_theirs:
        return theirs if told_theirs else own
    strictest = {True: _strictest_by_day(told_own), False: _strictest_by_day(told_theirs)}
    return _by_day(told_own, told_theirs, lambda entry, is_own: (strictest[is_own][entry.since or BEGINNING], is_own))


def _told(entries: tuple[ConsentEntry, ...]) -> tuple[ConsentEntry, ...]:
    return tuple(entry for entry in entries if entry != ConsentEntry(state=Consent.PENDING))


def _strictest_by_day(entries: Iterable[ConsentEntry]) -> dict[date, int]:
    """How strict the entry is that holds of each day: the one entered last."""
    return {entry.since or BEGINNING: _STRICTNESS.index(entry.state) for entry in entries}


_BOTH: Mapping[str, Callable[[Any, Any], Any]] = {
    "status_history": _states,
    "area_history": _states,
    "consent_history": _consents,
    "charges": _charges,
    "phones": _united,
    "criteria": _united,
    "emergency_contacts": _united,
    "extra": _extra,
    "notes": _notes,
}


# ---- and back


@dataclass(frozen=True, slots=True)
class Parted:
    """The record that stayed, as it is again; ``rewritten``: fields written since the merge, which keep what is new."""

    person: Person
    rewritten: tuple[str, ...]


def parted(present: Person, before: Mapping[str, Any], after: Mapping[str, Any]) -> Parted:
    """Undo what a merge did to the record that stayed: ``before`` and ``after`` are its values by field.

    A field that was not touched since is as it was. Of a list, a history or the 取込時の項目 what was added since stays
    and what came with the other record goes; any other field written since stays as it is.
    """
    values: dict[str, Any] = {}
    rewritten = []
    for name, old in before.items():
        now = getattr(present, name)
        if now != after[name]:
            rewritten.append(name)
        values[name] = old if now == after[name] else _without_theirs(old, after[name], now)
    return Parted(replace(present, **values), tuple(rewritten))


def _without_theirs(old: Any, new: Any, now: Any) -> Any:
    if isinstance(now, Mapping):
        return {heading: text for heading, text in now.items() if heading in old or new.get(heading) != text}
    if not isinstance(now, tuple):
        return now
    given_up = (Counter(old) - Counter(new)).elements()
    brought = Counter(new) - Counter(old)
    stays = []
    for entry in now:
        if brought[entry]:
            brought[entry] -= 1
        else:
            stays.append(entry)
    return (*given_up, *stays)
