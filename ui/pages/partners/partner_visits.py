"""PartnerVisits: the visits of a month that somebody made, each opened by Enter."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.visits.filter import MonthChooser
from ui.pages.visits.rows import AREA, COLUMNS
from ui.theme import set_size
from ui.widgets.boxes import column, row, words
from ui.widgets.record_table import RecordTable
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Partner

_NOT_TOLD = frozenset({"訪問した人"})


class PartnerVisits(QWidget):
    """``show_visits(partner, month, lines)``; ``opened(VisitLine)``, ``chosen(Month)`` when another month is wanted."""

    opened = Signal(object)
    chosen = Signal(object)

    def __init__(self, this_month: Month, *, ward: bool) -> None:
        super().__init__()
        self.months = MonthChooser(this_month)
        self.told = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "訪問した記録", folds=True)
        self.table.hide_columns(_NOT_TOLD if ward else _NOT_TOLD | {AREA})
        set_size(self.table, min_height=8)
        head = row(self.months, self.told, gap=1)
        head.setStretch(1, 1)
        layout = column(head, self.table, gap=0.6)
        layout.setStretch(1, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        self.table.opened.connect(self.opened)
        self.months.chosen.connect(self.chosen)

    def show_visits(self, partner: Partner, month: Month, this_month: Month, lines: tuple[VisitLine, ...]) -> None:
        """Show a month's."""
        self.months.show_month(month, this_month)
        self.table.set_rows(lines)
        self.table.setVisible(bool(lines))
        counted = [line for line in lines if not line.voided]
        people = len({line.person_id for line in counted})
        self.told.setText(
            f"訪問した人に「{partner.name}」とある記録が、{len(counted)}件（{people}名）あります。"
            if lines
            else f"訪問した人に「{partner.name}」とある記録は、この月にはありません。"
        )
