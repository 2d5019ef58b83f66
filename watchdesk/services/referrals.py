"""Referrals つなぎ at the desk: prepared, sent through the consent gate, received, answered, declined, withdrawn."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain import sharing
from watchdesk.domain.consent import Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.domain.referral import (
    ENDED,
    MAY_FOLLOW,
    Referral,
    ReferralLine,
    ReferralState,
    ReferralStep,
    SendWay,
    by_need,
    line_of,
)
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services import hits
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents, outdated
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.hits import Hit
from watchdesk.services.masking import IsOpen, Unopened, nobody
from watchdesk.services.sharing import Sharing, Shown, refuse_withheld
from watchdesk.store import consultations as case_questions
from watchdesk.store import people as people_questions
from watchdesk.store import referrals as questions
from watchdesk.store.store import Connection, Tx, get

_TEXTS = ("reason", "wanted", "body")
_DEEDS = {ReferralState.ANSWERED: "reply written"}
"""What the ledger calls a step, where it isn't the state's code."""
_FIXED = frozenset({"id", "steps", "copy_number", "way", "created_by", "created_at", "area"})


class Referrals:
    """What was handed to a body, and what became of it."""

    def __init__(
        self, ground: Ground, codes: Codes, sharing: Sharing, consents: Consents, is_open: IsOpen = nobody
    ) -> None:
        self._ground = ground
        self._codes = codes
        self._sharing = sharing
        self._consents = consents
        self._is_open = is_open

    # ---- asking

    def lines(
        self, consultation_id: str | None = None, person_id: str | None = None, ids: Iterable[str] | None = None
    ) -> tuple[ReferralLine, ...]:
        """Return つなぎ as lists show them today, what presses most in front; of a case, about a person, or some.

        A hidden person's place is told with ``person_id`` only, once opened.
        """
        where = questions.wanted(person_id, consultation_id, ids)
        with self._ground.store.read() as connection:
            return self._lines(connection, questions.fetch(connection, where), person_id)

    def waiting(self) -> tuple[ReferralLine, ...]:
        """Return those that were sent and have no answer yet, the most overdue in front."""
        with self._ground.store.read() as connection:
            return self._lines(connection, questions.fetch(connection, questions.awaited()), None)

    def _lines(
        self, connection: Connection, found: Sequence[Referral], person_id: str | None
    ) -> tuple[ReferralLine, ...]:
        today, names = self._ground.today(), case_questions.names(connection, found)
        unopened = self._unopened(connection, person_id)
        nameless = (None, None)
        told = (line_of(_told(one, unopened), today, *names.get(one.person_id or "", nameless)) for one in found)
        return tuple(sorted(told, key=by_need))

    def find(self, query: str) -> tuple[Hit, ...]:
        """Return those in which every word of a query stands, what presses most in front; off the window's thread.

        A hidden person's place is found nowhere: ``lines`` leave it out.
        """
        return tuple(hits.referral_hits(self.lines(), query, self._ground.today()))

    def get(self, referral_id: str) -> Referral:
        """One つなぎ with its steps, a hidden person's place left out unless opened; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            found = get(connection, Referral, referral_id)
            return _told(found, self._unopened(connection, found.person_id))

    def shown(self, person_id: str, receiver: str, chosen: Iterable[str] | None = None) -> Shown:
        """Return which fields of a person would go to a receiver, which stay, and why; ``chosen`` None: the usual."""
        keys = None if chosen is None else frozenset(chosen)
        return self._sharing.shown(person_id, receiver, keys, purpose=Purpose.REFERRAL)

    def _unopened(self, connection: Connection, person_id: str | None) -> Unopened:
        if person_id is None:
            return Unopened(people_questions.hidden(connection))
        return Unopened(people_questions.hidden(connection, people_questions.with_ids([person_id])), self._is_open)

    # ---- writing

    def prepare(self, values: Mapping[str, Any]) -> Referral:
        """Write down what is to be handed on; ``values`` are ``Referral``'s fields, ``given`` the keys to be told.

        Without ``given`` what usually goes to the receiver, without a ``body`` its word or the partner's name. Its area
        is the person's today, else ``area``, else the store's own. Nothing leaves by this. Invalid names a wrong one.
        """
        said = _in_form(values)
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            made = Referral(
                id=new_id(),
                **self._completed(tx, {"reason": "", "receiver": "", **said}),
                area=self._area(tx, said),
                created_by=self._ground.user,
                created_at=self._ground.moment(),
            )
            return tx.add(made)

    def change(self, referral_id: str, values: Mapping[str, Any]) -> Referral:
        """Write what is only prepared otherwise; what was sent stays as it went.

        A text as ``get`` told it without a hidden person's place stays as it was written; another one is Invalid
        (``reason.hidden``) until the place was opened.
        """
        if _FIXED & values.keys():
            raise ValueError("steps, copies and the area are never changed by hand")
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            before = tx.get(Referral, referral_id)
            if before.state is not ReferralState.DRAFT:
                raise WatchDeskError("もう送ったつなぎです。送ったときのまま残します。", code="sent")
            now = {name: getattr(before, name) for name in Referral.__dataclass_fields__ if name not in _FIXED}
            said = _in_form(values)
            texts = {name: said[name] for name in _TEXTS if said.get(name)}
            said |= self._unopened(tx.connection, before.person_id).meant(before, texts)
            after = replace(before, **self._completed(tx, now | said))
            if after.person_id != before.person_id:
                after = replace(after, area=self._area(tx, {"person_id": after.person_id, "area": before.area}))
            tx.replace(after)
        return after

    def send(
        self,
        referral_id: str,
        way: SendWay,
        on: date | None = None,
        *,
        shown: Iterable[str] | None = None,
    ) -> Referral:
        """Write down that it went to the body, on a day up to today: only through the gate of that day.

        ``shown`` are the fields that stood on screen: where others would go by now it is refused (``outdated``).
        WatchDeskError (``withheld``) where no consent covers the receiver and no override is open.
        """
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            before = tx.get(Referral, referral_id)
            step = self._step(before, ReferralState.SENT, on)
            given = self._through_the_gate(tx, before, step.on)
            if shown is not None and tuple(shown) != given:
                raise outdated()
            after = replace(before, way=way, given=given, steps=(*before.steps, step))
            tx.reason = f"{self._sharing.word(before.receiver)}、{way.label}"
            tx.replace(after, action="sent")
        return after

    def receive(self, referral_id: str, who: str | None = None, on: date | None = None) -> Referral:
        """Write down that it arrived, and ``who`` at the body took it."""
        return self._took(referral_id, ReferralState.RECEIVED, who=who, on=on)

    def answer(self, referral_id: str, what: str, who: str | None = None, on: date | None = None) -> Referral:
        """Write down the answer, and ``who`` gave it; Invalid without what was said."""
        return self._took(referral_id, ReferralState.ANSWERED, what=_wanted(what, "どんな返事か"), who=who, on=on)

    def decline(self, referral_id: str, what: str, who: str | None = None, on: date | None = None) -> Referral:
        """Write down that the body does not take it on, and why; Invalid without."""
        return self._took(referral_id, ReferralState.DECLINED, what=_wanted(what, "断られたわけ"), who=who, on=on)

    def withdraw(self, referral_id: str, why: str) -> Referral:
        """Take it back, sent or not, with the reason; what was sent stays counted in its month."""
        return self._took(referral_id, ReferralState.WITHDRAWN, what=_wanted(why, "取り下げるわけ", "why"))

    def _took(
        self,
        referral_id: str,
        state: ReferralState,
        *,
        what: str | None = None,
        who: str | None = None,
        on: date | None = None,
    ) -> Referral:
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            before = tx.get(Referral, referral_id)
            step = replace(self._step(before, state, on), what=what, who=(who or "").strip() or None)
            after = replace(before, steps=(*before.steps, step))
            tx.replace(after, action=_DEEDS.get(state, state.value))
        return after

    # ---- what is checked

    def _step(self, before: Referral, state: ReferralState, on: date | None) -> ReferralStep:
        """The step to a state; refused where it can't follow, on a day to come, or before the last step's."""
        if state not in MAY_FOLLOW[before.state]:
            raise WatchDeskError(_out_of_turn(before.state), code="out_of_turn")
        day = on or self._ground.today()
        if day > self._ground.today():
            raise Invalid("on", "今日より後の日は、入れられません。", kind="ahead")
        if before.steps and day < before.steps[-1].on:
            sentence = f"その前の段階（{show_day(before.steps[-1].on)}）より、後の日を入れてください。"
            raise Invalid("on", sentence, kind="too_early")
        return ReferralStep(on=day, state=state, by=self._ground.user)

    def _through_the_gate(self, tx: Tx, referral: Referral, day: date) -> tuple[str, ...]:
        """The keys of what goes on a day; WatchDeskError where nothing may. An emergency is written down."""
        if referral.person_id is None:
            return ()
        person = tx.get(Person, referral.person_id)
        gate = self._consents.disclose(
            [(person, person.id)], purpose=Purpose.REFERRAL, receiver=referral.receiver, day=day
        )
        refuse_withheld(gate, self._sharing.word(referral.receiver))
        for person_id in gate.emergency_ids:
            tx.log("given in an emergency", "person", person_id)
        fields = self._sharing.fields(tx.connection, person, referral.receiver, referral.given)
        return sharing.told(fields)

    def _completed(self, tx: Tx, said: Mapping[str, Any]) -> dict[str, Any]:
        """The fields as they are kept: a body's name, only what may be told, an answer wanted from today on."""
        self._sharing.check(said["receiver"])
        form = {key: value for key, value in said.items() if key != "area"}
        form["body"] = form.get("body") or self._body(tx, said)
        form["given"] = self._given(tx, said)
        due = said.get("answer_due")
        if due is not None and due < self._ground.today():
            raise Invalid("answer_due", "今日か、今日より後の日を入れてください。", kind="past")
        return form

    def _body(self, tx: Tx, said: Mapping[str, Any]) -> str:
        partner_id = said.get("partner_id")
        return tx.get(Partner, partner_id).name if partner_id is not None else self._sharing.word(said["receiver"])

    def _given(self, tx: Tx, said: Mapping[str, Any]) -> tuple[str, ...]:
        person_id = said.get("person_id")
        if person_id is None:
            return ()
        person = tx.get(Person, person_id)
        chosen = said.get("given")
        keys = None if chosen is None else frozenset(chosen)
        fields = self._sharing.fields(tx.connection, person, said["receiver"], keys)
        return sharing.told(fields)

    def _area(self, tx: Tx, said: Mapping[str, Any]) -> str:
        person_id = said.get("person_id")
        if person_id is not None:
            return tx.get(Person, person_id).area_on(self._ground.today())
        area = said.get("area") or self._ground.home_area
        if area not in self._codes.areas:
            raise Invalid("area", "どの地域のつなぎかを選んでください。", kind="missing")
        return str(area)


