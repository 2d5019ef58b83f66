"""Imports taken back around merges and the bin: merged records stay, and who is in the bin is in nobody's way."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.services.whole_store import everything, register
from watchdesk.desk import Desk
from watchdesk.errors import WatchDeskError


@pytest.fixture
def taken(empty_desk: Desk, tmp_path: Path) -> str:
    """An import of two people into a register of one."""
    register(empty_desk, "三本", given_name="華")
    file = tmp_path / "list.csv"
    file.write_text("氏名,生年月日\n見本 ハナ,S12.3.5\n別 太郎,S10.1.1\n", encoding="utf-8")
    outcome = empty_desk.imports.people(empty_desk.imports.open(file)).run()
    assert outcome.import_id is not None
    return outcome.import_id


def ids(desk: Desk) -> list[str]:
    return [line.id for line in desk.people.lines()]


@pytest.mark.parametrize("into_the_older", [True, False])
def test_an_import_taken_back_leaves_merged_records_alone(empty_desk: Desk, taken: str, into_the_older: bool) -> None:
    older, imported, other = ids(empty_desk)
    pair = (older, imported) if into_the_older else (imported, older)
    merged = empty_desk.merging.merge(*pair, reason="同じ方")

    undone = empty_desk.imports.undo(taken)

    assert undone.kept == (imported,)
    assert other not in ids(empty_desk)
    assert pair[0] in ids(empty_desk)
    assert empty_desk.merging.undo(merged).sentences == ()
    assert ids(empty_desk) == [older, imported]


def test_after_the_records_were_parted_the_import_is_taken_back_whole(empty_desk: Desk, taken: str) -> None:
    older, imported, _ = ids(empty_desk)
    empty_desk.merging.undo(empty_desk.merging.merge(older, imported, reason="同じ方"))
    assert empty_desk.imports.undo(taken).kept == ()
    assert ids(empty_desk) == [older]


def test_somebody_in_the_bin_is_not_in_the_way_and_comes_back_alone(empty_desk: Desk, taken: str) -> None:
    older, imported, _ = ids(empty_desk)
    empty_desk.people.change(imported, {"doctor": "西診療所"})
    before = everything(empty_desk)["people"]
    item = empty_desk.bin.remove_person(imported, "別の地域の方")
    assert empty_desk.imports.undo(taken).kept == ()
    assert empty_desk.imports.all()[0].undone_at is not None
    empty_desk.bin.bring_back(item)
    assert ids(empty_desk) == [older, imported]
    assert everything(empty_desk)["people"] == [row for row in before if row.id in (older, imported)]


def test_an_import_taken_back_in_part_leaves_only_who_was_used_since(empty_desk: Desk, tmp_path: Path) -> None:
    used, unused = (register(empty_desk, name, birth_date=date(1937, 3, 5)) for name in ("見本", "別"))
    file = tmp_path / "list.csv"
    file.write_text("氏名,生年月日,町名\n見本,S12.3.5,新町\n別,S12.3.5,新町\n", encoding="utf-8")
    outcome = empty_desk.imports.people(empty_desk.imports.open(file), update=True).run()
    empty_desk.people.change(used.id, {"doctor": "西診療所"})

    first, second = (empty_desk.imports.undo(outcome.import_id or "") for _ in range(2))

    assert (first.removed, first.kept) == (1, (used.id,))
    assert (second.removed, second.kept) == (0, (used.id,))
    assert empty_desk.people.get(unused.id) == unused


def test_an_import_of_another_store_takes_nobody_away(
    empty_desk: Desk, taken: str, opened: Callable[[Path], Desk], empty_template: Path
) -> None:
    empty_desk.people.change(ids(empty_desk)[1], {"notes": "取りこみのあとに書いたこと"})
    full = empty_desk.folder.parent / "full.json"
    empty_desk.exports.full(full).run()
    elsewhere = opened(empty_template)
    elsewhere.exports.take_back(full).run()

    with pytest.raises(WatchDeskError, match="別の保管庫"):
        elsewhere.imports.undo(taken)

    assert ids(elsewhere) == ids(empty_desk)
