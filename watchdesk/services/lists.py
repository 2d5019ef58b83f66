"""Lists printed as they are shown: through the consent gate, for a receiver, as numbered copies."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import BinaryIO

from watchdesk.domain.consent import NOBODY, Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import Invalid
from watchdesk.reports import people_list
from watchdesk.reports.page import Drawn
from watchdesk.reports.people_columns import columns_for, people_columns
from watchdesk.reports.people_list import ListFacts
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.people import People
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Sharing
from watchdesk.store import people as people_questions


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleList(Paper[ListFacts]):
    """A list of people, drawn."""

    @property
    def people(self) -> Disclosed[PersonLine]:
        """Who stands on it."""
        return self.facts.people


class Lists(Papers[PeopleList]):
    """Lists of people, on paper."""

    KEY = people_list.KEY

    def __init__(
        self,
        ground: Ground,
        codes: Codes,
        settings: Settings,
        ledger: Ledger,
        *,
        people: People,
        consents: Consents,
        sharing: Sharing,
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._codes = codes
        self._people = people
        self._consents = consents
        self._sharing = sharing

    def people(
        self,
        ids: Iterable[str],
        *,
        receiver: str,
        columns: tuple[str, ...] = (),
        wanted: PeopleFilter | None = None,
        heading: str | None = None,
    ) -> Job[PeopleList, PeopleList]:
        """Draw the list of some people, in the order of the ids, to be looked at.

        ``receiver`` is a code of the recipients; whoever has not agreed to that one is counted and not named.
        ``NOBODY``: the desk's own paper, which names everybody and is handed to no one.
        ``columns`` are keys of ``people_columns``; what is not for the receiver stays out. Over it stands ``heading``,
        else the filter in words. Invalid for an unknown receiver.
        """
        shown = tuple(ids)
        self._checked(receiver)
        return self._job(
            "一覧をつくっています",
            lambda: self._gather(shown, receiver, columns, self._heading(wanted, heading), wanted),
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
    ) -> PeopleList:
        today = self._ground.today()
        kinds = people_columns(today, self._codes.short_labels("criteria"))
        told, unshared = columns_for(kinds, columns, self._sharing.may_have(receiver))
        facts = ListFacts(
            heading=heading,
            receiver="" if receiver == NOBODY else self._codes.label("recipients", receiver),
            printed_on=today,
            columns=tuple(told.values()),
            people=self._disclosed(ids, receiver),
            office=self._settings.get("office"),
            maker=self._settings.get("coordinator"),
        )
        kept_here = f"（{Purpose.DESK_LIST.label}）" if receiver == NOBODY else ""
        title = f"{self._title(wanted)}{kept_here}"
        return PeopleList(facts=facts, title=title, receiver=receiver, unshared=unshared)

    def _disclosed(self, ids: tuple[str, ...], receiver: str) -> Disclosed[PersonLine]:
        lines = self._people.lines_of(ids)
        people = self._people_of(line.id for line in lines)
        subjects = [(people[line.id], line) for line in lines if line.id in people]
        purpose = Purpose.DESK_LIST if receiver == NOBODY else Purpose.LIST_PRINT
        return self._consents.disclose(subjects, purpose=purpose, receiver=receiver)

    def _disclosed_now(self, paper: PeopleList) -> Disclosed[PersonLine]:
        return self._disclosed(paper.named, paper.receiver)

    def _draw(self, facts: ListFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return people_list.draw(facts, into, progress)

    def _title(self, wanted: PeopleFilter | None) -> str:
        """What the ledger calls the copy: without words that were typed or names of partners, which may be people's."""
        plain = replace(wanted or PeopleFilter(), text="", in_charge=(), building="")
        words = plain.words(criteria=self._codes.short_labels("criteria"), needs=self._codes.labels("need_levels"))
        return f"{people_list.TITLE} {show_day(self._ground.today())} {words}"
