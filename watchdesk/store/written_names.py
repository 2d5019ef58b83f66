"""Watchers and 民生委員 that 0.1 kept as texts on each person, made partners: for migration 0002 and old exports.

Shipped: never changed, so that a store and an export of it come to the same partners.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

KINDS = ("watcher", "minsei")
"""Columns of 0.1 that are also kinds of partners."""

_NAMESPACE = uuid.UUID("8f1d0c52-6f0e-5f7d-9d7e-3a5b1c2d4e6f")

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Written:
    """What stood on a person: the names of who is in charge, and the person's area."""

    person_id: str
    area: str | None
    names: dict[str, str | None] = field(repr=False)
    """Text by kind."""


def partners_and_charges(people: Iterable[Written]) -> tuple[list[Row], list[Row]]:
    """Return a row for each distinct text of a kind, blanks aside, and an open charge for each person that has it.

    A partner has an area where all its people are of that one.
    """
    partners: dict[str, Row] = {}
    charges: list[Row] = []
    for person in people:
        said = [(kind, (person.names.get(kind) or "").strip()) for kind in KINDS]
        for position, (kind, name) in enumerate(one for one in said if one[1]):
            partner_id = str(uuid.uuid5(_NAMESPACE, f"{kind} {''.join(name.split())}"))
            row = partners.setdefault(partner_id, _partner(partner_id, kind, name, person.area))
            row["area"] = row["area"] if row["area"] == person.area else None
            charges.append({"person_id": person.person_id, "position": position, "partner_id": partner_id})
    return list(partners.values()), charges


def _partner(partner_id: str, kind: str, name: str, area: str | None) -> Row:
    unknown = dict.fromkeys(("kana", "role", "organisation", "note", "created_by", "created_at"))
    return {"id": partner_id, "kind": kind, "name": name, "phones": [], "area": area, "retired": False, **unknown}
