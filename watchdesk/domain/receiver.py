"""Receiver 渡す相手: somebody to whom files go, and how only they can open them."""

from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain.spoken_password import Spoken, check_phrase
from watchdesk.domain.words import Word


class HandWay(Word):
    """How a receiver's files are locked."""

    PASSWORD = "password", "パスワードで閉じ、電話で伝える"
    KEY = "key", "相手の公開鍵で閉じる"


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """How files go to one of recipients.csv (``code``).

    ``contact`` is whom to call there and ``phone`` the number; ``agreed_on`` when the way was agreed. ``public_key``
    came in a file; until somebody there has said its check phrase (``confirmed_on``, ``confirmed_with``) nothing is
    locked to it: a key that came by mail may be anybody's.
    """

    code: str
    way: HandWay = HandWay.PASSWORD
    contact: str | None = None
    phone: str | None = None
    agreed_on: date | None = None
    public_key: str | None = None
    confirmed_on: date | None = None
    confirmed_with: str | None = None

    @property
    def phrase(self) -> Spoken | None:
        """What both sides say to each other to compare the key; None without one."""
        return check_phrase(self.public_key) if self.public_key else None

    @property
    def usable_key(self) -> str | None:
        """The key that files may be locked to."""
        return self.public_key if self.way is HandWay.KEY and self.confirmed_on is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownReceiver:
    """A receiver with its word on screen; ``kept`` None: nothing was agreed with them yet."""

    code: str
    word: str
    kept: Receiver | None = field(default=None)
