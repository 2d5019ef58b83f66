"""Drafts: kept at once, unreadable in the file, there after a kill, and never in the way."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

import watchdesk
from watchdesk.errors import DiskFull
from watchdesk.store import vault
from watchdesk.store.drafts import DRAFTS, Draft, Drafts, Where
from watchdesk.store.keyslots import DataKey

KEY = DataKey(b"d" * 32)
AT = datetime(2026, 11, 22, 14, 2, 5, tzinfo=timezone(timedelta(hours=9)))
TEXTS = {"note": "玄関先で 靱さんと話した。\n手すりを気にしている", "time": "1４:０", "condition": ""}


@pytest.fixture
def drafts(tmp_path: Path) -> Iterator[Drafts]:
    drafts = Drafts(tmp_path, KEY)
    yield drafts
    drafts.close()


def test_a_draft_comes_back_as_it_was_with_its_focus(drafts: Drafts) -> None:
    drafts.save("山本", "visit:1", TEXTS, "note", AT)
    wanted = Draft(user="山本", form="visit:1", texts=TEXTS, focus="note", at=AT)
    assert drafts.load("山本", "visit:1") == wanted
    assert drafts.load("山本", "visit:2") is None
    assert drafts.load("佐藤", "visit:1") is None


def test_the_latest_text_of_a_form_is_kept(drafts: Drafts) -> None:
    drafts.save("山本", "visit:1", TEXTS, "note", AT)
    drafts.save("山本", "visit:1", {"note": "続き"}, None, AT + timedelta(seconds=3))
    found = drafts.load("山本", "visit:1")
    assert found is not None
    assert (found.texts, found.focus, found.at) == ({"note": "続き"}, None, AT + timedelta(seconds=3))


def test_a_users_drafts_are_listed_the_latest_first(drafts: Drafts) -> None:
    for minute, form in ((1, "visit:1"), (3, "visit:3"), (2, "person:2")):
        drafts.save("山本", form, TEXTS, None, AT + timedelta(minutes=minute))
    drafts.save("佐藤", "visit:9", TEXTS, None, AT)
    assert [draft.form for draft in drafts.list("山本")] == ["visit:3", "person:2", "visit:1"]


@pytest.mark.parametrize(
    "change",
    [{"later": [1]}, {"caret": "7"}, {"place": None}, {"place": "today"}, {"what": {"ja": "訪問"}}],
)
def test_where_another_version_says_one_was_stops_nobody(drafts: Drafts, change: dict[str, object]) -> None:
    where = Where(place={"room": "today"}, what="今日", focus="a|0", caret=3)
    drafts.stand("山本", where)
    kept = {**asdict(where), **change}
    drafts._done(lambda tx: tx.execute(sa.text("UPDATE whereabouts SET texts = :texts"), {"texts": json.dumps(kept)}))
    assert drafts.where_was("山本") == (where if "later" in change else None)


def test_a_discarded_draft_is_gone(drafts: Drafts) -> None:
    drafts.save("山本", "visit:1", TEXTS, None, AT)
    drafts.discard("山本", "visit:1")
    assert drafts.list("山本") == ()


def test_nothing_of_a_draft_can_be_read_in_the_files_or_in_its_repr(drafts: Drafts, tmp_path: Path) -> None:
    drafts.save("山本", "visit:1", TEXTS, "note", AT)
    for file in tmp_path.iterdir():
        assert "靱さん".encode() not in file.read_bytes()
        assert b"SQLite format 3" not in file.read_bytes()
    assert "靱さん" not in repr(drafts.load("山本", "visit:1"))


@pytest.mark.alone
def test_a_draft_is_saved_within_milliseconds_while_the_store_is_being_written(drafts: Drafts, tmp_path: Path) -> None:
    store = vault.open_engine(tmp_path / "store.db", KEY.sub_key("database"), create=True)
    with store.execution_options(sqlite_begin="EXCLUSIVE").begin() as tx:
        tx.exec_driver_sql("CREATE TABLE visits (id)")
        started = time.perf_counter()
        for _ in range(20):
            drafts.save("山本", "visit:1", TEXTS, "note", AT)
        took = (time.perf_counter() - started) / 20
    store.dispose()
    assert took < 0.05


def test_drafts_may_be_saved_from_many_threads(drafts: Drafts) -> None:
    def save(number: int) -> None:
        drafts.save("山本", f"visit:{number % 5}", {"note": str(number)}, None, AT)

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(save, range(80)))
    assert len(drafts.list("山本")) == 5


@pytest.mark.parametrize("content", [b"", b"x" * 8192, b"SQLite format 3\0" + bytes(4080)])
def test_a_file_that_cannot_be_read_is_set_aside_and_never_deleted(tmp_path: Path, content: bytes) -> None:
    (tmp_path / DRAFTS).write_bytes(content)
    drafts = Drafts(tmp_path, KEY)
    drafts.save("山本", "visit:1", TEXTS, None, AT)
    assert drafts.load("山本", "visit:1") is not None
    if content:
        assert drafts.set_aside is not None
        assert drafts.set_aside.read_bytes() == content
    drafts.close()


def test_drafts_of_another_key_are_set_aside(tmp_path: Path) -> None:
    before = Drafts(tmp_path, DataKey(b"e" * 32))
    before.save("山本", "visit:1", TEXTS, None, AT)
    before.close()
    after = Drafts(tmp_path, KEY)
    assert after.list("山本") == ()
    assert after.set_aside is not None
    after.close()


def test_drafts_have_a_key_of_their_own(drafts: Drafts, tmp_path: Path) -> None:
    drafts.close()
    assert vault.check(tmp_path / DRAFTS, KEY.sub_key("drafts")) == ()
    assert vault.check(tmp_path / DRAFTS, KEY.sub_key("database")) != ()


def test_a_page_damaged_later_does_not_stop_a_save(tmp_path: Path) -> None:
    before = Drafts(tmp_path, KEY)
    for number in range(40):
        before.save("山本", f"visit:{number}", {"note": "あ" * 3000}, None, AT)
    before.close()
    data = bytearray((tmp_path / DRAFTS).read_bytes())
    for at in range(4096 + 99, len(data), 4096):
        data[at] ^= 1
    (tmp_path / DRAFTS).write_bytes(data)
    after = Drafts(tmp_path, KEY)
    after.save("山本", "visit:1", TEXTS, None, AT)
    assert [draft.form for draft in after.list("山本")] == ["visit:1"]
    assert after.set_aside is not None
    after.close()


def test_a_full_disk_is_told_and_the_draft_before_stays(drafts: Drafts) -> None:
    drafts.save("山本", "visit:1", TEXTS, None, AT)
    with drafts._engine.connect() as tx:
        tx.exec_driver_sql("PRAGMA max_page_count=5")
    with pytest.raises(DiskFull):
        drafts.save("山本", "visit:1", {"note": "あ" * 100_000}, None, AT)
    found = drafts.load("山本", "visit:1")
    assert found is not None
    assert found.texts == TEXTS


WRITER = """
import sys, pathlib, datetime
from watchdesk.store.drafts import Drafts
from watchdesk.store.keyslots import DataKey
drafts = Drafts(pathlib.Path(sys.argv[1]), DataKey(b"d" * 32))
at = datetime.datetime(2026, 11, 22, 14, 2)
for number in range(100000):
    drafts.save("山本", "visit:1", {"note": str(number)}, "note", at)
    print(number, flush=True)
"""


@pytest.mark.parametrize("lines", [1, 25, 60])
def test_what_was_saved_survives_a_kill(tmp_path: Path, lines: int) -> None:
    here = {**os.environ, "PYTHONPATH": str(Path(watchdesk.__file__).parent.parent)}
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=here) as writer:  # our own program
        assert writer.stdout is not None
        said = [int(writer.stdout.readline()) for _ in range(lines)]
        writer.kill()
        said += [int(line) for line in writer.stdout.read().split()]
    drafts = Drafts(tmp_path, KEY)
    found = drafts.load("山本", "visit:1")
    assert found is not None
    assert int(found.texts["note"]) >= said[-1]
    assert drafts.set_aside is None
    drafts.close()
