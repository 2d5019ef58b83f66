"""秘匿: a hidden person's address and phones stand in no list, no search, no paper; opened with a reason only."""

import dataclasses
import inspect
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk, Job, MonthlyReport
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import Counted
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.override import Danger
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import Whereabouts
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Condition, Consent, Method, Result
from watchdesk.errors import Invalid, WatchDeskError

PLACE = Whereabouts(
    town="隠里町",
    address="8-88-188",
    building="秘荘コーポ 909",
    postal_code="5509898",
    phones=("06-6099-8181", "090-0099-8181"),
)
SECRETS = ("隠里町", "8-88-188", "秘荘コーポ", "5509898", "6099-8181", "0099-8181")
MONTH = Month(2026, 11)


@pytest.fixture
def hidden(desk: Desk) -> Person:
    """A hidden person under watch, whose whereabouts were changed once, with a namesake, a visit and a pending due."""
    values = {"family_name": "見本", "given_name": "かくし", "family_kana": "ミホン", "given_kana": "カクシ"}
    birth = {"birth_date": date(1940, 2, 3)}
    agreed = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))
    person = desk.people.register(
        values | birth | dataclasses.asdict(PLACE) | {"hidden": True, "interval_days": 1}, area=AREA, consent=agreed
    )
    desk.people.change(person.id, {"address": "1-2-3"})
    desk.people.change(person.id, {"address": PLACE.address, "notes": "朝がよい"})
    desk.people.register(values | birth | {"town": "新町"}, area=AREA, consent=agreed)
    desk.visits.record(
        person.id,
        on=TODAY,
        method=Method.PHONE,
        result=Result.MET,
        condition=Condition.WELL,
        details={"note": "庭の話をしました"},
    )
    return desk.people.get(person.id)


# ---- opened with a reason


def test_the_whereabouts_are_opened_with_a_reason_until_the_screen_is_locked(desk: Desk, hidden: Person) -> None:
    assert not desk.secrecy.is_open(hidden.id)
    with pytest.raises(WatchDeskError) as refused:
        desk.secrecy.whereabouts(hidden.id)
    assert refused.value.code == "secret"

    assert desk.secrecy.open(hidden.id, "救急に伝えるため") == PLACE

    assert desk.secrecy.is_open(hidden.id)
    assert desk.secrecy.whereabouts(hidden.id) == PLACE
    newest = desk.ledger.entries(limit=1)[0]
    assert (newest.action, newest.entity_id, newest.reason) == ("viewed whereabouts", hidden.id, "救急に伝えるため")


@pytest.mark.parametrize("reason", ["", " 　"])
def test_without_a_reason_nothing_is_opened(desk: Desk, hidden: Person, reason: str) -> None:
    before = desk.ledger.entries(limit=1)
    with pytest.raises(Invalid):
        desk.secrecy.open(hidden.id, reason)
    assert not desk.secrecy.is_open(hidden.id)
    assert desk.ledger.entries(limit=1) == before


def test_a_reason_that_tells_the_place_is_masked_in_the_ledger(desk: Desk, hidden: Person) -> None:
    desk.secrecy.open(hidden.id, "隠里町8-88-188へ救急車を呼ぶため")
    assert desk.ledger.entries(limit=1)[0].reason == "秘匿へ救急車を呼ぶため"


def test_no_reason_in_the_ledger_tells_the_place(desk: Desk, hidden: Person, tmp_path: Path) -> None:
    why = f"{PLACE.town}{PLACE.address}（{PLACE.phones[0]}）のため"
    scan = tmp_path / "同意書.pdf"
    scan.write_bytes(b"%PDF-1.4 x")
    attachment = desk.attachments.add(hidden.id, scan, "同意書")
    visit = desk.visits.record(hidden.id, on=TODAY, method=Method.PHONE, result=Result.MET)
    before = desk.ledger.entries(limit=1)[0].seq

    desk.consents.override(hidden.id, Danger.LIFE, why)
    desk.people.change(hidden.id, {"notes": "夕方がよい"}, why)
    desk.visits.correct(visit.id, {"note": "花の話"}, why)
    desk.visits.void(visit.id, why)
    desk.attachments.remove(attachment.id, why)

    lines = [line for line in desk.ledger.entries() if line.seq > before]
    assert len(lines) == 5
    assert all("秘匿" in (line.reason or "") for line in lines)
    told_reasons = [line.reason for line in lines] + [item.reason for item in desk.bin.items()]
    assert not [text for text in told_reasons for secret in SECRETS if secret in (text or "")]


