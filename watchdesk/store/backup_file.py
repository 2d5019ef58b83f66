"""The .wdbackup file: one stored zip of the encrypted database, its key slots and a sealed manifest."""

import errno
import hashlib
import hmac
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from watchdesk.errors import Damaged, NewerStore, NotFound
from watchdesk.store import disk
from watchdesk.store.audit import Head
from watchdesk.store.keyfile import KEYS, canonical
from watchdesk.store.keyslots import DataKey
from watchdesk.store.vault import Progress

SUFFIX = ".wdbackup"
FORMAT = "watchdesk-backup"
VERSION = 1
DATABASE = "store.db"
MANIFEST = "manifest.json"

_CHUNK = 1 << 20
_SMALL = 1 << 20
"""Bytes that the manifest and the key slots may have."""

_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
)
"""What zipfile and json throw at a file that is cut, bent or not ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file inside: its size in bytes and its sha256 in hex."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup says of itself. ``counts`` is what the user is told, ``rows`` every table's rows as proven.

    Only one whose ``mac`` was compared is to be believed; without the key it is good for showing a list.
    """

    store_id: str
    at: datetime
    counts: Mapping[str, int]
    rows: Mapping[str, int]
    audit_head: Head
    members: Mapping[str, Member]
    mac: bytes = field(default=b"", repr=False)

    @property
    def people(self) -> int:
        """How many 要援護者 are in it."""
        return self.counts.get("people", self.rows.get("people", 0))

    @property
    def visits(self) -> int:
        """How many 訪問記録 are in it."""
        return self.counts.get("visits", self.rows.get("visits", 0))


def sealed(manifest: Manifest, data_key: DataKey) -> Manifest:
    """The manifest with its MAC."""
    return replace(manifest, mac=_mac(manifest, data_key))


def refuse_altered(manifest: Manifest, data_key: DataKey) -> None:
    """Raise Damaged where the manifest was not written with this key."""
    if not hmac.compare_digest(_mac(manifest, data_key), manifest.mac):
        raise Damaged("この控えは書きかえられています。別の控えを使ってください。", code="backup_altered")


def _mac(manifest: Manifest, data_key: DataKey) -> bytes:
    return hmac.digest(data_key.sub_key("backup"), canonical(_content(manifest)), hashlib.sha256)


def _content(manifest: Manifest) -> dict[str, Any]:
    members = {name: {"size": member.size, "sha256": member.sha256} for name, member in manifest.members.items()}
    return {
        "format": FORMAT,
        "version": VERSION,
        "store_id": manifest.store_id,
        "at": manifest.at.isoformat(),
        "counts": dict(manifest.counts),
        "rows": dict(manifest.rows),
        "audit_head": {"seq": manifest.audit_head.seq, "mac": manifest.audit_head.mac},
        "members": members,
    }


def member_of(data: bytes) -> Member:
    """The size and hash of a small member."""
    return Member(size=len(data), sha256=hashlib.sha256(data).hexdigest())


def member_of_file(path: Path) -> Member:
    """The size and hash of a file."""
    with path.open("rb") as file:
        return Member(size=path.stat().st_size, sha256=hashlib.file_digest(file, "sha256").hexdigest())


def pack(part: Path, database: Path, keys: bytes, manifest: Manifest, progress: Progress) -> None:
    """Write the file; it is on the disk when this returns."""
    document = {**_content(manifest), "mac": manifest.mac.hex()}
    with part.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as pack:
            pack.writestr(zipfile.ZipInfo(MANIFEST), json.dumps(document, ensure_ascii=False, indent=1))
            pack.writestr(zipfile.ZipInfo(KEYS), keys)
            size = database.stat().st_size
            with database.open("rb") as source, pack.open(zipfile.ZipInfo(DATABASE), "w", force_zip64=True) as member:
                _pour(source, member, size, progress)
        file.flush()
        os.fsync(file.fileno())


