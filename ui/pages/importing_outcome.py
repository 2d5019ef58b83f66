"""What came of an import, or would come of it: counts in words, and each row that needs a look with its reason."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ui.theme import set_size
from ui.widgets.boxes import column, words
from ui.widgets.record_table import RecordTable
from watchdesk.columns import Align, Column
from watchdesk.desk import Outcome, RowReport, RowResult
from watchdesk.domain.words import Consent

WORDS = {
    RowResult.ADDED: "新しく登録",
    RowResult.UPDATED: "書き直し",
    RowResult.CHANGED: "変更あり",
    RowResult.UNCHANGED: "変わりなし",
    RowResult.DOUBTFUL: "同じ方か不明",
    RowResult.SKIPPED: "読みとばし",
    RowResult.REJECTED: "取りこめない",
}
TONES = {RowResult.REJECTED: "urgent", RowResult.DOUBTFUL: "care", RowResult.CHANGED: "wait", RowResult.UPDATED: "ok"}
_ORDER = (
    RowResult.REJECTED,
    RowResult.DOUBTFUL,
    RowResult.CHANGED,
    RowResult.UPDATED,
    RowResult.ADDED,
    RowResult.SKIPPED,
)


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
    Column("行", lambda told: f"{told.report.row}行", lambda told: told.report.row, Align.END, 5),
    Column(
        "結果",
        lambda told: WORDS[told.report.result],
        lambda told: _ORDER.index(told.report.result),
        width=9,
        tone=lambda told: TONES.get(told.report.result, ""),
    ),
    Column("わけ", lambda told: told.why, width=40),
)


def counted(outcome: Outcome, *, people: bool) -> str:
    """The counts in one sentence: 新しく登録 30名、変わりなし 2名 …"""
    unit = "名" if people else "件"
    counts = outcome.counts()
    rows = (RowResult.SKIPPED, RowResult.REJECTED)
    parts = [
        f"{word} {counts[result]}{'行' if result in rows else unit}" for result, word in WORDS.items() if counts[result]
    ]
    return "、".join(parts) + "です。" if parts else "読める行がありません。"


def taken(outcome: Outcome) -> int:
    """How many records an import writes, or would write."""
    return outcome.count(RowResult.ADDED) + outcome.count(RowResult.UPDATED)


class OutcomeView(QWidget):
    """The counts, what stays under 取込時の項目, and the list of the rows to look at."""

    def __init__(self) -> None:
        super().__init__()
        self.head, self.counts = words("", "name", wrap=True), words("", wrap=True)
        self.further = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "確かめていただきたい行")
        set_size(self.table, min_height=12)
        self.why = words("", wrap=True)
        self.table.current_changed.connect(self._tell_why)
        self.setLayout(column(self.head, self.counts, self.further, self.table, self.why, gap=0.5))

    def show_outcome(self, outcome: Outcome, head: str, *, people: bool, done: bool = False) -> None:
        """Show what came of it (``done``), or would come of it."""
        self.head.setText(head)
        self.counts.setText(counted(outcome, people=people))
        self.further.setText("\n".join(_further(outcome, done=done)))
        self.further.setVisible(bool(self.further.text()))
        told = told_rows(outcome)
        self.table.set_rows(told)
        self.table.setVisible(bool(told))
        self._tell_why(self.table.row())

    def show_consent(self, answers: Mapping[Consent, int]) -> None:
        """Say behind the counts how many of those taken in agreed to be watched over."""
        told = "、".join(f"{answer.label} {answers[answer]}名" for answer in Consent if answers.get(answer))
        self.counts.setText(f"{self.counts.text()}見守りについての答えは、{told}です。" if told else self.counts.text())

    def _tell_why(self, told: Told | None) -> None:
        """The whole reason of the current row, which may be longer than its line."""
        self.why.setText(f"{told.report.row}行　{told.why}" if told is not None and told.why else "")
        self.why.setVisible(bool(self.why.text()))


def told_rows(outcome: Outcome) -> list[Told]:
    """The rows with something to tell, the gravest first; rows that went in without a word are left out."""
    found = [
        Told(report, "　".join(_sentence(message.column, message.text) for message in report.messages), at)
        for at, report in enumerate(outcome.details)
        if report.result in _ORDER and (report.messages or report.result not in (RowResult.ADDED, RowResult.UPDATED))
    ]
    return sorted(found, key=lambda told: (_ORDER.index(told.report.result), told.place))


def _sentence(heading: str, text: str) -> str:
    return f"{heading}：{text}" if heading and heading not in text else text


def _further(outcome: Outcome, *, done: bool) -> list[str]:
    lines = []
    if outcome.unmapped_columns:
        named = "」「".join(outcome.unmapped_columns)
        lines.append(f"「{named}」は、お一人ずつの「取込時の項目」に、そのまま{'残しました' if done else '残します'}。")
    if outcome.missing:
        lines.append(f"台帳にいて、この名簿にいない方が{outcome.missing}名います。その方々は、そのままです。")
    return lines
