"""File picker: asks for a file by the system's dialog, at first among the user's documents, then where one was last."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHeaderView, QSplitter, QTreeView, QWidget

from ui.theme import theme

_LABELS = {
    QFileDialog.DialogLabel.LookIn: "場所",
    QFileDialog.DialogLabel.FileName: "ファイル名",
    QFileDialog.DialogLabel.FileType: "ファイルの種類",
    QFileDialog.DialogLabel.Reject: "やめる",
}
"""Qt's own dialog has words that its Japanese translation misses; the system's keep their own."""

_SIZE = (58.0, 32.0)
"""Em that Qt's own dialog takes where the window has them."""
_PLACES = 12.0
"""Em of its list of places."""
_NAME, _BYTES, _KIND, _CHANGED = range(4)
"""Columns of its list. Qt has the words of the kind in English only; what is listed is all of one kind anyway."""
_WIDTHS = {_BYTES: 7.0, _CHANGED: 10.5}


@dataclass(slots=True)
class _Memory:
    """The folder of the file chosen last, until the program ends."""

    folder: Path | None = None


_MEMORY = _Memory()


def open_file(parent: QWidget, title: str, pattern: str) -> Path | None:
    """Ask for a file that is there; ``pattern`` as Qt writes it. None when the user thought better of it."""
    dialog = QFileDialog(parent, title, str(_start()), pattern)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _dress(dialog, parent, "開く")
    return _chosen(dialog)


def save_file(parent: QWidget, title: str, name: str, pattern: str) -> Path | None:
    """Ask where to write; ``name`` is proposed, and its ending is added where another or none is typed."""
    ending = Path(name).suffix
    dialog = QFileDialog(parent, title, str(_start()), pattern)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.selectFile(name)
    _dress(dialog, parent, "ここに残す")
    chosen = _chosen(dialog)
    if chosen is None or chosen.suffix.casefold() == ending.casefold():
        return chosen
    ended = chosen.with_name(f"{chosen.name}{ending}")
    return save_file(parent, title, ended.name, pattern) if ended.exists() else ended


def _dress(dialog: QFileDialog, parent: QWidget, does: str) -> None:
    """Japanese words and a readable size; last, since a change of mode takes the words back."""
    for label, word in (*_LABELS.items(), (QFileDialog.DialogLabel.Accept, does)):
        dialog.setLabelText(label, word)
    files, parts = dialog.findChild(QTreeView, "treeView"), dialog.findChild(QSplitter)
    if files is None or parts is None:
        return
    width, height = (theme().em(side) for side in _SIZE)
    dialog.resize(min(width, parent.window().width()), min(height, parent.window().height()))
    parts.setSizes([theme().em(_PLACES), width])
    _arrange(files)


def _arrange(files: QTreeView) -> None:
    """The name takes what size and day leave."""
    head = files.header()
    head.setSortIndicatorShown(False)
    head.setStretchLastSection(False)
    head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
    for column, wide in _WIDTHS.items():
        files.setColumnWidth(column, theme().em(wide))
    files.setColumnHidden(_KIND, True)


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
