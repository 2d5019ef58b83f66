"""InfoItem 福祉情報: a service or a piece of advice to tell people of, and to whom it was told."""

from dataclasses import dataclass
from datetime import date, datetime

from watchdesk.domain.words import Word
from watchdesk.errors import Invalid


class InfoState(Word):
    """How an item stands on a day, in the order of a list."""

    VALID = "valid", "いま使える"
    AHEAD = "ahead", "これから"
    OVER = "over", "期限が過ぎた"
    RETIRED = "retired", "しまってある"


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoItem:
    """Something worth telling. ``target`` says in words for whom it is, ``fits`` by rule: a people filter as JSON.

    Valid from ``valid_from`` to ``valid_until``, both included; None is open. ``file_name``: a PDF kept with it.
    """

    id: str
    title: str
    body: str
    tags: tuple[str, ...] = ()
    target: str | None = None
    fits: str | None = None
    phone: str | None = None
    source: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    file_name: str | None = None
    retired: bool = False
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise Invalid("title", "見出しを書いてください。", kind="missing")
        if self.valid_from is not None and self.valid_until is not None and self.valid_until < self.valid_from:
            raise Invalid("valid_until", "終わりの日が、始まりの日より前になっています。", kind="until")

    def is_valid_on(self, day: date) -> bool:
        """Whether it may be told on a day."""
        return self.state_on(day) is InfoState.VALID

    def state_on(self, day: date) -> InfoState:
        """How it stands on a day; one put aside stays so whatever its days say."""
        if self.retired:
            return InfoState.RETIRED
        if self.valid_until is not None and self.valid_until < day:
            return InfoState.OVER
        begun = self.valid_from is None or self.valid_from <= day
        return InfoState.VALID if begun else InfoState.AHEAD


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoGiven:
    """An item told to somebody on a day; ``person_id`` None: to a caller. Where it was told, if in a visit or case."""

    id: str
    item_id: str
    on: date
    person_id: str | None = None
    visit_id: str | None = None
    consultation_id: str | None = None
    created_by: str | None = None
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoLine:
    """An item as lists show it on a day. ``score`` grows with how well it fits what was asked for."""

    item: InfoItem
    state: InfoState
    score: int = 0

    @property
    def id(self) -> str:
        """The item's id: rows are told apart by it."""
        return self.item.id


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLine:
    """What was told of an item: its title as it is now, the day, and where (InfoGiven)."""

    id: str
    item_id: str
    title: str
    on: date
    person_id: str | None = None
    visit_id: str | None = None
    consultation_id: str | None = None

    @property
    def where(self) -> str:
        """訪問, 相談, or nothing where it was told by itself."""
        if self.visit_id is not None:
            return "訪問"
        return "相談" if self.consultation_id is not None else ""
