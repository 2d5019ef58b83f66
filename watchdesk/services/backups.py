"""Backups 控え: made and proven at close and before anything big; put back beside the store, never over it."""

import threading
from collections.abc import Callable
from pathlib import Path

from watchdesk.changed import Changed
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress, unwatched, whole
from watchdesk.services.settings import Settings
from watchdesk.store import backup, keyslots, recovery_key
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store.backup import Backup, Manifest, Restored
from watchdesk.store.keyslots import DataKey, KeyFile
from watchdesk.store.recovery_key import RecoveryKey


class Backups:
    """The store's proven backups."""

    def __init__(self, ground: Ground, data_key: DataKey, settings: Settings) -> None:
        self._ground = ground
        self._data_key = data_key
        self._settings = settings
        self._one_at_a_time = threading.Lock()

    def make(self, target: Path | None = None) -> Job[Backup, Backup]:
        """Back up into one file and prove it; without a target into the store's own ``backups``."""
        return whole("控えをとって確かめています", lambda progress: self._make(target, progress))

    def _make(self, target: Path | None, progress: Progress) -> Backup:
        if target is not None:
            self._ground.refuse_inside(target)
        with self._one_at_a_time:
            return self._made(target, progress)

    def _made(self, target: Path | None, progress: Progress) -> Backup:
        store = self._ground.store
        with store.read() as connection:
            counts = {
                "people": people_questions.number(connection),
                "visits": visit_questions.number(connection),
            }
        made = backup.make(
            store.engine,
            self._ground.folder,
            self._data_key,
            keyslots.read(self._ground.folder),
            target=target,
            counts=counts,
            audit_head=store.audit_head(),
            at=self._ground.moment(),
            progress=progress,
        )
        if target is None:
            backup.prune(self._ground.folder, self._settings.get("backups_kept"))
        store.announce(Changed.BACKUPS)
        return made

    def newest(self) -> tuple[Path, Manifest] | None:
        """The newest proven backup in the store's own folder."""
        listed = backup.listed(self._ground.folder)
        return listed[0] if listed else None

    def at_close(self, progress: Progress = unwatched) -> None:
        """Back up and prove, unless nothing was written since the newest backup."""
        newest = self.newest()
        head = self._ground.store.audit_head()
        if head.seq and (newest is None or newest[1].audit_head != head):
            self._make(None, progress)

    def before(self, progress: Progress = unwatched) -> None:
        """Back up and prove before something big, as at close."""
        self.at_close(progress)

    def before_migration(self) -> None:
        """Back up and prove an older store before its tables change; its settings are not asked."""
        store = self._ground.store
        backup.make(
            store.engine,
            self._ground.folder,
            self._data_key,
            keyslots.read(self._ground.folder),
            counts={},
            audit_head=store.audit_head(),
            at=self._ground.moment(),
        )

    def anchor(self) -> None:
        """Note the ledger's end outside of the database, so that a lost tail is noticed."""
        head = self._ground.store.audit_head()
        keyfile = keyslots.read(self._ground.folder)
        if keyfile.anchor is None or (keyfile.anchor.seq, keyfile.anchor.mac) != (head.seq, head.mac):
            keyslots.write(self._ground.folder, keyslots.with_anchor(keyfile, self._data_key, head.seq, head.mac))


def restore(file: Path, unlock: Callable[[KeyFile], DataKey], target: Path) -> Job[Restored, Restored]:
    """Put a backup back into a new folder, proven; the present store is not touched."""
    return whole("控えから戻しています", lambda progress: backup.restore(file, unlock, target, progress))


def by_password(user: str | None, password: str) -> Callable[[KeyFile], DataKey]:
    """Unlock a backup by the password of its day; ``user`` None: its only one."""

    def unlock(keyfile: KeyFile) -> DataKey:
        name = user or (keyfile.users[0] if len(keyfile.users) == 1 else "")
        return keyslots.unlock_with_password(keyfile, name, password)

    return unlock


def by_recovery_key(key: RecoveryKey) -> Callable[[KeyFile], DataKey]:
    """Unlock a backup by the recovery key of its day."""
    return lambda keyfile: keyslots.unlock_with_recovery(keyfile, key)


def by_secret(user: str | None, secret: str) -> Callable[[KeyFile], DataKey]:
    """Unlock a backup by whichever of the two the text is: its recovery key where it reads as one, else a password."""
    try:
        return by_recovery_key(recovery_key.parse(secret))
    except Invalid:
        return by_password(user, secret)


def beside(folder: Path) -> Path:
    """Return a free folder name beside a store, for what is put back."""
    for number in range(1, 1000):
        candidate = folder.with_name(f"{folder.name}-控えから{number}")
        if not candidate.exists():
            return candidate
    raise WatchDeskError("控えを戻す場所がありません。--to で場所を書いてください。", code="exists")
