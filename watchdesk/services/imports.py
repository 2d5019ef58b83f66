"""Imports: lists taken in whole or row by row rejected, after a proven backup, and taken back whole."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.domain.summary import Span
from watchdesk.domain.visit import Visit
from watchdesk.errors import NotFound, WatchDeskError
from watchdesk.intake.book import Book, open_book
from watchdesk.intake.entrusted import PartnerBook
from watchdesk.intake.leftovers import leftovers, write
from watchdesk.intake.lists import Lists, Town
from watchdesk.intake.mapping import ColumnMapping, layouts, propose, visit_layouts
from watchdesk.intake.matching import Decisions, match_people
from watchdesk.intake.outcome import Outcome
from watchdesk.intake.people import PersonRow, read_people, unmapped_columns
from watchdesk.intake.refusals import pointed_out
from watchdesk.intake.visit_matching import match_visits
from watchdesk.intake.visits import VisitRow, read_visits, unmapped_visit_columns
from watchdesk.services.backups import Backups
from watchdesk.services.bin import people_in_bin
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.import_preview import Look, look
from watchdesk.services.jobs import Job, Progress, whole
from watchdesk.store import imports as kept
from watchdesk.store import partners as partner_questions
from watchdesk.store import people as people_questions
from watchdesk.store import records
from watchdesk.store import visits as visit_questions
from watchdesk.store.disk import written_whole
from watchdesk.store.imports import ADDED, BROUGHT, UPDATED, ImportRecord
from watchdesk.store.store import Tx, with_areas

_OF_PEOPLE = Changed.PEOPLE | Changed.PARTNERS

FROM_ANOTHER_STORE = (
    "この取りこみは別の保管庫でしたものなので、ここでは元に戻せません。"
    "台帳にいるべきでない方は、ひとりずつ取りのぞいてください。"
)

AT_ONCE = 500
"""Records written between two words of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A list's file, opened: its sheets and what is noted of it."""

    book: Book
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """An import taken back: how many records are gone or as before, and which stay because they were used since."""

    import_id: str
    removed: int
    kept: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The command line's answer (contract §4)."""
        return {"import_id": self.import_id, "removed": self.removed, "kept": list(self.kept)}


