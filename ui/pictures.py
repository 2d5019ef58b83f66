"""Pictures: scans and photographs drawn from bytes in memory, on any thread, and never larger than allowed."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter
from PySide6.QtPdf import QPdfDocument

from watchdesk.domain.attachment import media_type_of
from watchdesk.errors import Invalid

PDF = "application/pdf"

MEMORY = 256
"""Megabytes that one picture may take once it is unpacked."""

MOST_PIXELS = 100_000_000
"""A scan of A3 at 600 dpi has 70 million."""

THUMBNAIL = 240
"""Pixels of the longer side."""

_KIND = "読めるのは、PDF、JPEG、PNGのファイルです。"


def thumbnail_of(content: bytes) -> bytes:
    """Return a small PNG of a PDF's first page or of a picture. Invalid ``file`` where it is none that can be read."""
    kind = media_type_of(content)
    if kind is None:
        raise Invalid("file", f"{_KIND}このファイルは、そのどれでもありません。", kind="media_type")
    side = QSize(THUMBNAIL, THUMBNAIL)
    drawn = _first_page(content, side) if kind == PDF else read_picture(content, side)
    return _png(drawn)


def read_picture(content: bytes, within: QSize) -> QImage:
    """Return a JPEG or PNG, upright, made to fit into a size, never larger than it is. Invalid where it can't be."""
    source = _opened(content)
    reader = QImageReader(source)
    reader.setAutoTransform(True)
    QImageReader.setAllocationLimit(MEMORY)
    whole = reader.size()
    if whole.width() * whole.height() > MOST_PIXELS:
        sentence = "画像が大きすぎます。スキャナーやカメラの画質を下げて、取りなおしてください。"
        raise Invalid("file", sentence, kind="too_large")
    if whole.isValid() and (whole.width() > within.width() or whole.height() > within.height()):
        reader.setScaledSize(whole.scaled(within, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise Invalid("file", "画像がこわれていて、開けません。もう一度、取りなおしてください。", kind="unreadable")
    return image


def check_pdf(document: QPdfDocument) -> None:
    """Raise Invalid ``file`` with the reason where a PDF that was loaded can't be shown."""
    error = document.error()
    if error is QPdfDocument.Error.IncorrectPassword:
        sentence = "パスワードのかかったPDFです。パスワードを外したものを選んでください。"
        raise Invalid("file", sentence, kind="locked")
    if error is not QPdfDocument.Error.None_ or document.pageCount() < 1:
        raise Invalid("file", "PDFがこわれていて、開けません。もう一度、取りなおしてください。", kind="unreadable")


def _first_page(content: bytes, within: QSize) -> QImage:
    document = QPdfDocument(None)  # type: ignore[call-overload]  # its stubs want a parent, which would tie its thread
    source = _opened(content)
    try:
        document.load(source)
        check_pdf(document)
        page = document.pagePointSize(0).scaled(within.toSizeF(), Qt.AspectRatioMode.KeepAspectRatio)
        drawn = document.render(0, page.toSize().expandedTo(QSize(1, 1)))
    finally:
        document.close()
    return _on_paper(drawn)


def _on_paper(drawn: QImage) -> QImage:
    """A page has no ground of its own."""
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    return paper


def _opened(content: bytes) -> QBuffer:
    source = QBuffer()
    source.setData(QByteArray(content))
    source.open(QIODevice.OpenModeFlag.ReadOnly)
    return source


def _png(image: QImage) -> bytes:
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(target, QByteArray(b"PNG")).write(image)
    return bytes(target.data().data())
