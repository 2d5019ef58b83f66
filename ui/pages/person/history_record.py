"""RecordItself: what is done to a whole record: merged with another of the same person, or taken off the register."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.person.form import asking
from ui.pages.person.history_lines import PastLine
from ui.places import Place, Room
from ui.tasks import Progress, start
from ui.why import told
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.flow import Flow
from ui.widgets.form_sheet import SectionHead
from watchdesk.desk import BinItem, Desk, Unmerged
from watchdesk.domain.person import Person
from watchdesk.errors import WatchDeskError
from watchdesk.fields import Field

WHY_REMOVED = Field(
    "reason", "取りのぞくわけ", required=True, wide=True, hint="同じ方を二重に登録した、など。管理台帳に残ります。"
)
WHY_PARTED = Field("reason", "分けるわけ", wide=True, hint="別の方だった、など。管理台帳に残ります。")


class Parting:
    """The work of making two records of one again."""

    def __init__(self, desk: Desk, merge: str, reason: str | None = None) -> None:
        self._desk, self._merge, self._reason = desk, merge, reason

    def run(self, progress: Progress) -> Unmerged:
        """Part them."""
        return self._desk.merging.undo(self._merge, self._reason)


class RecordItself(QWidget):
    """``show_person(person)``; ``part(line)`` asks to part what was merged, ``resume(drafts)`` what is half-written.

    ``wanted(Place)`` to merge; ``refused(sentence)``; ``parted(Unmerged)`` and ``removed(BinItem)`` once that was done.
    """

    wanted = Signal(object)
    refused = Signal(str)
    parted = Signal(object)
    removed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._person: Person | None = None
        self._item: BinItem | None = None
        self.merge = ActionButton("同じ方の台帳をひとつにまとめる", "users-round", kind="low")
        self.remove = ActionButton("登録のまちがいを取りのぞく", "circle-x", kind="low")
        self._told = words(
            "見守りが終わった方は、取りのぞかずに、「同意・状態」で状態を「終了」にします。", voice="soft", wrap=True
        )
        self._buttons = QWidget()
        self._buttons.setLayout(Flow(self.merge, self.remove))
        self.in_place = InPlace(desk)
        self.setLayout(column(SectionHead(None, "この台帳そのもの"), self._told, self._buttons, self.in_place, gap=0.5))
        self.merge.clicked.connect(self._merge)
        self.remove.clicked.connect(self._ask_removal)
        self.in_place.wrote.connect(self._go_on)
        self.in_place.refused.connect(self.refused)
        self.in_place.closed.connect(self._show_buttons)

    def show_person(self, person: Person) -> None:
        """Show somebody; what is half-written of somebody else is put away and kept."""
        if self._person is not None and self._person.id != person.id:
            self.in_place.keep()
            self.in_place.put_away()
        self._person = person

    def resume(self, drafts: frozenset[str]) -> None:
        """Open again what was half-written."""
        if self._person is not None and self.in_place.form is None and removal_draft(self._person.id) in drafts:
            self._ask_removal()

    def part(self, line: PastLine) -> None:
        """Ask why what was merged by a line is to be parted."""
        if self._person is None:
            return
        self._ask(
            Question(
                draft=f"parting:{self._person.id}",
                title=f"まとめた「{line.past.new}」さんの記録を、2つに分けます",
                told="どちらの記録も、まとめる前のとおりに戻ります。まとめたあとに書かれたことは、この台帳に残ります。",
                save="2つに分ける",
                fields=(WHY_PARTED,),
                asking=asking(self._desk),
                write=lambda values: self._start_parting(line.past.merge, values["reason"]),
            )
        )

    def _ask_removal(self) -> None:
        if self._person is None:
            return
        self._ask(
            Question(
                draft=removal_draft(self._person.id),
                title=f"{self._person.name}さんの登録を取りのぞきます",
                told="ごみ箱に入り、どの一覧にも数にも出なくなります。「設定」の「ごみ箱」から戻せます。",
                save="取りのぞく",
                fields=(WHY_REMOVED,),
                asking=asking(self._desk),
                write=self._remove,
            )
        )

    def _ask(self, question: Question) -> None:
        self._buttons.hide()
        self.in_place.ask(question)

    def _show_buttons(self) -> None:
        self._buttons.show()
        if self.isVisible():
            self.merge.setFocus()

    def _merge(self) -> None:
        if self._person is not None:
            self.wanted.emit(Place(room=Room.MERGING, person_id=self._person.id))

    def _remove(self, values: Values) -> str:
        if self._person is None:
            raise RuntimeError("nobody is shown")
        self._item = self._desk.bin.remove_person(self._person.id, values["reason"])
        return ""

    def _start_parting(self, merge: str, reason: str | None) -> str:
        self._parting = partial(self._start_parting, merge, reason)
        task = start(Parting(self._desk, merge, reason), self)
        task.done.connect(self.parted)
        task.failed.connect(self._fail)
        return ""

    def _go_on(self, _: str) -> None:
        item, self._item = self._item, None
        if item is not None:
            self.removed.emit(item)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, WatchDeskError):
            raise error
        self.refused.emit(told(self, error, self._parting))


def removal_draft(person_id: str) -> str:
    """Under which the reason for taking somebody off the register is kept."""
    return f"removing:{person_id}"
