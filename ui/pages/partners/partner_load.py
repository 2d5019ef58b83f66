"""PartnerLoad: what a watcher 見守り員 has to do, in numbers; each opens exactly its people."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.plans.load import NUMBERS
from ui.widgets.action_button import ActionButton
from ui.widgets.flow import Flow
from watchdesk.domain.honorific import called
from watchdesk.domain.planning import WorkloadLine


class PartnerLoad(QWidget):
    """``show_load(line)``, None where there is nothing to tell; ``people(ids, because)`` when a number is opened."""

    people = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self._line: WorkloadLine | None = None
        self.opens = {key: ActionButton(told, kind="low") for key, told in NUMBERS.items() if key != "people"}
        for key, button in self.opens.items():
            button.setProperty("key", key)
            button.clicked.connect(self._press)
        self.setLayout(Flow(*self.opens.values()))

    def show_load(self, line: WorkloadLine | None) -> None:
        """Show the numbers that are not zero."""
        self._line = line
        if line is None:
            for button in self.opens.values():
                button.hide()
            return
        for key, button in self.opens.items():
            count = len(getattr(line, key))
            button.set_words(f"{NUMBERS[key]} {count}名")
            button.setVisible(bool(count))
            button.setAccessibleName(f"{line.name} {NUMBERS[key]} {count}名を開く")

    def _press(self) -> None:
        key = str(self.sender().property("key"))
        if self._line is not None and self._line.partner is not None:
            self.people.emit(getattr(self._line, key), f"{called(self._line.partner)}の{NUMBERS[key]}")
