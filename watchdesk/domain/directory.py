"""The directory of partners 関係機関: whom to ask again after half a year, and whose name a text means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from watchdesk.domain.folding import fold
from watchdesk.domain.honorific import called
from watchdesk.domain.kana import sort_key
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Partner

HALF_A_YEAR = 6
"""Months after which is asked again whether what is written of a partner still holds."""

_BETWEEN = re.compile("[、，,・／/;；&＆＋+]|と(?= )")


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerLine:
    """A partner as the list shows one; ``people`` counts whom the partner is in charge of, ended ones left out.

    ``ask_on``: the day from which to ask again whether all still holds, None for at once; ``to_ask`` says that it has
    come. Of those who retired nobody asks.
    """

    partner: Partner
    people: int = 0
    ask_on: date | None = None
    to_ask: bool = False

    @property
    def id(self) -> str:
        """The partner's id."""
        return self.partner.id


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPaper:
    """A numbered copy 写し that is out with somebody: ``shown`` is its number as it stands on it, ``what`` its title.

    ``round_id``: of a day sheet まわり用紙, walked on ``walked_on``, with ``left`` lines still to be typed in.
    """

    number: int
    shown: str
    what: str
    made_on: date
    walked_on: date | None = None
    due_back: date | None = None
    round_id: str | None = None
    left: int = 0


def to_fetch(partner: Partner, papers: Sequence[HeldPaper]) -> str:
    """Return the sentence that names the paper to be asked back from somebody; empty where there is none."""
    if not papers:
        return ""
    numbers = "、".join(paper.shown for paper in papers)
    return f"{called(partner)}がお持ちの写しが{len(papers)}枚あります（{numbers}）。戻していただいてください。"


def ask_on(partner: Partner) -> date | None:
    """Return the day from which to ask a partner again; None where nobody knows since when all is as it is written.

    Half a year after the day on which it was asked last; until then after the day on which the record was made.
    """
    made = partner.created_at.date() if partner.created_at is not None else None
    last = partner.verified_on or made
    return half_a_year_after(last) if last is not None else None


def is_to_ask(partner: Partner, day: date) -> bool:
    """Whether a partner is to be asked on a day."""
    asked_from = ask_on(partner)
    return not partner.retired and (asked_from is None or asked_from <= day)


def half_a_year_after(day: date) -> date:
    """Return the same day six months on, or that month's last one where it is shorter."""
    months = day.year * 12 + day.month - 1 + HALF_A_YEAR
    month = Month(months // 12, months % 12 + 1)
    return month.first.replace(day=min(day.day, month.last.day))


def longest_ago(partner: Partner) -> tuple[date, bool, str]:
    """Sort key of the call list: of whom nothing is known, then the longest ago, by reading."""
    return ask_on(partner) or date.min, partner.kana is None, sort_key(partner.kana) if partner.kana else partner.name


def means(text: str | None, name: str) -> bool:
    """Whether a text such as 林 二・森 三 names somebody, alone or with others; blanks and forms of letters aside."""
    if not text:
        return False
    wanted = fold(name)
    return wanted in {fold(text), *(fold(part) for part in _BETWEEN.split(text))}
