"""A watcher's page by keys: her people and what is due, her visits of a month, her paper, the past; still right."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.page import Page, Shape
from ui.pages.partners.page import PartnersPage
from ui.pages.partners.partner import PartnerPage
from ui.pages.partners.partner_tabs import FORMER, IN_CHARGE, PAPERS, PAST, VISITS
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.domain.words import Condition, Consent, Method, Result

CTRL = Qt.KeyboardModifier.ControlModifier
Put = Callable[[Page], None]
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))


@pytest.fixture
def watcher(empty_desk: Desk) -> Partner:
    """中村 清, in charge of one who is overdue, with a visit this month and one in October, and a list in her bag."""
    made = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "中村 清", "kana": "ナカムラ キヨ"})
    person = empty_desk.people.register({"family_name": "一橋"}, area=AREA, consent=AGREED, since=AGREED.since)
    empty_desk.people.put_in_charge(person.id, Charge(partner_id=made.id))
    other = empty_desk.people.register({"family_name": "二宮"}, area=AREA, consent=AGREED, since=AGREED.since)
    for on in (date(2026, 10, 5), date(2026, 11, 20)):
        empty_desk.visits.record(
            other.id,
            on=on,
            method=Method.VISIT,
            result=Result.MET,
            condition=Condition.WELL,
            details={"visitor": made.name},
        )
    empty_desk.ledger.copy_made("people_list", "要援護者の一覧", [other.id], how="printed", holder=made.name)
    return made


@pytest.fixture
def page(empty_desk: Desk, watcher: Partner, put: Put, qtbot: QtBot) -> PartnerPage:
    """Her page, on screen."""
    made = PartnerPage(empty_desk, theme())
    put(made)
    show(qtbot, made, watcher)
    return made


def show(qtbot: QtBot, page: PartnerPage, partner: Partner) -> None:
    page.enter(Place(room=Room.PARTNER, partner_id=partner.id))
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.partner.id == partner.id)


def tabs(page: PartnerPage) -> list[str]:
    bar = page.tabs.bar
    return [bar.tabText(place) for place in range(bar.count()) if bar.isTabVisible(place)]


def test_a_watcher_has_people_visits_paper_and_a_past(page: PartnerPage) -> None:
    assert tabs(page) == ["担当している方 1", "訪問", "お持ちの紙 1", "履歴"]
    overdue = page.tabs.load.opens["overdue"]
    assert overdue.text() == "期限切れの方 1名"
    assert not page.tabs.load.opens["soon"].isVisible()


def test_what_is_due_opens_exactly_her_people(page: PartnerPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.wanted) as caught:
        page.tabs.load.opens["overdue"].click()
    ids = tuple(one.id for one in page.people.people)
    assert caught.args == [Place(room=Room.PEOPLE, only=ids, because="中村 清さんの期限切れの方")]


def test_her_visits_are_shown_by_months_and_each_opens(page: PartnerPage, qtbot: QtBot) -> None:
    page.tabs.show_tab(VISITS)
    (line,) = page.tabs.visits.table.rows()
    assert line.on == date(2026, 11, 20)
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.tabs.visits.table, Qt.Key.Key_Return)
    assert caught.args == [Place(room=Room.VISIT, person_id=line.person_id, visit_id=line.id)]

    page.tabs.visits.months.before.click()
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.work.month == Month(2026, 10))
    (line,) = page.tabs.visits.table.rows()
    assert line.on == date(2026, 10, 5)
    assert page.tabs.bar.currentIndex() == VISITS
    page.tabs.visits.months.before.click()
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.work.month == Month(2026, 9))
    assert "この月にはありません" in page.tabs.visits.told.text()


def test_paper_that_came_back_is_written_and_can_be_out_after_all(
    page: PartnerPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    page.tabs.show_tab(PAPERS)
    (paper,) = page.tabs.papers.table.rows()
    with qtbot.waitSignal(page.offered) as caught:
        page.tabs.papers.back.click()
    assert empty_desk.consents.copies([paper.number])[0].state is CopyState.RETURNED
    assert caught.args is not None
    caught.args[2]()
    assert empty_desk.consents.copies([paper.number])[0].state is CopyState.OUT


def test_a_body_has_neither_visits_nor_paper(page: PartnerPage, empty_desk: Desk, qtbot: QtBot) -> None:
    page.tabs.show_tab(VISITS)
    body = empty_desk.partners.add({"kind": PartnerKind.BODY, "name": "見本会館", "hours": "平日9時から17時"})
    show(qtbot, page, body)
    assert tabs(page) == ["担当している方", "履歴"]
    assert page.tabs.bar.currentIndex() == IN_CHARGE


def test_after_a_change_she_is_told_whom_she_had_and_what_was_written(
    page: PartnerPage, empty_desk: Desk, watcher: Partner, qtbot: QtBot
) -> None:
    heir = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "森 三"})
    empty_desk.people.end_charge(page.people.people[0].id, watcher.id, date(2026, 11, 21))
    empty_desk.partners.change(watcher.id, {"role": "班長"})
    show(qtbot, page, heir)
    show(qtbot, page, watcher)
    assert tabs(page) == ["担当している方", "訪問", "お持ちの紙 1", "前の担当 1", "履歴"]
    page.tabs.show_tab(FORMER)
    assert page.tabs.current_table().rows()[0].line.name == "一橋"
    page.tabs.show_tab(PAST)
    newest = page.tabs.current_table().rows()[0]
    assert (newest.past.title, newest.past.new, newest.who) == ("役割", "班長", "山本 花子")


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_shows_the_tabs(page: PartnerPage, shape: Shape) -> None:
    page.shape = shape
    page.reshape(shape)
    narrow = shape is Shape.NARROW
    assert page.tabs.choice.isVisible() == narrow
    assert page.people.table.cards == narrow


@pytest.fixture
def window(empty_desk: Desk, watcher: Partner, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    """The window, on her page, which was opened from the list by Enter."""
    made = open_window(empty_desk, Place(room=Room.PARTNERS))
    listed = made.page()
    assert isinstance(listed, PartnersPage)
    qtbot.waitUntil(lambda: listed.table.row() is not None)
    QTest.keyClick(listed.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(made.page(), PartnerPage) and made.page().facts is not None)
    return made


def test_a_change_of_the_watcher_in_one_step_by_keys_alone(
    empty_desk: Desk, watcher: Partner, window: MainWindow, qtbot: QtBot
) -> None:
    heir = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "森 三", "kana": "モリ ミツ"})
    shown = window.page()
    assert isinstance(shown, PartnerPage)
    shown.people.hand_over.setFocus()
    QTest.keyClick(shown.people.hand_over, Qt.Key.Key_Space)
    form = shown.people.in_place.form
    assert form is not None
    assert form.entry("to").hasFocus()
    QTest.keyClick(form.entry("to"), Qt.Key.Key_Down)
    assert form.entry("to").value() == heir.id
    QTest.keyClick(form.entry("to"), Qt.Key.Key_Return, CTRL)
    assert len(empty_desk.partners.entrusted(heir.id)) == 1
    qtbot.waitUntil(lambda: shown.facts is not None and shown.facts.people == () and len(shown.facts.former) == 1)

    QTest.keyClick(shown, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(empty_desk.partners.entrusted(watcher.id)) == 1)
    qtbot.waitUntil(lambda: shown.facts is not None and len(shown.facts.people) == 1)


def test_her_page_says_still_right_and_leads_to_her_visits_by_keys(
    empty_desk: Desk, watcher: Partner, window: MainWindow, qtbot: QtBot
) -> None:
    shown = window.page()
    assert isinstance(shown, PartnerPage)
    QTest.keyClick(shown.rewrite, Qt.Key.Key_S)
    assert empty_desk.partners.get(watcher.id).verified_on == TODAY
    assert "いまも正しいと書きました" in shown.strip.sentence

    shown.tabs.bar.setFocus()
    QTest.keyClick(shown.tabs.bar, Qt.Key.Key_Right)
    QTest.keyClick(shown.tabs.visits.table, Qt.Key.Key_Return)
    assert isinstance(window.page(), VisitPage)
