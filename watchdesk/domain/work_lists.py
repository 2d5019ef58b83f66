"""The lists by which the work is counted: the nation-wide blocks A to F, and whom referrals go to (contract §1)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from watchdesk.domain.words import Word


class Block(Word):
    """A block of the nation-wide 活動件数 statistics of 民生委員・児童委員."""

    FIELDS = "A", "分野別相談・支援件数"
    CONTENTS = "B", "内容別相談・支援件数"
    ACTIVITIES = "C", "その他の活動件数"
    VISITS = "D", "訪問回数"
    COORDINATION = "E", "連絡調整回数"
    DAYS = "F", "活動日数"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeNames:
    """A list's words by code, in its order; ``offered`` are the codes that stand in a table even where nothing is."""

    offered: tuple[str, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)

    def codes(self, *counts: Mapping[str, int]) -> tuple[str, ...]:
        """Return the codes of a table of some counts: those offered, and what was counted besides, so that sums hold.

        A code that the list does not know stands last.
        """
        counted = {code for one in counts for code, number in one.items() if number}
        known = [code for code in self.labels if code in self.offered or code in counted]
        return (*known, *sorted(counted.difference(known)))

    def label(self, code: str) -> str:
        """Return a code's word; one that the list does not know stands for itself."""
        return self.labels.get(code, code)

    def rows(self, counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
        """Return words and numbers of a table of counts."""
        return tuple((self.label(code), counts.get(code, 0)) for code in self.codes(counts))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkLists:
    """The lists of the blocks, and of the bodies つなぎ先; of these nobody is offered: only who got one is told."""

    fields: CodeNames = field(default_factory=CodeNames)
    contents: CodeNames = field(default_factory=CodeNames)
    activities: CodeNames = field(default_factory=CodeNames)
    coordination: CodeNames = field(default_factory=CodeNames)
    receivers: CodeNames = field(default_factory=CodeNames)
