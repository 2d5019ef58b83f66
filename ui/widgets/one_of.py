"""OneOf: several widgets in one place, of which one is shown; the place is as large as that one alone."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import set_gaps


class OneOf(QWidget):
    """``setCurrentWidget`` shows another. Unlike a QStackedWidget, what is in the back holds no room.

    On a page that scrolls, a short widget would else lie on the length of the longest one behind it.
    """

    def __init__(self, *widgets: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._current = widgets[0]
        layout = QVBoxLayout()
        set_gaps(layout, 0)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)
        for widget in widgets:
            layout.addWidget(widget)
            widget.setVisible(widget is self._current)

    def currentWidget(self) -> QWidget:
        """What is shown."""
        return self._current

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Show this one; the one before is hidden first, so that the two never push each other."""
        if widget is self._current:
            return
        before, self._current = self._current, widget
        before.hide()
        widget.show()