def taken_back(prepared: Referral, by: str, reason: str) -> Referral:
    """Return what was only prepared as it is once that is undone; what was withdrawn already as it is."""
    if prepared.state is ReferralState.WITHDRAWN or prepared.created_at is None:
        return prepared
    on = prepared.steps[-1].on if prepared.steps else prepared.created_at.date()
    step = ReferralStep(on=on, state=ReferralState.WITHDRAWN, by=by, what=reason)
    return replace(prepared, steps=(*prepared.steps, step))


def _wanted(text: str, asked: str, field: str = "what") -> str:
    if not text.strip():
        raise Invalid(field, f"{asked}を書いてください。", kind="missing")
    return text.strip()


def _out_of_turn(state: ReferralState) -> str:
    if state is ReferralState.DRAFT:
        return "まだ送っていないつなぎです。先に、送ったことを書いてください。"
    if state in ENDED:
        return f"このつなぎは、もう終わっています（{state.label}）。"
    return f"このつなぎは、もう「{state.label}」です。"


def _in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them; a blank one is none, but a reason stays to be refused."""
    form = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    return {
        key: value if key in ("reason", "receiver") else value if value != "" else None for key, value in form.items()
    }


def _told(one: Referral, unopened: Unopened) -> Referral:
    """The つなぎ without the place of a hidden person in what was written."""
    texts: dict[str, Any] = {
        name: unopened.told(text, one.person_id) for name in _TEXTS if (text := getattr(one, name))
    }
    steps = tuple(
        replace(
            step,
            what=step.what and unopened.told(step.what, one.person_id),
            who=step.who and unopened.told(step.who, one.person_id),
        )
        for step in one.steps
    )
    return replace(one, steps=steps, **texts)
