"""What was found is marked in the text as it is written there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.folding import fold
from watchdesk.domain.marking import marked


@pytest.mark.parametrize(
    ("text", "query", "pieces"),
    [
        ("髙橋 トシ子", "高橋", ["髙橋"]),
        ("タカハシ トシコ", "たかはし", ["タカハシ"]),
        ("ﾀﾅｶﾞﾜ", "なが", ["ﾅｶﾞ"]),
        ("06-6012-0034", "0120034", ["012-0034"]),
        ("06-6012-0034", "06", ["06"]),
        ("…足もとがふらつく…", "足もと ふら", ["足もと", "ふら"]),
        ("髙橋トシ子", "高橋ト 橋トシ", ["髙橋トシ"]),
        ("九条南1丁目", "江戸堀", []),
        ("なにか", " - ", []),
        ("", "あ", []),
    ],
)
def test_what_was_found_is_marked_as_it_is_written(text: str, query: str, pieces: list[str]) -> None:
    assert [text[start:end] for start, end in marked(text, query)] == pieces


@given(st.text(max_size=20), st.text(min_size=1, max_size=4), st.text(max_size=20))
def test_whatever_stands_in_a_text_has_a_mark_inside_it(before: str, word: str, after: str) -> None:
    spans = marked(before + word + after, word)

    assert list(spans) == sorted(spans)
    assert all(0 <= start < end <= len(before + word + after) for start, end in spans)
    key = fold("".join(word.split()))
    if len(spans) == 1 and len(word.split()) == 1:
        start, end = spans[0]
        assert key in fold((before + word + after)[start:end])
