"""Who fits some words while a list is narrowed: exactly those whom the search finds."""

import pytest

from watchdesk.desk import Desk

WORDS = ("た", "田", "ヤマ", "やまさき", "九条 子", "06-60", "1-2", "ﾔﾏ", "ー", "", "  ", "どこにもない語")


@pytest.mark.parametrize("words", WORDS)
def test_a_list_is_narrowed_to_exactly_those_who_are_found(desk: Desk, words: str) -> None:
    found = desk.search.people(words, limit=1_000_000)
    assert desk.search.fitting(words) == {person.id for person in found}


def test_a_word_does_not_fit_across_two_things_known_of_somebody(desk: Desk) -> None:
    person = next(one for one in map(desk.people.get, (line.id for line in desk.people.lines())) if one.family_kana)
    across = f"{person.family_name}{person.given_name or ''}{person.family_kana}"
    assert desk.search.fitting(across) == frozenset()
