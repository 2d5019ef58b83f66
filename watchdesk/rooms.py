"""Rooms: what a user can do, room by room, each given what it stands on; one line a room."""

from watchdesk.services.activities import Activities
from watchdesk.services.activity_counts import ActivityCounts
from watchdesk.services.alarms import Alarms
from watchdesk.services.attachments import Attachments
from watchdesk.services.backups import Backups
from watchdesk.services.bin import Bin
from watchdesk.services.call_sheets import CallSheets
from watchdesk.services.closings import Closings
from watchdesk.services.code_lists import CodeLists
from watchdesk.services.consents import Consents
from watchdesk.services.consultations import Consultations
from watchdesk.services.copies import Copies
from watchdesk.services.copy_sheets import CopyLists, LostReports, WhereaboutsSheets
from watchdesk.services.day import Day
from watchdesk.services.day_sheets import DaySheets
from watchdesk.services.demo.making import Demo
from watchdesk.services.drafts import DraftRoom
from watchdesk.services.due import Due
from watchdesk.services.exports import Exports
from watchdesk.services.figures import MonthFigures
from watchdesk.services.follow_ups import FollowUps
from watchdesk.services.ground import Ground
from watchdesk.services.handing_over.handing import Handing
from watchdesk.services.handing_over.handover_papers import HandoverSheets
from watchdesk.services.handing_over.handovers import Handovers
from watchdesk.services.handing_over.list_files import ListFiles
from watchdesk.services.handing_over.profiles import Profiles
from watchdesk.services.handing_over.receivers import Receivers
from watchdesk.services.handing_over.welfare import Welfare
from watchdesk.services.health import Health
from watchdesk.services.history import History
from watchdesk.services.imports import Imports
from watchdesk.services.info_sheets import InfoSheets
from watchdesk.services.information import Information
from watchdesk.services.ledger import Ledger
from watchdesk.services.lists import Lists
from watchdesk.services.merging import Merging
from watchdesk.services.partners import Partners
from watchdesk.services.people import People
from watchdesk.services.plan_sheets import PlanSheets
from watchdesk.services.plans import Plans
from watchdesk.services.preferences import Preferences
from watchdesk.services.proposals import Proposals
from watchdesk.services.referral_sheets import ReferralSheets, SharingSheets
from watchdesk.services.referrals import Referrals
from watchdesk.services.remarks import Remarks
from watchdesk.services.reports import Reports
from watchdesk.services.rounds import Rounds
from watchdesk.services.search import Search
from watchdesk.services.secrecy import Secrecy
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Sharing
from watchdesk.services.sheet_kinds import SHEETS
from watchdesk.services.sheets import Around, Sheets
from watchdesk.services.today_sheets import TodaySheets
from watchdesk.services.undo import Undo
from watchdesk.services.users import Users
from watchdesk.services.visits import Visits
from watchdesk.services.watchers import Watchers
from watchdesk.store.keyslots import DataKey


