"""While somebody is entered or changed, similar people are named with why; nobody is kept from writing."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from tests.ui.pulse import LONGEST_STALL, Pulse
from ui.main_window import MainWindow
from ui.pages.person.page import PersonPage
from ui.pages.person.similar import SimilarPanel
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.person import Person

NEW = Place(room=Room.PERSON, new=True)
TOSHIKO = {
    "family_name": "髙橋",
    "given_name": "トシ子",
    "family_kana": "タカハシ",
    "given_kana": "トシコ",
    "birth_date": date(1937, 3, 5),
    "town": "境川",
    "address": "2-43-6",
    "building": "みなみ荘 203号",
    "phones": ("06-6000-4312",),
}


@pytest.fixture
def toshiko(desk: Desk) -> Person:
    return desk.people.register(TOSHIKO, area="九条南")


@pytest.fixture
def open_at(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> Callable[[Place], PersonPage]:
    def show(place: Place) -> PersonPage:
        page = open_window(desk, place).page()
        assert isinstance(page, PersonPage)
        qtbot.waitUntil(lambda: page.facts is not None or page.editor is not None)
        return page

    return show


def type_in(page: PersonPage, key: str, text: str) -> None:
    assert page.editor is not None
    entry = page.editor.form.entry(key)
    entry.setFocus()
    entry.selectAll()
    entry.insert(text)
    entry.edited.emit()


def panel(page: PersonPage, below: str = "given_kana") -> SimilarPanel:
    assert page.editor is not None
    return page.editor.similar.panels[below]


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def test_the_same_name_in_other_letters_is_named_with_why_and_what_tells_apart(
    open_at: Callable[[Place], PersonPage], toshiko: Person, qtbot: QtBot
) -> None:
    page = open_at(NEW)
    type_in(page, "family_name", "高橋")
    type_in(page, "given_name", "トシ子")

    qtbot.waitUntil(lambda: panel(page).isVisible())
    assert "似た方が1名います" in told(page.writing.bar), "the form may be out of sight"
    for words in ("似た方がいます", "髙橋 トシ子", "タカハシ トシコ", "字ちがい（髙・高）", "89歳", "みなみ荘 203号"):
        assert words in told(panel(page))


def test_three_are_named_and_the_others_counted(
    open_at: Callable[[Place], PersonPage], desk: Desk, toshiko: Person, qtbot: QtBot
) -> None:
    for year in (1930, 1931, 1932):
        desk.people.register({**TOSHIKO, "birth_date": date(year, 1, 1)}, area="九条南")
    page = open_at(NEW)
    type_in(page, "family_name", "髙橋")
    type_in(page, "given_name", "トシ子")

    qtbot.waitUntil(lambda: panel(page).isVisible())
    assert len(panel(page).rows) == 3
    assert "ほか1名" in told(panel(page))


def test_a_phone_or_a_room_of_somebody_else_is_said_below_the_phones(
    open_at: Callable[[Place], PersonPage], toshiko: Person, qtbot: QtBot
) -> None:
    page = open_at(NEW)
    type_in(page, "phones", "0660004312")

    qtbot.waitUntil(lambda: panel(page, "phones").isVisible())
    assert "住所か電話が同じ方がいます" in told(panel(page, "phones"))
    assert "同じ電話" in told(panel(page, "phones"))
    assert not panel(page).isVisible()


def test_nobody_is_named_once_nobody_is_similar_any_more(
    open_at: Callable[[Place], PersonPage], toshiko: Person, qtbot: QtBot
) -> None:
    page = open_at(NEW)
    type_in(page, "family_name", "髙橋トシ子")
    qtbot.waitUntil(lambda: panel(page).isVisible())
    type_in(page, "family_name", "似ていない")

    qtbot.waitUntil(lambda: not panel(page).isVisible())


def test_seeing_the_other_keeps_what_was_typed(
    open_at: Callable[[Place], PersonPage], desk: Desk, toshiko: Person, qtbot: QtBot
) -> None:
    page = open_at(NEW)
    type_in(page, "family_name", "髙橋トシ子")
    qtbot.waitUntil(lambda: panel(page).isVisible())
    (row,) = panel(page).rows
    QTest.mouseClick(row.buttons[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.person.id == toshiko.id)

    main = page.window()
    assert isinstance(main, MainWindow)
    main.back()

    assert page.editor is not None
    assert page.editor.form.entry("family_name").text() == "髙橋トシ子"
    qtbot.waitUntil(lambda: panel(page).isVisible())


def test_while_a_record_is_rewritten_it_is_not_similar_to_itself_nor_to_its_household_by_the_home_alone(
    open_at: Callable[[Place], PersonPage], desk: Desk, toshiko: Person, qtbot: QtBot
) -> None:
    husband = desk.people.register(
        {**TOSHIKO, "given_name": "一", "given_kana": "ハジメ", "birth_date": None}, area="九条南"
    )
    desk.people.join(husband.id, toshiko.id)
    page = open_at(Place(room=Room.PERSON, person_id=toshiko.id))
    page.rewrite(1)
    type_in(page, "building", "みなみ荘 203")
    assert page.editor is not None
    with qtbot.waitSignal(page.editor.similar.answered):
        pass

    assert not panel(page, "phones").isVisible()


def test_a_hidden_persons_home_is_not_told(
    open_at: Callable[[Place], PersonPage], desk: Desk, toshiko: Person, qtbot: QtBot
) -> None:
    desk.people.change(toshiko.id, {"hidden": True})
    page = open_at(NEW)
    type_in(page, "family_name", "髙橋トシ子")

    qtbot.waitUntil(lambda: panel(page).isVisible())
    assert "みなみ荘" not in told(panel(page)) + panel(page).accessibleName()


@pytest.mark.alone
def test_typing_is_never_held_up(open_at: Callable[[Place], PersonPage], toshiko: Person, qtbot: QtBot) -> None:
    page = open_at(NEW)
    qtbot.wait(300)
    pulse = Pulse()
    type_in(page, "family_name", "髙橋トシ子")
    qtbot.waitUntil(lambda: panel(page).isVisible())
    pulse.stop()

    assert pulse.longest < LONGEST_STALL
