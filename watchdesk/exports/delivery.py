"""Delivery: a file with names in it is proven beside its place before it takes its name; or nothing is left of it."""

import errno
import hashlib
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from watchdesk.errors import WatchDeskError
from watchdesk.store import disk

_PULLED = frozenset(
    getattr(errno, name)
    for name in ("EIO", "ENODEV", "ENXIO", "EREMOTEIO", "ENOMEDIUM", "ESTALE")
    if hasattr(errno, name)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A file as it lies on the disk."""

    path: Path
    sha256: str
    size: int


def deliver(data: bytes, target: Path, proof: Callable[[bytes], object], *, replace: bool = False) -> Delivered:
    """Write a file under a narrow right, read it back, prove and hash what was read, then give it its name.

    ``proof`` raises a WatchDeskError where the bytes that came back do not open as they should. Raises WatchDeskError
    (``exists``) where the name is taken and ``replace`` is not said, and one with a sentence for each fault of the
    disk; nothing half-written is left then, and a file of that name is as it was.
    """
    part = target.with_name(f".{target.name}.part")
    try:
        _refuse_taken(target, replace=replace)
        with suppress(FileNotFoundError):
            part.unlink()
        _write(part, data)
        back = part.read_bytes()
        _refuse_different(back, data)
        proof(back)
        _refuse_taken(target, replace=replace)
        disk.move(part, target)
    except OSError as wrong:
        raise refusal(wrong, target) from wrong
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Delivered(path=target, sha256=hashlib.sha256(back).hexdigest(), size=len(back))


def _write(part: Path, data: bytes) -> None:
    with disk.narrow(part) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _refuse_taken(target: Path, *, replace: bool) -> None:
    if target.is_dir():
        sentence = f"「{target.name}」はフォルダーです。別の名前にしてください。"
        raise WatchDeskError(sentence, code="is_a_folder")
    if not replace and target.exists():
        sentence = f"「{target.name}」は、もうあります。別の名前にするか、上書きしてよいか確かめてください。"
        raise WatchDeskError(sentence, code="exists")


def _refuse_different(back: bytes, data: bytes) -> None:
    if back != data:
        raise not_as_written()


def not_as_written() -> WatchDeskError:
    """The refusal where a file reads back as something else."""
    sentence = "書いたものと読み返したものが違いました。USBメモリーなどを替えて、もう一度お試しください。"
    return WatchDeskError(sentence, code="read_back_differs")


def refusal(wrong: OSError, target: Path) -> WatchDeskError:
    """Return what a fault of the disk means for a file on its way out."""
    if wrong.errno in _PULLED or (_is_there(target.parent) is False and not isinstance(wrong, FileNotFoundError)):
        sentence = "書いている途中で、USBメモリーなどが抜けたようです。差し直して、もう一度お試しください。"
        return WatchDeskError(sentence, code="medium_gone")
    if isinstance(wrong, PermissionError) and _is_there(target):
        sentence = f"「{target.name}」は、ほかのプログラム（Excelなど）で開いています。閉じて、もう一度お試しください。"
        return WatchDeskError(sentence, code="open_elsewhere")
    return disk.refusal(wrong, target)


def _is_there(path: Path) -> bool | None:
    """Whether there is such a file or folder; None where it can't be looked at."""
    try:
        return path.exists()
    except OSError:
        return None
