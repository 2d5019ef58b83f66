"""What is asked of handing over: receivers, what went to them, and whether a password was used before."""

import hashlib
import hmac
import secrets
import unicodedata
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, true, update

from watchdesk.domain.copies import CopyState
from watchdesk.domain.handover import Handover
from watchdesk.domain.receiver import Receiver
from watchdesk.errors import NotFound
from watchdesk.store.copies import OUT
from watchdesk.store.schema import copies
from watchdesk.store.schema_handovers import handovers, receivers, spent_passwords

EVERY: ColumnElement[bool] = true()
UNRECEIPTED = handovers.c.received_on.is_(None) & handovers.c.erased_on.is_(None)
"""Files whose receipt has not come back."""

_AWAITED = (handovers.c.due_back.is_not(None) & handovers.c.returned_on.is_(None)) | (
    handovers.c.erase_by.is_not(None) & handovers.c.erased_on.is_(None)
)
_BACK = select(copies.c.number).where(copies.c.state == str(CopyState.RETURNED))
_STILL_OUT = (
    handovers.c.copy_number.is_(None)
    | handovers.c.copy_number.in_(select(copies.c.number).where(OUT))
    | (handovers.c.copy_number.in_(_BACK) & handovers.c.erase_by.is_not(None) & handovers.c.erased_on.is_(None))
)
TO_END = _AWAITED & _STILL_OUT
"""Files whose medium is to come back, or that are to be erased, and nobody wrote down that it was: neither here nor
of the copy, whose own page may say that it is destroyed, or back where nothing is to be erased. What is lost has its
own line."""

# ---- receivers


def fetch_receivers(connection: Connection) -> dict[str, Receiver]:
    """Return the receivers with whom a way was agreed, by code."""
    return {row.code: Receiver(**row._asdict()) for row in connection.execute(select(receivers))}


def put_receiver(connection: Connection, receiver: Receiver) -> None:
    """Write down how files go to a receiver, in place of what was written before."""
    drop_receiver(connection, receiver.code)
    connection.execute(insert(receivers).values(_row(receiver)))


def drop_receiver(connection: Connection, code: str) -> None:
    """Forget how files go to a receiver."""
    connection.execute(delete(receivers).where(receivers.c.code == code))


# ---- what went to them


def add(connection: Connection, handover: Handover) -> None:
    """Write a file down."""
    connection.execute(insert(handovers).values(_row(handover)))


def change(connection: Connection, handover_id: str, **values: Any) -> None:
    """Write down what became of a file."""
    connection.execute(update(handovers).where(handovers.c.id == handover_id).values(values))


def fetch(connection: Connection, where: ColumnElement[bool] = EVERY) -> tuple[Handover, ...]:
    """Return the files that went out, the newest first."""
    asked = select(*_OWN).where(where).order_by(handovers.c.seq.desc())
    return tuple(Handover(**row._asdict()) for row in connection.execute(asked))


def get(connection: Connection, handover_id: str) -> Handover:
    """Return one; NotFound where there is none of that id."""
    for found in fetch(connection, handovers.c.id == handover_id):
        return found
    raise NotFound("その受け渡しは、ありません。一覧から選び直してください。")


def of_copy(connection: Connection, number: int) -> Handover | None:
    """Return the file that a copy is; None of paper."""
    return next(iter(fetch(connection, handovers.c.copy_number == number)), None)


_OWN = [column for column in handovers.columns if column.name != "seq"]


def _row(record: Any) -> dict[str, Any]:
    row = {name: getattr(record, name) for name in record.__dataclass_fields__}
    return row | ({"withheld": dict(row["withheld"])} if "withheld" in row else {})


# ---- passwords that are used up

_COST = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 64 << 20, "dklen": 32}
"""scrypt over 32 MiB: a moment for one question, years for a list of guesses."""


def is_spent(connection: Connection, password: str) -> bool:
    """Whether a file was locked by this password before."""
    found = connection.execute(select(spent_passwords.c.salt, spent_passwords.c.hash)).all()
    by_salt: dict[str, list[str]] = {}
    for row in found:
        by_salt.setdefault(row.salt, []).append(row.hash)
    return any(
        hmac.compare_digest(hashed, known)
        for salt, those in by_salt.items()
        for hashed in (_hashed(password, salt),)
        for known in those
    )


def spend(connection: Connection, password: str, day: date) -> None:
    """Keep that a password is used up: never itself, only its slow hash, under one salt of the store's own."""
    salt = connection.execute(select(spent_passwords.c.salt).limit(1)).scalar() or secrets.token_hex(16)
    connection.execute(insert(spent_passwords).values(salt=salt, hash=_hashed(password, salt), made_on=day))


def _hashed(password: str, salt: str) -> str:
    plain = unicodedata.normalize("NFKC", password).encode()
    return hashlib.scrypt(plain, salt=bytes.fromhex(salt), **_COST).hex()
