"""VisitCells: cells of a list of visits, in which voided records stand struck through."""

from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QTableView

from ui.widgets.record_cells import CellPainter
from watchdesk.columns import Column


class VisitCells(CellPainter):
    """Strikes the words of voided records; the words of the columns in ``plain`` stay readable: why, and that it is."""

    def __init__(self, table: QTableView, plain: frozenset[str]) -> None:
        super().__init__(table)
        self._plain = plain
        self._struck = False

    def _paint_lines(self, painter: QPainter, place: QRect, column: Column[Any], row: Any) -> None:
        self._struck = row.voided and column.title not in self._plain
        super()._paint_lines(painter, place, column, row)

    def _paint_line(
        self, painter: QPainter, place: QRect, line: tuple[str, QFont, str], side: Qt.AlignmentFlag
    ) -> None:
        text, font, ink = line
        if self._struck:
            font, ink = QFont(font), "soft"
            font.setStrikeOut(True)
        super()._paint_line(painter, place, (text, font, ink), side)
