"""A figure opens into what it counted: the rules visit by visit, and the words that stand beside it."""

from datetime import date

import pytest

from watchdesk.domain.behind import Figure, number, why
from watchdesk.domain.counted import Counted, Cut
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.made_of import is_made_of, people
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.summary import Added, Ended, Figures, Members, VisitCounts, figures_of
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.domain.work import Carried, Consulted, Referred, Stepped, Work

COUNTS = VisitCounts(visited=frozenset({"z", "a"}))
NOBODY = dict.fromkeys(Ended, ())
MEMBERS = Members(
    under_watch=("a", "b", "c"),
    at_start=("a",),
    added_by={Added.NEW: ("b",), Added.RESUMED: ("c",), Added.CONSENTED: (), Added.MOVED_IN: ()},
    ended_by=NOBODY,
    at_end=("a", "b", "c"),
    confirmed_under_watch=("a", "b"),
    not_confirmed=("c",),
)
FIGURES: Figures = figures_of(
    MEMBERS,
    VisitCounts(
        rows=(
            (Method.VISIT, Result.MET, Condition.CONCERN, 2),
            (Method.VISIT, Result.NO_ANSWER, Condition.URGENT, 1),
            (Method.POSTING, Result.OUTSIDE_ONLY, None, 4),
        )
    ),
    (Method.VISIT, Method.PHONE),
    Work(
        last=date(2026, 10, 31),
        consultations=(
            Consulted("c1", "九条南", date(2026, 10, 1), "A1", "B1"),
            Consulted("c2", "九条南", date(2026, 10, 1), "A1", "B2"),
        ),
        referrals=(Referred("r1", "九条南", date(2026, 10, 9), "hokatsu", ((date(2026, 10, 9), ReferralState.SENT),)),),
        activities=(Carried("a1", "九条南", date(2026, 10, 2), "C1", 90, 12),),
        steps=(Stepped("c1", "九条南", date(2026, 10, 1)), Stepped("c2", "九条南", date(2026, 10, 3))),
    ),
)


def _visit(
    method: Method = Method.VISIT,
    result: Result = Result.MET,
    condition: Condition | None = None,
    *,
    voided: bool = False,
) -> VisitLine:
    return VisitLine(
        id="v",
        person_id="a",
        name="見本 花子",
        on=date(2026, 10, 5),
        method=method,
        result=result,
        condition=condition,
        voided=voided,
    )


def test_each_figure_has_the_number_that_is_printed() -> None:
    assert {figure.value: number(figure, FIGURES) for figure in Figure} == {
        "under_watch": 3,
        "at_start": 1,
        "added": 2,
        "ended": 0,
        "at_end": 3,
        "confirmed_under_watch": 2,
        "not_confirmed": 1,
        "visits": 7,
        "people_visited": 0,
        "people_confirmed": 0,
        "visit_count": 3,
        "worrying": 3,
        "consultations": 2,
        "referrals": 1,
        "activities": 1,
        "coordination": 0,
        "active_days": 3,
    }


def test_figures_of_people_open_into_their_people_and_figures_of_visits_into_nobody() -> None:
    def ids(figure: Figure, cut: Cut | None = None, code: str = "") -> tuple[str, ...]:
        return people(Counted(figure=figure, cut=cut, code=code), MEMBERS, COUNTS)

    assert ids(Figure.ADDED) == ("b", "c")
    assert ids(Figure.ADDED, Cut.REASON, "resumed") == ("c",)
    assert ids(Figure.NOT_CONFIRMED) == ("c",)
    assert ids(Figure.VISITED) == ("a", "z")
    assert ids(Figure.VISITS) == ()


@pytest.mark.parametrize(
    ("figure", "visit", "counted"),
    [
        (Figure.VISITS, _visit(), True),
        (Figure.VISITS, _visit(voided=True), False),
        (Figure.VISIT_COUNT, _visit(Method.PHONE), True),
        (Figure.VISIT_COUNT, _visit(Method.GREETING), False),
        (Figure.WORRYING, _visit(condition=Condition.CONCERN), True),
        (Figure.WORRYING, _visit(condition=Condition.WELL), False),
        (Figure.WORRYING, _visit(result=Result.NO_ANSWER, condition=Condition.URGENT), True),
        (Figure.UNDER_WATCH, _visit(), False),
    ],
)
def test_a_visit_stands_behind_the_figures_that_counted_it(figure: Figure, visit: VisitLine, counted: bool) -> None:
    assert is_made_of(Counted(figure=figure), visit, FIGURES.visit_count_methods) is counted


def test_a_visit_stands_behind_the_one_part_of_each_cut_that_counted_it() -> None:
    visit = _visit(Method.PHONE, Result.NO_ANSWER, Condition.URGENT)

    def stands(cut: Cut, code: str) -> bool:
        return is_made_of(Counted(figure=Figure.VISITS, cut=cut, code=code), visit, ())

    assert stands(Cut.METHOD, "phone")
    assert not stands(Cut.METHOD, "visit")
    assert stands(Cut.CELL, "phone/no_answer")
    assert not stands(Cut.CELL, "phone/met")
    assert stands(Cut.CONDITION, "urgent_unseen")
    assert not stands(Cut.CONDITION, "urgent")
    assert not is_made_of(Counted(figure=Figure.VISIT_COUNT, cut=Cut.METHOD, code="phone"), visit, (Method.VISIT,))


def test_reasons_rate_and_methods_stand_beside_the_figure() -> None:
    assert why(Figure.ADDED, FIGURES) == "新規1、再開1"
    assert why(Figure.ENDED, FIGURES) == ""
    assert why(Figure.CONFIRMED, FIGURES) == "安否確認率 66.7%（2名÷3名）"
    assert why(Figure.VISIT_COUNT, FIGURES) == "訪問・電話"


def test_activities_tell_their_hours_and_who_came_and_referrals_who_has_not_answered() -> None:
    assert why(Figure.ACTIVITIES, FIGURES) == "1.5時間、のべ12名"
    assert why(Figure.REFERRALS, FIGURES) == "返事待ち1"
    assert why(Figure.CONSULTATIONS, FIGURES) == ""
