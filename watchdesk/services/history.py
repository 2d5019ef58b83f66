"""History 履歴: every field's past in words, of people and of visits, and one value put back."""

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.alarm import AlarmOutcome
from watchdesk.domain.appointment import Appointment
from watchdesk.domain.attachment import Attachment
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.follow_up import FollowUp
from watchdesk.domain.info_item import InfoItem
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.domain.referral import Referral
from watchdesk.domain.snooze import Snooze
from watchdesk.domain.visit import Visit
from watchdesk.errors import Invalid, NotFound, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.services.masking import IsOpen, masked, nobody
from watchdesk.services.wording import Wording, title
from watchdesk.store import alarms, journal, names, past
from watchdesk.store.audit import Entry as Line
from watchdesk.store.past import GONE_INTO, MARKS, SPLIT, TOOK_IN, Change
from watchdesk.store.store import Connection, Tx, get
from watchdesk.store.values import from_json

RECORDS: Mapping[str, type[Any]] = {
    "person": Person,
    "visit": Visit,
    "attachment": Attachment,
    "partner": Partner,
    "follow_up": FollowUp,
    "appointment": Appointment,
    "snooze": Snooze,
    "consultation": Consultation,
    "referral": Referral,
    "activity": Activity,
    "coordination": Coordination,
    "info_item": InfoItem,
}
"""Records with a past, by their word in the ledger."""

ACTIONS: Mapping[str, str] = {
    "added": "登録",
    "changed": "書き直し",
    "corrected": "訂正",
    "voided": "取り消し",
    "brought back": "取り消しをやめた",
    "put back": "前の値に戻した",
    "taken back": "最後の分を取り消した",
    "merged": "記録をまとめた",
    "unmerged": "まとめた記録を分けた",
    "undone": "元に戻した",
    "removed": "ごみ箱に入れた",
    "retired": "退任にした",
    "verified": "確かめた",
}

BY_IMPORT = {"changed": "名簿の取りこみ", "put back": "取りこみを元に戻した"}

LATEST_ONLY = frozenset({"status_history", "consent_history", "area_history", "charges", "extra"})
"""Put back only while nothing was written behind: what came later would go along."""

KEPT_BY_RULE = frozenset({"household_id", "voided", "void_reason", "removed", "retired"})
"""Not put back from here: others of the household are concerned, or it is brought back in its own way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One field as one deed changed it, in words. ``change`` is 0 where no value changed, as at a registration.

    ``line`` is the ledger's number: what has the same one was done at once. ``from_other``: of a record that was
    merged into this one. ``why_not`` says why the value cannot be put back, empty where it can. ``merge`` is the merge
    that such a line tells of, by which ``Merging.undo`` parts the two; else empty.
    """

    change: int
    line: int
    at: datetime | None
    by: str | None
    action: str
    entity: str
    field: str
    title: str
    old: str = dataclasses.field(repr=False)
    new: str = dataclasses.field(repr=False)
    reason: str | None = dataclasses.field(default=None, repr=False)
    from_other: bool = False
    why_not: str = ""
    merge: str = ""

    @property
    def can_put_back(self) -> bool:
        """Whether ``put_back`` may be asked for."""
        return self.change > 0 and not self.why_not


