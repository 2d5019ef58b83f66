"""Handing over 受け渡し: a parcel is locked for its receiver, proven, written whole, and written down."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain.consent import Disclosed, Withheld
from watchdesk.domain.copies import Held
from watchdesk.domain.folding import fold
from watchdesk.domain.handover import Handover, HandoverKind
from watchdesk.domain.password import SHORTEST, password_words
from watchdesk.domain.receiver import Receiver
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.exports import sealed
from watchdesk.exports.delivery import Delivered, deliver
from watchdesk.exports.letters import CP932, UTF_8
from watchdesk.exports.locking import Lock
from watchdesk.exports.sealed import Form, Sealed
from watchdesk.exports.sheet import Sheet, Substituted
from watchdesk.exports.welfare import WHY_NOT_GIVEN
from watchdesk.services.consents import outdated
from watchdesk.services.ground import Ground, new_id
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Leaving, Ledger
from watchdesk.services.settings import Settings
from watchdesk.store import handovers
from watchdesk.store import users as kept_users
from watchdesk.store.store import Tx

TWO_PEOPLE = "handover_people"
"""Key of the setting that says how many people confirm the receiver."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """What is to be handed over, gathered and not yet written.

    ``sheets(number)`` are its tables, with the copy's number in them; ``people`` who is named (None: nobody), as the
    gate let them through; ``again()`` gathers it once more, from what is in the store then. ``title`` is what the
    ledger calls it, without a name. ``left_out``: columns that were wanted and are not for this receiver, in words.
    """

    kind: HandoverKind
    title: str
    heading: str
    receiver: str
    receiver_word: str
    sheets: Callable[[int | None], tuple[Sheet, ...]] = field(repr=False)
    people: Disclosed[Any] | None = field(default=None, repr=False)
    again: Callable[[], "Parcel"] | None = field(default=None, repr=False)
    visits: int = 0
    left_out: tuple[str, ...] = ()
    month: str | None = None
    issue: int | None = None
    code: str | None = None
    made_by: str = field(default="", repr=False)
    office: str = ""
    phone: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """Ids of the people in it."""
        return tuple(dict.fromkeys(row.id for row in self.people.rows)) if self.people is not None else ()

    @property
    def left_out_told(self) -> str:
        """Which columns stay out and why, in a sentence; empty where none does."""
        return f"{'、'.join(self.left_out)}。{WHY_NOT_GIVEN}" if self.left_out else ""

    @property
    def withheld(self) -> Mapping[Withheld, int]:
        """How many are left out, by reason."""
        return self.people.withheld if self.people is not None else dict.fromkeys(Withheld, 0)

    @property
    def left(self) -> int:
        """How many people are left out."""
        return sum(self.withheld.values())

    @property
    def hidden(self) -> int:
        """How many of the people in it are hidden 秘匿: their names go, their places do not."""
        return sum(row.hidden for row in self.people.rows) if self.people is not None else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """Where a parcel goes and how. ``id`` is the handover's, once the file is there.

    ``accepted`` are the substitutions of letters agreed to, None: all proposed ones. ``replace`` takes the place of a
    file of that name; ``insist`` uses a password again; ``second`` is who confirmed the receiver beside the user.
    """

    id: str = field(default_factory=new_id)
    target: Path
    lock: Lock
    form: Form = Form.XLSX
    encoding: str = UTF_8
    accepted: Collection[tuple[str, str]] | None = ()
    replace: bool = False
    insist: bool = False
    second: str | None = field(default=None, repr=False)
    due_back: date | None = None
    erase_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """What was handed over: the file as it lies there, and what was written down of it."""

    file: Delivered
    parcel: Parcel
    handover: Handover
    substituted: tuple[Substituted, ...] = ()
    told: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The command line's answer (contract §4); ``people`` and ``visits`` are those in the file."""
        return {
            "file": str(self.file.path),
            "people": self.handover.people,
            "visits": self.handover.visits,
            "provided": self.handover.people,
            "withheld": {reason.value: number for reason, number in self.parcel.withheld.items()},
            "sha256": self.file.sha256,
            "substituted": [one.to_json() for one in self.substituted],
            "copy": self.handover.copy_number,
            "handover": self.handover.id,
            "issue": self.handover.issue,
            "code": self.handover.code,
            "left_out": list(self.parcel.left_out),
        }


