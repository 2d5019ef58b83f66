"""Follow-ups: promised with a visit or alone, never lost, put off and done with a word, undone as they were made."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.services.whole_store import AREA, everything, register
from watchdesk.desk import Desk
from watchdesk.domain.follow_up import FollowUp, Promise
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.person import Person
from watchdesk.domain.words import Method, Result, Status
from watchdesk.errors import Invalid, WatchDeskError

TODAY = date(2026, 11, 22)
DAY = timedelta(days=1)


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return register(empty_desk, "見本", given_name="ハナ", family_kana="ミホン", given_kana="ハナ")


def _visit(desk: Desk, *people: Person, promised: tuple[Promise, ...] = (), on: date = TODAY) -> tuple[str, ...]:
    made = desk.visits.record_together(
        [one.id for one in people], on=on, method=Method.VISIT, result=Result.MET, promised=promised
    )
    return tuple(visit.id for visit in made)


def test_a_promise_stands_with_its_persons_name_and_how_late_it_is(empty_desk: Desk, person: Person) -> None:
    visit = _visit(empty_desk, person, on=TODAY - 20 * DAY)[0]
    made = empty_desk.follow_ups.promise(" 相談室に電話する ", TODAY - 3 * DAY, who=" ", visit_id=visit)
    (line,) = empty_desk.follow_ups.open()
    assert (line.id, line.what, line.who, line.area) == (made.id, "相談室に電話する", None, AREA)
    assert (line.person_id, line.name, line.kana) == (person.id, "見本 ハナ", "ミホン ハナ")
    assert (line.overdue_days, line.visited_on, line.is_open) == (3, TODAY - 20 * DAY, True)


def test_it_may_be_about_nobody_and_what_is_due_first_stands_first(empty_desk: Desk, person: Person) -> None:
    later = empty_desk.follow_ups.promise("b", TODAY + 9 * DAY, person.id)
    sooner = empty_desk.follow_ups.promise("a", TODAY + DAY)
    assert [line.id for line in empty_desk.follow_ups.open()] == [sooner.id, later.id]
    assert [line.id for line in empty_desk.follow_ups.open(until=TODAY + DAY)] == [sooner.id]
    assert [line.id for line in empty_desk.follow_ups.open(person.id)] == [later.id]
    assert (empty_desk.follow_ups.open()[0].name, empty_desk.follow_ups.open()[0].area) == (None, AREA)


@pytest.mark.parametrize(
    ("what", "due_on", "field"),
    [(" ", TODAY, "what"), ("あ" * 201, TODAY, "what"), ("電話する", TODAY - DAY, "due_on")],
)
def test_what_cannot_be_kept_is_refused(empty_desk: Desk, what: str, due_on: date, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.follow_ups.promise(what, due_on)
    assert refused.value.field == field
    assert empty_desk.follow_ups.all() == ()


@pytest.mark.parametrize("state", [Status.PAUSED, Status.ENDED])
def test_it_is_never_lost_when_the_person_is_paused_or_ended(empty_desk: Desk, person: Person, state: Status) -> None:
    empty_desk.follow_ups.promise("見舞う", TODAY + DAY, person.id)
    reason = "other" if state is Status.ENDED else None
    empty_desk.people.set_status(person.id, StatusEntry(state=state, since=TODAY, reason=reason))
    (line,) = empty_desk.follow_ups.open(until=TODAY + DAY)
    assert (line.name, line.status) == ("見本 ハナ", state)


def test_it_is_done_with_a_line_of_outcome_only_and_can_be_opened_again(empty_desk: Desk, person: Person) -> None:
    made = empty_desk.follow_ups.promise("電話する", TODAY + DAY, person.id)
    with pytest.raises(Invalid) as refused:
        empty_desk.follow_ups.done(made.id, "  ")
    assert refused.value.field == "outcome"
    done = empty_desk.follow_ups.done(made.id, " つながった ")
    assert (done.done_on, done.done_by, done.outcome, done.is_open) == (TODAY, "hanako", "つながった", False)
    assert empty_desk.follow_ups.open() == ()
    with pytest.raises(WatchDeskError, match="もうすんで"):
        empty_desk.follow_ups.done(made.id, "二度目")
    assert empty_desk.follow_ups.reopen(made.id) == made


def test_the_day_is_put_off_with_a_reason_that_the_list_and_the_ledger_tell(empty_desk: Desk, person: Person) -> None:
    made = empty_desk.follow_ups.promise("電話する", TODAY + 3 * DAY, person.id)
    for due_on, reason, field in (
        (TODAY + 9 * DAY, " ", "reason"),
        (TODAY, "留守", "due_on"),
        (TODAY + 2 * DAY, "留守", "due_on"),
    ):
        with pytest.raises(Invalid) as refused:
            empty_desk.follow_ups.put_off(made.id, due_on, reason)
        assert refused.value.field == field
    empty_desk.follow_ups.put_off(made.id, TODAY + 9 * DAY, "留守")
    (line,) = empty_desk.follow_ups.open()
    assert (line.due_on, line.put_off_reason) == (TODAY + 9 * DAY, "留守")
    (entry,) = empty_desk.ledger.entries(1)
    assert (entry.action, entry.entity, entry.reason) == ("put off", "follow_up", "留守")


def test_a_day_before_the_promise_is_refused_when_it_is_rewritten_too(empty_desk: Desk) -> None:
    person = register(empty_desk, "練習")
    visit = empty_desk.visits.record(person.id, on=TODAY - 5 * DAY, method=Method.VISIT, result=Result.MET)
    at_visit = empty_desk.follow_ups.promise("電話する", TODAY, visit_id=visit.id)
    plain = empty_desk.follow_ups.promise("電話する", TODAY)
    for made, day in ((at_visit, TODAY - 6 * DAY), (plain, TODAY - DAY)):
        with pytest.raises(Invalid) as refused:
            empty_desk.follow_ups.change(made.id, {"due_on": day})
        assert refused.value.code == "due_on.past"
    assert empty_desk.follow_ups.change(at_visit.id, {"due_on": TODAY - 5 * DAY}).due_on == TODAY - 5 * DAY


def test_a_slip_is_rewritten_and_what_was_never_meant_is_voided(empty_desk: Desk) -> None:
    made = empty_desk.follow_ups.promise("電話する", TODAY)
    empty_desk.follow_ups.change(made.id, {"what": "手紙を書く", "who": "南 次郎"})
    empty_desk.follow_ups.void(made.id, "打ちまちがい")
    assert empty_desk.follow_ups.open() == ()
    with pytest.raises(WatchDeskError, match="取り消され"):
        empty_desk.follow_ups.done(made.id, "すんだ")
    empty_desk.follow_ups.bring_back(made.id)
    (line,) = empty_desk.follow_ups.open()
    assert (line.what, line.who) == ("手紙を書く", "南 次郎")


# with the visit ------------------------------------------------------------------------------------------------------


def test_a_promise_made_at_a_visit_is_written_with_it_for_the_first_of_those_met(
    empty_desk: Desk, person: Person
) -> None:
    other = register(empty_desk, "見本", given_name="太郎")
    promise = Promise(what="薬のことを聞く", due_on=TODAY + DAY, who="南 次郎")
    visits = _visit(empty_desk, person, other, promised=(promise,))
    (line,) = empty_desk.follow_ups.open()
    assert (line.visit_id, line.person_id, line.who) == (visits[0], person.id, "南 次郎")


def test_where_the_promise_is_refused_the_visit_is_not_written_either(empty_desk: Desk, person: Person) -> None:
    with pytest.raises(Invalid):
        _visit(empty_desk, person, promised=(Promise(what=" ", due_on=TODAY),))
    assert empty_desk.visits.of_person(person.id) == ()


def test_visit_and_promise_are_undone_at_once(empty_desk: Desk, person: Person) -> None:
    _visit(empty_desk, person, promised=(Promise(what="薬のことを聞く", due_on=TODAY + DAY),))
    assert empty_desk.undo.next() == "訪問の記録"
    empty_desk.undo.undo()
    assert empty_desk.follow_ups.open() == ()
    assert empty_desk.visits.of_person(person.id)[0].voided


def test_a_visit_voided_later_leaves_what_was_promised(empty_desk: Desk, person: Person) -> None:
    (visit,) = _visit(empty_desk, person, promised=(Promise(what="薬のことを聞く", due_on=TODAY + DAY),))
    empty_desk.visits.void(visit, "日ちがい")
    assert len(empty_desk.follow_ups.open()) == 1


def test_records_taken_back_at_once_take_their_promise_along_in_one_deed(empty_desk: Desk, person: Person) -> None:
    other = register(empty_desk, "見本", given_name="太郎")
    promise = Promise(what="薬のことを聞く", due_on=TODAY + DAY)
    visits = _visit(empty_desk, person, other, promised=(promise,))
    deeds = len(empty_desk._ground.store.deeds)
    empty_desk.visits.void_together(visits, "打ちまちがい")
    assert len(empty_desk._ground.store.deeds) == deeds + 1
    assert empty_desk.follow_ups.open() == ()
    assert all(empty_desk.visits.get(visit).voided for visit in visits)


# undo, the ledger, merging, secrecy ----------------------------------------------------------------------------------


def test_each_deed_is_named_and_undone(empty_desk: Desk) -> None:
    states = [everything(empty_desk)["follow_ups"]]
    made = empty_desk.follow_ups.promise("電話する", TODAY + DAY)
    states.append(everything(empty_desk)["follow_ups"])
    deeds: tuple[Callable[[], object], ...] = (
        lambda: empty_desk.follow_ups.change(made.id, {"what": "手紙を書く"}),
        lambda: empty_desk.follow_ups.put_off(made.id, TODAY + 9 * DAY, "留守"),
        lambda: empty_desk.follow_ups.done(made.id, "すんだ"),
    )
    for deed in deeds:
        deed()
        states.append(everything(empty_desk)["follow_ups"])
    names = []
    for state in reversed(states[1:-1]):
        names.append(empty_desk.undo.next())
        empty_desk.undo.undo()
        assert everything(empty_desk)["follow_ups"] == state
    assert names == ["要対応をすませたこと", "要対応の期限を延ばしたこと", "要対応の書き直し"]
    assert empty_desk.undo.next() == "要対応の約束"
    empty_desk.undo.undo()
    assert empty_desk.follow_ups.open() == ()


def test_the_ledger_names_whom_a_promise_is_about(empty_desk: Desk, person: Person) -> None:
    empty_desk.follow_ups.promise("電話する", TODAY, person.id)
    (line,) = empty_desk.ledger.lines(1)
    assert (line.entry.entity, line.name) == ("follow_up", "見本 ハナ")


def test_promises_go_over_to_the_record_that_stays(empty_desk: Desk, person: Person) -> None:
    twin = register(empty_desk, "見本", given_name="ハナコ")
    empty_desk.follow_ups.promise("電話する", TODAY, twin.id)
    empty_desk.merging.merge(person.id, twin.id, {}, "同じ方")
    (line,) = empty_desk.follow_ups.open(person.id)
    assert line.what == "電話する"


def test_what_is_open_keeps_a_person_on_the_register_and_what_was_voided_goes_along(
    empty_desk: Desk, person: Person
) -> None:
    made: FollowUp = empty_desk.follow_ups.promise("電話する", TODAY, person.id)
    with pytest.raises(WatchDeskError, match="要対応のある方"):
        empty_desk.bin.remove_person(person.id, "まちがい")
    empty_desk.follow_ups.void(made.id, "打ちまちがい")
    item = empty_desk.bin.remove_person(person.id, "まちがい")
    assert empty_desk.follow_ups.all() == ()
    empty_desk.bin.bring_back(item)
    assert [line.id for line in empty_desk.follow_ups.all()] == [made.id]


def test_a_hidden_persons_place_is_told_nowhere_until_opened(empty_desk: Desk) -> None:
    values = {"hidden": True, "town": "九条", "address": "1-2-3", "phones": ("06-6000-0003",)}
    person = register(empty_desk, "見本", **values)
    made = empty_desk.follow_ups.promise("06-6000-0003に電話する", TODAY + DAY, person.id, who="九条1-2-3の隣")
    empty_desk.follow_ups.put_off(made.id, TODAY + 2 * DAY, "九条1-2-3は留守")
    assert empty_desk.ledger.entries(1)[0].reason == "秘匿は留守"
    for lines in (empty_desk.follow_ups.open(), empty_desk.follow_ups.open(person.id)):
        (line,) = lines
        assert (line.what, line.who, line.put_off_reason) == ("秘匿に電話する", "秘匿の隣", "秘匿は留守")
    empty_desk.secrecy.open(person.id, "電話する")
    assert empty_desk.follow_ups.open(person.id)[0].what == "06-6000-0003に電話する"
    assert empty_desk.follow_ups.open()[0].what == "秘匿に電話する"
