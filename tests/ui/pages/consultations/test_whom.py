"""Whom a case is about, in words that fold where the page is narrow."""

from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from ui.pages.consultations.whom import Whom
from watchdesk.desk import Desk

LONG = {"family_name": "見本", "town": "九条南", "address": "2-1-11", "building": "見本九条南第二住宅 2号棟 1811号室"}


def test_a_long_address_goes_on_below_and_makes_no_form_wider_than_its_page(desk: Desk, qtbot: QtBot) -> None:
    person = desk.people.register(LONG, area=AREA)
    whom = Whom(desk)
    qtbot.addWidget(whom)
    whom.show_person(person.id)
    qtbot.waitUntil(lambda: LONG["building"] in whom._told.text())
    whom.ensurePolished()
    in_a_line = whom._told.fontMetrics().horizontalAdvance(whom._told.text())
    assert whom.minimumSizeHint().width() < in_a_line
