"""NumberedFacts: what every paper with names is drawn from, and how its number 写し stands on each page."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from watchdesk.domain.era import show_day_short


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFacts:
    """The day a paper is printed, who made it where, and its ``number``: None on one that is only looked at.

    ``reprint_of`` is the number of the same paper printed before, ``due_back`` the day by which it comes back;
    ``watermark`` (透かし) names the holder across each page.
    """

    printed_on: date
    office: str = ""
    maker: str = field(default="", repr=False)
    number: int | None = None
    reprint_of: int | None = None
    due_back: date | None = None
    watermark: str = field(default="", repr=False)

    @property
    def copy(self) -> str:
        """写し 第12号, 写し 第13号（再印刷・前の写し第12号）, or that the number is still to come."""
        told = f"写し 第{self.number}号" if self.number is not None else "写しの番号は、印刷するときにつきます"
        return f"{told}{self.reprint}"

    @property
    def reprint(self) -> str:
        """（再印刷・前の写し第12号） on the same paper printed again, else empty."""
        return f"（再印刷・前の写し第{self.reprint_of}号）" if self.reprint_of is not None else ""

    @property
    def back(self) -> str:
        """12月22日までに返却, where a day is agreed on."""
        return f"　{show_day_short(self.due_back)}までに返却" if self.due_back is not None else ""

    def foot(self, title: str, *, named: bool = True) -> str:
        """The line at the foot of each page; only what names somebody is a copy 写し."""
        return "　".join(part for part in (title, self.office, self.maker, self.copy if named else "") if part)

    def to_whom(self, receiver: str, kept_here: str) -> str:
        """For whom the paper is, its number, and what becomes of it; ``kept_here`` is said where nobody receives it."""
        if receiver:
            until = f"{show_day_short(self.due_back)}までに" if self.due_back is not None else "使い終えたら"
            return f"渡し先：{receiver}　{self.copy}　{until}、お返しください。"
        return f"{kept_here}　{self.copy}　使い終えたら、細かく裁ってください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class EachNumbered(NumberedFacts):
    """Of papers to several persons in one printing: ``numbers`` of each in the order of the people, as ``reprints``.

    Each is a copy of its own, since each goes to another person: what became of one tells nothing of the others.
    """

    numbers: tuple[int, ...] = ()
    reprints: tuple[int | None, ...] = ()

    def alone(self, at: int | None) -> Self:
        """What the paper at a place among the people says of itself; None: of one that names nobody."""
        number = self.numbers[at] if at is not None and self.numbers else None
        before = self.reprints[at] if at is not None and self.reprints else None
        return replace(self, number=number, reprint_of=before)
