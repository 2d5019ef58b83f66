"""What happens to the fictional people: parts handed out in fixed proportions, and the histories they lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum, auto
from random import Random
from typing import Any

from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.words import Consent, ConsentWay, EndReason, Status
from watchdesk.services.demo.words import Grammar, draw, first_day, rows, stream, urn

SMALLEST_WITH_EVERY_PART = 30
"""From so many people on, every part is played at least once."""


class Part(StrEnum):
    """What happens to a person within the months of the demo."""

    PLAIN = auto()
    PENDING = auto()
    REFUSED = auto()
    WITHDRAWN = auto()
    LIST_ONLY = auto()
    JOINED = auto()
    MOVED_AREA = auto()
    MOVED_AWAY = auto()
    DECEASED = auto()
    FACILITY = auto()
    GAVE_UP = auto()
    PAUSED_UNTIL = auto()
    PAUSED_OPEN = auto()
    RESUMED = auto()


_PER_THOUSAND: Mapping[Part, int] = {
    Part.PENDING: 80,
    Part.REFUSED: 60,
    Part.WITHDRAWN: 40,
    Part.LIST_ONLY: 30,
    Part.JOINED: 110,
    Part.MOVED_AREA: 12,
    Part.MOVED_AWAY: 14,
    Part.DECEASED: 20,
    Part.FACILITY: 15,
    Part.GAVE_UP: 5,
    Part.PAUSED_UNTIL: 14,
    Part.PAUSED_OPEN: 12,
    Part.RESUMED: 25,
}
"""How often each part is played; everybody else is plain: agreed, and under watch throughout."""

_END_REASON = {
    Part.MOVED_AWAY: EndReason.MOVED,
    Part.DECEASED: EndReason.DECEASED,
    Part.FACILITY: EndReason.FACILITY,
    Part.GAVE_UP: EndReason.DECLINED,
}

_WAYS = urn([(ConsentWay.WRITTEN, 78), (ConsentWay.ORAL, 12), (ConsentWay.PROXY, 10)])


def parts(count: int, seed: int, area_count: int) -> list[Part]:
    """Hand out the parts to so many people, in an order of chance; nobody moves where there is one area only."""
    least = 1 if count >= SMALLEST_WITH_EVERY_PART else 0
    played: list[Part] = []
    for part, share in _PER_THOUSAND.items():
        if part is not Part.MOVED_AREA or area_count > 1:
            played += [part] * max(least, (count * share + 500) // 1000)
    del played[count:]
    played += [Part.PLAIN] * (count - len(played))
    stream(seed, "parts").shuffle(played)
    return played


@dataclass(frozen=True, slots=True)
class Span:
    """The days of the demo: ``first`` of its first month to ``until``, the day on which it is looked at."""

    first: date
    until: date

    @classmethod
    def of(cls, until: date, months: int) -> "Span":
        """Return the span of so many calendar months, the last one cut at ``until``."""
        return cls(first_day(until, months), until)

    def day(self, random: Random, earliest: date | None = None) -> date:
        """Return a day within the span, from ``earliest`` on."""
        first = max(self.first, earliest or self.first)
        return first + timedelta(days=int(random.random() * ((self.until - first).days + 1)))


@dataclass(frozen=True, slots=True)
class Lives:
    """Makes histories within a span; ``recipients`` are the codes the store knows, ``texts`` the wordings."""

    span: Span
    areas: Sequence[str]
    recipients: Sequence[str]
    texts: Grammar

    def fields(self, part: Part, area: str, random: Random) -> dict[str, Any]:
        """Return the fields of a person that say what happened, ``created_on`` among them."""
        made = self._made(part, random)
        return {
            "created_on": made,
            "area_history": self._areas(part, area, made, random),
            "consent_history": self._consents(part, made, random),
            "status_history": self._states(part, made, random),
        }

    def _made(self, part: Part, random: Random) -> date:
        if part is Part.JOINED:
            return self.span.day(random)
        return self.span.first - timedelta(days=20 + int(random.random() ** 1.6 * 1900))

    def _areas(self, part: Part, area: str, made: date, random: Random) -> tuple[AreaEntry, ...]:
        if part is not Part.MOVED_AREA:
            return (AreaEntry(area=area, since=made),)
        before = draw(random, [other for other in self.areas if other != area])
        return (AreaEntry(area=before, since=made), AreaEntry(area=area, since=self.span.day(random)))

    def _consents(self, part: Part, made: date, random: Random) -> tuple[ConsentEntry, ...]:
        if part is Part.PENDING:
            return (ConsentEntry(state=Consent.PENDING, since=made if random.random() < 0.7 else None),)
        if part is Part.REFUSED:
            return self._refused(made, random)
        if part is Part.JOINED:
            return self._joined(made, random)
        agreed = self._agreed(
            made + timedelta(days=int(random.random() * 20)), random, watch=part is not Part.LIST_ONLY
        )
        if part is Part.WITHDRAWN:
            return (agreed, ConsentEntry(state=Consent.WITHDRAWN, since=self.span.day(random), way=draw(random, _WAYS)))
        return self._renewed(agreed, random)

    def _refused(self, made: date, random: Random) -> tuple[ConsentEntry, ...]:
        asked = ConsentEntry(state=Consent.PENDING, since=made)
        answered = self.span.day(random) if random.random() < 0.4 else made + timedelta(days=12)
        refused = ConsentEntry(state=Consent.REFUSED, since=answered, way=draw(random, _WAYS))
        return (asked, refused) if random.random() < 0.6 else (refused,)

    def _joined(self, made: date, random: Random) -> tuple[ConsentEntry, ...]:
        if random.random() < 0.6:
            return (self._agreed(made, random),)
        answered = min(made + timedelta(days=3 + int(random.random() * 35)), self.span.until)
        return (ConsentEntry(state=Consent.PENDING, since=made), self._agreed(answered, random))

    def _renewed(self, agreed: ConsentEntry, random: Random) -> tuple[ConsentEntry, ...]:
        if random.random() > 0.08:
            return (agreed,)
        return (agreed, self._agreed(self.span.day(random), random, watch=agreed.watch))

    def _agreed(self, since: date, random: Random, *, watch: bool = True) -> ConsentEntry:
        told = draw(random, urn((row["recipients"], int(row["weight"])) for row in rows("consents"))).split()
        return ConsentEntry(
            state=Consent.AGREED,
            since=since,
            way=draw(random, _WAYS),
            recipients=tuple(code for code in self.recipients if code in told),
            watch=watch,
            valid_until=self._valid_until(since, random),
        )

    def _valid_until(self, since: date, random: Random) -> date | None:
        """Some consents hold to the end of a fiscal year 年度; a few of them have run out and are to be asked again."""
        ends = [date(self.span.until.year + ahead, 3, 31) for ahead in (0, 1, 1, 2)]
        return draw(random, [end for end in ends if end > since]) if random.random() < 0.15 else None

    def _states(self, part: Part, made: date, random: Random) -> tuple[StatusEntry, ...]:
        active = StatusEntry(state=Status.ACTIVE, since=made)
        if part in _END_REASON:
            ended = StatusEntry(state=Status.ENDED, since=self.span.day(random), reason=_END_REASON[part])
            return (active, ended)
        pause = self._pause(part, random)
        return (active, pause) if pause else (active,)

    def _pause(self, part: Part, random: Random) -> StatusEntry | None:
        until = self.span.until
        reason = self.texts.grow("pause", random, (draw(random, rows("relations"))["relation"], ""))
        if part is Part.RESUMED:
            since = self.span.day(random)
            back = min(since + timedelta(days=6 + int(random.random() * 40)), max(until, since + timedelta(days=1)))
            return StatusEntry(state=Status.PAUSED, since=since, until=back, reason=reason)
        if part is Part.PAUSED_UNTIL:
            since = self._lately(random)
            back = until + timedelta(days=2 + int(random.random() * 30))
            return StatusEntry(state=Status.PAUSED, since=since, until=back, reason=reason)
        if part is Part.PAUSED_OPEN:
            return StatusEntry(state=Status.PAUSED, since=self._lately(random), reason=reason)
        return None

    def _lately(self, random: Random) -> date:
        return max(self.span.first, self.span.until - timedelta(days=3 + int(random.random() * 40)))
