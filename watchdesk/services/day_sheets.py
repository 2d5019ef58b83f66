"""Day sheets まわり用紙: drawn for whoever walks, through the consent gate, and handed out as numbered copies."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from watchdesk.domain.consent import Disclosed, Purpose
from watchdesk.domain.copies import Held
from watchdesk.domain.day_sheet_look import DaySheetLook
from watchdesk.domain.era import show_day
from watchdesk.domain.round import Naming, Round, Stop
from watchdesk.domain.words import Method
from watchdesk.errors import Invalid
from watchdesk.reports import day_sheet
from watchdesk.reports.day_sheet import DaySheetFacts, SheetStop
from watchdesk.reports.page import Drawn
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.secrecy import Secrecy
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Sharing
from watchdesk.services.sheet_stops import stop_of
from watchdesk.store.store import Tx

USUAL_RECEIVER = "mimamori_in"
"""見守り員 in recipients.csv: who walks unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet(Paper[DaySheetFacts]):
    """A sheet, drawn. ``signs`` are the codes that it numbers from 1 on."""

    naming: Naming
    signs: tuple[str, ...]

    @property
    def people(self) -> Disclosed[SheetStop]:
        """Who stands on it, in walking order."""
        return self.facts.stops

    def to_json(self, file: Path) -> dict[str, Any]:
        """The command line's answer (contract §4)."""
        return {
            "file": str(file),
            "pages": self.pages,
            "number": self.facts.shown_number,
            "people": len(self.named),
            "withheld": self.withheld,
            "unprintable": [asdict(lost) for lost in self.unprintable],
            "degraded": [asdict(lost) for lost in self.degraded],
        }


class DaySheets(Papers[DaySheet]):
    """The sheets of rounds, on paper; each that leaves is a round too."""

    KEY = day_sheet.KEY
    USE = "見守りにまわる"

    def __init__(
        self,
        ground: Ground,
        codes: Codes,
        settings: Settings,
        consents: Consents,
        ledger: Ledger,
        *,
        sharing: Sharing,
        secrecy: Secrecy,
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._codes = codes
        self._consents = consents
        self._sharing = sharing
        self._is_open = secrecy.is_open

    def prepare(
        self,
        ids: Iterable[str],
        *,
        on: date,
        method: Method = Method.VISIT,
        naming: Naming = Naming.FULL,
        walker: str | None = None,
        receiver: str = USUAL_RECEIVER,
        look: DaySheetLook | None = None,
    ) -> Job[DaySheet, DaySheet]:
        """Draw the sheet of some people, in the order of the ids, to be looked at; ``on`` is the day of the round.

        ``receiver`` is a code of the recipients; whoever has not agreed to that one is counted and not named. A hidden
        person's place is on it only once opened. ``look``: stamp boxes (none unless told), a sentence to the walker,
        what is told of a person. Invalid for an unknown receiver and a day before today.
        """
        shown = tuple(dict.fromkeys(ids))
        if receiver not in self._codes.labels("recipients"):
            raise Invalid("receiver", "だれに渡す用紙かを選んでください。", kind="missing")
        if on < self._ground.today():
            raise Invalid("on", "まわる日は、今日か、今日より後の日にしてください。", kind="too_early")
        wish = {"on": on, "method": method, "walker": (walker or "").strip(), "look": look or DaySheetLook()}
        return self._job("まわり用紙をつくっています", lambda: self._gather(shown, wish, receiver, naming))

    def _gather(self, ids: tuple[str, ...], wish: Mapping[str, Any], receiver: str, naming: Naming) -> DaySheet:
        signs = self._codes.signs_on(wish["on"])
        facts = DaySheetFacts(
            **wish,
            printed_on=self._ground.today(),
            receiver=self._codes.label("recipients", receiver),
            return_to=self._return_to(),
            signs=tuple(sign.label for sign in signs),
            stops=self._disclosed(ids, receiver, naming, wish["look"].items),
            office=self._settings.get("office"),
        )
        title = f"{day_sheet.TITLE} {show_day(facts.on)} {facts.stops.provided:,}名"
        codes = tuple(sign.code for sign in signs)
        return DaySheet(facts=facts, title=title, receiver=receiver, naming=naming, signs=codes)

    def _return_to(self) -> str:
        """The office, else the area's hall 地域会館, with the telephone where it is known."""
        told = self._settings.all()
        area = self._ground.home_area
        place = told["office"] or (f"{area}地域の地域会館" if area else told["ward"])
        return f"{place}（電話 {told['office_phone']}）" if told["office_phone"] else str(place)

    def _disclosed(
        self, ids: tuple[str, ...], receiver: str, naming: Naming, items: tuple[str, ...]
    ) -> Disclosed[SheetStop]:
        """Through the gate, with those of the items that the receiver may have."""
        people = self._people_of(ids)
        may_have = self._sharing.may_have(receiver)
        items = tuple(item for item in items if may_have(item))
        subjects = [
            (people[one], stop_of(people[one], naming, opened=self._is_open(one), items=items))
            for one in ids
            if one in people
        ]
        return self._consents.disclose(subjects, purpose=Purpose.DAY_SHEET, receiver=receiver)

    def _disclosed_now(self, paper: DaySheet) -> Disclosed[SheetStop]:
        return self._disclosed(paper.named, paper.receiver, paper.naming, paper.facts.look.items)

    def _draw(self, facts: DaySheetFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return day_sheet.draw(facts, into, progress)

    def _holder(self, paper: DaySheet) -> str | None:
        """Who walks."""
        return paper.facts.walker or None

    def proposal(self, paper: DaySheet) -> Held:
        """Back on the day after the round."""
        return replace(super().proposal(paper), due_back=paper.facts.on + timedelta(days=1))

    def handed_out(self, drawn: DaySheet, how: str = "printed") -> DaySheet:
        """Write a copy and its round down, as ``Papers.handed_out``; Invalid where nobody stands on the sheet."""
        if not drawn.named:
            raise Invalid("stops", "用紙にのせる方がいません。お名前を選んでください。", kind="missing")
        return super().handed_out(drawn, how)

    def _beside(self, tx: Tx, paper: DaySheet, number: int) -> None:
        """The round of a sheet."""
        tx.add(
            Round(
                id=new_id(),
                number=number,
                on=paper.facts.on,
                method=paper.facts.method,
                naming=paper.naming,
                walker=paper.facts.walker or None,
                signs=paper.signs,
                stops=tuple(Stop(person_id=one) for one in paper.named),
                created_by=self._ground.user,
                created_at=self._ground.moment(),
            )
        )
