"""The monthly report's first page: to whom, whose, the stamp boxes, how many people, how many confirmed, remarks."""

from dataclasses import replace

from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import Counted, Cut
from watchdesk.domain.era import show_day, show_month
from watchdesk.domain.figure_place import RATE_KEY, FigureRef
from watchdesk.domain.remark import Remark
from watchdesk.domain.summary import Figures
from watchdesk.reports.monthly.facts import MonthlyFacts, StampGroup
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import NOTE_LEADING, SECTION_HEIGHT, SMALL, Document, Head
from watchdesk.reports.pen import MM
from watchdesk.reports.tables import Cell, Stand, Table
from watchdesk.reports.typesetter import Justified

TITLE = "見守り活動 月次報告書"
NOTHING = "—"
UNRECORDED = "記録なし"
GAP = 3.2 * MM
"""Between sections."""
TITLE_SPREAD = 1.5
COMPARED = (65 * MM, 24 * MM, 28 * MM, 28 * MM, 30 * MM)
"""Columns of ③."""
COMPARED_FIGURES = (
    Figure.UNDER_WATCH,
    Figure.CONFIRMED,
    Figure.NOT_CONFIRMED,
    None,
    Figure.VISITS,
    Figure.VISITED,
    Figure.SEEN,
    Figure.VISIT_COUNT,
    Figure.CONSULTATIONS,
    Figure.REFERRALS,
    Figure.ACTIVITIES,
    Figure.COORDINATION,
    Figure.ACTIVE_DAYS,
)
"""Which figures the lines of ③ are; 安否確認率 has no records of its own."""
REMARK_SIZES = ((10.0, 14.5), (9.0, 12.0))
"""Size of type and leading in points: the usual one, and the one of remarks that need a little more room."""
LEAST_REMARK = 30 * MM
"""So high at least is a frame of remarks on a page of its own."""
STAMP_TITLE = 7 * MM
"""The width of an office's name beside its stamp boxes."""


def foot(facts: MonthlyFacts, copy: NumberedFacts | None = None) -> str:
    """What stands at the foot of each page of a part; ``copy``: where names stand on it, which copy 写し it is."""
    month = f"{TITLE} {show_month(facts.month)}分 {facts.place} {facts.mark}{'（暫定）' if facts.provisional else ''}"
    return f"{month}　{copy.copy}{copy.back}" if copy is not None else month


def head_of_figures(facts: MonthlyFacts) -> Head:
    """The head of a page of figures after the first."""
    return Head(title=f"{show_month(facts.month)}分 {facts.place}", note=f"{TITLE} {facts.edition}")


def draw_cover(document: Document, facts: MonthlyFacts) -> None:
    """Draw the first page; long remarks go on to the next."""
    document.new_page(foot(facts))
    document.bookmark(facts.place)
    _draw_address(document, facts)
    _draw_title(document, facts)
    _draw_signature(document, facts)
    _draw_people(document, facts)
    _draw_confirmed(document, facts)
    _draw_comparison(document, facts)
    _draw_remarks(document, facts)


def fits_cover(facts: MonthlyFacts, remark: Remark) -> bool:
    """Whether these remarks stand on the page on which they begin, with a line left for what is added to them."""
    document = Document(title=TITLE, author="", day=facts.printed_on)
    draw_cover(document, replace(facts, remarks="", coming=""))
    text = _remark_text(document, replace(facts, remarks=remark.remark, coming=remark.coming))
    size, leading = REMARK_SIZES[0]
    return len(_remark_lines(document, text, size)) < _fitting(document, text, leading)


