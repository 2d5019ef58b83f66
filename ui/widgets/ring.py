"""Ring: the focus ring, drawn around whatever has the focus, outside of it, in every look."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QSplitter, QWidget

from ui.theme import theme
from ui.widgets.focus import follow_focus

GAP = 2
WIDTH = 3
_OUT = GAP + WIDTH
_MOVES = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ZOrderChange})


class Ring(QObject):
    """Follows the focus over the whole application; make one in ``ui.main``: ``Ring(app)``.

    The ring is a sibling of the focused widget (or of the nearest ancestor with room for it), so it scrolls and is
    clipped with it. Item views have none: they show the focus on their current row. A widget with the property
    ``noRing`` paints its own.

    It appears once the event that moved the focus is through: to show a widget lays its neighbours out anew at once,
    and a button that shrinks while it is being pressed does not hear of it.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._line: _Line | None = None
        self._at: QWidget | None = None
        self._watched: list[QWidget] = []
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._place)
        follow_focus(self._follow)
        theme().changed.connect(self._place)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        self._forget()
        if now is None or isinstance(now, QAbstractItemView) or now.property("noRing") or now.isWindow():
            return
        self._at = now
        host = _host(now)
        self._line = _Line(host)
        at: QWidget | None = now
        while at is not None and at is not host:
            at.installEventFilter(self)
            self._watched.append(at)
            at = at.parentWidget()
        self._later.start()

    def _forget(self) -> None:
        for widget in self._watched:
            if shiboken6.isValid(widget):
                widget.removeEventFilter(self)
        if self._line is not None and shiboken6.isValid(self._line):
            self._line.hide()
            self._line.setParent(None)
            self._line.deleteLater()
        self._line, self._at, self._watched = None, None, []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._later.start() if self._appears() else self._place()
        return False

    def _appears(self) -> bool:
        """Whether it is still to be shown: laid out anew within a move, some neighbours would be left behind."""
        line, at = self._line, self._at
        if line is None or at is None or not (shiboken6.isValid(line) and shiboken6.isValid(at)):
            return False
        return line.isVisible() != at.isVisible()

    def _place(self) -> None:
        if (
            self._line is None
            or self._at is None
            or not (shiboken6.isValid(self._line) and shiboken6.isValid(self._at))
        ):
            return
        place = _grown(self._at, self._line.host)
        if self._line.geometry() != place:
            self._line.setGeometry(place)
        self._line.setVisible(self._at.isVisible())
        self._line.raise_()


class _Line(QWidget):
    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self.host = host
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("accent"), WIDTH))
        half = WIDTH / 2
        painter.drawRoundedRect(self.rect().toRectF().adjusted(half, half, -half, -half), 6, 6)
        painter.end()


def _grown(widget: QWidget, host: QWidget) -> QRect:
    place = QRect(widget.mapTo(host, widget.rect().topLeft()), widget.size())
    return place.adjusted(-_OUT, -_OUT, _OUT, _OUT)


def _host(widget: QWidget) -> QWidget:
    """The nearest ancestor with room for the ring, but never further out than what scrolls with the widget."""
    host = widget
    while not host.isWindow() and (host is widget or not _scrolled(host)):
        host = host.parentWidget() or host.window()
        if host.rect().contains(_grown(widget, host)) and not isinstance(host, QSplitter):
            return host
    return host


def _scrolled(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.objectName() == "qt_scrollarea_viewport"
