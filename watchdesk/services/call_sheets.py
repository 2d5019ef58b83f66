"""The call list of the directory on paper: the desk's own, a numbered copy, though nobody of the register is on it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.reports import call_list
from watchdesk.reports.call_list import CallFacts, CallRow
from watchdesk.reports.page import Drawn
from watchdesk.services.codes import PARTNER_KINDS, Codes
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.partners import Partners
from watchdesk.services.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class CallSheet(Paper[CallFacts]):
    """A call list, drawn. ``nobody``: what the gate let through, for partners are not on the register."""

    nobody: Disclosed[Any]

    @property
    def people(self) -> Disclosed[Any]:
        """Nobody of the register."""
        return self.nobody

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the partners on it."""
        return tuple(row.partner.id for row in self.facts.rows)


class CallSheets(Papers[CallSheet]):
    """Lists of partners, on paper."""

    KEY = call_list.KEY

    def __init__(
        self,
        ground: Ground,
        codes: Codes,
        settings: Settings,
        *,
        partners: Partners,
        consents: Consents,
        ledger: Ledger,
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._codes = codes
        self._partners = partners
        self._consents = consents

    def prepare(self, ids: Iterable[str], *, heading: str = "") -> Job[CallSheet, CallSheet]:
        """Draw the list of some partners, in the order of the ids, to be looked at; nobody receives it."""
        shown = tuple(ids)
        return self._job("一覧をつくっています", lambda: self._gather(shown, heading))

    def _gather(self, ids: tuple[str, ...], heading: str) -> CallSheet:
        known = {one.id: one for one in self._partners.all(with_retired=True)}
        kinds = self._codes.labels(PARTNER_KINDS)
        found = [known[one] for one in ids if one in known]
        facts = CallFacts(
            heading=heading,
            rows=tuple(CallRow(partner=one, kind=kinds.get(one.kind, "")) for one in found),
            printed_on=self._ground.today(),
            office=self._settings.get("office"),
            maker=self._settings.get("coordinator"),
        )
        title = f"{call_list.TITLE} {show_day(facts.printed_on)} {len(facts.rows):,}件"
        return CallSheet(facts=facts, title=title, receiver=NOBODY, nobody=self._nobody())

    def _nobody(self) -> Disclosed[Any]:
        return self._consents.disclose([], purpose=Purpose.DESK_LIST, receiver=NOBODY)

    def _disclosed_now(self, paper: CallSheet) -> Disclosed[Any]:
        return self._nobody()

    def _of_register(self, paper: CallSheet) -> tuple[str, ...]:
        return ()

    def _draw(self, facts: CallFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return call_list.draw(facts, into, progress)
