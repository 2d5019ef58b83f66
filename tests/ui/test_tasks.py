"""Long work runs beside the window, tells how far it is, can be stopped, and always comes to an end that is told."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.senders import senders
from ui import tasks
from watchdesk.errors import Busy

Step = Callable[[int, int], None]


@dataclass
class Work:
    """A job of so many steps; it waits before each step until the test lets it go on."""

    steps: int = 3
    go: threading.Event | None = None
    fault: BaseException | None = None
    thread: object = None

    def run(self, progress: Step, /) -> str:
        self.thread = QThread.currentThread()
        for done in range(self.steps):
            if self.go:
                assert self.go.wait(5)
            progress(done, self.steps)
        if self.fault:
            raise self.fault
        return "月報"


def test_work_is_done_on_another_thread_and_told_on_the_windows(qtbot: QtBot, qapp: QApplication) -> None:
    work, told = Work(), []
    task = tasks.start(work, qapp)
    task.done.connect(lambda result: told.append((result, QThread.currentThread())))
    with qtbot.waitSignal(task.done, timeout=3000) as done:
        pass
    assert done.args == ["月報"]
    assert told == [("月報", qapp.thread())]
    assert work.thread != qapp.thread()


def test_each_step_is_told(qtbot: QtBot, qapp: QApplication) -> None:
    steps: list[tuple[int, int]] = []
    task = tasks.start(Work(steps=4), qapp)
    task.progressed.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(task.done, timeout=3000):
        pass
    assert steps == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_the_thread_that_works_sends_no_signal_of_a_task(qtbot: QtBot, qapp: QApplication) -> None:
    go = threading.Event()
    task = tasks.start(Work(steps=2, go=go), qapp)
    sent = senders(task)
    with qtbot.waitSignal(task.done, timeout=3000):
        go.set()
    assert set(sent) == {threading.get_ident()}


def test_a_refusal_comes_as_it_is(qtbot: QtBot, qapp: QApplication) -> None:
    refusal = Busy("ほかの仕事が終わるまで、お待ちください。")
    task = tasks.start(Work(fault=refusal), qapp)
    with qtbot.waitSignal(task.failed, timeout=3000) as failed:
        pass
    assert failed.args == [refusal]


def test_work_stops_at_its_next_step(qtbot: QtBot, qapp: QApplication) -> None:
    go = threading.Event()
    task = tasks.start(Work(steps=1000, go=go), qapp)
    task.cancel()
    assert task.stopping
    with qtbot.assertNotEmitted(task.done), qtbot.waitSignal(task.cancelled, timeout=3000):
        go.set()


def test_work_whose_page_is_gone_stops_and_tells_nobody(qtbot: QtBot) -> None:
    go, page = threading.Event(), QObject()
    work = Work(steps=1000, go=go)
    task = tasks.start(work, page)
    told: list[Any] = []
    task.done.connect(told.append)
    task.failed.connect(told.append)
    page.deleteLater()
    QApplication.sendPostedEvents(None, 52)  # QEvent.DeferredDelete
    go.set()
    assert tasks.wait_for_all(3000)
    assert told == []
