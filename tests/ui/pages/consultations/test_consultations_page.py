"""相談: what presses most in front, worked through by keys to its end, begun again, taken back, narrowed, empty."""

from collections.abc import Callable
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
from ui.pages.consultations.rows import CLOSED, TABS, VOIDED, WAITING
from ui.pages.consultations.writing import ConsultationPage
from ui.pages.page import Page, Shape
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.consultation import Consultation, ConsultState, StepKind, Urgency
from watchdesk.domain.person import Person

TODAY, DAY = date(2026, 11, 22), timedelta(days=1)
CTRL = Qt.KeyboardModifier.ControlModifier
TOLD = {"field": "A1", "content": "B13"}
Put = Callable[[Page], None]


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return empty_desk.people.register({"family_name": "見本", "family_kana": "ミホン"}, area=AREA)


@pytest.fixture
def known(empty_desk: Desk, person: Person) -> dict[str, Consultation]:
    """An old one, one about 見本 that waits for its answer, an urgent one, one that is over."""
    room = empty_desk.consultations
    told: dict[str, dict[str, object]] = {
        "old": {"said": "garden", "opened_on": TODAY - 11 * DAY, "caller": "neighbour"},
        "waits": {"said": "meals", "opened_on": TODAY - 2 * DAY, "person_id": person.id},
        "urgent": {"said": "gas", "urgency": Urgency.URGENT},
        "over": {"said": "bus", "opened_on": TODAY - 4 * DAY},
    }
    made = {key: room.open_case({**TOLD, **more}) for key, more in told.items()}
    room.add_step(made["waits"].id, StepKind.ASKED, "asked the centre", TODAY + 3 * DAY)
    room.close(made["over"].id, "found one")
    return made


@pytest.fixture
def window(empty_desk: Desk, known: dict[str, Consultation], open_window: OpenWindow) -> MainWindow:
    return open_window(empty_desk)


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ConsultationsPage:
    """The list, in the window."""
    window.start(Place(room=Room.CONSULTATIONS))
    made = window.page()
    assert isinstance(made, ConsultationsPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.table)
    return made


def come(page: ConsultationsPage, qtbot: QtBot, **place: object) -> None:
    page.wanted.emit(Place(room=Room.CONSULTATIONS, **place))  # type: ignore[arg-type]  # fields of a place
    qtbot.waitUntil(lambda: not page.reader.reading and not page._coming)


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClick(now, key, chord)


def write(text: str) -> None:
    now = QApplication.focusWidget()
    assert now is not None
    QTest.keyClicks(now, text)


def told(page: ConsultationsPage) -> list[tuple[str, str, str]]:
    """State, age and what was said, row by row."""
    model = page.table.model()
    rows = range(model.rowCount())
    return [(model.index(at, 0).data(), model.index(at, 1).data(), model.index(at, 3).data()) for at in rows]


def choose(page: ConsultationsPage, tab: str) -> None:
    page.filter.tabs.setCurrentIndex(list(TABS).index(tab))


def test_what_presses_most_stands_in_front_with_its_age(page: ConsultationsPage) -> None:
    assert told(page) == [
        ("対応中", "1日目", "gas"),
        ("対応中", "12日目", "garden"),
        ("返事待ち", "3日目", "meals"),
    ]
    tabs = [page.filter.tabs.tabText(at) for at in range(page.filter.tabs.count())]
    assert tabs == [
        *("終わっていない（3）", "期限を過ぎた（0）", "返事待ち（1）"),
        *("対応中（2）", "終了（1）", "取り消した（0）"),
    ]


def test_a_case_is_worked_through_to_its_end_by_keys(
    page: ConsultationsPage, empty_desk: Desk, known: dict[str, Consultation], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_S)
    write("went there")
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_T)
    write("asked the firm")
    press(Qt.Key.Key_Tab)
    write("11/30")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: told(page)[0][0] == "返事待ち")
    assert page.table.row().id == known["urgent"].id  # type: ignore[union-attr]  # it is there
    press(Qt.Key.Key_H)
    write("they come")
    press(Qt.Key.Key_Return, CTRL)
    press(Qt.Key.Key_O)
    write("mended")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(told(page)) == 2)
    case = empty_desk.consultations.get(known["urgent"].id)
    kinds = [StepKind.DONE, StepKind.ASKED, StepKind.ANSWERED, StepKind.CLOSED]
    assert [step.kind for step in case.steps] == kinds
    assert (case.steps[1].due_on, case.outcome) == (date(2026, 11, 30), "mended")
    assert QApplication.focusWidget() is page.table


def test_without_a_line_it_is_not_closed(page: ConsultationsPage, empty_desk: Desk) -> None:
    press(Qt.Key.Key_O)
    press(Qt.Key.Key_Return, CTRL)
    assert "直すところが1つ" in page.strip.sentence
    assert len(empty_desk.consultations.lines(ConsultState.CLOSED)) == 1


def test_the_case_beside_the_list_tells_its_history(page: ConsultationsPage, qtbot: QtBot) -> None:
    choose(page, WAITING)

    def told_beside() -> list[str]:
        return [part.accessibleName() for part in page.case.findChildren(QWidget) if part.isVisible()]

    qtbot.waitUntil(lambda: any("返事は11月25日" in name and "asked the centre" in name for name in told_beside()))
    choose(page, CLOSED)
    assert told(page) == [("終了", "5日で終了", "bus")]
    assert not page.doing.questions["done"].isVisible()


