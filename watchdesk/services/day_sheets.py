"""Day sheets まわり用紙: drawn for whoever walks, through the consent gate, and handed out as numbered copies."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from watchdesk.domain.consent import Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.round import Naming, Round, Stop
from watchdesk.domain.words import Method
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.reports import day_sheet
from watchdesk.reports.day_sheet import DaySheetFacts, SheetStop
from watchdesk.reports.fonts import Lost
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents, outdated
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.secrecy import Secrecy
from watchdesk.services.settings import Settings
from watchdesk.services.sheet_stops import stop_of
from watchdesk.store import disk
from watchdesk.store import people as people_questions
from watchdesk.store.store import Tx

USUAL_RECEIVER = "mimamori_in"
"""見守り員 in recipients.csv: who walks unless told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheet:
    """A drawn sheet: the PDF's bytes, its pages, what could not be printed as written. ``number``: the copy's, if one.

    Without a number it may be looked at, and not handed out: ``desk.day_sheets.handed_out`` gives the one to print.
    ``receiver`` is a code of the recipients, ``signs`` are the codes that the sheet numbers from 1 on.
    """

    facts: DaySheetFacts
    title: str
    receiver: str
    naming: Naming
    signs: tuple[str, ...]
    pdf: bytes = field(repr=False)
    pages: int
    unprintable: tuple[Lost, ...] = field(repr=False)
    degraded: tuple[Lost, ...] = field(repr=False)

    @property
    def number(self) -> int | None:
        """The copy's number."""
        return self.facts.number

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people on it, in walking order."""
        return tuple(stop.id for stop in self.facts.stops.rows)

    @property
    def withheld(self) -> int:
        """How many are left out, since their consent does not cover the receiver."""
        return sum(self.facts.stops.withheld.values())

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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    facts: DaySheetFacts
    receiver: str
    naming: Naming
    signs: tuple[str, ...]


class DaySheets:
    """The sheets of rounds, on paper."""

    def __init__(
        self, ground: Ground, codes: Codes, settings: Settings, consents: Consents, ledger: Ledger, *, secrecy: Secrecy
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._consents = consents
        self._ledger = ledger
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
    ) -> Job[_Asked, DaySheet]:
        """Draw the sheet of some people, in the order of the ids, to be looked at; ``on`` is the day of the round.

        ``receiver`` is a code of the recipients; whoever has not agreed to that one is counted and not named. A hidden
        person's place is on it only once opened. Invalid for an unknown receiver and a day before today.
        """
        shown = tuple(dict.fromkeys(ids))
        if receiver not in self._codes.labels("recipients"):
            raise Invalid("receiver", "だれに渡す用紙かを選んでください。", kind="missing")
        if on < self._ground.today():
            raise Invalid("on", "まわる日は、今日か、今日より後の日にしてください。", kind="too_early")
        wish = {"on": on, "method": method, "walker": (walker or "").strip()}
        return Job(
            "まわり用紙をつくっています",
            lambda progress: self._gather(shown, wish, receiver, naming),
            _draw,
        )

    def _gather(self, ids: tuple[str, ...], wish: Mapping[str, Any], receiver: str, naming: Naming) -> _Asked:
        signs = self._codes.signs_on(wish["on"])
        facts = DaySheetFacts(
            **wish,
            printed_on=self._ground.today(),
            receiver=self._codes.label("recipients", receiver),
            return_to=self._return_to(),
            signs=tuple(sign.label for sign in signs),
            stops=self._disclosed(ids, receiver, naming),
            office=self._settings.get("office"),
        )
        return _Asked(facts=facts, receiver=receiver, naming=naming, signs=tuple(sign.code for sign in signs))

    def _return_to(self) -> str:
        """The office, else the area's hall 地域会館, with the telephone where it is known."""
        told = self._settings.all()
        area = self._ground.home_area
        place = told["office"] or (f"{area}地域の地域会館" if area else told["ward"])
        return f"{place}（電話 {told['office_phone']}）" if told["office_phone"] else str(place)

    def _disclosed(self, ids: tuple[str, ...], receiver: str, naming: Naming) -> Disclosed[SheetStop]:
        with self._ground.store.read() as connection:
            found = people_questions.fetch(connection, people_questions.with_ids(ids))
        people = {person.id: person for person in found}
        subjects = [
            (people[one], stop_of(people[one], naming, opened=self._is_open(one))) for one in ids if one in people
        ]
        return self._consents.disclose(subjects, purpose=Purpose.DAY_SHEET, receiver=receiver)

    def handed_out(self, drawn: DaySheet, how: str = "printed") -> DaySheet:
        """Write a copy and its round down, ``how`` it leaves, and return the sheet with its number on each page.

        One call a set of paper: no two sets have the same number. What is given back is what is printed.
        WatchDeskError (``outdated``) where a consent was withdrawn, an override ran out or somebody was hidden since.
        """
        now = self._disclosed(drawn.named, drawn.receiver, drawn.naming)
        if _shown(now) != _shown(drawn.facts.stops):
            raise outdated()
        if not drawn.named:
            raise Invalid("stops", "用紙にのせる方がいません。お名前を選んでください。", kind="missing")
        number = self._ledger.copy_made(
            day_sheet.KEY,
            drawn.title,
            drawn.named,
            how=how,
            receiver=drawn.receiver,
            pages=drawn.pages,
            emergency=drawn.facts.stops.emergency_ids,
            holder=drawn.facts.walker or None,
            beside=lambda tx, number: self._add(tx, drawn, number),
        )
        facts = replace(drawn.facts, number=number)
        return _drawn(_Asked(facts=facts, receiver=drawn.receiver, naming=drawn.naming, signs=drawn.signs))

    def _add(self, tx: Tx, drawn: DaySheet, number: int) -> None:
        tx.add(
            Round(
                id=new_id(),
                number=number,
                on=drawn.facts.on,
                method=drawn.facts.method,
                naming=drawn.naming,
                walker=drawn.facts.walker or None,
                signs=drawn.signs,
                stops=tuple(Stop(person_id=one) for one in drawn.named),
                created_by=self._ground.user,
                created_at=self._ground.moment(),
            )
        )

    def save(self, drawn: DaySheet, target: Path) -> DaySheet:
        """Write the numbered PDF where the user asked for it, whole or not at all; return it with its number."""
        self._ground.refuse_inside(target)
        sheet = self.handed_out(drawn, "saved")
        try:
            with disk.written_whole(target) as file:
                file.write(sheet.pdf)
        except WatchDeskError:
            self._ledger.note("not saved", "copy", str(sheet.number or 0))
            raise
        return sheet


def _shown(stops: Disclosed[SheetStop]) -> list[tuple[str, bool, bool]]:
    """Who is shown, whether without the whereabouts, and whether by an override alone."""
    return [(stop.id, stop.hidden, emergency) for stop, emergency in stops.marked]


def _draw(asked: _Asked, progress: Progress) -> DaySheet:
    return _drawn(asked, progress)


def _drawn(asked: _Asked, progress: Progress | None = None) -> DaySheet:
    into = io.BytesIO()
    drawn = day_sheet.draw(asked.facts, into, progress)
    return DaySheet(
        facts=asked.facts,
        title=f"{day_sheet.TITLE} {show_day(asked.facts.on)} {asked.facts.stops.provided:,}名",
        receiver=asked.receiver,
        naming=asked.naming,
        signs=asked.signs,
        pdf=into.getvalue(),
        pages=drawn.pages,
        unprintable=tuple(drawn.unprintable),
        degraded=tuple(drawn.degraded),
    )