class History:
    """What was, when, by whom and why."""

    def __init__(self, ground: Ground, codes: Codes, check: Callable[[Person], None], is_open: IsOpen = nobody) -> None:
        self._ground = ground
        self._codes = codes
        self._check = check
        self._is_open = is_open

    def of_person(self, person_id: str) -> tuple[Past, ...]:
        """A person's past, newest first: the record, its attachments, the records that were merged into it."""
        with self._ground.store.read() as connection:
            person = get(connection, Person, person_id)
            gone = journal.gone_into(connection, person_id)
            files = past.attachment_ids(connection, person_id)
            ids = {person_id, *gone, *files}
            teller = self._teller(connection, person, gone)
            changes = [one for one in past.changes_of(connection, ids) if not _told_twice(one, person_id)]
            told = [teller.change(one) for one in changes]
            told += [teller.line(one, files) for one in past.lines_about(connection, ids, _LINES) if _alone(one)]
            ladders = past.lines_about(connection, alarms.ids_of_person(connection, person_id), _OF_ALARMS)
            ended = past.changes_by(connection, [one for one in ladders if one.action == "closed"])
            told += [teller.alarm(one, ended) for one in ladders]
        told.sort(key=lambda one: -one.line)
        return (*told, teller.registered())

    def of_visit(self, visit_id: str) -> tuple[Past, ...]:
        """A visit's past, newest first: corrections, voiding and bringing back."""
        with self._ground.store.read() as connection:
            visit = get(connection, Visit, visit_id)
            person = get(connection, Person, visit.person_id)
            teller = self._teller(connection, person, ())
            changes = [one for one in past.changes_of(connection, [visit_id]) if one.field not in {"area", "month"}]
            return tuple(teller.change(one) for one in changes)

    def _teller(self, connection: Connection, person: Person, gone: tuple[str, ...]) -> "_Teller":
        hidden = person.hidden or any(_was_hidden(connection, one) for one in gone)
        secret = replace(person, hidden=True) if hidden and not self._is_open(person.id) else None
        return _Teller(
            connection=connection,
            person=person,
            secret=secret,
            wording=Wording(codes=self._codes, names=self._names(connection, person.id)),
            imports=past.files_of_imports(connection),
            merged={one.id: one.title for one in journal.entries(connection, journal.Deed.MERGED)},
            present={person.id: person},
        )

    def _names(self, connection: Connection, person_id: str) -> dict[str, str]:
        return names.of_partners(connection) | names.of_households(connection, self._is_open, but=[person_id])

    def put_back(self, change: int, reason: str | None = None) -> str:
        """Put one field back to what it was before a change, as a new change; return what was done, as a sentence.

        WatchDeskError where the record would become wrong by it; Invalid where a consent is put back without a reason.
        """
        touched = Changed.PEOPLE | Changed.VISITS | Changed.PARTNERS
        told = (reason or "").strip() or None
        with self._ground.store.write(self._ground.user, touched, told) as tx:
            one = past.change(tx.connection, change)
            if one.field == "consent_history" and told is None:
                raise Invalid("reason", "同意を前の値に戻すわけを書いてください。", kind="missing")
            refusal = why_not(one, present_of(tx.connection, one))
            if refusal:
                raise WatchDeskError(refusal, code="cannot_put_back")
            tx.replace(self._with_old(tx, one), action="put back")
        return f"「{title(one.entity, one.field)}」を、前の値に戻しました。"

    def _with_old(self, tx: Tx, one: Change) -> Any:
        present = tx.get(RECORDS[one.entity], one.entity_id)
        record = replace(present, **{one.field: from_json(one.entity, one.field, one.old)})
        if isinstance(record, Person):
            self._check(record)
            _refuse_lost_partners(tx.connection, record)
        return in_its_area(tx, record)


_LINES = ("added", "removed", "brought back")


def _refuse_lost_partners(connection: Connection, person: Person) -> None:
    known = names.of_partners(connection)
    if any(charge.partner_id not in known for charge in person.charges):
        sentence = "担当だった方の記録が、もうありません。関係者に登録してから、担当を入れなおしてください。"
        raise WatchDeskError(sentence, code="cannot_put_back")


def in_its_area(tx: Tx, record: Any) -> Any:
    """Return a visit with the area that its day gives it; any other record as it is."""
    if not isinstance(record, Visit):
        return record
    return replace(record, area=tx.get(Person, record.person_id).area_on(record.on))


def _told_twice(one: Change, person_id: str) -> bool:
    """Whether it is the other side of a merge that the record that stayed tells of."""
    return one.field in MARKS and one.entity_id != person_id


def _alone(line: Line) -> bool:
    """Whether a line of the ledger tells of a deed that changed no field."""
    return not line.fields and (line.entity, line.action) != ("person", "added")


def _was_hidden(connection: Connection, gone: str) -> bool:
    entry = next(
        one for one in journal.entries(connection, journal.Deed.MERGED, gone) if one.holds and one.other_id == gone
    )
    return any(row.get("hidden") for row in journal.rows_of(connection, entry.id)["gone"]["people"])


def present_of(connection: Connection, one: Change) -> Any:
    """Return the record that was changed as it is now; None where it is gone."""
    record = RECORDS.get(one.entity)
    try:
        return get(connection, record, one.entity_id) if record is not None else None
    except NotFound:
        return None


def why_not(one: Change, present: Any) -> str:
    """Return why a field cannot be put back to what it was before a change; empty where it can."""
    record = RECORDS.get(one.entity)
    if record is None or one.field in MARKS | KEPT_BY_RULE or one.field not in record.__dataclass_fields__:
        return "この欄は、ここからは戻せません。"
    return "この記録は、いまはありません。" if present is None else _why_not_now(one, present)


