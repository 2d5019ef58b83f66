"""Sheets ほかの報告書・用紙: the kinds of report that say themselves what they ask, and how one becomes a paper."""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.era import show_year
from watchdesk.domain.month import Month, months_between
from watchdesk.domain.paper_line import PaperLine, PaperRecords
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.sheet import Choice, Option, SheetKind, Takes, code_of
from watchdesk.services.activities import Activities
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents
from watchdesk.services.consultations import Consultations
from watchdesk.services.follow_ups import FollowUps
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.partners import Partners
from watchdesk.services.people import People
from watchdesk.services.referrals import Referrals
from watchdesk.services.reports import Reports
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Sharing
from watchdesk.services.visits import Visits

KEPT_HERE = "机の上で使う（渡さない）"
"""The word of ``NOBODY`` among receivers."""

YEARS_OFFERED = 10

_CHOSEN = frozenset({Takes.ONE_OF, Takes.SOME_OF, Takes.AREA, Takes.TOWN, Takes.WATCHER, Takes.RECEIVER})
"""What may be told by its code or by its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a kind of report may ask: the rooms that it stands on."""

    ground: Ground
    codes: Codes
    settings: Settings
    ledger: Ledger
    consents: Consents
    sharing: Sharing
    people: People
    partners: Partners
    visits: Visits
    consultations: Consultations
    follow_ups: FollowUps
    referrals: Referrals
    activities: Activities
    reports: Reports


P = TypeVar("P", bound=Paper[Any])


class AskedPapers(Papers[P]):
    """Papers of a kind that is asked for by its options. A child has its ``KIND`` and says in ``asked`` what is drawn.

    ``first`` and ``choices`` are for whoever fills the options in; a child adds what is its own.
    """

    KIND: ClassVar[SheetKind]
    FIGURES: ClassVar[tuple[str, tuple[str, ...]]] = ("", ())
    """What stands over ``lines`` on the screen, and over each of their cells."""

    def __init__(self, around: Around) -> None:
        super().__init__(around.ground, around.settings, around.ledger)
        self._around = around
        self._codes = around.codes
        self._consents = around.consents

    def __init_subclass__(cls, **more: Any) -> None:
        """A kind's copies are called by its key."""
        super().__init_subclass__(**more)
        if "KIND" in cls.__dict__:
            cls.KEY = cls.KIND.key

    @abstractmethod
    def asked(self, values: Mapping[str, Any]) -> Job[P, P]:
        """Draw what the options say, to be looked at; ``values`` are those of ``KIND.read``. Invalid names a key."""

    def first(self) -> dict[str, Any]:
        """Sensible first values by key, for the window; the command line takes what is written only."""
        return {option.key: self._first(option) for option in self.KIND.options}

    @property
    def is_of_ward(self) -> bool:
        """Whether the store has several areas."""
        return self._ground.home_area is None

    def choices(self, key: str) -> tuple[Choice, ...]:
        """What can be chosen for an option, as (code, word); () where anything may be written."""
        option = next(option for option in self.KIND.options if option.key == key)
        return option.choices or self._choices(option)

    def prepare(self, told: Mapping[str, Any]) -> Job[P, P]:
        """Read the options and draw, to be looked at; Invalid names the option that is missing or wrong.

        A receiver who was not told is ``NOBODY``: the paper stays at the desk.
        """
        kept_here = {option.key: NOBODY for option in self.KIND.options if option.takes is Takes.RECEIVER}
        values = self.KIND.read(kept_here | {key: value for key, value in told.items() if value is not None})
        for option in self.KIND.options:
            told_value = self._chosen(option, values[option.key])
            nothing = told_value in (None, "", ())
            values[option.key] = option.usual_on(self._ground.today()) if nothing and option.usual else told_value
        return self.asked(values)

    def about(self, drawn: P) -> str:
        """How many stand on it, in a sentence."""
        count = f"{len(drawn.named):,}{self.KIND.unit}のお名前がのります。" if drawn.named else "お名前は、のりません。"
        return f"{count}{drawn.pages:,}ページです。"

    def lines(self, drawn: P) -> tuple[PaperLine, ...]:
        """The figures of the paper that the screen explains and opens; most papers have none."""
        return ()

    def behind(self, drawn: P, key: str, column: int = 0) -> PaperRecords:
        """What one of ``lines`` is made of, in one of its cells."""
        raise NotImplementedError

    def left_out(self, drawn: P) -> str:
        """Who and what does not stand on it, and why, in sentences; empty where nobody and nothing is left out."""
        return withheld_words(drawn.people) + drawn.unshared_told

    def why_not(self, drawn: P) -> str | None:
        """Why these pages can't leave; None where they can."""
        return None

    def to_json(self, drawn: P, file: Path) -> dict[str, Any]:
        """The command line's answer (contract §4)."""
        return {
            "file": str(file),
            "pages": drawn.pages,
            "number": drawn.number,
            "people": len(drawn.named),
            "withheld": drawn.withheld,
            "unshared": list(drawn.unshared),
            "unprintable": [asdict(lost) for lost in drawn.unprintable],
            "degraded": [asdict(lost) for lost in drawn.degraded],
        }

    # ---- what kinds need

    def _first(self, option: Option) -> Any:
        today = self._ground.today()
        if option.usual is not None:
            return option.usual_on(today)
        if option.takes is Takes.MONTH:
            return Month.of(today).previous
        if option.takes is Takes.YEAR:
            return Month.of(today).previous.fiscal_start.year
        if option.takes is Takes.STAMPS:
            return self._usual_stamps()[: option.most]
        if option.takes is Takes.AREA:
            return self._ground.home_area
        return False if option.takes is Takes.FLAG else None

    def _usual_stamps(self) -> tuple[str, ...]:
        """The boxes of the monthly report (a setting)."""
        return tuple(box for _, boxes in self._settings.get("stamps") for box in boxes)

    def _choices(self, option: Option) -> tuple[Choice, ...]:
        offers = _OFFERS.get(option.takes)
        return offers(self._around) if offers is not None else ()

    def _chosen(self, option: Option, value: Any) -> Any:
        """A value by its code, where it was told by its word."""
        if not value or option.takes not in _CHOSEN:
            return value
        choices = self.choices(option.key)
        if not choices:
            return value
        if option.is_several:
            return tuple(code_of(option, choices, one) for one in value)
        return code_of(option, choices, value)

    def _headed(self) -> dict[str, Any]:
        """What every paper's foot says: the day, the office, who made it."""
        told = self._settings.all()
        return {"printed_on": self._ground.today(), "office": told["office"], "maker": told["coordinator"]}

    def _receiver_word(self, receiver: str) -> str:
        """The word of a receiver; empty for the desk's own paper."""
        return "" if receiver == NOBODY else self._codes.label("recipients", receiver)

    def _through(self, subjects: Iterable[tuple[Any, Any]], receiver: str, purpose: Purpose) -> Disclosed[Any]:
        """Rows through the gate: for a receiver with a purpose of its own, else the desk's own paper."""
        return self._consents.disclose(
            subjects, purpose=Purpose.DESK_LIST if receiver == NOBODY else purpose, receiver=receiver
        )


