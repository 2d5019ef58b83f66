"""Visits of other people's lists: what each row says, whose it is, and whether it is on record already."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.made import LISTS, TODAY, codes, new_id, person, table
from tests.intake.test_nothing_lost import ANY
from watchdesk.domain.person import Person
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.errors import WatchDeskError
from watchdesk.intake.book import Book
from watchdesk.intake.visit_matching import VisitDecision, match_visits
from watchdesk.intake.visits import Attempt, VisitRow, read_visits, unmapped_visit_columns

TOLD = {"訪問日": "2026-10-01", "氏名": "小川 美代子", "方法": "訪問", "結果": "本人と話せた"}
OGAWA = person({"フリガナ": "オガワ ミヨコ", "整理番号": "4001", "住所": "新町4-22-20"})
NAMESAKE = person({"生年月日": "S9.1.1", "整理番号": "4002", "住所": "立売堀1-1-1"})
ABE = person({"氏名": "阿部 キヨ", "生年月日": None})


def book_of(cells: dict[str, Any]) -> Book:
    told = {**TOLD, **cells}
    return table(list(told), list(told.values()))


def one(cells: dict[str, Any]) -> VisitRow:
    return read_visits(book_of(cells), LISTS, today=TODAY)[0]


def attempt(cells: dict[str, Any]) -> Attempt:
    row = one(cells)
    assert row.attempt is not None, row.messages
    return row.attempt


def decide(cells: dict[str, Any], register: list[Person]) -> VisitDecision:
    return match_visits([one(cells)], register, [], new_id=new_id, created_by="hanako")[0]


def test_a_visit_is_read_with_all_it_says() -> None:
    told = {
        "時刻": "10:45",
        "様子": "気になる",
        "気づき": "S01、顔色が悪い・具合が悪そう",
        "記録": "雨戸が半分",
        "訪問者": "北村 清子",
    }

    assert attempt(told) == Attempt(
        on=date(2026, 10, 1),
        at=time(10, 45),
        method=Method.VISIT,
        result=Result.MET,
        condition=Condition.CONCERN,
        signs=("S01", "S11"),
        note="雨戸が半分",
        visitor="北村 清子",
    )


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        *(
            (text, time(14, 15))
            for text in ("14:15", "１４：１５", "14時15分", "午後2時15分", "14:15:00", time(14, 15))
        ),
        (0.59375, time(14, 15)),
        (datetime(1899, 12, 31, 14, 15), time(14, 15)),  # noqa: DTZ001  a cell has no zone
        ("9時", time(9, 0)),
        ("9時半", time(9, 30)),
        ("不明", None),
        (None, None),
    ],
)
def test_a_time_is_read_in_many_forms(cell: Any, at: time | None) -> None:
    assert attempt({"時刻": cell}).at == at


def test_a_time_that_is_none_goes_to_the_note() -> None:
    row = one({"時刻": "昼ごろ", "記録": "元気"})

    assert row.attempt is not None
    assert (row.attempt.at, row.attempt.note) == (None, "元気\n時刻：昼ごろ")
    assert codes(row) == ["at.unreadable"]


@pytest.mark.parametrize(
    ("cells", "field", "value"),
    [
        ({"方法": "visit"}, "method", Method.VISIT),
        ({"方法": "ＴＥＬ"}, "method", Method.PHONE),
        ({"方法": "声掛け"}, "method", Method.GREETING),
        ({"方法": "インターフォン"}, "method", Method.INTERCOM),
        ({"結果": "留守"}, "result", Result.ABSENT),
        ({"結果": "応答なし"}, "result", Result.NO_ANSWER),
        ({"結果": "応答なし(気がかり)"}, "result", Result.NO_ANSWER),
        ({"結果": "家族・近隣から確認"}, "result", Result.CONFIRMED),
        ({"様子": "変わりなし"}, "condition", Condition.WELL),
        ({"様子": "urgent"}, "condition", Condition.URGENT),
        ({"様子": "-"}, "condition", None),
    ],
)
def test_words_codes_and_synonyms_are_read(cells: dict[str, str], field: str, value: object) -> None:
    assert getattr(attempt(cells), field) == value


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"訪問日": "2026-11-23"}, "on.in_future", "訪問日"),
        ({"訪問日": "10/1"}, "on.unreadable", "訪問日"),
        ({"訪問日": None, "記録": "x"}, "on.missing", "訪問日"),
        ({"方法": "念力"}, "method.unknown", "方法"),
        ({"方法": None}, "method.missing", "方法"),
        ({"結果": None}, "result.missing", "結果"),
        ({"氏名": None}, "name.missing", "氏名"),
        ({"方法": "ポスティング"}, "result.not_with_method", "結果"),
        ({"結果": "不在", "様子": "元気"}, "condition.not_with_result", "様子"),
    ],
)
def test_what_cannot_be_a_visit_is_rejected_with_its_column(cells: dict[str, Any], code: str, column: str) -> None:
    row = one(cells)

    assert (row.attempt, row.result) == (None, "rejected")
    assert (codes(row), row.messages[0].column) == ([code], column)


def test_a_visit_of_today_is_taken() -> None:
    assert attempt({"訪問日": "R8.11.22"}).on == TODAY


def test_what_has_no_field_goes_to_the_note_under_its_heading() -> None:
    told = {
        "気づき": "新聞や郵便物がたまっている、猫がいた",
        "結果": "不在（旅行中）",
        "天気": "雨",
        "記録": "また来る",
    }

    read = attempt(told)

    assert read.signs == ("S01",)
    assert read.result is Result.ABSENT
    assert set((read.note or "").splitlines()) == {
        *("また来る", "気づき：新聞や郵便物がたまっている、猫がいた", "結果：不在（旅行中）", "天気：雨"),
    }
    assert unmapped_visit_columns(book_of(told)) == ("天気",)


def test_totals_and_blank_rows_are_skipped() -> None:
    rows = read_visits(
        table(list(TOLD), list(TOLD.values()), (), ("合計", None, None, "1件"), ("以上",)), LISTS, today=TODAY
    )

    assert [row.result for row in rows] == [None, "skipped", "skipped", "skipped"]


def test_a_list_of_people_is_no_list_of_visits() -> None:
    with pytest.raises(WatchDeskError, match="訪問日・氏名・方法・結果") as fault:
        read_visits(table(("氏名", "生年月日", "住所"), ("小川 実", "S9.8.4", "新町1-1-1")), LISTS, today=TODAY)

    assert fault.value.code == "not_a_list"


@pytest.mark.parametrize(
    "whose",
    [
        {},
        {"氏名": "小川美代子"},
        {"氏名": "ｵｶﾞﾜ ﾐﾖｺ"},
        {"氏名": None, "整理番号": 4001},
        {"整理番号": "４００１"},
        {"整理番号": "9999"},
        {"生年月日": "S29.8.4"},
        {"町名": "どこか"},
    ],
)
def test_a_visit_s_person_is_found_by_name_reading_or_number(whose: dict[str, Any]) -> None:
    decision = decide(whose, [OGAWA, ABE])

    assert decision.report.result == "added"
    assert decision.visit is not None
    assert (decision.visit.person_id, decision.visit.created_by) == (OGAWA.id, "hanako")


@pytest.mark.parametrize(
    "whose",
    [{"整理番号": "4002"}, {"生年月日": "S9.1.1"}, {"町名": "立売堀"}, {"住所": "立売堀１丁目１番１号"}],
)
def test_people_of_one_name_are_told_apart(whose: dict[str, str]) -> None:
    assert decide(whose, [OGAWA, NAMESAKE]).report.person_id == NAMESAKE.id


@pytest.mark.parametrize(
    ("whose", "code", "result"),
    [
        ({}, "person.several", "doubtful"),
        ({"町名": "南堀江"}, "person.several", "doubtful"),
        ({"生年月日": "S1.12.30"}, "person.other_birth_date", "doubtful"),
        ({"氏名": "阿部 キヨ", "整理番号": "4001"}, "person.contradicts", "doubtful"),
        ({"氏名": "和田 忠"}, "person.not_found", "rejected"),
        ({"氏名": None, "整理番号": "9999"}, "person.not_found", "rejected"),
    ],
)
def test_a_visit_of_nobody_sure_is_never_taken(whose: dict[str, Any], code: str, result: str) -> None:
    decision = decide(whose, [OGAWA, NAMESAKE, ABE])

    assert (codes(decision.report), decision.report.result) == ([code], result)
    assert decision.visit is None
    assert bool(decision.candidates) == (result == "doubtful")


def test_an_unknown_birth_date_on_the_register_is_no_contradiction() -> None:
    assert decide({"氏名": "阿部 キヨ", "生年月日": "S18.3.3"}, [ABE]).report.person_id == ABE.id


@pytest.mark.parametrize(
    ("otherwise", "results"),
    [
        ({}, ["added", "unchanged"]),
        ({"様子": "元気", "訪問者": "北村 清子"}, ["added", "unchanged"]),
        ({"時刻": "9:00"}, ["added", "added"]),
        ({"結果": "不在"}, ["added", "added"]),
        ({"記録": "また来る"}, ["added", "added"]),
    ],
)
def test_an_equal_visit_is_unchanged(otherwise: dict[str, str], results: list[str]) -> None:
    rows = [one({}), one(otherwise)]
    first = match_visits(rows, [OGAWA], [], new_id=new_id)
    recorded = [each.visit for each in first if each.visit]

    again = match_visits(rows, [OGAWA], recorded, new_id=new_id)

    assert [each.report.result for each in first] == results
    assert {each.report.result for each in again} == {"unchanged"}


def test_a_voided_visit_is_not_brought_back_by_a_list_and_the_row_says_so() -> None:
    (visit,) = [each.visit for each in match_visits([one({})], [OGAWA], [], new_id=new_id) if each.visit]
    voided = replace(visit, voided=True, void_reason="二重")

    (again,) = match_visits([one({})], [OGAWA], [voided], new_id=new_id)
    assert again.report.result == "unchanged"
    assert [message.code for message in again.report.messages] == ["visit.voided"]

    (both,) = match_visits([one({})], [OGAWA], [voided, replace(visit, id="other")], new_id=new_id)
    assert (both.report.result, both.report.messages) == ("unchanged", ())


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(ANY, min_size=10, max_size=10), min_size=1, max_size=5))
def test_anything_below_the_headings_of_visits_ends_in_one_heap(rows: list[list[Any]]) -> None:
    head = ("訪問日", "時刻", "氏名", "方法", "結果", "様子", "気づき", "記録", "訪問者", "天気")
    read = read_visits(table(head, *rows), LISTS, today=TODAY)

    decisions = match_visits(read, [OGAWA, NAMESAKE, ABE], [], new_id=new_id)

    assert len(decisions) == len(read)
    assert all((each.visit is not None) == (each.report.result == "added") for each in decisions)
