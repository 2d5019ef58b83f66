"""CopiesToFetch: which numbered copies name a person who does not agree, or tell where a hidden one lives."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.flow import Flow
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyLine, CopyState
from watchdesk.domain.era import show_day_short
from watchdesk.errors import WatchDeskError

_ANSWERS = (
    (CopyState.RETURNED, "戻った", "archive-restore"),
    (CopyState.DESTROYED, "廃棄した", "check"),
    (CopyState.LOST, "なくした", "triangle-alert"),
)
_OF_THE_DESK = _ANSWERS[1:]
"""Nobody received the desk's own paper, so it does not come back."""
_NOT_COVERED = "同意のない提供先に渡してあります。"
_FROM_BEFORE = "秘匿にする前のもので、住所や電話が載っているかもしれません。"
_UNKNOWN = {True: "どなたにも渡していません", False: "提供先は書かれていません"}
_TONES = {CopyState.RETURNED: "ok", CopyState.DESTROYED: "ok", CopyState.LOST: "urgent"}


def full_name(desk: Desk, user: str) -> str:
    """A user's name as people say it; the user name of somebody who is not known here."""
    return next((known.full_name for known in desk.users.all() if known.name == user), user)


class CopiesToFetch(QWidget):
    """``show_copies(person_id, lines, secret)``; no room is taken while there are none.

    ``secret`` are those from before the person was made 秘匿, on which address and phones may stand.
    A copy that was answered stays, with its answer, until somebody else is shown: a slip can be taken back.
    ``refused(sentence)`` where the store refuses, ``settled`` after an answer was written.
    """

    refused = Signal(str)
    settled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person_id = ""
        self._copies: dict[int, CopyLine] = {}
        self._why = ""
        self._told = Strip()
        self._sheet = QFrame()
        self._sheet.setProperty("ground", "sheet")
        self._rows = QVBoxLayout()
        set_gaps(self._rows, 0.4, (0.5, 0.75))
        self._sheet.setLayout(self._rows)
        self.setLayout(column(self._told, self._sheet, gap=0))
        self.hide()

    def show_copies(self, person_id: str, lines: tuple[CopyLine, ...], secret: tuple[CopyLine, ...] = ()) -> None:
        """Show what is still out, and what was answered since this person came on screen."""
        received = any(not line.own for line in lines)
        self._why = _NOT_COVERED * received + _FROM_BEFORE * bool(secret)
        lines = (*lines, *secret)
        if person_id != self._person_id:
            self._person_id, self._copies = person_id, {}
        answered = {number: line for number, line in self._copies.items() if line.state is not CopyState.OUT}
        copies = {line.number: line for line in lines} | answered
        if copies != self._copies or self.isHidden() == bool(copies):  # else whoever stands on a button would lose it
            self._draw(copies)

    @property
    def lines(self) -> tuple[CopyLine, ...]:
        """The copies shown, the newest first; the desk's own come after those that somebody received."""
        return tuple(sorted(self._copies.values(), key=lambda line: (line.own, -line.number)))

    def button(self, number: int, state: CopyState) -> ActionButton | None:
        """The button that gives an answer for a copy."""
        return self.findChild(ActionButton, f"{number}-{state}")

    def _draw(self, copies: dict[int, CopyLine]) -> None:
        self._copies = copies
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        for place, line in enumerate(self.lines):
            if place:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._line(line))
        self._say()
        self.setVisible(bool(copies))

    def _say(self) -> None:
        out = [line for line in self._copies.values() if line.state is CopyState.OUT]
        own = sum(line.own for line in out)
        if not out:
            self._told.say("出ている写しは、もうありません。", "ok")
            return
        given = "戻していただくか、廃棄をお願いして、下に書いてください。" if own < len(out) else ""
        shred = f"机の上で使う紙{own}枚は、細かく裁って、「廃棄した」を押してください。" if own else ""
        self._told.say(
            f"{self._why}{given}{shred}",
            "urgent",
            lead=f"この方の名前が載った写しが、{len(out)}枚{'出て' if own < len(out) else '残って'}います。",
            icon="file-output",
        )

    def _line(self, line: CopyLine) -> QWidget:
        made = QWidget()
        to = f"→ {line.holder or line.receiver_word}" if line.receiver_word else _UNKNOWN[line.own]
        who = full_name(self._desk, line.made_by)
        about = f"{line.name}　{to}　{show_day_short(line.made_on)}に {who}さんが出しました"
        head = row(words(line.shown, "strong"), words(about, wrap=True), gap=0.75)
        head.setStretch(1, 1)
        made.setLayout(column(head, self._answers(line), gap=0.3))
        return made

    def _answers(self, line: CopyLine) -> QWidget:
        made = QWidget()
        if line.state is CopyState.OUT:
            answers = _OF_THE_DESK if line.own else _ANSWERS
            buttons = [self._button(line.number, state, word, icon) for state, word, icon in answers]
            made.setLayout(Flow(*buttons))
        else:
            back = self._button(line.number, CopyState.OUT, "取り消す", "undo-2")
            made.setLayout(row(Badge(line.state.label, _TONES[line.state]), back, STRETCH))
        return made

    def _button(self, number: int, state: CopyState, word: str, icon: str) -> ActionButton:
        made = ActionButton(word, icon, kind="low")
        made.setObjectName(f"{number}-{state}")
        made.setAccessibleName(f"第{number}号 {word}")
        made.clicked.connect(partial(self._settle, number, state))
        return made

    def _settle(self, number: int, state: CopyState, *_: object) -> None:
        try:
            line = self._desk.copies.settle(number, state)
        except WatchDeskError as error:
            self.refused.emit(str(error))
            return
        self._draw({**self._copies, number: line})
        first = _OF_THE_DESK[0][0] if line.own else _ANSWERS[0][0]
        button = self.button(number, first if state is CopyState.OUT else CopyState.OUT)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.settled.emit()
