"""What is left out of the lists of the monthly report is on no page of it; number, day and name always are."""

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tests.reports.layout import faults, layout
from tests.reports.sample_sizes import LONG_NOTE
from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.domain.monthly_columns import EVERY_OF_PEOPLE, EVERY_OF_VISITS, PEOPLE, VISITS
from watchdesk.errors import Invalid
from watchdesk.reports.monthly import people as monthly_people
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly import visits as monthly_visits
from watchdesk.reports.monthly.facts import MonthlyFacts

Build = Callable[..., MonthlyFacts]
GiveOut = Callable[[list[Any]], Any]


def _lists(facts: MonthlyFacts) -> list[str]:
    """What stands on the pages with names, text by text; nothing on them stands over another."""
    into = io.BytesIO()
    monthly.draw(facts, into)
    sheets = layout(into.getvalue())
    assert faults(sheets) == []
    return [text.text for sheet in sheets[2:] for text in sheet.texts]


def test_only_number_and_name_stand_there_where_all_else_is_left_out(month_of: Build) -> None:
    facts = month_of()
    assert facts.people is not None
    assert facts.visits is not None
    bare = _lists(replace(facts, people_columns=(), visit_columns=()))
    for person in facts.people.rows:
        assert any(person.name[-2:] in words or "〓" in words for words in bare)
    for word in ("年齢", "住所", "今月の記録", "確かめた日", "区分・備考", "未確認", "様子", "訪問者"):
        assert word not in bare
    for visit in facts.visits.rows:
        assert not visit.note or not any(visit.note[:12] in words for words in bare)


@pytest.mark.parametrize("key", [*EVERY_OF_PEOPLE, *EVERY_OF_VISITS])
def test_each_column_alone_stands_in_its_list_and_nothing_over_another(month_of: Build, key: str) -> None:
    facts = month_of()
    assert facts.visits is not None
    told = _lists(
        replace(
            facts,
            people_columns=(key,) if key in EVERY_OF_PEOPLE else (),
            visit_columns=(key,) if key in EVERY_OF_VISITS else (),
        )
    )
    heads = {**dict(PEOPLE), **{word: title for word, title in VISITS if word in monthly_visits.WIDTHS}}
    assert key not in heads or heads[key] in told


def test_a_visit_over_two_pages_says_so_without_its_result_too(
    month_of: Build, give_out: Callable[[list[Any]], Any]
) -> None:
    facts = month_of()
    assert facts.visits is not None
    long = replace(facts.visits.rows[0], note=LONG_NOTE * 12)
    assert monthly_visits.CONTINUED in _lists(replace(facts, visits=give_out([long]), visit_columns=("note",)))


def test_every_column_that_is_offered_can_be_drawn() -> None:
    assert set(monthly_people.WIDTHS) == set(EVERY_OF_PEOPLE)
    assert set(monthly_visits.WIDTHS) < set(EVERY_OF_VISITS)


def test_what_the_desk_leaves_out_is_remembered_and_an_unknown_item_is_refused(desk: Desk) -> None:
    desk.settings.change({"monthly_people_columns": ["address"], "monthly_visit_columns": ["result", "note"]})
    facts = desk.reports.monthly(Month(2026, 11)).run().parts[0].facts
    assert (facts.people_columns, facts.visit_columns) == (("address",), ("result", "note"))
    with pytest.raises(Invalid, match="一覧から選んでください"):
        desk.settings.change({"monthly_people_columns": ["phones"]})
