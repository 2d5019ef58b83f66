"""Given: rows that went through the gate, and the columns by which a receiver's sheets are made of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from watchdesk.domain.profile import Chosen
from watchdesk.errors import Invalid
from watchdesk.exports.sheet import CellKind, Head, Sheet, Value


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

    ``usual``: stands there unless a profile chooses. ``rule``: the key of shared_fields.csv that says who may have it.
    """

    key: str
    title: str
    kind: CellKind = CellKind.TEXT
    width: int = 12
    meaning: str = ""
    usual: bool = True
    rule: str | None = None

    def head(self, title: str | None = None) -> Head:
        """The column as it stands in the sheet, under a title of the receiver's own."""
        return Head(title=title or self.title, kind=self.kind, width=self.width, meaning=self.meaning)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSheet:
    """A sheet that can be given: its key in profiles, its title, and all columns it can have."""

    key: str
    title: str
    columns: tuple[GivenColumn, ...]
    wide: bool = True

    def chosen(
        self, wanted: tuple[Chosen, ...] | None, forbidden: Collection[str] = ()
    ) -> tuple[tuple[GivenColumn, str], ...]:
        """Return columns with their titles: the wanted ones, None: the usual ones; never one under a forbidden rule.

        Invalid (``profile.unknown``) for a column that the sheet does not have.
        """
        known = {column.key: column for column in self.columns if column.rule not in forbidden}
        if wanted is None:
            return tuple((column, column.title) for column in known.values() if column.usual)
        every = {column.key for column in self.columns}
        missing = [one.key for one in wanted if one.key not in every]
        if missing:
            sentence = f"「{self.title}」に「{missing[0]}」という列はありません。書き出しの形を直してください。"
            raise Invalid("profile", sentence, kind="unknown")
        return tuple((known[one.key], one.title or known[one.key].title) for one in wanted if one.key in known)

    def sheet(self, columns: Iterable[tuple[GivenColumn, str]], rows: Iterable[Mapping[str, Value]]) -> Sheet:
        """Return the sheet of some values by key."""
        those = tuple(columns)
        return Sheet(
            title=self.title,
            heads=tuple(column.head(title) for column, title in those),
            rows=tuple(tuple(row.get(column.key) for column, _ in those) for row in rows),
            wide=self.wide,
        )
