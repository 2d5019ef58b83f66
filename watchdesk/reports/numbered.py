"""NumberedFacts: what every paper with names is drawn from, and how its number 写し stands on each page."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedFacts:
    """The day a paper is printed, who made it where, and its ``number``: None on one that is only looked at."""

    printed_on: date
    office: str = ""
    maker: str = field(default="", repr=False)
    number: int | None = None

    @property
    def copy(self) -> str:
        """写し 第12号, or that the number is still to come."""
        return f"写し 第{self.number}号" if self.number is not None else "写しの番号は、印刷するときにつきます"

    def foot(self, title: str, *, named: bool = True) -> str:
        """The line at the foot of each page; only what names somebody is a copy 写し."""
        return "　".join(part for part in (title, self.office, self.maker, self.copy if named else "") if part)

    def to_whom(self, receiver: str, kept_here: str) -> str:
        """For whom the paper is, its number, and what becomes of it; ``kept_here`` is said where nobody receives it."""
        if receiver:
            return f"渡し先：{receiver}　{self.copy}　使い終えたら、お返しください。"
        return f"{kept_here}　{self.copy}　使い終えたら、細かく裁ってください。"
