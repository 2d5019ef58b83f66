"""The person page in the whole window: where the focus goes, and what is said over the page and below it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.handing.page import HandingPage
from ui.pages.page import Shape
from ui.pages.person.page import PersonPage
from ui.pages.person.tab_page import TabPage
from ui.pages.person.view import HISTORY, REGISTER, STATES, TIES
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register({"family_name": "髙橋", "given_name": "トシ子"}, area="九条南")


@pytest.fixture
def window(desk: Desk, person: Person, open_window: OpenWindow, qtbot: QtBot) -> MainWindow:
    made = open_window(desk, Place(room=Room.TODAY))
    made.go(Place(room=Room.PERSON, person_id=person.id))
    qtbot.waitUntil(lambda: page_of(made).facts is not None)
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def page_of(window: MainWindow) -> PersonPage:
    page = window.page()
    assert isinstance(page, PersonPage)
    return page


@pytest.mark.parametrize("tab", [1, 2, 3, 4])
def test_a_press_on_a_tab_while_one_writes_never_passes_by_the_search_box(
    window: MainWindow, qtbot: QtBot, tab: int
) -> None:
    page = page_of(window)
    page.rewrite(0)
    assert page.editor is not None
    qtbot.waitUntil(lambda: page.isAncestorOf(focus()))
    been: list[QWidget | None] = []
    QApplication.instance().focusChanged.connect(lambda old, now: been.append(now))  # type: ignore[union-attr]  # one runs

    bar = page.view.tabs.tabBar()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=bar.tabRect(tab).center())
    qtbot.wait(100)

    assert page.view.tabs.currentIndex() == tab
    assert window.top.search.line not in been
    assert page.isAncestorOf(focus())


def test_what_was_done_is_offered_to_be_taken_back_until_the_next_deed(
    window: MainWindow, qtbot: QtBot, desk: Desk, person: Person
) -> None:
    desk.people.change(person.id, {"notes": "一"})
    window.offer("訪問を記録しました。", "取り消す", lambda: None)
    qtbot.wait(100)
    assert window.strip.isVisible(), "the write that it tells of leaves it"

    desk.people.change(person.id, {"notes": "二"})
    qtbot.waitUntil(lambda: not window.strip.isVisible())


def test_what_was_done_stays_offered_however_late_it_is_noted_that_somebody_was_looked_at(
    window: MainWindow, qtbot: QtBot, desk: Desk, person: Person
) -> None:
    window.offer("ひとつにまとめました。", "元に戻す", lambda: None)
    qtbot.wait(550)
    desk.ledger.note("viewed", "person", person.id)
    qtbot.wait(100)
    assert window.strip.isVisible()


def test_what_must_be_read_stays_whatever_else_is_done(
    window: MainWindow, qtbot: QtBot, desk: Desk, person: Person
) -> None:
    window.offer("訪問を記録しました。", "取り消す", lambda: None)
    window.tell("控えがとれませんでした。")
    qtbot.wait(550)
    desk.people.change(person.id, {"notes": "二"})
    qtbot.wait(100)
    assert window.strip.isVisible()


def test_the_bar_says_what_is_to_be_mended_though_the_draft_is_kept_meanwhile(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.rewrite(0)
    assert page.editor is not None
    page.editor.form.entry("family_name").set_text("")
    page.editor.form.entry("birth_date").set_text("来年")
    page.editor.keeper.touch()
    page.writing.save()
    assert "直すところが2つ" in page.writing.bar.sentence
    page.editor.keeper.keep()
    assert "直すところが2つ" in page.writing.bar.sentence

    QTest.keyClicks(page.editor.form.entry("family_name"), "a")
    assert "直すところが1つ" in page.writing.bar.sentence
    page.editor.form.entry("birth_date").set_text("")
    page.editor.form.entry("birth_date").edited.emit()
    assert "直すところ" not in page.writing.bar.sentence


def test_after_saving_the_line_below_says_saved_and_nothing_of_a_draft(window: MainWindow, qtbot: QtBot) -> None:
    page = page_of(window)
    page.rewrite(0)
    assert page.editor is not None
    QTest.keyClicks(page.editor.form.entry("family_name"), "a")
    page.editor.keeper.keep()
    assert "書きかけを残しました" in window.status.saved.text()
    page.writing.save()
    qtbot.waitUntil(lambda: "要援護者の台帳を保存しました" in window.status.saved.text())


@pytest.mark.parametrize("zoom", [100, 125, 150])
def test_the_page_has_one_scroll_bar_only_also_below_a_message(
    window: MainWindow, qtbot: QtBot, desk: Desk, person: Person, zoom: int
) -> None:
    desk.people.change(person.id, {"notes": "長い覚え書きです。" * 60})
    theme().apply(zoom=zoom)
    page = page_of(window)
    window.offer("訪問を記録しました。", "取り消す", lambda: None)
    for place in range(page.view.tabs.count()):
        page.view.tabs.setCurrentIndex(place)
        qtbot.wait(60)
        bars = [bar for bar in page.findChildren(QScrollBar) if bar.isVisible()]
        assert len(bars) <= 1, place


def test_tab_goes_on_to_the_next_field_past_the_similar_people_that_turned_up(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    desk.people.register({"family_name": "西村", "phones": ("06-6000-4312",)}, area="九条南")
    page = page_of(window)
    page.rewrite(1)
    assert page.editor is not None
    form = page.editor.form
    phones = form.entry("phones")
    phones.setFocus()
    QTest.keyClicks(phones, "06-6000-4312")
    panel = page.editor.similar.panels["phones"]
    qtbot.waitUntil(panel.isVisible)

    keys = form.keys()
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert form.focus_key() == keys[keys.index("phones") + 1]
    for _ in range(40):
        if panel.isAncestorOf(focus()):
            break
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert panel.isAncestorOf(focus()), "after the last field"


def test_phones_typed_without_hyphens_are_put_in_form_on_leaving_the_field(window: MainWindow) -> None:
    page = page_of(window)
    page.rewrite(1)
    assert page.editor is not None
    phones = page.editor.form.entry("phones")
    phones.setFocus()
    QTest.keyClicks(phones, "0660123456,09000123456,0721234567")
    QTest.keyClick(phones, Qt.Key.Key_Tab)
    assert phones.text() == "06-6012-3456、090-0012-3456、0721234567"


def test_after_larger_type_and_back_the_main_button_and_all_tabs_are_there_again(
    window: MainWindow, qtbot: QtBot
) -> None:
    view = page_of(window).view
    for zoom in (150, 100):
        theme().apply(zoom=zoom)
        qtbot.wait(100)
    assert view.record.isVisible()
    assert view.latest.geometry().width() > 0
    assert view.record.mapTo(view, QPoint(0, 0)).x() > view.tabs.geometry().right()
    bar = view.tabs.tabBar()
    assert bar.width() >= bar.tabRect(bar.count() - 1).right()


def test_what_was_said_of_a_deed_is_gone_when_one_comes_back_to_the_page(
    window: MainWindow, qtbot: QtBot, person: Person
) -> None:
    page = page_of(window)
    page.view.states.written.emit("同意を書き足しました。")
    assert page.strip.isVisible()
    window.go(Place(room=Room.TODAY))
    window.go(Place(room=Room.PERSON, person_id=person.id))
    assert not page.strip.isVisible()


def test_what_was_said_of_a_deed_is_gone_once_it_was_taken_back(
    window: MainWindow, qtbot: QtBot, desk: Desk, person: Person
) -> None:
    page = page_of(window)
    page.rewrite(0)
    assert page.editor is not None
    page.editor.form.entry("given_name").set_text("トシ江")
    page.editor.form.edited.emit("given_name")
    page.writing.save()
    assert "書き直しました" in page.strip.sentence

    window.undoing.undo()

    qtbot.waitUntil(lambda: desk.people.get(person.id).given_name == "トシ子")
    qtbot.waitUntil(lambda: not page.strip.sentence)
    qtbot.waitUntil(lambda: "元に戻しました" in window.strip.sentence)
    qtbot.wait(450)
    desk.people.change(person.id, {"notes": "次"})
    qtbot.waitUntil(lambda: not window.strip.isVisible())


def test_where_room_is_short_the_header_shrinks_to_a_line_once_it_is_out_of_sight(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = page_of(window)
    window.resize(683, 364)
    qtbot.waitUntil(lambda: page.shape is Shape.NARROW)
    bar = page._scroll.verticalScrollBar()
    bar.setValue(0)
    assert not page.brief.isVisible()

    qtbot.waitUntil(lambda: bar.maximum() > page.view.header.height())
    bar.setValue(bar.maximum())
    assert page.brief.isVisible()
    assert page.brief.accessibleName().startswith("髙橋 トシ子")

    bar.setValue(0)
    assert not page.brief.isVisible()
    bar.setValue(bar.maximum())
    window.resize(1366, 728)
    qtbot.waitUntil(lambda: not page.brief.isVisible())


def test_each_tab_of_another_person_begins_at_its_top(
    window: MainWindow, person: Person, desk: Desk, qtbot: QtBot
) -> None:
    other = next(line for line in desk.people.lines() if line.id != person.id)
    theme().apply(zoom=150)
    page = page_of(window)
    page.view.tabs.setCurrentIndex(TIES)
    bar = scroll_bar_of(page.view.ties)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())

    window.go(Place(room=Room.PERSON, person_id=other.id))
    qtbot.waitUntil(lambda: page.facts is not None and page.facts.person.id == other.id)
    page.view.tabs.setCurrentIndex(TIES)
    qtbot.wait(200)

    assert bar.value() == 0


def scroll_bar_of(tab: QWidget) -> QScrollBar:
    around = tab.parentWidget()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parentWidget()
    assert around is not None
    return around.verticalScrollBar()


def test_the_form_for_somebody_new_has_one_scroll_bar(window: MainWindow, qtbot: QtBot) -> None:
    window.go(Place(room=Room.PERSON, new=True))
    page = page_of(window)
    qtbot.waitUntil(lambda: page.editor is not None)
    qtbot.wait(300)
    assert len([bar for bar in page.findChildren(QScrollBar) if bar.isVisible()]) == 1


def is_as_high_as_what_it_holds(page: PersonPage) -> bool:
    """Neither cut off nor as long as the longest of the tabs."""
    tab = page.view.tabs.currentWidget()
    return isinstance(tab, TabPage) and 0 <= page.view.tabs.height() - tab.whole_height() < theme().em(18)


def test_in_a_narrow_window_each_tab_goes_on_down_the_page_under_one_scroll_bar(
    window: MainWindow, qtbot: QtBot, desk: Desk, person: Person
) -> None:
    desk.people.change(person.id, {"notes": "長い覚え書きです。" * 60})
    page = page_of(window)
    window.resize(683, 364)
    qtbot.waitUntil(lambda: page.shape is Shape.NARROW)
    bar = page._scroll.verticalScrollBar()
    for place in (REGISTER, STATES, TIES, HISTORY):
        page.view.tabs.setCurrentIndex(place)
        qtbot.waitUntil(lambda: is_as_high_as_what_it_holds(page))
        qtbot.waitUntil(lambda: [one for one in page.findChildren(QScrollBar) if one.isVisible()] == [bar])
    window.resize(1366, 728)
    page.view.tabs.setCurrentIndex(REGISTER)
    qtbot.waitUntil(lambda: not page._scroll.verticalScrollBar().isVisible())


def test_nothing_that_leads_away_is_offered_while_one_writes(window: MainWindow) -> None:
    page = page_of(window)
    page.rewrite(None)
    assert not any(button.isVisible() for button in (page.view.share, page.view.papers, page.view.record))
    assert not page.view.hand_over.isVisible()


def test_her_records_go_out_as_a_file_from_her_page(
    window: MainWindow, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    desk.consents.give(person.id, ConsentEntry(state=Consent.AGREED, since=desk.today()))
    button = page_of(window).view.hand_over
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Return)
    shown = window.page()
    assert isinstance(shown, HandingPage)
    qtbot.waitUntil(lambda: shown.parcel is not None)
    assert shown.parcel is not None
    assert shown.parcel.named == (person.id,)
