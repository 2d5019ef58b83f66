"""Sharing at the desk: what of a person a receiver may have today, shown before anything is sent (contract §1)."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import resources
from watchdesk.domain.consent import NOBODY, Disclosed, Purpose, Withheld, address_for_print
from watchdesk.domain.era import age_on, show_day, show_day_both
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.sharing import SharedField, ShareRule, may_have, shared, told
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.consents import Consents
from watchdesk.services.ground import Ground
from watchdesk.services.wording import Wording
from watchdesk.store import people as people_questions
from watchdesk.store.store import Connection, get


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What of a person would go to a receiver now: every field, and why nothing may go at all (None: it may).

    ``emergency``: an override 緊急の提供 alone lets it go. ``sentence`` says it in the user's words.
    """

    person_id: str
    name: str = field(repr=False)
    receiver: str
    receiver_word: str
    purpose: Purpose = Purpose.REFERRAL
    fields: tuple[SharedField, ...] = field(repr=False)
    withheld: Withheld | None = None
    emergency: bool = False

    @property
    def given(self) -> tuple[str, ...]:
        """Keys of the fields that go; none where nothing may."""
        return () if self.withheld is not None else told(self.fields)

    @property
    def sentence(self) -> str:
        """Whether it may go, and by what."""
        if self.withheld is not None:
            return refusal(self.receiver_word, self.withheld, self.purpose)
        if self.emergency:
            return f"同意はありませんが、「緊急の提供」で、{self.receiver_word}へ知らせられます。"
        return f"{self.receiver_word}へ知らせることに、同意をいただいています。"


def refusal(receiver: str, withheld: Withheld, purpose: Purpose) -> str:
    """What is said where the gate lets nothing through, and what to do: a つなぎ is sent on, all else handed over."""
    deed = "おつなぎください" if purpose is Purpose.REFERRAL else "お渡しください"
    return (
        f"この方からは、{receiver}への提供に、同意をいただいていません（{withheld.label}）。"
        f"同意をいただいて台帳に書いてから、{deed}。"
    )


class Sharing:
    """What may be told of whom, to whom, on a day."""

    def __init__(self, ground: Ground, codes: Codes, consents: Consents) -> None:
        self._ground = ground
        self._codes = codes
        self._consents = consents

    @cached_property
    def rules(self) -> tuple[ShareRule, ...]:
        """The fields that can be told at all, in the order of the paper."""
        return tuple(_rule(row) for row in resources.codes("shared_fields"))

    @cached_property
    def every_rule(self) -> tuple[ShareRule, ...]:
        """Those of the fields, and those of the kinds of records."""
        return (*self.rules, *(_rule(row) for row in resources.codes("shared_records")))

    def shown(self, person_id: str, receiver: str, chosen: Collection[str] | None = None, *, purpose: Purpose) -> Shown:
        """Return what would go, and what stays and why; ``chosen``: keys of fields, None for what usually goes.

        Invalid for an unknown receiver. Nothing is sent, and nothing written down.
        """
        self.check(receiver)
        with self._ground.store.read() as connection:
            person = get(connection, Person, person_id)
            fields = self.fields(connection, person, receiver, chosen)
        gate = self._consents.disclose([(person, person.id)], purpose=purpose, receiver=receiver)
        return Shown(
            person_id=person_id,
            name=person.name,
            receiver=receiver,
            receiver_word=self.word(receiver),
            purpose=purpose,
            fields=fields,
            withheld=why(gate),
            emergency=any(gate.emergency),
        )

    def check(self, receiver: str) -> None:
        """Invalid where a code is none of the recipients'."""
        if receiver not in self._codes.labels("recipients"):
            raise Invalid("receiver", "どこへつなぐかを、一覧から選んでください。", kind="missing")

    def may_have(self, receiver: str) -> Callable[[str], bool]:
        """Return whether a receiver may have a column, a field or a kind of records, by its key; ``NOBODY`` has all."""
        return _anything if receiver == NOBODY else may_have(self.every_rule, receiver)

    def title(self, key: str) -> str:
        """What a field or a kind of records is called; KeyError where there is no rule of that key."""
        return {rule.key: rule.title for rule in self.every_rule}[key]

    def word(self, receiver: str) -> str:
        """The receiver's word."""
        return self._codes.label("recipients", receiver)

    def fields(
        self, connection: Connection, person: Person, receiver: str, chosen: Collection[str] | None
    ) -> tuple[SharedField, ...]:
        """Return the fields of a person in words, for a receiver; a hidden one's place is in none of them."""
        words = self._words(connection, person)
        return shared(self.rules, words, receiver, hidden=person.hidden, chosen=chosen)

    def _words(self, connection: Connection, person: Person) -> dict[str, str]:
        today = self._ground.today()
        wording = Wording(codes=self._codes)
        found = {
            rule.key: wording.value("person", rule.key, getattr(person, rule.key))
            for rule in self.rules
            if rule.key not in _MADE
        }
        found = {key: without_whereabouts(words, person) for key, words in found.items()}
        return found | {
            "name": f"{person.name}（{person.kana}）" if person.kana else person.name,
            "birth_date": _born(person.birth_date, today),
            "address": address_for_print(person),
            "air_conditioner": _COOLING[person.air_conditioner],
            "last_confirmed": _last(connection, person.id, today),
        }


def _rule(row: Mapping[str, str]) -> ShareRule:
    return ShareRule(
        key=row["code"],
        title=row["label"],
        receivers=frozenset(row["receivers"].split()),
        usual=bool(row.get("usual")),
    )


def _anything(_key: str) -> bool:
    return True


_COOLING = {True: "あり", False: "なし", None: ""}
_MADE = frozenset({"name", "birth_date", "address", "air_conditioner", "last_confirmed"})


def _born(birth: date | None, today: date) -> str:
    return f"{show_day(birth)}生（{age_on(birth, today)}歳）" if birth is not None else ""


def _last(connection: Connection, person_id: str, today: date) -> str:
    (line,) = people_questions.lines(connection, today, 0, people_questions.with_ids([person_id]))
    return show_day_both(line.last_confirmed) if line.last_confirmed is not None else ""


def why(gate: Disclosed[Any]) -> Withheld | None:
    """Why the gate kept somebody back; None where it let her through."""
    return next((reason for reason, count in gate.withheld.items() if count), None)


def refuse_withheld(gate: Disclosed[Any], receiver_word: str, purpose: Purpose = Purpose.REFERRAL) -> None:
    """WatchDeskError (``withheld``) where the gate let nobody through."""
    reason = why(gate)
    if reason is not None:
        raise WatchDeskError(refusal(receiver_word, reason, purpose), code="withheld")
