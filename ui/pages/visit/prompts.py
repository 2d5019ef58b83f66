"""VisitPrompts: what to look at more closely at this visit: what the season asks, what has changed of this person."""

from collections.abc import Collection
from datetime import date

from PySide6.QtWidgets import QFrame, QWidget

from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.icon_label import IconLabel
from ui.widgets.reveal import reveal
from ui.widgets.scroll import bring_into_sight
from watchdesk.desk import Desk
from watchdesk.domain.change_over_time import RULE_WORDS, Change, Changed, Look, SignKind, change, change_words
from watchdesk.domain.era import show_month_day

_WHY, _CLOSE = "なぜ？", "わけをとじる"


class VisitPrompts(QWidget):
    """``show_person(id, but)`` reads what was noticed before, ``tell(day, ticked)`` says what holds with these ticks.

    ``but`` is the record being corrected. Both lines take no room where they say nothing. The button なぜ？ opens the
    days and the rule in words.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._looks: tuple[Look, ...] = ()
        self._whose: str | None = None
        self._kinds: dict[str, SignKind] = {}
        self._season = words("", "small", "soft", wrap=True)
        self._season_line = QWidget()
        line = row(IconLabel("calendar-days", "soft", 1.1), self._season, gap=0.5)
        line.setStretch(1, 1)
        self._season_line.setLayout(line)
        self._sign = IconLabel("triangle-alert", "care", 1.25)
        self._sentence = words("", "strong", "care", wrap=True)
        self.why = ActionButton(_WHY, kind="link")
        self._rule = words("", "small", wrap=True)
        self._change = QFrame()
        head = row(self._sign, self._sentence, self.why, gap=0.5)
        head.setStretch(1, 1)
        self._change.setLayout(column(head, self._rule, gap=0.2, margins=(0.15, 0.75)))
        set_property(self._change, "ground", "sheet")
        self.setLayout(column(self._season_line, self._change, gap=0.4))
        self.why.clicked.connect(self._turn)
        self._rule.hide()

    def show_person(self, person_id: str | None, but: str | None = None) -> None:
        """Read what was noticed of somebody before; None for nobody."""
        self._looks = self._desk.visits.looks(person_id, but) if person_id is not None else ()
        if person_id != self._whose and not self._rule.isHidden():
            self._turn()  # what was opened was about somebody else
        self._whose = person_id
        self._kinds = self._desk.codes.sign_kinds()

    def tell(self, day: date, ticked: Collection[str]) -> None:
        """Say what the season of a day asks, and what changed, with the signs ticked by now."""
        seasons = self._desk.codes.seasons_on(day)
        self._season.setText("　".join(f"{season.title}{season.prompt}" for season in seasons))
        reveal(self._season_line, bool(seasons))
        now = (Look(on=day, signs=frozenset(ticked)),) if ticked else ()
        found = change((*self._looks, *now), self._kinds, day)
        self._show_change(found)
        reveal(self, bool(seasons) or found is not None)

    @property
    def season_told(self) -> str:
        """What the season asks; empty where it asks nothing."""
        return self._season.text()

    @property
    def change_told(self) -> str:
        """What has changed; empty where nothing has."""
        return "" if self._change.isHidden() else self._sentence.text()

    @property
    def rule_told(self) -> str:
        """The rule in words, where it is open."""
        return "" if self._rule.isHidden() else self._rule.text()

    def _show_change(self, found: Change | None) -> None:
        reveal(self._change, found is not None)
        if found is None:
            return
        tone = "urgent" if found.weighty else "care"
        self._sign.show_icon("octagon-alert" if found.weighty else "triangle-alert", tone)
        set_property(self._sentence, "voice", tone)
        self._sentence.setText(change_words(found))
        noted = (_noted(one) for one in found.groups)
        self._rule.setText("\n".join((*noted, *RULE_WORDS)))
        self.why.setAccessibleName(f"{change_words(found)}{self.why.text()}")

    def _turn(self) -> None:
        self._rule.setVisible(self._rule.isHidden())
        self.why.set_words(_WHY if self._rule.isHidden() else _CLOSE)
        bring_into_sight(self)


def _noted(one: Changed) -> str:
    days = "、".join(show_month_day(day).replace(" ", "") for day in one.days)
    return f"{'・'.join(one.topics)}：{days}に印が付いています。"
