"""A circle that holds a widget is freed on the window's thread and between two events, never under Qt's hands."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt, QThreadPool
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Shown
from ui import tasks
from ui.collector import Collector
from ui.theme import theme

MANY = 3000
"""More objects at once than let Python's own collector go through the youngest."""


class Left(QLabel):
    """Has no parent, and holds itself."""

    def __init__(self, freed: list[int]) -> None:
        super().__init__("置き去り")
        self.itself = self
        self.destroyed.connect(lambda: freed.append(threading.get_ident()), Qt.ConnectionType.DirectConnection)


class Busy(QLabel):
    """Makes many objects while Qt styles it, as any page does."""

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.made = [[] for _ in range(MANY)]


class Making:
    """Work that makes many objects."""

    def run(self, progress: tasks.Progress, /) -> list[list[int]]:
        return [[] for _ in range(MANY)]


@pytest.fixture
def freed() -> Iterator[list[int]]:
    """The thread of each freeing of what was left behind."""
    threads: list[int] = []
    yield threads
    gc.collect()


def test_work_frees_no_widget_on_its_own_thread(qtbot: QtBot, qapp: QApplication, freed: list[int]) -> None:
    Left(freed)
    with qtbot.waitSignal(tasks.start(Making(), qapp).done) as made:
        pass
    QThreadPool.globalInstance().waitForDone()
    assert freed == []

    qtbot.waitUntil(lambda: bool(freed))
    assert len(made.args[0]) == MANY
    assert freed == [threading.get_ident()]


def test_no_widget_is_freed_while_all_are_styled_anew(shown: Shown, freed: list[int]) -> None:
    shown(Busy("名簿"))
    Left(freed)
    theme().apply(zoom=125)
    theme().apply("dark", 100)
    assert freed == []


def test_nothing_is_collected_while_work_runs(qtbot: QtBot, qapp: QApplication, freed: list[int]) -> None:
    collector = qapp.findChild(Collector)
    assert collector is not None
    held, going = threading.Event(), threading.Event()

    class Long:
        def run(self, progress: tasks.Progress, /) -> None:
            going.set()
            assert held.wait(5)

    task = tasks.start(Long(), qapp)
    assert going.wait(5)
    Left(freed)
    garbage = [[] for _ in range(MANY)]
    collector.look()
    assert freed == []

    with qtbot.waitSignal(task.done):
        held.set()
    QThreadPool.globalInstance().waitForDone()
    collector.look()
    assert len(freed) == 1
    assert len(garbage) == MANY
