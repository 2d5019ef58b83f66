"""Whom: the person an appointment is with, found by a part of the name; or nobody on the register."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.pages.person.household import FOUND_AT_MOST, Looking
from ui.pages.person.tie_row import TieRow, TieRows
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets import person_words
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.form_sheet import FormSheet
from ui.widgets.person_header import NO_READING
from ui.widgets.reveal import reveal
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk
from watchdesk.domain import line_words
from watchdesk.domain.lines import PersonLine

PERSON, _SOUGHT = "person_id", "sought"
"""Keys in a draft."""

_WAIT = 250
"""Milliseconds after the last key until it is looked for."""


class _Naming:
    """The work of reading whom an id names: the id, and nobody where the record is gone."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> tuple[str, PersonLine | None]:
        """Read it."""
        return self._person_id, next(iter(self._desk.people.lines_of([self._person_id])), None)


class Whom(FormSheet):
    """``person_id`` None: with nobody on the register. ``edited`` when the user typed, chose or let go.

    ``sought`` is the field to type a name into; Enter takes the only one found, or leads to those found. ``passed``:
    Enter with nothing typed, or somebody was chosen: one goes on.
    """

    edited = Signal()
    passed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(None, "")
        self._desk = desk
        self.person_id: str | None = None
        self._told = words("決めていません。会議などは、このままで書けます。", wrap=True)
        self.let_go = ActionButton("この方を外す", "circle-x", kind="low")
        self.sought = LineField("お会いする方をさがす", "お名前・ふりがなでさがす")
        self.found = TieRows("見つかった方", "見つかりません。")
        self._more = words("ほかにもおられます。続けて入れると、しぼれます。", "small", "soft", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._look)
        self.sought.edited.connect(self._timer.start)
        self.sought.edited.connect(self.edited)
        self.sought.returnPressed.connect(self._take_only)
        self.let_go.clicked.connect(self._let_go)
        set_size(self.sought, min_width=24)
        box = QWidget()
        told = row(self._told, self.let_go)
        told.setStretch(0, 1)
        box.setLayout(column(told, row(self.sought, STRETCH), self.found, self._more, gap=0.4))
        box.setAccessibleName("お会いする方")
        self.add("お会いする方", box, wide=True)
        self._put_away_found()
        self.let_go.hide()

    def texts(self) -> dict[str, str]:
        """Whom it is with, and what is typed to find somebody, for a draft."""
        return {PERSON: self.person_id or "", _SOUGHT: self.sought.text()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what ``texts`` told; keys that are not its own are passed over."""
        if PERSON in texts:
            self.show_person(texts[PERSON] or None)
        if texts.get(_SOUGHT):
            self.sought.set_text(texts[_SOUGHT])
            self._timer.start()

    def show_person(self, person_id: str | None) -> None:
        """Show somebody, without telling; the name is read meanwhile."""
        self.person_id = person_id
        if person_id is None:
            self._show(None)
            return
        self._told.setText("お名前を読んでいます。")
        task = start(_Naming(self._desk, person_id), self)
        task.done.connect(self._name)
        task.failed.connect(_fail)

    def _name(self, named: tuple[str, PersonLine | None]) -> None:
        asked, line = named
        if asked != self.person_id:
            return  # somebody else was put back or chosen meanwhile
        if line is None:
            self.person_id = None
        self._show(line)

    def _show(self, line: PersonLine | None) -> None:
        known = line is not None
        self._told.setText(
            f"{line.name} さん　{_about(line)}" if line else "決めていません。会議などは、このままで書けます。"
        )
        self.let_go.setVisible(known)
        self.sought.set_value(None)
        self.sought.setVisible(not known)
        self._put_away_found()

    def _look(self) -> None:
        query = self.sought.text().strip()
        if not query:
            self._put_away_found()
            return
        task = start(Looking(self._desk, query), self)
        task.done.connect(self._show_found)
        task.failed.connect(_fail)

    def _show_found(self, answer: tuple[str, tuple[PersonLine, ...]]) -> None:
        query, lines = answer
        if query == self.sought.text().strip():
            makers: list[Callable[[], TieRow]] = [partial(self._row, line) for line in lines[:FOUND_AT_MOST]]
            self.found.show_rows(makers)
            reveal(self.found)
            reveal(self._more, len(lines) > FOUND_AT_MOST)

    def _put_away_found(self) -> None:
        self.found.hide()
        self._more.hide()

    def _row(self, line: PersonLine) -> TieRow:
        takes = ActionButton("この方にする", "check", kind="low")
        takes.clicked.connect(partial(self._take, line))
        return TieRow(line.name, line.kana or NO_READING, (_about(line),), buttons=(takes,))

    def _take_only(self) -> None:
        if not self.sought.text().strip():
            self.passed.emit()
        if self.found.isHidden() or not self.found.rows:
            return
        first = self.found.rows[0].buttons[0]
        if len(self.found.rows) == 1:
            first.click()
        else:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, line: PersonLine) -> None:
        self.person_id = line.id
        self._show(line)
        self.edited.emit()
        self.passed.emit()

    def _let_go(self) -> None:
        self.person_id = None
        self._show(None)
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


def _about(line: PersonLine) -> str:
    where = "秘匿" if line.hidden else " ".join(part for part in (line_words.street(line), line.building) if part)
    return "　".join(part for part in (person_words.age(line), where) if part)


def _fail(error: Exception) -> None:
    raise error
