"""Ties: who and what belongs to a person: those in charge, the household, the papers; read off the window's thread."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.pages.in_place import InPlace
from ui.tasks import Progress
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import Item
from ui.widgets.form_sheet import SectionHead
from ui.widgets.manners import composing
from watchdesk.desk import Desk
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.partner import Charge, Partner
from watchdesk.domain.person import Person

Paper = tuple[Attachment, bytes | None]
"""An attachment, and its thumbnail as PNG."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """All that the tab 関わる人 shows of somebody.

    ``household`` are the others of the dwelling who may be named, ``nearby`` those who may belong to it; ``secret``
    says that this person is hidden and was not opened, so that neither is told.
    """

    person: Person
    charges: tuple[tuple[Charge, Partner], ...]
    partners: tuple[Partner, ...]
    household: tuple[PersonLine, ...]
    nearby: tuple[PersonLine, ...]
    papers: tuple[Paper, ...]
    secret: bool


class TiesReading:
    """The work of reading it."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> Ties:
        """Read it."""
        desk, person_id = self._desk, self._person_id
        person = desk.people.get(person_id)
        told = desk.secrecy.of_one_home(person_id, desk.people.household(person_id))
        return Ties(
            person=person,
            charges=desk.partners.of_person(person_id),
            partners=desk.partners.all(),
            household=tuple(line for line in told if line.id != person_id),
            nearby=desk.people.may_share_home(person_id),
            papers=tuple((one, desk.attachments.thumbnail(one.id)) for one in desk.attachments.of_person(person_id)),
            secret=person.hidden and not desk.secrecy.is_open(person_id),
        )


class TiePart(QWidget):
    """One section of the tab: a head with its button, what stands in it, and questions that open below.

    ``written(sentence)`` after something was written, ``offered(sentence, does)`` where it can be taken back,
    ``refused(sentence)`` where not written, ``wanted(Place)`` to go elsewhere.
    """

    written = Signal(str)
    offered = Signal(str, object)
    refused = Signal(str)
    wanted = Signal(object)

    def __init__(self, desk: Desk, number: int, title: str, button: ActionButton) -> None:
        super().__init__()
        self.desk = desk
        self.ties: Ties | None = None
        self._seen: object = None
        self.left = False
        """Whether the user left what was asked: it opens again when it is asked for, or with the next person."""
        self.add = button
        self.in_place = InPlace(desk)
        self.in_place.wrote.connect(self.tell)
        self.in_place.refused.connect(self.refused)
        self.in_place.closed.connect(self._after_asking)
        self._column = QVBoxLayout()
        set_gaps(self._column, 0.6)
        self._column.addWidget(SectionHead(number, title, button))
        self.setLayout(self._column)

    def show_ties(self, ties: Ties) -> None:
        """Show somebody; what is half-written of somebody else is put away and kept."""
        if self.ties is not None and self.ties.person.id != ties.person.id:
            self.in_place.keep()
            self.in_place.put_away()
            self.left = False
        self.ties = ties
        seen = self.seen(ties)
        if seen != self._seen:
            self._seen = seen
            self.show_rows(ties)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves what is asked; what was written of it stays for the next time."""
        asks = self.in_place.form is not None and not composing(QApplication.focusWidget())
        if event.key() == Qt.Key.Key_Escape and asks:
            self.leave()
        else:
            super().keyPressEvent(event)

    def leave(self) -> None:
        """Put away what is asked and keep its draft."""
        self.left = True
        told = self.in_place.leave()
        if told:
            self.written.emit(told)

    def tell(self, sentence: str) -> None:
        """Say what was written."""
        self.written.emit(sentence)

    def seen(self, ties: Ties) -> object:
        """Return what of it this part shows; as long as that is the same, its rows stay."""
        raise NotImplementedError

    def show_rows(self, ties: Ties) -> None:
        """Show what each part has to show."""
        raise NotImplementedError

    def resume(self, drafts: frozenset[str]) -> None:
        """Open again what was half-written."""

    def put(self, *items: Item) -> None:
        """Fill the section."""
        for item in items:
            if isinstance(item, QWidget):
                self._column.addWidget(item)

    def act(self, label: str, does: Callable[[], object], icon: str = "") -> ActionButton:
        """A low button of a row."""
        made = ActionButton(label, icon, kind="low")
        made.clicked.connect(does)
        return made

    def _after_asking(self) -> None:
        self.add.setFocus()


def draft_key(person_id: str, question: str) -> str:
    """Under which a question of this tab keeps what is half-written."""
    return f"ties:{person_id}:{question}"
