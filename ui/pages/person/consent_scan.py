"""ConsentScan: takes the signed form 同意書 in where the consent is written down, without leaving its question."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from ui import file_picker
from ui.pages.person.attachments import PATTERN, Attaching
from ui.tasks import start
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import row, words
from watchdesk.desk import Desk
from watchdesk.domain.attachment import Attachment
from watchdesk.errors import WatchDeskError

_HINT = "PDFか写真を選ぶと、この方の添付に入り、この同意につきます。"


class ConsentScan(QFrame):
    """``taken(Attachment)`` once a file is among the person's papers, ``refused(sentence)`` where it can't be."""

    taken = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, person_id: str) -> None:
        super().__init__()
        self._desk, self._person_id = desk, person_id
        self.add = ActionButton("署名した用紙を加える", "file-input", kind="low")
        self.add.clicked.connect(self.pick)
        line = row(self.add, words(_HINT, "small", "soft", wrap=True), gap=0.75, margins=(0.4, 0.75))
        line.setStretch(1, 1)
        self.setProperty("cell", "value")
        self.setLayout(line)

    def pick(self) -> None:
        """Ask for a file, and take it in."""
        path = file_picker.open_file(self, "署名した用紙を加える", PATTERN)
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Take a file in, off the window's thread."""
        self.add.set_reason("入れています")
        task = start(Attaching(self._desk, self._person_id, path), self)
        task.done.connect(self._tell)
        task.failed.connect(self._fail)

    def _tell(self, scan: Attachment) -> None:
        self.add.set_reason(None)
        self.taken.emit(scan)

    def _fail(self, error: Exception) -> None:
        self.add.set_reason(None)
        if not isinstance(error, WatchDeskError):
            raise error
        self.refused.emit(str(error))
