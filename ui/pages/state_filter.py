"""StateFilter: the tabs by state of a list, each with its count, and words to narrow it."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from ui.pages.state_tabs import LEFT, Tab, Wanted
from ui.places import Place
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.tab_choice import TabChoice
from ui.widgets.text_fields import LineField
from watchdesk.domain.folding import fold


class StateFilter(QWidget):
    """``changed`` when the user asks for something else, ``dropped`` when nothing is asked for any more (Esc).

    ``more``: what else a list is narrowed by, beside the words.
    """

    changed = Signal()
    dropped = Signal()

    def __init__(self, states: Mapping[str, Tab[Any]], name: str, hint: str, *more: QWidget) -> None:
        super().__init__()
        self._states = states
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(name)
        self.tabs.setExpanding(False)
        for key, tab in states.items():
            self.tabs.setTabData(self.tabs.addTab(tab.told), key)
        self.choice = TabChoice(self.tabs, name)
        self.text = LineField("言葉でしぼる", hint)
        set_size(self.text, min_width=15)
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low")
        self.told = words("", voice="soft")
        narrowing = QWidget()
        narrowing.setLayout(Flow(self.choice, self.text, *more, self.drop, self.told, gap=0.75))
        self.setLayout(column(row(self.tabs, STRETCH), narrowing, gap=0.5))
        self.tabs.currentChanged.connect(self.changed)
        self.text.edited.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.show_words("", drops=False)

    def show_tab(self, tab: str = LEFT) -> None:
        """Choose a tab, and ask for no words."""
        self.text.clear()
        self.tabs.setCurrentIndex(list(self._states).index(tab))

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Say on each tab how many stand there."""
        for place, (key, tab) in enumerate(self._states.items()):
            self.tabs.setTabText(place, f"{tab.told}（{counts.get(key, 0)}）")
        self.choice.reread()

    def wanted(self) -> Wanted:
        """What the tab and the words say."""
        needles = tuple(filter(None, map(fold, self.text.text().split())))
        return Wanted(tabs=self._states, tab=str(self.tabs.tabData(self.tabs.currentIndex())), needles=needles)

    def show_words(self, told: str, *, drops: bool) -> None:
        """Say what is shown, and offer to drop it."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.drop.setVisible(drops)

    def show_only(self, place: Place, counted: str, whose: str = "", *, narrows: bool) -> None:
        """Say ``whose`` records, and which of those ``counted``, are shown alone; of given ones no tab is chosen."""
        because = f"「{place.because or counted}」だけを表示しています。" if place.only is not None else ""
        self.show_words(f"{whose}{because}", drops=bool(whose or because or narrows))
        for part in (self.tabs, self.choice):
            part.setEnabled(place.only is None)
