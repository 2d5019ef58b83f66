"""Visits 訪問記録 at the desk: record, correct, void, and the lists of a month and of a person."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar, cast

from watchdesk.changed import Changed
from watchdesk.domain.change_over_time import Look
from watchdesk.domain.era import FIRST_DAY
from watchdesk.domain.follow_up import Promise
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Span
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT, SILENT, Condition, Method, Result
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services import follow_ups, information
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.masking import IsOpen, Unopened, nobody
from watchdesk.services.raising import raising
from watchdesk.store import people as people_questions
from watchdesk.store import visits as questions
from watchdesk.store.store import Connection, Tx, get

WRITTEN = Changed.VISITS | Changed.ALARMS
"""An attempt may raise a 気がかり, a contact offers to close one."""


class Visits:
    """The log of visits."""

    def __init__(self, ground: Ground, codes: Codes, is_open: IsOpen = nobody) -> None:
        self._ground = ground
        self._codes = codes
        self._is_open = is_open

    def record(
        self,
        person_id: str,
        *,
        on: date,
        method: Method,
        result: Result,
        condition: Condition | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> Visit:
        """Log one attempt; ``details``: at, signs, note, visitor. Any day up to today, for any person, also late."""
        said = {"on": on, "method": method, "result": result, "condition": condition, **(details or {})}
        with self._ground.store.write(self._ground.user, WRITTEN) as tx:
            return self.record_within(tx, person_id, said)

    def record_together(
        self,
        ids: Iterable[str],
        *,
        on: date,
        method: Method,
        result: Result,
        condition: Condition | None = None,
        details: Mapping[str, Any] | None = None,
        each: Mapping[str, Mapping[str, Any]] | None = None,
        promised: Iterable[Promise] = (),
        given: Iterable[str] = (),
    ) -> tuple[Visit, ...]:
        """Log one attempt for several people, a household: one record a person (contract §1), all or none.

        ``each``: by person, what differs from the rest (result, condition, signs, note …). ``promised``: what the first
        of them was promised, ``given`` ids of the 福祉情報 that all were told of: written down with the visit, or not.
        """
        said = {"on": on, "method": method, "result": result, "condition": condition, **(details or {})}
        whose = tuple(dict.fromkeys(ids))
        if not whose:
            raise Invalid("person_id", "記録する方を選んでください。", kind="missing")
        promises = tuple(promised)
        told = tuple(given)
        changed = WRITTEN | Changed.PLANS if promises else WRITTEN
        changed = changed | Changed.INFORMATION if told else changed
        with self._ground.store.write(self._ground.user, changed) as tx:
            visits = tuple(self.record_within(tx, one, {**said, **(each or {}).get(one, {})}) for one in whose)
            for promise in promises:
                follow_ups.add(tx, self._ground, promise, visit=visits[0])
            for visit in visits if told else ():
                information.give_at_visit(tx, self._ground, told, visit)
        return visits

    def record_within(self, tx: Tx, person_id: str, said: Mapping[str, Any]) -> Visit:
        """Log one attempt within a transaction, where more is written at once; ``said`` are the fields of ``Visit``."""
        visit = Visit(
            id=new_id(),
            person_id=person_id,
            area=tx.get(Person, person_id).area_on(said["on"]),
            created_by=self._ground.user,
            created_at=self._ground.moment(),
            **said,
        )
        self._check(visit)
        if visit.result not in SILENT:
            return tx.add(visit)  # a contact or a look from outside leaves nobody worrying who was not before
        with raising(tx, self._ground, visit):
            return tx.add(visit)

    def correct(self, visit_id: str, values: Mapping[str, Any], reason: str) -> Visit:
        """Change some fields of a record, with the reason; both readings stay in the history.

        A note as ``shown`` without a hidden person's place stays as it was written; another one is Invalid
        (``note.hidden``) until the place was opened.
        """
        if not reason.strip():
            raise Invalid("reason", "書き直すわけを書いてください。", kind="missing")
        if "person_id" in values:
            sentence = "訪問記録の相手は変えられません。取り消して、記録し直してください。"
            raise Invalid("person_id", sentence, kind="fixed")
        with self._ground.store.write(self._ground.user, WRITTEN, reason.strip()) as tx:
            visit = self.corrected(tx, _standing(tx.get(Visit, visit_id)), values)
            with raising(tx, self._ground, visit):
                tx.replace(visit, action="corrected")
        return visit

    def corrected(self, tx: Tx, before: Visit, values: Mapping[str, Any]) -> Visit:
        """Return a record as it will be, checked, within a transaction that corrects more than one."""
        visit = replace(before, **values)
        visit = replace(visit, note=self.note_meant(tx.connection, before, visit.note))
        visit = replace(visit, area=tx.get(Person, visit.person_id).area_on(visit.on))
        self._check(visit)
        return visit

    def void(self, visit_id: str, reason: str) -> Visit:
        """Void a record with a reason: it counts nowhere, and can be read and brought back."""
        with self._ground.store.write(self._ground.user, WRITTEN, reason.strip()) as tx:
            visit = replace(_standing(tx.get(Visit, visit_id)), voided=True, void_reason=reason.strip())
            with raising(tx, self._ground, visit):
                tx.replace(visit, action="voided")
        return visit

    def void_together(self, visit_ids: Iterable[str], reason: str) -> None:
        """Void records that were written at once, all or none, and what was promised with them and is still open."""
        ids = tuple(visit_ids)
        with self._ground.store.write(self._ground.user, WRITTEN | Changed.PLANS, reason.strip()) as tx:
            standing = (_standing(tx.get(Visit, visit_id)) for visit_id in ids)
            voided = [replace(visit, voided=True, void_reason=reason.strip()) for visit in standing]
            with raising(tx, self._ground, *voided):
                for visit in voided:
                    tx.replace(visit, action="voided")
            follow_ups.void_of_visits(tx, ids, reason)

    def bring_back(self, visit_id: str) -> Visit:
        """Undo a voiding."""
        with self._ground.store.write(self._ground.user, WRITTEN) as tx:
            visit = replace(tx.get(Visit, visit_id), voided=False, void_reason=None)
            with raising(tx, self._ground, visit):
                tx.replace(visit, action="brought back")
        return visit

    def get(self, visit_id: str) -> Visit:
        """One record; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            return get(connection, Visit, visit_id)

    def shown(self, visit_id: str) -> Visit:
        """One record as it may be shown: without a hidden person's place, unless opened; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            visit = get(connection, Visit, visit_id)
            return without_places([visit], self._unopened(connection, visit))[0]

    def _unopened(self, connection: Connection, visit: Visit) -> Unopened:
        hidden = people_questions.hidden(connection, people_questions.with_ids([visit.person_id]))
        return Unopened(hidden, self._is_open)

    def note_meant(self, connection: Connection, before: Visit, note: str | None) -> str | None:
        """Return the note to be written in place of one that was shown: what 秘匿 stood for there must not be lost."""
        texts = self._unopened(connection, before).meant(before, {"note": note})
        return cast("str | None", texts["note"])

    def during(self, month: Month, area: str | None = None) -> tuple[VisitLine, ...]:
        """Return the records of a month, newest first, voided ones too; of hidden people without their place."""
        with self._ground.store.read() as connection:
            lines = questions.lines(connection, questions.within(Span(month.first, month.last), area))
            return without_places(lines, Unopened(people_questions.hidden(connection)))

    def of_ids(self, ids: Iterable[str]) -> tuple[VisitLine, ...]:
        """Return some records, of whatever month, newest first, voided ones too, as ``during`` does."""
        with self._ground.store.read() as connection:
            lines = questions.lines(connection, questions.with_ids(ids))
            return without_places(lines, Unopened(people_questions.hidden(connection)))

    def of_person(self, person_id: str, limit: int | None = None) -> tuple[VisitLine, ...]:
        """Return a person's records, newest first, voided ones too; a hidden one's place is told once opened."""
        with self._ground.store.read() as connection:
            lines = questions.lines(connection, questions.of_person(person_id), limit=limit)
            hidden = people_questions.hidden(connection, people_questions.with_ids([person_id]))
            return without_places(lines, Unopened(hidden, self._is_open))

    def alike(self, ids: Iterable[str], on: date, method: Method) -> frozenset[str]:
        """Return which of some people have a record of this way on this day already."""
        asked = set(ids)
        with self._ground.store.read() as connection:
            found = questions.visited_on(connection, on, method)
        return frozenset(found & asked)

    def looks(self, person_id: str, but: str | None = None) -> tuple[Look, ...]:
        """Return what was noticed of a person at each visit at which somebody could; ``but`` leaves one record out."""
        with self._ground.store.read() as connection:
            lines = questions.lines(connection, questions.of_person(person_id) & questions.COUNTED)
        return tuple(
            Look(on=line.on, signs=frozenset(line.signs))
            for line in lines
            if line.id != but and (line.signs or line.result in CONFIRMED_CONTACT)
        )

    def visitors(self) -> tuple[str, ...]:
        """Return who has visited lately, most often first, to choose from."""
        with self._ground.store.read() as connection:
            return questions.visitors(connection)

    def _check(self, visit: Visit) -> None:
        if visit.on > self._ground.today():
            raise Invalid("on", "訪問日が、今日より後の日になっています。", kind="in_future")
        if visit.on < FIRST_DAY:
            raise Invalid("on", "訪問日が古すぎます。もう一度お確かめください。", kind="too_early")
        if len(set(visit.signs)) != len(visit.signs):
            raise Invalid("signs", "同じ気づきが2度あります。", kind="twice")
        known = self._codes.labels("signs")
        for code in visit.signs:
            if code not in known:
                raise Invalid("signs", f"「{code}」は、気づきの一覧にありません。", kind="unknown")


Told = TypeVar("Told", Visit, VisitLine)


def without_places(lines: Iterable[Told], unopened: Unopened) -> tuple[Told, ...]:
    """Return the lines with 秘匿 in place of where a hidden person lives, in what was written and why it was voided."""
    return tuple(
        replace(
            line,
            note=line.note and unopened.told(line.note, line.person_id),
            void_reason=line.void_reason and unopened.told(line.void_reason, line.person_id),
        )
        for line in lines
    )


def _standing(visit: Visit) -> Visit:
    if visit.voided:
        sentence = "この記録は取り消されています。先に、取り消しを元に戻してください。"
        raise WatchDeskError(sentence, code="voided")
    return visit
