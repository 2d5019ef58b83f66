"""ActionButton: what will happen, in words, with its icon before and its key behind."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcutEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from ui import icons
from ui.theme import set_property, set_role, theme

KINDS = ("main", "plain", "low", "link", "danger")
_HEIGHTS = {"main": 3.0, "low": 2.25, "link": 2.25}
_ROLES = {"main": "action", "danger": "strong"}
_DROP = 1.1
_SIDES = {"main": 1.4, "low": 0.75, "link": 0.4}


class ActionButton(QPushButton):
    """A button of a kind: ``main`` (one a screen), ``plain``, ``low``, ``link`` or ``danger``.

    ``keys`` ("Ctrl+Enter", "F2", "R") is shown as a key cap and works in the whole window while the button can be
    pressed; with ``only_shown`` it is shown and somebody else listens. ``set_reason`` disables the button and writes
    why behind its words (あと3名); None lets it be pressed again. ``pictured_behind`` puts the icon after the words;
    ``drops`` shows by a ▾ that a list opens below. Enter and Space press it; Ctrl+Enter is left
    to the form around it.
    """

    def __init__(
        self,
        words: str,
        icon: str = "",
        keys: str = "",
        kind: str = "plain",
        *,
        only_shown: bool = False,
        pictured_behind: bool = False,
        drops: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words, parent)
        self._words, self._icon, self._keys = words, icon, keys
        self._behind, self._drops = pictured_behind, drops
        self._cap_hidden = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_kind(kind)
        self._name()
        if keys and not only_shown:
            self.setShortcut(QKeySequence(keys.replace("Enter", "Return")))
        theme().changed.connect(self.updateGeometry)

    @property
    def kind(self) -> str:
        """Kind of the button."""
        return str(self.property("kind"))

    def set_kind(self, kind: str) -> None:
        """Make it a button of another kind."""
        if kind not in KINDS:
            raise ValueError(f"no such kind of button: {kind}")
        set_property(self, "kind", kind)
        set_role(self, _ROLES.get(kind, "body"))
        self.updateGeometry()

    def set_words(self, words: str, icon: str | None = None) -> None:
        """Say something else."""
        self._words = words
        self._icon = self._icon if icon is None else icon
        self._put(words)

    def set_reason(self, reason: str | None) -> None:
        """Disable with a reason behind the words (「次へ進む（あと3名）」), or enable with None."""
        self.setEnabled(reason is None)
        self._put(self._words if reason is None else f"{self._words}（{reason}）")

    def hide_keys(self, hidden: bool) -> None:
        """Leave the key cap out where room is short; the key still works."""
        self._cap_hidden = hidden
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme()
        width = sum(self._widths()) + self._gap() * (len(self._widths()) - 1) + 2 * look.em(_SIDES.get(self.kind, 1.0))
        height = max(look.em(_HEIGHTS.get(self.kind, 2.75)), self.fontMetrics().height() + look.em(0.5))
        return QSize(width, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self._keys != "Ctrl+Enter":
            event.ignore()  # it means the whole form, also from a 暦 beside one of its fields
        elif enter and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()  # Qt would show the button held down for a tenth of a second first
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        self.style().drawControl(QStyle.ControlElement.CE_PushButtonBevel, option, painter, self)
        self._paint_parts(painter)
        painter.end()

    def _put(self, shown: str) -> None:
        shortcut = self.shortcut()  # Qt forgets it with each new text
        self.setText(shown)
        self.setShortcut(shortcut)
        self._name()
        self.updateGeometry()

    def _name(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(f"{self._keys} キーでも押せます。" if self._keys else "")

    def _ink(self) -> str:
        if not self.isEnabled():
            return "soft"
        return {"main": "on", "link": "accent", "danger": "urgent"}.get(self.kind, "text")

    def _gap(self) -> int:
        return theme().em(0.6)

    def _icon_side(self) -> int:
        return theme().em(1.5 if self.kind == "main" else 1.25)

    def _shows_cap(self) -> bool:
        return bool(self._keys) and not self._cap_hidden

    def _cap_metrics(self) -> QFontMetrics:
        return QFontMetrics(theme().font("small"))

    def _widths(self) -> list[int]:
        widths = [self.fontMetrics().horizontalAdvance(self.text())]
        if self._icon:
            widths.insert(len(widths) if self._behind else 0, self._icon_side())
        if self._drops:
            widths.append(theme().em(_DROP))
        if self._shows_cap():
            widths.append(self._cap_metrics().horizontalAdvance(self._keys) + theme().em(0.8))
        return widths

    def _paint_parts(self, painter: QPainter) -> None:
        widths = self._widths()
        left = (self.width() - sum(widths) - self._gap() * (len(widths) - 1)) // 2
        if self.property("startAligned"):
            left = theme().em(1.0)
        parts = [self._paint_words]
        if self._icon:
            parts.insert(len(parts) if self._behind else 0, self._paint_icon)
        if self._drops:
            parts.append(self._paint_drop)
        if self._shows_cap():
            parts.append(self._paint_cap)
        for paint, width in zip(parts, widths, strict=True):
            paint(painter, QRect(left, 0, width, self.height()))
            left += width + self._gap()

    def _paint_icon(self, painter: QPainter, place: QRect) -> None:
        icons.paint(painter, self._icon, theme().look.colour(self._ink()), place)

    def _paint_drop(self, painter: QPainter, place: QRect) -> None:
        icons.paint(painter, "chevron-down", theme().look.colour(self._ink()), place)

    def _paint_words(self, painter: QPainter, place: QRect) -> None:
        painter.setPen(theme().colour(self._ink()))
        painter.setFont(self.font())
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.text())
        if self.kind == "link" and self.isEnabled():
            base = (place.height() + self.fontMetrics().ascent()) // 2 + theme().em(0.2)
            painter.drawLine(place.left(), base, place.right(), base)

    def _paint_cap(self, painter: QPainter, place: QRect) -> None:
        main = self.kind == "main" and self.isEnabled()
        paint_key(painter, place, self._keys, ink="on" if main else "soft", ground="" if main else "window")


def paint_key(painter: QPainter, place: QRect, keys: str, *, ink: str, ground: str) -> None:
    """Paint a key cap of the width of ``place``, in the middle of its height; no ground when ``ground`` is empty."""
    look = theme()
    height = look.em(1.4)
    cap = QRect(place.x(), place.y() + (place.height() - height) // 2, place.width(), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("line" if ground else ink), 1))
    painter.setBrush(look.colour(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(cap.adjusted(0, 0, -1, -1).toRectF().translated(0.5, 0.5), look.em(0.25), look.em(0.25))
    painter.setPen(look.colour(ink))
    painter.setFont(look.font("small"))
    painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, keys)
    painter.restore()
