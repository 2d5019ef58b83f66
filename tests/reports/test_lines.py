"""Line breaking by the rules of 禁則."""

from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from watchdesk.reports.lines import HANGING, NEVER_FIRST, NEVER_LAST, PAIRS, SPACES, break_lines

WIDTHS = type("Widths", (dict,), {"__missing__": lambda self, char: _width(char)})()
LIMIT = 20_000.0
TEXTS = st.text(
    st.sampled_from("訪問したところお元気で薬を飲んでいる。、。、「」（）ーっァ…―！？々・ 　ab1206-・：％〒№￥\n")
    | st.characters(exclude_categories=["Cs", "Cc"]),
    max_size=300,
)
NOTES = st.lists(
    st.sampled_from(
        [
            "朝からめまいがあり",
            "「もう要らない」とはっきり言われた",
            "（長女の方へ電話）",
            "06-6000-0113",
            "薬を1日3回",
            "。",
            "、",
            "……",
            "ホームヘルパー",
            "welfare",
            "『そよかぜまつり』",
            "10時48分に119番へ通報し",
            "！",
            "ちょっと",
            "ヴァイオリン",
        ]
    ),
    min_size=8,
    max_size=60,
).map("".join)


PIECES = (
    *(
        "朝からめまいがあり",
        "「もう要らない」と",
        "（長女の方へ）",
        "『そよかぜ』",
        "――",
        "……",
        "‥‥",
        "——",
        "〘〙",
        "《",
        "«»",
    ),
    *(
        "06-6000-0113",
        "０６－６０００",
        "１２３",
        "welfare",
        "https://example.jp/a?b=c",
        "1,200円",
        "％",
        "￥",
        "℃",
        "㈱",
    ),
    *(
        "。",
        "、",
        "！",
        "‼",
        "・",
        "々",
        "ー",
        "っ",
        "ㇰ",
        "x\u0304",
        "亜\u3099",
        "葛\U000e0100城",
        "𠮷田",
        "　",
        " ",
        "\n",
    ),
)
ANYTHING = st.lists(st.sampled_from(PIECES) | st.characters(exclude_categories=["Cs", "Cc"]), max_size=60).map("".join)


def _width(char: str) -> float:
    if "\U000e0100" <= char <= "\U000e01ef":
        return 0.0
    return 500.0 if char.isascii() else 1000.0


def _measure(text: str) -> float:
    return sum(map(_width, text))


def _inked(text: str) -> str:
    return "".join(char for char in text if char not in SPACES and char != "\n")


@settings(max_examples=400)
@given(TEXTS)
def test_nothing_but_spaces_is_lost_and_nothing_is_added(text: str) -> None:
    assert _inked("".join(break_lines(text, LIMIT, WIDTHS))) == _inked(text)


@settings(max_examples=400)
@given(TEXTS)
def test_no_line_sticks_out_but_for_one_hanging_sign(text: str) -> None:
    for line in break_lines(text, LIMIT, WIDTHS):
        hanging = _measure(line[-1]) if line and line[-1] in HANGING else 0
        assert _measure(line) - hanging <= LIMIT


@settings(max_examples=1500)
@given(NOTES)
@example("あ" * 19 + "「……」" * 4)
@example("あ" * 20 + " 。い")
def test_no_line_begins_or_ends_with_a_sign_that_must_not(text: str) -> None:
    lines = break_lines(text, LIMIT, WIDTHS)
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert not [line for line in lines[:-1] if line[-1] in NEVER_LAST]


@settings(max_examples=600)
@given(ANYTHING, st.integers(4, 24))
@example("　￥￥「も、う", 4)
@example("　" * 30 + "あ", 10)
def test_of_whatever_is_written_no_line_begins_or_ends_wrong_if_it_could_be_helped(text: str, ems: int) -> None:
    for paragraph in text.split("\n"):
        lines = break_lines(paragraph, ems * 1000.0, WIDTHS)
        assert _inked("".join(lines)) == _inked(paragraph)
        assert all(lines) or not _inked(paragraph), "no line is empty"
        for before, after in pairwise(lines):
            whole = before + after
            wrong = not _may_stand(before[-1], after[0]) or before[-1] + after[0] in PAIRS
            assert not (wrong and any(_may_stand(*whole[at - 1 : at + 1]) for at in range(1, len(before))))


def _may_stand(last: str, first: str) -> bool:
    """Whether one may end a line and the other begin the next; a blank falls away there, so it settles nothing."""
    return (
        not {last, first} & SPACES
        and last not in NEVER_LAST
        and first not in NEVER_FIRST
        and not "\U000e0100" <= first <= "\U000e01ef"
    )


@settings(max_examples=500)
@given(NOTES)
def test_a_number_or_word_that_fits_on_a_line_is_never_cut(text: str) -> None:
    lines = break_lines(text, LIMIT, WIDTHS)
    for before, after in pairwise(lines):
        joined = before[-1:] + after[:1]
        assert not (joined.isascii() and joined.isalnum() and len(before) < 15)


def test_a_number_in_full_width_stays_whole_as_well() -> None:
    assert break_lines("あ" * 18 + "１２３個", LIMIT, WIDTHS) == ["あ" * 18, "１２３個"]


def test_an_indent_stays_and_makes_no_empty_line() -> None:
    assert break_lines("　" + "あ" * 30, LIMIT, WIDTHS) == ["　" + "あ" * 19, "あ" * 11]
    assert break_lines("　" + "￥" * 20 + "あ", LIMIT, WIDTHS)[0].strip()


def test_a_full_stop_hangs_over_the_edge() -> None:
    assert break_lines("あ" * 20 + "。" + "い" * 3, LIMIT, WIDTHS) == ["あ" * 20 + "。", "いいい"]


@given(NOTES)
def test_where_nothing_may_hang_no_line_sticks_out_and_none_begins_with_a_stop(text: str) -> None:
    lines = break_lines(text, LIMIT, WIDTHS, hanging=False)
    assert max(map(_measure, lines)) <= LIMIT
    assert not [line for line in lines[1:] if line[0] in NEVER_FIRST]
    assert "".join(lines) == text


def test_a_word_moves_whole_to_the_next_line() -> None:
    assert break_lines("あ" * 18 + "06-6000-0113", LIMIT, WIDTHS) == ["あ" * 18, "06-6000-0113"]


def test_a_word_longer_than_the_line_is_cut_at_the_edge() -> None:
    assert break_lines("a" * 50, LIMIT, WIDTHS) == ["a" * 40, "a" * 10]


def test_a_line_of_nothing_but_forbidden_signs_still_breaks() -> None:
    assert [len(line) for line in break_lines("ー" * 45, LIMIT, WIDTHS)] == [20, 20, 5]


def test_a_character_never_loses_its_selector() -> None:
    kuzu = "葛\U000e0100"
    assert break_lines(kuzu * 45, LIMIT, WIDTHS) == [kuzu * 20, kuzu * 20, kuzu * 5]
    assert break_lines(kuzu * 2, 500.0, WIDTHS) == [kuzu, kuzu]


def test_line_ends_of_the_writer_are_kept() -> None:
    assert break_lines("一行目\n\n三行目", LIMIT, WIDTHS) == ["一行目", "", "三行目"]


def test_the_number_of_a_room_is_never_cut() -> None:
    address = "市営九条南第二コーポラス西棟 1208号室"
    for letters in range(6, len(address)):
        assert break_lines(address, letters * 1000.0, WIDTHS)[-1].endswith("1208号室")
