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
    CONSULTATIONS = auto()
    """相談 and つなぎ."""
    INFORMATION = auto()
    ACTIVITIES = auto()
    """活動 and 連絡調整."""
    CLOSINGS = auto()
    """月締め."""
    WORK = PLANS | ALARMS | CONSULTATIONS | INFORMATION | ACTIVITIES
    """All that is done beside visits."""
    ALL = PEOPLE | VISITS | SETTINGS | USERS | COPIES | BACKUPS | PARTNERS | CLOSINGS | WORK
