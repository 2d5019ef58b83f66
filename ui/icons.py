"""Icons: Lucide's drawings in the look's colours, sharp on every screen, each drawn once."""

import functools

from PySide6.QtCore import QByteArray, QRect, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

import resources


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """Picture of an icon in a colour (``#RRGGBB``), ``size`` logical pixels square at a screen's pixel ratio.

    Raises FileNotFoundError for a name that is not in ``resources/icons``.
    """
    key = f"icon {name} {colour} {size} {ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = _draw(name, colour, round(size * ratio))
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


def icon(name: str, colour: str, size: int, ratio: float = 1.0) -> QIcon:
    """The same as a QIcon, for menus, tabs and line edits; pale when disabled is not wanted, so all modes are one."""
    made = QIcon()
    for mode in QIcon.Mode:
        made.addPixmap(pixmap(name, colour, size, ratio), mode)
    return made


def _draw(name: str, colour: str, pixels: int) -> QPixmap:
    drawing = _source(name).replace("currentColor", colour)
    picture = QPixmap(pixels, pixels)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture


@functools.cache
def _source(name: str) -> str:
    return resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")


def paint(painter: QPainter, name: str, colour: str, place: QRect) -> None:
    """Paint an icon as large as fits, in the middle of ``place`` (logical pixels)."""
    device = painter.device()
    ratio = device.devicePixelRatioF() if device is not None else 1.0
    side = min(place.width(), place.height())
    left = place.x() + (place.width() - side) // 2
    painter.drawPixmap(left, place.y() + (place.height() - side) // 2, pixmap(name, colour, side, ratio))
