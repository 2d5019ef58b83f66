"""Backups: one encrypted file, made beside and proven before it counts, and put back beside, never over, a store."""

import shutil
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa

from watchdesk.errors import Damaged, WatchDeskError
from watchdesk.store import backup_file, begun, disk, keyfile, vault
from watchdesk.store.audit import Head
from watchdesk.store.backup_file import DATABASE, SUFFIX, Manifest, faults, inspect
from watchdesk.store.holding import unsuitable
from watchdesk.store.keyfile import KeyFile
from watchdesk.store.keyslots import DataKey
from watchdesk.store.vault import Progress

__all__ = ["Backup", "Manifest", "Restored", "faults", "inspect", "listed", "make", "prune", "restore"]

BACKUPS = "backups"

_MARGIN = 16 << 20
"""Bytes left free beside what is written."""

_WORK = ".making-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was proven: opened with the key, every page and every table's rows compared, read back."""

    path: Path
    people: int
    visits: int
    at: datetime
    verified: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """A store that was put back and proven to open."""

    folder: Path
    people: int
    visits: int
    at: datetime


def _nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


def _part_of(progress: Progress, start: int, end: int) -> Progress:
    """Progress of a stage as percents of the whole."""
    return lambda done, total: progress(start + (end - start) * done // max(total, 1), 100)


def make(
    engine: sa.Engine,
    folder: Path,
    data_key: DataKey,
    keys: KeyFile,
    *,
    target: Path | None = None,
    counts: Mapping[str, int],
    audit_head: Head,
    at: datetime,
    progress: Progress | None = None,
) -> Backup:
    """Back up one moment of the store, others may write meanwhile, and prove it; then only it takes its name.

    ``target`` None: by time in the store's own ``backups``. ``counts`` (people, visits) is what the user is told;
    rows are counted here. Nothing but whole encrypted files is ever written. Raises DiskFull, Damaged, Cancelled
    (from ``progress``, percents).
    """
    path = target or _free_name(folder / BACKUPS, at)
    tell = progress or _nobody
    for place in {folder / BACKUPS, path.parent}:
        _prepared(place, (folder / DATABASE).stat().st_size)
    part = path.with_name(f".{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=folder / BACKUPS) as work:
            copy = Path(work) / DATABASE
            rows = _copied(engine, data_key, copy, _part_of(tell, 0, 30))
            prove_database(copy, data_key, rows)
            tell(60, 100)
            bare = _manifest_of(copy, keys, rows, counts=counts, audit_head=audit_head, at=at)
            manifest = backup_file.sealed(bare, data_key)
            backup_file.pack(part, copy, keyfile.to_bytes(keys), manifest, _part_of(tell, 60, 80))
        _take_name(part, path, manifest, _part_of(tell, 80, 100))
    except OSError as wrong:
        raise disk.refusal(wrong, path) from wrong
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Backup(path=path, people=manifest.people, visits=manifest.visits, at=at)


def _take_name(part: Path, path: Path, manifest: Manifest, progress: Progress) -> None:
    """Read the finished file back and compare all that is in it; then only it replaces what has its name."""
    if inspect(part) != manifest:
        raise Damaged("書きこんだ控えを読み返せません。別の場所に保存してください。", code="unproven")
    backup_file.keys_in(part)
    backup_file.unpack_database(part, manifest, None, progress)
    disk.move(part, path)


def _free_name(folder: Path, at: datetime) -> Path:
    """A name by time that no backup has yet: two may be made within one second, before and after a short import."""
    names = (f"watchdesk-{at:%Y%m%d-%H%M%S}{more}{SUFFIX}" for more in ("", *(f"-{n}" for n in range(2, 100))))
    return next(path for name in names if not (path := folder / name).exists())


def _prepared(folder: Path, needed: int) -> None:
    """The folder is there, without what an interrupted run left, and with room for ``needed`` bytes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as wrong:
        raise disk.refusal(wrong, folder) from wrong
    if folder.name == BACKUPS:
        _clear(folder)
    disk.refuse_without_room(folder, needed + _MARGIN)


def _clear(folder: Path) -> None:
    for left in folder.glob(f"{_WORK}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in folder.glob(f".*{SUFFIX}.part"):
        left.unlink(missing_ok=True)


def _copied(engine: sa.Engine, data_key: DataKey, copy: Path, progress: Progress) -> dict[str, int]:
    """Copy and count in one transaction: the same moment."""
    key = data_key.sub_key("database")
    with engine.connect() as moment:
        rows = _rows(moment)
        vault.copy_database(moment, key, copy, key, progress)
    return rows


def _rows(connection: sa.Connection) -> dict[str, int]:
    """How many rows each table has."""
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"
    names = connection.exec_driver_sql(asked).scalars().all()
    return {name: connection.scalar(sa.select(sa.func.count()).select_from(sa.table(name))) or 0 for name in names}


def prove_database(path: Path, data_key: DataKey, rows: Mapping[str, int]) -> None:
    """Open a copy with the key, read every page, count every table. Raises Damaged."""
    key = data_key.sub_key("database")
    if vault.check(path, key):
        raise Damaged("控えを確かめたところ、壊れていました。別の場所か別の控えで、お試しください。", code="unproven")
    engine = vault.open_engine(path, key, cache_kib=16384, pool_size=1)
    try:
        with engine.connect() as connection:
            counted = _rows(connection)
    finally:
        engine.dispose()
    if counted != dict(rows):
        raise Damaged("控えの件数が、もとと合いません。もう一度お試しください。", code="unproven")


def _manifest_of(
    copy: Path, keys: KeyFile, rows: Mapping[str, int], *, counts: Mapping[str, int], audit_head: Head, at: datetime
) -> Manifest:
    members = {
        DATABASE: backup_file.member_of_file(copy),
        keyfile.KEYS: backup_file.member_of(keyfile.to_bytes(keys)),
    }
    return Manifest(
        store_id=keys.store_id, at=at, counts=dict(counts), rows=dict(rows), audit_head=audit_head, members=members
    )


def restore(
    path: Path, unlock: Callable[[KeyFile], DataKey], target: Path, progress: Progress | None = None
) -> Restored:
    """Put a backup back into a new folder, proven before the folder takes its name; a store is never written over.

    ``unlock`` opens the backup's own key slots: the password or recovery key of its day. Raises WrongKey, Damaged,
    NewerStore, DiskFull, Cancelled; nothing is left then.
    """
    tell = progress or _nobody
    _refuse_target(target)
    manifest = inspect(path)
    keys = keyfile.from_bytes(backup_file.keys_in(path))
    data_key = unlock(keys)
    backup_file.refuse_altered(manifest, data_key)
    if keys.store_id != manifest.store_id:
        raise Damaged("この控えの鍵と台帳の組が合っていません。別の控えを使ってください。")
    try:
        _prepared(target.parent, manifest.members[DATABASE].size)
        with tempfile.TemporaryDirectory(prefix=_WORK, dir=target.parent) as work:
            store = Path(work) / "store"
            store.mkdir()
            backup_file.unpack_database(path, manifest, store / DATABASE, _part_of(tell, 0, 50))
            prove_database(store / DATABASE, data_key, manifest.rows)
            _end_begun(store / DATABASE, data_key)
            tell(90, 100)
            keyfile.write(store, keys)
            _take_place(store, target)
    except OSError as wrong:
        raise disk.refusal(wrong, target) from wrong
    tell(100, 100)
    return Restored(folder=target, people=manifest.people, visits=manifest.visits, at=manifest.at)


def _end_begun(path: Path, data_key: DataKey) -> None:
    """Files on their way at the backup's moment left or failed since; what nobody can tell any more stays counted."""
    engine = vault.open_engine(path, data_key.sub_key("database"), pool_size=1)
    try:
        with engine.begin() as connection:
            begun.end_all(connection)
    finally:
        engine.dispose()


def _refuse_target(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise WatchDeskError(
            f"「{target.name}」にはすでに何かあります。空のフォルダーか、新しい名前を選んでください。", code="exists"
        )
    if (sentence := unsuitable(target)) is not None:
        raise WatchDeskError(sentence, code="unsuitable_folder")


def _take_place(store: Path, target: Path) -> None:
    if target.exists():
        target.rmdir()
    disk.move(store, target)


def listed(folder: Path) -> tuple[tuple[Path, Manifest], ...]:
    """The readable backups in a store's own ``backups``, the newest first."""
    found = []
    for path in (folder / BACKUPS).glob(f"*{SUFFIX}"):
        with suppress(WatchDeskError):
            found.append((path, inspect(path)))
    return tuple(sorted(found, key=lambda each: each[1].at.isoformat(), reverse=True))


def prune(folder: Path, keep: int = 7) -> tuple[Path, ...]:
    """Delete old backups of this store from its ``backups`` and say which. To be called after a proven one.

    Kept: all of the latest day, the last of each of the ``keep`` latest days that have one, the last of each
    month, and whatever can't be read or is of another store.
    """
    store_id = keyfile.read(folder).store_id
    ours = [(path, manifest.at.date()) for path, manifest in listed(folder) if manifest.store_id == store_id]
    kept = _kept(ours, keep)
    gone = tuple(path for path, _day in ours if path not in kept)
    for path in gone:
        path.unlink()
    return gone


def _kept(newest_first: list[tuple[Path, date]], keep: int) -> set[Path]:
    last_of_day: dict[date, Path] = {}
    last_of_month: dict[tuple[int, int], Path] = {}
    for path, day in newest_first:
        last_of_day.setdefault(day, path)
        last_of_month.setdefault((day.year, day.month), path)
    today = {path for path, day in newest_first if day == newest_first[0][1]}
    return today | set(list(last_of_day.values())[:keep]) | set(last_of_month.values())
