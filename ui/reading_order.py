"""Reading order: Tab goes through a window as its layouts lay it out, however late a widget was made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QTabWidget, QWidget


def stops(widget: QWidget) -> Iterator[QWidget]:
    """Yield where Tab stops in a widget, itself included: visible, enabled, in the order of the layouts."""
    if not widget.isVisible():
        return
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if tabs and widget.isEnabled() and widget.focusProxy() is None:
        yield widget
    for child in _children(widget):
        yield from stops(child)


def step(window: QWidget, *, forward: bool) -> bool:
    """Put the focus on the stop after the present one, or before it; around at the ends. False where there is none."""
    places = list(stops(window))
    now = window.focusWidget()
    if not places:
        return False
    holding = [at for at, widget in enumerate(places) if now is not None and (widget is now or _holds(widget, now))]
    at = holding[-1] if holding else len(places) - 1 if forward else 0
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    places[(at + (1 if forward else -1)) % len(places)].setFocus(reason)
    return True


def _holds(widget: QWidget, inner: QWidget) -> bool:
    return widget.isAncestorOf(inner)


def _children(widget: QWidget) -> Iterator[QWidget]:
    """Children in the order of the layout, then those that lie in none."""
    if isinstance(widget, QScrollArea | QTabWidget):
        yield from _inside(widget)
        return
    laid_out = list(_laid_out(widget.layout())) if widget.layout() is not None else []
    yield from laid_out
    known = {id(child) for child in laid_out}
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isWindow() and id(child) not in known:
            yield child


def _inside(widget: QScrollArea | QTabWidget) -> Iterator[QWidget]:
    """What a scroll area holds; the tabs, what stands in their corner, and the open page."""
    if isinstance(widget, QScrollArea):
        held: tuple[QWidget | None, ...] = (widget.widget(),)
    else:
        held = (widget.tabBar(), widget.cornerWidget(), widget.currentWidget())
    yield from (one for one in held if one is not None)


def _laid_out(layout: QLayout | None) -> Iterator[QWidget]:
    for place in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(place) if layout is not None else None
        if item is None:
            continue
        child = item.widget()
        if child is not None:
            yield child
        else:
            yield from _laid_out(item.layout())
