"""A store unlocked: the Desk, room by room, and how one is opened and made."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from watchdesk.changed import Changed
from watchdesk.errors import Busy, NoStore, WatchDeskError
from watchdesk.paths import is_store
from watchdesk.reports.key_sheet import KeySheetFacts
from watchdesk.reports.key_sheet import draw as draw_key_sheet
from watchdesk.rooms import Rooms
from watchdesk.services.backups import Backups
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Progress, unwatched
from watchdesk.services.settings import Settings
from watchdesk.services.users import refuse_disabled
from watchdesk.store import backup, keyslots, opening
from watchdesk.store.backup import Manifest
from watchdesk.store.disk import make_folder, written_whole
from watchdesk.store.holding import Holding, hold
from watchdesk.store.keyslots import Argon2Cost, DataKey, KeyFile
from watchdesk.store.recovery_key import RecoveryKey
from watchdesk.store.store import Store

Clock = Callable[[], datetime]


def local_time() -> datetime:
    """Now, by this PC's clock and zone."""
    return datetime.now().astimezone()


LOST_TAIL = "前に閉じたあとの記録の一部が、失われているようです。設定の「控え」から、点検してください。"
DRAFTS_ASIDE = "書きかけのファイルが読めなかったので、わきに置きました。書きかけは戻りません。"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStore:
    """What a new store is: its home area (None: a ward store 区), its first user and that user's full name."""

    area: str | None
    full_name: str
    user: str


class Desk(Rooms):
    """An unlocked store, room by room. Calls block; long work is handed out as a Job."""

    def __init__(self, ground: Ground, holding: Holding, data_key: DataKey) -> None:
        self._ground = ground
        self._holding = holding
        self._data_key = data_key
        super().__init__(ground, data_key)

    @property
    def folder(self) -> Path:
        """Where the store lies."""
        return self._ground.folder

    @property
    def user(self) -> str:
        """Who unlocked it."""
        return self._ground.user

    @property
    def home_area(self) -> str | None:
        """The store's area; None in a ward store."""
        return self._ground.home_area

    def today(self) -> date:
        """The local calendar day."""
        return self._ground.today()

    def now(self) -> datetime:
        """The local time, to the second."""
        return self._ground.moment()

    def warnings(self) -> tuple[str, ...]:
        """What the user should know on opening: a ledger that lost its tail, drafts that could not be read."""
        lost = () if self.health.reaches_anchor() else (LOST_TAIL,)
        return lost + ((DRAFTS_ASIDE,) if self.drafts.set_aside else ())

    def listen(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call ``listener`` after each write, on the writing thread; return what ends it."""
        return self._ground.store.listen(listener)

    def lock(self) -> None:
        """Close without a backup, at once: the screen is being hidden."""
        try:
            with suppress(WatchDeskError, OSError):
                self.backups.anchor()
        finally:
            self.drafts.close()
            self._ground.store.close()
            self._holding.release()

    def close(self, progress: Progress = unwatched) -> None:
        """Back up and prove what changed since the last proven backup, then close."""
        try:
            with suppress(Busy):
                self.backups.at_close(progress)
        finally:
            self.lock()


def users_of(folder: Path) -> tuple[str, ...]:
    """Return the names of those who may unlock a store; NoStore where there is none."""
    if not is_store(folder):
        raise NoStore(f"「{folder}」には、保管庫がありません。場所を確かめるか、新しくつくってください。")
    return keyslots.read(folder).users


def backups_of(folder: Path) -> tuple[tuple[Path, Manifest], ...]:
    """Return the readable backups in a store's own folder, the newest first; the store may be closed or damaged."""
    return backup.listed(folder)


def key_sheet(key: RecoveryKey, area: str | None, day: date) -> bytes:
    """Draw the sheet of a store's recovery key as a PDF, in memory only: the key goes to paper, not to a disk."""
    target = io.BytesIO()
    draw_key_sheet(KeySheetFacts(area=f"{area}地域" if area else "西区", day=day, key=key.text), target)
    return target.getvalue()


def save_key_sheet(key: RecoveryKey, area: str | None, day: date, target: Path, folder: Path) -> None:
    """Write that sheet as a PDF that only the user may read, to be printed elsewhere and then erased.

    Whole or not at all. WatchDeskError (``inside_store``) within the store's own ``folder``: a lock and its key lie
    apart.
    """
    if folder.resolve() in target.resolve().parents:
        sentence = "復旧の鍵は、保管庫の中には書き出せません。USBメモリーなど、別の場所を選んでください。"
        raise WatchDeskError(sentence, code="inside_store")
    with written_whole(target) as file:
        file.write(key_sheet(key, area, day))


def open_desk(folder: Path, user: str, password: str, clock: Clock = local_time) -> Desk:
    """Unlock a store by a user's password. Raises NoStore, WrongKey, InUse, Damaged, NewerStore."""
    return _open(folder, user, lambda keyfile: keyslots.unlock_with_password(keyfile, user, password), clock)


def open_with_recovery_key(folder: Path, user: str, key: RecoveryKey, clock: Clock = local_time) -> Desk:
    """Unlock a store by its recovery key in a user's name; the user then sets a new password."""
    return _open(folder, user, lambda keyfile: keyslots.unlock_with_recovery(keyfile, key), clock)


def create_desk(
    folder: Path,
    new: NewStore,
    password: str,
    recovery: RecoveryKey,
    *,
    clock: Clock = local_time,
    argon2: Argon2Cost | None = None,
) -> Desk:
    """Make a store with its first user and its recovery key, and open it."""
    make_folder(folder)
    with _held(folder, new.user) as holding:
        keyfile, data_key = keyslots.create(folder, {new.user: password}, recovery, argon2)
        try:
            kept = {"store_id": keyfile.store_id, "kind": "area" if new.area else "ward", "area": new.area or ""}
            store = opening.make(folder, data_key, clock, kept)
            desk = Desk(Ground(store, folder, new.user, clock, new.area), holding, data_key)
            desk.users.enter_first(new.user, new.full_name)
        except BaseException:
            opening.remove_unfinished(folder)
            raise
        return desk


def _open(folder: Path, user: str, unlock: Callable[[KeyFile], DataKey], clock: Clock) -> Desk:
    users_of(folder)
    with _held(folder, user) as holding:
        keyfile = keyslots.read(folder)
        data_key = unlock(keyfile)
        name = keyslots.known_name(keyfile, user) or user

        def prove_backup(store: Store) -> None:
            _backups(folder, name, store, clock, data_key).before_migration()

        store = opening.open_store(folder, data_key, clock, prove_backup)
        refuse_disabled(store, name)
        home_area = opening.facts(store).get("area") or None
        desk = Desk(Ground(store, folder, name, clock, home_area), holding, data_key)
        desk.ledger.make_up()
        return desk


def _backups(folder: Path, user: str, store: Store, clock: Clock, data_key: DataKey) -> Backups:
    ground = Ground(store, folder, user, clock, None)
    return Backups(ground, data_key, Settings(ground))


@contextmanager
def _held(folder: Path, user: str) -> Iterator[Holding]:
    """Hold the folder; let go of it again only where opening fails."""
    holding = hold(folder, user)
    try:
        yield holding
    except BaseException:
        holding.release()
        raise
