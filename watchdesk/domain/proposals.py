"""Proposals 下書き: plain sentences for a month's remarks, each by a rule from its figures; no name is ever in them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from watchdesk.domain.month import Month
from watchdesk.domain.remark import Remark
from watchdesk.domain.summary import Figures

MUCH_RATE = 50
"""Tenths of a point: the 安否確認率 rose or fell so that it is worth a sentence."""
MUCH_VISITS, MANY_VISITS = 20, 10
"""Percent and number: the visits became so many more or fewer."""
OFTEN = 2
"""So often something was noted that stands in the front of all others."""

Counts = Sequence[tuple[str, int]]
"""Words and numbers, in the order of their list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noticed:
    """What the month shows, in numbers only.

    ``overdue``: people past their interval on the month's last day, ``worrying``: those with a 気がかり on it.
    ``signs`` and ``contents``: what was noted and asked, by word; ``seasonal`` signs are those of the time of year.
    """

    month: Month
    figures: Figures
    previous: Figures | None = None
    provisional: bool = False
    overdue: int = 0
    worrying: int = 0
    signs: Counts = ()
    seasonal: int = 0
    contents: Counts = ()

    @property
    def last(self) -> str:
        """10月の末, or 今日 while the month runs."""
        return "今日" if self.provisional else f"{self.month.number}月の末"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """What the next month brings, in numbers only.

    ``unconfirmed``: people still under watch of whom nobody knew in the month before; ``awaited``: つなぎ without an
    answer; ``consents`` run out in the month, ``pauses`` end in it; ``seasons`` are the sentences of those it begins.
    """

    month: Month
    unconfirmed: int = 0
    appointments: int = 0
    follow_ups: int = 0
    awaited: int = 0
    consents: int = 0
    pauses: int = 0
    seasons: tuple[str, ...] = field(default=())


def proposed(noticed: Noticed, ahead: Ahead | None, fits: Callable[[Remark], bool] = lambda _: True) -> Remark:
    """Return both texts as they may be offered; empty where there is nothing to say. ``ahead`` None: it is over.

    ``fits``: whether there is room for so much; what weighs least is left out until there is.
    """
    for dropped in range(len(LEAST_FIRST) + 1):
        left_out = LEAST_FIRST[:dropped]
        offered = Remark(
            remark="".join(rule(noticed) for rule in NOTICED if rule not in left_out),
            coming="".join(rule(ahead) for rule in AHEAD if rule not in left_out) if ahead is not None else "",
        )
        if fits(offered):
            return offered
    return Remark()


def by_rule(noticed: Noticed) -> tuple[tuple[str, ...], ...]:
    """Return the sentences of each rule of 特記事項; none of one that has nothing to say."""
    return tuple(sentences(rule(noticed)) for rule in NOTICED)


