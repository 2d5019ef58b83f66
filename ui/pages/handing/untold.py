"""UntoldPasswords: of each file that was made, its password, until she says that she has told it."""

from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, readable, row, words
from watchdesk.desk import Desk, Draft
from watchdesk.domain.spoken_password import Spoken
from watchdesk.errors import WatchDeskError

DRAFTS = "handover:password:"
"""Drafts are encrypted and their user's alone, and outlive the lock and the end of the program."""

_WHAT = "つくったファイルのパスワードを伝える"
_RULE = "電話で伝えます。ファイルと一緒には送りません。「伝えました」を押すまで、画面を隠しても、ここに残ります。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Untold:
    """The password of a file that was made (``id`` of its handover), which its receiver may not know yet."""

    id: str
    file: str
    receiver: str
    password: Spoken = field(repr=False)


class UntoldPasswords(QWidget):
    """``add(untold)`` keeps one, ``read()`` shows those that wait; ``told`` is the one that was told just now.

    ``begin(untold)`` keeps one before its file is made, so that a file which is finished as the screen is hidden has
    its password too; ``give_up()`` where there will be none. Only what became a file is shown.
    """

    told = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._waiting: dict[str, Untold] = {}
        self._begun = ""
        self._blocks = QVBoxLayout()
        set_gaps(self._blocks, 0.6)
        self.setLayout(self._blocks)
        self.buttons: dict[str, ActionButton] = {}

    @property
    def waiting(self) -> tuple[Untold, ...]:
        """Those that are shown, the file made last first."""
        return tuple(self._waiting.values())

    def begin(self, untold: Untold) -> None:
        """Keep one whose file is being made; where the disk refuses, ``add`` will say so."""
        self._begun = untold.id
        with suppress(WatchDeskError):
            self._keep(untold)

    def give_up(self) -> None:
        """Forget the one that was begun: its file was not made."""
        self._forget(self._begun)
        self._begun = ""

    def add(self, untold: Untold) -> None:
        """Show one and keep it; WatchDeskError where the disk refuses: it is shown all the same."""
        self._begun = ""
        self._waiting = {untold.id: untold, **self._waiting}
        self._show()
        self._keep(untold)

    def _keep(self, untold: Untold) -> None:
        texts = {"file": untold.file, "receiver": untold.receiver}
        texts |= {"text": untold.password.text, "said": untold.password.said}
        self._desk.drafts.save(f"{DRAFTS}{untold.id}", texts, None, _WHAT)

    def read(self) -> None:
        """Show what waits since earlier."""
        kept = [_untold(draft) for draft in self._desk.drafts.all() if draft.form.startswith(DRAFTS)]
        made = {one.id for one in self._desk.handovers.all()} if kept else set()
        for one in kept:
            if one.id not in made and one.id != self._begun:
                self._forget(one.id)
        self._waiting = {one.id: one for one in kept if one.id in made}
        self._show()

    def _tell(self, untold: Untold) -> None:
        """It was told: nothing of it is kept."""
        self._forget(untold.id)
        self._waiting.pop(untold.id, None)
        self._show()
        self.told.emit(untold)

    def _forget(self, handover_id: str) -> None:
        with suppress(WatchDeskError):  # it comes again then: to be told again, or to be forgotten where no file is
            self._desk.drafts.discard(f"{DRAFTS}{handover_id}")

    def _show(self) -> None:
        while (item := self._blocks.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        self.buttons = {}
        for one in self._waiting.values():
            block = self._block(one)
            self._blocks.addWidget(block)
            block.show()
        self.setVisible(bool(self._waiting))

    def _block(self, one: Untold) -> QFrame:
        whose = words(f"「{one.file}」のパスワード", "small", "soft", wrap=True)
        receiver = words(f"伝える相手：{one.receiver}", "small", "soft", wrap=True)
        password, said = words(one.password.text, "title"), words(f"読みかた：{one.password.said}", wrap=True)
        readable(password, said)
        button = self.buttons[one.id] = ActionButton("伝えました", "phone-call")
        button.clicked.connect(partial(self._tell, one))
        rule = words(_RULE, "small", "soft", wrap=True)
        parts = (whose, password, said, receiver, row(button, STRETCH), rule)
        return frame(column(*parts, gap=0.35, margins=(0.6, 0.9)))


def _untold(draft: Draft) -> Untold:
    texts = draft.texts
    password = Spoken(text=texts.get("text", ""), said=texts.get("said", ""))
    return Untold(
        id=draft.form.removeprefix(DRAFTS),
        file=texts.get("file", ""),
        receiver=texts.get("receiver", ""),
        password=password,
    )
