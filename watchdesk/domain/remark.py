"""Remarks on a month 特記事項 with its 来月の予定: the two texts that the coordinator writes for the month's report."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """``remark``: what was particular about the month; ``coming``: what is planned for the next; "" is nothing."""

    remark: str = field(default="", repr=False)
    coming: str = field(default="", repr=False)

    @property
    def stripped(self) -> "Remark":
        """The same without blanks and lines around each text."""
        return Remark(remark=self.remark.strip(), coming=self.coming.strip())
