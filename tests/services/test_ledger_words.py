"""The ledger's words: whatever the program writes into it has plain Japanese, found by reading the program itself."""

import ast
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

import pytest

from watchdesk.desk import LedgerEntry
from watchdesk.domain.copies import CopyState
from watchdesk.services import ledger_words
from watchdesk.store import records
from watchdesk.store.audit import Line

ROOT = Path(__file__).resolve().parents[2]
WRITES = {"log": 0, "note": 0, "_log": 0, "handed_out": 1}
"""Calls that write a line, and the place of the action among their arguments; what it was done to stands behind it."""

NEVER_NAMED = {"id", "created_by", "created_at", "person_id", "file_name", "media_type", "size", "sha256", "added_on"}
NEVER_NAMED |= {"danger", "made_at", "made_by"}
"""Fields that are written once; a line names those that changed."""

PERSON = "0d0c3a52-6a9e-4b57-8f8e-0123456789ab"


def constants(node: ast.expr | None) -> tuple[str | None, ...]:
    """The words that an argument may be: itself, or either of two."""
    if isinstance(node, ast.IfExp):
        return (*constants(node.body), *constants(node.orelse))
    return (node.value,) if isinstance(node, ast.Constant) and isinstance(node.value, str) else (None,)


def called(call: ast.Call) -> tuple[str, str]:
    """What a call calls, and the name before the dot."""
    if not isinstance(call.func, ast.Attribute):
        return getattr(call.func, "id", ""), ""
    before = call.func.value
    return call.func.attr, before.attr if isinstance(before, ast.Attribute) else getattr(before, "id", "")


def of_call(call: ast.Call) -> Iterator[tuple[str, str | None]]:
    name, before = called(call)
    if name in WRITES:
        first = WRITES[name] + (before == "store")
        for what, argument in zip(("action", "entity"), call.args[first : first + 2], strict=False):
            yield from ((what, told) for told in constants(argument))
    for keyword in call.keywords:
        if keyword.arg in {"action", "entity"} and name not in {"add_argument", "Entry", "LedgerEntry"}:
            yield from ((keyword.arg, told) for told in constants(keyword.value))
        elif keyword.arg == "how" and name == "copy_made":
            yield from (("action", told) for told in constants(keyword.value))


