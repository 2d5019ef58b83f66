"""The monthly report's page of figures: visits, conditions, signs, the work beside them, two charts; no names."""

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import ALL, CONFIRMED, OTHER, UNKNOWN, UNSEEN, Cut
from watchdesk.domain.definitions import MONTH
from watchdesk.domain.figure_place import FigureRef
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Figures
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result
from watchdesk.reports import charts
from watchdesk.reports.charts import Bar, Frame
from watchdesk.reports.explained import explained_height
from watchdesk.reports.monthly.cover import foot, head_of_figures, ref
from watchdesk.reports.monthly.facts import MonthlyFacts, SignName
from watchdesk.reports.monthly.work import bodies, draw_work
from watchdesk.reports.page import NOTE_LEADING, SMALL, Document
from watchdesk.reports.pen import MM
from watchdesk.reports.small_tables import BETWEEN, UNDER, Entry, Number, draw_small
from watchdesk.reports.tables import Cell, Row, Stand, Table
from watchdesk.reports.typesetter import Justified

LEAST, LOW, HIGH = 30 * MM, 38 * MM, 52 * MM
"""Of the charts, as there is room: ``LOW`` where 数えかた stands below them, ``LEAST`` where every sign was noted."""
SIGN_SIZE, SIGN_LEADING = 8.0, 10.0
SIGN_TITLE = "7 気づきのくわしい内容（記録のあったものだけ。数字は件）"
RESULT_HEADS = {
    Result.MET: "本人と\n話せた",
    Result.CONFIRMED: "家族・近隣\nから確認",
    Result.ABSENT: "不在",
    Result.NO_ANSWER: "応答なし\n(気がかり)",
    Result.OUTSIDE_ONLY: "外から\n確認のみ",
    Result.DECLINED: "訪問\nお断り",
}
"""The words of the contract, broken for narrow columns."""


def draw_breakdown(document: Document, facts: MonthlyFacts) -> None:
    """Draw the second page."""
    _new_page(document, facts)
    document.bookmark("訪問記録のうちわけ", 1)
    _draw_matrix(document, facts.figures)
    _draw_conditions_and_signs(document, facts)
    draw_work(document, facts)
    text = _noted_words(document, facts)
    lines = document.setter.justified(text, document.width, SIGN_SIZE)
    told = [(_sign_words(document, sign, facts), _sign(sign)) for sign in _noted_signs(facts)]
    below = SIGN_LEADING * (len(lines) + 1)
    _draw_charts(document, facts, _chart_height(document, below))
    _keep(document, facts, below)
    document.print_marks(document.setter.marked(text))
    _draw_noted_signs(document, lines, told)


def _chart_height(document: Document, below: float) -> float:
    """So high that 数えかた has room below too; where that would make them low, it goes elsewhere."""
    room = document.room() - below - UNDER
    beside = room - explained_height(document, MONTH)
    return min(beside if beside >= LOW else max(room, LEAST), HIGH)


def _new_page(document: Document, facts: MonthlyFacts) -> None:
    document.new_page(foot(facts), head_of_figures(facts))


def _draw_matrix(document: Document, figures: Figures) -> None:
    """⑤ method by result, zeros and sums included (contract §2.3)."""
    document.section(5, "訪問記録のうちわけ", "方法と結果。単位は件")
    visits = figures.visits
    first, last = 36 * MM, 18 * MM
    middle = (document.width - first - last) / len(Result)
    table = Table(
        document.setter,
        [first, *[middle] * len(Result), last],
        least=4.6 * MM,
        air=0.5 * MM,
        heavy={1, len(Result) + 1},
    )
    heads = table.heads("", *(RESULT_HEADS[result] for result in Result), "合計", least=9.0 * MM)
    rows = [_sum_row(table, method.label, visits.table[method], visits.by_method[method], method) for method in Method]
    rows.append(_sum_row(table, "合計", visits.by_result, visits.total, None))
    document.y = table.draw(document.pen, document.left, document.y, rows, heads=heads) + 1.5 * MM
    _draw_visit_count(document, figures)


def _sum_row(table: Table, title: str, by_result: Mapping[Result, int], number: int, method: Method | None) -> Row:
    """A method's line, ``method`` None: that of the sums."""
    total = method is None
    refs = [_visits(method, result) for result in Result]
    cells = (
        Cell(text=f"{by_result[result]:,}", size=10, stand=Stand.END, bold=total, figure=figure)
        for result, figure in zip(Result, refs, strict=True)
    )
    return table.row(
        Cell(text=title, label=True, bold=total),
        *cells,
        Cell(text=f"{number:,}", size=10, stand=Stand.END, bold=True, figure=_visits(method)),
        heavy=total,
    )


