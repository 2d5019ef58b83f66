"""Copies 写し at the desk: where each sheet and file with names is, what was done with it, and what to do once lost."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from watchdesk.changed import Changed
from watchdesk.domain.copies import (
    OFFICES,
    Affected,
    CopyDeed,
    CopyEvent,
    CopyLine,
    CopyState,
    Loss,
    Office,
    numbers_meant,
)
from watchdesk.domain.era import show_day
from watchdesk.domain.folding import fold
from watchdesk.domain.handover import Handover
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.partner import Partner
from watchdesk.errors import Invalid
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.services.settings import Settings
from watchdesk.store import audit, copies, handovers
from watchdesk.store import partners as partner_questions
from watchdesk.store import people as people_questions
from watchdesk.store.store import Connection, Tx


class Copies:
    """The paper ledger 写しの台帳."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings

    # ---- which there are

    def all(self) -> tuple[CopyLine, ...]:
        """Return every copy that left the program whole, newest first."""
        with self._ground.store.read() as connection:
            found = copies.lines(connection)
        return self._worded(found)

    def out(self) -> tuple[CopyLine, ...]:
        """Return the copies that are out, newest first."""
        with self._ground.store.read() as connection:
            found = copies.lines(connection, copies.OUT)
        return self._worded(found)

    def overdue(self) -> tuple[CopyLine, ...]:
        """Return the copies that should be back by now, the longest overdue first."""
        today = self._ground.today()
        late = (line for line in self.out() if line.overdue_days(today))
        return tuple(sorted(late, key=lambda line: (-line.overdue_days(today), line.number)))

    def to_check(self) -> tuple[CopyLine, ...]:
        """Return the copies that nobody has looked for this month, though they were out when it began."""
        today = self._ground.today()
        return tuple(line for line in self.out() if line.to_check(today))

    def lost(self) -> tuple[CopyLine, ...]:
        """Return the copies that are lost and were not found again, newest first."""
        with self._ground.store.read() as connection:
            found = copies.lines(connection, copies.LOST)
        return self._worded(found)

    def get(self, number: int) -> CopyLine:
        """Return one copy; NotFound where there is none of that number."""
        with self._ground.store.read() as connection:
            return self._with_word(copies.line(connection, number))

    def find(self, typed: str) -> tuple[CopyLine, ...]:
        """Return the copies whose number was typed, with its check digit or without (``numbers_meant``)."""
        numbers = numbers_meant(typed)
        if not numbers:
            return ()
        with self._ground.store.read() as connection:
            found = {line.number: line for line in copies.lines(connection, copies.numbered(numbers))}
        return self._worded(found[number] for number in numbers if number in found)

    def past(self, number: int) -> tuple[CopyEvent, ...]:
        """Return what was done with a copy, in the order in which it was written down."""
        with self._ground.store.read() as connection:
            return copies.events(connection, number)

    def named(self, number: int) -> Mapping[str, str]:
        """Return the names of the people of the register on a copy by their ids, by reading."""
        with self._ground.store.read() as connection:
            return copies.named_on(connection, number)

    def holders(self) -> tuple[str, ...]:
        """Return who may have a copy: those who have or had one, newest first, and the directory; each once."""
        with self._ground.store.read() as connection:
            before = copies.holders(connection)
            directory = [one.name for one in partner_questions.fetch(connection, with_retired=False)]
        told = (self._settings.get("coordinator"), *before, *directory)
        return tuple(name for name in dict.fromkeys(told) if name)

    def names(self) -> Mapping[int, tuple[str, ...]]:
        """Return by number the names and readings of the people on each copy, for finding copies by a name."""
        with self._ground.store.read() as connection:
            return copies.names_on(connection)

    def _lines(self, connection: Connection, ids: Iterable[str]) -> tuple[PersonLine, ...]:
        chosen = people_questions.with_ids(ids)
        return people_questions.lines(connection, self._ground.today(), self._settings.get("soon_days"), chosen)

    def _worded(self, lines: Iterable[CopyLine]) -> tuple[CopyLine, ...]:
        words = self._codes.labels("recipients")
        return tuple(replace(line, receiver_word=words.get(line.receiver or "", "")) for line in lines)

    def _with_word(self, line: CopyLine) -> CopyLine:
        return self._worded([line])[0]

    # ---- what becomes of them

    def settle(self, number: int, state: CopyState, on: date | None = None, note: str | None = None) -> CopyLine:
        """Write down that a copy came back, was destroyed or lost on a day (today), or is out after all.

        Invalid for a day after today, and before what was written of it last.
        """
        return self._write(number, CopyDeed(str(state)), on, note=note)

    def seen(self, number: int, on: date | None = None) -> CopyLine:
        """Write down that a copy is where it should be (所在確認). Invalid of one that is not out."""
        return self._write(number, CopyDeed.SEEN, on)

    def hand_on(self, number: int, holder: str, due_back: date | None, note: str | None = None) -> CopyLine:
        """Write down that somebody else has a copy from today on, or until another day; Invalid without a holder."""
        if not holder.strip():
            raise Invalid("holder", "持っている方を書いてください。", kind="missing")
        return self._write(number, CopyDeed.HANDED_ON, None, note=note, whom=holder.strip(), due_back=due_back)

    def told(self, number: int, *, office: str | None = None, person_id: str | None = None, was: bool = True) -> Loss:
        """Write down that an office, or a person on a lost copy, was told of it; ``was`` False takes that back."""
        deed = CopyDeed.TOLD if was else CopyDeed.NOT_TOLD
        self._write(number, deed, None, whom=office, person_id=person_id)
        return self.loss(number)

    def _write(
        self,
        number: int,
        deed: CopyDeed,
        on: date | None,
        *,
        note: str | None = None,
        whom: str | None = None,
        person_id: str | None = None,
        due_back: date | None = None,
    ) -> CopyLine:
        event = CopyEvent(
            number=number,
            on=on or self._ground.today(),
            deed=deed,
            by=self._ground.user,
            at=self._ground.moment(),
            note=(note or "").strip() or None,
            whom=whom,
            person_id=person_id,
        )
        with self._ground.store.write(self._ground.user, Changed.COPIES | Changed.DEEDS) as tx:
            return self._with_word(written(tx, event, self._ground.today(), due_back=due_back))

    # ---- lost

    def loss(self, number: int) -> Loss:
        """Return all that is to be done about a lost copy; Invalid of one that is not lost."""
        with self._ground.store.read() as connection:
            line = self._with_word(copies.line(connection, number))
            past = copies.events(connection, number)
            ids = copies.people_of(connection, number)
            known = {one.id: one for one in self._lines(connection, ids)}
            directory = partner_questions.fetch(connection, with_retired=False)
        lost = next((event for event in reversed(past) if event.deed is CopyDeed.LOST), None)
        if line.state is not CopyState.LOST or lost is None:
            raise Invalid("number", f"{line.shown}は、なくした写しではありません。", kind="not_lost")
        told = _told_since(past, lost)
        offices = tuple(
            Office(word=word, phones=_phones(directory, word), told=told.get((word, None))) for word in OFFICES
        )
        people = [Affected(person_id=one, line=known.get(one), told=told.get((None, one))) for one in ids]
        people.sort(key=lambda one: (one.line is None, (one.line.kana if one.line else None) or "￿", one.person_id))
        return Loss(copy=line, lost=lost, offices=offices, people=tuple(people))


