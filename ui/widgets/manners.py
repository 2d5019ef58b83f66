"""Manners of input held over the whole application: open conversions and the mouse wheel."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QWidget

_STOPPED = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape})


def composing(widget: QWidget | None) -> bool:
    """Whether a conversion is open in a widget; known once ``InputManners`` watches the application."""
    return widget is not None and bool(widget.property("composing"))


class InputManners(QObject):
    """Held over the whole application; make one in ``ui.main``: ``InputManners(app)``.

    While a conversion is open, no shortcut fires and Enter and Esc end nothing but the conversion. The wheel changes
    no field that has not the focus: it scrolls the page instead.
    """

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)
        self._handlers = {
            QEvent.Type.InputMethod: self._note,
            QEvent.Type.FocusOut: self._forget,
            QEvent.Type.ShortcutOverride: self._hold_shortcut,
            QEvent.Type.KeyPress: self._hold_key,
            QEvent.Type.Wheel: self._hold_wheel,
            QEvent.Type.Polish: self._refuse_wheel_focus,
        }

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        handler = self._handlers.get(event.type())
        return handler is not None and isinstance(watched, QWidget) and handler(watched, event)

    def _note(self, widget: QWidget, event: QEvent) -> bool:
        if isinstance(event, QInputMethodEvent):
            widget.setProperty("composing", bool(event.preeditString()))
        return False

    def _forget(self, widget: QWidget, event: QEvent) -> bool:
        if composing(widget):
            widget.setProperty("composing", False)
        return False

    def _hold_shortcut(self, widget: QWidget, event: QEvent) -> bool:
        if not composing(QApplication.focusWidget()):
            return False
        event.accept()
        return True

    def _hold_key(self, widget: QWidget, event: QEvent) -> bool:
        return isinstance(event, QKeyEvent) and composing(widget) and event.key() in _STOPPED

    def _refuse_wheel_focus(self, widget: QWidget, event: QEvent) -> bool:
        """Qt gives a field the focus when the wheel turns over it, and then lets the wheel change it."""
        if widget.focusPolicy() == Qt.FocusPolicy.WheelFocus:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return False

    def _hold_wheel(self, widget: QWidget, event: QEvent) -> bool:
        field = wheel_field(widget)
        if field is None or field.hasFocus():
            return False
        event.ignore()  # an ignored wheel event goes on to the parent, so the page scrolls
        return True


def wheel_field(widget: QWidget) -> QWidget | None:
    """The field whose value the wheel would change, when the pointer is over ``widget``."""
    at: QWidget | None = widget
    while at is not None and not isinstance(at, QAbstractSpinBox | QComboBox | QAbstractSlider):
        at = None if at.isWindow() else at.parentWidget()
    return None if isinstance(at, QScrollBar) else at
