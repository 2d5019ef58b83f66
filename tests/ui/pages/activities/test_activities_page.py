"""活動・連絡調整: a contact in one line of typing, a month's list, records behind a figure, voided and had back."""

from collections.abc import Callable
from datetime import date, time
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from tests.ui.conftest import Ime
from ui.pages.activities.page import ActivitiesPage
from ui.pages.activities.rows import ALL, VOIDED
from ui.pages.page import Page, Shape
from ui.places import COORDINATION, Place, Room
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.partner import Partner, PartnerKind

Put = Callable[[Page], None]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
FAIR = {"kind": "C2", "own_kind": "soyokaze", "title": "そよかぜまつり", "on": date(2026, 11, 3)}


@pytest.fixture
def centre(empty_desk: Desk) -> Partner:
    """A body and a 民生委員 of the directory."""
    empty_desk.partners.add({"kind": PartnerKind.MINSEI, "name": "南 次郎", "kana": "ミナミ ジロウ"})
    return empty_desk.partners.add({"kind": PartnerKind.BODY, "name": "みなと支援センター"})


@pytest.fixture
def page(empty_desk: Desk, centre: Partner, put: Put, qtbot: QtBot) -> ActivitiesPage:
    made = ActivitiesPage(empty_desk, theme())
    put(made)
    come(made, qtbot)
    return made


def come(page: ActivitiesPage, qtbot: QtBot, **place: object) -> None:
    page.enter(Place(room=Room.ACTIVITIES, **place))  # type: ignore[arg-type]  # fields of a place
    qtbot.waitUntil(lambda: not page.reader.reading and not page._coming)


def reread(page: ActivitiesPage, qtbot: QtBot) -> None:
    page.reread(Changed.ACTIVITIES)
    qtbot.waitUntil(lambda: not page.reader.reading)


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def shown(page: ActivitiesPage) -> list[str]:
    return [row.what for row in page.table.rows()]


def is_gone(page: ActivitiesPage, record_id: str) -> bool:
    return record_id not in {row.id for row in page.table.rows()}


def test_a_contact_is_written_in_one_line_with_the_name_of_the_directory(
    page: ActivitiesPage, empty_desk: Desk, centre: Partner, ime: Ime, qtbot: QtBot
) -> None:
    assert page.line.whom.hasFocus(), "in an empty month one writes at once"
    line = page.line.whom.lineEdit()
    assert line is not None
    ime(line, commit="みなと")
    assert "みなと支援センター" in page.line._note.text()
    press(Key.Key_Return)
    assert page.line.whom.text() == "みなと支援センター"
    assert page.line.what.hasFocus()
    ime(page.line.what, commit="来月の会議の日を決めた")
    QTest.keyClick(page.line.what, Key.Key_Return)

    (made,) = empty_desk.activities.coordination(TODAY, TODAY)
    assert (made.partner_id, made.whom, made.kind, made.at) == (centre.id, None, "E2", time(9, 30))
    assert "9時30分" in page.strip.sentence
    assert page.line.whom.text() == page.line.what.text() == ""
    assert page.line.whom.hasFocus(), "the next one can be written at once"
    qtbot.waitUntil(lambda: shown(page) == ["来月の会議の日を決めた"])
    page.strip.answered.emit()
    assert empty_desk.activities.coordination(TODAY, TODAY) == ()


