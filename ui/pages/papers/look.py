"""PaperLook: what is chosen of a paper beside its pages, folded behind a button, and what becomes of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.papers.drafting import PaperDraft
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row
from ui.widgets.choice_field import Choice
from ui.widgets.record_form import Asking, RecordForm
from watchdesk.desk import Desk
from watchdesk.fields import Field, Section


class PaperLook(QWidget):
    """``edited`` once the user has paused. ``come_to(paper)``: what is half-written of it is there again.

    What was chosen (boxes to stamp in, items) stays for the next paper; a sentence belongs to the one it was written
    for. A child gives ``FIELDS``, which of them are sentences, and what is usual; where each paper is another one
    (``EACH_ANEW``), its sentence is over as soon as it left.
    """

    edited = Signal()
    FIELDS: tuple[Field, ...]
    SENTENCES: frozenset[str] = frozenset({"remarks"})
    EACH_ANEW = False

    def __init__(self, desk: Desk, told: str, what: str, choices: Callable[[str], Sequence[Choice]]) -> None:
        super().__init__()
        self._paper, self._told = "", told
        self.more = ActionButton(told, kind="low", drops=True)
        self.form = RecordForm((Section("", self.FIELDS),), Asking(today=desk.today(), choices=choices))
        self.setLayout(column(row(self.more, STRETCH), self.form, gap=0.4))
        self.form.hide()
        self.keeper = PaperDraft(desk, self._texts, self, what)
        self.keeper.paused.connect(self.edited)
        self.more.clicked.connect(self._fold)
        self.form.edited.connect(self._was_edited)
        self.form.set_values(self.usual())

    def usual(self) -> Mapping[str, Any]:
        """What stands in the fields before anything is chosen. A child says so."""
        raise NotImplementedError

    def come_to(self, paper: str) -> None:
        """Another paper, by the name of its draft; of the one shown everything stays as it stands."""
        if paper == self._paper:
            return
        self.keep_written()
        self._paper = paper
        chosen = {key: text for key, text in self.form.written().items() if key not in self.SENTENCES}
        self.form.set_values(self.usual())
        self.form.restore(chosen)
        draft = self.keeper.begin(paper)
        if draft is not None:
            self.form.restore(draft.texts)
            self._unfold(shown=True)  # what is half-written is in sight, and one comes back into its field

    def keep_written(self) -> None:
        """Keep what is half-written, at once."""
        self.keeper.keep_all()

    def fold_away(self) -> None:
        """Fold it; what stands in it stays."""
        self._unfold(shown=False)

    def forget_written(self) -> None:
        """It left: nothing is half-written any more; what stands here stays for the same paper once more."""
        self.keeper.settle()
        if self.EACH_ANEW and not self.keeper.changed():
            self._paper = ""

    def _texts(self) -> tuple[dict[str, str], str]:
        return self.form.texts(), self.form.focus_key()

    def _fold(self) -> None:
        self._unfold(shown=self.form.isHidden())
        if not self.form.isHidden():  # what it stands in may be shown only now
            self.form.entry(self.FIELDS[0].key).setFocus()

    def _unfold(self, *, shown: bool) -> None:
        self.form.setVisible(shown)
        self.more.set_words(f"{self._told}をたたむ" if shown else self._told)

    def _was_edited(self, _key: str) -> None:
        self.keeper.touch()
