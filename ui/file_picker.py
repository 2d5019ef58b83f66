"""File picker: asks for a file by the system's dialog, at first among the user's documents, then where one was last."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "場所",
    QFileDialog.DialogLabel.FileName: "ファイル名",
    QFileDialog.DialogLabel.FileType: "ファイルの種類",
    QFileDialog.DialogLabel.Reject: "やめる",
}
"""Qt's own dialog has words that its Japanese translation misses; the system's keep their own."""


@dataclass(slots=True)
class _Memory:
    """The folder of the file chosen last, until the program ends."""

    folder: Path | None = None


_MEMORY = _Memory()


def open_file(parent: QWidget, title: str, pattern: str) -> Path | None:
    """Ask for a file that is there; ``pattern`` as Qt writes it. None when the user thought better of it."""
    dialog = _dialog(parent, title, pattern, "開く")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _chosen(dialog)


def save_file(parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
    """Ask where to write; ``name`` is proposed, and its ending is added where none is typed."""
    dialog = _dialog(parent, title, pattern, "ここに残す")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setLabelText(QFileDialog.DialogLabel.Accept, "ここに残す")
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    return _chosen(dialog)


def _dialog(parent: QWidget, title: str, pattern: str, does: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(_start()), pattern)
    for label, word in (*_LABELS.items(), (QFileDialog.DialogLabel.Accept, does)):
        dialog.setLabelText(label, word)
    return dialog


def _start() -> Path:
    last = _MEMORY.folder
    if last is not None and last.is_dir():
        return last
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))


def _chosen(dialog: QFileDialog) -> Path | None:
    accepted = dialog.exec() == QFileDialog.DialogCode.Accepted and bool(dialog.selectedFiles())
    path = Path(dialog.selectedFiles()[0]) if accepted else None
    dialog.deleteLater()
    if path is not None:
        _MEMORY.folder = path.parent
    return path
