"""People similar to the one being entered, named while one types: why, and what tells them apart."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from ui.pages.person.tie_row import TieRow
from ui.pages.person.values import form_values
from ui.places import Place, Room
from ui.reading_order import read_aside
from ui.tasks import Progress, start
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.icon_label import IconLabel
from ui.widgets.person_header import NO_READING
from ui.widgets.record_form import RecordForm
from ui.widgets.reveal import reveal
from watchdesk.desk import Desk, Similar
from watchdesk.domain.likeness import FIELDS
from watchdesk.domain.person import Person

NAMED = 3
"""So many are named; how many more there are is said."""

WAIT = 250
"""Milliseconds after the last key until similar people are looked for."""

_BELOW = {"given_kana": frozenset({"family_name", "given_name", "family_kana", "given_kana", "birth_date"})}
_ELSE = "phones"
"""Under which field they are named: the reading for what is asked around it, the phones for all else."""


class SimilarPanel(QFrame):
    """``show_similar(found)``; hidden where nobody is. ``wanted(Place)`` to see one of them."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("cell", "value")
        self._head = words("", "strong", "care")
        self._place = QVBoxLayout()
        set_gaps(self._place, 0)
        head = row(IconLabel("users-round", "care"), self._head, STRETCH, gap=0.4, margins=(0.75, 0.4, 0.75, 0))
        self.setLayout(column(head, self._place, gap=0))
        self.rows: tuple[TieRow, ...] = ()
        self.hide()

    def show_similar(self, found: Sequence[Similar]) -> None:
        """Name these people."""
        for old in self.rows:
            self._place.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = tuple(self._row(one) for one in found[:NAMED])
        for made in self.rows:
            self._place.addWidget(made)
        said = "似た方がいます" if any(one.may_be_same for one in found) else "住所か電話が同じ方がいます"
        self._head.setText(f"{said}（ほか{len(found) - NAMED}名）" if len(found) > NAMED else said)
        self.setAccessibleName(f"{said}。{'。'.join(one.accessibleName() for one in self.rows)}" if found else "")
        reveal(self, bool(found))
        if found:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _row(self, one: Similar) -> TieRow:
        opens = ActionButton("台帳を見る", "book-open-text", kind="low")
        opens.clicked.connect(partial(self._open, one.line.id))
        apart = "　".join(("・".join(one.reasons), *(part for part in one.apart if part != one.line.kana)))
        return TieRow(one.line.name, one.line.kana or NO_READING, (apart,), buttons=(opens,))

    def _open(self, person_id: str) -> None:
        self.wanted.emit(Place(room=Room.PERSON, person_id=person_id))


class Comparing:
    """The work of finding them; it knows for which question it looked, and below which field the answer stands."""

    def __init__(self, desk: Desk, number: int, below: str, asked: tuple[Mapping[str, Any], str | None, str]) -> None:
        self._desk, self._number, self._below, self._asked = desk, number, below, asked

    def run(self, progress: Progress) -> tuple[int, str, tuple[Similar, ...]]:
        """Find them."""
        values, area, but = self._asked
        return self._number, self._below, self._desk.search.similar(values, area, but or None)


class SimilarWatch(QObject):
    """Looks for similar people a moment after a field was edited, and names them in the form; never in the way.

    ``look(key)`` after an edit of that field. ``wanted(Place)`` when one of them is to be seen, ``answered(count)``
    each time it has looked.
    """

    wanted = Signal(object)
    answered = Signal(int)

    def __init__(self, desk: Desk, form: RecordForm, person: Person | None) -> None:
        super().__init__(form)
        self._desk, self._form, self._person = desk, form, person
        self._number, self._below = 0, _ELSE
        self.panels: dict[str, SimilarPanel] = {}
        for key in (*_BELOW, _ELSE):
            if key in set(form.keys()):
                form.once_made(key, partial(self._place, key))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT)
        self._timer.timeout.connect(self._compare)

    def look(self, key: str) -> None:
        """A field was edited."""
        if key in FIELDS:
            self._below = next((below for below, keys in _BELOW.items() if key in keys), _ELSE)
            self._timer.start()

    def _place(self, key: str) -> None:
        panel = self.panels[key] = SimilarPanel()
        panel.wanted.connect(self.wanted)
        read_aside(panel, self._form)
        self._form.put_below(key, panel)

    def _compare(self) -> None:
        self._number += 1
        written = self._form.so_far()
        known = form_values(self._person) if self._person is not None else {}
        values = {key: written.get(key, known.get(key)) for key in FIELDS}
        area = self._person.area_on(self._desk.today()) if self._person is not None else written.get("area")
        asked = (values, area or self._desk.home_area, self._person.id if self._person is not None else "")
        task = start(Comparing(self._desk, self._number, self._below, asked), self)
        task.done.connect(self._show)
        task.failed.connect(self._fail)

    def _show(self, answer: tuple[int, str, tuple[Similar, ...]]) -> None:
        number, below, found = answer
        if number != self._number:
            return
        home = self._person.household_id if self._person is not None else None
        told = [one for one in found if home is None or one.line.household_id != home or one.may_be_same]
        for key, panel in self.panels.items():
            panel.show_similar(told if key == below else ())
        self.answered.emit(len(told))

    def _fail(self, error: Exception) -> None:
        raise error
