"""Beside the list 福祉情報: the chosen item, what can be done about it, and what one person was told already."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui import file_picker
from ui.pages.information.doing import Doing
from ui.pages.information.item import ItemView
from ui.pages.information.telling import Telling
from ui.pages.information.told import ToldList
from ui.pages.information.viewer import PdfFace
from ui.places import IN_CASE, Place, Room
from ui.tasks import Progress, Task, start
from ui.widgets.boxes import STRETCH, column
from watchdesk.desk import Desk, ItemPast
from watchdesk.domain.info_item import GivenLine, InfoLine
from watchdesk.errors import NotFound, WatchDeskError

PATTERN = "PDF (*.pdf *.PDF)"
_STAYS = 250
"""Milliseconds after which one stays on an item, and does not only pass it on the way to another."""


class _Knowing:
    """The work of reading what is to be known beside an item: whom of the register it is for, what was changed."""

    def __init__(self, desk: Desk, item_id: str) -> None:
        self._desk, self._item_id = desk, item_id

    def run(self, progress: Progress) -> tuple[str, tuple[str, ...], tuple[ItemPast, ...]]:
        """Read it; nobody and nothing of an item that is gone."""
        room = self._desk.information
        try:
            ids = tuple(line.id for line in room.unheard(self._item_id))
        except NotFound:
            ids = ()
        return self._item_id, ids, room.past(self._item_id)


class _Attaching:
    """The work of taking a PDF in."""

    def __init__(self, desk: Desk, item_id: str, path: Path) -> None:
        self._desk, self._item_id, self._path = desk, item_id, path

    def run(self, progress: Progress) -> str:
        """Take it in, and say so."""
        self._desk.information.attach(self._item_id, self._path)
        return "PDFを、この福祉情報に付けました。"


class Beside(QWidget):
    """``show_line(line)`` shows an item, ``show_context(place, name)`` tells for whom one chooses.

    ``tried(does, sentence)`` is to be done and then said, ``refused(sentence)`` could not be; ``listed(Place)`` leads
    to the people who have not heard.
    """

    tried = Signal(object, str)
    refused = Signal(str)
    listed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._place, self._name = Place(room=Room.INFORMATION), ""
        self._line: InfoLine | None = None
        self._unheard: tuple[str, ...] = ()
        self._knows: Task | None = None
        self.item, self.doing, self.telling = ItemView(), Doing(), Telling(desk)
        self.told, self.viewer = ToldList(), PdfFace(desk)
        self.setLayout(column(self.told, self.item, self.doing, self.telling, STRETCH, gap=0.6))
        self.told.hide()
        self._asks = QTimer(self)
        self._asks.setSingleShot(True)
        self._asks.setInterval(_STAYS)
        self._asks.timeout.connect(self._ask_to_know)
        self.telling.closed.connect(self._show_doing)
        self.telling.opened.connect(self._show_doing)
        self.doing.unheard.clicked.connect(self._list_unheard)
        self.doing.attach.clicked.connect(self.pick)
        self.doing.detach.clicked.connect(self._detach)
        self.doing.shelve.clicked.connect(self._shelve)
        self.doing.again.clicked.connect(self._bring_back)
        self.viewer.failed.connect(self.refused)

    def show_context(self, place: Place, name: str) -> None:
        """Tell for whom one chooses, or in which consultation; what was told there stands above."""
        self._place, self._name = place, name
        self.show_told()

    def show_told(self) -> None:
        """Show what was told there by now."""
        in_case = self._place.section == IN_CASE
        fixed = in_case or self._place.person_id is not None
        self.told.setVisible(fixed)
        if fixed:
            title = "この相談で伝えたもの" if in_case else f"{self._name}に伝えたもの"
            self.told.show_told(title, self._told_there())

    def _told_there(self) -> tuple[GivenLine, ...]:
        room = self._desk.information
        if self._place.section == IN_CASE:
            return room.given_at(consultation_id=self._place.record_id)
        return room.given_to(self._place.person_id or "")

    def show_line(self, line: InfoLine | None) -> None:
        """Show an item, or none; what is being asked of another one is kept."""
        self._line, self._unheard = line, ()
        if self.telling.item is not None and (line is None or self.telling.item.id != line.id):
            self.telling.put_away()
        self.item.setVisible(line is not None)
        self._show_doing()
        if line is None:
            return
        rule = self._desk.information.rule_words(line.item)
        self.item.show_item(line, rule, self._desk.information.times_told(line.id))
        self.doing.show_item(line.item, has_rule=bool(rule))
        self.doing.unheard.set_reason("数えています")
        self._asks.start()

    def _ask_to_know(self) -> None:
        """Once one stays on an item: the whole register is read for it."""
        if self._knows is not None:
            self._knows.drop()
        if self._line is not None:
            self._knows = start(_Knowing(self._desk, self._line.id), self)
            self._knows.done.connect(self._know)
            self._knows.failed.connect(self._fail)

    def pick(self) -> None:
        """Ask for a PDF, and take it in."""
        path = file_picker.open_file(self, "PDFを付ける", PATTERN)
        if path is not None and self._line is not None:
            task = start(_Attaching(self._desk, self._line.id, path), self)
            task.done.connect(self._say)
            task.failed.connect(self._fail)

    def _show_doing(self) -> None:
        self.doing.setVisible(self._line is not None and self.telling.item is None)

    def _know(self, known: tuple[str, tuple[str, ...], tuple[ItemPast, ...]]) -> None:
        item_id, self._unheard, past = known
        self._knows = None
        if self._line is None or self._line.id != item_id:
            return
        self.item.show_unheard(len(self._unheard))
        self.item.show_past(past, {user.name: user.full_name for user in self._desk.users.all()})
        self.doing.unheard.set_words(f"まだ伝えていない方 {len(self._unheard)}名")
        self.doing.unheard.set_reason(None if self._unheard else "おられません")

    def _list_unheard(self) -> None:
        """Exactly these people, in the list of the register: each opens, and is visited from there."""
        if self._line is not None and self._unheard:
            because = f"{self._line.item.title}をまだ伝えていない"
            self.listed.emit(Place(room=Room.PEOPLE, only=self._unheard, because=because))

    def _detach(self) -> None:
        if self._line is not None:
            self.tried.emit(partial(self._desk.information.detach, self._line.id), "PDFを外しました。")

    def _shelve(self) -> None:
        if self._line is not None:
            told = f"「{self._line.item.title}」をしまいました。伝えた記録は、残っています。"
            self.tried.emit(partial(self._desk.information.retire, self._line.id), told)

    def _bring_back(self) -> None:
        if self._line is not None:
            told = f"「{self._line.item.title}」を、また使えるようにしました。"
            self.tried.emit(partial(self._desk.information.bring_back, self._line.id), told)

    def _say(self, sentence: str) -> None:
        self.tried.emit(_nothing, sentence)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, WatchDeskError):
            raise error
        self.refused.emit(str(error))


def _nothing() -> None:
    """It is done already."""