def test_what_is_over_is_begun_again_and_its_closing_stays(
    page: ConsultationsPage, empty_desk: Desk, known: dict[str, Consultation], qtbot: QtBot
) -> None:
    choose(page, CLOSED)
    page.table.setFocus()
    press(Qt.Key.Key_S)
    write("again")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: told(page) == [])
    case = empty_desk.consultations.get(known["over"].id)
    assert [step.kind for step in case.steps] == [StepKind.CLOSED, StepKind.REOPENED]


def test_what_was_voided_counts_nowhere_and_comes_back(
    page: ConsultationsPage, empty_desk: Desk, known: dict[str, Consultation], qtbot: QtBot
) -> None:
    empty_desk.consultations.void(known["old"].id, "twice")
    qtbot.waitUntil(lambda: len(told(page)) == 2)
    choose(page, VOIDED)
    assert [state for state, _, _ in told(page)] == ["取消"]
    page.doing.again.click()
    qtbot.waitUntil(lambda: told(page) == [])
    assert len(empty_desk.consultations.lines()) == 4


def test_the_list_shows_exactly_what_a_figure_counted(
    page: ConsultationsPage, known: dict[str, Consultation], qtbot: QtBot
) -> None:
    come(page, qtbot, only=(known["over"].id, known["old"].id), because="10月の相談")
    assert {said for _, _, said in told(page)} == {"bus", "garden"}
    assert "10月の相談" in page.filter.told.text()
    page.filter.drop.click()
    assert len(told(page)) == 3


def test_somebodys_cases_and_one_case_are_come_to(
    page: ConsultationsPage, known: dict[str, Consultation], person: Person, qtbot: QtBot
) -> None:
    come(page, qtbot, person_id=person.id)
    assert [said for _, _, said in told(page)] == ["meals"]
    assert "見本さんのことだけ" in page.filter.told.text()
    come(page, qtbot, record_id=known["over"].id)
    assert page.table.row().id == known["over"].id  # type: ignore[union-attr]  # it is over, and shown
    assert page.filter.wanted().tab == CLOSED


def test_what_is_half_written_comes_back(
    page: ConsultationsPage, empty_desk: Desk, put: Put, known: dict[str, Consultation], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_S)
    write("half")
    page.leave()
    after = ConsultationsPage(empty_desk, theme())
    put(after)
    after.enter(Place(room=Room.CONSULTATIONS))
    qtbot.waitUntil(lambda: after.in_place.form is not None)
    assert after.in_place.form.written() == {"what": "half"}  # type: ignore[union-attr]  # it is open
    assert after.table.row().id == known["old"].id  # type: ignore[union-attr]  # the one it is about


def test_a_hidden_persons_words_are_not_rewritten_before_they_are_opened(
    page: ConsultationsPage, empty_desk: Desk, qtbot: QtBot
) -> None:
    values = {"family_name": "秘", "hidden": True, "phones": ("06-6000-0003",)}
    hidden = empty_desk.people.register(values, area=AREA)
    case = empty_desk.consultations.open_case({**TOLD, "said": "06-6000-0003に電話", "person_id": hidden.id})
    come(page, qtbot, record_id=case.id)
    assert all("06-6000-0003" not in said for _, _, said in told(page))
    press(Qt.Key.Key_F2)
    assert "台帳で開いてから" in page.strip.sentence


def test_an_empty_list_says_what_to_do_next(empty_desk: Desk, put: Put, qtbot: QtBot) -> None:
    page = ConsultationsPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.CONSULTATIONS))
    qtbot.waitUntil(lambda: page.rows is not None)
    assert "終わっていない相談は、ありません" in page.empty.accessibleName()
    with qtbot.waitSignal(page.wanted) as wanted:
        page.empty.button.click()
    assert wanted.args[0] == Place(room=Room.CONSULTATION, new=True)


def test_a_whole_journey_by_keys(window: MainWindow, page: ConsultationsPage, empty_desk: Desk, qtbot: QtBot) -> None:
    press(Qt.Key.Key_N, CTRL)
    form = window.page()
    assert isinstance(form, ConsultationPage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is form.editor.whom.sought)  # type: ignore[union-attr]  # open
    write("caller")
    for _ in range(5):
        press(Qt.Key.Key_Return)
    write("light")
    press(Qt.Key.Key_Tab)
    write("1")
    press(Qt.Key.Key_Return)
    write("11")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(told(page)) == 4)
    assert window.page() is page
    assert page.table.row().line.name == "caller"  # type: ignore[union-attr]  # the new one is current
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table)
    qtbot.waitUntil(lambda: window.undoing.button.whole == "元に戻す: 相談の記録")
    press(Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(told(page)) == 3)


@pytest.mark.parametrize(("shape", "width"), [(Shape.MIDDLE, 911), (Shape.NARROW, 683)])
def test_it_fits_smaller_windows(
    window: MainWindow, page: ConsultationsPage, qtbot: QtBot, shape: Shape, width: int
) -> None:
    window.resize(width, 485)
    qtbot.waitUntil(lambda: page.shape is shape)
    assert page.minimumSizeHint().width() <= 680
    assert page.doing.isVisible()
