"""KeyRenewal: a new recovery key, on paper and typed back from it before the old one stops opening the store."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.start.door import Door
from ui.start.doorway import Doorway
from ui.start.key_step import KeyStep
from ui.start.proof_step import ProofStep
from ui.start.step import Gathered, Step
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, frame, row, words
from watchdesk.desk import Desk
from watchdesk.errors import WatchDeskError

BEFORE = (
    "復旧の鍵の紙が見あたらないときや、封筒を開けたあとに、新しくつくります。"
    "新しい鍵を紙に残して打ちこむと、前の紙の鍵は使えなくなります。それまでは、前の鍵で開けます。"
)


class KeyRenewal(QWidget):
    """``done(lead, sentence)`` once the new key holds; ``hide_key()`` drops one not proven, the old one holds."""

    done = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._steps: list[Step] = []
        self.begin = ActionButton("新しい復旧の鍵をつくる", "key-round")
        self.back = ActionButton("つくるのをやめる", kind="plain")
        self.next = ActionButton("次へ進む", "chevron-right", pictured_behind=True)
        self.begin.clicked.connect(self._begin)
        self.back.clicked.connect(self._give_up)
        self.next.clicked.connect(self._go_on)
        self._title, self._lead = words("復旧の鍵", "name"), words(BEFORE, voice="soft", wrap=True)
        self._stack = QStackedWidget()
        buttons = row(self.begin, self.back, STRETCH, self.next)
        paper = frame(column(self._title, self._lead, self._stack, buttons, gap=0.75, margins=(0.9, 1)), "sheet")
        self.setLayout(column(paper, gap=0))
        self._show_step(None)

    @property
    def step(self) -> Step | None:
        """The step shown, None before it was begun."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, Step) else None

    def hide_key(self) -> None:
        """Forget a key that was not proven yet."""
        for step in self._steps:
            self._stack.removeWidget(step)
            step.deleteLater()
        self._steps = []
        self._show_step(None)

    def _begin(self) -> None:
        self.hide_key()
        gathered, doorway = Gathered(area=self._desk.home_area or ""), Doorway(self._door)
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
        if step is None or step.lacks() or not step.check():
            return
        if step is self._steps[0]:
            self._show_step(self._steps[1])
        else:
            self._finish(step)

    def _finish(self, step: Step) -> None:
        key = step.gathered.key
        if key is None:
            raise WatchDeskError("復旧の鍵がまだありません。")
        self._desk.users.renew_recovery_key(key)
        self.hide_key()
        self.done.emit(
            "新しい復旧の鍵になりました。", "前の紙は使えません。細かくやぶって捨て、新しい紙を預けてください。"
        )

    def _give_up(self) -> None:
        self.hide_key()
        self.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_step(self, step: Step | None) -> None:
        self._stack.setVisible(step is not None)
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
        if step is None:
            return
        last = bool(self._steps) and step is self._steps[-1]
        self.next.set_words("新しい鍵に取りかえる" if last else "次へ進む")
        self.next.set_reason(step.lacks() or None)