def of_function(function: ast.FunctionDef) -> Iterator[tuple[str, str | None]]:
    """The action that holds where a caller names none."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args]
    defaults = zip(every[len(every) - len(arguments.defaults) :], arguments.defaults, strict=True)
    for argument, default in (*defaults, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)):
        if argument.arg == "action":
            yield from (("action", told) for told in constants(default))


@cache
def written() -> frozenset[tuple[str, str]]:
    """All actions and entities that stand in the program's code as the ledger's."""
    found: set[tuple[str, str]] = set()
    for folder in ("watchdesk/services", "watchdesk/store", "ui"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                pairs = of_call(node) if isinstance(node, ast.Call) else ()
                pairs = of_function(node) if isinstance(node, ast.FunctionDef) else pairs
                found |= {(what, word) for what, word in pairs if word is not None}
    return frozenset(found)


def entry(action: str, entity: str, *, reason: str | None = None, of: str | None = None) -> LedgerEntry:
    at = datetime(2026, 11, 22, 9, 30)  # noqa: DTZ001  # the words do not depend on it
    return LedgerEntry(seq=1, at=at, by="hanako", action=action, entity=entity, entity_id=of, fields=(), reason=reason)


def test_reading_the_program_finds_what_it_writes() -> None:
    actions = {word for what, word in written() if what == "action"}
    entities = {word for what, word in written() if what == "entity"}
    assert {"added", "changed", "viewed", "viewed whereabouts", "printed", "print cancelled", "voided"} <= actions
    assert {"emergency opened", "given in an emergency", "reviewed", "retired", "saved", "taken back"} <= actions
    assert {"person", "visit", "copy", "store", "settings", "remark", "import"} <= entities


@pytest.mark.parametrize(
    ("action", "entity", "told"),
    [
        ("emergency opened", "person", "緊急の提供を始めました"),
        ("given in an emergency", "person", "同意なしで、緊急に提供しました"),
        ("reviewed", "override", "緊急の提供を確かめました"),
        ("copy returned", "copy", "写しが戻りました"),
        ("copy destroyed", "copy", "写しを廃棄しました"),
        ("copy lost", "copy", "写しをなくしました"),
        ("copy out", "copy", "写しは、まだ出ています"),
        ("month closed", "closing", "月を締めました"),
        ("month reopened", "closing", "締めた月を、もう一度開けました"),
        ("amended", "closing", "締めた月の数を直しました"),
    ],
)
def test_what_is_done_with_consents_and_copies_reads_plainly(action: str, entity: str, told: str) -> None:
    assert ledger_words.deed(entry(action, entity)) == told


def test_every_record_that_is_kept_and_every_state_of_a_copy_has_its_words() -> None:
    kept = {table.entity for table in vars(records).values() if isinstance(table, records.Kept)}
    assert kept <= set(ledger_words.ENTITIES)
    assert {f"copy {state}" for state in CopyState} <= set(ledger_words.ACTIONS)


def test_every_field_that_a_line_may_name_has_its_words() -> None:
    kept = [table for table in vars(records).values() if isinstance(table, records.Kept)]
    named = {name for table in kept for name in table.record.__dataclass_fields__} - NEVER_NAMED
    untold = {
        name for name in named if ledger_words.fields(replace(entry("changed", "person"), fields=(name,))) == name
    }
    assert untold == set()
    of_lists = ("label", "short", "group", "position")
    assert ledger_words.fields(replace(entry("changed", "codes"), fields=of_lists)) == "言葉・短い言葉・見出し・順番"


def test_every_deed_that_the_program_writes_has_its_words() -> None:
    unknown = {
        (what, word)
        for what, word in written()
        if word not in (ledger_words.ACTIONS if what == "action" else ledger_words.ENTITIES)
    }
    assert unknown == set()


@pytest.mark.parametrize("action", sorted(ledger_words.ACTIONS))
def test_a_deed_is_a_sentence_in_japanese(action: str) -> None:
    for entity in ledger_words.ENTITIES:
        told = ledger_words.deed(entry(action, entity))
        assert told.endswith(("ました", "ませんでした", "ています"))
        assert not any("a" <= letter <= "z" for letter in told)


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (PERSON, ""),
        (PERSON.replace("-", ""), ""),
        (f"取りこみ {PERSON}", "取りこみ"),
        ("ご本人から", "ご本人から"),
        (None, ""),
    ],
)
def test_no_id_stands_among_the_reasons(reason: str | None, told: str) -> None:
    assert ledger_words.reason(entry("changed", "person", reason=reason)) == told


@pytest.mark.parametrize(
    ("entity", "of", "name", "on", "told"),
    [
        ("person", PERSON, "佐藤 花子", None, "佐藤 花子"),
        ("visit", PERSON, "佐藤 花子", date(2026, 11, 2), "佐藤 花子（R8.11.2）"),
        ("person", PERSON, None, None, "番号 0d0c3a52"),
        ("visit", PERSON, None, None, "番号 0d0c3a52"),
        ("person", None, None, None, ""),
        ("copy", "7", None, None, "第7号"),
        ("report", "monthly 2026-10", None, None, "2026年10月"),
    ],
)
def test_a_line_says_whom_or_what_it_is_about(
    entity: str, of: str | None, name: str | None, on: date | None, told: str
) -> None:
    assert ledger_words.subject(Line(entry=entry("changed", entity, of=of), name=name, on=on)) == told


def test_a_file_says_to_whom_it_went_and_its_copys_number_and_a_receiver_its_word() -> None:
    words = {"chokai": "町会"}
    gone = Line(entry=entry("receipted", "handover", of=PERSON), receiver="chokai", number=12)
    unnamed = Line(entry=entry("receipted", "handover", of=PERSON), receiver="chokai")
    other = Line(entry=entry("changed", "receiver", of="chokai"))
    assert [ledger_words.subject(line, words) for line in (gone, unnamed, other)] == ["町会 第12号", "町会", "町会"]
