"""The printed key: read back however it was typed, and a slip is told with its group."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from watchdesk.errors import Invalid
from watchdesk.store import recovery_key
from watchdesk.store.recovery_key import ALPHABET, RecoveryKey

secrets = st.binary(min_size=20, max_size=20).map(lambda secret: RecoveryKey(secret=secret))
places = st.integers(0, 33)


def symbols(key: RecoveryKey) -> list[str]:
    return list(key.text.replace("-", ""))


def test_it_is_printed_in_six_groups_of_five_and_one_of_four() -> None:
    key = recovery_key.new()
    assert [len(group) for group in key.text.split("-")] == [5] * 6 + [4]
    assert set(key.text) <= {*ALPHABET, "-"}
    assert recovery_key.new() != key


def test_its_text_never_changes_between_versions() -> None:
    assert RecoveryKey(secret=bytes(range(20))).text == "000G4-0R40M-30E20-9185G-R38E1-W8124-GKXW"


@given(secrets)
def test_what_is_printed_is_what_is_read(key: RecoveryKey) -> None:
    assert recovery_key.parse(key.text) == key


@given(secrets, st.sampled_from(["", " ", "　", "ー", "－", "—", "\n", " - "]), st.randoms(use_true_random=False))
def test_it_is_read_however_it_was_typed(key: RecoveryKey, between: str, chance: random.Random) -> None:
    text = between.join(key.text.split("-"))
    text = "".join(
        chance.choice([sign, sign.lower(), chr(ord(sign) + 0xFEE0) if sign.isalnum() and sign.isascii() else sign])
        for sign in text
    )
    text = "".join(chance.choice({"0": "0OoＯ", "1": "1IiLlｌ"}.get(sign, sign)) for sign in text)
    assert recovery_key.parse(f" {text}\r\n") == key


@given(secrets, places, st.sampled_from(ALPHABET))
def test_a_wrong_symbol_is_told_with_its_group(key: RecoveryKey, place: int, other: str) -> None:
    typed = symbols(key)
    assume(typed[place] != other)
    typed[place] = other
    with pytest.raises(Invalid, match=f"{place // 5 + 1}番目") as caught:
        recovery_key.parse("".join(typed))
    assert (caught.value.field, caught.value.kind) == ("recovery_key", "checksum")


@given(secrets, st.integers(0, 32))
def test_two_swapped_symbols_are_told_with_their_group(key: RecoveryKey, place: int) -> None:
    typed = symbols(key)
    assume(typed[place] != typed[place + 1])
    typed[place], typed[place + 1] = typed[place + 1], typed[place]
    with pytest.raises(Invalid, match=f"{place // 5 + 1}番目"):
        recovery_key.parse("".join(typed))


def test_a_group_too_short_or_too_long_is_named() -> None:
    groups = recovery_key.new().text.split("-")
    groups[2] = groups[2][:-1]
    with pytest.raises(Invalid, match=r"^3番目の組の文字の数"):
        recovery_key.parse("-".join(groups))
    groups[2] += "77"
    with pytest.raises(Invalid, match=r"^3番目の組の文字の数"):
        recovery_key.parse(" ".join(groups))


def test_a_character_that_is_never_printed_is_named() -> None:
    typed = symbols(recovery_key.new())
    typed[11] = "U"
    with pytest.raises(Invalid, match="3番目の組に使われない文字「U」"):
        recovery_key.parse("".join(typed))


@given(st.text(max_size=60))
def test_anything_else_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(Invalid) as caught:
        recovery_key.parse(text)
    assert str(caught.value).endswith("。")


def test_the_secret_is_in_no_repr() -> None:
    key = recovery_key.new()
    assert repr(key) == "RecoveryKey()"
