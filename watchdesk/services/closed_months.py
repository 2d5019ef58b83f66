"""Guard of closed months: what moves figures of a month that was closed is written with its reason, or not at all."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from watchdesk.domain.closing import Amendment, Closing, months_told
from watchdesk.domain.closing_differences import has_moved
from watchdesk.domain.folding import fold
from watchdesk.domain.month import Month
from watchdesk.domain.secrecy import without_whereabouts
from watchdesk.domain.summary import Figures, Roll, Span, VisitCounts, figures
from watchdesk.domain.words import Method
from watchdesk.domain.work import Work
from watchdesk.errors import ClosedMonth
from watchdesk.services.settings import COUNTED_BY
from watchdesk.settings import BY_KEY
from watchdesk.store import audit, closings, names, work_counts
from watchdesk.store import people as people_questions
from watchdesk.store import settings as kept_settings
from watchdesk.store import visits as visit_questions
from watchdesk.store.reasons import TAKEN_BACK, reason_given
from watchdesk.store.store import Connection, Store, Tx

AMENDED = "amended"
"""The ledger's word for a change of a closed month's figures."""

NAMED = "わけに、台帳の方のお名前が入っています。お名前を消してください。"
SHORTEST = 4
"""Letters of a reading, or of a name that was entered in one piece; a shorter one is an everyday word too."""

_ID = re.compile(r"[0-9a-f-]{32,36}")


def names_somebody(connection: Connection, reason: str) -> bool:
    """Whether the full name of somebody in the register, or its reading, stands in a reason, however it is written."""
    return bool(named_in(connection, reason))


def named_in(connection: Connection, *texts: str) -> tuple[str, ...]:
    """Return the full names and readings from the register that stand in texts, each once, as they are registered."""
    said = "\n".join(fold(text) for text in texts)
    found = (parts for parts in _full_names(connection) if fold("".join(parts)) in said) if said.strip() else ()
    return tuple(dict.fromkeys(" ".join(parts) for parts in found))


def as_told(connection: Connection, reason: str) -> str:
    """Return a reason as it may be told today: no place of a hidden person 秘匿, and full names as ○○."""
    told = reason_without_places(connection, reason)
    if not names_somebody(connection, told):
        return told
    for parts in _full_names(connection):
        told = re.sub(r"\s*".join(map(re.escape, parts)), "○○", told)
    return told


def reason_without_places(connection: Connection, reason: str) -> str:
    """Return a reason with 秘匿 in place of what tells where a hidden person lives."""
    for person in people_questions.hidden(connection):
        reason = without_whereabouts(reason, person)
    return reason


def _full_names(connection: Connection) -> Iterator[tuple[str, ...]]:
    for family, given, family_kana, given_kana in names.of_everybody(connection):
        if given or len(family) >= SHORTEST:
            yield tuple(part for part in (family, given) if part)
        kana = tuple(part for part in (family_kana, given_kana) if part)
        if len("".join(kana)) >= SHORTEST and len(kana) > 1:
            yield kana


class State:
    """The figures of whole months in one state of the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._counts: dict[Month, tuple[dict[str | None, VisitCounts], Work]] = {}

    def figures(self, month: Month, area: str | None) -> Figures:
        """Return a month's figures of an area, None: of the ward; a month that was closed is over."""
        span = Span(month.first, month.last)
        if month not in self._counts:
            counts = visit_questions.counts(self._connection, span)
            self._counts[month] = counts, work_counts.during(self._connection, span)
        counts, work = self._counts[month]
        return figures(
            span,
            area,
            self._roll,
            counts.get(area, VisitCounts()),
            confirmed_anywhere=counts[None].confirmed,
            visit_count_methods=self._methods,
            work=work.within(span.first, span.last, area),
        )

    @cached_property
    def _roll(self) -> Roll:
        return Roll(people_questions.watches(self._connection))

    @cached_property
    def _methods(self) -> tuple[Method, ...]:
        kept = kept_settings.fetch(self._connection)
        return tuple(Method(code) for code in kept.get(COUNTED_BY, BY_KEY[COUNTED_BY].default))


class Guard:
    """Looks at each transaction before it is done; ``ClosedMonth`` undoes it where a reason is wanted."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def __call__(self, tx: Tx) -> None:
        """Compare the closed months that the transaction may have moved; write down what it moved, and why."""
        moved = self._moved(tx)
        if not moved:
            return
        reason = reason_given()
        if reason is None:
            raise ClosedMonth(months_told([one.month for one in moved]), _written(tx.reason or ""))
        if names_somebody(tx.connection, reason):
            raise ClosedMonth(months_told([one.month for one in moved]), reason, NAMED)
        self._write_down(tx, moved, reason)

    def _moved(self, tx: Tx) -> tuple[Closing, ...]:
        near = closings.standing(tx.connection, closings.from_day(tx.since or date.min))
        if not near:
            return ()
        with self._store.read() as connection:
            closed = {one.id for one in closings.standing(connection)}
            before, after = State(connection), State(tx.connection)
            return tuple(
                one
                for one in near
                if one.id in closed
                and has_moved(before.figures(one.month, one.area), after.figures(one.month, one.area))
            )

    def _write_down(self, tx: Tx, moved: Sequence[Closing], reason: str) -> None:
        reason = reason_without_places(tx.connection, reason)
        entries = audit.between(tx.connection, tx.lines[0], tx.lines[-1]) if tx.lines else ()
        records = tuple(dict.fromkeys((entry.entity, entry.entity_id) for entry in entries if entry.entity_id))
        before, tx.reason = tx.reason, reason
        for one in moved:
            line = tx.log(AMENDED, "closing", one.id)
            closings.amend(
                tx.connection,
                Amendment(
                    month=one.month,
                    area=one.area,
                    at=tx.at,
                    by=tx.by,
                    reason=reason,
                    line=line,
                    records=tuple((entity, record_id) for entity, record_id in records if record_id),
                ),
            )
        tx.reason = before


def _written(reason: str) -> str:
    """The reason if a user wrote it; taking back, and the id under which a list was taken in, explain nothing."""
    return "" if reason == TAKEN_BACK or _ID.fullmatch(reason) else reason
