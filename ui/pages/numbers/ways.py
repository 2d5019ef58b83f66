"""Ways from a figure to its records: the room where they stand, as far as that room exists."""

from collections.abc import Mapping, Sequence

from ui.places import COORDINATION, Place, Room
from ui.rooms import PAGES
from watchdesk.domain.activity_count import Item
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.work_lines import WorkKind, WorkLine
from watchdesk.domain.work_lists import Block

ROOMS: Mapping[WorkKind, tuple[Room, str]] = {
    WorkKind.VISIT: (Room.VISITS, ""),
    WorkKind.CONSULTATION: (Room.CONSULTATIONS, ""),
    WorkKind.REFERRAL: (Room.REFERRALS, ""),
    WorkKind.ACTIVITY: (Room.ACTIVITIES, ""),
    WorkKind.COORDINATION: (Room.ACTIVITIES, COORDINATION),
}
"""Where the records of a kind stand, and the part of that page; days have no room of their own."""

PAGE_OF_ONE: Mapping[WorkKind, Room] = {WorkKind.CONSULTATION: Room.CONSULTATION}
"""Where one record of a kind has a page of its own; else it stands open in the list's room."""

Line = PersonLine | VisitLine | WorkLine


_BLOCKS = {
    Block.FIELDS: WorkKind.CONSULTATION,
    Block.CONTENTS: WorkKind.CONSULTATION,
    Block.ACTIVITIES: WorkKind.ACTIVITY,
    Block.VISITS: WorkKind.VISIT,
    Block.COORDINATION: WorkKind.COORDINATION,
}


def count_kind(item: Item) -> WorkKind | None:
    """What the number of a line of 活動件数 is made of; None for days, which have no room of their own."""
    return _BLOCKS.get(item.block)


def has_room(kind: WorkKind) -> bool:
    """Whether there is a page to open the records of a kind in."""
    return kind in ROOMS and ROOMS[kind][0] in PAGES


def list_place(kind: WorkKind, ids: Sequence[str], because: str, month: Month | None = None) -> Place | None:
    """Where exactly these records stand in a list; None where there is no such room yet."""
    if not has_room(kind):
        return None
    room, section = ROOMS[kind]
    return Place(room=room, section=section, only=tuple(ids), because=because, month=month)


def record_place(line: Line) -> Place | None:
    """Where one record of a list stands: a person, a visit, a case; of a day what was done on it first."""
    if isinstance(line, PersonLine):
        return Place(room=Room.PERSON, person_id=line.id)
    if isinstance(line, VisitLine):
        return Place(room=Room.VISIT, visit_id=line.id)
    if line.kind is WorkKind.DAY:
        return _day_place(line)
    if PAGE_OF_ONE.get(line.kind) in PAGES:
        return Place(room=PAGE_OF_ONE[line.kind], record_id=line.id)
    if not has_room(line.kind):
        return None
    room, section = ROOMS[line.kind]
    return Place(room=room, section=section, record_id=line.id)


def _day_place(line: WorkLine) -> Place | None:
    """The records of a day, of the first kind that has a room."""
    because = f"{line.on.month}月{line.on.day}日の"
    for kind, ids in line.ids:
        place = list_place(kind, ids, f"{because}{kind.label}", Month.of(line.on))
        if place is not None:
            return place
    return None
