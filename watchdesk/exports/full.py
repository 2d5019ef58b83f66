"""Full export: every record as plain JSON (contract §5), and back; the one place that knows its form."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry, consent_on, status_on
from watchdesk.domain.partner import Charge
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CareLevel, Condition, Consent, ConsentWay, Living, Method, Result, Sex, Status
from watchdesk.errors import WatchDeskError
from watchdesk.exports.delivery import not_as_written
from watchdesk.exports.earlier import of_today
from watchdesk.store import disk
from watchdesk.store.plain import TABLES

FORMAT = "watchdesk-full"
VERSION = 1

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Everything:
    """All that a full export holds; ``day`` is the one that ``status``, ``consent`` and ``area`` are told for."""

    day: date
    people: Sequence[Person]
    visits: Sequence[Visit]
    codes: Mapping[str, Mapping[str, str]]
    settings: Mapping[str, Any]
    tables: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    """Rows of households, partners, attachments, copies and the like as they lie in the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written or read: the file and how many records."""

    path: Path
    people: int
    visits: int

    def to_json(self) -> Json:
        """The command line's answer (contract §4)."""
        return {"people": self.people, "visits": self.visits, "file": str(self.path)}


# ---- record → JSON


def _plain(value: Any) -> Any:
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, EmergencyContact):
        return {"name": value.name, "relation": value.relation, "phone": value.phone}
    return value


def status_json(entry: StatusEntry) -> Json:
    """One entry of ``status_history``."""
    return {
        "status": entry.state,
        "from": _plain(entry.since),
        "until": _plain(entry.until),
        "reason": entry.reason,
    }


def consent_json(entry: ConsentEntry) -> Json:
    """One entry of ``consent_history``."""
    return {
        "state": entry.state,
        "date": _plain(entry.since),
        "way": entry.way,
        "recipients": list(entry.recipients),
        "watch": entry.watch,
        "valid_until": _plain(entry.valid_until),
        "witness": entry.witness,
        "form": entry.form,
        "attachment_id": entry.attachment_id,
    }


def charge_json(charge: Charge) -> Json:
    """One entry of ``charges``: who is in charge of a person, from and until when."""
    return {"partner_id": charge.partner_id, "from": _plain(charge.since), "until": _plain(charge.until)}


def area_json(entry: AreaEntry) -> Json:
    """One entry of ``area_history``."""
    return {"area": entry.area, "from": _plain(entry.since)}


_HISTORIES = ("area_history", "status_history", "consent_history")


def person_json(person: Person, day: date) -> Json:
    """A person as in contract §5; ``area``, ``status`` and ``consent`` repeat the day's state."""
    plain = {field.name: _plain(getattr(person, field.name)) for field in fields(Person)}
    consent = consent_on(person.consent_history, day)
    reason = person.end_reason_on(day)
    state = status_on(person.status_history, day)
    entries = [entry for entry in person.status_history if entry.since is None or entry.since <= day]
    newest = max(entries, key=lambda entry: entry.since or date.min, default=None)
    return plain | {
        "extra": dict(person.extra),
        "area": person.area_on(day),
        "area_history": [area_json(entry) for entry in person.area_history],
        "consent": consent_json(consent) if consent else None,
        "consent_history": [consent_json(entry) for entry in person.consent_history],
        "status": state,
        "status_date": _plain(newest.since) if newest else None,
        "end_reason": reason,
        "status_history": [status_json(entry) for entry in person.status_history],
        "charges": [charge_json(charge) for charge in person.charges],
    }


def visit_json(visit: Visit) -> Json:
    """A visit as in contract §5."""
    plain = {field.name: _plain(getattr(visit, field.name)) for field in fields(Visit)}
    plain["date"], plain["time"] = plain.pop("on"), plain.pop("at")
    return plain


# ---- JSON → record


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def person_from(plain: Json) -> Person:
    """Read a person back; what is derived from the histories is left aside."""
    known = {field.name for field in fields(Person)}
    values = {name: value for name, value in plain.items() if name in known}
    values["birth_date"] = _day(plain.get("birth_date"))
    values["created_on"] = date.fromisoformat(plain["created_on"])
    values["created_at"] = _moment(plain.get("created_at"))
    for name, words in (("sex", Sex), ("living", Living), ("care_level", CareLevel)):
        values[name] = None if plain.get(name) is None else words(plain[name])
    for name in ("phones", "criteria"):
        values[name] = tuple(plain.get(name) or ())
    values["emergency_contacts"] = tuple(EmergencyContact(**contact) for contact in plain["emergency_contacts"])
    values["area_history"] = tuple(
        AreaEntry(area=entry["area"], since=_day(entry["from"])) for entry in plain["area_history"]
    )
    values["status_history"] = tuple(_status_from(entry) for entry in plain["status_history"])
    values["consent_history"] = tuple(_consent_from(entry) for entry in plain["consent_history"])
    values["charges"] = tuple(_charge_from(entry) for entry in plain.get("charges") or ())
    return Person(**values)


