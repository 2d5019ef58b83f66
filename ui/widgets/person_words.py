"""The words that a person's line is shown in, and the tone of each state: the same in every header and list."""

from datetime import date

from watchdesk.domain.era import show_day_short, show_month_day
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Condition, Consent, Status

State = tuple[str, str]
"""(words, tone): a badge; an empty tone is plain text."""

_CONDITION: dict[Condition, str] = {Condition.WELL: "ok", Condition.CONCERN: "care", Condition.URGENT: "urgent"}
_CONSENT: dict[Consent, str] = {
    Consent.AGREED: "ok",
    Consent.PENDING: "wait",
    Consent.REFUSED: "urgent",
    Consent.WITHDRAWN: "urgent",
}


def address(line: PersonLine) -> str:
    """Town and address; 秘匿 for a hidden person, empty where unknown."""
    return f"{line.town or ''}{line.address or ''}"


def age(line: PersonLine) -> str:
    """89歳, or that it is not known."""
    return "年齢不明" if line.age is None else f"{line.age}歳"


def consent(line: PersonLine, entry: ConsentEntry | None = None) -> State:
    """State of the consent, with its way where the entry is given."""
    if line.consent is None:
        return "同意の記録なし", "wait"
    words = line.consent.label
    if line.consent is Consent.AGREED and not line.consent_watch:
        return f"{words}（名簿だけ）", "wait"
    if entry is not None and entry.way is not None:
        words = f"{words}（{entry.way.label}）"
    return words, _CONSENT[line.consent]


def consent_short(line: PersonLine) -> str:
    """State of the consent in a column."""
    if line.consent is None:
        return "記録なし"
    return "名簿だけ" if line.consent is Consent.AGREED and not line.consent_watch else line.consent.label


def condition(line: PersonLine) -> State:
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
    return ("これから", "wait") if line.last_attempt is None else ("記録なし", "")


def day(on: date | None, today: date) -> str:
    """A day in a column: without the year in the running one."""
    if on is None:
        return "まだありません"
    return show_month_day(on) if on.year == today.year else show_day_short(on)
