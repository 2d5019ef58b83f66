"""Whatever the paper shows otherwise is told in a line, from what to what; no text is printed once more."""

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given, settings

from tests.reports.conftest import Build
from tests.reports.test_monthly_issue import KEPT
from watchdesk.domain.month import Month
from watchdesk.domain.summary import Members
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.domain.work_lists import CodeNames
from watchdesk.reports.monthly.facts import Contact, PersonLine, StampGroup, VisitLine
from watchdesk.reports.monthly.issue import Kept
from watchdesk.reports.monthly.otherwise import changes, otherwise

NOBODY = Members(
    under_watch=(), at_start=(), added_by={}, ended_by={}, at_end=(), confirmed_under_watch=(), not_confirmed=()
)
DAY = date(2026, 10, 20)
MET = Contact(day=DAY, method=Method.VISIT, result=Result.MET)
ABSENT = Contact(day=DAY, method=Method.VISIT, result=Result.ABSENT)
LINE = PersonLine(name="見本 花子", kana="ミホン ハナコ", age=80, address="九条南1-2-3", contacts=(ABSENT,))
VISIT = VisitLine(day=DAY, name="見本 花子", method=Method.VISIT, result=Result.ABSENT, note="留守。隣の方は旅行と言う")


@pytest.fixture
def issued(month_of: Build) -> Kept:
    """An issue with one person, to whom one visit was made."""
    facts = replace(month_of(3, 4), people=None, visits=None)
    return Kept(facts=facts, people=(("p", LINE),), visits=(("p", VISIT),), members=NOBODY)


def _told(before: Kept, after: Kept) -> dict[str, tuple[str, str]]:
    return {one.what: (one.before, one.after) for one in otherwise(before, after)}


def _of_whom(before: Kept, after: Kept) -> dict[str, tuple[str, str]]:
    return {one.what: (one.before, one.after) for _, person in changes(before, after) for one in person.moved}


@pytest.mark.parametrize(
    ("fields", "what", "told"),
    [
        ({"coordinator": "吉村 恵子"}, "作成者", ("山本 花子", "吉村 恵子")),
        ({"phone": ""}, "電話", ("06-6000-0113", "—")),
        (
            {"stamps": (StampGroup("地域", ("会長",)),)},
            "決裁欄",
            ("区役所 課長・係長・担当／地域 会長・作成者", "地域 会長"),
        ),
        ({"remarks": "短い文"}, "特記事項", ("52字", "3字（書きかえ）")),
        ({"coming": "まつり"}, "来月の予定", ("—", "3字")),
        ({"previous": None}, "前の月（9月）の安否確認率", ("82.4%", "—")),
        ({"trend": ((Month(2026, 10), 5, 1),)}, "グラフの10月の確かめられた方", ("2名", "5名")),
    ],
)
def test_cover_and_what_stands_beside_the_month_are_told_from_what_to_what(
    issued: Kept, fields: dict[str, Any], what: str, told: tuple[str, str]
) -> None:
    assert _told(issued, replace(issued, facts=replace(issued.facts, **fields)))[what] == told


def test_a_word_of_a_list_is_told_as_it_was_and_as_it_is(issued: Kept) -> None:
    before = replace(issued.facts.lists, fields=CodeNames(offered=("A1",), labels={"A1": "高齢者", "A2": "障がい"}))
    after = replace(issued.facts.lists, fields=CodeNames(offered=("A1",), labels={"A1": "お年寄り", "A2": "障がい"}))
    old, new = (replace(issued, facts=replace(issued.facts, lists=lists)) for lists in (before, after))
    assert _told(old, new) == {"相談の分野の言葉": ("高齢者", "お年寄り")}


def test_of_a_person_each_part_of_the_line_is_told_and_of_a_note_only_its_length(issued: Kept) -> None:
    line = replace(LINE, address="九条南9-9", contacts=(ABSENT, MET), confirmed=True, last_confirmed=DAY)
    visit = replace(VISIT, at=time(10, 40), condition=Condition.URGENT, note="留守")
    after = replace(issued, people=(("p", line),), visits=(("p", visit),))
    assert _of_whom(issued, after) == {
        "住所": ("九条南1-2-3", "九条南9-9"),
        "今月の安否": ("確かめられなかった", "確かめられた"),
        "確かめた日": ("—", "R8.10.20"),
        "今月の記録": ("1件", "2件（20日 訪問 本人と話せた）"),
        "20日の記録の時刻": ("—", "10:40"),
        "20日の記録の様子": ("—", "緊急"),
        "20日の記録の文": ("12字", "2字（書きかえ）"),
    }
    told = _told(issued, after)
    assert told["お名前をのせる方のうち、訪問記録のくわしい内容が変わった方"] == ("—", "1名")
    assert "見本" not in str(told)
    assert "旅行" not in str(_of_whom(issued, after))


def test_what_the_lists_leave_out_is_not_told_of(issued: Kept) -> None:
    facts = replace(issued.facts, people_columns=("contacts",), visit_columns=("method", "result"))
    before = replace(issued, facts=facts)
    line, visit = replace(LINE, address="九条南9-9", age=81), replace(VISIT, note="留守")
    after = replace(before, people=(("p", line),), visits=(("p", visit),))
    assert (_told(before, after), _of_whom(before, after)) == ({}, {})
    shown = replace(before, people=(("p", replace(line, contacts=(MET,))),))
    assert list(_of_whom(before, shown)) == ["今月の記録"]


def test_who_came_onto_the_list_or_left_it_is_told_of(issued: Kept) -> None:
    nobody = replace(issued, people=(), visits=())
    assert _of_whom(nobody, issued) == {"一覧": ("のせていない", "のせた")}
    assert _of_whom(issued, nobody) == {"一覧": ("のせた", "のせていない")}
    assert _told(issued, nobody)["お名前をのせる方"] == ("1名", "0名")


@settings(max_examples=80, deadline=None)
@given(KEPT, KEPT)
def test_nothing_is_told_of_the_same_and_something_of_whatever_is_written_or_named_otherwise(
    one: Kept, other: Kept
) -> None:
    assert otherwise(one, one) == ()
    assert changes(one, one) == ()
    after = replace(one, people=other.people, visits=other.visits)
    if None not in (one.people, one.visits, other.people, other.visits):
        assert bool(otherwise(one, after)) is ((one.people, one.visits) != (other.people, other.visits))
    assert all(told.before != told.after for told in otherwise(one, after))
