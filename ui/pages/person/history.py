"""PersonHistory: the tab 履歴: every field's past, one value put back, merges parted; read when first seen."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.pages.page import Shape
from ui.pages.person.history_detail import PastDetail, draft_key
from ui.pages.person.history_lines import COLUMNS, PastLine, PastReading, Pasts
from ui.pages.person.history_record import RecordItself, removal_draft
from ui.places import Place, Room
from ui.tasks import start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.record_table import RecordTable
from watchdesk.desk import BinItem, Desk, Unmerged
from watchdesk.domain.person import Person
from watchdesk.errors import NotFound

AT_ONCE = 200
"""Lines shown at once; a press shows so many more."""

EVERY = "すべての欄"


class PersonHistory(QWidget):
    """``show_person(person)``; ``written(sentence)`` after something was written, ``refused(sentence)`` where not.

    ``wanted(Place)`` to go elsewhere; ``offered(sentence, button, does)`` what was done with what takes it back, after
    which another page is shown.
    """

    written = Signal(str)
    refused = Signal(str)
    wanted = Signal(object)
    offered = Signal(str, str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person: Person | None = None
        self._stale = False
        self._lines: tuple[PastLine, ...] = ()
        self._most = AT_ONCE
        self.field = ChoiceField("欄でしぼる", (("", EVERY),), optional=False, filters=True)
        self.count = words("", "small", "soft")
        self.table = RecordTable(COLUMNS, "この方の履歴", folds=True)
        self.more = ActionButton("", kind="link")
        self.detail = PastDetail(desk)
        self.record = RecordItself(desk)
        set_size(self.field, min_width=12)
        narrowing = row(words("欄でしぼる", "head"), self.field, self.count, STRETCH, self.more, gap=0.75)
        self._whole = QWidget()
        self._whole.setLayout(column(narrowing, self.table, self.detail, gap=0.6))
        self.setLayout(column(self._whole, self.record, gap=1.5))
        self._connect()

    def _connect(self) -> None:
        self.field.edited.connect(self._narrow)
        self.more.clicked.connect(self._show_more)
        self.table.current_changed.connect(self._show_current)
        self.table.opened.connect(self.detail.come_to)
        self.detail.wrote.connect(self.written)
        self.detail.refused.connect(self.refused)
        self.detail.parting.connect(self.record.part)
        self.detail.closed.connect(self.table.setFocus)
        self.record.wanted.connect(self.wanted)
        self.record.refused.connect(self.refused)
        self.record.parted.connect(self._tell_parted)
        self.record.removed.connect(self._tell_removed)

    def reshape(self, shape: Shape) -> None:
        """A lower list where the page is low, cards where it is narrow."""
        self.table.show_cards(shape is Shape.NARROW)
        set_size(self.table, min_height={Shape.WIDE: 15.5, Shape.MIDDLE: 9, Shape.NARROW: 12}[shape])

    def show_person(self, person: Person) -> None:
        """Show somebody, at once where the tab is seen, else when it is."""
        if self._person is None or self._person.id != person.id:
            self.keep()
            self.field.set_choices((("", EVERY),))
            self._most = AT_ONCE
            self._show_lines(())
            self._whole.setEnabled(False)  # until it was read
        self._person = person
        self._stale = True
        self.record.show_person(person)
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._read()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        self.detail.in_place.keep()
        self.record.in_place.keep()

    def has_drafts(self, person_id: str) -> bool:
        """Whether something of this tab is half-written."""
        forms = [draft.form for draft in self._desk.drafts.all()]
        return removal_draft(person_id) in forms or any(form.startswith(draft_key(person_id)) for form in forms)

    def half_written(self) -> QWidget | None:
        """The field to go on with where a question is open."""
        asked = (self.detail.in_place, self.record.in_place)
        return next((one.first() for one in asked if one.form is not None), None)

    def _read(self) -> None:
        self._stale = False
        if self._person is not None:
            task = start(PastReading(self._desk, self._person.id), self)
            task.done.connect(self._show)
            task.failed.connect(self._stumble)

    def _show(self, pasts: Pasts) -> None:
        if self._person is None or pasts.person_id != self._person.id:
            return
        self._whole.setEnabled(True)
        titles = dict.fromkeys(line.past.title for line in pasts.lines)
        chosen = self.field.value()
        self.field.set_choices((("", EVERY), *((title, title) for title in titles)))
        self.field.set_value(chosen if chosen in titles else "")
        self._show_lines(pasts.lines)
        self._resume(pasts.lines)

    def _resume(self, lines: tuple[PastLine, ...]) -> None:
        drafts = frozenset(draft.form for draft in self._desk.drafts.all())
        person_id = self._person.id if self._person is not None else ""
        half = next((line for line in lines if f"{draft_key(person_id)}{line.past.change}" in drafts), None)
        if half is not None and self.detail.in_place.form is None:
            self.table.select(half.id)
            self.detail.resume(drafts)
        self.record.resume(drafts)

    def _show_lines(self, lines: tuple[PastLine, ...]) -> None:
        self._lines = lines
        self._narrow()

    def _narrow(self) -> None:
        wanted = self.field.value()
        fitting = [line for line in self._lines if not wanted or line.past.title == wanted]
        left = len(fitting) - self._most
        self.table.set_rows(fitting[: self._most])
        self.count.setText(f"{len(fitting)}行。新しい順です。" if fitting else "")
        self.more.setVisible(left > 0)
        self.more.set_words(f"前の{min(left, AT_ONCE)}行も見る")

    def _show_more(self) -> None:
        self._most += AT_ONCE
        self._narrow()
        self.table.setFocus()

    def _show_current(self, line: PastLine | None) -> None:
        self.detail.show_line(self._person.id if self._person is not None else "", line)

    def _tell_parted(self, parted: Unmerged) -> None:
        other = self._desk.people.get(parted.gone)
        told = f"2つの台帳に分けました。{''.join(parted.sentences)}"
        self.offered.emit(told, f"{other.name}さんの台帳を見る", lambda: self._go_to(parted.gone))
        self._read()

    def _go_to(self, person_id: str) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=person_id))

    def _tell_removed(self, item: BinItem) -> None:
        self.wanted.emit(Place(room=Room.PEOPLE))
        told = f"{item.name}さんの登録を取りのぞき、ごみ箱に入れました。"
        self.offered.emit(told, "元に戻す", lambda: self._bring_back(item))

    def _bring_back(self, item: BinItem) -> None:
        self._desk.bin.bring_back(item)
        self._go_to(item.person_id)

    def _stumble(self, error: Exception) -> None:
        if not isinstance(error, NotFound):  # whoever was taken out meanwhile is told of by the page
            raise error