def withheld_words(people: Disclosed[Any]) -> str:
    """How many a consent keeps off a paper, and why, in a sentence; empty where nobody."""
    reasons = "・".join(f"{reason.label}{count:,}名" for reason, count in people.withheld.items() if count)
    total = len(people.withheld_ids)
    return f"渡し先への提供に同意をいただいていない{total:,}名は、のりません（{reasons}）。" if total else ""


def _areas(around: Around) -> tuple[Choice, ...]:
    home = around.ground.home_area
    return tuple((area, area) for area in ((home,) if home else around.codes.areas))


def _receivers(around: Around) -> tuple[Choice, ...]:
    return ((NOBODY, KEPT_HERE), *((one.code, one.label) for one in around.codes.entries("recipients")))


def _months(around: Around) -> tuple[Choice, ...]:
    last = Month.of(around.ground.today())
    months = months_between(Month(last.year - 2, 4), last)
    return tuple((str(month), f"{month.year}年{month.number}月") for month in reversed(months))


def _years(around: Around) -> tuple[Choice, ...]:
    year = Month.of(around.ground.today()).fiscal_start.year
    return tuple(
        (str(one), f"{show_year(date(one, 4, 1))}度（{one}年度）") for one in range(year, year - YEARS_OFFERED, -1)
    )


_OFFERS: Mapping[Takes, Callable[[Around], tuple[Choice, ...]]] = {
    Takes.AREA: _areas,
    Takes.TOWN: lambda around: tuple((entry.town, entry.town) for entry in around.codes.towns),
    Takes.WATCHER: lambda around: tuple((one.id, one.name) for one in around.partners.all(PartnerKind.WATCHER)),
    Takes.RECEIVER: _receivers,
    Takes.MONTH: _months,
    Takes.YEAR: _years,
}
"""What a store offers for an option."""


class Sheets:
    """The kinds of report that are asked for by their options, in the order in which they are offered."""

    def __init__(self, kinds: Iterable[type[AskedPapers[Any]]], around: Around) -> None:
        self._papers = {kind.KIND.key: kind(around) for kind in kinds}

    @property
    def kinds(self) -> tuple[SheetKind, ...]:
        """All of them."""
        return tuple(papers.KIND for papers in self._papers.values())

    def of(self, key: str) -> AskedPapers[Any]:
        """The papers of a kind; KeyError where there is none."""
        return self._papers[key]
