"""What goes to a receiver: only what its rule allows, what is written and was chosen; of a hidden person no place."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from watchdesk.domain.secrecy import WHEREABOUTS
from watchdesk.domain.sharing import ANYBODY, NAME, ShareRule, Stays, may_have, shared, told
from watchdesk.exports.welfare_sheets import SHEETS
from watchdesk.reports import roster
from watchdesk.reports.people_columns import people_columns

KEYS = st.sampled_from([NAME, "address", "phones", "doctor", "care_level", "living"])
RECEIVERS = st.sampled_from(["hokatsu", "chokai", "own_one"])
RULES = st.lists(
    st.builds(
        ShareRule,
        key=KEYS,
        title=st.just("項目"),
        receivers=st.frozensets(st.sampled_from([ANYBODY, "hokatsu", "chokai"]), min_size=1),
        usual=st.booleans(),
    ),
    unique_by=lambda rule: rule.key,
)


@given(RULES, st.dictionaries(KEYS, st.sampled_from(["", "あり"])), RECEIVERS, st.booleans(), st.none() | st.sets(KEYS))
def test_only_what_may_be_told_is_written_and_wanted_goes(
    rules: list[ShareRule], words: dict[str, str], receiver: str, hidden: bool, chosen: set[str] | None
) -> None:
    fields = shared(rules, words, receiver, hidden=hidden, chosen=chosen)
    assert [one.key for one in fields] == [rule.key for rule in rules]
    for one, rule in zip(fields, rules, strict=True):
        wanted = rule.usual if chosen is None else rule.key in chosen
        allowed = rule.is_for(receiver) and bool(words.get(rule.key)) and not (hidden and rule.key in WHEREABOUTS)
        assert one.goes is (allowed and (wanted or rule.key == NAME))
    assert told(fields) == tuple(one.key for one in fields if one.goes)


@given(RULES, RECEIVERS)
def test_what_stays_says_why_and_shows_no_words_that_are_not_for_the_receiver(
    rules: list[ShareRule], receiver: str
) -> None:
    words = dict.fromkeys((rule.key for rule in rules), "秘密の言葉")
    for one in shared(rules, words, receiver, hidden=True, chosen=()):
        if one.stays is Stays.NOT_FOR:
            assert one.words == ""
        if one.stays is Stays.HIDDEN:
            assert one.words == "秘匿"


def test_a_receiver_that_a_store_added_gets_only_what_anybody_may_have() -> None:
    rules = _rules("shared_fields")
    words = {rule.key: "あり" for rule in rules}
    got = set(told(shared(rules, words, "own_one", hidden=False)))
    assert "name" in got
    assert not got & {"doctor", "handbooks", "care_level", "criteria", "key_holder", "family"}


def test_every_receiver_of_the_list_is_known_to_the_recipients() -> None:
    known = {row["code"] for row in resources.codes("recipients")} | {ANYBODY}
    for name in ("shared_fields", "shared_records"):
        assert {code for row in resources.codes(name) for code in row["receivers"].split()} <= known


def test_for_every_column_that_can_leave_it_is_laid_down_who_may_have_it() -> None:
    every = _rules("shared_fields", "shared_records")
    keys = {
        *people_columns(date(2026, 11, 22), {}),
        *(column.key for column in roster.COLUMNS if not column.statutory),
        *(column.tells for sheet in SHEETS if sheet.named for column in sheet.columns),
    }
    receivers = {code for rule in every for code in rule.receivers}
    may = [may_have(every, one) for one in receivers]
    assert [key for key in sorted(keys) if not any(each(key) for each in may)] == ["missing"]


def test_what_no_rule_names_goes_to_nobody() -> None:
    may = may_have(_rules("shared_fields", "shared_records"), "hokenfukushi")
    assert may("visit_words")
    assert not may("a_column_of_tomorrow")


@pytest.mark.parametrize("words", ["visit_words", "case_words"])
def test_whoever_has_the_words_of_records_has_the_records(words: str) -> None:
    rules = {rule.key: rule.receivers for rule in _rules("shared_records")}
    assert rules[words] <= rules[words.removesuffix("_words") + "s"]


def _rules(*lists: str) -> list[ShareRule]:
    return [
        ShareRule(key=row["code"], title="", receivers=frozenset(row["receivers"].split()), usual=True)
        for name in lists
        for row in resources.codes(name)
    ]
