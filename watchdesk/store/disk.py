"""What a disk's refusals mean, in sentences: full, closed to us, not to be read."""

import errno
import shutil
from pathlib import Path

from watchdesk.errors import DiskFull, WatchDeskError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def free(folder: Path) -> int:
    """Bytes free on the disk of a folder, which may not be there yet; 0 where that can't be told."""
    for place in (folder, *folder.parents):
        if place.exists():
            return shutil.disk_usage(place).free
    return 0


def full(folder: Path, needed: int | None = None) -> DiskFull:
    """The refusal for a full disk, with figures; ``needed`` is in bytes."""
    wanted = f"{_megabytes(needed)}必要ですが、" if needed is not None else ""
    return DiskFull(
        f"ディスクの空きが足りません。{wanted}空きは{_megabytes(free(folder))}です。不要なファイルを消してください。"
    )


def refuse_without_room(folder: Path, needed: int) -> None:
    """Raise DiskFull where fewer bytes are free."""
    if free(folder) < needed:
        raise full(folder, needed)


def _megabytes(size: int) -> str:
    return f"{max(1, -(-size // (1 << 20))):,} MB"


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
    return unreadable(path)
