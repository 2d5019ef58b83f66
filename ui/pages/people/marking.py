"""PeopleMarking: people marked in the list, and what is then done with all of them: the same visit recorded."""

from PySide6.QtCore import QObject, Signal

from ui.pages.people.parts import PeopleParts
from ui.places import Place, Room
from ui.widgets.row_marks import RowMarks
from watchdesk.desk import Desk


class PeopleMarking(QObject):
    """``wanted(Place)`` with the marked people, in the list's order; ``told(sentence)`` after each mark."""

    wanted = Signal(object)
    told = Signal(str)

    def __init__(self, desk: Desk, parts: PeopleParts) -> None:
        super().__init__(parts.table)
        self._desk, self._parts = desk, parts
        self._sent = ("", 0)
        self.marks = RowMarks(parts.table)
        self._known: tuple[str, ...] = ()
        self.marks.changed.connect(self._tell)
        parts.mark.clicked.connect(self._mark)
        parts.unmark.clicked.connect(self._unmark)
        parts.together.clicked.connect(self._record)
        self._show()

    def take(self, ids: tuple[str, ...]) -> None:
        """Somebody may be gone: marks of others than these go along."""
        self.marks.keep(ids)
        self._known = ids

    def come_back(self) -> None:
        """Take the marks away once the visits of those marked were recorded."""
        first, before = self._sent
        self._sent = ("", 0)
        if first and len(self._desk.visits.of_person(first)) > before:
            self.marks.clear()

    def show_list(self, shown: bool) -> None:
        """The button that marks belongs to a list with somebody on it."""
        self._parts.mark.setVisible(shown)

    def _mark(self) -> None:
        self.marks.toggle()
        self._parts.table.setFocus()

    def _unmark(self) -> None:
        self.marks.clear()
        self._parts.table.setFocus()

    def _tell(self) -> None:
        self._show()
        number = len(self.marks.ids)
        self.told.emit(f"{number}名に印が付いています" if number else "印は、ありません")

    def _show(self) -> None:
        number = len(self.marks.ids)
        for button in (self._parts.together, self._parts.unmark):
            button.setVisible(bool(number))
        self._parts.together.set_words(f"印の{number}名の訪問をまとめて記録する")

    def _record(self) -> None:
        shown = [row.id for row in self._parts.table.rows()]
        marked = set(self.marks.ids)
        in_sight = [one for one in shown if one in marked]
        beside = [one for one in self._known if one in marked and one not in in_sight]
        ids = (*in_sight, *beside)
        self._sent = (ids[0], len(self._desk.visits.of_person(ids[0])))
        self.wanted.emit(Place(room=Room.VISITS_TOGETHER, only=ids))
