"""Lists printed as they are shown: through the consent gate, for a receiver, as numbered copies."""

import io
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.reports import people_list
from watchdesk.reports.fonts import Lost
from watchdesk.reports.people_columns import chosen_columns, people_columns
from watchdesk.reports.people_list import ListFacts
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents, outdated
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.people import People
from watchdesk.services.settings import Settings
from watchdesk.store import disk
from watchdesk.store import people as people_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList:
    """A drawn list: the PDF's bytes, its pages, what could not be printed as written. ``number``: the copy's, if one.

    Without a number it may be looked at, and not handed out: ``desk.lists.handed_out`` gives the one to print.
    """

    facts: ListFacts
    title: str
    receiver: str
    pdf: bytes = field(repr=False)
    pages: int
    unprintable: tuple[Lost, ...] = field(repr=False)
    degraded: tuple[Lost, ...] = field(repr=False)
    number: int | None = None

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people whom the list names."""
        return tuple(line.id for line in self.facts.people.rows)

    @property
    def withheld(self) -> int:
        """How many are left out, since their consent does not cover the receiver."""
        return sum(self.facts.people.withheld.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    facts: ListFacts
    title: str
    receiver: str


class Lists:
    """Lists of people, on paper."""

    def __init__(
        self, ground: Ground, codes: Codes, settings: Settings, *, people: People, consents: Consents, ledger: Ledger
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings
        self._people = people
        self._consents = consents
        self._ledger = ledger

    def people(
        self,
        ids: Iterable[str],
        *,
        receiver: str,
        columns: tuple[str, ...] = (),
        wanted: PeopleFilter | None = None,
        heading: str | None = None,
    ) -> Job[_Asked, PeopleList]:
        """Draw the list of some people, in the order of the ids, to be looked at.

        ``receiver`` is a code of the recipients; whoever has not agreed to that one is counted and not named.
        ``NOBODY``: the desk's own paper, which names everybody and is handed to no one.
        ``columns`` are keys of ``people_columns``. Over it stands ``heading``, else the filter in words. Invalid for an
        unknown receiver.
        """
        shown = tuple(ids)
        self._checked(receiver)
        return Job(
            "一覧をつくっています",
            lambda progress: self._gather(shown, receiver, columns, self._heading(wanted, heading), wanted),
            _draw,
        )

    def _checked(self, receiver: str) -> str:
        if receiver != NOBODY and receiver not in self._codes.labels("recipients"):
            raise Invalid("receiver", "だれに渡す一覧かを選んでください。", kind="missing")
        return receiver

    def _heading(self, wanted: PeopleFilter | None, heading: str | None) -> str:
        if heading is not None:
            return heading
        with self._ground.store.read() as connection:
            names = {
                one.partner_id: one.name
                for those in people_questions.in_charge(connection, self._ground.today()).values()
                for one in those
            }
        return (wanted or PeopleFilter()).words(
            criteria=self._codes.short_labels("criteria"), partners=names, needs=self._codes.labels("need_levels")
        )

    def _gather(
        self, ids: tuple[str, ...], receiver: str, columns: tuple[str, ...], heading: str, wanted: PeopleFilter | None
    ) -> _Asked:
        today = self._ground.today()
        kinds = people_columns(today, self._codes.short_labels("criteria"))
        facts = ListFacts(
            heading=heading,
            receiver="" if receiver == NOBODY else self._codes.label("recipients", receiver),
            printed_on=today,
            columns=chosen_columns(kinds, columns),
            people=self._disclosed(ids, receiver),
            office=self._settings.get("office"),
            maker=self._settings.get("coordinator"),
        )
        kept_here = f"（{Purpose.DESK_LIST.label}）" if receiver == NOBODY else ""
        return _Asked(facts=facts, title=f"{self._title(wanted)}{kept_here}", receiver=receiver)

    def _disclosed(self, ids: tuple[str, ...], receiver: str) -> Disclosed[PersonLine]:
        lines = self._people.lines_of(ids)
        with self._ground.store.read() as connection:
            asked = people_questions.with_ids(line.id for line in lines)
            people = {person.id: person for person in people_questions.fetch(connection, asked)}
        subjects = [(people[line.id], line) for line in lines if line.id in people]
        purpose = Purpose.DESK_LIST if receiver == NOBODY else Purpose.LIST_PRINT
        return self._consents.disclose(subjects, purpose=purpose, receiver=receiver)

    def _refuse_if_outdated(self, drawn: PeopleList) -> None:
        """Refuse a list that shows of anybody what the gate would not let through now: it may have lain open long."""
        now = self._disclosed(drawn.named, drawn.receiver)
        if _shown(now) != _shown(drawn.facts.people):
            raise outdated()

    def _title(self, wanted: PeopleFilter | None) -> str:
        """What the ledger calls the copy: without words that were typed or names of partners, which may be people's."""
        plain = replace(wanted or PeopleFilter(), text="", in_charge=(), building="")
        words = plain.words(criteria=self._codes.short_labels("criteria"), needs=self._codes.labels("need_levels"))
        return f"{people_list.TITLE} {show_day(self._ground.today())} {words}"

    def handed_out(self, drawn: PeopleList, how: str = "printed") -> PeopleList:
        """Write a copy down in the ledger, ``how`` it leaves, and return the list with its number on each page.

        One call a set of paper: no two sets have the same number. What is given back is what is printed.
        WatchDeskError (``outdated``) where a consent was withdrawn, an override ran out or somebody was hidden since.
        """
        self._refuse_if_outdated(drawn)
        number = self._ledger.copy_made(
            people_list.KEY,
            drawn.title,
            drawn.named,
            how=how,
            receiver=None if drawn.receiver == NOBODY else drawn.receiver,
            holder=self._settings.get("coordinator") or None if drawn.receiver == NOBODY else None,
            pages=drawn.pages,
            emergency=drawn.facts.people.emergency_ids,
        )
        return _drawn(_Asked(facts=replace(drawn.facts, number=number), title=drawn.title, receiver=drawn.receiver))

    def save(self, drawn: PeopleList, target: Path) -> int:
        """Write the numbered PDF where the user asked for it, whole or not at all; return the copy's number."""
        self._ground.refuse_inside(target)
        copy = self.handed_out(drawn, "saved")
        number = copy.number or 0
        try:
            with disk.written_whole(target) as file:
                file.write(copy.pdf)
        except WatchDeskError:
            self._ledger.note("not saved", "copy", str(number))
            raise
        return number


def _shown(people: Disclosed[PersonLine]) -> list[tuple[str, bool, bool]]:
    """Who is shown, whether without the whereabouts, and whether by an override alone."""
    return [(line.id, line.hidden, emergency) for line, emergency in people.marked]


def _draw(asked: _Asked, progress: Progress) -> PeopleList:
    return _drawn(asked, progress)


def _drawn(asked: _Asked, progress: Progress | None = None) -> PeopleList:
    into = io.BytesIO()
    drawn = people_list.draw(asked.facts, into, progress)
    return PeopleList(
        facts=asked.facts,
        title=asked.title,
        receiver=asked.receiver,
        pdf=into.getvalue(),
        pages=drawn.pages,
        unprintable=tuple(drawn.unprintable),
        degraded=tuple(drawn.degraded),
        number=asked.facts.number,
    )
