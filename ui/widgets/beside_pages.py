"""BesidePages: numbers on the left and the pages made of them on the right; where room is short, one under two tabs."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QBoxLayout, QTabBar, QWidget

from ui.theme import set_gaps, set_role, set_size

_NUMBERS, _PAGES = 0, 1


class BesidePages(QObject):
    """``body`` holds both, ``tabs`` stand where the page has room for them. ``turned``: another side is in sight."""

    turned = Signal()

    def __init__(self, owner: QWidget, numbers: QWidget, pages: QWidget) -> None:
        super().__init__(owner)
        self._numbers, self._pages, self._wide = numbers, pages, True
        self.tabs = QTabBar()
        self.tabs.addTab("数と記録")
        self.tabs.addTab("印刷されるページ")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        set_role(self.tabs, "body")
        self.body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self.body.addWidget(numbers, 48)
        self.body.addWidget(pages, 52)
        set_gaps(self.body, 1.25)
        self.tabs.currentChanged.connect(self._turn)

    def reshape(self, *, wide: bool) -> None:
        """Both, or one of both at a time."""
        self._wide = wide
        self.tabs.setVisible(not wide)
        set_size(self._pages, min_height=12 if wide else 30)
        self._turn()

    def show_numbers(self) -> None:
        """Bring the numbers forward."""
        self.tabs.setCurrentIndex(_NUMBERS)

    def show_pages(self) -> None:
        """Bring the pages forward."""
        self.tabs.setCurrentIndex(_PAGES)

    def _turn(self) -> None:
        at, now = self.tabs.currentIndex(), QApplication.focusWidget()
        goes = self._pages if at == _NUMBERS else self._numbers
        if not self._wide and now is not None and goes.isAncestorOf(now):
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)  # not wherever the next widget happens to be
        self._numbers.setVisible(self._wide or at == _NUMBERS)
        self._pages.setVisible(self._wide or at == _PAGES)
        self.turned.emit()
