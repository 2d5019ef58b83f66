"""PartnersFilter: what the list 関係機関 is narrowed to: words, a kind, whom to ask again, those who retired."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.partners.rows import ALL, ASKING, PRESENT, STANDINGS, Wanted
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import Choice, ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.text_fields import LineField
from watchdesk.domain.folding import fold

_EVERY = (ALL, "すべて")


class PartnersFilter(QWidget):
    """``changed`` when the user asks for something else, ``dropped`` when nothing is asked for any more (Esc)."""

    changed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.text = LineField("言葉でしぼる", "名前・役割・所属・電話")
        self.kind = ChoiceField("種別", (_EVERY,), optional=False, filters=True)
        self.asking = ChoiceField("確かめ", ASKING, optional=False, filters=True)
        self.standing = ChoiceField("退いた方", STANDINGS, optional=False, filters=True)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        fields = (self.text, self.kind, self.asking, self.standing)
        self.setLayout(Flow(*(_titled(entry) for entry in fields), self.drop, gap=0.75))
        for entry in fields:
            entry.edited.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.drop.hide()

    def offer(self, kinds: Sequence[Choice]) -> None:
        """Offer these kinds; what is asked for stays."""
        self.kind.set_choices((_EVERY, *kinds))

    def clear(self) -> None:
        """Ask for nothing, without telling."""
        self.text.clear()
        self.kind.set_value(ALL)
        self.asking.set_value(ALL)
        self.standing.set_value(PRESENT)

    def wanted(self) -> Wanted:
        """What the fields say."""
        return Wanted(
            needles=tuple(filter(None, map(fold, self.text.text().split()))),
            kind=self.kind.value() or ALL,
            asking=self.asking.value() or ALL,
            standing=self.standing.value() or PRESENT,
        )


def _titled(entry: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(words(entry.accessibleName(), "head"), entry, gap=0.35))
    return made
