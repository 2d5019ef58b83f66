"""A figure of an issue, each part of it too, opens into exactly what it was counted from, whatever was done since."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from watchdesk.changed import Changed
from watchdesk.desk import Desk, Part, said_of
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.behind import Figure
from watchdesk.domain.consultation import Consultation, ConsultStep, StepKind
from watchdesk.domain.counted import Counted, Cut, Said, parts, wholes
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month
from watchdesk.domain.referral import Referral, ReferralState, ReferralStep
from watchdesk.domain.words import Consent, Method, Result, Status
from watchdesk.domain.work_lines import WorkKind, WorkLine
from watchdesk.errors import WatchDeskError
from watchdesk.services.figures import NOT_KEPT

SUMS = (
    *("visits/outcome/confirmed", "visits/outcome/phone/other", "visits/group/", "visits/group/体調"),
    *("referrals/awaited/", "referrals/awaited/hokatsu", "activities/amount/hours", "activities/amount/participants"),
)
"""The paper's own sums."""
HERE, OCTOBER = "九条南", Month(2026, 10)
DAYS = st.dates(date(2026, 9, 20), date(2026, 11, 20))
PLACES = st.integers(0, 300)
Write = Callable[[Desk], Any]


def _one(lines: Any, place: int) -> str:
    ids = sorted(line.id for line in lines)
    return str(ids[place % len(ids)])


def _correct(place: int, method: Method, result: Result) -> Write:
    def write(desk: Desk) -> None:
        visit_id = _one((line for line in desk.visits.during(OCTOBER) if not line.voided), place)
        desk.visits.correct(visit_id, {"method": method, "result": result, "condition": None}, "読みちがえ")

    return write


def _redate(place: int, on: date) -> Write:
    return lambda desk: desk.visits.correct(_one(desk.visits.during(OCTOBER), place), {"on": on}, "日ちがい")


def _void(place: int) -> Write:
    return lambda desk: desk.visits.void(_one(desk.visits.during(OCTOBER), place), "二重")


def _late(place: int, on: date) -> Write:
    return lambda desk: desk.visits.record(_who(desk, place), on=on, method=Method.PHONE, result=Result.MET)


def _who(desk: Desk, place: int) -> str:
    return _one(desk.people.lines(), place)


def _case(place: int, content: str, on: date) -> Write:
    values = {"field": f"A{place % 9 + 1}", "content": content, "opened_on": on}
    return lambda desk: desk.consultations.change("c1", values)


def _step(_place: int) -> Write:
    return lambda desk: desk.consultations.void("c2", "打ちまちがい")


def _activity(kind: str, on: date) -> Write:
    return lambda desk: desk.activities.change("a1", {"kind": kind, "on": on})


def _contact(on: date) -> Write:
    return lambda desk: desk.activities.change_contact("k1", {"kind": "E2", "on": on})


def _answer(on: date) -> Write:
    return lambda desk: desk.referrals.answer("r1", "引き受けた", on=on)


def _criteria(place: int) -> Write:
    return lambda desk: desk.people.change(_who(desk, place), {"criteria": ("K1",)})


def _ended(place: int, on: date) -> Write:
    return lambda desk: desk.people.set_status(_who(desk, place), StatusEntry(state=Status.ENDED, since=on))


def _withdrawn(place: int, on: date) -> Write:
    return lambda desk: desk.consents.give(_who(desk, place), ConsentEntry(state=Consent.WITHDRAWN, since=on))


WRITES = st.one_of(
    st.builds(_correct, PLACES, st.just(Method.PHONE), st.sampled_from([Result.MET, Result.ABSENT])),
    st.builds(_redate, PLACES, DAYS),
    st.builds(_void, PLACES),
    st.builds(_late, PLACES, DAYS),
    st.builds(_case, PLACES, st.sampled_from(["B1", "B2", "B3"]), DAYS),
    st.builds(_step, PLACES),
    st.builds(_activity, st.sampled_from(["C1", "C2", "C3"]), DAYS),
    st.builds(_contact, DAYS),
    st.builds(_answer, DAYS),
    st.builds(_criteria, PLACES),
    st.builds(_ended, PLACES, DAYS),
    st.builds(_withdrawn, PLACES, DAYS),
)


