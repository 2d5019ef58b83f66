"""Full exports of earlier versions, brought to today's form before they are read (migration 0002 does it to stores)."""

from collections.abc import Iterator
from typing import Any

from watchdesk.store.written_names import KINDS, Written, partners_and_charges

Json = dict[str, Any]


def of_today(plain: Json) -> Json:
    """Return a document as today's version writes it; one of today comes back as it is.

    In 0.1 a household had no record, and who is in charge stood on each person as a text. Until 0.4 of a copy 写し
    was known only where it is.
    """
    return _with_copy_events(_with_partners(_with_households(plain)))


def _with_copy_events(plain: Json) -> Json:
    if "copy_events" in plain:
        return plain
    events = [event for copy in plain.get("copies", []) for event in _events_of(copy)]
    return plain | {"copy_events": [event | {"seq": seq} for seq, event in enumerate(events, 1)]}


def _events_of(copy: Json) -> Iterator[Json]:
    """That it was made, and what became of it."""
    made = {"number": copy["number"], "by": copy["made_by"]}
    begun = str(copy["made_at"])[:10]
    yield made | {"on": begun, "deed": "out", "at": copy["made_at"], "whom": copy.get("holder")}
    if copy["state"] != "out":
        yield made | {"on": copy.get("state_on") or begun, "deed": copy["state"]}


def _with_households(plain: Json) -> Json:
    known = {row["id"] for row in plain.get("households", [])}
    named = dict.fromkeys(person["household_id"] for person in plain["people"] if person.get("household_id"))
    missing = [{"id": one} for one in named if one not in known]
    return plain | {"households": [*plain.get("households", []), *missing]} if missing else plain


def _with_partners(plain: Json) -> Json:
    partners, charges = partners_and_charges(_written(plain))
    by_person: dict[str, list[Json]] = {}
    for charge in charges:
        entry = {"partner_id": charge["partner_id"], "from": None, "until": None}
        by_person.setdefault(charge["person_id"], []).append(entry)
    if not by_person:
        return plain
    people = [
        person | {"charges": by_person[person["id"]]} if person["id"] in by_person else person
        for person in plain["people"]
    ]
    return plain | {"people": people, "partners": partners}


def _written(plain: Json) -> Iterator[Written]:
    for person in plain["people"]:
        if person.keys() & set(KINDS):
            yield Written(person["id"], person["area"], {kind: person.get(kind) for kind in KINDS})
