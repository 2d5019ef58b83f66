"""ShownPeople: who of the register stands in the list: read, narrowed by the fields, by words, by a figure's people."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from ui.pages.page import Page
from ui.pages.people.narrowing import Narrowed, NarrowedListing, Wanted, counted, in_words
from ui.pages.people.parts import PeopleParts
from ui.pages.people.rows import Listed, Matching, Offers, Read
from ui.pages.people.shown import ShownColumns
from ui.pages.reader import Reader
from ui.places import Place
from ui.tasks import Latest


class ShownPeople(QObject):
    """``rows`` is everybody read, None before. ``narrow_to(place)``: to the people whom the place names.

    ``narrowed`` when others may be shown, ``came`` when the list is shown for the first time, ``fitted`` when it is
    known who fits the words typed.
    """

    narrowed = Signal()
    came = Signal()
    fitted = Signal()

    def __init__(self, page: Page, parts: PeopleParts, columns: ShownColumns) -> None:
        super().__init__(page)
        desk, self._parts, self._columns = page.desk, parts, columns
        self._read: Read | None = None
        self._only: frozenset[str] | None = None
        self._because = ""
        self._fitting: frozenset[str] | None = None
        self._passed: tuple[object, ...] | None = None
        self.reader = Reader(page, lambda: NarrowedListing(desk, self.wanted), parts.empty, "台帳を読んでいます。")
        self.reader.taken.connect(self._take)
        self._matching = Latest(lambda: Matching(desk, self._typed), self)
        self._matching.done.connect(self._take_fitting)
        self._matching.failed.connect(self._stumble)
        parts.filter.changed.connect(self.narrow)
        parts.filter.typed.connect(self.match)

    @property
    def rows(self) -> tuple[Listed, ...] | None:
        """Everybody on the register, as it was read."""
        return self._read.rows if self._read is not None else None

    @property
    def offers(self) -> Offers:
        """What the fields offer."""
        return self._read.offers if self._read is not None else Offers()

    @property
    def wanted(self) -> Wanted:
        """What is asked for."""
        return Wanted(asked=self._parts.filter.wanted(), fitting=self._fitting, only=self._only)

    @property
    def matching(self) -> bool:
        """Whether it is still being looked for who fits the words."""
        return self._matching.running

    @property
    def heading(self) -> str:
        """What is asked for, in words."""
        return in_words(self.wanted, self.offers, self._because)

    def told(self) -> str:
        """How many are shown of how many, in words; empty before anything was read."""
        if self._read is None:
            return ""
        wanted, shown = self.wanted, self._parts.table.model().rowCount()
        return counted(wanted, self.heading, shown, wanted.of(self._read))

    def narrow_to(self, place: Place) -> None:
        """Show the people whom a place names, or all."""
        self._only = None if place.only is None else frozenset(place.only)
        self._because = place.because

    def match(self) -> None:
        """Look for those who fit the words typed."""
        if self._typed:
            self._matching.ask()
        else:
            self.forget_words()
            self.narrow()

    def forget_words(self) -> None:
        """Who fits the words is not known any more."""
        self._fitting = None

    def narrow(self) -> None:
        """Show those who are asked for."""
        wanted = self.wanted
        if self.rows is not None and _passing(wanted) != self._passed:
            self._parts.table.set_filter(self._keeps(wanted, wanted.kept(self.rows)))
        self._columns.narrowed_to(wanted.asked)
        self._parts.saved.narrowed_to(wanted.asked)
        self.narrowed.emit()

    @property
    def _typed(self) -> str:
        return self._parts.filter.text.text().strip()

    def _take(self, narrowed: Narrowed) -> None:
        read, wanted = narrowed.read, self.wanted
        kept = narrowed.kept if narrowed.wanted == wanted else wanted.kept(read.rows)
        before, self._read = self._read, read
        QTimer.singleShot(0, lambda: _let_go(before))
        self._parts.filter.offer(read.offers)
        self._columns.take(read)
        self._parts.table.set_rows(read.rows, self._keeps(wanted, kept))
        self.narrow()
        if self._typed:
            self.match()
        if before is None:
            self.came.emit()

    def _take_fitting(self, found: tuple[str, frozenset[str]]) -> None:
        asked, fitting = found
        if asked == self._typed:  # else it was emptied meanwhile
            self._fitting = fitting
            self.narrow()
            self.fitted.emit()

    def _keeps(self, wanted: Wanted, kept: frozenset[str]) -> Callable[[Listed], bool]:
        """The filter as the table passes its rows through it."""
        self._passed = _passing(wanted)
        return lambda row: row.line.id in kept

    def _stumble(self, error: Exception) -> None:
        raise error


def _passing(wanted: Wanted) -> tuple[object, ...]:
    return wanted.narrowing, wanted.fitting, wanted.only


def _let_go(before: Read | None) -> None:
    """Hold what was read before until this turn: to forget 10,000 people takes as long as to show them."""
