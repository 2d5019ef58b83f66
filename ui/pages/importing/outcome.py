"""What came of an import, or would come of it: counts in words, and each row that needs a look with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.icon_label import IconLabel
from ui.widgets.record_table import RecordTable
from watchdesk.columns import Align, Column
from watchdesk.desk import Outcome, RowReport, RowResult
from watchdesk.domain.words import Consent

TONES = {RowResult.REJECTED: "urgent", RowResult.DOUBTFUL: "care", RowResult.CHANGED: "wait", RowResult.UPDATED: "ok"}
_ORDER = (
    RowResult.REJECTED,
    RowResult.DOUBTFUL,
    RowResult.CHANGED,
    RowResult.UPDATED,
    RowResult.ADDED,
    RowResult.SKIPPED,
    RowResult.UNCHANGED,
)
_SILENT = (RowResult.ADDED, RowResult.UPDATED, RowResult.UNCHANGED)
"""Rows that went as they should; they are listed only where something is to be said of them."""

SHEET, CONSENT = "シート", "台帳の同意"
"""Columns that are left out where they have nothing to tell."""


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the list with what is to be told of it."""

    report: RowReport
    why: str
    place: int

    @property
    def id(self) -> int:
        """Tells rows apart."""
        return self.place


COLUMNS: tuple[Column[Told], ...] = (
    Column(SHEET, lambda told: told.report.sheet, width=6),
    Column("行", lambda told: f"{told.report.row}行", lambda told: told.report.row, Align.END, 5),
    Column(
        "結果",
        lambda told: told.report.result.label,
        lambda told: _ORDER.index(told.report.result),
        width=9,
        tone=lambda told: TONES.get(told.report.result, ""),
    ),
    Column(
        CONSENT, lambda told: refusal(told.report), width=9, tone=lambda told: "urgent" if told.report.refusal else ""
    ),
    Column("わけ", lambda told: told.why, width=34),
)


def refusal(report: RowReport) -> str:
    """不同意 or 撤回 where the register says so of the person; a doubtful row may be somebody else's."""
    if report.refusal is None:
        return ""
    return f"{report.refusal.label}の方かも" if report.result is RowResult.DOUBTFUL else report.refusal.label


def counted(outcome: Outcome, *, people: bool) -> str:
    """The counts in one sentence: 新しく登録 30名、変わりなし 2名 …"""
    unit = "名" if people else "件"
    counts = outcome.counts()
    rows = (RowResult.SKIPPED, RowResult.REJECTED)
    parts = [
        f"{result.label} {counts[result]}{'行' if result in rows else unit}" for result in RowResult if counts[result]
    ]
    return "、".join(parts) + "です。" if parts else "読める行がありません。"


def taken(outcome: Outcome) -> int:
    """How many records an import writes, or would write."""
    return outcome.count(RowResult.ADDED) + outcome.count(RowResult.UPDATED)


class OutcomeView(QWidget):
    """The counts, what stays under 取込時の項目, and the list of the rows to look at.

    ``save_wanted`` when the rows that stayed out are to be saved.
    """

    save_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head, self.counts = words("", "name", wrap=True), words("", wrap=True)
        self.further = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "確かめていただきたい行")
        self.table.horizontalHeader().setSectionResizeMode(len(COLUMNS) - 1, QHeaderView.ResizeMode.Stretch)
        set_size(self.table, min_height=12)
        self.why = words("", wrap=True)
        self.save = ActionButton("", "save", kind="low")
        self.save.clicked.connect(self.save_wanted)
        self.refused = words("", wrap=True)
        self._refused_part = QWidget()
        marked = row(IconLabel("circle-x", "urgent"), self.refused, gap=0.5)
        marked.setStretch(1, 1)
        self._refused_part.setLayout(marked)
        self.table.current_changed.connect(self._tell_why)
        parts = (self.head, self.counts, self.further, self._refused_part, self.table, self.why)
        whole = column(*parts, row(self.save, STRETCH), gap=0.5)
        whole.setStretchFactor(self.table, 1)
        whole.addStretch()
        self.setLayout(whole)

    def show_outcome(self, outcome: Outcome, head: str, *, people: bool, done: bool = False) -> None:
        """Show what came of it (``done``), or would come of it."""
        self.head.setText(head)
        self.counts.setText(counted(outcome, people=people))
        self.further.setText("\n".join(_further(outcome, done=done)))
        self.further.setVisible(bool(self.further.text()))
        told = told_rows(outcome)
        self._show_refused(told)
        self.table.hide_columns(_needless(outcome))
        self.table.set_rows(told)
        self.table.setVisible(bool(told))
        self._tell_why(self.table.row())
        self.save.set_words("取りこめなかった行を表に保存する" if done else "取りこめない行を表に保存する")
        self.save.setVisible(bool(outcome.left))

    def _show_refused(self, told: list[Told]) -> None:
        """Say how many rows are of people who refused or took back; the rows themselves tell which."""
        number = sum(1 for each in told if each.report.refusal is not None)
        self._refused_part.setVisible(number > 0)
        self.refused.setText(
            f"台帳で不同意や撤回になっている方の行が、{number}行あります。取りこみや訪問の前に、お気持ちを確かめてください。"
            if number
            else ""
        )

    def show_consent(self, answers: Mapping[Consent, int]) -> None:
        """Say behind the counts how many of those taken in agreed to be watched over."""
        told = "、".join(f"{answer.label} {answers[answer]}名" for answer in Consent if answers.get(answer))
        self.counts.setText(f"{self.counts.text()}見守りについての答えは、{told}です。" if told else self.counts.text())

    def _tell_why(self, told: Told | None) -> None:
        """The whole reason of the current row, which may be longer than its line."""
        parts = (refusal(told.report), told.why) if told is not None else ()
        said = "　".join(part for part in parts if part)
        self.why.setText(f"{self._place(told.report)}　{said}" if told is not None and said else "")
        self.why.setVisible(bool(self.why.text()))

    def _place(self, report: RowReport) -> str:
        several = not self.table.isColumnHidden(0)
        return f"{report.sheet}　{report.row}行" if several else f"{report.row}行"


def _needless(outcome: Outcome) -> frozenset[str]:
    sheets = {report.sheet for report in outcome.details}
    refused = any(report.refusal for report in outcome.details)
    return frozenset(([] if len(sheets) > 1 else [SHEET]) + ([] if refused else [CONSENT]))


def told_rows(outcome: Outcome) -> list[Told]:
    """The rows with something to tell: people who refused first, then the gravest.

    Rows that went in without a word are left out.
    """
    found = [
        Told(report, report.why, at)
        for at, report in enumerate(outcome.details)
        if report.refusal is not None
        or (report.messages and report.result is not RowResult.UNCHANGED)
        or report.result not in _SILENT
    ]
    return sorted(found, key=lambda told: (not told.report.refusal, _ORDER.index(told.report.result), told.place))


def _further(outcome: Outcome, *, done: bool) -> list[str]:
    lines = []
    if outcome.unmapped_columns:
        named = "」「".join(outcome.unmapped_columns)
        lines.append(f"「{named}」は、お一人ずつの「取込時の項目」に、そのまま{'残しました' if done else '残します'}。")
    if outcome.missing:
        lines.append(f"台帳にいて、この名簿にいない方が{outcome.missing}名います。その方々は、そのままです。")
    return lines
