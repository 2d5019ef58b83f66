"""An activity written down by keys: its kind, who took part, who came; kept as a draft, corrected, taken back."""

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from tests.ui.conftest import Ime
from ui.pages.activities import kinds
from ui.pages.activities.activity import ActivityPage
from ui.pages.activities.activity_form import ActivityForm
from ui.pages.activities.named import Named
from ui.pages.page import Page
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.activity import Guest
from watchdesk.domain.partner import PartnerKind

Put = Callable[[Page], None]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
NEW = Place(room=Room.ACTIVITY, new=True)
FAIR = {"kind": "C2", "title": "そよかぜまつり", "on": date(2026, 11, 3)}
MONTH = (date(2026, 11, 1), TODAY)


@pytest.fixture
def people(empty_desk: Desk) -> tuple[str, str]:
    """Two of the register, and one body of the directory."""
    empty_desk.partners.add({"kind": PartnerKind.BODY, "name": "みなと支援センター"})
    names = (("見本", "ミホン"), ("試", "タメシ"))
    made = (empty_desk.people.register({"family_name": name, "family_kana": kana}, area=AREA) for name, kana in names)
    first, second = (one.id for one in made)
    return first, second


def shown(desk: Desk, put: Put, place: Place = NEW) -> ActivityPage:
    page = ActivityPage(desk, theme())
    put(page)
    page.enter(place)
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    return page


def form_of(page: ActivityPage) -> ActivityForm:
    assert page.editor is not None
    return page.editor


def write(page: ActivityPage, key: str, text: str) -> None:
    entry = form_of(page).form.entry(key)
    entry.setFocus()
    entry.set_text(text)
    entry.edited.emit()


def choose(part: Named, ime: Ime, qtbot: QtBot, text: str) -> None:
    """Find by typing, take the only one by Enter."""
    part.sought.setFocus()
    ime(part.sought, commit=text)
    qtbot.waitUntil(lambda: part.found.isVisible() and len(part.found.rows) == 1)
    QTest.keyClick(part.sought, Key.Key_Return)
    assert part.sought.hasFocus(), "the next name can be typed at once"


def test_an_activity_is_written_by_keys_with_who_took_part_and_who_came(
    empty_desk: Desk, people: tuple[str, str], put: Put, ime: Ime, qtbot: QtBot
) -> None:
    page = shown(empty_desk, put)
    form = form_of(page)
    assert form.form.entry("kind").hasFocus()
    write(page, "kind", "C2/soyokaze")
    assert form.form.entry("title").text() == "そよかぜまつり"
    write(page, "on", "11/3")
    write(page, "at", "10:00")
    write(page, "until", "12:30")
    write(page, "participants", "80")
    choose(form.partners, ime, qtbot, "みなと")
    choose(form.guests, ime, qtbot, "みほん")
    choose(form.guests, ime, qtbot, "ためし")
    came = form.guests.chosen[people[1]].came
    assert came is not None
    came.setFocus()
    for _ in range(2):
        QTest.keyClick(came, Key.Key_Down)
    places: list[Place] = []
    page.wanted.connect(places.append)
    form.form.entry("place").setFocus()
    QTest.keyClick(form.form.entry("place"), Key.Key_Return, CTRL)

    (held,) = empty_desk.activities.lines(*MONTH)
    assert (held.kind, held.own_kind, held.on, held.minutes) == ("C2", "soyokaze", date(2026, 11, 3), 150)
    assert held.partners == (empty_desk.partners.all()[0].id,)
    assert held.guests == (Guest(person_id=people[0]), Guest(person_id=people[1], came=False))
    assert places == [Place(room=Room.ACTIVITIES, record_id=held.id)]


def test_all_who_are_not_ticked_yet_came_by_one_button(
    empty_desk: Desk, people: tuple[str, str], put: Put, ime: Ime, qtbot: QtBot
) -> None:
    page = shown(empty_desk, put)
    part = form_of(page).guests
    assert part.all_came.isHidden()
    for name in ("みほん", "ためし"):
        choose(part, ime, qtbot, name)
    assert part.all_came.isVisible()
    part.all_came.click()
    assert set(part.came().values()) == {True}
    part.chosen[people[0]].let_go.click()
    assert part.ids() == (people[1],)


def test_the_form_fits_where_letters_are_large(
    empty_desk: Desk, people: tuple[str, str], put: Put, ime: Ime, qtbot: QtBot
) -> None:
    theme().apply("light", 150)
    page = shown(empty_desk, put)
    part = form_of(page).guests
    for name in ("みほん", "ためし"):
        choose(part, ime, qtbot, name)
    assert part.all_came.isVisible()
    assert form_of(page).minimumSizeHint().width() <= theme().em(40)


def test_the_kinds_that_nobody_wants_are_not_offered_and_the_wards_own_stand_below(empty_desk: Desk) -> None:
    codes = [code for code, _ in kinds.choices(empty_desk)]
    assert not {"C4", "C5"} & set(codes)
    assert codes[codes.index("C2") + 1] == "C2/tewotsunago"
    empty_desk.settings.change({"wanted_activity_kinds": ["C4"]})
    assert "C4" in [code for code, _ in kinds.choices(empty_desk)]


