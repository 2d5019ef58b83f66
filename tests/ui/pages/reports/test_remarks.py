"""The remarks on a month and its 来月の予定: a first proposal from the figures, never over what was written."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ui.pages.reports.page import ReportsPage
from watchdesk.desk import Desk
from watchdesk.domain.month import Month

OCTOBER = Month(2026, 10)

Reports = Callable[[Desk], ReportsPage]
Made = Callable[[ReportsPage], None]


def _begin(page: ReportsPage) -> None:
    QTest.mouseClick(page.side.write, Qt.MouseButton.LeftButton)


def _offer(qtbot: QtBot, page: ReportsPage) -> None:
    QTest.mouseClick(page.side.remark.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.side.remark.strip.sentence))


def test_a_proposal_from_the_figures_is_saved_and_printed_with_what_comes(
    qtbot: QtBot, page: ReportsPage, desk: Desk, made: Made
) -> None:
    assert page.report is not None
    offered = desk.proposals.of(page.report.parts[0])
    unconfirmed = page.report.parts[0].facts.figures.not_confirmed
    assert f"{unconfirmed}名の安否が、10月は確認できていません。" in offered.remark
    assert offered.coming
    names = [line.name for line in desk.people.lines()]
    assert not [name for name in names if name in offered.remark + offered.coming]
    _begin(page)
    _offer(qtbot, page)
    assert page.side.remark.text.text() == offered.remark
    assert page.side.remark.coming.text() == offered.coming
    with qtbot.waitSignal(page.side.remark.saved):
        QTest.keyClick(page.side.remark.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.remarks.of(OCTOBER) == offered
    made(page)
    text = "".join("".join(page.paper.view.texts()).split())
    assert offered.remark[:30] in text
    assert f"【来月の予定】{offered.coming[:15]}" in text


def test_what_she_wrote_stays_above_a_proposal_which_can_be_taken_back(
    qtbot: QtBot, page: ReportsPage, desk: Desk
) -> None:
    remark = page.side.remark
    _begin(page)
    remark.text.insertPlainText("暑い日が続きました。")
    _offer(qtbot, page)
    assert remark.text.text().startswith("暑い日が続きました。\n")
    once = remark.text.text()
    QTest.mouseClick(remark.offer, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "もうありません" in remark.strip.sentence)
    assert remark.text.text() == once
    page.leave()
    draft = next(iter(desk.drafts.all()))
    assert draft.texts["remark"] == once
    assert draft.texts["coming"] == remark.coming.text()


def test_a_proposal_taken_back_leaves_what_she_wrote_which_is_not_in_the_report_yet(
    qtbot: QtBot, page: ReportsPage
) -> None:
    remark = page.side.remark
    _begin(page)
    remark.text.insertPlainText("暑い日が続きました。")
    _offer(qtbot, page)
    QTest.mouseClick(remark.strip.button, Qt.MouseButton.LeftButton)
    assert remark.text.text() == "暑い日が続きました。"
    assert remark.coming.text() == ""
    QTest.keyClick(remark.text, Qt.Key.Key_Escape)
    assert page.side.remark_unsaved.isVisible()
    assert "まだ月報に入っていません" in page.side.remark_unsaved.text()
    page.side.write_remark()
    remark.write()
    assert not page.side.remark_unsaved.isVisible()
    assert page.side.remark_begins.text() == "暑い日が続きました。"


def test_a_full_name_in_the_remarks_is_saved_and_told(qtbot: QtBot, page: ReportsPage, desk: Desk) -> None:
    name = desk.people.lines()[0].name
    assert page.side.remark.closed_told.isHidden()
    _begin(page)
    page.side.remark.coming.insertPlainText(f"{name}さんを、月のはじめに訪ねます。")
    page.side.remark.write()
    qtbot.waitUntil(lambda: name in page.side.named.sentence, timeout=20000)
    assert "数字のページだけは渡せません" in page.side.named.sentence
    assert desk.remarks.of(OCTOBER).coming.startswith(name)
    _begin(page)
    page.side.remark.coming.set_text("あの方を、月のはじめに訪ねます。")
    page.side.remark.write()
    qtbot.waitUntil(page.side.named.isHidden, timeout=20000)


def test_remarks_on_a_closed_month_are_kept_for_its_next_issue_and_that_is_said(
    qtbot: QtBot, desk: Desk, reports: Reports, made: Made
) -> None:
    desk.closings.close(OCTOBER)
    page = reports(desk)
    made(page)
    _begin(page)
    assert page.side.remark.closed_told.isVisible()
    assert "次の訂正版から" in page.side.remark.closed_told.text()
    page.side.remark.text.insertPlainText("あとから気づいたこと。")
    with qtbot.waitSignal(page.said) as told:
        QTest.keyClick(page.side.remark.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "次の訂正版からのります" in told.args[0]
    assert desk.remarks.of(OCTOBER).remark == "あとから気づいたこと。"
    made(page)
    assert "あとから気づいたこと" not in "".join(page.paper.view.texts())
