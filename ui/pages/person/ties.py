"""PersonTies: the tab 関わる人: who is in charge, who lives together, what papers there are; read when first seen."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from ui.pages.person.attachments import AttachmentsPart
from ui.pages.person.charges import ChargesPart
from ui.pages.person.household import HouseholdPart
from ui.pages.person.tie_part import TiePart, Ties, TiesReading, draft_key
from ui.tasks import start
from ui.widgets.boxes import STRETCH, column
from ui.widgets.scroll import bring_into_sight
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.errors import NotFound


class PersonTies(QWidget):
    """``show_person(person)``; ``written(sentence)`` and ``offered(sentence, does)`` after something was written,

    ``refused(sentence)`` where not, ``wanted(Place)`` to go to somebody else, ``viewing(attachment)`` when a paper
    is to be seen, ``secret(then)`` where a reason is asked for before. Nothing is read before it is seen.
    """

    written = Signal(str)
    offered = Signal(str, object)
    refused = Signal(str)
    wanted = Signal(object)
    viewing = Signal(object)
    secret = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person_id = ""
        self._stale = self._coming = False
        self._left: list[tuple[TiePart, Ties]] = []
        self._turn = QTimer(self)
        self._turn.timeout.connect(self._show_next)
        self.charges, self.household, self.papers = ChargesPart(desk), HouseholdPart(desk), AttachmentsPart(desk)
        self.parts: tuple[TiePart, ...] = (self.charges, self.household, self.papers)
        for part in self.parts:
            part.written.connect(self.written)
            part.offered.connect(self.offered)
            part.refused.connect(self.refused)
            part.wanted.connect(self.wanted)
        self.papers.viewing.connect(self.viewing)
        self.papers.secret.connect(self.secret)
        self.setLayout(column(*self.parts, STRETCH, gap=1.25))

    def show_person(self, person: Person) -> None:
        """Show somebody, at once where the tab is seen, else when it is."""
        if person.id != self._person_id:
            self.keep()
            self.setEnabled(False)  # what it shows is still another's
        self._person_id = person.id
        self._stale = True
        if self.isVisible():
            self._read()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale or self._was_opened():
            self._read()

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        for part in self.parts:
            part.in_place.keep()

    def has_drafts(self, person_id: str) -> bool:
        """Whether something of this tab is half-written."""
        return any(draft.form.startswith(draft_key(person_id, "")) for draft in self._desk.drafts.all())

    def come_to_papers(self) -> None:
        """Come to the papers, at once and again when all is shown: what stands above them may be read still."""
        self._coming = True
        self._come()

    def half_written(self) -> QWidget | None:
        """The field to go on with where a question is open."""
        return next((part.in_place.first() for part in self.parts if part.in_place.form is not None), None)

    def _was_opened(self) -> bool:
        """Whether a hidden person was opened since this was read."""
        ties = self.charges.ties
        return ties is not None and ties.secret and self._desk.secrecy.is_open(ties.person.id)

    def _read(self) -> None:
        self._stale = False
        task = start(TiesReading(self._desk, self._person_id), self)
        task.done.connect(self._show)
        task.failed.connect(self._fail)

    def _show(self, ties: Ties) -> None:
        if ties.person.id != self._person_id:
            return
        self.setEnabled(True)
        self._left = [(part, ties) for part in self.parts]
        self._turn.start()

    def _show_next(self) -> None:
        """Show one part, a turn of the event loop each, so that many rows stop nobody."""
        if not self._left:
            self._turn.stop()
            if self._coming:
                self._coming = False
                self._come()
            return
        part, ties = self._left.pop(0)
        if ties.person.id != self._person_id:
            return
        part.show_ties(ties)
        if not part.left:
            part.resume(frozenset(draft.form for draft in self._desk.drafts.all()))

    def _come(self) -> None:
        self.papers.add.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self.papers)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, NotFound):
            raise error
        self.refused.emit(str(error))
