"""The fictional people of the demo store: of the right kind, and the same ones for the same seed and day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from random import Random
from typing import Any

import resources
from watchdesk.domain.partner import Charge
from watchdesk.domain.person import Person
from watchdesk.domain.words import Living, Sex
from watchdesk.services.demo.circumstances import IN_BED, Circumstances
from watchdesk.services.demo.histories import SMALLEST_WITH_EVERY_PART, Lives, Part, Span, parts
from watchdesk.services.demo.homes import House, houses
from watchdesk.services.demo.partners import MADE_BY, Team, teams
from watchdesk.services.demo.words import Grammar, Row, draw, given_name, opaque_id, rows, shares, stream, urn

JAPAN = timezone(timedelta(hours=9))

RARE_EVERY = 25
"""One name in so many has a character that few fonts and code pages know."""

HIDDEN_AMONG = 130
"""One person in so many is 秘匿."""

COUPLE_EVERY = 17
NAMESAKE_EVERY = 40

SHELTER = "災害時避難所"
NO_SHELTER_EVERY = 4
"""One plan in so many names no shelter 避難所: some are still to be settled."""

_INTERVALS = urn([(7, 2), (14, 9), (30, 67), (60, 22)])
_AGES = urn([(range(58, 70), 6), (range(70, 75), 9), (range(75, 94), 75), (range(94, 103), 10)])


def people(
    *,
    areas: tuple[str, ...],
    count: int,
    seed: int,
    until: date,
    months: int,
    towns: Sequence[Row] | None = None,
    criteria: Sequence[Row] | None = None,
    recipients: Sequence[Row] | None = None,
) -> Iterator[Person]:
    """Give exactly ``count`` people over all areas, area by area.

    What happens to the people happens in the ``months`` calendar months up to ``until``; only the end of a pause or of
    a consent may lie ahead. ``towns``, ``criteria`` and ``recipients``: rows of those code lists, the program's own
    unless given.
    """
    towns = resources.codes("towns") if towns is None else towns
    criteria = resources.codes("criteria") if criteria is None else criteria
    recipients = resources.codes("recipients") if recipients is None else recipients
    texts = Grammar(rows("texts"), told=("kin", "spouse"))
    lives = Lives(Span.of(until, months), areas, [row["code"] for row in recipients], texts)
    circumstances = Circumstances.of(criteria, texts, until)
    played = parts(count, seed, len(areas))
    hidden = _hidden(played, seed)
    team_of = teams(areas, seed)
    sizes = shares([0.7 + stream(seed, "size", area).random() * 0.6 for area in areas], count)
    for place, area in enumerate(areas):
        random = stream(seed, "people", area)
        homes = houses(area, sizes[place], towns, random)
        neighbourhood = _Neighbourhood(
            area=area,
            place=place + 1,
            first=sum(sizes[:place]),
            houses=homes,
            shelters=_shelters(area, homes),
            team=team_of[area],
        )
        maker = _Maker(neighbourhood, lives, circumstances, until, hidden, random)
        yield from maker.people(played[neighbourhood.first : neighbourhood.first + sizes[place]])


def _sex(random: Random) -> Sex:
    return Sex.FEMALE if random.random() < 0.65 else Sex.MALE


def _hidden(played: Sequence[Part], seed: int) -> frozenset[int]:
    """Return the places of those whose address is 秘匿; nothing else happens to them."""
    plain = [place for place, part in enumerate(played) if part is Part.PLAIN]
    least = 1 if len(played) >= SMALLEST_WITH_EVERY_PART else 0
    return frozenset(stream(seed, "hidden").sample(plain, max(least, len(played) // HIDDEN_AMONG)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Neighbourhood:
    """An area with its houses and helpers; ``first`` is the place of its first person among all."""

    area: str
    place: int
    first: int
    houses: tuple[House, ...]
    team: Team
    shelters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the people of one area, in order, from one stream."""

    neighbourhood: _Neighbourhood
    lives: Lives
    circumstances: Circumstances
    until: date
    hidden: frozenset[int]
    random: Random

    def people(self, played: Sequence[Part]) -> list[Person]:
        """Make a person for each part; some are married to the one before, some share a name with an earlier one."""
        made: list[Person] = []
        for order, part in enumerate(played):
            person = self._person(order, part)
            if _is_rare(self.neighbourhood.first + order):
                made.append(person)
                continue
            if order % COUPLE_EVERY == COUPLE_EVERY - 1 and {part, played[order - 1]} == {Part.PLAIN}:
                made[-1], person = self._married(made[-1], person)
            elif order % NAMESAKE_EVERY in (19, 31):
                person = _namesake(person, made[order - 9], whole=order % NAMESAKE_EVERY == 19)
            made.append(person)
        return made

    def _person(self, order: int, part: Part) -> Person:
        random, near = self.random, self.neighbourhood
        born = self._birth_date()
        happened = self.lives.fields(part, near.area, random)
        name = self._name(near.first + order, born)
        person = Person(
            id=opaque_id(random),
            number=f"{near.place:02}-{order + 1:04}" if random.random() < 0.95 else None,
            birth_date=born,
            interval_days=draw(random, _INTERVALS),
            charges=tuple(Charge(partner_id=draw(random, helpers).id) for helpers in near.team),
            hidden=near.first + order in self.hidden,
            created_by=MADE_BY,
            created_at=datetime.combine(happened["created_on"], time(10, 0), JAPAN),
            **name,
            **draw(random, near.houses).fields(random),
            **happened,
            **self.circumstances.fields(name["family_name"], name["sex"], born, random),
        )
        return replace(person, evacuation=_with_shelter(person, near.shelters))

    def _birth_date(self) -> date:
        years = draw(self.random, _AGES)
        age = int(self.random.triangular(years.start, years.stop, min(years.stop, max(years.start, 83))))
        birthday = self.until - timedelta(days=int(self.random.random() * 365))
        return birthday.replace(year=birthday.year - min(age, years.stop - 1), day=min(birthday.day, 28))

    def _name(self, place: int, born: date) -> dict[str, Any]:
        sex = _sex(self.random)
        rare = rows("rare_families")
        family = draw(self.random, self.circumstances.families)
        if _is_rare(place):
            family = rare[place // RARE_EVERY % len(rare)]
        given = given_name(self.random, sex, born.year)
        return {
            "family_name": family["family"],
            "family_kana": family["kana"],
            "given_name": given["given"],
            "given_kana": given["kana"],
            "sex": sex,
        }

    def _married(self, first: Person, second: Person) -> tuple[Person, Person]:
        """Put the two into one household, the second one of the other sex and of like age."""
        sex = Sex.MALE if first.sex is Sex.FEMALE else Sex.FEMALE
        born = first.birth_date or self.until
        born += timedelta(days=431 if born.year < self.until.year - 80 else -431)
        given = given_name(self.random, sex, born.year)
        shared = ("family_name", "family_kana", "postal_code", "town", "address", "building", "housing", "phones")
        spouse: dict[str, Any] = {
            **{name: getattr(first, name) for name in shared},
            "sex": sex,
            "birth_date": born,
            "given_name": given["given"],
            "given_kana": given["kana"],
        }
        household = opaque_id(self.random)
        return self._at_home(first, household), self._at_home(replace(second, **spouse), household)

    def _at_home(self, person: Person, household: str) -> Person:
        told = ("", "夫" if person.sex is Sex.FEMALE else "妻")
        family = self.lives.texts.grow("family.couple", self.random, told)
        return replace(person, household_id=household, living=Living.ELDERLY_ONLY, family=family)


def _shelters(area: str, homes: Sequence[House]) -> tuple[str, ...]:
    """The shelters of the ward's list that bear the area's name or stand in its towns."""
    towns = tuple({house.town for house in homes})
    known = [row for row in resources.codes("shelters") if row["kind"] == SHELTER]
    return tuple(row["name"] for row in known if row["name"].startswith(area) or row["location"].startswith(towns))


def _with_shelter(person: Person, shelters: Sequence[str]) -> str | None:
    """Name a shelter in a plan 個別避難計画, drawn by the id so that no other draw moves; who stays in bed has none."""
    lot = int(person.id[:8], 16)
    if not person.evacuation or not shelters or person.care_level in IN_BED or lot % NO_SHELTER_EVERY == 0:
        return person.evacuation
    return f"{person.evacuation}。避難先は{shelters[lot // NO_SHELTER_EVERY % len(shelters)]}"


def _is_rare(place: int) -> bool:
    return place % RARE_EVERY == 8


def _namesake(person: Person, other: Person, *, whole: bool) -> Person:
    """Give the person the other's family name, or the whole name: the desk warns of similar names nearby."""
    family: dict[str, Any] = {"family_name": other.family_name, "family_kana": other.family_kana}
    given: dict[str, Any] = {"given_name": other.given_name, "given_kana": other.given_kana, "sex": other.sex}
    return replace(person, **family, **(given if whole else {}))
