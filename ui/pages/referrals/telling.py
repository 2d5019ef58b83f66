"""Telling: which fields of a person go to the receiver, to be ticked; below them those that stay, and why."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from ui.pages.referrals import words as told
from ui.theme import set_gaps, set_property
from ui.widgets.boxes import column, words
from ui.widgets.choices_field import ChoicesField
from watchdesk.desk import Shown
from watchdesk.domain.sharing import NAME

FIRST = "つなぎ先と、どなたのことかを選ぶと、知らせる項目がここに出ます。"
_NAME = "お名前は、いつも知らせます。"


class Telling(QWidget):
    """``show_shown(shown)`` shows it, None as long as nothing is chosen; ``edited`` once the user ticked something.

    ``keys()`` are the fields to be told, None as long as they are the usual ones. ``text`` and ``set_text`` are for
    drafts: empty for the usual ones. ``titles``: the words stand elsewhere, on the very paper.
    """

    edited = Signal()

    def __init__(self, name: str = "知らせること", *, titles: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._titles = name, titles
        self._chosen: tuple[str, ...] | None = None
        self.shown: Shown | None = None
        self.boxes: ChoicesField | None = None
        self._gate = words("", "strong", wrap=True)
        self._above = words(_NAME, "small", "soft", wrap=True)
        self._place = QVBoxLayout()
        set_gaps(self._place, 0)
        self._stays = words("", "small", "soft", wrap=True)
        self._left_out = words("知らせないこと", "name")
        self.setLayout(column(self._gate, self._above, self._place, self._left_out, self._stays, gap=0.3))
        self.show_shown(None)

    def keys(self) -> tuple[str, ...] | None:
        """What is to be told; None: what usually is."""
        return self._chosen

    def forget(self) -> None:
        """It is another receiver, or another person: what usually is told is told."""
        self._chosen = None

    def text(self) -> str:
        """For a draft."""
        return " ".join(self._chosen) if self._chosen is not None else ""

    def set_text(self, text: str) -> None:
        """Put back what ``text`` told; the boxes follow with the next ``show_shown``."""
        self._chosen = tuple(text.split()) or None

    def show_shown(self, shown: Shown | None) -> None:
        """Show what would go; without a consent that nothing may, and why."""
        self.shown = shown
        self._gate.setText(shown.sentence if shown is not None else FIRST)
        careful = shown is not None and (shown.withheld is not None or shown.emergency)
        set_property(self._gate, "voice", "care" if careful else "soft")
        self._stays.setText(told.stays(one for one in shown.fields if not one.may_go) if shown is not None else "")
        for part in (self._left_out, self._stays):
            part.setVisible(bool(self._stays.text()))
        self._above.setVisible(shown is not None)
        self._show_boxes(shown)

    def _show_boxes(self, shown: Shown | None) -> None:
        had_focus = self.boxes is not None and self.boxes.isAncestorOf(self.boxes.focusWidget() or self)
        if self.boxes is not None:
            self._place.removeWidget(self.boxes)
            self.boxes.hide()
            self.boxes.deleteLater()
            self.boxes = None
        if shown is None:
            return
        may_go = [one for one in shown.fields if one.may_go and one.key != NAME]
        choices = [(one.key, one.title) if self._titles else told.choice(one) for one in may_go]
        self.boxes = ChoicesField(self._name, choices)
        self.boxes.set_value(tuple(one.key for one in may_go if one.goes))
        for box in self.boxes.findChildren(QCheckBox):
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # never wider than the page
        self.boxes.edited.connect(self._ticked)
        self._place.addWidget(self.boxes)
        self.boxes.show()
        if had_focus:
            self.boxes.setFocus()

    def _ticked(self) -> None:
        if self.boxes is not None:
            self._chosen = (NAME, *self.boxes.value())
            self.edited.emit()
