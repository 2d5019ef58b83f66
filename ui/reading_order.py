"""Reading order: Tab goes through a window as its layouts lay it out, however late a widget was made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QTabWidget, QWidget

_ASIDE, _FORM = "readAside", "readsAsidesLast"


def read_aside(aside: QWidget, form: QWidget) -> None:
    """Let Tab come to something that turns up between a form's fields only after all of them: it interrupts nobody."""
    aside.setProperty(_ASIDE, True)
    form.setProperty(_FORM, True)


def stops(widget: QWidget, asides: list[QWidget] | None = None) -> Iterator[QWidget]:
    """Yield where Tab stops in a widget, itself included: visible, enabled, in the order of the layouts.

    ``asides`` gathers what the form around it reads last.
    """
    if not widget.isVisible():
        return
    tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    if tabs and widget.isEnabled() and widget.focusProxy() is None:
        yield widget
    own: list[QWidget] | None = [] if widget.property(_FORM) else asides
    for child in _children(widget):
        if own is not None and child.property(_ASIDE):
            own.append(child)
        else:
            yield from stops(child, own)
    if own is not None and own is not asides:
        for aside in own:
            yield from stops(aside)


def step(window: QWidget, *, forward: bool) -> bool:
    """Put the focus on the stop after the present one, or before it; around at the ends. False where there is none."""
    places = list(stops(window))
    now = window.focusWidget()
    if not places:
        return False
    holding = [at for at, widget in enumerate(places) if now is not None and (widget is now or _holds(widget, now))]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    if holding:
        places[(holding[-1] + (1 if forward else -1)) % len(places)].setFocus(reason)
    else:
        _beside(now, places, forward=forward).setFocus(reason)
    return True


def _beside(gone: QWidget | None, places: list[QWidget], *, forward: bool) -> QWidget:
    """The stop for somebody whose field was just hidden (the tab before): the first in what still stands around it.

    Qt asks for it while it hides a page; the window's first stop, the search box, would hear of a focus that was
    never meant for it, and keep it where the new page has no stop yet.
    """
    around = gone.parentWidget() if gone is not None else None
    while around is not None and not around.isWindow():
        inside = [widget for widget in places if widget is around or _holds(around, widget)]
        if inside:
            return inside[0]
        around = around.parentWidget()
    return places[0] if forward else places[-1]


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