def test_whoever_is_not_hidden_needs_no_reason_and_no_line_in_the_ledger(desk: Desk) -> None:
    plain = next(line for line in desk.people.lines() if not line.hidden and line.address)
    before = desk.ledger.entries(limit=1)
    assert desk.secrecy.open(plain.id, "").address == plain.address
    assert desk.secrecy.whereabouts(plain.id).town == plain.town
    assert desk.ledger.entries(limit=1) == before


# ---- every public answer of the desk's rooms

RECORDS = (Person, Visit)
"""The record itself, which only its own form shows, and masks."""

NOT_ASKED = {
    ("backups", "at_close"),
    ("backups", "before_migration"),
    ("drafts", "close"),
    ("merging", "merge"),
    ("undo", "undo"),
    ("users", "renew_recovery_key"),
}
"""Deeds rather than answers."""


def told(value: Any) -> Iterator[str]:
    """Everything that an answer says, however deep, also what ``repr`` leaves out."""
    if isinstance(value, RECORDS) or value is None:
        return
    if isinstance(value, Job):
        yield from told(value.run())
    elif isinstance(value, bytes):
        yield from told(_text_of(value))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from (text for each in dataclasses.fields(value) for text in told(getattr(value, each.name)))
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for part in pair for text in told(part))
    elif isinstance(value, tuple | list | set | frozenset):
        yield from (text for each in value for text in told(each))
    else:
        yield str(value)


def _text_of(content: bytes) -> str:
    if not content.startswith(b"%PDF"):
        return ""
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)


