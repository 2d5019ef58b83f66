"""The paper ledger on paper: the monthly check 所在確認 of what is out, and the report of a loss 紛失報告書."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.copies import Affected, CopyLine, Loss, by_holder
from watchdesk.domain.era import show_day
from watchdesk.domain.person import Person
from watchdesk.domain.sheet import STAMPS
from watchdesk.reports import copies_list, lost_report, whereabouts_sheet
from watchdesk.reports.lost_report import LostFacts, LostPerson, ToldOffice
from watchdesk.reports.page import Drawn
from watchdesk.reports.whereabouts_sheet import WhereaboutsFacts
from watchdesk.services.consents import Consents
from watchdesk.services.copies import Copies
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.settings import Settings
from watchdesk.store import users

OFFICE_CODES = ("soudanshitsu", "hokenfukushi")
"""The offices that are told of a loss (``domain.copies.OFFICES``), as recipients.csv knows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhereaboutsSheet(Paper[WhereaboutsFacts]):
    """The sheet of a check, drawn. ``nobody``: it says who has which paper, and nothing of the people on that."""

    nobody: Disclosed[Any]

    @property
    def people(self) -> Disclosed[Any]:
        """Nobody of the register."""
        return self.nobody

    def to_json(self, file: Path) -> dict[str, Any]:
        """The command line's answer (contract §4)."""
        return _told(self, file) | {"copies": self.facts.total}