def _draw_address(document: Document, facts: MonthlyFacts) -> None:
    pen, y = document.pen, document.y + 10
    beside = (facts.mark, f"{show_day(facts.printed_on)} 作成")
    room = document.width - max(document.setter.measure(text, 10) for text in beside) - 6 * MM
    for number, receiver in enumerate(facts.receivers):
        text = document.setter.prepare(f"{receiver} 御中", "あて先")
        pen.text_within(document.left, y + number * 15.5, text, 10, room)
    for number, text in enumerate(beside):
        pen.text_right(document.right, y + number * 15.5, text, 10)
    document.y += 15.5 * max(2, len(facts.receivers))


def _draw_title(document: Document, facts: MonthlyFacts) -> None:
    pen, middle = document.pen, (document.left + document.right) / 2
    width = document.setter.measure(TITLE, 21, bold=True) + TITLE_SPREAD * (len(TITLE) - 1)
    pen.text(middle - width / 2, document.y + 12 * MM, TITLE, 21, bold=True, spread=TITLE_SPREAD)
    month = f"{show_month(facts.month)}分（{facts.month.year}年{facts.month.number}月）"
    if facts.provisional:
        month += f" 暫定・{facts.printed_on.month}月{facts.printed_on.day}日まで"
    pen.text_middle(middle, document.y + 19 * MM, month, 13)
    document.y += 23 * MM
    if facts.outdated:
        _draw_outdated(document, middle)


def _draw_outdated(document: Document, middle: float) -> None:
    """In the margin over the page: the reprint of an issue has the pages that the issue has."""
    strip, top = "この月を締めたあとに記録が変わりました。訂正版が必要です。", document.paper.top - 9 * MM
    width = document.setter.measure(strip, 10, bold=True) + 8 * MM
    document.pen.box(middle - width / 2, top, width, 7 * MM, 1.0)
    document.pen.text_middle(middle, top + 4.8 * MM, strip, 10, bold=True)


def _draw_signature(document: Document, facts: MonthlyFacts) -> None:
    setter, pen = document.setter, document.pen
    lines: list[tuple[str, float, bool]] = [(facts.place, 10, False)]
    if facts.coordinator:
        lines += [("見守りコーディネーター", 10, False), (facts.coordinator, 12, True)]
    phone = f"電話 {facts.phone}" if facts.phone else ""
    lines.append((f"{phone}（{facts.office}）" if phone and facts.office else phone or facts.office, SMALL, False))
    room = document.width - _stamps_width(facts.stamps) - 4 * MM
    folded = [
        (line, size, bold)
        for text, size, bold in lines
        for line in setter.broken(setter.prepare(text, "作成者"), room, size, bold=bold)
    ]
    height = max(26 * MM, 17 * len(folded)) if facts.stamps else 17 * len(folded)
    y = document.y + height - 17 * len(folded) + 13
    for text, size, bold in folded:
        pen.text(document.left, y, text, size, bold=bold)
        y += 17
    _draw_stamps(document, facts.stamps)
    document.y += height + GAP


def _stamp_side(groups: tuple[StampGroup, ...]) -> float:
    """A box is 20 mm wide, narrower where there are many."""
    boxes = sum(len(group.boxes) for group in groups)
    return min(20 * MM, (118 * MM - STAMP_TITLE * len(groups)) / boxes) if boxes else 0.0


def _stamps_width(groups: tuple[StampGroup, ...]) -> float:
    boxes = sum(len(group.boxes) for group in groups)
    return _stamp_side(groups) * boxes + STAMP_TITLE * len(groups) if boxes else 0.0


