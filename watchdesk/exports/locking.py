"""Locking: what only the receiver opens; Excel's own password (ECMA-376 agile, AES-256) and the age format.

A changed byte never yields another content. In an age file each is refused. A locked workbook lies in an OLE container,
whose own lists, names and room left over no signature covers: a byte changed there may pass, and what is opened is then
what was written, since the content itself is signed (HMAC-SHA512) and that is checked.
"""

import io
import re
from dataclasses import dataclass, field
from typing import Any

import pyrage
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from watchdesk.errors import WatchDeskError, WrongKey

SUFFIX = ".age"

_OLE, _AGE = b"\xd0\xcf\x11\xe0", b"age-encryption.org/"
_BY_PASSWORD = b"-> scrypt "

DAMAGED = "このファイルはこわれているか、途中で書きかえられています。送った方に、もう一度もらってください。"
WRONG_PASSWORD = "パスワードがちがいます。大文字・小文字とハイフンを確かめて、もう一度お試しください。"  # noqa: S105
WRONG_KEY = "この鍵では開けません。自分の鍵のファイルか、送った相手がちがいます。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """How a file is locked: by a password, or to a receiver's public key; exactly one of the two."""

    password: str | None = field(default=None, repr=False)
    public_key: str | None = None

    def __post_init__(self) -> None:
        if (self.password is None) == (self.public_key is None):
            raise ValueError("a file is locked by a password or to a key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Opener:
    """What opens a file: a password, or the text of a key file."""

    password: str | None = field(default=None, repr=False)
    identity: str | None = field(default=None, repr=False)


# ---- workbooks


def lock_workbook(data: bytes, password: str) -> bytes:
    """Return an .xlsx file that Excel opens by its password only."""
    into = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, into)
    return into.getvalue()


def unlock_workbook(data: bytes, password: str) -> bytes:
    """Return the .xlsx file within; WrongKey for another password, ``tampered`` where it is damaged or was changed."""
    try:
        office = OOXMLFile(io.BytesIO(data))
        office.load_key(password=password, verify_password=True)
    except InvalidKeyError as wrong:
        raise WrongKey(WRONG_PASSWORD) from wrong
    except Exception as wrong:  # a damaged file brings the reader to anything: KeyError, struct.error, IndexError
        raise WatchDeskError(DAMAGED, code="tampered") from wrong
    return _decrypted(office)


def _decrypted(office: Any) -> bytes:
    into = io.BytesIO()
    try:
        office.decrypt(into, verify_integrity=True)
    except Exception as wrong:  # as above
        raise WatchDeskError(DAMAGED, code="tampered") from wrong
    return into.getvalue()


# ---- age files


def lock_age(data: bytes, lock: Lock, also: str | None = None) -> bytes:
    """Return an age file that the lock's password or the owner of its key opens, or (``also``) of one more key."""
    if lock.password is not None:
        return bytes(pyrage.passphrase.encrypt(data, lock.password))
    return bytes(pyrage.encrypt(data, [_recipient(key) for key in (lock.public_key, also) if key]))


def unlock_age(data: bytes, opener: Opener) -> bytes:
    """Return what is in an age file; WrongKey where the password or key does not open it or it was changed since."""
    if is_by_password(data):
        if opener.password is None:
            raise WatchDeskError("このファイルを開くには、パスワードが要ります。", code="password_needed")
        try:
            return bytes(pyrage.passphrase.decrypt(data, opener.password))
        except pyrage.DecryptError as wrong:
            raise _refused(data, wrong, WRONG_PASSWORD) from wrong
    if opener.identity is None:
        raise WatchDeskError("このファイルを開くには、自分の鍵のファイルが要ります。", code="identity_needed")
    try:
        return bytes(pyrage.decrypt(data, [_identity(opener.identity)]))
    except pyrage.DecryptError as wrong:
        raise _refused(data, wrong, WRONG_KEY) from wrong


def _refused(data: bytes, wrong: Exception, sentence: str) -> WatchDeskError:
    """Another key cannot be told from a changed head; a body that was changed is told for itself."""
    told = str(wrong).casefold()
    if "matching keys" in told or "decryption failed" in told or "password" in told or "mac" in told:
        return WrongKey(sentence)
    return WatchDeskError(DAMAGED, code="tampered")


def is_by_password(data: bytes) -> bool:
    """Whether an age file asks for a password rather than for a key."""
    return _BY_PASSWORD in data[:200]


def public_key_in(text: str) -> str:
    """Return the public key in the text of a file; WatchDeskError (``no_public_key``) where none stands in it."""
    found = re.search(r"\bage1[02-9ac-hj-np-z]{20,}\b", text)
    if found is not None:
        try:
            return str(_recipient(found[0]))
        except pyrage.RecipientError:
            pass
    sentence = "このファイルには、相手の公開鍵（age1… で始まる1行）がありません。相手にもう一度もらってください。"
    raise WatchDeskError(sentence, code="no_public_key")


def new_identity() -> tuple[str, str]:
    """Make a key pair; return the secret key's text and the public one."""
    made = pyrage.x25519.Identity.generate()
    return str(made), str(made.to_public())


def _recipient(text: str) -> Any:
    return pyrage.x25519.Recipient.from_str(text)


def _identity(text: str) -> Any:
    line = next((line.strip() for line in text.splitlines() if line.strip().startswith("AGE-SECRET-KEY-")), "")
    try:
        return pyrage.x25519.Identity.from_str(line)
    except pyrage.IdentityError as wrong:
        raise WatchDeskError("鍵のファイルが読めません。別のファイルを選んでください。", code="no_identity") from wrong


# ---- what a file is


def is_locked_workbook(data: bytes) -> bool:
    """Whether a file is an Office file with a password (or an old .xls)."""
    return data.startswith(_OLE)


def is_age(data: bytes) -> bool:
    """Whether a file is an age file."""
    return data.startswith(_AGE)
