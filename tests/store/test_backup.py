"""Backups: nothing readable, proven before they count, put back whole or refused in a sentence."""

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import watchdesk
from watchdesk.errors import Cancelled, Damaged, DiskFull, NewerStore, NotFound, WatchDeskError, WrongKey
from watchdesk.store import backup, backup_file, keyslots, recovery_key, schema, vault
from watchdesk.store.audit import Head
from watchdesk.store.keyslots import DataKey, KeyFile

JST = timezone(timedelta(hours=9))
AT = datetime(2026, 11, 22, 17, 30, tzinfo=JST)
NAME = "靱 栄子"
RECOVERY = recovery_key.RecoveryKey(secret=bytes(range(20)))
HEAD = Head(12, "ab" * 32)


@dataclass
class Desk:
    """A store as the opened Store has it open."""

    folder: Path
    engine: sa.Engine
    data_key: DataKey
    keys: KeyFile

    def backup(
        self, target: Path | None = None, at: datetime = AT, progress: vault.Progress | None = None
    ) -> backup.Backup:
        ours = partial(backup.make, counts={"people": 90, "visits": 1200}, audit_head=HEAD, at=at, progress=progress)
        return ours(self.engine, self.folder, self.data_key, self.keys, target=target)


def made(folder: Path) -> Desk:
    folder.mkdir(parents=True)
    keys, data_key = keyslots.create(folder, {"山本": "みまもりの花 2026"}, RECOVERY, keyslots.CHEAPEST)
    engine = vault.open_engine(folder / "store.db", data_key.sub_key("database"), create=True)
    with engine.begin() as tx:
        schema.facts.create(tx)
        tx.exec_driver_sql("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)")
        tx.exec_driver_sql("CREATE INDEX by_id ON people (id)")  # counting reads this one, and no name
        tx.exec_driver_sql("CREATE VIRTUAL TABLE words USING fts5(s, content='', contentless_delete=1)")
        names = [{"name": f"{NAME}{n}" * 5} for n in range(200)]
        tx.execute(sa.text("INSERT INTO people (name) VALUES (:name)"), names)
    return Desk(folder, engine, data_key, keys)


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = made(tmp_path_factory.mktemp("original") / "保管庫")
    yield desk
    desk.engine.dispose()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = made(tmp_path / "保管庫")
    yield desk
    desk.engine.dispose()


@pytest.fixture(scope="module")
def good(original: Desk) -> Path:
    return original.backup().path


def by_recovery(keys: KeyFile) -> DataKey:
    return keyslots.unlock_with_recovery(keys, RECOVERY)


def names_in(folder: Path) -> list[str]:
    data_key = by_recovery(keyslots.read(folder))
    engine = vault.open_engine(folder / "store.db", data_key.sub_key("database"))
    with engine.connect() as reading:
        names = list(reading.exec_driver_sql("SELECT name FROM people ORDER BY id").scalars())
    engine.dispose()
    return names


def test_a_backup_lands_in_the_stores_backups_and_says_what_is_in_it(desk: Desk) -> None:
    done = desk.backup()
    assert done.path == desk.folder / "backups" / "watchdesk-20261122-173000.wdbackup"
    assert (done.people, done.visits, done.at, done.verified) == (90, 1200, AT, True)
    assert [path.name for path in done.path.parent.iterdir()] == [done.path.name]
    told = backup.inspect(done.path)
    assert (told.people, told.at, told.audit_head, told.store_id) == (90, AT, HEAD, desk.keys.store_id)
    assert told.rows["people"] == 200
    assert backup.faults(done.path) == ()


def test_nothing_of_a_person_can_be_read_in_a_backup_nor_beside_it(desk: Desk, tmp_path: Path) -> None:
    seen: set[str] = set()

    def look(_done: int, _total: int) -> None:
        for file in (path for path in desk.folder.rglob("*") if path.is_file()):
            seen.add(file.name)
            assert NAME.encode() not in file.read_bytes()
            assert b"SQLite format 3" not in file.read_bytes()

    path = tmp_path / "外" / "写し.wdbackup"
    desk.backup(path, progress=look)
    assert NAME.encode() not in path.read_bytes()
    assert zipfile.ZipFile(path).namelist() == ["manifest.json", "keys.json", "store.db"]
    assert "store.db" in seen


