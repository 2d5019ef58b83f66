"""Opening a PDF for the view that shows it, wherever there is time for it."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtPdf import QPdfDocument

from watchdesk.errors import WatchDeskError


def opened(content: bytes | Path) -> QPdfDocument:
    """Return the PDF of some bytes or a file, with every page measured. Raises WatchDeskError when it is none.

    Qt measures all pages each time it lays them out, and for the first time that is slow: 500 pages take 50 ms. Where
    the pages are drawn on a thread of their own, they are opened there too, and are the window's from then on.
    """
    document = QPdfDocument()
    if isinstance(content, Path):
        document.load(str(content))
    else:
        held = QBuffer(document)  # its child, so it goes after the PDF that is drawn out of it
        held.setData(QByteArray(content))
        held.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(held)
    if document.error() is not QPdfDocument.Error.None_:
        raise WatchDeskError("このPDFは開けません。もう一度つくってください。", code="bad_pdf")
    for page in range(document.pageCount()):
        document.pagePointSize(page)
    window = QCoreApplication.instance()
    if window is not None:
        document.moveToThread(window.thread())
    return document