def _pour(source: IO[bytes], target: IO[bytes] | None, size: int, progress: Progress) -> Member:
    """Copy to a target, or nowhere, and say what went through."""
    hashed, done = hashlib.sha256(), 0
    while chunk := source.read(min(_CHUNK, size - done)):
        hashed.update(chunk)
        if target is not None:
            target.write(chunk)
        done += len(chunk)
        progress(done, size)
    return Member(size=done, sha256=hashed.hexdigest())


@contextmanager
def _reading(path: Path, target: Path | None = None) -> Iterator[zipfile.ZipFile]:
    damaged = "この控えは壊れているか、見守りデスクのものではありません。別の控えを使ってください。"
    try:
        with zipfile.ZipFile(path) as pack:
            yield pack
    except FileNotFoundError as missing:
        raise NotFound(f"「{path.name}」が見つかりません。場所を確かめてください。") from missing
    except OSError as wrong:
        if wrong.errno == errno.EINVAL:
            raise Damaged(damaged, code="damaged_backup") from wrong
        raise disk.refusal(wrong, target or path) from wrong
    except _UNREADABLE as wrong:
        raise Damaged(damaged, code="damaged_backup") from wrong


def _small(pack: zipfile.ZipFile, name: str) -> bytes:
    info = pack.getinfo(name)
    if info.compress_type != zipfile.ZIP_STORED or info.file_size > _SMALL:
        raise ValueError("not a member of ours")
    with pack.open(info) as member:
        return member.read(_SMALL)


def inspect(path: Path) -> Manifest:
    """What a backup says of itself, without a key and without reading all of it. Raises Damaged, NewerStore."""
    with _reading(path) as pack:
        return _manifest(json.loads(_small(pack, MANIFEST).decode("utf-8")))


def _manifest(document: dict[str, Any]) -> Manifest:
    if document["format"] == FORMAT and document["version"] > VERSION:
        raise NewerStore("この控えは新しい版の見守りデスクで作られています。プログラムを新しい版にしてください。")
    if document["format"] != FORMAT or document["version"] != VERSION:
        raise ValueError("not a backup of ours")
    head = document["audit_head"]
    members = document["members"].items()
    return Manifest(
        store_id=str(document["store_id"]),
        at=datetime.fromisoformat(document["at"]),
        counts={str(name): int(count) for name, count in document["counts"].items()},
        rows={str(name): int(count) for name, count in document["rows"].items()},
        audit_head=Head(int(head["seq"]), str(head["mac"])),
        members={str(name): Member(size=int(told["size"]), sha256=str(told["sha256"])) for name, told in members},
        mac=bytes.fromhex(document["mac"]),
    )


def keys_in(path: Path) -> bytes:
    """The key slots of a backup, whose hash is as the manifest says."""
    manifest = inspect(path)
    with _reading(path) as pack:
        keys = _small(pack, KEYS)
        _compare(manifest, KEYS, member_of(keys))
    return keys


def unpack_database(path: Path, manifest: Manifest, target: Path | None, progress: Progress) -> None:
    """Read the whole database out into a new file, or nowhere; its hash must be as the manifest says."""
    size = manifest.members[DATABASE].size if DATABASE in manifest.members else -1
    with _reading(path, target) as pack:
        info = pack.getinfo(DATABASE)
        if info.compress_type != zipfile.ZIP_STORED or info.file_size != size:
            raise ValueError("not a member of ours")
        with pack.open(info) as member:
            if target is None:
                _compare(manifest, DATABASE, _pour(member, None, size, progress))
                return
            with target.open("xb") as file:
                _compare(manifest, DATABASE, _pour(member, file, size, progress))
                file.flush()
                os.fsync(file.fileno())


def _compare(manifest: Manifest, name: str, found: Member) -> None:
    if manifest.members[name] != found:
        raise ValueError("hash differs")


def faults(path: Path) -> tuple[str, ...]:
    """What is wrong with a backup as far as can be told without a key: reads all of it and compares the hashes."""
    try:
        manifest = inspect(path)
        keys_in(path)
        unpack_database(path, manifest, None, lambda _done, _total: None)
    except (Damaged, NewerStore, NotFound) as wrong:
        return (f"{path.name}: {wrong}",)
    return ()