def answers(desk: Desk, known: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every answer of every room that can be asked with what is known."""
    for room, thing in vars(desk).items():
        if room.startswith("_"):
            continue
        for name, ask in inspect.getmembers(thing, callable):
            if name.startswith("_") or (room, name) in NOT_ASKED:
                continue
            given = _arguments(ask, known)
            if given is not None:
                yield f"{room}.{name}", _asked(ask, given)


def _arguments(ask: Callable[..., Any], known: Mapping[str, Any]) -> dict[str, Any] | None:
    wanted = inspect.signature(ask).parameters.values()
    needed = [each.name for each in wanted if each.default is each.empty]
    return {name: known[name] for name in needed} if set(needed) <= set(known) else None


def _asked(ask: Callable[..., Any], given: Mapping[str, Any]) -> Any:
    try:
        answer = ask(**given)
        return list(answer) if isinstance(answer, Iterator) else answer
    except WatchDeskError as refused:
        return str(refused)


def tell_the_place_everywhere(desk: Desk, person_id: str, folder: Path) -> None:
    """Write a hidden person's whereabouts into every free text that stands beside a person."""
    place = f"{PLACE.town}{PLACE.address}（{PLACE.phones[0]}）"
    _, voided = (
        desk.visits.record(person_id, on=TODAY, method=Method.PHONE, result=Result.MET, details={"note": note})
        for note in (f"{place}へ戻られた", f"{place}で会えた")
    )
    desk.visits.void(voided.id, f"{place}の方とまちがえた")
    desk.consents.override(person_id, Danger.LIFE, f"{place}へ救急車を呼ぶため")
    for removed, title in enumerate((f"{place}の地図", f"{place}の写真")):
        scan = folder / f"{PLACE.town}{PLACE.address}-{removed}.pdf"
        scan.write_bytes(b"%PDF-1.4 " + title.encode())
        attachment = desk.attachments.add(person_id, scan, title)
        if removed:
            desk.attachments.remove(attachment.id, "古いため")


def test_no_answer_of_any_room_tells_where_a_hidden_person_is(desk: Desk, hidden: Person, tmp_path: Path) -> None:
    tell_the_place_everywhere(desk, hidden.id, tmp_path)
    other = next(line for line in desk.people.lines() if line.kana == "ミホン カクシ" and line.id != hidden.id)
    people = {"person_id": hidden.id, "ids": [hidden.id, other.id], "kept": other.id, "gone": hidden.id}
    known = people | {"query": "みほん", "month": MONTH, "day": TODAY, "on": TODAY}

    asked = dict(answers(desk, known))
    asked["search.similar"] = desk.search.similar({"family_name": "見本", "given_name": "かくし"}, AREA)

    leaks = {name: secret for name, answer in asked.items() for secret in SECRETS if secret in "\n".join(told(answer))}
    assert leaks == {}
    assert {"people.lines", "due.lines", "search.people", "search.everywhere", "reports.monthly"} <= set(asked)
    assert {"people.alike", "ledger.lines", "visits.of_person", "visits.during", "consents.ask_again"} <= set(asked)
    assert {"bin.items", "consents.reviews", "attachments.of_person"} <= set(asked)
    assert "カクシ" in "\n".join(told(asked["reports.monthly"]))
    assert desk.people.get(hidden.id).address == PLACE.address


def test_a_persons_own_notes_and_papers_tell_the_place_once_it_was_opened_and_lists_never(
    desk: Desk, hidden: Person, tmp_path: Path
) -> None:
    tell_the_place_everywhere(desk, hidden.id, tmp_path)
    place = f"{PLACE.town}{PLACE.address}（{PLACE.phones[0]}）"

    def notes() -> list[str | None]:
        return [line.note for line in desk.visits.of_person(hidden.id)]

    assert "秘匿（秘匿）へ戻られた" in notes()
    assert [one.title for one in desk.attachments.of_person(hidden.id)] == ["秘匿（秘匿）の地図"]

    desk.secrecy.open(hidden.id, "救急に伝えるため")

    assert f"{place}へ戻られた" in notes()
    assert [one.title for one in desk.attachments.of_person(hidden.id)] == [f"{place}の地図"]
    assert not [text for text in told(desk.visits.during(MONTH)) for secret in SECRETS if secret in text]


def test_a_record_shows_the_place_once_it_was_opened_and_loses_it_by_no_correction(desk: Desk, hidden: Person) -> None:
    note = f"{PLACE.town}{PLACE.address}で会えた"
    said = {"on": TODAY, "method": Method.PHONE, "result": Result.MET, "details": {"note": note}}
    visit = desk.visits.record(hidden.id, **said)
    shown = desk.visits.shown(visit.id)
    assert shown.note == "秘匿で会えた"

    desk.visits.correct(visit.id, {"note": shown.note, "method": Method.VISIT}, "打ちまちがい")
    assert (desk.visits.get(visit.id).note, desk.visits.get(visit.id).method) == (note, Method.VISIT)
    with pytest.raises(Invalid) as refused:
        desk.visits.correct(visit.id, {"note": "秘匿で会えた。元気"}, "書き足し")
    assert refused.value.code == "note.hidden"

    desk.secrecy.open(hidden.id, "書き足すため")
    assert desk.visits.shown(visit.id).note == note
    desk.visits.correct(visit.id, {"note": "庭で会えた"}, "書き直し")
    assert desk.visits.get(visit.id).note == "庭で会えた"


def test_the_visits_behind_a_figure_do_not_tell_the_place(desk: Desk, hidden: Person, tmp_path: Path) -> None:
    tell_the_place_everywhere(desk, hidden.id, tmp_path)
    behind = desk.figures.visits(Counted(figure=Figure("visits")), desk.reports.figures(MONTH))
    assert "秘匿（秘匿）へ戻られた" in {line.note for line in behind}


@pytest.mark.parametrize("query", [*SECRETS, "09000998181", "秘荘"])
def test_a_hidden_person_is_not_found_by_the_place(desk: Desk, hidden: Person, query: str) -> None:
    assert hidden.id not in {found.id for found in desk.search.people(query)}
    assert hidden.id not in desk.search.fitting(query)
    assert hidden.id not in "\n".join(told(desk.search.everywhere(query)))


def test_a_note_that_tells_the_place_is_masked_in_the_monthly_report(desk: Desk, hidden: Person) -> None:
    desk.visits.record(
        hidden.id,
        on=TODAY,
        method=Method.PHONE,
        result=Result.MET,
        condition=Condition.WELL,
        details={"note": "隠里町８丁目８８－１８８に戻られた。090-0099-8181へ。"},
    )
    text = "\n".join(told(desk.reports.monthly(MONTH))).replace("\n", "")
    assert "秘匿に戻られた。秘匿へ。" in text
    assert not any(secret in text for secret in SECRETS)


@pytest.mark.parametrize("way", ["printed", "saved"])
def test_a_report_drawn_before_somebody_was_hidden_is_not_handed_out(
    desk: Desk, hidden: Person, tmp_path: Path, way: str
) -> None:
    desk.people.change(hidden.id, {"hidden": False})
    drawn = desk.reports.monthly(MONTH).run()
    assert hidden.id in drawn.named
    assert "隠里町" in "\n".join(told(drawn))
    desk.people.change(hidden.id, {"hidden": True})
    copies = desk.ledger.copies_naming(hidden.id)

    hand_out: Callable[[MonthlyReport], MonthlyReport] = {
        "printed": lambda report: desk.reports.handed_out(report, "printed"),
        "saved": lambda report: desk.reports.save(report, tmp_path / "report.pdf"),
    }[way]
    with pytest.raises(WatchDeskError) as refused:
        hand_out(drawn)

    assert refused.value.code == "outdated"
    assert not (tmp_path / "report.pdf").exists()
    assert desk.ledger.copies_naming(hidden.id) == copies
    assert hand_out(desk.reports.monthly(MONTH).run()).number in desk.ledger.copies_naming(hidden.id)


def test_an_import_that_differs_tells_fields_and_no_places(desk: Desk, hidden: Person, tmp_path: Path) -> None:
    target = tmp_path / "list.csv"
    target.write_text(
        "氏名,フリガナ,生年月日,住所,電話\n"
        "見本 かくし,ミホン カクシ,S15.2.3,西区新町1-1-1,06-6000-0001\n"
        "見本 かくし,ミホン カクシ,,西区新町1-1-1,06-6000-0001\n",
        encoding="utf-8",
    )
    outcome = desk.imports.people(desk.imports.open(target), dry_run=True).run()
    text = json.dumps(outcome.to_json(), ensure_ascii=False)
    assert not any(secret in text for secret in SECRETS)


def test_the_full_export_alone_tells_it(desk: Desk, hidden: Person, tmp_path: Path) -> None:
    target = tmp_path / "full.json"
    desk.exports.full(target).run()
    text = target.read_text(encoding="utf-8")
    assert all(secret in text for secret in SECRETS)


def test_neither_history_nor_comparison_tells_who_shares_a_hidden_persons_home(desk: Desk, hidden: Person) -> None:
    open_one = desk.people.register({"family_name": "同居", "given_name": "あらわ"}, area=AREA)
    double = desk.people.register({"family_name": "同居", "given_name": "ふたえ"}, area=AREA)
    desk.people.join(open_one.id, hidden.id)

    def told_of(person_id: str) -> str:
        return "".join(told(desk.history.of_person(person_id))) + "".join(
            told(desk.merging.compare(person_id, double.id))
        )

    assert "かくし" not in told_of(open_one.id)
    assert "あらわ" not in told_of(hidden.id)
    desk.secrecy.open(hidden.id, "ご家族に連絡するため")
    assert "かくし" in told_of(open_one.id)
    assert "あらわ" in told_of(hidden.id)
