"""一覧の言葉: lists are worded otherwise by keys, nothing is lost, and every page has the new words at once."""

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.conftest import AREA, TODAY
from tests.ui.conftest import Ime
from ui.pages.person.form import asking
from ui.pages.settings.codes import CodesSection
from ui.pages.settings.codes_words import LISTS
from ui.pages.settings.page import SettingsPage
from watchdesk.changed import Changed
from watchdesk.desk import Code, Desk
from watchdesk.domain.words import Condition, Method, Result

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(empty_desk: Desk, show: Callable[..., SettingsPage]) -> SettingsPage:
    """The section, shown."""
    return show(empty_desk, CodesSection.TITLE)


@pytest.fixture
def section(page: SettingsPage) -> CodesSection:
    """The section itself."""
    return cast(CodesSection, page.section)


def choose(section: CodesSection, name: str) -> None:
    section.choice.set_value(name)
    section.choice.edited.emit()


def current(section: CodesSection) -> Code:
    found = section.table.row()
    assert isinstance(found, Code)
    return found


def labels(section: CodesSection) -> list[str]:
    return [entry.label for entry in section.table.rows()]


def test_each_list_is_shown_with_what_happens_to_old_records(section: CodesSection, empty_desk: Desk) -> None:
    for wording in LISTS:
        choose(section, wording.name)
        assert labels(section) == [one.label for one in empty_desk.codes.entries(wording.name)]
        assert "そのまま残ります" in section.told.text()


def test_a_word_is_added_by_keys(section: CodesSection, empty_desk: Desk, ime: Ime) -> None:
    QTest.keyClick(section.table, Qt.Key.Key_N, CTRL)
    form = section.in_place.form
    assert form is not None
    QTest.keyClick(form.entry("label"), Qt.Key.Key_Return, CTRL)
    assert "直すところが1つ" in section.strip.sentence
    ime(form.entry("label"), commit="階段に物が置かれている")
    form.entry("group").set_value("外観")
    QTest.keyClick(form.entry("label"), Qt.Key.Key_Return, CTRL)

    added = empty_desk.codes.entries("signs")[-1]
    assert (added.label, added.group, added.own) == ("階段に物が置かれている", "外観", True)
    assert section.table.row() == added
    assert section.table.hasFocus()
    assert "足しました" in section.strip.sentence


def test_a_word_that_the_list_has_is_refused_and_the_text_stays(section: CodesSection, ime: Ime) -> None:
    section.add.click()
    form = section.in_place.form
    assert form is not None
    ime(form.entry("label"), commit=labels(section)[0])
    section.in_place.save.click()
    assert section.in_place.form is form
    assert form.entry("label").text() == labels(section)[0]
    assert "直すところが1つ" in section.strip.sentence


def test_a_word_is_worded_otherwise_and_forms_ask_by_it(section: CodesSection, empty_desk: Desk, ime: Ime) -> None:
    choose(section, "criteria")
    code = current(section).code
    QTest.keyClick(section.table, Qt.Key.Key_F2)
    form = section.in_place.form
    assert form is not None
    form.entry("label").selectAll()
    ime(form.entry("label"), commit="要介護3以上")
    section.in_place.save.click()

    assert empty_desk.codes.label("criteria", code) == "要介護3以上"
    assert (code, "要介護3以上") in asking(empty_desk).choices("criteria")
    assert "前の記録にも" in section.strip.sentence


def test_a_word_taken_off_stays_in_records_and_comes_back(section: CodesSection, empty_desk: Desk) -> None:
    entry = current(section)
    person = empty_desk.people.register({"family_name": "試"}, area=AREA)
    empty_desk.visits.record(
        person.id,
        on=TODAY,
        method=Method.VISIT,
        result=Result.MET,
        condition=Condition.CONCERN,
        details={"signs": (entry.code,)},
    )
    section.hide_entry.click()
    assert entry.label not in labels(section)
    assert "1件の記録には、そのまま残ります。" in section.strip.sentence
    assert empty_desk.visits.of_person(person.id)[0].signs == (entry.code,)
    assert empty_desk.codes.label("signs", entry.code) == entry.label
    section.strip.button.click()
    assert entry.label in labels(section)

    section.table.select(entry.code)
    section.hide_entry.click()
    section.with_hidden.click()
    assert section.table.select(entry.code)
    assert section.bring_back.isVisible()
    assert not section.up.isEnabled()
    section.bring_back.click()
    assert entry.code in [one.code for one in empty_desk.codes.entries("signs")]


def test_words_move_up_and_down_by_keys(section: CodesSection, empty_desk: Desk) -> None:
    first, second, *rest = labels(section)
    section.table.setFocus()
    assert not section.up.isEnabled()
    QTest.keyClick(section.table, Qt.Key.Key_Down, ALT)
    assert labels(section) == [second, first, *rest]
    assert current(section).label == first
    QTest.keyClick(section.table, Qt.Key.Key_Up, ALT)
    assert labels(section) == [first, second, *rest]
    assert [one.label for one in empty_desk.codes.entries("signs")] == labels(section)


def test_areas_are_added_and_taken_off_but_never_renamed(section: CodesSection, empty_desk: Desk, ime: Ime) -> None:
    choose(section, "areas")
    assert "変えられません" in section.change.text()
    QTest.keyClick(section.table, Qt.Key.Key_Return)
    assert section.in_place.form is None
    assert "書き直せません" in section.strip.sentence
    section.add.click()
    form = section.in_place.form
    assert form is not None
    assert form.keys() == ("label",)
    ime(form.entry("label"), commit="新しい町")
    section.in_place.save.click()
    assert "新しい町" in empty_desk.codes.areas

    section.table.select(AREA)
    section.hide_entry.click()
    assert "外せません" in section.strip.sentence
    assert AREA in labels(section)


def test_what_is_half_written_comes_back_in_its_list(
    section: CodesSection, empty_desk: Desk, show: Callable[..., SettingsPage], ime: Ime
) -> None:
    choose(section, "recipients")
    section.add.click()
    assert section.in_place.form is not None
    ime(section.in_place.form.entry("label"), commit="書きかけ")
    section.leave()

    again = cast(CodesSection, show(empty_desk, CodesSection.TITLE).section)
    assert again.wording.name == "recipients"
    assert again.in_place.form is not None
    assert again.in_place.form.entry("label").text() == "書きかけ"
    again.in_place.leave_off.click()
    assert empty_desk.drafts.all() == ()


def test_what_is_changed_elsewhere_is_shown(section: CodesSection, page: SettingsPage, empty_desk: Desk) -> None:
    empty_desk.codes.add("signs", "よそで足した言葉")
    page.reread(Changed.SETTINGS)
    assert labels(section)[-1] == "よそで足した言葉"


def test_an_own_kind_of_activity_stands_below_the_kind_it_is_counted_in(
    section: CodesSection, empty_desk: Desk
) -> None:
    choose(section, "own_activities")
    assert {entry.group for entry in section.table.rows()} <= set(empty_desk.codes.labels("activity_kinds").values())

    section.table.select("seiso")
    section.change.click()
    form = section.in_place.form
    assert form is not None
    assert form.entry("group").value() == "C3"
    form.entry("label").set_text("町内の清掃")
    form.entry("group").set_value("C2")
    section.in_place.write()
    section.reread(Changed.SETTINGS)

    found = next(one for one in empty_desk.codes.entries("own_activities") if one.code == "seiso")
    assert (found.label, found.group) == ("町内の清掃", "C2")
    assert current(section).group == empty_desk.codes.label("activity_kinds", "C2")
