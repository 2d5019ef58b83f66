"""Any page as the window shows it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from pytestqt.qtbot import QtBot

from ui.pages.page import Page, Shape


@pytest.fixture
def put(qtbot: QtBot) -> Iterator[Callable[[Page], None]]:
    """Puts a page on screen, wide and active, and keeps it until the test ends."""
    pages: list[Page] = []

    def put_on_screen(page: Page) -> None:
        pages.append(page)
        qtbot.addWidget(page)
        page.resize(1190, 640)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.reshape(Shape.WIDE)

    yield put_on_screen
    pages.clear()


@pytest.fixture
def two_sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A printer that prints into a file, and two sets chosen in its dialog."""

    def execute(dialog: QPrintDialog) -> int:
        dialog.printer().setOutputFileName(str(tmp_path / "paper.pdf"))
        dialog.printer().setCopyCount(2)
        return int(QPrintDialog.DialogCode.Accepted)

    monkeypatch.setattr(QPrintDialog, "exec", execute)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["紙"]))
