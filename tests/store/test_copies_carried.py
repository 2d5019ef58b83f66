"""The paper ledger's tables: old copies carry over whole, from an older store and from an older export."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, text

from watchdesk.domain.copies import CopyDeed, CopyState, state_on
from watchdesk.exports.earlier import of_today
from watchdesk.store import copies, migrations, vault

MADE = "2026-10-02T09:00:00+09:00"
OLD: tuple[dict[str, Any], ...] = (
    {"number": 1, "state": "out", "state_on": "2026-10-02", "holder": "中村 清"},
    {"number": 2, "state": "returned", "state_on": "2026-10-08", "holder": None},
    {"number": 3, "state": "lost", "state_on": "2026-10-20", "holder": None},
    {"number": 4, "state": "destroyed", "state_on": None, "holder": None},
)


@pytest.fixture
def older(tmp_path: Path) -> Iterator[Connection]:
    """A store of before, with four copies: out; back after a slip; lost, found, lost again; shredded, without a day."""
    engine = vault.migration_engine(tmp_path / "store.db", bytes(32), create=True)
    with engine.begin() as connection:
        migrations.upgrade(connection, "0005")
        for copy in OLD:
            _put(
                connection,
                "copies",
                {**copy, "kind": "roster", "title": "名簿", "made_at": MADE, "made_by": "hanako"},
            )
        done = (("2", "returned", 5), ("2", "out", 5), ("2", "returned", 9))
        for seq, (number, what, day) in enumerate((*done, ("3", "lost", 12), ("3", "out", 15), ("3", "lost", 21)), 1):
            at = f"2026-10-{day:02}T17:30:00+09:00"
            line = {"seq": seq, "at": at, "by": "taro", "action": f"copy {what}", "entity": "copy"}
            _put(connection, "audit", {**line, "entity_id": number, "fields": "[]", "mac": "0"})
        migrations.upgrade(connection)
        yield connection
    engine.dispose()


def _put(connection: Connection, table: str, row: dict[str, Any]) -> None:
    names, values = ", ".join(f'"{name}"' for name in row), ", ".join(f":{name}" for name in row)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({values})"), row)  # noqa: S608  # names of ours


def test_every_copy_of_an_older_store_is_where_it_was_with_all_that_the_ledger_knew(older: Connection) -> None:
    told = {copy["number"]: copies.events(older, copy["number"]) for copy in OLD}

    assert [event.deed for event in told[1]] == [CopyDeed.OUT]
    assert (told[1][0].whom, told[1][0].on, told[1][0].by) == ("中村 清", date(2026, 10, 2), "hanako")
    assert [(event.deed, event.on.day) for event in told[2]] == [
        (CopyDeed.OUT, 2),
        (CopyDeed.RETURNED, 5),
        (CopyDeed.OUT, 5),
        (CopyDeed.RETURNED, 8),  # as it was written by hand on the 9th
    ]
    assert [event.by for event in told[3]] == ["hanako", "taro", "taro", "taro"]
    assert [event.deed for event in told[4]] == [CopyDeed.OUT, CopyDeed.DESTROYED]
    for copy in OLD:
        assert state_on(told[copy["number"]], date(2026, 11, 22)) is CopyState(copy["state"])
        assert copies.line(older, copy["number"]).state is CopyState(copy["state"])


def test_an_older_export_tells_of_each_copy_that_it_was_made_and_what_became_of_it() -> None:
    plain = {"people": [], "copies": [{**copy, "made_at": MADE, "made_by": "hanako"} for copy in OLD]}

    events = of_today(plain)["copy_events"]

    assert [(one["seq"], one["number"], one["deed"], one["on"]) for one in events] == [
        (1, 1, "out", "2026-10-02"),
        (2, 2, "out", "2026-10-02"),
        (3, 2, "returned", "2026-10-08"),
        (4, 3, "out", "2026-10-02"),
        (5, 3, "lost", "2026-10-20"),
        (6, 4, "out", "2026-10-02"),
        (7, 4, "destroyed", "2026-10-02"),
    ]
    assert of_today({**plain, "copy_events": []})["copy_events"] == []
