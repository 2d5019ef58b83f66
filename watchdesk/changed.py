"""What a write can touch: announced once after each transaction, listened to by pages."""

from enum import Flag, auto


class Changed(Flag):
    """Which lists a page may have to read again."""

    PEOPLE = auto()
    VISITS = auto()
    SETTINGS = auto()
    USERS = auto()
    COPIES = auto()
    BACKUPS = auto()
    PARTNERS = auto()
    PLANS = auto()
    """要対応, 予定, 後日."""
    ALARMS = auto()
    ALL = PEOPLE | VISITS | SETTINGS | USERS | COPIES | BACKUPS | PARTNERS | PLANS | ALARMS
