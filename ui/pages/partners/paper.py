"""CallPaper: 「この一覧を印刷する」: the shown partners as a list for the desk, before it is printed."""

from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords, PaperFace
from ui.tasks import Job
from ui.widgets.boxes import words
from watchdesk.desk import CallSheet, Desk

_WORDS = FaceWords(title="関係機関の一覧を印刷する", back="一覧にもどる", noun="関係機関の一覧", unit="件")
_RULE = "電話をしながら、変わったところを書きこめます。どなたにも渡さず、使い終えたら細かく裁ってください。"
_NUMBERED = "1部ごとに番号がつき、写しとして管理台帳に残ります。"


class CallPaper(PaperFace):
    """``show_list(ids, heading)``; nobody receives it, so nothing is asked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._ids: tuple[str, ...] = ()
        self._heading = ""
        super().__init__(desk, desk.call_sheets, _WORDS, parent)

    def show_list(self, ids: tuple[str, ...], heading: str) -> None:
        """Begin with these partners, in this order."""
        self._ids, self._heading = ids, heading
        self.strip.clear()
        self.remake()

    def _beside(self) -> tuple[QWidget, ...]:
        return (self.counts, words(_RULE, wrap=True), words(_NUMBERED, "small", "soft", wrap=True))

    def _job(self) -> Job:
        return self._desk.call_sheets.prepare(self._ids, heading=self._heading)

    def _tell(self, drawn: CallSheet) -> None:
        self.counts.setText(f"{len(drawn.named):,}件がのります。{drawn.pages}ページです。")
