"""履歴 of one person: each field's past with its reason, one value put back, a record merged, parted and removed."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.pages.person import history as person_history
from ui.pages.person.history import PersonHistory
from ui.pages.person.page import PersonPage
from ui.places import HISTORY, Place, Room
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay, Method, Result
from watchdesk.errors import NotFound

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    made = empty_desk.people.register(
        {"family_name": "髙橋", "given_name": "トシ子", "phones": ("06-6000-0001",)}, area="九条南"
    )
    empty_desk.people.change(made.id, {"phones": ("06-6000-0002",)})
    return empty_desk.people.change(made.id, {"doctor": "東診療所"})


@pytest.fixture
def page(empty_desk: Desk, person: Person, qtbot: QtBot) -> Iterator[PersonPage]:
    made = opened(empty_desk, person, qtbot)
    yield made
    made.leave()
    made.close()


def opened(desk: Desk, person: Person, qtbot: QtBot, section: str = HISTORY) -> PersonPage:
    made = PersonPage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter(Place(room=Room.PERSON, person_id=person.id, section=section))
    qtbot.waitUntil(lambda: made.facts is not None)
    if section:
        qtbot.waitUntil(lambda: len(made.view.history.table.rows()) > 0)
    return made


def lines(history: PersonHistory) -> list[tuple[str, str, str]]:
    return [(line.past.title, line.past.old, line.past.new) for line in history.table.rows()]


def choose(history: PersonHistory, title: str) -> None:
    line = next(line for line in history.table.rows() if line.past.title == title)
    assert history.table.select(line.id)
    history.table.setFocus()


def test_every_change_is_told_newest_first_by_full_name(page: PersonPage) -> None:
    history = page.view.history
    assert lines(history) == [
        ("かかりつけ医", "", "東診療所"),
        ("電話", "06-6000-0001", "06-6000-0002"),
        ("記録", "", ""),
    ]
    assert {line.who for line in history.table.rows()} == {"山本 花子"}
    assert [line.past.action for line in history.table.rows()] == ["書き直し", "書き直し", "登録"]


def test_one_field_alone_is_shown(page: PersonPage) -> None:
    history = page.view.history
    history.field.set_value("電話")
    history.field.edited.emit()
    assert lines(history) == [("電話", "06-6000-0001", "06-6000-0002")]
    assert history.count.text() == "1行。新しい順です。"


def test_a_value_is_put_back_by_keys_with_its_reason(
    page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    history = page.view.history
    choose(history, "電話")
    QTest.keyClick(history.table, Qt.Key.Key_Return)
    assert history.detail.back.hasFocus()
    QTest.keyClick(history.detail.back, Qt.Key.Key_Return)
    form = history.detail.in_place.form
    assert form is not None
    QTest.keyClicks(form.entry("reason"), "mistyped")
    QTest.keyClick(form.entry("reason"), Qt.Key.Key_Return, CTRL)

    assert empty_desk.people.get(person.id).phones == ("06-6000-0001",)
    assert page.strip.sentence == "「電話」を、前の値に戻しました。"
    page.enter(Place(room=Room.PERSON, person_id=person.id, section=HISTORY))
    qtbot.waitUntil(lambda: lines(history)[0] == ("電話", "06-6000-0002", "06-6000-0001"))
    assert history.table.rows()[0].past.reason == "mistyped"
    assert history.table.hasFocus()


def test_what_cannot_be_put_back_says_why(page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot) -> None:
    history = page.view.history
    empty_desk.people.change(person.id, {"doctor": None})
    page.enter(Place(room=Room.PERSON, person_id=person.id, section=HISTORY))
    qtbot.waitUntil(lambda: len(lines(history)) == 4)
    line = next(line for line in history.table.rows() if line.past.new == "東診療所")
    history.table.select(line.id)

    assert not history.detail.back.isEnabled()
    assert "いまも、この値です。" in [label.text() for label in history.detail.findChildren(type(history.count))]


def test_a_consent_is_put_back_only_with_a_reason(
    page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    history = page.view.history
    empty_desk.consents.give(
        person.id, ConsentEntry(state=Consent.AGREED, way=ConsentWay.ORAL, since=date(2026, 11, 1))
    )
    page.enter(Place(room=Room.PERSON, person_id=person.id, section=HISTORY))
    qtbot.waitUntil(lambda: len(lines(history)) == 4)
    choose(history, "同意")
    history.detail.back.click()
    history.detail.in_place.write()

    held = empty_desk.people.get(person.id).consent_on(date(2026, 11, 22))
    assert held is not None
    assert held.state is Consent.AGREED
    assert "直すところが1つ" in page.strip.sentence


def test_two_hundred_lines_are_shown_at_a_time(
    page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(person_history, "AT_ONCE", 2)
    history = page.view.history
    history._most = 2
    history._narrow()
    assert len(lines(history)) == 2
    assert history.more.text() == "前の1行も見る"

    history.more.click()

    assert len(lines(history)) == 3
    assert not history.more.isVisible()


def test_a_half_written_reason_comes_back_on_its_line(
    page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    history = page.view.history
    choose(history, "電話")
    history.detail.back.click()
    assert history.detail.in_place.form is not None
    QTest.keyClicks(history.detail.in_place.form.entry("reason"), "half")
    page.leave()

    again = opened(empty_desk, person, qtbot, section="")
    qtbot.waitUntil(lambda: again.view.history.detail.in_place.form is not None)

    assert again.view.history.isVisible()
    line = again.view.history.table.row()
    assert line is not None
    assert line.past.title == "電話"
    form = again.view.history.detail.in_place.form
    assert form is not None
    assert form.entry("reason").text() == "half"


def test_a_registration_is_taken_out_with_a_reason_only_and_comes_back(
    page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    record = page.view.history.record
    record.remove.click()
    record.in_place.write()
    assert empty_desk.people.get(person.id).id == person.id

    assert record.in_place.form is not None
    record.in_place.form.entry("reason").set_text("二重の登録")
    places: list[Place] = []
    page.wanted.connect(places.append)
    with qtbot.waitSignal(page.offered) as heard:
        record.in_place.write()

    assert places == [Place(room=Room.PEOPLE)]
    told, button, does = heard.args
    assert (told, button) == ("髙橋 トシ子さんの登録を取りのぞき、ごみ箱に入れました。", "元に戻す")
    with pytest.raises(NotFound):
        empty_desk.people.get(person.id)
    does()
    assert empty_desk.people.get(person.id).name == "髙橋 トシ子"


def test_whoever_was_visited_is_not_taken_out_and_the_sentence_names_the_way(
    page: PersonPage, empty_desk: Desk, person: Person
) -> None:
    empty_desk.visits.record(person.id, on=date(2026, 11, 20), method=Method.VISIT, result=Result.ABSENT)
    record = page.view.history.record
    record.remove.click()
    assert record.in_place.form is not None
    record.in_place.form.entry("reason").set_text("二重の登録")
    record.in_place.write()

    assert "状態を「終了」に" in page.strip.sentence
    assert record.in_place.form.entry("reason").text() == "二重の登録"
    assert empty_desk.people.get(person.id).id == person.id


def test_a_merge_is_a_line_by_which_the_two_are_parted(
    page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    gone = empty_desk.people.register({"family_name": "高橋", "given_name": "敏子"}, area="九条南")
    empty_desk.merging.merge(person.id, gone.id, reason="同じ方")
    empty_desk.people.change(person.id, {"notes": "あとから"})
    history = page.view.history
    page.enter(Place(room=Room.PERSON, person_id=person.id, section=HISTORY))
    qtbot.waitUntil(lambda: any(line.parts for line in history.table.rows()))
    history.table.select(next(line for line in history.table.rows() if line.parts).id)
    assert history.detail.part.isVisible()
    assert not history.detail.back.isVisible()

    history.detail.part.click()
    with qtbot.waitSignal(page.offered) as heard:
        history.record.in_place.write()

    assert heard.args[0].startswith("2つの台帳に分けました。")
    assert heard.args[1] == "高橋 敏子さんの台帳を見る"
    assert empty_desk.people.get(gone.id).name == "高橋 敏子"
    assert empty_desk.people.get(person.id).notes == "あとから"


def test_a_registration_undone_meanwhile_is_shown_no_longer(
    page: PersonPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    empty_desk.bin.remove_person(person.id, "二重の登録")
    page.reread(Changed.PEOPLE)
    qtbot.waitUntil(lambda: page.facts is None)
    assert not page.view.isVisible()
    assert page._loading.isVisible()
