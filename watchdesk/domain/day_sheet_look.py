"""How a day sheet まわり用紙 is to look: stamp boxes, a sentence to the walker, what is told of a person."""

from dataclasses import dataclass, field

from watchdesk.domain.sheet import STAMPS
from watchdesk.errors import Invalid

READING = "kana"
ITEMS = (
    (READING, "ふりがな"),
    ("best_time", "よい時間"),
    ("avoid", "しないこと"),
    ("hearing", "耳"),
)
"""What can stand below a person's name, by the key of its field; name and place always stand there."""
LONGEST_REMARK = 200
"""Characters of 連絡事項: a few lines over the people, never a page of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySheetLook:
    """Stamp boxes 決裁欄, none unless told; ``remarks`` 連絡事項 to whoever walks; ``items``: keys of ``ITEMS``."""

    stamps: tuple[str, ...] = ()
    remarks: str = field(default="", repr=False)
    items: tuple[str, ...] = tuple(key for key, _ in ITEMS)

    def __post_init__(self) -> None:
        if len(self.stamps) > STAMPS.most:
            raise Invalid("stamps", f"決裁欄は、{STAMPS.most}つまでです。", kind="too_many")
        if len(self.remarks) > LONGEST_REMARK:
            raise Invalid("remarks", f"連絡事項は、{LONGEST_REMARK}字までにしてください。", kind="too_long")
        if set(self.items) - dict(ITEMS).keys():
            raise Invalid("items", "のせる項目を、一覧から選んでください。", kind="unknown")
