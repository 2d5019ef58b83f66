"""Scroll: a page that scrolls up and down only, and keeps in sight what has the focus."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

from ui.theme import theme
from ui.widgets.focus import follow_focus

_SETTLED = 40
"""Milliseconds after which what has just opened below a field has its place and its height."""

_AT_REST = 300
"""The same where the whole page is arranged anew, with larger type."""


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the page around a widget that has just appeared or grown, once it has its place."""
    QTimer.singleShot(_SETTLED, widget, lambda: _show_whole(widget))


def bring_place_into_sight(widget: QWidget, place: QRect) -> None:
    """Scroll the pages around a widget so that a place on it is seen, with a line above and below."""
    around = _page_of(widget)
    while around is not None and (content := around.widget()) is not None:
        middle = widget.mapTo(content, place.center())
        around.ensureVisible(middle.x(), middle.y(), 0, place.height() // 2 + theme().em(2))
        if isinstance(around, Scroll):
            around.look()
        around = _page_of(around)


def to_the_top(widget: QWidget) -> None:
    """Scroll to the beginning of the page that a widget stands on: it is about somebody else from now on."""
    around = _page_of(widget)
    if around is not None:
        around.verticalScrollBar().setValue(0)
    if isinstance(around, Scroll):
        around.look()


def _show_whole(widget: QWidget) -> None:
    around = _page_of(widget)
    while around is not None:
        around.ensureWidgetVisible(widget, 0, theme().em(0.5))
        around = _page_of(around)  # where room is short, a page stands on a page


def _page_of(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


class Scroll(QScrollArea):
    """Holds a page's widget; smaller than 680 × 330 it can always be, and the focus ring is never cut off.

    What has the focus stays in sight whatever grows, comes or goes around it: larger type, a message, what is read
    after one came. Only the user's own scrolling leaves it behind.
    """

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = content
        self._follows = False
        self._in_sight = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._keep)
        self.verticalScrollBar().actionTriggered.connect(self._look_after)
        theme().changed.connect(self._keep)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._content.minimumSizeHint().width() + theme().em(1), 680), theme().em(8))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._follows:
            self._follows = True
            follow_focus(self._follow)

    def look(self) -> None:
        """The page was scrolled: see whether what has the focus is still in sight."""
        now = self._focused()
        top = now.mapTo(self._content, QPoint(0, 0)).y() - self.verticalScrollBar().value() if now is not None else -1
        self._in_sight = now is not None and top >= 0 and top + now.height() <= self.viewport().height()

    def _look_after(self, _action: int) -> None:
        QTimer.singleShot(0, self, self.look)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now):
            self._in_sight = True
            QTimer.singleShot(_SETTLED, self, self._bring_into_sight)

    def _keep(self) -> None:
        """The page or the room for it has grown or shrunk: once everything has its place, look for the focus."""
        if self._in_sight:
            for when in (_SETTLED, _AT_REST):
                QTimer.singleShot(when, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        now = self._focused()
        if self._in_sight and now is not None and now.height() <= self.viewport().height():
            self._bring_into_sight()

    def _focused(self) -> QWidget | None:
        now = QApplication.focusWidget()
        return now if now is not None and self._content.isAncestorOf(now) else None

    def _bring_into_sight(self) -> None:
        now = self._focused()
        if now is None:
            return
        small = now.height() < theme().em(3)
        bar, beside = self.verticalScrollBar(), theme().em(1.5 if small else 0.5)
        top = now.mapTo(self._content, QPoint(0, 0)).y()
        last = top + now.height() + beside - self.viewport().height()
        if last > top - beside:  # a list: its first rows, not the middle of it
            bar.setValue(top - theme().em(0.5))
        else:  # whole; Qt itself would be content with the line of the caret
            bar.setValue(min(max(bar.value(), last), top - beside))