def test_a_kind_off_the_list_stays_with_the_activity_that_has_it(empty_desk: Desk, put: Put) -> None:
    held = empty_desk.activities.record({**FAIR, "kind": "C4", "own_kind": "seiso"})
    empty_desk.codes.hide("own_activities", "seiso")
    page = shown(empty_desk, put, Place(room=Room.ACTIVITY, record_id=held.id))
    entry = form_of(page).form.entry("kind")
    assert entry.currentText().strip() == "清掃"
    write(page, "title", "町の清掃")
    page.main_action()
    after = empty_desk.activities.get(held.id)
    assert (after.title, after.kind, after.own_kind) == ("町の清掃", "C4", "seiso")


def test_what_is_missing_is_told_beside_the_button(empty_desk: Desk, put: Put) -> None:
    page = shown(empty_desk, put)
    page.main_action()
    assert "直すところが2つ" in page.writing.bar.sentence
    assert form_of(page).form.entry("kind").hasFocus()
    write(page, "kind", "C3")
    write(page, "title", "みまわり")
    write(page, "on", "11/25")
    page.main_action()
    assert empty_desk.activities.lines(date(2026, 11, 1), date(2026, 12, 31)) == ()


def test_a_half_written_activity_comes_back_with_who_was_chosen(
    empty_desk: Desk, people: tuple[str, str], put: Put, ime: Ime, qtbot: QtBot
) -> None:
    page = shown(empty_desk, put)
    write(page, "title", "清掃の")
    choose(form_of(page).guests, ime, qtbot, "みほん")
    ime(form_of(page).guests.sought, commit="ため")
    page.leave()
    again = shown(empty_desk, put)
    form = form_of(again)
    assert form.form.entry("title").text() == "清掃の"
    assert form.guests.ids() == (people[0],)
    assert form.guests.sought.text() == "ため"
    qtbot.waitUntil(lambda: list(form.guests.chosen) == [people[0]])
    assert form.guests.chosen[people[0]].accessibleName() == "見本"
    assert "書きかけを戻しました" in again.strip.sentence


def test_an_activity_is_corrected_and_who_came_by_herself_stays_so(
    empty_desk: Desk, people: tuple[str, str], put: Put, qtbot: QtBot
) -> None:
    held = empty_desk.activities.record({**FAIR, "at": time(10), "until": time(12)})
    held = empty_desk.activities.came(held.id, people[0], True)
    page = shown(empty_desk, put, Place(room=Room.ACTIVITY, record_id=held.id))
    qtbot.waitUntil(lambda: bool(form_of(page).guests.chosen))
    write(page, "until", "11:30")
    offers: list[Callable[[], object]] = []
    page.offered.connect(lambda _sentence, _button, does: offers.append(does))
    page.main_action()
    after = empty_desk.activities.get(held.id)
    assert (after.until, after.minutes) == (time(11, 30), 90)
    assert after.guests == (Guest(person_id=people[0], invited=False, came=True),)
    offers[0]()
    assert empty_desk.activities.get(held.id) == held


def test_a_draft_given_up_can_be_had_back(empty_desk: Desk, put: Put) -> None:
    page = shown(empty_desk, put)
    offers: list[tuple[str, Callable[[], object]]] = []
    page.offered.connect(lambda sentence, _button, does: offers.append((sentence, does)))
    write(page, "title", "清掃")
    page.writing.bar.stop.click()
    assert page.editor is None
    assert "書くのをやめました" in offers[0][0]
    offers[0][1]()
    page.enter(NEW)
    assert form_of(page).form.entry("title").text() == "清掃"


def test_one_that_was_voided_says_so_and_is_not_changed(empty_desk: Desk, put: Put) -> None:
    held = empty_desk.activities.record(FAIR)
    empty_desk.activities.void(held.id, "雨で中止")
    page = shown(empty_desk, put, Place(room=Room.ACTIVITY, record_id=held.id))
    assert "雨で中止" in page.strip.sentence
    write(page, "title", "まつり")
    page.main_action()
    assert "取り消されています" in page.writing.bar.sentence
    assert empty_desk.activities.get(held.id).title == FAIR["title"]
    page.writing.bar.stop.click()
    page.enter(Place(room=Room.ACTIVITY, record_id="gone"))
    assert page.editor is None


def test_another_kind_takes_the_wards_own_kind_with_it(empty_desk: Desk, put: Put) -> None:
    held = empty_desk.activities.record({**FAIR, "own_kind": "soyokaze"})
    for chosen, kept in (("C3/seiso", ("C3", "seiso")), ("C1", ("C1", None))):
        page = shown(empty_desk, put, Place(room=Room.ACTIVITY, record_id=held.id))
        write(page, "kind", chosen)
        page.main_action()
        after = empty_desk.activities.get(held.id)
        assert (after.kind, after.own_kind) == kept
