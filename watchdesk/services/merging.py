"""Merging 統合 at the desk: two records of one person side by side, made one, and made two again."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.merging import HISTORIES, MERGED_FIELDS, Which, chosen, differing, options, parted, proposal
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.masking import IsOpen, masked, nobody
from watchdesk.services.wording import Wording, title
from watchdesk.store import households, journal, moving, names, one_ladder, past
from watchdesk.store.journal import Deed, Entry
from watchdesk.store.moving import Moved
from watchdesk.store.store import Connection, Tx, get
from watchdesk.store.values import as_json, from_json

TOUCHED = Changed.PEOPLE | Changed.VISITS | Changed.COPIES | Changed.WORK

NOT_TOLD = "いまの状態や地域が変わってしまうので、残す方のままにしてあります。"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldPair:
    """A field in which two records differ, in words; ``proposal`` is what a merge does unless told otherwise.

    ``options`` are what may be chosen. ``hint`` says why the proposal is not what one would expect, else empty.
    """

    field: str
    title: str
    kept: str = dataclasses.field(repr=False)
    gone: str = dataclasses.field(repr=False)
    proposal: Which
    options: tuple[Which, ...]
    results: Mapping[Which, str] = dataclasses.field(repr=False)
    """What each choice gives, in words."""
    hint: str = ""

    @property
    def result(self) -> str:
        """What the proposal gives, in words."""
        return self.results[self.proposal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmerged:
    """Two records again. ``sentences`` tell what was written since the merge, and with which record it stays."""

    kept: str
    gone: str
    sentences: tuple[str, ...]


class Merging:
    """Doubles made one, and one made two again."""

    def __init__(self, ground: Ground, codes: Codes, is_open: IsOpen = nobody) -> None:
        self._ground = ground
        self._codes = codes
        self._is_open = is_open

    def compare(self, kept: str, gone: str) -> tuple[FieldPair, ...]:
        """Put two records side by side: every field in which they differ, in the form's order."""
        with self._ground.store.read() as connection:
            own, theirs = _both(connection, kept, gone)
            wording = self._wording(connection)
        return tuple(self._pair(wording, own, theirs, name) for name in differing(own, theirs))

    def _pair(self, wording: Wording, own: Person, theirs: Person, name: str) -> FieldPair:
        which = proposal(own, theirs, name, self._ground.today())
        given = {one: chosen(own, theirs, {name: one}) for one in options(name)}
        is_state = name in HISTORIES and which is Which.KEPT
        return FieldPair(
            field=name,
            title=title("person", name),
            proposal=which,
            options=options(name),
            hint=NOT_TOLD if is_state else "",
            kept=self._words(wording, own, name, own),
            gone=self._words(wording, theirs, name, theirs),
            results={one: self._words(wording, person, name, own, theirs) for one, person in given.items()},
        )

    def same(self, kept: str, gone: str) -> tuple[tuple[str, str], ...]:
        """Return what two records say alike: title and words of each field, in the form's order."""
        with self._ground.store.read() as connection:
            own, theirs = _both(connection, kept, gone)
            wording = self._wording(connection)
        alike = (name for name in MERGED_FIELDS if getattr(own, name) == getattr(theirs, name))
        said = ((title("person", name), self._words(wording, own, name, own, theirs)) for name in alike)
        return tuple(pair for pair in said if pair[1])

    def _wording(self, connection: Connection) -> Wording:
        homes = names.of_households(connection, self._is_open)
        return Wording(codes=self._codes, names=names.of_partners(connection) | homes)

    def _words(self, wording: Wording, person: Person, name: str, *of: Person) -> str:
        """A field in words; ``of`` are those whose values went into it, and whose whereabouts it may not tell."""
        said = wording.value("person", name, getattr(person, name))
        for one in of:
            said = masked(name, said, one) if one.hidden and not self._is_open(one.id) else said
        return said

    def merge(self, kept: str, gone: str, choices: Mapping[str, Any] | None = None, reason: str = "") -> str:
        """Make two records one: ``gone`` goes into ``kept``; return the journal's id, by which it is undone.

        ``choices``: by field ``Which`` or a value of its own; what is not named is as ``compare`` proposes. Everything
        that refers to the gone record goes over. Invalid without a reason, or where the choices make no right record.
        """
        if not reason.strip():
            raise Invalid("reason", "まとめるわけを書いてください。", kind="missing")
        store, user = self._ground.store, self._ground.user
        with store.long_work("記録をまとめる"), store.write(user, TOUCHED) as tx:
            own, theirs = _both(tx.connection, kept, gone)
            tx.reason = without_whereabouts(without_whereabouts(reason.strip(), own), theirs)
            after = self._merged(tx, own, theirs, choices or {})
            entry = self._entry(kept, theirs, tx)
            _merge(tx, entry, own, theirs, after)
        return entry.id

    def _merged(self, tx: Tx, own: Person, theirs: Person, choices: Mapping[str, Any]) -> Person:
        proposed = {name: proposal(own, theirs, name, self._ground.today()) for name in differing(own, theirs)}
        after = chosen(own, theirs, proposed | dict(choices))
        home = after.household_id
        others = set(households.members(tx.connection, home)) - {own.id, theirs.id} if home else {""}
        return after if others else replace(after, household_id=None)

    def _entry(self, kept: str, gone: Person, tx: Tx) -> Entry:
        return Entry(
            id=new_id(),
            deed=Deed.MERGED,
            entity="person",
            entity_id=kept,
            other_id=gone.id,
            title=gone.name,
            at=self._ground.moment(),
            by=self._ground.user,
            reason=tx.reason,
        )

    def all(self) -> tuple[Entry, ...]:
        """Every merge, newest first, also those taken back."""
        with self._ground.store.read() as connection:
            return journal.entries(connection, Deed.MERGED)[::-1]

    def of_person(self, person_id: str) -> tuple[Entry, ...]:
        """The merges that hold and went into a record, newest first."""
        with self._ground.store.read() as connection:
            found = journal.entries(connection, Deed.MERGED, person_id)
        return tuple(entry for entry in reversed(found) if entry.holds and entry.entity_id == person_id)

    def undo(self, journal_id: str, reason: str | None = None) -> Unmerged:
        """Make two records of one again, each as it was; what was written since stays and is told.

        Raises WatchDeskError where a later merge has to be undone before.
        """
        store, user = self._ground.store, self._ground.user
        with store.long_work("まとめた記録を分ける"), store.write(user, TOUCHED, reason) as tx:
            entry = journal.get(tx.connection, journal_id)
            _refuse_unless_last(tx.connection, entry)
            sentences = _unmerge(tx, entry)
            journal.mark_undone(tx.connection, entry.id, self._ground.moment(), user)
        return Unmerged(kept=entry.entity_id, gone=entry.other_id or "", sentences=sentences)


