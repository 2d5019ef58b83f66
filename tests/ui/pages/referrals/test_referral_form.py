"""つなぎを書く: what will be told follows person and receiver, a body of the directory fills in, drafts come back."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from ui.pages.page import Page
from ui.pages.referrals.form import ReferralForm
from ui.pages.referrals.writing import ReferralPage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.domain.referral import SendWay

Put = Callable[[Page], None]


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    values = {"family_name": "見本", "phones": ("06-6000-0012",), "doctor": "見本医院"}
    return empty_desk.people.register(values, area=AREA)


@pytest.fixture
def page(empty_desk: Desk, put: Put) -> ReferralPage:
    made = ReferralPage(empty_desk, theme())
    put(made)
    return made


def opened(page: ReferralPage, qtbot: QtBot, **place: object) -> ReferralForm:
    page.enter(Place(room=Room.REFERRAL, new=True, **place))  # type: ignore[arg-type]  # fields of a place
    assert page.editor is not None
    return page.editor


def take(form: ReferralForm, key: str, value: object) -> None:
    """As the user chooses it."""
    form.entries[key].set_value(value)
    form.entries[key].edited.emit()


def test_what_will_be_told_follows_the_receiver(page: ReferralPage, person: Person, qtbot: QtBot) -> None:
    form = opened(page, qtbot, person_id=person.id)
    assert form.telling.boxes is None
    take(form, "receiver", "iryo_kaigo")
    qtbot.waitUntil(lambda: form.telling.boxes is not None)
    assert form.telling.boxes is not None
    assert "doctor" in form.telling.boxes._boxes
    assert "同意をいただいていません" in form.telling._gate.text()
    take(form, "receiver", "chokai")
    qtbot.waitUntil(lambda: form.telling.boxes is not None and "doctor" not in form.telling.boxes._boxes)


def test_what_was_ticked_is_what_is_kept(page: ReferralPage, empty_desk: Desk, person: Person, qtbot: QtBot) -> None:
    form = opened(page, qtbot, person_id=person.id)
    take(form, "receiver", "hokatsu")
    qtbot.waitUntil(lambda: form.telling.boxes is not None)
    assert form.telling.boxes is not None
    form.telling.boxes._boxes["phones"].click()
    take(form, "reason", "meals")
    page.main_action()
    (line,) = empty_desk.referrals.lines()
    given = empty_desk.referrals.get(line.id).given
    assert "name" in given
    assert "phones" not in given


def test_a_body_of_the_directory_brings_its_name_and_what_it_is(
    page: ReferralPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    doctor = empty_desk.partners.add({"kind": "doctor", "name": "見本診療所"})
    form = opened(page, qtbot, person_id=person.id)
    take(form, "partner_id", doctor.id)
    assert (form.entries["body"].value(), form.entries["receiver"].value()) == ("見本診療所", "iryo_kaigo")


def test_a_name_that_was_not_chosen_leads_back_to_it(page: ReferralPage, empty_desk: Desk, qtbot: QtBot) -> None:
    form = opened(page, qtbot)
    QTest.keyClicks(form.whom.sought, "someone")
    take(form, "receiver", "hokatsu")
    take(form, "reason", "meals")
    page.main_action()
    assert form.notes["whom"].wrong
    assert empty_desk.referrals.lines() == ()


@pytest.mark.parametrize("field", ["receiver", "reason"])
def test_what_is_missing_is_marked(page: ReferralPage, person: Person, qtbot: QtBot, field: str) -> None:
    form = opened(page, qtbot, person_id=person.id)
    for key, value in {"receiver": "hokatsu", "reason": "meals"}.items():
        if key != field:
            take(form, key, value)
    page.main_action()
    assert [key for key, note in form.notes.items() if note.wrong] == [field]


def test_half_written_it_comes_back_as_it_was(
    page: ReferralPage, empty_desk: Desk, person: Person, put: Put, qtbot: QtBot
) -> None:
    form = opened(page, qtbot, person_id=person.id)
    take(form, "receiver", "hokatsu")
    qtbot.waitUntil(lambda: form.telling.boxes is not None)
    assert form.telling.boxes is not None
    form.telling.boxes._boxes["phones"].click()
    take(form, "reason", "half")
    page.leave()
    again = ReferralPage(empty_desk, theme())
    put(again)
    back = opened(again, qtbot, person_id=person.id)
    qtbot.waitUntil(lambda: back.telling.boxes is not None)
    assert back.written() == form.written()
    assert back.telling.boxes is not None
    assert "phones" not in back.telling.boxes.value()


def test_nothing_written_is_no_draft(page: ReferralPage, empty_desk: Desk, person: Person, qtbot: QtBot) -> None:
    opened(page, qtbot, person_id=person.id)
    qtbot.wait(50)
    page.leave()
    assert empty_desk.drafts.all() == ()


def test_what_was_sent_is_not_written_anew(page: ReferralPage, empty_desk: Desk, qtbot: QtBot) -> None:
    made = empty_desk.referrals.prepare({"receiver": "hokatsu", "reason": "meals"})
    empty_desk.referrals.send(made.id, SendWay.POST)
    page.enter(Place(room=Room.REFERRAL, record_id=made.id))
    assert page.editor is None
    assert page._gone.isVisible()


def test_to_stop_offers_what_was_written_once_more(page: ReferralPage, person: Person, qtbot: QtBot) -> None:
    form = opened(page, qtbot, person_id=person.id)
    take(form, "reason", "half")
    with qtbot.waitSignal(page.offered):
        QTest.mouseClick(page.writing.bar.stop, Qt.MouseButton.LeftButton)
    assert page.editor is None
