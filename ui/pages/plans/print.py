"""PlanPrint: 「予定表を印刷する」: for whom, whose names stand on it, and the very sheet."""

from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords
from ui.pages.papers.receiver_face import ReceiverFace
from ui.pages.plans.period import Period
from ui.tasks import Job
from watchdesk.desk import Desk, PlanSheet

_WORDS = FaceWords(
    title="予定表を印刷する",
    back="カレンダーにもどる",
    noun="予定表",
    unit="件",
    until="渡し先を選ぶと、印刷される1枚がここに出ます。",
)
_RULES = {
    False: "名簿の提供に同意をいただいている方だけが、お名前入りでのります。ほかの予定は、件数だけがのります。",
    True: "どなたにも渡さず、使い終えたら細かく裁ってください。",
}


class PlanPrint(ReceiverFace):
    """``show_period(period)``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._period: Period | None = None
        super().__init__(desk, desk.plan_sheets, _WORDS, asks="だれに渡す予定表ですか", rules=_RULES, parent=parent)

    def show_period(self, period: Period) -> None:
        """Begin with a period."""
        self._period = period
        self.begin(period.words())

    def close_paper(self) -> None:
        """Forget the period and its sheet."""
        super().close_paper()
        self._period = None

    def _job_for(self, receiver: str) -> Job | None:
        period = self._period
        if period is None:
            return None
        return self._desk.plan_sheets.prepare(
            period.first, period.last, receiver=receiver, month=period.month, heading=period.words()
        )

    def _tell(self, drawn: PlanSheet) -> None:
        told = f"{len(drawn.named)}名のお名前がのります。" if drawn.named else "お名前は、のりません。"
        if drawn.withheld:
            told += f"提供に同意をいただいていない方との予定が{drawn.withheld}件あり、件数だけがのります。"
        self.counts.setText(told)

    def _why_not(self, drawn: PlanSheet) -> str | None:
        """A calendar without names may leave too."""
        return None
