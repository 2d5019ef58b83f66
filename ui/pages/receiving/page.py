"""受け取る: a file that came from a desk is opened, proven, looked at, and saved where the user says, or forgotten."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui import file_picker, tasks
from ui.pages.copies.kinds import HandingKinds
from ui.pages.page import Page, Shape
from ui.pages.receiving.asking import AskFile
from ui.pages.receiving.bar import ReceivedBar
from ui.pages.receiving.look import ReceivedView
from ui.pages.receiving.own_key import OwnKey, keep_key, kept_key
from ui.pages.receiving.work import MakingKey, Opened, Opening, Peeking, Saving
from ui.places import Place, Room
from ui.theme import Theme
from ui.widgets.boxes import STRETCH, column, words
from ui.widgets.progress_panel import ProgressPanel
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, received, receiving
from watchdesk.domain.spoken_password import Spoken
from watchdesk.errors import WatchDeskError, WrongKey

LEAD = "ほかの見守りデスクから届いたファイルを、開いて確かめます。中身は、残すまで、どこにも書きません。"
_FILES = "受け取ったファイル (*.xlsx *.age);;すべてのファイル (*)"
_KEY_FILES = "鍵のファイル (*.txt *.key);;すべてのファイル (*)"
_BOOKS, _FOLDERS = "エクセル (*.xlsx)", "フォルダー (*)"
KEY_NAME = "受け取りの鍵（だれにも渡さない）.txt"
_KEY_MADE = "下の1から3を読んで、送る方に、1のファイルを渡してください。"
_WHOLE = "つくられたときから、1字も変わっていません。"
_STOPPED = "途中でやめました。何も残していません。"


class ReceivingPage(Page):
    """Asks for a file and what opens it, then shows what came; what is shown stands in memory only."""

    TITLE = "受け取る"
    HELP = (
        "ほかの見守りデスクから届いたファイルを開きます。電話で聞いたパスワードか、自分の鍵のファイルが要ります。"
        "届く途中で変わっていないかを確かめてから、中身を見せます。残すまで、パソコンには何も残りません。"
        "自分の鍵は、ここでつくれます。"
    )
    KEYS = (
        ("Ctrl+O", "受け取ったファイルを選びます"),
        ("Enter", "開いて確かめます"),
        ("Ctrl+S", "中身を、鍵のかからないファイルに残します"),
        ("Esc", "中身を閉じて、忘れます"),
    )

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(desk, theme, parent)
        self.opened: Opened | None = None
        self._task: tasks.Task | None = None
        self._elsewhere = False
        self.kinds, self.strip, self.panel = HandingKinds(Room.RECEIVING), Strip(), ProgressPanel()
        self.asking, self.view, self.bar = AskFile(), ReceivedView(), ReceivedBar()
        self._asked = QWidget()
        self.own_key = OwnKey()
        self._asked.setLayout(column(self.asking, self.own_key, STRETCH, gap=0.9))
        self._lead = words(LEAD, voice="soft", wrap=True)
        head = column(words(self.TITLE, "title"), self._lead, gap=0.2)
        inside = column(
            self.kinds, head, self.strip, self.panel, self._asked, self.view, gap=0.6, margins=(1.5, 0.6, 1.5, 1)
        )
        for face in (4, 5):
            inside.setStretch(face, 1)
        content = QWidget()
        content.setLayout(inside)
        self.setLayout(column(Scroll(content), self.bar, gap=0))
        for part in (self.view, self.bar):
            part.hide()
        self._connect()

    def _connect(self) -> None:
        self.kinds.wanted.connect(self.wanted)
        self.panel.stopped.connect(self._stop)
        self.asking.choose.clicked.connect(self._choose)
        self.asking.choose_key.clicked.connect(self._choose_key)
        self.asking.opening.connect(self._open)
        self.own_key.wanted.connect(self._make_key)
        self.bar.save.clicked.connect(self._save)
        self.bar.close_file.clicked.connect(self._close)

    # ---- as the window asks

    def enter(self, place: Place) -> None:
        """Show what was opened, or ask for a file."""
        self.kinds.stay()
        self.own_key.show_kept(kept_key(self.desk))

    def leave(self) -> None:
        """Nothing secret stays in a field; what was opened goes with the window when the screen is hidden."""
        self.asking.wipe()
        if self.own_key.forget():
            self.strip.clear()

    def reshape(self, shape: Shape) -> None:
        """Arrange what came for another width."""
        self.view.reshape(shape)
        self.bar.reshape(shape)

    def first_focus(self) -> QWidget | None:
        """What is asked next, or the sheets; where these are farther down, what came is seen from its beginning."""
        if self.opened is None:
            return self.asking.first()
        return self.view.table if self.shape is Shape.WIDE else self.bar.save

    def regions(self) -> tuple[QWidget, ...]:
        """The tabs, then what is asked or what came."""
        first = self.first_focus()
        came = (self.view.choice, self.view.table) if self.opened is not None else ()
        return tuple(dict.fromkeys((self.kinds, *came, *((first,) if first is not None else ()))))

    def main_action(self) -> None:
        """Choose a file, open it, or save what came."""
        if self.opened is not None:
            self.bar.save.click()
        else:
            (self.asking.choose if self.asking.path is None else self.asking.open).click()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc forgets what came."""
        if event.key() == Qt.Key.Key_Escape and self.opened is not None and self._task is None:
            self._close()
        else:
            super().keyPressEvent(event)

    # ---- a key of one's own

    def _make_key(self) -> None:
        if self._task is not None:
            return
        target = file_picker.save_file(self, "自分の鍵のファイルを残す", KEY_NAME, "鍵のファイル (*.txt)")
        if target is not None:
            self.strip.clear()
            self._begin(MakingKey(target), "鍵をつくっています").done.connect(self._tell_key)

    def _tell_key(self, made: tuple[Path, Path, Spoken]) -> None:
        self._end()
        self.own_key.show_made(keep_key(self.desk, *made))
        self.strip.say(_KEY_MADE, "ok", lead="自分の鍵ができました。")
        self.said.emit("自分の鍵をつくりました")

    # ---- opening

    def _choose(self) -> None:
        path = file_picker.open_file(self, "受け取ったファイルを選ぶ", _FILES) if self._task is None else None
        if path is not None:
            self.strip.clear()
            self._forget()
            self.asking.choose.setFocus(Qt.FocusReason.OtherFocusReason)
            self._begin(Peeking(path), "ファイルを調べています").done.connect(self._ask)

    def _choose_key(self) -> None:
        key = file_picker.open_file(self, "自分の鍵のファイルを選ぶ", _KEY_FILES) if self._task is None else None
        if key is not None:
            self.strip.clear()
            self.asking.take_key(key)
            self._elsewhere = False
            self._focus()

    def _open(self) -> None:
        path = self.asking.path
        if path is None or self._task is not None:
            return
        by_password = self.asking.asks is receiving.Asks.PASSWORD
        password = self.asking.password.text() if by_password else None
        work = Opening(path=path, password=password, identity=None if by_password else self.asking.key)
        self.asking.first().setFocus(Qt.FocusReason.OtherFocusReason)  # the button can be pressed no more, once wiped
        self.asking.wipe()
        self.strip.clear()
        self._begin(work, "ファイルを開いて、確かめています").done.connect(self._show)

    def _begin(self, work: tasks.Job, title: str) -> tasks.Task:
        self.panel.begin(title, "")
        self._task = tasks.start(work, self)
        self._task.failed.connect(self._refuse)
        self._task.cancelled.connect(self._tell_stopped)
        return self._task

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _end(self) -> None:
        """What was being done is over; ``_elsewhere``: the user went on to type in another place meanwhile."""
        self._task = None
        self._elsewhere = self.writes_elsewhere()
        self.panel.end()

    def _ask(self, found: tuple[Path, receiving.Asks]) -> None:
        self._end()
        self._forget()
        self.asking.ask_for(*found)
        self._focus()

    def _show(self, opened: Opened) -> None:
        self._end()
        self.desk.ledger.note("file received", "handover", reason=f"照合の値 {opened.file.sha256[:16]}")
        self.opened = opened
        self.view.show_opened(opened)
        self.bar.name_save(workbook=received.is_workbook(opened.file))
        self._show_face()
        self.strip.say(_WHOLE, "ok", lead="ファイルは、そろっています。")
        self._focus()

    def _refuse(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, WatchDeskError):
            raise error
        self.strip.say(str(error), "care" if isinstance(error, WrongKey) else "urgent")
        self._focus()

    def _tell_stopped(self) -> None:
        self._end()
        self.strip.say(_STOPPED)
        self._focus()

    # ---- what came

    def _save(self) -> None:
        if self.opened is None or self._task is not None:
            return
        file = self.opened.file
        pattern = _BOOKS if received.is_workbook(file) else _FOLDERS
        target = file_picker.save_file(self, "中身を残す", received.proposed_name(file), pattern)
        if target is not None:
            self.strip.clear()
            self._begin(Saving(file, target), "中身を残しています").done.connect(self._tell_saved)

    def _tell_saved(self, target: Path) -> None:
        self._end()
        if self.opened is not None:
            told = f"照合の値 {self.opened.file.sha256[:16]}"
            self.desk.ledger.note("file unlocked", "handover", reason=told)
        sentence = f"「{target.name}」に残しました。鍵はかかっていません。用がすんだら消してください。"
        self.strip.say(sentence, "care")
        self.said.emit(f"「{target.name}」に残しました")

    def _close(self) -> None:
        self._elsewhere = False
        self._forget()
        self.strip.say("中身を閉じました。どこにも残っていません。", "ok")
        self._focus()

    def _forget(self) -> None:
        self.opened = None
        self.view.forget()
        self.asking.forget()
        self._show_face()

    def _show_face(self) -> None:
        came = self.opened is not None
        for part in (self.view, self.bar):
            part.setVisible(came)
        for hidden in (self._asked, self._lead):
            hidden.setHidden(came)

    def _focus(self) -> None:
        first = self.first_focus()
        if first is not None and self.isVisible() and not self._elsewhere:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
