"""Users 利用者: who may unlock the store, their full names, a new password and a new recovery key."""

import unicodedata
from dataclasses import replace

from watchdesk.changed import Changed
from watchdesk.domain.password import password_words
from watchdesk.errors import Invalid, NotFound, WrongKey
from watchdesk.services.ground import Ground
from watchdesk.store import keyslots, settings
from watchdesk.store import users as kept_users
from watchdesk.store.keyslots import DataKey
from watchdesk.store.recovery_key import RecoveryKey
from watchdesk.store.store import Store
from watchdesk.store.users import User

COORDINATOR, STAFF = "coordinator", "staff"
ROLES = {COORDINATOR: "見守りコーディネーター", STAFF: "事務・お手伝いの方"}
"""Role → its word; every user may do everything, the word only tells who is who."""

LONGEST_NAME = 40
"""Characters of the name under which one unlocks the store."""


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

    def add(self, own: str, name: str, password: str, *, full_name: str = "", role: str = STAFF) -> User:
        """Let somebody unlock the store by a name and a password, and return who that is.

        ``own`` is the unlocked user's password: who sits down at an open desk must not let himself in for tomorrow.
        A name that was disabled is taken up again. Takes some seconds. Raises WrongKey, Invalid.
        """
        name = " ".join(unicodedata.normalize("NFKC", name).split())
        before = self._named(name)
        if before is not None and not before.disabled:
            raise Invalid("name", f"「{name}」という利用者は、もういます。別の名前にしてください。", kind="exists")
        user = User(name=before.name if before else name, full_name=full_name.strip() or name, role=role)
        _check(user)
        self._check_strength(password, user)
        self.prove(own)
        with self._ground.store.write(self._ground.user, Changed.USERS) as tx:
            if before is None:
                kept_users.add(tx.connection, user, self._ground.moment())
            else:
                kept_users.set_disabled(tx.connection, user.name, False)
                kept_users.rename(tx.connection, user.name, user.full_name)
                kept_users.set_role(tx.connection, user.name, user.role)
            tx.log("added" if before is None else "enabled", "user", user.name)
            self._write_slot(user.name, password)
        return user

    def disable(self, own: str, name: str) -> User:
        """Let a user unlock the store no more, from now on; what they wrote stays. Raises WrongKey, NotFound, Invalid.

        Neither the last one nor oneself: somebody must be able to open the store in the morning.
        """
        user = self._known(name)
        if user.name == self._ground.user:
            alone = len([one for one in self.all() if not one.disabled]) == 1
            sentence = "最後の利用者は、使えなくできません。" if alone else "ご自分を使えなくすることは、できません。"
            raise Invalid("name", f"{sentence}別の方から、してください。", kind="last" if alone else "self")
        self.prove(own)
        keyfile = keyslots.without_user(keyslots.read(self._ground.folder), self._data_key, user.name)
        with self._ground.store.write(self._ground.user, Changed.USERS) as tx:
            kept_users.set_disabled(tx.connection, user.name, True)
            tx.log("disabled", "user", user.name)
            keyslots.write(self._ground.folder, keyfile)
        return replace(user, disabled=True)

    def reset(self, own: str, name: str, password: str) -> User:
        """Give a user who forgot theirs a new password. Takes some seconds. Raises WrongKey, NotFound, Invalid."""
        user = self._known(name)
        self._check_strength(password, user)
        self.prove(own)
        with self._ground.store.write(self._ground.user, Changed.USERS) as tx:
            tx.log("password reset", "user", user.name)
            self._write_slot(user.name, password)
        return user

    def _named(self, name: str) -> User | None:
        folded = keyslots.folded_name(name)
        return next((user for user in self.all() if keyslots.folded_name(user.name) == folded), None)

    def _known(self, name: str) -> User:
        """A user who may unlock the store."""
        user = self._named(name)
        if user is None:
            raise NotFound(f"利用者「{name}」は、いません。名前を確かめてください。")
        if user.disabled:
            raise Invalid("name", f"利用者「{user.name}」は、もう使えなくしてあります。", kind="disabled")
        return user

    def _write_slot(self, name: str, password: str) -> None:
        keyfile = keyslots.read(self._ground.folder)
        keyslots.write(self._ground.folder, keyslots.with_user(keyfile, self._data_key, name, password))

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
        self._check_strength(new, self.current())
        self.prove(old)
        self.set_password(new)

    def prove(self, password: str) -> None:
        """Pass only who knows the unlocked user's password. Takes about a second. WrongKey where it is another."""
        keyslots.unlock_with_password(keyslots.read(self._ground.folder), self._ground.user, password)

    def set_password(self, password: str) -> None:
        """Give who opened by the recovery key a new password. Takes about a second. Invalid where it is too weak."""
        self._check_strength(password, self.current())
        with self._ground.store.write(self._ground.user, Changed.USERS) as tx:
            tx.log("password changed", "user", self._ground.user)
            self._write_slot(self._ground.user, password)

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

    def _check_strength(self, password: str, user: User) -> None:
        strength = password_words(password, (user.name, user.full_name, self._ground.home_area or ""))
        if strength.level == 0:
            raise Invalid("password", strength.sentence, kind="weak")


def _check(user: User) -> None:
    """A name that a person can choose from a list, and a role that is known."""
    if not user.name:
        raise Invalid("name", "開くときのお名前を入れてください。", kind="missing")
    if len(user.name) > LONGEST_NAME or not user.name.isprintable():
        raise Invalid("name", f"開くときのお名前は、{LONGEST_NAME}字までの文字にしてください。", kind="unfit")
    if user.role not in ROLES:
        raise Invalid("role", f"役割は、{'か'.join(ROLES)}にしてください。", kind="unknown")


def refuse_disabled(store: Store, name: str) -> None:
    """Close the store to who was disabled: a key file put back from elsewhere lets nobody in. Raises WrongKey."""
    with store.read() as connection:
        found = next((user for user in kept_users.fetch(connection) if user.name == name), None)
    if found is not None and found.disabled:
        store.close()
        sentence = f"利用者「{name}」は、使えなくしてあります。ほかの利用者に、設定の「利用者」で、たのんでください。"
        raise WrongKey(sentence, code="user_disabled")
