"""ChargesPart: who is, was or will be in charge 担当 of a person: put in charge, handed over, ended."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from ui.pages.in_place import Question, Values
from ui.pages.person.form import asking
from ui.pages.person.tie_part import TiePart, Ties, draft_key
from ui.pages.person.tie_row import TieRow, TieRows
from ui.widgets.action_button import ActionButton
from ui.widgets.choice_field import Choice
from ui.widgets.person_words import State
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.directory import to_fetch
from watchdesk.domain.era import show_day
from watchdesk.domain.honorific import called
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.errors import Invalid
from watchdesk.fields import Field, Kind

_NEW, _HAND_OVER, _END, _DROP = "charge", "hand-over", "end-charge", "drop-charge"

WHO_FIELDS = (
    Field("partner", "一覧の方", Kind.CHOICE, code_list="partners", hint="一覧にない方は、下の欄に書き入れます。"),
    Field("kind", "種別", Kind.CHOICE, required=True, code_list="partner_kinds"),
    Field("name", "新しい方", hint="お名前を書くと、関係者の一覧にものせます。"),
    Field("kana", "よみがな", Kind.KANA),
    Field("phones", "電話", Kind.PHONES),
)
"""Who is to be in charge: somebody of the list, or somebody new; one of the two."""

_SINCE = Field("since", "始める日", Kind.DAY, wide=True, hint="わからないときは、空にします。")
_FROM = Field(
    "since",
    "始める日",
    Kind.DAY,
    required=True,
    wide=True,
    hint="前の方は、その前の日までになります。",
)
_UNTIL = Field("until", "最後の日", Kind.DAY, required=True, wide=True, hint="この日まで、担当です。")
_REASON = Field("reason", "消すわけ", required=True, wide=True)


class ChargesPart(TiePart):
    """The first section of the tab 関わる人."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, 1, "担当", ActionButton("担当を加える", "user-round-plus", kind="low"))
        self.rows = TieRows("担当の方", "担当の方は、まだ決まっていません。")
        self.put(self.rows, self.in_place)
        self.add.clicked.connect(self.ask_new)
        self._new = Newcomer(desk)

    def seen(self, ties: Ties) -> object:
        return ties.person.id, ties.charges, self.desk.today()

    def show_rows(self, ties: Ties) -> None:
        today = self.desk.today()
        in_order = sorted(ties.charges, key=lambda pair: _order(pair[0], today))
        self.rows.show_rows([partial(self._row, charge, partner, today) for charge, partner in in_order])

    def resume(self, drafts: frozenset[str]) -> None:
        if self.ties is None or self.in_place.form is not None:
            return
        for charge, partner in self.ties.charges:
            for question, ask in ((_HAND_OVER, self.ask_hand_over), (_END, self.ask_end), (_DROP, self.ask_drop)):
                if self._key(question, charge) in drafts:
                    ask(charge, partner)
                    return
        if draft_key(self.ties.person.id, _NEW) in drafts:
            self.ask_new()

    def ask_new(self) -> None:
        """Ask who is to be in charge."""
        if self.ties is None:
            return
        self._new = Newcomer(self.desk)
        self.in_place.ask(
            Question(
                draft=draft_key(self.ties.person.id, _NEW),
                title="担当を加えます",
                save="担当にする",
                fields=(*WHO_FIELDS, _SINCE),
                asking=self._asking(),
                values={"kind": PartnerKind.WATCHER, "since": self.desk.today()},
                write=self._put_in_charge,
            )
        )

    def ask_hand_over(self, charge: Charge, partner: Partner) -> None:
        """Ask who comes after a partner."""
        self._new = Newcomer(self.desk)
        self.in_place.ask(
            Question(
                draft=self._key(_HAND_OVER, charge),
                title=f"担当を、{called(partner)}から次の方に替えます",
                save="担当を替える",
                fields=(*WHO_FIELDS, _FROM),
                asking=self._asking(),
                values={"kind": partner.kind, "since": self.desk.today()},
                write=partial(self._hand_over, partner),
            )
        )

    def ask_end(self, charge: Charge, partner: Partner) -> None:
        """Ask for a partner's last day in charge."""
        self.in_place.ask(
            Question(
                draft=self._key(_END, charge),
                title=f"{called(partner)}の担当を終えます",
                save="担当を終える",
                fields=(_UNTIL,),
                asking=self._asking(),
                values={"until": charge.until or self.desk.today()},
                write=partial(self._end, partner),
            )
        )

    def ask_drop(self, charge: Charge, partner: Partner) -> None:
        """Ask why a charge is to be taken out: it was entered by mistake."""
        self.in_place.ask(
            Question(
                draft=self._key(_DROP, charge),
                title=f"{called(partner)}の担当の記録を消します",
                told="まちがって入れたときだけ使います。終わった担当は「担当を終える」で残します。",
                save="記録を消す",
                fields=(_REASON,),
                asking=self._asking(),
                write=partial(self._drop, charge, partner),
            )
        )

    def _row(self, charge: Charge, partner: Partner, today: date) -> TieRow:
        over = charge.until is not None and charge.until < today
        does = ((self.ask_hand_over, "担当を替える", "users"), (self.ask_end, "担当を終える", "circle-stop"))
        buttons = [self.act(label, partial(ask, charge, partner), icon) for ask, label, icon in does if not over]
        buttons.append(self.act("消す", partial(self.ask_drop, charge, partner)))
        return TieRow(
            partner.name,
            partner.kana or "",
            (_about(partner, self.desk.codes.label("partner_kinds", partner.kind)), period(charge)),
            states=(_state(charge, today),),
            buttons=buttons,
        )

    def _asking(self) -> Asking:
        plain = asking(self.desk)
        partners = self.ties.partners if self.ties is not None else ()
        offered = tuple(_offered(partners, self.desk.home_area, self.desk.codes.labels("partner_kinds")))

        def choices(code_list: str) -> Sequence[Choice]:
            return offered if code_list == "partners" else plain.choices(code_list)

        return replace(plain, choices=choices, ahead=frozenset({"since", "until"}))

    def _put_in_charge(self, values: Values) -> str:
        who = chosen(self.desk, values)
        if who is None:
            who = self._new.put_in_charge(values, self._person_id())
        else:
            self.desk.people.put_in_charge(self._person_id(), Charge(partner_id=who.id, since=values["since"]))
        return f"{called(who)}を担当にしました。"

    def _hand_over(self, before: Partner, values: Values) -> str:
        who = chosen(self.desk, values)
        if who is None:
            who = self._new.put_in_charge(values, self._person_id(), instead_of=before.id)
        elif who.id == before.id:
            raise Invalid("partner", "前の方とは別の方を選んでください。", kind="same")
        else:
            self.desk.people.hand_over_charge(self._person_id(), before.id, to=who.id, since=values["since"])
        return f"担当を、{called(before)}から{called(who)}に替えました。{self._papers_of(before)}"

    def _end(self, partner: Partner, values: Values) -> str:
        self.desk.people.end_charge(self._person_id(), partner.id, values["until"])
        return f"{called(partner)}の担当を、{show_day(values['until'])}までにしました。{self._papers_of(partner)}"

    def _papers_of(self, partner: Partner) -> str:
        """The paper with this person's name that is to be asked back from who was in charge."""
        return to_fetch(partner, self.desk.watchers.papers(partner.id, [self._person_id()]))

    def _drop(self, charge: Charge, partner: Partner, values: Values) -> str:
        self.desk.people.drop_charge(self._person_id(), charge, values["reason"])
        return f"{called(partner)}の担当の記録を消しました。"

    def _person_id(self) -> str:
        return self.ties.person.id if self.ties is not None else ""

    def _key(self, question: str, charge: Charge) -> str:
        return draft_key(self._person_id(), f"{question}:{charge.partner_id}")


