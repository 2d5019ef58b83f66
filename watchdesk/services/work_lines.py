"""The records behind the figures of work, read as lines: consultations, referrals, activities, coordination, days."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from watchdesk.domain.activity import Activity, Coordination, spent_minutes
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.referral import Referral
from watchdesk.domain.summary import Span
from watchdesk.domain.work import Work
from watchdesk.domain.work_lines import WorkKind, WorkLine, day_line
from watchdesk.domain.work_lists import WorkLists
from watchdesk.services.masking import Unopened
from watchdesk.store import people as people_questions
from watchdesk.store import work_lines as questions
from watchdesk.store.store import Connection


class Read:
    """Reads lines of one state of the store; ``today`` is the day on which cases stand."""

    def __init__(self, connection: Connection, lists: WorkLists, today: date) -> None:
        self._connection, self._lists, self._today = connection, lists, today
        self._unopened = Unopened(people_questions.hidden(connection))

    def of(self, kind: WorkKind, ids: Sequence[str], last: date) -> tuple[WorkLine, ...]:
        """Return the lines of some ids, in their order; referrals as they stood on the day ``last``."""
        read: dict[WorkKind, Callable[[Sequence[str], date], tuple[WorkLine, ...]]] = {
            WorkKind.CONSULTATION: self._consultations,
            WorkKind.REFERRAL: self._referrals,
            WorkKind.ACTIVITY: self._activities,
            WorkKind.COORDINATION: self._coordination,
        }
        return read[kind](ids, last)

    def days(
        self, span: Span, area: str | None, work: Work, visits: Iterable[tuple[date, str]] | None = None
    ) -> tuple[WorkLine, ...]:
        """Return the days worked on, with what was done on each (contract §2.9).

        ``visits``: day and id of those that count, where they are not to be read from the store.
        """
        found: dict[date, dict[WorkKind, list[str]]] = {}

        def note(on: date, kind: WorkKind, record_id: str) -> None:
            those = found.setdefault(on, {}).setdefault(kind, [])
            if record_id not in those:
                those.append(record_id)

        of_visits = questions.visits_by_day(self._connection, span, area) if visits is None else visits
        for on, visit_id in of_visits:
            note(on, WorkKind.VISIT, visit_id)
        for step in work.steps:
            note(step.on, WorkKind.CONSULTATION, step.id)
        for activity in work.activities:
            note(activity.on, WorkKind.ACTIVITY, activity.id)
        for contact in work.coordination:
            note(contact.on, WorkKind.COORDINATION, contact.id)
        order = list(WorkKind)
        return tuple(
            day_line(on, {kind: tuple(found[on][kind]) for kind in order if kind in found[on]}) for on in sorted(found)
        )

    def _consultations(self, ids: Sequence[str], last: date) -> tuple[WorkLine, ...]:
        cases = questions.fetch(self._connection, Consultation, ids)
        names = questions.names(self._connection, (case.person_id for case in cases))
        lists = self._lists
        return tuple(
            WorkLine(
                kind=WorkKind.CONSULTATION,
                id=case.id,
                on=case.opened_on,
                at=case.opened_at,
                what=lists.contents.label(case.content),
                more=lists.fields.label(case.field),
                who=names.get(case.person_id) or case.caller or "名簿にない方",
                stands=case.state_on(self._today).label,
            )
            for case in cases
        )

    def _referrals(self, ids: Sequence[str], last: date) -> tuple[WorkLine, ...]:
        found = questions.fetch(self._connection, Referral, ids)
        names = questions.names(self._connection, (one.person_id for one in found))
        lines = []
        for one in found:
            stood = [step.state for step in one.steps if step.on <= last]
            lines.append(
                WorkLine(
                    kind=WorkKind.REFERRAL,
                    id=one.id,
                    on=one.sent_on or last,
                    what=one.body,
                    who=names.get(one.person_id) or "名簿にない方",
                    stands=(stood[-1] if stood else one.state).label,
                )
            )
        return tuple(lines)

    def _activities(self, ids: Sequence[str], last: date) -> tuple[WorkLine, ...]:
        return tuple(
            WorkLine(
                kind=WorkKind.ACTIVITY,
                id=one.id,
                on=one.on,
                at=one.at,
                what=one.title,
                who=f"{one.participants:,}名" if one.participants is not None else "",
                stands=_minutes(spent_minutes(one.minutes, one.at, one.until)),
            )
            for one in questions.fetch(self._connection, Activity, ids)
        )

    def _coordination(self, ids: Sequence[str], last: date) -> tuple[WorkLine, ...]:
        partners = questions.partner_names(self._connection)
        return tuple(
            WorkLine(
                kind=WorkKind.COORDINATION,
                id=one.id,
                on=one.on,
                at=one.at,
                what=self._unopened.told(one.what, one.person_id),
                who=partners.get(one.partner_id or "") or one.whom or "",
                stands=self._lists.coordination.label(one.kind),
            )
            for one in questions.fetch(self._connection, Coordination, ids)
        )


def _minutes(spent: int | None) -> str:
    if spent is None:
        return ""
    hours, minutes = divmod(spent, 60)
    return f"{hours}時間{minutes}分" if hours and minutes else f"{hours}時間" if hours else f"{minutes}分"
