"""VisitHistory: how a visit's record was corrected: when, by whom, why, and each field's reading before and after."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from ui.late_mark import LateMark
from ui.pages.person.history_lines import NOTHING, moment
from ui.tasks import Progress, start
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.scroll import bring_into_sight
from watchdesk.desk import Desk, Past

_OPEN, _CLOSE = "訂正の履歴を見る", "訂正の履歴をかくす"
_TOLD_BY_THE_DEED = frozenset({"voided", "void_reason"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was done to a record at once: its fields with both readings."""

    head: str
    reason: str = field(repr=False)
    fields: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """All of a visit, newest first; ``given`` are the titles of the 福祉情報 that were told at it."""

    visit_id: str
    deeds: tuple[Correction, ...]
    given: tuple[str, ...] = ()


class CorrectionsReading:
    """The work of reading them."""

    def __init__(self, desk: Desk, visit_id: str) -> None:
        self._desk, self._visit_id = desk, visit_id

    def run(self, progress: Progress) -> Corrections:
        """Read them."""
        names = {user.name: user.full_name for user in self._desk.users.all()}
        told = self._desk.history.of_visit(self._visit_id)
        deeds = (_deed(tuple(pasts), names) for _, pasts in groupby(told, key=lambda past: past.line))
        given = tuple(line.title for line in self._desk.information.given_at(visit_id=self._visit_id))
        return Corrections(visit_id=self._visit_id, deeds=tuple(deeds), given=given)


def _deed(pasts: Sequence[Past], names: dict[str, str]) -> Correction:
    first = pasts[0]
    who = names.get(first.by or "", first.by or "")
    return Correction(
        head=f"{moment(first.at)}　{who}　{first.action}",
        reason=first.reason or "",
        fields=tuple(
            f"{past.title}：{past.old or NOTHING} → {past.new or NOTHING}"
            for past in pasts
            if past.field not in _TOLD_BY_THE_DEED
        ),
    )


class VisitHistory(QWidget):
    """``show_visit(id)``, None for a new one. The button stands behind ``entered``, the corrections open below it."""

    failed = Signal(object)

    def __init__(self, desk: Desk, entered: QLabel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._visit_id: str | None = None
        self._number = 0
        self.button = ActionButton(_OPEN, "clock", kind="low")
        self.sheet = QFrame()
        self.sheet.setProperty("ground", "sheet")
        self._deeds = QVBoxLayout()
        set_gaps(self._deeds, 0.6, (0.6, 0.9))
        self.sheet.setLayout(self._deeds)
        head = row(entered, self.button, gap=0.75)
        head.setStretch(0, 1)
        self.given = words("", "small", "soft", wrap=True)
        self.late = LateMark(desk)
        self.setLayout(column(self.late, head, self.given, self.sheet, gap=0.5))
        self.button.clicked.connect(self._turn)
        self._hide()

    def show_visit(self, visit_id: str | None) -> None:
        """Show the corrections of a visit once they are read."""
        if visit_id != self._visit_id:
            self._hide()
        self._visit_id = visit_id
        self.setVisible(visit_id is not None)
        self.late.show_record(visit_id)
        if visit_id is not None:
            task = start(CorrectionsReading(self._desk, visit_id), self)
            task.done.connect(self._show)
            task.failed.connect(self.failed)

    def told(self) -> tuple[str, ...]:
        """All that is said of the corrections, line by line."""
        return tuple(label.text() for label in self.sheet.findChildren(QLabel) if not label.isHidden())

    def _hide(self) -> None:
        self.given.hide()
        self.button.hide()
        self.sheet.hide()

    def _show(self, corrections: Corrections) -> None:
        if corrections.visit_id != self._visit_id:
            return
        self.given.setText(f"伝えた福祉情報：{'、'.join(corrections.given)}")
        self.given.setVisible(bool(corrections.given))
        while (item := self._deeds.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for deed in corrections.deeds:
            self._deeds.addWidget(_entry(deed))
        self._number = len(corrections.deeds)
        self.button.setVisible(self._number > 0)
        if not self._number:
            self.sheet.hide()
        self._name()

    def _turn(self) -> None:
        self.sheet.setVisible(self.sheet.isHidden())
        self._name()
        bring_into_sight(self)

    def _name(self) -> None:
        self.button.set_words(f"{_OPEN}（{self._number}件）" if self.sheet.isHidden() else _CLOSE)


def _entry(deed: Correction) -> QWidget:
    made = QWidget()
    reason = (words(f"わけ：{deed.reason}", voice="soft", wrap=True),) if deed.reason else ()
    made.setLayout(column(words(deed.head, "strong"), *reason, *map(_reading, deed.fields), gap=0.1))
    return made


def _reading(text: str) -> QLabel:
    label = words(text, wrap=True)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return label
