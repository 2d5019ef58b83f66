"""Rounds まわり at the desk: whom to see, where the sheets are, and the visits typed in from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from watchdesk.changed import Changed
from watchdesk.domain import check_digit
from watchdesk.domain.copies import CopyState
from watchdesk.domain.outing import Candidate, Outing, in_walking_order
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.round import Round, RoundLine, Sheet, SheetLine
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.errors import Invalid, NotFound
from watchdesk.services.copies import Copies
from watchdesk.services.ground import Ground
from watchdesk.services.masking import Unopened
from watchdesk.services.people import People
from watchdesk.services.raising import raising
from watchdesk.services.secrecy import Secrecy
from watchdesk.services.settings import Settings
from watchdesk.services.visits import Visits, without_places
from watchdesk.store import partners as partner_questions
from watchdesk.store import people as people_questions
from watchdesk.store import plans as plan_questions
from watchdesk.store import rounds
from watchdesk.store import visits as visit_questions
from watchdesk.store.store import Connection, get

RETYPED = "まわり用紙の打ち直し"
"""Reason of a correction at the sheet."""


_WRITTEN = Changed.VISITS | Changed.COPIES | Changed.ALARMS
"""An attempt may raise a 気がかり; a line typed in is a line less on the paper that is out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What stands on a line of the sheet. ``method`` None: the sheet's own way."""

    result: Result
    condition: Condition | None = None
    method: Method | None = None
    signs: tuple[str, ...] = field(default=(), repr=False)
    note: str | None = field(default=None, repr=False)


