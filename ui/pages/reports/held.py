"""HeldFields: beside the pages, who gets a numbered copy, by when it comes back and what for, as it is proposed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.pages.people.choices import titled
from ui.pages.visit.visitor import VisitorField
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.date_field import DateField
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk
from watchdesk.domain.copies import Held

_RULE = "このまま印刷できます。"


class HeldFields(QWidget):
    """``propose(held)`` fills what nobody wrote into since ``begin()``; ``held()`` is what is to be written down."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._written = self._ticked = False
        self.holder = VisitorField("持つ方")
        self.due_back = DateField("返す日", desk.today(), coming=True, calendar=False)
        self.purpose = LineField("使いみち", "使いみち")
        self.marked = QCheckBox("持つ方の名前を、透かしで大きく入れる")
        for each in (self.holder, self.due_back):
            set_size(each, min_width=10)
            each.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.more = ActionButton("使いみち・透かし", kind="low", drops=True)
        self._further = QWidget()
        self._further.setLayout(column(titled("使いみち", self.purpose), self.marked, gap=0.5))
        self._further.hide()
        titles = column(titled("持つ方", self.holder), STRETCH), column(titled("返す日", self.due_back), STRETCH)
        asked = row(*titles, gap=0.6)
        asked.setStretch(0, 1)
        asked.setStretch(1, 1)
        rule = words(_RULE, "small", "soft", wrap=True)
        self.setLayout(column(asked, row(self.more, rule, gap=0.5), self._further, gap=0.4))
        self.more.clicked.connect(self._open_further)
        for edited in (self.holder.edited, self.due_back.edited, self.purpose.edited):
            edited.connect(self._keep)
        self.marked.clicked.connect(self._keep_tick)
        self.hide()

    def begin(self) -> None:
        """Start afresh: what is proposed next fills the fields."""
        self._written = self._ticked = False
        self._further.hide()

    def propose(self, held: Held, receiver: str) -> None:
        """Show the fields, filled unless somebody wrote into them; ``receiver`` is who has it where no one is named."""
        self.due_back.set_today(self._desk.today())
        line = self.holder.lineEdit()
        if line is not None:
            line.setPlaceholderText(f"{receiver}の方" if receiver else "お名前")
        if not self._written:
            self.holder.set_value(held.holder)
            self.due_back.set_value(held.due_back)
            self.purpose.set_value(held.purpose)
        if not self._ticked:
            self.marked.setChecked(held.marked)
        self.show()

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer names of who may have it."""
        self.holder.set_names(names)

    def problem(self) -> QWidget | None:
        """The field that can't be read; None where all is well."""
        return self.due_back if self.due_back.problem() else None

    def held(self) -> Held:
        """Who has it, until when, what for."""
        return Held(
            holder=self.holder.value(),
            purpose=self.purpose.text().strip() or None,
            due_back=self.due_back.value(),
            marked=self.marked.isChecked(),
        )

    def _keep(self) -> None:
        self._written = True

    def _keep_tick(self) -> None:
        """It holds until the pages are put away; what holds for all papers is a setting."""
        self._ticked = True

    def _open_further(self) -> None:
        self._further.setVisible(self._further.isHidden())
        if self._further.isVisible():
            self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)
