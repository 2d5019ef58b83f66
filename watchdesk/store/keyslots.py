"""Who may open a store: keys.json wraps one random data key in a slot for each user and one for the recovery key.

The names of users stand in the file in the clear, so that the unlock screen can offer them; people's never do.
"""

import hashlib
import hmac
import secrets
import time
import unicodedata
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, get_args

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from watchdesk.errors import Damaged, Invalid, WatchDeskError, WrongKey
from watchdesk.store import recovery_key
from watchdesk.store.audit import Head
from watchdesk.store.keyfile import (
    KEYS,
    PREVIOUS,
    Argon2Cost,
    KeyFile,
    Kind,
    Slot,
    canonical,
    content,
    parameters,
    read,
    write,
)
from watchdesk.store.recovery_key import RecoveryKey

__all__ = [
    "CHEAPEST",
    "Argon2Cost",
    "DataKey",
    "KeyFile",
    "Slot",
    "calibrated",
    "create",
    "folded_name",
    "known_name",
    "read",
    "unlock_with_password",
    "unlock_with_recovery",
    "with_anchor",
    "with_new_recovery",
    "with_user",
    "without_user",
    "write",
]

Secret = str | RecoveryKey
"""What a slot is opened with: a password or the printed key."""

Label = Literal["database", "drafts", "key file", "audit", "backup"]

CHEAPEST = Argon2Cost(memory_kib=64 << 10, passes=1, lanes=4)
"""The least that a key file may ask for. For tests that are not about passwords."""

_COSTS = tuple(Argon2Cost(memory_kib=mib << 10, passes=3, lanes=4) for mib in (256, 128, 64))
_PATIENCE = 1.5
"""Seconds that a user is let wait for one password."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """The key of one store, from which the key of each of its files is derived; never written anywhere bare."""

    secret: bytes = field(repr=False)

    def sub_key(self, label: Label) -> bytes:
        """32 bytes for one purpose (HKDF-SHA256)."""
        if label not in get_args(Label):
            raise ValueError(label)
        return _derived(self.secret, salt=None, info=f"watchdesk {label}")


def _derived(secret: bytes, *, salt: bytes | None, info: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=info.encode()).derive(secret)


def create(
    folder: Path, users: Mapping[str, str], recovery: RecoveryKey | None = None, argon2: Argon2Cost | None = None
) -> tuple[KeyFile, DataKey]:
    """Make and write the keys of a new store for users (name → password) and a recovery key.

    Without one, ``with_new_recovery`` adds it later. ``argon2`` None measures what this PC bears. Refuses a folder
    that has keys already.
    """
    if any((folder / name).exists() for name in (KEYS, PREVIOUS)):
        raise WatchDeskError("この場所にはすでに保管庫があります。別の場所を選んでください。", code="store_exists")
    data_key = DataKey(secrets.token_bytes(32))
    keyfile = _sealed(KeyFile(store_id=str(uuid.uuid4()), generation=1, slots=()), data_key)
    cost = argon2 or calibrated()
    for name, password in users.items():
        keyfile = with_user(keyfile, data_key, name, password, cost)
    if recovery is not None:
        keyfile = _with_recovery(keyfile, data_key, recovery)
    keyfile = _sealed(replace(keyfile, generation=1), data_key)
    write(folder, keyfile)
    return keyfile, data_key


def calibrated(seconds: Callable[[], float] = time.perf_counter) -> Argon2Cost:
    """The highest cost that this PC has the memory for and that it bears within a second and a half."""
    for cost in _COSTS[:-1]:
        started = seconds()
        try:
            _stretched("calibration", bytes(16), cost)
        except MemoryError:
            continue
        if seconds() - started <= _PATIENCE:
            return cost
    return _COSTS[-1]


def folded_password(password: str) -> str:
    """The password as it is stretched: without its line end, NFKC; blanks at its ends are part of it.

    So digits typed in full width by an input method match, and a password file may end in a line end.
    """
    return unicodedata.normalize("NFKC", password.lstrip("\ufeff").rstrip("\r\n"))


def _stretched(password: str, salt: bytes, cost: Argon2Cost) -> bytes:
    secret = folded_password(password).encode("utf-8", "surrogatepass")
    kdf = Argon2id(salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(secret)


def unlock_with_password(keyfile: KeyFile, user: str, password: str) -> DataKey:
    """The data key by a user's password; takes about a second. Raises WrongKey, Damaged."""
    slot = _slot_of(keyfile, user)
    if slot is None:
        names = "、".join(keyfile.users)
        raise WrongKey(f"利用者「{user}」は登録されていません。次から選んでください: {names}", code="unknown_user")
    sentence = (
        "パスワードがちがいます。大文字と小文字、かな入力になっていないかを確かめて、もう一度打ちこんでください。"
    )
    return _proven(keyfile, _unwrapped(keyfile, slot, password, sentence))


def unlock_with_recovery(keyfile: KeyFile, key: RecoveryKey) -> DataKey:
    """The data key by the printed recovery key. Raises WrongKey, Damaged."""
    sentence = "この復旧の鍵は、この保管庫のものではありません。いちばん新しい紙を使ってください。"
    for slot in keyfile.slots:
        if slot.kind == "recovery":
            return _proven(keyfile, _unwrapped(keyfile, slot, key, sentence))
    raise WrongKey("この保管庫には復旧の鍵がありません。パスワードで開いてください。", code="no_recovery_key")


def known_name(keyfile: KeyFile, user: str) -> str | None:
    """A user's name as it was entered, of one typed in another width or case; None where there is none."""
    slot = _slot_of(keyfile, user)
    return slot.name if slot else None


