"""Rows of a list as visits: what each says of the visit, and by what its person is found."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from functools import partial

from watchdesk.domain.visit import fault_of
from watchdesk.domain.words import Condition, Method, Result, Word
from watchdesk.errors import Invalid
from watchdesk.intake import synonyms
from watchdesk.intake.book import Book
from watchdesk.intake.cells import SAYS_NOTHING, day, listed, past_day, time_of_day, words_of
from watchdesk.intake.draft import AS_IT_STOOD, Draft, Told
from watchdesk.intake.header import nobody
from watchdesk.intake.headings import EXTRA
from watchdesk.intake.lists import Lists
from watchdesk.intake.mapping import Layout, visit_layouts
from watchdesk.intake.outcome import Message, RowResult
from watchdesk.intake.people import Progress, headings_of, report_progress, texts_of
from watchdesk.intake.sheet import Cell
from watchdesk.intake.words import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """By what the person of a visit is found; unknown is None."""

    name: str | None = field(default=None, repr=False)
    kana: str | None = field(default=None, repr=False)
    number: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    town: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """What a row says of a visit; the record is made once its person is found."""

    on: date
    method: Method
    result: Result
    at: time | None = None
    condition: Condition | None = None
    signs: tuple[str, ...] = field(default=(), repr=False)
    note: str | None = field(default=None, repr=False)
    visitor: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRow:
    """A row as read. ``result`` is skipped or rejected and there is no attempt, or None and the person to be found."""

    sheet: str
    row: int
    attempt: Attempt | None = None
    whose: Whose = Whose()
    result: RowResult | None = None
    messages: tuple[Message, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)


def read_visits(book: Book, lists: Lists, *, today: date, progress: Progress | None = None) -> tuple[VisitRow, ...]:
    """Read every row below the headers of a book. Raises WatchDeskError ``not_a_list``."""
    layouts = visit_layouts(book)
    total = sum(1 for layout in layouts for _ in layout.rows())
    rows = (row for layout in layouts for row in _iter_visits(layout, lists, today))
    return tuple(report_progress(rows, total, progress))


def unmapped_visit_columns(book: Book) -> tuple[str, ...]:
    """Return the headings that go to the visits' notes, each once, in the order of the list."""
    return tuple(dict.fromkeys(heading for layout in visit_layouts(book) for heading in layout.unmapped))


def _iter_visits(layout: Layout, lists: Lists, today: date) -> Iterator[VisitRow]:
    signs = words_of(lists.signs)
    readings: tuple[Callable[[Draft], None], ...] = (
        partial(_take_when, today=today),
        _take_words,
        partial(_take_signs, words=signs),
        partial(_take_whose, today=today),
    )
    titles = layout.titles
    for number, cells in layout.rows():
        reason = nobody(cells, layout.keys, layout.header, titles)
        draft = Draft(_told(layout, cells), headings_of(layout))
        if reason is None:
            for take in readings:
                take(draft)
        yield _row(layout, number, cells, draft, reason)


def _told(layout: Layout, cells: tuple[Cell, ...]) -> dict[str, list[Told]]:
    told: dict[str, list[Told]] = {}
    for heading, key, cell in zip(layout.header.headings, layout.keys, cells, strict=True):
        if cell is not None:
            told.setdefault(key, []).append(Told(heading, cell))
    return told


def _row(layout: Layout, number: int, cells: tuple[Cell, ...], draft: Draft, reason: Invalid | None) -> VisitRow:
    if reason is not None:
        draft.note(reason)
    attempt = _attempt(draft) if reason is None and not draft.refused else None
    result = RowResult.SKIPPED if reason is not None else None if attempt else RowResult.REJECTED
    return VisitRow(
        sheet=layout.sheet.name,
        row=number,
        attempt=attempt,
        whose=draft.values.get("whose", Whose()),
        result=result,
        messages=tuple(draft.messages),
        texts=texts_of(layout, cells),
    )


def _take_when(draft: Draft, today: date) -> None:
    draft.values["on"] = draft.require("on", lambda told: past_day("on", told.cell, today))
    if draft.values["on"] is None and not draft.refused:
        draft.refuse(Invalid("on", "訪問日がありません。訪問日を書いてください。", kind="missing"), draft.cell("on"))
    draft.values["at"] = draft.take("at", lambda told: time_of_day("at", told.cell))


def _take_words(draft: Draft) -> None:
    draft.values["method"] = _needed(draft, "method", "方法", synonyms.METHODS, Method)
    draft.values["result"] = _needed(draft, "result", "結果", synonyms.RESULTS, Result)
    told = draft.cell("condition")
    if told is not None and plain(told.text) not in SAYS_NOTHING:
        code = draft.word("condition", synonyms.CONDITIONS, "様子")
        draft.values["condition"] = Condition(code) if code else None


def _needed(draft: Draft, key: str, title: str, words: Mapping[str, str], kind: type[Word]) -> Word | None:
    if draft.cell(key) is None:
        draft.refuse(Invalid(key, f"{title}がありません。{title}を書いてください。", kind="missing"))
        return None
    code = draft.require(key, lambda told: draft.code_of(told, key, words, title))
    return kind(code) if code else None


def _take_signs(draft: Draft, words: Mapping[str, str]) -> None:
    """Read 気づき; a text that is no sign of the list goes to the note (contract §5)."""
    told = draft.cell("signs")
    if told is None or plain(told.text) in SAYS_NOTHING:
        return
    draft.values["signs"], rest = listed(told.text, words)
    if rest:
        draft.keep(told)


def _take_whose(draft: Draft, today: date) -> None:
    birth_date = draft.take("birth_date", lambda told: day("birth_date", told.cell))
    draft.values["whose"] = Whose(
        name=draft.text("name") or None,
        kana=draft.text("kana") or None,
        number=draft.text("number") or None,
        birth_date=birth_date if birth_date is None or birth_date <= today else None,
        town=draft.text("town") or None,
    )
    if not any(draft.text(key) for key in ("name", "kana", "number")):
        draft.refuse(Invalid("name", "氏名も整理番号もありません。どちらかを書いてください。", kind="missing"))


def _attempt(draft: Draft) -> Attempt | None:
    told = {key: value for key, value in draft.values.items() if value is not None and key != "whose"}
    attempt = Attempt(note=_note(draft), visitor=draft.text("visitor") or None, **told)
    fault = fault_of(attempt.method, attempt.result, attempt.condition)
    if fault is not None:
        draft.refuse(fault)
        return None
    return attempt


def _note(draft: Draft) -> str | None:
    """The note, and below it what found no place else, each line under its heading."""
    lines = [draft.text("note")]
    lines += [f"{heading.removeprefix(f'{AS_IT_STOOD} ')}：{text}" for heading, text in draft.extra.items()]
    lines += [f"{told.heading}：{told.text}" for told in _left_over(draft)]
    return "\n".join(line for line in lines if line) or None


def _left_over(draft: Draft) -> Iterator[Told]:
    for key, cells in draft.told.items():
        yield from cells if key == EXTRA else cells[1:]
