"""The tab 関わる人: partners put in charge, changed and ended; a household joined and left; drafts of what is asked."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.pages.person.pressed import Opened, press, told
from tests.ui.pulse import LONGEST_STALL, Pulse
from ui.pages.person.page import PersonPage
from ui.pages.person.view import REGISTER, TIES
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.domain.person import Person

TODAY = date(2026, 11, 22)
HOME = {"town": "境川", "address": "2-43-6", "building": "みなみ荘 203号"}


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register({"family_name": "髙橋", "given_name": "トシ子", **HOME}, area="九条南")


@pytest.fixture
def watcher(desk: Desk) -> Partner:
    return desk.partners.add({"kind": PartnerKind.WATCHER, "name": "見本 ふみ", "kana": "ミホン フミ"})


def esc(page: PersonPage) -> None:
    """Press Esc where the focus is."""
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Escape)


def reread(page: PersonPage, qtbot: QtBot) -> None:
    """What the window does after a write."""
    ties = page.view.ties.papers.ties
    page.view.ties._read()
    qtbot.waitUntil(lambda: page.view.ties.papers.ties is not ties)  # the last of the parts


def test_a_partner_of_the_list_is_put_in_charge_from_today(
    on_ties: Opened, desk: Desk, person: Person, watcher: Partner, qtbot: QtBot
) -> None:
    page = on_ties()
    assert "まだ決まっていません" in told(page.view.ties.charges)
    press(page, "担当を加える")
    form = page.view.ties.charges.in_place.form
    assert form is not None
    form.entry("partner").set_value(watcher.id)
    press(page, "担当にする")

    assert desk.people.get(person.id).charges == (Charge(partner_id=watcher.id, since=TODAY),)
    assert "見本 ふみさんを担当にしました" in page.strip.sentence
    reread(page, qtbot)
    for words in ("見本 ふみ", "ミホン フミ", "令和8年11月22日から"):
        assert words in told(page.view.ties.charges)


def test_somebody_new_is_taken_in_and_put_in_charge_in_one_step(on_ties: Opened, desk: Desk, person: Person) -> None:
    page = on_ties()
    press(page, "担当を加える")
    form = page.view.ties.charges.in_place.form
    assert form is not None
    form.entry("name").set_value("手本 さくら")
    form.entry("kana").set_value("テホン サクラ")
    form.entry("phones").set_value(("090-0000-1212",))
    press(page, "担当にする")

    (charge,) = desk.people.get(person.id).charges
    added = desk.partners.get(charge.partner_id)
    assert (added.kind, added.name, added.kana) == (PartnerKind.WATCHER, "手本 さくら", "テホン サクラ")
    assert added.phones == ("090-0000-1212",)


def test_a_name_that_is_known_is_pointed_out_and_taken_in_when_told_again(
    on_ties: Opened, desk: Desk, person: Person, watcher: Partner
) -> None:
    page = on_ties()
    press(page, "担当を加える")
    form = page.view.ties.charges.in_place.form
    assert form is not None
    form.entry("name").set_value("見本 ふみ")
    press(page, "担当にする")
    assert desk.people.get(person.id).charges == ()
    assert "もう一度" in told(page.view.ties.charges)
    assert form.entry("name").text() == "見本 ふみ"

    press(page, "担当にする")

    (charge,) = desk.people.get(person.id).charges
    assert charge.partner_id != watcher.id


def test_nobody_named_is_said_at_the_field(on_ties: Opened, desk: Desk, person: Person) -> None:
    page = on_ties()
    press(page, "担当を加える")
    press(page, "担当にする")

    assert desk.people.get(person.id).charges == ()
    assert "一覧から選ぶか、新しい方の名前を書いてください" in told(page.view.ties.charges)


def test_a_change_of_person_ends_the_one_and_begins_the_other(
    on_ties: Opened, desk: Desk, person: Person, watcher: Partner
) -> None:
    desk.people.put_in_charge(person.id, Charge(partner_id=watcher.id, since=date(2025, 4, 1)))
    after = desk.partners.add({"kind": PartnerKind.WATCHER, "name": "手本 さくら"})
    page = on_ties()
    press(page, "担当を替える")
    asking = page.view.ties.charges.in_place
    assert asking.form is not None
    asking.form.entry("partner").set_value(after.id)
    QTest.keyClick(asking.save, Qt.Key.Key_Space)

    assert desk.people.get(person.id).charges == (
        Charge(partner_id=watcher.id, since=date(2025, 4, 1), until=date(2026, 11, 21)),
        Charge(partner_id=after.id, since=TODAY),
    )


def test_a_charge_is_ended_with_its_last_day(on_ties: Opened, desk: Desk, person: Person, watcher: Partner) -> None:
    desk.people.put_in_charge(person.id, Charge(partner_id=watcher.id, since=date(2025, 4, 1)))
    page = on_ties()
    press(page, "担当を終える")
    asking = page.view.ties.charges.in_place
    assert asking.form is not None
    asking.form.entry("until").set_text("R8.11.30")
    QTest.keyClick(asking.save, Qt.Key.Key_Space)

    assert desk.people.get(person.id).charges[0].until == date(2026, 11, 30)


def test_what_is_half_written_comes_back_on_its_tab(on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot) -> None:
    page = on_ties()
    press(page, "担当を加える")
    form = page.view.ties.charges.in_place.form
    assert form is not None
    form.entry("name").setFocus()
    QTest.keyClicks(form.entry("name"), "Sakura")
    page.leave()

    again = PersonPage(desk, theme())
    qtbot.addWidget(again)
    again.show()
    again.enter(Place(room=Room.PERSON, person_id=person.id))
    asking = again.view.ties.charges.in_place
    qtbot.waitUntil(lambda: asking.form is not None)
    assert again.view.tabs.currentIndex() == TIES
    assert asking.form is not None
    assert asking.form.entry("name").text() == "Sakura"
    again.leave()


def test_what_was_to_be_mended_is_not_said_any_more_once_it_is_given_up(on_ties: Opened, desk: Desk) -> None:
    page = on_ties()
    ways: tuple[Callable[[], None], ...] = (lambda: press(page, "やめる"), lambda: esc(page))
    for give_up in ways:
        press(page, "担当を加える")
        press(page, "担当にする")
        assert page.strip.isVisible()
        give_up()
        assert page.view.ties.charges.in_place.form is None
        assert not page.strip.isVisible()


def test_esc_leaves_a_question_and_keeps_what_was_written(
    on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    page = on_ties()
    asking = page.view.ties.charges.in_place
    press(page, "担当を加える")
    assert asking.form is not None
    asking.form.entry("name").setFocus()
    QTest.keyClicks(asking.form.entry("name"), "Sakura")
    esc(page)

    assert asking.form is None
    assert "残してあります" in page.strip.sentence
    assert QApplication.focusWidget() is page.view.ties.charges.add
    reread(page, qtbot)
    assert asking.form is None, "nobody is thrown back into what was just left"

    press(page, "担当を加える")
    assert asking.form is not None
    assert asking.form.entry("name").text() == "Sakura"
    assert not page.strip.isVisible(), "it is being written again"


def test_esc_of_an_open_conversion_leaves_no_question(on_ties: Opened) -> None:
    page = on_ties()
    asking = page.view.ties.charges.in_place
    press(page, "担当を加える")
    assert asking.form is not None
    name = asking.form.entry("name")
    name.setFocus()
    name.setProperty("preedit", True)
    esc(page)

    assert asking.form is not None


def test_a_hidden_persons_household_is_told_on_coming_back_once_opened(
    on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    husband = desk.people.register({"family_name": "髙橋", "given_name": "一郎"}, area="九条南")
    desk.people.join(husband.id, person.id)
    desk.people.change(person.id, {"hidden": True})
    page = on_ties()
    page.view.tabs.setCurrentIndex(REGISTER)
    desk.secrecy.open(person.id, "救急隊に伝えるため")
    page.view.tabs.setCurrentIndex(TIES)

    qtbot.waitUntil(lambda: "一郎" in told(page.view.ties.household))


def test_who_shares_the_home_is_proposed_and_joined_and_that_taken_back(
    on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    husband = desk.people.register({"family_name": "髙橋", "given_name": "一郎", **HOME}, area="九条南")
    page = on_ties()
    assert "髙橋 一郎" in told(page.view.ties.household.nearby)
    press(page.view.ties.household.nearby, "同じ世帯にする")

    assert [line.id for line in desk.people.household(person.id)] == [person.id, husband.id]
    reread(page, qtbot)
    assert "髙橋 一郎" in told(page.view.ties.household.rows)
    assert not page.view.ties.household.nearby.isVisible()

    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)
    assert [line.id for line in desk.people.household(person.id)] == [person.id]


def test_somebody_of_another_address_is_found_by_name_and_joined(
    on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    son = desk.people.register({"family_name": "独特", "given_name": "太郎"}, area="九条南")
    page = on_ties()
    part = page.view.ties.household
    part.sought.setFocus()
    part.sought.insert("独特")
    part.sought.edited.emit()
    qtbot.waitUntil(lambda: part.found.isVisible() and "独特 太郎" in told(part.found))
    press(part.found, "同じ世帯にする")

    assert son.id in {line.id for line in desk.people.household(person.id)}
    reread(page, qtbot)
    assert QApplication.focusWidget() is part.sought, "the next key belongs to this part, not to another of the page"


def test_joining_somebody_of_another_address_says_so_and_asks_first(
    on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    elsewhere = {"town": "九条", "address": "1-2-3"}
    son = desk.people.register({"family_name": "独特", "given_name": "太郎", **elsewhere}, area="九条南")
    page = on_ties()
    part = page.view.ties.household

    def ask() -> None:
        part.sought.set_value("独特")
        part.sought.edited.emit()
        qtbot.waitUntil(lambda: part.found.isVisible() and "独特 太郎" in told(part.found))
        press(part.found, "同じ世帯にする")

    ask()
    assert desk.people.get(son.id).household_id is None
    assert "住所がちがいます" in told(part)
    assert "境川2-43-6 みなみ荘 203号" in told(part)
    assert "九条1-2-3" in told(part)
    assert QApplication.focusWidget() is part.in_place.save
    esc(page)
    assert part.in_place.form is None
    assert not page.strip.isVisible()

    ask()
    QTest.keyClick(part.in_place.save, Qt.Key.Key_Space)
    assert son.id in {line.id for line in desk.people.household(person.id)}
    assert "同じ世帯にしました" in page.strip.sentence
    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)
    assert desk.people.get(son.id).household_id is None


def test_a_hidden_person_is_joined_only_when_asked_and_told_that_homes_were_not_compared(
    on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    hidden = {"family_name": "独特", "given_name": "花", "hidden": True, **HOME}
    other = desk.people.register(hidden, area="九条南")
    page = on_ties()
    part = page.view.ties.household
    part.sought.set_value("独特")
    part.sought.edited.emit()
    qtbot.waitUntil(lambda: part.found.isVisible() and "独特 花" in told(part.found))
    press(part.found, "同じ世帯にする")

    assert desk.people.get(other.id).household_id is None
    assert "くらべていません" in told(part)


def test_the_household_is_opened_and_left(on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot) -> None:
    husband = desk.people.register({"family_name": "髙橋", "given_name": "一郎"}, area="九条南")
    desk.people.join(husband.id, person.id)
    page = on_ties()
    with qtbot.waitSignal(page.wanted) as caught:
        press(page.view.ties.household.rows, "台帳を見る")
    assert caught.args == [Place(room=Room.PERSON, person_id=husband.id)]

    press(page, "世帯から出る")
    assert [line.id for line in desk.people.household(person.id)] == [person.id]
    reread(page, qtbot)
    assert QApplication.focusWidget() is page.view.ties.household.sought


def test_a_hidden_persons_household_is_not_told_until_opened(
    on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    husband = desk.people.register({"family_name": "髙橋", "given_name": "一郎"}, area="九条南")
    desk.people.join(husband.id, person.id)
    desk.people.change(person.id, {"hidden": True})
    page = on_ties()
    assert "一郎" not in told(page.view.ties)
    assert "秘匿" in told(page.view.ties.household)

    desk.secrecy.open(person.id, "救急隊に伝えるため")
    reread(page, qtbot)
    assert "一郎" in told(page.view.ties.household)


@pytest.mark.alone
def test_the_tab_opens_without_stopping_the_window(on_ties: Opened, desk: Desk, person: Person, qtbot: QtBot) -> None:
    for number in range(8):
        partner = desk.partners.add({"kind": PartnerKind.WATCHER, "name": f"見本 {number}"})
        desk.people.put_in_charge(person.id, Charge(partner_id=partner.id))
    page = on_ties()
    qtbot.wait(50)
    desk.people.end_charge(person.id, partner.id, TODAY)
    pulse = Pulse()
    reread(page, qtbot)
    qtbot.waitUntil(lambda: len(page.view.ties.charges.rows.rows) == 8)
    qtbot.wait(50)
    pulse.stop()

    assert pulse.longest < LONGEST_STALL
    assert QApplication.activeModalWidget() is None
