"""What is changed in 一覧の言葉 is what every page offers next, and what old records say stays."""

from collections.abc import Callable
from datetime import date

from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from ui.pages.page import Page
from ui.pages.reports.page import ReportsPage
from ui.pages.visit.page import VisitPage
from ui.pages.visits.page import VisitsPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.words import Condition, Method, Result

Put = Callable[[Page], None]


def test_a_sign_taken_off_the_list_stays_in_the_visits_that_have_it(empty_desk: Desk, put: Put, qtbot: QtBot) -> None:
    person = empty_desk.people.register({"family_name": "試"}, area=AREA)
    sign = empty_desk.codes.entries("signs")[0]
    visit = empty_desk.visits.record(
        person.id,
        on=TODAY,
        method=Method.VISIT,
        result=Result.MET,
        condition=Condition.CONCERN,
        details={"signs": (sign.code,)},
    )
    empty_desk.codes.hide("signs", sign.code)
    page = VisitPage(empty_desk, theme())
    put(page)

    page.enter(Place(room=Room.VISIT, person_id=person.id, visit_id=visit.id))
    model = page.form.signs.model()
    shown = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert sign.label in shown
    assert page.form.signs.value() == (sign.code,)

    page.enter(Place(room=Room.VISIT, person_id=person.id, new=True))
    model = page.form.signs.model()
    assert sign.label not in [model.index(row, 1).data() for row in range(model.rowCount())]


def test_an_area_that_was_added_is_offered_in_a_ward_store_at_once(ward_desk: Desk, put: Put) -> None:
    ward_desk.people.register({"family_name": "試"}, area=ward_desk.codes.areas[0], since=date(2026, 1, 1))
    visits, reports = VisitsPage(ward_desk, theme()), ReportsPage(ward_desk, theme())
    for page, room in ((visits, Room.VISITS), (reports, Room.REPORTS)):
        put(page)
        page.enter(Place(room=room))
    ward_desk.codes.add("areas", "新しい町")
    visits.enter(Place(room=Room.VISITS))
    reports.enter(Place(room=Room.REPORTS))

    assert visits.filter.area.findData("新しい町") >= 0
    assert reports.head.area.findData("新しい町") >= 0
