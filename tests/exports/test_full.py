"""The full export keeps to its schema in docs/ and to the record: nothing left out, unknown is null."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.store.test_store import PERSON, VISIT
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.errors import WatchDeskError
from watchdesk.exports import full

SCHEMA = Path(__file__).parents[2] / "docs" / "watchdesk-full.schema.json"


def _exported(desk: Desk, target: Path) -> dict[str, object]:
    desk.exports.full(target).run()
    document: dict[str, object] = json.loads(target.read_text(encoding="utf-8"))
    return document


def test_a_full_export_keeps_to_its_schema(desk: Desk, tmp_path: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    faults = list(Draft202012Validator(schema).iter_errors(_exported(desk, tmp_path / "all.json")))
    assert faults == []


def test_every_field_of_a_person_and_a_visit_is_in_the_schema() -> None:
    definitions = json.loads(SCHEMA.read_text(encoding="utf-8"))["$defs"]
    assert {field.name for field in fields(Person)} <= set(definitions["person"]["properties"])
    renamed = {"on": "date", "at": "time"}
    names = {renamed.get(field.name, field.name) for field in fields(Visit)}
    assert names == set(definitions["visit"]["properties"])


def test_a_person_and_a_visit_come_back_code_point_for_code_point() -> None:
    plain = json.loads(json.dumps(full.person_json(PERSON, PERSON.created_on)))
    assert full.person_from(plain) == PERSON
    assert full.visit_from(json.loads(json.dumps(full.visit_json(VISIT)))) == VISIT


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"format": "other", "version": 1}', "\x00", '{"format": "watchdesk-full"}']
)
def test_a_file_that_is_no_full_export_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WatchDeskError, match="すべての書き出し"):
        full.read(file)


def test_a_failed_export_leaves_no_file_and_the_ledger_says_so(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "full.json"
    folder.mkdir()
    with pytest.raises(WatchDeskError):
        desk.exports.full(folder).run()
    assert list(tmp_path.glob(".*")) == []
    assert [entry.action for entry in desk.ledger.entries(2)] == ["not exported", "exported in full"]
