"""The month's figures explain themselves: what each counts, its parts, and the months beside it, each opened."""

import re
from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.reports.layout import layout, printed_in
from ui.help_panel import HelpPanel
from ui.pages.numbers.records import SAME
from ui.pages.page import Shape
from ui.pages.reports.page import ReportsPage
from ui.places import Place, Room
from ui.theme import theme
from ui.widgets.figure_line import FigureHead
from watchdesk.desk import Desk
from watchdesk.domain import definitions
from watchdesk.domain.behind import Figure
from watchdesk.domain.figure_place import FigurePlace
from watchdesk.domain.month import Month

Reports = Callable[[Desk], ReportsPage]
Made = Callable[[ReportsPage], None]


def _press(page: ReportsPage, key: Qt.Key) -> None:
    QTest.keyClick(page.side.figures.line(page.side.figures.current), key)


def _listed(page: ReportsPage) -> int:
    table = page.side.records.table
    return len(table.rows()) if table is not None else 0


def test_what_a_figure_counts_stands_beside_it_and_is_read_out(qtbot: QtBot, page: ReportsPage) -> None:
    for figure in (Figure.NOT_CONFIRMED, Figure.VISIT_COUNT):
        line = page.side.figures.line(figure.value)
        QTest.mouseClick(line, Qt.MouseButton.LeftButton)
        assert page.side.records.about.text() == definitions.FIGURES[figure]
        assert line.accessibleDescription().startswith(definitions.FIGURES[figure])


def test_people_and_visits_stand_side_by_side(qtbot: QtBot, page: ReportsPage) -> None:
    assert page.report is not None
    figures = page.report.parts[0].facts.figures
    qtbot.waitUntil(lambda: page.side.figures.others()["visits"] == f"実{figures.people_visited}名")
    assert page.side.figures.others()["under_watch"].startswith("訪問")
    assert page.side.figures.others()["consultations"] == ""
    page.side.figures.come_to("under_watch", 2)
    assert page.side.figures.texts()["under_watch"][2] == "—"
    qtbot.waitUntil(lambda: page.side.records.title.text() == "見守った方（昨年10月） —")
    assert page.side.records.badge.isHidden(), "there is nothing that it could be the same as"


def test_a_figure_unfolds_into_parts_that_open_into_exactly_their_records(qtbot: QtBot, page: ReportsPage) -> None:
    figures = page.side.figures
    figures.line("visits").setFocus()
    _press(page, Qt.Key.Key_Space)
    _press(page, Qt.Key.Key_Down)
    assert figures.current == "visits/method/visit"
    _press(page, Qt.Key.Key_Space)
    _press(page, Qt.Key.Key_Down)
    assert figures.current == "visits/cell/visit/met"
    assert figures.line(figures.current).hasFocus()
    head, line = figures.findChild(FigureHead), figures.line(figures.current)
    assert head is not None
    assert not head.visibleRegion().isEmpty(), "what the columns are stays in sight, however far down one is"
    assert head.mapTo(figures, head.rect().bottomLeft()).y() < line.mapTo(figures, line.rect().topLeft()).y()
    number = int(figures.texts()[figures.current][0].removesuffix("件"))
    qtbot.waitUntil(lambda: page.side.records.title.text().startswith("訪問記録 方法：訪問 結果：本人と話せた"))
    qtbot.waitUntil(lambda: _listed(page) == number)
    assert page.side.records.badge.words == SAME
    with qtbot.waitSignal(page.wanted) as went:
        _press(page, Qt.Key.Key_Return)
    place: Place = went.args[0]
    assert place.room is Room.VISITS
    assert place.only is not None
    assert len(place.only) == number
    figures.choose("visits")
    _press(page, Qt.Key.Key_Space)
    assert "visits/method/visit" not in figures.texts()


def test_the_month_before_opens_into_its_own_records(qtbot: QtBot, page: ReportsPage) -> None:
    figures = page.side.figures
    figures.line("visits").setFocus()
    _press(page, Qt.Key.Key_Right)
    number = int(figures.texts()["visits"][1].removesuffix("件"))
    qtbot.waitUntil(lambda: page.side.records.title.text() == f"訪問記録（9月） {number}件")
    qtbot.waitUntil(lambda: _listed(page) == number)
    assert page.side.records.badge.words == SAME
    with qtbot.waitSignal(page.wanted) as went:
        _press(page, Qt.Key.Key_Return)
    assert went.args[0].month == Month(2026, 9)
    assert len(went.args[0].only) == number


def _over(page: ReportsPage, key: str, column: int = 0) -> tuple[FigurePlace, QPoint]:
    """Bring a figure of the pages into sight: its place, and a point on it."""
    assert page.report is not None
    place = next(one for one in page.report.figures if (one.ref.key, one.ref.column) == (key, column))
    pages = page.paper.view.view
    page.paper.view.go_to(place.page)
    down = pages.verticalScrollBar()
    down.setValue(down.value() + round(pages.figure_box(place).top()) - 40)
    return place, pages.figure_box(place).center().toPoint()


