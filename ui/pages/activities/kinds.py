"""Kinds of activity as they are chosen and shown: those that are counted (block C), below each the ward's own."""

from watchdesk.desk import Desk
from watchdesk.domain.activity import Activity

ACTIVITY_KINDS, OWN_ACTIVITIES, COORDINATION_KINDS = "activity_kinds", "own_activities", "coordination_kinds"
_WANTED_KINDS = "wanted_activity_kinds"
_BELOW = "　"
_JOINED = "/"
Kind = tuple[str, str | None]
"""Code of block C and code of the ward's own kind, None where it has none."""


def choices(desk: Desk, known: Activity | None = None) -> tuple[tuple[str, str], ...]:
    """Return [(code, word)] of what may be chosen; what a known activity has is among them, though it be hidden."""
    kept = (known.kind, known.own_kind) if known is not None else ("", None)
    below: dict[str, list[tuple[str, str]]] = {}
    for one in desk.codes.entries(OWN_ACTIVITIES, with_hidden=True):
        kind = kept[0] if one.code == kept[1] else one.group
        if not one.hidden or one.code == kept[1]:
            below.setdefault(kind, []).append((joined(kind, one.code), f"{_BELOW}{one.label}"))
    counted = desk.codes.activity_kinds({*desk.settings.get(_WANTED_KINDS), kept[0]})
    return tuple(each for one in counted for each in ((one.code, one.label), *below.get(one.code, ())))


def joined(kind: str, own_kind: str | None) -> str:
    """Return the code of a choice."""
    return kind if own_kind is None else f"{kind}{_JOINED}{own_kind}"


def parted(choice: str) -> Kind:
    """Read what ``joined`` writes."""
    kind, _, own_kind = choice.partition(_JOINED)
    return kind, own_kind or None


def word(desk: Desk, choice: str) -> str:
    """Return the ward's own word of a choice; empty where it names only what is counted."""
    own_kind = parted(choice)[1]
    return desk.codes.label(OWN_ACTIVITIES, own_kind) if own_kind is not None else ""
