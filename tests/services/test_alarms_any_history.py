"""Whatever happens, an alarm is open exactly from its raising to its closing, and nobody has two open at once."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import TODAY
from tests.services.whole_store import register
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmOutcome
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import SILENT, Consent, Method, Result
from watchdesk.errors import WatchDeskError

RESULTS = st.sampled_from([*Result, Result.ABSENT, Result.ABSENT, Result.NO_ANSWER])
DAYS = st.integers(0, 6).map(lambda days: TODAY - timedelta(days=days))
TIMES = st.sampled_from([None, time(9), time(14, 30)])
WHO = st.integers(0, 1)
WHICH = st.integers(0, 30)

DEEDS = st.one_of(
    st.tuples(st.just("visit"), WHO, DAYS, TIMES, RESULTS),
    st.tuples(st.just("visit"), WHO, DAYS, TIMES, RESULTS),
    st.tuples(st.just("correct"), WHICH, RESULTS),
    st.tuples(st.just("void"), WHICH),
    st.tuples(st.just("bring back"), WHICH),
    st.tuples(st.just("raise"), WHO),
    st.tuples(st.just("report"), st.none() | WHO),
    st.tuples(st.just("step"), WHICH),
    st.tuples(st.just("close"), WHICH, st.sampled_from(AlarmOutcome), st.booleans()),
    st.tuples(st.just("answer"), WHICH),
    st.tuples(st.just("undo")),
)


@dataclass
class Told:
    """What was done so far, beside the store: who, which visits, how many steps each alarm has had at least."""

    desk: Desk
    people: list[str]
    visits: list[str] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)

    def alarms(self) -> list[str]:
        """Every alarm ever raised."""
        return sorted({line.entity_id or "" for line in self.desk.ledger.entries(None) if line.entity == "alarm"})


def visit(told: Told, who: int, on: date, at: time | None, result: Result) -> None:
    """Records one, and whoever is left 気がかり by a silent attempt has an alarm open."""
    before = told.desk.people.line(told.people[who]).due
    made = told.desk.visits.record(told.people[who], on=on, method=Method.VISIT, result=result, details={"at": at})
    told.visits.append(made.id)
    after = told.desk.people.line(told.people[who]).due
    assert before is not None
    assert after is not None
    if after.worrying and after.silent_streak > before.silent_streak:
        assert result in SILENT
        assert told.desk.alarms.open_of(told.people[who]) is not None
    if not after.worrying and not before.worrying:
        assert made.id not in [line.visit_id for line in told.desk.alarms.open()]


def chosen(ids: list[str], which: int) -> str | None:
    return ids[which % len(ids)] if ids else None


def correct(told: Told, which: int, result: Result) -> None:
    found = chosen(told.visits, which)
    if found is not None and not told.desk.visits.get(found).voided:
        told.desk.visits.correct(found, {"result": result}, "ちがった")


def change(told: Told, which: int, *, voided: bool) -> None:
    found = chosen(told.visits, which)
    visit_: Visit | None = told.desk.visits.get(found) if found is not None else None
    if visit_ is not None and visit_.voided != voided:
        if voided:
            told.desk.visits.void(visit_.id, "別の方")
        else:
            told.desk.visits.bring_back(visit_.id)


def report(told: Told, who: int | None) -> None:
    person = None if who is None else told.people[who]
    told.desk.alarms.report(person_id=person, whom="角の家の方", said="新聞がたまっている", reporter="見本 隣")


def on_an_alarm(told: Told, which: int, deed: Callable[[str], object]) -> None:
    found = chosen(told.alarms(), which)
    if found is not None:
        try:
            deed(found)
        except WatchDeskError as refused:
            assert refused.code in {"alarm_closed", "alarm_open", "answered"}  # noqa: PT017 (either is right here)


def close(told: Told, which: int, outcome: AlarmOutcome, seen: bool) -> None:
    visit_ = {"method": Method.VISIT} if seen else None
    on_an_alarm(told, which, lambda one: told.desk.alarms.close(one, outcome, "確かめた", visit_))


def undo(told: Told) -> None:
    if told.desk.undo.next() not in (None, "同意の記録"):
        try:
            told.desk.undo.undo()
        except WatchDeskError as refused:
            assert refused.code in {"alarm_open", "written_since"}  # noqa: PT017 (as above)


STEPS: dict[str, Callable[..., None]] = {
    "visit": visit,
    "correct": correct,
    "void": lambda told, which: change(told, which, voided=True),
    "bring back": lambda told, which: change(told, which, voided=False),
    "raise": lambda told, who: told.desk.alarms.raise_for(told.people[who]),
    "report": report,
    "step": lambda told, which: on_an_alarm(told, which, lambda one: told.desk.alarms.write_down(one, "phone")),
    "close": close,
    "answer": lambda told, which: on_an_alarm(told, which, told.desk.alarms.answered),
    "undo": undo,
}


def holds(told: Told) -> None:
    """The ledger says which are open: raised, and not closed since they were opened last; no line is ever lost."""
    last: dict[str, str] = {}
    for line in reversed(told.desk.ledger.entries(None)):
        if line.entity == "alarm" and line.action in {"added", "closed", "reopened"}:
            last[line.entity_id or ""] = line.action
    open_ = told.desk.alarms.open()
    assert {line.id for line in open_} == {one for one, action in last.items() if action != "closed"}
    people = [line.person_id for line in open_ if line.person_id is not None]
    assert len(people) == len(set(people))
    for alarm in map(told.desk.alarms.get, last):
        assert len(alarm.steps) >= told.steps.get(alarm.id, 0)
        told.steps[alarm.id] = len(alarm.steps)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(DEEDS, min_size=3, max_size=14))
def test_an_alarm_is_open_exactly_from_its_raising_to_its_closing(
    opened: Callable[[Path], Desk], empty_template: Path, deeds: list[tuple[object, ...]]
) -> None:
    desk = opened(empty_template)
    people = [register(desk, name).id for name in ("見本", "試")]
    for person_id in people:
        desk.consents.give(person_id, ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 5)))
    told = Told(desk=desk, people=people)
    for name, *values in deeds:
        STEPS[str(name)](told, *values)
        holds(told)
    desk.lock()
