"""The file dialog speaks Japanese, and starts among the user's documents, later where one was last."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QTreeView, QWidget
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
    when_open(look)
    assert file_picker.save_file(parent, "PDFに残す", "月報.pdf", "PDF (*.pdf)") is None
    assert labels[:5] == ["場所", "ファイル名", "ファイルの種類", "開く", "やめる"]
    assert labels[5:] == ["場所", "ファイル名", "ファイルの種類", "ここに残す", "やめる"]


def test_its_list_shows_no_words_that_qt_has_in_english_only(qtbot: QtBot, documents: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    hidden = list[bool]()

    def look(dialog: QFileDialog) -> None:
        (files,) = [tree for tree in dialog.findChildren(QTreeView) if tree.isVisible()]
        hidden.extend(files.isColumnHidden(column) for column in range(4))
        dialog.reject()

    when_open(look)
    file_picker.open_file(parent, "名簿のファイルを選ぶ", "名簿 (*.xlsx)")
    assert hidden == [False, False, True, False]


@pytest.mark.parametrize(
    ("typed", "written"), [("十月", "十月.pdf"), ("2026.10", "2026.10.pdf"), ("十月.PDF", "十月.PDF")]
)
def test_the_ending_is_added_where_another_or_none_is_typed(
    qtbot: QtBot, documents: Path, typed: str, written: str
) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)

    def type_it(dialog: QFileDialog) -> None:
        dialog.findChild(QLineEdit).setText(typed)
        dialog.accept()

    when_open(type_it)
    assert file_picker.save_file(parent, "PDFに残す", "月報.pdf", "PDF (*.pdf)") == documents / written


def test_a_file_that_is_there_is_not_written_over_unasked_by_the_ending_added(qtbot: QtBot, documents: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    (documents / "2026.10.pdf").touch()
    proposed = list[str]()

    def type_it(dialog: QFileDialog) -> None:
        dialog.findChild(QLineEdit).setText("2026.10")
        when_open(give_up)
        dialog.accept()

    def give_up(dialog: QFileDialog) -> None:
        proposed.append(dialog.findChild(QLineEdit).text())
        dialog.reject()

    when_open(type_it)
    assert file_picker.save_file(parent, "PDFに残す", "月報.pdf", "PDF (*.pdf)") is None
    assert proposed == ["2026.10.pdf"]
