"""要対応: listed by their day, done with one key and a line, put off, rewritten, voided and brought back, by keys."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import AREA
from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.follow_ups.page import FollowUpsPage
from ui.pages.follow_ups.rows import DONE, LATE, VOIDED
from ui.pages.page import Page, Shape
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.follow_up import FollowUp
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Method, Result, Status

TODAY, DAY = date(2026, 11, 22), timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier
Put = Callable[[Page], None]


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return empty_desk.people.register({"family_name": "見本", "family_kana": "ミホン"}, area=AREA)


@pytest.fixture
def known(empty_desk: Desk, person: Person) -> dict[str, FollowUp]:
    """One that is late, one for today, one for later; the first two are about 見本."""
    visit = empty_desk.visits.record(person.id, on=TODAY - 9 * DAY, method=Method.VISIT, result=Result.MET)
    late = empty_desk.follow_ups.promise("tel", TODAY - 3 * DAY, visit_id=visit.id, who="南 次郎")
    today = empty_desk.follow_ups.promise("letter", TODAY, person.id)
    later = empty_desk.follow_ups.promise("chairs", TODAY + 5 * DAY)
    return {"late": late, "today": today, "later": later}


@pytest.fixture
def window(empty_desk: Desk, known: dict[str, FollowUp], open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> FollowUpsPage:
    """The list, in the window."""
    window.start(Place(room=Room.FOLLOW_UPS))
    made = window.page()
    assert isinstance(made, FollowUpsPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.table)
    return made


def come(page: FollowUpsPage, qtbot: QtBot, **place: object) -> None:
    page.wanted.emit(Place(room=Room.FOLLOW_UPS, **place))  # type: ignore[arg-type]  # fields of a place
    qtbot.waitUntil(lambda: not page.reader.reading and not page._coming)


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def write(text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClicks(now, text)


def told(page: FollowUpsPage) -> list[tuple[str, str]]:
    model = page.table.model()
    return [(model.index(at, 1).data(), model.index(at, 2).data()) for at in range(model.rowCount())]


def test_what_is_still_to_be_done_stands_by_its_day(page: FollowUpsPage) -> None:
    assert told(page) == [("3日超過", "tel"), ("今日まで", "letter"), ("あと5日", "chairs")]
    assert page.count.text() == "3件です。うち1件は、期限を過ぎています。"


def test_one_key_and_a_line_close_it_and_the_next_one_is_current(
    page: FollowUpsPage, empty_desk: Desk, known: dict[str, FollowUp], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_S)
    write("answered")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(told(page)) == 2)
    done = empty_desk.follow_ups.get(known["late"].id)
    assert (done.done_on, done.outcome) == (TODAY, "answered")
    assert page.table.row().id == known["today"].id  # type: ignore[union-attr]  # two are left
    assert QApplication.focusWidget() is page.table


def test_without_a_line_it_is_not_done(page: FollowUpsPage, empty_desk: Desk) -> None:
    press(Qt.Key.Key_S)
    press(Qt.Key.Key_Return, CTRL)
    assert "直すところが1つ" in page.strip.sentence
    assert len(empty_desk.follow_ups.open()) == 3


def test_it_is_put_off_with_a_reason_that_stands_below(
    page: FollowUpsPage, empty_desk: Desk, known: dict[str, FollowUp], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_N)
    write("12/3")
    press(Qt.Key.Key_Return)
    while page.in_place.form is not None and page.in_place.form.focus_key() != "reason":
        press(Qt.Key.Key_Tab)
    write("away")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: ("あと11日", "letter") in told(page))
    changed = empty_desk.follow_ups.get(known["today"].id)
    assert (changed.due_on, changed.put_off_reason) == (date(2026, 12, 3), "away")


def test_escape_puts_the_question_away_before_the_filter_and_keeps_what_was_written(
    page: FollowUpsPage, person: Person, qtbot: QtBot
) -> None:
    come(page, qtbot, person_id=person.id)
    shown = told(page)
    press(Qt.Key.Key_S)
    write("half")
    press(Qt.Key.Key_Escape)
    assert page.in_place.form is None
    assert told(page) == shown
    assert "書きかけは、残してあります" in page.strip.sentence
    press(Qt.Key.Key_Escape)
    assert len(told(page)) == 3


def test_something_new_is_written_about_whom_the_place_names(
    page: FollowUpsPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    come(page, qtbot, person_id=person.id, new=True)
    assert "見本さんのことで" in page.in_place.accessibleName()
    write("visit")
    press(Qt.Key.Key_Return)
    write("12/1")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(told(page)) == 3)
    (line,) = [one for one in empty_desk.follow_ups.open(person.id) if one.what == "visit"]
    assert line.due_on == date(2026, 12, 1)
    assert "見本さんのことだけ" in page.filter.told.text()
    press(Qt.Key.Key_Escape)
    assert len(told(page)) == 4


def test_what_is_done_and_voided_is_found_and_opened_again(
    page: FollowUpsPage, empty_desk: Desk, known: dict[str, FollowUp], qtbot: QtBot
) -> None:
    empty_desk.follow_ups.done(known["late"].id, "answered")
    empty_desk.follow_ups.void(known["today"].id, "mistaken")
    for state, words in ((DONE, "すみ"), (VOIDED, "取消")):
        come(page, qtbot)
        page.filter.state.set_value(state)
        page.filter.state.edited.emit()
        assert [word for word, _ in told(page)] == [words]
        assert not page.done.isVisible()
        page.again.click()
        qtbot.waitUntil(lambda: told(page) == [])
    assert len(empty_desk.follow_ups.open()) == 3


def test_the_list_shows_exactly_what_a_figure_counted(
    page: FollowUpsPage, known: dict[str, FollowUp], qtbot: QtBot
) -> None:
    come(page, qtbot, only=(known["late"].id, known["today"].id), because="今日までの要対応")
    assert [what for _, what in told(page)] == ["tel", "letter"]
    assert "今日までの要対応" in page.filter.told.text()
    page.filter.state.set_value(LATE)
    page.filter.state.edited.emit()
    assert [what for _, what in told(page)] == ["tel"]


def test_a_promise_to_somebody_whose_watch_ended_stays_and_says_so(
    page: FollowUpsPage, empty_desk: Desk, person: Person, qtbot: QtBot
) -> None:
    empty_desk.people.set_status(person.id, StatusEntry(state=Status.ENDED, since=TODAY, reason="moved"))
    qtbot.waitUntil(lambda: page.table.model().index(0, 3).data() == "見本（終了）")
    assert len(told(page)) == 3


def test_what_is_half_written_comes_back(
    page: FollowUpsPage, empty_desk: Desk, put: Put, qtbot: QtBot, known: dict[str, FollowUp]
) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_S)
    write("half")
    page.leave()
    after = FollowUpsPage(empty_desk, theme())
    put(after)
    after.enter(Place(room=Room.FOLLOW_UPS))
    qtbot.waitUntil(lambda: after.in_place.form is not None)
    assert after.in_place.form.written() == {"outcome": "half"}  # type: ignore[union-attr]  # it is open
    assert after.table.row().id == known["today"].id  # type: ignore[union-attr]  # the one it is about


def test_a_hidden_persons_words_are_not_rewritten_before_they_are_opened(
    page: FollowUpsPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    values = {"family_name": "秘", "hidden": True, "phones": ("06-6000-0003",)}
    hidden = empty_desk.people.register(values, area=AREA)
    made = empty_desk.follow_ups.promise("06-6000-0003に電話する", TODAY, hidden.id)
    come(page, qtbot, record_id=made.id)
    assert page.table.row().id == made.id  # type: ignore[union-attr]  # it is there
    press(Qt.Key.Key_F2)
    assert page.in_place.form is None
    assert "台帳で開いてから" in page.strip.sentence
    empty_desk.secrecy.open(hidden.id, "電話する")
    press(Qt.Key.Key_F2)
    assert page.in_place.form is not None
    assert page.in_place.form.texts()["what"] == "06-6000-0003に電話する"


def test_an_empty_list_says_what_to_do_next(empty_desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = FollowUpsPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.FOLLOW_UPS))
    qtbot.waitUntil(lambda: page.rows is not None)
    assert "まだのものは、ありません" in page.empty.accessibleName()
    page.empty.button.click()
    assert page.in_place.form is not None


def test_a_whole_journey_by_keys(window: MainWindow, page: FollowUpsPage, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CTRL)
    write("umbrella")
    press(Qt.Key.Key_Return)
    write("11/30")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: ("あと8日", "umbrella") in told(page))
    press(Qt.Key.Key_S)
    write("done")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(told(page)) == 3)
    qtbot.waitUntil(lambda: window.undoing.button.whole == "元に戻す: 要対応をすませたこと")
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(told(page)) == 4)


@pytest.mark.parametrize(("shape", "width"), [(Shape.MIDDLE, 911), (Shape.NARROW, 683)])
def test_it_fits_smaller_windows(
    window: MainWindow, page: FollowUpsPage, qtbot: QtBot, shape: Shape, width: int
) -> None:
    window.resize(width, 485)
    qtbot.waitUntil(lambda: page.shape is shape)
    assert page.minimumSizeHint().width() <= 680
    assert page.done.isVisible()
