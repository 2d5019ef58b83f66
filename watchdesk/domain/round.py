"""Round まわり: a day sheet 用紙 that went out with the people to see in walking order, and what came back on it."""

from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.domain import check_digit
from watchdesk.domain.copies import CopyState
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.visit import WITHOUT_MEETING
from watchdesk.domain.words import Consent, Method, Status, Word
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
    ``signs`` are the codes of the checklist as the sheet numbers them from 1 on, whatever becomes of the list since.
    """

    id: str
    number: int
    on: date
    method: Method = Method.VISIT
    naming: Naming = Naming.FULL
    walker: str | None = field(default=None, repr=False)
    signs: tuple[str, ...] = ()
    stops: tuple[Stop, ...] = ()
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        ids = [stop.person_id for stop in self.stops]
        if not ids:
            raise Invalid("stops", "用紙にのせる方を選んでください。", kind="missing")
        if len(set(ids)) != len(ids):
            raise Invalid("stops", "同じ方が、用紙に2回のっています。", kind="twice")

    def stop_of(self, person_id: str) -> Stop:
        """The line of a person; Invalid where the sheet does not name that one."""
        for stop in self.stops:
            if stop.person_id == person_id:
                return stop
        raise Invalid("person_id", "この方は、用紙にのっていません。", kind="unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundLine:
    """A sheet as lists show it: how many people stand on it, and of how many the visit is typed in."""

    id: str
    number: int
    on: date
    made_on: date
    method: Method
    walker: str | None = field(default=None, repr=False)
    state: CopyState = CopyState.OUT
    stops: int = 0
    typed: int = 0

    @property
    def shown(self) -> str:
        """The number as it stands on the paper: 第123-4号."""
        return check_digit.shown(self.number)

    @property
    def left(self) -> int:
        """How many lines are still to be typed in."""
        return self.stops - self.typed


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetLine:
    """A line of a sheet as it is typed in: ``place`` from 1; ``person`` None where the register has the record no more.

    ``visit`` is what was typed in, None before and where that was voided. ``walked_on`` is the day of the round.
    """

    place: int
    person_id: str
    walked_on: date
    person: PersonLine | None = None
    visit: VisitLine | None = None

    @property
    def since_printed(self) -> str:
        """What keeps the person from being watched by now, in words; empty where nothing does. Visits still count."""
        if self.person is None:
            return "台帳にありません"
        if self.person.status in (Status.PAUSED, Status.ENDED):
            return f"いまは{self.person.status.label}の方です"
        if self.person.consent is not Consent.AGREED:
            return f"いまは同意がありません（{self.person.consent.label if self.person.consent else '記録なし'}）"
        return "" if self.person.consent_watch else "いまは見守りを望まれていません"

    @property
    def told_already(self) -> bool:
        """Whether the line is empty and a visit of that very day is there all the same, from elsewhere."""
        return self.visit is None and self.person is not None and self.person.last_attempt == self.walked_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet to be typed in: its round, where the paper is, and its lines in the paper's order."""

    round: Round
    state: CopyState
    lines: tuple[SheetLine, ...]

    @property
    def shown(self) -> str:
        """The number as it stands on the paper."""
        return check_digit.shown(self.round.number)

    @property
    def left(self) -> tuple[SheetLine, ...]:
        """The lines that can still be typed in."""
        return tuple(line for line in self.lines if line.visit is None and line.person is not None)

    @property
    def typed(self) -> int:
        """How many lines are typed in."""
        return sum(line.visit is not None for line in self.lines)


_MEETING = (("1", "元気"), ("2", "気になる"), ("3", "不在"), ("4", "応答なし"), ("9", "緊急"))
_WITHOUT = (("1", "元気"), ("2", "気になる"), ("5", "外から"), ("9", "緊急"))


def boxes(method: Method) -> tuple[tuple[str, str], ...]:
    """Return the boxes 様子 of a line on paper: the digit to be typed, and its word."""
    return _WITHOUT if method in WITHOUT_MEETING else _MEETING
