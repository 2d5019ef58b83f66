"""PaperFigures: the figures of a paper beside its pages, each with what it counts, opened into its records."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.places import Place, Room
from ui.tasks import Progress, Task, start
from ui.widgets.boxes import column, words
from ui.widgets.figure_line import FigureLine
from ui.widgets.figure_list import FigureList
from watchdesk.desk import AskedPapers
from watchdesk.domain.definitions import ANNUAL_CHANGE
from watchdesk.domain.figure_place import FigurePlace
from watchdesk.domain.paper_line import UNKNOWN, PaperLine, PaperRecords, RecordKind
from watchdesk.domain.small_cells import Kept

KEPT: Mapping[Kept, str] = {
    Kept.SMALL: "1か2なので、紙には「{cell}」とのせます。",
    Kept.BESIDE: "「3未満」の数が計算できないように、紙には「{cell}」とのせます。",
    Kept.WHOLE: "数が少ないので、紙にはまとめて「{cell}」とのせます。",
}
SEEN_HERE = "もとの記録は、この机でだけ見られます。"
PRESSED = "押すと、もとの記録を開きます。"


ROOMS: Mapping[RecordKind, Room] = {
    RecordKind.PERSON: Room.PEOPLE,
    RecordKind.VISIT: Room.VISITS,
    RecordKind.CONSULTATION: Room.CONSULTATIONS,
    RecordKind.REFERRAL: Room.REFERRALS,
    RecordKind.ACTIVITY: Room.ACTIVITIES,
    RecordKind.FOLLOW_UP: Room.FOLLOW_UPS,
}
"""Where the records of a kind stand."""


class PaperFigures(QWidget):
    """``show_paper(drawn)``, None: nothing is shown; those without records are only told of, on the pages.

    ``wanted(Place)``: exactly the records of a figure, in their own room, by Enter, by a press on the word at a line's
    end, or on the pages (``open_pressed``).
    """

    wanted = Signal(object)

    def __init__(self, papers: AskedPapers[Any], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers, self._drawn = papers, None
        title, self._heads = papers.FIGURES
        self._lines: dict[str, PaperLine] = {}
        self._unfolded: set[str] = set()
        self._opening: Task | None = None
        self.figures = FigureList(title, "もとの記録を開けます")
        self.told = words("", "small", "soft", wrap=True)
        self.setLayout(column(words(title, "strong"), self.figures, self.told, gap=0.4))
        self.figures.chosen.connect(self._tell)
        self.figures.opened.connect(self._open_current)
        self.figures.unfolding.connect(self._unfold)
        self.hide()

    def show_paper(self, drawn: Any) -> None:
        """Show the figures of a drawn paper; of one that is gone nothing is opened any more."""
        self.leave()
        self._drawn = drawn
        self._lines = {line.key: line for line in self._papers.lines(drawn)} if drawn is not None else {}
        self.setVisible(bool(self._lines))
        if self._lines:
            self._show()

    def leave(self) -> None:
        """Whoever goes away does not want to be led elsewhere any more."""
        task, self._opening = self._opening, None
        if task is not None:
            task.drop()

    def open_pressed(self, place: FigurePlace) -> None:
        """A figure was pressed on the pages."""
        self._open(place.ref.key, place.ref.column)

    def about(self, key: str, cell: int = 0) -> str:
        """What a figure counts, and of one kept off the paper why, and where it is seen."""
        line = self._lines[key]
        kept = line.why_kept(cell)
        if kept is None:
            return line.about
        seen = SEEN_HERE if line.opens else ""
        return f"{line.about}\n{KEPT[kept].format(cell=line.cells[cell])}{seen}"

    def told_over(self, place: FigurePlace) -> str:
        """What is told over a figure on the pages; nothing of one that has no line."""
        key, cell, *_ = place.ref
        line = self._lines.get(key)
        if line is None or cell >= len(line.cells):
            return ""
        if cell >= len(self._heads):
            return f"{line.title}の増減 {line.cells[cell]}\n{ANNUAL_CHANGE}"
        span = f"（{self._heads[cell]}）" if cell else ""
        told = f"{self.title(key)}{span} {line.cells[cell]}\n{self.about(key, cell)}"
        return f"{told}\n{PRESSED}" if line.opens_in(cell) else told

    def title(self, key: str) -> str:
        """Its word where it stands alone: 訪問記録（のべ） 方法：電話."""
        line = self._lines[key]
        above = f"{self.title(line.part_of)} " if line.part_of in self._lines else ""
        return f"{above}{line.title}"

    def _show(self) -> None:
        opening = {line.part_of for line in self._lines.values() if line.opens}
        shown = [
            line
            for line in self._lines.values()
            if (line.opens or line.key in opening) and all(key in self._unfolded for key in self._above(line))
        ]
        known = (cell + 1 for line in shown for cell, told in enumerate(line.cells) if told != UNKNOWN)
        heads = self._heads[: max(known, default=1)]
        self.figures.show_figures(heads, [self._figure(line, len(heads)) for line in shown])
        self._tell(self.figures.current)

    def _above(self, line: PaperLine) -> list[str]:
        """The keys of the figures that a line is a part of, the nearest first."""
        above = self._lines.get(line.part_of)
        return [above.key, *self._above(above)] if above is not None else []

    def _figure(self, line: PaperLine, cells: int) -> FigureLine:
        has_parts = any(other.part_of == line.key and other.opens for other in self._lines.values())
        return FigureLine(
            key=line.key,
            title=line.title,
            cells=line.cells[:cells],
            opens=line.opens,
            about=self.about(line.key),
            depth=len(self._above(line)),
            unfolded=line.key in self._unfolded if has_parts else None,
        )

    def _unfold(self, key: str) -> None:
        self._unfolded ^= {key}
        self._show()

    def _tell(self, key: str) -> None:
        self.told.setText(self.about(key, self.figures.column) if key else "")

    def _open_current(self, key: str) -> None:
        self._open(key, self.figures.column)

    def _open(self, key: str, cell: int) -> None:
        """Go to exactly the records behind a figure, in their own room."""
        line = self._lines.get(key)
        if line is None or not line.opens_in(cell):
            return
        self.leave()
        span = f"（{self._heads[cell]}）" if cell else ""
        self._opening = start(ReadBehind(self._papers, self._drawn, key, cell), self)
        self._opening.done.connect(partial(self._go, f"{self._papers.KIND.title} {self.title(key)}{span}"))

    def _go(self, because: str, found: PaperRecords) -> None:
        self._opening = None
        self.wanted.emit(Place(room=ROOMS[found.kind], only=found.ids, because=because))


class ReadBehind:
    """A job: reads what a figure of a drawn paper is made of."""

    def __init__(self, papers: AskedPapers[Any], drawn: Any, key: str, cell: int) -> None:
        self._papers, self._drawn, self._key, self._cell = papers, drawn, key, cell

    def run(self, progress: Progress) -> PaperRecords:
        """Read it."""
        return self._papers.behind(self._drawn, self._key, self._cell)
