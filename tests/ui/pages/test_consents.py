"""The consents to look after: who is to be asked and why, and the emergencies that wait until they were reviewed."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.consents.page import ConsentsPage
from ui.pages.person.consent import CHANGE
from ui.pages.today.page import TodayPage
from ui.places import CONSENT, REVIEWS, STATES, Place, Room
from ui.theme import theme
from ui.whereabouts import to_texts
from watchdesk.desk import Desk, Where
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.override import Danger
from watchdesk.domain.words import Consent

CTRL = Qt.KeyboardModifier.ControlModifier
LONG_AGO = ConsentEntry(state=Consent.AGREED, since=date(2020, 4, 1))


@pytest.fixture
def asked(desk: Desk) -> str:
    return desk.people.register({"family_name": "髙橋"}, area="九条南", consent=LONG_AGO).id


@pytest.fixture
def today(desk: Desk, asked: str, qtbot: QtBot) -> Iterator[TodayPage]:
    page = TodayPage(desk, theme())
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    page.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: page.facts is not None)
    yield page
    page.close()


def shown(desk: Desk, qtbot: QtBot, place: Place) -> ConsentsPage:
    page = ConsentsPage(desk, theme())
    qtbot.addWidget(page)
    page.resize(1180, 640)
    page.show()
    page.activateWindow()
    page.enter(place)
    qtbot.waitUntil(lambda: page.shown is not None)
    return page


def told(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget))


def open_emergency(desk: Desk, person_id: str) -> str:
    return desk.consents.override(person_id, Danger.LIFE, "部屋で倒れている").id


def test_the_figure_of_today_counts_the_list_it_opens(today: TodayPage, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(today.wanted) as caught:
        QTest.keyClick(today.lines.line("ask"), Qt.Key.Key_Return)

    page = shown(desk, qtbot, caught.args[0])

    assert str(len(page.table.rows())) == today.lines.line("ask").figure == str(len(desk.consents.ask_again()))


def test_each_line_says_why_and_one_key_leads_to_the_form(desk: Desk, asked: str, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, Place(room=Room.CONSENT))
    assert page.table.select(asked)
    assert "前に確かめたのは R2.4.1" in page.table.row().words

    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.table, Qt.Key.Key_Return)

    assert caught.args == [Place(room=Room.PERSON, person_id=asked, section=CONSENT)]


def test_whoever_was_asked_leaves_the_list_and_the_next_is_current(desk: Desk, asked: str, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, Place(room=Room.CONSENT))
    ids = [one.line.id for one in page.table.rows()]
    behind = ids[ids.index(asked) + 1]
    page.table.select(asked)
    desk.consents.confirm_again(asked)

    page.enter(Place(room=Room.CONSENT))

    qtbot.waitUntil(lambda: asked not in [one.line.id for one in page.table.rows()])
    assert page.table.row().line.id == behind, "whoever stood behind is next"


def test_an_emergency_stays_on_the_first_page_until_it_was_reviewed(
    today: TodayPage, desk: Desk, asked: str, qtbot: QtBot
) -> None:
    assert not today.lines.line("review").isVisible()
    open_emergency(desk, asked)
    today.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: "髙橋さん" in today.strips.open_now.sentence)
    assert today.lines.line("review").isVisible()
    assert today.lines.line("review").figure == "1"
    with qtbot.waitSignal(today.wanted) as caught:
        QTest.mouseClick(today.strips.open_now.button, Qt.MouseButton.LeftButton)
    assert caught.args == [Place(room=Room.CONSENT, section=REVIEWS)]

    page = shown(desk, qtbot, caught.args[0])
    sheet = next(iter(page.reviews.sheets.values()))
    assert sheet.in_place.form is not None
    sheet.in_place.form.entry("review").set_text("救急隊に口頭で伝えた。紙は出していない")
    QTest.keyClick(sheet.in_place.form.entry("review"), Qt.Key.Key_Return, CTRL)

    assert desk.consents.reviews() == ()
    assert "確かめました" in page.strip.sentence
    assert desk.consents.open_override(asked) is None, "a review ends it"
    today.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: not today.lines.line("review").isVisible() and today.strips.open_now.sentence == "")


def test_what_left_meanwhile_is_listed_beside_the_review(desk: Desk, asked: str, qtbot: QtBot) -> None:
    open_emergency(desk, asked)
    number = desk.ledger.copy_made("person_sheet", "個人票", [asked], how="printed", receiver="shobo_keisatsu")

    page = shown(desk, qtbot, Place(room=Room.CONSENT, section=REVIEWS))

    read = told(page.reviews)
    assert f"第{number}号 個人票" in read
    assert "部屋で倒れている" in read
    assert "消防" in read


def test_a_review_without_words_is_refused_and_a_half_written_one_comes_back(
    desk: Desk, asked: str, qtbot: QtBot
) -> None:
    open_emergency(desk, asked)
    page = shown(desk, qtbot, Place(room=Room.CONSENT, section=REVIEWS))
    sheet = next(iter(page.reviews.sheets.values()))
    sheet.in_place.write()
    assert len(desk.consents.reviews()) == 1
    assert sheet.in_place.form is not None
    sheet.in_place.form.entry("review").set_text("途中まで")
    page.leave()

    again = shown(desk, qtbot, Place(room=Room.CONSENT, section=REVIEWS))
    form = next(iter(again.reviews.sheets.values())).in_place.form

    assert form is not None
    assert form.entry("review").text() == "途中まで"


def test_nobody_to_ask_is_said_so(empty_desk: Desk, qtbot: QtBot) -> None:
    page = shown(empty_desk, qtbot, Place(room=Room.CONSENT))

    assert "いまはいません" in page.empty.accessibleName()
    assert page.first_focus() is page.empty.button


def test_what_is_half_written_of_a_consent_is_told_and_written_on(
    desk: Desk, asked: str, today: TodayPage, qtbot: QtBot
) -> None:
    place = to_texts(Place(room=Room.PERSON, person_id=asked, section=STATES))
    desk.drafts.follow(lambda _form: Where(place=place, what="同意が変わりました"))
    desk.drafts.save(f"{CHANGE}:{asked}", {"witness": "長女"}, "witness")
    today.enter(Place(room=Room.TODAY))
    qtbot.waitUntil(lambda: "書きかけが1件" in today.strips.drafts.sentence)

    with qtbot.waitSignal(today.wanted) as caught:
        QTest.mouseClick(today.strips.drafts.button, Qt.MouseButton.LeftButton)

    assert caught.args == [Place(room=Room.PERSON, person_id=asked, section=STATES)]


def test_whoever_comes_to_an_emergency_after_the_list_writes_in_its_field(desk: Desk, asked: str, qtbot: QtBot) -> None:
    page = shown(desk, qtbot, Place(room=Room.CONSENT))
    page.leave()
    open_emergency(desk, asked)

    page.enter(Place(room=Room.CONSENT, section=REVIEWS))
    qtbot.waitUntil(lambda: bool(page.reviews.sheets))

    sheet = next(iter(page.reviews.sheets.values()))
    qtbot.waitUntil(lambda: page.focusWidget() is not None and sheet.in_place.isAncestorOf(page.focusWidget()))
    assert desk.users.current().full_name in told(sheet), "who began it is told by name"
