"""While a conversion is open nothing acts, in any field of any page: the walk finds the fields by itself."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import ui as ui_folder
from tests.ui import composing
from tests.ui.conftest import OpenWindow
from tests.ui.walking import LEAST, WAYS, Walk, place
from ui.lock import put_away
from ui.main_window import MainWindow
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from watchdesk.desk import Desk

Ime = Callable[..., None]

pytestmark = pytest.mark.usefixtures("nobody_answers")


KNOWN: dict[Room, set[str]] = {}
"""The fields that earlier ways met."""


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk, Place(room=Room.TODAY))


def convert(walk: Walk, field: QWidget) -> Iterator[str]:
    """Convert in a field, press whatever there is, and go on converting."""
    yield from composing.problems(walk.window, field, lambda: walk.window.place)
    composing.empty(field)


@pytest.mark.parametrize("way", WAYS)
def test_no_key_acts_while_a_conversion_is_open(way: str, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    walk = Walk(window, qtbot, place(desk, way), convert, known=KNOWN)
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