class Rounds:
    """Rounds; their sheets are drawn by ``desk.day_sheets``."""

    def __init__(
        self,
        ground: Ground,
        settings: Settings,
        people: People,
        copies: Copies,
        visits: Visits,
        *,
        secrecy: Secrecy,
    ) -> None:
        self._ground = ground
        self._settings = settings
        self._people = people
        self._copies = copies
        self._visits = visits
        self._is_open = secrecy.is_open

    # ---- whom to see

    def candidates(self) -> tuple[Candidate, ...]:
        """Return everybody under watch today, in walking order; ``Outing.chosen`` chooses among them."""
        today = self._ground.today()
        with self._ground.store.read() as connection:
            on_sheet = rounds.stops_out(connection)
            put_off = plan_questions.snoozed(connection, today)
        return in_walking_order(
            Candidate(
                line=line,
                on_sheet=on_sheet.get(line.id),
                put_off_until=put_off[line.id].until if line.id in put_off else None,
            )
            for line in self._people.lines(today)
            if line.is_watched
        )

    def chosen(self, outing: Outing) -> tuple[Candidate, ...]:
        """Return whom an outing goes to, in walking order."""
        return outing.chosen(self.candidates())

    def walkers(self) -> tuple[str, ...]:
        """Return who may walk: the user, the watchers 見守り員, and who has visited lately; each once."""
        with self._ground.store.read() as connection:
            watchers = partner_questions.fetch(connection, PartnerKind.WATCHER, with_retired=False)
        names = (self._settings.get("coordinator"), *(one.name for one in watchers), *self._visits.visitors())
        return tuple(name for name in dict.fromkeys(names) if name)

    # ---- out, in, lost

    def out(self) -> tuple[RoundLine, ...]:
        """Return the sheets that are still out, newest first."""
        with self._ground.store.read() as connection:
            return rounds.lines(connection, rounds.OUT)

    def recent(self, limit: int = 50) -> tuple[RoundLine, ...]:
        """Return the sheets printed last, wherever they are now, newest first."""
        with self._ground.store.read() as connection:
            return rounds.lines(connection, limit=limit)

    def received(self, round_id: str) -> None:
        """Write down that the paper came back."""
        self._settle(round_id, CopyState.RETURNED)

    def lost(self, round_id: str) -> Sheet:
        """Write down that the paper is lost; return the sheet with the people on it."""
        self._settle(round_id, CopyState.LOST)
        return self.sheet(round_id)

    def out_again(self, round_id: str) -> None:
        """Write down that the paper is out after all."""
        self._settle(round_id, CopyState.OUT)

    def _settle(self, round_id: str, state: CopyState) -> None:
        with self._ground.store.read() as connection:
            number = get(connection, Round, round_id).number
        self._copies.settle(number, state)

    # ---- typing in

    def find(self, typed: str) -> Sheet:
        """Return the sheet of a number typed with its check digit; Invalid for a wrong one, NotFound for none."""
        number = check_digit.read(typed)
        with self._ground.store.read() as connection:
            round_id = rounds.by_number(connection, number).id
        return self.sheet(round_id)

    def sheet(self, round_id: str) -> Sheet:
        """Return a sheet with its lines as they stand now; NotFound where it is gone."""
        with self._ground.store.read() as connection:
            found = get(connection, Round, round_id)
            state = rounds.state_of(connection, found.number)
            typed = self._typed(connection, found)
        people = {line.id: line for line in self._people.lines_of(stop.person_id for stop in found.stops)}
        lines = tuple(
            SheetLine(
                place=place,
                person_id=stop.person_id,
                person=people.get(stop.person_id),
                visit=typed.get(stop.visit_id or ""),
                walked_on=min(found.on, self._ground.today()),
            )
            for place, stop in enumerate(found.stops, 1)
        )
        return Sheet(round=found, state=state, lines=lines)

    def _typed(self, connection: Connection, found: Round) -> Mapping[str, Any]:
        ids = [stop.visit_id for stop in found.stops if stop.visit_id is not None]
        lines = visit_questions.lines(connection, rounds.visits_of(ids)) if ids else ()
        hidden = people_questions.hidden(connection)
        return {line.id: line for line in without_places(lines, Unopened(hidden, self._is_open)) if not line.voided}

    def enter(self, round_id: str, person_id: str, seen: Seen) -> Visit:
        """Record what stands on a person's line, or correct what was typed from it before; saved at once.

        The visit is dated on the day of the round, and today at the latest. Possible for anybody on the sheet, also
        once paused or without consent (contract §2). Of the note holds what holds of ``visits.correct``.
        """
        with self._ground.store.read() as connection:
            found = get(connection, Round, round_id)
            visit_id = found.stop_of(person_id).visit_id
            before = _standing(connection, visit_id)
        if before is not None:
            return self._correct(before, found, seen)
        with self._ground.store.write(self._ground.user, _WRITTEN) as tx:
            visit = self._visits.record_within(tx, person_id, self._said(found, seen))
            rounds.type_in(tx.connection, round_id, person_id, visit.id)
            tx.log("typed in", "round", round_id)
        return visit

    def _said(self, found: Round, seen: Seen) -> dict[str, Any]:
        return {
            "on": min(found.on, self._ground.today()),
            "method": seen.method or found.method,
            "result": seen.result,
            "condition": seen.condition,
            "signs": seen.signs,
            "note": seen.note,
            "visitor": found.walker,
        }

    def _correct(self, before: Visit, found: Round, seen: Seen) -> Visit:
        with self._ground.store.read() as connection:
            seen = replace(seen, note=self._visits.note_meant(connection, before, seen.note))
        said = {name: value for name, value in self._said(found, seen).items() if name not in ("on", "visitor")}
        if all(getattr(before, name) == value for name, value in said.items()):
            return before
        return self._visits.correct(before.id, said, RETYPED)

    def take_out(self, round_id: str, person_id: str) -> None:
        """Take back what was typed into a line: its visit is voided, and the line is empty again."""
        with self._ground.store.read() as connection:
            visit_id = get(connection, Round, round_id).stop_of(person_id).visit_id
            standing = _standing(connection, visit_id) is not None
        if visit_id is not None and standing:
            self._visits.void(visit_id, RETYPED)

    def walked(self, round_id: str, *, on: date, walker: str | None) -> Sheet:
        """Write down when and by whom the round was walked; the visits typed in already follow.

        What was corrected in a visit since, its day or who went, stays. Invalid for a day after today.
        """
        if on > self._ground.today():
            raise Invalid("on", "歩いた日が、今日より後の日になっています。", kind="in_future")
        told = (walker or "").strip() or None
        with self._ground.store.write(self._ground.user, _WRITTEN, RETYPED) as tx:
            found = tx.get(Round, round_id)
            tx.replace(replace(found, on=on, walker=told))
            typed = [visit for stop in found.stops if (visit := _standing(tx.connection, stop.visit_id)) is not None]
            moved = [
                self._visits.corrected(tx, visit, _from_sheet(visit, found, {"on": on, "visitor": told}))
                for visit in typed
            ]
            with raising(tx, self._ground, *moved):
                for visit in moved:
                    tx.replace(visit, action="corrected")
        return self.sheet(round_id)


def _from_sheet(visit: Visit, found: Round, values: Mapping[str, Any]) -> dict[str, Any]:
    """What of these values a visit has from its sheet, and nobody corrected since it was typed in."""
    typed_on = {found.on} | ({min(found.on, visit.created_at.date())} if visit.created_at is not None else set())
    has = {"on": visit.on in typed_on, "visitor": visit.visitor == found.walker}
    return {name: value for name, value in values.items() if has[name]}


def _standing(connection: Connection, visit_id: str | None) -> Visit | None:
    """The visit typed in from a line, None before and where it was voided or is gone."""
    try:
        visit = get(connection, Visit, visit_id or "")
    except NotFound:
        return None
    return None if visit.voided else visit
