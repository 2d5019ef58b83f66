"""A person's words where a header or the search says more than a column does (``domain/line_words``)."""

from datetime import date

from watchdesk.domain import line_words
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Consent

State = tuple[str, str]
"""(words, tone): a badge; an empty tone is plain text."""

_CONSENT: dict[Consent, str] = {
    Consent.AGREED: "ok",
    Consent.PENDING: "wait",
    Consent.REFUSED: "urgent",
    Consent.WITHDRAWN: "urgent",
}


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


def day(on: date | None, today: date) -> str:
    """A day in a column: without the year in the running one."""
    return line_words.day(on, today) or "まだありません"
