"""Profiles 書き出しの形 at the desk: how a receiver's sheets look, kept by name for all users of the store."""

from collections.abc import Iterable

from watchdesk.changed import Changed
from watchdesk.domain.folding import fold
from watchdesk.domain.profile import USUAL, Chosen, Profile
from watchdesk.errors import Invalid, NotFound
from watchdesk.exports.given import GivenSheet
from watchdesk.exports.welfare_sheets import SHEETS
from watchdesk.services.ground import Ground
from watchdesk.store import preferences as kept
from watchdesk.store.store import Connection

_KEY = "export profiles"


class Profiles:
    """The profiles of the store; the usual one is always there."""

    sheets: tuple[GivenSheet, ...] = SHEETS
    """What can be chosen from."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def all(self) -> tuple[Profile, ...]:
        """Return the usual one, then those saved, in the order of saving."""
        with self._ground.store.read() as connection:
            return (USUAL, *_saved(connection))

    def get(self, name: str | None) -> Profile:
        """Return the one of a name, None: the usual one; NotFound where there is none."""
        if name is None:
            return USUAL
        for profile in self.all():
            if _same(profile.name, name):
                return profile
        raise NotFound(f"「{name}」という書き出しの形は、ありません。名前を確かめてください。")

    def columns(self, profile: Profile, sheet: GivenSheet) -> tuple[Chosen, ...]:
        """Return the columns of a sheet in a profile, the usual ones where it does not name the sheet."""
        usual = tuple(Chosen(key=column.key) for column in sheet.columns if column.usual)
        return profile.sheets.get(sheet.key, usual)

    def is_usual(self, profile: Profile) -> bool:
        """Whether it is the one that cannot be changed."""
        return _same(profile.name, USUAL.name)

    def save(self, profile: Profile) -> Profile:
        """Keep a profile; one of its name is replaced. Invalid for a column that there is not, or the usual name."""
        if _same(profile.name, USUAL.name):
            raise Invalid("name", f"「{USUAL.name}」は変えられません。別の名前にしてください。", kind="taken")
        self._refuse_unknown(profile)
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            others = [one for one in _saved(tx.connection) if not _same(one.name, profile.name)]
            _keep(tx.connection, (*others, profile))
            tx.log("changed", "export profile")
        return profile

    def remove(self, name: str) -> Profile:
        """Take a profile out; return it, so that it can be saved again."""
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            saved = _saved(tx.connection)
            this = next((one for one in saved if _same(one.name, name)), None)
            if this is None:
                raise NotFound(f"「{name}」という書き出しの形は、もうありません。")
            _keep(tx.connection, [one for one in saved if one is not this])
            tx.log("changed", "export profile")
        return this

    def _refuse_unknown(self, profile: Profile) -> None:
        known = {sheet.key: sheet for sheet in self.sheets}
        for key, columns in profile.sheets.items():
            if key not in known:
                raise Invalid("profile", f"「{key}」というシートはありません。", kind="unknown")
            known[key].chosen(columns)


def _saved(connection: Connection) -> tuple[Profile, ...]:
    plain = kept.fetch(connection, kept.SHARED).get(_KEY, [])
    return tuple(Profile.from_json(one) for one in plain)


def _keep(connection: Connection, profiles: Iterable[Profile]) -> None:
    kept.put(connection, kept.SHARED, _KEY, [one.to_json() for one in profiles])


def _same(one: str, other: str) -> bool:
    return (fold(one) or one) == (fold(other) or other)
