"""Undo 元に戻す: the deeds of this user since unlocking, named and taken back one by one, the last one first.

The store remembers which lines of the ledger each of its transactions wrote; what a deed was, and how it is taken back,
is read from these lines and the values kept with them. So no room has to say what it did.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.appointment import Appointment, called_off
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.info_item import InfoItem
from watchdesk.domain.partner import Partner
from watchdesk.domain.referral import Referral
from watchdesk.domain.snooze import Snooze
from watchdesk.errors import ClosedMonth, NotFound, WatchDeskError
from watchdesk.services import bin as bins
from watchdesk.services import information, raising, referrals
from watchdesk.services.deeds import name_of
from watchdesk.services.ground import Ground
from watchdesk.services.history import RECORDS, in_its_area
from watchdesk.services.merging import Merging
from watchdesk.services.wording import title
from watchdesk.store import journal, past
from watchdesk.store.audit import Entry as Line
from watchdesk.store.past import MARKS, Change
from watchdesk.store.reasons import TAKEN_BACK
from watchdesk.store.store import Connection, Deed, Tx
from watchdesk.store.values import from_json

REASON = TAKEN_BACK

TOUCHED = (
    Changed.PEOPLE
    | Changed.VISITS
    | Changed.PARTNERS
    | Changed.PLANS
    | Changed.ALARMS
    | Changed.CONSULTATIONS
    | Changed.INFORMATION
    | Changed.ACTIVITIES
)

ON_ITS_PAGE = "取りこみは、取りこみの画面から元に戻してください。"

_VOIDED = frozenset({"visit", "follow_up", "consultation", "activity", "coordination"})
"""What is taken out by voiding it."""

_TAKEN_OUT = _VOIDED | {
    *("person", "attachment", "partner", "appointment", "snooze"),
    *("referral", "info_item", "info_given"),
}
"""What was added and can be taken out again."""


_TAKINGS_BACK = frozenset({"undone", "unmerged", "import undone"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A deed with what it wrote: lines of the ledger, oldest first, and changed values, newest first."""

    deed: Deed
    lines: tuple[Line, ...]
    changes: tuple[Change, ...]

    @property
    def key(self) -> int:
        """Tells it from other deeds."""
        return self.deed.lines[0]


class Undo:
    """Takes back what was done since unlocking."""

    def __init__(self, ground: Ground, merging: Merging) -> None:
        self._ground = ground
        self._merging = merging
        self._passed: set[int] = set()

    def next(self) -> str | None:
        """Name what ``undo`` takes back, without personal data: 訪問記録の取消. None where there is nothing."""
        known = self._last()
        return name_of(known.lines) if known else None

    def undo(self) -> str:
        """Take back the last deed and say so; what was written since stays, and the sentence tells.

        WatchDeskError says why it could not be done; the deed before it comes next then, save for an import, which is
        taken back on its own page.
        """
        with self._ground.store.long_work("元に戻す"):
            known = self._last()
            if known is None:
                raise WatchDeskError("元に戻せることは、ありません。", code="nothing_to_undo")
            if _is_import(known):
                raise WatchDeskError(ON_ITS_PAGE, code="on_import_page")
            self._passed.add(known.key)
            before = self._numbers()
            try:
                more = self._take_back(known)
            except ClosedMonth:
                self._passed.discard(known.key)  # it comes next again, with its reason
                raise
            self._passed |= self._numbers() - before
        return "".join((f"「{name_of(known.lines)}」を元に戻しました。", *more))

    def _numbers(self) -> set[int]:
        return {deed.lines[0] for deed in self._ground.store.deeds}

    def _last(self) -> Known | None:
        deeds = (deed for deed in reversed(tuple(self._ground.store.deeds)) if deed.by == self._ground.user)
        with self._ground.store.read() as connection:
            for deed in deeds:
                if deed.lines[0] in self._passed:
                    continue
                known = _known(connection, deed)
                if not _changed_records(known):
                    self._passed.add(known.key)  # views and prints never come into question again
                elif _stands(connection, known):
                    return known
        return None

    def _take_back(self, known: Known) -> Sequence[str]:
        merged = next((change.new for change in known.changes if change.field in MARKS), None)
        if merged is not None:
            return self._merging.undo(str(merged), REASON).sentences
        with self._ground.store.write(self._ground.user, TOUCHED, REASON) as tx:
            kept = [title for line in reversed(known.lines) for title in _undo_line(tx, line, known.changes)]
            if len(tx.lines) == 0:
                raise WatchDeskError(_why_nothing(kept), code="written_since")
            told = raising.told_after(tx, known.lines)
        return ((_stays(kept),) if kept else ()) + told


def _known(connection: Connection, deed: Deed) -> Known:
    lines = past.lines(connection, deed.lines)
    changed = [line for line in lines if line.fields or line.action == "merged"]
    return Known(deed=deed, lines=lines, changes=past.changes_by(connection, changed))


def _is_import(known: Known) -> bool:
    return any(line.entity == "import" for line in known.lines)


