"""What Desk announces on any thread reaches the pages once, on the window's thread."""

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from tests.ui.senders import senders
from ui.changes import Changes
from watchdesk.changed import Changed


class Announcer:
    """Announces as Desk does: to all who listen, on the thread that writes."""

    def __init__(self) -> None:
        self.listeners: list[Callable[[Changed], None]] = []

    def listen(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def announce(self, what: Changed) -> None:
        for listener in tuple(self.listeners):
            listener(what)


@pytest.fixture
def announcer() -> Announcer:
    return Announcer()


@pytest.fixture
def changes(announcer: Announcer, qapp: QApplication) -> Changes:
    made = Changes()
    made.follow(announcer)
    return made


def test_a_write_on_another_thread_is_told_on_the_windows(
    changes: Changes, announcer: Announcer, qtbot: QtBot, qapp: QApplication
) -> None:
    threads: list[QThread] = []
    changes.changed.connect(lambda what: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(changes.changed, timeout=2000) as told:
        threading.Thread(target=announcer.announce, args=(Changed.VISITS,)).start()
    assert told.args == [Changed.VISITS]
    assert threads == [qapp.thread()]


def test_the_thread_that_writes_sends_no_signal_of_what_listens(
    changes: Changes, announcer: Announcer, qtbot: QtBot, qapp: QApplication
) -> None:
    sent = senders(changes)
    with qtbot.waitSignal(changes.changed, timeout=2000):
        threading.Thread(target=announcer.announce, args=(Changed.VISITS,)).start()
    assert set(sent) == {threading.get_ident()}


def test_what_is_told_of_a_window_that_is_gone_reaches_nobody(
    changes: Changes, announcer: Announcer, qapp: QApplication
) -> None:
    announcer.announce(Changed.VISITS)
    changes.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    with capture_exceptions() as flown:
        qapp.processEvents()
    assert flown == []


def test_many_writes_come_as_one(changes: Changes, announcer: Announcer, qtbot: QtBot) -> None:
    told: list[Changed] = []
    changes.changed.connect(told.append)
    for what in (Changed.PEOPLE, Changed.VISITS, Changed.PEOPLE):
        announcer.announce(what)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(30)
    assert told == [Changed.PEOPLE | Changed.VISITS]
    announcer.announce(Changed.USERS)
    qtbot.waitUntil(lambda: told[-1] == Changed.USERS)


def test_nothing_is_told_after_leaving(changes: Changes, announcer: Announcer, qtbot: QtBot) -> None:
    changes.leave()
    changes.leave()
    with qtbot.assertNotEmitted(changes.changed, wait=50):
        announcer.announce(Changed.ALL)
    assert announcer.listeners == []


def test_another_desk_takes_the_place_of_the_first(changes: Changes, announcer: Announcer, qtbot: QtBot) -> None:
    other = Announcer()
    changes.follow(other)
    with qtbot.assertNotEmitted(changes.changed, wait=50):
        announcer.announce(Changed.ALL)
    with qtbot.waitSignal(changes.changed, timeout=2000):
        other.announce(Changed.PEOPLE)


def test_a_deed_counts_from_its_write_and_is_told_with_the_signal(
    changes: Changes, announcer: Announcer, qtbot: QtBot
) -> None:
    announcer.announce(Changed.PEOPLE | Changed.COPIES)
    assert (changes.deeds, changes.told) == (1, 0)
    announcer.announce(Changed.COPIES)
    qtbot.waitUntil(lambda: changes.told == 1)
    assert changes.deeds == 1
