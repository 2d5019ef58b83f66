"""What goes where: a line for each column of the list: its heading, a few of its texts, and the field it goes to."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from ui.theme import set_gaps, set_size
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.field_note import FieldNote
from watchdesk.desk import ColumnLook, Look

LEFT = "extra"
"""The field key of a column that stays as it is, under its own heading."""

SEVERAL = frozenset({LEFT, "phones", "line_number"})
"""What more than one column may go to."""

_HEADS = ("名簿の見出し", "中身の例", "台帳のどこへ")


class ColumnChoices(QWidget):
    """``columns()`` is heading → field key. A field can be given once; another column that had it stays as it is.

    ``edited`` after each change by the user. A list of visits is shown, not changed (``fixed``).
    """

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choices: dict[str, ChoiceField] = {}
        self._titles: Mapping[str, str] = {}
        self._grid = QGridLayout()
        set_gaps(self._grid, 0.5)
        self._grid.setColumnStretch(1, 1)
        self.note = FieldNote()
        self.setLayout(column(self._grid, self.note, gap=0.5))

    def show_look(self, look: Look) -> None:
        """Show the columns of a list as they are proposed."""
        self._empty()
        self._titles = look.titles
        for at, head in enumerate(_HEADS):
            self._grid.addWidget(words(head, "head", "soft"), 0, at)
        for at, each in enumerate(look.columns, 1):
            self._add(at, each, fixed=look.of_visits)

    def columns(self) -> dict[str, str]:
        """What is chosen."""
        return {heading: choice.value() or LEFT for heading, choice in self.choices.items()}

    def left(self) -> tuple[str, ...]:
        """Headings that stay as they are."""
        return tuple(heading for heading, key in self.columns().items() if key == LEFT)

    def _add(self, at: int, each: ColumnLook, *, fixed: bool) -> None:
        heading = words(each.heading, "strong")
        examples = _Examples("、".join(each.examples))
        choice = ChoiceField(f"{each.heading}の行き先", tuple(self._titles.items()), optional=False)
        choice.set_value(each.key)
        choice.setEnabled(not fixed)
        choice.edited.connect(self._settle)
        set_size(choice, width=13.5)
        self.choices[each.heading] = choice
        for place, widget in enumerate((heading, examples, choice)):
            self._grid.addWidget(widget, at, place)

    def _settle(self) -> None:
        """Give a field to one column only."""
        chosen = self.sender()
        self.note.say("")
        key = chosen.value() if isinstance(chosen, ChoiceField) else None
        for heading, choice in self.choices.items():
            if choice is not chosen and choice.value() == key and key not in SEVERAL:
                choice.set_value(LEFT)
                self.note.say(
                    f"「{self._titles[key or LEFT]}」に入れるのは1列だけなので、「{heading}」はそのまま残します。"
                )
        self.edited.emit()

    def _empty(self) -> None:
        self.choices = {}
        self.note.say("")
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


class _Examples(QLabel):
    """Texts of a column on one line; what does not fit is left out at the end."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("voice", "soft")
        set_size(self, min_width=6)
        self.setAccessibleName(text)

    def resizeEvent(self, event: object) -> None:
        self.setText(self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, self.width()))
