"""Preferences: how each user wants the lists to look, and the filters that all users of the store share."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.folding import fold
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import Invalid, NotFound
from watchdesk.services.ground import Ground
from watchdesk.store import preferences as kept
from watchdesk.store.store import Connection

LONGEST_NAME = 40
NO_FILTER = PeopleFilter()
_NOTHING = Changed(0)
_LOOK, _FILTERS = "people list", "people filters"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleLook:
    """How a user left the list of people: keys of its columns in order (none: the usual ones), sort, filter."""

    columns: tuple[str, ...] = ()
    sort: str = "due"
    descending: bool = False
    filter: PeopleFilter = NO_FILTER


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedFilter:
    """A filter under a name, for all users of the store."""

    name: str
    filter: PeopleFilter


class Preferences:
    """What is remembered of the lists; it stands in the encrypted store, since a filter may hold a name."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def get(self, key: str, default: Any = None) -> Any:
        """One of the user's preferences, as plain JSON."""
        return self._of(self._ground.user).get(key, default)

    def put(self, key: str, value: Any) -> None:
        """Remember a preference of the user; None forgets it. It is neither announced nor written into the ledger."""
        with self._ground.store.write(self._ground.user, _NOTHING) as tx:
            if value is None:
                kept.drop(tx.connection, self._ground.user, key)
            else:
                kept.put(tx.connection, self._ground.user, key, value)

    def people_list(self) -> PeopleLook:
        """How the user left the list of people; what this version does not know of it is passed over."""
        plain = self.get(_LOOK, {})
        if not isinstance(plain, Mapping):
            return PeopleLook()
        columns, sort = plain.get("columns"), plain.get("sort")
        return PeopleLook(
            columns=tuple(map(str, columns)) if isinstance(columns, list) else (),
            sort=sort if isinstance(sort, str) else PeopleLook().sort,
            descending=plain.get("descending") is True,
            filter=PeopleFilter.from_json(plain.get("filter")),
        )

    def keep_people_list(self, look: PeopleLook) -> None:
        """Remember how the user left the list of people."""
        plain = {
            "columns": list(look.columns),
            "sort": look.sort,
            "descending": look.descending,
            "filter": look.filter.to_json(),
        }
        if plain != self.get(_LOOK):
            self.put(_LOOK, plain)

    # ---- filters that all users share

    def filters(self) -> tuple[SavedFilter, ...]:
        """The saved filters of the list of people, in their order."""
        with self._ground.store.read() as connection:
            return _filters(connection)

    def save_filter(self, name: str, wanted: PeopleFilter) -> SavedFilter:
        """Save a filter under a name; one that has the name already is replaced. Invalid without a name."""
        saved = SavedFilter(name=_checked(name), filter=wanted)
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            before = _filters(tx.connection)
            others = [one for one in before if not _same(one.name, name)]
            place = next((at for at, one in enumerate(before) if _same(one.name, name)), len(others))
            _keep(tx.connection, [*others[:place], saved, *others[place:]])
            tx.log("changed", "filters")
        return saved

    def rename_filter(self, name: str, new: str) -> None:
        """Give a saved filter another name; Invalid where another one has it."""
        wanted = _checked(new)
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            saved = _filters(tx.connection)
            if any(_same(one.name, wanted) and not _same(one.name, name) for one in saved):
                raise Invalid("name", f"「{wanted}」は、もうあります。別の名前にしてください。", kind="twice")
            this = _named(saved, name)
            renamed = SavedFilter(name=wanted, filter=this.filter)
            _keep(tx.connection, [renamed if one is this else one for one in saved])
            tx.log("changed", "filters")

    def remove_filter(self, name: str) -> SavedFilter:
        """Take a saved filter out; return it, so that it can be saved again."""
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            saved = _filters(tx.connection)
            this = _named(saved, name)
            _keep(tx.connection, [one for one in saved if one is not this])
            tx.log("changed", "filters")
        return this

    def _of(self, user: str) -> dict[str, Any]:
        with self._ground.store.read() as connection:
            return kept.fetch(connection, user)


def _filters(connection: Connection) -> tuple[SavedFilter, ...]:
    plain = kept.fetch(connection, kept.SHARED).get(_FILTERS, [])
    return tuple(SavedFilter(name=one["name"], filter=PeopleFilter.from_json(one["filter"])) for one in plain)


def _keep(connection: Connection, saved: Iterable[SavedFilter]) -> None:
    plain = [{"name": one.name, "filter": one.filter.to_json()} for one in saved]
    kept.put(connection, kept.SHARED, _FILTERS, plain)


def _named(saved: Iterable[SavedFilter], name: str) -> SavedFilter:
    for one in saved:
        if _same(one.name, name):
            return one
    raise NotFound(f"「{name}」という保存したしぼり込みは、もうありません。")


def _same(one: str, other: str) -> bool:
    return (fold(one) or one) == (fold(other) or other)


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not plain:
        raise Invalid("name", "しぼり込みの名前を入れてください。", kind="missing")
    if len(plain) > LONGEST_NAME:
        raise Invalid("name", f"名前は、{LONGEST_NAME}字までにしてください。", kind="too_long")
    return plain
