"""What the page 書き出しの形 shows of a column: whether it goes into the sheet, under what name, and what it means."""

from dataclasses import dataclass

from watchdesk.columns import ALWAYS, Column
from watchdesk.desk import Desk
from watchdesk.domain.profile import Profile

IN, OUT = "入れます", "入れません"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnRow:
    """One column of a sheet; ``place`` counts from 1, None: it stays out. ``title`` is the receiver's own name."""

    key: str
    place: int | None
    usual: str
    title: str | None
    meaning: str

    @property
    def shown(self) -> str:
        """Its name in the sheet."""
        return self.title or self.usual


def rows(desk: Desk, profile: Profile, sheet_key: str) -> tuple[ColumnRow, ...]:
    """Return the columns of a sheet: those that go in as they are ordered, then the others."""
    sheet = next(one for one in desk.profiles.sheets if one.key == sheet_key)
    chosen = desk.profiles.columns(profile, sheet)
    known = {column.key: column for column in sheet.columns}
    inside = [(one.key, place, one.title) for place, one in enumerate(chosen, 1) if one.key in known]
    kept = {key for key, _, _ in inside}
    rest = [(key, None, None) for key in known if key not in kept]
    return tuple(
        ColumnRow(key=key, place=place, usual=known[key].title, title=title, meaning=known[key].meaning)
        for key, place, title in (*inside, *rest)
    )


def _place(row: ColumnRow) -> str:
    return str(row.place) if row.place is not None else ""


def _state(row: ColumnRow) -> str:
    return IN if row.place is not None else OUT


def _grey(row: ColumnRow) -> str:
    return "" if row.place is not None else "soft"


COLUMNS: tuple[Column[ColumnRow], ...] = (
    Column("列の名前", lambda row: row.shown, tone=_grey, width=12, importance=ALWAYS),
    Column("順", _place, width=3, importance=ALWAYS),
    Column(
        "このシートに",
        _state,
        tone=lambda row: "ok" if row.place else "soft",
        width=6,
        importance=ALWAYS,
        alone=_state,
    ),
    Column("もとの名前", lambda row: row.usual if row.title else "", width=9, importance=6),
    Column("中身", lambda row: row.meaning, width=22, importance=5, alone=lambda row: row.meaning),
)
