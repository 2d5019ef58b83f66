"""StatusLine: what is saved and when, how old the newest proven backup is, the size of type and the look."""

from datetime import datetime
from typing import cast

from PySide6.QtCore import QElapsedTimer, QTimer
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from ui.pages.page import Shape
from ui.theme import ZOOMS, Theme, looks, scale, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, row, words
from ui.widgets.icon_label import IconLabel
from watchdesk.changed import Changed
from watchdesk.desk import Desk

FADES = 20_000
"""Milliseconds after which what was said has been read, and what is saved is shown again."""
_JUST = 500
"""Milliseconds within which what was said belongs to what just happened: to the write, or to going to a page."""

_SAVED = {
    Changed.PEOPLE: "要援護者の台帳",
    Changed.VISITS: "訪問記録",
    Changed.PARTNERS: "関係者",
    Changed.ALARMS: "気がかりの記録",
    Changed.PLANS: "予定・要対応",
    Changed.CONSULTATIONS: "相談・つなぎ",
    Changed.ACTIVITIES: "活動・連絡調整",
    Changed.INFORMATION: "福祉情報",
    Changed.CLOSINGS: "月締め",
    Changed.REMARKS: "特記事項",
    Changed.DEEDS: "写しの台帳",
    Changed.SETTINGS: "設定",
    Changed.USERS: "利用者の設定",
}
"""What a write touched, in words."""
_KEPT = "書きかけ"
"""So begins what is said of a draft: it is over at once when the form is saved, however soon after."""
_NAMED = 2
"""So many of them are named; the line has room for no more."""


class StatusLine(QFrame):
    """What is saved and when stands here; ``tell(changed)`` that something was saved.

    ``say(sentence)`` shows what a page did for a while, until one goes on to another page: ``go_on()``. What went
    wrong is no matter of this line: it stays in the page until it was read.
    """

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self.setProperty("ground", "rail")
        self._standing = "書いたものは、すべて保存してあります"
        self._said = QElapsedTimer()
        self._fading = QTimer(self, singleShot=True, interval=FADES)
        self._fading.timeout.connect(self._stand)
        self.saved = words(self._standing, "small")
        self.backup = words("", "small")
        self._backup_part = QWidget()
        self._backup_part.setLayout(row(IconLabel("archive", "soft", 1.0), self.backup, gap=0.4))
        self.smaller = ActionButton("−", kind="low")
        self.larger = ActionButton("＋", kind="low")
        self.zoom = words("100%", "small")
        self.look = ActionButton("明るい", "sun", kind="low")
        self._size_word, self._look_word = words("文字の大きさ", "small"), words("見え方", "small")
        self.setLayout(
            row(
                IconLabel("circle-check", "ok", 1.0),
                self.saved,
                self._backup_part,
                STRETCH,
                self._look_word,
                self.look,
                self._size_word,
                self.zoom,
                self.smaller,
                self.larger,  # in the very corner, where it grows under the pointer and does not move away
                gap=0.6,
                margins=(1.1, 0.15, 1.5, 0.15),
            )
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_size(self, height=2.1)
        self._name()
        theme.changed.connect(self._show_look)
        self._show_look()
        self.read_backup()

    def hold(self, button: QWidget) -> None:
        """Let a button stand beside what is saved."""
        line = cast(QBoxLayout, self.layout())
        line.insertWidget(line.indexOf(self._backup_part), button)

    def say(self, sentence: str) -> None:
        """Say what was done, and when."""
        self.saved.setText(self._timed(sentence.removesuffix("。")))
        self._fading.start()
        if sentence.startswith(_KEPT):
            self._said.invalidate()
        else:
            self._said.start()

    def tell(self, changed: Changed) -> None:
        """Something was written: what it was stands here from now on, behind what a page said of it just now."""
        if changed & Changed.BACKUPS:
            self.read_backup()
        if Changed.VISITS in changed and changed != Changed.ALL:
            changed &= ~_beside_visits(changed)
        saved = [word for what, word in _SAVED.items() if changed & what]
        if saved:
            named = "と".join(saved) if len(saved) <= _NAMED else "すべて"
            self._standing = self._timed(f"{named}を保存しました")
            self.go_on()

    def go_on(self) -> None:
        """Something else was done, or another page is shown: what was said before is over, unless just now."""
        if not self._said.isValid() or self._said.hasExpired(_JUST):
            self._stand()

    def _stand(self) -> None:
        self._fading.stop()
        self.saved.setText(self._standing)

    def _timed(self, sentence: str) -> str:
        return f"{sentence}（{_clock(self._desk.now())}）"

    def read_backup(self) -> None:
        """Read again how old the newest proven backup is."""
        newest = self._desk.backups.newest()
        if newest is None:
            self.backup.setText("控えは、終わるときにとります")
        else:
            made = newest[1].at
            self.backup.setText(f"控えは{made.month}月{made.day}日 {_clock(made)}のものです")

    def reshape(self, shape: Shape) -> None:
        """Arrange for another width: only what is saved and the size stay in the narrow one."""
        self._backup_part.setVisible(shape is Shape.WIDE)
        self.look.setVisible(shape is not Shape.NARROW)
        for word in (self._size_word, self._look_word):  # what was done last is named in their place
            word.setVisible(shape is Shape.WIDE)

    def zoom_in(self) -> None:
        """One step larger."""
        self._step(1)

    def zoom_out(self) -> None:
        """One step smaller."""
        self._step(-1)

    def zoom_reset(self) -> None:
        """Back to 100 %."""
        self._theme.apply(zoom=ZOOMS[0])

    def next_look(self) -> None:
        """The next of the looks."""
        names = list(looks())
        self._theme.apply(names[(names.index(self._theme.look.name) + 1) % len(names)])

    def first_focus(self) -> QWidget:
        """Where F6 stops."""
        return self.larger if not self.smaller.isEnabled() else self.smaller

    def _step(self, steps: int) -> None:
        if scale() > 1:
            self.say("200%から小さくするときは、設定で選びます")
            return
        at = min(range(len(ZOOMS)), key=lambda place: abs(ZOOMS[place] - self._theme.zoom))
        self._theme.apply(zoom=ZOOMS[min(max(at + steps, 0), len(ZOOMS) - 1)])

    def _name(self) -> None:
        self.smaller.setAccessibleName("文字を小さくする")
        self.larger.setAccessibleName("文字を大きくする")
        self.smaller.clicked.connect(self.zoom_out)
        self.larger.clicked.connect(self.zoom_in)
        self.look.clicked.connect(self.next_look)
        for button in (self.smaller, self.larger):
            set_size(button, width=2.25, height=1.75)
        set_size(self.look, height=1.75)

    def _show_look(self) -> None:
        self.zoom.setText(f"{round(self._theme.zoom * scale())}%")
        self.look.set_words(self._theme.look.word, self._theme.look.icon)
        self.look.setAccessibleName(f"見え方: {self._theme.look.word}。押すと変わります")


def _beside_visits(changed: Changed) -> Changed:
    """What is announced along with visits and was not saved: alarms, which a visit may raise; visits, by a remark."""
    return Changed.VISITS | Changed.ALARMS if Changed.REMARKS in changed else Changed.ALARMS


def _clock(moment: datetime) -> str:
    return f"{moment.hour}時{moment.minute:02}分"
