"""Wizard: the first start, one thing a page; the store is made once the recovery key was typed from its paper."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStackedWidget, QWidget

from ui import tasks
from ui.start.area_step import AreaStep
from ui.start.begin_step import BeginStep
from ui.start.doorway import Doorway
from ui.start.key_step import KeyStep
from ui.start.name_step import NameStep
from ui.start.password_step import PasswordStep
from ui.start.proof_step import ProofStep
from ui.start.step import Gathered, Step
from ui.start.step_rail import StepRail
from ui.theme import theme
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.errors import WatchDeskError

_WITH_RAIL = 68.0
"""Em of width from which the steps stand on the left; narrower, 3 / 6 stands above the title."""
_NARROW = 50.0
"""Em of width below which words are short."""

RING = 0.5
"""Em around a step in which the focus ring has room."""


class Wizard(QWidget):
    """``made(desk)`` when the store is there, ``finished(desk)`` to open it empty, or one of the other ways on."""

    made = Signal(object)
    finished = Signal(object)
    import_wanted = Signal(object)
    practice_wanted = Signal(object)
    backup_wanted = Signal()

    def __init__(self, doorway: Doorway, folder: Path) -> None:
        super().__init__()
        self.setObjectName("page")
        self._doorway, self._folder = doorway, folder
        self.gathered = Gathered(folder)
        key, begin = KeyStep(self.gathered, doorway), BeginStep(self.gathered)
        self.steps: tuple[Step, ...] = (
            AreaStep(self.gathered),
            NameStep(self.gathered),
            PasswordStep(self.gathered),
            key,
            ProofStep(self.gathered, doorway),
            begin,
        )
        self._at = 0
        self._busy = False
        self._lay_out()
        theme().changed.connect(self._take_shape)
        for step in self.steps:
            step.edited.connect(self._judge)
            step.went_on.connect(self.go_on)
        key.kept.connect(self.next.setFocus)
        begin.import_wanted.connect(self._want_import)
        begin.empty_wanted.connect(self._finish)
        begin.practice_wanted.connect(self._want_practice)
        self._show()

    @property
    def step(self) -> Step:
        """The step shown."""
        return self.steps[self._at]

    def first_focus(self) -> QWidget:
        """Where the focus is at first."""
        return self.step.first_focus()

    def load(self) -> None:
        """Load the program on another thread while the first page is read."""
        tasks.start(self._doorway.errand(lambda door, _tell: door), self)

    def go_on(self) -> None:
        """The next step, if nothing is missing in this one."""
        if self._busy or self.step.lacks() or not self.step.check():
            self._judge()
        elif isinstance(self.step, ProofStep):
            self._make()
        elif self._at + 1 < len(self.steps):
            self._go(self._at + 1)

    def go_back(self) -> None:
        """The step before."""
        if self._at and not self._busy:
            self._go(self._at - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._take_shape()

    def _take_shape(self) -> None:
        with_rail = self.width() >= theme().em(_WITH_RAIL)
        self.rail.setVisible(with_rail)
        self._count.setVisible(not with_rail)
        narrow = self.width() < theme().em(_NARROW)
        self.back.set_words("もどる" if narrow else "ひとつ前にもどる")

    def _go(self, at: int) -> None:
        self._at = at
        self._show()
        self.step.first_focus().setFocus()

    def _show(self) -> None:
        step = self.step
        step.enter()
        self.strip.clear()
        self._stack.setCurrentWidget(self._sheets[self._at])
        self._title.setText(step.TITLE)
        self._count.setText(f"{self._at + 1} / {len(self.steps)}")
        self.rail.show_step(self._at + 1)
        last = self._at == len(self.steps) - 1
        self._bar.setVisible(not last)
        self.back.setVisible(self._at > 0)
        self.restore.setVisible(self._at == 0)
        self._judge()

    def _judge(self) -> None:
        lacks = "" if self._busy else self.step.lacks()
        self.next.set_reason("保管庫をつくっています" if self._busy else lacks or None)
        self.back.setEnabled(not self._busy)

    def _make(self) -> None:
        """Make the store on another thread; stretching the password takes a second or two."""
        from ui.start.door import FirstUser  # noqa: PLC0415  # loaded behind the first paint

        given, folder = self.gathered, self._folder
        first = FirstUser(area=given.area, full_name=given.full_name, user=given.user, password=given.password)
        key = given.key
        if key is None:
            return
        self._busy = True
        self._judge()
        task = tasks.start(self._doorway.errand(lambda door, _tell: door.make(folder, first, key)), self)
        task.done.connect(self._take)
        task.failed.connect(self._refuse)

    def _take(self, desk: object) -> None:
        self._busy = False
        given = self.gathered
        given.desk, given.password, given.key = desk, "", None  # type: ignore[assignment]  # what the door made
        self.made.emit(desk)
        self._go(len(self.steps) - 1)

    def _want_import(self) -> None:
        self.import_wanted.emit(self.gathered.desk)

    def _finish(self) -> None:
        self.finished.emit(self.gathered.desk)

    def _want_practice(self) -> None:
        self.practice_wanted.emit(self.gathered.desk)

    def _refuse(self, error: Exception) -> None:
        self._busy = False
        self._judge()
        if not isinstance(error, WatchDeskError):
            raise error
        self.strip.say(str(error), "urgent")

    def _lay_out(self) -> None:
        self.rail = StepRail(tuple(step.WORD for step in self.steps))
        self._count = words("", "strong", "soft")
        self._title = words("", "title", wrap=True)
        self.strip = Strip()
        self._stack = QStackedWidget()
        self._sheets = [_sheet(step) for step in self.steps]
        for sheet in self._sheets:
            self._stack.addWidget(sheet)
        head = column(self._count, self._title, self.strip, gap=0.6, margins=(2.25, 1.2, 2.25, 0.1))
        body = column(self._stack, margins=(2.25 - RING, 0, 2.25 - RING, 0.5))
        right = column(head, body, rule(), self._action_bar(), gap=0)
        right.setStretch(1, 1)
        self.setLayout(row(self.rail, right, gap=0))

    def _action_bar(self) -> QFrame:
        self.back = ActionButton("ひとつ前にもどる", "arrow-left")
        self.next = ActionButton("次へ進む", "arrow-right", kind="main", pictured_behind=True)
        self.restore = ActionButton("控えから戻す", "archive-restore", kind="link")
        self.back.clicked.connect(self.go_back)
        self.next.clicked.connect(self.go_on)
        self.restore.clicked.connect(self.backup_wanted)
        self._bar = QFrame()
        self._bar.setProperty("ground", "rail")
        self._bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._bar.setLayout(row(self.back, self.restore, STRETCH, self.next, margins=(0.75, 2.25)))
        return self._bar


def _sheet(step: Step) -> Scroll:
    """A step that scrolls with the words that lead to it, with room for the focus ring at its edges."""
    content = QWidget()
    content.setLayout(column(words(step.LEAD, wrap=True), step, gap=0.75, margins=(RING,)))
    return Scroll(content)
