"""PeoplePanels: what opens over and beside the list of people, and what Esc closes, the nearest first."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.pages.people.parts import PeopleParts
from ui.pages.people.print import Asked
from ui.pages.people.rows import Offers
from ui.pages.people.shown import ShownColumns
from watchdesk.domain.people_filter import PeopleFilter


class PeoplePanels(QObject):
    """Opens and closes the panels of a page; ``dropped`` when Esc found nothing open any more."""

    dropped = Signal()

    def __init__(self, page: QWidget, parts: PeopleParts, columns: ShownColumns) -> None:
        super().__init__(page)
        self._parts, self._columns = parts, columns
        self._caps = True
        self._escape = QShortcut(QKeySequence("Esc"), page)
        self._escape.activated.connect(self._step_back)
        parts.drawer.drop.setShortcut(QKeySequence())  # Esc is one key with one listener, else neither hears it
        parts.filter.opened.connect(self.tell_escape)
        parts.choose.clicked.connect(self._open_columns)
        parts.columns.closed.connect(self._close_side)
        parts.saved.closed.connect(self._close_side)
        parts.printing.closed.connect(self._close_print)
        self.tell_escape()

    def reshape(self, *, wide: bool) -> None:
        """Key caps are shown where there is room for them."""
        self._caps = wide
        self.tell_escape()

    def tell_escape(self) -> None:
        """Esc is listened for while there is something to close or to drop; the cap stands on the nearest."""
        parts = self._parts
        opened = parts.prints or parts.side is not None or parts.filter.more_opened
        parts.filter.drop.hide_keys(opened or not self._caps)
        self._escape.setEnabled(opened or not parts.filter.drop.isHidden())

    def open_saved(self, wanted: PeopleFilter, offers: Offers, *, naming: bool) -> None:
        """Show the saved filters; ``naming``: to save ``wanted``, the one of now."""
        self._parts.saved.open_with(wanted, offers)
        self._parts.show_side(self._parts.saved)
        _go_to(self._parts.saved.first_focus(naming=naming))
        self.tell_escape()

    def open_print(self, asked: Asked) -> None:
        """Show the list as it will stand on paper."""
        self._parts.printing.show_list(asked)
        self.show_list(False)
        _go_to(self._parts.printing.first_focus())

    def show_list(self, shown: bool = True) -> None:
        """Show the list, or the pages to be printed."""
        if shown:
            self._parts.printing.close_paper()
        self._parts.show_room(prints=not shown)
        self.tell_escape()

    def uncover(self) -> None:
        """Show the list again where a panel stands in its place."""
        if self._parts.covered:
            self._close_side()

    def _step_back(self) -> None:
        parts = self._parts
        if parts.prints:
            self._close_print()
        elif parts.side is not None:
            self._close_side()
        elif parts.filter.more_opened:
            parts.filter.show_more(False)
            _go_to(parts.filter.open_more)
        else:
            self.dropped.emit()

    def _open_columns(self) -> None:
        self._columns.open_panel()
        self._parts.show_side(self._parts.columns)
        _go_to(self._parts.columns.list)
        self.tell_escape()

    def _close_side(self) -> None:
        parts = self._parts
        back = parts.choose if parts.side is parts.columns else parts.filter.saved
        parts.show_side(None)
        self.tell_escape()
        _go_to(back if back.isVisible() else parts.table)

    def _close_print(self) -> None:
        self.show_list()
        _go_to(self._parts.print)


def _go_to(widget: QWidget) -> None:
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
