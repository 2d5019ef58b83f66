"""FollowUpsFilter: what the list 要対応 is narrowed to: a state and words, and what is shown in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.follow_ups.rows import OPEN, STATES, Wanted
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.text_fields import LineField
from watchdesk.domain.folding import fold


class FollowUpsFilter(QWidget):
    """``changed`` when the user asks for something else, ``dropped`` when nothing is asked for any more (Esc)."""

    changed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.state = ChoiceField("表示するもの", STATES, optional=False, filters=True)
        self.text = LineField("言葉でしぼる", "お名前・すること・だれが")
        set_size(self.text, min_width=17)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        self.told = words("", voice="soft")
        fields = (_titled("表示するもの", self.state), _titled("言葉でしぼる", self.text))
        self.setLayout(Flow(*fields, self.drop, self.told, gap=0.75))
        self.state.set_value(OPEN)
        self.state.edited.connect(self.changed)
        self.text.edited.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.show_words("", drops=False)

    def clear(self) -> None:
        """Ask for nothing but what is still to be done, without telling."""
        self.state.set_value(OPEN)
        self.text.clear()

    def wanted(self) -> Wanted:
        """What the fields say."""
        needles = tuple(filter(None, map(fold, self.text.text().split())))
        return Wanted(state=self.state.value() or OPEN, needles=needles)

    def show_words(self, told: str, *, drops: bool) -> None:
        """Say what is shown, and offer to drop it."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.drop.setVisible(drops)


def _titled(title: str, entry: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(words(title, "head"), entry, gap=0.2))
    return made
