"""要援護者, narrowed: few fields in sight, all others in a panel, told in words, saved under a name, by keys alone."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Ime
from ui.pages.page import Page
from ui.pages.people.page import PeoplePage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.cadence import DueState
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import CareLevel, Consent, Living, Status

LIST = Place(room=Room.PEOPLE)
ALONE = PeopleFilter(living=(Living.ALONE,), age_from=80, air_conditioner=False)


def at(desk: Desk, put: Callable[[Page], None], qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(desk, theme())
    put(made)
    made.enter(LIST)
    qtbot.waitUntil(lambda: bool(made.table.rows()))
    return made


@pytest.fixture
def page(desk: Desk, put: Callable[[Page], None], qtbot: QtBot) -> PeoplePage:
    return at(desk, put, qtbot)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def tab_to(widget: QWidget) -> None:
    for _ in range(60):
        if focus() is widget:
            return
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not come to {widget.accessibleName()}")


def ids(page: PeoplePage) -> set[str]:
    return {row.id for row in page.table.rows()}


def fitting(desk: Desk, wanted: PeopleFilter) -> set[str]:
    return {line.id for line in wanted.kept(desk.people.lines())}


def narrow_to(page: PeoplePage, wanted: PeopleFilter) -> None:
    page.filter.show_filter(wanted)
    page.filter.changed.emit()


def test_alone_over_eighty_without_cooling_by_keys_alone(page: PeoplePage, desk: Desk) -> None:
    everybody = len(page.table.rows())
    assert not page.filter.more.isVisible()
    page.filter.text.setFocus()
    tab_to(page.filter.open_more)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is page.filter.more.due
    tab_to(page.filter.more.age_from)
    QTest.keyClicks(focus(), "80")
    tab_to(page.filter.more.cooling)
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    QTest.keyClick(focus(), Qt.Key.Key_Down)
    tab_to(page.filter.more.living.boxes[Living.ALONE.value])
    QTest.keyClick(focus(), Qt.Key.Key_Space)

    assert ids(page) == fitting(desk, ALONE)
    assert page.filter.words.text() == f"独居・80歳以上・エアコンなし　{everybody}名のうち{len(ids(page))}名"

    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not page.filter.more.isVisible(), "Esc closes the panel first"
    assert focus() is page.filter.open_more
    assert page.filter.open_more.text() == "もっとしぼる（3件）"
    assert ids(page) == fitting(desk, ALONE)
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert len(page.table.rows()) == everybody
    assert not page.filter.words.isVisible()


@pytest.mark.parametrize(
    "wanted",
    [
        PeopleFilter(status=()),
        PeopleFilter(status=(Status.PAUSED,)),
        PeopleFilter(consent=(Consent.REFUSED, Consent.PENDING, Consent.WITHDRAWN)),
        PeopleFilter(due=(DueState.OVERDUE, DueState.DUE)),
        PeopleFilter(care_level=(CareLevel.CARE_3, CareLevel.CARE_4, CareLevel.CARE_5)),
        PeopleFilter(age_from=75, age_to=80, building="荘"),
        PeopleFilter(care_level=(CareLevel.SUPPORT_1, CareLevel.CARE_5)),
        PeopleFilter(consent=(Consent.AGREED, Consent.PENDING), living=(Living.ALONE, Living.ELDERLY_ONLY)),
        PeopleFilter(town="境川", chome=2),
        PeopleFilter(hidden=False, criteria=("K1",)),
        ALONE,
    ],
)
def test_every_field_shows_a_filter_and_asks_for_it(page: PeoplePage, desk: Desk, wanted: PeopleFilter) -> None:
    narrow_to(page, wanted)
    assert page.filter.wanted() == wanted
    assert ids(page) == fitting(desk, wanted)
    assert page.parts.shows_empty == (not ids(page))


def test_several_answers_and_several_levels_are_asked_for_by_ticks(page: PeoplePage) -> None:
    page.filter.show_more(True)
    for ticks, codes in (
        (page.filter.more.consent, (Consent.REFUSED, Consent.PENDING)),
        (page.filter.more.care_level, (CareLevel.SUPPORT_2, CareLevel.CARE_1)),
    ):
        for code in codes:
            QTest.mouseClick(ticks.boxes[code.value], Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    wanted = page.filter.wanted()
    assert wanted.consent == (Consent.REFUSED, Consent.PENDING)
    assert wanted.care_level == (CareLevel.SUPPORT_2, CareLevel.CARE_1)
    assert "要支援2か要介護1・同意は不同意か未回答" in page.filter.words.text()


def test_the_partners_in_charge_are_offered_and_asked_for(page: PeoplePage) -> None:
    somebody = next(row.line for row in page.table.rows() if row.line.charges)
    partner = somebody.charges[0].partner_id
    page.filter.in_charge.set_several((partner,))
    page.filter.in_charge.edited.emit()
    assert page.filter.in_charge.currentText().startswith(somebody.charges[0].name)
    assert all(partner in row.line.in_charge for row in page.table.rows())
    assert f"担当 {somebody.charges[0].name}" in page.count.text()


def test_only_what_is_set_looks_set(page: PeoplePage) -> None:
    filter_, more = page.filter, page.filter.more
    fields = [filter_.status, filter_.town, filter_.in_charge, filter_.text, more.cooling, more.age_from, more.building]
    assert not any(field.property("filtering") for field in fields)
    narrow_to(page, PeopleFilter(status=(), air_conditioner=False, age_from=80, building="荘"))
    looks = [bool(field.property("filtering")) for field in fields]
    assert looks == [True, False, False, False, True, True, True]


def test_the_box_and_the_field_of_the_next_day_are_one(page: PeoplePage) -> None:
    QTest.keyClick(page.filter.overdue, Qt.Key.Key_Space)
    assert page.filter.more.due.several() == (DueState.OVERDUE,)
    page.filter.more.due.set_several((DueState.OVERDUE, DueState.DUE))
    page.filter.more.due.edited.emit()
    assert not page.filter.overdue.isChecked()


def test_another_town_asks_for_none_of_the_first_towns_chome(page: PeoplePage) -> None:
    narrow_to(page, PeopleFilter(town="境川", chome=2))
    page.filter.town.setFocus()
    QTest.keyClick(page.filter.town, Qt.Key.Key_Home)
    QTest.keyClick(page.filter.town, Qt.Key.Key_Down)
    assert page.filter.wanted() == PeopleFilter(town=page.filter.town.value())


def test_an_age_that_is_none_is_told_at_the_field_and_kept(page: PeoplePage, ime: Ime) -> None:
    everybody = ids(page)
    page.filter.show_more(True)
    ime(page.filter.more.age_from, commit="はちじゅう")
    assert "年齢は、0から130までの数を入れてください。" in page.filter.more.note.sentence
    assert page.filter.more.age_from.text() == "はちじゅう"
    assert ids(page) == everybody
    page.filter.more.age_from.clear()
    ime(page.filter.more.age_from, commit="９０")
    QTest.keyClicks(page.filter.more.age_to, "80")
    assert "より大きいので" in page.filter.more.note.sentence


# ---- saved


def test_a_filter_is_saved_and_chosen_by_keys(page: PeoplePage, desk: Desk, ime: Ime) -> None:
    narrow_to(page, ALONE)
    page.filter.text.setFocus()
    tab_to(page.filter.keep)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    panel = page.parts.saved
    assert focus() is panel.name
    ime(panel.name, "なつ")
    QTest.keyClick(panel.name, Qt.Key.Key_Return)
    assert desk.preferences.filters() == (), "Enter during a conversion does nothing"
    ime(panel.name, commit="夏に電話する方")
    QTest.keyClick(panel.name, Qt.Key.Key_Return)
    (saved,) = desk.preferences.filters()
    assert (saved.name, saved.filter) == ("夏に電話する方", ALONE)
    assert "保存しました" in panel.strip.sentence

    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert not panel.isVisible()
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert ids(page) == fitting(desk, PeopleFilter())
    page.filter.text.setFocus()
    tab_to(page.filter.saved)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is panel.table
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert ids(page) == fitting(desk, ALONE)


def test_a_saved_filter_is_renamed_removed_and_brought_back_by_keys(page: PeoplePage, desk: Desk, ime: Ime) -> None:
    desk.preferences.save_filter("夏に電話する方", ALONE)
    page.filter.saved.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    panel = page.parts.saved
    tab_to(panel.rename)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert focus() is panel.name
    ime(panel.name, commit="夏の見守り")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert [one.name for one in desk.preferences.filters()] == ["夏の見守り"]
    tab_to(panel.remove)
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert desk.preferences.filters() == ()
    assert focus() is panel.strip.button
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert [(one.name, one.filter) for one in desk.preferences.filters()] == [("夏の見守り", ALONE)]


def test_saving_under_a_name_that_is_there_replaces_and_can_be_taken_back(page: PeoplePage, desk: Desk) -> None:
    old = PeopleFilter(age_from=90)
    desk.preferences.save_filter("夏", old)
    narrow_to(page, ALONE)
    page.filter.keep.click()
    page.parts.saved.name.setText("夏")
    page.parts.saved.save.click()
    assert [one.filter for one in desk.preferences.filters()] == [ALONE]
    page.parts.saved.strip.button.click()
    assert [one.filter for one in desk.preferences.filters()] == [old]


def test_a_name_that_will_not_do_is_told_at_the_field_and_kept(page: PeoplePage, desk: Desk) -> None:
    desk.preferences.save_filter("夏", ALONE)
    desk.preferences.save_filter("冬", PeopleFilter(age_from=90))
    page.filter.saved.click()
    panel = page.parts.saved
    assert not panel.save.isEnabled(), "nothing narrows the list, so there is nothing to save"
    panel.table.select("冬")
    panel.rename.click()
    panel.name.setText("夏")
    panel.save.click()
    assert "もうあります" in panel.note.sentence
    assert panel.name.text() == "夏"
    assert [one.name for one in desk.preferences.filters()] == ["夏", "冬"]


# ---- as it was left


def test_the_filter_is_as_it_was_left_that_day_without_the_words_and_begins_anew_the_next(
    page: PeoplePage, desk: Desk, put: Callable[[Page], None], qtbot: QtBot
) -> None:
    narrow_to(page, ALONE)
    page.filter.text.setText("た")
    page.filter.typed.emit()
    page.leave()
    qtbot.waitUntil(lambda: desk.preferences.get("people list day") is not None)
    assert at(desk, put, qtbot).filter.wanted() == ALONE
    desk.preferences.put("people list day", "2026-11-21")
    assert at(desk, put, qtbot).filter.wanted() == PeopleFilter()


def test_several_criteria_and_towns_are_ticked_any_or_all(page: PeoplePage) -> None:
    more = page.filter.more
    page.filter.show_more(True)
    first, second = list(more.criteria.boxes)[:2]
    for code in (first, second):
        more.criteria.boxes[code].click()
    assert page.filter.wanted() == PeopleFilter(criteria=(first, second))
    shown = {row.id for row in page.table.rows()}

    assert more.criteria_all.isVisible()
    more.criteria_all.click()
    assert page.filter.wanted() == PeopleFilter(criteria=(first, second), criteria_all=True)
    assert {row.id for row in page.table.rows()} <= shown
    more.criteria.boxes[second].click()
    assert page.filter.wanted() == PeopleFilter(criteria=(first,)), "of one, any and all are the same"

    asked = PeopleFilter(town="境川", towns_too=("九条南",))
    narrow_to(page, asked)
    assert page.filter.wanted() == asked
    assert {row.line.town for row in page.table.rows()} == {"境川", "九条南"}
