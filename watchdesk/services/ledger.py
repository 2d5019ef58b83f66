"""Ledger 管理台帳: what was viewed, printed, exported, and the copies 写し with names that left the program."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from watchdesk.changed import Changed
from watchdesk.domain.copies import CopyDeed, CopyEvent, Held
from watchdesk.errors import WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.services.ledger_words import LedgerLine, in_words
from watchdesk.store import audit, begun, copies
from watchdesk.store.audit import Entry, Line
from watchdesk.store.copies import Copy
from watchdesk.store.store import Tx

_LEAVING: ContextVar["Leaving | None"] = ContextVar("leaving", default=None)


class Leaving:
    """What was noted of a file on its way out (``Ledger.leaving``)."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.numbers: list[int] = []
        self.noted: list[tuple[str, str]] = []
        """Entity and id of what was noted; of copies by number."""

    def counted(self, numbers: Sequence[int]) -> None:
        """Take copies in, once they stand in the ledger."""
        self.numbers.extend(numbers)
        self.noted.extend(("copy", str(number)) for number in numbers)

    def whole(self, _proven: object = None) -> None:
        """Say that the file is proven and takes its name next: from now on its copies count, whatever comes.

        Raises Busy while something else is writing; the file must not take its name then.
        """
        if self.numbers:
            with self._ground.store.write(self._ground.user, Changed(0)) as tx:
                for number in self.numbers:
                    begun.end(tx.connection, number)


