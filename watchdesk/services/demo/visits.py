"""The visit records of the demo store: who went when, what came of it, signs that fit the season, and notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

import resources
from watchdesk.domain.histories import area_of_visit
from watchdesk.domain.person import Person
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result
from watchdesk.services.demo.attempts import ATTEMPTS, UNKNOWN_TIME, Attempt
from watchdesk.services.demo.histories import Span
from watchdesk.services.demo.partners import MADE_BY, names, watchers
from watchdesk.services.demo.people import JAPAN
from watchdesk.services.demo.plan import WorkDays, plan, unpacked
from watchdesk.services.demo.words import Grammar, Row, draw, months_of, opaque_id, rows, stream, urn

LONGEST_NOTE = 160

VOICES = ("terse", "chatty", "formal", "osaka", "quoting", "timed")
"""How the helpers write; each of them keeps to one voice."""

_TOLD = ("kin", "sign", "time", "weather")
_WRITES = {"terse": 0.6, "chatty": 0.9, "formal": 0.85, "osaka": 0.8, "quoting": 0.85, "timed": 0.75}
"""How often a voice writes a note about an uneventful visit."""

_ENTERED_AT = time(17, 30)

_VOIDED = 0.04
"""Part of the records that may be voided; with those that may not it comes to about three in a hundred."""

_WELL_OR_NOT = urn(
    [(Condition.WELL, 860), (Condition.CONCERN, 88), (None, 50), (Condition.URGENT, 2)],
)
_NOTICED: Mapping[str, frozenset[str]] = {
    "outside": frozenset({"outside"}),
    "spoken": frozenset({"spoken"}),
    "inside": frozenset({"inside", "spoken"}),
}
"""Who is inside also hears what is said."""

_SIGNS_OF_CONCERN = (0, 1, 1, 1, 1, 1, 2, 2)


def visits(
    people: Sequence[Person],
    *,
    count: int,
    seed: int,
    until: date,
    months: int,
    signs: Sequence[Row] | None = None,
    visitors: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[Visit]:
    """Give exactly ``count`` visits of the months up to ``until``, in order of date and time.

    ``signs``: rows of that code list, the program's own unless given. ``visitors``: by area, the names of those who
    go, its ``watchers`` unless given; the person's own 見守り員 goes most often. Raises Invalid where there is nobody
    to visit.
    """
    signs = resources.codes("signs") if signs is None else signs
    visitors = watchers(_areas(people), seed) if visitors is None else visitors
    span = Span.of(until, months)
    work = WorkDays.of(span)
    books = {month: _Book.of(month, signs) for month in range(1, 13)}
    entered = _Entered(people, visitors, names(_areas(people), seed), stream(seed, "visits"))
    today: _Day | None = None
    for key in plan(people, work, span, count, seed):
        place, minute, order, attempt = unpacked(key)
        day = work.days[place]
        if today is None or today.day != day:
            today = _Day.of(day, books[day.month], stream(seed, "day", day.isoformat()))
        yield entered.visit(ATTEMPTS[attempt], order, today, minute)


def _areas(people: Sequence[Person]) -> list[str]:
    return list(dict.fromkeys(entry.area for person in people for entry in person.area_history))


@dataclass(frozen=True, slots=True)
class _Book:
    """What a month has to offer: its grammar, and the signs of its season by where they are seen and how grave."""

    grammar: Grammar
    signs: Mapping[tuple[str, bool], tuple[str, ...]]
    """By where they are noticed, ``outside``, ``spoken`` or ``inside``, and whether for 緊急 or for less."""

    @classmethod
    def of(cls, month: int, signs: Sequence[Row]) -> "_Book":
        noticed = rows("sign_notes")
        sentences = ({"symbol": row["sign"], "months": "", "text": row["text"]} for row in noticed)
        place_of = {row["sign"]: row["seen"] for row in noticed}
        asked = [row for row in signs if month in months_of(row["months"])]
        pools: dict[tuple[str, bool], tuple[str, ...]] = {}
        for place, seen in _NOTICED.items():
            there = [row for row in asked if place_of.get(row["code"], "inside") in seen]
            pools[place, True] = tuple(row["code"] for row in there)
            pools[place, False] = tuple(row["code"] for row in there if row["urgency"] != "urgent")
        return cls(Grammar((*rows("notes"), *sentences), _TOLD, month), pools)

    def noticed(self, attempt: Attempt, *, urgent: bool) -> tuple[str, ...]:
        """Return the signs that such an attempt can bring to light; the gravest stand beside 緊急 only."""
        if attempt.result is not Result.MET:
            return self.signs["outside", urgent]
        return self.signs["inside" if attempt.method is Method.VISIT else "spoken", urgent]


@dataclass(frozen=True, slots=True)
class _Day:
    """A day with its weather, the same for all who went out."""

    day: date
    book: _Book
    weather: str
    entered_at: datetime

    @classmethod
    def of(cls, day: date, book: _Book, random: Random) -> "_Day":
        return cls(day, book, book.grammar.grow("weather", random), datetime.combine(day, _ENTERED_AT, JAPAN))


class _Entered:
    """Turns attempts into records, in order, from one stream."""

    def __init__(
        self,
        people: Sequence[Person],
        visitors: Mapping[str, Sequence[str]],
        watchers: Mapping[str, str],
        random: Random,
    ) -> None:
        self._people = people
        self._visitors = visitors
        self._watchers = watchers
        self._random = random
        self._voice_of: dict[str, str] = {}
        self._void_reasons = [row["text"] for row in rows("texts") if row["symbol"] == "void"]
        self._times = {minute: time(*divmod(minute, 60)) for minute in range(0, UNKNOWN_TIME, 5)}

    def visit(self, attempt: Attempt, order: int, today: _Day, minute: int) -> Visit:
        """Make the record of one attempt."""
        random, person = self._random, self._people[order]
        area = area_of_visit(person.area_history, today.day) or ""
        visitor = self._visitor(person, area)
        at = self._times.get(minute)
        condition = self._condition(attempt)
        signs = self._signs(attempt, condition, today.book)
        voided = not attempt.firm and random.random() < _VOIDED
        return Visit(
            id=opaque_id(random),
            person_id=person.id,
            on=today.day,
            at=at,
            method=attempt.method,
            result=attempt.result,
            area=area,
            condition=condition,
            signs=signs,
            note=self._note(_scene(attempt, condition), self._voice(visitor), (person, signs, at, today)),
            visitor=visitor,
            voided=voided,
            void_reason=draw(random, self._void_reasons) if voided else None,
            created_by=MADE_BY,
            created_at=today.entered_at,
        )

    def _visitor(self, person: Person, area: str) -> str | None:
        chance = self._random.random()
        others = self._visitors.get(area, ())
        if chance < 0.03:
            return None
        own = next((name for charge in person.charges if (name := self._watchers.get(charge.partner_id))), None)
        if others and (chance > 0.75 or own not in others):
            return draw(self._random, others)
        return own

    def _voice(self, visitor: str | None) -> str:
        voices = self._voice_of
        return voices.setdefault(visitor or "", VOICES[len(voices) % len(VOICES)])

    def _condition(self, attempt: Attempt) -> Condition | None:
        if attempt.result in CONFIRMED_CONTACT:
            return draw(self._random, _WELL_OR_NOT)
        if attempt.result is Result.NO_ANSWER and self._random.random() < 0.03:
            return Condition.URGENT
        return None

    def _signs(self, attempt: Attempt, condition: Condition | None, book: _Book) -> tuple[str, ...]:
        random = self._random
        noticed = book.noticed(attempt, urgent=condition is Condition.URGENT)
        if not noticed:
            return ()
        if condition in (Condition.CONCERN, Condition.URGENT):
            return tuple(sorted({draw(random, noticed) for _ in range(draw(random, _SIGNS_OF_CONCERN))}))
        if attempt.result is Result.NO_ANSWER and random.random() < 0.7:
            return (draw(random, noticed),)
        return ()

    def _note(self, scene: str, voice: str, about: tuple[Person, tuple[str, ...], time | None, _Day]) -> str | None:
        person, signs, at, today = about
        random, grammar = self._random, today.book.grammar
        if scene not in _ALWAYS and random.random() > _WRITES[voice]:
            return None
        if at is None and voice == "timed":
            voice = "terse"
        kin = (person.emergency_contacts[0].relation if person.emergency_contacts else None) or "近所の方"
        seen = grammar.grow(signs[0] if signs and signs[0] in grammar else "worry", random, (kin, "", "", ""))
        told = (kin, seen, f"{at.hour}時{at.minute:02}分" if at else "", today.weather)
        return _within(grammar.grow(f"{voice}.{scene}", random, told))


_ALWAYS = frozenset({"concern", "heard", "urgent", "unseen", "no_answer", "declined"})


def _scene(attempt: Attempt, condition: Condition | None) -> str:
    if condition is Condition.URGENT:
        return "urgent" if attempt.result is Result.MET else "unseen"
    if condition is Condition.CONCERN:
        return "concern" if attempt.result is Result.MET else "heard"
    return attempt.scene.value


def _within(note: str) -> str:
    """Cut a note that is too long after its last whole sentence."""
    return note if len(note) <= LONGEST_NOTE else note[: note.rfind("。", 0, LONGEST_NOTE) + 1] or note[:LONGEST_NOTE]
