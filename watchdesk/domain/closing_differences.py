"""What two issues of a month show otherwise: each figure that is printed, in words, from one value to another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from watchdesk.domain.closing import Difference
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.summary import Added, Ended, Figures
from watchdesk.domain.words import Method, Result
from watchdesk.domain.work import WorkFigures
from watchdesk.domain.work_lists import CodeNames, WorkLists

NOTHING = "—"
Number = tuple[str, int, str]
"""What is counted, how many, and its unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """The words by which codes are printed: of the signs of the checklist, and of the work's lists."""

    signs: Mapping[str, str] = field(default_factory=dict)
    lists: WorkLists = field(default_factory=WorkLists)


def differences(before: Figures, after: Figures, names: Names | None = None) -> tuple[Difference, ...]:
    """Return every printed figure that is otherwise, in the order of the paper; none where nothing has moved."""
    words = names or Names()
    old, new = ({what: (number, unit) for what, number, unit in numbers(each, words)} for each in (before, after))
    found = [
        Difference(what=what, before=_shown(old.get(what, (0, unit))), after=_shown(new.get(what, (0, unit))))
        for what, (_, unit) in (old | new).items()
        if old.get(what, (0, unit))[0] != new.get(what, (0, unit))[0]
    ]
    return (*found, *_rate(before, after), *_methods(before, after))


def texts_moved(rows: Iterable[tuple[str, str, str]]) -> Iterator[Difference]:
    """Yield what is told otherwise of (what, before, after); nothing is told as “—”."""
    yield from (
        Difference(what=what, before=before or NOTHING, after=after or NOTHING)
        for what, before, after in rows
        if before != after
    )


def has_moved(before: Figures, after: Figures) -> bool:
    """Whether any printed figure is otherwise."""
    return bool(differences(before, after))


def _shown(value: tuple[int, str]) -> str:
    number, unit = value
    return f"{number / 10:,}{unit}" if unit == "時間" else f"{number:,}{unit}"


def _rate(before: Figures, after: Figures) -> Iterator[Difference]:
    old, new = (NOTHING if one.confirm_rate is None else f"{one.confirm_rate:.1f}%" for one in (before, after))
    if old != new:
        yield Difference(what="安否確認率", before=old, after=new)


def _methods(before: Figures, after: Figures) -> Iterator[Difference]:
    old, new = ("・".join(one.label for one in each.visit_count_methods) or "なし" for each in (before, after))
    if old != new:
        yield Difference(what="訪問回数に数える方法", before=old, after=new)


def numbers(figures: Figures, names: Names) -> Iterator[Number]:
    """Yield every number that the paper shows of a month, in its order; hours in tenths."""
    yield from _people(figures)
    yield from _visits(figures)
    yield from _seen(figures, names)
    yield from _work(figures.work, names.lists)
    yield "活動日数", figures.active_days, "日"


def _people(figures: Figures) -> Iterator[Number]:
    yield "見守った方", figures.under_watch, "名"
    yield "前月末の人数", figures.at_start, "名"
    yield "増", figures.added, "名"
    yield from ((f"増 {why.label}", figures.added_by.get(why, 0), "名") for why in Added)
    yield "減", figures.ended, "名"
    yield from ((f"減 {why.label}", figures.ended_by.get(why, 0), "名") for why in Ended)
    yield "月末の人数", figures.at_end, "名"
    yield "安否を確かめられた方", figures.confirmed_under_watch, "名"
    yield "安否を確かめられなかった方", figures.not_confirmed, "名"


def _visits(figures: Figures) -> Iterator[Number]:
    visits = figures.visits
    yield "訪問記録", visits.total, "件"
    yield "訪問記録のあった方", figures.people_visited, "名"
    yield "訪問記録で確かめられた方（同意なしも）", figures.people_confirmed, "名"
    yield from ((f"方法 {method.label}", visits.by_method.get(method, 0), "件") for method in Method)
    yield from ((f"結果 {result.label}", visits.by_result.get(result, 0), "件") for result in Result)
    for method in Method:
        cells = visits.table.get(method, {})
        yield from ((f"{method.label}で{result.label}", cells.get(result, 0), "件") for result in Result)
    yield "訪問回数", figures.visit_count, "回"


def _seen(figures: Figures, names: Names) -> Iterator[Number]:
    seen = figures.conditions
    yield "様子 元気", seen.well, "件"
    yield "様子 気になる", seen.concern, "件"
    yield "様子 緊急", seen.urgent, "件"
    yield "様子の記入なし", seen.unknown, "件"
    yield "会えないまま緊急", seen.urgent_unseen, "件"
    yield from ((f"気づき {names.signs.get(code, code)}", number, "件") for code, number in figures.signs.items())


def _work(work: WorkFigures, lists: WorkLists) -> Iterator[Number]:
    yield "相談", work.consultations, "件"
    yield from _by_code("相談の分野", lists.fields, work.by_field)
    yield from _by_code("相談の内容", lists.contents, work.by_content)
    yield "つなぎ", work.referrals, "件"
    yield from _by_code("つないだ先", lists.receivers, work.by_receiver)
    yield from _by_code("返事待ち", lists.receivers, work.awaited_by)
    yield from ((f"つなぎの状態 {state.label}", work.by_state.get(state, 0), "件") for state in ReferralState)
    yield "活動", work.activities, "件"
    yield from _by_code("活動の種類", lists.activities, work.by_activity)
    yield "活動の時間", int(work.hours * 10 + 0.5), "時間"
    yield "活動に参加した方（のべ）", work.participants, "名"
    yield "連絡調整", work.coordination, "回"
    yield from _by_code("連絡調整の相手", lists.coordination, work.by_coordination)


def _by_code(title: str, names: CodeNames, counts: Mapping[str, int]) -> Iterator[Number]:
    unit = "回" if title == "連絡調整の相手" else "件"
    yield from ((f"{title} {names.label(code)}", number, unit) for code, number in counts.items())
