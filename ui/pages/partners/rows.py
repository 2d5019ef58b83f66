"""What the list 関係機関 shows of a partner, how it is narrowed, and its counts in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from ui.tasks import Progress
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.desk import Desk
from watchdesk.domain.directory import PartnerLine
from watchdesk.domain.era import show_day_short
from watchdesk.domain.folding import fold
from watchdesk.domain.kana import sort_key
from watchdesk.domain.partner import Partner

ALL, PRESENT, RETIRED, TO_ASK = "all", "present", "retired", "to_ask"
STANDINGS = ((PRESENT, "いまの方だけ"), (ALL, "退いた方も"), (RETIRED, "退いた方だけ"))

ASKING = ((ALL, "すべて"), (TO_ASK, "半年、確かめていない方"))

AREA, STATE = "地域", "状態"
"""Told in a store of the whole ward only; told where anybody retired is shown only."""

ASKED = "最後の確かめ"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: the line, the word of its kind, its place in the 五十音, and all its words folded."""

    line: PartnerLine
    kind: str
    order: str = field(repr=False)
    folded: str = field(repr=False)

    @property
    def id(self) -> str:
        """The partner's id: rows are told apart by it."""
        return self.line.id

    @property
    def partner(self) -> Partner:
        """The record."""
        return self.line.partner


class Listing:
    """The work of reading all partners."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def run(self, progress: Progress) -> tuple[Listed, ...]:
        """Read them, by kind and reading."""
        kinds = self._desk.codes.labels("partner_kinds")
        return tuple(_listed(line, kinds.get(line.partner.kind, "")) for line in self._desk.partners.lines())


def _listed(line: PartnerLine, kind: str) -> Listed:
    one = line.partner
    told = (one.name, one.kana, one.role, one.organisation, *one.phones, one.area, one.hours, one.note, kind)
    return Listed(line, kind, sort_key(one.kana or "￿" + one.name), "\n".join(fold(text) for text in told if text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the list is narrowed to: words, a kind, whom to ask again, whether retired partners are shown.

    ``only``: just these (ids), whatever became of them since.
    """

    needles: tuple[str, ...] = ()
    kind: str = ALL
    asking: str = ALL
    standing: str = PRESENT
    only: frozenset[str] | None = None

    @property
    def count(self) -> int:
        """How many things are asked for."""
        asked = (self.needles, self.kind != ALL, self.asking != ALL, self.standing != PRESENT, self.only is not None)
        return sum(map(bool, asked))

    def keeps(self, row: Listed) -> bool:
        """Whether a row is shown."""
        return (
            self.stands(row)
            and self.kind in (ALL, row.partner.kind)
            and (self.asking == ALL or row.line.to_ask)
            and all(needle in row.folded for needle in self.needles)
        )

    def stands(self, row: Listed) -> bool:
        """Whether a row is among those asked about: present ones, retired ones, or both."""
        if self.only is not None:
            return row.id in self.only
        return self.standing == ALL or row.partner.retired == (self.standing == RETIRED)


def counted(rows: Sequence[Listed], shown: int, wanted: Wanted, because: str = "") -> str:
    """What is shown, in words; ``because``: what ``wanted.only`` are."""
    whose = {PRESENT: "関係者", ALL: "関係者（退いた方も）", RETIRED: "退いた方"}[wanted.standing]
    whose = whose if wanted.only is None else f"「{because}」"
    total = sum(wanted.stands(row) for row in rows)
    return f"{whose}は、{total}件です。" if shown == total else f"{whose}{total}件のうち、{shown}件を表示しています。"


def phones(partner: Partner) -> str:
    """All telephone numbers in one line."""
    return "、".join(partner.phones)


def people(count: int) -> str:
    """How many people, empty for none."""
    return f"{count}名" if count else "—"


def asked(row: Listed) -> str:
    """When all that is written was asked after, in words."""
    day = row.partner.verified_on
    return show_day_short(day) if day is not None else "まだ"


def _grey(row: Listed) -> str:
    return "soft" if row.partner.retired else ""


def _about(row: Listed) -> str:
    """What one is there, and where."""
    return "　".join(part for part in (row.partner.role, row.partner.organisation) if part)


def _plain(
    title: str,
    value: Callable[[Listed], str | None],
    importance: int,
    width: int,
    below: Callable[[Listed], str] | None = None,
) -> Column[Listed]:
    """A column of plain words; retired partners are grey in it."""
    return Column(
        title,
        lambda row: value(row) or "",
        sort_key=lambda row: value(row) or None,
        tone=_grey,
        width=width,
        below=below,
        importance=importance,
    )


COLUMNS: tuple[Column[Listed], ...] = (
    Column(
        "名前",
        lambda row: row.partner.name,
        sort_key=lambda row: row.order,
        above=lambda row: row.partner.kana or "",
        tone=_grey,
        width=13,
        importance=ALWAYS,
    ),
    Column(
        STATE,
        lambda row: "退任" if row.partner.retired else "",
        tone=lambda row: "away" if row.partner.retired else "",
        width=4,
        importance=8,
        alone=lambda row: "退任" if row.partner.retired else "",
    ),
    _plain("種別", lambda row: row.kind, ALWAYS, 8, _about),
    _plain("電話", lambda row: phones(row.partner), 8, 8, lambda row: row.partner.hours or ""),
    _plain(AREA, lambda row: row.partner.area, 6, 4),
    Column(
        ASKED,
        asked,
        sort_key=lambda row: row.partner.verified_on or date.min,
        tone=lambda row: "wait" if row.line.to_ask else _grey(row),
        width=6,
        importance=7,
        alone=lambda row: f"確かめ {asked(row)}",
    ),
    Column(
        "担当",
        lambda row: people(row.line.people),
        sort_key=lambda row: row.line.people,
        align=Align.END,
        tone=_grey,
        width=3,
        importance=ALWAYS,
        alone=lambda row: f"担当 {row.line.people}名" if row.line.people else "",
    ),
)
"""Name, kind and the number of people always have a place; the others fold where room is short."""


def saying_nothing(rows: Sequence[Listed], *, ward: bool) -> frozenset[str]:
    """Return the titles of the columns that need no place: empty in all rows, or the area where there is but one."""
    optional = (one for one in COLUMNS if one.importance < ALWAYS)
    empty = {one.title for one in optional if not any(one.value(row) for row in rows)}
    return frozenset(empty if ward else empty | {AREA})
