"""The encrypted file: open, make, copy, check it. The only place that knows the cipher (SQLCipher, raw key)."""

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, pool
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlcipher3 import dbapi2 as cipher

from watchdesk.errors import Busy, Cancelled, Damaged, NoStore, WatchDeskError, WrongKey
from watchdesk.store import disk
from watchdesk.store.keyfile import KEYS

APPLICATION_ID = 0x57444B31
"""“WDK1” in the file's header: an empty file would open with any key."""

Progress = Callable[[int, int], None]
"""Is told what is done and what there is in all, in pages or bytes; may raise Cancelled."""

_PAGE = 4096
_STEP = 1000
"""Pages copied between two words of progress."""

_LITTLE = 1 << 20
"""Bytes free on a disk below which an I/O error is taken for a full disk."""

_KEPT = (
    "synchronous=FULL",
    "recursive_triggers=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "temp_store=MEMORY",
    "journal_size_limit=67108864",
)
"""FULL: NORMAL lost commits in power cuts. recursive_triggers: else REPLACE slips past append-only triggers."""

_BACK = "控えから戻してください。"


def _busy() -> WatchDeskError:
    return Busy("ほかの処理が書きこんでいます。少し待って、もう一度お試しください。")


def _stopped() -> WatchDeskError:
    return Cancelled("途中で止めました。何も変わっていません。")


def _short() -> WatchDeskError:
    return WatchDeskError("メモリーが足りません。ほかのソフトを閉じて、もう一度お試しください。", code="memory")


_SAID: dict[str, Callable[[], WatchDeskError]] = {
    "SQLITE_READONLY": disk.closed,
    "SQLITE_PERM": disk.closed,
    "SQLITE_CANTOPEN": disk.closed,
    "SQLITE_BUSY": _busy,
    "SQLITE_LOCKED": _busy,
    "SQLITE_INTERRUPT": _stopped,
    "SQLITE_NOMEM": _short,
}


def open_engine(
    path: Path,
    key: bytes,
    *,
    create: bool = False,
    readonly: bool = False,
    cache_kib: int = 65536,
    pool_size: int = 3,
) -> sa.Engine:
    """An engine over an encrypted file, proven to open: what is wrong is told now, as a WatchDeskError.

    Writers take ``engine.execution_options(sqlite_begin="IMMEDIATE")``: a transaction that reads first and writes
    later is refused at once when someone else wrote in between. The cache is per connection. The key is taken for
    right, since its slot was opened.
    """
    pragmas = ("foreign_keys=ON", f"cache_size=-{cache_kib}")
    engine = sa.create_engine(
        "sqlite://",
        module=cipher,
        creator=lambda: _opened(path, key, pragmas, create=create, readonly=readonly),
        poolclass=pool.QueuePool,
        pool_size=pool_size,
        max_overflow=0,
        hide_parameters=True,
    )
    _listen(engine, path, "")
    return _proven(engine, path, key)


def migration_engine(path: Path, key: bytes, *, create: bool = False) -> sa.Engine:
    """An engine for migrations: alone in the file, and without foreign keys, whose cascade would delete children
    when a parent table is made anew.
    """
    pragmas = ("foreign_keys=OFF", "legacy_alter_table=ON", "cache_size=-65536")
    engine = sa.create_engine(
        "sqlite://",
        module=cipher,
        creator=lambda: _opened(path, key, pragmas, create=create),
        poolclass=pool.NullPool,
        hide_parameters=True,
    )
    _listen(engine, path, "EXCLUSIVE")
    return _proven(engine, path, key)


def _listen(engine: sa.Engine, path: Path, begin: str) -> None:
    """Begin transactions ourselves (the driver's own way leaves DDL outside), and put errors in the user's words."""

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN " + connection.get_execution_options().get("sqlite_begin", begin))

    @event.listens_for(engine, "handle_error")
    def _translate(context: ExceptionContext) -> None:
        refusal = known(context.original_exception, path)
        if refusal is not None:
            raise refusal from context.original_exception


