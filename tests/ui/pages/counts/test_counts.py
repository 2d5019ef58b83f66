"""活動件数集計報告書 in the window: numbers that open, the real page beside them, paper and PDF, by keys and mouse."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.services import work_year
from ui import file_picker
from ui.pages.counts.page import AHEAD, CountsPage
from ui.pages.numbers import ways
from ui.pages.numbers.records import SAME
from ui.pages.page import Page, Shape
from ui.pages.reports.page import ReportsPage
from ui.places import COORDINATION, Place, Room
from ui.rooms import PAGES
from ui.theme import theme
from ui.widgets.area_field import EVERYWHERE
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.definitions import of_item
from watchdesk.domain.month import Month
from watchdesk.domain.work_lists import Block

Made = Callable[[CountsPage], None]
OCTOBER = Month(2025, 10)


@pytest.fixture
def made(qtbot: QtBot) -> Made:
    """Waits until the sheet is drawn and its first records are read."""

    def wait(page: CountsPage) -> None:
        qtbot.waitUntil(lambda: page.sheet is not None and bool(page.records.title.text()), timeout=20000)

    return wait


@pytest.fixture
def counts(put: Callable[[Page], None], empty_desk: Desk, made: Made) -> CountsPage:
    """The page on a desk with a year of work, with the 年度 that began in April 2025 chosen."""
    work_year.write(empty_desk)
    page = CountsPage(empty_desk, theme())
    put(page)
    page.enter(Place(room=Room.ACTIVITY_COUNT))
    made(page)
    _choose(page, "2025年度", made)
    return page


def _choose(page: CountsPage, code: str, made: Made) -> None:
    page.head.choice.set_value(code)
    page.head.choice.edited.emit()
    made(page)


def test_the_room_of_reports_offers_both_and_leads_from_one_to_the_other(
    qtbot: QtBot, put: Callable[[Page], None], empty_desk: Desk, counts: CountsPage
) -> None:
    monthly = ReportsPage(empty_desk, theme())
    put(monthly)
    with qtbot.waitSignal(monthly.wanted) as went:
        monthly.kinds.setCurrentIndex(1)
    assert went.args[0].room is Room.ACTIVITY_COUNT
    with qtbot.waitSignal(counts.wanted) as back:
        counts.kinds.setCurrentIndex(0)
    assert back.args[0].room is Room.REPORTS
    assert counts.kinds.currentIndex() == 1
    assert Room.ACTIVITY_COUNT in PAGES


def test_the_numbers_on_screen_are_those_of_the_sheet(counts: CountsPage) -> None:
    assert counts.sheet is not None
    assert counts.sheet.whole is not None
    shown = counts.figures.texts()
    for item in counts.sheet.items:
        assert shown[item.key][0] == f"{counts.sheet.whole.number(item.block, item.code)}{item.unit}"
        assert len(shown[item.key]) == 13, "the year, and its months beside"


def test_every_number_shows_exactly_its_records_below(qtbot: QtBot, counts: CountsPage) -> None:
    assert counts.sheet is not None
    for item in counts.sheet.items:
        told = counts.figures.texts()[item.key][0]
        QTest.mouseClick(counts.figures.line(item.key), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda told=told: counts.records.title.text().endswith(f" {told}"))  # type: ignore[misc]  # bound at once
        qtbot.waitUntil(lambda: counts.records._task is None)
        assert counts.records.badge.words == SAME
        table = counts.records.table
        assert (len(table.rows()) if table is not None else 0) == int(told[:-1])


def test_a_number_pressed_on_the_page_shows_its_records_as_its_line_does(
    qtbot: QtBot, counts: CountsPage, made: Made
) -> None:
    _choose(counts, "2025-05", made)
    assert counts.sheet is not None
    pages = counts.paper.view.view
    place = next(one for one in counts.sheet.figures if (one.ref.key, one.ref.column) == ("A/", 1))
    pages.verticalScrollBar().setValue(round(pages.figure_box(place).top()) - 40)
    assert of_item(counts.sheet.items[-1]) in counts.paper.view.tell(
        next(one for one in counts.sheet.figures if one.ref.key == counts.sheet.items[-1].key)
    )
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.figure_box(place).center().toPoint())
    assert (counts.figures.current, counts.figures.column) == ("A/", 1)
    qtbot.waitUntil(lambda: counts.records.title.text().endswith("） 1件"))
    qtbot.waitUntil(lambda: counts.records.table is not None and len(counts.records.table.rows()) == 1)
    assert all(one.ref.opens for one in counts.sheet.figures)
    assert {one.ref.column for one in counts.sheet.figures} == {0, 1, 2, 3}


def test_a_month_that_has_not_come_opens_nothing_and_another_period_begins_with_its_own_numbers(
    qtbot: QtBot, counts: CountsPage, made: Made
) -> None:
    _choose(counts, "2026年度", made)
    assert counts.sheet is not None
    assert {len(cells) for cells in counts.figures.texts().values()} == {9}, "the year, and April to November"
    december = next(one for one in counts.sheet.figures if (one.ref.key, one.ref.column) == ("A/", 9))
    assert counts.paper.view.tell(december) == AHEAD
    counts.figures.come_to("A/", 8)
    with qtbot.waitSignal(counts.said) as said:
        counts.paper.view.figure_pressed.emit(december)
    assert said.args == [AHEAD]
    assert (counts.figures.current, counts.figures.column) == ("A/", 8)
    _choose(counts, "2025-05", made)
    assert (counts.figures.current, counts.figures.column) == ("A/", 0)


def test_a_month_stands_beside_those_it_is_compared_with(qtbot: QtBot, counts: CountsPage, made: Made) -> None:
    _choose(counts, "2025-05", made)
    assert counts.head.title.text() == "5月の活動件数"
    assert counts.figures.texts()["A/"] == ("1件", "1件", "—", "2件")
    assert counts.head.provisional.isHidden()


def test_visits_open_in_their_room_and_days_only_below(qtbot: QtBot, counts: CountsPage) -> None:
    with qtbot.waitSignal(counts.wanted) as went:
        counts.figures.opened.emit("D/")
    assert went.args[0].room is Room.VISITS
    assert len(went.args[0].only) == 4
    with qtbot.assertNotEmitted(counts.wanted):
        counts.figures.opened.emit("F/")
    assert not counts.figures.line("F/").line.opens  # type: ignore[attr-defined]  # the list's own line


def test_a_number_leads_nowhere_until_its_room_is_there_and_then_exactly_to_its_records(
    qtbot: QtBot, counts: CountsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "PAGES", {})
    with qtbot.assertNotEmitted(counts.wanted):
        counts.figures.opened.emit("E/E1")
    monkeypatch.setattr(ways, "PAGES", dict.fromkeys(Room))
    with qtbot.waitSignal(counts.wanted) as went:
        counts.figures.opened.emit("E/E1")
    place: Place = went.args[0]
    assert (place.room, place.section) == (Room.ACTIVITIES, COORDINATION)
    assert place.only == ("k1", "k3", "k4", "k5")
    assert place.because == "令和7年度の活動件数 E 委員相互"
    with qtbot.waitSignal(counts.wanted) as went:
        counts.figures.opened.emit("B/B13")
    assert (went.args[0].room, went.args[0].only) == (Room.CONSULTATIONS, ("c1",))


def test_what_is_written_elsewhere_is_counted_again(qtbot: QtBot, counts: CountsPage, made: Made) -> None:
    assert counts.figures.texts()[f"{Block.VISITS.value}/"][0] == "4回"
    visit = counts.desk.visits.during(Month(2026, 1))[0]
    counts.desk.visits.void(visit.id, "二重に書いたため")
    counts.reread(Changed.VISITS)
    made(counts)
    assert counts.figures.texts()[f"{Block.VISITS.value}/"][0] == "3回"


def test_the_pdf_is_kept_and_the_ledger_knows_without_a_copys_number(
    qtbot: QtBot, counts: CountsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "件数.pdf"
    monkeypatch.setattr(file_picker, "save_file", lambda *_: target)
    QTest.mouseClick(counts.head.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(counts.strip.sentence) or "残しました" in counts.strip.accessibleName(), timeout=20000)
    assert counts.sheet is not None
    assert target.read_bytes() == counts.sheet.pdf
    assert counts.desk.ledger.entries(1)[0].entity == "report"


def test_where_room_is_short_numbers_and_pages_are_two_tabs(counts: CountsPage) -> None:
    counts.shape = Shape.MIDDLE
    counts.reshape(Shape.MIDDLE)
    assert counts.figures.isVisible()
    assert counts.paper.isHidden()
    counts.sides.tabs.setCurrentIndex(1)
    assert counts.paper.isVisible()
    assert not counts.figures.isVisible()


def test_a_ward_asks_for_one_area_or_all_and_each_areas_number_opens(
    qtbot: QtBot, put: Callable[[Page], None], ward_desk: Desk, made: Made
) -> None:
    work_year.write(ward_desk)
    page = CountsPage(ward_desk, theme())
    put(page)
    page.enter(Place(room=Room.ACTIVITY_COUNT, month=OCTOBER))
    made(page)
    assert page.head.area.isVisible()
    assert page.figures.texts()["A/"][0] == "1件"
    page.head.area.set_value(EVERYWHERE)
    page.head.area.edited.emit()
    made(page)
    assert page.sheet is not None
    assert page.sheet.pages == len(ward_desk.codes.areas) + 2
    one = next(at for at, side in enumerate(page.sheet.sides) if side.area == "九条南" and not side.title.endswith(")"))
    place = next(figure for figure in page.sheet.figures if (figure.ref.key, figure.ref.column) == ("A/", one))
    assert "九条南" in page.paper.view.tell(place)
    page.paper.view.figure_pressed.emit(place)
    qtbot.waitUntil(lambda: "（九条南）" in page.records.title.text() and page.records._task is None)
    assert page.records.badge.words == SAME
    assert not page.figures.line(page.figures.current).isChecked(), "its number stands in no line"
    with qtbot.waitSignal(page.figures.chosen):
        page.figures.line("A/").setFocus()  # the ward's own records come with its line
    qtbot.waitUntil(lambda: "（九条南）" not in page.records.title.text())


def test_stamps_and_remarks_are_written_beside_and_come_back_with_their_period(
    counts: CountsPage, empty_desk: Desk, qtbot: QtBot, made: Made
) -> None:
    look = counts.look
    assert look.look().stamps == empty_desk.activity_counts.usual_stamps(), "as on the month's report"
    QTest.mouseClick(look.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(look.form.entry("stamps").hasFocus)
    assert counts.paper.isVisible()
    assert not counts.figures.isVisible(), "in their place, so that the pages stay in sight"
    look.form.entry("stamps").set_text("会長")
    look.form.entry("remarks").set_text("台風の月がありました。")
    look.form.edited.emit("remarks")
    qtbot.waitUntil(lambda: counts.sheet is not None and counts.sheet.facts.look.stamps == ("会長",), timeout=20000)
    assert counts.sheet is not None
    assert counts.sheet.facts.look.remarks == "台風の月がありました。"

    _choose(counts, "2025-10", made)
    assert look.look().remarks == "", "another period has its own"
    assert look.look().stamps == ("会長",), "what was chosen stays, as on the day sheet"
    _choose(counts, "2025年度", made)
    assert look.look().remarks == "台風の月がありました。"


def test_the_month_before_opens_into_its_own_records_and_people_stand_beside_visits(
    qtbot: QtBot, counts: CountsPage, made: Made
) -> None:
    _choose(counts, "2025-05", made)
    figures = counts.figures
    qtbot.waitUntil(lambda: figures.others()["D/"].startswith("実"))
    figures.line("A/").setFocus()
    QTest.keyClick(figures.line("A/"), Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: counts.records.title.text().endswith("の合計（令和7年4月） 1件"))
    assert counts.records.badge.words == SAME
    with qtbot.waitSignal(counts.wanted) as went:
        QTest.keyClick(figures.line("A/"), Qt.Key.Key_Return)
    assert (went.args[0].month, len(went.args[0].only)) == (Month(2025, 4), 1)