def _visits(method: Method | None, result: Result | None = None) -> FigureRef:
    """Which visits: of a method, of a result, of both, or all."""
    if method is not None and result is not None:
        return ref(Figure.VISITS, Cut.CELL, f"{method.value}/{result.value}")
    if method is not None:
        return ref(Figure.VISITS, Cut.METHOD, method.value)
    return ref(Figure.VISITS, Cut.RESULT, result.value) if result is not None else ref(Figure.VISITS)


def _draw_visit_count(document: Document, figures: Figures) -> None:
    """Say which methods make up 訪問回数 (contract §2.10)."""
    counted = [
        (f"{method.label}{figures.visits.by_method[method]:,}件", _visits(method))
        for method in figures.visit_count_methods
    ]
    whole, top = (f"訪問回数{figures.visit_count:,}回", ref(Figure.VISIT_COUNT)), document.y
    parts = "・".join(words for words, _ in counted)
    note = f"{whole[0]}は、{parts}の合計です。どの方法を数えるかは、区の設定です。"
    note = note if counted else "訪問回数に数える方法は、設定されていません。"
    document.note(note)
    lines = document.setter.justified(note, document.width, SMALL)
    told = [whole, *counted] if counted else []
    document.pen.figures_in(document.left, top + 9, lines, told, size=SMALL, leading=NOTE_LEADING)
    document.y += UNDER


def _draw_conditions_and_signs(document: Document, facts: MonthlyFacts) -> None:
    """⑥ conditions on the left, ⑦ signs by group beside, and ⑧ who was told."""
    top, free = document.y, document.width - 2 * BETWEEN
    first, second = free * 0.32, free * 0.29
    document.section(6, "様子", "確かめられたとき", width=first)
    ends = [draw_small(document, document.left, [first - 13 * MM, 13 * MM], _conditions(facts.figures))]
    x, document.y = document.left + first + BETWEEN, top
    document.section(7, "気づき", "2つ以上も数えます", x=x, width=second)
    label = (second - 24 * MM) / 2
    ends.append(draw_small(document, x, [label, 12 * MM] * 2, _groups(facts)))
    x, document.y = x + second + BETWEEN, top
    third = document.right - x
    document.section(8, "つないだ先", "( )は返事待ち", x=x, width=third)
    ends.append(draw_small(document, x, [third - 16 * MM, 16 * MM], bodies(document, facts)))
    document.y = max(ends) + UNDER


def _conditions(figures: Figures) -> list[tuple[Entry, ...]]:
    seen = figures.conditions
    numbers = [seen.well, seen.concern, seen.urgent, seen.unknown]
    labels = [*(condition.label for condition in Condition), "様子の記入なし"]
    codes = [*(condition.value for condition in Condition), UNKNOWN]
    shown: list[tuple[Entry, ...]] = [
        (label, _condition(number, code)) for label, number, code in zip(labels, numbers, codes, strict=True)
    ]
    shown.append(("合計", Number(f"{sum(numbers):,}", ref(Figure.VISITS, Cut.OUTCOME, CONFIRMED))))
    unseen = (f"ほか 会えないまま{Condition.URGENT.label}", _condition(seen.urgent_unseen, UNSEEN))
    return [*shown, unseen] if seen.urgent_unseen else shown


def _condition(number: int, code: str) -> Number:
    return Number(f"{number:,}", ref(Figure.VISITS, Cut.CONDITION, code))


def _groups(facts: MonthlyFacts) -> list[tuple[Entry, Entry, Entry, Entry]]:
    """Signs by group, two groups a row, and their sum."""
    groups = dict.fromkeys(sign.group for sign in facts.signs)
    numbers = [(group, _group(_noted(facts, group), group)) for group in groups]
    half = (len(numbers) + 1) // 2
    pairs = zip_longest(numbers[:half], numbers[half:], fillvalue=("", ""))
    total = _group(sum(facts.figures.signs.values()), ALL)
    return [*((*one, *other) for one, other in pairs), ("", "", "合計", total)]


def _group(number: int, group: str) -> Number:
    return Number(f"{number:,}", ref(Figure.VISITS, Cut.GROUP, group))


def _noted(facts: MonthlyFacts, group: str) -> int:
    return sum(facts.figures.signs.get(sign.code, 0) for sign in facts.signs if sign.group == group)


