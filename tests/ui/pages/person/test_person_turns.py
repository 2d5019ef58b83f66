"""The whole form of a person opens without stopping the window, however many fields it will have."""

from collections.abc import Iterator
from dataclasses import replace
from statistics import median

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.pulse import LONGEST_STALL, Pulse
from ui.pages.person import form as person_form
from ui.pages.person.page import PersonPage
from ui.places import Place, Room
from ui.theme import theme
from ui.widgets.record_form import RecordForm
from watchdesk.desk import Desk
from watchdesk.fields import PERSON_SECTIONS, Section

ROUNDS = 5


def twice(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The same sections, and each once more."""
    more = [
        Section(section.title, tuple(replace(field, key=f"{field.key}_too") for field in section.fields))
        for section in sections
    ]
    return (*sections, *more)


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Iterator[PersonPage]:
    theme().apply()
    shown = PersonPage(desk, theme())
    qtbot.addWidget(shown)
    shown.resize(1150, 660)
    shown.show()
    shown.enter(Place(room=Room.PERSON, person_id=desk.people.lines()[0].id))
    qtbot.waitUntil(lambda: shown.facts is not None)
    yield shown
    shown.writing.stop()


def form_of(page: PersonPage) -> RecordForm:
    assert page.editor is not None
    return page.editor.form


def tops_of(page: PersonPage) -> list[int]:
    return [sheet.y() for sheet in form_of(page).sheets]


def longest_turn(page: PersonPage, qtbot: QtBot) -> float:
    """Seconds of the longest turn while the form opens."""
    qtbot.wait(50)
    pulse = Pulse()
    page.rewrite(None)
    qtbot.waitUntil(lambda: len(form_of(page).sheets) == len(form_of(page)._sections))
    qtbot.wait(50)
    pulse.stop()
    page.writing.stop()
    return pulse.longest


@pytest.mark.alone
def test_a_form_of_twice_the_fields_stops_nobody(
    page: PersonPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_form, "PERSON_SECTIONS", twice(PERSON_SECTIONS))
    assert median(longest_turn(page, qtbot) for _ in range(ROUNDS)) < LONGEST_STALL


def test_the_first_section_is_there_at_once_and_the_others_follow_in_their_order(
    page: PersonPage, qtbot: QtBot
) -> None:
    page.rewrite(None)
    assert len(form_of(page).sheets) == 1
    assert QApplication.focusWidget() is form_of(page).entry("family_name")
    qtbot.waitUntil(lambda: len(form_of(page).sheets) == len(PERSON_SECTIONS))
    qtbot.waitUntil(lambda: tops_of(page) == sorted(set(tops_of(page))))
    assert [sheet.head.accessibleName() for sheet in form_of(page).sheets] == [one.title for one in PERSON_SECTIONS]


def test_a_first_letter_is_added_to_the_name_and_does_not_replace_it(page: PersonPage, qtbot: QtBot) -> None:
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.view.rewrite.setFocus()
    QTest.keyClick(page.view.rewrite, Qt.Key.Key_Space)
    name = form_of(page).entry("family_name")
    before = name.text()
    QTest.keyClick(QApplication.focusWidget(), "x")
    assert name.text() == f"{before}x"


def test_what_was_typed_is_kept_and_put_back_before_all_fields_are_there(
    page: PersonPage, qtbot: QtBot, desk: Desk
) -> None:
    page.rewrite(None)
    form_of(page).entry("notes").setPlainText("耳が遠い。")
    assert page.editor is not None
    page.editor.keeper.keep()
    page.editor.begin()
    assert len(form_of(page).sheets) < len(PERSON_SECTIONS)
    assert form_of(page).written() == {"notes": "耳が遠い。"}
    qtbot.waitUntil(lambda: len(form_of(page).sheets) == len(PERSON_SECTIONS))
    assert form_of(page).written() == {"notes": "耳が遠い。"}


def test_what_waits_for_its_field_counts_as_written(page: PersonPage, qtbot: QtBot) -> None:
    page.rewrite(None)
    form_of(page).restore({"building": "みなみ荘"})
    assert len(form_of(page).sheets) == 1
    assert form_of(page).written() == {"building": "みなみ荘"}
    qtbot.waitUntil(lambda: len(form_of(page).sheets) == len(PERSON_SECTIONS))
    assert form_of(page).entry("building").text() == "みなみ荘"


def test_nothing_is_written_as_long_as_nobody_wrote(page: PersonPage, qtbot: QtBot) -> None:
    page.rewrite(None)
    assert form_of(page).written() == {}
    qtbot.waitUntil(lambda: len(form_of(page).sheets) == len(PERSON_SECTIONS))
    assert form_of(page).written() == {}
