"""Receivers 渡す相手 at the desk: who gets files, whom to call there, and how only they can open them."""

from dataclasses import replace
from pathlib import Path

from watchdesk.changed import Changed
from watchdesk.domain.receiver import HandWay, KnownReceiver, Receiver
from watchdesk.domain.spoken_password import same_phrase
from watchdesk.errors import Invalid, NotFound, WatchDeskError
from watchdesk.exports.locking import public_key_in
from watchdesk.services.codes import Codes
from watchdesk.services.ground import Ground
from watchdesk.store import disk, handovers

LARGEST_KEY_FILE = 64 << 10
"""Bytes; a public key is one line."""


class Receivers:
    """Everybody who can be a receiver, with the way that was agreed."""

    def __init__(self, ground: Ground, codes: Codes) -> None:
        self._ground = ground
        self._codes = codes

    def all(self) -> tuple[KnownReceiver, ...]:
        """Return the recipients in the order of their list, each with what was agreed."""
        with self._ground.store.read() as connection:
            kept = handovers.fetch_receivers(connection)
        return tuple(
            KnownReceiver(code=entry.code, word=entry.label, kept=kept.get(entry.code))
            for entry in self._codes.entries("recipients")
        )

    def get(self, code: str) -> Receiver:
        """Return one; of whom nothing was agreed yet with a password by phone. Invalid for an unknown code."""
        self.check(code)
        with self._ground.store.read() as connection:
            return handovers.fetch_receivers(connection).get(code) or Receiver(code=code)

    def contact(self, code: str) -> str | None:
        """Whom to call there; None where nobody is written down, or the code is none of the list's any more."""
        with self._ground.store.read() as connection:
            kept = handovers.fetch_receivers(connection).get(code)
        return kept.contact if kept is not None else None

    def check(self, code: str) -> str:
        """Return the receiver's word; Invalid where the code is none of the recipients'."""
        words = self._codes.labels("recipients")
        if code not in words:
            known = "、".join(words)
            raise Invalid(
                "receiver", f"「{code}」という相手は一覧にありません。{known}から選んでください。", kind="unknown"
            )
        return words[code]

    def agree(self, code: str, *, contact: str | None = None, phone: str | None = None) -> Receiver:
        """Write down whom to call there; today is the day it was agreed. None leaves as it is, "" takes it away."""
        before = self.get(code)
        agreed = replace(
            before,
            contact=before.contact if contact is None else _text(contact),
            phone=before.phone if phone is None else _text(phone),
            agreed_on=self._ground.today(),
        )
        return self._keep(agreed, "changed")

    def by_password(self, code: str) -> Receiver:
        """Lock the receiver's files by a password from now on; a key of theirs is forgotten."""
        before = self.get(code)
        bare = Receiver(code=code, contact=before.contact, phone=before.phone, agreed_on=self._ground.today())
        return self._keep(bare, "changed")

    def take_key(self, code: str, file: Path) -> Receiver:
        """Take a public key in from a file; nothing is locked to it before ``confirm``.

        WatchDeskError (``no_public_key``) where the file holds none.
        """
        before = self.get(code)
        key = public_key_in(_read(file))
        if key == before.public_key:
            return before
        taken = replace(before, way=HandWay.KEY, public_key=key, confirmed_on=None, confirmed_with=None)
        return self._keep(taken, "key taken in")

    def confirm(self, code: str, phrase: str, with_whom: str) -> Receiver:
        """Write down that somebody there said the check phrase of the key, by phone or face to face.

        Invalid where it is another phrase: the key is not theirs, or came changed. And without who said it.
        """
        before = self.get(code)
        if before.phrase is None:
            raise NotFound("この相手の公開鍵は、まだありません。先に、鍵のファイルを取りこんでください。")
        if not _text(with_whom):
            raise Invalid("confirmed_with", "どなたと確かめたかを書いてください。", kind="missing")
        if not same_phrase(before.phrase.said, phrase):
            sentence = "合言葉が違います。この鍵は使わず、相手に電話をして、鍵のファイルをもう一度もらってください。"
            raise Invalid("phrase", sentence, kind="differs")
        today = self._ground.today()
        return self._keep(replace(before, confirmed_on=today, confirmed_with=_text(with_whom)), "key confirmed")

    def _keep(self, receiver: Receiver, action: str) -> Receiver:
        with self._ground.store.write(self._ground.user, Changed.SETTINGS) as tx:
            handovers.put_receiver(tx.connection, receiver)
            tx.log(action, "receiver", receiver.code)
        return receiver


def _text(text: str | None) -> str | None:
    return " ".join((text or "").split()) or None


def _read(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST_KEY_FILE:
            raise WatchDeskError("これは鍵のファイルではないようです。大きすぎます。", code="no_public_key")
        return file.read_bytes().decode("utf-8", errors="replace")
    except OSError as wrong:
        raise disk.refusal(wrong, file) from wrong
