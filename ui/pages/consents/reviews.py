"""Reviews of what was given out in an emergency 緊急の提供: why, until when, which copies left, and what was found."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.in_place import InPlace, Question, Values
from ui.pages.person.consent_copies import full_name
from ui.pages.person.form import asking
from ui.pages.person.states_words import clock
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column
from ui.widgets.form_sheet import FormSheet
from watchdesk.desk import Desk, OverrideLine
from watchdesk.domain.copies import CopyLine
from watchdesk.domain.era import show_day
from watchdesk.fields import Field, Kind

NOTHING_LEFT = "紙もファイルも、出していません。"
FIELDS = (
    Field(
        "review",
        "記録",
        Kind.LONG_TEXT,
        required=True,
        wide=True,
        hint="何を、どこへ渡し、いまどこにあるか。ご本人やご家族に伝えたか。",
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An override that waits for its review, and the copies that left while it held."""

    line: OverrideLine
    copies: tuple[CopyLine, ...]


class Reviews(QWidget):
    """``show_waiting(overrides)``, oldest first; ``wrote(sentence)``, ``refused(sentence)``, ``opened(person_id)``."""

    wrote = Signal(str)
    refused = Signal(str)
    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.sheets: dict[str, ReviewSheet] = {}
        self._column = QVBoxLayout()
        set_gaps(self._column, 1)
        self.setLayout(self._column)

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Show these; a form that is being written stays as it is."""
        told: Mapping[str, Waiting] = {one.line.override.id: one for one in waiting}
        for key in [key for key in self.sheets if key not in told]:
            self._take_away(self.sheets.pop(key))
        for key, one in told.items():
            if key not in self.sheets:
                self._put(key, one)
            self.sheets[key].show_waiting(one)
            self.sheets[key].show()  # at once: what is not shown yet takes no focus
        self.setVisible(bool(told))

    def first(self) -> QWidget | None:
        """Where the first one is written."""
        return next((sheet.in_place.first() for sheet in self.sheets.values()), None)

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        for sheet in self.sheets.values():
            sheet.in_place.keep()

    def _put(self, key: str, one: Waiting) -> None:
        sheet = self.sheets[key] = ReviewSheet(self._desk, one)
        sheet.in_place.wrote.connect(self.wrote)
        sheet.in_place.refused.connect(self.refused)
        sheet.opened.connect(self.opened)
        self._column.addWidget(sheet)

    def _take_away(self, sheet: "ReviewSheet") -> None:
        sheet.in_place.put_away()
        self._column.removeWidget(sheet)
        sheet.hide()
        sheet.deleteLater()


class ReviewSheet(QFrame):
    """One override as it was, and the field in which its review is written."""

    opened = Signal(str)

    def __init__(self, desk: Desk, waiting: Waiting) -> None:
        super().__init__()
        self._desk, self._waiting = desk, waiting
        self._shown: Waiting | None = None
        self._facts: FormSheet | None = None
        self.open = ActionButton("この方の台帳を開く", "book-open-text", kind="low")
        self.open.clicked.connect(self._open)
        self.open.setVisible(waiting.line.line is not None)
        self.in_place = InPlace(desk)
        self.in_place.leave_off.hide()
        self._column = column(self.in_place, gap=0.6, margins=(0.75, 1))
        self.setLayout(self._column)
        self.setProperty("ground", "sheet")

    def show_waiting(self, waiting: Waiting) -> None:
        """Show how it stands now."""
        self._waiting = waiting
        if waiting != self._shown:
            self._shown = waiting
            self._draw(waiting)
        if self.in_place.form is None:
            self._ask(take_focus=False)

    def _draw(self, waiting: Waiting) -> None:
        if self._facts is not None:
            self._column.removeWidget(self._facts)
            self._facts.hide()
            self.open.setParent(None)
            self._facts.deleteLater()
        override = waiting.line.override
        self._facts = FormSheet(None, _whose(waiting.line), self.open)
        began, ends = override.made_at, override.ends_at
        over = "まで。いま提供できます" if waiting.line.is_open else "まで。終わりました"
        self._facts.add_text("いつ", f"{show_day(began.date())} {clock(began)}から {clock(ends)}{over}", wide=True)
        self._facts.add_text("どんなとき", override.danger.label)
        self._facts.add_text("始めた人", full_name(self._desk, override.made_by))
        self._facts.add_text("わけ", override.reason, wide=True)
        self._facts.add_text("出た写し", _told(waiting.copies), wide=True)
        self._column.insertWidget(0, self._facts)

    def _ask(self, *, take_focus: bool) -> None:
        line = self._waiting.line
        self.in_place.ask(
            Question(
                draft=f"review:{line.override.id}",
                title="確かめたことを書いてください",
                told="書くと、そのときに提供を終えます。" if line.is_open else "",
                save="確かめたと書く",
                fields=FIELDS,
                asking=asking(self._desk),
                write=self._write,
            ),
            take_focus=take_focus,
        )

    def _write(self, values: Values) -> str:
        self._desk.consents.review(self._waiting.line.override.id, values["review"])
        return f"{_whose(self._waiting.line)}の、緊急の提供を確かめました。"

    def _open(self) -> None:
        if self._waiting.line.line is not None:
            self.opened.emit(self._waiting.line.line.id)


def _whose(line: OverrideLine) -> str:
    if line.line is not None:
        return f"{line.line.name}さん"
    return "全員の分" if line.override.person_id is None else "台帳から外れた方"


def _told(copies: tuple[CopyLine, ...]) -> str:
    return (
        "\n".join(
            f"第{copy.number}号 {copy.name}"
            + (f" → {copy.receiver_word}" if copy.receiver_word else "")
            + f"（{copy.state.label}）"
            for copy in copies
        )
        or NOTHING_LEFT
    )
