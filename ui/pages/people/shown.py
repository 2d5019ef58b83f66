"""ShownColumns: the columns of the list 要援護者 and its order, as the user likes them; remembered with the filter."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Qt

from ui.pages.people.columns import ColumnsPanel
from ui.pages.people.look import LookKeeper, kept_look
from ui.pages.people.rows import MARKED, SORTS, Listed, Read, list_columns, marks
from ui.widgets.record_table import RecordTable
from ui.widgets.sort_field import SortField
from watchdesk.columns import Column
from watchdesk.desk import USUAL_COLUMNS, Desk, PeopleLook
from watchdesk.domain.people_filter import PeopleFilter


class ShownColumns(QObject):
    """``take(read)`` gives the table the columns of what was read; ``keys`` are those chosen, also for paper.

    The columns by which the list can always be sorted are in the table too, hidden where they were not chosen.
    """

    def __init__(self, desk: Desk, table: RecordTable, sort: SortField, panel: ColumnsPanel) -> None:
        super().__init__(table)
        self._table, self._sort, self._panel = table, sort, panel
        self._at_home = desk.home_area is not None
        self._keeper = LookKeeper(desk, self)
        self._look = kept_look(desk)
        self._kinds: Mapping[str, Column[Listed]] = {}
        self._made_of: tuple[object, ...] | None = None
        self._shown: tuple[object, ...] | None = None
        panel.chosen.connect(self._choose)
        table.horizontalHeader().sortIndicatorChanged.connect(self._remember_order)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the columns shown, in their order; the name is always among them."""
        known = tuple(key for key in self._look.columns if key in self._kinds)
        return known if "name" in known else ("name", *known) if known else self._usual()

    @property
    def filter(self) -> PeopleFilter:
        """What the list was narrowed to when it was left earlier today."""
        return self._look.filter

    def take(self, read: Read) -> None:
        """Show the columns for these rows."""
        made_of = (read.today, read.offers.criteria)
        if made_of != self._made_of:
            self._made_of, self._shown = made_of, None
            self._kinds = dict(list_columns(*made_of))
            if self._at_home:
                self._kinds.pop("area")
        self._show(marked=any(marks(row) for row in read.rows))

    def open_panel(self) -> None:
        """Show in the panel what is chosen."""
        self._panel.show_columns({key: column.title for key, column in self._kinds.items()}, self.keys)

    def narrowed_to(self, wanted: PeopleFilter) -> None:
        """Remember the filter, without the words typed."""
        self._remember(filter=replace(wanted, text=""))

    def keep(self) -> None:
        """Write down at once what is to be remembered."""
        self._keeper.keep()

    def _usual(self) -> tuple[str, ...]:
        """The usual ones; in a ward's store with the area before the address."""
        if self._at_home:
            return USUAL_COLUMNS
        place = USUAL_COLUMNS.index("address")
        return (*USUAL_COLUMNS[:place], "area", *USUAL_COLUMNS[place:])

    def _show(self, *, marked: bool) -> None:
        chosen = self.keys
        shown = (chosen, marked)
        if shown == self._shown:
            return
        first = self._made_of is not None and not self._table.sorted_by
        self._shown = shown
        columns = [self._kinds[key] for key in chosen]
        if marked:
            columns.insert(chosen.index("name") + 1, MARKED)
        others = [self._kinds[key] for key in SORTS if key not in chosen]
        self._table.set_columns((*columns, *others), frozenset(column.title for column in others))
        if first:
            self._sort_as_left()
        self._sort.offer()

    def _sort_as_left(self) -> None:
        key = self._look.sort if self._look.sort in (*self.keys, *SORTS) else PeopleLook().sort
        self._table.sort_by(self._kinds[key].title, descending=self._look.descending)

    def _choose(self, keys: tuple[str, ...]) -> None:
        self._remember(columns=() if keys == self._usual() else keys)
        self._show(marked=bool(self._shown and self._shown[1]))
        if not keys:
            self.open_panel()

    def _remember_order(self) -> None:
        """Remember by what the list is sorted; the marks come and go, so an order by them does not stay."""
        by = {column.title: key for key, column in self._kinds.items()}.get(self._table.sorted_by)
        if by is not None:
            down = self._table.horizontalHeader().sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
            self._remember(sort=by, descending=down)

    def _remember(self, **changed: Any) -> None:
        look = replace(self._look, **changed)
        if look != self._look:
            self._look = look
            self._keeper.remember(look)
