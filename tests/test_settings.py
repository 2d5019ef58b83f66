"""Stamp boxes are read as people write them, and written as they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.errors import Invalid
from watchdesk.settings import BY_KEY, read_stamps, show_stamps

NAMES = st.text(alphabet="課長係担当会作成者Ａb1 ", min_size=1, max_size=6).filter(lambda name: name.strip() == name)


def test_the_default_boxes_are_written_and_read_alike() -> None:
    default = BY_KEY["stamps"].default
    assert show_stamps(default) == "区役所: 課長、係長、担当\n地域: 会長、作成者"
    assert read_stamps(show_stamps(default)) == default


@pytest.mark.parametrize(
    "line", ["区役所：課長，係長・担当", " 区役所 : 課長, 係長 、担当 ", "区役所:課長、係長、、担当\n\n"]
)
def test_boxes_are_read_in_any_width(line: str) -> None:
    assert read_stamps(line) == [["区役所", ["課長", "係長", "担当"]]]


@pytest.mark.parametrize("line", ["課長、係長", "区役所:", ": 課長", "区役所: 、"])
def test_a_line_without_office_or_boxes_is_refused_by_name(line: str) -> None:
    with pytest.raises(Invalid, match="のように書いてください") as refused:
        read_stamps(f"地域: 会長\n{line}")
    assert refused.value.field == "stamps"
    assert line.strip() in str(refused.value)


def test_no_boxes_are_no_boxes() -> None:
    assert read_stamps(" \n") == []


@given(st.lists(st.tuples(NAMES, st.lists(NAMES, min_size=1, max_size=3)), max_size=4))
def test_whatever_was_written_is_read_back(groups: list[tuple[str, list[str]]]) -> None:
    assert read_stamps(show_stamps(groups)) == [[title, boxes] for title, boxes in groups]
