"""Sharing rows out over pages."""

from dataclasses import dataclass, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from watchdesk.reports.flow import Block, share_out
from watchdesk.reports.pen import Pen

ROOM = 100.0
NOTE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A block of lines of height 5 under a head of height 6; only blocks of many lines can be cut."""

    number: int
    lines: int
    marks: frozenset[str] = frozenset()
    is_whole: bool = True

    @property
    def height(self) -> float:
        return 6.0 + 5.0 * self.lines

    def split(self, room: float) -> "tuple[Block, Block] | None":
        fitting = min(int((room - 6) / 5), self.lines - 2)
        if fitting < 2:
            return None
        first = replace(self, lines=fitting, is_whole=False)
        return first, replace(self, lines=self.lines - fitting, is_whole=False)

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Nothing to see here."""


SLIPS = st.lists(st.tuples(st.integers(0, 60), st.frozensets(st.sampled_from("ab"))), max_size=40).map(
    lambda drawn: [Slip(number=number, lines=lines, marks=marks) for number, (lines, marks) in enumerate(drawn)]
)


def _room(marks: frozenset[str]) -> float:
    return ROOM - NOTE * len(marks)


def _pages(slips: list[Slip]) -> list[list[Slip]]:
    pages = share_out(slips, _room)
    return [[block for block in page if isinstance(block, Slip)] for page in pages]


@settings(max_examples=300)
@given(SLIPS)
def test_every_line_is_on_paper_once_and_in_order(slips: list[Slip]) -> None:
    placed = [block for page in _pages(slips) for block in page]
    assert [block.number for block in placed] == sorted(block.number for block in placed)
    for slip in slips:
        assert sum(block.lines for block in placed if block.number == slip.number) == slip.lines


@settings(max_examples=300)
@given(SLIPS)
def test_no_page_is_overfull_even_with_its_notes(slips: list[Slip]) -> None:
    for page in _pages(slips):
        marks = frozenset[str]().union(*(block.marks for block in page))
        assert sum(block.height for block in page) <= _room(marks)


@settings(max_examples=300)
@given(SLIPS)
def test_a_note_that_goes_over_the_page_has_two_lines_on_either_side(slips: list[Slip]) -> None:
    assert all(block.lines >= 2 for page in _pages(slips) for block in page if not block.is_whole)


def test_the_last_page_never_has_one_row_alone() -> None:
    rows = [Slip(number=number, lines=2) for number in range(13)]
    assert [len(page) for page in _pages(rows)] == [6, 5, 2]


def test_no_rows_make_one_empty_page() -> None:
    assert _pages([]) == [[]]
