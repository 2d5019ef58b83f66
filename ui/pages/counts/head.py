"""CountsHead: which month or 年度, which area, and what to do with the sheet of its numbers."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.area_field import AreaField
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, row, words
from ui.widgets.choice_field import ChoiceField
from watchdesk.domain.activity_count import Period
from watchdesk.domain.era import show_month, show_year
from watchdesk.domain.month import Month


class CountsHead(QWidget):
    """``offer(months, years)``, ``show_period(period, running)``; ``period_chosen(Period)``: the user's doing only.

    ``areas`` empty: an area's own store, which asks for no area.
    """

    period_chosen = Signal(object)
    area_chosen = Signal()

    def __init__(self, areas: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._periods: dict[str, Period] = {}
        self.title = words("", "title")
        self.provisional = Badge("暫定", "wait")
        self.choice = ChoiceField("月か年度", optional=False)
        self.area = AreaField(areas)
        self.keep = ActionButton("PDFに残す", "save")
        self.send = ActionButton("印刷する", "printer", "Ctrl+P", kind="main")
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.addLayout(row(self.title, self.provisional, self.choice, self.area, STRETCH, gap=0.6))
        self._lines.addLayout(row(STRETCH, self.keep, self.send))
        set_gaps(self._lines, 0.75)
        self.setLayout(self._lines)
        self.choice.edited.connect(self._choose)
        self.area.edited.connect(self.area_chosen)

    def offer(self, months: Sequence[Month], years: Sequence[int]) -> None:
        """Offer these 年度 and months, the latest first."""
        periods = [*(Period.of_year(year) for year in years), *(Period(month) for month in months)]
        offered = {_code(period): period for period in periods}
        if offered != self._periods:
            self._periods = offered
            self.choice.set_choices([(code, _words(period)) for code, period in offered.items()])

    def show_period(self, period: Period, running: Month) -> None:
        """Show one; ``running`` is today's month."""
        self.choice.set_value(_code(period))
        short = f"{show_year(period.first)}度" if period.is_year else f"{period.month.number}月"
        self.title.setText(f"{short}の活動件数")
        self.provisional.setVisible(period.months[-1] >= running)

    def reshape(self, shape: Shape) -> None:
        """One line, or two."""
        wide = shape is Shape.WIDE
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _choose(self) -> None:
        period = self._periods.get(self.choice.value() or "")
        if period is not None:
            self.period_chosen.emit(period)


def _code(period: Period) -> str:
    return f"{period.month.year}年度" if period.is_year else str(period.month)


def _words(period: Period) -> str:
    return f"{show_year(period.first)}度" if period.is_year else show_month(period.month)