def test_a_figure_pressed_on_the_page_shows_exactly_its_records(qtbot: QtBot, page: ReportsPage) -> None:
    assert page.report is not None
    pages, side, sheets = page.paper.view.view.viewport(), page.side, layout(page.report.pdf)
    for key, column in (("under_watch", 0), ("visits", 1), ("visits/cell/visit/met", 0), ("active_days", 3)):
        place, at = _over(page, key, column)
        QTest.mouseClick(pages, Qt.MouseButton.LeftButton, pos=at)
        assert (side.figures.current, side.figures.column) == (key, column)
        assert side.figures.line(key).hasFocus()
        number = int(re.findall(r"\d+", printed_in(sheets, place))[-1])
        assert int(side.figures.texts()[key][column][:-1].replace(",", "")) == number
        qtbot.waitUntil(lambda number=number: _listed(page) == number)  # type: ignore[misc]  # bound at once
        assert side.records.badge.words == SAME
    page.shape = Shape.NARROW
    page.reshape(Shape.NARROW)
    page.sides.tabs.setCurrentIndex(1)
    qtbot.waitUntil(page.paper.isVisible)
    place, at = _over(page, "visits")
    with qtbot.waitSignal(page.wanted) as went:
        QTest.mouseClick(pages, Qt.MouseButton.LeftButton, pos=at)
    assert side.isVisible()
    assert len(went.args[0].only) == int(re.findall(r"\d+", printed_in(sheets, place))[-1])


def test_what_a_figure_counts_is_told_over_it_on_the_page(qtbot: QtBot, page: ReportsPage) -> None:
    qtbot.waitUntil(lambda: page.side.figures.others()["visits"] != "")
    told = page.paper.view.tell(_over(page, "visits")[0])
    assert definitions.FIGURES[Figure.VISITS] in told
    assert page.side.figures.others()["visits"] in told
    pages = page.paper.view.view.viewport()
    QTest.mouseMove(pages, _over(page, "visits")[1])
    qtbot.waitUntil(lambda: pages.cursor().shape() is Qt.CursorShape.PointingHandCursor)
    rate, at = _over(page, "confirm_rate")
    assert page.report is not None
    figures = page.report.parts[0].facts.figures
    told = page.paper.view.tell(rate)
    assert definitions.RATE in told
    assert f"{figures.confirmed_under_watch}名÷{figures.under_watch}名" in told
    QTest.mouseClick(pages, Qt.MouseButton.LeftButton, pos=at)
    assert page.side.figures.current == "confirmed_under_watch"
    line = page.side.figures.line("confirmed_under_watch")
    qtbot.waitUntil(lambda: line.visibleRegion().boundingRect().height() == line.height())


def test_sums_and_bars_of_the_pages_open_into_their_records_too(qtbot: QtBot, page: ReportsPage) -> None:
    assert page.report is not None
    records, view = page.side.records, page.paper.view
    part = page.report.parts[0]
    places = {(place.ref.key, place.ref.month): place for place in page.report.figures}
    signs = part.facts.figures.signs
    past, seen, _ = part.facts.trend[-2]
    for key, month, title in (
        ("visits/group/", "", f"訪問記録 気づき：すべて {sum(signs.values()):,}件"),
        ("activities/amount/hours", "", f"活動 合計：時間 {part.facts.figures.work.hours:,}時間"),
        ("confirmed_under_watch", str(past), f"安否を確かめた方（{past.number}月） {seen:,}名"),
    ):
        place = places[key, month]
        assert view.tell(place)
        view.figure_pressed.emit(place)
        qtbot.waitUntil(lambda title=title: records.title.text() == title)  # type: ignore[misc]  # bound at once
        assert records.badge.words == SAME
        table = records.table
        assert table is None or table.rows()
    line = page.side.figures.line(page.side.figures.current)
    assert not line.isChecked(), "what is shown is of none of the lines"
    QTest.mouseClick(line, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: f"（{past.number}月）" not in records.title.text())
    assert line.isChecked()


def test_the_papers_own_sums_are_reached_by_keys_too(qtbot: QtBot, page: ReportsPage) -> None:
    figures, records = page.side.figures, page.side.records
    figures.come_to("visits", 0)
    _press(page, Qt.Key.Key_Space)
    told = figures.texts()["visits/outcome/confirmed"][0]
    for _ in range(80):
        if figures.current == "visits/outcome/confirmed":
            break
        _press(page, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: records.title.text() == f"訪問記録 結果：無事を確かめた {told}")
    assert records.badge.words == SAME


def test_f1_says_what_every_figure_of_the_page_counts(qtbot: QtBot, page: ReportsPage) -> None:
    panel = HelpPanel(theme(), page)
    panel.explain(page)
    told = [label.text() for label in panel.findChildren(type(page.side.records.about))]
    assert set(definitions.FIGURES.values()) <= set(told)


def test_where_room_is_short_every_figure_is_in_sight_and_the_page_scrolls(
    qtbot: QtBot, desk: Desk, reports: Reports, made: Made
) -> None:
    page = reports(desk)
    page.shape = Shape.NARROW
    page.reshape(Shape.NARROW)
    made(page)
    figures = page.side.figures
    shown = figures.parentWidget()
    assert shown is not None
    qtbot.waitUntil(lambda: shown.height() > figures.line("active_days").geometry().bottom())
    QTest.mouseClick(figures.line(Figure.NOT_CONFIRMED.value), Qt.MouseButton.LeftButton)
    lower = page.side.records
    qtbot.waitUntil(lambda: lower.visibleRegion().boundingRect().height() > lower.height() * 0.9)


def test_a_column_that_has_no_room_is_brought_into_sight_by_the_mouse(qtbot: QtBot, page: ReportsPage) -> None:
    figures = page.side.figures
    figures.setFixedWidth(540)
    qtbot.waitUntil(lambda: figures._head.width() < 540)
    assert figures._head.aside == 3
    end = figures._head.rect().center()
    end.setX(figures._head.width() - 20)
    QTest.mouseClick(figures._head, Qt.MouseButton.LeftButton, pos=end)
    assert figures.column == 3
    qtbot.waitUntil(lambda: "（今年度）" in page.side.records.title.text())
    assert figures._head.aside == 2
    assert page.side.records.about.text().endswith(definitions.YEAR)
