"""Scroll: a page that scrolls up and down only, and keeps in sight what has the focus."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QScrollArea, QWidget
from shiboken6 import isValid

from ui.theme import theme
from ui.widgets.focus import follow_focus

_SETTLED = 40
"""Milliseconds after which what has just opened below a field has its place and its height."""

_AT_REST = 300
"""The same where the whole page is arranged anew, with larger type."""

_ENOUGH = 0.6
"""So much of the window for a list is enough of it in sight: its heads and first rows."""

_FIRST = 10
"""Half of so many em of a list are enough as its page opens: its heads and a row."""

_HANDS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})

_RING = 6
"""Pixels of the focus ring around a widget."""


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


def keep_in_sight(widget: QWidget) -> None:
    """The current row of a list that has the focus is another one: the page around it follows."""
    around = _page_of(widget)
    if isinstance(around, Scroll):
        around.keep()


def _show_whole(widget: QWidget) -> None:
    around = _page_of(widget)
    while around is not None:
        around.ensureWidgetVisible(widget, 0, theme().em(0.5))
        if isinstance(around, Scroll):
            around.stay()
        around = _page_of(around)  # where room is short, a page stands on a page


def _page_of(widget: QWidget) -> QScrollArea | None:
    around = widget.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    return around


class _Touch(QObject):
    """Hears the first key or press on what the program gave the focus, and tells its page."""

    def __init__(self, page: "Scroll") -> None:
        super().__init__(page)
        self._page, self._at = page, page.viewport()

    def watch(self, widget: QWidget) -> None:
        """Listen there, and nowhere else."""
        self.leave()
        self._at = widget
        widget.installEventFilter(self)

    def leave(self) -> None:
        """Listen no more."""
        if isValid(self._at):
            self._at.removeEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self.leave()
            self._page.touched()
        return False


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
        self._opens = True  # until the user has a hand in it
        self._touch = _Touch(self)
        self._begun, self._brings = 0, False  # where the page stood before it followed the focus
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.setWidget(content)
        content.setAutoFillBackground(False)
        self.verticalScrollBar().rangeChanged.connect(self._keep)
        self.verticalScrollBar().valueChanged.connect(self._moved)
        self.verticalScrollBar().actionTriggered.connect(self._look_after)
        theme().changed.connect(self._keep)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._content.minimumSizeHint().width() + theme().em(1), 680), theme().em(8))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._open()
        if not self._follows:
            self._follows = True
            follow_focus(self._follow)

    def _open(self) -> None:
        """The page comes to the front: it begins at its beginning, unless it stands within another one."""
        self._opens, self._begun = True, 0
        if _page_of(self) is None:
            self.verticalScrollBar().setValue(0)
        else:
            self.stay()

    def touched(self) -> None:
        """The user has pressed something: from now on it is he who moves the focus."""
        self._opens = False
        self.stay()

    def stay(self) -> None:
        """Where the page stands now is where it is to stand."""
        self._begun = self.verticalScrollBar().value()

    def look(self) -> None:
        """The page was scrolled: see whether what has the focus is still in sight."""
        self.stay()
        now = self._focused()
        self._in_sight = now is not None and self._sees(self._needed(now), self.verticalScrollBar().value())

    def keep(self) -> None:
        """What has the focus shows another part of itself, the next row of a list: keep that in sight."""
        if self._focused() is not None:
            self._in_sight = True
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _look_after(self, _action: int) -> None:
        self._opens = False
        QTimer.singleShot(0, self, self.look)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now):
            self._in_sight = True
            if not self._opens:
                self.stay()
            else:
                self._touch.watch(now)
            QTimer.singleShot(_SETTLED, self, self._bring_into_sight)

    def _moved(self, to: int) -> None:
        if not self._brings and not self._opens:  # as it opens, Qt scrolls to what it gave the focus
            self._begun = to

    def _keep(self) -> None:
        """The page or the room for it has grown or shrunk: once everything has its place, look for the focus."""
        if self._in_sight:
            for when in (_SETTLED, _AT_REST):
                QTimer.singleShot(when, self, self._keep_in_sight)

    def _keep_in_sight(self) -> None:
        if self._in_sight:
            self._bring_into_sight()

    def _focused(self) -> QWidget | None:
        now = QApplication.focusWidget()
        return now if now is not None and self._content.isAncestorOf(now) else None

    def _sees(self, part: QRect, shift: int) -> bool:
        return part.top() >= shift and part.top() + part.height() <= shift + self.viewport().height()

    def _part(self, now: QWidget, enough: int) -> QRect:
        """What of it must be seen, on the content: so much of its height; of a list no less than the current row.

        A list that was brought in whole would push the title of its page out of sight.
        """
        whole = QRect(now.mapTo(self._content, QPoint(0, 0)), now.size())
        first = whole.intersected(QRect(whole.topLeft(), QSize(whole.width(), enough)))
        if not isinstance(now, QAbstractItemView):
            return first
        current = now.visualRect(now.currentIndex()).intersected(now.viewport().rect())
        current.moveTopLeft(now.viewport().mapTo(self._content, current.topLeft()))
        return current if current.isValid() and current.bottom() > first.bottom() else first

    def _needed(self, now: QWidget) -> QRect:
        """All of a field, so much of a list."""
        room = self.viewport().height()
        return self._part(now, int(_ENOUGH * room) if isinstance(now, QAbstractItemView) else room)

    def _is_at_its_beginning(self, now: QWidget) -> bool:
        """Whether the page can stay there: as it opens, its title comes before the half of a button."""
        if self._begun:
            return False
        if not self._opens:
            return self._sees(self._needed(now).adjusted(0, 0, 0, _RING), 0)
        part = self._part(now, theme().em(_FIRST) if isinstance(now, QAbstractItemView) else now.height())
        part.setHeight(part.height() // 2)
        return self._sees(part, 0)

    def _bring_into_sight(self) -> None:
        now = self._focused()
        if now is None:
            return
        self._brings = True
        self.verticalScrollBar().setValue(0 if self._is_at_its_beginning(now) else self._place_for(self._needed(now)))
        self._brings = False

    def _place_for(self, needed: QRect) -> int:
        """How far to scroll, from where the page stood: what was arranged meanwhile leaves no trace."""
        beside = theme().em(1.5 if needed.height() < theme().em(3) else 0.5)
        last = needed.top() + needed.height() + beside - self.viewport().height()
        return min(max(self._begun, last), needed.top() - beside)  # Qt would be content with the caret's line
