"""Walking: through every page of the window by whatever can be pressed there, into each field that comes in sight."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QAbstractButton, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.ui import composing
from ui.main_window import MainWindow
from ui.pages.in_place import InPlace
from ui.pages.room_tabs import RoomTabs
from ui.pages.settings.looks import LooksSection
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.widgets.figure_list import FigureList
from watchdesk.desk import Desk
from watchdesk.domain.partner import PartnerKind

NEW, AGAIN, TWO, ASKS = "new", "again", "two", "asks"
"""Ways into a room besides its own."""

WAYS: dict[str, Callable[[str, str], Place]] = {
    **{room.value: lambda person, _, room=room: Place(room=room, person_id=person) for room in PAGES},
    f"{Room.PERSON} {NEW}": lambda *_: Place(room=Room.PERSON, new=True),
    f"{Room.VISIT} {AGAIN}": lambda person, visit: Place(room=Room.VISIT, person_id=person, visit_id=visit),
    f"{Room.PARTNER} {NEW}": lambda *_: Place(room=Room.PARTNER, new=True),
    f"{Room.ALARM} {NEW}": lambda *_: Place(room=Room.ALARM, new=True),
    f"{Room.MERGING} {TWO}": lambda person, _: Place(room=Room.MERGING, person_id=person, only=("other",)),
    f"{Room.PEOPLE} {ASKS}": lambda *_: Place(room=Room.PEOPLE, asks=True),
}

LONG = 150
"""Milliseconds without a change, after which a form stands as it will."""

LEAST = {
    f"{Room.PERSON} {NEW}": 35,
    Room.PERSON.value: 45,
    Room.PEOPLE.value: 4,
    Room.VISIT.value: 4,
    Room.IMPORT.value: 2,
    Room.MERGING.value: 1,
    Room.VISITS.value: 1,
    Room.SETTINGS.value: 12,
    Room.REPORTS.value: 2,
    f"{Room.PARTNER} {NEW}": 3,
    f"{Room.ALARM} {NEW}": 4,
    Room.ALARM.value: 2,
    Room.CONSULTATION.value: 8,
    Room.CONSULTATIONS.value: 5,
    Room.REFERRAL.value: 5,
    Room.REFERRALS.value: 3,
    Room.RECEIVERS.value: 2,
    Room.PROFILES.value: 1,
}
"""So many fields a walk must find, or it walks no more where it should."""

EVERY = 5
"""Of the fields of a form that was met on another way into the same room, every so manieth is met again."""

Meet = Callable[["Walk", QWidget], Iterable[str]]


def place(desk: Desk, way: str) -> Place:
    """Where a way leads."""
    person, other = [line.id for line in desk.people.lines() if line.is_watched][:2]
    found = WAYS[way](person, desk.visits.of_person(person)[0].id)
    if found.room is Room.PARTNER and not found.new:
        made = desk.partners.add({"kind": PartnerKind.WATCHER, "name": "見本 九条"})
        return Place(room=Room.PARTNER, partner_id=made.id)
    if found.room is Room.ALARM and not found.new:
        return Place(room=Room.ALARM, record_id=desk.alarms.raise_for(person).id)
    if found.room is Room.CONSULTATIONS:
        desk.consultations.open_case({"field": "A1", "content": "B1", "said": "配食", "person_id": person})
    if found.room is Room.COPIES:
        desk.ledger.copy_made("people_list", "名簿", [person], how="printed", receiver="minsei")
    if found.room is Room.REFERRALS:
        desk.referrals.prepare({"receiver": "soudanshitsu", "reason": "配食", "person_id": person})
    return replace(found, only=(other,)) if found.only else found


def form_of(field: QWidget) -> str:
    """A field with the questions it belongs to; those of two people are the same."""
    at: QWidget | None = field
    while at is not None and not isinstance(at, InPlace):
        at = at.parentWidget()
    return f"{_anybodys(at.accessibleName()) if at is not None else ''}/{composing.name_of(field)}"


class Walk:
    """Through a page: its tabs, then whatever can be pressed there, and into every field that comes in sight.

    ``meet(walk, field)`` yields what is wrong with a field; it may put another window in the place of ``window``.
    Each ``called`` otherwise is met once. ``known`` keeps what was met in each room for the ways to come: a new
    person's form has the fields of one that is there.
    """

    def __init__(
        self,
        window: MainWindow,
        qtbot: QtBot,
        start: Place,
        meet: Meet,
        *,
        called: Callable[[QWidget], str] = composing.name_of,
        known: dict[Room, set[str]] | None = None,
    ) -> None:
        self.window, self.qtbot, self.start, self.meet, self.called = window, qtbot, start, meet, called
        self.seen: set[str] = set()
        self._known = frozenset((known or {}).get(start.room, ()))
        self._met = known.setdefault(start.room, set()) if known is not None else set()
        self._again = 0
        self.wrong: list[str] = []

    def go(self) -> None:
        """Walk."""
        self._enter(0)
        for tab in range(self._tabs().count() if self._tabs() else 1):
            self._walk(tab)

    def _walk(self, tab: int) -> None:
        pressed: set[str] = set()
        self._enter(tab)
        while True:
            self._look(tab, "")
            while button := self._next(pressed):
                pressed.add(_called(button))
                button.click()
                self.settle()
                if self.window.place != self.start:
                    self._enter(tab)
                self._look(tab, _called(button) if isValid(button) else "")
            self._enter(tab)
            if self._next(pressed) is None:  # else a stage that came between hid something
                return

    def _next(self, pressed: set[str]) -> QAbstractButton | None:
        """Something in sight that was not pressed yet."""
        found = self.page().findChildren(QAbstractButton)
        fresh = (one for one in found if one.isVisible() and one.isEnabled() and _called(one) not in pressed)
        return next((one for one in fresh if not _inside_looks(one)), None)

    def _enter(self, tab: int) -> None:
        self.window.go(Place(room=Room.TODAY))
        self.window.go(self.start)
        self.settle()
        tabs = self._tabs()
        if tabs is not None:
            tabs.setCurrentIndex(tab)
            self.settle()

    def _tabs(self) -> QTabBar | None:
        bars = (bar for bar in self.page().findChildren(QTabBar) if not isinstance(bar, RoomTabs))
        return next((bar for bar in bars if bar.isVisible()), None)

    def page(self) -> QWidget:
        """The page that is shown."""
        page = self.window.page()
        assert page is not None
        return page

    def settle(self, pause: int = 20) -> None:
        """Wait until all work is done, every part of a form is made, and the window has the keyboard."""
        before: object = None
        while before != (before := composing.state(self.window)):
            QThreadPool.globalInstance().waitForDone(3000)
            self.qtbot.wait(pause)
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)

    def _look(self, tab: int, pressed: str) -> None:
        if not self._fresh():
            return
        self.settle(LONG)
        while fresh := self._fresh():
            name = self.called(fresh[0])
            self.seen.add(name)
            if self._is_worth(name):
                self._met.add(name)
                self.wrong += [f"{name} {tab} {pressed}: {problem}" for problem in self.meet(self, fresh[0])]

    def _is_worth(self, name: str) -> bool:
        self._again += name in self._known
        return name not in self._known or self._again % EVERY == 0

    def _fresh(self) -> list[QWidget]:
        inside: QWidget = self.window if self.start.room is Room.TODAY else self.page()
        return [field for field in composing.fields(inside) if self.called(field) not in self.seen]


def _called(button: QAbstractButton) -> str:
    """A button by its words: those that differ in a number do the same, and so do the figures of a list."""
    if isinstance(button.parent(), FigureList):
        return FigureList.__name__
    return re.sub(r"\d+", "", button.accessibleName() or button.text())


def _anybodys(text: str) -> str:
    return re.sub(r"[^、「]+さん", "", text)


def _inside_looks(button: QAbstractButton) -> bool:
    """Whether pressing it changes how everything looks: no field comes of it."""
    at: QWidget | None = button
    while at is not None and not isinstance(at, LooksSection):
        at = at.parentWidget()
    return at is not None
