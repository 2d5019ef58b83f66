"""Watchers 見守り員: what one has to do, the visits of a month she made, the paper she holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from watchdesk.domain.directory import HeldPaper, means
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.partner import AMONG_MINSEI, Partner, PartnerKind
from watchdesk.domain.planning import WorkloadLine
from watchdesk.services.ground import Ground
from watchdesk.services.plans import Plans
from watchdesk.services.rounds import Rounds
from watchdesk.services.visits import Visits
from watchdesk.store import copies
from watchdesk.store.store import get

WALKS = AMONG_MINSEI | {PartnerKind.WATCHER}
"""Kinds of partners who visit; of the others there is nothing to tell here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WatcherWork:
    """What there is of a watcher beside her record. ``load`` is None of those whom the plans do not count.

    ``visits`` are a month's, voided ones too, newest first; ``papers`` what is out with her now, newest first.
    """

    month: Month
    load: WorkloadLine | None = None
    visits: tuple[VisitLine, ...] = field(default=(), repr=False)
    papers: tuple[HeldPaper, ...] = ()


class Watchers:
    """The work of those who visit. A visit and a sheet name them in words: whoever has the name is meant."""

    def __init__(self, ground: Ground, *, plans: Plans, rounds: Rounds, visits: Visits) -> None:
        self._ground = ground
        self._plans = plans
        self._rounds = rounds
        self._visits = visits

    def walks(self, partner: Partner) -> bool:
        """Whether a partner is of those who visit."""
        return partner.kind in WALKS

    def work(self, partner_id: str, month: Month) -> WatcherWork:
        """Return what a partner has to do and did in a month; NotFound where the partner is gone."""
        with self._ground.store.read() as connection:
            partner = get(connection, Partner, partner_id)
        if not self.walks(partner):
            return WatcherWork(month=month)
        return WatcherWork(
            month=month,
            load=self._load(partner),
            visits=tuple(line for line in self._visits.during(month) if means(line.visitor, partner.name)),
            papers=self._sorted(partner),
        )

    def papers(self, partner_id: str, people: Iterable[str] | None = None) -> tuple[HeldPaper, ...]:
        """Return the paper that is out with any partner, newest first: what to ask back when one retires.

        ``people``: only what names one of these, when others are put in charge of them. NotFound where there is none.
        """
        with self._ground.store.read() as connection:
            partner = get(connection, Partner, partner_id)
            named = None if people is None else {one for id_ in people for one in copies.naming(connection, id_)}
        return tuple(one for one in self._sorted(partner) if named is None or one.number in named)

    def _sorted(self, partner: Partner) -> tuple[HeldPaper, ...]:
        return tuple(sorted(self._papers(partner), key=lambda paper: -paper.number))

    def _load(self, partner: Partner) -> WorkloadLine | None:
        if partner.kind != PartnerKind.WATCHER:
            return None
        lines = self._plans.workload(self._ground.today())
        return next((one for one in lines if one.partner is not None and one.partner.partner_id == partner.id), None)

    def _papers(self, partner: Partner) -> Iterator[HeldPaper]:
        """Day sheets she walks with, and other copies that she carries."""
        sheets = {one.number: one for one in self._rounds.out()}
        for one in sheets.values():
            if not means(one.walker, partner.name):
                continue
            yield HeldPaper(
                number=one.number,
                shown=one.shown,
                what=f"まわり用紙 {one.stops}名",
                made_on=one.made_on,
                walked_on=one.on,
                round_id=one.id,
                left=one.left,
            )
        with self._ground.store.read() as connection:
            held = copies.held(connection)
        for copy in held:
            if copy.number not in sheets and means(copy.holder, partner.name):
                yield HeldPaper(
                    number=copy.number,
                    shown=copy.shown,
                    what=copy.title,
                    made_on=copy.made_on,
                    due_back=copy.due_back,
                )
