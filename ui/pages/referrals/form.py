"""ReferralForm: a つなぎ being written: about whom, to whom, why, what is asked, and which fields will be told."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.drafts import DraftKeeper, Texts
from ui.pages.consultations.whom import NAME, PERSON, Whom
from ui.pages.consultations.whom_form import WhomForm
from ui.pages.referrals.telling import Telling
from ui.tasks import Latest, Progress
from ui.theme import set_size
from ui.widgets.boxes import column
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.form_sheet import FormSheet
from ui.widgets.record_form import Entry
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


class ReferralForm(WhomForm):
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
        self.note_entries()
        self._focus: str | None = None
        self._shown = Latest(self._asking, self)
        self._lay_out()
        self.keeper = DraftKeeper(desk, self.texts, self)
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
        super().restore(texts)
        if GIVEN in texts:
            self.telling.set_text(texts[GIVEN])
        self._shown.ask()

    def look_again(self) -> None:
        """Read once more what would go: the register may have changed."""
        self._shown.ask()

    def first_field(self) -> QWidget:
        """Where the focus belongs: the field that was being written, else whom it is about, else the receiver."""
        key = self.focus_key() or self._focus or ""
        if key in self.entries:
            return self.widget(key)
        return self.whom.sought if self.whom.person_id is None and self.referral is None else self.widget("receiver")

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
        return self.mark(error.field, str(error))

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
        sheet.add("どなたのこと", self.noted(NAME), wide=True)
        sheet.add("つなぎ先＊", self.noted("receiver"))
        sheet.add("関係機関", self.noted("partner_id"))
        sheet.add("つなぎ先の\n名前", self.noted("body"))
        sheet.add("返事の期限", self.noted("answer_due"))
        sheet.add("つなぐわけ＊", self.noted("reason"), wide=True)
        sheet.add("お願い\nしたいこと", self.noted("wanted"), wide=True)
        if self._asks_area:
            sheet.add("地域", self.noted("area"), wide=True)
        sheet.add("知らせること", self.telling, wide=True)
        self.setLayout(column(sheet, gap=0.2))

    def _connect(self) -> None:
        self.whom.chosen.connect(self._go_on)
        self.telling.edited.connect(self._ticked)
        self._shown.done.connect(self.telling.show_shown)

    def _asking(self) -> _Asking:
        receiver = str(self.entries["receiver"].value() or "")
        return _Asking(self._desk, self.whom.person_id, receiver, self.telling.keys())

    def texts(self) -> Texts:
        """What stands here, with what is to be told."""
        texts, focus = super().texts()
        return {**texts, GIVEN: self.telling.text()}, focus

    def _go_on(self) -> None:
        self.widget("receiver").setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, key: str) -> None:
        """Another person or body: another consent, so what is to be told is read anew."""
        if key == "partner_id":
            self._take_partner()
        if key in (NAME, "receiver", "partner_id"):
            self.telling.forget()
            self._shown.ask()

    def _take_partner(self) -> None:
        """A body of the directory brings its name, and what it is to the consent where that is plain."""
        partner = self._partners.get(str(self.entries["partner_id"].value() or ""))
        if partner is None:
            return
        self.entries["body"].set_value(partner.name)
        receiver = RECEIVER_OF.get(str(partner.kind))
        if receiver is not None:
            self.entries["receiver"].set_value(receiver)
            self.unmark("receiver")

    def _ticked(self) -> None:
        self.keeper.touch()
        self.edited.emit()


def _partner_words(partner: Partner) -> str:
    return f"{partner.name}（{partner.organisation}）" if partner.organisation else partner.name


def draft_key(referral: Referral | None, origin: Mapping[str, str | None], person_id: str | None = None) -> str:
    """Under which what is half-written is kept; of a new one, by what it came from."""
    if referral is not None:
        return f"referral:{referral.id}"
    source = next((one for one in origin.values() if one), person_id)
    return f"referral:new:{source or ''}"
