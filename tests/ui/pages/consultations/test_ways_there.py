"""The ways to a consultation: from 今日 exactly those counted, from a person's page, from a visit being written."""

from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.consultations.page import ConsultationsPage
from ui.pages.consultations.writing import ConsultationPage
from ui.pages.person.page import PersonPage
from ui.pages.today.page import TodayPage
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.consultation import StepKind
from watchdesk.domain.person import Person

TODAY, DAY = date(2026, 11, 22), timedelta(days=1)
TOLD = {"field": "A1", "content": "B13", "said": "meals"}


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return empty_desk.people.register({"family_name": "見本", "family_kana": "ミホン"}, area=AREA)


@pytest.fixture
def window(empty_desk: Desk, person: Person, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk)


def test_today_opens_exactly_the_cases_it_counts(
    window: MainWindow, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    room = empty_desk.consultations
    mine = room.open_case({**TOLD, "person_id": person.id, "opened_on": TODAY - 4 * DAY})
    waits = room.open_case(TOLD)
    room.add_step(waits.id, StepKind.ASKED, "asked", TODAY + DAY)
    room.close(room.open_case(TOLD).id, "over")
    window.start(Place(room=Room.TODAY))
    page = window.page()
    assert isinstance(page, TodayPage)
    line = page.lines.line("consultations")
    qtbot.waitUntil(lambda: line.figure == "1")
    assert line.about == "いちばん長いもので、5日目です"
    line.click()
    shown = window.page()
    assert isinstance(shown, ConsultationsPage)
    qtbot.waitUntil(lambda: [row.id for row in shown.table.rows()] == [mine.id])


def test_without_cases_today_says_nothing_of_them(window: MainWindow, qtbot: QtBot) -> None:
    window.start(Place(room=Room.TODAY))
    page = window.page()
    assert isinstance(page, TodayPage)
    qtbot.waitUntil(lambda: page.lines.line("due").figure != "")
    assert page.lines.line("consultations").isHidden()


def test_a_persons_page_tells_of_her_cases_and_writes_one(
    window: MainWindow, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    case = empty_desk.consultations.open_case({**TOLD, "person_id": person.id, "opened_on": TODAY - 11 * DAY})
    window.start(Place(room=Room.PERSON, person_id=person.id))
    page = window.page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(lambda: page.view.consulted.told.text() == "相談 対応中 12日目 meals")
    page.view.consulted.add.click()
    form = window.page()
    assert isinstance(form, ConsultationPage)
    assert form.editor is not None
    assert form.editor.whom.person_id == person.id
    window.start(Place(room=Room.PERSON, person_id=person.id))
    page.view.consulted.see.click()
    shown = window.page()
    assert isinstance(shown, ConsultationsPage)
    qtbot.waitUntil(lambda: [row.id for row in shown.table.rows()] == [case.id])


def test_a_visit_leads_to_a_case_about_the_same_person(window: MainWindow, person: Person, qtbot: QtBot) -> None:
    window.start(Place(room=Room.VISIT, person_id=person.id))
    page = window.page()
    assert isinstance(page, VisitPage)
    page.bar.consult.click()
    form = window.page()
    assert isinstance(form, ConsultationPage)
    assert form.editor is not None
    assert form.editor.whom.person_id == person.id
    assert form.editor.entries["way"].value() == "visit"
