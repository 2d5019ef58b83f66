"""Ladder 応答のないときの手順: its steps as the data file has them, whom to call at each, and which comes next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from watchdesk.domain.alarm import AlarmStep
from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.domain.person import Person
from watchdesk.domain.phone import split_phones
from watchdesk.errors import Invalid

REPORT, ANSWER = "report", "answer"
"""Codes of the steps that rules name: calling 119 or 110, and telling the reporter how it ended."""

_SHORTEST_NUMBER = 6
"""Digits; fewer are a floor or a room that stands with a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LadderStep:
    """One step: what to do, ``whom`` it tells, ``calls`` whose numbers stand beside it, and its ``limit``.

    ``signs`` are those for which the step is to be done at once. ``source`` is the page that the step comes from.
    """

    code: str
    label: str
    advice: str
    whom: str
    calls: tuple[str, ...]
    limit: timedelta
    signs: tuple[str, ...] = ()
    source: str = ""

    @classmethod
    def of(cls, row: Mapping[str, str]) -> "LadderStep":
        """Read a line of escalation_steps.csv; ``minutes`` is the limit, ``calls`` and ``signs`` are parted by |."""
        return cls(
            code=row["code"],
            label=row["label"],
            advice=row["advice"],
            whom=row["whom"],
            calls=_parted(row["calls"]),
            limit=timedelta(minutes=int(row["minutes"])),
            signs=_parted(row["signs"]),
            source=row["source"],
        )


def _parted(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Whom to call: ``relation`` 長女, ``name``, ``phone``; None where no number is known."""

    name: str = field(repr=False)
    relation: str = ""
    phone: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """Who can be called about somebody: the record (None: not on the register), whose charge it is, bodies, reporter.

    ``kinds``: the words of the partners' kinds, by code.
    ``masked``: a hidden person whose whereabouts were not opened.
    """

    person: Person | None = None
    masked: bool = False
    in_charge: tuple[Partner, ...] = ()
    bodies: tuple[Partner, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    reporter: Call | None = None


def calls_of(step: LadderStep, around: Around) -> tuple[Call, ...]:
    """Return whom to call at a step, in order."""
    return tuple(call for kind in step.calls for call in _calls(kind, around))


def _calls(kind: str, around: Around) -> tuple[Call, ...]:
    """``body:…`` are partners that have the words in their name; ``number:119:…`` is a number for everybody."""
    word, _, rest = kind.partition(":")
    if word == "number":
        number, _, name = rest.partition(":")
        return (Call(name=name, phone=number),)
    if word == "body":
        return tuple(_of_partner(one, around.kinds) for one in around.bodies if rest in _words_of(one))
    if word == "charges":
        return tuple(_of_partner(one, around.kinds) for one in around.in_charge)
    if word == "reporter":
        return (around.reporter,) if around.reporter is not None else ()
    return _of_person(word, around) if around.person is not None else ()


def _of_person(word: str, around: Around) -> tuple[Call, ...]:
    person = around.person
    if person is None:
        return ()
    if word == "own":
        phones = (HIDDEN,) if around.masked else person.phones
        return tuple(Call(name=person.name, relation="本人", phone=phone) for phone in phones)
    if word == "contacts":
        return tuple(
            Call(name=one.name or "お名前がまだです", relation=one.relation or "緊急連絡先", phone=one.phone)
            for one in person.emergency_contacts
        )
    told = {"doctor": person.doctor, "care_manager": person.care_manager}[word]
    return _of_words(_RELATIONS[word], told) if told else ()


_RELATIONS = {"doctor": "かかりつけ医", "care_manager": "ケアマネジャー"}


def _of_words(relation: str, told: str) -> tuple[Call, ...]:
    """A name with its number as one field has them; the words stay whole."""
    try:
        found = [number for number, _ in split_phones(told) if len(re.sub(r"\D", "", number)) >= _SHORTEST_NUMBER]
    except Invalid:
        found = []
    if not found:
        return (Call(name=told, relation=relation),)
    return tuple(Call(name=told, relation=relation, phone=number) for number in found)


def _of_partner(partner: Partner, kinds: Mapping[str, str]) -> Call:
    is_body = partner.kind == PartnerKind.BODY
    relation = partner.role or (partner.organisation or "" if is_body else kinds.get(partner.kind, ""))
    return Call(name=partner.name, relation=relation, phone=partner.phones[0] if partner.phones else None)


def _words_of(partner: Partner) -> str:
    return " ".join(part for part in (partner.name, partner.organisation, partner.role) if part)


def current(steps: Sequence[AlarmStep], ladder: Sequence[LadderStep], calls: Mapping[str, Sequence[Call]]) -> str:
    """Return the code of the step to do now: the one after the furthest that was done.

    While a step still has a number that nobody tried, and nobody was reached at another of it, it is not over. Which
    of a hidden person's numbers was tried cannot be told: one try is enough.
    """
    order = [step.code for step in ladder]
    done = [order.index(step.step) for step in steps if step.step in order]
    if not done:
        return order[0]
    furthest = order[max(done)]
    written = [step for step in steps if step.step == furthest]
    if not _is_over(written, calls.get(furthest, ())):
        return furthest
    return order[min(max(done) + 1, len(order) - 1)]


def _is_over(written: Sequence[AlarmStep], calls: Sequence[Call]) -> bool:
    tried = {step.phone for step in written if step.phone}
    reached = any(step.reached is not False for step in written)
    return reached or all(call.phone in (None, HIDDEN) or call.phone in tried for call in calls)


@dataclass(frozen=True, slots=True)
class Look:
    """When to look again: a choice with its words and the moment it means."""

    code: str
    words: str
    at: datetime


USUAL = "usual"
_LATER = ((15, "15分後"), (30, "30分後"), (60, "1時間後"), (120, "2時間後"))
_EVENING, _MORNING = time(17), time(9)


def looks(now: datetime, limit: timedelta) -> tuple[Look, ...]:
    """Return the choices for the next look, the step's own limit first; the evening is offered until it has come."""
    evening = now.replace(hour=_EVENING.hour, minute=0, second=0, microsecond=0)
    morning = (now + timedelta(days=1)).replace(hour=_MORNING.hour, minute=0, second=0, microsecond=0)
    minutes = int(limit.total_seconds() // 60)
    usual = Look(USUAL, f"手順の目安（{_span(minutes)}）", now + limit)
    later = (Look(str(count), words, now + timedelta(minutes=count)) for count, words in _LATER if count != minutes)
    by_day = (Look("evening", "今日の17時", evening),) if evening > now else ()
    return (usual, *later, *by_day, Look("morning", "明日の9時", morning))


def _span(minutes: int) -> str:
    return f"{minutes // 60}時間後" if minutes and minutes % 60 == 0 else f"{minutes}分後"
