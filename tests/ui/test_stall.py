"""While 10,000 rows come in the window answers, and what is typed is kept."""

import time
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from tests.ui.pulse import LONGEST_STALL, Pulse
from ui.main_window import MainWindow
from ui.tasks import favour_the_window, start
from ui.theme import theme
from watchdesk.desk import Desk, Outcome

ROWS = 10_000

KANA = "アカサタナハマヤラワ"
HEADINGS = ("氏名", "フリガナ", "性別", "生年月日", "町名", "番地", "電話番号", "同意", "備考")


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """A list of 10,000 fictional people."""
    file = tmp_path / "名簿.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet("名簿")
        sheet.write_row(0, 0, HEADINGS)
        for number in range(ROWS):
            day = f"昭和{number % 60 + 3}年{number % 12 + 1}月{number % 28 + 1}日"
            name = f"見本{number // 100} {number % 100}子"
            address = f"{number % 4 + 1}-{number // 100 + 1}-{number % 100 + 1}"
            reading = f"ミホン {''.join(KANA[int(digit)] for digit in str(number))}"
            phone = f"06-60{number // 100:02}-{number:04}"
            cells = (name, reading, "女", day, "九条南", address, phone, "○", f"{number}番目の方")
            sheet.write_row(number + 1, 0, cells)
    return file


@pytest.mark.alone
def test_the_window_answers_and_drafts_are_kept_while_10_000_rows_come_in(
    qtbot: QtBot, empty_desk: Desk, long_list: Path
) -> None:
    theme().apply()
    window = MainWindow(empty_desk, theme())
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: QThreadPool.globalInstance().activeThreadCount() == 0)
    qtbot.wait(500)  # the first page is painted with what it read
    source = empty_desk.imports.open(long_list)
    outcomes: list[Outcome] = []
    slowest_draft = 0.0

    favour_the_window()
    pulse = Pulse()
    task = start(empty_desk.imports.people(source), window)
    task.done.connect(outcomes.append)
    while not outcomes:
        qtbot.wait(200)
        begun = time.perf_counter()
        empty_desk.drafts.save("visit:p1", {"note": "電話中に書いたこと"}, "note")
        slowest_draft = max(slowest_draft, time.perf_counter() - begun)
    pulse.stop()

    assert outcomes[0].to_json()["added"] > ROWS * 0.9
    draft = empty_desk.drafts.load("visit:p1")
    assert draft is not None
    assert draft.texts["note"] == "電話中に書いたこと"
    assert slowest_draft < 2
    window.release()
    assert pulse.longest < LONGEST_STALL
