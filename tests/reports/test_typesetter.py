"""Characters on paper: what prints exactly, what loses its selector, what becomes 〓 with a note."""

from hypothesis import given
from hypothesis import strategies as st

from watchdesk.reports.fonts import GETA, MARKER, chain, clean, code_of, marker
from watchdesk.reports.typesetter import Typesetter, check

KUZU, TSUJI = "葛\U000e0100", "辻\U000e0102"
"""A selector of Adobe-Japan1, which the shipped fonts have; one of Moji_Joho, which only IPAmj Mincho has."""
UNKNOWN = "\U0002b820"
"""A kanji that none of the shipped fonts draws."""


def test_names_of_the_register_are_printed_exactly() -> None:
    texts = [("氏名", name) for name in ("𠮷田", f"{KUZU}城", "髙﨑", "\ufa10田", "渡邉", "瀨", "彅")]
    assert check(texts) == ((), ())


def test_a_character_no_font_draws_is_listed_with_its_code_and_place() -> None:
    (lost,), degraded = check([("12行目の氏名", f"渡{UNKNOWN} フミ")])
    assert (lost.char, lost.code, lost.where) == (UNKNOWN, "U+2B820", "12行目の氏名")
    assert degraded == ()


def test_a_selector_no_font_knows_is_listed_and_dropped() -> None:
    unprintable, (lost,) = check([("氏名", f"{TSUJI}本")])
    assert unprintable == ()
    assert (lost.char, lost.code) == (TSUJI, "U+8FBB U+E0102")
    assert Typesetter().prepare(f"{TSUJI}本", "氏名") == "辻本"


def test_a_private_character_is_never_trusted_to_a_font() -> None:
    (lost,), _ = check([("氏名", "山\ue123")])
    assert lost.code == "U+E123"


def test_each_unprintable_character_has_one_number_in_a_document() -> None:
    setter = Typesetter()
    assert setter.prepare(f"{UNKNOWN}と😀", "記録") == f"{marker(1)}と{marker(2)}"
    assert setter.prepare(f"もう一度{UNKNOWN}", "記録") == f"もう一度{marker(1)}"
    assert setter.marked(f"もう一度{marker(1)}") == {UNKNOWN}
    assert "U+2B820" in setter.footnote(UNKNOWN)


def test_a_tenth_mark_is_not_taken_for_the_first() -> None:
    setter = Typesetter()
    marks = [chr(0xE000 + number) for number in range(12)]
    prepared = [setter.prepare(mark, "記録") for mark in marks]
    assert setter.marked(prepared[10]) == {marks[10]}


def test_a_pasted_mark_is_joined_but_no_kanji_is_changed() -> None:
    assert clean("か\u3099き\ufa10\u200b\r\n次\t行\u2028末") == "がき\ufa10\n次 行\n末"


@given(st.text(max_size=80))
def test_whatever_is_pasted_can_be_set(text: str) -> None:
    setter = Typesetter()
    prepared = setter.prepare(text, "記録")
    for bold in (False, True):
        for line in setter.broken(prepared, 120, 9.5, bold=bold):
            assert all(codes for _, codes, _ in setter.runs(line, bold=bold)) or not line


@given(st.text(max_size=60))
def test_everything_printed_has_a_glyph(text: str) -> None:
    prepared = MARKER.sub(GETA, Typesetter().prepare(text, "記録"))
    assert check([("記録", prepared)]) == ((), ())


def test_the_width_of_a_selector_is_nothing() -> None:
    setter = Typesetter()
    assert setter.measure(KUZU, 10) == setter.measure("葛", 10) == 10


def test_the_code_of_a_character_with_selector_names_both() -> None:
    assert code_of(KUZU) == "U+845B U+E0100"
    assert chain().find(KUZU) is not None