def written(tx: Tx, event: CopyEvent, today: date, *, due_back: date | None = None) -> CopyLine:
    """Write down what was done with a copy, and of the file that it is; return it as it is then, receivers by code.

    Invalid for a day after today or before the newest deed, so that the last one written is where it is; NotFound
    where there is no such copy.
    """
    before = copies.line(tx.connection, event.number)
    _check(before, copies.events(tx.connection, event.number), event, today)
    copies.happened(tx.connection, event, due_back=due_back)
    tx.log(f"copy {event.deed}", "copy", str(event.number))
    _file_follows(tx, event)
    return copies.line(tx.connection, event.number)


_FILE_ENDS: Mapping[CopyState, tuple[str, str, str]] = {
    CopyState.DESTROYED: ("erased_on", "erased", "not erased"),
    CopyState.RETURNED: ("returned_on", "medium returned", "medium out again"),
}
"""With which state of its copy a file ends: the field of its handover that says so, the ledger's words of it and of
its taking back."""


def end_file(tx: Tx, file: Handover, state: CopyState, on: date) -> None:
    """Write down that a file is gone (``DESTROYED``) or what it lay on is back (``RETURNED``), unless it says so."""
    field, deed, _ = _FILE_ENDS[state]
    if getattr(file, field) is None:
        handovers.change(tx.connection, file.id, **{field: on})
        tx.log(deed, "handover", file.id)


