"""The encrypted file: nothing readable in it, and each kind of trouble told apart in a sentence."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlcipher3 import dbapi2 as cipher

import watchdesk
from watchdesk.errors import Busy, Cancelled, Damaged, DiskFull, NoStore, WatchDeskError, WrongKey
from watchdesk.store import vault

KEY = b"k" * 32
OTHER = b"o" * 32
NAME = "靱 栄子"


def filled(path: Path, rows: int = 300) -> sa.Engine:
    engine = vault.open_engine(path, KEY, create=True)
    with engine.execution_options(sqlite_begin="IMMEDIATE").begin() as tx:
        tx.exec_driver_sql("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)")
        tx.execute(
            sa.text("INSERT INTO people (name) VALUES (:name)"), [{"name": f"{NAME}{n}" * 9} for n in range(rows)]
        )
    return engine


def count(engine: sa.Engine) -> int:
    with engine.connect() as reading:
        return int(reading.exec_driver_sql("SELECT count(*) FROM people").scalar_one())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    folder = tmp_path / "保管庫 一"
    folder.mkdir()
    return folder / "store.db"


@pytest.fixture
def engine(path: Path) -> Iterator[sa.Engine]:
    engine = filled(path)
    yield engine
    engine.dispose()


@pytest.fixture
def closed(path: Path) -> Path:
    filled(path).dispose()
    return path


def flip(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def test_the_driver_is_free_of_the_wal_reset_bug() -> None:
    assert cipher.sqlite_version_info >= (3, 51, 3)


def test_nothing_in_the_files_can_be_read(engine: sa.Engine, path: Path) -> None:
    files = sorted(path.parent.iterdir())
    assert {file.name for file in files} >= {"store.db", "store.db-wal"}
    for file in files:
        data = file.read_bytes()
        assert b"SQLite format 3" not in data
        assert b"CREATE TABLE" not in data
        assert NAME.encode() not in data
        assert KEY.hex().encode() not in data


def test_an_error_text_holds_no_value(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.IntegrityError) as caught, engine.begin() as tx:
        tx.execute(sa.text("INSERT INTO people (id, name) VALUES (1, :name)"), {"name": NAME})
    assert NAME not in str(caught.value)


def test_a_transaction_that_fails_leaves_nothing_not_even_a_table(engine: sa.Engine) -> None:
    with pytest.raises(sa.exc.OperationalError), engine.begin() as tx:  # noqa: PT012  # the last one fails
        tx.exec_driver_sql("DELETE FROM people")
        tx.exec_driver_sql("CREATE TABLE more (id)")
        tx.exec_driver_sql("no such word")
    assert count(engine) == 300
    assert sa.inspect(engine).get_table_names() == ["people"]


def test_every_connection_keeps_the_promises(engine: sa.Engine) -> None:
    wanted = {"synchronous": 2, "foreign_keys": 1, "recursive_triggers": 1, "trusted_schema": 0, "journal_mode": "wal"}
    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            for pragma, value in wanted.items():
                assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_migrations_run_without_foreign_keys_and_alone(closed: Path) -> None:
    engine = vault.migration_engine(closed, KEY)
    with engine.begin() as tx:
        assert tx.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 0
        assert tx.exec_driver_sql("PRAGMA legacy_alter_table").scalar_one() == 1
        other = cipher.connect(closed, timeout=0)
        other.set_key(f"x'{KEY.hex()}'")
        with pytest.raises(cipher.OperationalError):
            other.execute("BEGIN IMMEDIATE")
        other.close()
    engine.dispose()


def test_a_missing_file_is_no_store(path: Path) -> None:
    with pytest.raises(NoStore):
        vault.open_engine(path, KEY)
    assert not path.exists()


def test_a_missing_file_beside_its_keys_is_damage(path: Path) -> None:
    (path.parent / "keys.json").write_text("{}")
    with pytest.raises(Damaged) as caught:
        vault.open_engine(path, KEY)
    assert caught.value.code == "missing_file"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty_file"), (b"SQLite format 3\0" + bytes(4080), "not_encrypted"), (bytes(4100), "truncated")],
)
def test_a_file_that_is_no_store_is_told_by_its_look(path: Path, content: bytes, code: str) -> None:
    path.write_bytes(content)
    with pytest.raises(Damaged) as caught:
        vault.open_engine(path, KEY)
    assert caught.value.code in {code, "not_a_store"}
    assert vault.check(path, KEY) == (str(caught.value),)


def test_keys_of_another_store_are_told_apart_from_a_damaged_first_page(closed: Path) -> None:
    with pytest.raises(Damaged) as other:
        vault.open_engine(closed, OTHER)
    flip(closed, 100)
    with pytest.raises(Damaged) as damaged:
        vault.open_engine(closed, KEY)
    assert (other.value.code, damaged.value.code) == ("wrong_pair", "damaged")


def test_a_key_not_known_to_be_right_is_called_wrong(closed: Path) -> None:
    connection = cipher.connect(closed)
    connection.set_key(f"x'{OTHER.hex()}'")
    with pytest.raises(cipher.DatabaseError) as caught:
        connection.execute("SELECT count(*) FROM sqlite_master")
    connection.close()
    assert isinstance(vault.refusal_for(caught.value, closed, key_is_right=False), WrongKey)
    assert isinstance(vault.refusal_for(caught.value, closed, key_is_right=True), Damaged)


def test_one_flipped_bit_is_found_and_a_sound_file_has_no_faults(closed: Path) -> None:
    assert vault.check(closed, KEY) == ()
    flip(closed, closed.stat().st_size - 100)
    (fault, *_rest) = vault.check(closed, KEY)
    assert "壊れています" in fault


def test_a_file_cut_at_a_page_is_found(closed: Path) -> None:
    os.truncate(closed, closed.stat().st_size - 3 * 4096)
    assert vault.check(closed, KEY) != ()


def test_reading_a_damaged_page_is_damage_and_not_a_traceback(closed: Path) -> None:
    for at in range(4096 * 2 + 50, closed.stat().st_size, 4096):
        flip(closed, at)
    engine = vault.open_engine(closed, KEY)
    with pytest.raises(Damaged):
        count(engine)
    engine.dispose()


def test_a_full_disk_is_said_and_what_was_there_stays(engine: sa.Engine) -> None:
    with engine.connect() as tx:
        pages = tx.exec_driver_sql("PRAGMA page_count").scalar_one()
        tx.exec_driver_sql(f"PRAGMA max_page_count={pages}")
        rows = [{"name": f"{n}" * 500} for n in range(5000)]
        with pytest.raises(DiskFull, match="空きが足りません"):
            tx.execute(sa.text("INSERT INTO people (name) VALUES (:name)"), rows)
    assert count(engine) == 300


def test_a_second_writer_is_told_to_wait(engine: sa.Engine, path: Path) -> None:
    with engine.execution_options(sqlite_begin="IMMEDIATE").begin(), engine.connect() as other:
        other.connection.driver_connection.execute("PRAGMA busy_timeout=1")  # type: ignore[union-attr]  # the driver is untyped
        with pytest.raises(Busy):
            other.execution_options(sqlite_begin="IMMEDIATE").exec_driver_sql("SELECT 1")


def test_a_stopped_question_is_a_cancel(engine: sa.Engine) -> None:
    endless = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM n) SELECT count(*) FROM n"
    with engine.connect() as reading:
        driver = reading.connection.driver_connection
        assert driver is not None
        timer = threading.Timer(0.1, driver.interrupt)
        timer.start()
        with pytest.raises(Cancelled):
            reading.exec_driver_sql(endless)
        timer.join()


def test_a_key_of_the_wrong_length_is_never_a_passphrase(path: Path) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        vault.open_engine(path, b"short", create=True)
    assert not path.exists()


def test_a_copy_under_another_key_is_whole_and_opens_with_that_key_only(engine: sa.Engine, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    seen: list[tuple[int, int]] = []
    vault.copy_database(engine, KEY, copy, OTHER, lambda done, total: seen.append((done, total)))
    assert vault.check(copy, OTHER) == ()
    assert vault.check(copy, KEY) != ()
    opened = vault.open_engine(copy, OTHER)
    assert count(opened) == 300
    opened.dispose()
    assert seen[-1][0] == seen[-1][1] > 0
    assert NAME.encode() not in copy.read_bytes()


def test_a_copy_is_of_one_moment_although_others_write(engine: sa.Engine, tmp_path: Path) -> None:
    def write_more(_done: int, _total: int) -> None:
        with engine.begin() as tx:
            tx.exec_driver_sql("DELETE FROM people WHERE id = (SELECT min(id) FROM people)")

    vault.copy_database(engine, KEY, tmp_path / "copy.db", KEY, write_more)
    assert count(engine) < 300
    opened = vault.open_engine(tmp_path / "copy.db", KEY)
    assert count(opened) == 300
    opened.dispose()


def test_a_stopped_copy_leaves_nothing(engine: sa.Engine, tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled("止めました。")

    with pytest.raises(Cancelled):
        vault.copy_database(engine, KEY, tmp_path / "copy.db", KEY, stop)
    assert not (tmp_path / "copy.db").exists()


def test_a_copy_never_goes_over_a_file(engine: sa.Engine, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("anything")
    with pytest.raises(WatchDeskError):
        vault.copy_database(engine, KEY, tmp_path / "copy.db", KEY)
    assert (tmp_path / "copy.db").read_text() == "anything"


def test_after_a_checkpoint_the_log_is_empty(engine: sa.Engine, path: Path) -> None:
    assert path.with_name("store.db-wal").stat().st_size > 0
    assert vault.checkpoint(engine)
    assert path.with_name("store.db-wal").stat().st_size == 0


def test_readers_cannot_write(closed: Path) -> None:
    engine = vault.open_engine(closed, KEY, readonly=True)
    assert count(engine) == 300
    with pytest.raises(WatchDeskError), engine.begin() as tx:
        tx.exec_driver_sql("DELETE FROM people")
    engine.dispose()


def running(program: str, path: Path) -> subprocess.Popen[str]:
    here = {**os.environ, "PYTHONPATH": str(Path(watchdesk.__file__).parent.parent)}
    command = [sys.executable, "-c", program, str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=here)  # our own program


WRITER = """
import sys, pathlib, sqlalchemy as sa
from watchdesk.store import vault
engine = vault.open_engine(pathlib.Path(sys.argv[1]), b"k" * 32)
for n in range(100000):
    with engine.execution_options(sqlite_begin="IMMEDIATE").begin() as tx:
        tx.execute(sa.text("INSERT INTO people (id, name) VALUES (:n, :name)"), {"n": 1000 + n, "name": str(n)})
    print(n, flush=True)
"""


def test_what_was_said_to_be_saved_survives_a_kill(closed: Path) -> None:
    with running(WRITER, closed) as writer:
        assert writer.stdout is not None
        for _ in range(40):
            writer.stdout.readline()
        writer.kill()
        said = [int(line) for line in writer.stdout.read().split()]
    assert vault.check(closed, KEY) == ()
    engine = vault.open_engine(closed, KEY)
    assert count(engine) - 300 >= max([39, *(n + 1 for n in said)])
    engine.dispose()
