"""The words that a person's line is shown in, and the tone of each state: the same on screen and on paper."""

from datetime import date

from watchdesk.domain.cadence import DueState, due_words
from watchdesk.domain.era import show_day_short, show_month_day
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Condition, Consent, Status

_CONDITION = {Condition.WELL: "ok", Condition.CONCERN: "care", Condition.URGENT: "urgent"}
_CONSENT = {
    Consent.AGREED: "soft",
    Consent.PENDING: "wait",
    Consent.REFUSED: "urgent",
    Consent.WITHDRAWN: "urgent",
}
SEEN = ("urgent", "care", "away", "wait", "ok", "")
"""Tones in the order in which 様子 sorts."""


def street(line: PersonLine) -> str:
    """Town and address; 秘匿 for a hidden person, empty where unknown."""
    return f"{line.town or ''}{line.address or ''}"


def age(line: PersonLine) -> str:
    """89歳, empty where unknown."""
    return "" if line.age is None else f"{line.age}歳"


def consent(line: PersonLine) -> tuple[str, str]:
    """State of the consent in a column, and its tone."""
    if line.consent is None:
        return "記録なし", "wait"
    if line.consent is Consent.AGREED and not line.consent_watch:
        return "名簿だけ", "wait"
    return line.consent.label, _CONSENT[line.consent]


def condition(line: PersonLine) -> tuple[str, str]:
    """How the person seems to be: what needs a look comes first, then the latest 様子, then what is missing."""
    if line.status in (Status.PAUSED, Status.ENDED):
        return line.status.label, "away"
    if line.condition is Condition.URGENT:
        return line.condition.label, "urgent"
    if line.due is not None and line.due.worrying:
        return ("応答なし" if line.due.unanswered else f"{line.due.silent_streak}回会えず"), "care"
    if line.due is not None and line.due.silent_streak:
        return "会えず", "away"
    if line.condition is not None:
        return line.condition.label, _CONDITION[line.condition]
    return ("これから", "wait") if line.last_attempt is None else ("未記入", "")


def day(on: date | None, today: date) -> str:
    """A day in a column, without the year in the running one; empty where there is none."""
    if on is None:
        return ""
    return show_month_day(on) if on.year == today.year else show_day_short(on)


def due(line: PersonLine, today: date) -> str:
    """The wanted day, or by how much it is over; — for those not under watch."""
    if line.due is None:
        return "—"
    return due_words(line.due) if line.due.state is DueState.OVERDUE else day(line.due.due_on, today)


def due_below(line: PersonLine) -> str:
    """How long there is until the wanted day."""
    return due_words(line.due) if line.due is not None and line.due.state is not DueState.OVERDUE else ""
