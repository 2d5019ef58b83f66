"""InfoItem 福祉情報: a service or a piece of advice to tell people of, and to whom it was told."""

from dataclasses import dataclass
from datetime import date, datetime

from watchdesk.errors import Invalid


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
        begun = self.valid_from is None or self.valid_from <= day
        return not self.retired and begun and (self.valid_until is None or day <= self.valid_until)


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
