"""The paper ledger's own papers before they are printed: the sheet of the monthly check, the report of a loss."""

from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords, PaperFace
from ui.tasks import Job
from ui.widgets.boxes import words
from watchdesk.desk import Desk, Paper

_CHECK = FaceWords(title="所在確認の用紙を印刷する", back="所在確認にもどる", noun="所在確認の用紙", unit="枚")
_LOST = FaceWords(title="紛失報告書を印刷する", back="手順にもどる", noun="紛失報告書")
_LIST = FaceWords(title="写しの一覧を印刷する", back="一覧にもどる", noun="写しの一覧", unit="枚")
_CHECK_RULE = "写しを、持っている方ごとに並べます。要援護者のお名前は、のりません。"
_LOST_RULE = "事務所の控えです。載っている方のお名前が入ります。電話で知らせるときに見て、このまま渡さないでください。"


class CheckPaper(PaperFace):
    """``show_sheet()``; nothing is asked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, desk.whereabouts_sheets, _CHECK, parent)

    def show_sheet(self) -> None:
        """Draw what is out now."""
        self.strip.clear()
        self.remake()

    def _beside(self) -> tuple[QWidget, ...]:
        return self.counts, words(_CHECK_RULE, wrap=True)

    def _job(self) -> Job:
        return self._desk.whereabouts_sheets.prepare()

    def _why_not(self, drawn: Paper[Any]) -> str | None:
        return None if drawn.facts.total else "出ている写しがありません"

    def _tell(self, drawn: Paper[Any]) -> None:
        self.counts.setText(f"{drawn.facts.total:,}枚の写しがのります。{drawn.pages}ページです。")


class ListPaper(PaperFace):
    """``show_list(numbers, heading)``: the ledger's list as it is shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._numbers: tuple[int, ...] = ()
        self._heading = ""
        super().__init__(desk, desk.copy_lists, _LIST, parent)

    def show_list(self, numbers: tuple[int, ...], heading: str) -> None:
        """Draw these copies; ``heading`` says which they are."""
        self._numbers, self._heading = numbers, heading
        self.strip.clear()
        self.remake()

    def _beside(self) -> tuple[QWidget, ...]:
        return self.counts, words(_CHECK_RULE, wrap=True)

    def _job(self) -> Job:
        return self._desk.copy_lists.listed(self._numbers, self._heading)

    def _why_not(self, drawn: Paper[Any]) -> str | None:
        return None

    def _tell(self, drawn: Paper[Any]) -> None:
        self.counts.setText(f"{drawn.facts.total:,}枚の写しがのります。{drawn.pages}ページです。")


class LostPaper(PaperFace):
    """``show_report(number)`` of a lost copy."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._number: int | None = None
        super().__init__(desk, desk.lost_reports, _LOST, parent)

    def show_report(self, number: int) -> None:
        """Draw the report as all stands now."""
        self._number = number
        self.strip.clear()
        self.remake()

    def _beside(self) -> tuple[QWidget, ...]:
        return self.counts, words(_LOST_RULE, wrap=True)

    def _job(self) -> Job | None:
        return self._desk.lost_reports.prepare(self._number) if self._number is not None else None

    def _why_not(self, drawn: Paper[Any]) -> str | None:
        return None

    def _tell(self, drawn: Paper[Any]) -> None:
        self.counts.setText(f"{len(drawn.named):,}名が載っています。{drawn.pages}ページです。")