def test_the_strip_of_a_contact_takes_back_that_contact_whatever_was_done_since(
    page: ActivitiesPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    page.line.whom.set_text("区役所の窓口")
    page.line.what.set_text("用紙を届けた")
    page.line.write()
    held = empty_desk.activities.record(FAIR)
    reread(page, qtbot)
    page.strip.answered.emit()
    assert empty_desk.activities.coordination(TODAY, TODAY) == ()
    assert not empty_desk.activities.get(held.id).voided


def test_a_contact_with_a_minsei_is_one_among_themselves_unless_chosen_otherwise(
    page: ActivitiesPage, empty_desk: Desk
) -> None:
    for chosen in (None, "E2"):
        page.line.whom.set_text("ミナミ ジ")
        if chosen is not None:
            page.line.kind.set_value(chosen)
            page.line.kind.edited.emit()
        QTest.keyClick(page.line.whom, Key.Key_Return)
        page.line.what.set_text("見守りの相談")
        page.line.write()
    kinds = [one.kind for one in empty_desk.activities.coordination(TODAY, TODAY)]
    assert kinds == ["E2", "E1"]


def test_the_down_key_leads_to_those_whom_the_typed_words_fit(page: ActivitiesPage) -> None:
    page.line.whom.setFocus()
    page.line.whom.setEditText("ミナミ")
    press(Key.Key_Down)
    assert page.line.whom.text() == "南 次郎"


def test_any_other_words_are_a_contact_too_and_what_must_be_said(page: ActivitiesPage, empty_desk: Desk) -> None:
    page.line.whom.set_text("区役所の窓口")
    page.line.write()
    assert "書いてください" in page.line._note.text()
    assert page.line.what.hasFocus()
    page.line.what.set_text("用紙を届けた")
    page.line.write()
    (made,) = empty_desk.activities.coordination(TODAY, TODAY)
    assert (made.partner_id, made.whom) == (None, "区役所の窓口")


def test_a_half_written_contact_is_there_again(
    page: ActivitiesPage, empty_desk: Desk, put: Put, ime: Ime, qtbot: QtBot
) -> None:
    page.line.whom.set_text("包括の方")
    ime(page.line.what, commit="来月の")
    page.leave()
    again = ActivitiesPage(empty_desk, theme())
    put(again)
    come(again, qtbot)
    assert (again.line.whom.text(), again.line.what.text()) == ("包括の方", "来月の")
    assert "書きかけを戻しました" in again.line._note.text()


def test_months_back_and_forth_and_the_newest_first(page: ActivitiesPage, empty_desk: Desk, qtbot: QtBot) -> None:
    empty_desk.activities.record({**FAIR, "on": date(2026, 10, 31), "title": "十月の清掃"})
    empty_desk.activities.record(FAIR)
    empty_desk.activities.coordinate({"kind": "E2", "what": "電話"})
    reread(page, qtbot)
    assert shown(page) == ["電話", "そよかぜまつり"]
    assert page.count.text() == "活動1件、連絡調整1件です。"
    page.months.before.click()
    qtbot.waitUntil(lambda: shown(page) == ["十月の清掃"])
    page.months.now.click()
    qtbot.waitUntil(lambda: shown(page) == ["電話", "そよかぜまつり"])


def test_the_records_behind_a_figure_are_shown_whenever_they_were(
    page: ActivitiesPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    old = empty_desk.activities.record({**FAIR, "on": date(2026, 4, 1), "title": "花見"})
    told = empty_desk.activities.coordinate({"kind": "E2", "what": "電話"})
    empty_desk.activities.record(FAIR)
    come(page, qtbot, only=(old.id,), because="行事・事業・会議への参加協力")
    qtbot.waitUntil(lambda: shown(page) == ["花見"])
    assert "「行事・事業・会議への参加協力」だけ" in page.filter.told.text()
    come(page, qtbot, only=(told.id,), because="連絡調整", section=COORDINATION)
    qtbot.waitUntil(lambda: shown(page) == ["電話"])
    page.filter.drop.click()
    qtbot.waitUntil(lambda: shown(page) == ["電話", "そよかぜまつり"])


def test_a_record_is_voided_with_a_reason_and_brought_back_by_keys(
    page: ActivitiesPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    held = empty_desk.activities.record(FAIR)
    told = empty_desk.activities.coordinate({"kind": "E2", "what": "電話"})
    for one in (held.id, told.id):
        reread(page, qtbot)
        page.table.select(one)
        page.void.click()
        form = page.in_place.form
        assert form is not None
        press(Key.Key_Return, CTRL)
        assert "直すところ" in page.strip.sentence
        QTest.keyClicks(form.entry("reason"), "rain")
        press(Key.Key_Return, CTRL)
        qtbot.waitUntil(partial(is_gone, page, one))
    assert empty_desk.activities.get(held.id).void_reason == "rain"
    come(page, qtbot, record_id=told.id)
    assert page.filter.state.value() == VOIDED
    assert len(page.table.rows()) == 2
    for one in (held.id, told.id):
        page.table.select(one)
        page.again.click()
        qtbot.waitUntil(partial(is_gone, page, one))
    assert not empty_desk.activities.get(held.id).voided
    assert not empty_desk.activities.get_contact(told.id).voided


def test_a_record_undone_before_the_list_is_read_leads_nobody_among_what_is_voided(
    page: ActivitiesPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    held, _ = empty_desk.activities.record(FAIR), empty_desk.activities.coordinate({"kind": "E2", "what": "電話"})
    page.enter(Place(room=Room.ACTIVITIES, record_id=held.id))
    empty_desk.activities.void(held.id, "取り消し")
    reread(page, qtbot)
    assert page.filter.state.value() == ALL
    assert shown(page) == ["電話"]


def test_a_contact_is_rewritten_in_its_place(
    page: ActivitiesPage, empty_desk: Desk, centre: Partner, qtbot: QtBot
) -> None:
    told = empty_desk.activities.coordinate({"kind": "E2", "what": "電話", "partner_id": centre.id})
    reread(page, qtbot)
    page.table.select(told.id)
    page.table.setFocus()
    press(Key.Key_Return)
    form = page.in_place.form
    assert form is not None
    assert form.entry("whom").text() == "みなと支援センター"
    form.entry("what").set_text("会議")
    form.entry("on").set_text("11/20")
    press(Key.Key_Return, CTRL)
    after = empty_desk.activities.get_contact(told.id)
    assert (after.what, after.on, after.partner_id) == ("会議", date(2026, 11, 20), centre.id)


def test_a_contact_that_tells_a_hidden_place_is_not_rewritten_blindly(
    page: ActivitiesPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    values = {"family_name": "見本", "town": "九条南", "address": "1-2-3", "hidden": True}
    person = empty_desk.people.register(values, area=AREA)
    told = empty_desk.activities.coordinate({"kind": "E1", "what": "九条南1-2-3のことで相談", "person_id": person.id})
    reread(page, qtbot)
    assert "1-2-3" not in shown(page)[0]
    page.table.select(told.id)
    page.open.click()
    assert page.in_place.form is None
    assert "秘匿" in page.strip.sentence


def test_an_activity_opens_and_the_key_asks_for_a_new_one(page: ActivitiesPage, empty_desk: Desk, qtbot: QtBot) -> None:
    places: list[Place] = []
    page.wanted.connect(places.append)
    held = empty_desk.activities.record(FAIR)
    come(page, qtbot, record_id=held.id)
    qtbot.waitUntil(lambda: page.table.row() is not None)
    assert page.table.hasFocus()
    press(Key.Key_Return)
    press(Key.Key_N, CTRL)
    assert places == [Place(room=Room.ACTIVITY, record_id=held.id), Place(room=Room.ACTIVITY, new=True)]


@pytest.mark.parametrize("shape", [Shape.MIDDLE, Shape.NARROW])
def test_nothing_is_cut_off_where_the_page_is_narrow(page: ActivitiesPage, shape: Shape) -> None:
    page.reshape(shape)
    page.resize(680, 500)
    assert page.line.what.width() > theme().em(8)
    assert page.minimumSizeHint().width() <= 680