class Rooms:
    """The rooms of an unlocked store; ``Desk`` is the one that has them."""

    def __init__(self, ground: Ground, data_key: DataKey) -> None:
        self.codes = CodeLists(ground)
        self.settings = Settings(ground)
        self.preferences = Preferences(ground)
        self.search = Search(ground, self.settings)
        self.people = People(ground, self.codes, self.settings, self.search)
        self.secrecy = Secrecy(ground)
        self.visits = Visits(ground, self.codes, self.secrecy.is_open)
        self.partners = Partners(ground, self.codes, self.settings)
        self.due = Due(self.people)
        self.alarms = Alarms(ground, self.codes, self.visits, self.secrecy.is_open)
        self.ledger = Ledger(ground, self.codes)
        self.consents = Consents(ground, self.codes, self.settings)
        self.sharing = Sharing(ground, self.codes, self.consents)
        self.copies = Copies(ground, self.codes, self.settings)
        self._furnish_copies(ground)
        self.day_sheets = DaySheets(
            ground, self.codes, self.settings, self.consents, self.ledger, sharing=self.sharing, secrecy=self.secrecy
        )
        self.rounds = Rounds(ground, self.settings, self.people, self.copies, self.visits, secrecy=self.secrecy)
        self.attachments = Attachments(ground, self.settings, self.ledger, self.secrecy)
        self.merging = Merging(ground, self.codes, self.secrecy.is_open)
        self.history = History(ground, self.codes, self.people._check, self.secrecy.is_open)
        self.bin = Bin(ground, self.visits, self.attachments)
        self.undo = Undo(ground, self.merging)
        self._furnish_store(ground, data_key)
        self.remarks = Remarks(ground)
        self.reports = Reports(ground, self.codes, self.settings, self.ledger)
        self.figures = MonthFigures(ground, self.codes, self.people)
        self.activity_counts = ActivityCounts(ground, self.codes, self.settings, self.ledger)
        self.closings = Closings(ground, self.settings, self.reports, self.rounds, self.users)
        self._furnish_day(ground)
        self._furnish_sheets(ground)
        self._furnish_handing(ground)

    def _furnish_store(self, ground: Ground, data_key: DataKey) -> None:
        """The rooms of the store as a whole: what is kept of it, what comes into it, who may open it."""
        self.backups = Backups(ground, data_key, self.settings)
        self.imports = Imports(ground, self.codes, self.backups)
        self.exports = Exports(ground, self.codes, self.settings, self.ledger)
        self.drafts = DraftRoom(ground, data_key)
        self.health = Health(ground, data_key)
        self.users = Users(ground, data_key)
        self.demo = Demo(ground, self.codes, self.settings)

    def _furnish_handing(self, ground: Ground) -> None:
        """The rooms of what goes out as a file."""
        self.receivers = Receivers(ground, self.codes)
        self.profiles = Profiles(ground)
        self.handing = Handing(ground, self.settings, self.ledger)
        self.handover_sheets = HandoverSheets(
            ground, self.settings, self.ledger, handovers=self.handovers, receivers=self.receivers
        )
        self.welfare = Welfare(
            ground,
            self.codes,
            self.settings,
            reports=self.reports,
            consents=self.consents,
            sharing=self.sharing,
        )
        self.list_files = ListFiles(
            ground,
            self.codes,
            self.settings,
            people=self.people,
            consents=self.consents,
            sharing=self.sharing,
        )

    def _furnish_copies(self, ground: Ground) -> None:
        """The sheets of the paper ledger, and the files that went out."""
        copies, consents = self.copies, self.consents
        self.whereabouts_sheets = WhereaboutsSheets(
            ground, self.settings, self.ledger, copies=copies, consents=consents
        )
        self.copy_lists = CopyLists(ground, self.settings, self.ledger, copies=copies, consents=consents)
        self.lost_reports = LostReports(ground, self.settings, self.ledger, copies=copies, consents=consents)
        self.handovers = Handovers(ground, self.codes)

    def _furnish_day(self, ground: Ground) -> None:
        """The rooms of the day's work, which stand on those of the register."""
        self.follow_ups = FollowUps(ground, self.secrecy.is_open)
        self.consultations = Consultations(ground, self.codes, self.secrecy.is_open)
        self.referrals = Referrals(ground, self.codes, self.sharing, self.consents, self.secrecy.is_open)
        self.referral_sheets = ReferralSheets(ground, self.settings, self.ledger, self.sharing, self.consents)
        self.sharing_sheets = SharingSheets(ground, self.settings, self.ledger, self.sharing, self.consents)
        self.information = Information(ground, self.codes, self.settings, self.people)
        self.activities = Activities(ground, self.codes, self.secrecy.is_open)
        self.plans = Plans(ground, self.codes, self.settings, self.people, self.secrecy.is_open)
        self.proposals = Proposals(
            ground,
            self.codes,
            people=self.people,
            plans=self.plans,
            follow_ups=self.follow_ups,
            referrals=self.referrals,
            reports=self.reports,
            settings=self.settings,
        )
        self.watchers = Watchers(ground, plans=self.plans, rounds=self.rounds, visits=self.visits)
        self.day = Day(
            ground,
            self.codes,
            people=self.people,
            due=self.due,
            consents=self.consents,
            reports=self.reports,
            backups=self.backups,
            drafts=self.drafts,
            plans=self.plans,
            follow_ups=self.follow_ups,
            rounds=self.rounds,
            copies=self.copies,
            alarms=self.alarms,
            consultations=self.consultations,
            referrals=self.referrals,
            partners=self.partners,
            handovers=self.handovers,
        )

    def _furnish_sheets(self, ground: Ground) -> None:
        """The rooms of what is printed of the day's work and of the register."""
        self.call_sheets = CallSheets(
            ground, self.codes, self.settings, partners=self.partners, consents=self.consents, ledger=self.ledger
        )
        self.info_sheets = InfoSheets(
            ground, self.settings, self.ledger, information=self.information, consents=self.consents
        )
        self.plan_sheets = PlanSheets(
            ground, self.codes, self.settings, plans=self.plans, consents=self.consents, ledger=self.ledger
        )
        self.today_sheets = TodaySheets(ground, self.settings, self.ledger, day=self.day, consents=self.consents)
        self.lists = Lists(
            ground,
            self.codes,
            self.settings,
            self.ledger,
            people=self.people,
            consents=self.consents,
            sharing=self.sharing,
        )
        self.sheets = Sheets(
            SHEETS,
            Around(
                ground=ground,
                codes=self.codes,
                settings=self.settings,
                ledger=self.ledger,
                consents=self.consents,
                sharing=self.sharing,
                people=self.people,
                partners=self.partners,
                visits=self.visits,
                consultations=self.consultations,
                follow_ups=self.follow_ups,
                referrals=self.referrals,
                activities=self.activities,
                reports=self.reports,
            ),
        )
