"""Nothing in reports and exports takes people with their names but through the gate (architecture, decision 7)."""

import ast
import dataclasses
import importlib
import inspect
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from watchdesk.columns import Column
from watchdesk.domain import lines
from watchdesk.domain.consent import Disclosed
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.reports.lost_report import ToldOffice
from watchdesk.reports.monthly.facts import PersonLine

ROOT = Path(__file__).resolve().parents[2]

NO_RECEIVER = ("watchdesk.exports.full",)
"""For leaving the product or checking it: the desk's own data, to the desk itself, behind a warning of its own."""

TELLING = {"name", "kana", "family_name", "address", "phones", "note", "person_id"}
"""A record with one of these fields tells whom it is about."""

RECORDS = (Person, Visit, lines.PersonLine, lines.VisitLine)

DIRECTORY = (Partner, ToldOffice)
"""They act for the desk: nobody watches over them, and no consent is asked for."""

BEFORE_THE_GATE = ("watchdesk.reports.monthly.issue",)
"""Keeps a closed month in the store, and passes the gate anew whenever that is drawn."""


def modules() -> list[ModuleType]:
    names = (
        named(path)
        for folder in ("reports", "exports")
        for path in sorted((ROOT / "watchdesk" / folder).rglob("*.py"))
        if path.stem != "__init__"
    )
    return [importlib.import_module(name) for name in names if name not in NO_RECEIVER]


def named(file: Path) -> str:
    """A file's name as a module."""
    return ".".join(file.relative_to(ROOT).with_suffix("").parts)


def tells(kind: Any) -> bool:
    """Whether a type is a record of somebody."""
    if kind in RECORDS or kind in DIRECTORY:
        return kind in RECORDS
    return (
        isinstance(kind, type)
        and dataclasses.is_dataclass(kind)
        and kind.__module__.startswith("watchdesk.")
        and bool(TELLING & {each.name for each in dataclasses.fields(kind)})
    )


def bare(annotation: Any) -> Iterator[Any]:
    """Records of people in an annotation that are not wrapped in ``Disclosed``; a column only says how one is shown."""
    if get_origin(annotation) in (Disclosed, Column):
        return
    if tells(annotation):
        yield annotation
    for part in get_args(annotation):
        yield from (each for inner in (part if isinstance(part, list) else [part]) for each in bare(inner))


def passed_by(module: ModuleType) -> Iterator[str]:
    """Facts and public functions of a module that hold or take people who did not pass the gate."""
    for name, thing in vars(module).items():
        if getattr(thing, "__module__", None) != module.__name__ or name.startswith("_"):
            continue
        if dataclasses.is_dataclass(thing) and not tells(thing):
            hints = get_type_hints(thing)
        elif inspect.isfunction(thing):
            hints = {key: hint for key, hint in get_type_hints(thing).items() if key != "return"}
        else:
            continue
        yield from (f"{module.__name__}.{name}: {key}" for key, hint in hints.items() if any(bare(hint)))


def reads_people(file: Path) -> bool:
    """Whether a module of reports or exports gets people out of the store, so that it has to pass them on itself."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    sources = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    named = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return any(name.startswith("watchdesk.store.people") for name in sources | named) or any(
        name.startswith("watchdesk.domain.person") for name in sources
    )


def test_facts_and_drawings_hold_people_only_as_disclosed() -> None:
    drawing = [module for module in modules() if module.__name__ not in BEFORE_THE_GATE]
    assert [wrong for module in drawing for wrong in passed_by(module)] == []


@pytest.mark.parametrize("name", BEFORE_THE_GATE)
def test_what_is_kept_of_people_leaves_only_through_the_gate(name: str) -> None:
    module = importlib.import_module(name)
    assert list(passed_by(module)), "else it needs no leave"
    made = get_type_hints(module.part_of)["return"]
    assert not tells(made)
    assert "disclose(" in inspect.getsource(module)


def test_whatever_reads_people_for_a_receiver_asks_the_gate() -> None:
    reading = [
        path
        for folder in ("reports", "exports")
        for path in sorted((ROOT / "watchdesk" / folder).rglob("*.py"))
        if reads_people(path) and named(path) not in NO_RECEIVER
    ]
    assert reading
    without = [path.name for path in reading if "disclose(" not in path.read_text(encoding="utf-8")]
    assert without == []


# And the rule can fail -----------------------------------------------------------------------------------------------


def _takes_bare(rows: Sequence[PersonLine]) -> None: ...


def _takes_one(row: PersonLine | None) -> None: ...


def _takes_drawing(draw: Callable[[list[PersonLine]], None]) -> None: ...


def _takes_records(by_id: dict[str, Person]) -> None: ...


def _takes_disclosed(rows: Disclosed[PersonLine] | None, title: str) -> None: ...


@pytest.mark.parametrize("function", [_takes_bare, _takes_one, _takes_drawing, _takes_records])
def test_people_who_did_not_pass_the_gate_are_seen(function: Callable[..., None]) -> None:
    module = ModuleType("watchdesk.reports.roster")
    function.__module__ = module.__name__
    vars(module)["draw"] = function
    assert len(list(passed_by(module))) == 1


def test_people_who_passed_the_gate_may_be_drawn() -> None:
    module = ModuleType("watchdesk.reports.roster")
    _takes_disclosed.__module__ = module.__name__
    vars(module)["draw"] = _takes_disclosed
    assert list(passed_by(module)) == []
