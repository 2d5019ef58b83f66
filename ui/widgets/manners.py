"""Manners of input held over the whole application: open conversions and the mouse wheel."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QWidget,
)

_STOPPED = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})


def composing(widget: QWidget | None) -> bool:
    """Whether a conversion is open in a widget; known once ``InputManners`` watches the application."""
    return widget is not None and bool(widget.property("composing"))


class InputManners(QObject):
    """Held over the whole application; make one in ``ui.main``: ``InputManners(app)``.

    While a conversion is open, no shortcut fires and Enter and Esc end nothing but the conversion. The wheel changes
    no field that has not the focus: it scrolls the page instead.

    It watches the widget that has the focus, where keys and conversions arrive, and the windows, where the wheel
    does: watching every object would cost a third of the time in which a page is built.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._handlers = {
            QEvent.Type.InputMethod: self._note,
            QEvent.Type.FocusOut: self._forget,
            QEvent.Type.ShortcutOverride: self._hold_shortcut,
            QEvent.Type.KeyPress: self._hold_key,
            QEvent.Type.Wheel: self._hold_wheel,
        }
        app.focusChanged.connect(self._watch)
        app.focusWindowChanged.connect(self._watch_window)
        self._watch(None, QApplication.focusWidget())
        self._watch_window(QGuiApplication.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = self._handlers.get(event.type())
        return handler is not None and handler(watched, event)

    def _watch(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
            old.setProperty("composing", False)
        if now is not None:
            now.installEventFilter(self)

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _note(self, widget: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            widget.setProperty("composing", bool(event.preeditString()))
        return False

    def _forget(self, widget: QObject, event: QEvent) -> bool:
        widget.setProperty("composing", False)
        return False

    def _hold_shortcut(self, widget: QObject, event: QEvent) -> bool:
        if not widget.property("composing"):
            return False
        event.accept()
        return True

    def _hold_key(self, widget: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and bool(widget.property("composing")) and event.key() in _STOPPED

    def _hold_wheel(self, window: QObject, event: QEvent) -> bool:
        """At the window, before Qt gives the field under the pointer the focus and lets the wheel change it."""
        if not isinstance(window, QWindow) or not isinstance(event, QWheelEvent):
            return False
        field = wheel_field(QApplication.widgetAt(event.globalPosition().toPoint()))
        if field is None or field.hasFocus():
            return False
        page = _scrolling(field)
        if page is not None:
            QApplication.sendEvent(page.viewport(), event)
        return True


def wheel_field(widget: QWidget | None) -> QWidget | None:
    """The field whose value the wheel would change, when the pointer is over ``widget``."""
    at = widget
    while at is not None and not isinstance(at, QAbstractSpinBox | QComboBox | QAbstractSlider):
        at = None if at.isWindow() else at.parentWidget()
    return None if isinstance(at, QScrollBar) else at


def _scrolling(field: QWidget) -> QAbstractScrollArea | None:
    """The nearest page around a field that scrolls."""
    at = field.parentWidget()
    while at is not None and not isinstance(at, QAbstractScrollArea):
        at = at.parentWidget()
    return at
