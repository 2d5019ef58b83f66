"""What a list says otherwise than the register: only of what it tells; an empty cell is no change (contract §5)."""

import dataclasses
from datetime import date
from typing import Any

from watchdesk.domain.address import changed_more_than_width
from watchdesk.domain.folding import fold
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry, on
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent
from watchdesk.intake import entrusted
from watchdesk.intake.draft import AS_IT_STOOD
from watchdesk.intake.people import PersonRow

_NAMES = frozenset({"family_name", "given_name", "family_kana", "given_kana"})
_HISTORIES = frozenset({"consent_history", "status_history", "area_history", "charges"})


def merged(old: Person, row: PersonRow, today: date) -> Person:
    """Return the known person with what the row tells; what it does not tell stays, histories only grow.

    Texts that differ in width alone stay as they are, and names that mean the same (高橋, 髙橋) too. Raises Invalid
    where the two don't go together.
    """
    if row.person is None:
        return old
    values: dict[str, Any] = {
        name: _value(name, getattr(old, name), getattr(row.person, name))
        for name in sorted(row.told - _HISTORIES - {"extra"})
    }
    values |= _names(old, row.person, row.told)
    values |= {
        "consent_history": _consents(old, row, today),
        "status_history": _statuses(old, row, today),
        "area_history": _areas(old, row, today),
        "charges": entrusted.after(old.charges, row.person.charges, row.partners, today),
    }
    person = dataclasses.replace(old, **values)
    return dataclasses.replace(person, extra=_extra(old, row, changed=person != old))


def _value(name: str, old: Any, new: Any) -> Any:
    if isinstance(old, str) and isinstance(new, str) and not changed_more_than_width(old, new):
        return old
    if name in {"phones", "criteria", "emergency_contacts"} and set(new) <= set(old):
        return old
    return _contacts(old, new) if name == "emergency_contacts" else new


def _contacts(old: tuple[EmergencyContact, ...], new: tuple[EmergencyContact, ...]) -> tuple[EmergencyContact, ...]:
    """The list's contacts first, then those of ours it does not name: a list holds one, the desk often knows more."""
    named = {fold(contact.name or "") for contact in new}
    return (*new, *(contact for contact in old if fold(contact.name or "") not in named))


def _names(old: Person, new: Person, told: frozenset[str]) -> dict[str, Any]:
    """The names that differ by more than a variant of a letter, or that are now apart where they stood whole."""
    values: dict[str, Any] = {}
    for before, after, parts in (
        (old.name, new.name, ("family_name", "given_name")),
        (old.kana or "", new.kana or "", ("family_kana", "given_kana")),
    ):
        now_apart = getattr(old, parts[1]) is None and getattr(new, parts[1]) is not None
        take = parts[0] in told and (fold(before) != fold(after) or now_apart)
        values |= {part: getattr(new if take else old, part) for part in parts}
    return values


def _extra(old: Person, row: PersonRow, *, changed: bool) -> dict[str, str]:
    """What stands under further headings; a running number, and how the same things are written, is no change."""
    told = dict(row.person.extra) if row.person else {}
    telling = {
        heading: text
        for heading, text in told.items()
        if heading not in row.counting and not heading.startswith(AS_IT_STOOD)
    }
    if changed or any(old.extra.get(heading) != text for heading, text in telling.items()):
        return {**old.extra, **told}
    return dict(old.extra)


def _consents(old: Person, row: PersonRow, today: date) -> tuple[ConsentEntry, ...]:
    """An entry more where the list says another consent; what is older than ours, or 未回答 undated, is no news."""
    new = row.person.consent_history[-1] if row.person else None
    if new is None or "consent_history" not in row.told:
        return old.consent_history
    ours = old.consent_on(today)
    unanswered = new.state is Consent.PENDING and new.since is None
    if ours is not None and (unanswered or _says_no_more(ours, new) or _older(new.since, ours.since)):
        return old.consent_history
    return (*old.consent_history, dataclasses.replace(new, since=new.since or today))


def _says_no_more(ours: ConsentEntry, new: ConsentEntry) -> bool:
    return (
        (ours.state, ours.watch) == (new.state, new.watch)
        and new.since in (None, ours.since)
        and new.way in (None, ours.way)
        and new.valid_until in (None, ours.valid_until)
        and set(new.recipients) <= set(ours.recipients)
    )


def _older(new: date | None, ours: date | None) -> bool:
    return new is not None and ours is not None and new < ours


def _statuses(old: Person, row: PersonRow, today: date) -> tuple[StatusEntry, ...]:
    new = row.person.status_history[-1] if row.person else None
    if new is None or "status_history" not in row.told:
        return old.status_history
    if any(_same_status(entry, new) for entry in old.status_history) or _holds_already(old, new, today):
        return old.status_history
    newest = max((entry.since for entry in old.status_history if entry.since), default=None)
    if _older(new.since, newest):
        return old.status_history
    return (*old.status_history, dataclasses.replace(new, since=new.since or today))


def _holds_already(old: Person, new: StatusEntry, today: date) -> bool:
    """Whether an undated state is today's, for no other reason."""
    ours = on(old.status_history, today)
    if new.since is not None or ours is None or new.state is not old.status_on(today):
        return False
    return (new.reason, new.until) == (None, None) or (
        new.state is ours.state and new.reason in (None, ours.reason) and new.until in (None, ours.until)
    )


def _same_status(entry: StatusEntry, new: StatusEntry) -> bool:
    return (
        entry.state is new.state
        and new.since == entry.since
        and new.until in (None, entry.until)
        and new.reason in (None, entry.reason)
    )


def _areas(old: Person, row: PersonRow, today: date) -> tuple[AreaEntry, ...]:
    new = row.person.area_on(today) if row.person else ""
    if "area_history" not in row.told or new == old.area_on(today):
        return old.area_history
    return (*old.area_history, AreaEntry(area=new, since=today))
