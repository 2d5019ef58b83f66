"""Reveal: show a part of a page without making it a window of its own for a moment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def reveal(widget: QWidget, shown: bool = True) -> None:
    """Show or hide a widget; one that stands nowhere yet appears together with the page it is put in.

    Qt shows a widget without a parent as a window at once, which flashes up and takes the activation.
    """
    if shown and widget.parentWidget() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(shown)
