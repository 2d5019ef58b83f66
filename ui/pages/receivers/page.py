"""渡す相手: everybody who may get a file, how only they can open it, and whom to call there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui import file_picker, tasks
from ui.pages.answer_strip import AnswerStrip
from ui.pages.asking_page import AskingPage
from ui.pages.copies.kinds import HandingKinds
from ui.pages.in_place import InPlace
from ui.pages.page import Shape
from ui.pages.reader import Reader
from ui.pages.receivers.doing import ReceiverDoing
from ui.pages.receivers.questions import CONTACT, PHRASE, Questions
from ui.pages.receivers.rows import COLUMNS, agreed
from ui.pages.receivers.view import ReceiverView
from ui.places import RECIPIENTS, Place, Room
from ui.theme import Theme, set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.empty import Empty
from ui.widgets.record_table import RecordTable
from ui.widgets.scroll import Scroll
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.receiver import KnownReceiver, Receiver
from watchdesk.errors import WatchDeskError

_KEY_FILES = "鍵のファイル (*.txt *.pub *.key);;すべてのファイル (*)"
LEAD = "閉じたファイルは、その相手だけが開けます。相手は、設定の「一覧の言葉」の「同意の提供先」で、ふやせます。"
_THEIR_LIST = Place(room=Room.SETTINGS, because="一覧の言葉", section=RECIPIENTS)


class Taking:
    """The work of taking a key in from a file, which may lie on a slow stick."""

    def __init__(self, desk: Desk, code: str, file: Path) -> None:
        self._desk, self._code, self._file = desk, code, file

    def run(self, progress: tasks.Progress) -> Receiver:
        """Take it in."""
        return self._desk.receivers.take_key(self._code, self._file)


class Listing:
    """The work of reading who may get files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: tasks.Progress) -> tuple[KnownReceiver, ...]:
        """Read them, in the order of their list."""
        return self._desk.receivers.all()