class Handing:
    """Locks, writes and writes down."""

    def __init__(self, ground: Ground, settings: Settings, ledger: Ledger) -> None:
        self._ground = ground
        self._settings = settings
        self._ledger = ledger

    def letters(self, parcel: Parcel, encoding: str) -> tuple[Substituted, ...]:
        """Return the letters that an encoding cannot hold, with what is proposed; nothing is written."""
        return sealed.letters(parcel.sheets(None), encoding)

    def sending(
        self, target: Path, lock: Lock, *, form: str = "xlsx", old_letters: bool = False, **more: Any
    ) -> Sending:
        """Return how a parcel is sent, from plain words; ``old_letters`` writes commas in CP932 rather than UTF-8.

        ``form``: ``xlsx``, ``csv`` (in an age file), or ``csv-xlsx`` (a workbook whose sheets Excel saves as CSV).
        ``more`` are the further fields of ``Sending``.
        """
        return Sending(target=target, lock=lock, form=Form(form), encoding=CP932 if old_letters else UTF_8, **more)

    def ending(self, form: str, *, by_key: bool) -> str:
        """Return how the name of a file ends, dot included: .xlsx where Excel opens it, else .age."""
        return Form(form).ending(by_key=by_key)

    def lock_for(self, receiver: Receiver, password: str | None) -> Lock:
        """Return how a file for a receiver is locked: by the password told, else to the key that was confirmed.

        Invalid where there is neither.
        """
        if password is not None:
            return Lock(password=password)
        if receiver.usable_key is not None:
            return Lock(public_key=receiver.usable_key)
        sentence = "この相手の公開鍵は、まだ確かめていません。ファイルのパスワードを決めてください。"
        raise Invalid("file_password", sentence, kind="missing")

    def hand_over(self, parcel: Parcel, sending: Sending) -> Job[None, Handed]:
        """Write a parcel for its receiver; the file is whole, proven and written down, or there is none.

        Invalid where a second person has to confirm, or for a password that is too short; WatchDeskError
        (``password_spent``, ``not_accepted``, ``exists``, ``outdated`` and those of the disk) with a sentence.
        """
        self._check(parcel, sending)
        return Job(
            "ファイルをつくっています", lambda progress: None, lambda _, progress: self._hand(parcel, sending, progress)
        )

    def _check(self, parcel: Parcel, sending: Sending) -> None:
        self._ground.refuse_inside(sending.target)
        self._refuse_alone(sending.second)
        if sending.lock.password is not None and len(sending.lock.password) < SHORTEST:
            sentence = f"ファイルのパスワードは、{SHORTEST}文字以上にしてください。"
            raise Invalid("file_password", sentence, kind="too_short")

    def _refuse_alone(self, second: str | None) -> None:
        named = " ".join((second or "").split())
        if self._settings.get(TWO_PEOPLE) < 2:
            return
        if not named:
            sentence = "渡す相手を、もう一人の方と確かめてください。その方のお名前が要ります。"
            raise Invalid("second", sentence, kind="missing")
        if _one_word(named) in {_one_word(own) for own in self._own_names()}:
            raise Invalid("second", "もう一人の方は、つくった方と別の方にしてください。", kind="same")

    def _own_names(self) -> tuple[str, ...]:
        """Under which the unlocked user is known."""
        with self._ground.store.read() as connection:
            register = kept_users.fetch(connection)
        own = (user.full_name for user in register if user.name == self._ground.user)
        return self._ground.user, self._settings.get("coordinator"), *own

    def _hand(self, parcel: Parcel, sending: Sending, progress: Progress) -> Handed:
        self._refuse_spent(sending)
        _refuse_changed(parcel)
        self._draw(parcel, sending, None)  # what cannot be drawn is refused before a number is given
        progress(1, 3)
        with self._ledger.leaving() as leaving:
            number = self._numbered(parcel, sending, leaving)
            drawn = self._draw(parcel, sending, number)
            locked, opener = sealed.lock(drawn, sending.lock)
            progress(2, 3)  # the last place to stop: what was delivered is written down

            def proof(back: bytes) -> None:
                sealed.prove(back, drawn, opener)
                leaving.whole()

            file = deliver(locked, sending.target, proof, replace=sending.replace)
            return self._written_down(parcel, sending, number, drawn, file)

    def _refuse_spent(self, sending: Sending) -> None:
        if sending.lock.password is None or sending.insist:
            return
        with self._ground.store.read() as connection:
            if handovers.is_spent(connection, sending.lock.password):
                sentence = "このパスワードは、前のファイルに使いました。ファイルごとに新しいパスワードにしてください。"
                raise WatchDeskError(sentence, code="password_spent")

    def _draw(self, parcel: Parcel, sending: Sending, number: int | None) -> Sealed:
        about = {
            "title": parcel.heading,
            "receiver": parcel.receiver_word,
            "month": parcel.month,
            "issue": parcel.issue,
            "code": parcel.code,
            "copy": number,
            "made_on": self._ground.today().isoformat(),
            "made_by": " ".join(part for part in (parcel.office, parcel.made_by) if part),
            "phone": parcel.phone,
            "people": len(parcel.named),
            "visits": parcel.visits,
        }
        return sealed.draw(
            parcel.sheets(number),
            sending.form,
            about,
            day=self._ground.today(),
            encoding=sending.encoding,
            accepted=sending.accepted,
        )

    def _numbered(self, parcel: Parcel, sending: Sending, leaving: Leaving) -> int | None:
        if not parcel.named or parcel.people is None:
            self._ledger.note("exported", "handover", parcel.title)
            leaving.noted.append(("handover", parcel.title))
            return None
        return self._ledger.copy_made(
            parcel.kind.value,
            parcel.title,
            parcel.named,
            how="exported",
            receiver=parcel.receiver,
            held=Held(purpose=parcel.heading, due_back=sending.erase_by or sending.due_back),
            emergency=parcel.people.emergency_ids,
        )

    def _written_down(
        self, parcel: Parcel, sending: Sending, number: int | None, drawn: Sealed, file: Delivered
    ) -> Handed:
        today = self._ground.today()
        handover = Handover(
            id=sending.id,
            kind=parcel.kind,
            title=parcel.title,
            receiver=parcel.receiver,
            file_name=file.path.name,
            form=sending.form.value,
            locked_by="key" if sending.lock.password is None else "password",
            sha256=file.sha256,
            made_on=today,
            made_by=self._ground.user,
            people=len(parcel.named),
            visits=parcel.visits,
            withheld={reason.value: count for reason, count in parcel.withheld.items()},
            copy_number=number,
            month=parcel.month,
            issue=parcel.issue,
            code=parcel.code,
            second=" ".join(sending.second.split()) if sending.second else None,
            due_back=sending.due_back,
            erase_by=sending.erase_by,
        )
        try:
            with self._ground.store.write(self._ground.user, Changed.COPIES) as tx:
                self._keep(tx, handover, sending.lock.password)
        except WatchDeskError:
            file.path.unlink(missing_ok=True)  # what nobody knows of must not lie on a stick
            raise
        return Handed(
            file=file, parcel=parcel, handover=handover, substituted=drawn.substituted, told=self._told(sending, drawn)
        )

    def _keep(self, tx: Tx, handover: Handover, password: str | None) -> None:
        handovers.add(tx.connection, handover)
        if password is not None:
            handovers.spend(tx.connection, password, handover.made_on)
        tx.log("file handed over", "handover", handover.id)

    def _told(self, sending: Sending, drawn: Sealed) -> tuple[str, ...]:
        """What the user should know of the file, in sentences."""
        told: list[str] = [one.sentence for one in drawn.continued]
        changed = len({(one.char, one.by) for one in drawn.substituted})
        if changed:
            told.append(
                f"ファイルに書けない字などを、{changed}種類置きかえました。どこかは、結果の一覧をご覧ください。"
            )
        if sending.lock.password is not None and password_words(sending.lock.password).level == 0:
            told.append("このパスワードは見やぶられやすいものです。次は、つくられたパスワードをお使いください。")
        return tuple(told)


def _one_word(name: str) -> str:
    """A name as it is compared: in any width, with or without the space in it."""
    return "".join(fold(name).split())


def _refuse_changed(parcel: Parcel) -> None:
    """WatchDeskError (``outdated``) where anything would stand in it otherwise now than when it was looked at."""
    if parcel.again is None:
        return
    now = parcel.again()
    if _named(now.people) != _named(parcel.people):
        raise outdated()
    if now.sheets(None) != parcel.sheets(None):
        sentence = "つくったあとで、どなたかの記録が変わりました。もう一度つくってから、お渡しください。"
        raise WatchDeskError(sentence, code="outdated")


def _named(people: Disclosed[Any] | None) -> Sequence[Any]:
    """Who is named, by what, and who of them is hidden 秘匿: nothing else told of her may name her place either."""
    return [(row.id, emergency, row.hidden) for row, emergency in people.marked] if people else []
