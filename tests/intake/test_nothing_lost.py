"""Whatever stands in a list: no exception, every row in exactly one heap, and every filled cell found again."""

import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.intake.made import LISTS, TODAY, read, table
from watchdesk.domain.kana import compose_kana
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.errors import WatchDeskError
from watchdesk.intake import cells, synonyms
from watchdesk.intake.book import Book
from watchdesk.intake.headings import EXTRA, PEOPLE
from watchdesk.intake.mapping import ColumnMapping
from watchdesk.intake.matching import match_people
from watchdesk.intake.outcome import RowResult
from watchdesk.intake.people import PersonRow
from watchdesk.intake.sheet import clean, text_of
from watchdesk.intake.words import plain

WORDS = {
    "sex": synonyms.SEXES,
    "living": synonyms.LIVINGS,
    "care_level": synonyms.CARE_LEVELS,
    "consent": synonyms.CONSENTS,
    "consent_way": synonyms.WAYS,
    "consent_watch": synonyms.YES_NO,
    "status": synonyms.STATUSES,
    "end_reason": synonyms.END_REASONS,
    "air_conditioner": synonyms.YES_NO,
    "hidden": synonyms.YES_NO,
    "criteria": cells.words_of(LISTS.criteria),
    "consent_recipients": cells.words_of(LISTS.recipients),
    "area": {plain(area): area for area in LISTS.areas},
}
"""Words that a code stands for whole."""

DAYS = frozenset({"birth_date", "consent_date", "consent_valid_until", "status_date", "status_until"})