def _proven(engine: sa.Engine, path: Path, key: bytes) -> sa.Engine:
    try:
        engine.pool.connect().close()
    except (cipher.Error, OSError) as wrong:
        engine.dispose()
        raise refusal_for(wrong, path, True, key) from wrong
    return engine


def _opened(path: Path, key: bytes, pragmas: tuple[str, ...], *, create: bool = False, readonly: bool = False) -> Any:
    connection = _keyed(path, key, "ro" if readonly else "rwc" if create else "rw")
    try:
        _recognise(connection, create)
        if not readonly and connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
            raise WatchDeskError(
                "この場所では保管庫を安全に開けません。このPCの中のフォルダーに置いてください。", code="no_wal"
            )
        for pragma in (*_KEPT, *pragmas):
            connection.execute("PRAGMA " + pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _keyed(path: Path, key: bytes, mode: str) -> Any:
    """A bare connection with the key set; nothing is read yet. A missing file is an error unless mode is rwc."""
    if len(key) != 32:
        raise ValueError("a key is 32 bytes; another length would silently become a passphrase")
    if cipher.sqlite_version_info < (3, 51, 3):
        raise RuntimeError("this SQLite corrupts files that two connections write (WAL reset)")
    sealed = mode == "ro" and not os.access(path.parent, os.W_OK) and not _beside(path, "-wal").exists()
    uri = f"{path.resolve().as_uri()}?mode={mode}" + ("&immutable=1" if sealed else "")
    connection = cipher.connect(uri, uri=True, isolation_level=None, timeout=5, check_same_thread=False)
    connection.execute("PRAGMA cipher_log=off")
    connection.set_key(f"x'{key.hex()}'")
    connection.execute("PRAGMA cipher_compatibility=4")
    return connection


def _recognise(connection: Any, create: bool) -> None:
    """Read the first page, which fails with a wrong key, and see that the file is ours."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    if create and not mark and not tables:
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    elif mark != APPLICATION_ID:
        raise Damaged(f"保管庫のファイルが空か、見守りデスクのものではありません。{_BACK}", code="not_a_store")


def copy_database(
    source: sa.Engine | sa.Connection | Path,
    key: bytes,
    target: Path,
    target_key: bytes,
    progress: Progress | None = None,
) -> None:
    """Copy one moment of a store into a new file under another or the same key; no plain text is ever written.

    A connection is copied as its transaction sees it. ``key`` matters for a path only. On failure nothing is left.
    """
    if target.exists():
        raise WatchDeskError(f"「{target.name}」はすでにあります。別の名前にしてください。", code="exists")
    if isinstance(source, Path):
        engine = open_engine(source, key, pool_size=1)
        try:
            copy_database(engine, key, target, target_key, progress)
        finally:
            engine.dispose()
    elif isinstance(source, sa.Engine):
        with source.connect() as begun:
            copy_database(begun, key, target, target_key, progress)
    else:
        source.exec_driver_sql("SELECT count(*) FROM sqlite_master").fetchone()
        try:
            _copy(source.connection.driver_connection, target, target_key, progress)
        except (cipher.Error, OSError) as wrong:
            raise known(wrong, target) or disk.unreadable(target) from wrong


def _copy(connection: Any, target: Path, key: bytes, progress: Progress | None) -> None:
    """The open transaction keeps the moment: others may write meanwhile without the copy starting over."""

    def tell(_status: int, remaining: int, total: int) -> None:
        if progress is not None:
            progress(total - remaining, total)

    try:
        with closing(_keyed(target, key, "rwc")) as copy:
            connection.backup(copy, pages=_STEP, progress=tell)
    except BaseException:
        for end in ("", "-journal", "-wal", "-shm"):
            _beside(target, end).unlink(missing_ok=True)
        raise


def checkpoint(engine: sa.Engine) -> bool:
    """Bring the write-ahead log into the file, so that little hangs on it; False while someone reads an old state."""
    raw = engine.raw_connection()
    try:
        busy = raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.close()
    return not busy


def check(path: Path, key: bytes) -> tuple[str, ...]:
    """What is wrong with an encrypted file, a sentence each; none where all is well. Reads every page.

    Raises a WatchDeskError only where the file could not be looked at (disk full, busy, no permission).
    """
    try:
        with closing(_opened(path, key, ())) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            pages = connection.execute("PRAGMA cipher_integrity_check").fetchall()
            inner = [row[0] for row in connection.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
    except (cipher.Error, OSError, WatchDeskError) as wrong:
        refusal = refusal_for(wrong, path, True, key)
        if isinstance(refusal, Damaged | NoStore):
            return (str(refusal),)
        raise refusal from wrong
    found = [f"{path.name} の {len(pages)} ページが壊れています。{_BACK}"] if pages else []
    return tuple(found + [f"{path.name} の中身が合っていません（{line}）。{_BACK}" for line in inner])


def refusal_for(exception: BaseException, path: Path, key_is_right: bool, key: bytes | None = None) -> WatchDeskError:
    """What a failure on an encrypted file means, in a sentence that says what to do.

    ``key_is_right``: the key's slot was opened. With ``key``, one damaged page is told apart from a file and keys
    that don't belong together.
    """
    original = getattr(exception, "orig", None) or exception
    if isinstance(original, WatchDeskError):
        return original
    name = getattr(original, "sqlite_errorname", "")
    missing = name == "SQLITE_CANTOPEN" and not path.exists()
    if missing or name in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
        return _by_look(path) or _unreadable(name, path, key_is_right, key)
    return known(original, path) or disk.unreadable(path)


def _by_look(path: Path) -> WatchDeskError | None:
    """What can be told of a file without its key."""
    if not path.exists():
        if (path.parent / KEYS).exists():
            return Damaged(f"保管庫のファイル（{path.name}）がありません。{_BACK}", code="missing_file")
        return NoStore("ここに保管庫はありません。場所を確かめるか、新しくつくってください。")
    size = path.stat().st_size
    with path.open("rb") as file:
        plain = file.read(16) == b"SQLite format 3\0"
    if size == 0:
        return Damaged(f"保管庫のファイル（{path.name}）が空です。{_BACK}", code="empty_file")
    if plain:
        return Damaged(f"{path.name} は暗号化されていない別のファイルです。{_BACK}", code="not_encrypted")
    if size % _PAGE:
        return Damaged(f"保管庫のファイル（{path.name}）が途中で切れています。{_BACK}", code="truncated")
    return None


def _unreadable(name: str, path: Path, key_is_right: bool, key: bytes | None) -> WatchDeskError:
    damaged = Damaged(f"保管庫のファイル（{path.name}）が壊れています。{_BACK}")
    if name == "SQLITE_CORRUPT":
        return damaged
    if not key_is_right:
        return WrongKey("この鍵では開けません。パスワードを確かめてください。")
    if key is not None and _all_pages_fail(path, key):
        return Damaged(f"鍵ファイル（keys.json）と {path.name} の組が合っていません。{_BACK}", code="wrong_pair")
    return damaged


def _all_pages_fail(path: Path, key: bytes) -> bool:
    with closing(_keyed(path, key, "ro")) as connection:
        return len(connection.execute("PRAGMA cipher_integrity_check").fetchall()) == path.stat().st_size // _PAGE > 1


def known(original: BaseException, path: Path) -> WatchDeskError | None:
    """A failure that means the same whatever was being done, or None."""
    if isinstance(original, OSError):
        return disk.refusal(original, path)
    if isinstance(original, MemoryError):
        return _short()
    return _said(getattr(original, "sqlite_errorname", ""), path)


def _said(name: str, path: Path) -> WatchDeskError | None:
    """What the driver's own errors mean."""
    if name == "SQLITE_FULL" or (name == "SQLITE_IOERR" and disk.free(path.parent) < _LITTLE):
        return disk.full(path.parent)
    if name == "SQLITE_IOERR":
        return disk.unreadable(path)
    if name in {"SQLITE_CORRUPT", "SQLITE_NOTADB"}:
        return Damaged(f"保管庫のファイル（{path.name}）が壊れています。{_BACK}")
    if name == "SQLITE_CANTOPEN" and not path.exists() and path.parent.exists():
        return _by_look(path)
    return _SAID[name]() if name in _SAID else None


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)
