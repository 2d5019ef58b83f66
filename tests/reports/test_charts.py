"""Charts: every value stands on the paper, however low its bar, and leads to its figure."""

from itertools import pairwise

import pytest

from watchdesk.domain.figure_place import FigureRef
from watchdesk.reports.charts import Bar, Frame, draw_standing
from watchdesk.reports.page import A4
from watchdesk.reports.pen import MM, Pen
from watchdesk.reports.typesetter import Typesetter

SEEN, UNSEEN = FigureRef("seen"), FigureRef("unseen")


class Noting(Pen):
    """A pen that keeps what it writes, and where its middle is."""

    def __init__(self) -> None:
        super().__init__(Typesetter(), A4.height)
        self.written: list[tuple[str, float, float]] = []

    def text_middle(self, x: float, y: float, text: str, size: float, *, bold: bool = False) -> None:
        """Keep it, and write it."""
        self.written.append((text, x, y))
        super().text_middle(x, y, text, size, bold=bold)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ((40, 3), {"40", "3"}),
        ((2, 41), {"2", "41"}),
        ((1, 1), {"1"}),
        ((3, 0), {"3", "0"}),
        ((0, 5), {"0", "5"}),
        ((0, 0), {"0"}),
        ((7,), {"7"}),
    ],
)
def test_each_value_of_a_standing_bar_is_written_beside_the_highest(parts: tuple[int, ...], told: set[str]) -> None:
    pen = Noting()
    low = Bar(label="10月", parts=parts, figures=(SEEN, UNSEEN))
    draw_standing(pen, Frame(x=100, y=100, width=80 * MM, height=25 * MM), [Bar(label="9月", parts=(90, 10)), low])
    mine = [(text, x, y) for text, x, y in pen.written if x > 100 + 40 * MM and text != low.label]
    assert {text for text, _, _ in mine} == told
    lines = sorted(y for _, _, y in mine)
    assert all(lower - upper >= 8 for upper, lower in pairwise(lines)), "never over each other"
    for number, ref in zip(parts, (SEEN, UNSEEN), strict=False):
        under = [one for one, *_ in pen.figures if one == ref]
        assert under or not any(parts), number


def test_a_white_bar_whose_parts_are_kept_back_leads_to_its_whole_and_one_without_figures_nowhere() -> None:
    pen, whole = Pen(Typesetter(), A4.height), FigureRef("whole")
    white = Bar(label="9月", parts=(0, 0, 12), figures=(None, None, whole))
    draw_standing(pen, Frame(x=100, y=100, width=80 * MM, height=25 * MM), [white, Bar(label="10月", parts=(0,))])
    instead = Bar(label="11月", parts=(0,), instead="1～4")
    draw_standing(pen, Frame(x=100, y=200, width=80 * MM, height=25 * MM), [instead])
    assert {one for one, *_ in pen.figures} == {whole}
