"""What came of an import: how many rows went where, and why each of the others did not (contract §5)."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from watchdesk.domain.words import Consent


class RowResult(StrEnum):
    """What became of one row of a list."""

    ADDED = "added"
    UPDATED = "updated"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    SKIPPED = "skipped"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        """The result in the user's words."""
        return _LABELS[self]


_LABELS = {
    RowResult.ADDED: "新しく登録",
    RowResult.UPDATED: "書き直し",
    RowResult.CHANGED: "変更あり",
    RowResult.UNCHANGED: "変わりなし",
    RowResult.DOUBTFUL: "同じ方か不明",
    RowResult.SKIPPED: "読みとばし",
    RowResult.REJECTED: "取りこめない",
}

STAYED_OUT = frozenset({RowResult.DOUBTFUL, RowResult.SKIPPED, RowResult.REJECTED})
"""What has not found its way onto the register."""

BLANK = "row.blank"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence about one cell: ``code`` is ``field.kind``, ``column`` the heading (empty: the whole row)."""

    code: str
    column: str
    text: str = field(repr=False)

    @property
    def sentence(self) -> str:
        """The text behind its heading, where it does not name it itself."""
        return f"{self.column}：{self.text}" if self.column and self.column not in self.text else self.text

    def to_json(self) -> dict[str, str]:
        """The message as the contract writes it."""
        return {"code": self.code, "column": self.column, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReport:
    """What became of the row numbered as the spreadsheet numbers it (1 is the first).

    ``refusal``: on the register the person is 不同意 or 撤回 (or may be, where the row is doubtful); it is pointed out,
    and changes nothing.
    """

    sheet: str
    row: int
    result: RowResult
    person_id: str | None = None
    messages: tuple[Message, ...] = ()
    refusal: Consent | None = None

    @property
    def why(self) -> str:
        """What is said about the row, each sentence with the heading it is about."""
        return "　".join(message.sentence for message in self.messages)

    def to_json(self) -> dict[str, Any]:
        """The row as the contract writes it."""
        return {
            "sheet": self.sheet,
            "row": self.row,
            "result": str(self.result),
            "person_id": self.person_id,
            "messages": [message.to_json() for message in self.messages],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The whole import. ``missing`` people are on the register and not on the list; they stand outside ``rows``."""

    details: tuple[RowReport, ...]
    missing: int = 0
    dry_run: bool = False
    unmapped_columns: tuple[str, ...] = ()
    import_id: str | None = None

    def count(self, result: RowResult) -> int:
        """How many rows ended so."""
        return self.counts()[result]

    def counts(self) -> Counter[RowResult]:
        """How many rows ended in each way; the sum is the number of rows."""
        return Counter(report.result for report in self.details)

    @property
    def left(self) -> tuple[RowReport, ...]:
        """The rows that stayed out and have something in them: to be mended and imported again."""
        return tuple(
            report
            for report in self.details
            if report.result in STAYED_OUT and BLANK not in (message.code for message in report.messages)
        )

    @property
    def done_in_part(self) -> bool:
        """Whether rows were rejected or are doubtful: the command line then ends with 3."""
        counts = self.counts()
        return counts[RowResult.REJECTED] + counts[RowResult.DOUBTFUL] > 0

    def to_json(self) -> dict[str, Any]:
        """The document of contract §5, every row in the order of the list."""
        counts = self.counts()
        return {
            "rows": len(self.details),
            **{str(result): counts[result] for result in RowResult},
            "missing": self.missing,
            "dry_run": self.dry_run,
            "unmapped_columns": list(self.unmapped_columns),
            "import_id": self.import_id,
            "details": [report.to_json() for report in self.details],
        }
