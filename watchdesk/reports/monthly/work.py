"""The monthly report's blocks of the work beside visits: whom was told, consultations, activities, coordination."""

from collections.abc import Mapping, Sequence

from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import ALL, HOURS, PARTICIPANTS, Cut
from watchdesk.domain.figure_place import FigureRef
from watchdesk.domain.work_lists import CodeNames
from watchdesk.reports.monthly.cover import ref
from watchdesk.reports.monthly.facts import MonthlyFacts
from watchdesk.reports.page import Document
from watchdesk.reports.pen import MM
from watchdesk.reports.small_tables import UNDER, Entry, Number, draw_small
from watchdesk.reports.typesetter import Typesetter

NUMBER = 13 * MM
CONTENT_ROWS = 7
"""Rows of block B beside block A, in two columns."""

WHERE = "一覧の言葉"

Line = tuple[Entry, ...]
"""A word and its number, as printed; a table has one to three of these side by side."""

NOTHING: Line = ("", "")


def draw_work(document: Document, facts: MonthlyFacts) -> None:
    """⑨ consultations by field and content, ⑩ activities and coordination."""
    _draw_consultations(document, facts)
    document.section(10, "活動と連絡調整", "件、回、時間、名")
    label = (document.width - 3 * NUMBER) / 3
    document.y = draw_small(document, document.left, [label, NUMBER] * 3, _done(document, facts)) + UNDER


def _draw_consultations(document: Document, facts: MonthlyFacts) -> None:
    """Block A beside block B, zeros included; their totals are equal, since each case has both (contract §2.8)."""
    document.section(9, "相談", "左は分野、右は内容。単位は件")
    work, lists = facts.figures.work, facts.lists
    fields = _lines(document.setter, lists.fields, work.by_field, Figure.CONSULTATIONS, Cut.FIELD)
    contents = _lines(document.setter, lists.contents, work.by_content, Figure.CONSULTATIONS, Cut.CONTENT)
    total = Number(f"{work.consultations:,}", ref(Figure.CONSULTATIONS))
    half = max(CONTENT_ROWS, (len(contents) + 1) // 2)
    rows = max(half, len(fields))
    columns = [_filled(fields, rows), _filled(contents[:half], rows), _filled(contents[half:], rows)]
    columns[0].append(("合計（分野）", total))
    columns[1].append(NOTHING)
    columns[2].append(("合計（内容）", total))
    label = (document.width - 3 * NUMBER) / 3
    lines = [one + other + third for one, other, third in zip(*columns, strict=True)]
    document.y = draw_small(document, document.left, [label, NUMBER] * 3, lines) + UNDER


def _lines(setter: Typesetter, names: CodeNames, counts: Mapping[str, int], figure: Figure, cut: Cut) -> list[Line]:
    return [
        (setter.prepare(names.label(code), WHERE), Number(f"{counts.get(code, 0):,}", ref(figure, cut, code)))
        for code in names.codes(counts)
    ]


def _filled(lines: Sequence[Line], rows: int) -> list[Line]:
    return [*lines, *[NOTHING] * (rows - len(lines))]


def bodies(document: Document, facts: MonthlyFacts) -> list[Line]:
    """⑧ whom it went to, how often, and in how many of them nobody had answered on the last day of the month."""
    work, names = facts.figures.work, facts.lists.receivers
    lines = []
    for code in names.codes(work.by_receiver):
        sent = ref(Figure.REFERRALS, Cut.BODY, code)
        told = _answered(work.by_receiver[code], work.awaited_by.get(code, 0), sent, code)
        lines.append((document.setter.prepare(names.label(code), WHERE), told))
    return [*lines, ("合計", _answered(work.referrals, work.awaited, ref(Figure.REFERRALS), ALL))]


def _answered(sent: int, awaited: int, figure: FigureRef, body: str) -> Number:
    tail = f"({awaited:,})"
    return Number(f"{sent:,} {tail}", figure, (tail, ref(Figure.REFERRALS, Cut.AWAITED, body)))


def _done(document: Document, facts: MonthlyFacts) -> list[Line]:
    """Activities by kind in two columns beside coordination, with their sums, the hours they took and who came."""
    work, lists = facts.figures.work, facts.lists
    kinds = _lines(document.setter, lists.activities, work.by_activity, Figure.ACTIVITIES, Cut.KIND)
    contacts = _lines(document.setter, lists.coordination, work.by_coordination, Figure.COORDINATION, Cut.KIND)
    all_kinds = Number(f"{work.activities:,}", ref(Figure.ACTIVITIES))
    all_contacts = Number(f"{work.coordination:,}", ref(Figure.COORDINATION))
    half = (len(kinds) + 1) // 2
    rows = max(half, len(contacts))
    came = ("参加した方（のべ）", Number(f"{work.participants:,}", ref(Figure.ACTIVITIES, Cut.AMOUNT, PARTICIPANTS)))
    spent = ("活動の時間", Number(f"{work.hours:,}", ref(Figure.ACTIVITIES, Cut.AMOUNT, HOURS)))
    columns = [
        [*_filled(kinds[:half], rows), ("合計（活動）", all_kinds), NOTHING],
        [*_filled(kinds[half:], rows), spent, came],
        [*_filled(contacts, rows), ("合計（連絡調整）", all_contacts), NOTHING],
    ]
    return [one + other + third for one, other, third in zip(*columns, strict=True)]
