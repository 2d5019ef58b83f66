"""TabChoice: the tabs of a page as one field to choose from, where the window is too narrow for a row of tabs."""

from PySide6.QtWidgets import QSizePolicy, QTabBar, QTabWidget, QWidget

from ui.widgets.choice_field import ChoiceField


class TabChoice(ChoiceField):
    """Stands for a tab bar: the same words, the same choice, both ways. ``stand_in(True)`` shows it instead of the bar.

    ``focus_target`` is whichever of the two is shown.
    """

    def __init__(self, tabs: QTabBar | QTabWidget, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, (), optional=False, parent=parent)
        self._tabs = tabs
        self._bar = tabs.tabBar() if isinstance(tabs, QTabWidget) else tabs
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edited.connect(self._choose)
        tabs.currentChanged.connect(self.reread)
        self.reread()
        self.hide()

    @property
    def focus_target(self) -> QWidget:
        """Where the focus goes to choose: this field, or the bar."""
        return self if self._bar.isHidden() else self._bar

    def stand_in(self, shown: bool) -> None:
        """Show it instead of the bar, or the bar again; whoever stood on the one stands on the other."""
        had_focus = self._bar.hasFocus() or self.hasFocus()
        self.reread()
        self._bar.setVisible(not shown)
        self.setVisible(shown)
        if had_focus:
            self.focus_target.setFocus()

    def reread(self) -> None:
        """Take the words of the tabs again."""
        self.set_choices(tuple((str(place), self._bar.tabText(place)) for place in range(self._bar.count())))
        self.set_value(str(self._bar.currentIndex()))

    def _choose(self) -> None:
        chosen = self.value()
        if chosen is not None:
            self._tabs.setCurrentIndex(int(chosen))