def chosen(desk: Desk, values: Values) -> Partner | None:
    """Return the partner of the list whom an answer names, None where it is somebody new; Invalid: none, or two."""
    name, known = values["name"] or "", values["partner"]
    if known and name:
        raise Invalid("name", "一覧の方を選んだときは、新しい方の名前を空にしてください。", kind="twice")
    if not known and not name:
        raise Invalid("partner", "一覧から選ぶか、新しい方の名前を書いてください。", kind="missing")
    return desk.partners.get(known) if known else None


class Newcomer:
    """Takes somebody new in and puts her in charge, as one deed.

    A name that is known already is refused the first time; asked once more, it is somebody else of that name.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._alike = ""

    def put_in_charge(self, values: Values, person_id: str, instead_of: str | None = None) -> Partner:
        """Write both down and return the partner."""
        told = {key: values[key] for key in ("name", "kana", "phones")} | {"kind": values["kind"]}
        try:
            return self._desk.partners.add_in_charge(
                {**told, "area": self._desk.home_area},
                person_id,
                since=values["since"],
                instead_of=instead_of,
                although_alike=self._alike == values["name"],
            )
        except Invalid as refused:
            if refused.kind != "alike":
                raise
            self._alike = values["name"]
            sentence = "同じ名前の方が、一覧にあります。別の方なら、もう一度ボタンを押してください。"
            raise Invalid("name", sentence, kind="alike") from refused


def period(charge: Charge) -> str:
    """令和8年4月1日から 令和9年3月31日まで; an open end is not told."""
    since = f"{show_day(charge.since)}から" if charge.since else "始まりの日は、わかりません"
    return f"{since} {show_day(charge.until)}まで" if charge.until else since


def _offered(partners: Sequence[Partner], area: str | None, kinds: Mapping[str, str]) -> list[Choice]:
    near = sorted(partners, key=lambda one: one.area not in (None, area))
    return [(one.id, f"{kinds.get(one.kind, '')}　{one.name}{f'（{one.kana}）' if one.kana else ''}") for one in near]


def _about(partner: Partner, kind: str) -> str:
    parts = (kind, partner.role or "", partner.organisation or "", "、".join(partner.phones))
    return "　".join(part for part in parts if part)


def _order(charge: Charge, today: date) -> tuple[int, date]:
    """In charge now, then those to come, then those who were, the latest first."""
    if charge.holds_on(today):
        return 0, charge.since or date.min
    if charge.until is None or charge.until >= today:
        return 1, charge.since or date.min
    return 2, date.min + (date.max - charge.until)


def _state(charge: Charge, today: date) -> State:
    if charge.holds_on(today):
        return "いま", "ok"
    return ("これから", "wait") if charge.until is None or charge.until >= today else ("終わり", "away")