class Ledger:
    """The audit as people read it, and the numbered copies."""

    def __init__(self, ground: Ground, codes: Codes) -> None:
        self._ground = ground
        self._codes = codes
        self._unsaid: deque[Callable[[], object]] = deque()
        """What is to be written down of files while something else is writing."""
        ground.store.listen(lambda _changed: self._say())

    def entries(self, limit: int | None = 200, entity_id: str | None = None) -> tuple[Entry, ...]:
        """Return lines of the ledger, newest first."""
        with self._ground.store.read() as connection:
            return tuple(audit.entries(connection, limit=limit, entity_id=entity_id))

    def lines(self, limit: int | None = 200, about: Sequence[str] | None = None) -> tuple[Line, ...]:
        """Return lines with the names of those they are about, newest first; ``about``: only of these people."""
        with self._ground.store.read() as connection:
            return audit.lines(connection, limit=limit, about=about)

    def told(self, limit: int | None = 200, about: Sequence[str] | None = None) -> tuple[LedgerLine, ...]:
        """Return the same lines in words."""
        receivers = self._codes.labels("recipients")
        return tuple(in_words(line, receivers) for line in self.lines(limit, about))

    def note(self, action: str, entity: str, entity_id: str | None = None, reason: str | None = None) -> None:
        """Write down a view, a print, an export or a refusal."""
        with self._ground.store.write(self._ground.user, Changed.COPIES, reason) as tx:
            tx.log(action, entity, entity_id)
            if entity == "copy" and entity_id is not None and action in copies.NOT_MADE:
                copies.happened(tx.connection, self._not_made(int(entity_id), action))
                begun.end(tx.connection, int(entity_id))

    def undone(self, action: str, entity: str, entity_id: str | None = None) -> None:
        """Write down that nothing came of what was noted before (``copies.NOT_MADE``), so a copy counts no longer.

        Never raises, for what went wrong is to be told: while something else is writing, it is said right after that,
        and where the program ends before, at the next start (``make_up``).
        """
        self._unsaid.append(partial(self.note, action, entity, entity_id))
        self._say()

    @contextmanager
    def leaving(self) -> Iterator[Leaving]:
        """Count copies whose file is written meanwhile; ``whole`` of what it yields is called before that has its name.

        A WatchDeskError means that they came to nothing, and the ledger says so. Where the program ends before
        ``whole``, the next start does (``make_up``); where it ends later, they stay counted: the file may be there.
        """
        leaving = Leaving(self._ground)
        token = _LEAVING.set(leaving)
        try:
            yield leaving
        except WatchDeskError:
            for entity, entity_id in leaving.noted:
                self.undone("not saved", entity, entity_id)
            raise
        finally:
            _LEAVING.reset(token)

    def make_up(self) -> None:
        """Once at the start: what was counted, and never took its place since the program ended, counts no longer.

        No place is looked at for it: a stick may be out, a file carried on, a server not there.
        """
        with self._ground.store.read() as connection:
            left = begun.left(connection)
        for number in left:
            self.undone("not saved", "copy", str(number))

    def _say(self) -> None:
        while self._unsaid:
            said = self._unsaid.popleft()
            try:
                said()
            except WatchDeskError:
                self._unsaid.append(said)
                return

    def carry_failed(self) -> None:
        """Write the deeds of copies whose failing stands in the ledger alone, which no full export takes along."""
        with self._ground.store.read() as connection:
            if not copies.failed_before(connection):
                return
        with self._ground.store.write(self._ground.user, Changed.COPIES) as tx:
            for event in copies.failed_before(tx.connection):
                copies.happened(tx.connection, event)

    def _not_made(self, number: int, action: str) -> CopyEvent:
        moment, user = self._ground.moment(), self._ground.user
        return CopyEvent(number=number, on=self._ground.today(), deed=CopyDeed.NOT_MADE, by=user, at=moment)

    def copy_made(
        self,
        kind: str,
        title: str,
        people: Iterable[str],
        *,
        how: str,
        receiver: str | None = None,
        pages: int | None = None,
        emergency: Iterable[str] = (),
        holder: str | None = None,
        held: Held | None = None,
        reprint_of: int | None = None,
        beside: Callable[[Tx, int], object] | None = None,
    ) -> int:
        """Write down that a sheet or file leaves the program, ``how`` it does, and who is on it; return its number.

        ``emergency``: those of the people whom only an override let through (``Disclosed.emergency_ids``); each gets
        a line of her own. ``held`` says who has it, what for and until when, or ``holder`` only who, in words;
        ``reprint_of`` is the number of the same paper printed before. ``beside(tx, number)`` writes what belongs to
        it in the same transaction.
        """
        held = held or Held(holder=holder)
        copy = Copy(
            kind=kind,
            title=title,
            made_at=self._ground.moment(),
            made_by=self._ground.user,
            receiver=receiver,
            holder=held.holder,
            purpose=held.purpose,
            due_back=held.due_back,
            reprint_of=reprint_of,
            pages=pages,
            state_on=self._ground.today(),
        )
        with self._ground.store.write(self._ground.user, Changed.COPIES) as tx:
            number = copies.add(tx.connection, copy, people)
            _begin(tx, number)
            tx.log(how, "copy", str(number))
            tx.reason = f"写し 第{number}号"
            for person_id in emergency:
                tx.log("given in an emergency", "person", person_id)
            if beside is not None:
                beside(tx, number)
        _counted((number,))
        return number

    def each_made(
        self,
        kind: str,
        title: str,
        people: Iterable[tuple[str, int | None]],
        *,
        how: str,
        held: Held,
        pages: int,
        beside: Callable[[Tx, int], object],
    ) -> tuple[int, ...]:
        """Write down a copy for each of some persons, who alone is on it; all or none. Return their numbers in order.

        With each person comes the number of the same paper printed before; the rest is as of ``copy_made``.
        """
        numbers: list[int] = []
        with self._ground.store.write(self._ground.user, Changed.COPIES) as tx:
            for person_id, before in people:
                copy = Copy(
                    kind=kind,
                    title=title,
                    made_at=self._ground.moment(),
                    made_by=self._ground.user,
                    holder=held.holder,
                    purpose=held.purpose,
                    due_back=held.due_back,
                    reprint_of=before,
                    pages=pages,
                    state_on=self._ground.today(),
                )
                numbers.append(copies.add(tx.connection, copy, [person_id]))
                _begin(tx, numbers[-1])
                tx.log(how, "copy", str(numbers[-1]))
                beside(tx, numbers[-1])
        _counted(numbers)
        return tuple(numbers)

    def copies_naming(self, person_id: str) -> tuple[int, ...]:
        """Return the numbers of the copies that name a person."""
        with self._ground.store.read() as connection:
            return copies.naming(connection, person_id)


def _begin(tx: Tx, number: int) -> None:
    """Mark a copy whose file is being written; a printed one is counted as it is."""
    if _LEAVING.get() is not None:
        begun.begin(tx.connection, number)


def _counted(numbers: Sequence[int]) -> None:
    if (leaving := _LEAVING.get()) is not None:
        leaving.counted(numbers)
