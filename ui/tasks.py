"""Tasks: long work on another thread, with progress, a way to stop it, and its end told on the window's thread."""

import gc
import sys
import time
from collections.abc import Callable
from contextvars import copy_context
from functools import partial
from threading import Event
from typing import Any, Protocol

import shiboken6
from PySide6.QtCore import QObject, QThreadPool, Signal

from ui.courier import courier
from watchdesk.errors import Cancelled

BREATH = 0.001
"""Seconds given to the window at each step of the work, so that it paints however busy the work is."""


class Progress(Protocol):
    """Told how much is done of how much; raises Cancelled once the user has stopped the work."""

    def __call__(self, done: int, total: int) -> None: ...


class Job(Protocol):
    """Work without a widget in it: Desk's jobs, or anything with such a ``run``."""

    def run(self, progress: Any, /) -> Any: ...


class Task(QObject):
    """A job that runs. ``done(result)``, ``failed(exception)`` or ``cancelled`` comes once, on the window's thread.

    Start one with ``start(job, owner)``. ``progressed(done, total)`` comes with each step. ``cancel()`` stops the
    work at its next step; what it wrote is rolled back by the store. A task lives until its end has been told. The
    thread that works sends none of its signals (see Courier).

    Connect its signals to methods of the owner, never to a lambda or a partial that holds the task: such a circle is
    only freed by the cycle collector, which rests while work runs.
    """

    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    progressed = Signal(int, int)

    def __init__(self, job: Job, owner: QObject) -> None:
        super().__init__(owner)
        self._job = job
        self._stop = Event()
        self._dropped = False
        self._courier = courier()
        self._context = copy_context()  # for what reason it is done is said where it is started

    @property
    def stopping(self) -> bool:
        """Whether it was told to stop."""
        return self._stop.is_set()

    def cancel(self) -> None:
        """Stop at the next step."""
        self._stop.set()

    def drop(self) -> None:
        """Stop at the next step, and tell nothing: whoever asked is going away."""
        self.cancel()
        self._dropped = True  # before its end: by then the window's thread may be taking it apart
        self.blockSignals(True)

    def run(self) -> None:
        """Do the work on the thread that calls; the end is told on the thread of the task."""
        try:
            result = self._context.run(self._job.run, self._step)
        except BaseException as error:  # whatever a thread dies of must reach the window
            self._end(None, error)
        else:
            self._end(result, None)

    def _end(self, result: object, error: BaseException | None) -> None:
        if not self._dropped and shiboken6.isValid(self):  # a page that is gone needs no answer
            self._courier.carry(partial(self._tell, result, error))

    def _step(self, done: int, total: int) -> None:
        if self._stop.is_set() or not shiboken6.isValid(self):
            raise Cancelled("途中でやめました。何も変わっていません。")
        self._courier.carry(partial(self._tell_step, done, total))
        time.sleep(BREATH)

    def _tell_step(self, done: int, total: int) -> None:
        if shiboken6.isValid(self):
            self.progressed.emit(done, total)

    def _tell(self, result: object, error: object) -> None:
        if not shiboken6.isValid(self):
            return
        if isinstance(error, Cancelled):
            self.cancelled.emit()
        elif error is not None:
            self.failed.emit(error)
        else:
            self.done.emit(result)
        self.deleteLater()


def start(job: Job, owner: QObject) -> Task:
    """Run a job on another thread; connect to the task's signals right away, before the event loop turns.

    When the owner goes, the work stops at its next step and nothing is told.
    """
    task = Task(job, owner)
    QThreadPool.globalInstance().start(task.run)
    return task


class Latest(QObject):
    """Work whose newest answer counts: asked while it runs, it runs once more, and only the last end is told.

    ``job`` is called at each start, on the owner's thread, for what is to be done by then.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, job: Callable[[], Job], owner: QObject) -> None:
        super().__init__(owner)
        self._job = job
        self._stale = False
        self.running = False

    def ask(self) -> None:
        """Run, or run once more after what runs."""
        self._stale = self.running
        if not self.running:
            self._start()

    def _start(self) -> None:
        self.running = True
        task = start(self._job(), self)
        task.done.connect(self._take)
        task.failed.connect(self._stumble)

    def _take(self, result: object) -> None:
        if not self._runs_once_more():
            self.done.emit(result)

    def _stumble(self, error: Exception) -> None:
        if not self._runs_once_more():
            self.failed.emit(error)

    def _runs_once_more(self) -> bool:
        self.running, stale, self._stale = False, self._stale, False
        if stale:
            self._start()
        return stale


def favour_the_window() -> None:
    """Give the window its turn sooner than Python does by itself; called once the program is loaded.

    The cycle collector passes over all that is loaded by now, and a thread that computes gives way within 1 ms.
    """
    gc.freeze()
    sys.setswitchinterval(0.001)


def forget_what_is_gone() -> None:
    """Free circles of objects, also of those that were passed over: a register that was hidden stays in no memory.

    Called on the window's thread while nothing runs. It looks at all that is loaded, which takes longer than the
    window may be stopped while one works in it.
    """
    gc.unfreeze()
    gc.collect()


def wait_for_all(milliseconds: int = 5000) -> bool:
    """Wait until no task runs; False when time was up. Before the store is closed."""
    return QThreadPool.globalInstance().waitForDone(milliseconds)
