"""Whose consent 同意 is to be asked for, or asked for again, and why: the re-ask list."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from watchdesk.domain.era import show_day, show_day_short
from watchdesk.domain.histories import ONE_DAY, ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.spans import span_words
from watchdesk.domain.words import Consent, Word

SOON: Final = 60
"""Within so many days a consent is about to end 期限が近い: a letter still reaches her while it holds."""


class AskReason(Word):
    """Why a consent is to be asked for."""

    EXPIRED = "expired", "同意の期限が過ぎています"
    LONG_AGO = "long_ago", "前に確かめてから間があいています"
    UNDATED = "undated", "いつの同意かわかりません"
    PENDING = "pending", "まだお返事がありません"
    SOON = "soon", "同意の期限が近づいています"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAgain:
    """That a consent is to be asked for: why, and from which day on (None where no day is known).

    ``told_on`` is the day of the agreement, of its last day, or since when the answer has been awaited; ``days`` how
    long ago that was, below 0 of a day ahead. ``just_registered``: the record was made on this very day.
    """

    reason: AskReason
    due_on: date | None
    told_on: date | None
    days: int | None
    just_registered: bool = False

    @property
    def words(self) -> str:
        """The reason as it stands on the list: 前に確かめたのは R6.4.1（2年1か月前）."""
        if self.told_on is None or self.days is None:
            return self.reason.label
        if self.reason is AskReason.SOON:
            left = f"あと{-self.days:,}日" if self.days else "今日まで"
            return f"同意の期限が近づいています（{show_day_short(self.told_on)}・{left}）"
        if self.days == 0:
            return (
                "登録したばかりで、まだお返事がありません" if self.just_registered else "今日から、お返事を待っています"
            )
        span = span_words(self.told_on, self.told_on + timedelta(days=self.days))
        day = show_day_short(self.told_on)
        if self.reason is AskReason.EXPIRED:
            return f"同意の期限（{day}まで）が過ぎています"
        if self.reason is AskReason.PENDING:
            return f"{day}から、お返事がありません（{span}）"
        return f"前に確かめたのは {day}（{span}前）"

    @property
    def letter(self) -> str:
        """The reason in a letter to the person herself, as a whole sentence."""
        day = f"（{show_day(self.told_on)}）" if self.told_on is not None else ""
        if self.reason is AskReason.EXPIRED:
            return f"前にいただいた同意の期限{day}が過ぎました。"
        if self.reason is AskReason.SOON:
            return f"前にいただいた同意の期限{day}が近づいています。"
        if self.reason is AskReason.PENDING:
            return "見守りについての同意のお返事を、まだいただいていません。"
        if self.told_on is None or not self.days:
            return "同意をいただいた日が、こちらの記録では、わからなくなっています。"
        span = span_words(self.told_on, self.told_on + timedelta(days=self.days))
        return f"前に同意を確かめさせていただいてから{day}、{span}がたちました。"


def to_ask_again(
    entry: ConsentEntry | None, day: date, months: int, *, made_on: date | None = None, soon: int = 0
) -> AskAgain | None:
    """Return why the consent that holds on the day is to be asked for; None where it need not be.

    An agreement: once its last day has passed, once ``months`` have passed since it was given or last confirmed, or
    where its day is unknown; 0 months: only once it has expired. An answer that is still awaited is asked for in any
    case; without a date it has been awaited since ``made_on``, the day the record was made. Nobody who refused or
    withdrew is asked again by the list. ``soon``: an agreement that ends within so many days is asked for already.
    """
    if entry is None or entry.state is Consent.PENDING:
        since = (entry.since if entry else None) or made_on
        return AskAgain(
            reason=AskReason.PENDING,
            due_on=since,
            told_on=since,
            days=_days(since, day),
            just_registered=made_on == day,
        )
    if entry.state is not Consent.AGREED:
        return None
    found = [*_expired(entry, day), *_ending(entry, day, soon), *(_unconfirmed(entry, day, months) if months else ())]
    return min(found, key=lambda each: each.due_on or date.max, default=None)


def _expired(entry: ConsentEntry, day: date) -> tuple[AskAgain, ...]:
    last = entry.valid_until
    if last is None or last >= day:
        return ()
    return (AskAgain(reason=AskReason.EXPIRED, due_on=last + ONE_DAY, told_on=last, days=_days(last, day)),)


def _ending(entry: ConsentEntry, day: date, soon: int) -> tuple[AskAgain, ...]:
    last = entry.valid_until
    if last is None or not 0 <= (last - day).days < soon:
        return ()
    return (AskAgain(reason=AskReason.SOON, due_on=last + ONE_DAY, told_on=last, days=_days(last, day)),)


def _unconfirmed(entry: ConsentEntry, day: date, months: int) -> tuple[AskAgain, ...]:
    if entry.since is None:
        return (AskAgain(reason=AskReason.UNDATED, due_on=None, told_on=None, days=None),)
    due_on = months_later(entry.since, months)
    if due_on > day:
        return ()
    return (AskAgain(reason=AskReason.LONG_AGO, due_on=due_on, told_on=entry.since, days=_days(entry.since, day)),)


def _days(since: date | None, day: date) -> int | None:
    return (day - since).days if since is not None else None


def months_later(day: date, months: int) -> date:
    """Return the day of the same number so many months on, the month's last where it has no such day."""
    years, number = divmod(day.year * 12 + day.month - 1 + months, 12)
    month = Month(years, number + 1)
    return date(month.year, month.number, min(day.day, month.last.day))
