"""Manners of input held over the whole application: open conversions and the mouse wheel."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QWheelEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QScrollBar,
    QTabBar,
    QWidget,
)

from ui.widgets.focus import follow_focus

_PREEDIT = "preedit"

_CHORD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier

_LEAVING = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})

_COMES_BACK = frozenset(
    {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason}
)

"""Why the focus goes when it is about to come back, with the conversion as the input method left it."""


def composing(widget: QWidget | None) -> bool:
    """Whether a conversion is open in a widget; known once ``InputManners`` watches the application."""
    return widget is not None and bool(widget.property(_PREEDIT))


def end_conversion() -> None:
    """Put what is still being converted into its field, before that is read, left or hidden."""
    _end(QApplication.focusWidget())


def _end(widget: QWidget | None) -> None:
    """Ask the input method to commit (ibus, fcitx), then to give up, which is how Windows' commits.

    Where there is none that answers, what stands there unconverted is put in: it is never lost.
    """
    if widget is None or not composing(widget):
        return
    QGuiApplication.inputMethod().commit()
    if composing(widget):
        QGuiApplication.inputMethod().reset()
    if composing(widget):
        whole = QInputMethodEvent()
        whole.setCommitString(str(widget.property(_PREEDIT)))
        QApplication.sendEvent(widget, whole)


class InputManners(QObject):
    """Held over the whole application; make one in ``ui.main``: ``InputManners(app)``.

    While a conversion is open the keyboard belongs to it: no shortcut fires, and no key does anything but write in
    the field or leave it by Tab, whichever of them the input method lets through. Leaving puts in what is open. The
    wheel changes no field, with the focus or without, and no tab: it scrolls the page instead.

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
        follow_focus(self._watch)
        app.focusWindowChanged.connect(self._watch_window)
        self._watch(None, QApplication.focusWidget())
        self._watch_window(QGuiApplication.focusWindow())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = self._handlers.get(event.type())
        return handler is not None and handler(watched, event)

    def _watch(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None and shiboken6.isValid(old):
            old.removeEventFilter(self)
            old.setProperty(_PREEDIT, "")
        if now is not None:
            now.installEventFilter(self)

    def _watch_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _note(self, widget: QObject, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            widget.setProperty(_PREEDIT, event.preeditString())
        return False

    def _forget(self, widget: QObject, event: QEvent) -> bool:
        """Before the field hears that it is left, so that it settles with the whole text in it."""
        if isinstance(widget, QWidget) and isinstance(event, QFocusEvent) and event.reason() not in _COMES_BACK:
            _end(widget)
        widget.setProperty(_PREEDIT, "")
        return False

    def _hold_shortcut(self, widget: QObject, event: QEvent) -> bool:
        if not widget.property(_PREEDIT):
            return False
        event.accept()
        return True

    def _hold_key(self, widget: QObject, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and bool(widget.property(_PREEDIT)) and not _harmless(event)

    def _hold_wheel(self, window: QObject, event: QEvent) -> bool:
        """At the window, before Qt gives the field under the pointer the focus and lets the wheel change it."""
        if not isinstance(window, QWindow) or not isinstance(event, QWheelEvent):
            return False
        field = wheel_field(QApplication.widgetAt(event.globalPosition().toPoint()))
        if field is None:
            return False
        page = _scrolling(field)
        if page is not None:
            QApplication.sendEvent(page.viewport(), event)
        return True


def _harmless(event: QKeyEvent) -> bool:
    """Whether a key only writes or leaves: a keyboard must not go dead where an input method forgot to end."""
    if event.modifiers() & _CHORD:
        return False
    return event.key() in _LEAVING or bool(event.text() and event.text().isprintable())


def wheel_field(widget: QWidget | None) -> QWidget | None:
    """The field whose value, or the tabs whose choice the wheel would change, when the pointer is over ``widget``."""
    at = widget
    while at is not None and not isinstance(at, QAbstractSpinBox | QComboBox | QAbstractSlider | QTabBar):
        at = None if at.isWindow() else at.parentWidget()
    return None if isinstance(at, QScrollBar) else at


def _scrolling(field: QWidget) -> QAbstractScrollArea | None:
    """The nearest page around a field that scrolls."""
    at = field.parentWidget()
    while at is not None and not isinstance(at, QAbstractScrollArea):
        at = at.parentWidget()
    return at
