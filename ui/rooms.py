"""Rooms: how each page of the window is made."""

from collections.abc import Callable

from ui.pages.page import Page
from ui.places import Room
from ui.theme import Theme
from watchdesk.desk import Desk

Factory = Callable[[Desk, Theme], Page]


def _today(desk: Desk, theme: Theme) -> Page:
    from ui.pages.today.page import TodayPage  # noqa: PLC0415  # a page is imported when first wanted

    return TodayPage(desk, theme)


def _people(desk: Desk, theme: Theme) -> Page:
    from ui.pages.people.page import PeoplePage  # noqa: PLC0415  # as above

    return PeoplePage(desk, theme)


def _person(desk: Desk, theme: Theme) -> Page:
    from ui.pages.person.page import PersonPage  # noqa: PLC0415  # as above

    return PersonPage(desk, theme)


def _visit(desk: Desk, theme: Theme) -> Page:
    from ui.pages.visit.page import VisitPage  # noqa: PLC0415  # as above

    return VisitPage(desk, theme)


def _visits(desk: Desk, theme: Theme) -> Page:
    from ui.pages.visits.page import VisitsPage  # noqa: PLC0415  # as above

    return VisitsPage(desk, theme)


def _reports(desk: Desk, theme: Theme) -> Page:
    from ui.pages.reports.page import ReportsPage  # noqa: PLC0415  # as above

    return ReportsPage(desk, theme)


def _activity_count(desk: Desk, theme: Theme) -> Page:
    from ui.pages.counts.page import CountsPage  # noqa: PLC0415  # as above

    return CountsPage(desk, theme)


def _sheets(desk: Desk, theme: Theme) -> Page:
    from ui.pages.sheets.page import SheetsPage  # noqa: PLC0415  # as above

    return SheetsPage(desk, theme)


def _settings(desk: Desk, theme: Theme) -> Page:
    from ui.pages.settings.page import SettingsPage  # noqa: PLC0415  # as above

    return SettingsPage(desk, theme)


def _importing(desk: Desk, theme: Theme) -> Page:
    from ui.pages.importing.page import ImportPage  # noqa: PLC0415  # as above

    return ImportPage(desk, theme)


def _consents(desk: Desk, theme: Theme) -> Page:
    from ui.pages.consents.page import ConsentsPage  # noqa: PLC0415  # as above

    return ConsentsPage(desk, theme)


def _partners(desk: Desk, theme: Theme) -> Page:
    from ui.pages.partners.page import PartnersPage  # noqa: PLC0415  # as above

    return PartnersPage(desk, theme)


def _partner(desk: Desk, theme: Theme) -> Page:
    from ui.pages.partners.partner import PartnerPage  # noqa: PLC0415  # as above

    return PartnerPage(desk, theme)


def _merging(desk: Desk, theme: Theme) -> Page:
    from ui.pages.merging.page import MergingPage  # noqa: PLC0415  # as above

    return MergingPage(desk, theme)


def _rounds(desk: Desk, theme: Theme) -> Page:
    from ui.pages.rounds.page import RoundsPage  # noqa: PLC0415  # as above

    return RoundsPage(desk, theme)


def _together(desk: Desk, theme: Theme) -> Page:
    from ui.pages.together.page import TogetherPage  # noqa: PLC0415  # as above

    return TogetherPage(desk, theme)


def _follow_ups(desk: Desk, theme: Theme) -> Page:
    from ui.pages.follow_ups.page import FollowUpsPage  # noqa: PLC0415  # as above

    return FollowUpsPage(desk, theme)


def _alarm(desk: Desk, theme: Theme) -> Page:
    from ui.pages.alarms.page import AlarmPage  # noqa: PLC0415  # as above

    return AlarmPage(desk, theme)


def _plans(desk: Desk, theme: Theme) -> Page:
    from ui.pages.plans.page import PlansPage  # noqa: PLC0415  # as above

    return PlansPage(desk, theme)


def _appointment(desk: Desk, theme: Theme) -> Page:
    from ui.pages.plans.appointment import AppointmentPage  # noqa: PLC0415  # as above

    return AppointmentPage(desk, theme)


