"""訪問記録: the list of a month, narrowed as one types, every record opened by Enter."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.page import Shape
from ui.pages.visits.page import VisitsPage
from ui.places import Place, Room
from ui.theme import theme
from ui.whereabouts import to_texts
from watchdesk.changed import Changed
from watchdesk.desk import Desk, Where
from watchdesk.domain.histories import AreaEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Condition, Method, Result

Shown = Callable[..., QWidget]
ListAt = Callable[..., VisitsPage]
THIS_MONTH = Month(2026, 11)


@pytest.fixture
def list_at(shown: Shown, hands: Any) -> ListAt:
    """The page as the window shows it, its month read."""

    def show(desk: Desk, **place: Any) -> VisitsPage:
        page = VisitsPage(desk, theme())
        shown(page).resize(1150, 640)
        page.enter(Place(room=Room.VISITS, **place))
        hands.qtbot.waitUntil(lambda: not page.reading)
        page.first_focus().setFocus()
        return page

    return show


def read(page: VisitsPage, hands: Any) -> VisitsPage:
    hands.qtbot.waitUntil(lambda: not page.reading)
    return page


def test_it_opens_with_this_month_newest_first(list_at: ListAt, desk: Desk) -> None:
    page = list_at(desk)
    rows = page.table.rows()
    assert tuple(rows) == desk.visits.during(THIS_MONTH)
    assert [row.on for row in rows] == sorted((row.on for row in rows), reverse=True)
    assert QApplication.focusWidget() is page.table


def test_the_count_is_said_in_words_and_leaves_voided_records_out(list_at: ListAt, desk: Desk) -> None:
    lines = desk.visits.during(THIS_MONTH)
    voided = sum(line.voided for line in lines)
    assert voided
    assert (
        list_at(desk).count.text()
        == f"令和8年11月は、{len(lines) - voided}件です。ほかに取消が{voided}件あり、数には入りません。"
    )


def test_the_count_equals_the_report(list_at: ListAt, desk: Desk) -> None:
    figures = desk.reports.figures(THIS_MONTH).facts.figures
    assert f"{figures.visits.total}件です" in list_at(desk).count.text()


def test_records_of_people_who_had_moved_away_are_told_apart(list_at: ListAt, empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "南", "given_name": "次郎"}, area="九条南")
    empty_desk.people.move(person.id, AreaEntry(area="九条北", since=date(2026, 11, 10)))
    for day in (9, 12):
        empty_desk.visits.record(person.id, on=date(2026, 11, day), method=Method.PHONE, result=Result.MET)
    assert "2件です。このうち1件は、転居などで、ほかの地域の数に入ります。" in list_at(empty_desk).count.text()


def test_months_go_back_and_forth_but_not_beyond_today(list_at: ListAt, desk: Desk, hands: Any) -> None:
    page = list_at(desk)
    assert not page.months.after.isEnabled()
    page.months.before.setFocus()
    page.months.before.click()
    assert tuple(read(page, hands).table.rows()) == desk.visits.during(Month(2026, 10))
    assert page.table.hasFocus(), "the list of that month is next"
    page.months.before.click()
    page.months.after.click()
    page.months.now.click()
    assert tuple(read(page, hands).table.rows()) == desk.visits.during(THIS_MONTH)


def test_the_month_one_looked_at_is_there_when_one_comes_back(list_at: ListAt, desk: Desk, hands: Any) -> None:
    page = list_at(desk, month=Month(2026, 9))
    row = page.table.rows()[4]
    page.table.select(row.id)
    page.enter(Place(room=Room.VISITS))
    assert read(page, hands).months.month == Month(2026, 9)
    assert page.table.row() == row


def test_it_narrows_as_one_types_in_any_letters(list_at: ListAt, desk: Desk, hands: Any) -> None:
    page = list_at(desk)
    somebody = next(line for line in desk.visits.during(THIS_MONTH) if line.kana and not line.voided)
    hands.write("zzz", page.filter.text)
    assert page.table.rows() == []
    page.filter.text.setText(somebody.kana.split()[0])
    page.filter.text.textEdited.emit(page.filter.text.text())
    found = page.table.rows()
    assert somebody in found
    assert len(found) < len(desk.visits.during(THIS_MONTH))
    assert f"件のうち、{sum(not line.voided for line in found)}件を表示しています。" in page.count.text()


@pytest.mark.parametrize("result", [Result.ABSENT, Result.MET])
def test_it_narrows_by_result_and_drops_it_with_escape(list_at: ListAt, desk: Desk, hands: Any, result: Result) -> None:
    page = list_at(desk)
    page.filter.result.setFocus()
    while page.filter.result.value() != result:
        hands.press(Qt.Key.Key_Down)
    assert {(line.result, line.voided) for line in page.table.rows()} == {(result, False)}
    hands.press(Qt.Key.Key_Escape)
    hands.qtbot.waitUntil(lambda: len(page.table.rows()) == len(desk.visits.during(THIS_MONTH)))
    assert not page.filter.drop.isVisible()


def test_it_narrows_to_urgent_ones_and_to_voided_ones(list_at: ListAt, desk: Desk) -> None:
    person = desk.people.lines()[0]
    urgent = desk.visits.record(
        person.id, on=desk.today(), method=Method.VISIT, result=Result.NO_ANSWER, condition=Condition.URGENT
    )
    page = list_at(desk)
    page.filter.condition.set_value("urgent")
    page.filter.changed.emit()
    assert urgent.id in {line.id for line in page.table.rows()}
    page.filter.condition.set_value("all")
    page.filter.result.set_value("voided")
    page.filter.changed.emit()
    assert all(line.voided for line in page.table.rows())
    assert "取消" in page.count.text()


def test_an_empty_list_says_why_and_what_comes_next(list_at: ListAt, empty_desk: Desk, desk: Desk, hands: Any) -> None:
    page = list_at(empty_desk)
    assert page.empty.accessibleName().startswith("令和8年11月の訪問記録は、まだありません。")
    with hands.qtbot.waitSignal(page.wanted) as wanted:
        page.empty.button.click()
    assert wanted.args == [Place(room=Room.PEOPLE, asks=True)]
    full = list_at(desk)
    hands.write("zzz", full.filter.text)
    full.empty.button.click()
    assert full.table.rows()


def test_enter_opens_the_record_and_r_records_another_visit(list_at: ListAt, desk: Desk, hands: Any) -> None:
    page = list_at(desk)
    hands.press(Qt.Key.Key_Down)
    row = page.table.row()
    with hands.qtbot.waitSignal(page.wanted) as opened:
        hands.press(Qt.Key.Key_Return)
    assert opened.args == [Place(room=Room.VISIT, person_id=row.person_id, visit_id=row.id)]
    with hands.qtbot.waitSignal(page.wanted) as again:
        hands.press("r")
    assert again.args == [Place(room=Room.VISIT, person_id=row.person_id, new=True)]


def test_recording_begins_with_choosing_somebody(list_at: ListAt, desk: Desk, hands: Any) -> None:
    page = list_at(desk)
    with hands.qtbot.waitSignal(page.wanted) as wanted:
        hands.press("n", Qt.KeyboardModifier.ControlModifier)
    assert wanted.args == [Place(room=Room.PEOPLE, asks=True)]


def test_a_figure_opens_exactly_its_records(list_at: ListAt, desk: Desk) -> None:
    lines = desk.visits.during(THIS_MONTH)
    some = tuple(line.id for line in lines if not line.voided)[:7]
    page = list_at(desk, month=THIS_MONTH, only=some, because="電話")
    assert {line.id for line in page.table.rows()} == set(some)
    assert "「電話」の7件を表示しています。" in page.count.text()
    page.filter.drop.click()
    assert len(page.table.rows()) == len(lines)


def test_what_is_written_meanwhile_appears_and_the_row_stays(list_at: ListAt, desk: Desk, hands: Any) -> None:
    page = list_at(desk)
    hands.press(Qt.Key.Key_Down, times=3)
    row = page.table.row()
    visit = desk.visits.record(row.person_id, on=desk.today(), method=Method.PHONE, result=Result.MET)
    page.reread(Changed.VISITS)
    assert visit.id in {line.id for line in read(page, hands).table.rows()}
    assert page.table.row().id == row.id


@pytest.mark.parametrize("zoom", [100, 150])
def test_it_fits_the_smallest_window(list_at: ListAt, desk: Desk, zoom: int) -> None:
    page = list_at(desk)
    page.reshape(Shape.NARROW)
    theme().apply(zoom=zoom)
    QApplication.processEvents()
    assert page.minimumSizeHint().width() <= 680 * zoom // 100
    assert page.minimumSizeHint().height() <= 330 * zoom // 100


def test_records_behind_a_figure_of_several_months_stand_in_the_list_together(
    list_at: ListAt, desk: Desk, hands: Any
) -> None:
    older, newer = (desk.visits.during(month)[0] for month in (THIS_MONTH.previous, THIS_MONTH))
    page = list_at(desk, only=(older.id, newer.id), because="今年度の訪問記録")
    assert [row.id for row in page.table.rows()] == [newer.id, older.id]
    assert "いくつかの月の記録です" in page.count.text()
    assert page.months.word.text() == "いくつかの月"
    hands.press(Qt.Key.Key_Escape)
    assert {row.on.month for row in read(page, hands).table.rows()} == {11}
    assert page.months.word.text() == "令和8年11月"


def test_what_is_half_written_is_told_over_the_list_and_led_to_until_it_is_gone(
    list_at: ListAt, desk: Desk, hands: Any
) -> None:
    visit = desk.visits.during(THIS_MONTH)[0]
    form, place = f"correction:{visit.id}", Place(room=Room.VISIT, person_id=visit.person_id, visit_id=visit.id)
    desk.drafts.follow(lambda form: Where(place=to_texts(place), what="訪問記録を書き直す", form=form))
    desk.drafts.save(form, {"note": "書きなおし"}, "note")
    page = list_at(desk)
    assert "訪問記録の書きかけが1件あります。" in page.drafts.sentence
    assert f"{visit.name}さん" in page.drafts.sentence
    with hands.qtbot.waitSignal(page.wanted) as led:
        page.drafts.button.click()
    assert led.args == [place]
    desk.drafts.discard(form)
    desk.drafts.follow(None)
    page.enter(Place(room=Room.VISITS))
    assert page.drafts.isHidden()
