"""Stores made at every earlier release still open, by password and by recovery key, with everything in them."""

import shutil
from pathlib import Path

import pytest

from tests.conftest import fixed_clock
from watchdesk.desk import open_desk, open_with_recovery_key, read_recovery_key

STORES = Path(__file__).parents[1] / "stores"
RELEASES = sorted(folder.name for folder in STORES.iterdir() if folder.is_dir())
PEOPLE, VISITS = 30, 120


@pytest.mark.parametrize("release", RELEASES)
def test_a_store_of_an_earlier_release_opens_with_everything_in_it(release: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(STORES / release, tmp_path / "store"))
    key = read_recovery_key((folder / "recovery_key.txt").read_text(encoding="utf-8"))

    desk = open_with_recovery_key(folder, "demo", key, clock=fixed_clock)

    lines = desk.people.lines()
    assert len(lines) == PEOPLE
    assert sum(len(desk.visits.of_person(line.id)) for line in lines) == VISITS
    assert desk.health.verify(lambda _done, _total: None).ok
    desk.lock()
    open_desk(folder, "demo", "mimamori-demo", clock=fixed_clock).lock()
