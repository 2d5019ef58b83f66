"""CSV files: nothing is lost without a yes, no cell starts a formula, old systems read every letter."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st

from watchdesk.errors import WatchDeskError
from watchdesk.exports import commas
from watchdesk.exports.letters import CP932, UTF_8, holds, preflight, proposal, replaced
from watchdesk.exports.sheet import Head, Sheet

HEADS = (Head(title="氏名"), Head(title="記録"))


def sheet(*notes: str) -> Sheet:
    return Sheet(title="訪問", heads=HEADS, rows=tuple(("髙﨑 花子", note) for note in notes))


def rows(data: bytes, encoding: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(encoding), newline="")))


@pytest.mark.parametrize(
    ("letter", "by"),
    [
        ("𠮷", "吉"),
        ("葛\U000e0100", "葛"),
        ("〜", "～"),
        ("−", "－"),
        ("か\u3099", "が"),
        ("é", "e"),
        ("嶋", "嶋"),
        ("𡈽", "土"),
        ("😀", "〓"),
        ("\u00a0", " "),
        ("\U000e0100", ""),
    ],
)
def test_a_letter_that_does_not_pass_has_a_proposal(letter: str, by: str) -> None:
    assert replaced(letter, CP932) == by


def test_variants_that_windows_added_pass() -> None:
    assert holds("髙﨑①㈱Ⅲ", CP932)
    assert preflight([sheet("髙﨑①㈱Ⅲ")], CP932) == ()


def test_nothing_is_written_before_the_substitutions_are_accepted() -> None:
    with pytest.raises(WatchDeskError, match="𠮷→吉") as refused:
        commas.draw([sheet("𠮷田さん")], CP932, ())
    assert refused.value.code == "not_accepted"
    (file,), told = commas.draw([sheet("𠮷田さん")], CP932, {("𠮷", "吉")})
    assert rows(file.data, CP932)[1] == ["髙﨑 花子", "吉田さん"]
    assert [(one.char, one.code, one.where) for one in told] == [("𠮷", "U+20BB7", "訪問 2行目「記録」")]


def test_utf_8_keeps_every_letter() -> None:
    (file,), told = commas.draw([sheet("𠮷 葛\U000e0100 〜")], UTF_8, ())
    assert file.data.startswith(b"\xef\xbb\xbf")
    assert rows(file.data, UTF_8)[1][1] == "𠮷 葛\U000e0100 〜"
    assert told == ()


def test_no_cell_starts_a_formula() -> None:
    (file,), told = commas.draw([sheet("=1+1", "+81", "-x", "@x", "\tx", " =1", "＝1", "a=b", "－")], UTF_8, ())
    cells = [row[1] for row in rows(file.data, UTF_8)[1:]]
    assert cells == ["'=1+1", "'+81", "'-x", "'@x", "'\tx", "' =1", "'＝1", "a=b", "－"]
    assert len(told) == 7
    assert not any(one.asked for one in told)


@pytest.mark.parametrize("text", ["﹦HYPERLINK(1)", "⁼1+1", "﹢1", "\ufe0f=1+1", "−1+2", "\u00a0=1", "＝1"])
def test_no_cell_starts_a_formula_after_its_letters_were_replaced(text: str) -> None:
    (file,), told = commas.draw([sheet(text)], CP932, None)
    (_, cell) = rows(file.data, CP932)[1]
    assert cell.startswith("'")
    assert [one.by for one in told if not one.asked] == [f"'{cell.lstrip(chr(39)).lstrip()[0]}"]


@tried(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=40))
def test_whatever_is_replaced_passes_and_every_change_is_told(text: str) -> None:
    done = replaced(text, CP932)
    assert holds(done, CP932)
    told = preflight([sheet(text)], CP932)
    assert (done == text) == (not told)
    assert all(proposal(one.char, CP932) == one.by for one in told)
