"""Rare letters of a name come through form, store, list, search, header and export code point for code point."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.person.page import PersonPage
from ui.places import Place, Room
from watchdesk.desk import Desk

Ime = Callable[..., None]

NAMES = ["\ufa10", "\U00020bb7田", "葛\U000e0100城", "葛\U000e0101", "髙﨑", "神\ufe00", "渡邉", "e\u0301lan", "ａｂ①"]
"""塚 as U+FA10, 𠮷 beyond the first plane, 葛 with two of its forms, compatibility letters and a loose accent."""


@pytest.fixture
def window(empty_desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk, Place(room=Room.TODAY))


def person_page(window: MainWindow) -> PersonPage:
    page = window.page()
    assert isinstance(page, PersonPage)
    return page


def write(window: MainWindow, name: str, ime: Ime, qtbot: QtBot) -> str:
    """Write a new person down as a user does; return the id."""
    window.go(Place(room=Room.PERSON, new=True))
    editor = person_page(window).editor
    assert editor is not None
    for key, text in (("family_name", name), ("given_name", f"{name}子")):
        field = editor.form.entry(key)
        field.setFocus()
        ime(field, "よみ")
        ime(field, commit=text)
    person_page(window).main_action()
    qtbot.waitUntil(lambda: person_page(window).facts is not None)
    assert window.place.person_id is not None
    return window.place.person_id


@pytest.mark.parametrize("name", NAMES, ids=lambda name: "-".join(f"{ord(letter):X}" for letter in name))
def test_a_name_comes_through_as_it_was_written(
    window: MainWindow, qtbot: QtBot, ime: Ime, tmp_path: Path, name: str
) -> None:
    desk = window.desk
    person_id = write(window, name, ime, qtbot)
    whole = f"{name} {name}子"

    kept = desk.people.get(person_id)
    assert (kept.family_name, kept.given_name) == (name, f"{name}子")
    assert whole in {label.text() for label in person_page(window).view.header.findChildren(QLabel)}
    assert [line.name for line in desk.people.lines()] == [whole]
    assert [desk.people.get(found.id).name for found in desk.search.people(name)] == [whole]
    desk.exports.full(tmp_path / "all.json").run()
    told = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert [(one["family_name"], one["given_name"]) for one in told["people"]] == [(name, f"{name}子")]
