"""Closing a month in its room: once its pages were seen; corrected, opened again, an earlier issue looked at."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui.main_window import MainWindow
from ui.pages.reports.page import ReportsPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.domain.words import Method, Result

OCTOBER = Month(2026, 10)


def _page(main: MainWindow, qtbot: QtBot) -> ReportsPage:
    page = main.page()
    assert isinstance(page, ReportsPage)
    qtbot.waitUntil(lambda: page.report is not None, timeout=20000)
    return page


def _issue(page: ReportsPage) -> int | None:
    return page.report.parts[0].facts.issue if page.report is not None else -1


def _close(page: ReportsPage, qtbot: QtBot, issue: int) -> None:
    """By keys, once what it fixes was counted."""
    qtbot.waitUntil(page.closing.close_it.isEnabled, timeout=20000)
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused is not page.closing.back
    QTest.keyClick(focused, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: _issue(page) == issue, timeout=20000)
    qtbot.waitUntil(lambda: f"第{issue}号" in page.closing.strip.sentence, timeout=20000)


def _look(page: ReportsPage, qtbot: QtBot) -> None:
    page.head.close_month.setFocus()
    QTest.keyClick(page.head.close_month, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.closing.look is not None, timeout=20000)


def _rewrite(page: ReportsPage, qtbot: QtBot, now: str) -> None:
    """The sentence that agrees no longer, from the closing face on, by its button."""
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.closing.remark, timeout=20000)
    QTest.keyClick(page.closing.remark, Qt.Key.Key_Return)
    stale = page.side.remark.stale
    qtbot.waitUntil(lambda: bool(stale.buttons), timeout=20000)
    (one,) = (one for one in stale.buttons if one.instead == now)
    QTest.keyClick(stale.buttons[one], Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now in page.side.remark.text.text(), timeout=20000)


def _late(desk: Desk) -> None:
    who = desk.reports.members(OCTOBER).not_confirmed[0]
    with desk.closings.because("用紙があとから届いたため"):
        desk.visits.record(who, on=date(2026, 10, 20), method=Method.VISIT, result=Result.MET)


def test_october_is_closed_by_keys_and_corrected(desk: Desk, open_window: OpenWindow, qtbot: QtBot) -> None:
    page = _page(open_window(desk, Place(room=Room.REPORTS, month=OCTOBER)), qtbot)
    assert page.head.close_month.text() == "10月を締める"
    assert page.report is not None
    unconfirmed = page.report.parts[0].facts.figures.not_confirmed
    desk.remarks.write(OCTOBER, desk.proposals.of(page.report.parts[0]))
    qtbot.waitUntil(lambda: page.report is not None and page.report.parts[0].facts.remarks != "", timeout=20000)
    _look(page, qtbot)
    assert page.closing.close_it.text() == "締める"
    page.strip.say("プリンターに送りました。")
    _close(page, qtbot, 1)
    assert page.strip.isHidden(), "another issue was printed"
    assert page.closing.badge.words == "第1号・締め"
    qtbot.waitUntil(lambda: page.window().focusWidget() is page.closing.hand, timeout=20000)
    closing = desk.closings.standing(OCTOBER)
    assert closing is not None
    assert page.head.issue.words == f"第1号・締め　照合番号 {closing.code}"

    _late(desk)
    qtbot.waitUntil(lambda: "訂正版が必要" in page.head.issue.words, timeout=20000)
    assert page.head.close_month.text() == "訂正版をつくる"
    qtbot.waitUntil(lambda: page.closing.look is not None and page.closing.look.outdated, timeout=20000)
    assert page.closing.strip.isHidden()
    _rewrite(page, qtbot, f"{unconfirmed - 1}名の安否が、10月は確認できていません。")
    assert f"{unconfirmed}名の安否が" in desk.remarks.of(OCTOBER).remark, "nothing is rewritten by itself"
    page.side.remark.write()
    _look(page, qtbot)
    _close(page, qtbot, 2)
    assert f"{unconfirmed - 1}名の安否が" in desk.remarks.of(OCTOBER).remark


def test_a_first_issue_is_looked_at_and_the_month_opened_again(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    desk.remarks.write(OCTOBER, desk.proposals.of(desk.reports.figures(OCTOBER)))
    desk.closings.close(OCTOBER)
    _late(desk)
    desk.closings.close(OCTOBER)
    page = _page(open_window(desk, Place(room=Room.REPORTS, month=OCTOBER)), qtbot)
    _look(page, qtbot)

    page.closing.issues.set_value(desk.closings.issues(OCTOBER)[0].id)
    page.closing.issues.edited.emit()
    qtbot.waitUntil(lambda: _issue(page) == 1, timeout=20000)
    assert page.closing.badge.words == "第1号を見ています"
    assert page.head.issue.words.startswith("第1号を見ています")

    page.closing.reopen.click()
    form = page.closing.in_place.form
    assert form is not None
    form.set_values({"reason": "区役所からの問い合わせ"})
    page.closing.in_place.write()
    qtbot.waitUntil(lambda: desk.closings.standing(OCTOBER) is None, timeout=20000)
    qtbot.waitUntil(lambda: "いまの数と合わない文が" in page.closing.open_points(), timeout=20000)
    QTest.keyClick(page.closing, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.report is not None and _issue(page) is None, timeout=20000)
    assert not page.head.issue.isVisible()


def test_a_month_is_not_closed_before_it_is_over_nor_before_its_pages_were_seen(
    desk: Desk, open_window: OpenWindow, qtbot: QtBot
) -> None:
    main = open_window(desk, Place(room=Room.REPORTS, month=Month(2026, 11)))
    page = _page(main, qtbot)
    assert not page.head.close_month.isEnabled()

    main.go(Place(room=Room.REPORTS, month=OCTOBER))
    page.head.statistics.click()
    qtbot.waitUntil(lambda: page.report is not None, timeout=20000)
    page.side.write_remark()
    page.side.remark.text.insertPlainText("暑い日が続きました。")
    page.head.close_month.setFocus()
    page.head.close_month.click()
    qtbot.waitUntil(lambda: page.closing.look is not None, timeout=20000)
    assert "このまま締めると、のりません。" in page.closing.open_points()
    assert page.window().focusWidget() is page.closing.remark, "half-written remarks come first"
    assert not page.closing.close_it.isEnabled()
    assert "数字のページだけ" in page.closing.close_it.text()
