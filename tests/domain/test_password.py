"""Passwords: what anybody would try is refused, length is what counts, each in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.password import password_words

NAMES = ("yamamoto", "山本 花子", "九条南")


@pytest.mark.parametrize(
    "password",
    [
        "",
        "みじかい",
        "aaaaaaaaaaaaaaaa",
        "abababababab",
        "さくらさくらさくら",
        "12345678",
        "９８７６５４３２",
        "abcdefghijk",
        "qwertyuiop",
        "1q2w3e4r5t",
        "19500305",
        "0660123456",
        "Password1!",
        "mimamori2026",
        "見守りデスク2026",
        "Yamamoto",
        "yamamoto12",
        "山本花子です",
        "花子山本2026",
        "九条南2026ね",
        "ＰＡＳＳＷＯＲＤ１",
    ],
)
def test_what_anybody_would_try_is_refused(password: str) -> None:
    strength = password_words(password, NAMES)
    assert strength.level == 0
    assert strength.sentence.endswith("。")


@pytest.mark.parametrize(
    ("password", "level"),
    [
        ("かさとながぐつ", 0),
        ("かさと長ぐつ7", 0),
        ("かさと長ぐつ77", 1),
        ("mimamori-demo", 2),
        ("かさとながぐつとみかん", 1),
        ("かさとながぐつとみかん箱", 2),
        ("朝のかさと長ぐつとみかん箱三つ", 2),
        ("朝のかさと長ぐつとみかん箱三つです", 3),
        ("314159265358", 2),
    ],
)
def test_longer_is_better(password: str, level: int) -> None:
    assert password_words(password, NAMES).level == level


def test_a_long_password_may_hold_a_name() -> None:
    assert password_words("山本さんちの黒い犬はほえない", NAMES).level == 2


@given(st.text(max_size=40), st.tuples(st.text(max_size=8), st.text(max_size=8)))
def test_every_password_gets_a_sentence(password: str, names: tuple[str, str]) -> None:
    strength = password_words(password, names)
    assert strength.level in {0, 1, 2, 3}
    assert strength.sentence.endswith("。")
