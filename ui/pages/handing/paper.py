"""SheetsFace: 送り状・受領書・ラベル of a file that went out, as its pages, before they are printed or kept."""

from typing import Any, cast

from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords, PaperFace
from ui.tasks import Job
from ui.widgets.boxes import words
from watchdesk.desk import Desk, Papers

_WORDS = FaceWords(title="送り状などを印刷する", back="もどる", noun="送り状・受領書・ラベル", unit="枚")
_RULE = "送り状と受領書は、ファイルと一緒に渡します。ラベルは、USBメモリーか封筒に貼ります。お名前は、のりません。"


class SheetsFace(PaperFace):
    """``show_file(handover_id)``. They name nobody, so they have no number and no holder."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._file: str | None = None
        # they print, keep and tell the ledger as numbered papers do, whose holder is never asked for here
        super().__init__(desk, cast("Papers[Any]", desk.handover_sheets), _WORDS, parent)

    def show_file(self, handover_id: str) -> None:
        """Draw the papers of a file."""
        self._file = handover_id
        self.strip.clear()
        self.remake()

    def _beside(self) -> tuple[QWidget, ...]:
        return self.counts, words(_RULE, wrap=True)

    def _job(self) -> Job | None:
        return self._desk.handover_sheets.prepare(self._file) if self._file is not None else None

    def _why_not(self, drawn: Any) -> str | None:
        return None

    def _ask_holder(self, drawn: Any) -> None:
        self.held.hide()

    def _tell(self, drawn: Any) -> None:
        self.counts.setText(f"{drawn.pages}ページです。")
