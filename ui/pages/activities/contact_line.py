"""ContactLine: one contact 連絡調整 in one line of typing: with whom, of which kind, what; Enter writes it down."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.drafts import DraftKeeper, Texts, told_restored
from ui.pages.activities.directory import DirectoryField
from ui.pages.activities.kinds import COORDINATION_KINDS
from ui.theme import set_property, set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.manners import end_conversion
from ui.widgets.text_fields import LineField
from watchdesk.desk import Desk
from watchdesk.domain.activity import Coordination
from watchdesk.domain.partner import AMONG_MINSEI
from watchdesk.errors import Invalid, WatchDeskError

DRAFT = "coordination:new"
_AMONG, _OTHERS = "E1", "E2"
"""Block E: among the 委員 themselves, and with all other bodies."""


class ContactLine(QWidget):
    """``begin()`` once it is shown, ``keep()`` before leaving; ``wrote(record)`` after Enter wrote it down."""

    wrote = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chose_kind = False
        self.whom = DirectoryField("連絡の相手")
        self.kind = ChoiceField("連絡の種類", (), optional=False)
        self.what = LineField("連絡したこと", "ひとことで書いて、Enterを押します")
        self.write_down = ActionButton("書きとめる", "check", "Enter", kind="plain", only_shown=True)
        self._note = words("", "small", "soft", wrap=True)
        self._note.hide()
        set_size(self.what, min_width=10)
        self._with = row(_titled("連絡の相手", self.whom), _titled("種類", self.kind), gap=0.75)
        said = row(_titled("連絡したこと", self.what), self.write_down, gap=0.75)
        said.setStretch(0, 1)
        said.setAlignment(self.write_down, Qt.AlignmentFlag.AlignBottom)
        self._line = row(self._with, said, gap=0.75)
        self._line.setStretch(1, 1)
        self.setLayout(column(self._line, self._note, gap=0.3))
        self.setAccessibleName("連絡調整を1行で書く")
        self.keeper = DraftKeeper(desk, self._texts, self)
        self.keeper.what = "連絡調整を書く"
        self._connect()

    def _connect(self) -> None:
        for field in (self.whom, self.kind, self.what):
            field.edited.connect(self._touch)
        self.kind.edited.connect(self._keep_kind)
        self.whom.edited.connect(self._follow_kind)
        self.whom.fits.connect(self._say)
        self.whom.passed.connect(self._go_on)
        self.what.returnPressed.connect(self.write)
        self.write_down.clicked.connect(self.write)

    def begin(self) -> None:
        """Offer the kinds as they are now, and put back what was half-written."""
        self.kind.set_choices([(one.code, one.label) for one in self._desk.codes.entries(COORDINATION_KINDS)])
        if self.keeper.form is None:
            self._empty()
            draft = self.keeper.begin(DRAFT)
            if draft is not None:
                self._restore(draft.texts)
                self._say(told_restored(draft.at, self._desk.now()))

    def keep(self) -> None:
        """Keep what is half-written, at once."""
        self.keeper.keep_all()

    def come(self) -> None:
        """Go to where one writes."""
        self.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where one writes on: with whom, or what, where that is known."""
        return self.what if self.whom.text().strip() else self.whom

    def is_being_written(self) -> bool:
        """Whether somebody is typing in it: what arrives late leaves the focus."""
        now = self.focusWidget()
        return now is not None and now.hasFocus() and bool(self.whom.text() or self.what.text())

    def write(self) -> None:
        """Write it down, stamped with this moment; or say what is missing."""
        end_conversion()
        partner = self.whom.partner()
        values = {
            "kind": self.kind.value() or "",
            "partner_id": partner.id if partner is not None else None,
            "whom": self.whom.whom(),
            "what": self.what.text(),
        }
        try:
            made = self._desk.activities.coordinate(values)
        except (Invalid, WatchDeskError) as refused:
            self._say(str(refused), wrong=True)
            self.what.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._begin_anew(made)

    def reshape(self, *, narrow: bool, wide: bool) -> None:
        """What was said below whom it was said to where room is short; each field on its own where it is narrow."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(across if wide else down)
        self._with.setDirection(down if narrow else across)
        self.write_down.hide_keys(not wide)

    def _begin_anew(self, made: Coordination) -> None:
        self.keeper.forget()
        self._empty()
        self.keeper.begin(DRAFT)
        self._say("")
        self.come()
        self.wrote.emit(made)

    def _empty(self) -> None:
        self._chose_kind = False
        self.whom.set_value(None)
        self.kind.set_value(_OTHERS)
        self.what.set_value(None)

    def _restore(self, kept: Mapping[str, str]) -> None:
        self.whom.set_text(kept.get("whom", ""))
        self.kind.set_text(kept.get("kind", _OTHERS))
        self.what.set_text(kept.get("what", ""))

    def _texts(self) -> Texts:
        fields: dict[str, DirectoryField | ChoiceField | LineField]
        fields = {"whom": self.whom, "kind": self.kind, "what": self.what}
        focus = next((key for key, field in fields.items() if field.hasFocus()), "")
        return {key: field.text() for key, field in fields.items()}, focus

    def _touch(self) -> None:
        if self.sender() is not self.whom:
            self._say("")
        self.keeper.touch()

    def _keep_kind(self) -> None:
        self._chose_kind = True

    def _follow_kind(self) -> None:
        """A 民生委員 is among themselves; the user's own choice stays."""
        partner = self.whom.partner()
        if partner is not None and not self._chose_kind:
            self.kind.set_value(_AMONG if partner.kind in AMONG_MINSEI else _OTHERS)

    def _go_on(self) -> None:
        self.what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, sentence: str, *, wrong: bool = False) -> None:
        set_property(self._note, "voice", "urgent" if wrong else "soft")
        self._note.setText(sentence)
        self._note.setVisible(bool(sentence))


def _titled(title: str, entry: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(column(words(title, "head"), entry, gap=0.2))
    return made
