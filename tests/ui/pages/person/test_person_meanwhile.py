"""A person's page while others write: nothing of theirs is put back, and a long piece of work hinders no reading."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.person.page import PersonPage
from ui.pages.person.view import VISITS
from ui.places import Place, Room
from ui.tasks import Task
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.domain.words import Method, Result

WHO = {"family_name": "髙橋", "given_name": "トシ子", "town": "境川", "address": "2-43-6", "key_holder": "長女"}

Show = Callable[[str], PersonPage]


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register(WHO, area="九条南")


@pytest.fixture
def show(desk: Desk, qtbot: QtBot) -> Iterator[Show]:
    """Opens the page of somebody in a window of its own."""
    pages = []

    def shown(person_id: str) -> PersonPage:
        page = PersonPage(desk, theme())
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1180, 640)
        page.show()
        page.enter(Place(room=Room.PERSON, person_id=person_id))
        qtbot.waitUntil(lambda: page.facts is not None, timeout=3000)
        return page

    yield shown
    for page in pages:
        page.close()


@pytest.fixture
def page(show: Show, person: Person) -> PersonPage:
    return show(person.id)


def write(page: PersonPage, key: str, text: str) -> None:
    """Put words into a field as a user does, by hand."""
    assert page.editor is not None
    entry = page.editor.form.entry(key)
    entry.setFocus()
    entry.selectAll()
    entry.insert(text)
    entry.edited.emit()


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


# --- rewriting ---


def test_saving_leaves_what_was_written_meanwhile(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(None)
    write(page, "building", "みなみ荘 203号")
    desk.people.change(person.id, {"key_holder": "長男", "phones": ("06-6000-4312",)})

    page.writing.save()

    saved = desk.people.get(person.id)
    assert (saved.building, saved.key_holder, saved.phones) == ("みなみ荘 203号", "長男", ("06-6000-4312",))
    assert "建物・部屋を書き直しました" in page.strip.sentence


def test_saving_an_address_in_words_leaves_the_other_columns_of_an_import(
    page: PersonPage, desk: Desk, person: Person
) -> None:
    page.rewrite(1)
    write(page, "address", "３丁目４番地の１１")
    desk.people.change(person.id, {"extra": {"町会": "第三"}})

    page.writing.save()

    assert desk.people.get(person.id).extra == {"町会": "第三", "原文 丁目・番地": "３丁目４番地の１１"}


def test_taking_back_leaves_what_was_written_since(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(None)
    write(page, "town", "千代崎")
    page.writing.save()
    desk.people.change(person.id, {"key_holder": "長男", "extra": {"町会": "第三"}})

    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)

    saved = desk.people.get(person.id)
    assert (saved.town, saved.key_holder, saved.extra) == ("境川", "長男", {"町会": "第三"})


def test_a_field_written_once_more_is_not_taken_back(page: PersonPage, desk: Desk, person: Person) -> None:
    page.rewrite(1)
    write(page, "town", "千代崎")
    write(page, "key_holder", "長男")
    page.writing.save()
    desk.people.change(person.id, {"town": "本田"})

    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)

    saved = desk.people.get(person.id)
    assert (saved.town, saved.key_holder) == ("本田", "長女")
    assert "そのままです" in page.strip.sentence


def test_a_draft_kept_earlier_puts_nothing_else_back(
    page: PersonPage, show: Show, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    page.rewrite(1)
    write(page, "building", "みなみ荘")
    page.leave()
    desk.people.change(person.id, {"key_holder": "長男"})

    again = show(person.id)
    qtbot.waitUntil(lambda: again.editor is not None)
    assert again.editor is not None
    assert again.editor.place == 1
    assert again.editor.form.entry("key_holder").text() == "長男"
    again.writing.save()

    saved = desk.people.get(person.id)
    assert (saved.building, saved.key_holder) == ("みなみ荘", "長男")


# --- reading ---


@contextmanager
def importing(desk: Desk) -> Iterator[None]:
    """Another thread holds the pen, as an import does."""
    began, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with desk._ground.store.long_work("名簿の取りこみ"):
            began.set()
            may_end.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    began.wait(5)
    try:
        yield
    finally:
        may_end.set()
        thread.join(5)


def deeds(desk: Desk, person: Person) -> list[str]:
    return [entry.action for entry in desk.ledger.entries(entity_id=person.id)]


def test_somebody_can_be_read_while_a_list_comes_in_and_it_is_noted_afterwards(
    show: Show, desk: Desk, person: Person, qtbot: QtBot
) -> None:
    with importing(desk):
        page = show(person.id)
        assert "境川" in told(page.view.register)
        assert "viewed" not in deeds(desk, person)

    qtbot.waitUntil(lambda: deeds(desk, person).count("viewed") == 1, timeout=5000)


def test_a_view_still_to_be_noted_is_written_on_leaving(show: Show, desk: Desk, person: Person, qtbot: QtBot) -> None:
    with importing(desk):
        page = show(person.id)
        qtbot.wait(100)
    page.leave()

    qtbot.waitUntil(lambda: deeds(desk, person).count("viewed") == 1, timeout=1000)


def test_a_hidden_persons_whereabouts_can_be_seen_while_a_list_comes_in(show: Show, desk: Desk, qtbot: QtBot) -> None:
    hidden = desk.people.register({**WHO, "hidden": True}, area="九条南")
    with importing(desk):
        page = show(hidden.id)
        page.view.register.revealing.emit()
        assert page.secrecy.in_place.form is not None
        page.secrecy.in_place.form.entry("reason").set_text("救急隊に伝える")
        page.secrecy.in_place.write()
        qtbot.waitUntil(lambda: "境川" in told(page.view.register))

    qtbot.waitUntil(lambda: "viewed whereabouts" in deeds(desk, hidden), timeout=5000)


def test_somebody_who_is_gone_leaves_no_view_in_the_ledger(desk: Desk, qtbot: QtBot) -> None:
    page = PersonPage(desk, theme())
    qtbot.addWidget(page)
    page.show()
    page.enter(Place(room=Room.PERSON, person_id="nobody"))
    qtbot.waitUntil(lambda: "見つかりません" in told(page))

    assert desk.ledger.entries(entity_id="nobody") == ()


def test_a_reading_that_ends_after_the_screen_was_hidden_is_neither_shown_nor_noted(
    desk: Desk, person: Person, qtbot: QtBot
) -> None:
    page = PersonPage(desk, theme())
    qtbot.addWidget(page)
    page.enter(Place(room=Room.PERSON, person_id=person.id))
    for task in page.findChildren(Task):
        task.cancel()
    qtbot.wait(300)

    assert page.facts is None
    assert "viewed" not in deeds(desk, person)


def test_a_visit_that_was_taken_back_is_not_counted(desk: Desk, person: Person, show: Show) -> None:
    first, _ = (
        desk.visits.record(person.id, on=date(2026, 11, 22), method=Method.VISIT, result=result)
        for result in (Result.ABSENT, Result.MET)
    )
    desk.visits.void(first.id, "まちがい")
    page = show(person.id)

    assert page.view.tabs.tabText(VISITS) == "訪問（1）"
    assert page.view.latest.all.text() == "すべて見る（1件、取り消し済み1件）"
    assert len(page.view.table.rows()) == 2, "it stays in the list"


def test_what_the_page_said_before_does_not_outlive_the_way_to_a_visit(person: Person, show: Show) -> None:
    page = show(person.id)
    page.strip.offer("同じ世帯にしました。", "取り消す", lambda: None)

    page.main_action()

    assert page.strip.isHidden(), "one sentence at a time: the next is of the visit"
