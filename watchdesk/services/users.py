"""Users 利用者: who may unlock the store, their full names, a new password and a new recovery key."""

from watchdesk.changed import Changed
from watchdesk.domain.password import password_words
from watchdesk.errors import Invalid, NotFound
from watchdesk.services.ground import Ground
from watchdesk.store import keyslots, settings
from watchdesk.store import users as kept_users
from watchdesk.store.keyslots import DataKey
from watchdesk.store.recovery_key import RecoveryKey
from watchdesk.store.users import User

COORDINATOR = "coordinator"
"""Role of the 見守りコーディネーター."""


class Users:
    """Those who may open this store."""

    def __init__(self, ground: Ground, data_key: DataKey) -> None:
        self._ground = ground
        self._data_key = data_key

    def enter_first(self, name: str, full_name: str) -> None:
        """Write the first user of a new store down; the name on the reports is taken from here."""
        with self._ground.store.write(name, Changed.USERS) as tx:
            kept_users.add(tx.connection, User(name=name, full_name=full_name, role=COORDINATOR), self._ground.moment())
            settings.put(tx.connection, {"coordinator": full_name})
            tx.log("made", "store")
            tx.log("added", "user", name)

    def all(self) -> tuple[User, ...]:
        """Everybody who may or might unlock the store."""
        with self._ground.store.read() as connection:
            return kept_users.fetch(connection)

    def current(self) -> User:
        """The unlocked user."""
        found = next((user for user in self.all() if user.name == self._ground.user), None)
        if found is None:
            raise NotFound(f"利用者「{self._ground.user}」は、この保管庫にいません。")
        return found

    def rename(self, full_name: str) -> None:
        """Change the unlocked user's full name."""
        if not full_name.strip():
            raise Invalid("full_name", "お名前を入れてください。", kind="missing")
        with self._ground.store.write(self._ground.user, Changed.USERS) as tx:
            kept_users.rename(tx.connection, self._ground.user, full_name)
            tx.log("changed", "user", self._ground.user, ["full_name"])

    def change_password(self, old: str, new: str) -> None:
        """Change the unlocked user's password. Takes some seconds. WrongKey where ``old`` is not the present one.

        Who sits down at an open desk must not be able to lock its owner out.
        """
        self._check_strength(new)
        self.prove(old)
        self.set_password(new)

    def prove(self, password: str) -> None:
        """Pass only who knows the unlocked user's password. Takes about a second. WrongKey where it is another."""
        keyslots.unlock_with_password(keyslots.read(self._ground.folder), self._ground.user, password)

    def set_password(self, password: str) -> None:
        """Give who opened by the recovery key a new password. Takes about a second. Invalid where it is too weak."""
        self._check_strength(password)
        keyfile = keyslots.read(self._ground.folder)
        changed = keyslots.with_user(keyfile, self._data_key, self._ground.user, password)
        with self._ground.store.write(self._ground.user, Changed.USERS) as tx:
            tx.log("password changed", "user", self._ground.user)
            keyslots.write(self._ground.folder, changed)

    def renew_recovery_key(self, password: str, proven: RecoveryKey | None = None) -> RecoveryKey:
        """Take a new recovery key; the old paper opens nothing any more. ``proven``: one already printed and typed.

        Takes some seconds. WrongKey where ``password`` is not the unlocked user's: who sits down at an open desk must
        not be able to take the store along on a paper of his own.
        """
        self.prove(password)
        keyfile, key = keyslots.with_new_recovery(keyslots.read(self._ground.folder), self._data_key, proven)
        with self._ground.store.write(self._ground.user, Changed.USERS) as tx:
            tx.log("recovery key renewed", "store")
            keyslots.write(self._ground.folder, keyfile)
        return key

    def _check_strength(self, password: str) -> None:
        strength = password_words(password, (self._ground.user, self.current().full_name))
        if strength.level == 0:
            raise Invalid("password", strength.sentence, kind="weak")
