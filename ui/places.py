"""Place: where in the window one can be: a room of the rail, or one person, visit or month in it."""

from dataclasses import dataclass
from enum import StrEnum

from watchdesk.domain.month import Month


class Room(StrEnum):
    """A page of the window."""

    TODAY = "today"
    PEOPLE = "people"
    PERSON = "person"
    VISITS = "visits"
    VISIT = "visit"
    REPORTS = "reports"
    ACTIVITY_COUNT = "activity_count"
    SHEETS = "sheets"
    SETTINGS = "settings"
    IMPORT = "import"
    CONSENT = "consent"
    PARTNERS = "partners"
    PARTNER = "partner"
    MERGING = "merging"
    ROUND = "round"
    COPIES = "copies"
    HANDING = "handing"
    RECEIVING = "receiving"
    RECEIVERS = "receivers"
    PROFILES = "profiles"
    PLANS = "plans"
    APPOINTMENT = "appointment"
    FOLLOW_UPS = "follow_ups"
    VISITS_TOGETHER = "visits_together"
    ALARM = "alarm"
    ACTIVITIES = "activities"
    ACTIVITY = "activity"
    CONSULTATIONS = "consultations"
    CONSULTATION = "consultation"
    REFERRALS = "referrals"
    REFERRAL = "referral"
    INFORMATION = "information"
    INFO_ITEM = "info_item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page and what it shows. ``new``: an empty form. ``choice``: the key pressed already (1 元気 …)."""

    room: Room
    person_id: str | None = None
    visit_id: str | None = None
    partner_id: str | None = None
    record_id: str | None = None
    """A record of a room that has no field of its own: a round."""
    month: Month | None = None
    new: bool = False
    choice: str | None = None
    only: tuple[str, ...] | None = None
    """Show just these people (ids): the records behind a figure."""
    because: str = ""
    """What the narrowed list shows, in words: 確かめられなかった方."""
    section: str = ""
    """The part of the page to come to: ``CONSENT`` (of a person), ``REVIEWS`` (of the consents to look after)."""
    asks: bool = False
    """The list of people asks whose visit is to be recorded: a name is typed, Enter records."""


CONSENT = "consent"
"""Section of a person's page: the consent, with the form that is wanted next."""

STATES = "states"
"""Section of a person's page: consent, status and area, as they are."""

HISTORY = "history"
"""Section of a person's page: every field's past."""

TO_ASK = "to_ask"
"""Section of the partners' page: those to be asked again whether what is written of them still holds."""

PRINTED = "printed"
"""Section of a page that shows the pages to be printed in its own place: those pages."""

SHARING = "sharing"
"""Section of the page つなぎ: the 情報共有シート of a person."""

PERSON_RECORD = "person"
"""Section of the page ほかの報告書・用紙: the record of a person."""

COORDINATION = "coordination"
"""Section of the activities' page: the contacts about the work."""

VISITED = "visit"
"""Section of a new consultation: it came up at a visit."""

IN_CASE = "in_case"
"""Section of welfare information: what is chosen is told in the consultation ``record_id``."""

REVIEWS = "reviews"
"""Section of the consents' page: what was given out in an emergency, to be looked at."""

RECIPIENTS = "recipients"
"""Section of 設定 › 一覧の言葉: the list of those who may be told."""

WHEREABOUTS = "whereabouts"
"""Section of the copies' page: the monthly check 所在確認."""

LOSS = "loss"
"""Section of the copies' page: what is to be done about the lost copy ``record_id``."""
