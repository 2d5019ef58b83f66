"""ファイルを渡す: a month becomes a file that only its receiver opens; what went out waits here for its receipt."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui import file_picker
from ui.pages.answer_strip import AnswerStrip
from ui.pages.copies.kinds import HandingKinds
from ui.pages.handing.look import Look, Looked, job_of, told
from ui.pages.handing.making import MakeFace
from ui.pages.handing.paper import SheetsFace
from ui.pages.handing.second import asks_second
from ui.pages.handing.sent import SentFace
from ui.pages.handing.untold import Untold
from ui.pages.in_place import InPlace, Values
from ui.pages.page import Page, Shape
from ui.places import Place, Room
from ui.tasks import Job, Task, start
from ui.theme import Theme
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.manners import composing
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.scroll import Scroll, bring_into_sight
from watchdesk.changed import Changed
from watchdesk.desk import Desk, handing
from watchdesk.domain.definitions import SCREENS
from watchdesk.domain.handover import Handover
from watchdesk.domain.month import Month
from watchdesk.errors import WatchDeskError

_WHAT_GOES = Changed.PEOPLE | Changed.VISITS | Changed.CONSULTATIONS | Changed.ACTIVITIES | Changed.SETTINGS
_TWO_PEOPLE = "handover_people"
_OLD_LETTERS = "cp932"


class HandingPage(Page):
    """``Place(month)`` comes to a month, ``only`` to a list as it was shown, ``person_id`` to one person.

    ``record_id`` comes to a file that went out.
    """

    TITLE = "ファイルを渡す"
    HELP = (
        "月の記録を、渡す相手だけが開けるファイルにします。同意のない方は入りません。渡したら、受領書が戻るまで"
        "下の一覧で待ちます。パスワードは、電話で伝えてください。"
    )
    KEYS = (
        ("Ctrl+Enter", "渡すファイルをつくります"),
        ("↑ ↓", "渡したファイルを選びます"),
        ("R", "受領書が戻ったと書きます"),
        ("Ctrl+P", "選んだファイルの、送り状・受領書・ラベルを印刷します"),
    )
    NUMBERS = SCREENS["handing"]

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._task: Task | None = None
        self._work: Task | None = None
        self.parcel: handing.Parcel | None = None
        self._accepted: frozenset[tuple[str, str]] = frozenset()
        self._coming = False
        self._place = Place(room=Room.HANDING)
        self.kinds, self.strip = HandingKinds(Room.HANDING), AnswerStrip()
        self.making, self.sent, self.asking = MakeFace(desk), SentFace(desk), InPlace(desk)
        self.progress = ProgressPanel()
        self._head = row(row(words(self.TITLE, "title"), STRETCH), self.making.make)
        inside = column(
            self.kinds,
            self._head,
            self.strip,
            self.making,
            self.asking,
            self.progress,
            rule(),
            self.sent,
            gap=0.7,
            margins=(0.6, 1.5),
        )
        work = QWidget()
        work.setLayout(inside)
        self.paper, self._faces = SheetsFace(desk), QStackedWidget()
        self._from: QWidget | None = None
        for face in (work, self.paper):
            self._faces.addWidget(Scroll(face))
        self.setLayout(column(self._faces, gap=0))
        self._connect()

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.making.changed.connect(self._change)
        self.making.made.connect(self._make)
        self.making.untold.told.connect(self._offer_again)
        self.sent.said.connect(self.said)
        self.sent.papers.connect(self._show_papers)
        self.paper.closed.connect(self._close_papers)
        self.paper.said.connect(self.said)
        self.asking.refused.connect(self._tell_refused)
        self.progress.stopped.connect(self._cancel)

    # ---- coming and going

    def enter(self, place: Place) -> None:
        """Show a month, the one before this where none is told."""
        self.kinds.stay()
        self._faces.setCurrentIndex(0)
        today = Month.of(self.desk.today())
        months = self.desk.reports.months() or (today,)
        past = today.previous if today.previous in months else months[0]
        self.making.offer(months, place.month or past)
        self.making.come()
        self._place = place
        self.making.show_kind(month=place.only is None and place.person_id is None, whose=self._whose(place))
        self.sent.read(place.record_id)
        self._coming = place.record_id is not None
        if self._coming:
            bring_into_sight(self.sent)
        elif self._is_plain:
            self.sent.resume()
        self._gather()

    def _whose(self, place: Place) -> str:
        found = self.desk.people.lines_of((place.person_id,)) if place.person_id is not None else ()
        return found[0].name if found else ""

    @property
    def _is_plain(self) -> bool:
        """Whether one came for nothing else: only then what was half-written of a receipt goes on."""
        return self._place == Place(room=Room.HANDING)

    def here(self, place: Place) -> Place:
        """Where a receipt is being written, the page itself, so that one comes back to that."""
        return Place(room=Room.HANDING) if self.sent.in_place.form is not None else place

    def leave(self) -> None:
        """Keep what is half-written, at once."""
        self.asking.keep()
        self.sent.in_place.keep()
        self.strip.clear()

    def reread(self, changed: Changed) -> None:
        """What goes was written somewhere: gather again."""
        if changed & _WHAT_GOES:
            self._gather()
        if changed & Changed.COPIES and self.sent.in_place.form is None:
            self.sent.read()

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if shape is Shape.NARROW else across)
        self.making.reshape(shape)
        self.sent.reshape(shape is Shape.NARROW)
        self.paper.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """Who gets it; where one comes for a file that went out, the list of those."""
        if self.shows_papers:
            return self.paper.first_focus()
        if self.sent.in_place.form is not None and self._is_plain:
            return self.sent.in_place.first()
        return self.sent.table if self._coming and self.sent.table.rows() else self.making.receiver

    def regions(self) -> tuple[QWidget, ...]:
        """Who gets it, whether it is them, what went out."""
        if self.shows_papers:
            return self.paper.regions()
        return self.making.receiver, self.making.sure, self.sent.table

    @property
    def shows_papers(self) -> bool:
        """Whether 送り状・受領書・ラベル stand in the page's place."""
        return self._faces.currentIndex() == 1

    def main_action(self) -> None:
        """Make the file, or print the pages that are shown."""
        if self.shows_papers:
            self.paper.send.click()
        elif self.making.make.isEnabled():
            self._make()

    # ---- what goes

    def _change(self) -> None:
        """Something else is wanted: what was said of the file before is over."""
        self.strip.clear()
        self._gather()

    def _gather(self) -> None:
        """Look at what would go; what was begun before is forgotten."""
        self._drop()
        self.parcel = None
        self.making.wait()
        try:
            job = job_of(self.desk, self._place, self.making)
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
            return
        old = self.making.in_old_letters
        self._task = start(Look(desk=self.desk, job=job, encoding=_OLD_LETTERS if old else None), self)
        self._task.done.connect(self._take)
        self._task.failed.connect(self._not_gathered)

    def _take(self, looked: Looked) -> None:
        self._task, self.parcel = None, looked.parcel
        self._accepted = frozenset(looked.letters)
        self.making.show_letters(looked.letters)
        self.making.show_told(told(looked))

    def _not_gathered(self, error: Exception) -> None:
        self._task = None
        if not isinstance(error, WatchDeskError):
            raise error
        self.making.wait("渡せません")
        self._tell_refused(str(error))

    def _begin(self, job: Job) -> Task:
        self._work = start(job, self)
        self._work.failed.connect(self._failed)
        self._work.cancelled.connect(self._cancelled)
        return self._work

    def _drop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.drop()

    # ---- making the file

    def _make(self) -> None:
        """Make the file; beside a question Ctrl+Enter is its answer."""
        for asked in (self.asking, self.sent.in_place):
            if asked.form is not None and asked.isAncestorOf(self.focusWidget() or self):
                asked.write()
                return
        if self.parcel is None or self._work is not None:
            return
        self.strip.clear()
        if self.desk.settings.get(_TWO_PEOPLE) > 1:
            self._ask_second(self.parcel)
        else:
            self._choose_place(None)

    def _ask_second(self, parcel: handing.Parcel) -> None:
        self.asking.ask(asks_second(parcel, self.desk.today(), partial(self._seconded, parcel)))

    def _seconded(self, asked: handing.Parcel, values: Values) -> str:
        """Only what both looked at goes: where something else is shown by now, they look again."""
        if self.parcel is not asked:
            self.asking.leave()
            sentence = (
                "確かめている間に、渡す相手か中身が変わりました。画面の上から、お二人でもう一度確かめてください。"
            )
            raise WatchDeskError(sentence, code="outdated")
        self._choose_place(values["second"])
        return ""

    def _choose_place(self, second: str | None) -> None:
        parcel = self.parcel
        if parcel is None:
            return
        ending = self.desk.handing.ending(self.making.written, by_key=self.making.by_key)
        name = f"{parcel.title.replace(' ', '_')}{ending}"
        kinds = f"エクセルのファイル (*{ending})" if ending == ".xlsx" else f"渡すファイル (*{ending})"
        chosen = file_picker.save_file(self, "渡すファイルをつくる", name, kinds)
        if chosen is not None:
            self._hand(parcel, chosen, second)

    def _hand(self, parcel: handing.Parcel, target: Path, second: str | None) -> None:
        face = self.making
        try:
            receiver = self.desk.receivers.get(parcel.receiver)
            lock = self.desk.handing.lock_for(receiver, None if receiver.usable_key else face.password.text)
            sending = self.desk.handing.sending(
                target,
                lock,
                form=face.written,
                old_letters=face.in_old_letters,
                accepted=self._accepted,
                replace=target.exists(),  # the system's window asked about it just now
                second=second,
                due_back=face.due_back(),
                erase_by=face.erase_by(),
            )
            job = self.desk.handing.hand_over(parcel, sending)
        except WatchDeskError as refused:
            self._tell_refused(str(refused))
            return
        face.begin(sending.id, target.name, receiver, parcel.receiver_word)
        work = self._begin(job)
        work.progressed.connect(self.progress.show_progress)
        work.done.connect(self._handed)
        self.progress.begin("渡すファイルをつくっています", "段")

    def _handed(self, handed: handing.Handed) -> None:
        self._work = None
        self.progress.end()
        one = handed.handover
        number = f"写し 第{one.copy_number}号です。" if one.copy_number is not None else ""
        told = "パスワードは、下の3に出ています。書きとめて、電話で伝えてください。"
        if self.making.begun is None:
            told = "相手の鍵で閉じました。"
        more = "".join(handed.told)
        self._offer_papers(one, f"{number}{told}{more}")
        self.said.emit(f"「{one.file_name}」をつくりました。")
        self.sent.read(one.id)
        try:
            self.making.spend(one)
        except WatchDeskError as refused:
            self._tell_refused(f"{refused}パスワードは、下の3からすぐに書きとめてください。")

    def _offer_again(self, untold: Untold) -> None:
        """A password that was told is kept nowhere; until the page is left it can be had again."""
        sentence = f"「{untold.file}」のパスワードを、ここから消しました。"
        self.strip.offer(sentence, "もう一度出す", partial(self.making.wait_to_tell, untold))

    # ---- its papers

    def _offer_papers(self, one: Handover, told: str) -> None:
        """Say what was made; who thinks better of printing finds it said still."""
        self.strip.offer(
            told,
            "送り状・受領書を印刷する",
            partial(self._show_papers_of, one, told),
            lead=f"「{one.file_name}」をつくりました。",
        )

    def _show_papers_of(self, one: Handover, told: str) -> None:
        self._offer_papers(one, told)
        self._show_papers(one.id)

    def _show_papers(self, handover_id: str) -> None:
        """Show the pages, as every sheet is shown before it is printed or kept."""
        self._from = self.focusWidget()
        self._faces.setCurrentIndex(1)
        self.paper.show_file(handover_id)
        self.paper.send.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_papers(self) -> None:
        """Back to the file, with the focus where it was."""
        self.paper.close_paper()
        self._faces.setCurrentIndex(0)
        back = self._from if self._from is not None and self._from.isVisibleTo(self) else self.sent.table
        back.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from the pages, and puts away a question; what was written of it is kept."""
        asked = next((one for one in (self.asking, self.sent.in_place) if one.form is not None), None)
        if event.key() != Qt.Key.Key_Escape or composing(self.focusWidget()):
            super().keyPressEvent(event)
        elif self.shows_papers:
            self._close_papers()
        elif asked is not None:
            kept = asked.leave()
            self.strip.say(kept)
            self.said.emit(kept.partition("。")[0])
            near = self.sent.table if asked is self.sent.in_place else self.making.sure
            near.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    # ---- what goes wrong

    def _failed(self, error: Exception) -> None:
        self._cancelled()
        if not isinstance(error, WatchDeskError):
            raise error
        self._tell_refused(str(error))

    def _cancelled(self) -> None:
        self._work = None
        self.making.give_up()
        self.progress.end()
        self._gather()

    def _tell_refused(self, sentence: str) -> None:
        self.strip.say(sentence, "urgent")

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.cancel()

    def undone(self) -> None:
        """What was said of the last deed holds no more."""
        self.strip.clear()
