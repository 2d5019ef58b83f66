"""What came of an import: how many rows went where, and why each of the others did not (contract §5)."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RowResult(StrEnum):
    """What became of one row of a list."""

    ADDED = "added"
    UPDATED = "updated"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DOUBTFUL = "doubtful"
    SKIPPED = "skipped"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence about one cell: ``code`` is ``field.kind``, ``column`` the heading (empty: the whole row)."""

    code: str
    column: str
    text: str = field(repr=False)

    def to_json(self) -> dict[str, str]:
        """The message as the contract writes it."""
        return {"code": self.code, "column": self.column, "text": self.text}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowReport:
    """What became of the row numbered as the spreadsheet numbers it (1 is the first)."""

    sheet: str
    row: int
    result: RowResult
    person_id: str | None = None
    messages: tuple[Message, ...] = ()

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
