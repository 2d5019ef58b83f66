"""Desk, the only door: its rooms by noun, and how one is opened and made. No logic of its own."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from watchdesk import __version__
from watchdesk.changed import Changed
from watchdesk.domain.merging import Which
from watchdesk.errors import Busy, NoStore, WatchDeskError
from watchdesk.intake.mapping import ColumnMapping, read_mapping
from watchdesk.intake.outcome import Outcome, RowReport, RowResult
from watchdesk.intake.people import PersonRow
from watchdesk.paths import is_store
from watchdesk.reports.activity_count import CountLook
from watchdesk.reports.fonts import Lost
from watchdesk.reports.key_sheet import KeySheetFacts
from watchdesk.reports.key_sheet import draw as draw_key_sheet
from watchdesk.reports.monthly_gather import Part
from watchdesk.reports.people_columns import USUAL_COLUMNS, PeopleColumn, chosen_columns, people_columns
from watchdesk.rooms import Rooms
from watchdesk.services import handing, received, receiving
from watchdesk.services.activity_counts import MOST_STAMPS, ActivityCountSheet
from watchdesk.services.alarms import AlarmFacts
from watchdesk.services.backups import Backups, beside, by_password, by_recovery_key, by_secret, restore
from watchdesk.services.bin import BinItem, BinKind
from watchdesk.services.call_sheets import CallSheet
from watchdesk.services.closings import MonthLook
from watchdesk.services.codes import Code, Codes, NeedLevel
from watchdesk.services.consents import AskLine, Given, OverrideLine
from watchdesk.services.day import DayFacts, PutOff
from watchdesk.services.day_lines import (
    DAY_LINES,
    DUE,
    TO_ASK,
    TO_REVIEW,
    URGENT,
    WORRYING,
    DayLine,
    Notice,
    report_notice,
    urgent_notice,
)
from watchdesk.services.day_sheets import USUAL_RECEIVER, DaySheet
from watchdesk.services.demo import FULL_NAME as DEMO_FULL_NAME
from watchdesk.services.demo import PASSWORD as DEMO_PASSWORD
from watchdesk.services.demo import USER as DEMO_USER
from watchdesk.services.demo import Plan
from watchdesk.services.drafts import DraftLine
from watchdesk.services.figures import Beside, figures_of
from watchdesk.services.ground import Ground
from watchdesk.services.health import Check, Findings, findings_of_closed
from watchdesk.services.history import Past
from watchdesk.services.hits import Hit, HitKind
from watchdesk.services.import_preview import ColumnLook, Look, SheetLook
from watchdesk.services.imports import Source, Undone
from watchdesk.services.info_sheets import InfoSheet
from watchdesk.services.information import ItemPast, rule_of
from watchdesk.services.jobs import Job, Progress, unwatched
from watchdesk.services.ledger_words import LedgerLine
from watchdesk.services.lists import PeopleList
from watchdesk.services.merging import FieldPair, Unmerged
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.partners import Entrusted
from watchdesk.services.people import checked_for_area
from watchdesk.services.plan_sheets import PlanSheet
from watchdesk.services.preferences import PeopleLook, SavedFilter
from watchdesk.services.referral_sheets import ReferralSheet, SharingSheet
from watchdesk.services.reports import MonthlyReport
from watchdesk.services.rounds import Seen
from watchdesk.services.search import FoundPerson, FoundVisit, Similar
from watchdesk.services.secrecy import Note
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Shown
from watchdesk.services.sheet_kinds import SHEETS
from watchdesk.services.sheets import AskedPapers
from watchdesk.services.today_sheets import TodaySheet
from watchdesk.services.users import ROLES, STAFF, refuse_disabled
from watchdesk.services.watchers import WatcherWork
from watchdesk.services.wording import Wording
from watchdesk.settings import Setting
from watchdesk.store import backup, keyslots, opening, recovery_key
from watchdesk.store.audit import Entry as LedgerEntry
from watchdesk.store.backup import Backup, Manifest, Restored
from watchdesk.store.disk import make_folder
from watchdesk.store.drafts import BEING_WRITTEN, Draft, Where
from watchdesk.store.holding import Holding, hold
from watchdesk.store.imports import ImportRecord
from watchdesk.store.keyslots import Argon2Cost, DataKey, KeyFile
from watchdesk.store.reasons import because
from watchdesk.store.recovery_key import RecoveryKey
from watchdesk.store.store import Store
from watchdesk.store.users import User

VERSION = __version__
"""Version of the program."""

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
        return Desk(Ground(store, folder, name, clock, home_area), holding, data_key)


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


new_recovery_key = recovery_key.new
read_recovery_key = recovery_key.parse
differing_groups = recovery_key.differing

__all__ = [
    "BEING_WRITTEN",
    "DAY_LINES",
    "DEMO_FULL_NAME",
    "DEMO_PASSWORD",
    "DEMO_USER",
    "DUE",
    "MOST_STAMPS",
    "ROLES",
    "SHEETS",
    "STAFF",
    "TO_ASK",
    "TO_REVIEW",
    "URGENT",
    "USUAL_COLUMNS",
    "USUAL_RECEIVER",
    "VERSION",
    "WORRYING",
    "ActivityCountSheet",
    "AlarmFacts",
    "AskLine",
    "AskedPapers",
    "Backup",
    "Beside",
    "BinItem",
    "BinKind",
    "CallSheet",
    "Check",
    "Clock",
    "Code",
    "Codes",
    "ColumnLook",
    "ColumnMapping",
    "CountLook",
    "DayFacts",
    "DayLine",
    "DaySheet",
    "Desk",
    "Draft",
    "DraftLine",
    "Entrusted",
    "FieldPair",
    "Findings",
    "FoundPerson",
    "FoundVisit",
    "Given",
    "Hit",
    "HitKind",
    "ImportRecord",
    "InfoSheet",
    "ItemPast",
    "Job",
    "LedgerEntry",
    "LedgerLine",
    "Look",
    "Lost",
    "Manifest",
    "MonthLook",
    "MonthlyReport",
    "NeedLevel",
    "NewStore",
    "Note",
    "Notice",
    "Outcome",
    "OverrideLine",
    "Paper",
    "Papers",
    "Part",
    "Past",
    "PeopleColumn",
    "PeopleList",
    "PeopleLook",
    "PersonRow",
    "Plan",
    "PlanSheet",
    "Progress",
    "PutOff",
    "RecoveryKey",
    "ReferralSheet",
    "Restored",
    "RowReport",
    "RowResult",
    "SavedFilter",
    "Seen",
    "Setting",
    "SharingSheet",
    "SheetLook",
    "Shown",
    "Similar",
    "Source",
    "TodaySheet",
    "Undone",
    "Unmerged",
    "User",
    "WatcherWork",
    "Where",
    "Which",
    "Wording",
    "backups_of",
    "because",
    "beside",
    "by_password",
    "by_recovery_key",
    "by_secret",
    "checked_for_area",
    "chosen_columns",
    "create_desk",
    "differing_groups",
    "figures_of",
    "findings_of_closed",
    "handing",
    "is_store",
    "key_sheet",
    "local_time",
    "new_recovery_key",
    "open_desk",
    "open_with_recovery_key",
    "people_columns",
    "read_mapping",
    "read_recovery_key",
    "received",
    "receiving",
    "report_notice",
    "restore",
    "rule_of",
    "unwatched",
    "urgent_notice",
    "users_of",
]
