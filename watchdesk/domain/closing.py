"""Month closing 月締め: an issue of a month's report, its code, and what was changed in a month that was closed."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from watchdesk.domain.era import show_month
from watchdesk.domain.month import Month
from watchdesk.errors import Invalid, WatchDeskError

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of the short code: nothing in it is taken for something else, read aloud or from a bad copy."""
GROUP, GROUPS = 4, 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """Issue ``issue`` of a month: 1 初版, from 2 on 訂正版. ``area`` None: the ward's. ``why`` it was made anew.

    ``hash``: SHA-256 over the canonical JSON of its facts; ``code`` is printed, short for it.
    """

    id: str
    month: Month
    area: str | None
    issue: int
    closed_at: datetime
    closed_by: str
    code: str
    hash: str
    why: str | None = None
    reopened_at: datetime | None = None
    reopened_by: str | None = None
    reopened_reason: str | None = None

    @property
    def stands(self) -> bool:
        """Whether it was not opened again."""
        return self.reopened_at is None

    @property
    def name(self) -> str:
        """第1号（初版）, 第2号（訂正版）."""
        return issue_name(self.issue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """A change of a closed month's figures, with its reason; ``line`` of the ledger, ``records`` it touched."""

    month: Month
    area: str | None
    at: datetime
    by: str
    reason: str = field(repr=False)
    line: int | None = None
    records: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What an issue shows otherwise than the one before: a figure's words, its value there and here."""

    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A reason for a correction, on its day, as it stands on the page of differences; nobody is named there."""

    on: date
    reason: str = field(repr=False)


def issue_name(issue: int) -> str:
    """Return 第1号（初版）, 第2号（訂正版）."""
    return "第1号（初版）" if issue == 1 else f"第{issue}号（訂正版）"


def canonical(facts: Mapping[str, Any]) -> str:
    """Return the one way to write plain JSON: keys sorted, no spaces, characters as they are."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def hash_of(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 of facts, as hexadecimal text."""
    return hashlib.sha256(canonical(facts).encode()).hexdigest()


def code_of(digest: str) -> str:
    """Return the short code 照合番号 of a hash: K7QF-2M9X."""
    number, chars = int(digest, 16), []
    for _ in range(GROUP * GROUPS):
        number, place = divmod(number, len(ALPHABET))
        chars.append(ALPHABET[place])
    return "-".join("".join(chars[start : start + GROUP]) for start in range(0, len(chars), GROUP))


def latest(closings: Iterable[Closing]) -> dict[str | None, Closing]:
    """Return the last issue of each area, among the closings of one month; None is the ward's."""
    found: dict[str | None, Closing] = {}
    for one in sorted(closings, key=lambda closing: closing.issue):
        found[one.area] = one
    return found


def refuse_too_early(month: Month, today: date) -> None:
    """Refuse a month of which a day is still to come: it can be closed from its last day on (contract §4)."""
    if today < month.last:
        sentence = f"{show_month(month)}は、まだ終わっていません。{show_day(month.last)}から締められます。"
        raise Invalid("month", sentence, kind="not_over")


def show_day(day: date) -> str:
    """Return 10月31日."""
    return f"{day.month}月{day.day}日"


def unchanged(closing: Closing) -> WatchDeskError:
    """Why a month is not closed once more: nothing in it is otherwise than on paper."""
    month = show_month(closing.month)
    sentence = f"{month}は{closing.name}で締めてあり、そのあと変わったところはありません。訂正版はいりません。"
    return WatchDeskError(sentence, code="already_closed")


def not_closed(month: Month) -> WatchDeskError:
    """Why a month is not opened again."""
    return WatchDeskError(f"{show_month(month)}は、締めてありません。", code="not_closed")


def mark_of(amendments: Iterable[Amendment]) -> str:
    """Return what marks a record that changed closed months 締めたあとの訂正: which, when and why, a line each."""
    return "\n".join(
        dict.fromkeys(
            f"{show_month(one.month)}を締めたあと、{show_day(one.at.date())}に書きました。わけ：{one.reason}"
            for one in amendments
        )
    )


def months_told(months: Sequence[Month]) -> str:
    """Return 令和8年10月, or 令和8年8月など5か月 for many."""
    ordered = sorted(set(months))
    first = show_month(ordered[0])
    if len(ordered) == 1:
        return first
    if len(ordered) == 2 and ordered[0].year == ordered[1].year:
        return f"{first}と{ordered[1].number}月"
    return f"{first}など{len(ordered)}か月"
