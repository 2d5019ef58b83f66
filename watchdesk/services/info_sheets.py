"""Welfare information 福祉情報 on paper: one item, large or as a slip; it names nobody, so it is no copy 写し."""

from dataclasses import dataclass
from typing import Any, BinaryIO

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.info_item import InfoItem
from watchdesk.reports import info_sheet
from watchdesk.reports.info_sheet import InfoFacts
from watchdesk.reports.page import Drawn
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.information import Information
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class InfoSheet(Paper[InfoFacts]):
    """An item, drawn."""

    @property
    def people(self) -> Disclosed[Any]:
        """Nobody."""
        return self.facts.people


class InfoSheets(Papers[InfoSheet]):
    """Items of welfare information, on paper."""

    KEY = info_sheet.KEY

    def __init__(
        self, ground: Ground, settings: Settings, ledger: Ledger, *, information: Information, consents: Consents
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._information = information
        self._consents = consents

    def prepare(self, item_id: str, *, slip: bool = False) -> Job[InfoSheet, InfoSheet]:
        """Draw an item to be looked at: on an A4, or ``slip``: twice on one, to cut apart.

        NotFound where it is gone; the drawing raises WatchDeskError where it is too long for a slip.
        """
        return self._job("福祉情報の紙をつくっています", lambda: self._gather(self._information.get(item_id), slip))

    def _gather(self, item: InfoItem, slip: bool) -> InfoSheet:
        office, maker = self._settings.get("office"), self._settings.get("coordinator")
        facts = InfoFacts(
            printed_on=self._ground.today(),
            office=office,
            maker=maker,
            people=self._nobody(),
            title=item.title,
            body=item.body,
            target=item.target or "",
            phone=item.phone or "",
            days=_days(item),
            slip=slip,
            tail=" ".join(part for part in (office, maker) if part),
        )
        return InfoSheet(facts=facts, title=f"{info_sheet.TITLE} {item.title}", receiver=NOBODY)

    def _nobody(self) -> Disclosed[Any]:
        return self._consents.disclose([], purpose=Purpose.DESK_LIST, receiver=NOBODY)

    def _disclosed_now(self, paper: InfoSheet) -> Disclosed[Any]:
        return paper.people

    def _draw(self, facts: InfoFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return info_sheet.draw(facts, into, progress)


def _days(item: InfoItem) -> str:
    """令和8年4月1日から 令和9年3月31日まで; empty where it is open at both ends."""
    ends = ((item.valid_from, "から"), (item.valid_until, "まで"))
    return " ".join(f"{show_day(day)}{word}" for day, word in ends if day is not None)