def test_progress_only_goes_forward_and_ends(desk: Desk) -> None:
    told: list[int] = []
    desk.backup(progress=lambda done, _total: told.append(done))
    assert told == sorted(told)
    assert told[-1] == 100


def test_a_restored_store_is_the_store_of_that_moment(desk: Desk, tmp_path: Path) -> None:
    wanted = names_in(desk.folder)
    done = desk.backup()
    with desk.engine.begin() as tx:
        tx.exec_driver_sql("DELETE FROM people")
    told: list[int] = []
    back = backup.restore(done.path, by_recovery, tmp_path / "戻した保管庫", lambda at, _of: told.append(at))
    assert (back.folder, back.people, back.visits) == (tmp_path / "戻した保管庫", 90, 1200)
    assert names_in(back.folder) == wanted
    assert sorted(path.name for path in tmp_path.iterdir()) == ["保管庫", "戻した保管庫"]
    assert told[-1] == 100


def test_a_backup_opens_with_the_password_of_its_day(desk: Desk, tmp_path: Path) -> None:
    done = desk.backup()
    later = keyslots.with_user(desk.keys, desk.data_key, "山本", "あたらしい花 2027", keyslots.CHEAPEST)
    keyslots.write(desk.folder, later)
    with pytest.raises(WrongKey):
        backup.restore(
            done.path, lambda keys: keyslots.unlock_with_password(keys, "山本", "あたらしい花 2027"), tmp_path / "一"
        )
    assert not (tmp_path / "一").exists()
    backup.restore(
        done.path, lambda keys: keyslots.unlock_with_password(keys, "山本", "みまもりの花 2026"), tmp_path / "一"
    )
    assert len(names_in(tmp_path / "一")) == 200


def test_a_store_is_never_written_over(good: Path, tmp_path: Path) -> None:
    (tmp_path / "店").mkdir()
    (tmp_path / "店" / "store.db").write_text("大切")
    with pytest.raises(WatchDeskError, match="すでに何かあります"):
        backup.restore(good, by_recovery, tmp_path / "店")
    assert [path.read_text() for path in (tmp_path / "店").iterdir()] == ["大切"]


