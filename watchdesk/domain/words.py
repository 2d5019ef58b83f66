"""The words that rules name (contract §1): code ↔ word on screen and paper."""

from enum import IntEnum, StrEnum


class Word(StrEnum):
    """A code with its Japanese word: ``Result.MET.label`` is 本人と話せた."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Word":
        """Make a member of a code and its word."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member


class Method(Word):
    """方法: how the attempt was made."""

    VISIT = "visit", "訪問"
    INTERCOM = "intercom", "インターホン越し"
    PHONE = "phone", "電話"
    GREETING = "greeting", "声かけ"
    POSTING = "posting", "ポスティング"
    OUTSIDE = "outside", "外からの見守り"


class Result(Word):
    """結果: what came of the attempt."""

    MET = "met", "本人と話せた"
    CONFIRMED = "confirmed", "家族・近隣から確認"
    ABSENT = "absent", "不在"
    NO_ANSWER = "no_answer", "応答なし（気がかり）"
    OUTSIDE_ONLY = "outside_only", "外から確認のみ"
    DECLINED = "declined", "訪問お断り"


class Condition(Word):
    """様子: how the person is."""

    WELL = "well", "元気"
    CONCERN = "concern", "気になる"
    URGENT = "urgent", "緊急"


class Status(Word):
    """状態 of a person on the register."""

    ACTIVE = "active", "見守り中"
    PAUSED = "paused", "休止"
    ENDED = "ended", "終了"


class EndReason(Word):
    """終了理由."""

    MOVED = "moved", "転居"
    FACILITY = "facility", "施設入所"
    DECEASED = "deceased", "死亡"
    DECLINED = "declined", "見守り辞退"
    OTHER = "other", "その他"


class Consent(Word):
    """同意: state of the agreement to be watched over."""

    AGREED = "agreed", "同意"
    REFUSED = "refused", "不同意"
    PENDING = "pending", "未回答"
    WITHDRAWN = "withdrawn", "撤回"


class ConsentWay(Word):
    """同意方法: how the agreement was given."""

    WRITTEN = "written", "書面"
    ORAL = "oral", "口頭"
    PROXY = "proxy", "代理"


class Sex(IntEnum):
    """性別, ISO 5218."""

    label: str

    def __new__(cls, code: int, label: str = "") -> "Sex":
        """Make a member of its ISO number and its word."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.label = label
        return member

    UNKNOWN = 0, "不明"
    MALE = 1, "男"
    FEMALE = 2, "女"
    OTHER = 9, "その他"


class Living(Word):
    """世帯: with whom the person lives."""

    ALONE = "alone", "独居"
    ELDERLY_ONLY = "elderly_only", "高齢者のみ"
    ALONE_BY_DAY = "alone_by_day", "日中独居"
    WITH_FAMILY = "with_family", "家族と同居"
    OTHER = "other", "その他"


class CareLevel(Word):
    """要介護度."""

    NONE = "none", "認定なし"
    SUPPORT_1 = "support_1", "要支援1"
    SUPPORT_2 = "support_2", "要支援2"
    CARE_1 = "care_1", "要介護1"
    CARE_2 = "care_2", "要介護2"
    CARE_3 = "care_3", "要介護3"
    CARE_4 = "care_4", "要介護4"
    CARE_5 = "care_5", "要介護5"


CONFIRMED_CONTACT = frozenset({Result.MET, Result.CONFIRMED})
"""Results that make a visit a confirmed contact 安否を確認できた (contract §1)."""

SILENT = frozenset({Result.ABSENT, Result.NO_ANSWER, Result.DECLINED})
"""Results that add to the silent streak (contract §2.7)."""
