"""Hidden people: address and phones open with a reason only, in place, for as long as the store is unlocked."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.person.page import PersonPage
from ui.pages.person.values import section_of
from ui.places import Place, Room
from ui.theme import theme
from ui.widgets.action_button import ActionButton
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent

WHO = {"family_name": "西田", "given_name": "ハル", "town": "境川", "address": "2-43-6", "phones": ("06-6000-4312",)}
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def hidden(desk: Desk) -> Person:
    return desk.people.register({**WHO, "hidden": True}, area="九条南")


@pytest.fixture
def page(desk: Desk, hidden: Person, qtbot: QtBot) -> Iterator[PersonPage]:
    made = shown(desk, qtbot, hidden)
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot, person: Person) -> PersonPage:
    made = PersonPage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter(Place(room=Room.PERSON, person_id=person.id))
    qtbot.waitUntil(lambda: made.facts is not None)
    return made


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def give_reason(page: PersonPage, reason: str) -> None:
    form = page.secrecy.in_place.form
    assert form is not None
    entry: QWidget = form.entry("reason")
    assert QApplication.focusWidget() is entry
    QTest.keyClicks(entry, reason)
    QTest.keyClick(entry, Qt.Key.Key_Return, CTRL)


def test_without_a_reason_nothing_is_shown(page: PersonPage) -> None:
    page.view.register.revealing.emit()
    give_reason(page, "")

    assert "06-6000-4312" not in told(page)
    assert page.secrecy.in_place.form is not None


def test_a_reason_opens_for_this_unlock_and_stands_in_the_ledger(
    page: PersonPage, desk: Desk, hidden: Person, qtbot: QtBot
) -> None:
    page.view.register.revealing.emit()
    give_reason(page, "kyukyu")
    qtbot.waitUntil(lambda: "06-6000-4312" in told(page.view.register))
    qtbot.waitUntil(
        lambda: (
            ("viewed whereabouts", "kyukyu")
            in [(entry.action, entry.reason) for entry in desk.ledger.entries(entity_id=hidden.id)]
        )
    )

    again = shown(desk, qtbot, hidden)

    assert "06-6000-4312" in told(again.view.register)


def test_what_was_opened_is_said_above_and_hidden_again_on_a_press(
    page: PersonPage, desk: Desk, hidden: Person, qtbot: QtBot
) -> None:
    page.view.register.revealing.emit()
    give_reason(page, "")
    assert page.strip.sentence == "直すところが1つあります。"
    give_reason(page, "kyukyu")
    assert not page.strip.isVisible()  # nothing is to be mended any more
    qtbot.waitUntil(lambda: "台帳に出しています" in told(page.view.header))

    button = next(one for one in page.view.register.findChildren(ActionButton) if one.text() == "いま隠す")
    QTest.keyClick(button, Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: "隠しています" in told(page.view.header))
    assert "06-6000-4312" not in told(page)
    assert not desk.secrecy.is_open(hidden.id)


def test_rewriting_the_address_asks_the_reason_first_and_then_goes_on(page: PersonPage, qtbot: QtBot) -> None:
    page.rewrite(None)
    assert page.editor is None

    give_reason(page, "kakinaosu")

    assert page.editor is not None
    assert page.editor.form.entry("address").text() == "2-43-6"


def test_a_half_written_address_comes_back_only_with_a_reason(
    page: PersonPage, desk: Desk, hidden: Person, qtbot: QtBot
) -> None:
    desk.drafts.save(f"person:{hidden.id}", {"address": "4-5-6"}, "address")

    again = shown(desk, qtbot, hidden)
    assert again.editor is None
    assert "4-5-6" not in told(again)
    give_reason(again, "tsuzuki")

    assert again.editor is not None
    assert again.editor.form.entry("address").text() == "4-5-6"


def test_a_half_written_reason_comes_back(page: PersonPage, desk: Desk, hidden: Person, qtbot: QtBot) -> None:
    page.view.register.revealing.emit()
    assert page.secrecy.in_place.form is not None
    page.secrecy.in_place.form.entry("reason").set_text("救急隊に")
    page.leave()

    again = shown(desk, qtbot, hidden)

    assert again.secrecy.in_place.form is not None
    assert again.secrecy.in_place.form.entry("reason").text() == "救急隊に"
    assert "06-6000-4312" not in told(again)


def test_whoever_is_made_secret_is_told_of_the_copies_that_tell_the_address(desk: Desk, qtbot: QtBot) -> None:
    agreed = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("minsei",))
    person = desk.people.register(WHO, area="九条南", consent=agreed)
    number = desk.ledger.copy_made("list", "名簿", [person.id], how="printed", receiver="minsei")
    page = shown(desk, qtbot, person)
    assert desk.consents.from_before_secrecy(person.id) == ()
    page.rewrite(section_of("hidden"))
    assert page.editor is not None
    page.editor.form.entry("hidden").set_value(True)
    page.writing.save()

    assert "写しが、1枚出ています" in page.strip.sentence
    page.reread(Changed.PEOPLE)  # as the window does after the write
    copies = page.view.states.consent.copies
    qtbot.waitUntil(lambda: desk.people.get(person.id).hidden and bool(page.facts and page.facts.person.hidden))
    QTest.mouseClick(page.strip.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [line.number for line in copies.lines] == [number])
    assert copies.isVisible()
    assert "秘匿にする前のもの" in told(copies)
    button = copies.button(number, CopyState.DESTROYED)
    assert button is not None
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.consents.from_before_secrecy(person.id) == ()


def test_somebody_registered_as_secret_has_no_copies_from_before(desk: Desk, hidden: Person) -> None:
    desk.ledger.copy_made("list", "名簿", [hidden.id], how="printed", receiver="minsei")
    assert desk.consents.from_before_secrecy(hidden.id) == ()
