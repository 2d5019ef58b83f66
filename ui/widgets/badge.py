"""Badge: a state as a word with an icon of its own shape; colour comes last."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.theme import TONES, theme

TONE_ICONS = {
    "ok": "circle-check",
    "care": "triangle-alert",
    "urgent": "octagon-alert",
    "away": "door-closed",
    "wait": "hourglass",
}
WORD_ICONS = (
    ("過ぎ", "clock-alert"),
    ("超過", "clock-alert"),
    ("応答なし", "phone-missed"),
    ("秘匿", "lock"),
    ("似た名前", "users-round"),
    ("不同意", "circle-x"),
    ("撤回", "circle-x"),
    ("休止", "circle-pause"),
    ("再開", "circle-pause"),
    ("終了", "circle-stop"),
    ("取り消し", "undo-2"),
    ("未回答", "circle-question-mark"),
    ("これから", "user-round-plus"),
)
"""Words with an icon of their own, the first that is part of a badge's words."""


def icon_of(words: str, tone: str) -> str:
    """Icon of a state: its own, or its tone's."""
    return next((icon for part, icon in WORD_ICONS if part in words), TONE_ICONS[tone])


class Badge(QWidget):
    """A state: its words (元気, 4日過ぎ), and its tone ``ok care urgent away wait``; the icon follows from both."""

    def __init__(self, words: str, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(words, tone)
        theme().changed.connect(self.updateGeometry)

    def show_state(self, words: str, tone: str) -> None:
        """Show another state."""
        if tone not in TONES:
            raise ValueError(f"no such tone: {tone}")
        self.words, self.tone = words, tone
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self.words)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self.words, self.tone)
        painter.end()


def badge_size(words: str) -> QSize:
    """Logical pixels that a badge takes."""
    look = theme()
    width = QFontMetrics(look.font("head")).horizontalAdvance(words)
    return QSize(look.em(0.45 + 1.1 + 0.35 + 0.55) + width, look.em(1.75))


def paint_badge(painter: QPainter, place: QRect, words: str, tone: str) -> None:
    """Paint a badge at the left of ``place``, in the middle of its height; too long words end in …."""
    look = theme()
    size = badge_size(words)
    box = QRect(place.x(), place.y() + (place.height() - size.height()) // 2, size.width(), size.height())
    box.setWidth(min(box.width(), place.width()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour(tone), 1) if look.look.edged else Qt.PenStyle.NoPen)
    painter.setBrush(look.ground(tone))
    painter.drawRoundedRect(box.toRectF().adjusted(0.5, 0.5, -0.5, -0.5), look.em(0.25), look.em(0.25))
    sign = QRect(box.x() + look.em(0.45), box.y(), look.em(1.1), box.height())
    icons.paint(painter, icon_of(words, tone), look.look.colour(tone), sign)
    inner = box.adjusted(look.em(0.45 + 1.1 + 0.35), 0, -look.em(0.3), 0)
    painter.setFont(look.font("head"))
    painter.setPen(look.colour(tone))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()
