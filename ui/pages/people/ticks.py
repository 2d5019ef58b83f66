"""TickBoxes: a field of the list's filter with a box for each choice, of which any number may be ticked."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.pages.people.choices import Meaning
from ui.widgets.flow import Flow


class TickBoxes(QWidget):
    """``several()`` are the codes ticked; ``edited`` when the user ticks. ``offer`` keeps what is ticked."""

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._offered: tuple[tuple[str, str], ...] = ()
        self._kept: tuple[str, ...] = ()
        self.boxes: dict[str, QCheckBox] = {}
        self._flow = Flow(gap=0.75)
        self.setLayout(self._flow)

    def offer(self, meanings: Iterable[Meaning]) -> None:
        """Offer other choices, each of one code; what is ticked stays, also where it is not offered any more."""
        offered = tuple((codes[0], told) for codes, told in meanings)
        if offered != self._offered:
            kept, self._offered = self.several(), offered
            self._rebuild()
            self.set_several(kept)

    def several(self) -> tuple[str, ...]:
        """The codes ticked, those not offered behind."""
        return (*(code for code, box in self.boxes.items() if box.isChecked()), *self._kept)

    def set_several(self, codes: Sequence[str]) -> None:
        """Tick these, without telling."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes)
        self._kept = tuple(code for code in codes if code not in self.boxes)

    def _rebuild(self) -> None:
        for box in self.boxes.values():
            self._flow.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = {code: QCheckBox(told) for code, told in self._offered}
        for code, box in self.boxes.items():
            box.setAccessibleName(f"{self.accessibleName()} {dict(self._offered)[code]}")
            box.clicked.connect(self._tell)
            self._flow.addWidget(box)

    def _tell(self) -> None:
        self.edited.emit()