def _draw_stamps(document: Document, groups: tuple[StampGroup, ...]) -> None:
    """決裁欄: each office's name upright beside its boxes."""
    pen, setter = document.pen, document.setter
    if not _stamps_width(groups):
        return
    title, top, height, side = STAMP_TITLE, document.y, 26 * MM, _stamp_side(groups)
    x = left = document.right - _stamps_width(groups)
    for group in groups:
        pen.shade(x, top, title, height)
        for number, char in enumerate(group.title):
            step = min(13.0, (height - 2 * MM) / len(group.title))
            y = top + height / 2 + (number - (len(group.title) - 1) / 2) * step + 3.2
            pen.text_middle(x + title / 2, y, setter.prepare(char, "決裁欄"), min(SMALL, step))
        pen.rule(x, top, x, top + height, 1.2)
        x += title
        for box in group.boxes:
            pen.shade(x, top, side, 6 * MM)
            pen.text_middle(x + side / 2, top + 4.1 * MM, setter.prepare(box, "決裁欄"), SMALL)
            pen.rule(x, top, x, top + height)
            x += side
        pen.rule(x - side * len(group.boxes), top + 6 * MM, x, top + 6 * MM)
    pen.box(left, top, document.right - left, height, 1.2)


def _draw_people(document: Document, facts: MonthlyFacts) -> None:
    """① people as a sum that can be checked, with the reasons of 増 and 減."""
    document.section(1, "見守った方の人数")
    figures, last = facts.figures, facts.printed_on
    end = f"{last.month}月{last.day}日" if facts.provisional else "月末"
    x, box, step = document.left, 29 * MM, 6 * MM
    for sign, label, number, figure in (
        ("＋", "前月末", figures.at_start, Figure.AT_START),
        ("−", "増", figures.added, Figure.ADDED),
        ("＝", "減", figures.ended, Figure.ENDED),
        ("", end, figures.at_end, Figure.AT_END),
    ):
        _draw_number(document, x, box, label, number)
        document.pen.figure(ref(figure), x, document.y, box, 16 * MM)
        document.pen.text_middle(x + box + step / 2, document.y + 10.4 * MM, sign, 15)
        x += box + step
    wide = document.right - x + step - 5 * MM
    _draw_number(
        document, document.right - wide, wide, f"{facts.month.number}月に見守った方", figures.under_watch, line=2.0
    )
    document.pen.figure(ref(Figure.UNDER_WATCH), document.right - wide, document.y, wide, 16 * MM)
    document.y += 16 * MM + 1.5 * MM
    _draw_reasons(document, figures)


def _draw_number(document: Document, x: float, width: float, label: str, number: int, *, line: float = 0.8) -> None:
    pen, y = document.pen, document.y
    pen.box(x, y, width, 16 * MM, line)
    pen.text(x + 3 * MM, y + 4.6 * MM, label, 9)
    pen.text_right(x + width - 3 * MM, y + 13 * MM, "名", 10)
    pen.text_right(x + width - 3 * MM - 12, y + 13 * MM, f"{number:,}", 20, bold=True)


def _draw_reasons(document: Document, figures: Figures) -> None:
    table = Table(document.setter, [25 * MM, *[(document.width - 25 * MM) / 4] * 4], least=5.6 * MM)
    rows = []
    for title, by, figure in (
        ("増のうちわけ", figures.added_by, Figure.ADDED),
        ("減のうちわけ", figures.ended_by, Figure.ENDED),
    ):
        reasons = (
            Cell(text=f"{reason.label} {number:,}名", size=9, figure=ref(figure, Cut.REASON, reason.value))
            for reason, number in by.items()
        )
        rows.append(table.row(Cell(text=title, size=9, label=True), *reasons))
    document.y = table.draw(document.pen, document.left, document.y, rows) + GAP


