"""AttachmentViewer: a scanned form or a picture, shown inside the window, from memory only."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QWidget

from ui.pictures import PDF, read_picture
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.pdf_view import PdfView
from watchdesk.desk import Desk
from watchdesk.domain.attachment import Attachment
from watchdesk.errors import WatchDeskError

_STEP = 1.4
_LEAST, _MOST = 0.2, 6.0
_FINEST = 3200
"""Pixels of the longer side as which a picture is unpacked for looking at it closely."""


class PictureView(QWidget):
    """``show_picture(image)`` as wide as the view; larger and smaller by buttons, arrows scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._zoom = 1.0
        self.label = QLabel()
        self.label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = QScrollArea()
        self.area.setWidget(self.label)
        self.area.setWidgetResizable(True)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else it takes of the fitted width
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName("添付の画像")
        set_size(self.area, min_height=8)
        less, more = ActionButton("小さく", "zoom-out", kind="low"), ActionButton("大きく", "zoom-in", kind="low")
        whole = ActionButton("幅に合わせる", kind="low")
        less.clicked.connect(lambda: self.zoom(1 / _STEP))
        more.clicked.connect(lambda: self.zoom(_STEP))
        whole.clicked.connect(self.fit)
        self.setLayout(column(Flow(less, more, whole), self.area, gap=0.5))

    def show_picture(self, image: QImage, name: str) -> None:
        """Show a picture that was unpacked already."""
        self._image = image
        self.label.setAccessibleName(name)
        self.fit()

    def zoom(self, factor: float) -> None:
        """Show it larger or smaller."""
        self._zoom = min(max(self._zoom * factor, _LEAST), _MOST)
        self._draw()

    def fit(self) -> None:
        """As wide as the view."""
        self._zoom = 1.0
        self._draw()

    def _draw(self) -> None:
        if self._image.isNull():
            return
        width = max(1, round(self.area.viewport().width() * self._zoom))
        width = min(width, round(self._image.width() * _MOST))
        drawn = self._image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        self.label.setPixmap(QPixmap.fromImage(drawn))


class Fetching:
    """The work of taking an attachment's content out of the store, and of unpacking it where it is a picture."""

    def __init__(self, desk: Desk, attachment: Attachment) -> None:
        self._desk, self._attachment = desk, attachment

    def run(self, progress: Progress) -> tuple[Attachment, bytes | QImage]:
        """Fetch it."""
        content = self._desk.attachments.content(self._attachment.id)
        if self._attachment.media_type == PDF:
            return self._attachment, content
        return self._attachment, read_picture(content, QSize(_FINEST, _FINEST))


class AttachmentViewer(QWidget):
    """``show_attachment(attachment)``; ``closed`` on going back to the list, ``failed(sentence)`` where it can't."""

    closed = Signal()
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.attachment: Attachment | None = None
        self.back = ActionButton("「関わる人」にもどる", "arrow-left", "Esc", kind="low", only_shown=True)
        self.back.clicked.connect(self.close_it)
        self._title = words("", "name")
        self._said = words("", voice="soft", wrap=True)
        self.pdf, self.picture = PdfView("添付の書類", findable=False), PictureView()
        self._stack = QStackedWidget()
        for view in (self._said, self.pdf, self.picture):
            self._stack.addWidget(view)
        whole = column(row(self.back, self._title, STRETCH), self._stack, gap=0.6)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def show_attachment(self, attachment: Attachment) -> None:
        """Fetch and show one."""
        self.attachment = attachment
        self._title.setText(attachment.title)
        self._said.setText("書類を取り出しています。")
        self._stack.setCurrentIndex(0)
        task = start(Fetching(self._desk, attachment), self)
        task.done.connect(self._show)
        task.failed.connect(self._fail)

    def close_it(self) -> None:
        """Go back to the list; nothing of the paper is kept."""
        self.attachment = None
        self.pdf.document.close()
        self.picture.label.clear()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()
        else:
            super().keyPressEvent(event)

    def _show(self, fetched: tuple[Attachment, bytes | QImage]) -> None:
        attachment, content = fetched
        if self.attachment is None or attachment.id != self.attachment.id:
            return
        try:
            self._put(content, attachment.title)
        except WatchDeskError as refused:
            self._fail(refused)

    def _put(self, content: bytes | QImage, title: str) -> None:
        if isinstance(content, QImage):
            self._stack.setCurrentWidget(self.picture)
            self.picture.show_picture(content, title)
        else:
            self._stack.setCurrentWidget(self.pdf)
            self.pdf.show_pdf(content)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, WatchDeskError):
            raise error
        self.failed.emit(str(error))
        self.close_it()
