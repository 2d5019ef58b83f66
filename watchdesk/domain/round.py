"""Round まわり: a day sheet 用紙 that went out with the people to see in walking order, and what came back on it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.domain.words import Method, Word
from watchdesk.errors import Invalid


class Naming(Word):
    """How much of a name stands on the sheet."""

    FULL = "full", "氏名"
    INITIALS = "initials", "頭文字と番号"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One line of the sheet: a person, and the visit that was typed in from it; None until then."""

    person_id: str
    visit_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A printed day sheet: ``number`` is that of its copy 写し, whose state tells whether it is out, in or lost.

    ``method`` is the way of its visits unless a line says otherwise, ``walker`` who goes, ``stops`` in walking order.
    """

    id: str
    number: int
    on: date
    method: Method = Method.VISIT
    naming: Naming = Naming.FULL
    walker: str | None = field(default=None, repr=False)
    stops: tuple[Stop, ...] = ()
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        ids = [stop.person_id for stop in self.stops]
        if not ids:
            raise Invalid("stops", "用紙にのせる方を選んでください。", kind="missing")
        if len(set(ids)) != len(ids):
            raise Invalid("stops", "同じ方が、用紙に2回のっています。", kind="twice")
