"""InformationFilter: the field that finds an item while one types, and whether those put aside are shown too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import words
from ui.widgets.flow import Flow
from ui.widgets.manners import composing
from ui.widgets.text_fields import LineField

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class Sought(LineField):
    """``stepped(by)`` on the arrows, which choose in the list meanwhile; ``entered`` on Enter."""

    stepped = Signal(int)
    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if composing(self) or not plain:
            super().keyPressEvent(event)
        elif event.key() in _STEPS:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)


class InformationFilter(QWidget):
    """``changed`` when something else is asked for, ``dropped`` when nothing is asked for any more."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = Sought("福祉情報をさがす", "言葉・だれのためか・電話でさがす")
        set_size(self.text, min_width=22)
        self.shelved = QCheckBox("しまったものも出す")
        self.drop = ActionButton("しぼり込みをやめる", "rotate-ccw", "Esc", kind="low", only_shown=True)
        self.told = words("", voice="soft")
        self.setLayout(Flow(self.text, self.shelved, self.drop, self.told, gap=0.75))
        self.text.edited.connect(self.changed)
        self.shelved.toggled.connect(self.changed)
        self.drop.clicked.connect(self.dropped)
        self.tell("", drops=False)

    def clear(self) -> None:
        """Ask for nothing, without telling."""
        self.text.clear()
        self.shelved.blockSignals(True)
        self.shelved.setChecked(False)
        self.shelved.blockSignals(False)

    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.text.text().strip()) or self.shelved.isChecked()

    def tell(self, told: str, *, drops: bool) -> None:
        """Say what is shown, and offer to drop what is asked for."""
        self.told.setText(told)
        self.told.setVisible(bool(told))
        self.drop.setVisible(drops)
