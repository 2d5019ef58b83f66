"""Issues of closed months, brought back as parts of a report: as they were issued, through today's gate."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from watchdesk.domain.closing import Closing, latest
from watchdesk.domain.closing_differences import has_moved
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.reports.monthly import issue as monthly_issue
from watchdesk.reports.monthly.gather import Part
from watchdesk.reports.monthly.issue import Kept
from watchdesk.services.closed_months import as_told
from watchdesk.services.ground import Ground
from watchdesk.services.settings import Settings
from watchdesk.store import closings, journal
from watchdesk.store import people as people_questions
from watchdesk.store.store import Connection


class Issues:
    """What was issued of closed months."""

    def __init__(self, ground: Ground, settings: Settings) -> None:
        self._ground = ground
        self._settings = settings

    def standing(self, connection: Connection, month: Month) -> Mapping[str | None, Closing]:
        """Return the issue that holds of each area of a month that is closed; None is the ward's."""
        return latest(closings.standing(connection, closings.of_month(month)))

    def kept(self, connection: Connection, closing: Closing) -> Kept:
        """Return what an issue keeps."""
        return monthly_issue.from_json(closings.facts(connection, closing.id))

    def part(self, connection: Connection, closing: Closing, *, statistics_only: bool = False) -> Part:
        """Return an issue as it may be printed today."""
        kept = self.kept(connection, closing)
        if statistics_only:
            kept = replace(kept, people=None, visits=None, changes=())
        whys = tuple(replace(why, reason=as_told(connection, why.reason)) for why in kept.facts.whys)
        kept = replace(kept, facts=replace(kept.facts, whys=whys))
        named = {person_id for rows in (kept.people or (), kept.visits or (), kept.changes) for person_id, _ in rows}
        return monthly_issue.part_of(
            kept,
            closing,
            _as_today(connection, named),
            day=self._ground.today(),
            default=frozenset(self._settings.get("consent_recipients")),
        )

    def in_place(self, connection: Connection, today: Part, closing: Closing, *, statistics_only: bool) -> Part:
        """Return an issue in place of what would be printed today; it tells whether the figures have moved since."""
        part = self.part(connection, closing, statistics_only=statistics_only)
        moved = has_moved(part.facts.figures, today.facts.figures)
        return replace(part, facts=replace(part.facts, outdated=moved))


def stayed(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Return under which id each is found today: whoever was merged since, in the record that stayed."""
    into = {
        entry.other_id: entry.entity_id for entry in journal.entries(connection, journal.Deed.MERGED) if entry.holds
    }
    return {one: _last(one, into) for one in ids}


def _as_today(connection: Connection, ids: Iterable[str]) -> dict[str, Person]:
    now = stayed(connection, ids)
    people = people_questions.fetch(connection, people_questions.with_ids(set(now.values())))
    known = {person.id: person for person in people}
    return {one: known[today] for one, today in now.items() if today in known}


def _last(one: str, into: Mapping[str | None, str]) -> str:
    while one in into:
        one = into[one]
    return one
