"""The header says who is on screen: the reading always, and whom one may take her for, with what tells them apart."""

from datetime import date

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.person_header import NO_READING, PersonHeader
from watchdesk.desk import Desk
from watchdesk.domain.person import Person

TOSHIKO = {"family_name": "髙橋", "given_name": "トシ子", "family_kana": "タカハシ", "given_kana": "トシコ"}


@pytest.fixture
def toshiko(desk: Desk) -> Person:
    return desk.people.register({**TOSHIKO, "birth_date": date(1937, 3, 5)}, area="九条南")


def header_of(desk: Desk, person: Person) -> PersonHeader:
    made = PersonHeader(theme())
    made.show_person(desk.people.line(person.id), desk.search.namesakes(person.id))
    return made


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def test_the_reading_stands_above_the_name_and_its_lack_is_said(desk: Desk, toshiko: Person) -> None:
    assert "タカハシ トシコ" in told(header_of(desk, toshiko))
    desk.people.change(toshiko.id, {"family_kana": None, "given_kana": None})
    assert NO_READING in told(header_of(desk, toshiko))
    assert NO_READING in header_of(desk, toshiko).accessibleName()


def test_a_namesake_is_named_with_age_and_room(desk: Desk, toshiko: Person) -> None:
    home = {"town": "九条南", "address": "2-47-3", "building": "みなみ荘 203号"}
    desk.people.register({**TOSHIKO, "family_name": "高橋", **home, "birth_date": date(1940, 4, 1)}, area="九条南")

    header = header_of(desk, toshiko)

    for words in ("似た名前の方がいます", "高橋 トシ子さん", "86歳", "九条南2-47-3 みなみ荘 203号"):
        assert words in told(header)
    assert "高橋 トシ子さん" in header.accessibleName()


def test_a_hidden_namesakes_home_is_not_told(desk: Desk, toshiko: Person) -> None:
    desk.people.register({**TOSHIKO, "town": "隠里町", "address": "8-8-8", "hidden": True}, area="九条南")

    assert "隠里町" not in told(header_of(desk, toshiko)) + header_of(desk, toshiko).accessibleName()


def test_of_many_namesakes_two_are_named_and_the_others_counted(desk: Desk, toshiko: Person) -> None:
    for birth in (date(1930, 1, 1), date(1931, 1, 1), date(1932, 1, 1)):
        desk.people.register({**TOSHIKO, "birth_date": birth}, area="九条南")

    assert "ほか1名" in told(header_of(desk, toshiko))


def test_of_many_phones_none_is_cut_off(desk: Desk, toshiko: Person, qtbot: QtBot) -> None:
    phones = tuple(f"090-0000-000{number}" for number in range(8))
    home = {"town": "九条南", "address": "2-47-3", "building": "みなみ荘 203号"}
    desk.people.change(toshiko.id, {"phones": phones, **home})
    header = header_of(desk, toshiko)
    qtbot.addWidget(header)
    header.setFixedWidth(970)
    header.show()
    (label,) = (one for one in header.findChildren(QLabel) if phones[-1] in one.text())
    qtbot.waitUntil(lambda: label.width() > 0 and label.height() >= label.heightForWidth(label.width()) > 0)
    longest = label.fontMetrics().horizontalAdvance(label.text())
    lines = label.heightForWidth(label.width()) // label.fontMetrics().height()
    assert longest <= label.width() * lines
