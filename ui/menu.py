"""Menu: the rooms of the rail and the keys that work everywhere, as data."""

from dataclasses import dataclass

from ui.pages.page import Key
from ui.places import Place, Room


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A room of the rail: its icon, its word, and the key beside Alt that leads there."""

    room: Room
    icon: str
    word: str
    digit: str


MENU: tuple[Entry, ...] = (
    Entry(room=Room.TODAY, icon="sun", word="今日", digit="1"),
    Entry(room=Room.PEOPLE, icon="users", word="要援護者", digit="2"),
    Entry(room=Room.VISITS, icon="clipboard-pen-line", word="訪問記録", digit="3"),
    Entry(room=Room.CONSULTATIONS, icon="handshake", word="相談・つなぎ", digit="4"),
    Entry(room=Room.PLANS, icon="calendar-days", word="予定", digit="5"),
    Entry(room=Room.ACTIVITIES, icon="sprout", word="活動", digit="6"),
    Entry(room=Room.PARTNERS, icon="landmark", word="関係機関", digit="7"),
    Entry(room=Room.INFORMATION, icon="info", word="福祉情報", digit="8"),
    Entry(room=Room.REPORTS, icon="file-text", word="報告書", digit="9"),
    Entry(room=Room.COPIES, icon="package", word="受け渡し", digit="0"),
    Entry(room=Room.SETTINGS, icon="settings", word="設定", digit="-"),
)
"""The rooms that exist, as the day's work needs them; a digit is a room's own, so that no key moves when rooms come."""

BELONGS: dict[Room, Room] = {
    Room.PERSON: Room.PEOPLE,
    Room.IMPORT: Room.PEOPLE,
    Room.MERGING: Room.PEOPLE,
    Room.VISIT: Room.VISITS,
    Room.CONSENT: Room.TODAY,
    Room.FOLLOW_UPS: Room.TODAY,
    Room.VISITS_TOGETHER: Room.PEOPLE,
    Room.ROUND: Room.TODAY,
    Room.PARTNER: Room.PARTNERS,
    Room.APPOINTMENT: Room.PLANS,
    Room.ACTIVITY: Room.ACTIVITIES,
    Room.ALARM: Room.TODAY,
    Room.CONSULTATION: Room.CONSULTATIONS,
    Room.REFERRALS: Room.CONSULTATIONS,
    Room.REFERRAL: Room.CONSULTATIONS,
    Room.INFO_ITEM: Room.INFORMATION,
    Room.ACTIVITY_COUNT: Room.REPORTS,
    Room.SHEETS: Room.REPORTS,
    Room.HANDING: Room.COPIES,
    Room.RECEIVING: Room.COPIES,
    Room.RECEIVERS: Room.COPIES,
    Room.PROFILES: Room.COPIES,
}
"""Pages without an entry → the room that is marked in the rail while they are shown."""


def leads_to(place: Place) -> Place:
    """Return the place from which one usually comes to another."""
    if place.room is Room.VISIT and place.person_id is not None:
        return Place(room=Room.PERSON, person_id=place.person_id)
    return Place(room=BELONGS.get(place.room, Room.TODAY))


KEYS: tuple[Key, ...] = (
    ("Alt+1 など", "左の部屋へ移ります"),
    ("Alt+←", "前の画面へもどります"),
    ("Ctrl+K", "人・関係機関・記録・画面をさがします"),
    ("Ctrl+Z", "最後にしたことを、元に戻します。何が戻るかは、下の欄に出ています"),
    ("F8", "書きかけを今日の画面に置いて、あとで続きを書きます"),
    ("F12 ／ Ctrl+L", "画面を隠します。書きかけは残ります"),
    ("F1", "この説明を開きます。Escで閉じます"),
    ("F6", "左の部屋・画面・下の欄へ、順に移ります"),
    ("Ctrl + ＋ ／ −", "文字を大きく、小さくします"),
    ("Ctrl + 0", "文字の大きさを元にもどします"),
)
"""What works on every page."""
