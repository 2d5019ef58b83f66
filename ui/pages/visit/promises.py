"""PromisesField このあとすること: what was promised at a visit, by when, and who does it; a line each."""

import json
from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ui.pages.visit.visitor import VisitorField
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.date_field import DateField
from ui.widgets.field_note import FieldNote
from ui.widgets.scroll import bring_into_sight
from ui.widgets.text_fields import LineField
from watchdesk.domain.follow_up import Promise

MOST = 3
"""So many things may be promised at one visit."""

_HEAD = "このあとすること"
_UNSAID = "何をするかを書いてください。"
_UNDATED = "いつまでにするかを入れてください。"


class PromisesField(QWidget):
    """``value()`` is a tuple of ``Promise``; lines in which nothing stands are none.

    ``text()`` is everything as typed, for drafts. ``unfold`` shows the field and goes there; a draft with something for
    it shows it too.
    """

    edited = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = [_PromiseLine(today, first=place == 0) for place in range(MOST)]
        self._at = ""
        self.more = ActionButton("もう1つ書く", kind="low")
        self.note = FieldNote()
        self.setLayout(column(*self._lines, row(self.note, STRETCH, self.more), gap=0.3))
        self.setAccessibleName(_HEAD)
        for line in self._lines:
            line.edited.connect(self._was_edited)
        self.more.clicked.connect(self._ask_for_more)
        self.set_value(None)

    def unfold(self) -> None:
        """Show it, and go to where one goes on writing."""
        self.show()
        target = next((line for line in self._lines if line.isVisibleTo(self) and not line.what.text()), self._lines[0])
        target.what.setFocus(Qt.FocusReason.OtherFocusReason)
        bring_into_sight(self)

    def set_today(self, today: date) -> None:
        """It has become another day."""
        for line in self._lines:
            line.due_on.set_today(today)

    def set_names(self, names: Sequence[str]) -> None:
        """Offer these names of who may do it."""
        for line in self._lines:
            line.who.set_names(names)

    def arrange(self, *, wide: bool) -> None:
        """The three fields of a line side by side, or below each other."""
        for line in self._lines:
            line.arrange(wide=wide)

    def value(self) -> tuple[Promise, ...]:
        """What was promised; ask ``problem`` first."""
        return tuple(promise for line in self._lines if (promise := line.promise()) is not None)

    def set_value(self, value: object) -> None:
        """Show promises, or none."""
        promises, self._at = value if isinstance(value, tuple) else (), ""
        for place, line in enumerate(self._lines):
            line.put(promises[place] if place < len(promises) else None)
        self._show_lines(len(promises))

    def text(self) -> str:
        """Everything as typed; empty where nothing is."""
        typed = [line.texts() for line in self._lines if any(line.texts())]
        return json.dumps(typed, ensure_ascii=False) if typed else ""

    def set_text(self, text: str) -> None:
        """Put back what was typed."""
        typed = _lines_of(text)
        for place, line in enumerate(self._lines):
            line.set_texts(typed[place] if place < len(typed) else ("", "", ""))
        self._show_lines(len(typed))
        if typed:
            self.show()

    def problem(self) -> str:
        """The first sentence of what can't be written down as it stands."""
        return next((problem for line in self._lines if (problem := line.problem())), "")

    def first(self) -> QWidget:
        """The field to mend, else the first one."""
        return next((line.to_mend() for line in self._lines if line.problem()), self._lines[0].what)

    def at(self, widget: QWidget | None) -> str:
        """Which of its fields has the focus, or had it when this was asked last; empty where none had."""
        for place, line in enumerate(self._lines):
            for key, field in line.entries.items():
                if widget is not None and (field is widget or field.isAncestorOf(widget)):
                    self._at = f"{place}:{key}"
        return self._at

    def field(self, at: str) -> QWidget:
        """The field that ``at`` named; ``first`` where it is not shown."""
        place, _, key = at.partition(":")
        line = self._lines[int(place)] if place.isdecimal() and int(place) < MOST else None
        field = line.entries.get(key) if line is not None and not line.isHidden() else None
        return field if field is not None else self.first()

    def set_wrong(self, wrong: bool) -> None:
        """Mark what is to be mended, or nothing."""
        for line in self._lines:
            line.set_wrong(wrong and bool(line.problem()))

    def _show_lines(self, written: int) -> None:
        for place, line in enumerate(self._lines):
            line.setVisible(place <= max(0, written - 1))
        self._offer_more()

    def _offer_more(self) -> None:
        shown = [line for line in self._lines if not line.isHidden()]
        self.more.setVisible(len(shown) < MOST and all(line.is_written for line in shown))

    def _ask_for_more(self) -> None:
        line = next(line for line in self._lines if line.isHidden())
        line.show()
        self._offer_more()
        line.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _was_edited(self) -> None:
        self._offer_more()
        self.edited.emit()


