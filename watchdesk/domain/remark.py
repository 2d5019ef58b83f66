"""Remarks on a month 特記事項 with its 来月の予定: the two texts that the coordinator writes for the month's report."""

from dataclasses import dataclass, field

_SHOWN = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """``remark``: what was particular about the month; ``coming``: what is planned for the next; "" is nothing."""

    remark: str = field(default="", repr=False)
    coming: str = field(default="", repr=False)

    @property
    def stripped(self) -> "Remark":
        """The same without blanks and lines around each text."""
        return Remark(remark=self.remark.strip(), coming=self.coming.strip())


def names_told(names: tuple[str, ...]) -> str:
    """Return in a sentence which full names from the register stand in one of the two texts."""
    more = f"…ほか{len(names) - _SHOWN}つ" if len(names) > _SHOWN else ""
    return f"特記事項か来月の予定に、台帳の方のお名前（{'、'.join(names[:_SHOWN])}{more}）が入っています。"
