"""つなぎ票 and 情報共有シート on paper: one person through the gate, just the fields shown, as numbered copies."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from watchdesk.domain.consent import Disclosed, Purpose
from watchdesk.domain.era import show_day
from watchdesk.domain.person import Person
from watchdesk.domain.referral import Referral, ReferralState
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.sharing import SharedPerson
from watchdesk.errors import WatchDeskError
from watchdesk.reports import referral_sheet, sharing_sheet
from watchdesk.reports.letter import LetterFacts
from watchdesk.reports.page import Drawn
from watchdesk.reports.referral_sheet import ReferralFacts
from watchdesk.reports.sharing_sheet import SharingFacts
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress
from watchdesk.services.ledger import Ledger
from watchdesk.services.masking import Unopened
from watchdesk.services.numbered import Paper, Papers
from watchdesk.services.settings import Settings
from watchdesk.services.sharing import Sharing, Shown, refuse_withheld
from watchdesk.store import people as people_questions
from watchdesk.store import referrals as questions
from watchdesk.store.store import Tx, get

F = TypeVar("F", bound=LetterFacts)


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper(Paper[F]):
    """A letter about one person, drawn; ``chosen`` are the keys of the fields that were wanted."""

    person_id: str | None
    chosen: frozenset[str]

    @property
    def people(self) -> Disclosed[SharedPerson]:
        """The one person."""
        return self.facts.people

    def to_json(self, file: Path) -> dict[str, Any]:
        """The command line's answer (contract §4)."""
        return {
            "file": str(file),
            "pages": self.pages,
            "number": self.number,
            "unprintable": [asdict(lost) for lost in self.unprintable],
            "degraded": [asdict(lost) for lost in self.degraded],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralSheet(LetterPaper[ReferralFacts]):
    """A つなぎ票, drawn."""

    referral_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingSheet(LetterPaper[SharingFacts]):
    """A 情報共有シート, drawn."""


P = TypeVar("P", bound=LetterPaper[Any])


class Letters(Papers[P]):
    """Papers for one receiver about one person; a child says for which purpose, and what else stands on it."""

    PURPOSE: Purpose

    def __init__(
        self, ground: Ground, settings: Settings, ledger: Ledger, sharing: Sharing, consents: Consents
    ) -> None:
        super().__init__(ground, settings, ledger)
        self._sharing = sharing
        self._consents = consents

    def _disclosed(self, person_id: str | None, receiver: str, chosen: Collection[str]) -> Disclosed[SharedPerson]:
        subjects: list[tuple[Person, SharedPerson]] = []
        if person_id is not None:
            with self._ground.store.read() as connection:
                person = get(connection, Person, person_id)
                fields = self._sharing.fields(connection, person, receiver, chosen)
            shared = SharedPerson(id=person.id, name=person.name, hidden=person.hidden, fields=fields)
            subjects = [(person, shared)]
        return self._consents.disclose(subjects, purpose=self.PURPOSE, receiver=receiver)

    def _through(self, person_id: str | None, receiver: str, chosen: Collection[str]) -> dict[str, Any]:
        """What every letter says; WatchDeskError (``withheld``) where the person may not be told of."""
        people = self._disclosed(person_id, receiver, chosen)
        refuse_withheld(people, self._sharing.word(receiver), self.PURPOSE)
        told = self._settings.all()
        return {
            "people": people,
            "receiver": self._sharing.word(receiver),
            "printed_on": self._ground.today(),
            "office": told["office"],
            "maker": told["coordinator"],
            "phone": told["office_phone"],
        }

    def _disclosed_now(self, paper: P) -> Disclosed[SharedPerson]:
        return self._disclosed(paper.person_id, paper.receiver, paper.chosen)

    def _shown(self, people: Disclosed[Any]) -> list[Any]:
        """Every word of every field: what was looked at is what leaves."""
        return list(people.marked)

    def _holder(self, paper: P) -> str | None:
        body: str = paper.facts.body
        return body


class ReferralSheets(Letters[ReferralSheet]):
    """つなぎ票; the copy's number goes to the つなぎ."""

    KEY = referral_sheet.KEY
    USE = "つなぐ"
    PURPOSE = Purpose.REFERRAL

    def prepare(self, referral_id: str) -> Job[ReferralSheet, ReferralSheet]:
        """Draw the sheet of a つなぎ, to be looked at; WatchDeskError where no consent covers its receiver."""
        return self._job("つなぎ票をつくっています", lambda: self._gather(referral_id))

    def _gather(self, referral_id: str) -> ReferralSheet:
        with self._ground.store.read() as connection:
            one = get(connection, Referral, referral_id)
            hidden = people_questions.hidden(connection, people_questions.with_ids([one.person_id or ""]))
        if one.state is ReferralState.WITHDRAWN:
            raise WatchDeskError("取り下げたつなぎです。つなぐときは、新しく書いてください。", code="withdrawn")
        secret = Unopened(hidden)
        chosen = frozenset(one.given)
        facts = ReferralFacts(
            **self._through(one.person_id, one.receiver, chosen),
            body=one.body,
            area=one.area,
            reason=secret.told(one.reason, one.person_id),
            wanted=one.wanted and secret.told(one.wanted, one.person_id),
            answer_due=one.answer_due,
        )
        title = f"{referral_sheet.TITLE} {show_day(facts.printed_on)}"
        return ReferralSheet(
            facts=facts,
            title=title,
            receiver=one.receiver,
            person_id=one.person_id,
            chosen=chosen,
            referral_id=one.id,
        )

    def _beside(self, tx: Tx, paper: ReferralSheet, number: int) -> None:
        questions.bear(tx.connection, paper.referral_id, number)

    def _draw(self, facts: ReferralFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return referral_sheet.draw(facts, into, progress)


class SharingSheets(Letters[SharingSheet]):
    """情報共有シート."""

    KEY = sharing_sheet.KEY
    PURPOSE = Purpose.SHARING_SHEET

    def shown(self, person_id: str, receiver: str, chosen: Collection[str] | None = None) -> Shown:
        """Return which fields would stand on a sheet, which stay, and why; ``chosen`` None: all it may have."""
        return self._sharing.shown(person_id, receiver, self._keys(chosen), purpose=self.PURPOSE)

    def prepare(
        self,
        person_id: str,
        *,
        receiver: str,
        chosen: Collection[str] | None = None,
        body: str = "",
        message: str = "",
    ) -> Job[SharingSheet, SharingSheet]:
        """Draw the sheet of a person for a receiver, to be looked at; Invalid for an unknown one.

        ``chosen``: keys of fields, None for all that the receiver may have; ``body``: whom by name, else the receiver's
        word. WatchDeskError where no consent covers the receiver.
        """
        self._sharing.check(receiver)
        keys = self._keys(chosen)
        return self._job(
            "情報共有シートをつくっています",
            lambda: self._gather(person_id, receiver, keys, (body.strip(), message.strip())),
        )

    def _keys(self, chosen: Collection[str] | None) -> frozenset[str]:
        return frozenset(rule.key for rule in self._sharing.rules) if chosen is None else frozenset(chosen)

    def _gather(self, person_id: str, receiver: str, chosen: frozenset[str], said: tuple[str, str]) -> SharingSheet:
        with self._ground.store.read() as connection:
            person = get(connection, Person, person_id)
        body, message = said
        facts = SharingFacts(
            **self._through(person_id, receiver, chosen),
            body=body or self._sharing.word(receiver),
            area=person.area_on(self._ground.today()),
            message=without_whereabouts(message, person),
        )
        title = f"{sharing_sheet.TITLE} {show_day(facts.printed_on)}"
        return SharingSheet(facts=facts, title=title, receiver=receiver, person_id=person_id, chosen=chosen)

    def _draw(self, facts: SharingFacts, into: BinaryIO, progress: Progress | None) -> Drawn:
        return sharing_sheet.draw(facts, into, progress)