def _both(connection: Connection, kept: str, gone: str) -> tuple[Person, Person]:
    if kept == gone:
        raise Invalid("gone", "同じ記録どうしは、まとめられません。別の方を選んでください。", kind="same")
    return get(connection, Person, kept), get(connection, Person, gone)


def _merge(tx: Tx, entry: Entry, own: Person, gone: Person, after: Person) -> None:
    open_before = one_ladder.open_rows(tx.connection, own.id, gone.id)
    moved = moving.over(tx, own.id, gone.id)
    ladder = one_ladder.join(tx, own.id, open_before)
    changed = tx.replace(after, action="merged")
    line = tx.lines[-1] if changed else tx.log("merged", "person", own.id)
    values = {name: (as_json(getattr(own, name)), as_json(getattr(after, name))) for name in changed}
    given_up = {
        name: (as_json(getattr(gone, name)), as_json(getattr(after, name)))
        for name in differing(after, gone)
        if getattr(gone, name) not in (None, (), {}, "")
    }
    past.mark(tx.connection, line, own.id, past.TOOK_IN, entry.id)
    past.mark(tx.connection, line, gone.id, past.GONE_INTO, entry.id)
    past.keep(tx.connection, line, gone.id, given_up)
    journal.add(tx.connection, entry, {"fields": values, "ladder": ladder, **moved.plain()})
    tx.renew(after)


def _refuse_unless_last(connection: Connection, entry: Entry) -> None:
    if not entry.holds:
        raise WatchDeskError("この2つの記録は、もう分けてあります。", code="already_undone")
    ids = {entry.entity_id, entry.other_id}
    every = journal.entries(connection, Deed.MERGED)
    later = every[[one.id for one in every].index(entry.id) + 1 :]
    if any(one.holds and ids & {one.entity_id, one.other_id} for one in later):
        sentence = "このあとで、この方の記録をもう一度まとめています。先に、あとの方を分けてください。"
        raise WatchDeskError(sentence, code="merged_again")
    removed = journal.entries(connection, Deed.REMOVED, entry.entity_id)
    if any(one.holds for one in removed):
        raise WatchDeskError("この方の記録は、ごみ箱にあります。先に、ごみ箱から戻してください。", code="in_bin")


def _unmerge(tx: Tx, entry: Entry) -> tuple[str, ...]:
    gone = entry.other_id or ""
    kept_rows = journal.rows_of(tx.connection, entry.id)
    since = moving.back(tx, entry.entity_id, gone, Moved.read(kept_rows))
    ladder = one_ladder.part(tx, kept_rows.get("ladder", {}))  # a merge of an earlier version joined none
    present = tx.get(Person, entry.entity_id)
    known = {name: pair for name, pair in kept_rows["fields"].items() if name in Person.__dataclass_fields__}
    before, after = ({name: from_json("person", name, pair[at]) for name, pair in known.items()} for at in (0, 1))
    again = parted(present, before, after)
    changed = tx.replace(again.person, action="unmerged")
    line = tx.lines[-1] if changed else tx.log("unmerged", "person", entry.entity_id)
    for person_id in (entry.entity_id, gone):
        past.mark(tx.connection, line, person_id, past.SPLIT, entry.id)
    tx.renew(again.person)
    tx.renew(tx.get(Person, gone))
    return (*_told(since, again.rewritten), *ladder)


def _told(since: Mapping[str, int], rewritten: tuple[str, ...]) -> tuple[str, ...]:
    added = "・".join(f"{noun}{number}件" for noun, number in since.items())
    sentences = [f"まとめたあとに書かれた{added}は、残した方の記録にあります。"] if added else []
    if rewritten:
        fields = "・".join(f"「{title('person', name)}」" for name in rewritten)
        sentences.append(f"{fields}は、まとめたあとに書き直されているので、そのあとの分を残しました。")
    return tuple(sentences)
