"""Consent 同意 of a person: what holds, how it came to be, changed, confirmed again, and passed by in an emergency."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal

from ui.pages.in_place import Question, Values
from ui.pages.person.consent_copies import CopiesToFetch
from ui.pages.person.consent_scan import ConsentScan
from ui.pages.person.state_part import StatePart
from ui.pages.person.states_words import CONSENT_HEADS, clock, consent_rows
from ui.places import Place, Room
from ui.widgets.action_button import ActionButton
from ui.widgets.choice_field import ChoiceField
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain.asking import AskAgain, to_ask_again
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.copies import CopyLine
from watchdesk.domain.era import show_day
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.override import Danger, Override
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, ConsentWay, Status
from watchdesk.fields import CONSENT_FIELDS, FORM_SCAN_FIELD, Field, Kind

CONSENT_FORM = "consent-form"
"""Key of the paper."""
NO_SCAN = "まだありません"
CHANGE, AGAIN, EMERGENCY = "consent", "consent-again", "emergency"
ANSWERED, CHANGED, CONFIRMED = "同意のお返事を書く", "同意が変わった", "もう一度確かめた"

WHEN_IN_DANGER = (
    "使えるのは、生命や身体に危険がせまっているときと、災害のときだけです。3時間のあいだ、同意がなくても"
    "個人票や名簿などを出せます。わけは管理台帳に残り、あとで、何を渡したかを「今日」の画面から確かめます。"
)
THIS_ONE, EVERYBODY = "one", "all"
EMERGENCY_FIELDS = (
    Field("danger", "どんなとき", Kind.CHOICE, required=True, code_list="danger"),
    Field("scope", "どなたの分", Kind.CHOICE, required=True, code_list="scope"),
    Field("reason", "わけ", Kind.LONG_TEXT, required=True, wide=True, hint="何が起きて、どこへ、何のために渡すのか。"),
)
AGAIN_FIELDS = (
    Field("way", "今日確かめた方法", Kind.CHOICE, required=True, code_list="consent_way"),
    Field("witness", "立会人", hint="今日そばにいた方がいれば入れます。"),
)


class ConsentPart(StatePart):
    """同意, its copies that are to be fetched, and the override 緊急の提供; ``wanted(Place)`` to the form to sign."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk, number, "同意", "consent_history")
        self.scans: tuple[Attachment, ...] = ()
        self.emergency: Override | None = None
        self.scan: ConsentScan | None = None
        self.why = Strip()
        self.copies = CopiesToFetch(desk)
        self.copies.refused.connect(self.refused)
        self.extras.addWidget(self.why)
        self.extras.addWidget(self.copies)
        self.offer(CHANGE, CHANGED, "pen-line")
        self.offer(AGAIN, CONFIRMED, "shield-check", "K")
        self.offer_taking_back()
        self.offer(EMERGENCY, "緊急の提供", "siren")
        self.paper = ActionButton("同意書をつくる", "printer", kind="low")
        self.paper.clicked.connect(self._make_form)
        self.add_beside(self.paper)
        self.ledger = ActionButton("この方の写し", "package", kind="low")
        self.ledger.clicked.connect(self._open_ledger)
        self.add_beside(self.ledger)

    def show_rows(self, person: Person) -> None:
        """Show the consents of somebody, and whether to ask again."""
        self.scans = self.desk.attachments.of_person(person.id, with_removed=True)
        titles = {scan.id: f"{scan.title}（ごみ箱）" if scan.removed else scan.title for scan in self.scans}
        rows = consent_rows(person.consent_history, self.desk.today(), self.desk.codes, titles)
        self.table.show_rows(CONSENT_HEADS, rows)
        self._say_why(due_again(self.desk, person))

    def show_beside(
        self, copies: tuple[CopyLine, ...], secret: tuple[CopyLine, ...], emergency: Override | None
    ) -> None:
        """Show what is told by other records: copies to be fetched, an override that holds."""
        if self.person is None:
            return
        self.emergency = emergency
        self.copies.show_copies(self.person.id, copies, secret)
        until = f"{clock(emergency.ends_at)}まで使えます" if emergency is not None else None
        if until is not None and self.openers[EMERGENCY].hasFocus():  # Qt would send the focus out of the page
            self.openers[CHANGE].setFocus(Qt.FocusReason.OtherFocusReason)
        self.openers[EMERGENCY].set_reason(until)

    def _make_form(self) -> None:
        """Go where the form to sign is looked at, filled in for her."""
        if self.person is not None:
            self.wanted.emit(Place(room=Room.SHEETS, section=CONSENT_FORM, person_id=self.person.id))

    def _open_ledger(self) -> None:
        """Go to the copies 写し that name her, wherever they are."""
        if self.person is not None:
            self.wanted.emit(Place(room=Room.COPIES, person_id=self.person.id))

    def ask_what_is_due(self) -> None:
        """Open the form that the person's consent wants next: confirm an agreement, else write down the answer."""
        if self.person is None:
            return
        now = self.person.consent_on(self.desk.today())
        self.come_to(AGAIN if now is not None and now.state is Consent.AGREED else CHANGE)

    def offered(self, person: Person) -> Mapping[str, str]:
        """Confirm only what was agreed to."""
        now = person.consent_on(self.desk.today())
        again = {AGAIN: CONFIRMED} if now is not None and now.state is Consent.AGREED else {}
        answered = now is not None and now.state is not Consent.PENDING
        return {CHANGE: CHANGED if answered else ANSWERED, **again, EMERGENCY: "緊急の提供"}

    def told_last(self, person: Person) -> str:
        """同意 of the latest entry."""
        return person.consent_history[-1].state.label

    def question(self, key: str, person: Person) -> Question:
        """Return the question of a button."""
        return {CHANGE: self._changing, AGAIN: self._confirming, EMERGENCY: self._opening}[key](person)

    def come_to(self, key: str, *args: object) -> None:
        """Open a question; that of a new consent takes the signed form in too."""
        super().come_to(key, *args)
        form = self.in_place.form
        if key == CHANGE and form is not None and self.person is not None:
            self.scan = ConsentScan(self.desk, self.person.id)
            self.scan.taken.connect(self._choose_scan)
            self.scan.refused.connect(self.refused)
            self._name_no_scan(form.entry(FORM_SCAN_FIELD.key))
            form.put_below(FORM_SCAN_FIELD.key, self.scan)

    def _name_no_scan(self, field: ChoiceField) -> None:
        """Where nothing is attached, the field of the scan says so."""
        if field.count() == 1:
            field.setItemText(0, NO_SCAN)
            field.setEnabled(False)

    def _choose_scan(self, scan: Attachment) -> None:
        """Let the consent have the form that was just taken in."""
        if self.in_place.form is None or self.person is None or scan.person_id != self.person.id:
            return
        self.scans = (*(one for one in self.scans if one.id != scan.id), scan)
        field: ChoiceField = self.in_place.form.entry(FORM_SCAN_FIELD.key)
        field.set_choices(tuple((one.id, one.title) for one in self.scans if not one.removed))
        field.setEnabled(True)
        field.set_value(scan.id)
        self.in_place.keeper.touch()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changing(self, person: Person) -> Question:
        scans = tuple((scan.id, scan.title) for scan in self.scans if not scan.removed)
        fields = (*CONSENT_FIELDS[:5], FORM_SCAN_FIELD, *CONSENT_FIELDS[5:])
        last = person.consent_on(self.desk.today())
        return Question(
            draft="",
            title="同意が変わりました" if self.offered(person)[CHANGE] == CHANGED else "同意のお返事",
            told="撤回は、書き足したときからすぐに効きます。",
            save="同意を書き足す",
            fields=fields,
            asking=self.asking(coming="valid_until", attachments=scans),
            values={
                "since": self.desk.today(),
                "watch": True,
                "recipients": last.recipients if last is not None else (),
            },
            write=self._give,
        )

    def _give(self, values: Values) -> str:
        given = self.desk.consents.give(self._known().id, consent_entry(values))
        state = given.person.consent_history[-1].state
        copies = f"写し{len(given.to_call_back)}枚に、まだお名前が載っています。" if given.to_call_back else ""
        stops = "これからの紙やファイルに、お名前は載りません。" if state in _NO else ""
        return f"{state.label}を書き足しました。{stops}{copies}"

    def _confirming(self, person: Person) -> Question:
        return Question(
            draft="",
            title="今日、もう一度確かめました",
            told=f"いまの同意を、{show_day(self.desk.today())}の日付で書き足します。提供先や様式は、そのままです。",
            save="確かめたと書き足す",
            fields=AGAIN_FIELDS,
            asking=self.asking(),
            write=self._confirm,
        )

    def _confirm(self, values: Values) -> str:
        way = ConsentWay(values["way"])
        self.desk.consents.confirm_again(self._known().id, way=way, witness=values["witness"])
        return "同意をもう一度確かめたと、書き足しました。"

    def _opening(self, person: Person) -> Question:
        dangers = tuple((danger.value, danger.label) for danger in Danger)
        scopes = ((THIS_ONE, "この方だけ"), (EVERYBODY, "全員（災害のときだけ）"))
        return Question(
            draft="",
            title="同意なしで、緊急に提供します",
            told=WHEN_IN_DANGER,
            save="3時間、提供できるようにする",
            fields=EMERGENCY_FIELDS,
            asking=self.asking(danger=dangers, scope=scopes),
            values={"scope": THIS_ONE},
            write=self._open,
        )

    def _open(self, values: Values) -> str:
        person_id = None if values["scope"] == EVERYBODY else self._known().id
        opened = self.desk.consents.override(person_id, Danger(values["danger"]), values["reason"])
        whose = "どなたの分でも" if person_id is None else "この方の分を"
        until = clock(opened.ends_at)
        return f"{until}まで、同意がなくても{whose}出せます。終わったら、何を渡したかを確かめてください。"

    def _say_why(self, why: AskAgain | None) -> None:
        """Say why it is time to ask; the buttons for it stand right below."""
        if why is None:
            self.why.clear()
            return
        given = self.desk.consents.given_on(self.person.id) if self.person is not None else None
        made = f"{show_day(given)}に、手紙か同意書をつくりました。" if given is not None else ""
        self.why.say(f"{why.words}。{made}", "care", lead="同意を確かめる時期です。", icon="shield-check")


_NO = frozenset({Consent.REFUSED, Consent.WITHDRAWN})


def due_again(desk: Desk, person: Person) -> AskAgain | None:
    """Return why a person's consent is to be asked for, as the list of 今日 says it; None for whoever has ended."""
    today = desk.today()
    if person.status_on(today) is Status.ENDED:
        return None
    months = desk.settings.get("ask_again_months")
    return to_ask_again(person.consent_on(today), today, months, made_on=person.created_on)


def consent_entry(values: Values) -> ConsentEntry:
    """What a form of CONSENT_FIELDS says, as an entry; receivers belong to an agreement only."""
    state = Consent(values["state"])
    return ConsentEntry(
        state=state,
        since=values.get("since"),
        way=ConsentWay(values["way"]) if values.get("way") else None,
        recipients=tuple(values.get("recipients") or ()) if state is Consent.AGREED else (),
        watch=values.get("watch") is not False,
        valid_until=values.get("valid_until"),
        witness=values.get("witness"),
        form=values.get("form"),
        attachment_id=values.get("attachment_id"),
    )
