"""VisitsFilter: the month, and the row of fields that narrow the list 訪問記録."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.visits.rows import ALL, CONDITIONS, RESULTS, Wanted
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.text_fields import LineField
from watchdesk.domain.era import show_month
from watchdesk.domain.folding import fold
from watchdesk.domain.month import Month


class MonthChooser(QWidget):
    """One month, the one before, the one after; never later than ``today``'s. ``chosen(Month)`` is the user's doing."""

    chosen = Signal(object)

    def __init__(self, this_month: Month, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._this = this_month
        self.month = this_month
        self.word = words("", "name")
        self.before = ActionButton("前の月", "chevron-left", "Ctrl+PgUp", kind="low")
        self.after = ActionButton("次の月", "chevron-right", "Ctrl+PgDown", kind="low", pictured_behind=True)
        self.now = ActionButton("今月", "rotate-ccw", kind="low")
        for button in (self.before, self.after):
            button.hide_keys(True)
        self.before.clicked.connect(lambda: self._choose(self.month.previous))
        self.after.clicked.connect(lambda: self._choose(self.month.next))
        self.now.clicked.connect(lambda: self._choose(self._this))
        self.setLayout(row(self.before, self.word, self.after, self.now, gap=0.6))
        self.setAccessibleName("月")
        self.show_month(this_month, this_month)

    def show_month(self, month: Month, this_month: Month) -> None:
        """Show a month; ``this_month`` is today's."""
        self.month, self._this = month, this_month
        self.word.setText(show_month(month))
        self.word.setAccessibleName(f"{show_month(month)}の記録")
        self.after.setEnabled(month < this_month)
        self.now.setVisible(month != this_month)

    def show_several(self) -> None:
        """Say that the records shown are of several months; the ones beside are still those of the month before."""
        self.word.setText("いくつかの月")
        self.word.setAccessibleName("いくつかの月の記録")

    def _choose(self, month: Month) -> None:
        if month <= self._this:
            self.show_month(month, self._this)
            self.chosen.emit(month)


class VisitsFilter(QWidget):
    """``changed`` when the user asks for something else, ``dropped`` when nothing is asked for any more (Esc).

    ``areas`` are asked about in a store of the whole ward.
    """

    changed = Signal()
    dropped = Signal()

    def __init__(self, areas: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.area = ChoiceField("地域", _areas(areas), optional=False, filters=True)
        self.text = LineField("言葉でしぼる", "お名前・書きとめ・訪問した人")
        self.result = ChoiceField("結果", RESULTS, optional=False, filters=True)
        self.condition = ChoiceField("様子", CONDITIONS, optional=False, filters=True)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        told = (("地域", self.area),) if areas else ()
        fields = (("言葉でしぼる", self.text), *told, ("結果", self.result), ("様子", self.condition))
        self.setLayout(Flow(*(_titled(title, field) for title, field in fields), self.drop, gap=0.75))
        for field in (self.text, self.area, self.result, self.condition):
            field.edited.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.show_drop(wanted=False)

    def reshape(self, *, wide: bool) -> None:
        """Fit the width."""
        set_size(self.text, min_width=17 if wide else 10)

    def offer_areas(self, areas: Sequence[str]) -> None:
        """Offer the areas as the list of areas has them now."""
        self.area.set_choices(_areas(areas))

    def clear(self) -> None:
        """Ask for nothing, without telling."""
        self.text.clear()
        self.area.set_value(ALL)
        self.result.set_value(ALL)
        self.condition.set_value(ALL)

    def show_drop(self, *, wanted: bool) -> None:
        """Offer to drop what is asked for."""
        self.drop.setVisible(wanted)

    def wanted(self, only: frozenset[str] | None) -> Wanted:
        """What the fields say, with the records behind a figure."""
        return Wanted(
            needles=tuple(map(fold, self.text.text().split())),
            result=self.result.value() or ALL,
            condition=self.condition.value() or ALL,
            area=self.area.value() or ALL,
            only=only,
        )


def _areas(areas: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return ((ALL, "すべて"), *((area, area) for area in areas))


def _titled(title: str, field: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(words(title, "head"), field, gap=0.35))
    return made
