"""Rows of a list as people: each row is a person, or is skipped or rejected with its reasons. Nothing is lost."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any, TypeVar

from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.domain.words import CareLevel, Living, Sex
from watchdesk.errors import Invalid
from watchdesk.intake import synonyms
from watchdesk.intake.agreement import take_area, take_consent, take_status
from watchdesk.intake.book import Book
from watchdesk.intake.cells import interval, listed, past_day, words_of
from watchdesk.intake.contents import need_words
from watchdesk.intake.draft import Draft, Told
from watchdesk.intake.dwelling import take_address
from watchdesk.intake.entrusted import PartnerBook, take_charges
from watchdesk.intake.header import nobody
from watchdesk.intake.headings import EXTRA
from watchdesk.intake.lists import Lists
from watchdesk.intake.mapping import SEVERAL, ColumnMapping, Layout, layouts
from watchdesk.intake.naming import take_name
from watchdesk.intake.outcome import Message, RowResult
from watchdesk.intake.places import area_named
from watchdesk.intake.reaching import take_contacts, take_phones
from watchdesk.intake.sheet import Cell, text_of
from watchdesk.intake.words import plain

Progress = Callable[[int, int], None]
"""Told rows done and rows in all; may raise Cancelled."""

Row = TypeVar("Row")

BETWEEN_PROGRESS = 100
"""Rows."""

TEXTS = (
    *("family", "housing", "handbooks", "doctor", "care_manager", "services", "key_holder", "hearing", "sight"),
    *("language", "best_time", "avoid", "heat_risk", "evacuation", "notes"),
)
"""Fields that take a cell's text as it stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A row as read. ``result`` is skipped or rejected and there is no person, or it is None and the row to be matched.

    ``told`` are the person's fields that the row says something of; ``counting`` are headings in ``extra`` that only
    number the rows. ``texts`` is the row's filled cells by heading. ``partners``, by id, are those whom charges name.
    """

    sheet: str
    row: int
    person: Person | None = None
    result: RowResult | None = None
    messages: tuple[Message, ...] = ()
    told: frozenset[str] = frozenset()
    counting: frozenset[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    partners: Mapping[str, Partner] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What an import knows besides the list: its store's home area, today, who imports, and consent told for all."""

    lists: Lists
    home_area: str | None
    consent: ConsentEntry | None
    today: date
    new_id: Callable[[], str] = field(repr=False)
    created_by: str | None = None
    partners: PartnerBook = field(repr=False)


def read_people(
    book: Book,
    mapping: ColumnMapping | None,
    lists: Lists,
    *,
    home_area: str | None,
    consent: ConsentEntry | None = None,
    today: date,
    new_id: Callable[[], str],
    created_by: str | None = None,
    partners: PartnerBook | None = None,
    progress: Progress | None = None,
) -> tuple[PersonRow, ...]:
    """Read every row below the headers of a book; raises WatchDeskError as ``layouts`` does.

    ``partners``: those the desk knows; it takes in those that the list brings.
    """
    about = Circumstances(
        lists=lists,
        home_area=home_area,
        consent=consent,
        today=today,
        new_id=new_id,
        created_by=created_by,
        partners=partners or PartnerBook(new_id=new_id, created_by=created_by),
    )
    found = layouts(book, mapping, lists)
    constants = mapping.constants if mapping else {}
    total = sum(1 for layout in found for _ in layout.rows())
    rows = (row for layout in found for row in iter_people(layout, about, constants))
    return tuple(report_progress(rows, total, progress))


def report_progress(rows: Iterable[Row], total: int, progress: Progress | None) -> Iterator[Row]:
    """Pass rows on, telling ``progress`` how far it is after every hundred and at the end."""
    done = 0
    for done, row in enumerate(rows, 1):
        if progress and done % BETWEEN_PROGRESS == 0:
            progress(done, total)
        yield row
    if progress:
        progress(done, total)


def unmapped_columns(book: Book, mapping: ColumnMapping | None, lists: Lists) -> tuple[str, ...]:
    """Return the headings that go to 取込時の項目, each once, in the order of the list."""
    return tuple(dict.fromkeys(heading for layout in layouts(book, mapping, lists) for heading in layout.unmapped))


def iter_people(layout: Layout, about: Circumstances, constants: Mapping[str, str]) -> Iterator[PersonRow]:
    """Read the rows of one sheet, one after the other."""
    sheet_area = area_named(layout.sheet.name, about.lists.areas)
    titles = layout.titles
    readings = _readings(about, sheet_area)
    for number, cells in layout.rows():
        reason = nobody(cells, layout.keys, layout.header, titles)
        if reason is not None:
            yield _skipped(layout, number, cells, reason)
            continue
        draft = _draft(layout, cells, constants)
        for take in readings:
            take(draft)
        yield _row(layout, number, cells, draft, about)


def texts_of(layout: Layout, cells: tuple[Cell, ...]) -> dict[str, str]:
    """Return a row's filled cells as texts by heading."""
    pairs = zip(layout.header.headings, cells, strict=True)
    return {heading: text_of(cell) for heading, cell in pairs if cell is not None}


def _skipped(layout: Layout, number: int, cells: tuple[Cell, ...], reason: Invalid) -> PersonRow:
    return PersonRow(
        sheet=layout.sheet.name,
        row=number,
        result=RowResult.SKIPPED,
        messages=(Message(reason.code, "", str(reason)),),
        texts=texts_of(layout, cells),
    )


