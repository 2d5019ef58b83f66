"""PdfFace: the PDF kept with an item, shown inside the window, from memory only."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.tasks import Progress, start
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.pdf_view import PdfView
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem
from watchdesk.errors import WatchDeskError


class _Fetching:
    """The work of taking a PDF out of the store."""

    def __init__(self, desk: Desk, item_id: str) -> None:
        self._desk, self._item_id = desk, item_id

    def run(self, progress: Progress) -> tuple[str, bytes]:
        """Fetch it."""
        return self._item_id, self._desk.information.content(self._item_id)


class PdfFace(QWidget):
    """``show_item(item)``; ``closed`` on going back, ``failed(sentence)`` where it cannot be shown."""

    closed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._item: InfoItem | None = None
        self.back = ActionButton("福祉情報にもどる", "arrow-left", "Esc", kind="low", only_shown=True)
        self.back.clicked.connect(self.close_it)
        self._title = words("", "name", wrap=True)
        self.pdf = PdfView("福祉情報に付けたPDF", findable=False)
        head = row(self.back, self._title, gap=0.75)
        head.setStretch(1, 1)
        whole = column(head, self.pdf, gap=0.6, margins=(1, 1.5))
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_item(self, item: InfoItem) -> None:
        """Fetch and show the PDF of an item."""
        self._item = item
        self._title.setText(f"{item.title}　{item.file_name or ''}")
        task = start(_Fetching(self._desk, item.id), self)
        task.done.connect(self._show)
        task.failed.connect(self._fail)

    def close_it(self) -> None:
        """Go back; nothing of the PDF is kept."""
        self._item = None
        self.pdf.document.close()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)

    def _show(self, fetched: tuple[str, bytes]) -> None:
        item_id, content = fetched
        if self._item is None or self._item.id != item_id:
            return
        try:
            self.pdf.show_pdf(content)
        except WatchDeskError as refused:
            self._fail(refused)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, WatchDeskError):
            raise error
        self.failed.emit(str(error))
        self.close_it()
