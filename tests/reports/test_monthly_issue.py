"""What is kept of a closed month comes back as it was, whatever stands in it; its code can be read aloud."""

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.domain.closing import ALPHABET, Difference, Why, canonical, code_of, hash_of
from watchdesk.domain.closing_differences import differences, has_moved
from watchdesk.domain.month import Month
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.summary import (
    Added,
    Conditions,
    Ended,
    Figures,
    Members,
    VisitFigures,
)
from watchdesk.domain.words import Condition, Method, Result, Sex
from watchdesk.domain.work import WorkFigures
from watchdesk.domain.work_lists import CodeNames, WorkLists
from watchdesk.reports.monthly import issue as monthly_issue
from watchdesk.reports.monthly.facts import (
    Contact,
    MonthlyFacts,
    PersonChange,
    PersonLine,
    SignName,
    StampGroup,
    VisitLine,
)
from watchdesk.reports.monthly.issue import Kept

COUNT = st.integers(0, 9999)
CODES = st.dictionaries(st.sampled_from(["A1", "B2", "C4", "own"]), COUNT, max_size=3)
DAYS = st.dates(date(1873, 1, 1), date(2100, 1, 1))
TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
IDS = st.lists(TEXT, max_size=3).map(tuple)
MONTHS = st.builds(Month, st.integers(1900, 2100), st.integers(1, 12))


def _by(keys: list[object], values: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.fixed_dictionaries(dict.fromkeys(keys, values))


def _some(many: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(many, max_size=2).map(tuple)


WORK = st.builds(
    WorkFigures,
    by_field=CODES,
    by_content=CODES,
    by_receiver=CODES,
    awaited_by=CODES,
    by_state=st.dictionaries(st.sampled_from(ReferralState), COUNT, max_size=2),
    by_activity=CODES,
    minutes=COUNT,
    participants=COUNT,
    by_coordination=CODES,
)
FIGURES = st.builds(
    Figures,
    **dict.fromkeys(("under_watch", "at_start", "added", "ended", "at_end", "people_visited"), COUNT),
    **dict.fromkeys(("people_confirmed", "confirmed_under_watch", "not_confirmed"), COUNT),
    **dict.fromkeys(("visit_count", "active_days"), COUNT),
    added_by=_by(list(Added), COUNT),
    ended_by=_by(list(Ended), COUNT),
    visits=st.builds(
        VisitFigures,
        total=COUNT,
        by_method=_by(list(Method), COUNT),
        by_result=_by(list(Result), COUNT),
        table=_by(list(Method), _by(list(Result), COUNT)),
    ),
    confirm_rate=st.none() | st.integers(0, 1000).map(lambda tenths: tenths / 10),
    conditions=st.builds(Conditions, well=COUNT, concern=COUNT, urgent=COUNT, unknown=COUNT, urgent_unseen=COUNT),
    signs=CODES,
    visit_count_methods=_some(st.sampled_from(Method)),
    work=WORK,
)
DIFFERENCE = st.builds(Difference, what=TEXT, before=TEXT, after=TEXT)
NAMES = st.builds(CodeNames, offered=IDS, labels=st.dictionaries(TEXT, TEXT, max_size=2))
FACTS = st.builds(
    MonthlyFacts,
    month=MONTHS,
    area=TEXT,
    printed_on=DAYS,
    stamps=_some(st.builds(StampGroup, TEXT, IDS)),
    differences=_some(DIFFERENCE),
    whys=_some(st.builds(Why, on=DAYS, reason=TEXT)),
    figures=FIGURES,
    previous=st.none() | FIGURES,
    people=st.none(),
    visits=st.none(),
    trend=_some(st.tuples(MONTHS, COUNT, COUNT)),
    signs=_some(st.builds(SignName, code=TEXT, group=TEXT, label=TEXT)),
    lists=st.builds(WorkLists, fields=NAMES),
)
PERSON = st.builds(
    PersonLine,
    name=TEXT,
    age=st.none() | COUNT,
    sex=st.none() | st.sampled_from(Sex),
    contacts=_some(st.builds(Contact, day=DAYS, method=st.sampled_from(Method), result=st.sampled_from(Result))),
    last_confirmed=st.none() | DAYS,
)
VISIT = st.builds(
    VisitLine,
    day=DAYS,
    at=st.none() | st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    name=TEXT,
    method=st.sampled_from(Method),
    result=st.sampled_from(Result),
    condition=st.none() | st.sampled_from(Condition),
    signs=IDS,
    note=TEXT,
)
KEPT = st.builds(
    Kept,
    facts=FACTS,
    people=st.none() | _some(st.tuples(TEXT, PERSON)),
    visits=st.none() | _some(st.tuples(TEXT, VISIT)),
    members=st.builds(
        Members,
        **dict.fromkeys(("under_watch", "at_start", "at_end", "confirmed_under_watch", "not_confirmed"), IDS),
        added_by=_by(list(Added), IDS),
        ended_by=_by(list(Ended), IDS),
    ),
    behind=st.dictionaries(TEXT, IDS, max_size=2),
    amended=COUNT,
    changes=_some(st.tuples(TEXT, st.builds(PersonChange, name=TEXT, kana=TEXT, moved=_some(DIFFERENCE)))),
)


@settings(max_examples=60, deadline=None)
@given(KEPT)
def test_all_that_is_kept_comes_back_equal_and_hashes_the_same(kept: Kept) -> None:
    plain = monthly_issue.to_json(kept)
    back = monthly_issue.from_json(plain)
    assert back == kept
    assert hash_of(monthly_issue.to_json(back)) == hash_of(plain)


@settings(max_examples=80, deadline=None)
@given(FIGURES, FIGURES)
def test_figures_that_are_told_otherwise_always_differ_in_a_line(one: Figures, other: Figures) -> None:
    assert not has_moved(one, one)
    if one.to_json() != other.to_json():
        assert has_moved(one, other)
        assert len({each.what for each in differences(one, other)}) == len(differences(one, other))


def test_a_code_has_no_signs_that_are_taken_for_each_other() -> None:
    code = code_of(hash_of({"a": 1}))
    assert len(code) == 9
    assert set(code) <= {*ALPHABET, "-"}
    assert not set(ALPHABET) & set("01OILU")
    assert code_of(hash_of({"a": 2})) != code


def test_the_order_of_what_is_told_changes_no_hash() -> None:
    assert canonical({"a": 1, "b": "山"}) == canonical({"b": "山", "a": 1}) == '{"a":1,"b":"山"}'