def _consultations(desk: Desk, theme: Theme) -> Page:
    from ui.pages.consultations.page import ConsultationsPage  # noqa: PLC0415  # as above

    return ConsultationsPage(desk, theme)


def _consultation(desk: Desk, theme: Theme) -> Page:
    from ui.pages.consultations.writing import ConsultationPage  # noqa: PLC0415  # as above

    return ConsultationPage(desk, theme)


def _referrals(desk: Desk, theme: Theme) -> Page:
    from ui.pages.referrals.page import ReferralsPage  # noqa: PLC0415  # as above

    return ReferralsPage(desk, theme)


def _referral(desk: Desk, theme: Theme) -> Page:
    from ui.pages.referrals.writing import ReferralPage  # noqa: PLC0415  # as above

    return ReferralPage(desk, theme)


def _activities(desk: Desk, theme: Theme) -> Page:
    from ui.pages.activities.page import ActivitiesPage  # noqa: PLC0415  # as above

    return ActivitiesPage(desk, theme)


def _activity(desk: Desk, theme: Theme) -> Page:
    from ui.pages.activities.activity import ActivityPage  # noqa: PLC0415  # as above

    return ActivityPage(desk, theme)


def _information(desk: Desk, theme: Theme) -> Page:
    from ui.pages.information.page import InformationPage  # noqa: PLC0415  # as above

    return InformationPage(desk, theme)


def _info_item(desk: Desk, theme: Theme) -> Page:
    from ui.pages.information.writing import InfoItemPage  # noqa: PLC0415  # as above

    return InfoItemPage(desk, theme)


def _copies(desk: Desk, theme: Theme) -> Page:
    from ui.pages.copies.page import CopiesPage  # noqa: PLC0415  # as above

    return CopiesPage(desk, theme)


def _receiving(desk: Desk, theme: Theme) -> Page:
    from ui.pages.receiving.page import ReceivingPage  # noqa: PLC0415  # as above

    return ReceivingPage(desk, theme)


def _receivers(desk: Desk, theme: Theme) -> Page:
    from ui.pages.receivers.page import ReceiversPage  # noqa: PLC0415  # as above

    return ReceiversPage(desk, theme)


def _profiles(desk: Desk, theme: Theme) -> Page:
    from ui.pages.profiles.page import ProfilesPage  # noqa: PLC0415  # as above

    return ProfilesPage(desk, theme)


def _handing(desk: Desk, theme: Theme) -> Page:
    from ui.pages.handing.page import HandingPage  # noqa: PLC0415  # as above

    return HandingPage(desk, theme)


PAGES: dict[Room, Factory] = {
    Room.TODAY: _today,
    Room.PEOPLE: _people,
    Room.PERSON: _person,
    Room.VISIT: _visit,
    Room.VISITS: _visits,
    Room.REPORTS: _reports,
    Room.ACTIVITY_COUNT: _activity_count,
    Room.SHEETS: _sheets,
    Room.SETTINGS: _settings,
    Room.IMPORT: _importing,
    Room.CONSENT: _consents,
    Room.PARTNERS: _partners,
    Room.PARTNER: _partner,
    Room.MERGING: _merging,
    Room.PLANS: _plans,
    Room.APPOINTMENT: _appointment,
    Room.ACTIVITIES: _activities,
    Room.ACTIVITY: _activity,
    Room.ALARM: _alarm,
    Room.FOLLOW_UPS: _follow_ups,
    Room.INFORMATION: _information,
    Room.INFO_ITEM: _info_item,
    Room.CONSULTATIONS: _consultations,
    Room.CONSULTATION: _consultation,
    Room.REFERRALS: _referrals,
    Room.REFERRAL: _referral,
    Room.VISITS_TOGETHER: _together,
    Room.ROUND: _rounds,
    Room.COPIES: _copies,
    Room.HANDING: _handing,
    Room.RECEIVING: _receiving,
    Room.RECEIVERS: _receivers,
    Room.PROFILES: _profiles,
}
"""Page → how it is made; its module is imported only when first wanted, so that the window opens quickly."""
