"""What the monthly report 月報 draws: gathered elsewhere, complete, so that the drawing reads nothing (contract §6)."""

from dataclasses import dataclass, field
from datetime import date, time

from watchdesk.domain.closing import Difference, Why, issue_name
from watchdesk.domain.consent import Disclosed
from watchdesk.domain.made_of import is_recorded
from watchdesk.domain.month import Month
from watchdesk.domain.monthly_columns import EVERY_OF_PEOPLE, EVERY_OF_VISITS
from watchdesk.domain.summary import Figures
from watchdesk.domain.words import Condition, Method, Result, Sex
from watchdesk.domain.work_lists import WorkLists


@dataclass(frozen=True, slots=True)
class StampGroup:
    """決裁欄: boxes to stamp in, under the name of the office they belong to (a setting)."""

    title: str
    boxes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignName:
    """A sign of the checklist as it is printed; the list's order is the paper's."""

    code: str
    group: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One visit of the month in a person's line."""

    day: date
    method: Method
    result: Result


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """A person under watch in the month. ``address`` is 秘匿 for a hidden person; ``criteria`` and
    ``remark`` are short; ``age`` in years on the month's last day; ``last_confirmed`` on or before that day.
    """

    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    age: int | None = None
    sex: Sex | None = None
    address: str = field(default="", repr=False)
    criteria: str = field(default="", repr=False)
    contacts: tuple[Contact, ...] = ()
    confirmed: bool = False
    last_confirmed: date | None = None
    remark: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonChange:
    """What an issue tells otherwise of a person than the one before; of what was written only that it is otherwise."""

    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    moved: tuple[Difference, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitLine:
    """A visit with its note; ``signs`` are the labels to print."""

    day: date
    at: time | None = None
    name: str = field(repr=False)
    kana: str = field(default="", repr=False)
    method: Method
    result: Result
    condition: Condition | None = None
    signs: tuple[str, ...] = field(default=(), repr=False)
    note: str = field(default="", repr=False)
    visitor: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthlyFacts:
    """One part of the report: an area's month, or (``is_ward``) the ward's.

    ``provisional`` 暫定: the running month. ``issue`` None: not closed, 未確定; 1 初版, from 2 訂正版.
    ``code`` 照合番号 of a closed month; ``outdated``: closed, but today's figures differ, 訂正版が必要.
    ``differences``, ``whys``: of a 訂正版, what is otherwise than in the issue before, and for what reasons.
    ``changes``: of whom the lists tell otherwise, as they may be named; None where nobody is.
    ``left_out``: so many were named when the month was closed and may not be named any more.
    ``people`` and ``visits`` None: statistics only. ``unnamed_people``, ``unnamed_visits``: counted in the figures,
    never named. ``remarks`` 特記事項; ``coming`` 来月の予定; ``trend``: months up to this one, with people confirmed
    and not confirmed; ``signs``: the whole checklist; ``lists``: by which the other work is counted;
    ``people_columns``, ``visit_columns``: what the two lists show beside number, day and name.
    """

    month: Month
    area: str
    is_ward: bool = False
    printed_on: date
    provisional: bool = False
    issue: int | None = None
    code: str = ""
    outdated: bool = False
    differences: tuple[Difference, ...] = ()
    whys: tuple[Why, ...] = ()
    changes: Disclosed[PersonChange] | None = field(default=None, repr=False)
    left_out: int = 0
    coordinator: str = field(default="", repr=False)
    office: str = ""
    phone: str = ""
    receivers: tuple[str, ...] = ()
    stamps: tuple[StampGroup, ...] = ()
    figures: Figures
    previous: Figures | None = None
    last_year: Figures | None = None
    year_to_date: Figures | None = None
    people: Disclosed[PersonLine] | None = field(default=None, repr=False)
    unnamed_people: int = 0
    visits: Disclosed[VisitLine] | None = field(default=None, repr=False)
    unnamed_visits: int = 0
    remarks: str = field(default="", repr=False)
    coming: str = field(default="", repr=False)
    trend: tuple[tuple[Month, int, int], ...] = ()
    signs: tuple[SignName, ...] = ()
    lists: WorkLists = field(default_factory=WorkLists)
    people_columns: tuple[str, ...] = EVERY_OF_PEOPLE
    visit_columns: tuple[str, ...] = EVERY_OF_VISITS

    @property
    def known_last_year(self) -> Figures | None:
        """The same month last year, None where nothing was recorded in it: noughts would tell of a failure."""
        return self.last_year if self.last_year is not None and is_recorded(self.last_year) else None

    @property
    def place(self) -> str:
        """九条南地域, or the ward's name."""
        return self.area if self.is_ward else f"{self.area}地域"

    @property
    def edition(self) -> str:
        """初版, 第2号（訂正版）, or 未確定 for a month that is not closed."""
        return "未確定" if self.issue is None else issue_name(self.issue)

    @property
    def mark(self) -> str:
        """第1号（初版）　照合番号 K7QF-2M9X, as it stands on every page; 未確定 for a month that is not closed."""
        return f"{self.edition}　照合番号 {self.code}" if self.code else self.edition
