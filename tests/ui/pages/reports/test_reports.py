"""The report page as its user lives it: figures that open, real pages, remarks, paper and PDF, by keys and mouse."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.pages.numbers.records import SAME
from ui.pages.page import Shape
from ui.pages.report_kinds import ReportKinds
from ui.pages.reports.page import ReportsPage
from ui.places import Place, Room
from ui.widgets.area_field import EVERYWHERE
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.behind import Figure, number
from watchdesk.domain.counted import Counted
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Consent

OCTOBER = Month(2026, 10)

Reports = Callable[[Desk], ReportsPage]
Made = Callable[[ReportsPage], None]


def _text(page: ReportsPage) -> str:
    return "".join(page.paper.view.texts())


# --- the month and its figures ---


def test_the_last_complete_month_comes_first_and_the_running_one_is_provisional(
    qtbot: QtBot, page: ReportsPage, made: Made
) -> None:
    assert page.head.title.text() == "10月の月報"
    assert page.head.provisional.isHidden()
    QTest.mouseClick(page.head.after, Qt.MouseButton.LeftButton)
    made(page)
    assert page.head.title.text() == "11月の月報"
    assert page.head.provisional.isVisible()
    assert "暫定" in _text(page)
    assert page.head.after.isHidden()


def test_a_month_is_chosen_from_the_list_by_keys(qtbot: QtBot, page: ReportsPage, made: Made) -> None:
    page.head.choice.setFocus()
    QTest.keyClick(page.head.choice, Qt.Key.Key_Down)
    made(page)
    assert page.month == Month(2026, 9)
    assert page.report is not None
    assert page.report.month == Month(2026, 9)


def test_the_figures_on_screen_are_those_of_the_report(page: ReportsPage) -> None:
    assert page.report is not None
    figures = page.report.parts[0].facts.figures
    shown = page.side.figures.texts()
    assert set(shown) == {figure.value for figure in Figure}
    for figure in Figure:
        assert shown[figure.value][0] == f"{number(figure, figures)}{figure.unit}"


def test_before_they_are_counted_no_figure_is_shown_as_nought(
    qtbot: QtBot, desk: Desk, reports: Reports, made: Made
) -> None:
    page = reports(desk)
    assert set(page.side.figures.texts().values()) == {()}
    assert "数えています" in page.side.figures.line(Figure.VISITS.value).accessibleName()
    made(page)


@pytest.mark.parametrize("figure", list(Figure))
def test_a_figure_shows_exactly_its_records_below(qtbot: QtBot, page: ReportsPage, figure: Figure) -> None:
    assert page.report is not None
    expected = number(figure, page.report.parts[0].facts.figures)
    QTest.mouseClick(page.side.figures.line(figure.value), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.side.records.title.text() == f"{figure.label} {expected}{figure.unit}")
    assert page.side.records.badge.words == SAME
    table = page.side.records.table
    assert (len(table.rows()) if table is not None else 0) == expected


def test_arrows_move_through_the_figures_and_enter_opens_exactly_those_people(qtbot: QtBot, page: ReportsPage) -> None:
    assert page.report is not None
    page.side.figures.setFocus()
    for _ in range(6):
        QTest.keyClick(page.side.figures.line(page.side.figures.current), Qt.Key.Key_Down)
    assert page.side.figures.current == Figure.NOT_CONFIRMED.value
    with qtbot.waitSignal(page.wanted) as went:
        QTest.keyClick(page.side.figures.line(page.side.figures.current), Qt.Key.Key_Return)
    place: Place = went.args[0]
    assert (place.room, place.only) == (Room.PEOPLE, page.report.parts[0].members.not_confirmed)
    assert place.because == "10月の月報 確かめられなかった方"


def test_the_word_at_the_end_of_a_line_opens_exactly_those_visits(qtbot: QtBot, page: ReportsPage) -> None:
    line = page.side.figures.line(Figure.VISITS.value)
    with qtbot.waitSignal(page.wanted) as went:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.rect().center() + line.rect().topRight() / 2.2)
    place: Place = went.args[0]
    assert (place.room, place.month) == (Room.VISITS, OCTOBER)
    assert place.only is not None
    assert f"{len(place.only)}件" == page.side.figures.texts()[Figure.VISITS.value][0]


def test_enter_on_a_record_opens_the_person(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: page.side.records.table is not None)
    table = page.side.records.table
    assert table is not None
    with qtbot.waitSignal(page.wanted) as went:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert (went.args[0].room, went.args[0].person_id) == (Room.PERSON, table.rows()[0].id)


# --- the pages ---


def test_the_pages_shown_are_the_report_and_words_are_found_in_them(page: ReportsPage) -> None:
    assert page.report is not None
    assert page.paper.view.pages() == page.report.pages
    assert "見守り活動" in _text(page)
    assert page.paper.view.find_words("見守りコーディネーター") > 0


def test_pages_without_names_are_fewer_and_name_nobody(qtbot: QtBot, page: ReportsPage, desk: Desk, made: Made) -> None:
    before = page.paper.view.pages()
    QTest.mouseClick(page.head.statistics, Qt.MouseButton.LeftButton)
    assert page.head.statistics.isChecked()
    made(page)
    assert page.paper.view.pages() < before
    text = _text(page)
    assert not [line.name for line in desk.people.lines() if line.name in text]


def test_a_visit_recorded_elsewhere_changes_figures_and_pages(
    qtbot: QtBot, page: ReportsPage, desk: Desk, made: Made
) -> None:
    assert page.report is not None
    visit = desk.figures.visits(Counted(figure=Figure.VISITS), page.report.parts[0])[0]
    before = int(page.side.figures.texts()[Figure.VISITS.value][0].removesuffix("件"))
    desk.visits.void(visit.id, "二重に書いたため")
    page.reread(Changed.VISITS)
    made(page)
    assert page.side.figures.texts()[Figure.VISITS.value][0] == f"{before - 1}件"


def test_what_only_touches_the_ledger_makes_no_new_pages(page: ReportsPage) -> None:
    report = page.report
    page.reread(Changed.COPIES | Changed.BACKUPS)
    assert page.report is report


def test_making_the_pages_can_be_stopped_and_begun_again(
    qtbot: QtBot, desk: Desk, reports: Reports, made: Made
) -> None:
    page = reports(desk)
    page.paper.progress.stopped.emit()
    qtbot.waitUntil(page.paper.empty.button.isVisible)
    assert "やめました" in page.paper.empty.accessibleName()
    QTest.mouseClick(page.paper.empty.button, Qt.MouseButton.LeftButton)
    made(page)


# --- remarks ---


def _write(qtbot: QtBot, page: ReportsPage, text: str) -> None:
    QTest.mouseClick(page.side.write, Qt.MouseButton.LeftButton)
    assert page.side.remark.text.hasFocus()
    page.side.remark.text.insertPlainText(text)


def test_remarks_are_saved_by_ctrl_enter_and_printed(qtbot: QtBot, page: ReportsPage, desk: Desk, made: Made) -> None:
    _write(qtbot, page, "暑い日が続きました。")
    with qtbot.waitSignal(page.side.remark.saved):
        QTest.keyClick(page.side.remark.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.remarks.of(OCTOBER).remark == "暑い日が続きました。"
    made(page)
    assert "暑い日が続きました。" in _text(page)
    assert page.side.remark_begins.text() == "暑い日が続きました。"


def test_half_written_remarks_are_kept_within_two_seconds_and_come_back(
    qtbot: QtBot, page: ReportsPage, desk: Desk, reports: Reports, made: Made
) -> None:
    _write(qtbot, page, "団地の方には")
    qtbot.waitUntil(lambda: bool(desk.drafts.all()), timeout=2000)
    assert desk.remarks.of(OCTOBER).remark == ""
    again = reports(desk)
    assert again.side.remark.text.text() == "団地の方には"
    assert again.side.remark.isVisible()
    assert again.first_focus() is again.side.remark.text
    assert "書きかけを戻しました" in again.side.remark.strip.sentence
    made(again)


def test_an_open_conversion_is_part_of_the_draft(
    qtbot: QtBot, page: ReportsPage, desk: Desk, ime: Callable[..., None]
) -> None:
    _write(qtbot, page, "団地の")
    ime(page.side.remark.text, commit="方")
    page.leave()
    assert desk.drafts.all()[0].texts["remark"] == "団地の方"


def test_esc_puts_the_remarks_aside_and_loses_nothing(qtbot: QtBot, page: ReportsPage, desk: Desk) -> None:
    _write(qtbot, page, "途中まで")
    QTest.keyClick(page.side.remark.text, Qt.Key.Key_Escape)
    assert page.side.remark.isHidden()
    assert page.side.remark_begins.text() == "途中まで"
    assert desk.drafts.all()[0].texts["remark"] == "途中まで"


def test_a_write_elsewhere_does_not_touch_remarks_being_written(qtbot: QtBot, page: ReportsPage, made: Made) -> None:
    _write(qtbot, page, "途中まで")
    page.reread(Changed.VISITS)
    made(page)
    assert page.side.remark.text.text() == "途中まで"
    assert page.side.remark.isVisible()


def test_each_month_has_its_own_remarks(qtbot: QtBot, page: ReportsPage, made: Made) -> None:
    _write(qtbot, page, "十月のこと")
    page.side.remark.write()
    QTest.mouseClick(page.head.before, Qt.MouseButton.LeftButton)
    assert page.side.remark_begins.text() == "まだありません"
    made(page)


# --- other stores, other shapes ---


def test_an_empty_store_says_what_to_do_first(qtbot: QtBot, empty_desk: Desk, reports: Reports) -> None:
    page = reports(empty_desk)
    assert page.first_focus() is page.empty.button
    (others,) = (kinds for kinds in page.findChildren(ReportKinds) if kinds.isVisible())
    with qtbot.waitSignal(page.wanted) as led:
        others.setCurrentIndex(2)
    assert led.args[0].room is Room.SHEETS, "papers to fill in by hand need nobody registered"
    with qtbot.waitSignal(page.wanted) as went:
        QTest.keyClick(page.empty.button, Qt.Key.Key_Return)
    assert (went.args[0].room, went.args[0].new) == (Room.PERSON, True)


def test_a_ward_store_asks_for_one_area_or_all(qtbot: QtBot, ward_desk: Desk, reports: Reports, made: Made) -> None:
    agreed = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("hokenfukushi",))
    ward_desk.people.register({"family_name": "見本", "given_name": "花子"}, area="九条南", consent=agreed)
    page = reports(ward_desk)
    made(page)
    assert page.head.area.isVisible()
    _choose_area(page, EVERYWHERE, made)
    assert page.report is not None
    assert len(page.report.parts) == len(ward_desk.codes.areas) + 1
    _nobody_of_one_area_has_the_next_ones(page, made)


def _choose_area(page: ReportsPage, area: str, made: Made) -> None:
    page.head.area.set_value(area)
    page.head.area.edited.emit()
    made(page)


def _nobody_of_one_area_has_the_next_ones(page: ReportsPage, made: Made) -> None:
    """Who was written for one area stays half-written there; once it went out, the next is as it is proposed."""
    assert page.report is not None
    assert page.report.named
    page.held.open.click()
    fields = page.held.fields
    assert fields is not None
    fields.holder.set_value("林 恵")
    fields.holder.edited.emit()
    _choose_area(page, "九条南", made)
    assert page.held.held().holder is None
    _choose_area(page, EVERYWHERE, made)
    assert page.held.held().holder == "林 恵"
    page.drawing.handing.said.emit("残しました。")
    assert page.held.held().holder == "林 恵"
    _choose_area(page, "九条南", made)
    _choose_area(page, EVERYWHERE, made)
    assert page.held.held().holder is None


def test_where_room_is_short_figures_and_pages_are_two_tabs(qtbot: QtBot, page: ReportsPage) -> None:
    page.shape = Shape.MIDDLE
    page.reshape(Shape.MIDDLE)
    assert page.sides.tabs.isVisible()
    assert page.side.figures.isVisible()
    assert page.paper.isHidden()
    page.side.figures.line("visits").setFocus()
    page.sides.tabs.setCurrentIndex(1)
    assert page.sides.tabs.hasFocus(), "the keys go on from the two tabs, not from wherever is next"
    assert page.paper.isVisible()
    assert not page.side.figures.isVisible()
