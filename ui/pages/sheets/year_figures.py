"""YearFigures: the figures of 年間のまとめ beside its pages, each with what it counts, opened into its records."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import column, words
from ui.widgets.figure_line import FigureLine
from ui.widgets.figure_list import FigureList
from watchdesk.domain.annual_behind import YearLine

KEPT = "紙には「{cell}」とのせます。もとの記録は、この机でだけ見られます。"
_HEADS = ("この年度",)
"""The year before stands on the paper only: what opens is of the year itself."""


class YearFigures(QWidget):
    """``show_lines(lines)``, none: nothing is shown; those without records are only told of, on the pages.

    ``opened(key)``: Enter, or a press on the word at its end.

    ``about(key)`` is what a figure counts, in words; of one kept off the paper that it is, and where it is seen.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, YearLine] = {}
        self._unfolded: set[str] = set()
        self.figures = FigureList("1年の数", "もとの記録を開けます")
        self.told = words("", "small", "soft", wrap=True)
        self.setLayout(column(words("1年の数", "strong"), self.figures, self.told, gap=0.4))
        self.figures.chosen.connect(self._tell)
        self.figures.opened.connect(self.opened)
        self.figures.unfolding.connect(self._unfold)
        self.hide()

    def show_lines(self, lines: Sequence[YearLine]) -> None:
        """Show these figures."""
        self._lines = {line.key: line for line in lines}
        self.setVisible(bool(lines))
        if lines:
            self._show()

    def about(self, key: str) -> str:
        """What a figure counts; nothing where there is none of this key."""
        line = self._lines.get(key)
        if line is None:
            return ""
        return line.about + (f"\n{KEPT.format(cell=line.cells[0])}" if line.kept else "")

    def line(self, key: str) -> YearLine | None:
        """A figure."""
        return self._lines.get(key)

    def _show(self) -> None:
        opening = [line for line in self._lines.values() if line.opens]
        shown = [line for line in opening if not line.part_of or line.part_of in self._unfolded]
        self.figures.show_figures(_HEADS, [self._figure(line) for line in shown])
        self._tell(self.figures.current)

    def _figure(self, line: YearLine) -> FigureLine:
        figure = FigureLine(
            key=line.key, title=line.title, cells=line.cells, opens=line.opens, about=self.about(line.key)
        )
        if line.part_of:
            return replace(figure, depth=1)
        has_parts = any(other.part_of == line.key for other in self._lines.values())
        return replace(figure, unfolded=line.key in self._unfolded if has_parts else None)

    def _unfold(self, key: str) -> None:
        self._unfolded ^= {key}
        self._show()

    def _tell(self, key: str) -> None:
        self.told.setText(self.about(key))
