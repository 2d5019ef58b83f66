"""Holding a store's folder: one program at a time, with the holder's name, and only where a store is safe."""

import getpass
import json
import os
import platform
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout

from watchdesk.errors import InUse, NoStore, WatchDeskError

LOCK = "store.lock"
OWNER = "store.lock.owner"
"""Beside the lock, since Windows lets nobody read a locked file."""

_SYNCED = frozenset(
    {"onedrive", "dropbox", "google drive", "googledrive", "my drive", "マイドライブ", "icloud drive", "iclouddrive"}
    | {"box sync", "nextcloud", "owncloud", "pcloud drive", "mobile documents", "cloudstorage"}
)
_MARKS = (".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync.log")
"""What sync programs leave in the folder that they keep in step."""

_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "afs",
        "ceph",
        "glusterfs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
    }
)
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who holds a store: the desk's user, the account on the PC, the PC, and the process there."""

    user: str
    account: str
    host: str
    pid: int


class Holding:
    """A held folder; ``release`` or leaving the ``with`` lets go of it. May be released from any thread."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        """Take over an acquired lock."""
        self.folder = folder
        self._lock = lock

    def known_as(self, user: str) -> None:
        """Say who holds it, as soon as the user is known."""
        holder = Holder(user=user, account=_account(), host=platform.node(), pid=os.getpid())
        with suppress(OSError):
            (self.folder / OWNER).write_text(json.dumps(asdict(holder), ensure_ascii=False), encoding="utf-8")

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._lock.is_locked:
            with suppress(OSError):
                (self.folder / OWNER).unlink(missing_ok=True)
            self._lock.release()

    def __enter__(self) -> Self:
        """Hold on."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go."""
        self.release()


def hold(folder: Path, user: str = "") -> Holding:
    """Hold a store's folder for this program.

    The operating system's lock decides, so what a dead process left behind is no obstacle. Raises InUse, which
    names the holder, and WatchDeskError where a store must not lie: in a synced folder or on a network drive.
    """
    if (sentence := unsuitable(folder)) is not None:
        raise WatchDeskError(sentence, code="unsuitable_folder")
    if not folder.is_dir():
        raise NoStore("保管庫のフォルダーがありません。場所を確かめてください。")
    lock = FileLock(folder / LOCK, timeout=0, thread_local=False, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout as taken:
        raise InUse(_taken_by(holder(folder))) from taken
    except (OSError, NotImplementedError) as refused:
        raise _no_lock(folder) from refused
    holding = Holding(folder, lock)
    holding.known_as(user)
    return holding


def _no_lock(folder: Path) -> WatchDeskError:
    if not os.access(folder, os.W_OK):
        return WatchDeskError("この場所には書きこめません。フォルダーの権限を確かめてください。", code="read_only")
    return WatchDeskError(_MOVE.format("ほかのPCとの取り合いを防げない場所"), code="unsuitable_folder")


def holder(folder: Path) -> Holder | None:
    """Who says to hold the folder, or None where that can't be read; only true while the lock is taken."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads((folder / OWNER).read_text(encoding="utf-8"))
        return Holder(
            user=str(told["user"]), account=str(told["account"]), host=str(told["host"]), pid=int(told["pid"])
        )
    return None


def _taken_by(found: Holder | None) -> str:
    if found is None:
        return "この保管庫は別の画面で開かれています。そちらを閉じてから、もう一度開いてください。"
    name = f"「{found.user or found.account}」さん"
    if found.host == platform.node():
        return f"この保管庫は、このPCで{name}が開いています。その画面を閉じてから、もう一度開いてください。"
    return f"この保管庫は、別のPC（{found.host}）で{name}が開いています。そちらを閉じてから、もう一度開いてください。"


def _account() -> str:
    """The name of the account on the PC; may be unknown in a service."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return "？"


_MOVE = "保管庫は{}に置けません。このPCの中の、同期していないフォルダーを選んでください。"


def unsuitable(folder: Path) -> str | None:
    """Why a store must not lie in a folder, as a sentence, or None.

    Sync programs copy half-written databases and have lost other programs' data again and again; a network drive
    can't share the memory that write-ahead logging needs.
    """
    program = _synced_by(folder.absolute()) or _synced_by(folder.resolve())
    if program is not None:
        return _MOVE.format(f"同期されるフォルダー（{program}）の中")
    if _on_network(folder):
        return _MOVE.format("ネットワーク上のドライブ")
    return None


def _synced_by(folder: Path) -> str | None:
    for place in (folder, *folder.parents):
        name = place.name.casefold().split(" - ")[0].split(" (")[0]
        if name in _SYNCED or (name == "box" and _is_home(place.parent)):
            return place.name
        if any((place / mark).exists() for mark in _MARKS):
            return place.name
    return _under_onedrive(folder)


def _is_home(folder: Path) -> bool:
    """A folder called Box is Box's only right below a home."""
    return folder == Path.home() or folder.parent.name.casefold() in {"users", "home"}


def _under_onedrive(folder: Path) -> str | None:
    """OneDrive tells where it is, whatever the folder is called."""
    told = (os.environ.get(name) for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"))
    return next((Path(place).name for place in told if place and folder.is_relative_to(place)), None)


def _on_network(folder: Path) -> bool:
    if str(folder).startswith(("\\\\", "//")):
        return True
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415  # only Windows has windll

        return bool(ctypes.windll.kernel32.GetDriveTypeW(folder.resolve().anchor) == _REMOTE_DRIVE)
    return _kind_of_mount(folder.resolve()) in _NETWORK


def _kind_of_mount(folder: Path, table: Path = Path("/proc/self/mounts")) -> str:
    """The file system that a folder lies on (Linux); empty where it can't be told."""
    mounts: dict[str, str] = {}
    with suppress(OSError):
        for line in table.read_text(encoding="utf-8", errors="surrogateescape").splitlines():
            _device, place, kind, *_rest = line.split(" ")
            mounts[place.replace("\\040", " ")] = kind
    return next((mounts[str(place)] for place in (folder, *folder.parents) if str(place) in mounts), "")
