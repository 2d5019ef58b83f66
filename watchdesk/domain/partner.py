"""Partner 関係者: a watcher 見守り員, a 民生委員, a body or a firm, and since when one is in charge of a person."""

from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.domain.words import Word
from watchdesk.errors import Invalid


class PartnerKind(Word):
    """What a partner is to the desk; who may have a person's data goes by consent_recipients.csv, not by this."""

    WATCHER = "watcher", "見守り員"
    MINSEI = "minsei", "民生委員・児童委員"
    BODY = "body", "機関・団体"
    FIRM = "firm", "協力事業者"
    OTHER = "other", "その他"


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A partner of the desk. Only a name is required; a body's own name stands in ``name``.

    ``organisation`` is the body a human partner belongs to, ``retired`` says that new people are no longer entrusted.
    """

    id: str
    kind: PartnerKind
    name: str = field(repr=False)
    kana: str | None = field(default=None, repr=False)
    role: str | None = field(default=None, repr=False)
    organisation: str | None = field(default=None, repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    area: str | None = None
    note: str | None = field(default=None, repr=False)
    retired: bool = False
    created_by: str | None = None
    created_at: datetime | None = None

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise Invalid("name", "お名前を入れてください。", kind="missing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """担当: a partner in charge of a person from ``since`` to ``until``, both days included; None is open."""

    partner_id: str
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.since is not None and self.until is not None and self.until < self.since:
            raise Invalid("charges", "担当の終わりの日が、始まりの日より前になっています。", kind="until")

    def holds_on(self, day: date) -> bool:
        """Whether the partner is in charge on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)
