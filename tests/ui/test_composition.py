"""While a conversion is open nothing acts, in any field of any page: the walk finds the fields by itself."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QThreadPool
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

import ui as ui_folder
from tests.ui import composing
from ui import file_picker
from ui.lock import put_away
from ui.main_window import MainWindow
from ui.pages.settings.looks import LooksSection
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.partner import PartnerKind

Ime = Callable[..., None]

NEW, AGAIN, TWO, ASKS = "new", "again", "two", "asks"
"""Ways into a room besides its own."""

WAYS: dict[str, Callable[[str, str], Place]] = {
    **{room.value: lambda person, _, room=room: Place(room=room, person_id=person) for room in Room},
    f"{Room.PERSON} {NEW}": lambda *_: Place(room=Room.PERSON, new=True),
    f"{Room.VISIT} {AGAIN}": lambda person, visit: Place(room=Room.VISIT, person_id=person, visit_id=visit),
    f"{Room.PARTNER} {NEW}": lambda *_: Place(room=Room.PARTNER, new=True),
    f"{Room.MERGING} {TWO}": lambda person, _: Place(room=Room.MERGING, person_id=person, only=("other",)),
    f"{Room.PEOPLE} {ASKS}": lambda *_: Place(room=Room.PEOPLE, asks=True),
}

LONG = 150
"""Milliseconds without a change, after which a form stands as it will."""

LIST = "氏名,フリガナ,生年月日,住所,電話\n村上 静子,ムラカミ シズコ,S10.2.3,九条南1-2-3,06-6012-3456\n"

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
}
"""So many fields the walk must find, or it walks no more where it should."""


@pytest.fixture(autouse=True)
def _nobody_answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """The system's own dialogs find a list and else are given up; no caret blinks in the pictures."""
    file = tmp_path / "名簿.csv"
    file.write_text(LIST, encoding="utf-8")
    monkeypatch.setattr(file_picker, "open_file", lambda *_: file)
    monkeypatch.setattr(file_picker, "save_file", lambda *_: None)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: 0)
    blinking = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(blinking)


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(desk, theme())
    qtbot.addWidget(made)
    made.resize(1366, 728)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.start()
    yield made
    made.release()


def place(desk: Desk, way: str) -> Place:
    """Where a way leads."""
    person, other = [line.id for line in desk.people.lines() if line.is_watched][:2]
    found = WAYS[way](person, desk.visits.of_person(person)[0].id)
    if found.room is Room.PARTNER and not found.new:
        made = desk.partners.add({"kind": PartnerKind.WATCHER, "name": "見本 九条"})
        return Place(room=Room.PARTNER, partner_id=made.id)
    return replace(found, only=(other,)) if found.only else found


class Walk:
    """Through a page: its tabs, then whatever can be pressed there, and into every field that comes in sight."""

    def __init__(self, window: MainWindow, qtbot: QtBot, start: Place) -> None:
        self.window, self.qtbot, self.start = window, qtbot, start
        self.seen: set[str] = set()
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
                self._settle()
                if self.window.place != self.start:
                    self._enter(tab)
                self._look(tab, _called(button) if isValid(button) else "")
            self._enter(tab)
            if self._next(pressed) is None:  # else a stage that came between hid something
                return

    def _next(self, pressed: set[str]) -> QAbstractButton | None:
        """Something in sight that was not pressed yet."""
        found = self._page().findChildren(QAbstractButton)
        fresh = (one for one in found if one.isVisible() and one.isEnabled() and _called(one) not in pressed)
        return next((one for one in fresh if not _inside_looks(one)), None)

    def _enter(self, tab: int) -> None:
        self.window.go(Place(room=Room.TODAY))
        self.window.go(self.start)
        self._settle()
        tabs = self._tabs()
        if tabs is not None:
            tabs.setCurrentIndex(tab)
            self._settle()

    def _tabs(self) -> QTabBar | None:
        return next((bar for bar in self._page().findChildren(QTabBar) if bar.isVisible()), None)

    def _page(self) -> QWidget:
        page = self.window.page()
        assert page is not None
        return page

    def _settle(self, pause: int = 20) -> None:
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
        self._settle(LONG)
        for field in self._fresh():
            name = composing.name_of(field)
            if name not in self.seen and field.isVisible():
                self.seen.add(name)
                found = composing.problems(self.window, field, lambda: self.window.place)
                self.wrong += [f"{name} {tab} {pressed}: {problem}" for problem in found]
                composing.empty(field)

    def _fresh(self) -> list[QWidget]:
        inside: QWidget = self.window if self.start.room is Room.TODAY else self._page()
        return [field for field in composing.fields(inside) if composing.name_of(field) not in self.seen]


def _called(button: QAbstractButton) -> str:
    return button.accessibleName() or button.text()


def _inside_looks(button: QAbstractButton) -> bool:
    """Whether pressing it changes how everything looks: no field comes of it."""
    at: QWidget | None = button
    while at is not None and not isinstance(at, LooksSection):
        at = at.parentWidget()
    return at is not None


def test_every_room_is_walked_through() -> None:
    assert {way.partition(" ")[0] for way in WAYS} == {room.value for room in PAGES}


@pytest.mark.parametrize("way", WAYS)
def test_no_key_acts_while_a_conversion_is_open(way: str, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    walk = Walk(window, qtbot, place(desk, way))
    walk.go()
    assert walk.wrong == []
    assert len(walk.seen) >= LEAST.get(way, 0)


# --- what is open is never lost ---


def half_converted(window: MainWindow, desk: Desk, ime: Ime) -> VisitPage:
    """The form of a visit, whose note is being converted."""
    person = next(line.id for line in desk.people.lines() if line.is_watched)
    window.go(Place(room=Room.VISIT, person_id=person, choice="1"))
    page = window.page()
    assert isinstance(page, VisitPage)
    page.form.note.setFocus()
    ime(page.form.note, "げんかんに")
    return page


def note_kept(desk: Desk) -> str:
    (draft,) = desk.drafts.all()
    return draft.texts["note"]


def test_the_lock_keeps_what_is_being_converted(window: MainWindow, desk: Desk, ime: Ime) -> None:
    half_converted(window, desk, ime)
    put_away(desk, window)
    assert note_kept(desk) == "げんかんに"


def test_another_page_keeps_what_is_being_converted(window: MainWindow, desk: Desk, ime: Ime) -> None:
    half_converted(window, desk, ime)
    window.go(Place(room=Room.PEOPLE))
    assert note_kept(desk) == "げんかんに"


def test_a_record_holds_what_was_being_converted(window: MainWindow, desk: Desk, ime: Ime) -> None:
    page = half_converted(window, desk, ime)
    person = window.place.person_id or ""
    before = {line.id for line in desk.visits.of_person(person)}
    ime(page.form.note, commit="玄関に")
    ime(page.form.note, "しんぶん")
    page.bar.record.click()
    (made,) = [line for line in desk.visits.of_person(person) if line.id not in before]
    assert desk.visits.get(made.id).note == "玄関にしんぶん"


def test_only_the_manners_speak_to_the_input_method() -> None:
    """Each input method is ended in its own way; who asked one by himself would lose what another holds."""
    ui = Path(ui_folder.__file__).parent
    asking = {path.name for path in ui.rglob("*.py") if "inputMethod()" in path.read_text(encoding="utf-8")}
    assert asking == {"manners.py"}
