"""Who of the register is shown: the filter, who fits its words, the people behind a figure; and all of it in words."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from ui.pages.people.rows import Listed, Listing, Offers, Read
from ui.tasks import Progress
from watchdesk.desk import Desk
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import Status

_PLAIN = PeopleFilter()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is asked for; ``fitting`` are the ids that the words fit, None as long as that is not known.

    ``only``: the ids behind a figure; then the state does not matter, since the figure's people are shown exactly.
    """

    asked: PeopleFilter = _PLAIN
    fitting: frozenset[str] | None = None
    only: frozenset[str] | None = None

    def kept(self, rows: Sequence[Listed]) -> frozenset[str]:
        """Return the ids of those who are shown; asked of everybody at each key."""
        asked, only = self.narrowing, self.only
        asked = asked.on(rows[0].today) if rows else asked
        lines = (row.line for row in rows if only is None or row.id in only)
        return frozenset(line.id for line in asked.kept(lines, self.fitting))

    @property
    def narrowing(self) -> PeopleFilter:
        """The filter as it is passed: without words that are still looked for, and without a state of a figure."""
        asked = self.asked if self.fitting is not None else replace(self.asked, text="")
        return asked if self.only is None else replace(asked, status=())

    @property
    def narrows(self) -> bool:
        """Whether anything but the state is asked for."""
        return self.asked.narrows

    @property
    def count(self) -> int:
        """How many things narrow the list."""
        told = [each.name for each in fields(PeopleFilter) if getattr(self.asked, each.name) != each.default]
        return len(told) + (self.only is not None)

    def of(self, read: Read) -> int:
        """How many there are to be narrowed: of the state, or behind the figure."""
        if self.only is not None:
            return sum(row.id in self.only for row in read.rows)
        status = self.asked.status
        return sum(count for each, count in read.counts.items() if not status or each in status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowed:
    """The register as it was read, with the ids of those whom a filter leaves."""

    read: Read
    wanted: Wanted
    kept: frozenset[str]


class NarrowedListing:
    """The work of reading everybody, and of narrowing the list as it was narrowed before."""

    def __init__(self, desk: Desk, wanted: Wanted) -> None:
        self._desk, self._wanted = desk, wanted

    def run(self, progress: Progress) -> Narrowed:
        """Read and narrow."""
        read = Listing(self._desk).run(progress)
        return Narrowed(read=read, wanted=self._wanted, kept=self._wanted.kept(read.rows))


def in_words(wanted: Wanted, offers: Offers, because: str) -> str:
    """The filter as a heading: 独居・80歳以上・エアコンなし, or whose figure it is."""
    told = in_plain_words(wanted.asked, offers)
    if wanted.only is None:
        return told
    whose = f"「{because}」の方" if because else "選ばれた方"
    asked = replace(wanted.asked, status=_PLAIN.status)
    return f"{whose}・{in_plain_words(asked, offers)}" if wanted.narrows else whose


def in_plain_words(asked: PeopleFilter, offers: Offers) -> str:
    """A filter in words, by the names that the register offers."""
    return asked.words(criteria=offers.criteria, partners=offers.partners, needs=offers.needs)


def counted(wanted: Wanted, heading: str, shown: int, total: int) -> str:
    """What is shown, in words: 独居・80歳以上　91名のうち6名, or 見守り中の方は、91名です。"""
    if wanted.narrows:
        return f"{heading}　{total:,}名のうち{shown:,}名"
    if wanted.only is None and wanted.asked.status == (Status.ACTIVE,):
        return f"見守り中の方は、{shown:,}名です。"
    return f"{heading}は、{shown:,}名です。"