def _changed_records(known: Known) -> bool:
    """Whether a deed changed records in a way that can be taken back; a taking back is not."""
    if _TAKINGS_BACK & {line.action for line in known.lines}:
        return False
    return _is_import(known) or any(_is_undoable(line, known.changes) for line in known.lines)


def _stands(connection: Connection, known: Known) -> bool:
    """Whether a deed was not taken back in another way since."""
    if _is_import(known):
        undone = past.undone_imports(connection)
        return not any(line.entity_id in undone for line in known.lines)
    merged = {str(change.new) for change in known.changes if change.field in MARKS}
    binned = {line.entity_id or "": _is_removal(line) for line in known.lines if _is_removal(line) or _is_return(line)}
    return all(journal.get(connection, one).holds for one in merged) and all(
        bins.in_bin(connection, person_id) is lies_there for person_id, lies_there in binned.items()
    )


def _is_removal(line: Line) -> bool:
    return (line.entity, line.action) == ("person", "removed")


def _is_return(line: Line) -> bool:
    return (line.entity, line.action) == ("person", "brought back")


def _is_closing(line: Line) -> bool:
    return (line.entity, line.action) == ("alarm", "closed")


def _is_undoable(line: Line, changes: Sequence[Change]) -> bool:
    if line.action == "added":
        return line.entity in _TAKEN_OUT
    if _is_return(line):
        return True
    return (
        _is_removal(line)
        or _is_closing(line)
        or (line.entity in RECORDS and any(change.line == line.seq for change in changes))
    )


def _undo_line(tx: Tx, line: Line, changes: Sequence[Change]) -> list[str]:
    """Take one line back; return the words of what had to stay."""
    if _is_removal(line):
        bins.fetch_back(tx, line.entity_id or "")
        return []
    if _is_return(line):
        bins.put_away(tx, line.entity_id or "")
        return []
    if _is_closing(line):
        raising.reopen(tx, line.entity_id or "")
        return []
    if line.action == "added":
        return _take_out(tx, line) if line.entity in _TAKEN_OUT else []
    return _put_back(tx, line, [change for change in changes if change.line == line.seq])


def _take_out(tx: Tx, line: Line) -> list[str]:
    record_id = line.entity_id or ""
    try:
        if line.entity == "person":
            bins.put_away(tx, record_id)
        elif line.entity in _VOIDED:
            one = tx.get(RECORDS[line.entity], record_id)
            tx.replace(one if one.voided else replace(one, voided=True, void_reason=REASON), action="voided")
        elif line.entity == "appointment":
            planned = tx.get(Appointment, record_id)
            tx.replace(planned if planned.cancelled else called_off(planned, REASON), action="called off")
        elif line.entity == "referral":
            prepared = tx.get(Referral, record_id)
            tx.replace(referrals.taken_back(prepared, line.by, REASON), action="withdrawn")
        elif line.entity == "snooze":
            snooze = tx.get(Snooze, record_id)
            tx.replace(replace(snooze, ended_on=snooze.since), action="ended")
        elif line.entity == "info_item":
            tx.replace(replace(tx.get(InfoItem, record_id), retired=True), action=information.SHELVED)
        elif line.entity == "info_given":
            information.take_out(tx, record_id)
        elif line.entity == "attachment":
            tx.replace(replace(tx.get(Attachment, record_id), removed=True), action="removed")
        else:
            tx.replace(replace(tx.get(Partner, record_id), retired=True), action="retired")
    except NotFound:
        pass  # it is gone already
    return []


def _put_back(tx: Tx, line: Line, changes: Sequence[Change]) -> list[str]:
    """Put back the values of one record where nobody wrote behind; return the titles of the fields where one did."""
    if line.entity not in RECORDS or not changes:
        return []
    try:
        present = tx.get(RECORDS[line.entity], line.entity_id or "")
    except NotFound:
        return [title(change.entity, change.field) for change in changes]
    back: dict[str, Any] = {}
    stays = []
    for change in changes:
        if change.field not in type(present).__dataclass_fields__ or _is_derived(change):
            continue
        if getattr(present, change.field) == from_json(change.entity, change.field, change.new):
            back[change.field] = from_json(change.entity, change.field, change.old)
        else:
            stays.append(title(change.entity, change.field))
    if back:
        tx.replace(in_its_area(tx, replace(present, **back)), action="undone")
    return stays


def _is_derived(change: Change) -> bool:
    return change.entity == "visit" and change.field == "area"


def _fields(titles: Sequence[str]) -> str:
    return "・".join(f"「{title}」" for title in dict.fromkeys(titles))


def _stays(titles: Sequence[str]) -> str:
    return f"{_fields(titles)}は、そのあとに書き直されているので、そのままです。"


def _why_nothing(titles: Sequence[str]) -> str:
    if not titles:
        return "もう元に戻っています。"
    return f"{_fields(titles)}が、そのあとに書き直されているので、元に戻せません。履歴からお確かめください。"
