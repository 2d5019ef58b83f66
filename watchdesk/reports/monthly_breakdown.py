"""The monthly report's second page: visits by method and result, conditions, signs, and two charts; no names."""

from collections.abc import Mapping, Sequence
from itertools import accumulate, zip_longest

from watchdesk.domain.era import show_month
from watchdesk.domain.summary import Figures
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result
from watchdesk.reports import charts
from watchdesk.reports.charts import Bar, Frame
from watchdesk.reports.flow import Block
from watchdesk.reports.monthly_cover import GAP, TITLE, foot
from watchdesk.reports.monthly_facts import MonthlyFacts, SignName
from watchdesk.reports.page import SECTION_HEIGHT, SMALL, Document, Head
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Row, Stand, Table

BETWEEN = 6 * MM
"""Between two columns."""
CHART_HEIGHT = 43 * MM
SMALL_ROW = 4.8 * MM
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
    _draw_charts(document, facts)
    _draw_noted_signs(document, facts)


def _new_page(document: Document, facts: MonthlyFacts) -> None:
    month = facts.month
    document.new_page(foot(facts), Head(title=f"{show_month(month)}分 {facts.place}", note=f"{TITLE} {facts.edition}"))


def _draw_matrix(document: Document, figures: Figures) -> None:
    """⑤ method by result, zeros and sums included (contract §2.3)."""
    document.section(5, "訪問記録のうちわけ", "方法と結果。単位は件")
    visits = figures.visits
    first, last = 36 * MM, 18 * MM
    middle = (document.width - first - last) / len(Result)
    table = Table(
        document.setter,
        [first, *[middle] * len(Result), last],
        least=5.7 * MM,
        air=1.0 * MM,
        heavy={1, len(Result) + 1},
    )
    heads = table.heads("", *(RESULT_HEADS[result] for result in Result), "合計", least=9.5 * MM)
    rows = [_sum_row(table, method.label, visits.table[method], visits.by_method[method]) for method in Method]
    rows.append(_sum_row(table, "合計", visits.by_result, visits.total, total=True))
    document.y = table.draw(document.pen, document.left, document.y, rows, heads=heads) + 1.5 * MM
    _draw_visit_count(document, figures)


def _sum_row(table: Table, title: str, by_result: Mapping[Result, int], number: int, *, total: bool = False) -> Row:
    cells = (Cell(text=f"{by_result[result]:,}", size=10, stand=Stand.END, bold=total) for result in Result)
    return table.row(
        Cell(text=title, label=True, bold=total),
        *cells,
        Cell(text=f"{number:,}", size=10, stand=Stand.END, bold=True),
        heavy=total,
    )


def _draw_visit_count(document: Document, figures: Figures) -> None:
    """Say which methods make up 訪問回数 (contract §2.10)."""
    counted = "・".join(
        f"{method.label}{figures.visits.by_method[method]:,}件" for method in figures.visit_count_methods
    )
    note = f"訪問回数{figures.visit_count:,}回は、{counted}の合計です。どの方法を数えるかは、区の設定です。"
    document.note(note if counted else "訪問回数に数える方法は、設定されていません。")
    document.y += GAP


def _draw_conditions_and_signs(document: Document, facts: MonthlyFacts) -> None:
    """⑥ conditions on the left, ⑦ signs by group on the right."""
    top, half = document.y, (document.width - BETWEEN) / 2
    document.section(6, "確認できたときの様子", "単位は件", width=half)
    left = _draw_small(document, document.left, [half - 22 * MM, 22 * MM], _conditions(facts.figures))
    document.y, right = top, document.left + half + BETWEEN
    document.section(7, "気づき", "1件に2つ以上も数えます", x=right, width=half)
    quarter = (half - 28 * MM) / 2
    end = _draw_small(document, right, [quarter, 14 * MM, quarter, 14 * MM], _groups(facts))
    document.y = max(left, end) + GAP


def _draw_small(document: Document, x: float, widths: Sequence[float], lines: Sequence[Sequence[str]]) -> float:
    """A small table of label, number, label, number …; the row of 合計 is heavy. Returns where it ends."""
    table = Table(document.setter, widths, least=SMALL_ROW, air=1.0 * MM)
    rows = []
    for line in lines:
        total = any(text.startswith("合計") for text in line)
        cells = (_small_cell(text, label=not place % 2, bold=total) for place, text in enumerate(line))
        rows.append(table.row(*cells, heavy=total))
    return table.draw(document.pen, x, document.y, rows)


def _small_cell(text: str, *, label: bool, bold: bool) -> Cell:
    return Cell(text=text, size=9, label=label, bold=bold, stand=Stand.START if label else Stand.END)


