"""関係機関: partners listed, narrowed, registered, rewritten, their people handed over, retired and brought back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from tests.ui.conftest import Ime, OpenWindow
from ui.pages.page import Page, Shape
from ui.pages.partners.page import PartnersPage
from ui.pages.partners.partner import PartnerPage
from ui.pages.partners.rows import ALL, RETIRED
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.partner import Charge, Partner, PartnerKind

CTRL = Qt.KeyboardModifier.ControlModifier
Put = Callable[[Page], None]


def watcher(desk: Desk, name: str, **values: object) -> Partner:
    return desk.partners.add({"kind": PartnerKind.WATCHER, "name": name, **values})


@pytest.fixture
def known(empty_desk: Desk) -> dict[str, Partner]:
    """Three partners, one retired; the first is in charge of two people."""
    found = {
        "見本 ふみ": watcher(empty_desk, "見本 ふみ", kana="みほん ふみ", phones=("06-6000-1111",), role="班長"),
        "青木 練": watcher(empty_desk, "青木 練", kana="あおき れん"),
        "前田 古": watcher(empty_desk, "前田 古", kana="まえだ ふる"),
    }
    empty_desk.partners.add({"kind": PartnerKind.BODY, "name": "見本会館", "organisation": "区社協"})
    empty_desk.partners.retire(found["前田 古"].id)
    for name in ("試", "練習"):
        person = empty_desk.people.register({"family_name": name, "family_kana": "シ"}, area=AREA)
        empty_desk.people.put_in_charge(person.id, Charge(partner_id=found["見本 ふみ"].id))
    return found


@pytest.fixture
def listed(empty_desk: Desk, known: dict[str, Partner], put: Put, qtbot: QtBot) -> PartnersPage:
    """The list, on screen."""
    page = PartnersPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.PARTNERS))
    qtbot.waitUntil(lambda: page.table.row() is not None)
    return page


@pytest.fixture
def page(empty_desk: Desk, known: dict[str, Partner], put: Put, qtbot: QtBot) -> PartnerPage:
    """見本 ふみ, on screen."""
    made = PartnerPage(empty_desk, theme())
    put(made)
    show(qtbot, made, known["見本 ふみ"])
    return made


def show(qtbot: QtBot, page: PartnerPage, partner: Partner) -> None:
    page.enter(Place(room=Room.PARTNER, partner_id=partner.id))
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.partner.id == partner.id)


def names(page: PartnersPage) -> list[str]:
    return [row.partner.name for row in page.table.rows()]


def test_the_list_shows_present_partners_with_how_many_people_they_have(listed: PartnersPage) -> None:
    assert names(listed) == ["青木 練", "見本 ふみ", "見本会館"]
    assert [row.line.people for row in listed.table.rows()] == [0, 2, 0]
    assert listed.count.text() == "関係者は、3件です。"
    assert listed.table.hasFocus()


def test_rows_that_arrive_late_do_not_take_the_focus_from_the_search_box(
    empty_desk: Desk, known: dict[str, Partner], open_window: OpenWindow, qtbot: QtBot, ime: Ime
) -> None:
    window = open_window(empty_desk, Place(room=Room.PARTNERS))
    window.top.look_for()
    ime(window.top.search.line, commit="青")
    page = window.page()
    assert isinstance(page, PartnersPage)
    qtbot.waitUntil(lambda: page.rows is not None)
    qtbot.wait(50)
    assert window.top.search.line.hasFocus()
    assert known


def test_words_kind_and_the_retired_narrow_the_list(listed: PartnersPage, ime: Ime) -> None:
    listed.filter.text.setFocus()
    ime(listed.filter.text, commit="0001111")
    assert names(listed) == ["見本 ふみ"]
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert len(names(listed)) == 3
    assert listed.table.hasFocus()

    listed.filter.kind.set_value(PartnerKind.BODY)
    listed.filter.changed.emit()
    assert names(listed) == ["見本会館"]
    listed.filter.clear()
    listed.filter.standing.set_value(RETIRED)
    listed.filter.changed.emit()
    assert names(listed) == ["前田 古"]
    assert "退いた方は、1件です。" in listed.count.text()
    listed.filter.standing.set_value(ALL)
    listed.filter.changed.emit()
    assert len(names(listed)) == 4


def test_keys_lead_from_the_words_into_the_list_and_to_a_partner(
    listed: PartnersPage, known: dict[str, Partner], qtbot: QtBot
) -> None:
    listed.filter.text.setFocus()
    QTest.keyClick(listed.filter.text, Qt.Key.Key_Down)
    QTest.keyClick(listed.table, Qt.Key.Key_Down)
    with qtbot.waitSignal(listed.wanted) as caught:
        QTest.keyClick(listed.table, Qt.Key.Key_Return)
    assert caught.args == [Place(room=Room.PARTNER, partner_id=known["見本 ふみ"].id)]

    with qtbot.waitSignal(listed.wanted) as caught:
        QTest.keyClick(listed, Qt.Key.Key_N, CTRL)
    assert caught.args == [Place(room=Room.PARTNER, new=True)]


def test_what_is_written_elsewhere_is_shown(listed: PartnersPage, empty_desk: Desk, qtbot: QtBot) -> None:
    watcher(empty_desk, "新しい 人", kana="ん")
    listed.reread(Changed.PARTNERS)
    qtbot.waitUntil(lambda: "新しい 人" in names(listed))


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_shows_all(listed: PartnersPage, shape: Shape) -> None:
    listed.shape = shape
    listed.reshape(shape)
    assert listed.table.cards == (shape is Shape.NARROW)
    assert len(names(listed)) == 3


def test_a_store_without_partners_says_what_comes_next(empty_desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = PartnersPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.PARTNERS))
    qtbot.waitUntil(page.empty.button.isVisible)
    with qtbot.waitSignal(page.wanted):
        QTest.keyClick(page.empty.button, Qt.Key.Key_Space)


def test_a_new_partner_is_registered_by_keys(empty_desk: Desk, put: Put, qtbot: QtBot, ime: Ime) -> None:
    page = PartnerPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.PARTNER, new=True))
    assert page.editor is not None
    name = page.editor.form.entry("name")
    QTest.keyClick(name, Qt.Key.Key_Return, CTRL)
    assert "直すところが1つ" in page.writing.bar._words.text()
    assert name.hasFocus()
    ime(name, "みほん")
    ime(name, commit="見本")
    assert page.editor.form.entry("kana").text() == "ミホン"

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(name, Qt.Key.Key_Return, CTRL)
    (made,) = empty_desk.partners.all()
    assert caught.args == [Place(room=Room.PARTNER, partner_id=made.id)]
    assert (made.name, made.kana, made.kind, made.area) == ("見本", "ミホン", PartnerKind.WATCHER, AREA)
    assert empty_desk.drafts.load("partner:new") is None


def test_the_same_name_again_is_taken_on_the_second_press(
    empty_desk: Desk, known: dict[str, Partner], put: Put, qtbot: QtBot, ime: Ime
) -> None:
    page = PartnerPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.PARTNER, new=True))
    assert page.editor is not None
    ime(page.editor.form.entry("name"), commit="見本ふみ")
    page.writing.bar.save.click()
    assert len(empty_desk.partners.all()) == 3
    with qtbot.waitSignal(page.wanted):
        page.writing.bar.save.click()
    assert len(empty_desk.partners.all()) == 4


def test_a_draft_of_a_new_partner_comes_back(empty_desk: Desk, put: Put, ime: Ime) -> None:
    page = PartnerPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.PARTNER, new=True))
    assert page.editor is not None
    ime(page.editor.form.entry("name"), commit="書きかけ")
    page.leave()

    again = PartnerPage(empty_desk, theme())
    put(again)
    again.enter(Place(room=Room.PARTNER, new=True))
    assert again.editor is not None
    assert again.editor.form.entry("name").text() == "書きかけ"
    assert "書きかけを戻しました" in again.strip.sentence


def test_a_partner_is_rewritten_in_place_and_taken_back(
    page: PartnerPage, empty_desk: Desk, known: dict[str, Partner], qtbot: QtBot, ime: Ime
) -> None:
    partner = known["見本 ふみ"]
    QTest.keyClick(page, Qt.Key.Key_F2)
    assert page.editor is not None
    role = page.editor.form.entry("role")
    role.setFocus()
    role.selectAll()
    ime(role, commit="会長")
    QTest.keyClick(role, Qt.Key.Key_Return, CTRL)

    assert empty_desk.partners.get(partner.id).role == "会長"
    assert empty_desk.partners.get(partner.id).phones == partner.phones
    assert "役割を書き直しました。" in page.strip.sentence
    page.strip.button.click()
    assert empty_desk.partners.get(partner.id).role == "班長"


def test_what_was_written_and_dropped_can_be_had_back(page: PartnerPage, ime: Ime) -> None:
    page.rewrite.click()
    assert page.editor is not None
    ime(page.editor.form.entry("role"), commit="副")
    page.writing.bar.stop.click()
    assert page.editor is None
    page.strip.button.click()
    assert page.editor is not None
    assert "副" in page.editor.form.entry("role").text()


def test_a_draft_of_a_known_partner_opens_its_form_again(
    page: PartnerPage, known: dict[str, Partner], put: Put, qtbot: QtBot, ime: Ime
) -> None:
    page.rewrite.click()
    assert page.editor is not None
    ime(page.editor.form.entry("organisation"), commit="区社協")
    page.leave()
    again = PartnerPage(page.desk, theme())
    put(again)
    show(qtbot, again, known["見本 ふみ"])
    assert again.editor is not None
    assert again.editor.form.entry("organisation").text() == "区社協"


def test_people_in_charge_of_are_listed_and_opened(page: PartnerPage, qtbot: QtBot) -> None:
    assert page.people.told.text() == "いま2名の担当です。"
    assert page.rewrite.hasFocus()
    first = page.people.table.rows()[0]
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.people.table, Qt.Key.Key_Return)
    assert caught.args == [Place(room=Room.PERSON, person_id=first.id)]


def test_people_are_handed_over_to_another_and_taken_back(
    page: PartnerPage, empty_desk: Desk, known: dict[str, Partner], qtbot: QtBot
) -> None:
    page.people.hand_over.click()
    form = page.people.in_place.form
    assert form is not None
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)
    assert "直すところが1つ" in page.strip.sentence
    form.entry("to").set_value(known["青木 練"].id)
    QTest.keyClick(form, Qt.Key.Key_Return, CTRL)

    assert "2名の担当を" in page.strip.sentence
    heir = empty_desk.partners.entrusted(known["青木 練"].id)
    assert [one.charge.since for one in heir] == [TODAY, TODAY]
    page.strip.button.click()
    assert empty_desk.partners.entrusted(known["青木 練"].id) == ()
    assert len(empty_desk.partners.entrusted(known["見本 ふみ"].id)) == 2


def test_esc_leaves_a_handing_over_with_its_draft_and_says_nothing_of_what_was_to_be_mended(
    page: PartnerPage, qtbot: QtBot, ime: Ime
) -> None:
    page.people.hand_over.click()
    asking = page.people.in_place
    assert asking.form is not None
    asking.write()
    assert page.strip.isVisible()
    asking.form.entry("since").set_text("R8.12.1")
    asking.form.entry("since").edited.emit()
    QTest.keyClick(asking.form.entry("since"), Qt.Key.Key_Escape)

    assert asking.form is None
    assert "残してあります" in page.strip.sentence
    assert page.people.hand_over.hasFocus()
    page.people.hand_over.click()
    assert asking.form is not None
    assert asking.form.written()["since"] == "R8.12.1"


def test_once_something_else_was_done_it_is_not_taken_back_by_an_old_button(
    page: PartnerPage, empty_desk: Desk, known: dict[str, Partner], qtbot: QtBot, ime: Ime
) -> None:
    page.rewrite.click()
    assert page.editor is not None
    ime(page.editor.form.entry("role"), commit="副")
    page.writing.save()
    page.reread(Changed.PARTNERS)
    qtbot.waitUntil(lambda: page._done is not None)
    assert page.strip.button.isVisible()
    empty_desk.undo.undo()
    page.reread(Changed.PARTNERS)
    qtbot.waitUntil(lambda: not page.strip.isVisible())

    page.rewrite.click()
    assert page.editor is not None
    ime(page.editor.form.entry("role"), commit="副")
    page.writing.save()
    page.leave()
    assert not page.strip.isVisible()
    assert empty_desk.partners.get(known["見本 ふみ"].id).role != "班長"


def test_only_chosen_people_are_handed_over_and_a_draft_of_it_comes_back(
    page: PartnerPage, empty_desk: Desk, known: dict[str, Partner], put: Put, qtbot: QtBot
) -> None:
    page.people.hand_over.click()
    form = page.people.in_place.form
    assert form is not None
    form.entry("to").set_value(known["青木 練"].id)
    boxes = list(form.entry("people")._boxes.values())
    boxes[0].click()
    page.leave()

    again = PartnerPage(empty_desk, theme())
    put(again)
    show(qtbot, again, known["見本 ふみ"])
    form = again.people.in_place.form
    assert form is not None
    assert form.entry("to").value() == known["青木 練"].id
    again.people.in_place.save.click()
    assert len(empty_desk.partners.entrusted(known["青木 練"].id)) == 1
    assert len(empty_desk.partners.entrusted(known["見本 ふみ"].id)) == 1


def test_retiring_says_first_who_would_be_left(page: PartnerPage, empty_desk: Desk, known: dict[str, Partner]) -> None:
    partner = known["見本 ふみ"]
    page.retire.click()
    assert not empty_desk.partners.get(partner.id).retired
    assert "試さん" in page.strip.sentence
    assert "練習さん" in page.strip.sentence

    page.strip.button.click()
    assert empty_desk.partners.get(partner.id).retired
    assert page.bring_back.isVisible()
    page.strip.button.click()
    assert not empty_desk.partners.get(partner.id).retired


def test_somebody_without_people_retires_at_once(
    page: PartnerPage, empty_desk: Desk, known: dict[str, Partner], qtbot: QtBot
) -> None:
    number = empty_desk.ledger.copy_made("people_list", "名簿", [], how="printed", holder="青木 練")
    show(qtbot, page, known["青木 練"])
    page.retire.click()
    assert empty_desk.partners.get(known["青木 練"].id).retired
    assert f"お持ちの写しが1枚あります（第{number}号）" in page.strip.sentence
    page.bring_back.click()
    assert not empty_desk.partners.get(known["青木 練"].id).retired


def test_a_kind_no_longer_offered_stays_with_whoever_has_it(
    page: PartnerPage, empty_desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    firm = empty_desk.partners.add({"kind": "firm", "name": "見本新聞販売所"})
    empty_desk.codes.hide("partner_kinds", "firm")
    show(qtbot, page, firm)
    page.rewrite.click()
    assert page.editor is not None
    kind = page.editor.form.entry("kind")
    assert kind.currentText() == "協力事業者"
    ime(page.editor.form.entry("role"), commit="配達")
    page.writing.save()
    assert (empty_desk.partners.get(firm.id).kind, empty_desk.partners.get(firm.id).role) == ("firm", "配達")
