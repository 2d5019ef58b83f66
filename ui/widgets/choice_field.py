"""ChoiceField: one of a list; the wheel over it scrolls the page."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QListView, QSizePolicy, QWidget

from ui.theme import set_property, set_size

Choice = tuple[str, str]
"""(code, word)."""

NOTHING = "—"
"""What stands for no choice."""


class ChoiceField(QComboBox):
    """One code of ``choices`` [(code, word)], or None where ``optional``; ``edited`` is the user's doing only.

    A code that is not in the list (an older list had it) is shown as it is and kept. ``filters`` is for filter bars:
    with anything but the first choice it is drawn as set.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[Choice] = (),
        *,
        optional: bool = True,
        filters: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._optional, self._filters = optional, filters
        self.setView(QListView())  # Qt styles the rows of its own list only
        self.setAccessibleName(name)
        self.view().setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMaxVisibleItems(12)
        self.set_choices(choices)
        self.activated.connect(self._tell)
        self.currentIndexChanged.connect(self._mark)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer another list; the chosen code stays when it is in there."""
        code = self.value()
        self.blockSignals(True)
        self.clear()
        if self._optional:
            self.addItem(NOTHING, None)
        for value, word in choices:
            self.addItem(word, value)
        longest = max((len(word) for _, word in choices), default=2)
        set_size(self, min_width=min(longest, 12) + 3.4)
        self.blockSignals(False)
        if code is not None:
            self.set_value(code)

    def value(self) -> str | None:
        """The chosen code, None for nothing chosen."""
        code = self.currentData()
        return None if code is None else str(code)

    def set_value(self, value: object) -> None:
        """Choose a code (or an enum of words, or nothing)."""
        if value is None:
            self.setCurrentIndex(0 if self._optional else -1)
            return
        code = str(getattr(value, "value", value))
        place = self.findData(code)
        if place < 0:
            self.addItem(code, code)
            place = self.count() - 1
        self.setCurrentIndex(place)

    def text(self) -> str:
        """The code as text, for drafts."""
        return self.value() or ""

    def set_text(self, text: str) -> None:
        """Choose by the text of a draft."""
        self.set_value(text or None)

    def problem(self) -> str:
        """A choice can always be read."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a notch would put another receiver in the place of the one that was looked at

    def _tell(self) -> None:
        self.edited.emit()

    def _mark(self) -> None:
        if self._filters:
            set_property(self, "filtering", self.currentIndex() > 0)


class YesNoField(ChoiceField):
    """はい or いいえ as True or False; None where nobody knows."""

    def __init__(self, name: str, *, optional: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(name, (("yes", "はい"), ("no", "いいえ")), optional=optional, parent=parent)

    def answer(self) -> bool | None:
        """True, False or None."""
        return {"yes": True, "no": False}.get(self.value() or "")

    def set_value(self, value: object) -> None:
        """Choose by True, False, None or the code of a draft."""
        super().set_value({True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value)
