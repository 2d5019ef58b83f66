"""Files written whole or not at all, and what a disk's refusals mean, in sentences."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from watchdesk.errors import DiskFull, WatchDeskError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_MEGABYTE = 1 << 20


def make_folder(folder: Path) -> None:
    """Make a folder and those above it; a WatchDeskError says why that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as wrong:
        sentence = f"「{folder}」はフォルダーではありません。別の場所を選んでください。"
        raise WatchDeskError(sentence, code="not_a_folder") from wrong
    except OSError as wrong:
        raise refusal(wrong, folder) from wrong


def free(folder: Path) -> int:
    """Bytes free on the disk of a folder, which may not be there yet; 0 where that can't be told."""
    for place in (folder, *folder.parents):
        if place.exists():
            return shutil.disk_usage(place).free
    return 0


def full(folder: Path, needed: int | None = None) -> DiskFull:
    """The refusal for a full disk, with figures; ``needed`` is in bytes."""
    wanted = f"{_at_least(needed)}必要ですが、" if needed is not None else ""
    return DiskFull(f"ディスクの空きが足りません。{wanted}{_left(free(folder))}。不要なファイルを消してください。")


def refuse_without_room(folder: Path, needed: int) -> None:
    """Raise DiskFull where fewer bytes are free."""
    if free(folder) < needed:
        raise full(folder, needed)


def _at_least(size: int) -> str:
    """What is needed, rounded up."""
    return f"{max(1, -(-size // _MEGABYTE)):,} MB"


def _left(size: int) -> str:
    """What is free, rounded down: more than there is must not be said."""
    if size < _MEGABYTE:
        return f"空きはほとんどありません（{size // 1024:,} KB）"
    return f"空きは{size // _MEGABYTE:,} MBです"


def closed() -> WatchDeskError:
    """The refusal for a place that may not be written."""
    return WatchDeskError("この場所には書きこめません。フォルダーの権限を確かめてください。", code="read_only")


def unreadable(path: Path) -> WatchDeskError:
    """The refusal where nothing better can be said."""
    sentence = f"「{path.name}」を読み書きできませんでした。PCを再起動して、もう一度お試しください。"
    return WatchDeskError(sentence, code="disk_error")


def refusal(wrong: OSError, path: Path) -> WatchDeskError:
    """What an operating system's error on a file means."""
    if wrong.errno in _FULL:
        return full(path.parent)
    if isinstance(wrong, PermissionError) or wrong.errno == errno.EROFS:
        return closed()
    if isinstance(wrong, FileNotFoundError | NotADirectoryError):
        sentence = f"フォルダー「{path.parent.name}」がありません。別の場所を選んでください。"
        return WatchDeskError(sentence, code="no_folder")
    if isinstance(wrong, IsADirectoryError):
        return WatchDeskError(f"「{path.name}」はフォルダーです。別の名前にしてください。", code="is_a_folder")
    return unreadable(path)


@contextmanager
def written_whole(path: Path, proof: Callable[[Path], object] | None = None) -> Iterator[BinaryIO]:
    """A file to write that takes its name once it is whole on the disk; a power cut leaves the old one or the new.

    Only the user may read it. ``proof`` is asked of what lies there before it takes its name, and raises a
    WatchDeskError where that is not what was written. Raises DiskFull, or another WatchDeskError, where the disk
    refuses; nothing is left then.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with suppress(FileNotFoundError):
            part.unlink()
        with narrow(part) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if proof is not None:
            proof(part)
        move(part, path)
    except OSError as wrong:
        raise refusal(wrong, path) from wrong
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def narrow(part: Path) -> BinaryIO:
    """Open a new file for writing that nobody but the user may read, from its first byte on."""
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    return os.fdopen(handle, "wb")


def move(source: Path, target: Path) -> None:
    """``os.replace`` that waits for a virus scanner to let go, and that a power cut does not take back."""
    for pause in (0.05, 0.1, 0.2, 0.4):
        try:
            os.replace(source, target)
            break
        except PermissionError:
            time.sleep(pause)
    else:
        os.replace(source, target)
    settle(target.parent)


def settle(folder: Path) -> None:
    """Make the names in a folder last; Windows does so by itself and can't be asked."""
    if os.name != "nt":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
