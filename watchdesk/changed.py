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
    REMARKS = auto()
    """特記事項 and 来月の予定; announced with VISITS, which stand on the same paper."""
    DEEDS = auto()
    """What became of a copy: returned, lost, found, received; announced with COPIES, which are views and prints too."""
    WORK = PLANS | ALARMS | CONSULTATIONS | INFORMATION | ACTIVITIES
    """All that is done beside visits."""
    ALL = PEOPLE | VISITS | SETTINGS | USERS | COPIES | BACKUPS | PARTNERS | CLOSINGS | REMARKS | DEEDS | WORK
