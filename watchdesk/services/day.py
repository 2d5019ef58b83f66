"""Day 今日: all that waits today, read at once, for the first page and its sheet of paper."""

from dataclasses import dataclass, field
from datetime import date, datetime

from watchdesk.domain.alarm import AlarmLine
from watchdesk.domain.cadence import DueState
from watchdesk.domain.consultation import ConsultationLine, ConsultState
from watchdesk.domain.copies import DAY_SHEET, CopyLine, Loss
from watchdesk.domain.follow_up import FollowUpLine
from watchdesk.domain.handover import Handover
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Partner
from watchdesk.domain.planning import AppointmentLine
from watchdesk.domain.referral import ReferralLine
from watchdesk.domain.round import RoundLine
from watchdesk.domain.season import Season
from watchdesk.domain.snooze import Snooze
from watchdesk.domain.words import Condition
from watchdesk.services.alarms import Alarms
from watchdesk.services.backups import Backups
from watchdesk.services.codes import Codes
from watchdesk.services.consents import AskLine, Consents, OverrideLine
from watchdesk.services.consultations import Consultations
from watchdesk.services.copies import Copies
from watchdesk.services.drafts import DraftLine, DraftRoom
from watchdesk.services.due import Due
from watchdesk.services.follow_ups import FollowUps
from watchdesk.services.ground import Ground
from watchdesk.services.handing_over.handovers import Handovers
from watchdesk.services.partners import Partners
from watchdesk.services.people import People
from watchdesk.services.plans import Plans
from watchdesk.services.referrals import Referrals
from watchdesk.services.reports import Reports
from watchdesk.services.rounds import Rounds

_IN_HAND = (ConsultState.OPEN, ConsultState.OVERDUE)


@dataclass(frozen=True, slots=True)
class PutOff:
    """A person whose line stands under 後日, until when and why."""

    line: PersonLine
    snooze: Snooze


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """What waits on a day. ``people``: how many are on the register; ``to_see`` are in the order of urgency.

    ``later`` are those of them that were put off 後日, the first to come back in front; they stand in no other list
    but ``worrying``: nobody stops worrying about somebody by putting a visit off. ``follow_ups`` are due by today,
    ``consultations`` those at which it is the desk's turn: in hand, or an answer is late; what presses most in front.
    ``partners``: those of the directory to be asked whether what is written of them still holds.
    ``referrals`` are the つなぎ that nobody has answered yet, the most overdue in front.
    ``rounds`` are the sheets that are still out, ``overdue`` the other copies 写し that should be back, ``lost`` all
    that nobody has found again, ``to_check`` those that nobody has looked for this month;
    ``alarms`` the open ones, ``to_answer`` those whose reporter waits.
    ``urgent``: people whose latest visit says 緊急. ``report``: the month whose report nobody has handed out yet.
    ``drafts`` are the user's own, newest first. ``backed_up``: when the newest proven backup was made, if any.
    """

    day: date
    people: int
    to_see: tuple[PersonLine, ...] = field(repr=False)
    later: tuple[PutOff, ...] = ()
    appointments: tuple[AppointmentLine, ...] = ()
    follow_ups: tuple[FollowUpLine, ...] = ()
    consultations: tuple[ConsultationLine, ...] = ()
    referrals: tuple[ReferralLine, ...] = ()
    rounds: tuple[RoundLine, ...] = ()
    overdue: tuple[CopyLine, ...] = ()
    lost: tuple[CopyLine, ...] = ()
    losses: tuple[Loss, ...] = ()
    """Those of ``lost`` of which somebody is still to be told, with whom."""
    to_check: tuple[CopyLine, ...] = ()
    unreceipted: tuple[Handover, ...] = ()
    """Files that went to somebody whose receipt has not come back, the oldest first."""
    to_end: tuple[Handover, ...] = ()
    """Files whose medium should be back or that should be erased by today, the longest awaited first."""
    partners: tuple[Partner, ...] = ()
    alarms: tuple[AlarmLine, ...] = ()
    to_answer: tuple[AlarmLine, ...] = ()
    urgent: tuple[PersonLine, ...] = field(repr=False)
    to_ask: tuple[AskLine, ...]
    to_review: tuple[OverrideLine, ...]
    seasons: tuple[Season, ...]
    reports: tuple[Month, ...]
    """Months that are over and not closed yet, the oldest first."""
    backed_up: datetime | None
    drafts: tuple[DraftLine, ...]

    @property
    def due(self) -> tuple[PersonLine, ...]:
        """Those to be seen by today."""
        pressing = (DueState.OVERDUE, DueState.DUE)
        return tuple(line for line in self.to_see if line.due is not None and line.due.state in pressing)

    @property
    def worrying(self) -> tuple[PersonLine, ...]:
        """Those of whom nobody knows whether they are well."""
        everybody = (*self.to_see, *(one.line for one in self.later))
        return tuple(line for line in everybody if line.due is not None and line.due.worrying)

    @property
    def open_now(self) -> tuple[OverrideLine, ...]:
        """Overrides 緊急の提供 that hold just now."""
        return tuple(each for each in self.to_review if each.is_open)


