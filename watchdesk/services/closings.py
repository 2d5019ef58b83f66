"""Month closing 月締め at the desk: a month is issued, printed as it was, corrected with a reason, opened again."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date

from watchdesk.changed import Changed
from watchdesk.domain.closing import (
    Amendment,
    Closing,
    Difference,
    Why,
    code_of,
    hash_of,
    mark_of,
    not_closed,
    refuse_too_early,
    unchanged,
)
from watchdesk.domain.closing_differences import has_moved
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Figures
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.reports.monthly import issue as monthly_issue
from watchdesk.reports.monthly import otherwise as monthly_otherwise
from watchdesk.reports.monthly.issue import Kept
from watchdesk.services import closed_records
from watchdesk.services.closed_months import NAMED, Guard, as_told, names_somebody, reason_without_places
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.issues import Issues
from watchdesk.services.reports import Reports
from watchdesk.services.rounds import Rounds
from watchdesk.services.settings import Settings
from watchdesk.services.users import COORDINATOR, Users
from watchdesk.store import closings
from watchdesk.store.reasons import because

WORK = "月の締め"
"""What others are told who want to write meanwhile."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLook:
    """What a closing would fix, or what there is to an issue that stands.

    ``issue``: the number that comes next; ``standing``: the issue that holds, None while the month is open; ``issues``:
    all there were. ``differences`` from the last issue; ``outdated``: figures are among them.
    ``rounds``: sheets まわり用紙 of the month that were not typed in yet.
    """

    month: Month
    area: str | None
    issue: int
    standing: Closing | None
    issues: tuple[Closing, ...] = ()
    figures: Figures
    differences: tuple[Difference, ...] = ()
    outdated: bool = False
    whys: tuple[Why, ...] = field(default=(), repr=False)
    rounds: int = 0
    by: str = field(default="", repr=False)
    """Full name of who would close it."""
    closed_by: str = field(default="", repr=False)
    """Full name of who made the issue that holds."""
    may_reopen: bool = False
    """Whether the unlocked user has the right to."""

    @property
    def may_close(self) -> bool:
        """Whether there is something to issue."""
        return self.standing is None or bool(self.differences)


