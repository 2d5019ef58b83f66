"""Consent, status and area of one person: told as they came to be, and added to."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.person import PersonPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay, EndReason, Status

TODAY = date(2026, 11, 22)


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register({"family_name": "髙橋", "given_name": "トシ子"}, area="九条南")


@pytest.fixture
def page(desk: Desk, person: Person, qtbot: QtBot) -> Iterator[PersonPage]:
    made = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot, place: Place) -> PersonPage:
    made = PersonPage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.enter(place)
    qtbot.waitUntil(lambda: made.facts is not None)
    return made


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_a_new_consent_is_added_to_the_history(page: PersonPage, desk: Desk, person: Person) -> None:
    part = page.view.states.parts[0]
    part.ask()
    assert part.form is not None
    part.form.entry("state").set_value(Consent.AGREED)
    part.form.entry("way").set_value(ConsentWay.WRITTEN)
    part.write()

    saved = desk.people.get(person.id)
    assert len(saved.consent_history) == 2
    assert saved.consent_on(TODAY) == ConsentEntry(state=Consent.AGREED, since=TODAY, way=ConsentWay.WRITTEN)
    assert "同意を書き足しました" in page.strip.sentence


def test_an_end_asks_for_its_reason(page: PersonPage, desk: Desk, person: Person) -> None:
    part = page.view.states.parts[1]
    part.ask()
    assert part.form is not None
    part.form.entry("state").set_value(Status.ENDED)
    part.write()
    assert desk.people.get(person.id).status_on(TODAY) is Status.ACTIVE

    part.form.entry("reason").set_value(EndReason.FACILITY)
    part.write()

    assert desk.people.get(person.id).end_reason_on(TODAY) is EndReason.FACILITY


def test_a_move_is_added_to_the_areas(page: PersonPage, desk: Desk, person: Person) -> None:
    elsewhere = next(area for area in desk.codes.areas if area != "九条南")
    part = page.view.states.parts[2]
    part.ask()
    assert part.form is not None
    part.form.entry("area").set_value(elsewhere)
    part.write()

    assert desk.people.get(person.id).area_on(TODAY) == elsewhere


def test_a_half_written_consent_comes_back_too(page: PersonPage, desk: Desk, person: Person, qtbot: QtBot) -> None:
    part = page.view.states.parts[0]
    part.ask()
    assert part.form is not None
    part.form.entry("since").set_text("令和8年11月1日")
    part.form.edited.emit("since")
    page.leave()

    again = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))
    qtbot.waitUntil(lambda: again.view.states.parts[0].form is not None)

    form = again.view.states.parts[0].form
    assert form is not None
    assert form.entry("since").text() == "令和8年11月1日"
    assert again.view.states.isVisible()


def test_a_pause_that_is_over_is_told_as_such(desk: Desk, person: Person, qtbot: QtBot) -> None:
    desk.people.set_status(
        person.id, StatusEntry(state=Status.PAUSED, since=date(2026, 2, 19), until=date(2026, 2, 25), reason="入院")
    )
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))

    page.view.next_tab(2)
    read = told(page.view.states)

    assert "令和8年2月25日から。見守り中（再開）" in read
    assert "令和8年2月19日から。休止。入院。令和8年2月25日に再開" in read


def test_a_reason_belongs_to_an_end_only(page: PersonPage, desk: Desk, person: Person) -> None:
    part = page.view.states.parts[1]
    part.ask()
    assert part.form is not None
    part.form.entry("state").set_value(Status.PAUSED)
    part.form.entry("reason").set_value(EndReason.MOVED)
    part.write()

    assert desk.people.get(person.id).status_history == person.status_history
    assert page.strip.sentence


def test_an_entry_ahead_is_told_as_such(desk: Desk, person: Person, qtbot: QtBot) -> None:
    desk.people.set_status(person.id, StatusEntry(state=Status.PAUSED, since=date(2026, 12, 1)))
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))

    labels = [label.text() for label in page.view.states.parts[1].findChildren(QLabel)]

    assert labels.index("これから") < labels.index("令和8年12月1日から。休止") < labels.index("いま")
