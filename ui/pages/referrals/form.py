"""ReferralForm: a つなぎ being written: about whom, to whom, why, what is asked, and which fields will be told."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.consultations.whom import NAME, PERSON, Whom
from ui.pages.referrals.telling import Telling
from ui.pages.writing import Editor
from ui.tasks import Latest, Progress
from ui.theme import set_property, set_size
from ui.widgets.boxes import column
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.field_note import FieldNote
from ui.widgets.form_sheet import FormSheet
from ui.widgets.manners import composing
from ui.widgets.record_form import Entry, fields_to_mend
from ui.widgets.text_fields import LineField, LongTextField
from watchdesk.desk import Desk, Draft, Shown
from watchdesk.domain.partner import Partner
from watchdesk.domain.referral import RECEIVER_OF, WAIT_DAYS, Referral
from watchdesk.errors import Invalid, NotFound

GIVEN = "given"
_NOT_CHOSEN = "台帳の方を選ぶか、空にしてください。台帳にない方のお名前は、「つなぐわけ」に書けます。"
_THREE_LINES, _TWO_LINES, _NARROW = 5.7, 4.2, 46.0
"""Em."""


class _Asking:
    """The work of reading what would go to a receiver; None where it isn't told yet about whom, or to whom."""

    def __init__(self, desk: Desk, person_id: str | None, receiver: str, keys: tuple[str, ...] | None) -> None:
        self._desk, self._person_id, self._receiver, self._keys = desk, person_id, receiver, keys

    def run(self, progress: Progress) -> Shown | None:
        """Read it."""
        if self._person_id is None or not self._receiver:
            return None
        try:
            return self._desk.referrals.shown(self._person_id, self._receiver, self._keys)
        except (Invalid, NotFound):  # gone meanwhile: saving says so
            return None


