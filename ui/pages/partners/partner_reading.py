"""What the page of a partner shows, and the work of reading it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ui.pages.partners.rows import phones
from ui.pages.person.history_lines import PastLine
from ui.tasks import Progress
from watchdesk.desk import Desk, Entrusted, WatcherWork
from watchdesk.domain.era import show_day_both
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Partner
from watchdesk.fields import PARTNER_FIELDS, Field, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerFacts:
    """All that the page shows of a partner; ``former`` are people she is no more in charge of, ``past`` the record's.

    ``walks``: whether it is somebody who visits, so that there are visits and paper to tell of.
    """

    partner: Partner
    people: tuple[Entrusted, ...]
    work: WatcherWork
    former: tuple[Entrusted, ...] = ()
    past: tuple[PastLine, ...] = field(default=(), repr=False)
    walks: bool = False


class PartnerReading:
    """The work of reading it, with the visits of a month."""

    def __init__(self, desk: Desk, partner_id: str, month: Month) -> None:
        self._desk, self._partner_id, self._month = desk, partner_id, month

    def run(self, progress: Progress) -> PartnerFacts:
        """Read the record and all that belongs to it."""
        partner = self._desk.partners.get(self._partner_id)
        names = {user.name: user.full_name for user in self._desk.users.all()}
        past = self._desk.partners.past(partner.id)
        return PartnerFacts(
            partner=partner,
            people=self._desk.partners.entrusted(partner.id),
            work=self._desk.watchers.work(partner.id, self._month),
            former=self._desk.partners.former(partner.id),
            past=tuple(PastLine(past=one, who=names.get(one.by or "", one.by or "")) for one in past),
            walks=self._desk.watchers.walks(partner),
        )


def told_fields(partner: Partner, kind: str) -> Iterator[tuple[Field, str]]:
    """Yield what is written of a partner, field by field in words, but for the name, which stands above."""
    for asked in PARTNER_FIELDS:
        told = kind if asked.key == "kind" else _told(asked, partner)
        if told and asked.key not in {"name", "kana"}:
            yield asked, told


def _told(asked: Field, partner: Partner) -> str:
    value = getattr(partner, asked.key)
    if asked.kind is Kind.PHONES:
        return phones(partner)
    return show_day_both(value) if isinstance(value, date) else str(value or "")