class _PromiseLine(QWidget):
    """One promise: what, by when, who."""

    edited = Signal()

    def __init__(self, today: date, *, first: bool) -> None:
        super().__init__()
        self.what = LineField(f"{_HEAD}：何をするか", "例 見守り相談室に電話する")
        self.due_on = DateField(f"{_HEAD}：いつまで", today, coming=True)
        self.who = VisitorField(f"{_HEAD}：だれが")
        set_size(self.due_on.line, width=10.5)
        set_size(self.who, width=11)
        cast(QLayout, self.due_on.layout()).removeWidget(self.due_on.note)
        due = row(words("いつまで"), self.due_on, STRETCH, gap=0.5)
        who = row(words("だれが"), self.who, STRETCH, gap=0.5)
        head = words(_HEAD if first else "もう1つ", "strong")
        set_size(head, width=8.2)
        what = row(head, self.what, gap=0.5)
        what.setStretch(1, 1)
        self._fields = row(what, due, who, gap=0.75)
        self._fields.setStretch(0, 1)
        self.setLayout(column(self._fields, self.due_on.note, gap=0.2))
        for entry in (self.what, self.due_on, self.who):
            entry.edited.connect(self.edited)

    @property
    def entries(self) -> dict[str, QWidget]:
        """What takes the focus, by what is asked for."""
        return {"what": self.what, "due_on": self.due_on.line, "who": self.who}

    @property
    def is_written(self) -> bool:
        """Whether anything but a name stands in it."""
        return any(text.strip() for text in (self.what.text(), self.due_on.text()))

    def arrange(self, *, wide: bool) -> None:
        """Side by side, or below each other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._fields.setDirection(across if wide else down)

    def promise(self) -> Promise | None:
        """What it says; None where nothing is written, or not all."""
        what, due_on = self.what.value(), self.due_on.value()
        if not isinstance(what, str) or due_on is None:
            return None
        return Promise(what=what, due_on=due_on, who=self.who.value())

    def put(self, promise: Promise | None) -> None:
        """Show a promise, or none."""
        self.what.set_value(promise.what if promise else None)
        self.due_on.set_value(promise.due_on if promise else None)
        self.who.set_value(promise.who if promise else None)

    def texts(self) -> tuple[str, str, str]:
        """As typed."""
        return self.what.text(), self.due_on.text(), self.who.text()

    def set_texts(self, texts: tuple[str, str, str]) -> None:
        """Put back what was typed."""
        what, due_on, who = texts
        self.what.set_text(what)
        self.due_on.set_text(due_on)
        self.who.set_text(who)

    def problem(self) -> str:
        """Why it can't be written down; empty where it can, or where nothing is written."""
        if not self.is_written:
            return ""
        if not self.what.text().strip():
            return _UNSAID
        return self.due_on.problem() or ("" if self.due_on.text().strip() else _UNDATED)

    def to_mend(self) -> QWidget:
        """The field that keeps it from being written down."""
        return self.what if self.problem() == _UNSAID else self.due_on.line

    def set_wrong(self, wrong: bool) -> None:
        """Mark the field to be mended, or none."""
        for field in (self.what, self.due_on.line):
            set_property(field, "wrong", wrong and field is self.to_mend())


def _lines_of(text: str) -> list[tuple[str, str, str]]:
    """The lines of a draft; those of a text that is no draft of ours are none."""
    try:
        typed = json.loads(text) if text else []
    except ValueError:
        return []
    return [(str(what), str(due_on), str(who)) for what, due_on, who in typed[:MOST]]