class ReceiversPage(AskingPage):
    """``Place(record_id)`` comes to the receiver of a code."""

    TITLE = "渡す相手"
    HELP = (
        "ファイルを渡す相手ごとに、担当の方と電話、閉じ方を決めます。ふつうは、パスワードを電話で伝えます。"
        "相手が鍵のファイルを送ってきたら受け取り、電話で合言葉を確かめると、相手だけが開けるファイルになります。"
    )
    KEYS = (
        ("↑ ↓", "相手を選びます"),
        ("F2", "担当の方と電話を書き直します"),
        ("K", "相手の鍵のファイルを受け取ります"),
        ("A", "電話で聞いた合言葉を確かめます"),
        ("P", "鍵をやめて、パスワードに戻します"),
        ("Ctrl+Enter", "書いたものを保存します"),
        ("Esc", "書くのをやめます。書きかけは残ります"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self._place, self._coming = Place(room=Room.RECEIVERS), False
        self._asks = Questions(desk)
        self._taking: tasks.Task | None = None
        self._build()
        self.reader = Reader(self, partial(Listing, desk), self.empty, "渡す相手を読んでいます。")
        self._connect()

    def _build(self) -> None:
        self.kinds, self.strip, self.in_place = HandingKinds(Room.RECEIVERS), AnswerStrip(), InPlace(self.desk)
        self.table = RecordTable(COLUMNS, "渡す相手の一覧", identity=lambda one: one.code, folds=True)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.empty, self.view, self.doing = Empty(), ReceiverView(), ReceiverDoing()
        self._list = QStackedWidget()
        for part in (self.empty, self.table):
            self._list.addWidget(part)
        left, right = QWidget(), QWidget()
        chosen, told = column(self._list, self.doing, gap=0.6), column(self.view, self.in_place, gap=0.6)
        for side, parts in ((left, chosen), (right, told)):
            parts.setStretch(0, 1)
            side.setLayout(parts)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(left, 55)
        self._body.addWidget(right, 45)
        set_gaps(self._body, 1)
        self.more = ActionButton("同意の提供先をひらく", "settings")
        self._head = row(row(words(self.TITLE, "title"), STRETCH), self.more)
        head = column(self._head, words(LEAD, voice="soft", wrap=True), gap=0.2)
        inside = column(self.kinds, head, self.strip, self._body, gap=0.6, margins=(1.5, 0.6, 1.5, 1))
        inside.setStretch(3, 1)
        content = QWidget()
        content.setLayout(inside)
        self.setLayout(column(Scroll(content), gap=0))

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.reader.taken.connect(self._take)
        self.table.current_changed.connect(self._show_receiver)
        self.table.opened.connect(self._ask_contact)
        self.doing.contact.clicked.connect(self._ask_contact)
        self.doing.confirm.clicked.connect(self._ask_phrase)
        self.doing.take.clicked.connect(self._choose_key)
        self.doing.password.clicked.connect(self._offer_password)
        self.more.clicked.connect(lambda: self.wanted.emit(_THEIR_LIST))
        self.hear_answers()
        self.in_place.closed.connect(self._after_asking)

    # ---- as the window asks

    def enter(self, place: Place) -> None:
        """Show them; what was half-written opens again."""
        self._place, self._coming = place, True
        self.kinds.stay()
        self.strip.clear()
        self.reader.read()

    def here(self, place: Place) -> Place:
        """With the receiver that is chosen."""
        known = self.table.row()
        return Place(room=Room.RECEIVERS, record_id=known.code if known is not None else None)

    def reread(self, changed: Changed) -> None:
        """What was agreed, or the list of recipients, changed."""
        if changed & Changed.SETTINGS:
            self.reader.read()

    def reshape(self, shape: Shape) -> None:
        """The chosen one below the list where room is short; a card for each where it is narrow."""
        wide, narrow = shape is Shape.WIDE, shape is Shape.NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._body.setDirection(across if wide else down)
        self._head.setDirection(down if narrow else across)
        self.table.show_cards(narrow)
        set_size(self._list, min_height=15 if narrow else 13)
        self.doing.hide_keys(not wide)

    def first_focus(self) -> QWidget | None:
        """What is being written, else the list."""
        if self.in_place.form is not None:
            return self.in_place.first()
        return self.table if self._list.currentWidget() is self.table else self.kinds

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, then the list or what is being written."""
        first = self.first_focus()
        return (self.kinds, *((first,) if first is not None and first is not self.kinds else ()))

    def main_action(self) -> None:
        """What is next for the chosen one: its phrase where that is missing, else its contact."""
        (self.doing.confirm if self.doing.confirm.isVisible() else self.doing.contact).click()

    # ---- the list

    def _take(self, receivers: tuple[KnownReceiver, ...]) -> None:
        self.table.set_rows(receivers)
        self._list.setCurrentWidget(self.table if receivers else self.empty)
        if not receivers:
            told = "設定の「一覧の言葉」で、同意の提供先を一覧に戻すと、ここに出ます。"
            self.empty.say("渡す相手が、一覧にありません。", told)
        coming, self._coming = self._coming and self.isVisible(), False
        if coming:
            self._come()
        self._show_receiver()

    def _come(self) -> None:
        half = self._asks.half_written() if self.in_place.form is None else None
        if half is not None and self.table.select(half[1]):
            self._ask(half[0])
        elif self._place.record_id is not None:
            self.table.select(self._place.record_id)
        first = self.first_focus()
        if first is not None and not self.writes_elsewhere():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_receiver(self, _current: object = None) -> None:
        """Show the current one; what is being asked of another is kept."""
        known = self._known()
        question = self.in_place.question
        if question is not None and (known is None or not question.draft.endswith(f":{known.code}")):
            self.in_place.leave()
        self.view.setVisible(known is not None)
        self.doing.setVisible(known is not None and self.in_place.form is None)
        if known is not None:
            self.view.show_receiver(known)
            self.doing.show_receiver(agreed(known))

    def _known(self) -> KnownReceiver | None:
        row: KnownReceiver | None = self.table.row() if self._list.currentWidget() is self.table else None
        return row

    # ---- doing

    def _ask_contact(self, *_: object) -> None:
        self._ask(CONTACT)

    def _ask_phrase(self) -> None:
        self._ask(PHRASE)

    def _ask(self, question: str) -> None:
        known = self._known()
        if known is None or self.in_place.form is not None:
            return
        self.strip.clear()
        self.doing.hide()
        self.in_place.ask(self._asks.about(question, known))

    def _choose_key(self) -> None:
        known = self._known()
        if known is None or self._taking is not None:
            return
        file = file_picker.open_file(self, "相手の鍵のファイルを選ぶ", _KEY_FILES)
        if file is None:
            return
        self.strip.clear()
        self._taking = tasks.start(Taking(self.desk, known.code, file), self)
        self._taking.done.connect(self._tell_taken)
        self._taking.failed.connect(self._tell_not_taken)

    def _tell_taken(self, receiver: Receiver) -> None:
        self._taking = None
        self._come_to(receiver)
        if receiver.confirmed_on is not None:
            self.strip.say("同じ鍵を、もう受け取っています。合言葉も確かめてあります。", "ok")
            return
        self.said.emit("鍵のファイルを受け取りました。合言葉を確かめると、使えます")
        if receiver.code == getattr(self._known(), "code", None):
            self._ask(PHRASE)

    def _come_to(self, receiver: Receiver) -> None:
        """Show what was written at once, before the list is read again."""
        self.table.set_rows(self.desk.receivers.all())
        self.table.select(receiver.code)
        self._show_receiver()

    def _tell_not_taken(self, error: Exception) -> None:
        self._taking = None
        if not isinstance(error, WatchDeskError):
            raise error
        self.strip.say(str(error), "urgent")

    def _offer_password(self) -> None:
        known = self._known()
        if known is None:
            return
        self.strip.offer(
            "この相手の鍵を忘れて、ファイルごとのパスワードに戻します。鍵に戻すには、もう一度受け取って確かめます。",
            "パスワードに戻す",
            partial(self._return_to_password, known),
            tone="care",
        )
        self.strip.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _return_to_password(self, known: KnownReceiver) -> None:
        self._come_to(self.desk.receivers.by_password(known.code))
        self.tell_written(f"「{known.word}」には、パスワードを電話で伝えます。")
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _after_asking(self) -> None:
        self._show_receiver()
        if self.table.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
