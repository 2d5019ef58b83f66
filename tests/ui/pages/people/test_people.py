"""要援護者: narrowed as one types, counted in words, sorted and opened by keys alone."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.pages.page import Shape
from ui.pages.people.choices import ALL
from ui.pages.people.page import PeoplePage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk
from watchdesk.domain.words import Condition, Consent, Method, Result, Status

Ime = Callable[..., None]
LIST = Place(room=Room.PEOPLE)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[PeoplePage]:
    desk.people.register({"family_name": "髙橋", "given_name": "トシ子", "family_kana": "タカハシ"}, area="九条南")
    desk.people.register({"family_name": "高橋", "given_name": "トシ子"}, area="九条南")
    desk.people.register({"family_name": "架空", "given_name": "花", "hidden": True, "town": "境川"}, area="九条南")
    made = shown(desk, qtbot)
    yield made
    made.close()


def shown(desk: Desk, qtbot: QtBot, place: Place = LIST) -> PeoplePage:
    made = PeoplePage(desk, theme())
    qtbot.addWidget(made)
    made.resize(1180, 640)
    made.show()
    made.enter(place)
    qtbot.waitUntil(lambda: made.rows is not None)
    return made


def names(page: PeoplePage) -> list[str]:
    return [row.line.name for row in page.table.rows()]


def test_the_list_begins_with_everybody_watched_over_now(page: PeoplePage, desk: Desk) -> None:
    active = {line.id for line in desk.people.lines() if line.status is Status.ACTIVE}

    assert {row.id for row in page.table.rows()} == active
    assert page.count.text() == f"見守り中の方は、{len(active)}名です。"


def in_sight(button: QWidget) -> bool:
    return button.visibleRegion().boundingRect().size() == button.size()


def test_in_the_smallest_window_what_one_does_with_somebody_stays_in_sight(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(desk, LIST, size=(683, 364))
    page = window.page()
    assert isinstance(page, PeoplePage)
    qtbot.waitUntil(lambda: page.rows is not None)
    for resized in ((683, 364), (1366, 728), (683, 364)):
        window.resize(*resized)
        qtbot.waitUntil(lambda: (page.shape is Shape.NARROW) == (window.width() < 700))
        qtbot.waitUntil(lambda: all(in_sight(button) for button in (page.open, page.record)))


def test_enter_before_the_list_is_here_presses_nothing_and_then_the_list_has_the_focus(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    window = open_window(desk, Place(room=Room.VISITS))
    window.go(LIST)
    page, focus = window.page(), QApplication.focusWidget()
    assert isinstance(page, PeoplePage)
    assert page.rows is None
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_Return)
    assert not page.parts.prints
    qtbot.waitUntil(page.table.hasFocus)


def test_typing_narrows_by_the_rules_of_the_search(page: PeoplePage, qtbot: QtBot, ime: Ime) -> None:
    ime(page.filter.text, commit="高橋")

    qtbot.waitUntil(lambda: "髙橋 トシ子" in names(page) and len(names(page)) < 10)
    assert page.count.text().startswith("「高橋」　")
    assert page.count.text().endswith(f"名のうち{len(names(page))}名")


def test_states_towns_and_consents_narrow_together(page: PeoplePage) -> None:
    town = next(row.line.town for row in page.table.rows() if row.line.town)
    page.filter.status.set_value(ALL)
    page.filter.town.set_value(town)
    page.filter.more.consent.set_several((Consent.AGREED,))
    page.filter.changed.emit()

    assert page.table.rows()
    assert all(row.line.town == town and row.line.consent is Consent.AGREED for row in page.table.rows())


def test_only_the_overdue_can_be_asked_for(page: PeoplePage) -> None:
    QTest.keyClick(page.filter.overdue, Qt.Key.Key_Space)

    assert page.table.rows()
    assert all(row.line.due is not None and row.line.due.overdue_days > 0 for row in page.table.rows())


def test_esc_drops_every_filter(page: PeoplePage, qtbot: QtBot) -> None:
    everybody = names(page)
    QTest.keyClick(page.filter.overdue, Qt.Key.Key_Space)
    assert page.filter.drop.isVisible()

    QTest.keyClick(page.table, Qt.Key.Key_Escape)

    qtbot.waitUntil(lambda: names(page) == everybody)
    assert not page.filter.drop.isVisible()


def test_a_figures_people_are_shown_exactly_and_named(desk: Desk, qtbot: QtBot) -> None:
    ended = [line.id for line in desk.people.lines() if line.status is not Status.ACTIVE][:1]
    wanted = [*ended, *[line.id for line in desk.people.lines()][:4]]
    page = shown(desk, qtbot, Place(room=Room.PEOPLE, only=tuple(wanted), because="確かめられなかった方"))

    assert {row.id for row in page.table.rows()} == set(wanted)
    assert page.count.text() == f"「確かめられなかった方」の方は、{len(set(wanted))}名です。"
    assert not page.filter.status.isVisible(), "they are shown whatever their state"
    with qtbot.waitSignal(page.went_back):
        QTest.mouseClick(page.parts.back, Qt.MouseButton.LeftButton)

    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(page.table.rows()) > len(wanted))
    assert (page.parts.back.isVisible(), page.filter.status.isVisible()) == (False, True)


def test_coming_back_by_the_rail_shows_the_whole_list_again(page: PeoplePage) -> None:
    everybody = names(page)
    page.enter(Place(room=Room.PEOPLE, only=(page.table.rows()[0].id,), because="今日までに会いたい方"))
    assert len(names(page)) == 1

    page.enter(LIST)

    assert names(page) == everybody


def test_a_filter_that_leaves_nobody_says_so_and_can_be_dropped(page: PeoplePage, qtbot: QtBot) -> None:
    QTest.keyClicks(page.filter.text, "zzz")
    qtbot.waitUntil(page.empty.isVisible)
    assert "当てはまる方は、いません" in page.empty.accessibleName()

    QTest.keyClick(page.empty.button, Qt.Key.Key_Return)
    assert page.table.isVisible()


def test_heads_sort_by_keys_and_by_mouse(page: PeoplePage) -> None:
    page.table.sort_by("年齢")
    ages = [row.line.age for row in page.table.rows() if row.line.age is not None]
    assert ages == sorted(ages)

    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Right)
    QTest.keyClick(page.table, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    orders = [row.order for row in page.table.rows()]
    assert orders == sorted(orders)


def test_enter_opens_r_records_and_ctrl_n_registers(page: PeoplePage, qtbot: QtBot) -> None:
    page.table.setFocus()
    current = page.table.row()
    assert current is not None
    expected = {
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier): Place(room=Room.PERSON, person_id=current.id),
        (Qt.Key.Key_R, Qt.KeyboardModifier.NoModifier): Place(room=Room.VISIT, person_id=current.id, new=True),
        (Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier): Place(room=Room.PERSON, new=True),
    }
    for (key, modifier), place in expected.items():
        with qtbot.waitSignal(page.wanted) as caught:
            QTest.keyClick(page.table, key, modifier)
        assert caught.args == [place]


def test_r_in_the_text_field_is_a_letter(page: PeoplePage, qtbot: QtBot) -> None:
    page.filter.text.setFocus()
    with qtbot.assertNotEmitted(page.wanted):
        QTest.keyClick(page.filter.text, Qt.Key.Key_R)

    assert page.filter.text.text() == "r"


def test_a_list_of_names_can_be_brought_in_from_here(page: PeoplePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.mouseClick(page.bring_in, Qt.MouseButton.LeftButton)

    assert caught.args == [Place(room=Room.IMPORT)]


def test_similar_names_and_hidden_people_are_marked(page: PeoplePage) -> None:
    columns = {column.title: column for column in page.table.model().columns}  # type: ignore[attr-defined]  # the kit's
    rows = {row.line.name: row for row in page.table.rows()}

    assert columns["注意"].value(rows["髙橋 トシ子"]) == "似た名前"
    assert columns["注意"].value(rows["架空 花"]) == "秘匿"
    assert columns["住所"].value(rows["架空 花"]) == "秘匿"


def test_a_hidden_persons_address_is_in_no_cell(page: PeoplePage) -> None:
    hidden = next(row for row in page.table.rows() if row.line.hidden)
    model = page.table.model()
    cells = [column.value(hidden) for column in model.columns]  # type: ignore[attr-defined]  # the kit's own model

    assert not any("境川" in cell for cell in cells)


def test_a_write_elsewhere_leaves_filter_and_current_row_alone(page: PeoplePage, desk: Desk, qtbot: QtBot) -> None:
    QTest.keyClick(page.filter.overdue, Qt.Key.Key_Space)
    page.table.select(page.table.rows()[2].id)
    current = page.table.row()
    assert current is not None

    desk.people.register({"family_name": "新規"}, area="九条南")
    page.enter(LIST)
    qtbot.waitUntil(lambda: any(row.line.name == "新規" for row in page.rows or ()))

    assert page.filter.overdue.isChecked()
    now = page.table.row()
    assert now is not None
    assert now.id == current.id


def test_an_empty_register_offers_to_begin(empty_desk: Desk, qtbot: QtBot) -> None:
    page = shown(empty_desk, qtbot)

    assert "まだどなたもいません" in page.empty.accessibleName()
    with qtbot.waitSignal(page.wanted) as caught:
        QTest.keyClick(page.empty.button, Qt.Key.Key_Return)
    assert caught.args == [Place(room=Room.PERSON, new=True)]


def in_order(page: PeoplePage) -> list[str]:
    return [row.id for row in page.table.rows()]


def current(page: PeoplePage) -> str | None:
    row = page.table.row()
    return row.id if row is not None else None


def record(desk: Desk, person_id: str) -> None:
    desk.visits.record(person_id, on=desk.today(), method=Method.VISIT, result=Result.MET, condition=Condition.WELL)


@pytest.mark.parametrize("key", [Qt.Key.Key_R, Qt.Key.Key_Return])
def test_after_a_recorded_visit_one_stands_at_the_next_person_of_the_round(
    page: PeoplePage, desk: Desk, qtbot: QtBot, key: Qt.Key
) -> None:
    before = in_order(page)
    page.table.select(before[2])
    page.table.setFocus()
    QTest.keyClick(page.table, key)
    record(desk, before[2])
    page.enter(LIST)

    qtbot.waitUntil(lambda: in_order(page) != before)
    assert current(page) == before[3]


def test_without_a_recorded_visit_one_stays_where_one_was(page: PeoplePage, desk: Desk, qtbot: QtBot) -> None:
    before = in_order(page)
    page.table.select(before[2])
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_R)
    page.enter(LIST)
    desk.people.change(before[2], {"best_time": "午前中"})
    page.enter(LIST)
    record(desk, before[2])
    page.enter(LIST)

    qtbot.waitUntil(lambda: in_order(page) != before)
    assert current(page) == before[2]
