"""Given: rows that went through the gate, and the columns by which a receiver's sheets are made of them."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from watchdesk.domain.profile import Chosen
from watchdesk.errors import Invalid
from watchdesk.exports.sheet import CellKind, Head, Sheet, Value

_NAMING = frozenset({"number", "name"})
"""Keys of the columns that say whose row it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenRow:
    """A row about somebody: whose, its values by the keys of the columns, whether she was hidden 秘匿 then."""

    person_id: str
    values: Mapping[str, Value] = field(repr=False)
    hidden: bool = False

    @property
    def id(self) -> str:
        """Whose row it is."""
        return self.person_id


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenColumn:
    """A column that can be given: its key, its usual title, what its cells are and mean.

    ``usual``: stands there unless a profile chooses. ``rule``: the key of shared_fields.csv or shared_records.csv that
    says who may have it, None: what ``domain.sharing`` says of the column's own key.
    """

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 12
    meaning: str = ""
    usual: bool = True
    rule: str | None = None

    @property
    def tells(self) -> str:
        """By which it is asked whether a receiver may have it."""
        return self.rule or self.key

    def head(self, title: str | None = None) -> Head:
        """The column as it stands in the sheet, under a title of the receiver's own."""
        return Head(
            title=title or self.title,
            kind=self.kind,
            width=self.width,
            meaning=self.meaning,
            names_row=self.key in _NAMING,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSheet:
    """A sheet that can be given: its key in profiles, its title, and all columns it can have.

    ``needs``: the column without which it tells nothing; whoever may not have that one does not get the sheet.
    ``named`` False: nobody is named in it, and anybody may have it.
    """

    key: str
    title: str
    columns: tuple[GivenColumn, ...]
    wide: bool = True
    needs: str | None = None
    named: bool = True

    def forbidden(self, may_have: Callable[[str], bool]) -> frozenset[str]:
        """Return what its columns tell that a receiver may not have."""
        return frozenset(column.tells for column in self.columns if self.named and not may_have(column.tells))

    def goes(self, forbidden: Collection[str]) -> bool:
        """Whether the sheet goes at all to whom this is forbidden."""
        return not any(column.key == self.needs and column.tells in forbidden for column in self.columns)

    def chosen(
        self, wanted: tuple[Chosen, ...] | None, forbidden: Collection[str] = ()
    ) -> tuple[tuple[GivenColumn, str], ...]:
        """Return columns with their titles: the wanted ones, None: the usual ones; never one that is forbidden.

        Invalid (``profile.unknown``) for a column that the sheet does not have.
        """
        goes = self.goes(forbidden)
        return tuple((one, title) for one, title in self._wanted(wanted) if goes and one.tells not in forbidden)

    def left_out(self, wanted: tuple[Chosen, ...] | None, forbidden: Collection[str]) -> tuple[str, ...]:
        """Return, in words, which of the wanted columns stay out because they are forbidden."""
        asked = self._wanted(wanted)
        if asked and not self.goes(forbidden):
            return (f"シート「{self.title}」",)
        titles = "".join(f"「{title}」" for one, title in asked if one.tells in forbidden)
        return (f"{self.title}の{titles}",) if titles else ()

    def _wanted(self, wanted: tuple[Chosen, ...] | None) -> tuple[tuple[GivenColumn, str], ...]:
        if wanted is None:
            return tuple((column, column.title) for column in self.columns if column.usual)
        known = {column.key: column for column in self.columns}
        missing = [one.key for one in wanted if one.key not in known]
        if missing:
            sentence = f"「{self.title}」に「{missing[0]}」という列はありません。書き出しの形を直してください。"
            raise Invalid("profile", sentence, kind="unknown")
        return tuple((known[one.key], one.title or known[one.key].title) for one in wanted)

    def sheet(self, columns: Iterable[tuple[GivenColumn, str]], rows: Iterable[Mapping[str, Value]]) -> Sheet:
        """Return the sheet of some values by key."""
        those = tuple(columns)
        return Sheet(
            title=self.title,
            heads=tuple(column.head(title) for column, title in those),
            rows=tuple(tuple(row.get(column.key) for column, _ in those) for row in rows),
            wide=self.wide,
        )
