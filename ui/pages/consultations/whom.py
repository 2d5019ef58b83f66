"""Whom: somebody on the register, found while one types the name; or nobody, and the name stays as it was typed."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.pages.person.household import FOUND_AT_MOST, Looking
from ui.tasks import Progress, start
from ui.theme import set_size
from ui.widgets import person_words
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.flow import Flow
from ui.widgets.focus import follow_focus
from ui.widgets.manners import composing
from ui.widgets.offer import STEPS, Offer
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk
from watchdesk.domain import line_words
from watchdesk.domain.lines import PersonLine

PERSON, NAME = "person_id", "whom"
"""Keys in a draft."""

_WAIT = 200
"""Milliseconds after the last key until it is looked for."""


class _Naming:
    """The work of reading whom an id names; nobody where the record is gone."""

    def __init__(self, desk: Desk, person_id: str) -> None:
        self._desk, self._person_id = desk, person_id

    def run(self, progress: Progress) -> PersonLine | None:
        """Read it."""
        return next(iter(self._desk.people.lines_of([self._person_id])), None)


class Whom(QWidget):
    """``person_id`` None: nobody on the register, ``name()`` is what was typed. ``edited`` is the user's doing.

    Down leads from the name to those found, Enter there chooses one; ``chosen``, or Enter in the name: one goes on.
    Those found are put away once one is elsewhere.
    """

    edited = Signal()
    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.person_id: str | None = None
        self.sought = LineField("どなたのこと", "お名前・ふりがな（聞いていなければ、空のまま）")
        set_size(self.sought, min_width=24)
        self._told = words("", "strong", wrap=True)
        self.let_go = ActionButton("この方を外す", "circle-x", kind="low")
        self._hint = words("", "small", "soft", wrap=True)
        self.found: list[ActionButton] = []
        self._rows = QWidget()
        self._flow = Flow(gap=0.3)
        self._rows.setLayout(self._flow)
        self._rows.setAccessibleName("台帳に見つかった方")
        line = row(self.sought, self._told, self.let_go, STRETCH)
        line.setStretch(1, 99)  # a long address goes on below, where the page is narrow
        self.setLayout(column(line, self._rows, self._hint, gap=0.25))
        self.setFocusProxy(self.sought)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._look)
        self.sought.edited.connect(self._timer.start)
        self.sought.edited.connect(self.edited)
        self.let_go.clicked.connect(self._let_go)
        self.sought.returnPressed.connect(self.chosen)
        follow_focus(self._follow_focus)
        self._show(None)

    def name(self) -> str | None:
        """What was typed, where nobody on the register was chosen."""
        return None if self.person_id is not None else self.sought.text().strip() or None

    def texts(self) -> dict[str, str]:
        """For a draft."""
        return {PERSON: self.person_id or "", NAME: self.sought.text()}

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what ``texts`` told."""
        self.show_person(texts.get(PERSON) or None)
        self.sought.set_text(texts.get(NAME, ""))
        if self.person_id is None and self.name():
            self._timer.start()

    def show_person(self, person_id: str | None) -> None:
        """Show somebody, without telling; the name is read meanwhile."""
        self.person_id = person_id
        self._show(None)
        if person_id is not None:
            self._told.setText("お名前を読んでいます。")
            task = start(_Naming(self._desk, person_id), self)
            task.done.connect(self._name)
            task.failed.connect(_fail)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((place for place, button in enumerate(self.found) if button.hasFocus()), -1)
        by = STEPS.get(Qt.Key(event.key()), 0)
        if not by or composing(self.sought) or (at < 0 and event.key() != Qt.Key.Key_Down):
            super().keyPressEvent(event)
        elif at + by < 0:
            self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        elif at + by < len(self.found):
            self.found[at + by].setFocus(Qt.FocusReason.OtherFocusReason)

    def _name(self, line: PersonLine | None) -> None:
        if self.person_id is not None and (line is None or line.id == self.person_id):
            self.person_id = None if line is None else line.id
            self._show(line)

    def _show(self, line: PersonLine | None) -> None:
        known = self.person_id is not None
        self._told.setText(f"{line.name} さん　{about(line)}" if line is not None else "")
        for part in (self._told, self.let_go):
            part.setVisible(known)
        self.sought.setVisible(not known)
        self.setFocusProxy(self.let_go if known else self.sought)
        self._show_buttons(())
        self._hint.hide()

    def _look(self) -> None:
        query = self.name()
        if query is None:
            self._show_buttons(())
            self._hint.hide()
            return
        task = start(Looking(self._desk, query), self)
        task.done.connect(self._show_found)
        task.failed.connect(_fail)

    def _show_found(self, answer: tuple[str, tuple[PersonLine, ...]]) -> None:
        query, lines = answer
        if query != self.name() or not self._has_focus():
            return
        self._show_buttons(lines[:FOUND_AT_MOST])
        more = "ほかにもおられます。続けて入れると、しぼれます。" if len(lines) > FOUND_AT_MOST else ""
        self._hint.setText(f"台帳の方なら、↓で選びます。{more}" if lines else "台帳にない方として書きます。")
        self._hint.show()

    def _has_focus(self) -> bool:
        now = QApplication.focusWidget()
        return now is not None and self.isAncestorOf(now)

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if self.found and now is not None and not self.isAncestorOf(now):
            self._show_buttons(())
            self._hint.hide()

    def _show_buttons(self, lines: tuple[PersonLine, ...]) -> None:
        for button in self.found:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.found = []
        for line in lines:
            made = self._offer(line)
            made.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by the arrows; Tab goes on to the next field
            made.clicked.connect(partial(self._take, line))
            self._flow.addWidget(made)
            made.show()
            self.found.append(made)
        self._rows.setVisible(bool(lines))

    def _offer(self, line: PersonLine) -> ActionButton:
        reading = f"（{line.kana}）" if line.kana else ""
        return Offer(f"{line.name}{reading}{about(line)}", kind="low", parent=self._rows)

    def _take(self, line: PersonLine) -> None:
        self.person_id = line.id
        self.sought.set_text("")
        self._show(line)
        self.edited.emit()
        self.chosen.emit()

    def _let_go(self) -> None:
        self.show_person(None)
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


def about(line: PersonLine) -> str:
    """What tells people of like names apart: the age and where she lives, unless that is hidden."""
    where = "秘匿" if line.hidden else " ".join(part for part in (line_words.street(line), line.building) if part)
    return "　".join(part for part in (person_words.age(line), where) if part)


def _fail(error: Exception) -> None:
    raise error
