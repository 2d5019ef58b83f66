"""Consultations: brought by anybody, worked through by steps that stay, closed only with an outcome, reopened."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.desk import Desk, Where
from watchdesk.domain.consultation import (
    Consultation,
    ConsultState,
    ConsultStep,
    ConsultWay,
    StepKind,
    Urgency,
)
from watchdesk.errors import Invalid, WatchDeskError

TODAY = date(2026, 11, 22)
TOLD = {"field": "A1", "content": "B3", "said": "ひざが痛くて、買い物に行けない"}


def opened(desk: Desk, **more: object) -> Consultation:
    return desk.consultations.open_case({**TOLD, **more})


def test_a_case_is_stamped_with_the_moment_and_the_area(desk: Desk) -> None:
    case = opened(desk)
    assert (case.opened_on, case.opened_at, case.area) == (TODAY, time(9, 30), "九条南")
    assert case.person_id is None
    assert case.caller is None
    (line,) = desk.consultations.lines()
    assert (line.state, line.name, line.days_open) == (ConsultState.OPEN, None, 0)


def test_a_case_of_somebody_on_the_register_bears_her_name(desk: Desk) -> None:
    person = desk.people.lines()[0]
    opened(desk, person_id=person.id)
    opened(desk, caller="近所の方")
    (line,) = desk.consultations.lines(person_id=person.id)
    assert (line.name, line.kana) == (person.name, person.kana)
    assert {line.name for line in desk.consultations.lines()} == {person.name, "近所の方"}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"field": ""}, "field"),
        ({"content": ""}, "content"),
        ({"field": "Z9"}, "field"),
        ({"field": "A4"}, "field_word"),
        ({"content": "B14"}, "content_word"),
        ({"said": "  "}, "said"),
        ({"opened_on": date(2026, 11, 23)}, "opened_on"),
    ],
)
def test_what_cannot_be_counted_or_read_is_refused(desk: Desk, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        opened(desk, **values)
    assert refused.value.field == field
    assert desk.consultations.lines() == ()


def test_a_word_says_what_other_was(desk: Desk) -> None:
    case = opened(desk, content="B14", content_word="ねこのえさ")
    assert desk.consultations.get(case.id).content_word == "ねこのえさ"


def test_a_question_waits_for_its_answer_and_is_late_after_its_day(desk: Desk) -> None:
    case = opened(desk)
    desk.consultations.add_step(case.id, StepKind.ASKED, "包括に問い合わせた", TODAY)
    assert desk.consultations.get(case.id).state_on(TODAY) is ConsultState.WAITING
    assert desk.consultations.get(case.id).state_on(date(2026, 11, 23)) is ConsultState.OVERDUE
    desk.consultations.add_step(case.id, StepKind.ANSWERED, "来週うかがうとのこと")
    assert desk.consultations.get(case.id).state_on(date(2026, 12, 31)) is ConsultState.OPEN


def test_a_case_stands_on_a_past_day_as_it_stood_then() -> None:
    asked = ConsultStep(on=date(2026, 11, 4), kind=StepKind.ASKED, what="包括に", by="h", due_on=date(2026, 11, 8))
    answered = ConsultStep(on=date(2026, 11, 10), kind=StepKind.ANSWERED, what="来週", by="h")
    closed = ConsultStep(on=date(2026, 11, 20), kind=StepKind.CLOSED, what="すんだ", by="h")
    steps = (asked, answered, closed)
    opened_on = date(2026, 11, 3)
    case = Consultation(id="1", area="九条南", opened_on=opened_on, field="A1", content="B1", said="こと", steps=steps)
    stood = [case.state_on(date(2026, 11, day)) for day in (3, 4, 9, 10, 19, 20)]
    assert stood == [
        *(ConsultState.OPEN, ConsultState.WAITING, ConsultState.OVERDUE),
        *(ConsultState.OPEN, ConsultState.OPEN, ConsultState.CLOSED),
    ]


def test_a_case_moved_to_somebody_is_of_that_persons_area(empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "練習"}, area="九条南")
    case = opened(empty_desk)
    with pytest.raises(Invalid) as refused:
        empty_desk.consultations.change(case.id, {"area": "どこか"})
    assert refused.value.field == "area"
    assert empty_desk.consultations.change(case.id, {"person_id": person.id, "area": "どこか"}).area == "九条南"


def test_it_closes_only_with_an_outcome_and_reopening_keeps_the_closing(desk: Desk) -> None:
    case = opened(desk)
    with pytest.raises(Invalid):
        desk.consultations.close(case.id, " ")
    desk.consultations.close(case.id, "配食が始まった")
    closed = desk.consultations.get(case.id)
    assert (closed.closed_on, closed.outcome) == (TODAY, "配食が始まった")
    with pytest.raises(WatchDeskError):
        desk.consultations.add_step(case.id, StepKind.DONE, "電話した")
    desk.consultations.reopen(case.id, "また困っている")
    again = desk.consultations.get(case.id)
    assert again.closed_on is None
    assert [step.kind for step in again.steps] == [StepKind.CLOSED, StepKind.REOPENED]


def test_a_voided_case_is_in_no_list_and_can_be_brought_back(desk: Desk) -> None:
    case = opened(desk)
    desk.consultations.void(case.id, "二重に書いた")
    assert desk.consultations.lines() == ()
    with pytest.raises(WatchDeskError):
        desk.consultations.close(case.id, "終わり")
    desk.consultations.bring_back(case.id)
    assert [line.id for line in desk.consultations.lines()] == [case.id]


def test_what_presses_most_stands_in_front(desk: Desk) -> None:
    done, calm, urgent = opened(desk), opened(desk), opened(desk, urgency=Urgency.URGENT)
    desk.consultations.close(done.id, "すんだ")
    assert [line.id for line in desk.consultations.lines()] == [urgent.id, calm.id, done.id]


def test_a_hidden_persons_place_is_told_nowhere_until_opened(desk: Desk) -> None:
    person = desk.people.get(desk.people.lines()[0].id)
    place = f"{person.town}{person.address}"
    desk.people.change(person.id, {"hidden": True})
    case = opened(desk, person_id=person.id, said=f"{place}に来てほしい")
    desk.consultations.add_step(case.id, StepKind.DONE, f"{place}を訪ねた")
    told = desk.consultations.get(case.id)
    assert place not in told.said + told.steps[0].what
    assert all(place not in line.said for line in desk.consultations.lines())
    desk.secrecy.open(person.id, "本人から頼まれた")
    assert place in desk.consultations.get(case.id).said


KINDS = st.sampled_from(StepKind)


@given(st.lists(KINDS, max_size=12))
def test_a_case_is_closed_exactly_when_its_last_end_was_a_closing(kinds: list[StepKind]) -> None:
    steps = tuple(ConsultStep(on=TODAY, kind=kind, what="こと", by="hanako") for kind in kinds)
    case = Consultation(id="1", area="九条南", opened_on=TODAY, field="A1", content="B1", said="こと", steps=steps)
    ends = [kind for kind in kinds if kind in (StepKind.CLOSED, StepKind.REOPENED)]
    assert (case.state_on(TODAY) is ConsultState.CLOSED) == (bool(ends) and ends[-1] is StepKind.CLOSED)
    assert (case.outcome is None) == (case.closed_on is None)


def test_what_was_done_last_is_taken_back_by_name(desk: Desk) -> None:
    case = opened(desk)
    desk.consultations.add_step(case.id, StepKind.ASKED, "包括に問い合わせた", TODAY)
    desk.consultations.close(case.id, "すんだ")
    assert desk.undo.next() == "相談を終えたこと"
    desk.undo.undo()
    after = desk.consultations.get(case.id)
    assert after.closed_on is None
    assert [step.kind for step in after.steps] == [StepKind.ASKED]
    assert after.steps[0].due_on == TODAY
    assert desk.undo.next() == "相談への書き足し"
    desk.undo.undo()
    assert desk.consultations.get(case.id).steps == ()
    assert desk.undo.next() == "相談の記録"
    desk.undo.undo()
    assert desk.consultations.lines() == ()


def test_a_rewriting_is_taken_back(desk: Desk) -> None:
    case = opened(desk)
    desk.consultations.change(case.id, {"way": ConsultWay.DESK, "opened_at": time(8, 0), "said": "別のこと"})
    assert desk.undo.next() == "相談の書き直し"
    desk.undo.undo()
    assert desk.consultations.get(case.id) == case


def test_a_case_is_found_by_what_was_said_and_how_it_ended(desk: Desk) -> None:
    case = opened(desk, said="ひざが痛い\n買い物に行けない", caller="近所の方")
    desk.consultations.close(case.id, "配食が始まった")
    for query in ("ヒザ 配食", "近所"):
        assert [hit.id for hit in desk.consultations.find(query)] == [case.id]
    (hit,) = desk.consultations.find("買い物")
    assert (hit.name, hit.where) == ("近所の方", "終了 11月22日")
    assert desk.consultations.find("ねこ") == desk.consultations.find(" ") == ()
    desk.consultations.void(case.id, "二重に書いた")
    assert desk.consultations.find("ひざ") == ()


def test_what_is_half_written_of_a_record_names_whom_it_is_about(desk: Desk) -> None:
    person = desk.people.lines()[0]
    case = opened(desk, person_id=person.id)
    alarm = desk.alarms.raise_for(person.id, "応答がない")
    for number, record in enumerate((case.id, alarm.id, "gone")):
        where = Where(place={"room": "anywhere", "record_id": record}, what="書き直す")
        desk.drafts.follow(lambda _form, where=where: where)  # type: ignore[misc]  # each with its own
        desk.drafts.save(f"draft:{number}", {"what": "x"}, None)
    told = {line.form: line.words for line in desk.drafts.lines()}
    assert told == dict(
        zip(("draft:0", "draft:1", "draft:2"), (*[f"{person.name}さん・書き直す"] * 2, "書き直す"), strict=True)
    )


def test_a_hidden_persons_place_is_not_found(desk: Desk) -> None:
    person = desk.people.get(desk.people.lines()[0].id)
    place = f"{person.town}{person.address}"
    opened(desk, person_id=person.id, said=f"{place}に来てほしい")
    assert len(desk.consultations.find(place)) == 1
    desk.people.change(person.id, {"hidden": True})
    assert desk.consultations.find(place) == ()
