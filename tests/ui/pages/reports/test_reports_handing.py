"""The report leaves the program: on paper or as a PDF, asked about where a character is lost, always written down."""

import threading
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui import file_picker, printing
from ui.pages.reports.page import ReportsPage
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.domain.remark import Remark
from watchdesk.errors import WatchDeskError
from watchdesk.services.ledger_words import deed

OCTOBER = Month(2026, 10)

Reports = Callable[[Desk], ReportsPage]
Made = Callable[[ReportsPage], None]
RARE = "\U000323af"
"""A character that no font of the chain has."""

Printed = Callable[[], QPdfDocument]


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Printed:
    """A printer that prints into a file, chosen in the dialog at once; gives what came out."""
    target = tmp_path / "paper.pdf"

    def execute(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(target))
        return int(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", execute)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["紙"]))

    def paper() -> QPdfDocument:
        document = QPdfDocument()
        document.load(str(target))
        return document

    return paper


def _told(page: ReportsPage) -> Callable[[], bool]:
    return lambda: bool(page.strip.sentence)


def _actions(desk: Desk) -> list[tuple[str, str | None]]:
    return [(entry.action, entry.entity_id) for entry in desk.ledger.entries(limit=4) if entry.entity == "copy"]


# --- paper and PDF ---


def test_ctrl_p_prints_every_page_and_the_ledger_knows(
    qtbot: QtBot, page: ReportsPage, desk: Desk, printed: Printed
) -> None:
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(_told(page), timeout=30000)
    assert page.report is not None
    assert printed().pageCount() == page.report.pages
    (number,) = desk.ledger.copies_naming(page.report.named[0])
    assert ("printed", str(number)) in _actions(desk)
    assert f"お名前の入った写しです。管理台帳に第{number}号" in page.strip.sentence


def test_who_gets_the_report_and_until_when_is_asked_beside_its_pages_and_a_reprint_says_so(
    qtbot: QtBot, page: ReportsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "月報.pdf"
    monkeypatch.setattr(file_picker, "save_file", lambda *_: target)
    assert "保健福祉課の方　返す日 12月22日" in page.held.told.text()
    QTest.keyClick(page.held.open, Qt.Key.Key_Return)
    assert page.held.fields is not None
    page.held.fields.holder.set_value("林 恵")
    page.held.fields.due_back.set_value(desk.today() + timedelta(days=9))
    for _ in range(2):
        QTest.mouseClick(page.head.keep, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(_told(page), timeout=30000)
    first, again = sorted(desk.copies.all(), key=lambda copy: copy.number)
    assert (first.kind, first.holder, first.due_back) == ("monthly", "林 恵", desk.today() + timedelta(days=9))
    assert again.reprint_of == first.number
    paper = QPdfDocument()
    paper.load(str(target))
    feet = [paper.getAllText(at).text().replace("\r\n", "") for at in range(paper.pageCount())]
    assert f"写し 第{again.number}号（再印刷・前の写し第{first.number}号）　R8.12.1までに返却" in feet[-1]
    assert "写し" not in feet[0]


def test_a_wrong_day_that_was_folded_away_is_opened_and_told_and_nothing_leaves(
    page: ReportsPage, printed: Printed
) -> None:
    page.held.open.click()
    fields = page.held.fields
    assert fields is not None
    fields.due_back.set_text("99月")
    page.held.open.click()
    assert not fields.isVisible()
    page.main_action()
    assert fields.isVisible()
    assert page.focusWidget() in (fields.due_back, *fields.due_back.findChildren(QWidget))
    assert "返す日" in page.strip.sentence
    assert printed().pageCount() == 0


def test_each_set_of_paper_has_a_number_of_its_own(
    qtbot: QtBot, page: ReportsPage, desk: Desk, printed: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = QPrintDialog.exec

    def twice(dialog: QPrintDialog) -> int:
        dialog.printer().setCopyCount(2)
        return answer(dialog)

    monkeypatch.setattr(QPrintDialog, "exec", twice)
    page.main_action()
    qtbot.waitUntil(_told(page), timeout=30000)
    assert page.report is not None
    assert printed().pageCount() == page.report.pages
    assert len(desk.ledger.copies_naming(page.report.named[0])) == 2
    assert "2部" in page.strip.sentence


def test_printing_asked_for_too_early_happens_when_the_pages_are_there(
    qtbot: QtBot, desk: Desk, printed: Printed, reports: Reports
) -> None:
    page = reports(desk)
    QTest.keyClick(page.head.send, Qt.Key.Key_Return)
    assert page.report is None
    qtbot.waitUntil(_told(page), timeout=30000)
    assert printed().pageCount() > 1


def test_paper_with_names_never_leaves_without_its_number(
    page: ReportsPage, desk: Desk, printed: Printed, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    known: list[tuple[str, str | None]] = []
    paint = printing._paint_page

    def look_and_paint(*on: object) -> None:
        known.extend(_actions(desk))
        paint(*on)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(printing, "_paint_page", look_and_paint)
    page.main_action()
    qtbot.waitUntil(_told(page), timeout=30000)
    assert known[0][0] == "printed"


def test_printing_that_is_stopped_is_written_down_as_stopped(
    page: ReportsPage, desk: Desk, printed: Printed, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    paint = printing._paint_page

    def stop_and_paint(*on: object) -> None:
        page.drawing.handing._cancel()
        paint(*on)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(printing, "_paint_page", stop_and_paint)
    page.main_action()
    qtbot.waitUntil(_told(page), timeout=30000)
    assert page.report is not None
    (number,) = desk.ledger.copies_naming(page.report.named[0])
    assert _actions(desk) == [("print cancelled", str(number)), ("printed", str(number))]
    assert "途中でやめました" in page.strip.sentence


def test_a_printer_that_takes_nothing_is_written_down(
    page: ReportsPage, desk: Desk, printed: Printed, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse(*_: object) -> None:
        raise WatchDeskError("紙がありません。")

    monkeypatch.setattr(printing, "_paint_page", refuse)
    page.main_action()
    qtbot.waitUntil(_told(page), timeout=30000)
    assert [action for action, _ in _actions(desk)] == ["not printed", "printed"]
    assert "紙がありません" in page.strip.sentence


def test_nothing_is_printed_while_the_ledger_cannot_be_written(
    page: ReportsPage, desk: Desk, printed: Printed, qtbot: QtBot
) -> None:
    began, may_end = threading.Event(), threading.Event()

    def hold() -> None:
        with desk._ground.store.long_work("名簿の取りこみ"):
            began.set()
            may_end.wait(20)

    thread = threading.Thread(target=hold)
    thread.start()
    try:
        began.wait(5)
        page.main_action()
        qtbot.waitUntil(_told(page), timeout=10000)
    finally:
        may_end.set()
        thread.join(5)
    assert "名簿の取りこみ" in page.strip.sentence
    assert printed().pageCount() == 0


def test_the_figures_alone_name_nobody_and_are_not_called_a_copy_with_names(
    page: ReportsPage, desk: Desk, printed: Printed, qtbot: QtBot
) -> None:
    page.head.statistics.click()
    qtbot.waitUntil(lambda: page.report is not None and not page.report.is_whole, timeout=20000)
    page.main_action()
    qtbot.waitUntil(_told(page), timeout=30000)
    assert "お名前" not in page.strip.sentence
    newest = desk.ledger.entries(limit=1)[0]
    assert "お名前" not in deed(newest)
    assert newest.action == "printed"
    desk.remarks.write(OCTOBER, Remark(remark=f"{desk.people.lines()[0].name}さんの見守りを始めました。"))
    page.reread(Changed.VISITS)
    qtbot.waitUntil(lambda: page.report is not None and page.report.parts[0].facts.remarks != "", timeout=20000)
    page.main_action()
    qtbot.waitUntil(lambda: "渡せません" in page.strip.sentence, timeout=30000)
    assert desk.ledger.entries(limit=1)[0].entity == "remark", "it was written, and nothing was printed since"


def test_without_a_printer_a_sentence_says_so_and_nothing_is_written_down(
    qtbot: QtBot, page: ReportsPage, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    QTest.mouseClick(page.head.send, Qt.MouseButton.LeftButton)
    assert "プリンターが、見つかりません" in page.strip.sentence
    assert _actions(desk) == []


def test_a_character_no_font_has_is_named_and_asked_about_before_printing(
    qtbot: QtBot, desk: Desk, printed: Printed, reports: Reports, made: Made
) -> None:
    named = desk.reports.monthly(OCTOBER).run().named
    desk.people.change(named[0], {"family_name": f"渡{RARE}"})
    page = reports(desk)
    made(page)
    assert "印刷できない字が1つあります" in page.paper.strip.sentence
    QTest.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.paper.asking)
    assert not page.strip.sentence
    assert "U+323AF" in page.paper.marks.places.text()
    QTest.keyClick(page.paper.strip.button, Qt.Key.Key_Return)
    qtbot.waitUntil(_told(page), timeout=30000)
    assert printed().pageCount() > 1


def test_esc_closes_the_list_of_characters_and_prints_nothing(
    qtbot: QtBot, desk: Desk, printed: Printed, reports: Reports, made: Made
) -> None:
    named = desk.reports.monthly(OCTOBER).run().named
    desk.people.change(named[0], {"family_name": f"渡{RARE}"})
    page = reports(desk)
    made(page)
    page.main_action()
    QTest.keyClick(page.paper.strip.button, Qt.Key.Key_Escape)
    assert page.paper.marks.isHidden()
    assert not page.paper.asking
    assert _actions(desk) == []


def test_the_pdf_is_kept_where_the_user_says_under_a_name_without_names(
    qtbot: QtBot, page: ReportsPage, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposals: list[str] = []

    def answer(_parent: object, _title: str, proposed: str, _kinds: str) -> Path:
        proposals.append(proposed)
        return tmp_path / "十月の月報.pdf"

    monkeypatch.setattr(file_picker, "save_file", answer)
    QTest.mouseClick(page.head.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(_told(page))
    assert page.report is not None
    assert proposals == ["月報 2026-10 九条南地域.pdf"]
    assert (tmp_path / "十月の月報.pdf").read_bytes().startswith(b"%PDF")
    assert "だれでも開けます" in page.strip.sentence
    assert "saved" in dict(_actions(desk))


def test_a_folder_that_refuses_the_pdf_is_told(
    qtbot: QtBot, page: ReportsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_picker, "save_file", lambda *_: tmp_path / "ない" / "月報.pdf")
    QTest.mouseClick(page.head.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(_told(page))
    assert "がありません" in page.strip.sentence
