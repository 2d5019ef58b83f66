"""つなぎ: from a case to the answer by keys alone, nothing without a consent, late ones in front, papers as copies."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.consultations.page import ConsultationsPage
from ui.pages.page import Shape
from ui.pages.referrals.page import ReferralsPage
from ui.pages.referrals.questions import ANSWER, SEND
from ui.pages.referrals.rows import DRAFTS, TABS
from ui.pages.referrals.writing import ReferralPage
from ui.places import SHARING, Place, Room
from ui.widgets.choice_field import ChoiceField
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.domain.referral import Referral, ReferralState, SendWay
from watchdesk.domain.words import Consent

TODAY, DAY = date(2026, 11, 22), timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("hokatsu", "iryo_kaigo"))


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    values = {"family_name": "見本", "family_kana": "ミホン", "phones": ("06-6000-0012",), "doctor": "見本医院"}
    return empty_desk.people.register(values, area=AREA, consent=AGREED)


@pytest.fixture
def known(empty_desk: Desk, person: Person) -> dict[str, Referral]:
    """One that waits since long, one that is prepared, one that nobody agreed to, one that was answered."""
    room, told = empty_desk.referrals, {"receiver": "hokatsu", "person_id": person.id}
    made = {
        "waits": room.prepare({**told, "reason": "meals", "answer_due": TODAY}),
        "ready": room.prepare({**told, "reason": "shopping"}),
        "withheld": room.prepare({**told, "receiver": "shobo_keisatsu", "reason": "fraud"}),
        "over": room.prepare({"receiver": "soudanshitsu", "reason": "garden"}),
    }
    room.send(made["waits"].id, SendWay.POST, TODAY - 20 * DAY)
    room.send(made["over"].id, SendWay.PHONE)
    room.answer(made["over"].id, "someone came")
    return made


@pytest.fixture
def window(empty_desk: Desk, person: Person, open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk)


@pytest.fixture
def page(window: MainWindow, known: dict[str, Referral], qtbot: QtBot) -> ReferralsPage:
    """The list, in the window."""
    return come(window, qtbot)


def come(window: MainWindow, qtbot: QtBot, **place: object) -> ReferralsPage:
    window.start(Place(room=Room.REFERRALS, **place))  # type: ignore[arg-type]  # fields of a place
    made = window.page()
    assert isinstance(made, ReferralsPage)
    qtbot.waitUntil(lambda: made.rows is not None and not made.reader.reading and not made._coming)
    return made


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def write(text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClicks(now, text)


def choose(code: str) -> None:
    """Go down the list that has the focus to a code."""
    field = QApplication.focusWidget()
    assert isinstance(field, ChoiceField)
    for _ in range(field.count()):
        if field.value() == code:
            return
        press(Qt.Key.Key_Down)
    raise AssertionError(code)


def focused(widget: QWidget | None) -> bool:
    now = QApplication.focusWidget()
    return now is not None and widget is not None and (now is widget or widget.isAncestorOf(now))


def told(page: ReferralsPage) -> list[tuple[str, str, str]]:
    """State, age and body, row by row."""
    model = page.table.model()
    rows = range(model.rowCount())
    return [(model.index(at, 0).data(), model.index(at, 1).data(), model.index(at, 3).data()) for at in rows]


def test_what_waits_stands_in_front_with_its_age(page: ReferralsPage) -> None:
    assert told(page)[0] == ("送った", "21日目", "地域包括支援センター")
    assert [page.filter.tabs.tabText(at) for at in range(page.filter.tabs.count())] == [
        *("終わっていない（3）", "期限を過ぎた（0）", "返事待ち（1）"),
        *("準備中（2）", "返事があった（1）", "断られた・取り下げた（0）"),
    ]


def test_from_a_case_to_the_answer_by_keys(window: MainWindow, person: Person, qtbot: QtBot) -> None:
    desk = window.desk
    case = desk.consultations.open_case({"field": "A1", "content": "B3", "said": "meals", "person_id": person.id})
    window.start(Place(room=Room.CONSULTATIONS))
    cases = window.page()
    assert isinstance(cases, ConsultationsPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is cases.table)
    press(Qt.Key.Key_N)
    qtbot.waitUntil(lambda: isinstance(window.page(), ReferralPage))
    writing = window.page()
    assert isinstance(writing, ReferralPage)
    form = writing.editor
    assert form is not None
    qtbot.waitUntil(lambda: focused(form.widget("receiver")))
    choose("hokatsu")
    qtbot.waitUntil(lambda: form.telling.shown is not None)
    form.widget("reason").setFocus()
    write("needs meals")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: isinstance(window.page(), ReferralsPage))
    page = window.page()
    assert isinstance(page, ReferralsPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table and page.doing.isVisible())
    (line,) = desk.referrals.lines(consultation_id=case.id)
    assert (line.state, line.body, line.person_id) == (ReferralState.DRAFT, "地域包括支援センター", person.id)

    press(Qt.Key.Key_S)
    assert page.in_place.question is not None
    assert page.in_place.question.draft.startswith(f"referral-step:{SEND}:")
    choose("post")
    press(Qt.Key.Key_Return, CTRL)
    assert desk.referrals.get(line.id).state is ReferralState.SENT
    qtbot.waitUntil(lambda: not page.reader.reading and told(page)[0][:2] == ("送った", "1日目"))
    press(Qt.Key.Key_H)
    write("they come")
    press(Qt.Key.Key_Return, CTRL)
    sent = desk.referrals.get(line.id)
    assert (sent.state, sent.way, sent.steps[-1].what) == (ReferralState.ANSWERED, SendWay.POST, "they come")


def test_without_a_consent_nothing_can_leave_and_the_page_says_why(
    window: MainWindow, known: dict[str, Referral], qtbot: QtBot
) -> None:
    page = come(window, qtbot, record_id=known["withheld"].id)
    assert "同意をいただいていません" in page.view._gate.text()
    assert not page.doing.send.isEnabled()
    assert not page.doing.questions[SEND].isEnabled()
    press(Qt.Key.Key_S)
    assert page.in_place.form is None
    assert window.desk.referrals.get(known["withheld"].id).sent_on is None


def test_what_goes_and_what_stays_is_shown_before_it_is_sent(
    window: MainWindow, known: dict[str, Referral], qtbot: QtBot
) -> None:
    page = come(window, qtbot, record_id=known["ready"].id)
    assert "電話：06-6000-0012" in page.view._goes.text()
    assert "見本医院" not in page.view._goes.text()
    assert "選んでいません：かかりつけ医" in page.view._stays.text()
    assert "このつなぎ先には、知らせない項目です" not in page.view._goes.text()


def test_a_figure_opens_exactly_its_records(window: MainWindow, known: dict[str, Referral], qtbot: QtBot) -> None:
    page = come(window, qtbot, only=(known["over"].id, known["waits"].id), because="つないだ件数")
    assert {row.id for row in page.table.rows()} == {known["over"].id, known["waits"].id}
    assert page.filter.told.text() == "「つないだ件数」だけを表示しています。"
    page.filter.drop.click()
    assert len(page.table.rows()) == 3


def test_half_written_answers_come_back(page: ReferralsPage, window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table)
    press(Qt.Key.Key_H)
    write("half")
    window.start(Place(room=Room.TODAY))
    again = come(window, qtbot)
    qtbot.waitUntil(lambda: again.in_place.form is not None)
    assert again.in_place.question is not None
    assert f":{ANSWER}:" in again.in_place.question.draft
    assert again.in_place.form is not None
    assert again.in_place.form.values()["what"] == "half"


@pytest.mark.usefixtures("two_sets")
def test_the_sheet_is_looked_at_and_printed_as_numbered_copies(
    window: MainWindow, known: dict[str, Referral], qtbot: QtBot
) -> None:
    page = come(window, qtbot, record_id=known["ready"].id)
    page.doing.send.click()
    qtbot.waitUntil(lambda: page.print.drawn is not None, timeout=15000)
    page.print.send.click()
    desk = window.desk
    qtbot.waitUntil(lambda: desk.referrals.get(known["ready"].id).copy_number == 2, timeout=15000)
    qtbot.waitUntil(lambda: not page.reader.reading)
    QTest.keyClick(page.print.back, Qt.Key.Key_Escape)
    assert page._face() is None
    assert desk.referrals.get(known["ready"].id).state is ReferralState.DRAFT


def test_the_sharing_sheet_of_a_person_asks_for_whom_first(
    window: MainWindow, person: Person, known: dict[str, Referral], qtbot: QtBot
) -> None:
    page = come(window, qtbot, person_id=person.id, section=SHARING)
    assert page._face() is page.share
    assert not page.share.send.isEnabled()
    page.share.receiver.set_value("iryo_kaigo")
    page.share.receiver.edited.emit()
    qtbot.waitUntil(lambda: page.share.drawn is not None, timeout=15000)
    qtbot.waitUntil(lambda: page.share.telling.boxes is not None)
    assert page.share.telling.boxes is not None
    assert "doctor" in page.share.telling.boxes.value()
    page.share.receiver.set_value("shobo_keisatsu")
    page.share.receiver.edited.emit()
    qtbot.waitUntil(page.share.paper.empty.isVisible, timeout=15000)
    assert page.share.drawn is None


@pytest.mark.parametrize("shape", [Shape.MIDDLE, Shape.NARROW])
def test_it_stands_where_room_is_short(page: ReferralsPage, shape: Shape) -> None:
    page.reshape(shape)
    assert page.doing.isVisible()
    page.filter.tabs.setCurrentIndex(list(TABS).index(DRAFTS))
    assert len(page.table.rows()) == 2


def test_what_is_to_be_told_on_a_sharing_sheet_stays_half_written(
    window: MainWindow, person: Person, known: dict[str, Referral], qtbot: QtBot
) -> None:
    page = come(window, qtbot, person_id=person.id, section=SHARING)
    page.share.message.setFocus()
    QTest.keyClicks(page.share.message, "half")
    assert page.here(Place(room=Room.REFERRALS)).section == SHARING
    window.start(Place(room=Room.TODAY))
    again = come(window, qtbot, person_id=person.id, section=SHARING)
    assert again.share.message.text() == "half"
