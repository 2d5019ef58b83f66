"""見守り間隔: when a confirmed contact is due, how long nobody answered, the words for both (contract §2.6, §2.7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import NamedTuple, Protocol

from watchdesk.domain.histories import BEGINNING, HasHistories, is_watched, watched_periods
from watchdesk.domain.spans import span_words
from watchdesk.domain.words import CONFIRMED_CONTACT, SILENT, Result, Word

SOON_DAYS = 7
"""How many days ahead a due day is もうすぐ unless the setting says otherwise (contract §2.6)."""

WORRYING_STREAK = 3
"""So many silent attempts in a row raise a 気がかり (contract §2.7)."""


class DueState(Word):
    """Where a person stands between two confirmed contacts."""

    OVERDUE = "overdue", "期限切れ"
    DUE = "due", "今日まで"
    SOON = "soon", "もうすぐ"
    LATER = "later", "まだ先"


class Contact(NamedTuple):
    """One attempt, as far as the streak needs it. ``entry_order`` grows with each record entered."""

    on: date
    at: time | None
    result: Result
    entry_order: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Contacts:
    """A person's contacts up to a day, voided ones left out.

    ``since``: at least the attempts after the last confirmed contact, in any order; earlier ones do no harm as long
    as the last confirmed contact is among them.
    """

    last_confirmed: date | None = None
    last_attempt: date | None = None
    since: tuple[Contact, ...] = ()

    @classmethod
    def up_to(cls, day: date, contacts: Iterable[Contact]) -> "Contacts":
        """Work them out from all of a person's contacts; those after the day are left out."""
        known = tuple(contact for contact in contacts if contact.on <= day)
        return cls(
            last_confirmed=max((contact.on for contact in known if contact.result in CONFIRMED_CONTACT), default=None),
            last_attempt=max((contact.on for contact in known), default=None),
            since=known,
        )


class Watched(HasHistories, Protocol):
    """A person, or a row that carries what the due day needs."""

    @property
    def interval_days(self) -> int:
        """見守り間隔 in days."""

    @property
    def created_on(self) -> date:
        """The day the record was made."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """Where a person under watch stands on ``day``; ``days_left`` is negative once overdue."""

    day: date
    last_confirmed: date | None
    last_attempt: date | None
    due_on: date
    state: DueState
    silent_streak: int
    unanswered: bool
    """Whether an attempt after the last confirmed contact was 応答なし."""

    @property
    def days_left(self) -> int:
        """Days until the due day."""
        return (self.due_on - self.day).days

    @property
    def overdue_days(self) -> int:
        """Days since the due day, 0 unless overdue."""
        return max(0, -self.days_left)

    @property
    def worrying(self) -> bool:
        """気がかり: three silent attempts in a row, or one 応答なし, since the last confirmed contact."""
        return self.unanswered or self.silent_streak >= WORRYING_STREAK


def cadence(person: Watched, contacts: Contacts, day: date, soon_days: int = SOON_DAYS) -> Cadence | None:
    """Return where the person stands on the day, None when not under watch then (contract §2.6).

    ``contacts`` reach up to the day. Today's interval holds for past days too; a pause resets nothing.
    """
    if not is_watched(person, day):
        return None
    due_on = (contacts.last_confirmed or _counted_from(person)) + timedelta(days=person.interval_days)
    silence = _silence(contacts.since)
    return Cadence(
        day=day,
        last_confirmed=contacts.last_confirmed,
        last_attempt=contacts.last_attempt,
        due_on=due_on,
        state=due_state(due_on, day, soon_days),
        silent_streak=len(silence),
        unanswered=Result.NO_ANSWER in silence,
    )


def _counted_from(person: Watched) -> date:
    """Return the first day under watch; one from before all days says nothing, so the day the record was made."""
    first = watched_periods(person)[0].first
    return person.created_on if first == BEGINNING else first


def due_state(due_on: date, day: date, soon_days: int = SOON_DAYS) -> DueState:
    """Return where a day stands to the due day (contract §2.6)."""
    if day > due_on:
        return DueState.OVERDUE
    if day == due_on:
        return DueState.DUE
    return DueState.SOON if due_on <= day + timedelta(days=soon_days) else DueState.LATER


def silent_streak(contacts: Iterable[Contact]) -> int:
    """Return how many attempts after the last confirmed contact met silence (contract §2.7)."""
    return len(_silence(contacts))


def _silence(contacts: Iterable[Contact]) -> list[Result]:
    silence: list[Result] = []
    for contact in sorted(contacts, key=in_order):
        if contact.result in CONFIRMED_CONTACT:
            silence.clear()
        elif contact.result in SILENT:
            silence.append(contact.result)
    return silence


def in_order(contact: Contact) -> tuple[date, bool, time, int]:
    """Sort key of contract §2.7: day, time of day with an unknown one last, order of entry."""
    return contact.on, contact.at is None, contact.at or time.min, contact.entry_order


def by_urgency(standing: Cadence, kana: str | None) -> tuple[int, bool, str]:
    """Sort key of 今日 and of ``due``: longest overdue first, then kana, those without kana last (contract §4)."""
    return -standing.overdue_days, kana is None, kana or ""


def by_need(standing: Cadence, kana: str | None) -> tuple[int, bool, int, bool, str]:
    """Sort key of the day's list: longest overdue, then a 気がかり, then the nearest due day, then kana."""
    return -standing.overdue_days, not standing.worrying, standing.days_left, kana is None, kana or ""


def reason_words(standing: Cadence) -> str:
    """Return why the person stands on 今日: 12日超過・3回続けて会えず, 応答なし・気がかり, 今日まで, あと3日."""
    worry = _worry_words(standing)
    pressing = standing.state in (DueState.OVERDUE, DueState.DUE)
    return "・".join([due_words(standing), *worry] if pressing or not worry else worry)


def due_words(standing: Cadence) -> str:
    """Return where the due day stands: 12日超過, 今日まで, あと3日; days since a day before the desk say nothing."""
    if standing.state is DueState.OVERDUE and standing.last_attempt is None:
        return "まだ一度も訪ねていません"
    if standing.state is DueState.OVERDUE:
        return f"{span_words(standing.due_on, standing.day)}超過"
    return DueState.DUE.label if standing.state is DueState.DUE else f"あと{standing.days_left}日"


def _worry_words(standing: Cadence) -> list[str]:
    if standing.unanswered:
        return ["応答なし", "気がかり"]
    return [f"{standing.silent_streak}回続けて会えず"] if standing.worrying else []
