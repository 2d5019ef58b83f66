"""PersonStates: consent, status and area of a person: today's, how it came to be, and what is new to write down."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from ui.late_mark import LateMark
from ui.pages.person.consent import ConsentPart, consent_entry
from ui.pages.person.state_part import StatePart
from ui.pages.person.status import AreaPart, StatusPart, newest_move
from ui.places import CONSENT
from ui.tasks import Progress, start
from ui.theme import set_gaps
from ui.widgets.scroll import bring_into_sight, to_the_top
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyLine
from watchdesk.domain.override import Override
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.errors import NotFound

__all__ = ["PersonStates", "consent_entry"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What other records tell of a person: copies to be fetched, an override, partners of the former area."""

    person_id: str
    copies: tuple[CopyLine, ...]
    secret: tuple[CopyLine, ...]
    emergency: Override | None
    left_behind: tuple[Partner, ...]


class Looking:
    """The work of reading it."""

    def __init__(self, desk: Desk, person: Person) -> None:
        self._desk, self._person = desk, person

    def run(self, progress: Progress) -> Beside:
        """Read it."""
        person_id = self._person.id
        return Beside(
            person_id=person_id,
            copies=self._desk.consents.to_call_back(person_id),
            secret=self._desk.consents.from_before_secrecy(person_id),
            emergency=self._desk.consents.open_override(person_id),
            left_behind=self._desk.partners.left_behind(person_id, newest_move(self._person, self._desk.today())),
        )


class PersonStates(QWidget):
    """``show_person(person)``; ``written(sentence)`` after an entry was added, ``refused(sentence)`` where not.

    ``emergency(override or None)``: what lets this person's data out without a consent just now.
    As long as nobody looks and nothing is half-written, nothing is drawn: the page is there sooner.
    """

    written = Signal(str)
    refused = Signal(str)
    emergency = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person: Person | None = None
        self._drawn: Person | None = None
        self._beside: Beside | None = None
        self._just_wrote = False
        self.consent, self.status, self.area = ConsentPart(desk, 1), StatusPart(desk, 2), AreaPart(desk, 3)
        self.parts: tuple[StatePart, ...] = (self.consent, self.status, self.area)
        self.late = LateMark(desk)
        layout = QVBoxLayout()
        set_gaps(layout, 1.25)
        layout.addWidget(self.late)
        for part in self.parts:
            layout.addWidget(part)
            part.written.connect(self._wrote)
            part.refused.connect(self.refused)
        self.consent.copies.settled.connect(self._look)
        layout.addStretch(1)
        self.setLayout(layout)

    def show_person(self, person: Person) -> None:
        """Show the three histories of somebody."""
        if self._person is None or self._person.id != person.id:
            to_the_top(self)
            self._beside = None
        self._person = person
        drafts = frozenset(draft.form for draft in self._desk.drafts.all())
        if self.isVisible() or self.half_written() is not None or any(form.endswith(person.id) for form in drafts):
            self._draw(drafts)
        self._look()

    def come_to(self, section: str) -> None:
        """Open what is wanted next: of ``CONSENT``, the form to ask again with."""
        self._draw_whoever_waits()
        if section == CONSENT and self.consent.in_place.form is None:
            self.consent.ask_what_is_due()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        for part in self.parts:
            part.keep()

    def half_written(self) -> QWidget | None:
        """The field to go on with where one of the small forms is open."""
        return next((field for part in self.parts if (field := part.field()) is not None), None)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw_whoever_waits()

    def _draw_whoever_waits(self) -> None:
        if self._person is not None and self._drawn is not self._person:
            self._draw(frozenset())

    def _draw(self, drafts: frozenset[str]) -> None:
        if self._person is None:
            return
        self._drawn = self._person
        self.late.show_record(self._person.id)
        for part in self.parts:
            part.show_person(self._person, drafts)
        if self._beside is not None:
            self._draw_beside(self._beside)

    def _look(self) -> None:
        if self._person is None:
            return
        task = start(Looking(self._desk, self._person), self)
        task.done.connect(self._show_beside)
        task.failed.connect(self._stumble)

    def _show_beside(self, beside: Beside) -> None:
        if self._person is None or beside.person_id != self._person.id:
            return
        self._beside = beside
        if self._drawn is self._person:
            self._draw_beside(beside)
        self.emergency.emit(beside.emergency)

    def _draw_beside(self, beside: Beside) -> None:
        self.consent.show_beside(beside.copies, beside.secret, beside.emergency)
        self.area.show_left_behind(beside.left_behind)
        now = QApplication.focusWidget()
        if self._just_wrote and now is not None and self.isAncestorOf(now):
            bring_into_sight(now)  # what stood above it grew or went
        self._just_wrote = False

    def _wrote(self, sentence: str) -> None:
        self._just_wrote = True
        self.written.emit(sentence)

    def _stumble(self, error: Exception) -> None:
        if not isinstance(error, NotFound):  # whoever was taken out meanwhile is told of by the page
            raise error