class Imports:
    """Lists of people and of visits, taken in."""

    def __init__(self, ground: Ground, codes: Codes, backups: Backups) -> None:
        self._ground = ground
        self._codes = codes
        self._backups = backups

    def open(self, path: Path, password: str | None = None) -> Source:
        """Open a list's file; WatchDeskError says what is wrong with it."""
        book = open_book(path, password)
        return Source(book=book, sha256=hashlib.sha256(path.read_bytes()).hexdigest())

    def propose(self, source: Source) -> ColumnMapping:
        """What goes where, to be looked at and changed before anything is taken in."""
        return propose(source.book, self._lists())

    def look(self, source: Source, mapping: ColumnMapping | None = None) -> Look:
        """Look at the file as ``mapping`` reads it: sheets, columns, first rows, people or visits."""
        return look(source.book, mapping, self._lists())

    def on_sheet(self, mapping: ColumnMapping | None, sheet: str) -> ColumnMapping:
        """The same mapping, of one sheet of the book."""
        return replace(mapping or ColumnMapping(), sheet=sheet)

    def read(
        self, source: Source, mapping: ColumnMapping | None = None, consent: ConsentEntry | None = None
    ) -> tuple[PersonRow, ...]:
        """Read the rows as people, without looking at the register: for the preview."""
        return self._read(source, mapping, consent, lambda _done, _total: None)

    def people(
        self,
        source: Source,
        mapping: ColumnMapping | None = None,
        *,
        consent: ConsentEntry | None = None,
        update: bool = False,
        dry_run: bool = False,
    ) -> Job[Outcome, Outcome]:
        """Take a list of people in; ``consent`` is what holds where the list says nothing of it.

        ``update`` takes changes of known people; ``dry_run`` writes nothing. One transaction, one backup before.
        """

        def work(progress: Progress) -> Outcome:
            partners = self._partner_book()
            rows = self._read(source, mapping, consent, progress, partners)
            unmapped = unmapped_columns(source.book, mapping, self._lists())
            with self._ground.store.long_work("名簿の取りこみ"):
                register = self._register()
                decisions = match_people(
                    rows, register, today=self._ground.today(), update=update, binned=self._binned()
                )
                told = ((each.report, each.candidates) for each in decisions.rows)
                outcome = Outcome(
                    details=tuple(pointed_out(told, register, self._ground.today())),
                    missing=len(decisions.missing),
                    dry_run=dry_run,
                    unmapped_columns=unmapped,
                    import_id=None if dry_run else new_id(),
                )
                return outcome if dry_run else self._take_people(source, decisions, partners, outcome, progress)

        return whole("名簿を取りこんでいます", work)

    def _read(
        self,
        source: Source,
        mapping: ColumnMapping | None,
        consent: ConsentEntry | None,
        progress: Progress,
        partners: PartnerBook | None = None,
    ) -> tuple[PersonRow, ...]:
        return read_people(
            source.book,
            mapping,
            self._lists(),
            home_area=self._ground.home_area,
            consent=consent,
            today=self._ground.today(),
            new_id=new_id,
            created_by=self._ground.user,
            partners=partners or self._partner_book(),
            progress=progress,
        )

    def _partner_book(self) -> PartnerBook:
        with self._ground.store.read() as connection:
            known = partner_questions.fetch(connection)
        return PartnerBook(known, new_id=new_id, created_by=self._ground.user)

    def _register(self) -> tuple[Person, ...]:
        with self._ground.store.read() as connection:
            return people_questions.fetch(connection)

    def _binned(self) -> tuple[Person, ...]:
        with self._ground.store.read() as connection:
            return people_in_bin(connection)

    def _take_people(
        self, source: Source, decisions: Decisions, partners: PartnerBook, outcome: Outcome, progress: Progress
    ) -> Outcome:
        moment = self._ground.moment()
        new = [replace(person, created_at=moment) for person in decisions.to_add]
        changed = decisions.to_replace
        if not new and not changed:
            return replace(outcome, import_id=None)
        named = {charge.partner_id for person in (*new, *changed) for charge in person.charges}
        brought = [replace(partner, created_at=moment) for partner in partners.brought(named)]
        self._backups.before()
        with self._ground.store.write(self._ground.user, _OF_PEOPLE, outcome.import_id) as tx:
            tx.add_all(brought)
            _add(tx, new, progress)
            for person in changed:
                tx.replace(person)
            done = {ADDED: _ids(new), UPDATED: _ids(changed), BROUGHT: _ids(brought)}
            self._note(tx, "people", source, outcome, done)
        return outcome

    def visits(self, source: Source, *, dry_run: bool = False) -> Job[Outcome, Outcome]:
        """Take a list of visits in; rows whose person is not certain are doubtful and stay out."""

        def work(progress: Progress) -> Outcome:
            rows = read_visits(source.book, self._lists(), today=self._ground.today(), progress=progress)
            with self._ground.store.long_work("訪問記録の取りこみ"):
                register = self._register()
                decisions = match_visits(
                    rows, register, self._recorded(rows), new_id=new_id, created_by=self._ground.user
                )
                told = ((each.report, each.candidates) for each in decisions)
                outcome = Outcome(
                    details=tuple(pointed_out(told, register, self._ground.today())),
                    dry_run=dry_run,
                    unmapped_columns=unmapped_visit_columns(source.book),
                    import_id=None if dry_run else new_id(),
                )
                new = [decision.visit for decision in decisions if decision.visit is not None]
                return outcome if dry_run else self._take_visits(source, new, outcome, progress)

        return whole("訪問記録を取りこんでいます", work)

    def _recorded(self, rows: Sequence[VisitRow]) -> tuple[Visit, ...]:
        """The visits on record between the first and the last day of a list."""
        days = [row.attempt.on for row in rows if row.attempt is not None]
        if not days:
            return ()
        with self._ground.store.read() as connection:
            return records.fetch(connection, Visit, visit_questions.within(Span(min(days), max(days))))

    def _take_visits(self, source: Source, visits: Sequence[Visit], outcome: Outcome, progress: Progress) -> Outcome:
        if not visits:
            return replace(outcome, import_id=None)
        self._backups.before()
        with self._ground.store.write(self._ground.user, Changed.VISITS, outcome.import_id) as tx:
            moment = self._ground.moment()
            new = [replace(visit, created_at=moment) for visit in with_areas(tx.connection, visits)]
            _add(tx, new, progress)
            self._note(tx, "visits", source, outcome, {ADDED: [visit.id for visit in new]})
        return outcome

    def save_left(
        self, source: Source, outcome: Outcome, target: Path, mapping: ColumnMapping | None = None, *, visits: bool
    ) -> Job[int, int]:
        """Write the rows that stayed out of an import as a spreadsheet, to be mended and imported again.

        ``mapping`` as the list was read. Gives the number of rows. It holds what the list itself held and nothing of
        the register, so it is no handing over.
        """

        def work(_progress: Progress) -> int:
            self._ground.refuse_inside(target)
            found = visit_layouts(source.book) if visits else layouts(source.book, mapping, self._lists())
            left = leftovers(found, outcome.left)
            with written_whole(target) as file:
                write(left, file)
            return sum(len(each.rows) for each in left)

        return whole("取りこめなかった行を表に保存しています", work)

    def _note(self, tx: Tx, kind: str, source: Source, outcome: Outcome, done: Mapping[str, Sequence[str]]) -> None:
        import_id = outcome.import_id or ""
        counts = {str(result): number for result, number in outcome.counts().items() if number}
        record = ImportRecord(
            id=import_id,
            kind=kind,
            file=source.book.name,
            sha256=source.sha256,
            at=self._ground.moment(),
            by=self._ground.user,
            counts=counts,
        )
        kept.add(tx.connection, record, done)
        tx.log("imported", "import", import_id, sorted(counts))

    def all(self) -> tuple[ImportRecord, ...]:
        """All imports, newest first."""
        with self._ground.store.read() as connection:
            return kept.fetch(connection)

    def undo(self, import_id: str) -> Undone:
        """Take an import back whole: added records go, changed people are as before; those used since stay."""
        record = next((one for one in self.all() if one.id == import_id), None)
        if record is None:
            raise NotFound(f"取りこみ「{import_id}」は、ありません。import list で確かめてください。")
        if record.undone_at is not None:
            raise WatchDeskError("この取りこみは、もう元に戻してあります。", code="already_undone")
        changed = _OF_PEOPLE if record.kind == "people" else Changed.VISITS | Changed.PEOPLE
        store = self._ground.store
        with store.long_work("取りこみを元に戻す"), store.write(self._ground.user, changed, import_id) as tx:
            undone = _undo(tx, record)
            if not undone.kept:
                kept.mark_undone(tx.connection, import_id, self._ground.moment(), self._ground.user)
            tx.log("import undone", "import undone", import_id)
        return undone

    def _lists(self) -> Lists:
        return Lists(
            areas=self._codes.areas,
            towns=tuple(Town(name=one.town, kana=one.kana, postal_code=one.postal_code) for one in self._codes.towns),
            criteria=self._codes.labels("criteria"),
            signs=self._codes.labels("signs"),
            recipients=self._codes.labels("recipients"),
            need_levels=self._codes.labels("need_levels"),
        )


