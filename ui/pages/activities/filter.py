"""ActivitiesFilter: what the list 活動・連絡調整 is narrowed to: a state and words, and what is shown in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.activities.rows import ALL, STATES, Wanted
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.text_fields import LineField
from watchdesk.domain.folding import fold


class ActivitiesFilter(QWidget):
    """``changed`` when the user asks for something else, ``dropped`` when nothing is asked for any more (Esc)."""

    changed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = ChoiceField("表示するもの", STATES, optional=False, filters=True)
        self.text = LineField("言葉でしぼる", "言葉でしぼる")
        set_size(self.text, min_width=13)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        self.told = words("", voice="soft")
        self.setLayout(Flow(self.state, self.text, self.drop, self.told, gap=0.75))
        self.state.edited.connect(self.changed)
        self.text.edited.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.show_words("", drops=False)

    def clear(self) -> None:
        """Ask for nothing, without telling."""
        self.state.set_value(ALL)
        self.text.clear()

    def wanted(self, only: frozenset[str] | None) -> Wanted:
        """What the fields say, with the records behind a figure."""
        needles = tuple(filter(None, map(fold, self.text.text().split())))
        return Wanted(state=self.state.value() or ALL, needles=needles, only=only)

    def show_words(self, told: str, *, drops: bool) -> None:
        """Say what is shown, and offer to drop it."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.drop.setVisible(drops)