class Closings:
    """The issues of months."""

    def __init__(self, ground: Ground, settings: Settings, reports: Reports, rounds: Rounds, users: Users) -> None:
        self._ground = ground
        self._reports = reports
        self._rounds = rounds
        self._users = users
        self._issues = Issues(ground, settings)
        ground.store.guard = Guard(ground.store)

    def because(self, reason: str) -> AbstractContextManager[None]:
        """Write what is written meanwhile for a reason, also where it moves figures of a closed month."""
        return because(reason)

    def issues(self, month: Month, area: str | None = None) -> tuple[Closing, ...]:
        """Return all issues of a month, the first one first; ``area`` as for a report."""
        with self._ground.store.read() as connection:
            return closings.fetch(connection, closings.of(month, self._area(area)))

    def standing(self, month: Month, area: str | None = None) -> Closing | None:
        """Return the issue that holds, None while the month is open."""
        return _standing(self.issues(month, area))

    def hold(self, day: date, area: str) -> bool:
        """Whether the month of a day is closed, for an area or for all: what moves its figures is explained."""
        with self._ground.store.read() as connection:
            held = closings.standing(connection)
        return any(one.month == Month.of(day) and one.area in {None, area} for one in held)

    def amended(self, month: Month, area: str | None = None) -> tuple[Amendment, ...]:
        """Return what was changed in a month after it was closed, in order."""
        where = self._area(area)
        with self._ground.store.read() as connection:
            return tuple(one for one in closings.amended(connection, month) if one.area == where)

    def mark(self, record_id: str) -> str:
        """Return what marks a record whose change or late entry moved a closed month 締めたあとの訂正, "" mostly."""
        with self._ground.store.read() as connection:
            of_it = [
                replace(one, reason=as_told(connection, one.reason))
                for one in closings.amended(connection)
                if any(touched == record_id for _, touched in one.records)
            ]
        return mark_of(of_it)

    def look(self, month: Month, area: str | None = None) -> MonthLook:
        """Return what closing a month would fix; it may still run, and is not closed then."""
        where = self._area(area)
        with self._ground.store.read() as connection:
            issues = closings.fetch(connection, closings.of(month, where))
            last = issues[-1] if issues else None
            before = self._issues.kept(connection, last) if last is not None else None
        now = self._to_keep(month, where, before)
        differences = monthly_otherwise.otherwise(before, now) if before is not None else ()
        return MonthLook(
            month=month,
            area=where,
            issue=len(issues) + 1,
            standing=_standing(issues),
            issues=issues,
            figures=now.facts.figures,
            differences=differences,
            outdated=before is not None and has_moved(before.facts.figures, now.facts.figures),
            whys=self._whys(month, where, last, before),
            rounds=sum(one.on in month for one in self._rounds.out()),
            by=self._users.current().full_name,
            closed_by=self._full_name(_standing(issues)),
            may_reopen=self._may_reopen(),
        )

    def close(self, month: Month, area: str | None = None) -> Closing:
        """Close a month from its last day on: issue 1 初版, or after a change 訂正版 n; return the issue.

        Invalid (``month.not_over``) before that day; WatchDeskError (``already_closed``) where nothing differs from
        the issue that holds. Whoever wants to write meanwhile is told to wait (Busy).
        """
        refuse_too_early(month, self._ground.today())
        with self._ground.store.long_work(WORK):
            return self._close(month, area)

    def _close(self, month: Month, area: str | None) -> Closing:
        """Nothing is written between what is looked at and what is fixed."""
        look = self.look(month, area)
        if look.standing is not None and not look.differences:
            raise unchanged(look.standing)
        with self._ground.store.read() as connection:
            before = self._issues.kept(connection, look.issues[-1]) if look.issues else None
        kept = self._to_keep(month, look.area, before)
        changes = monthly_otherwise.changes(before, kept) if before is not None else ()
        facts = replace(kept.facts, differences=look.differences, whys=look.whys)
        kept = replace(kept, facts=facts, changes=changes)
        plain = monthly_issue.to_json(kept)
        digest = hash_of(plain)
        closing = Closing(
            id=new_id(),
            month=month,
            area=look.area,
            issue=look.issue,
            closed_at=self._ground.moment(),
            closed_by=self._ground.user,
            code=code_of(digest),
            hash=digest,
            why="\n".join(why.reason for why in look.whys) or None,
        )
        with self._ground.store.write(self._ground.user, Changed.CLOSINGS) as tx:
            closings.add(tx.connection, closing, plain)
            tx.log("month closed", "closing", closing.id)
        return closing

    def reopen(self, month: Month, reason: str, area: str | None = None) -> Closing:
        """Open a closed month again, for a reason; return the issue that held. Only 見守りコーディネーター may."""
        if not self._may_reopen():
            sentence = "締めた月をもう一度開けられるのは、見守りコーディネーターだけです。"
            raise WatchDeskError(sentence, code="not_allowed")
        if not reason.strip():
            raise Invalid("reason", "もう一度開けるわけを書いてください。", kind="missing")
        closing = self.standing(month, area)
        if closing is None:
            raise not_closed(month)
        with because(reason), self._ground.store.write(self._ground.user, Changed.CLOSINGS) as tx:
            if names_somebody(tx.connection, reason):
                raise Invalid("reason", NAMED, kind="named")
            told = tx.reason = reason_without_places(tx.connection, tx.reason or "")
            closings.reopen(tx.connection, closing.id, self._ground.moment(), self._ground.user, told)
            tx.log("month reopened", "closing", closing.id)
        return closing

    def _full_name(self, closing: Closing | None) -> str:
        names = {user.name: user.full_name for user in self._users.all()}
        return names.get(closing.closed_by, closing.closed_by) if closing is not None else ""

    def _may_reopen(self) -> bool:
        return self._users.current().role == COORDINATOR

    def _area(self, area: str | None) -> str | None:
        return self._reports.area_of(area)

    def _to_keep(self, month: Month, area: str | None, before: Kept | None) -> Kept:
        part = self._reports.as_of_today(month, area)
        with self._ground.store.read() as connection:
            stood = closed_records.stood(connection, month, area, part.members.under_watch)
            behind = closed_records.behind(connection, month, area, stood)
            amended = sum(one.area == area for one in closings.amended(connection, month))
        return monthly_issue.keep(part, behind, amended, stood)

    def _whys(self, month: Month, area: str | None, last: Closing | None, before: Kept | None) -> tuple[Why, ...]:
        """The reasons of what was changed since the last issue, and why it was opened again, as they may be told."""
        if last is None or before is None:
            return ()
        amendments = self.amended(month, area)[before.amended :]
        found = [Why(on=one.at.date(), reason=one.reason) for one in amendments]
        if last.reopened_at is not None and last.reopened_reason:
            found.append(Why(on=last.reopened_at.date(), reason=last.reopened_reason))
        with self._ground.store.read() as connection:
            return tuple(dict.fromkeys(replace(one, reason=as_told(connection, one.reason)) for one in found))


def _standing(issues: Sequence[Closing]) -> Closing | None:
    last = issues[-1] if issues else None
    return last if last is not None and last.stands else None
