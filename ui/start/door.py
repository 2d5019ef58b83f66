"""Door: what the screens before the register ask of the desk: open, make, practise, put back, close."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from ui.main_window import MainWindow
from ui.places import Place, Room
from ui.tasks import Progress
from ui.theme import Theme
from watchdesk import desk as desks
from watchdesk.desk import Clock, Desk, Manifest, NewStore, Plan, RecoveryKey
from watchdesk.errors import WatchDeskError

PRACTICE = "練習"
"""Stands behind the folder's name of the store to practise on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstUser:
    """What the wizard asked for: the home area (none: the whole ward), full name, the user's name and password."""

    area: str
    full_name: str
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What opens a backup: the password of a user of its day (no name: its only one), or its recovery key."""

    secret: str = field(repr=False)
    by_key: bool = False
    user: str = ""


@dataclass(frozen=True, slots=True)
class Door:
    """The ways into a store. ``make_desk`` and ``clock`` are other than the real ones in tests only."""

    clock: Clock = desks.local_time
    make_desk: Callable[..., Desk] = desks.create_desk

    def users(self, folder: Path) -> tuple[str, ...]:
        """Who may unlock the store."""
        return desks.users_of(folder)

    def areas(self) -> tuple[str, ...]:
        """The ward's areas, in its order."""
        return desks.Codes().areas

    def open(self, folder: Path, user: str, password: str) -> Desk:
        """Unlock by a password."""
        return desks.open_desk(folder, user, password, self.clock)

    def open_by_key(self, folder: Path, user: str, typed: str) -> Desk:
        """Unlock by the printed recovery key as it was typed."""
        return desks.open_with_recovery_key(folder, user, desks.read_recovery_key(typed), self.clock)

    def new_key(self) -> RecoveryKey:
        """A new recovery key."""
        return desks.new_recovery_key()

    def key_sheet(self, key: RecoveryKey, area: str) -> bytes:
        """The recovery key's sheet as a PDF."""
        return desks.key_sheet(key, area, self.clock().date())

    def save_key_sheet(self, key: RecoveryKey, area: str, target: Path, folder: Path) -> None:
        """Write the sheet as a PDF that only the user may read, in the place of one of that name.

        Refused within the store's own folder.
        """
        desks.save_key_sheet(key, area, self.clock().date(), target, folder)

    def wrong_groups(self, key: RecoveryKey, typed: tuple[str, ...]) -> tuple[int, ...]:
        """The groups, from 1, that were typed otherwise than they stand in the key."""
        return desks.differing_groups(key, typed)

    def make(self, folder: Path, first: FirstUser, key: RecoveryKey) -> Desk:
        """Make the store and open it."""
        new = NewStore(area=first.area or None, full_name=first.full_name, user=first.user)
        return self.make_desk(folder, new, first.password, key, clock=self.clock)

    def practise(self, folder: Path, area: str, progress: Progress) -> Desk:
        """Open the store of fictional people beside ``folder``; it is made the first time, for ``area`` if any."""
        area = area or self.areas()[0]
        place = practice_folder(folder)
        if desks.is_store(place):
            return self.open(place, desks.DEMO_USER, desks.DEMO_PASSWORD)
        new = NewStore(area=area, full_name=desks.DEMO_FULL_NAME, user=desks.DEMO_USER)
        desk = self.make_desk(place, new, desks.DEMO_PASSWORD, desks.new_recovery_key(), clock=self.clock)
        try:
            desk.demo.fill(Plan(areas=(area,), until=desk.today(), at_work=True)).run(progress)
        except BaseException:
            desk.lock()
            raise
        return desk

    def backups(self, folder: Path) -> tuple[tuple[Path, Manifest], ...]:
        """The store's own backups, the newest first."""
        return desks.backups_of(folder)

    def put_back(self, backup: Path, folder: Path, proof: Proof, progress: Progress) -> Desk:
        """Put a backup back beside ``folder`` and open what was put back; the store of today is not touched."""
        unlock = (
            desks.by_recovery_key(desks.read_recovery_key(proof.secret))
            if proof.by_key
            else desks.by_password(proof.user or None, proof.secret)
        )
        restored = desks.restore(backup, unlock, desks.beside(folder)).run(progress)
        users = self.users(restored.folder)
        user = next((known for known in users if known == proof.user), users[0])
        if proof.by_key:
            return self.open_by_key(restored.folder, user, proof.secret)
        return self.open(restored.folder, user, proof.secret)

    def close(self, desk: Desk, progress: Progress) -> WatchDeskError | None:
        """Back up, prove and close; what kept the backup from being made is returned, the store is closed anyway."""
        try:
            desk.close(progress)
        except WatchDeskError as refused:
            return refused
        return None

    def import_place(self) -> Place:
        """Where a list is taken in."""
        return Place(room=Room.IMPORT)

    def window(self, desk: Desk, theme: Theme) -> MainWindow:
        """The window over an unlocked store; on the window's thread."""
        return MainWindow(desk, theme)


def practice_folder(folder: Path) -> Path:
    """Where the store to practise on lies, beside the real one."""
    return folder.with_name(f"{folder.name}-{PRACTICE}")
