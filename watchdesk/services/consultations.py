"""Consultations 相談 at the desk: opened for anybody, worked through by steps, closed, reopened with its history."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.consultation import (
    OTHER,
    Consultation,
    ConsultationLine,
    ConsultState,
    ConsultStep,
    StepKind,
    by_need,
    line_of,
)
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services import hits, information
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.hits import Hit
from watchdesk.services.masking import IsOpen, Unopened, nobody
from watchdesk.store import consultations as questions
from watchdesk.store import people as people_questions
from watchdesk.store.store import Connection, Tx, get

_LISTS = {"field": "consult_fields", "content": "consult_contents"}

_TEXTS = ("said", "caller", "caller_phone", "caller_relation", "field_word", "content_word")


class Consultations:
    """The cases that were brought to the desk."""

    def __init__(self, ground: Ground, codes: Codes, is_open: IsOpen = nobody) -> None:
        self._ground = ground
        self._codes = codes
        self._is_open = is_open
        self._writes = 0
        self._kept: tuple[tuple[int, date], tuple[ConsultationLine, ...]] | None = None
        ground.store.listen(self._forget)

    # ---- asking

    def lines(
        self,
        state: ConsultState | None = None,
        *,
        person_id: str | None = None,
        ids: Iterable[str] | None = None,
        with_voided: bool = False,
    ) -> tuple[ConsultationLine, ...]:
        """Return cases as lists show them today, what presses most in front; in a state, about a person, or some.

        A hidden person's place is told with ``person_id`` only, once opened.
        """
        where = questions.wanted(person_id, ids)
        today = self._ground.today()
        with self._ground.store.read() as connection:
            cases = [case for case in questions.fetch(connection, where) if with_voided or not case.voided]
            names = questions.names(connection, cases)
            unopened = self._unopened(connection, person_id)
        found = (_line(case, today, names, unopened) for case in cases)
        return tuple(sorted((line for line in found if state is None or line.state is state), key=by_need))

    def find(self, query: str) -> tuple[Hit, ...]:
        """Return the cases in which every word of a query stands, what presses most in front; off the window's thread.

        A hidden person's place is found nowhere: ``lines`` leave it out.
        """
        return tuple(hits.case_hits(self._lines_kept(), query, self._ground.today()))

    def _lines_kept(self) -> tuple[ConsultationLine, ...]:
        """All lines, read again after a write and on another day: one asks at each key."""
        wanted = (self._writes, self._ground.today())
        kept = self._kept
        if kept is None or kept[0] != wanted:
            kept = (wanted, self.lines())
            self._kept = kept
        return kept[1]

    def _forget(self, changed: Changed) -> None:
        if changed & (Changed.CONSULTATIONS | Changed.PEOPLE):
            self._writes += 1

    def get(self, consultation_id: str) -> Consultation:
        """One case with its steps, a hidden person's place left out unless opened; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            case = get(connection, Consultation, consultation_id)
            unopened = self._unopened(connection, case.person_id)
        return _told(case, unopened)

    def _unopened(self, connection: Connection, person_id: str | None) -> Unopened:
        if person_id is None:
            return Unopened(people_questions.hidden(connection))
        return Unopened(people_questions.hidden(connection, people_questions.with_ids([person_id])), self._is_open)

    # ---- writing

    def open_case(self, values: Mapping[str, Any]) -> Consultation:
        """Write a new case down; ``values`` are ``Consultation``'s fields, ``done`` the first thing done about it,
        ``given`` the ids of the 福祉情報 that were told.

        Its area is the person's today, else ``area``, else the store's own. Without a day and time it is now. Invalid
        names a wrong one: ``field``, ``content``, ``said``, ``opened_on.ahead``, ``field_word.missing`` …
        """
        changed = Changed.CONSULTATIONS | (Changed.INFORMATION if values.get("given") else Changed(0))
        with self._ground.store.write(self._ground.user, changed) as tx:
            return self.open_within(tx, values)

    def open_within(self, tx: Tx, values: Mapping[str, Any], visit: Visit | None = None) -> Consultation:
        """Write a new case down within a transaction, that of the ``visit`` at which it came up."""
        said = _in_form(values)
        done, given = said.pop("done", None), said.pop("given", None)
        now = self._ground.moment()
        if visit is not None:
            said |= {"person_id": visit.person_id, "visit_id": visit.id, "opened_on": visit.on}
        said = {"opened_on": now.date(), "opened_at": now.time().replace(second=0), **said}
        case = Consultation(
            id=new_id(),
            **{"field": "", "content": "", "said": "", **said, "area": self._area(tx, said)},
            created_by=self._ground.user,
            created_at=now,
        )
        self._check(case)
        if done:
            case = replace(case, steps=(self._step(StepKind.DONE, done),))
        tx.add(case)
        if given:
            information.give_in_case(tx, self._ground, given, case)
        return case

    def change(self, consultation_id: str, values: Mapping[str, Any]) -> Consultation:
        """Write some fields otherwise; the steps stay as they were taken.

        A text as ``get`` told it without a hidden person's place stays as it was written; another one is Invalid
        (``said.hidden``) until the place was opened. Of another person it is the case of that person's area.
        """
        if "steps" in values:
            raise ValueError("steps are never changed")
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            before = _standing(tx.get(Consultation, consultation_id))
            said = _in_form(values)
            texts = {name: said[name] for name in _TEXTS if name in said}
            said |= self._unopened(tx.connection, before.person_id).meant(before, texts)
            case = replace(before, **said)
            if (case.person_id, case.area) != (before.person_id, before.area):
                case = replace(case, area=self._area(tx, {"person_id": case.person_id, "area": case.area}))
            self._check(case)
            tx.replace(case)
        return case

    def add_step(self, consultation_id: str, kind: StepKind, what: str, due_on: date | None = None) -> Consultation:
        """Write down what was done, asked or answered; ``due_on``: when an answer is wanted, not before today."""
        if kind in (StepKind.CLOSED, StepKind.REOPENED):
            raise ValueError("closing and reopening have calls of their own")
        if due_on is not None and due_on < self._ground.today():
            raise Invalid("due_on", "今日か、今日より後の日を入れてください。", kind="past")
        return self._took(consultation_id, self._step(kind, what, due_on if kind is StepKind.ASKED else None))

    def close(self, consultation_id: str, outcome: str) -> Consultation:
        """Close it with a line that says how it ended; Invalid without one."""
        if not outcome.strip():
            raise Invalid("outcome", "どうなったかを、ひとこと書いてください。", kind="missing")
        return self._took(consultation_id, self._step(StepKind.CLOSED, outcome))

    def reopen(self, consultation_id: str, why: str) -> Consultation:
        """Take it up again, with the reason; the closing stays in its history."""
        if not why.strip():
            raise Invalid("why", "再び始めるわけを書いてください。", kind="missing")
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            case = _standing(tx.get(Consultation, consultation_id))
            if case.closed_on is None:
                raise WatchDeskError("この相談は、終わっていません。", code="open")
            again = replace(case, steps=(*case.steps, self._step(StepKind.REOPENED, why)))
            tx.replace(again, action="reopened")
        return again

    def void(self, consultation_id: str, reason: str) -> Consultation:
        """Void what was entered by mistake, with the reason; it counts nowhere and can be brought back."""
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS, reason.strip()) as tx:
            case = replace(tx.get(Consultation, consultation_id), voided=True, void_reason=reason.strip())
            tx.replace(case, action="voided")
        return case

    def bring_back(self, consultation_id: str) -> Consultation:
        """Undo a voiding."""
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            case = replace(tx.get(Consultation, consultation_id), voided=False, void_reason=None)
            tx.replace(case, action="brought back")
        return case

    def _took(self, consultation_id: str, step: ConsultStep) -> Consultation:
        with self._ground.store.write(self._ground.user, Changed.CONSULTATIONS) as tx:
            case = _standing(tx.get(Consultation, consultation_id))
            if case.closed_on is not None:
                raise WatchDeskError("この相談は、終わっています。続けるときは、再び始めてください。", code="closed")
            after = replace(case, steps=(*case.steps, step))
            tx.replace(after, action="closed" if step.kind is StepKind.CLOSED else "step taken")
        return after

    def _step(self, kind: StepKind, what: str, due_on: date | None = None) -> ConsultStep:
        now = self._ground.moment()
        at = now.time().replace(second=0)
        return ConsultStep(kind=kind, what=what.strip(), on=now.date(), at=at, by=self._ground.user, due_on=due_on)

    def _area(self, tx: Tx, said: Mapping[str, Any]) -> str:
        person_id = said.get("person_id")
        if person_id is not None:
            return tx.get(Person, person_id).area_on(self._ground.today())
        area = said.get("area") or self._ground.home_area
        if area not in self._codes.areas:
            raise Invalid("area", "どの地域の相談かを選んでください。", kind="missing")
        return str(area)

    def _check(self, case: Consultation) -> None:
        if case.opened_on > self._ground.today():
            raise Invalid("opened_on", "今日より後の日は、入れられません。", kind="ahead")
        for name, code_list in _LISTS.items():
            code = getattr(case, name)
            if code not in self._codes.labels(code_list):
                raise Invalid(name, "一覧から選んでください。", kind="unknown")
            if code == OTHER[name] and not getattr(case, f"{name}_word"):
                raise Invalid(f"{name}_word", "「その他」の中身を、ひとこと書いてください。", kind="missing")


def _in_form(values: Mapping[str, Any]) -> dict[str, Any]:
    """Texts without blanks around them; a blank one is none, but what was said stays to be refused."""
    form = {key: value.strip() if isinstance(value, str) else value for key, value in values.items()}
    return {key: value if key == "said" else value if value != "" else None for key, value in form.items()}


def _standing(case: Consultation) -> Consultation:
    if case.voided:
        raise WatchDeskError("この相談は、取り消されています。先に、元に戻してください。", code="voided")
    return case


def _told(case: Consultation, unopened: Unopened) -> Consultation:
    """The case without the place of a hidden person in what was written."""
    texts: dict[str, Any] = {
        name: unopened.told(text, case.person_id) for name in _TEXTS if (text := getattr(case, name))
    }
    steps = tuple(replace(step, what=unopened.told(step.what, case.person_id)) for step in case.steps)
    return replace(case, steps=steps, **texts)


def _line(
    case: Consultation, day: date, names: Mapping[str, tuple[str, str | None]], unopened: Unopened
) -> ConsultationLine:
    name, kana = names.get(case.person_id or "", (None, None))
    return line_of(_told(case, unopened), day, name, kana)
