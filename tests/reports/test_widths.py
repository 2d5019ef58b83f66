"""Columns of a chosen list: numbers stay whole, what is empty gives its room away, titles part where a word ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reports.layout import layout
from tests.reports.sample_sizes import Size
from tests.reports.samples import pdf
from watchdesk.reports.titles import title_lines
from watchdesk.reports.typesetter import Typesetter
from watchdesk.reports.widths import Need, Type, need, shared

LOOK = Type(size=9.0, head=8.5, padding=3.0)


@given(
    needs=st.lists(
        st.tuples(*[st.floats(1, 300) for _ in range(3)], st.floats(0.5, 50)).map(
            lambda drawn: Need(least=min(drawn[:3]), told=sorted(drawn[:3])[1], most=max(drawn[:3]), weight=drawn[3])
        ),
        min_size=1,
        max_size=20,
    ),
    room=st.floats(100, 800),
)
@settings(max_examples=60, deadline=None)
def test_columns_fill_the_paper_and_none_is_narrower_than_its_numbers_need(needs: list[Need], room: float) -> None:
    widths = shared(needs, room)
    assert sum(widths) == pytest.approx(room)
    if sum(one.least for one in needs) <= room:
        assert all(width >= one.least - 0.01 for width, one in zip(widths, needs, strict=True))
    if sum(one.told for one in needs) <= room:
        assert all(width >= one.told - 0.01 for width, one in zip(widths, needs, strict=True))


def test_an_empty_column_is_narrower_than_one_that_tells_something() -> None:
    setter = Typesetter()
    told = need(setter, "電話番号", ["06-6000-0113"], LOOK)
    assert need(setter, "電話番号", [""], LOOK).least < told.least
    assert told.least >= setter.measure("06-6000-0113", LOOK.size) + 2 * LOOK.padding


@pytest.mark.parametrize("kind", ["roster", "people_list"])
def test_no_number_breaks_also_where_every_column_is_shown(kind: str) -> None:
    printed = {text.text for sheet in layout(pdf(kind, Size.MUCH)) for text in sheet.texts}
    assert "06-6000-0113" in printed
    assert printed & {"S15.12.21", "S15.2.1"}


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("次の期限", ["次の", "期限"]),
        ("なくしたと気づいた日", ["なくしたと", "気づいた日"]),
        ("生年月日", ["生年", "月日"]),
    ],
)
def test_a_title_too_long_for_its_line_parts_where_a_word_ends(title: str, lines: list[str]) -> None:
    setter = Typesetter()
    assert title_lines(setter, title, setter.measure(title, 8.5) * 0.9, 8.5) == lines
    assert title_lines(setter, title, setter.measure(title, 8.5), 8.5) == [title]