def _draw_charts(document: Document, facts: MonthlyFacts, height: float) -> None:
    """Two pictures: what came of each method, and how the months went."""
    _keep(document, facts, height)
    half = (document.width - BETWEEN) / 2
    left = Frame(x=document.left, y=document.y, width=half, height=height)
    right = Frame(x=document.left + half + BETWEEN, y=document.y, width=half, height=height)
    charts.draw_title(document.pen, left, "方法ごとの訪問記録（件）", ("確認できた", "応答なし", "そのほか"))
    charts.draw_lying(document.pen, _inside(left), _method_bars(facts.figures))
    charts.draw_title(document.pen, right, "安否の確認のうつりかわり（名）", ("確かめられた", "確かめられなかった"))
    bars = [_month_bar(facts, *told) for told in facts.trend]
    if any(bar.total for bar in bars):
        charts.draw_standing(document.pen, _inside(right), bars)
    else:
        middle = right.y + height / 2 + 4 * MM
        document.pen.text_middle(right.x + half / 2, middle, "まだ数がありません。", SMALL)
    document.y += height + UNDER


def _inside(frame: Frame) -> Frame:
    return Frame(x=frame.x + 3 * MM, y=frame.y + 12.5 * MM, width=frame.width - 6 * MM, height=frame.height - 14.5 * MM)


def _month_bar(facts: MonthlyFacts, month: Month, seen: int, unseen: int) -> Bar:
    """The people of a month; one before the report's has no column on the screen."""
    of = "" if month == facts.month else str(month)
    figures = tuple(ref(figure)._replace(month=of) for figure in (Figure.CONFIRMED, Figure.NOT_CONFIRMED))
    return Bar(label=f"{month.number}月", parts=(seen, unseen), figures=figures)


def _method_bars(figures: Figures) -> list[Bar]:
    bars = []
    for method in Method:
        row = figures.visits.table[method]
        confirmed, silent = sum(row[result] for result in CONFIRMED_CONTACT), row[Result.NO_ANSWER]
        parts = (confirmed, silent, sum(row.values()) - confirmed - silent)
        told = _outcome(method, CONFIRMED), _visits(method, Result.NO_ANSWER), _outcome(method, OTHER)
        bars.append(Bar(label=method.label, parts=parts, whole=_visits(method), figures=told))
    return bars


def _outcome(method: Method, outcome: str) -> FigureRef:
    return ref(Figure.VISITS, Cut.OUTCOME, f"{method.value}/{outcome}")


def _draw_noted_signs(document: Document, lines: Sequence[Justified], told: Sequence[tuple[str, FigureRef]]) -> None:
    """The signs that were noted, in the checklist's order, group by group, in one run of text."""
    document.pen.text(document.left, document.y + 9, SIGN_TITLE, SIGN_SIZE, bold=True)
    document.pen.lines(document.left, document.y + 9 + SIGN_LEADING, lines, size=SIGN_SIZE, leading=SIGN_LEADING)
    top = document.y + 9 + SIGN_LEADING
    document.pen.figures_in(document.left, top, lines, told, size=SIGN_SIZE, leading=SIGN_LEADING)
    document.y += SIGN_LEADING * (len(lines) + 1)


def _noted_signs(facts: MonthlyFacts) -> list[SignName]:
    """The signs that were noted, group by group."""
    noted = [sign for sign in facts.signs if facts.figures.signs.get(sign.code)]
    groups = list(dict.fromkeys(sign.group for sign in noted))
    return sorted(noted, key=lambda sign: groups.index(sign.group))


def _noted_words(document: Document, facts: MonthlyFacts) -> str:
    """外観: 異臭がする 2、…　体調: … in one run of text."""
    noted = _noted_signs(facts)
    if not noted:
        return f"{facts.month.number}月の記録に、気づきはありませんでした。"
    groups = dict.fromkeys(sign.group for sign in noted)
    return " ".join(
        document.setter.prepare(f"【{group}】", "気づき")
        + "、".join(_sign_words(document, sign, facts) for sign in noted if sign.group == group)
        for group in groups
    )


def _sign_words(document: Document, sign: SignName, facts: MonthlyFacts) -> str:
    return document.setter.prepare(f"{sign.label} {facts.figures.signs[sign.code]:,}", "気づき")


def _sign(sign: SignName) -> FigureRef:
    return ref(Figure.VISITS, Cut.SIGN, sign.code)


def _keep(document: Document, facts: MonthlyFacts, height: float) -> None:
    """Begin a page where this one has no room for what belongs together."""
    if document.room() < height:
        _new_page(document, facts)