def _conditions(figures: Figures) -> list[tuple[str, str]]:
    seen = figures.conditions
    numbers = [seen.well, seen.concern, seen.urgent, seen.unknown]
    labels = [*(condition.label for condition in Condition), "様子の記入なし"]
    shown = [(label, f"{number:,}") for label, number in zip(labels, numbers, strict=True)]
    shown.append(("合計（安否を確かめた記録）", f"{sum(numbers):,}"))
    unseen = (f"ほかに 会えないままの{Condition.URGENT.label}", f"{seen.urgent_unseen:,}")
    return [*shown, unseen] if seen.urgent_unseen else shown


def _groups(facts: MonthlyFacts) -> list[tuple[str, str, str, str]]:
    """Signs by group, two groups a row, and their sum."""
    groups = dict.fromkeys(sign.group for sign in facts.signs)
    numbers = [(group, f"{_noted(facts, group):,}") for group in groups]
    half = (len(numbers) + 1) // 2
    pairs = zip_longest(numbers[:half], numbers[half:], fillvalue=("", ""))
    return [*((*one, *other) for one, other in pairs), ("", "", "合計", f"{sum(facts.figures.signs.values()):,}")]


def _noted(facts: MonthlyFacts, group: str) -> int:
    return sum(facts.figures.signs.get(sign.code, 0) for sign in facts.signs if sign.group == group)


def _draw_charts(document: Document, facts: MonthlyFacts) -> None:
    """Two pictures: what came of each method, and how the months went."""
    _keep(document, facts, CHART_HEIGHT)
    half = (document.width - BETWEEN) / 2
    left = Frame(x=document.left, y=document.y, width=half, height=CHART_HEIGHT)
    right = Frame(x=document.left + half + BETWEEN, y=document.y, width=half, height=CHART_HEIGHT)
    charts.draw_title(document.pen, left, "方法ごとの訪問記録（件）", ("確認できた", "応答なし", "そのほか"))
    charts.draw_lying(document.pen, _inside(left), _method_bars(facts.figures))
    charts.draw_title(document.pen, right, "安否の確認のうつりかわり（名）", ("確かめられた", "確かめられなかった"))
    bars = [Bar(label=f"{month.number}月", parts=(seen, unseen)) for month, seen, unseen in facts.trend]
    if any(bar.total for bar in bars):
        charts.draw_standing(document.pen, _inside(right), bars)
    else:
        middle = right.y + CHART_HEIGHT / 2 + 4 * MM
        document.pen.text_middle(right.x + half / 2, middle, "まだ数がありません。", SMALL)
    document.y += CHART_HEIGHT + GAP


def _inside(frame: Frame) -> Frame:
    return Frame(x=frame.x + 3 * MM, y=frame.y + 12.5 * MM, width=frame.width - 6 * MM, height=frame.height - 14.5 * MM)


def _method_bars(figures: Figures) -> list[Bar]:
    bars = []
    for method in Method:
        row = figures.visits.table[method]
        confirmed, silent = sum(row[result] for result in CONFIRMED_CONTACT), row[Result.NO_ANSWER]
        bars.append(Bar(label=method.label, parts=(confirmed, silent, sum(row.values()) - confirmed - silent)))
    return bars


def _draw_noted_signs(document: Document, facts: MonthlyFacts) -> None:
    """⑧ the signs that were noted, in the checklist's order, two a row."""
    noted = [sign for sign in facts.signs if facts.figures.signs.get(sign.code)]
    rows = (len(noted) + 1) // 2
    _keep(document, facts, SECTION_HEIGHT + SMALL_ROW * min(rows, 4))
    document.section(8, "気づきのくわしい内容", "記録のあったものだけ。単位は件")
    if not noted:
        document.note(f"{facts.month.number}月の記録に、気づきはありませんでした。")
        return
    table = Table(
        document.setter, [document.width / 2 - 10 * MM, 10 * MM] * 2, padding=1.6 * MM, least=4.5 * MM, air=0.8 * MM
    )
    pairs = zip_longest(noted[:rows], noted[rows:])
    lines: list[Block] = [_pair(table, facts, one, other) for one, other in pairs]
    while lines:
        heights = accumulate(line.height for line in lines)
        fitting = max(sum(height <= document.room() - 2 for height in heights), 1)
        document.y = table.draw(document.pen, document.left, document.y, lines[:fitting])
        lines = lines[fitting:]
        if lines:
            _new_page(document, facts)


def _pair(table: Table, facts: MonthlyFacts, one: SignName | None, other: SignName | None) -> Row:
    cells = []
    for sign in (one, other):
        label = f"{sign.group} {sign.label}" if sign else ""
        number = f"{facts.figures.signs[sign.code]:,}" if sign else ""
        cells += [Cell(text=label, size=8.5, label=True, shrink=True), Cell(text=number, size=9, stand=Stand.END)]
    return table.row(*cells)


def _keep(document: Document, facts: MonthlyFacts, height: float) -> None:
    """Begin a page where this one has no room for what belongs together."""
    if document.room() < height:
        _new_page(document, facts)
