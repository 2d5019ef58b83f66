"""Named: several people of the register or bodies of the directory, found by a part of the name, who came ticked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.pages.person.tie_row import TieRow, TieRows
from ui.tasks import Job, start
from ui.theme import set_gaps, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.form_sheet import FormSheet
from ui.widgets.reveal import reveal
from ui.widgets.text_fields import LineField

AT_MOST = 5
"""So many are shown of those that were found."""
_WAIT = 250
"""Milliseconds after the last key until it is looked for."""
CAME, MISSED = "yes", "no"
_CAME = ((CAME, "来られた"), (MISSED, "来られなかった"))
_LINE, _PART = "\n", " "


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """Somebody who can be chosen: her id, her name, and what else tells her from others."""

    id: str
    name: str = field(repr=False)
    reading: str = field(default="", repr=False)
    about: str = field(default="", repr=False)


Answer = tuple[str, tuple[Name, ...]]
"""What was looked for (empty: by ids), and who was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How names are found: ``look(text)`` and ``name(ids)`` are works that end in an ``Answer``."""

    look: Callable[[str], Job]
    name: Callable[[Sequence[str]], Job]


class Named(FormSheet):
    """``title`` heads the sheet. ``asks_who_came``: each chosen one is followed by whether she came, ``came()``.

    ``edited`` when the user typed, chose, ticked or let go; ``passed`` on Enter with nothing typed: one goes on.
    """

    edited = Signal()
    passed = Signal()

    def __init__(self, title: str, hint: str, finding: Finding, *, asks_who_came: bool = False) -> None:
        super().__init__(None, "")
        self._finding, self._asks = finding, asks_who_came
        self._came: dict[str, str] = {}
        self.chosen: dict[str, _Chosen] = {}
        self._place = QVBoxLayout()
        set_gaps(self._place, 0.3)
        self.sought = LineField(f"{title}をさがす", hint)
        set_size(self.sought, min_width=20)
        self.all_came = ActionButton("まだの方は、みなさん来られた", "check", kind="low")
        self.found = TieRows("見つかった方", "見つかりません。")
        self._more = words("ほかにもあります。続けて入れると、しぼれます。", "small", "soft", wrap=True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT)
        self._timer.timeout.connect(self._look)
        self.sought.edited.connect(self._timer.start)
        self.sought.edited.connect(self.edited)
        self.sought.returnPressed.connect(self._take_only)
        self.all_came.clicked.connect(self._tick_all)
        seeking = QWidget()
        seeking.setLayout(Flow(self.sought, self.all_came))
        box = QWidget()
        box.setLayout(column(self._place, seeking, self.found, self._more, gap=0.4))
        box.setAccessibleName(title)
        self.add(title, box, wide=True)
        self._put_away_found()
        self.all_came.hide()

    def ids(self) -> tuple[str, ...]:
        """Who is chosen, in the order of choosing."""
        return tuple(self._came)

    def came(self) -> Mapping[str, bool | None]:
        """Who is chosen, with whether each came; None where that is not known."""
        return {one: {CAME: True, MISSED: False}.get(told) for one, told in self._came.items()}

    def texts(self) -> str:
        """Who is chosen and who came, for a draft."""
        return _LINE.join(f"{one}{_PART}{told}" for one, told in self._came.items())

    def restore(self, texts: str) -> None:
        """Put back what ``texts`` told."""
        parted = (line.partition(_PART) for line in texts.split(_LINE) if line)
        self.show_chosen({one: {CAME: True, MISSED: False}.get(told) for one, _, told in parted})

    def seek(self, text: str) -> None:
        """Put back what was typed to find somebody."""
        self.sought.set_text(text)
        self._timer.start()

    def show_chosen(self, chosen: Mapping[str, bool | None]) -> None:
        """Show who is chosen, without telling; the names are read meanwhile."""
        for one in tuple(self.chosen):
            self._take_away(one)
        told = {True: CAME, False: MISSED, None: ""}
        self._came = {one: told[there] for one, there in chosen.items()}
        if chosen:
            self._start(self._finding.name(tuple(chosen)), self._name)

    def _start(self, job: Job, takes: Callable[[Answer], None]) -> None:
        task = start(job, self)
        task.done.connect(takes)
        task.failed.connect(_fail)

    def _name(self, answer: Answer) -> None:
        """Show those of whom the names are known by now; who is gone stays as she was written."""
        names = {name.id: name for name in answer[1]}
        for one in self._came:
            if one not in self.chosen:
                self._show(names.get(one, Name(id=one, name="（もう登録がありません）")))

    def _show(self, name: Name) -> None:
        made = _Chosen(name, self._came[name.id] if self._asks else None)
        made.let_go.clicked.connect(partial(self._let_go, name.id))
        if made.came is not None:
            made.came.edited.connect(partial(self._tick, name.id))
        self.chosen[name.id] = made
        self._place.addWidget(made)
        self._offer_all()

    def _offer_all(self) -> None:
        reveal(self.all_came, self._asks and sum(not told for told in self._came.values()) > 1)

    def _tick(self, one: str) -> None:
        field = self.chosen[one].came
        self._came[one] = (field.value() or "") if field is not None else ""
        self._offer_all()
        self.edited.emit()

    def _tick_all(self) -> None:
        for one, made in self.chosen.items():
            if made.came is not None and not self._came[one]:
                made.came.set_value(CAME)
                self._came[one] = CAME
        self._offer_all()
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _let_go(self, one: str) -> None:
        del self._came[one]
        self._take_away(one)
        self._offer_all()
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _take_away(self, one: str) -> None:
        made = self.chosen.pop(one)
        self._place.removeWidget(made)
        made.hide()
        made.deleteLater()

    # finding

    def _look(self) -> None:
        query = self.sought.text().strip()
        if query:
            self._start(self._finding.look(query), self._show_found)
        else:
            self._put_away_found()

    def _show_found(self, answer: Answer) -> None:
        query, names = answer
        if query != self.sought.text().strip():
            return
        left = [name for name in names if name.id not in self._came]
        empty = "もう選んであります。" if names else None
        self.found.show_rows([partial(self._row, name) for name in left[:AT_MOST]], empty)
        reveal(self.found)
        reveal(self._more, len(left) > AT_MOST)

    def _put_away_found(self) -> None:
        self.found.hide()
        self._more.hide()

    def _row(self, name: Name) -> TieRow:
        takes = ActionButton("加える", "check", kind="low")
        takes.clicked.connect(partial(self._take, name))
        return TieRow(name.name, name.reading, (name.about,), buttons=(takes,))

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

    def _take(self, name: Name) -> None:
        self._came[name.id] = ""
        self._show(name)
        self.sought.set_value(None)
        self._put_away_found()
        self.sought.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()


class _Chosen(QWidget):
    """One who is chosen: her name, whether she came (``told`` None: that is not asked), and how to let her go."""

    def __init__(self, name: Name, told: str | None) -> None:
        super().__init__()
        self.let_go = ActionButton("外す", "circle-x", kind="low")
        self.let_go.setAccessibleName(f"{name.name}を外す")
        self.came: ChoiceField | None = None
        asked: tuple[QWidget, ...] = ()
        if told is not None:
            self.came = ChoiceField(f"{name.name}は、来られましたか", _CAME)
            self.came.set_value(told or None)
            asked = (self.came,)
        about = words("　".join(part for part in (name.reading, name.about) if part), "small", "soft", wrap=True)
        line = row(words(name.name, "strong"), about, *asked, self.let_go, gap=0.75)
        line.setStretch(1, 1)
        self.setLayout(line)
        self.setAccessibleName(name.name)


def _fail(error: Exception) -> None:
    raise error
