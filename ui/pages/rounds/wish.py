"""WishFields: how a sheet is to be: the day, who walks, the way of visiting, how much of a name, for whom."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages.people.choices import titled
from ui.pages.visit.visitor import VisitorField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from watchdesk.desk import USUAL_RECEIVER, Desk
from watchdesk.domain.era import show_month_day, weekday
from watchdesk.domain.round import Naming
from watchdesk.domain.words import Method

DAYS_AHEAD = 7
"""A sheet is printed for one of the next days, not earlier: it shows who is to be seen by then."""


class WishFields(QWidget):
    """``values()`` are what ``desk.day_sheets.prepare`` takes beside the ids."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.day = ChoiceField("まわる日", optional=False)
        self.walker = VisitorField("歩く人")
        self.method = ChoiceField("方法", [(one.value, one.label) for one in Method], optional=False)
        self.naming = ChoiceField("用紙のお名前", [(one.value, one.label) for one in Naming], optional=False)
        self.receiver = ChoiceField("渡す相手", optional=False)
        fields = (
            titled("まわる日", self.day),
            titled("歩く人", self.walker),
            titled("方法", self.method),
            titled("用紙のお名前", self.naming),
            titled("渡す相手", self.receiver),
        )
        self.setLayout(Flow(*fields, gap=0.75))

    def begin(self) -> None:
        """The usual: today, by visit, whole names, for the watchers 見守り員."""
        today = self._desk.today()
        days = [today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD + 1)]
        self.day.set_choices([(day.isoformat(), _word(day, today)) for day in days])
        self.day.set_value(today.isoformat())
        self.method.set_value(Method.VISIT)
        self.naming.set_value(Naming.FULL)
        self.receiver.set_choices([(one.code, one.label) for one in self._desk.codes.entries("recipients")])
        self.receiver.set_value(USUAL_RECEIVER)

    def offer(self, walkers: Sequence[str]) -> None:
        """Offer names of who may walk; what stands there stays."""
        self.walker.set_names(walkers)

    def values(self) -> Mapping[str, Any]:
        """What is asked for."""
        return {
            "on": date.fromisoformat(self.day.value() or self._desk.today().isoformat()),
            "walker": self.walker.value(),
            "method": Method(self.method.value() or Method.VISIT.value),
            "naming": Naming(self.naming.value() or Naming.FULL.value),
            "receiver": self.receiver.value() or "",
        }


def _word(day: date, today: date) -> str:
    shown = f"{show_month_day(day).replace(' ', '')}（{weekday(day)}）"
    return f"今日 {shown}" if day == today else shown
