"""Words on a page of print are found however they are written there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.page_words import word_places


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("見守り相談室の相談", "相談", ["相談", "相談"]),
        ("訪問は12回、電話は１２回", "１２回", ["12回", "１２回"]),
        ("ﾃﾞｲｻｰﾋﾞｽとデイサービス", "でいさーびす", ["ﾃﾞｲｻｰﾋﾞｽ", "デイサービス"]),
        ("連絡を相\r\n談室へ", "相談室", ["相\r\n談室"]),
        ("髙橋さんと高橋さん", "高橋", ["髙橋", "高橋"]),
        ("葛\U000e0100城 ハル", "葛城ハル", ["葛\U000e0100城 ハル"]),
        ("𠮷田さん", "吉田", ["𠮷田"]),
        ("月次報告書 3", "月次報告書3", ["月次報告書 3"]),
        ("WatchDesk", "watchdesk", ["WatchDesk"]),
        ("がき", "か", []),
        ("ガキとカキ", "かき", ["カキ"]),
        ("合計 78 15", "815", []),
        ("06-6000-0113", "06－6000", ["06-6000"]),
        ("お元気", "　", []),
    ],
)
def test_words_are_found_as_people_read_them(text: str, sought: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in word_places(text, sought)] == found


@given(st.text(max_size=60), st.text(max_size=60), st.text("相談室ガｶﾞA1 ー", min_size=1, max_size=8))
def test_a_word_that_stands_there_is_found_there(before: str, after: str, word: str) -> None:
    """A full stop behind it keeps a mark or a selector that follows from changing it."""
    text = f"{before}。{word}。{after}"
    spans = word_places(text, word)
    assert not word.strip() or spans
    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
