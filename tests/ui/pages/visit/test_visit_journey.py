"""Through the window: from a chosen person to a record in three keys, and back after the screen was hidden."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.pages.people.page import PeoplePage
from ui.pages.visit.page import VisitPage
from ui.pages.visits.page import VisitsPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.words import Condition, Result

OpenAt = Callable[[Place], MainWindow]


def test_from_the_list_of_people_three_keys_record_that_somebody_is_well(
    window: OpenAt, desk: Desk, hands: Any
) -> None:
    main = window(Place(room=Room.PEOPLE))
    people = main.page()
    assert isinstance(people, PeoplePage)
    hands.qtbot.waitUntil(lambda: people.table.row() is not None)
    hands.qtbot.waitUntil(people.table.hasFocus)
    person = people.table.row()
    before: set[str] = {line.id for line in desk.visits.of_person(person.id)}
    hands.press(Qt.Key.Key_R)
    hands.qtbot.waitUntil(lambda: isinstance(main.page(), VisitPage))
    hands.press("1")
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: main.page() is people)
    (visit,) = [line for line in desk.visits.of_person(person.id) if line.id not in before]
    assert (visit.result, visit.condition, visit.on) == (Result.MET, Condition.WELL, desk.today())


def test_a_record_can_be_taken_back_from_where_one_came_from(window: OpenAt, desk: Desk, hands: Any) -> None:
    main = window(Place(room=Room.VISITS))
    person = desk.people.lines()[0]
    before = {line.id for line in desk.visits.of_person(person.id)}
    main.go(Place(room=Room.VISIT, person_id=person.id, choice="3"))
    hands.record()
    assert main.strip.sentence == f"{person.name}さんの訪問（不在）を記録しました。会えた日は、変わりません。"
    main.strip.button.click()
    (visit,) = [line for line in desk.visits.of_person(person.id) if line.id not in before]
    assert (visit.voided, visit.void_reason) == (True, "打ちまちがい")
    assert main.strip.sentence == ""


def test_hiding_the_screen_keeps_the_half_written_visit_and_its_field(window: OpenAt, desk: Desk, hands: Any) -> None:
    person = desk.people.lines()[0]
    first = window(Place(room=Room.VISIT, person_id=person.id, choice="2"))
    hands.write("half a sen", first.page().form.note)
    with hands.qtbot.waitSignal(first.lock_wanted):
        hands.press(Qt.Key.Key_F12)
    place = first.place
    first.release()
    first.hide()
    after = window(place).page()
    assert after.form.note.text() == "half a sen"
    assert after.form.outcome.value() == (Result.MET, Condition.CONCERN)
    assert QApplication.focusWidget() is after.form.note


def test_a_record_is_opened_from_the_months_list_rewritten_and_seen_there(
    window: OpenAt, desk: Desk, hands: Any
) -> None:
    main = window(Place(room=Room.VISITS))
    visits = main.page()
    assert isinstance(visits, VisitsPage)
    hands.qtbot.waitUntil(lambda: visits.table.row() is not None and visits.table.hasFocus())
    hands.press(Qt.Key.Key_Down)
    row: VisitLine = visits.table.row()
    hands.press(Qt.Key.Key_Return)
    form = main.page()
    assert isinstance(form, VisitPage)
    hands.write("corrected", form.form.note)
    hands.write("why", form.form.reason)
    hands.record()
    hands.qtbot.waitUntil(lambda: main.page() is visits and not visits.reading)
    assert visits.table.row().id == row.id
    assert visits.table.row().note == "corrected"


def test_the_last_record_of_a_history_that_is_empty_leads_to_the_person(window: OpenAt, desk: Desk, hands: Any) -> None:
    person = desk.people.lines()[0]
    main = window(Place(room=Room.VISIT, person_id=person.id, choice="1"))
    hands.record()
    hands.qtbot.waitUntil(lambda: main.place == Place(room=Room.PERSON, person_id=person.id))


def test_whose_visit_is_asked_in_words_and_a_name_and_enter_answer(hands: Any, window: Any, desk: Desk) -> None:
    desk.people.register({"family_name": "wakaba", "given_name": "hana"}, area="九条南")
    shown = window(Place(room=Room.VISITS))
    hands.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert shown.place.room is Room.PEOPLE
    people = shown.page()
    hands.qtbot.waitUntil(lambda: people.rows is not None and people.filter.text.hasFocus())
    assert people.asking.sentence == "どなたの訪問ですか。お名前を入れてください。"

    QTest.keyClicks(people.filter.text, "wakaba")
    QTest.keyClick(people.filter.text, Qt.Key.Key_Return)

    hands.qtbot.waitUntil(lambda: shown.place.room is Room.VISIT)
    assert desk.people.get(shown.place.person_id).family_name == "wakaba"

    hands.press(Qt.Key.Key_1)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: shown.place == Place(room=Room.PEOPLE, asks=True))
    assert people.filter.text.text() == "", "the next name begins here"
    hands.qtbot.waitUntil(people.filter.text.hasFocus)
    hands.qtbot.waitUntil(lambda: len(people.table.rows()) > 1)


def test_several_of_a_name_are_chosen_from_by_arrow_and_enter(hands: Any, window: Any) -> None:
    shown = window(Place(room=Room.PEOPLE, asks=True))
    people = shown.page()
    hands.qtbot.waitUntil(lambda: people.rows is not None and people.filter.text.hasFocus())
    QTest.keyClick(people.filter.text, Qt.Key.Key_Down)
    assert people.table.hasFocus()
    chosen = people.table.row().id
    QTest.keyClick(people.table, Qt.Key.Key_Return)
    assert shown.place == Place(room=Room.VISIT, person_id=chosen, new=True)


def test_the_question_can_be_given_up_and_is_gone_then(hands: Any, window: Any) -> None:
    shown = window(Place(room=Room.PEOPLE, asks=True))
    people = shown.page()
    hands.qtbot.waitUntil(people.asking.isVisible)
    people.asking.button.click()
    assert shown.place.room is Room.VISITS

    shown.go(Place(room=Room.PEOPLE))
    assert not people.asking.isVisible()
    hands.qtbot.waitUntil(people.table.hasFocus)
