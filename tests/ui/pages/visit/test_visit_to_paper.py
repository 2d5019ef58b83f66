"""One visit, from the key press to the figure and the words on the paper."""

import io
import re
from collections.abc import Callable
from typing import Any

from pypdf import PdfReader
from PySide6.QtCore import Qt

from ui.main_window import MainWindow
from ui.pages.people.page import PeoplePage
from ui.pages.reports.page import ReportsPage
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from watchdesk.desk import Desk, MonthlyReport
from watchdesk.domain.month import Month

NOTE = "たぐいなき日和、縁側で話した。"


def _report(main: MainWindow, hands: Any, month: Month) -> MonthlyReport:
    main.go(Place(room=Room.REPORTS, month=month))
    page = main.page()
    assert isinstance(page, ReportsPage)
    hands.qtbot.waitUntil(lambda: page.report is not None, timeout=20000)
    assert page.report is not None
    return page.report


def _text(report: MonthlyReport) -> str:
    pages = PdfReader(io.BytesIO(report.pdf)).pages
    return re.sub(r"\s", "", "".join(page.extract_text() for page in pages))


def test_a_visit_by_keys_stands_in_the_figures_and_in_the_words_of_the_months_report(
    window: Callable[[Place], MainWindow], desk: Desk, hands: Any, ime: Callable[..., None]
) -> None:
    month = Month.of(desk.today())
    before = desk.reports.figures(month).facts.figures
    named = desk.reports.monthly(month).run().named
    main = window(Place(room=Room.PEOPLE))
    people = main.page()
    assert isinstance(people, PeoplePage)
    hands.qtbot.waitUntil(lambda: people.table.row() is not None)
    people.table.select(named[0])

    hands.press(Qt.Key.Key_R)
    hands.qtbot.waitUntil(lambda: isinstance(main.page(), VisitPage))
    hands.press("2")
    page = main.page()
    assert isinstance(page, VisitPage)
    page.form.note.setFocus()
    ime(page.form.note, commit=NOTE)
    hands.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    hands.qtbot.waitUntil(lambda: main.page() is people)

    report = _report(main, hands, month)
    after = report.parts[0].facts.figures
    assert (after.visits.total, after.conditions.concern) == (before.visits.total + 1, before.conditions.concern + 1)
    assert NOTE in _text(report)
