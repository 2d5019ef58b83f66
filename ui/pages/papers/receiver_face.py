"""ReceiverFace: a numbered paper for somebody: who receives it is asked first, anew each time."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords, PaperFace
from ui.tasks import Job
from ui.theme import set_role
from ui.widgets.boxes import column, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, Papers
from watchdesk.domain.consent import NOBODY

NOT_CHOSEN = "渡し先を選んでください"
KEPT_HERE = "机の上で使う（渡さない）"


class ReceiverFace(PaperFace):
    """Nobody is taken for the receiver: as long as none is chosen, nothing is drawn.

    ``asks`` is the question; ``rules`` says what stands on the paper, by whether it stays here.
    """

    def __init__(
        self,
        desk: Desk,
        papers: Papers[Any],
        told: FaceWords,
        *,
        asks: str,
        rules: Mapping[bool, str],
        parent: QWidget | None = None,
    ) -> None:
        self._asks, self._rules = asks, rules
        super().__init__(desk, papers, told, parent)
        self.receiver.edited.connect(self.remake)

    def first_focus(self) -> QWidget:
        """For whom it is; once that is told, the filled button."""
        return self.send if self.send.isEnabled() else self.receiver

    def regions(self) -> tuple[QWidget, ...]:
        """For whom it is, then the pages."""
        return self.receiver, self.paper.view.view

    def begin(self, heading: str) -> None:
        """Ask for whom; ``heading`` says what is printed."""
        receivers = [(entry.code, entry.label) for entry in self._desk.codes.entries("recipients")]
        self.receiver.set_choices([(NOBODY, KEPT_HERE), *receivers])
        self.receiver.set_value(None)
        self.strip.clear()
        self.heading.setText(heading)
        self.remake()

    def _job_for(self, receiver: str) -> Job | None:
        """What draws the pages for a receiver; None where there is nothing to draw. A child says so."""
        raise NotImplementedError

    def _beside(self) -> tuple[QWidget, ...]:
        self.receiver = ChoiceField("渡し先")
        self.heading, self.withheld = words("", "strong", wrap=True), Strip()
        self.rule = words(self._rules[False], "small", "soft", wrap=True)
        set_role(self.counts, "body")
        asked = QWidget()
        asked.setLayout(column(words(self._asks, "head"), self.receiver, gap=0.35))
        return asked, self.heading, self.counts, self.withheld, self.rule

    def _job(self) -> Job | None:
        receiver = self.receiver.value()
        job = self._job_for(receiver) if receiver else None
        self.send.set_reason(None if receiver else NOT_CHOSEN)
        return job

    def _clear(self) -> None:
        super()._clear()
        self.withheld.clear()
        self.rule.setText(self._rules[self.receiver.value() == NOBODY])
