"""TodayPaper: 「この画面を印刷する」: 今日 as one sheet for the desk, before it is printed."""

from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords, PaperFace
from ui.tasks import Job
from ui.widgets.boxes import words
from watchdesk.desk import Desk, TodaySheet

_WORDS = FaceWords(title="今日を印刷する", back="今日にもどる", noun="今日の一覧", unit="行")
_RULE = "同意をいただいていない方ものります。どなたにも渡さず、使い終えたら細かく裁ってください。"
_NUMBERED = "1部ごとに番号がつき、写しとして管理台帳に残ります。秘匿の方の住所と電話は、のりません。"


class TodayPaper(PaperFace):
    """Nobody receives it, so nothing is asked."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, desk.today_sheets, _WORDS, parent)

    def _beside(self) -> tuple[QWidget, ...]:
        return (self.counts, words(_RULE, wrap=True), words(_NUMBERED, "small", "soft", wrap=True))

    def _job(self) -> Job:
        return self._desk.today_sheets.prepare()

    def _tell(self, drawn: TodaySheet) -> None:
        names = f"{len(drawn.named):,}名のお名前がのります" if drawn.named else "お名前は、のりません"
        self.counts.setText(f"{names}。{drawn.pages}ページです。")

    def _why_not(self, drawn: TodaySheet) -> str | None:
        """A day on which nobody waits may be printed too."""
        return None
