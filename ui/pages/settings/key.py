"""KeyRenewal: a new recovery key, on paper and typed back from it before the old one stops opening the store."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.start.card import labelled
from ui.start.door import Door
from ui.start.doorway import Doorway
from ui.start.key_step import KeyStep
from ui.start.proof_step import ProofStep
from ui.start.step import Gathered, Step
from ui.tasks import Job, Progress, Task, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.password_field import PasswordField
from ui.widgets.scroll import bring_into_sight
from watchdesk.desk import Desk, RecoveryKey
from watchdesk.errors import WatchDeskError, WrongKey

BEFORE = (
    "復旧の鍵の紙が見あたらないときや、封筒を開けたあとに、新しくつくります。"
    "新しい鍵を紙に残して打ちこむと、前の紙の鍵は使えなくなります。それまでは、前の鍵で開けます。"
)


class Proving:
    """A job: whether the password is the user's; hardening it takes about a second."""

    def __init__(self, desk: Desk, password: str) -> None:
        self._desk, self._password = desk, password

    def run(self, progress: Progress) -> None:
        """Pass, or raise WrongKey."""
        self._desk.users.prove(self._password)


class Renewing:
    """A job: the new key in place of the old one, for who knows the password."""

    def __init__(self, desk: Desk, password: str, key: RecoveryKey) -> None:
        self._desk, self._password, self._key = desk, password, key

    def run(self, progress: Progress) -> None:
        """Take it."""
        self._desk.users.renew_recovery_key(self._password, self._key)


class KeyRenewal(QWidget):
    """Asks for the password first, so that nobody else at an open desk takes the store along on paper.

    ``done(lead, sentence)`` once the new key holds, ``failed(error)`` where it could not be taken; ``hide_key()``
    drops one not proven and the password, the old key holds.
    """

    done = Signal(str, str)
    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._steps: list[Step] = []
        self._busy = False
        self.password = PasswordField("今のパスワード")
        set_size(self.password.line, max_width=24)
        self._asked = labelled("今のパスワード", self.password)
        self.begin = ActionButton("新しい復旧の鍵をつくる", "key-round")
        self.back = ActionButton("つくるのをやめる", kind="plain")
        self.next = ActionButton("次へ進む", "chevron-right", pictured_behind=True)
        self.begin.clicked.connect(self._prove)
        self.password.entered.connect(self._prove)
        self.password.edited.connect(self._judge)
        self.back.clicked.connect(self._give_up)
        self.next.clicked.connect(self._go_on)
        self._title, self._lead = words("復旧の鍵", "name"), words(BEFORE, voice="soft", wrap=True)
        self._stack = QStackedWidget()
        buttons = row(self.begin, self.back, STRETCH, self.next)
        parts = column(self._title, self._lead, self._asked, self._stack, buttons, gap=0.75, margins=(0.9, 1))
        self.setLayout(column(frame(parts, "sheet"), gap=0))
        self._show_step(None)

    @property
    def step(self) -> Step | None:
        """The step shown, None before it was begun."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Step) else None

    def hide_key(self) -> None:
        """Forget a key that was not proven yet, and the password."""
        self.password.clear()
        self._drop_steps()
        self._show_step(None)

    def _drop_steps(self) -> None:
        for step in self._steps:
            self._stack.removeWidget(step)
            step.deleteLater()
        self._steps = []

    def _prove(self) -> None:
        if self._busy or not self.password.text():
            self.password.setFocus()
            return
        self._work(Proving(self._desk, self.password.text())).done.connect(self._begin)

    def _work(self, job: Job) -> Task:
        """Begin work in which nothing else can be begun."""
        self._busy = True
        self._judge()
        task = start(job, self)
        task.done.connect(self._rest)
        task.failed.connect(self._refused)
        return task

    def _rest(self) -> None:
        self._busy = False
        self._judge()

    def _refused(self, error: Exception) -> None:
        """A wrong password is told at its field; what was typed stays."""
        self._rest()
        if not isinstance(error, WrongKey):
            self.failed.emit(error)
            return
        self._drop_steps()
        self._show_step(None)
        self.password.setFocus()
        self.password.show_error(str(error))
        bring_into_sight(self.password)

    def _begin(self) -> None:
        if not self.password.text():  # the page was left meanwhile
            return
        self._drop_steps()
        gathered, doorway = Gathered(self._desk.folder, area=self._desk.home_area or ""), Doorway(self._door)
        self._steps = [KeyStep(gathered, doorway), ProofStep(gathered, doorway)]
        for step in self._steps:
            self._stack.addWidget(step)
            step.edited.connect(self._judge)
            step.went_on.connect(self._go_on)
        self._show_step(self._steps[0])

    def _door(self) -> Door:
        return Door(clock=self._desk.now)

    def _go_on(self) -> None:
        step = self.step
        if self._busy or step is None or step.lacks() or not step.check():
            return
        if step is self._steps[0]:
            self._show_step(self._steps[1])
        else:
            self._finish(step)

    def _finish(self, step: Step) -> None:
        key = step.gathered.key
        if key is None:
            raise WatchDeskError("復旧の鍵がまだありません。")
        self._work(Renewing(self._desk, self.password.text(), key)).done.connect(self._finished)

    def _finished(self) -> None:
        self.hide_key()
        self.done.emit(
            "新しい復旧の鍵になりました。", "前の紙は使えません。細かくやぶって捨て、新しい紙を預けてください。"
        )

    def _give_up(self) -> None:
        self.hide_key()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, step: Step | None) -> None:
        self._stack.setVisible(step is not None)
        self._asked.setVisible(step is None)
        self.begin.setVisible(step is None)
        self.back.setVisible(step is not None)
        self.next.setVisible(step is not None)
        self._title.setText(step.TITLE if step is not None else "復旧の鍵")
        self._lead.setText(step.LEAD if step is not None else BEFORE)
        if step is not None:
            self._stack.setCurrentWidget(step)
            step.enter()
            step.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)
        self._judge()

    def _judge(self) -> None:
        step = self.step
        waits = "確かめています" if self._busy else None
        if step is None:
            self.begin.set_reason(waits or (None if self.password.text() else "今のパスワードを入れると進めます"))
            return
        last = bool(self._steps) and step is self._steps[-1]
        self.next.set_words("新しい鍵に取りかえる" if last else "次へ進む")
        self.next.set_reason(waits or step.lacks() or None)