def test_an_empty_folder_may_become_the_store(good: Path, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    assert len(names_in(backup.restore(good, by_recovery, tmp_path / "空").folder)) == 200


def test_a_store_is_not_put_back_into_a_synced_folder(good: Path, tmp_path: Path) -> None:
    with pytest.raises(WatchDeskError, match="同期"):
        backup.restore(good, by_recovery, tmp_path / "OneDrive" / "保管庫")
    assert not (tmp_path / "OneDrive").exists()


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        backup.restore(tmp_path / "ない.wdbackup", by_recovery, tmp_path / "新")


@pytest.mark.parametrize("content", [b"", b"PK", b"%PDF-1.7", b"\0" * 9000])
def test_a_foreign_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.wdbackup").write_bytes(content)
    with pytest.raises(Damaged, match="見守りデスクのものではありません"):
        backup.restore(tmp_path / "x.wdbackup", by_recovery, tmp_path / "新")


def test_a_zip_of_another_program_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.wdbackup", "w") as pack:
        pack.writestr("manifest.json", "[]")
        pack.writestr("../../escape", "x")
    with pytest.raises(Damaged):
        backup.restore(tmp_path / "x.wdbackup", by_recovery, tmp_path / "新")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(part=st.floats(0, 0.9999))
def test_a_cut_backup_is_refused_wherever_it_was_cut(good: Path, tmp_path: Path, part: float) -> None:
    cut = tmp_path / "cut.wdbackup"
    cut.write_bytes(good.read_bytes()[: int(good.stat().st_size * part)])
    assert backup.faults(cut) != ()
    with pytest.raises(Damaged):
        backup.restore(cut, by_recovery, tmp_path / "新")
    assert not (tmp_path / "新").exists()


def bent(good: Path, to: Path, at: int, bit: int) -> Path:
    data = bytearray(good.read_bytes())
    data[at % len(data)] ^= 1 << bit
    to.write_bytes(data)
    return to


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(at=st.one_of(st.integers(0, 3500), st.integers(-400, -1), st.integers(0, 1 << 20)), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_harmless_but_never_a_traceback(
    good: Path, original: Desk, tmp_path: Path, at: int, bit: int
) -> None:
    path = bent(good, tmp_path / "bent.wdbackup", at, bit)
    target = tmp_path / "新"
    with suppress(WatchDeskError):
        backup.restore(path, by_recovery, target)
    if target.exists():
        assert names_in(target) == names_in(original.folder)
        shutil.rmtree(target)


def test_a_flipped_bit_in_the_database_is_always_found(good: Path, tmp_path: Path) -> None:
    start = good.read_bytes().index(b"store.db") + 100
    for at in range(start, good.stat().st_size - 1000, 4001):
        path = bent(good, tmp_path / "bent.wdbackup", at, 3)
        assert backup.faults(path) != ()


def rewritten(good: Path, to: Path, change: dict[str, object]) -> Path:
    """The backup with another manifest, as someone without the key could write it."""
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "manifest.json":
                data = json.dumps({**json.loads(data), **change}).encode()
            new.writestr(zipfile.ZipInfo(name), data)
    return to


def test_an_edited_manifest_is_refused(good: Path, tmp_path: Path) -> None:
    path = rewritten(good, tmp_path / "x.wdbackup", {"counts": {"people": 9000}})
    with pytest.raises(Damaged) as caught:
        backup.restore(path, by_recovery, tmp_path / "新")
    assert caught.value.code == "backup_altered"


def test_a_database_that_was_exchanged_is_refused(good: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.wdbackup"
    with zipfile.ZipFile(good) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(zipfile.ZipInfo(name), data[:-1] + bytes([data[-1] ^ 1]) if name == "store.db" else data)
    assert backup.faults(path) != ()
    with pytest.raises(Damaged):
        backup.restore(path, by_recovery, tmp_path / "新")


def test_a_backup_of_a_newer_version_is_told_apart(good: Path, tmp_path: Path) -> None:
    path = rewritten(good, tmp_path / "x.wdbackup", {"version": 2})
    with pytest.raises(NewerStore):
        backup.restore(path, by_recovery, tmp_path / "新")


def test_without_room_nothing_is_begun_and_the_figures_are_told(
    desk: Desk, good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=5 << 20))
    with pytest.raises(DiskFull, match="17 MB必要ですが、空きは5 MB"):
        desk.backup()
    with pytest.raises(DiskFull):
        backup.restore(good, by_recovery, tmp_path / "新")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=24 << 10))
    with pytest.raises(DiskFull, match="空きはほとんどありません（24 KB）"):
        desk.backup()
    assert list((desk.folder / "backups").iterdir()) == []
    assert not (tmp_path / "新").exists()


