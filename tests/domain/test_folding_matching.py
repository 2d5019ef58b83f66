"""Two ways of writing one name match wherever the name stands, and the looser key never parts what the first unites."""

import unicodedata
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.folding import VARIANTS, fold, fold_voiceless
from watchdesk.domain.kana import katakana
from watchdesk.domain.likeness import compare, traits

_GROUPS = VARIANTS.split()
_VARIANT_PAIRS = st.sampled_from(_GROUPS).flatmap(
    lambda group: st.tuples(st.sampled_from(group), st.sampled_from(group))
)
_SELECTORS = st.sampled_from(["\ufe00", "\ufe01", *(chr(0xE0100 + number) for number in range(20))])
_KANJI = st.sampled_from("".join(_GROUPS) + "山田葛城塚\ufa10辻神")
_KANA = st.sampled_from("あいうかがきぎくぐはばぱやゆよっゃー")
_AROUND = st.text(st.one_of(_KANJI, _KANA), max_size=4)


@st.composite
def _one_name_twice(draw: st.DrawFn) -> tuple[str, str]:
    """A name in two ways of writing that mean the same."""
    one, other = "", ""
    for _ in range(draw(st.integers(1, 5))):
        way = draw(st.sampled_from(["variant", "selector", "width", "case", "space", "kana"]))
        letter = draw(_KANJI)
        if way == "variant":
            pair = draw(_VARIANT_PAIRS)
        elif way == "selector":
            pair = (letter, letter + draw(_SELECTORS))
        elif way == "width":
            pair = ("ABC1", "ＡＢＣ１")
        elif way == "case":
            pair = ("Abc", "aBC")
        elif way == "space":
            pair = (letter, f"{draw(st.sampled_from(['', ' ', '　', '・']))}{letter}")
        else:
            kana = draw(st.text(_KANA, min_size=1, max_size=3)).lstrip("ー") or "か"
            pair = (kana, katakana(kana))
        swapped = draw(st.booleans())
        one, other = one + pair[swapped], other + pair[not swapped]
    return one, other


@given(_one_name_twice())
def test_two_ways_of_writing_one_name_have_one_key(names: tuple[str, str]) -> None:
    one, other = names
    assert fold(one) == fold(other)
    assert fold_voiceless(one) == fold_voiceless(other)


@given(_AROUND, _VARIANT_PAIRS, _AROUND, _SELECTORS)
def test_any_part_of_a_name_finds_it_in_any_way_of_writing(
    before: str, pair: tuple[str, str], after: str, selector: str
) -> None:
    kept, typed = pair
    assert fold(typed) in fold(f"{before}{kept}{selector}{after}")
    assert fold(typed + selector) in fold(f"{before}{kept}{after}")


@given(_one_name_twice(), _one_name_twice())
def test_matching_is_the_same_from_either_side(one: tuple[str, str], other: tuple[str, str]) -> None:
    def known(name: str, number: str) -> Any:
        return traits(number, {"family_name": name})

    for here, there in ((one[0], one[1]), (one[0], other[0]), (one[1], other[1])):
        forth, back = compare(known(here, "a"), known(there, "b")), compare(known(there, "b"), known(here, "a"))
        assert (forth and forth.reasons) == (back and back.reasons)
        if fold(here) and fold(here) == fold(there):
            assert forth is not None


@given(st.text(_KANA, max_size=8), st.text(_KANA, max_size=8))
def test_the_key_without_voicing_unites_all_that_the_first_unites_and_people_are_not_matched_by_it(
    one: str, other: str
) -> None:
    if fold(one) == fold(other):
        assert fold_voiceless(one) == fold_voiceless(other)
    else:
        found = compare(traits("a", {"family_kana": one}), traits("b", {"family_kana": other}))
        assert found is None


@given(st.text(_KANJI | _SELECTORS, max_size=8))
def test_a_key_has_no_selector_and_no_compatibility_letter_in_it(text: str) -> None:
    key = fold(text)
    assert not any(unicodedata.category(letter) == "Mn" for letter in key)
    assert unicodedata.normalize("NFKC", key) == key