class Day:
    """What waits today."""

    def __init__(
        self,
        ground: Ground,
        codes: Codes,
        *,
        people: People,
        due: Due,
        consents: Consents,
        reports: Reports,
        backups: Backups,
        drafts: DraftRoom,
        plans: Plans,
        follow_ups: FollowUps,
        rounds: Rounds,
        copies: Copies,
        alarms: Alarms,
        consultations: Consultations,
        referrals: Referrals,
        partners: Partners,
        handovers: Handovers,
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._people = people
        self._due = due
        self._consents = consents
        self._reports = reports
        self._backups = backups
        self._drafts = drafts
        self._plans = plans
        self._follow_ups = follow_ups
        self._rounds = rounds
        self._copies = copies
        self._alarms = alarms
        self._consultations = consultations
        self._referrals = referrals
        self._partners = partners
        self._handovers = handovers

    def facts(self) -> DayFacts:
        """Read it all, as it stands now."""
        today = self._ground.today()
        everybody = self._people.lines()
        newest = self._backups.newest()
        pressing, put_off = self._due.to_see(), self._plans.snoozed(today)
        ending = self._handovers.to_end()
        lost = self._copies.lost()
        later = [PutOff(line, put_off[line.id]) for line in pressing if line.id in put_off]
        return DayFacts(
            day=today,
            people=len(everybody),
            to_see=tuple(line for line in pressing if line.id not in put_off),
            later=tuple(sorted(later, key=lambda one: one.snooze.until)),
            appointments=self._plans.appointments(today, today),
            follow_ups=self._follow_ups.open(until=today),
            consultations=tuple(line for line in self._consultations.lines() if line.state in _IN_HAND),
            partners=self._partners.to_ask(),
            referrals=self._referrals.waiting(),
            rounds=self._rounds.out(),
            overdue=tuple(line for line in self._copies.overdue() if self._is_paper(line, ending)),
            lost=lost,
            losses=tuple(loss for one in lost if (loss := self._copies.loss(one.number)).left),
            to_check=self._copies.to_check(),
            unreceipted=self._handovers.unreceipted(),
            to_end=ending,
            alarms=self._alarms.open(),
            to_answer=self._alarms.to_answer(),
            urgent=tuple(line for line in everybody if line.condition is Condition.URGENT),
            to_ask=self._consents.ask_again(),
            to_review=self._consents.reviews(),
            seasons=self._codes.seasons_on(today),
            reports=self._reports.awaited(),
            backed_up=newest[1].at if newest else None,
            drafts=self._drafts.lines(),
        )

    @staticmethod
    def _is_paper(line: CopyLine, ending: tuple[Handover, ...]) -> bool:
        """Whether no other line tells of a copy that should be back."""
        return line.kind != DAY_SHEET and line.number not in {one.copy_number for one in ending}