def test_a_copy_that_is_not_like_the_store_never_becomes_a_backup(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    first = desk.backup()
    before = first.path.read_bytes()
    pour = vault.copy_database

    def failing_disk(*told: object) -> None:
        pour(*told)  # type: ignore[arg-type]  # hands on whatever it was given
        copy = told[2]
        assert isinstance(copy, Path)
        data = bytearray(copy.read_bytes())
        data[-1000] ^= 1
        copy.write_bytes(data)

    monkeypatch.setattr(vault, "copy_database", failing_disk)
    with pytest.raises(Damaged):
        desk.backup()
    assert first.path.read_bytes() == before
    assert [path.name for path in first.path.parent.iterdir()] == [first.path.name]


def test_rows_that_are_missing_in_the_copy_are_noticed(desk: Desk, tmp_path: Path) -> None:
    key = desk.data_key.sub_key("database")
    vault.copy_database(desk.engine, key, tmp_path / "copy.db", key)
    backup.prove_database(tmp_path / "copy.db", desk.data_key, {"people": 200} | fts_rows(desk))
    with pytest.raises(Damaged, match="件数"):
        backup.prove_database(tmp_path / "copy.db", desk.data_key, {"people": 201} | fts_rows(desk))


def fts_rows(desk: Desk) -> dict[str, int]:
    with desk.engine.connect() as reading:
        return {name: count for name, count in backup._rows(reading).items() if name.startswith(("words_", "facts"))}


def test_a_stopped_backup_leaves_nothing(desk: Desk) -> None:
    def stop(done: int, _total: int) -> None:
        if done > 65:
            raise Cancelled("止めました。")

    with pytest.raises(Cancelled):
        desk.backup(progress=stop)
    assert list((desk.folder / "backups").iterdir()) == []


def test_others_may_write_while_a_backup_is_made(desk: Desk, tmp_path: Path) -> None:
    def write(_done: int, _total: int) -> None:
        with desk.engine.begin() as tx:
            tx.exec_driver_sql("INSERT INTO people (name) VALUES ('新しい方')")

    done = desk.backup(progress=write)
    assert len(names_in(backup.restore(done.path, by_recovery, tmp_path / "新").folder)) == 200


def test_the_last_of_each_day_and_month_is_kept(desk: Desk) -> None:
    for days in range(70):
        for hour in (9, 17):
            at = AT.replace(hour=hour) - timedelta(days=days)
            source = desk.folder / "backups" / f"watchdesk-{at:%Y%m%d-%H%M%S}.wdbackup"
            source.parent.mkdir(exist_ok=True)
            made_at(desk, source, at)
    (desk.folder / "backups" / "こわれた.wdbackup").write_bytes(b"?")
    gone = backup.prune(desk.folder)
    left = sorted(manifest.at for _path, manifest in backup.listed(desk.folder))
    days_left = [f"{at:%m-%d %H}" for at in left]
    week = [f"11-{day} 17" for day in range(16, 22)]
    assert days_left == ["09-30 17", "10-31 17", *week, "11-22 09", "11-22 17"]
    assert len(gone) == 140 - 10
    assert (desk.folder / "backups" / "こわれた.wdbackup").exists()


def made_at(desk: Desk, path: Path, at: datetime) -> None:
    """A file that only its manifest matters of."""
    manifest = backup.Manifest(store_id=desk.keys.store_id, at=at, counts={}, rows={}, audit_head=HEAD, members={})
    document = {**backup_file._content(manifest), "mac": ""}
    with zipfile.ZipFile(path, "w") as pack:
        pack.writestr("manifest.json", json.dumps(document))


def test_backups_of_another_store_are_not_pruned(desk: Desk, tmp_path: Path) -> None:
    other = made(tmp_path / "別")
    for minute in range(3):
        path = other.backup(at=AT - timedelta(days=200, minutes=minute)).path
        (desk.folder / "backups").mkdir(exist_ok=True)
        shutil.copy(path, desk.folder / "backups" / path.name)
    other.engine.dispose()
    desk.backup()
    assert backup.prune(desk.folder) == ()


KILLED = """
import sys, pathlib, os, datetime
from watchdesk.store import backup, keyslots, recovery_key, vault
from watchdesk.store.audit import Head
folder, stop = pathlib.Path(sys.argv[1]), int(sys.argv[2])
keys = keyslots.read(folder)
data_key = keyslots.unlock_with_recovery(keys, recovery_key.RecoveryKey(secret=bytes(range(20))))
engine = vault.open_engine(folder / "store.db", data_key.sub_key("database"))
def die(done, total):
    if done >= stop:
        os.kill(os.getpid(), 9)
at = datetime.datetime(2026, 11, 22, 17, 30)
backup.make(engine, folder, data_key, keys, counts={}, audit_head=Head(1, ""), at=at, progress=die)
"""


@pytest.mark.parametrize("percent", [10, 60, 75, 95])
def test_a_kill_in_the_middle_leaves_the_old_backup_and_the_next_one_clears_up(desk: Desk, percent: int) -> None:
    first = desk.backup()
    before = first.path.read_bytes()
    here = {**os.environ, "PYTHONPATH": str(Path(watchdesk.__file__).parent.parent)}
    command = [sys.executable, "-c", KILLED, str(desk.folder), str(percent)]
    assert subprocess.run(command, env=here, check=False).returncode == -9  # our own program
    assert first.path.read_bytes() == before
    second = desk.backup(at=AT + timedelta(hours=1))
    assert {path.name for path in first.path.parent.iterdir()} == {first.path.name, second.path.name}