@settings(
    max_examples=3,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(writes=st.lists(WRITES, min_size=5, max_size=12))
def test_each_figure_and_part_of_an_issue_opens_into_exactly_the_records_of_then(
    writes: list[Write], opened: Callable[[Path], Desk], filled_template: Path
) -> None:
    desk = opened(filled_template)
    _work(desk)
    desk.closings.close(OCTOBER)
    issued, beside = _opened(desk), desk.figures.beside(desk.reports.figures(OCTOBER))
    assert len(issued) > 60
    for write in (_every(desk), *writes):
        _try(desk, write)
    part = desk.reports.figures(OCTOBER)
    assert _opened(desk) == issued
    assert desk.figures.beside(part) == beside
    said = said_of(part, criteria=beside.criteria)
    assert said is not None
    for counted in _all(desk, part):
        lines = desk.figures.lines(counted, part)
        assert said.number(counted) == desk.figures.amount(counted, part, Side.MONTH, lines), counted.key
        assert not desk.figures.caveat(counted, part)
    _holds_of_unnamed(desk, desk.reports.monthly(OCTOBER).run().parts[0])
    desk.lock()


def _holds_of_unnamed(desk: Desk, part: Part) -> None:
    """Of those who are not named on the pages with names: whoever may be named changes with their consents."""
    said = said_of(part)
    assert said is not None
    for key in ("under_watch/unnamed/", "visits/unnamed/"):
        counted = desk.figures.words(part).counted(key)
        lines = desk.figures.lines(counted, part)
        assert said.number(counted) == desk.figures.amount(counted, part, Side.MONTH, lines) > 0, key


def _every(desk: Desk) -> Write:
    """One of each that cuts a figure otherwise, so that no example is an empty one."""

    def write(_desk: Desk) -> None:
        for each in (
            _correct(3, Method.PHONE, Result.ABSENT),
            _void(5),
            _case(4, "B9", date(2026, 11, 2)),
            _step(0),
            _activity("C1", date(2026, 10, 3)),
            _contact(date(2026, 11, 3)),
            _criteria(2),
        ):
            each(desk)

    return write


def _try(desk: Desk, write: Write) -> None:
    with desk.closings.because("あとから届いた"):
        try:
            write(desk)
        except WatchDeskError:
            return


def _opened(desk: Desk) -> dict[str, tuple[str, ...]]:
    """What each figure and part of the month opens into; a day with what was done on it."""
    part = desk.reports.figures(OCTOBER)
    found: dict[str, tuple[str, ...]] = {}
    for counted in _all(desk, part):
        for line in desk.figures.lines(counted, part):
            what = f" {line.what}" if isinstance(line, WorkLine) and line.kind is WorkKind.DAY else ""
            found[counted.key] = (*found.get(counted.key, ()), f"{line.id}{what}")
    return {key: tuple(sorted(ids)) for key, ids in found.items()}


def _all(desk: Desk, part: Part) -> Iterator[Counted]:
    said = Said(figures=part.facts.figures, criteria=desk.figures.beside(part).criteria)
    found = list(wholes())
    for counted in found:
        found += parts(counted, (said,), desk.figures.words(part))
        yield counted
    for key in SUMS:
        yield desk.figures.words(part).counted(key)


def _work(desk: Desk) -> None:
    """A case, one with a step, an activity, a contact and a referral of the month."""
    on = date(2026, 10, 8)
    told = ConsultStep(on=date(2026, 10, 27), kind=StepKind.DONE, what="聞いた", by="hanako")
    sent = ReferralStep(on=on, state=ReferralState.SENT, by="hanako")
    case = Consultation(id="c1", area=HERE, opened_on=on, field="A1", content="B1", said="ごみ出しがつらい")
    with desk._ground.store.write("hanako", Changed.ALL) as tx:
        tx.add(case)
        tx.add(replace(case, id="c2", field="A2", steps=(told,)))
        tx.add(Activity(id="a1", area=HERE, on=on, kind="C2", title="まつり", minutes=90, participants=12))
        tx.add(Coordination(id="k1", area=HERE, on=date(2026, 10, 29), kind="E1", what="様子を聞いた"))
        tx.add(Referral(id="r1", area=HERE, receiver="hokatsu", body="包括", reason="介護のこと", steps=(sent,)))


def test_an_issue_made_before_its_records_were_kept_says_so_beside_the_figures_concerned(desk: Desk) -> None:
    _work(desk)
    desk.closings.close(OCTOBER)
    part = replace(desk.reports.figures(OCTOBER), stood=None)
    concerned = {counted.key for counted in _all(desk, part) if desk.figures.caveat(counted, part) == NOT_KEPT}
    assert {"consultations/field/A1", "referrals/body/hokatsu", "visits/method/visit", "active_days"} <= concerned
    assert not concerned & {"visits", "people_visited", "consultations", "under_watch", "added/reason/new"}
    older = replace(part, behind={"visits": (part.behind or {})["visits"]})
    whole = {each.figure for each in wholes() if desk.figures.caveat(each, older)}
    assert {Figure.VISITED, Figure.SEEN, Figure.ACTIVE_DAYS} <= whole
    assert Figure.VISITS not in whole
    visits = Counted(figure=Figure.VISITS)
    assert desk.figures.caveat(visits, part, Side.PREVIOUS) == NOT_KEPT
    assert not desk.figures.caveat(visits, desk.reports.figures(OCTOBER.previous), Side.PREVIOUS)
    assert desk.figures.caveat(Counted(figure=Figure.UNDER_WATCH, cut=Cut.CRITERION, code="K1"), part) == NOT_KEPT
