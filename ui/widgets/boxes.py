"""Rows and columns: layouts whose gaps and margins are measured in em and follow the zoom."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from ui.theme import set_gaps, set_property, set_role

STRETCH = "stretch"
"""Stands among the items of a row or column for room that takes what is left."""

Item = QWidget | QLayout | str


def row(*items: Item, gap: float = 0.75, margins: tuple[float, ...] = (0,)) -> QHBoxLayout:
    """Items side by side; ``gap`` and ``margins`` in em as in ``set_gaps``; ``STRETCH`` takes the room left."""
    layout = QHBoxLayout()
    _fill(layout, items)
    set_gaps(layout, gap, margins)
    return layout


def column(*items: Item, gap: float = 0.5, margins: tuple[float, ...] = (0,)) -> QVBoxLayout:
    """Items one below the other, otherwise as ``row``."""
    layout = QVBoxLayout()
    _fill(layout, items)
    set_gaps(layout, gap, margins)
    return layout


def words(text: str, role: str = "body", voice: str = "", wrap: bool = False) -> QLabel:
    """Plain words in a role of type and a voice (``soft accent ok care urgent away wait`` or the text's own).

    ``wrap``: a paragraph that breaks where the room ends, with open lines.
    """
    label = Paragraph() if wrap else QLabel()
    label.setTextFormat(Qt.TextFormat.RichText if wrap else Qt.TextFormat.PlainText)
    label.setText(text)
    set_role(label, role)
    if voice:
        set_property(label, "voice", voice)
    return label


def readable(*labels: QLabel) -> None:
    """Let words be selected by mouse and by keys, for who copies them or has them read aloud."""
    for label in labels:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )


class Paragraph(QLabel):
    """Plain words of several lines; the font's own lines are too tight to read, so they are opened."""

    def __init__(self) -> None:
        super().__init__()
        self._plain = ""
        self.setWordWrap(True)

    def text(self) -> str:
        """The words as given."""
        return self._plain

    def setText(self, text: str) -> None:
        self._plain = text
        super().setText(spaced(escaped(text), 145) if text else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            # Qt puts the extra height below each line; without room above, the words would stand too high
            self.setContentsMargins(0, round(self.fontMetrics().height() * 0.3), 0, 0)


def escaped(text: str) -> str:
    """Plain words for a label of rich text, so that nothing typed is taken for a mark-up."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")


def spaced(marked_up: str, height: int) -> str:
    """Lines of rich text that stand ``height`` per cent apart; the wide spaces between parts stay as wide as typed."""
    return f'<div style="line-height:{height}%; white-space:pre-wrap">{marked_up}</div>'


def frame(layout: QLayout, ground: str = "sheet") -> QFrame:
    """A piece of paper (``sheet paper receiver head rail``) with a layout on it."""
    made = QFrame()
    made.setProperty("ground", ground)
    made.setLayout(layout)
    return made


def rule() -> QFrame:
    """A thin line across."""
    made = QFrame()
    made.setProperty("ground", "rule")
    return made


def _fill(layout: QBoxLayout, items: tuple[Item, ...]) -> None:
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addStretch(1)