def _why_not_now(one: Change, present: Any) -> str:
    now = getattr(present, one.field)
    if one.field == "area" and isinstance(present, Visit):
        return "地域は、訪問日と地域の履歴から決まります。"
    if now == from_json(one.entity, one.field, one.old):
        return "いまも、この値です。"
    if one.field in LATEST_ONLY and now != from_json(one.entity, one.field, one.new):
        return "このあとにも書かれています。新しい方から順に戻してください。"
    if isinstance(present, Visit) and present.voided:
        return "この記録は取り消されています。先に、取り消しを元に戻してください。"
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """Tells changes of one person's records in words; ``secret`` is that person where whereabouts must be masked."""

    connection: Connection = dataclasses.field(repr=False)
    person: Person
    secret: Person | None
    wording: Wording
    imports: Mapping[str, str]
    merged: Mapping[str, str] = dataclasses.field(repr=False)
    present: dict[str, Any] = dataclasses.field(repr=False)

    def change(self, one: Change) -> Past:
        """Tell one changed field."""
        is_mark = one.field in MARKS
        old, new = self._mark(one) if is_mark else self._values(one)
        by_import = (one.reason or "") in self.imports
        return Past(
            change=one.seq,
            line=one.line,
            at=one.at,
            by=one.by,
            action=(BY_IMPORT if by_import else ACTIONS).get(one.action, ACTIONS["changed"]),
            entity=one.entity,
            field=one.field,
            title=_MARK_TITLES.get(one.field) or title(one.entity, one.field),
            old=self._shown(one.field, old),
            new=self._shown(one.field, new),
            reason=self._reason(one.reason),
            from_other=one.entity == "person" and one.entity_id != self.person.id,
            why_not=why_not(one, self._present(one)),
            merge=str(one.new) if one.field == TOOK_IN else "",
        )

    def line(self, line: Line, files: Mapping[str, str]) -> Past:
        """Tell a deed that changed no field: an attachment that came, the whole record in the bin and back."""
        is_file = line.entity == "attachment"
        return Past(
            change=0,
            line=line.seq,
            at=line.at,
            by=line.by,
            action=_WHOLE.get((line.entity, line.action)) or ACTIONS[line.action],
            entity=line.entity,
            field="",
            title="添付" if is_file else "記録",
            old="",
            new=self._shown("title", files.get(line.entity_id or "", "")) if is_file and line.action == "added" else "",
            reason=self._reason(line.reason),
            from_other=line.entity == "person" and line.entity_id != self.person.id,
        )

    def alarm(self, line: Line, ended: Sequence[Change]) -> Past:
        """Tell what became of a 気がかり; the steps of its ladder stand on its own page."""
        new = {one.field: one.new for one in ended if one.line == line.seq}
        outcome = AlarmOutcome(new["outcome"]).label if new.get("outcome") else ""
        ending = self._shown("reason", str(new["ending"])) if new.get("ending") else ""
        return Past(
            change=0,
            line=line.seq,
            at=line.at,
            by=line.by,
            action=_OF_ALARMS[line.action],
            entity="alarm",
            field="",
            title="気がかり",
            old="",
            new="：".join(part for part in (outcome, ending) if part),
        )

    def registered(self) -> Past:
        """The first deed of all."""
        return Past(
            change=0,
            line=0,
            at=self.person.created_at,
            by=self.person.created_by,
            action=ACTIONS["added"],
            entity="person",
            field="",
            title="記録",
            old="",
            new="",
        )

    def _values(self, one: Change) -> tuple[str, str]:
        old, new = from_json(one.entity, one.field, one.old), from_json(one.entity, one.field, one.new)
        return self.wording.change(one.entity, one.field, old, new)

    def _present(self, one: Change) -> Any:
        if one.entity_id not in self.present:
            self.present[one.entity_id] = present_of(self.connection, one)
        return self.present[one.entity_id]

    def _mark(self, one: Change) -> tuple[str, str]:
        return "", self.merged.get(str(one.new), "")

    def _shown(self, field: str, words: str) -> str:
        return masked(field, words, self.secret) if self.secret else words

    def _reason(self, reason: str | None) -> str | None:
        if not reason:
            return None
        if reason in self.imports:
            return f"取りこんだファイル：{self.imports[reason]}"
        return self._shown("reason", reason)


_OF_ALARMS = {
    "added": "始まった",
    "handed over": "引きついだ",
    "closed": "閉じた",
    "reopened": "閉じたのを取り消した",
    "answered": "知らせてくれた方に伝えた",
}
_MARK_TITLES = {TOOK_IN: "まとめた記録", GONE_INTO: "まとめた記録", SPLIT: "分けた記録"}
_WHOLE = {("attachment", "added"): "添付した", ("person", "brought back"): "ごみ箱から戻した"}