def _slot_of(keyfile: KeyFile, user: str) -> Slot | None:
    wanted = folded_name(user)
    return next((slot for slot in keyfile.slots if slot.kind == "user" and folded_name(slot.name) == wanted), None)


def folded_name(name: str) -> str:
    """A user's name as it is compared: width, case and blanks around it do not matter."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def _unwrapped(keyfile: KeyFile, slot: Slot, secret: Secret, sentence: str) -> DataKey:
    aead = AESGCM(_wrapping(slot, secret))
    try:
        return DataKey(aead.decrypt(slot.nonce, slot.wrapped, _bound(keyfile.store_id, slot)))
    except InvalidTag as wrong:
        code = "wrong_password" if slot.kind == "user" else "wrong_recovery_key"
        raise WrongKey(sentence, code=code) from wrong


def _bound(store_id: str, slot: Slot) -> bytes:
    """What a wrapped key is tied to: it opens nothing in another store, slot or at a lowered cost."""
    return canonical({"store_id": store_id, "id": slot.id, "kind": slot.kind, "kdf": parameters(slot)})


def _proven(keyfile: KeyFile, data_key: DataKey) -> DataKey:
    if not hmac.compare_digest(_mac(keyfile, data_key), keyfile.mac):
        raise Damaged("鍵ファイル（keys.json）が書きかえられています。控えから戻してください。", code="keys_altered")
    return data_key


def _mac(keyfile: KeyFile, data_key: DataKey) -> bytes:
    return hmac.digest(data_key.sub_key("key file"), canonical(content(keyfile)), hashlib.sha256)


def _sealed(keyfile: KeyFile, data_key: DataKey) -> KeyFile:
    return replace(keyfile, mac=_mac(keyfile, data_key))


def _changed(
    keyfile: KeyFile, data_key: DataKey, *, slots: tuple[Slot, ...] | None = None, anchor: Head | None = None
) -> KeyFile:
    """The next generation; a file that was altered is not sealed anew."""
    _proven(keyfile, data_key)
    kept, last = slots or keyfile.slots, anchor or keyfile.anchor
    return _sealed(replace(keyfile, generation=keyfile.generation + 1, slots=kept, anchor=last), data_key)


def _slot(keyfile: KeyFile, data_key: DataKey, name: str, secret: Secret, cost: Argon2Cost | None) -> Slot:
    """A new slot: of the recovery key where there is no cost."""
    salt, nonce = secrets.token_bytes(16), secrets.token_bytes(12)
    kind: Kind = "recovery" if cost is None else "user"
    slot = Slot(id=str(uuid.uuid4()), kind=kind, name=name, cost=cost, salt=salt, nonce=nonce, wrapped=b"")
    wrapped = AESGCM(_wrapping(slot, secret)).encrypt(nonce, data_key.secret, _bound(keyfile.store_id, slot))
    return replace(slot, wrapped=wrapped)


def _wrapping(slot: Slot, secret: Secret) -> bytes:
    """The key that a slot's data key is wrapped with."""
    if isinstance(secret, RecoveryKey):
        return _derived(secret.secret, salt=slot.salt, info="watchdesk recovery")
    if slot.cost is None:
        raise ValueError("a password needs a cost")
    try:
        return _stretched(secret, slot.salt, slot.cost)
    except MemoryError as short:
        raise WatchDeskError("メモリーが足りません。ほかのソフトを閉じて、もう一度お試しください。") from short


def with_user(
    keyfile: KeyFile, data_key: DataKey, name: str, password: str, argon2: Argon2Cost | None = None
) -> KeyFile:
    """With a slot for a user; one of that name is replaced, which is how a password is changed.

    Takes about a second. Whether the password is good enough is asked of ``domain.password`` before.
    """
    if not name.strip() or not folded_password(password):
        raise Invalid("user", "利用者の名前とパスワードを打ちこんでください。", kind="missing")
    _proven(keyfile, data_key)
    old = _slot_of(keyfile, name)
    new = _slot(keyfile, data_key, old.name if old else name.strip(), password, argon2 or calibrated())
    if old is None:
        return _changed(keyfile, data_key, slots=(*keyfile.slots, new))
    return _changed(keyfile, data_key, slots=tuple(new if slot == old else slot for slot in keyfile.slots))


def without_user(keyfile: KeyFile, data_key: DataKey, name: str) -> KeyFile:
    """Without a user's slot. The last user stays: somebody must be able to open the store in the morning."""
    slot = _slot_of(keyfile, name)
    if slot is None:
        raise Invalid("user", f"利用者「{name}」は登録されていません。名前を確かめてください。", kind="unknown")
    if len(keyfile.users) == 1:
        raise Invalid("user", "最後の利用者は外せません。先に別の方を登録してください。", kind="last")
    return _changed(keyfile, data_key, slots=tuple(kept for kept in keyfile.slots if kept != slot))


def with_new_recovery(
    keyfile: KeyFile, data_key: DataKey, proven: RecoveryKey | None = None
) -> tuple[KeyFile, RecoveryKey]:
    """With a new recovery key to print, or one ``proven`` to be on paper; the one before opens nothing from then on."""
    recovery = proven or recovery_key.new()
    return _with_recovery(keyfile, data_key, recovery), recovery


def _with_recovery(keyfile: KeyFile, data_key: DataKey, recovery: RecoveryKey) -> KeyFile:
    users = tuple(slot for slot in keyfile.slots if slot.kind == "user")
    return _changed(keyfile, data_key, slots=(*users, _slot(keyfile, data_key, "", recovery, None)))


def with_anchor(keyfile: KeyFile, data_key: DataKey, seq: int, mac: str) -> KeyFile:
    """With the audit's last entry as seen now."""
    return _changed(keyfile, data_key, anchor=Head(seq, mac))
