"""HeldFields: beside the pages, who gets a numbered copy, by when it comes back and what for, as it is proposed."""

from collections.abc import Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QSizePolicy, QWidget

from ui.drafts import DraftKeeper, Texts
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
_ASKED, _MARKED = frozenset({"holder", "due_back", "purpose"}), "marked"
"""Who, until when and what for are one answer; the watermark is another."""


class Drawn(Protocol):
    """A paper that was drawn: what the ledger calls it, and whom it names."""

    @property
    def title(self) -> str:
        """Its title, without anybody's name."""

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people in it."""


def paper_of(drawn: Drawn) -> str:
    """Return which paper it is, for what is half-written of it; that of one person by whose it is."""
    return f"{drawn.title}:{drawn.named[0] if len(drawn.named) == 1 else ''}"


def half_written_of(desk: Desk, of: str) -> bool:
    """Whether something is half-written of a paper."""
    return desk.drafts.load(_form(of)) is not None


def _form(of: str) -> str:
    return f"held:{of}"


class HeldFields(QWidget):
    """``propose(held)`` fills what nobody wrote into since ``begin()``; ``held()`` is what is to be written down.

    What was written into it is kept as a draft of its paper, ``of``, until that went out.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._own: frozenset[str] = frozenset()  # keys of what was written here, and so holds against a proposal
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
        layout = column(asked, row(self.more, rule, gap=0.5), self._further, gap=0.4)
        self.setLayout(layout)
        self.more.clicked.connect(self._open_further)
        for edited in (self.holder.edited, self.due_back.edited, self.purpose.edited):
            edited.connect(self._keep)
        self.marked.clicked.connect(self._keep_tick)
        self.restored = words("", "small", "accent", wrap=True)
        self.restored.hide()
        layout.addWidget(self.restored)
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "写しの持つ方と返す日"
        self.hide()

    def leave_out_mark(self) -> None:
        """Nobody's name goes across such a paper."""
        self.marked.hide()
        self.more.set_words("使いみち")

    def begin(self) -> None:
        """Start afresh: what is proposed next fills the fields; what was written stays with the paper it was for."""
        self.keeper.keep()
        self.keeper.forget_form()
        self._own = frozenset()
        self._further.hide()
        self.restored.hide()

    def propose(self, held: Held, receiver: str, of: str = "") -> None:
        """Show the fields, filled unless somebody wrote into them; ``receiver`` is who has it where no one is named.

        ``of``: which paper it is, for what was half-written of it.
        """
        self.due_back.set_today(self._desk.today())
        line = self.holder.lineEdit()
        if line is not None:
            line.setPlaceholderText(f"{receiver}の方" if receiver else "お名前")
        written = self._texts()[0]
        self._fill(held)
        self._go_on(_form(of), written)
        self.show()

    def settle(self) -> None:
        """It went out with what stands here: nothing is half-written, and the next is as it is proposed."""
        self.keeper.settle()
        self.restored.hide()
        self._own = frozenset()

    def _fill(self, held: Held) -> None:
        self.holder.set_value(held.holder)
        self.due_back.set_value(held.due_back)
        self.purpose.set_value(held.purpose)
        self.marked.setChecked(held.marked)

    def _go_on(self, form: str, written: Mapping[str, str]) -> None:
        """Put back over what is proposed what was written by now, or else what was half-written of this paper."""
        if self.keeper.form not in (None, form):
            self.keeper.forget()  # it is another paper by now, with what was written for it
        draft = self.keeper.begin(form)
        if self._own:
            self._restore({key: written[key] for key in self._own})
            self.keeper.touch()
        elif draft is not None:
            self._restore(draft.texts)
            self._own = _ASKED | {_MARKED}
            self.restored.setText(self.keeper.told_restored(draft))
            self.restored.show()

    def _texts(self) -> Texts:
        texts = {"holder": self.holder.text(), "due_back": self.due_back.text(), "purpose": self.purpose.text()}
        fields = {"holder": self.holder, "due_back": self.due_back, "purpose": self.purpose}
        now = QApplication.focusWidget()
        focus = next((key for key, field in fields.items() if now is not None and field in (now, now.parent())), "")
        return texts | {_MARKED: "1" if self.marked.isChecked() else ""}, focus

    def _restore(self, texts: Mapping[str, str]) -> None:
        """Put texts back; the further fields open where something stands there that was not proposed."""
        proposed = self._texts()[0]
        if any(texts.get(key, proposed[key]) != proposed[key] for key in ("purpose", _MARKED)):
            self._further.show()
        for key, field in (("holder", self.holder), ("due_back", self.due_back), ("purpose", self.purpose)):
            if key in texts:
                field.set_text(texts[key])
        if _MARKED in texts:
            self.marked.setChecked(texts[_MARKED] == "1")

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
        self._own |= _ASKED
        self.keeper.touch()

    def _keep_tick(self) -> None:
        """It holds until the pages are put away; what holds for all papers is a setting."""
        self._own |= {_MARKED}
        self.keeper.touch()

    def _open_further(self) -> None:
        self._further.setVisible(self._further.isHidden())
        if self._further.isVisible():
            self.purpose.setFocus(Qt.FocusReason.OtherFocusReason)