def _file_follows(tx: Tx, event: CopyEvent) -> None:
    """A file ends with its copy, whichever page says so; where that proves wrong, it is awaited again.

    Only what was written by a deed of the copy is taken back with it: a stick that came back alone stays so.
    """
    state, file = event.deed.state, handovers.of_copy(tx.connection, event.number)
    if file is None or state is None:
        return
    if state in _FILE_ENDS:
        end_file(tx, file, state, event.on)
        return
    if file.erased_on is not None:
        _await_again(tx, file, CopyState.DESTROYED)
    if file.returned_on is not None and _came_back_with_copy(tx, file):
        _await_again(tx, file, CopyState.RETURNED)


def _await_again(tx: Tx, file: Handover, state: CopyState) -> None:
    field, _, undone = _FILE_ENDS[state]
    handovers.change(tx.connection, file.id, **{field: None})
    tx.log(undone, "handover", file.id)


def _came_back_with_copy(tx: Tx, file: Handover) -> bool:
    """Whether one deed brought back stick and copy: then the ledger tells both side by side, of late the copy first.

    Where the ledger no longer tells it, nobody knows: rather is it asked for once more than never again.
    """
    told = audit.entries(tx.connection, entity_id=file.id)
    back = next((line.seq for line in told if line.action == _FILE_ENDS[CopyState.RETURNED][1]), None)
    if back is None:
        return True
    beside = audit.between(tx.connection, back - 1, back if file.erase_by is not None else back + 1)
    wanted = (f"copy {CopyState.RETURNED}", str(file.copy_number))
    return wanted in ((line.action, line.entity_id) for line in beside)


def _check(before: CopyLine, past: tuple[CopyEvent, ...], event: CopyEvent, today: date) -> None:
    if event.on > today:
        raise Invalid("on", "日付が、今日より後の日になっています。", kind="in_future")
    if event.on < before.made_on:
        raise Invalid("on", f"日付が、写しをつくった日（{show_day(before.made_on)}）より前です。", kind="too_early")
    newest = max((one.on for one in past if one.deed.state is not None), default=before.made_on)
    if event.on < newest:
        sentence = f"日付が、前に書いた「{before.state.label}」の日（{show_day(newest)}）より前です。"
        raise Invalid("on", sentence, kind="too_early")
    if event.deed in (CopyDeed.SEEN, CopyDeed.HANDED_ON) and not before.is_out:
        raise Invalid("state", f"{before.shown}は、出ている写しではありません。", kind="not_out")
    if event.deed is CopyDeed.LOST and before.state is CopyState.LOST:
        raise Invalid("state", f"{before.shown}は、すでに「{before.state.label}」と書いてあります。", kind="already")
    if event.deed in (CopyDeed.TOLD, CopyDeed.NOT_TOLD) and before.state is not CopyState.LOST:
        raise Invalid("state", f"{before.shown}は、なくした写しではありません。", kind="not_lost")


def _told_since(past: Iterable[CopyEvent], lost: CopyEvent) -> dict[tuple[str | None, str | None], CopyEvent]:
    """Who was told of this loss: what was told of an earlier one is over."""
    told: dict[tuple[str | None, str | None], CopyEvent] = {}
    for event in past:
        if event == lost:
            told.clear()
        elif event.deed is CopyDeed.TOLD:
            told[event.whom, event.person_id] = event
        elif event.deed is CopyDeed.NOT_TOLD:
            told.pop((event.whom, event.person_id), None)
    return told


def _phones(directory: Iterable[Partner], office: str) -> tuple[tuple[str, str], ...]:
    """The partners of an office who have a telephone, by name, bodies in front."""
    wanted = fold(office)
    own = [one for one in directory if one.phones and wanted in fold(f"{one.name}{one.organisation or ''}")]
    own.sort(key=lambda one: (wanted not in fold(one.name), one.name))
    return tuple((one.name, phone) for one in own for phone in one.phones[:1])