def _charge_from(plain: Json) -> Charge:
    return Charge(partner_id=plain["partner_id"], since=_day(plain["from"]), until=_day(plain["until"]))


def _status_from(plain: Json) -> StatusEntry:
    return StatusEntry(
        state=Status(plain["status"]), since=_day(plain["from"]), until=_day(plain["until"]), reason=plain["reason"]
    )


def _consent_from(plain: Json) -> ConsentEntry:
    return ConsentEntry(
        state=Consent(plain["state"]),
        since=_day(plain["date"]),
        way=ConsentWay(plain["way"]) if plain["way"] else None,
        recipients=tuple(plain["recipients"]),
        watch=plain["watch"],
        valid_until=_day(plain["valid_until"]),
        witness=plain.get("witness"),
        form=plain.get("form"),
        attachment_id=plain.get("attachment_id"),
    )


def visit_from(plain: Json) -> Visit:
    """Read a visit back."""
    values = {name: value for name, value in plain.items() if name not in ("date", "time")}
    at = plain.get("time")
    condition = plain.get("condition")
    return Visit(
        **values
        | {
            "on": date.fromisoformat(plain["date"]),
            "at": time.fromisoformat(at) if at else None,
            "method": Method(plain["method"]),
            "result": Result(plain["result"]),
            "condition": Condition(condition) if condition else None,
            "signs": tuple(plain.get("signs") or ()),
            "created_at": _moment(plain.get("created_at")),
        }
    )


# ---- file


def document(everything: Everything) -> Json:
    """Return the whole document of contract §5."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "people": [person_json(person, everything.day) for person in everything.people],
        "visits": [visit_json(visit) for visit in everything.visits],
        **{name: [dict(row) for row in rows] for name, rows in everything.tables.items()},
        "codes": {name: dict(labels) for name, labels in everything.codes.items()},
        "settings": dict(everything.settings),
    }


def write(everything: Everything, target: Path, progress: Any) -> Written:
    """Write the document where only the user may read it; it takes its name once it reads back as it was written."""
    digest = hashlib.sha256()

    def proof(part: Path) -> None:
        with part.open("rb") as file:
            if hashlib.file_digest(file, "sha256").digest() != digest.digest():
                raise not_as_written()

    with disk.written_whole(target, proof) as file:
        for piece in json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(document(everything)):
            data = piece.encode("utf-8")
            digest.update(data)
            file.write(data)
    progress(1, 1)
    return Written(path=target, people=len(everything.people), visits=len(everything.visits))


def read(source: Path) -> Everything:
    """Read a document back; a file that is none raises WatchDeskError with a sentence."""
    sentence = f"「{source.name}」は、見守りデスクの「すべての書き出し」のファイルではありません。"
    try:
        plain = of_today(json.loads(source.read_text(encoding="utf-8-sig")))
        if plain["format"] != FORMAT or plain["version"] > VERSION:
            raise WatchDeskError(sentence, code="not_a_full_export")
        everything = Everything(
            day=date.min,
            people=[person_from(person) for person in plain["people"]],
            visits=[visit_from(visit) for visit in plain["visits"]],
            codes=plain["codes"],
            settings=plain["settings"],
            tables={name: plain.get(name, []) for name in TABLES},
        )
    except OSError as wrong:
        raise disk.refusal(wrong, source) from wrong
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise WatchDeskError(sentence, code="not_a_full_export") from wrong
    _refuse_loose_ends(everything, source)
    return everything


def _refuse_loose_ends(everything: Everything, source: Path) -> None:
    """Refuse ids that stand twice and visits to nobody: half of such a file could be taken in at most."""
    people = [person.id for person in everything.people]
    visits = [visit.id for visit in everything.visits]
    known = set(people)
    twice = len(known) != len(people) or len(set(visits)) != len(visits)
    if twice or any(visit.person_id not in known for visit in everything.visits):
        sentence = f"「{source.name}」の中の番号が合っていません。もう一度、書き出すところからお試しください。"
        raise WatchDeskError(sentence, code="not_a_full_export")
