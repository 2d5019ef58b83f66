"""The register of one person: read, rewritten in place, kept as a draft, and somebody new taken in."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.person.page import PersonPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.missing import Missing
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent, Sex, Status
from watchdesk.fields import PERSON_SECTIONS

Ime = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier
TODAY = date(2026, 11, 22)
NEW = Place(room=Room.PERSON, new=True)
WHO = {
    "family_name": "髙橋",
    "given_name": "トシ子",
    "family_kana": "タカハシ",
    "given_kana": "トシコ",
    "birth_date": date(1937, 3, 5),
    "sex": Sex.FEMALE,
    "town": "境川",
    "address": "2-43-6",
    "phones": ("06-6000-4312",),
    "criteria": (),
    "emergency_contacts": (EmergencyContact(name="西村 和美", relation="長女", phone="090-0000-1111"),),
}


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register(WHO, area="九条南")


@pytest.fixture
def page(desk: Desk, person: Person, qtbot: QtBot) -> Iterator[PersonPage]:
    made = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot, place: Place) -> PersonPage:
    made = PersonPage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter(place)
    qtbot.waitUntil(lambda: made.facts is not None or made.editor is not None)
    return made


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def write(page: PersonPage, key: str, text: str) -> None:
    """Put words into a field as a user does, by hand."""
    assert page.editor is not None
    entry = page.editor.form.entry(key)
    entry.setFocus()
    entry.selectAll()
    entry.insert(text)
    entry.edited.emit()


def test_the_register_is_told_in_words(page: PersonPage) -> None:
    read = told(page.view.register)

    for words in ("昭和12年3月5日（1937年）", "女", "06-6000-4312", "1. 西村 和美（長女） 090-0000-1111", "30日"):
        assert words in read
    assert "ほかに書ける欄：耳、目、かかりつけ医" in read


def test_what_is_missed_is_said_once_and_written_with_one_press(page: PersonPage, qtbot: QtBot) -> None:
    missed = page.view.register.missed
    assert [link.text() for link in missed.links.values() if link.isVisibleTo(page)] == ["同意の返事", "該当区分"]
    assert "該当区分" not in told(page.view.register), "it is not said a second time in its section"

    QTest.mouseClick(missed.links[Missing.CRITERIA], Qt.MouseButton.LeftButton)

    assert page.editor is not None
    assert page.editor.form.focus_key() == "criteria"


def test_the_consent_that_is_missed_is_asked_for_on_its_own_tab(page: PersonPage) -> None:
    QTest.mouseClick(page.view.register.missed.links[Missing.CONSENT], Qt.MouseButton.LeftButton)

    assert page.view.states.isVisible()


def test_nothing_is_said_of_a_record_that_misses_nothing(desk: Desk, person: Person, qtbot: QtBot) -> None:
    desk.people.change(person.id, {"criteria": (desk.codes.entries("criteria")[0].code,)})
    desk.consents.give(person.id, ConsentEntry(state=Consent.AGREED, since=TODAY))
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))

    assert not page.view.register.missed.isVisibleTo(page)


def test_the_paper_form_has_a_place_for_all_that_is_known_of_somebody() -> None:
    asked = {field.key for section in PERSON_SECTIONS for field in section.fields}
    elsewhere = {"id", "area_history", "status_history", "consent_history", "charges", "household_id", "extra"}
    made = {"created_on", "created_by", "created_at"}
    assert asked == {field.name for field in fields(Person)} - elsewhere - made


def test_only_the_name_is_required_of_a_record() -> None:
    assert [field.key for section in PERSON_SECTIONS for field in section.fields if field.required] == ["family_name"]


def test_without_an_interval_the_one_of_the_settings_holds(page: PersonPage, desk: Desk, person: Person) -> None:
    desk.settings.change({"interval_days": 14})
    page.rewrite(5)
    write(page, "interval_days", "")
    page.writing.save()

    assert desk.people.get(person.id).interval_days == 14


def test_the_header_says_who_it_is(page: PersonPage) -> None:
    assert "髙橋 トシ子" in page.view.header.accessibleName()
    assert "89歳" in page.view.header.accessibleName()


def test_somebody_with_a_similar_name_is_pointed_out(desk: Desk, person: Person, qtbot: QtBot) -> None:
    desk.people.register({"family_name": "高橋", "given_name": "とし子"}, area="九条南")
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))

    assert "似た名前の方がいます" in told(page.view.header)


def test_one_section_is_rewritten_in_place_and_what_changed_is_said(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    page.rewrite(1)
    write(page, "building", "みなみ荘 203号")
    write(page, "key_holder", "長女")
    QTest.keyClick(page.editor.first_field(), Qt.Key.Key_Return, CTRL)  # type: ignore[union-attr]  # opened above

    saved = desk.people.get(person.id)
    assert (saved.building, saved.key_holder) == ("みなみ荘 203号", "長女")
    assert saved.birth_date == person.birth_date
    assert page.editor is None
    assert "建物・部屋、鍵を預かる人を書き直しました" in page.strip.sentence
    qtbot.waitUntil(lambda: "みなみ荘 203号" in told(page.view.register))


def test_a_rewriting_can_be_undone(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(1)
    write(page, "town", "千代崎")
    page.writing.save()
    assert desk.people.get(person.id).town == "千代崎"

    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)

    assert desk.people.get(person.id).town == "境川"


def test_f2_opens_the_whole_register_with_the_focus_in_its_first_field(page: PersonPage, qtbot: QtBot) -> None:
    QTest.keyClick(page, Qt.Key.Key_F2)

    qtbot.waitUntil(lambda: page.editor is not None)
    assert page.editor is not None
    assert page.editor.place is None
    assert page.focusWidget() is page.editor.form.entry("family_name")


def test_what_cannot_be_read_is_marked_and_not_saved(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(0)
    write(page, "family_name", "")
    write(page, "family_kana", "kanji")
    page.writing.save()

    assert desk.people.get(person.id) == person
    assert page.editor is not None
    assert "直すところが2つあります" in told(page.writing.bar)
    assert QApplication.focusWidget() is page.editor.form.entry("family_name")


def test_a_birth_day_after_today_is_refused(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(0)
    assert page.editor is not None
    page.editor.form.entry("birth_date").set_text("令和9年1月1日")
    page.writing.save()

    assert desk.people.get(person.id).birth_date == person.birth_date
    assert page.editor is not None


def test_an_address_in_words_is_put_in_form_and_its_own_words_kept(
    page: PersonPage, desk: Desk, person: Person
) -> None:
    page.rewrite(1)
    write(page, "address", "３丁目４番地の１１")
    page.writing.save()

    saved = desk.people.get(person.id)
    assert saved.address == "3-4-11"
    assert saved.extra["原文 丁目・番地"] == "３丁目４番地の１１"


def test_what_is_half_written_comes_back_in_the_same_field(
    page: PersonPage, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    page.rewrite(1)
    write(page, "building", "みなみ荘")
    page.leave()

    again = shown(desk, qtbot, Place(room=Room.PERSON, person_id=person.id))
    qtbot.waitUntil(lambda: again.editor is not None)

    assert again.editor is not None
    assert again.editor.place == 1
    assert again.editor.form.entry("building").text() == "みなみ荘"
    assert again.first_focus() is again.editor.form.entry("building")
    assert "9時30分の書きかけを戻しました" in again.strip.sentence


def test_typing_is_kept_within_two_seconds(page: PersonPage, desk: Desk, person: Person, qtbot: QtBot) -> None:
    page.rewrite(1)
    write(page, "building", "みなみ荘")

    qtbot.waitUntil(lambda: desk.drafts.load(f"person:{person.id}") is not None, timeout=2000)


def test_a_saved_form_leaves_no_draft(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(1)
    write(page, "building", "みなみ荘")
    page.leave()
    page.writing.save()

    assert desk.drafts.load(f"person:{person.id}") is None


def test_stopping_can_be_taken_back(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(1)
    write(page, "building", "みなみ荘")
    QTest.mouseClick(page.writing.bar.stop, Qt.MouseButton.LeftButton)
    assert page.editor is None
    assert desk.people.get(person.id).building is None

    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)

    assert page.editor is not None
    assert page.editor.form.entry("building").text() == "みなみ荘"


def test_esc_never_throws_away_what_is_written(page: PersonPage) -> None:
    page.rewrite(1)
    write(page, "building", "みなみ荘")

    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Escape)

    assert page.editor is not None
    assert page.editor.form.entry("building").text() == "みなみ荘"


def test_an_open_conversion_is_committed_before_saving(page: PersonPage, desk: Desk, person: Person, ime: Ime) -> None:
    page.rewrite(1)
    assert page.editor is not None
    field = page.editor.form.entry("key_holder")
    field.setFocus()
    ime(field, "ちょうじょ")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert page.editor is not None, "Ctrl+Enter ends the conversion only"
    ime(field, commit="長女")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)

    assert desk.people.get(person.id).key_holder == "長女"


def test_only_a_name_is_needed_for_somebody_new(desk: Desk, qtbot: QtBot, ime: Ime) -> None:
    page = shown(desk, qtbot, NEW)
    assert page.editor is not None
    ime(page.editor.form.entry("family_name"), "やまだ")
    ime(page.editor.form.entry("family_name"), commit="山田")
    with qtbot.waitSignal(page.wanted) as caught:
        page.writing.save()

    saved = desk.people.get(caught.args[0].person_id)
    assert (saved.name, saved.area_on(TODAY), saved.interval_days) == ("山田", "九条南", 30)
    assert saved.status_on(TODAY) is Status.ACTIVE
    assert saved.status_history[0].since == TODAY
    assert saved.consent_history == (ConsentEntry(state=Consent.PENDING),)


def test_furigana_fills_itself_in(desk: Desk, qtbot: QtBot, ime: Ime) -> None:
    page = shown(desk, qtbot, NEW)
    assert page.editor is not None
    ime(page.editor.form.entry("family_name"), "やまだ")
    ime(page.editor.form.entry("family_name"), commit="山田")

    assert page.editor.form.entry("family_kana").text() == "ヤマダ"


def test_town_and_postal_code_fill_each_other(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, NEW)
    assert page.editor is not None
    form = page.editor.form
    known = next(entry for entry in desk.codes.towns if desk.codes.town_of(entry.postal_code) == entry.town)
    form.entry("postal_code").setFocus()
    QTest.keyClicks(form.entry("postal_code"), known.postal_code)
    assert form.entry("town").text() == known.town

    form.entry("postal_code").set_value(None)
    form.entry("town").setFocus()
    form.entry("building").setFocus()
    assert form.entry("postal_code").value() == known.postal_code


def test_nothing_new_is_taken_in_without_a_name(desk: Desk, qtbot: QtBot) -> None:
    before = len(desk.people.lines())
    page = shown(desk, qtbot, NEW)
    page.writing.save()

    assert page.editor is not None
    assert len(desk.people.lines()) == before
    assert QApplication.focusWidget() is page.editor.form.entry("family_name")


def test_a_hidden_persons_whereabouts_are_shown_only_when_asked_for_and_noted(desk: Desk, qtbot: QtBot) -> None:
    hidden = desk.people.register({**WHO, "hidden": True}, area="九条南")
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=hidden.id))
    assert "境川" not in told(page)
    assert "06-6000-4312" not in told(page)

    page.view.register.revealing.emit()
    assert page.secrecy.in_place.form is not None
    page.secrecy.in_place.form.entry("reason").set_text("救急隊に伝える")
    page.secrecy.in_place.write()

    qtbot.waitUntil(lambda: "境川" in told(page.view.register))
    qtbot.waitUntil(
        lambda: "viewed whereabouts" in [entry.action for entry in desk.ledger.entries(entity_id=hidden.id)]
    )


def test_reading_somebody_is_written_down_once(desk: Desk, page: PersonPage, person: Person, qtbot: QtBot) -> None:
    page.enter(Place(room=Room.PERSON, person_id=person.id))
    qtbot.wait(100)

    views = [entry for entry in desk.ledger.entries(entity_id=person.id) if entry.action == "viewed"]
    assert len(views) == 1


def test_r_records_a_visit_of_this_person(page: PersonPage, person: Person, qtbot: QtBot) -> None:
    page.view.record.setFocus()
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.view.record, Qt.Key.Key_R)

    assert caught.args == [Place(room=Room.VISIT, person_id=person.id, new=True)]


def test_the_list_of_visits_opens_a_record(desk: Desk, qtbot: QtBot) -> None:
    line = next(line for line in desk.people.lines() if line.last_confirmed is not None)
    page = shown(desk, qtbot, Place(room=Room.PERSON, person_id=line.id))
    QTest.keyClick(page, Qt.Key.Key_Tab, CTRL)
    assert page.view.table.isVisible()
    assert len(page.view.table.rows()) == len(desk.visits.of_person(line.id))

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.view.table, Qt.Key.Key_Return)

    assert caught.args[0].visit_id == desk.visits.of_person(line.id)[0].id


def test_somebody_who_is_gone_is_said_in_words(desk: Desk, qtbot: QtBot) -> None:
    page = PersonPage(desk, theme())
    qtbot.addWidget(page)
    page.show()
    page.enter(Place(room=Room.PERSON, person_id="nobody"))

    qtbot.waitUntil(lambda: "見つかりません" in told(page))
