"""The only door: all that the window and the command line may know of watchdesk, by name. No logic of its own."""

from watchdesk import __version__
from watchdesk.domain.merging import Which
from watchdesk.intake.mapping import ColumnMapping, read_mapping
from watchdesk.intake.outcome import Outcome, RowReport, RowResult
from watchdesk.intake.people import PersonRow
from watchdesk.paths import is_store
from watchdesk.reports.activity_count import CountLook
from watchdesk.reports.fonts import Lost
from watchdesk.reports.monthly.gather import Part
from watchdesk.reports.people_columns import USUAL_COLUMNS, PeopleColumn, people_columns
from watchdesk.services.activity_counts import MOST_STAMPS, ActivityCountSheet
from watchdesk.services.alarms import AlarmFacts
from watchdesk.services.backups import beside, by_password, by_recovery_key, by_secret, restore
from watchdesk.services.bin import BinItem, BinKind
from watchdesk.services.call_sheets import CallSheet
from watchdesk.services.closings import MonthLook
from watchdesk.services.codes import Code, Codes, NeedLevel
from watchdesk.services.consents import AskLine, Given, OverrideLine
from watchdesk.services.day import DayFacts, PutOff
from watchdesk.services.day_lines import (
    ASTRAY,
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
from watchdesk.services.demo.making import FULL_NAME as DEMO_FULL_NAME
from watchdesk.services.demo.making import PASSWORD as DEMO_PASSWORD
from watchdesk.services.demo.making import USER as DEMO_USER
from watchdesk.services.demo.making import Plan
from watchdesk.services.drafts import DraftLine
from watchdesk.services.figures import NOT_KEPT, Beside, figures_of, said_of
from watchdesk.services.handing_over import handing, received, receiving
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
from watchdesk.services.reports import MonthlyLook, MonthlyReport
from watchdesk.services.rounds import Seen
from watchdesk.services.search import FoundPerson, FoundVisit, Similar
from watchdesk.services.secrecy import Note
from watchdesk.services.sharing import Shown
from watchdesk.services.sheet_kinds import SHEETS
from watchdesk.services.sheets import AskedPapers
from watchdesk.services.today_sheets import TodaySheet
from watchdesk.services.users import ROLES, STAFF
from watchdesk.services.watchers import WatcherWork
from watchdesk.services.wording import Wording
from watchdesk.settings import Setting
from watchdesk.store import recovery_key
from watchdesk.store.audit import Entry as LedgerEntry
from watchdesk.store.backup import Backup, Manifest, Restored
from watchdesk.store.drafts import BEING_WRITTEN, Draft, Where
from watchdesk.store.imports import ImportRecord
from watchdesk.store.reasons import because
from watchdesk.store.recovery_key import RecoveryKey
from watchdesk.store.users import User
from watchdesk.unlocking import (
    Clock,
    Desk,
    NewStore,
    backups_of,
    create_desk,
    key_sheet,
    local_time,
    open_desk,
    open_with_recovery_key,
    save_key_sheet,
    users_of,
)

VERSION = __version__
"""Version of the program."""

new_recovery_key = recovery_key.new
read_recovery_key = recovery_key.parse
differing_groups = recovery_key.differing

__all__ = [
    "ASTRAY",
    "BEING_WRITTEN",
    "DAY_LINES",
    "DEMO_FULL_NAME",
    "DEMO_PASSWORD",
    "DEMO_USER",
    "DUE",
    "MOST_STAMPS",
    "NOT_KEPT",
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
    "MonthlyLook",
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
    "said_of",
    "save_key_sheet",
    "unwatched",
    "urgent_notice",
    "users_of",
]