def _ids(many: Sequence[Person] | Sequence[Partner]) -> list[str]:
    return [one.id for one in many]


def _add(tx: Tx, many: Sequence[Any], progress: Progress) -> None:
    for start in range(0, len(many), AT_ONCE):
        tx.add_all(many[start : start + AT_ONCE])
        progress(min(start + AT_ONCE, len(many)), len(many))


def _there(tx: Tx, ids: Sequence[str]) -> tuple[str, ...]:
    """Those who are not in the bin."""
    binned = kept.in_bin(tx.connection, ids)
    return tuple(record_id for record_id in ids if record_id not in binned)


def _undo(tx: Tx, record: ImportRecord) -> Undone:
    line = kept.audit_line(tx.connection, record.id)
    if line is None:
        raise WatchDeskError(FROM_ANOTHER_STORE, code="from_another_store")
    since = kept.touched_since(tx.connection, record.id, line)
    added, updated = (_there(tx, kept.records_of(tx.connection, record.id, done)) for done in (ADDED, UPDATED))
    if record.kind == "people":
        since |= kept.leaned_on(tx.connection, added)
    gone = [record_id for record_id in added if record_id not in since]
    removed = tx.remove(Person, gone) if record.kind == "people" else tx.remove(Visit, gone)
    put_back = sum(_put_back(tx, record, record_id) for record_id in updated if record_id not in since)
    brought = [one for one in kept.records_of(tx.connection, record.id, BROUGHT) if one not in since]
    tx.remove(Partner, partner_questions.unused(tx.connection, brought, record.id))
    stay = tuple(record_id for record_id in (*added, *updated) if record_id in since)
    return Undone(import_id=record.id, removed=removed + put_back, kept=stay)


def _put_back(tx: Tx, record: ImportRecord, person_id: str) -> bool:
    """Give a person the values from before an import; say whether anything had to be put back."""
    before = kept.values_before(tx.connection, person_id, record.id)
    return bool(tx.replace(replace(tx.get(Person, person_id), **before), action="put back"))