class WhereaboutsSheets(Papers[WhereaboutsSheet]):
    """Sheets of the monthly check; they name nobody, so they are no copies themselves."""

    KEY = whereabouts_sheet.KEY
    MARKS = False

    def __init__(
        self, ground: Ground, settings: Settings, ledger: Ledger, *, copies: Copies, consents: Consents
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._copies = copies
        self._consents = consents

    def prepare(self) -> Job[WhereaboutsSheet, WhereaboutsSheet]:
        """Draw the sheet of all copies that are out, to be looked at."""
        return self._job("所在確認の用紙をつくっています", self._gather)

    def _gather(self) -> WhereaboutsSheet:
        stamps = _own_stamps(self._settings)
        return self._sheet(whereabouts_sheet.TITLE, reversed(self._copies.out()), stamps=stamps)

    def _sheet(
        self, title: str, lines: Iterable[CopyLine], heading: str = "", stamps: tuple[str, ...] = ()
    ) -> WhereaboutsSheet:
        facts = WhereaboutsFacts(
            copies=by_holder(lines),
            heading=heading,
            stamps=stamps,
            printed_on=self._ground.today(),
            office=self._settings.get("office"),
            maker=self._settings.get("coordinator"),
        )
        title = f"{title} {show_day(facts.printed_on)} {facts.total:,}枚"
        return WhereaboutsSheet(facts=facts, title=title, receiver=NOBODY, nobody=self._nobody())

    def _nobody(self) -> Disclosed[Any]:
        return self._consents.disclose([], purpose=Purpose.DESK_LIST, receiver=NOBODY)

    def _disclosed_now(self, paper: WhereaboutsSheet) -> Disclosed[Any]:
        return self._nobody()

    def _draw(self, facts: WhereaboutsFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return whereabouts_sheet.draw(facts, into, progress)


class CopyLists(WhereaboutsSheets):
    """The ledger's list on paper, as it is shown."""

    KEY = copies_list.KEY

    def listed(self, numbers: Iterable[int], heading: str) -> Job[WhereaboutsSheet, WhereaboutsSheet]:
        """Draw the list of some copies, to be looked at; ``heading`` says in words which they are."""
        wanted = frozenset(numbers)

        def gather() -> WhereaboutsSheet:
            lines = [line for line in reversed(self._copies.all()) if line.number in wanted]
            return self._sheet(copies_list.TITLE, lines, heading)

        return self._job("一覧をつくっています", gather)

    def _draw(self, facts: WhereaboutsFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return copies_list.draw(facts, into, progress)


@dataclass(frozen=True, slots=True, kw_only=True)
class LostReport(Paper[LostFacts]):
    """The report of a loss, drawn."""

    @property
    def people(self) -> Disclosed[LostPerson]:
        """Those on the lost copy, and nobody else."""
        return self.facts.people

    def to_json(self, file: Path) -> dict[str, Any]:
        """The command line's answer (contract §4)."""
        return _told(self, file) | {"number": self.number, "people": len(self.named)}


class LostReports(Papers[LostReport]):
    """Reports of losses; each names those on the lost copy, so it is a copy itself, and one that nobody receives.

    The offices are told of the loss by telephone: whose consent does not cover them is marked to be counted only.
    """

    KEY = lost_report.KEY

    def __init__(
        self, ground: Ground, settings: Settings, ledger: Ledger, *, copies: Copies, consents: Consents
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._copies = copies
        self._consents = consents

    def prepare(self, number: int) -> Job[LostReport, LostReport]:
        """Draw the report of a lost copy, to be looked at; Invalid of one that is not lost."""
        return self._job("紛失報告書をつくっています", lambda: self._gather(number))

    def _gather(self, number: int) -> LostReport:
        loss = self._copies.loss(number)
        with self._ground.store.read() as connection:
            names = {user.name: user.full_name for user in users.fetch(connection)}
        told = self._settings.all()
        facts = LostFacts(
            printed_on=self._ground.today(),
            office=told["office"],
            maker=told["coordinator"],
            phone=told["office_phone"],
            area=self._ground.home_area or "",
            stamps=_own_stamps(self._settings),
            lost_copy=loss.copy,
            made_by=names.get(loss.copy.made_by, loss.copy.made_by),
            lost_on=show_day(loss.lost.on),
            lost_how=loss.lost.note or "",
            by=names.get(loss.lost.by, loss.lost.by),
            offices=_offices(loss),
            people=self._disclosed(loss.people),
        )
        title = f"{lost_report.TITLE} {loss.copy.shown}"
        return LostReport(facts=facts, title=title, receiver=NOBODY)

    def _disclosed(self, people: Sequence[Affected]) -> Disclosed[LostPerson]:
        known = self._people_of(one.person_id for one in people)
        rows = [(known[one.person_id], _row(one)) for one in people if one.person_id in known and one.line is not None]
        counted = self._only_counted([person for person, _ in rows])
        subjects = [(person, replace(row, only_counted=person.id in counted)) for person, row in rows]
        return self._consents.disclose(subjects, purpose=Purpose.DESK_LIST, receiver=NOBODY)

    def _only_counted(self, people: Sequence[Person]) -> frozenset[str]:
        """Whose names one of the offices may not have; no override opens the gate for this purpose."""
        subjects = [(person, person.id) for person in people]
        gate = self._consents.disclose
        through = [gate(subjects, purpose=Purpose.WELFARE_EXPORT, receiver=office) for office in OFFICE_CODES]
        return frozenset(one for office in through for one in office.withheld_ids)

    def _shown(self, people: Disclosed[LostPerson]) -> list[Any]:
        return [(row.id, row.hidden, row.only_counted) for row in people.rows]

    def _disclosed_now(self, paper: LostReport) -> Disclosed[LostPerson]:
        return self._disclosed(self._copies.loss(paper.facts.lost_copy.number).people)

    def _draw(self, facts: LostFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return lost_report.draw(facts, into, progress)


def _own_stamps(settings: Settings) -> tuple[str, ...]:
    """The boxes to stamp in of the desk's own area: the last group of the monthly report's; the paper stays here."""
    groups = settings.get("stamps")
    return tuple(groups[-1][1][: STAMPS.most]) if groups else ()


def _row(one: Affected) -> LostPerson:
    line = one.line
    at = one.told.at if one.told is not None else None
    hidden = line is not None and line.hidden
    name, kana = (line.name, line.kana or "") if line is not None else ("", "")
    return LostPerson(id=one.person_id, name=name, kana=kana, hidden=hidden, at=at)


def _offices(loss: Loss) -> tuple[ToldOffice, ...]:
    return tuple(
        ToldOffice(
            word=one.word,
            phones="\n".join(f"{name} {phone}" for name, phone in one.phones),
            at=one.told.at if one.told is not None else None,
        )
        for one in loss.offices
    )


def _told(paper: Paper[Any], file: Path) -> dict[str, Any]:
    return {
        "file": str(file),
        "pages": paper.pages,
        "unprintable": [asdict(lost) for lost in paper.unprintable],
        "degraded": [asdict(lost) for lost in paper.degraded],
    }
