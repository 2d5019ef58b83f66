"""The month for the welfare section 月の記録: an overview equal to the report's figures, and whoever may be named."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain import counted, definitions
from watchdesk.domain.behind import Figure
from watchdesk.domain.consent import Disclosed, Withheld
from watchdesk.domain.counted import Counted, PartWords, Said
from watchdesk.domain.era import show_month
from watchdesk.domain.month import Month
from watchdesk.domain.profile import Chosen
from watchdesk.domain.summary import Figures
from watchdesk.exports.given import GivenColumn, GivenRow, GivenSheet
from watchdesk.exports.sheet import CellKind, Head, Sheet, Value
from watchdesk.exports.welfare_sheets import ACTIVITIES, CASES, GLOSSARY, OVERVIEW, PEOPLE, SHEETS, VISITS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFigures:
    """An area's month, or the ward's: figures and mark of the issue as the printed report has them."""

    place: str
    mark: str
    issue: int | None = None
    code: str = ""
    outdated: bool = False
    provisional: bool = False
    figures: Figures


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An activity, without anybody's name."""

    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class WelfareFacts:
    """Everything that the workbook is made of. ``people``, ``visits`` and ``cases`` None: statistics only.

    ``visits`` or ``cases`` None beside people: that sheet is not for this receiver, or not wanted. ``receiver``: its
    word. ``number``: that of the copy 写し. ``forbidden``: by the key of a sheet what of it this receiver may not have.
    ``figures``: the ward's last, where it has several parts.
    """

    month: Month
    made_on: date
    made_by: str = field(repr=False)
    office: str = ""
    phone: str = ""
    receiver: str
    number: int | None = None
    figures: tuple[PlaceFigures, ...]
    words: PartWords
    people: Disclosed[GivenRow] | None = field(default=None, repr=False)
    visits: Disclosed[GivenRow] | None = field(default=None, repr=False)
    cases: Disclosed[GivenRow] | None = field(default=None, repr=False)
    activities: tuple[Activity, ...] = ()
    withheld_cases: int = 0
    forbidden: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Whose month it is."""
        return self.figures[-1].place

    @property
    def provided_visits(self) -> int:
        """How many visits are in it."""
        return self.visits.provided if self.visits is not None else 0

    @property
    def title(self) -> str:
        """What stands over each printed page."""
        return f"{show_month(self.month)}の見守りの記録　{self.place}"


def sheets(facts: WelfareFacts, chosen: Mapping[str, tuple[Chosen, ...]]) -> tuple[Sheet, ...]:
    """Return the sheets of the workbook, the overview first and what the items mean last.

    ``chosen``: columns by the key of the sheet, as a profile has them; of others the usual ones.
    """
    made: list[Sheet] = []
    told: list[tuple[str, GivenColumn, str]] = []
    for kind, rows in _rows(facts):
        columns = kind.chosen(chosen.get(kind.key), facts.forbidden.get(kind.key, ()))
        if columns:
            made.append(kind.sheet(columns, rows))
            told.extend((kind.title, column, title) for column, title in columns)
    return (_overview(facts, left_out(facts, chosen)), *made, _glossary(told))


def left_out(facts: WelfareFacts, chosen: Mapping[str, tuple[Chosen, ...]]) -> tuple[str, ...]:
    """Return, in words, which columns and sheets were wanted and are not for this receiver."""
    if facts.people is None:
        return ()
    found = (kind.left_out(chosen.get(kind.key), facts.forbidden.get(kind.key, ())) for kind in SHEETS)
    return tuple(title for titles in found for title in titles)


def _rows(facts: WelfareFacts) -> Iterator[tuple[GivenSheet, Iterable[Mapping[str, Value]]]]:
    for kind, given in ((PEOPLE, facts.people), (VISITS, facts.visits), (CASES, facts.cases)):
        if given is not None:
            yield kind, (row.values for row in given.rows)
    yield ACTIVITIES, (one.values for one in facts.activities)


# ---- 概要


def _overview(facts: WelfareFacts, kept_back: tuple[str, ...]) -> Sheet:
    places = tuple(one.place for one in facts.figures)
    heads = (
        Head(title="項目", width=34, names_row=True),
        *(Head(title=place, kind=CellKind.NUMBER, width=22 if len(places) == 1 else 14) for place in places),
        Head(title="説明", kind=CellKind.NOTE, width=76),
    )
    blank: tuple[Value, ...] = (None,) * len(places)
    rows: list[tuple[Value, ...]] = [(title, value, *blank[1:], meaning) for title, value, meaning in _about(facts)]
    rows += [(title, *(value(one) for one in facts.figures), meaning) for title, value, meaning in _MARKS]
    rows += [(title, value, *blank[1:], meaning) for title, value, meaning in _given(facts)]
    rows += [(title, value, *blank[1:], meaning) for title, value, meaning in not_given(kept_back)]
    rows += list(_figure_rows(facts))
    return Sheet(title=OVERVIEW, heads=heads, rows=tuple(rows))


def _about(facts: WelfareFacts) -> Iterator[tuple[str, Value, str]]:
    yield "お渡しする相手", facts.receiver, "この相手だけが開けるように、閉じてあります。"
    yield "月", show_month(facts.month), str(facts.month)
    yield "つくった日", facts.made_on, ""
    yield "つくった人", " ".join(part for part in (facts.office, facts.made_by) if part), facts.phone
    if facts.number is not None:
        yield "写しの番号", f"第{facts.number}号", "管理台帳の番号です。返すときや消したときに、お知らせください。"


_MARKS = (
    (
        "号",
        lambda one: one.mark,
        "月報の号と照合番号です。同じ番号の月報と、数字が一致します。未確定は、まだ締めていない月です。",
    ),
    (
        "いまの記録との違い",
        lambda one: "訂正版が必要" if one.outdated else "暫定" if one.provisional else "なし",
        "締めたあとで記録が変わると、訂正版が必要になります。暫定は、まだ終わっていない月です。",
    ),
)


def not_given(kept_back: Iterable[str]) -> Iterator[tuple[str, Value, str]]:
    """Yield the line that says which columns stayed out, and why; none where none did.

    Its words have several lines: a cell of such is folded rather than cut.
    """
    titles = "\n".join(kept_back)
    if titles:
        yield "入れていない項目", "あり", f"{WHY_NOT_GIVEN}\n{titles}"


WHY_NOT_GIVEN = "この相手に知らせてよい項目ではないので、入れません。"


def _given(facts: WelfareFacts) -> Iterator[tuple[str, Value, str]]:
    if facts.people is None:
        yield "お名前のある記録", "なし", "数字だけのファイルです。お一人ずつの記録は入れていません。"
        return
    yield "お渡しする方", facts.people.provided, "この相手への提供に同意をいただいている方です（名）。"
    yield "お渡ししない方", len(facts.people.withheld_ids), "数には入っていて、お名前は入れていません（名）。"
    for reason in Withheld:
        if facts.people.withheld[reason]:
            yield f"　{reason.label}", facts.people.withheld[reason], ""
    total, visits = facts.figures[-1].figures.visits.total, facts.provided_visits
    yield "お渡しする訪問記録", visits, "お渡しする方の、この月の記録です（件）。"
    yield "お渡ししない訪問記録", total - visits, "数には入っていて、中身は入れていません（件）。"
    cases = facts.cases.provided if facts.cases is not None else 0
    yield "お渡しする相談・つなぎ", cases, "お渡しする方の、この月の記録です（件）。"
    yield "お渡ししない相談・つなぎ", facts.withheld_cases, "お名前のない相談も、ここに数えます（件）。"


def _figure_rows(facts: WelfareFacts) -> Iterator[tuple[Value, ...]]:
    said = tuple(Said(figures=one.figures) for one in facts.figures)
    for whole in counted.wholes():
        yield _figure(whole, 0, said)
        if whole.figure is Figure.CONFIRMED:
            rates = (one.figures.confirm_rate for one in facts.figures)
            yield "安否確認率（％）", *("—" if rate is None else rate for rate in rates), definitions.RATE
        for part in counted.parts(whole, said, facts.words):
            yield _figure(part, 1, said)
            for cell in counted.parts(part, said, facts.words):
                yield _figure(cell, 2, said)


def _figure(one: Counted, depth: int, said: tuple[Said, ...]) -> tuple[Value, ...]:
    title = f"{'　' * depth}{one.title}（{one.unit}）"
    return title, *(each.number(one) for each in said), definitions.of_counted(one)


# ---- 項目の説明


def _glossary(told: Iterable[tuple[str, GivenColumn, str]]) -> Sheet:
    heads = (
        Head(title="シート", width=14),
        Head(title="列", width=24),
        Head(title="説明", kind=CellKind.NOTE, width=60),
    )
    rows = tuple((sheet, title, column.meaning) for sheet, column, title in told)
    return Sheet(title=GLOSSARY, heads=heads, rows=rows, wide=False)
