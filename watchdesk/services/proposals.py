"""Proposals 下書き for a month's remarks: the numbers that its sentences are made of, read as they stand."""

from datetime import date

from watchdesk.domain.cadence import DueState
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.month import Month
from watchdesk.domain.proposals import Ahead, Counts, Noticed, by_rule, proposed
from watchdesk.domain.remark import Remark
from watchdesk.domain.standing_remark import Stale, counts_of, stale
from watchdesk.domain.words import Status
from watchdesk.reports.monthly.cover import fits_cover
from watchdesk.reports.monthly.gather import Part
from watchdesk.services.codes import Codes
from watchdesk.services.follow_ups import FollowUps
from watchdesk.services.ground import Ground
from watchdesk.services.issues import Issues
from watchdesk.services.people import People
from watchdesk.services.plans import Plans
from watchdesk.services.referrals import Referrals
from watchdesk.services.reports import Reports
from watchdesk.services.settings import Settings
from watchdesk.store import closings


class Proposals:
    """First drafts of the remarks on a month."""

    def __init__(
        self,
        ground: Ground,
        codes: Codes,
        *,
        people: People,
        plans: Plans,
        follow_ups: FollowUps,
        referrals: Referrals,
        reports: Reports,
        settings: Settings,
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._people = people
        self._plans = plans
        self._follow_ups = follow_ups
        self._referrals = referrals
        self._reports = reports
        self._issues = Issues(ground, settings)

    def of(self, part: Part) -> Remark:
        """Both texts for a report's part, short enough for its first page; of a closed month from today's figures.

        来月の予定 is empty once the next month is over.
        """
        if part.facts.issue is not None:
            part = self._reports.as_of_today(part.facts.month, part.area)
        return proposed(self._noticed(part), self._ahead(part), lambda offered: fits_cover(part.facts, offered))

    def stale(self, month: Month, area: str | None, written: Remark) -> tuple[Stale, ...]:
        """Which sentences of a month's 特記事項 agree no longer with it since it was issued; () where none was issued.

        ``area`` None: the home area, in a ward store the ward.
        """
        area = self._reports.area_of(area)
        with self._ground.store.read() as connection:
            issues = closings.fetch(connection, closings.of(month, area))
            every = [self._issues.part(connection, one) for one in issues] if written.remark else []
        if not every:
            return ()
        before, now = every[-1], self._reports.as_of_today(month, area)
        gone = frozenset().union(*(counts_of(one.facts.figures) for one in every)) - counts_of(now.facts.figures)
        return stale(written.remark, by_rule(self._noticed(before)), by_rule(self._noticed(now)), gone)

    def _noticed(self, part: Part) -> Noticed:
        facts, today = part.facts, self._ground.today()
        figures, month = facts.figures, facts.month
        there = [line.due for line in self._lines(part, month.last_by(today)) if line.due is not None]
        seasonal = [code for code, kind in self._codes.sign_kinds().items() if kind.seasonal]
        return Noticed(
            month=month,
            figures=figures,
            previous=facts.previous,
            provisional=facts.provisional,
            overdue=sum(due.state is DueState.OVERDUE for due in there),
            worrying=sum(due.worrying for due in there),
            signs=tuple((sign.label, figures.signs.get(sign.code, 0)) for sign in facts.signs),
            seasonal=sum(figures.signs.get(code, 0) for code in seasonal),
            contents=_counts(part),
        )

    def _ahead(self, part: Part) -> Ahead | None:
        month, today = part.facts.month.next, self._ground.today()
        if month.last < today:
            return None
        first = max(month.first, today)
        lines = self._lines(part, today)
        waiting = self._referrals.waiting()
        return Ahead(
            month=month,
            unconfirmed=len(set(part.members.not_confirmed).intersection(part.members.at_end)),
            appointments=sum(_is_of(part, one.area) for one in self._plans.appointments(first, month.last)),
            follow_ups=sum(_is_of(part, one.area) for one in self._follow_ups.open(until=month.last)),
            awaited=sum(_is_of(part, one.area) for one in waiting),
            consents=sum(_within(line.consent_until, month) and line.consent_watch for line in lines),
            pauses=sum(line.status is Status.PAUSED and _within(line.paused_until, month) for line in lines),
            seasons=self._begun(month),
        )

    def _lines(self, part: Part, day: date) -> list[PersonLine]:
        return [line for line in self._people.lines(day) if _is_of(part, line.area)]

    def _begun(self, month: Month) -> tuple[str, ...]:
        """The sentences of the seasons that the month has and the month before it had not."""
        before = self._codes.seasons_on(month.previous.last)
        return tuple(season.title for season in self._codes.seasons_on(month.last) if season not in before)


def _is_of(part: Part, area: str) -> bool:
    return part.area in (None, area)


def _within(day: date | None, month: Month) -> bool:
    return day is not None and month.first <= day <= month.last


def _counts(part: Part) -> Counts:
    contents = part.facts.lists.contents
    return contents.rows(part.facts.figures.work.by_content)
