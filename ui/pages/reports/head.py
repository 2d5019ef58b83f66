"""ReportsHead: which month, which area, and what to do with its report."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLayout, QWidget

from ui.pages.page import Shape
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.area_field import AreaField
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, row, words
from ui.widgets.choice_field import ChoiceField
from watchdesk.desk import Part
from watchdesk.domain.era import show_month
from watchdesk.domain.month import Month


class ReportsHead(QWidget):
    """``show_months(months, month, today)``; ``month_chosen(Month)``, ``area_chosen``: the user's doing only.

    ``issue`` is the badge of a closed month; it stands where the page has room for it. ``areas`` empty: an area's own
    store, which asks for no area. ``statistics`` is the box for pages without names; it stands beside the badge. Where
    the page is not wide, it and the main button stand beside the two tabs, and the month is told by its field alone.
    """

    month_chosen = Signal(object)
    area_chosen = Signal()

    def __init__(self, areas: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[Month, ...] = ()
        self.month: Month | None = None
        self.title = words("", "title")
        self.provisional, self.issue = Badge("暫定", "wait"), Badge("締め", "ok")
        self.issue.hide()
        self.before = ActionButton("前の月", "chevron-left", kind="plain")
        self.after = ActionButton("次の月", "chevron-right", kind="plain", pictured_behind=True)
        self.choice = ChoiceField("月", optional=False)
        self.area = AreaField(areas)
        self.statistics = QCheckBox("数字のページだけ")
        self.statistics.setAccessibleName("お名前のない、数字のページだけにする")
        self.close_month = ActionButton("締める", "calendar-check")
        self.keep = ActionButton("PDFに残す", "save")
        self.send = ActionButton("月報を印刷する", "printer", "Ctrl+P", kind="main")
        self._lines = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lines.addLayout(
            row(self.title, self.provisional, self.before, self.choice, self.after, self.area, STRETCH, gap=0.6)
        )
        self._buttons = row(STRETCH, self.close_month, self.keep, self.send)
        self._lines.addLayout(self._buttons)
        set_gaps(self._lines, 0.75)
        self.setLayout(self._lines)
        self.before.clicked.connect(self._go_before)
        self.after.clicked.connect(self._go_after)
        self.choice.edited.connect(self._choose)
        self.area.edited.connect(self.area_chosen)

    def show_months(self, months: tuple[Month, ...], month: Month, running: Month) -> None:
        """Offer these months, the latest first, and show one; ``running`` is today's."""
        if months != self._months:
            self._months = months
            self.choice.set_choices([(str(each), show_month(each)) for each in months])
        self.month = month
        self.choice.set_value(str(month))
        self.title.setText(f"{month.number}月の月報")
        self.provisional.setVisible(month == running)
        for button, other in ((self.before, month.previous), (self.after, month.next)):
            button.set_words(f"{other.number}月")
            button.setAccessibleName(f"{show_month(other)}の月報を見る")
            button.setVisible(other in months)

    def show_issue(self, parts: Sequence[Part], *, past: bool = False) -> None:
        """Show of a report's parts whether the month is closed; where there are several, how many of them are.

        ``past``: it is an issue that holds no longer.
        """
        facts = [part.facts for part in parts]
        closed = [one for one in facts if one.issue is not None]
        outdated = any(one.outdated for one in closed)
        if len(facts) == 1 and closed:
            state = "を見ています" if past else "・訂正版が必要" if outdated else "・締め"
            told = f"第{closed[0].issue}号{state}　照合番号 {closed[0].code}"
        else:
            told = f"{len(closed)}地域が締め" + ("・訂正あり" if outdated else "")
        self.issue.show_state(told, "wait" if past else "care" if outdated else "ok")
        self.issue.setVisible(bool(closed))
        number = self.month.number if self.month is not None else ""
        self.close_month.set_words(
            "訂正版をつくる" if outdated and not past else "締めを見る" if closed else f"{number}月を締める"
        )

    def reshape(self, shape: Shape) -> None:
        """One line, or two."""
        wide = shape is Shape.WIDE
        one = shape is not Shape.NARROW and not self.area.isVisibleTo(self)
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if one else QBoxLayout.Direction.TopToBottom)
        self.title.setVisible(wide)
        self.send.hide_keys(not wide)

    def stand_in(self, line: QLayout, *, wide: bool) -> None:
        """The box stands in this line, and the main button too where the page is not wide; the focus stays."""
        for part, where in ((self.statistics, line), (self.send, self._buttons if wide else line)):
            focused = part.hasFocus()
            where.addWidget(part)
            if focused:
                part.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go_before(self) -> None:
        if self.month is not None:
            self.month_chosen.emit(self.month.previous)

    def _go_after(self) -> None:
        if self.month is not None:
            self.month_chosen.emit(self.month.next)

    def _choose(self) -> None:
        code = self.choice.value()
        if code is not None:
            self.month_chosen.emit(Month.parse(code))
