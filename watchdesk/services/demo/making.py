"""Demo 練習用: a store of fictional people, to look at and to practise on; the same seed and day make equal stores."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

import resources
from watchdesk.changed import Changed
from watchdesk.domain.household import Household
from watchdesk.domain.person import Person
from watchdesk.errors import WatchDeskError
from watchdesk.services.codes import Codes
from watchdesk.services.demo import day, information, partners, work
from watchdesk.services.demo.people import people as made_people
from watchdesk.services.demo.visits import visits as made_visits
from watchdesk.services.ground import Ground
from watchdesk.services.jobs import Job, Progress, whole
from watchdesk.services.settings import Settings
from watchdesk.store import people as questions
from watchdesk.store.records import Record
from watchdesk.store.store import Tx

USER = "demo"
PASSWORD = "mimamori-demo"  # noqa: S105  # told to everybody by the contract; guards fictional people only
FULL_NAME = "見本 みまもり"

AT_ONCE = 5000
"""Records written between two words of progress."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How much to make up: totals over all areas, ``months`` up to the day ``until``.

    ``at_work``: also what the desk has in hand on that day: promises, plans, an alarm, a sheet that is out,
    welfare information.
    """

    areas: tuple[str, ...]
    people: int = 90
    visits: int = 1200
    months: int = 12
    until: date
    seed: int = 1
    at_work: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """How much was made up."""

    people: int
    visits: int


class Demo:
    """Fills an empty store with fictional people and their visits."""

    def __init__(self, ground: Ground, codes: Codes, settings: Settings) -> None:
        self._ground = ground
        self._codes = codes
        self._settings = settings

    def fill(self, plan: Plan) -> Job[Made, Made]:
        """Make the people and visits up and write them; the store must be empty."""
        return whole("練習用の要援護者をつくっています", lambda progress: self._fill(plan, progress))

    def _fill(self, plan: Plan, progress: Progress) -> Made:
        people = tuple(
            made_people(
                areas=plan.areas,
                count=plan.people,
                seed=plan.seed,
                until=plan.until,
                months=plan.months,
                towns=resources.codes("towns"),
                criteria=resources.codes("criteria"),
                recipients=resources.codes("recipients"),
            )
        )
        total = plan.people + plan.visits
        with self._ground.store.long_work("練習用の要援護者をつくる"):
            self._refuse_unless_empty()
            with self._ground.store.write(self._ground.user, Changed.ALL) as tx:
                tx.add_all(_households(people))
                teams = partners.teams(plan.areas, plan.seed)
                tx.add_all(partners.asked(partners.bodies(plan.seed), plan.until, plan.seed))
                for team in teams.values():
                    tx.add_all(partners.asked((*team.watchers, *team.minsei), plan.until, plan.seed))
                _write(tx, people, progress, total=total)
                visits = made_visits(people, count=plan.visits, seed=plan.seed, until=plan.until, months=plan.months)
                latest = day.Latest()
                _write(tx, latest.gathered(visits), progress, done=plan.people, total=total)
                if plan.at_work:
                    for area in day.areas(people, latest, teams, until=plan.until, seed=plan.seed):
                        day.write(tx, area)
                        work.write(tx, area)
                    information.write(tx, latest, until=plan.until, seed=plan.seed)
                tx.log("filled with fictional people", "store")
        return Made(plan.people, plan.visits)

    def _refuse_unless_empty(self) -> None:
        with self._ground.store.read() as connection:
            if questions.anybody(connection):
                raise WatchDeskError("練習用の要援護者は、空の保管庫にだけつくれます。", code="not_empty")


def _households(people: Iterable[Person]) -> tuple[Household, ...]:
    ids = dict.fromkeys(person.household_id for person in people if person.household_id)
    return tuple(Household(id=household_id) for household_id in ids)


def _write(tx: Tx, many: Iterable[Record], progress: Progress, *, done: int = 0, total: int) -> None:
    for part in _parts(iter(many)):
        tx.add_all(part)
        done += len(part)
        progress(done, total)


def _parts(many: Iterator[Record]) -> Iterator[list[Record]]:
    while part := list(islice(many, AT_ONCE)):
        yield part
