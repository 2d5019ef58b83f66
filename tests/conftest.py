"""What all tests share: a fixed clock, and stores that open cheaply because a template is made once and copied."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings
from sqlalchemy import Engine

from watchdesk.desk import Desk, NewStore, Plan, create_desk, new_recovery_key, open_with_recovery_key
from watchdesk.store import handovers, keyslots, vault

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("steady", derandomize=True, database=None)
if os.environ.get("CI"):
    settings.load_profile("steady")  # the same examples for every landing; at the desk new ones each time

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=ZoneInfo("Asia/Tokyo"))
AREA = "九条南"
USER = "hanako"
FULL_NAME = "山本 花子"
CROWD = 10_000
PASSWORD = "mukashi-no-uta-1937"
KEY = new_recovery_key()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the cycle collector need not go through it for each test."""
    gc.collect()
    gc.freeze()


def fixed_clock() -> datetime:
    """The moment at which the tests stand."""
    return NOW


def _template(folder: Path, *, people: int = 0, visits: int = 0, area: str | None = AREA) -> Path:
    new = NewStore(area=area, full_name=FULL_NAME, user=USER)
    desk = create_desk(folder, new, PASSWORD, KEY, clock=fixed_clock, argon2=keyslots.CHEAPEST)
    if people:
        desk.demo.fill(Plan(areas=(AREA,), people=people, visits=visits, until=TODAY)).run()
    desk.lock()
    return folder


@pytest.fixture(autouse=True)
def passwords_cost_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user who is added gets the least cost, and a file's password is remembered cheaply; the rest is as it is."""
    monkeypatch.setattr(keyslots, "_COSTS", (keyslots.CHEAPEST,))
    monkeypatch.setattr(handovers, "_COST", handovers._COST | {"n": 1 << 10})


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once(request: pytest.FixtureRequest) -> Iterator[None]:
    """All stores of a run share what was compiled of SQL: a fifth of the time of tests that open one each.

    Not where time is measured: nobody has it compiled when she unlocks.
    """
    if request.config.getoption("markexpr") == "alone":
        yield
        return
    made = vault.open_engine
    shared: dict[str, Any] = {}

    def open_engine(*words: Any, **more: Any) -> Engine:
        engine = made(*words, **more)
        engine.dialect = shared.setdefault("dialect", engine.dialect)
        engine._compiled_cache = shared.setdefault("compiled", engine._compiled_cache)
        return engine

    with pytest.MonkeyPatch.context() as run:
        run.setattr(vault, "open_engine", open_engine)
        yield


@pytest.fixture(scope="session")
def empty_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with its first user and nobody on the register."""
    return _template(tmp_path_factory.mktemp("empty") / "store")


@pytest.fixture(scope="session")
def filled_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 90 fictional people and 1,200 visits up to the fixed day."""
    return _template(tmp_path_factory.mktemp("filled") / "store", people=90, visits=1200)


@pytest.fixture(scope="session")
def crowded_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with 10,000 fictional people and 20,000 visits up to the fixed day."""
    return _template(tmp_path_factory.mktemp("crowded") / "store", people=CROWD, visits=20_000)


@pytest.fixture(scope="session")
def ward_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ward store with nobody on the register."""
    return _template(tmp_path_factory.mktemp("ward") / "store", area=None)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Callable[[Path], Desk]]:
    """Copies a template and opens it by its recovery key, which needs no stretching."""
    desks: list[Desk] = []

    def open_copy(template: Path) -> Desk:
        folder = tmp_path / f"store{len(desks)}"
        shutil.copytree(template, folder)
        desk = open_with_recovery_key(folder, USER, KEY, clock=fixed_clock)
        desks.append(desk)
        return desk

    yield open_copy
    for desk in desks:
        desk.lock()


@pytest.fixture
def empty_desk(opened: Callable[[Path], Desk], empty_template: Path) -> Desk:
    """An opened area store (九条南) without people."""
    return opened(empty_template)


@pytest.fixture
def desk(opened: Callable[[Path], Desk], filled_template: Path) -> Desk:
    """An opened area store (九条南) with 90 fictional people and 1,200 visits."""
    return opened(filled_template)


@pytest.fixture
def crowded_desk(opened: Callable[[Path], Desk], crowded_template: Path) -> Desk:
    """An opened area store (九条南) with 10,000 fictional people and 20,000 visits."""
    return opened(crowded_template)


@pytest.fixture
def ward_desk(opened: Callable[[Path], Desk], ward_template: Path) -> Desk:
    """An opened ward store without people."""
    return opened(ward_template)