def added(written: str, offered: str) -> str:
    """Return what was written, below it the sentences offered that are not in it yet; nothing written is changed."""
    new = "".join(sentence for sentence in sentences(offered) if sentence not in written)
    return "\n".join(part for part in (written.rstrip(), new) if part) if new else written


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text."""
    return tuple(f"{part}。" for part in text.split("。") if part.strip())


# ---- 特記事項


def _people(noticed: Noticed) -> str:
    came = [f"{why.label}{count}名" for why, count in noticed.figures.added_by.items() if count]
    went = [f"{why.label}{count}名" for why, count in noticed.figures.ended_by.items() if count]
    return f"見守りの増減は、{'、'.join([*came, *went])}です。" if came or went else ""


def _unconfirmed(noticed: Noticed) -> str:
    figures = noticed.figures
    if not figures.under_watch:
        return ""
    if not figures.not_confirmed:
        return f"見守った{figures.under_watch}名の、みなさんの安否を確認できました。"
    when = "まだ" if noticed.provisional else f"{noticed.month.number}月は"
    return f"{figures.not_confirmed}名の安否が、{when}確認できていません。"


def _rate(noticed: Noticed) -> str:
    before = noticed.previous.confirm_rate if noticed.previous is not None else None
    now = noticed.figures.confirm_rate
    if now is None or before is None or noticed.provisional:
        return ""
    tenths = round(now * 10) - round(before * 10)
    if abs(tenths) < MUCH_RATE:
        return ""
    went = "上がりました" if tenths > 0 else "下がりました"
    return f"安否を確認できた割合は{now:.1f}%で、前の月より{abs(tenths) / 10:.1f}ポイント{went}。"


def _visits(noticed: Noticed) -> str:
    if noticed.previous is None or noticed.provisional:
        return ""
    now, before = noticed.figures.visits.total, noticed.previous.visits.total
    change = abs(now - before)
    if change < MANY_VISITS or change * 100 < MUCH_VISITS * before:
        return ""
    if not now:
        return f"{noticed.month.number}月は、訪問記録がありません。"
    return f"訪問記録は{now:,}件で、前の月より{change:,}件{'増えました' if now > before else '減りました'}。"


def _overdue(noticed: Noticed) -> str:
    return f"{noticed.last}で、見守り間隔を過ぎている方が{noticed.overdue}名います。" if noticed.overdue else ""


def _worrying(noticed: Noticed) -> str:
    if not noticed.worrying:
        return ""
    return f"会えないことが続くなどの気がかりで、無事を確かめている方が{noticed.worrying}名います。"


def _conditions(noticed: Noticed) -> str:
    seen = noticed.figures.conditions
    told = [("気になる", seen.concern), ("緊急", seen.urgent + seen.urgent_unseen)]
    parts = [f"「{word}」が{count}件" for word, count in told if count]
    return f"様子は、{'、'.join(parts)}ありました。" if parts else ""


def _signs(noticed: Noticed) -> str:
    most = _most(noticed.signs)
    often = f"気づきで多かったのは、「{most[0]}」の{most[1]}件です。" if most else ""
    return often + (f"季節の気づきは、{noticed.seasonal}件ありました。" if noticed.seasonal else "")


def _consultations(noticed: Noticed) -> str:
    total, most = noticed.figures.work.consultations, _most(noticed.contents)
    often = f"多かった内容は、「{most[0]}」の{most[1]}件です。" if most else ""
    return f"相談は{total}件でした。{often}" if total else ""


def _referrals(noticed: Noticed) -> str:
    work = noticed.figures.work
    if not work.referrals:
        return ""
    awaited = f"で、うち{work.awaited}件は返事を待っています。" if work.awaited else "でした。"
    return f"つなぎは{work.referrals}件{awaited}"


def _activities(noticed: Noticed) -> str:
    work = noticed.figures.work
    came = f"で、のべ{work.participants:,}名が参加されました。" if work.participants else "でした。"
    return f"活動は{work.activities}件{came}" if work.activities else ""


def _most(counts: Counts) -> tuple[str, int] | None:
    """What was counted most often; None where that is seldom, or where two are as many."""
    most = max((number for _, number in counts), default=0)
    first = [(word, number) for word, number in counts if number == most]
    return first[0] if most >= OFTEN and len(first) == 1 else None


NOTICED: tuple[Callable[[Noticed], str], ...] = (
    _people,
    _unconfirmed,
    _rate,
    _visits,
    _overdue,
    _worrying,
    _conditions,
    _signs,
    _consultations,
    _referrals,
    _activities,
)
"""The rules of 特記事項, in the order of their sentences."""


# ---- 来月の予定


def _first(ahead: Ahead) -> str:
    return (
        f"安否を確認できていない方のうち、いまも見守り中の{ahead.unconfirmed}名を、先にお訪ねします。"
        if ahead.unconfirmed
        else ""
    )


def _planned(ahead: Ahead) -> str:
    return f"{ahead.month.number}月は、予定が{ahead.appointments}件あります。" if ahead.appointments else ""


def _promised(ahead: Ahead) -> str:
    return f"期限が{ahead.month.number}月までの要対応が{ahead.follow_ups}件あります。" if ahead.follow_ups else ""


def _awaited(ahead: Ahead) -> str:
    return f"返事を待っているつなぎ{ahead.awaited}件の、お返事を確かめます。" if ahead.awaited else ""


def _consents(ahead: Ahead) -> str:
    if not ahead.consents:
        return ""
    return f"{ahead.month.number}月に同意の期限が来る方が{ahead.consents}名います。同意を確かめ直します。"


def _pauses(ahead: Ahead) -> str:
    return f"{ahead.month.number}月に休止が終わる予定の方が{ahead.pauses}名います。" if ahead.pauses else ""


def _seasons(ahead: Ahead) -> str:
    return "".join(f"{ahead.month.number}月は、{sentence}" for sentence in ahead.seasons)


AHEAD: tuple[Callable[[Ahead], str], ...] = (_first, _planned, _promised, _awaited, _consents, _pauses, _seasons)
"""The rules of 来月の予定, in the order of their sentences."""

LEAST_FIRST: tuple[Callable[..., str], ...] = (
    _seasons,
    _signs,
    _pauses,
    _visits,
    _rate,
    _planned,
    _consents,
    _activities,
    _awaited,
    _referrals,
    _promised,
    _consultations,
    _overdue,
    _conditions,
    _first,
    _worrying,
    _people,
    _unconfirmed,
)
"""All rules; where there is no room for everything, the first of them goes first."""