USUAL = st.sampled_from(
    """
    小川 美代子|小川美代子|髙橋 キミ|おがわ みよこ|ｵｶﾞﾜ ﾐﾖｺ|オガワ ミヨコ（旧姓アベ）|S12.3.5|昭和64年1月8日|
    12.3.5|2026-12-31|不明|なし|550-0013|5500013|06-6045-4730|06-6045-4730（娘）、090-0012-3456|呼び出し|
    新町4-5-14|新町|コーポ新町103|港区弁天1-2-3|大阪市西区新町４丁目５番１４号　コーポ新町103|○|×|未|
    同意（電話で）|不同意|撤回|書面|家族|見守り中|入院中|死亡|終了|転居|30|月1回|適宜|女|男性|独居|夫婦のみ|
    要介護3|支援1|有|無|DVのため|K1|肢体不自由3級、その他|身体障がい者手帳1・2級|民生委員、町会|堀江|九条南地域|
    福島|#REF!|小川 実（長男）090-0012-3456|犬あり、玄関先で吠える|4班|合計|計 40名|以上|※注|【1班】|氏名|
    生年月日|　|=1+1|12|2|0
    """.replace("\n    ", "").split("|")
)
ANY = st.one_of(
    USUAL,
    st.none(),
    st.text(max_size=12),
    st.text(alphabet="ぁあがんアガヴー・ｱｶﾞ゛゜゙一髙〓\ue000𠮷０1-－（）()、 　\n年月日○×①㈱", max_size=14),
    st.integers(-5, 10**11),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
KEYS = [each.key for each in PEOPLE] + [EXTRA]


@st.composite
def lists_of_people(draw: st.DrawFn) -> tuple[ColumnMapping, list[list[Any]]]:
    """A mapping that sends some columns anywhere, and up to four rows of anything below its headings."""
    keys = draw(st.lists(st.sampled_from(KEYS), min_size=1, max_size=9))
    headings = [f"見出し{letter}" for letter in "いろはにほへとちりぬ"[: len(keys)]]
    rows = draw(st.lists(st.lists(ANY, min_size=len(keys), max_size=len(keys)), min_size=1, max_size=4))
    columns = dict(zip(headings, keys, strict=True))
    if draw(st.booleans()):
        headings, rows = ["氏名", *headings], [[draw(st.sampled_from(["小川 実", "阿部キヨ"])), *row] for row in rows]
        columns["氏名"] = "name"
    return ColumnMapping(columns=columns), [headings, *rows]


@settings(max_examples=600, deadline=None)
@given(lists_of_people(), st.sampled_from([None, "堀江"]))
def test_every_filled_cell_of_a_person_taken_is_found_again(
    made: tuple[ColumnMapping, list[list[Any]]], home_area: str | None
) -> None:
    mapping, rows = made
    book = table(*rows)

    read_rows = read(book, mapping, home_area=home_area)

    for row in read_rows:
        event(f"{row.result or 'taken'}")
        assert (row.person is None) == (row.result in {RowResult.SKIPPED, RowResult.REJECTED})
        assert row.person is not None or row.messages
        if row.person is not None:
            assert_all_found(row, row.person, mapping, rows[row.row - 1], rows[0])


def assert_all_found(
    row: PersonRow, person: Person, mapping: ColumnMapping, raw: list[Any], headings: list[str]
) -> None:
    told = everything(person, row.partners)
    for heading, cell in zip(headings, map(clean, raw), strict=True):
        if cell is None:
            continue
        key = mapping.columns[heading]
        found = as_letters(text_of(cell)) in told or is_the_word(key, text_of(cell)) or is_the_day(key, cell, person)
        found = found or (key == "interval_days" and str(person.interval_days) in text_of(cell))
        assert found, (heading, key, cell, person.extra)


def everything(person: Person, partners: Mapping[str, Partner]) -> str:
    """All letters of a person, in one width."""
    parts = [getattr(person, name) for name in Person.__dataclass_fields__ if name not in {"extra"}]
    texts = [part for part in parts if isinstance(part, str)]
    texts += [person.name, person.kana or "", "、".join(person.phones)]
    texts += [f"{person.town or ''}{person.address or ''}{person.building or ''}"]
    texts += [" ".join(filter(None, (each.relation, each.name, each.phone))) for each in person.emergency_contacts]
    texts += [each.name or "" for each in person.emergency_contacts] + [*person.extra.values()]
    texts += [entry.reason or "" for entry in person.status_history]
    texts += [partners[charge.partner_id].name for charge in person.charges]
    return "\0".join(as_letters(text) for text in texts)


def as_letters(text: str) -> str:
    return "".join(compose_kana(unicodedata.normalize("NFKC", text)).replace("ー", "-").split())


def is_the_word(key: str, text: str) -> bool:
    """Whether codes say all that the text says."""
    words = WORDS.get(key, {})
    if key in {"criteria", "consent_recipients"}:
        return not cells.listed(text, words)[1]
    code = words.get(plain(text)) or (key == "area" and "地域" in text)
    return bool(code) and not str(code).startswith("~")


def is_the_day(key: str, cell: Any, person: Person) -> bool:
    if key not in DAYS:
        return False
    days = [person.birth_date, *(entry.since for entry in person.consent_history)]
    days += [entry.valid_until for entry in person.consent_history]
    days += [day for entry in person.status_history for day in (entry.since, entry.until)]
    return cells.day(key, cell) in days


def read_or_refuse(book: Book) -> tuple[PersonRow, ...]:
    """The rows of a book, none where it is refused as no list."""
    try:
        return read(book)
    except WatchDeskError as fault:
        if fault.code != "not_a_list":
            raise
        return ()


HEADINGS = st.sampled_from(
    [word for each in PEOPLE for word in (each.field.title, *each.synonyms)] + ["班", "登録日", "", "年齢", "1", "○"]
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(HEADINGS, min_size=1, max_size=8).flatmap(
        lambda head: st.lists(st.lists(ANY, max_size=len(head) + 1), max_size=6).map(lambda rows: [head, *rows])
    ),
    st.lists(st.lists(ANY, max_size=3), max_size=3),
)
def test_a_list_of_anything_is_read_or_refused_and_every_row_ends_in_one_heap(
    rows: list[list[Any]], titles: list[list[Any]]
) -> None:
    read_rows = read_or_refuse(table(*titles, *rows))
    decisions = match_people(read_rows, [], today=TODAY, update=True)

    assert len(decisions.rows) == len(read_rows)
    assert len({row.row for row in read_rows}) == len(read_rows)
    again = match_people(read_rows, decisions.to_add, today=TODAY, update=False)
    assert not [each for each in again.reports if each.result is RowResult.ADDED]


CELLS = st.one_of(ANY, st.just(date(2026, 1, 1)), st.just(datetime(2026, 1, 1, 10, 0)), st.just(time(10, 0)))  # noqa: DTZ001  a cell has no zone


@settings(max_examples=300, deadline=None)
@given(CELLS)
def test_a_filled_cell_says_something_and_an_empty_one_nothing(cell: Any) -> None:
    text = text_of(clean(cell))

    assert text == text.strip()
    assert (text == "") == (clean(cell) is None)