class ReferralForm(Editor):
    """For a prepared つなぎ, or a new one (None). ``begin(person_id)`` fills it and puts a draft back.

    ``origin`` are the fields that tell what a new one came from: consultation_id, visit_id. ``save()`` writes and
    returns the record; Invalid after marking what is wrong. ``submitted`` on Ctrl+Enter.
    """

    def __init__(self, desk: Desk, referral: Referral | None, origin: Mapping[str, str | None]) -> None:
        super().__init__()
        self._desk, self.referral, self.origin = desk, referral, origin
        self._asks_area = desk.home_area is None and referral is None
        self._partners = {one.id: one for one in desk.partners.all()}
        self.whom, self.telling = Whom(desk), Telling()
        self.entries = self._make_entries()
        self.notes = {key: FieldNote() for key in (*self.entries, NAME)}
        self._focus: str | None = None
        self._shown = Latest(self._asking, self)
        self._lay_out()
        self.keeper = DraftKeeper(desk, self._texts, self)
        self._connect()

    def begin(self, person_id: str | None = None) -> Draft | None:
        """Fill the form, a new one with a person; put back what was half-written."""
        one = self.referral
        new = {"answer_due": self._desk.today() + timedelta(days=WAIT_DAYS)}
        for key, entry in self.entries.items():
            entry.set_value(getattr(one, key, None) if one is not None else new.get(key))
        if self._asks_area:
            self.entries["area"].set_value(next(iter(self._desk.codes.areas), None))
        if one is not None:
            self.telling.set_text(" ".join(one.given))
        self.whom.show_person(one.person_id if one is not None else person_id)
        draft = self.keeper.begin(draft_key(one, self.origin, person_id))
        self._focus = draft.focus if draft is not None else None
        if draft is not None:
            self.restore(draft.texts)
        self._shown.ask()
        return draft

    def restore(self, texts: Mapping[str, str]) -> None:
        """Put back what was written."""
        for key, entry in self.entries.items():
            if key in texts:
                entry.set_text(texts[key])
        self.whom.restore(texts)
        if GIVEN in texts:
            self.telling.set_text(texts[GIVEN])
        self._shown.ask()

    def look_again(self) -> None:
        """Read once more what would go: the register may have changed."""
        self._shown.ask()

    def first_field(self) -> QWidget:
        """Where the focus belongs: the field that was being written, else whom it is about, else the receiver."""
        key = self._focus_key() or self._focus or ""
        if key in self.entries:
            return self._widget(key)
        return self.whom.sought if self.whom.person_id is None and self.referral is None else self._widget("receiver")

    @property
    def to_mend(self) -> int:
        """How many fields are marked as wrong now."""
        return sum(note.wrong for note in self.notes.values())

    def written(self) -> dict[str, str]:
        """Everything as it stands, for a draft."""
        return dict(self._texts()[0])

    def save(self) -> Referral:
        """Write what was written."""
        self.clear_errors()
        for key, entry in self.entries.items():
            if entry.problem():
                raise Invalid(key, entry.problem())
        if self.whom.name() is not None:
            raise Invalid(NAME, _NOT_CHOSEN, kind="not_chosen")
        values = self._values()
        if self.referral is None:
            saved = self._desk.referrals.prepare({**values, **self.origin})
        else:
            saved = self._desk.referrals.change(self.referral.id, values)
        self.keeper.forget()
        return saved

    def complain(self, error: Invalid) -> str:
        """Mark what is wrong, lead there, and say it for the bar."""
        key = NAME if error.field == PERSON else error.field
        if key not in self.notes:
            return str(error)
        self.notes[key].complain(str(error))
        widget = self.whom if key == NAME else self._widget(key)
        if key != NAME:
            set_property(widget, "wrong", True)
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return fields_to_mend(1)

    def clear_errors(self) -> None:
        """Take all marks away."""
        for key in self.notes:
            self._unmark(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if not enter or composing(QApplication.focusWidget()):
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            self.focusNextPrevChild(True)

    # ---- inside

    def _values(self) -> dict[str, Any]:
        values = {key: entry.value() for key, entry in self.entries.items()}
        values["receiver"] = values["receiver"] or ""
        values["reason"] = values["reason"] or ""
        values[PERSON] = self.whom.person_id
        values[GIVEN] = self.telling.keys()
        return values

    def _make_entries(self) -> dict[str, Entry]:
        codes = self._desk.codes
        receivers = [(entry.code, entry.label) for entry in codes.entries("recipients")]
        partners = [(one.id, _partner_words(one)) for one in self._partners.values()]
        reason, wanted = LongTextField("つなぐわけ（必ず）", 3), LongTextField("お願いしたいこと", 2)
        set_size(reason, height=_THREE_LINES, min_width=6)
        set_size(wanted, height=_TWO_LINES, min_width=6)
        entries: dict[str, Entry] = {
            "receiver": ChoiceField("つなぎ先（必ず）", receivers),
            "partner_id": ChoiceField("関係機関から選ぶ", partners),
            "body": LineField("つなぎ先の名前", "空のままなら、選んだ言葉で書きます"),
            "reason": reason,
            "wanted": wanted,
            "answer_due": DateField("返事の期限", self._desk.today(), coming=True),
        }
        if self._asks_area:
            areas = [(area, area) for area in codes.areas]
            entries["area"] = ChoiceField("地域", areas, optional=False)
        return entries

    def _lay_out(self) -> None:
        sheet = FormSheet(None, "", narrow=_NARROW)
        sheet.add("どなたのこと", _boxed(self.whom, self.notes[NAME]), wide=True)
        sheet.add("つなぎ先＊", self._noted("receiver"))
        sheet.add("関係機関", self._noted("partner_id"))
        sheet.add("つなぎ先の\n名前", self._noted("body"))
        sheet.add("返事の期限", self._noted("answer_due"))
        sheet.add("つなぐわけ＊", self._noted("reason"), wide=True)
        sheet.add("お願い\nしたいこと", self._noted("wanted"), wide=True)
        if self._asks_area:
            sheet.add("地域", self._noted("area"), wide=True)
        sheet.add("知らせること", self.telling, wide=True)
        self.setLayout(column(sheet, gap=0.2))

    def _connect(self) -> None:
        for key, entry in self.entries.items():
            self._widget(key).setProperty("key", key)
            entry.edited.connect(self._was_edited)
        self.whom.edited.connect(self._whom_edited)
        self.whom.chosen.connect(self._go_on)
        self.telling.edited.connect(self._ticked)
        self._shown.done.connect(self.telling.show_shown)

    def _asking(self) -> _Asking:
        receiver = str(self.entries["receiver"].value() or "")
        return _Asking(self._desk, self.whom.person_id, receiver, self.telling.keys())

    def _noted(self, key: str) -> QWidget:
        return _boxed(self._widget(key), self.notes[key])

    def _widget(self, key: str) -> QWidget:
        return cast(QWidget, self.entries[key])

    def _texts(self) -> Texts:
        texts = {key: entry.text() for key, entry in self.entries.items()}
        return texts | self.whom.texts() | {GIVEN: self.telling.text()}, self._focus_key()

    def _focus_key(self) -> str:
        now = QApplication.focusWidget()
        if now is None:
            return ""
        return next(
            (key for key in self.entries if self._widget(key) is now or self._widget(key).isAncestorOf(now)), ""
        )

    def _go_on(self) -> None:
        self._widget("receiver").setFocus(Qt.FocusReason.OtherFocusReason)

    def _whom_edited(self) -> None:
        self._unmark(NAME)
        self.telling.forget()
        self._shown.ask()
        self._tell_edited()

    def _was_edited(self) -> None:
        key = str(self.sender().property("key"))
        self._unmark(key)
        if key == "partner_id":
            self._take_partner()
        if key in ("receiver", "partner_id"):
            self.telling.forget()
            self._shown.ask()
        self._tell_edited()

    def _take_partner(self) -> None:
        """A body of the directory brings its name, and what it is to the consent where that is plain."""
        partner = self._partners.get(str(self.entries["partner_id"].value() or ""))
        if partner is None:
            return
        self.entries["body"].set_value(partner.name)
        receiver = RECEIVER_OF.get(str(partner.kind))
        if receiver is not None:
            self.entries["receiver"].set_value(receiver)
            self._unmark("receiver")

    def _ticked(self) -> None:
        self._tell_edited()

    def _tell_edited(self) -> None:
        self.keeper.touch()
        self.edited.emit()

    def _unmark(self, key: str) -> None:
        if self.notes[key].wrong:
            self.notes[key].say("")
            if key != NAME:
                set_property(self._widget(key), "wrong", False)


def _partner_words(partner: Partner) -> str:
    return f"{partner.name}（{partner.organisation}）" if partner.organisation else partner.name


def _boxed(widget: QWidget, note: FieldNote) -> QWidget:
    made = QWidget()
    made.setLayout(column(widget, note, gap=0.2))
    made.setFocusProxy(widget)
    made.setAccessibleName(widget.accessibleName())
    return made


def draft_key(referral: Referral | None, origin: Mapping[str, str | None], person_id: str | None = None) -> str:
    """Under which what is half-written is kept; of a new one, by what it came from."""
    if referral is not None:
        return f"referral:{referral.id}"
    source = next((one for one in origin.values() if one), person_id)
    return f"referral:new:{source or ''}"
