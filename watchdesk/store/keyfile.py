"""keys.json as it lies in the store's folder: what stands in it, how it is read, and how it is written whole."""

import binascii
import hashlib
import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from watchdesk.errors import Damaged, NewerStore, NoStore
from watchdesk.store import disk
from watchdesk.store.audit import Head

KEYS = "keys.json"
PREVIOUS = "keys.json.previous"
FORMAT = "watchdesk-keys"
VERSION = 1

Kind = Literal["user", "recovery"]

_LARGEST = 1 << 20
"""Bytes; thousands of users fit. More is not our file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Argon2Cost:
    """What stretching a password costs: memory in KiB, passes over it, lanes side by side (RFC 9106)."""

    memory_kib: int
    passes: int
    lanes: int

    def __post_init__(self) -> None:
        """Refuse what would be too weak, or what a hostile file could exhaust the PC with."""
        if not (64 << 10 <= self.memory_kib <= 2 << 20 and 1 <= self.passes <= 16 and 1 <= self.lanes <= 16):
            raise Damaged("鍵ファイル（keys.json）の設定が、使える範囲の外にあります。控えから戻してください。")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way to open the store. ``cost`` is None for the recovery key, which needs no stretching."""

    id: str
    kind: Kind
    name: str
    cost: Argon2Cost | None
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """All of keys.json; ``mac`` is over everything else and can only be made with the data key.

    ``anchor`` is the audit's last entry as last seen: it betrays a store whose tail was lost or replaced.
    """

    store_id: str
    generation: int
    slots: tuple[Slot, ...]
    anchor: Head | None = None
    mac: bytes = field(default=b"", repr=False)
    format: str = FORMAT
    version: int = VERSION

    @property
    def users(self) -> tuple[str, ...]:
        """The names of those who may unlock, in the order in which they were added."""
        return tuple(slot.name for slot in self.slots if slot.kind == "user")


def parameters(slot: Slot) -> dict[str, Any]:
    """How a slot's key is derived, as it stands in the file and is bound to the slot."""
    salt = b64encode(slot.salt).decode()
    if slot.cost is None:
        return {"name": "hkdf-sha256", "salt": salt}
    cost = {"memory_kib": slot.cost.memory_kib, "passes": slot.cost.passes, "lanes": slot.cost.lanes}
    return {"name": "argon2id", **cost, "salt": salt}