def _draft(layout: Layout, cells: tuple[Cell, ...], constants: Mapping[str, str]) -> Draft:
    told: dict[str, list[Told]] = {}
    for heading, key, cell in zip(layout.header.headings, layout.keys, cells, strict=True):
        if cell is not None:
            told.setdefault(key, []).append(Told(heading, cell))
    for key, text in constants.items():
        told.setdefault(key, [Told("", text)])
    draft = Draft(told, headings_of(layout))
    for key, cells_of_field in told.items():
        for each in (
            cells_of_field if key in {EXTRA, "line_number"} else cells_of_field[1:] if key not in SEVERAL else ()
        ):
            draft.add_extra(each.heading, each.text)
    return draft


def headings_of(layout: Layout) -> dict[str, str]:
    """Heading by field key; the first where several columns go to a field."""
    return dict(reversed([(key, heading) for heading, key in zip(layout.header.headings, layout.keys, strict=True)]))


def _row(layout: Layout, number: int, cells: tuple[Cell, ...], draft: Draft, about: Circumstances) -> PersonRow:
    person = _person(draft, about) if not draft.refused else None
    return PersonRow(
        sheet=layout.sheet.name,
        row=number,
        person=person,
        result=None if person else RowResult.REJECTED,
        messages=tuple(draft.messages),
        told=_told_fields(draft),
        counting=frozenset(each.heading for each in draft.told.get("line_number", ())),
        texts=texts_of(layout, cells),
        partners=about.partners.by_id,
    )


def _person(draft: Draft, about: Circumstances) -> Person | None:
    values = {key: value for key, value in draft.values.items() if value is not None}
    try:
        return Person(
            id=about.new_id(),
            created_on=about.today,
            created_by=about.created_by,
            extra=dict(draft.extra),
            **values,
        )
    except Invalid as fault:
        draft.refuse(fault, draft.cell(fault.field))
        return None


_TOLD_BY = {"consent_history": "consent", "status_history": "status", "area_history": "area"}


def _told_fields(draft: Draft) -> frozenset[str]:
    """The person's fields that the row itself said something of: defaults and empty cells say nothing."""
    told = {key for key, value in draft.values.items() if value not in (None, ()) and key not in _TOLD_BY}
    told |= {"extra"} if draft.extra else set()
    told |= {key for key, column in _TOLD_BY.items() if key in draft.values and column in draft.told}
    return frozenset(told)


def _readings(about: Circumstances, sheet_area: str | None) -> tuple[Callable[[Draft], None], ...]:
    """The readings of a sheet: each takes some columns of a row into a draft."""
    lists = about.lists
    return (
        take_name,
        _take_words,
        _take_texts,
        partial(_take_birth_date, today=about.today),
        partial(_take_criteria, words=words_of(lists.criteria)),
        _take_interval,
        partial(_take_need, words=need_words(lists)),
        _take_hidden,
        partial(take_address, towns=tuple(town.name for town in lists.towns)),
        take_phones,
        take_contacts,
        partial(take_area, areas=lists.areas, sheet_area=sheet_area, home_area=about.home_area),
        partial(take_consent, recipients=words_of(lists.recipients), today=about.today, default=about.consent),
        take_status,
        partial(take_charges, book=about.partners),
    )


def _take_birth_date(draft: Draft, today: date) -> None:
    told = draft.cell("birth_date")
    read = draft.require("birth_date", lambda told: past_day("birth_date", told.cell, today))
    draft.values["birth_date"] = read
    if told is not None and read is None and not draft.refused:
        draft.keep(told)


def _take_criteria(draft: Draft, words: Mapping[str, str]) -> None:
    draft.values["criteria"] = draft.take("criteria", lambda told: _criteria(draft, told, words)) or ()


def _criteria(draft: Draft, told: Told, words: Mapping[str, str]) -> tuple[str, ...]:
    codes, rest = listed(told.text, words)
    if rest:
        draft.keep(told)
        sentence = f"該当区分「{'、'.join(rest)}」は一覧にありません。取込時の項目に残しました。"
        draft.note(Invalid("criteria", sentence, kind="unknown"), told)
    return codes


def _take_words(draft: Draft) -> None:
    tables: tuple[tuple[str, str, Mapping[str, str], Callable[[str], Any]], ...] = (
        ("sex", "性別", synonyms.SEXES, lambda code: Sex(int(code))),
        ("living", "世帯", synonyms.LIVINGS, Living),
        ("care_level", "要介護度", synonyms.CARE_LEVELS, CareLevel),
        ("air_conditioner", "エアコン", synonyms.YES_NO, lambda code: code == "yes"),
    )
    for key, title, words, value in tables:
        code = draft.word(key, words, title)
        draft.values[key] = value(code) if code is not None else None


def _take_texts(draft: Draft) -> None:
    for key in ("number", *TEXTS):
        draft.values[key] = draft.text(key) or None


def _take_interval(draft: Draft) -> None:
    told = draft.cell("interval_days")
    draft.values["interval_days"] = draft.take("interval_days", lambda told: interval("interval_days", told.cell))
    if told is not None and draft.values["interval_days"] and not plain(told.text).removesuffix("日").isdecimal():
        draft.keep(told)


def _take_need(draft: Draft, words: Mapping[str, str]) -> None:
    draft.values["need_level"] = draft.word("need_level", words, "見守りの手厚さ")


def _take_hidden(draft: Draft) -> None:
    """Read 秘匿: whatever is written there and is no 無 hides; better once too often."""
    told = draft.cell("hidden")
    if told is None:
        return
    code = synonyms.YES_NO.get(plain(told.text))
    draft.values["hidden"] = code != "no"
    if code is None:
        draft.keep(told)