def _draw_confirmed(document: Document, facts: MonthlyFacts) -> None:
    """② the rate with its division and a bar."""
    document.section(2, "安否の確認")
    pen, y, figures = document.pen, document.y, facts.figures
    pen.box(document.left, y, document.width, 20 * MM, 0.8)
    pen.text(document.left + 5 * MM, y + 6 * MM, "安否確認率", SMALL)
    rate = _percent(figures)
    pen.text(document.left + 5 * MM, y + 15.5 * MM, rate.removesuffix("%"), 26, bold=True)
    after = document.setter.measure(rate.removesuffix("%"), 26, bold=True)
    pen.text(document.left + 6 * MM + after, y + 15.5 * MM, "%" if rate.endswith("%") else "", 12, bold=True)
    left, width = document.left + 42 * MM, document.width - 47 * MM
    pen.text(left, y + 5.4 * MM, f"確かめられた方 {figures.confirmed_under_watch:,}名", 10, bold=True)
    pen.text_right(left + width, y + 5.4 * MM, f"確かめられなかった方 {figures.not_confirmed:,}名", 10, bold=True)
    _draw_bar(document, figures, left, y + 7 * MM, width)
    pen.figure(FigureRef(RATE_KEY), document.left, y, left - document.left, 20 * MM)
    pen.figure(ref(Figure.CONFIRMED), left, y, width / 2, 7 * MM)
    pen.figure(ref(Figure.NOT_CONFIRMED), left + width / 2, y, width / 2, 7 * MM)
    _draw_division(document, figures, left, y + 17.4 * MM)
    document.y += 20 * MM + GAP


def _draw_division(document: Document, figures: Figures, x: float, y: float) -> None:
    """Below the bar what was divided by what, and who is counted."""
    parts = (f"{figures.confirmed_under_watch:,}名", f"{figures.under_watch:,}名")
    division = "÷".join(parts) + "。" if figures.under_watch else ""
    line = Justified(f"{division}本人と話せたか、家族・近隣から無事を確かめた方を数えます。", 0.0)
    document.pen.text(x, y, line.text, SMALL)
    told = list(zip(parts, (ref(Figure.CONFIRMED), ref(Figure.UNDER_WATCH)), strict=True)) if division else []
    document.pen.figures_in(x, y, [line], told, size=SMALL, leading=NOTE_LEADING)


def _draw_bar(document: Document, figures: Figures, x: float, y: float, width: float) -> None:
    height = 6 * MM
    if figures.under_watch:
        confirmed = width * figures.confirmed_under_watch / figures.under_watch
        document.pen.shade(x, y, confirmed, height, 0.2)
        document.pen.hatch(x + confirmed, y, width - confirmed, height)
        document.pen.figure(ref(Figure.CONFIRMED), x, y, confirmed, height)
        document.pen.figure(ref(Figure.NOT_CONFIRMED), x + confirmed, y, width - confirmed, height)
    document.pen.box(x, y, width, height, 0.8)


def _draw_comparison(document: Document, facts: MonthlyFacts) -> None:
    """③ this month beside the month before, the same month last year and the year to date."""
    document.section(3, "ひと月の数")
    month = facts.month
    table = Table(document.setter, COMPARED, padding=1.8 * MM, least=4.9 * MM, air=0.5 * MM, heavy={1, 2})
    beside = (f"前の月({month.previous.number}月)", f"前の年の{month.number}月", "今年度(4月から)")
    heads = table.row(
        Cell(label=True),
        Cell(text=f"{month.number}月", size=9.5, bold=True, stand=Stand.MIDDLE, label=True),
        *(Cell(text=title, size=9, stand=Stand.MIDDLE, label=True) for title in beside),
    )
    columns = (facts.figures, facts.previous, facts.known_last_year, facts.year_to_date)
    rows = []
    told = zip(*(compared(figures, facts) for figures in columns), strict=True)
    for figure, (title, *values) in zip(COMPARED_FIGURES, told, strict=True):
        cells = (
            Cell(text=value[1], size=10, bold=not place, stand=Stand.END, figure=_beside(figure, place))
            for place, value in enumerate([title, *values])
        )
        rows.append(table.row(Cell(text=title[0], size=10, label=True), *cells))
    document.y = table.draw(document.pen, document.left, document.y, rows, heads=heads) + GAP


def ref(figure: Figure, cut: Cut | None = None, code: str = "") -> FigureRef:
    """Return which figure of the month's own column, or which part of one, a number on the page is."""
    return FigureRef(Counted(figure=figure, cut=cut, code=code).key)


