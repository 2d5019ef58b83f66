"""The file dialog speaks Japanese, and starts among the user's documents, later where one was last."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui import file_picker


@pytest.fixture
def documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's documents, and nothing chosen before."""
    folder = tmp_path / "documents"
    folder.mkdir()
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _place: str(folder))
    file_picker._MEMORY.folder = None
    yield folder
    file_picker._MEMORY.folder = None


def when_open(does: Callable[[QFileDialog], None]) -> None:
    def act() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        does(dialog)

    QTimer.singleShot(100, act)


def test_it_starts_among_the_documents_and_then_where_the_last_file_was(
    qtbot: QtBot, documents: Path, tmp_path: Path
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    elsewhere = tmp_path / "usb"
    elsewhere.mkdir()
    began = list[Path]()

    def choose(dialog: QFileDialog) -> None:
        began.append(Path(dialog.directory().absolutePath()))
        dialog.setDirectory(str(elsewhere))
        dialog.findChild(QLineEdit).setText("鍵")
        dialog.accept()

    for _ in range(2):
        when_open(choose)
        assert file_picker.save_file(parent, "PDFに残す", "復旧の鍵.pdf", "PDF (*.pdf)") == elsewhere / "鍵.pdf"
    assert began == [documents, elsewhere]


def test_its_labels_are_japanese_and_giving_up_gives_nothing(qtbot: QtBot, documents: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    labels = list[str]()

    def look(dialog: QFileDialog) -> None:
        labels.extend(dialog.labelText(label) for label in QFileDialog.DialogLabel)
        dialog.reject()

    when_open(look)
    assert file_picker.open_file(parent, "名簿のファイルを選ぶ", "名簿 (*.xlsx)") is None
    assert not [label for label in labels if label.isascii()]
