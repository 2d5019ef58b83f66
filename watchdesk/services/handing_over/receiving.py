"""Receiving 受け取る: a file that came from a desk is opened, checked, shown and saved; no store is needed for it."""

import hashlib
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from watchdesk.domain.spoken_password import Spoken, check_phrase
from watchdesk.errors import WatchDeskError
from watchdesk.exports import locking, package, workbook
from watchdesk.exports.delivery import Delivered, deliver
from watchdesk.exports.locking import Opener
from watchdesk.exports.package import Packed
from watchdesk.store import disk

LARGEST = 300_000_000
"""Bytes; a month of the whole ward is a hundredth of it."""


class Asks(StrEnum):
    """What a file asks for before it opens."""

    PASSWORD = "password"  # noqa: S105  # what is asked for, not a secret
    KEY = "key"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A file that was opened and checked: what it says of itself, its files, and how many rows each sheet has."""

    path: Path
    sha256: str
    about: Mapping[str, Any]
    rows: Mapping[str, int]
    files: tuple[Packed, ...] = field(repr=False)

    def to_json(self) -> dict[str, Any]:
        """The command line's answer."""
        names = [one.file_name for one in self.files]
        return {"file": str(self.path), "sha256": self.sha256, **self.about, "rows": dict(self.rows), "files": names}


def asks(path: Path) -> Asks:
    """Return what opens a file; WatchDeskError where it is none of ours or cannot be read."""
    data = _read(path)
    if not locking.is_locked_workbook(data) and not locking.is_age(data):
        raise WatchDeskError(package.NOT_OURS, code="not_a_handover")
    return Asks.KEY if locking.is_age(data) and not locking.is_by_password(data) else Asks.PASSWORD


def open_file(path: Path, *, password: str | None = None, identity: Path | None = None) -> Received:
    """Open a workbook with a password or an age file, by a password or the receiver's own key file, and check it.

    WrongKey for another password or key; WatchDeskError for a file that was changed on the way or is none of these.
    """
    data = _read(path)
    digest = hashlib.sha256(data).hexdigest()
    if locking.is_locked_workbook(data):
        if password is None:
            raise WatchDeskError("このファイルを開くには、パスワードが要ります。", code="password_needed")
        plain = locking.unlock_workbook(data, password)
        files = (Packed(file_name=path.name, data=plain),)
        return Received(path=path, sha256=digest, about={}, rows=_rows(plain), files=files)
    if not locking.is_age(data):
        raise WatchDeskError(package.NOT_OURS, code="not_a_handover")
    own = _read(identity).decode("utf-8", errors="replace") if identity is not None else None
    packed = package.unpack(locking.unlock_age(data, Opener(password=password, identity=own)))
    about = dict(packed.about)
    return Received(path=path, sha256=digest, about=about, rows=about.pop("rows", {}), files=packed.files)


def save(received: Received, target: Path, *, replace: bool = False) -> tuple[Delivered, ...]:
    """Write what came: one file under the name given, several into a folder of that name; each whole or not there.

    What is written is no longer locked: it belongs where only those who need it can read.
    """
    if len(received.files) == 1 and not target.is_dir():
        return (_deliver(received.files[0], target, replace=replace),)
    disk.make_folder(target)
    return tuple(_deliver(one, target / Path(one.file_name).name, replace=replace) for one in received.files)


def _deliver(one: Packed, target: Path, *, replace: bool) -> Delivered:
    return deliver(one.data, target, lambda back: None, replace=replace)


def new_key(target: Path, to_hand: str | None = None) -> tuple[Path, Path, Spoken]:
    """Make a receiver's key pair: the secret key at ``target``, the public one beside it; return the check phrase too.

    The public file goes to the desk, the secret one to nobody. ``to_hand`` names the public file; where nothing is
    said, it is called as the other, with 公開鍵.
    """
    secret, public = locking.new_identity()
    beside = target.with_name(to_hand or f"{target.stem}.公開鍵.txt")
    phrase = check_phrase(public)
    own = f"# 見守りデスクの受け取りの鍵です。だれにも渡さないでください。\n# public key: {public}\n{secret}\n"
    told = f"# 見守りデスクで渡すファイルを閉じる、公開鍵です。\n# 合言葉: {phrase.said}\n{public}\n"
    kept = deliver(own.encode(), target, lambda back: None)
    try:
        deliver(told.encode(), beside, lambda back: None)
    except WatchDeskError:
        kept.path.unlink(missing_ok=True)
        raise
    return target, beside, phrase


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise WatchDeskError(package.NOT_OURS, code="not_a_handover")
        return path.read_bytes()
    except OSError as wrong:
        if isinstance(wrong, FileNotFoundError):
            sentence = f"「{path.name}」が見つかりません。場所を確かめてください。"
            raise WatchDeskError(sentence, code="no_file") from wrong
        raise disk.refusal(wrong, path) from wrong


def _rows(plain: bytes) -> dict[str, int]:
    try:
        return workbook.counted(plain)
    except (ValueError, KeyError, OSError, zipfile.BadZipFile) as wrong:
        raise WatchDeskError(package.NOT_OURS, code="not_a_handover") from wrong
