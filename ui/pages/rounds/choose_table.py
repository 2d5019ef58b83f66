"""ChooseTable: the people of a round in walking order; Space and Enter put one on the sheet or take one out."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.manners import composing
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Column
from watchdesk.domain.cadence import reason_words
from watchdesk.domain.check_digit import shown
from watchdesk.domain.era import show_month_day
from watchdesk.domain.line_words import street
from watchdesk.domain.outing import Candidate


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Somebody who fits what was asked for, and whether the sheet names that one."""

    candidate: Candidate
    taken: bool = True

    @property
    def id(self) -> str:
        """The person's id: rows are told apart by it."""
        return self.candidate.id


def _why(one: Chosen) -> str:
    due = one.candidate.line.due
    return reason_words(due) if due is not None else ""


def _beside(one: Chosen) -> str:
    """What speaks against it: another sheet with the person on it, or a day to which the line is put off."""
    candidate = one.candidate
    parts = [
        f"{shown(candidate.on_sheet)}に出ています" if candidate.on_sheet is not None else "",
        f"{show_month_day(candidate.put_off_until)}まで後日" if candidate.put_off_until else "",
    ]
    return "、".join(part for part in parts if part)


def _tone(one: Chosen) -> str:
    return "ok" if one.taken else "soft"


COLUMNS: tuple[Column[Chosen], ...] = (
    Column("用紙", lambda one: "のせる" if one.taken else "のせない", tone=_tone, width=5, importance=ALWAYS),
    Column(
        "氏名",
        lambda one: one.candidate.line.name,
        above=lambda one: one.candidate.line.kana or "",
        width=8,
        importance=ALWAYS,
    ),
    Column(
        "住所",
        lambda one: street(one.candidate.line),
        below=lambda one: one.candidate.line.building or "",
        width=11,
        importance=8,
    ),
    Column("わけ", _why, below=_beside, width=11, importance=7),
    Column("見守り員", lambda one: one.candidate.line.watcher or "", width=6, importance=3),
)


class ChooseTable(RecordTable):
    """``toggled(Chosen)``: Space or Enter on a row, or a press on its first column. It is never sorted otherwise."""

    toggled = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(COLUMNS, "用紙にのる方", folds=True, parent=parent)
        self.setSortingEnabled(False)
        self.horizontalHeader().setSectionsClickable(False)
        self.horizontalHeader().setHighlightSections(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.opened.connect(self.toggled)
        self.clicked.connect(self._press_mark)

    def toggle_current(self) -> None:
        """Put the current one on the sheet, or take that one out."""
        if (one := self.row()) is not None:
            self.toggled.emit(one)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not composing(self):
            self.toggle_current()
        else:
            super().keyPressEvent(event)

    def _press_mark(self, at: object) -> None:
        if self.currentIndex().column() == 0:
            self.toggle_current()
