"""Looking at a list before it is taken in: sheet and header, what goes where, consent, and what would come of it."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QFrame, QWidget

from ui.pages.importing.columns import ColumnChoices
from ui.pages.importing.consent import ConsentQuestion
from ui.pages.importing.outcome import OutcomeView
from ui.theme import set_size
from ui.widgets.boxes import STRETCH, column, frame, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.icon_label import IconLabel
from ui.widgets.text_fields import NumberField
from watchdesk.desk import ColumnMapping, Look, Outcome, RowResult

NAMES = frozenset({"name", "family_name"})
"""Field keys of a name."""

ALL = ""
"""Stands for all sheets that have a header."""


_PLACE = ("sheet", "header_row", "no_header")
"""What a look at the list begins from, by its key in a draft."""


class ListPreview(QWidget):
    """``edited`` when something was chosen that changes what would come of it; ``place_changed``: another header.

    Columns that were told apart by their contents alone are to be ``checked`` by the user (``checked_changed``).
    """

    edited = Signal()
    place_changed = Signal()
    checked_changed = Signal()

    def __init__(self, today: date) -> None:
        super().__init__()
        self._look: Look | None = None
        self._wide = True
        self.file, self.rows = words("", "name", wrap=True), words("", voice="soft", wrap=True)
        self.sheet = ChoiceField("シート", optional=False)
        self.header_row = NumberField("見出しの行", 1, 999)
        self.no_header = QCheckBox("見出しの行はない")
        self.guess = words("", wrap=True)
        self.check = QCheckBox("どの列が何かを、確かめました")
        self.columns, self.consent, self.outcome = ColumnChoices(), ConsentQuestion(today), OutcomeView()
        self.take_changes = QCheckBox("登録済みの方の変更も、取り入れる")
        set_size(self.header_row, width=5)
        self._lay_out()
        self.sheet.edited.connect(self._sheet_chosen)
        self.header_row.editingFinished.connect(self._row_chosen)
        self.no_header.clicked.connect(self._sheet_chosen)
        self.check.toggled.connect(self.checked_changed)
        self.columns.edited.connect(self._columns_edited)
        self.consent.edited.connect(self.edited)
        self.take_changes.toggled.connect(self.edited)

    def show_look(self, look: Look, *, first: bool) -> None:
        """Show a file; ``first``: it was just chosen."""
        self._look = look
        rows = sum(sheet.rows for sheet in look.sheets)
        kind = "訪問記録" if look.of_visits else "要援護者の名簿"
        self.file.setText(look.file)
        where = "1行目から" if look.without_header else "見出しの下に"
        self.rows.setText(f"{kind}として読みます。{where}、{rows}行あります。")
        if first:
            self.sheet.set_choices([(ALL, "名簿のあるシートすべて"), *((name, name) for name in look.names)])
            self.sheet.set_value(look.sheets[0].name if look.without_header else ALL)
            self.take_changes.setChecked(False)
            self.outcome.table.set_rows([])
        self._sheet_part.setVisible(len(look.names) > 1 and not look.of_visits)
        self._row_part.setVisible(len(look.sheets) == 1 and not look.of_visits)
        self.header_row.set_value(look.sheets[0].header_row or None)
        self.header_row.setEnabled(not look.without_header)
        self.no_header.setChecked(look.without_header)
        self._show_guess(look)
        self.columns.show_look(look)
        self._ask_consent()
        self.take_changes.hide()

    def checked(self) -> bool:
        """Whether the columns are known: by their headings, or because the user has looked at them."""
        return self._look is None or not self._look.without_header or self.check.isChecked()

    def says_consent(self) -> bool:
        """Whether a column says who agreed, as it is proposed or as the user has chosen."""
        return "consent" in self.columns.columns().values()

    def lacks_name(self) -> bool:
        """Whether no column is told to be the name, without which nobody can be taken in."""
        return not NAMES & set(self.columns.columns().values())

    def _columns_edited(self) -> None:
        self._ask_consent()
        self.edited.emit()

    def _ask_consent(self) -> None:
        visits = self._look is not None and self._look.of_visits
        self._consent_part.setVisible(not visits and not self.says_consent())

    def _show_guess(self, look: Look) -> None:
        """Say what was recognised in a list without a header, and what is to be done about it."""
        self.check.setChecked(False)
        self.reshape(wide=self._wide)
        self._guess_part.setVisible(look.without_header)
        if look.guessed:
            known = "、".join(look.guessed)
            self.guess.setText(
                f"見出しの行がない名簿です。中身から「{known}」を見分けました。どの列が何か、下で確かめて、直してください。"
            )
        else:
            self.guess.setText(
                "見出しの行がなく、どの列が何か分かりません。下で、氏名の列から順に、行き先を選んでください。"
            )

    def show_tried(self, outcome: Outcome, *, people: bool) -> None:
        """Show what would come of it."""
        self.outcome.show_outcome(outcome, "取りこむと、こうなります。まだ何も書いていません。", people=people)
        changes = outcome.count(RowResult.CHANGED) + outcome.count(RowResult.UPDATED)
        self.take_changes.setVisible(people and changes > 0)

    def place(self) -> ColumnMapping:
        """Which sheet and header row, with the columns to be proposed anew."""
        return ColumnMapping(sheet=self.sheet.value() or None, header_row=self._row())

    def mapping(self) -> ColumnMapping:
        """What goes where, as chosen."""
        return ColumnMapping(sheet=self.sheet.value() or None, header_row=self._row(), columns=self.columns.columns())

    def reshape(self, *, wide: bool) -> None:
        """Columns and outcome side by side where there is room; else what is to be done first stands above."""
        self._wide = wide
        above = QBoxLayout.Direction.TopToBottom if self.checked() else QBoxLayout.Direction.BottomToTop
        self._both.setDirection(QBoxLayout.Direction.LeftToRight if wide else above)

    def texts(self) -> dict[str, str]:
        """What was chosen, to be kept while the screen is hidden."""
        return {
            "sheet": self.sheet.value() or "",
            "header_row": self.header_row.text(),
            "no_header": "yes" if self.no_header.isChecked() else "",
            "columns": json.dumps(self.columns.columns(), ensure_ascii=False),
            "consent": self.consent.state(),
            "since": self.consent.since.text(),
            "update": "yes" if self.take_changes.isChecked() else "",
        }

    def put_place_back(self, kept: Mapping[str, str]) -> bool:
        """Choose again the sheet and the header row; whether these are others than those that are shown."""
        shown = (self.sheet.value() or "", self.header_row.text(), "yes" if self.no_header.isChecked() else "")
        before = tuple(kept.get(key, text) for key, text in zip(_PLACE, shown, strict=True))
        self.sheet.set_value(before[0])
        self.header_row.set_text(before[1])
        self.no_header.setChecked(bool(before[2]))
        return before != shown

    def put_back(self, kept: Mapping[str, str]) -> None:
        """Choose again what was chosen before."""
        with suppress(ValueError):
            for heading, key in json.loads(kept.get("columns", "{}")).items():
                if heading in self.columns.choices:
                    self.columns.choices[heading].set_value(key)
        self.consent.put_back(kept.get("consent", ""), kept.get("since", ""))
        self.take_changes.setChecked(kept.get("update") == "yes")

    def _row(self) -> int | None:
        """The header row where the user may say it: one sheet only; 0 where there is none."""
        if self.no_header.isChecked():
            return 0
        return self.header_row.value() if self._look is not None and len(self._look.sheets) == 1 else None

    def _sheet_chosen(self) -> None:
        self.header_row.clear()
        self.place_changed.emit()

    def _row_chosen(self) -> None:
        shown = self._look.sheets[0].header_row if self._look is not None else None
        if self.header_row.value() not in (None, shown):
            self.place_changed.emit()

    def _lay_out(self) -> None:
        self._sheet_part = _beside("読むシート", self.sheet)
        self._row_part = _beside("見出しの行", self.header_row, self.no_header)
        self._guess_part = QWidget()
        guess = row(IconLabel("triangle-alert", "care"), self.guess, gap=0.5)
        guess.setStretch(1, 1)
        self._guess_part.setLayout(column(guess, self.check, gap=0.4))
        places = row(self._sheet_part, self._row_part, STRETCH, gap=1.5)
        columns = _part(self.file, self.rows, places, self._guess_part, self.columns, STRETCH)
        self._consent_part = _part(self.consent)
        tried = _part(self.outcome, self.take_changes, STRETCH)
        self._both = row(column(self._consent_part, tried, gap=0.75), columns, gap=1.0)
        self._both.setStretch(0, 5)
        self._both.setStretch(1, 6)
        self.setLayout(self._both)


def _part(*items: QWidget | QBoxLayout | str) -> QFrame:
    return frame(column(*items, gap=0.6, margins=(0.9, 1.1)))


def _beside(label: str, *fields: QWidget) -> QWidget:
    both = QWidget()
    both.setLayout(row(words(label, "strong"), *fields, gap=0.5))
    return both
