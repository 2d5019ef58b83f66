"""WishFields: how a sheet is to be: the day, who walks, the way of visiting, how much of a name, for whom."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages.people.choices import titled
from ui.pages.visit.visitor import VisitorField
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.flow import Flow
from watchdesk.desk import Desk
from watchdesk.domain.round import Naming
from watchdesk.domain.words import Method

USUAL_RECEIVER = "mimamori_in"


class WishFields(QWidget):
    """``values()`` are what ``desk.day_sheets.prepare`` takes beside the ids; ``problem()`` why they can't be read."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.day = DateField("まわる日", desk.today(), near=True, coming=True, calendar=False)
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
        self.day.set_value(self._desk.today())
        self.method.set_value(Method.VISIT)
        self.naming.set_value(Naming.FULL)
        self.receiver.set_choices([(one.code, one.label) for one in self._desk.codes.entries("recipients")])
        self.receiver.set_value(USUAL_RECEIVER)

    def offer(self, walkers: Sequence[str]) -> None:
        """Offer names of who may walk; what stands there stays."""
        self.walker.set_names(walkers)

    def problem(self) -> str:
        """Why the day can't be read, empty when it can."""
        if self.day.value() is None:
            return self.day.problem() or "まわる日を入れてください。"
        return ""

    def values(self) -> Mapping[str, Any]:
        """What is asked for."""
        return {
            "on": self.day.value(),
            "walker": self.walker.value(),
            "method": Method(self.method.value() or Method.VISIT.value),
            "naming": Naming(self.naming.value() or Naming.FULL.value),
            "receiver": self.receiver.value() or "",
        }