def canonical(value: Mapping[str, Any]) -> bytes:
    """The one way to write a document that is to be sealed."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode("ascii")


def content(keyfile: KeyFile) -> dict[str, Any]:
    """All that the MAC covers."""
    anchor = keyfile.anchor and {"seq": keyfile.anchor.seq, "mac": keyfile.anchor.mac}
    return {
        "format": keyfile.format,
        "version": keyfile.version,
        "store_id": keyfile.store_id,
        "generation": keyfile.generation,
        "slots": [_slot_content(slot) for slot in keyfile.slots],
        "anchor": anchor,
    }


def _slot_content(slot: Slot) -> dict[str, Any]:
    sealed = {"nonce": b64encode(slot.nonce).decode(), "wrapped": b64encode(slot.wrapped).decode()}
    return {"id": slot.id, "kind": slot.kind, "name": slot.name, "kdf": parameters(slot), **sealed}


def to_bytes(keyfile: KeyFile) -> bytes:
    """The text of the file. Its sha256 tells damage by accident apart from a wrong password; the MAC is the seal."""
    document = {**content(keyfile), "mac": keyfile.mac.hex()}
    document["sha256"] = hashlib.sha256(canonical(document)).hexdigest()
    return json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def from_bytes(data: bytes) -> KeyFile:
    """The key file of a text; raises Damaged, or NewerStore where a later version wrote it."""
    try:
        document = json.loads(data.decode("utf-8"))
        if document["format"] == FORMAT and document["version"] > VERSION and _whole(document):
            raise NewerStore("この保管庫は新しい版の見守りデスクで作られています。プログラムを新しい版にしてください。")
        if document["format"] != FORMAT or document["version"] != VERSION or not _whole(document):
            raise ValueError("not a key file of ours")
        return _keyfile(document)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as wrong:
        raise Damaged("鍵ファイル（keys.json）が壊れています。控えから戻してください。") from wrong


def _whole(document: dict[str, Any]) -> bool:
    rest = {key: value for key, value in document.items() if key != "sha256"}
    return bool(document["sha256"] == hashlib.sha256(canonical(rest)).hexdigest())


def _keyfile(document: dict[str, Any]) -> KeyFile:
    anchor = document["anchor"]
    return KeyFile(
        store_id=str(document["store_id"]),
        generation=int(document["generation"]),
        slots=tuple(_slot(slot) for slot in document["slots"]),
        anchor=anchor and Head(int(anchor["seq"]), str(anchor["mac"])),
        mac=bytes.fromhex(document["mac"]),
    )


def _slot(document: dict[str, Any]) -> Slot:
    kind, kdf = document["kind"], document["kdf"]
    if (kind, kdf["name"]) not in {("user", "argon2id"), ("recovery", "hkdf-sha256")}:
        raise ValueError("a slot of no known kind")
    cost = Argon2Cost(**{key: int(kdf[key]) for key in ("memory_kib", "passes", "lanes")}) if kind == "user" else None
    salt, nonce, wrapped = (b64decode(text) for text in (kdf["salt"], document["nonce"], document["wrapped"]))
    if (len(salt), len(nonce), len(wrapped)) != (16, 12, 48):
        raise ValueError("a slot of the wrong size")
    name = str(document["name"])
    return Slot(id=str(document["id"]), kind=kind, name=name, cost=cost, salt=salt, nonce=nonce, wrapped=wrapped)


def read(folder: Path) -> KeyFile:
    """The key file of a store's folder; the previous generation where the present one is missing or unreadable.

    Raises NoStore where nothing of a store is there, Damaged where neither can be read, NewerStore.
    """
    try:
        return _read(folder / KEYS)
    except Damaged as damaged:
        with suppress(Damaged):
            return _read(folder / PREVIOUS)
        if any((folder / name).exists() for name in (KEYS, PREVIOUS, "store.db")):
            raise
        raise NoStore("ここに保管庫はありません。場所を確かめるか、新しくつくってください。") from damaged


def faults(folder: Path) -> tuple[str, ...]:
    """What is wrong with the key files, a sentence each; none where both are well."""
    found = []
    for name in (KEYS, PREVIOUS):
        try:
            if name == KEYS or (folder / name).exists():
                _read(folder / name)
        except Damaged:
            found.append(f"鍵ファイル（{name}）がないか、壊れています。")
    return tuple(found)


def _read(path: Path) -> KeyFile:
    try:
        with path.open("rb") as file:
            return from_bytes(file.read(_LARGEST))
    except FileNotFoundError as missing:
        raise Damaged("鍵ファイル（keys.json）がありません。控えから戻してください。") from missing
    except OSError as wrong:
        raise disk.refusal(wrong, path) from wrong


def write(folder: Path, keyfile: KeyFile) -> None:
    """Write the key file whole or not at all; the one before it stays as keys.json.previous.

    Where a slot was taken away or changed, the one before is replaced too: what it could open must not outlast it.
    """
    data = to_bytes(keyfile)
    before = _before(folder)
    if before is not None and set(before.slots) <= set(keyfile.slots):
        with disk.written_whole(folder / PREVIOUS) as file:
            file.write(to_bytes(before))
        before = None
    with disk.written_whole(folder / KEYS) as file:
        file.write(data)
    if before is not None:
        with disk.written_whole(folder / PREVIOUS) as file:
            file.write(data)


def _before(folder: Path) -> KeyFile | None:
    with suppress(Damaged):
        return _read(folder / KEYS)
    return None