def _beside(figure: Figure | None, column: int) -> FigureRef:
    known = FigureRef(RATE_KEY) if figure is None else ref(figure)
    return known._replace(column=column)


def compared(figures: Figures | None, facts: MonthlyFacts) -> list[tuple[str, str]]:
    """Return the rows of ③ as (title, value); a span without records says so, and has “—”."""
    methods = "・".join(method.label for method in facts.figures.visit_count_methods)
    shown = figures or facts.figures
    lines = [
        ("見守った方", f"{shown.under_watch:,}名"),
        ("うち 安否を確かめられた方", f"{shown.confirmed_under_watch:,}名"),
        ("うち 確かめられなかった方", f"{shown.not_confirmed:,}名"),
        ("安否確認率", _percent(shown)),
        ("訪問記録", f"{shown.visits.total:,}件"),
        ("訪問記録のあった方", f"{shown.people_visited:,}名"),
        ("うち 確かめられた方(同意なしも)", f"{shown.people_confirmed:,}名"),
        (f"訪問回数({methods})", f"{shown.visit_count:,}回"),
        ("相談", f"{shown.work.consultations:,}件"),
        ("つなぎ", f"{shown.work.referrals:,}件"),
        ("活動", f"{shown.work.activities:,}件"),
        ("連絡調整", f"{shown.work.coordination:,}回"),
        ("活動日数", f"{shown.active_days:,}日"),
    ]
    return lines if figures else [(lines[0][0], UNRECORDED), *((title, NOTHING) for title, _ in lines[1:])]


def _percent(figures: Figures) -> str:
    return NOTHING if figures.confirm_rate is None else f"{figures.confirm_rate:.1f}%"


def _draw_remarks(document: Document, facts: MonthlyFacts) -> None:
    """④ remarks and what is planned, in a frame to the foot of the page, free below for the pen; long ones go on.

    What does not stand on the page is set smaller; a frame on a page of its own is as high as its words.
    """
    text, cover = _remark_text(document, facts), document.number
    if document.room(document.setter.marked(text)) < SECTION_HEIGHT + 6 * MM + 2 * REMARK_SIZES[0][1]:
        document.new_page(foot(facts), head_of_figures(facts))
    document.section(4, "特記事項")
    size, leading = _remark_size(document, text)
    lines = _remark_lines(document, text, size)
    while True:
        document.print_marks(document.setter.marked(text))
        fitting = _fitting(document, text, leading)
        page, lines = lines[:fitting], lines[fitting:]
        height = document.room() - 2 * MM
        if document.number > cover and not lines:
            height = min(height, max(leading * len(page) + 6 * MM, LEAST_REMARK))
        document.pen.box(document.left, document.y, document.width, height, 0.8)
        document.pen.lines(document.left + 4 * MM, document.y + 2 * MM + 12, page, size=size, leading=leading)
        if not lines:
            return
        document.new_page(foot(facts), Head(title="特記事項（前のページの続き）", note=foot(facts)))


def _remark_text(document: Document, facts: MonthlyFacts) -> str:
    coming = f"【来月の予定】{facts.coming}" if facts.coming else ""
    return document.setter.prepare("\n".join(part for part in (facts.remarks, coming) if part), "特記事項")


def _remark_lines(document: Document, text: str, size: float) -> list[Justified]:
    return document.setter.justified(text, document.width - 8 * MM, size) if text else []


def _remark_size(document: Document, text: str) -> tuple[float, float]:
    """The first in which all stands on this page; where it does in none, the usual one."""
    for size, leading in REMARK_SIZES:
        if len(_remark_lines(document, text, size)) <= _fitting(document, text, leading):
            return size, leading
    return REMARK_SIZES[0]


def _fitting(document: Document, text: str, leading: float) -> int:
    """How many lines of the remarks the page has room for."""
    return max(int((document.room(document.setter.marked(text)) - 6 * MM) / leading), 1)
