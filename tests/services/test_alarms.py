"""気がかり: it begins by itself, is worked through for good, ends by an outcome only, and undo does not break it."""

from collections.abc import Callable
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from tests.conftest import AREA, FULL_NAME, NOW, TODAY, USER
from tests.services.whole_store import register
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.alarm import AlarmOrigin, AlarmOutcome
from watchdesk.domain.consent import HIDDEN
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.ladder import Call
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Condition, Consent, Method, Result, Status
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.store import users as kept_users
from watchdesk.store.users import User

YESTERDAY = TODAY - timedelta(days=1)


def watched(desk: Desk, name: str = "見本", **values: object) -> Person:
    person = register(desk, name, **values)
    return desk.consents.give(person.id, ConsentEntry(state=Consent.AGREED, since=date(2026, 1, 5))).person


def attempt(desk: Desk, person: Person, result: Result, on: date = TODAY, at: time | None = None) -> str:
    return desk.visits.record(person.id, on=on, method=Method.VISIT, result=result, details={"at": at}).id


def colleague(desk: Desk, name: str = "jirou", *, disabled: bool = False) -> User:
    user = User(name=name, full_name="見本 次郎", role="coordinator", disabled=disabled)
    with desk._ground.store.write(USER, Changed.USERS) as tx:
        kept_users.add(tx.connection, user, NOW)
        tx.log("added", "user", name)
    return user


# ---- it begins by itself


def test_no_answer_raises_one_in_the_same_transaction(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    seen: list[Changed] = []
    empty_desk.listen(seen.append)
    visit_id = attempt(empty_desk, person, Result.NO_ANSWER)

    (line,) = empty_desk.alarms.open()
    assert (line.person_id, line.origin, line.visit_id) == (person.id, AlarmOrigin.NO_ANSWER, visit_id)
    assert (line.name, line.holder_name, line.raised_at) == ("見本", FULL_NAME, NOW)
    assert line.next_look == NOW + timedelta(minutes=30)
    assert [changed & (Changed.ALARMS | Changed.VISITS) for changed in seen] == [Changed.ALARMS | Changed.VISITS]
    actions = [(one.action, one.entity) for one in empty_desk.ledger.entries(2)]
    assert actions == [("added", "alarm"), ("added", "visit")]


def test_the_third_silent_attempt_raises_one_and_the_second_does_not(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    for days, result in ((3, Result.ABSENT), (2, Result.DECLINED), (1, Result.OUTSIDE_ONLY)):
        attempt(empty_desk, person, result, TODAY - timedelta(days=days))
        assert empty_desk.alarms.open() == ()
    attempt(empty_desk, person, Result.ABSENT)
    (line,) = empty_desk.alarms.open()
    assert line.origin is AlarmOrigin.STREAK


@pytest.mark.parametrize("result", [Result.MET, Result.CONFIRMED, Result.OUTSIDE_ONLY, Result.ABSENT])
def test_other_attempts_raise_none(empty_desk: Desk, result: Result) -> None:
    attempt(empty_desk, watched(empty_desk), result)
    assert empty_desk.alarms.open() == ()


def test_somebody_not_under_watch_raises_none(empty_desk: Desk) -> None:
    attempt(empty_desk, register(empty_desk, "未回答"), Result.NO_ANSWER)
    paused = watched(empty_desk, "休止")
    empty_desk.people.set_status(paused.id, StatusEntry(state=Status.PAUSED, since=YESTERDAY))
    attempt(empty_desk, paused, Result.NO_ANSWER)
    assert empty_desk.alarms.open() == ()


def test_an_old_attempt_typed_in_late_raises_none_when_a_contact_came_after_it(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.MET, YESTERDAY)
    attempt(empty_desk, person, Result.NO_ANSWER, YESTERDAY - timedelta(days=1))
    assert empty_desk.alarms.open() == ()


def test_a_second_is_not_raised_while_one_is_open(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER, at=time(9))
    attempt(empty_desk, person, Result.NO_ANSWER, at=time(10))
    (line,) = empty_desk.alarms.open()
    assert empty_desk.alarms.raise_for(person.id).id == line.id
    assert len(empty_desk.alarms.of_person(person.id)) == 1


def test_a_correction_a_voiding_and_a_bringing_back_raise_one_where_they_leave_somebody_worrying(
    empty_desk: Desk,
) -> None:
    corrected, voided, brought = (watched(empty_desk, name) for name in ("訂正", "取消", "復活"))
    empty_desk.visits.correct(attempt(empty_desk, corrected, Result.MET), {"result": Result.NO_ANSWER}, "ちがった")
    for days in (3, 2, 1):
        attempt(empty_desk, voided, Result.ABSENT, TODAY - timedelta(days=days))
        if days == 3:
            met = attempt(empty_desk, voided, Result.MET, TODAY - timedelta(days=days))
    empty_desk.visits.void(met, "別の方だった")
    gone = attempt(empty_desk, brought, Result.NO_ANSWER)
    empty_desk.visits.void(gone, "打ちまちがい")
    empty_desk.alarms.close(empty_desk.alarms.open_of(brought.id).id, AlarmOutcome.MISTAKEN, "打ちまちがい")  # type: ignore[union-attr]  # it is open
    empty_desk.visits.bring_back(gone)
    assert {line.name for line in empty_desk.alarms.open()} == {"訂正", "取消", "復活"}


def test_each_of_several_recorded_together_has_her_own(empty_desk: Desk) -> None:
    both = [watched(empty_desk, name) for name in ("一", "二")]
    visits = empty_desk.visits.record_together(
        [one.id for one in both], on=TODAY, method=Method.VISIT, result=Result.NO_ANSWER
    )
    assert {line.person_id for line in empty_desk.alarms.raised_by(visit.id for visit in visits)} == {
        one.id for one in both
    }


# ---- by hand, and somebody else's


def test_a_neighbour_tells_of_somebody_who_is_not_on_the_register(empty_desk: Desk) -> None:
    alarm = empty_desk.alarms.report(
        whom="九条南2丁目の角の家の方",
        said="3日、雨戸が閉まったまま",
        reporter="見本 隣",
        reporter_phone="06-6000-0009",
    )
    (line,) = empty_desk.alarms.open()
    assert (line.name, line.area, line.origin) == ("九条南2丁目の角の家の方", AREA, AlarmOrigin.REPORTED)
    facts = empty_desk.alarms.facts(alarm.id)
    assert facts.now == "outside"
    assert facts.calls["phone"] == facts.calls["family"] == ()
    assert facts.calls["answer"] == (Call(name="見本 隣", relation="知らせてくれた方", phone="06-6000-0009"),)


def test_a_report_says_whom_and_what_and_in_a_ward_store_where(empty_desk: Desk, ward_desk: Desk) -> None:
    with pytest.raises(Invalid) as wrong:
        empty_desk.alarms.report(whom=" ", said="新聞がたまっている", reporter=None)
    assert wrong.value.field == "whom"
    with pytest.raises(Invalid) as wrong:
        empty_desk.alarms.report(whom="角の家の方", said=" ", reporter=None)
    assert wrong.value.field == "said"
    with pytest.raises(Invalid) as wrong:
        ward_desk.alarms.report(whom="角の家の方", said="新聞がたまっている", reporter=None)
    assert wrong.value.field == "area"
    assert empty_desk.alarms.open() == ward_desk.alarms.open() == ()


def test_a_report_about_somebody_who_has_one_open_becomes_a_line_of_it(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER)
    alarm = empty_desk.alarms.report(person_id=person.id, said="新聞がたまっている", reporter="見本 隣")
    assert [line.id for line in empty_desk.alarms.open()] == [alarm.id]
    assert (alarm.steps[-1].whom, alarm.steps[-1].answer) == ("見本 隣", "新聞がたまっている")
    assert alarm.reporter == "見本 隣"
    assert empty_desk.alarms.facts(alarm.id).now == "outside"


# ---- working through it


def test_numbers_stand_beside_the_steps_in_the_order_of_calling(empty_desk: Desk) -> None:
    partner = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "見本 ふみ", "phones": ("06-6000-1111",)})
    office = {"kind": PartnerKind.BODY, "name": "見本区社協 見守り相談室", "phones": ("06-6000-2222",)}
    empty_desk.partners.add(office)
    empty_desk.partners.add({"kind": PartnerKind.BODY, "name": "見本会館", "phones": ("06-6000-3333",)})
    person = watched(
        empty_desk,
        phones=("06-6000-0001", "090-0000-0002"),
        doctor="見本医院2階 06-6000-4444",
        care_manager="見本 圭",
        emergency_contacts=(
            EmergencyContact(name="見本 一郎", relation="長男", phone="090-0012-3456"),
            EmergencyContact(name="見本 芳江", relation="妹"),
        ),
    )
    empty_desk.people.put_in_charge(person.id, Charge(partner_id=partner.id))
    calls = empty_desk.alarms.facts(empty_desk.alarms.raise_for(person.id).id).calls

    assert [call.phone for call in calls["phone"]] == ["06-6000-0001", "090-0000-0002"]
    assert calls["nearby"] == (Call(name="見本 ふみ", relation="見守り員", phone="06-6000-1111"),)
    assert [(call.relation, call.phone) for call in calls["family"]] == [("長男", "090-0012-3456"), ("妹", None)]
    assert [(call.relation, call.phone) for call in calls["care"]] == [
        ("ケアマネジャー", None),
        ("かかりつけ医", "06-6000-4444"),
    ]
    assert [call.phone for call in calls["office"]] == ["06-6000-2222"]
    assert [call.phone for call in calls["report"]] == ["119", "110"]


def test_the_step_to_do_now_follows_what_was_done(empty_desk: Desk) -> None:
    contacts = tuple(EmergencyContact(name=name, phone=f"06-6000-000{name}") for name in "12")
    person = watched(empty_desk, emergency_contacts=contacts)
    alarm_id = empty_desk.alarms.raise_for(person.id).id
    facts = empty_desk.alarms.facts(alarm_id)
    first, second = facts.calls["family"]
    for step, call, reached, now in (
        ("outside", None, None, "phone"),
        ("family", first, False, "family"),
        ("phone", None, False, "family"),
        ("family", second, False, "care"),
        ("family", first, True, "care"),
        ("report", None, None, "enter"),
        ("enter", None, None, "enter"),
    ):
        empty_desk.alarms.write_down(alarm_id, step, call, reached=reached)
        assert empty_desk.alarms.facts(alarm_id).now == now, step
    assert [step.by for step in empty_desk.alarms.get(alarm_id).steps] == [USER] * 7


def test_each_step_says_when_to_look_again(empty_desk: Desk) -> None:
    alarm_id = empty_desk.alarms.raise_for(watched(empty_desk).id).id
    empty_desk.alarms.write_down(alarm_id, "family")
    assert empty_desk.alarms.open()[0].next_look == NOW + timedelta(minutes=60)
    empty_desk.alarms.write_down(alarm_id, "family", look="evening")
    assert empty_desk.alarms.open()[0].next_look == NOW.replace(hour=17, minute=0)
    empty_desk.alarms.write_down(alarm_id, "note", answer="様子を見る")
    line = empty_desk.alarms.open()[0]
    assert line.next_look == NOW.replace(hour=17, minute=0)
    assert (line.is_late(NOW), line.is_late(NOW.replace(hour=17, minute=1))) == (False, True)


def test_a_step_that_the_list_does_not_have_is_refused(empty_desk: Desk) -> None:
    alarm_id = empty_desk.alarms.raise_for(watched(empty_desk).id).id
    with pytest.raises(Invalid):
        empty_desk.alarms.write_down(alarm_id, "unheard-of")


def test_it_is_handed_to_another_user(empty_desk: Desk) -> None:
    colleague(empty_desk)
    colleague(empty_desk, "moto", disabled=True)
    alarm_id = empty_desk.alarms.raise_for(watched(empty_desk).id).id
    after = empty_desk.alarms.hand_over(alarm_id, "jirou", "夕方もう一度お願いします")
    assert (after.steps[-1].whom, after.steps[-1].answer) == ("見本 次郎", "夕方もう一度お願いします")
    assert empty_desk.alarms.open()[0].holder_name == "見本 次郎"
    for wrong in ("jirou", "moto", "nobody"):
        with pytest.raises(Invalid):
            empty_desk.alarms.hand_over(alarm_id, wrong)


# ---- it ends by an outcome only


def test_it_cannot_be_closed_without_a_line(empty_desk: Desk) -> None:
    alarm_id = empty_desk.alarms.raise_for(watched(empty_desk).id).id
    with pytest.raises(Invalid) as wrong:
        empty_desk.alarms.close(alarm_id, AlarmOutcome.AWAY, " ")
    assert wrong.value.field == "ending"
    assert len(empty_desk.alarms.open()) == 1


def test_a_confirmed_contact_offers_to_close_it_and_never_closes_it(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER, at=time(9))
    attempt(empty_desk, person, Result.MET, YESTERDAY)
    attempt(empty_desk, person, Result.MET, at=time(8))
    assert empty_desk.alarms.open()[0].confirmed_on is None
    attempt(empty_desk, person, Result.CONFIRMED, at=time(9, 15))
    (line,) = empty_desk.alarms.open()
    assert (line.confirmed_on, line.confirmed_as) == (TODAY, Result.CONFIRMED)


def test_closing_records_the_confirming_visit_in_the_same_go(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER)
    alarm_id = empty_desk.alarms.open()[0].id
    told = {"method": Method.PHONE, "condition": Condition.WELL}
    empty_desk.alarms.close(alarm_id, AlarmOutcome.MET, "買い物に出ておられた", told)
    newest = empty_desk.visits.of_person(person.id)[0]
    assert (newest.result, newest.method, newest.condition) == (Result.MET, Method.PHONE, Condition.WELL)
    assert (newest.note, newest.visitor, newest.on) == ("買い物に出ておられた", FULL_NAME, TODAY)
    assert empty_desk.people.line(person.id).last_confirmed == TODAY
    assert empty_desk.alarms.open() == ()


def test_an_outcome_that_is_no_contact_records_none(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    alarm_id = empty_desk.alarms.raise_for(person.id).id
    empty_desk.alarms.close(alarm_id, AlarmOutcome.AWAY, "入院中", {"method": Method.PHONE})
    assert empty_desk.visits.of_person(person.id) == ()


def test_a_closed_one_takes_no_more_steps(empty_desk: Desk) -> None:
    alarm_id = empty_desk.alarms.raise_for(watched(empty_desk).id).id
    empty_desk.alarms.close(alarm_id, AlarmOutcome.MISTAKEN, "まちがい")
    tries: tuple[Callable[[], object], ...] = (
        lambda: empty_desk.alarms.write_down(alarm_id, "phone"),
        lambda: empty_desk.alarms.hand_over(alarm_id, USER),
        lambda: empty_desk.alarms.close(alarm_id, AlarmOutcome.MET, "会えた"),
    )
    for again in tries:
        with pytest.raises(WatchDeskError, match="もう閉じています"):
            again()


def test_who_reported_it_waits_until_told(empty_desk: Desk) -> None:
    alarm = empty_desk.alarms.report(whom="角の家の方", said="新聞がたまっている", reporter="見本 隣")
    with pytest.raises(WatchDeskError, match="先に、結末"):
        empty_desk.alarms.answered(alarm.id)
    empty_desk.alarms.close(alarm.id, AlarmOutcome.HEARD, "娘さんの家におられた")
    assert [line.id for line in empty_desk.alarms.to_answer()] == [alarm.id]
    empty_desk.alarms.answered(alarm.id, "電話で伝えた")
    assert empty_desk.alarms.to_answer() == ()
    with pytest.raises(WatchDeskError, match="もう伝えて"):
        empty_desk.alarms.answered(alarm.id)


# ---- 秘匿


def test_a_hidden_persons_place_and_number_stand_nowhere_until_opened(empty_desk: Desk) -> None:
    person = watched(empty_desk, hidden=True, town="新町", address="4-5-14", phones=("06-6000-0001",))
    alarm_id = empty_desk.alarms.report(person_id=person.id, said="新町4-5-14で物音", reporter="見本 隣").id
    empty_desk.alarms.write_down(alarm_id, "phone", Call(name="見本", phone="06-6000-0001"), answer="新町4-5-14へ")
    facts = empty_desk.alarms.facts(alarm_id)
    assert facts.calls["phone"][0].phone == HIDDEN
    assert facts.alarm.steps[0].phone == HIDDEN
    assert "4-5-14" not in f"{facts.alarm.said}{facts.alarm.steps[0].answer}"

    empty_desk.secrecy.open(person.id, "救急に伝える")
    facts = empty_desk.alarms.facts(alarm_id)
    assert facts.calls["phone"][0].phone == facts.alarm.steps[0].phone == "06-6000-0001"
    assert facts.alarm.said == "新町4-5-14で物音"


# ---- undo


def test_undoing_the_visit_leaves_the_alarm_and_says_so(empty_desk: Desk) -> None:
    attempt(empty_desk, watched(empty_desk), Result.NO_ANSWER)
    assert empty_desk.undo.next() == "訪問の記録"
    assert "気がかりは、開いたままです" in empty_desk.undo.undo()
    (line,) = empty_desk.alarms.open()
    assert not line.cause_stands
    assert empty_desk.undo.next() == "同意の記録"


def test_undoing_a_closing_opens_it_again_with_all_that_was_written(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER)
    alarm_id = empty_desk.alarms.open()[0].id
    empty_desk.alarms.write_down(alarm_id, "outside", answer="電気はついている")
    empty_desk.alarms.close(alarm_id, AlarmOutcome.MET, "会えた", {"method": Method.VISIT})
    assert "また開いています" in empty_desk.undo.undo()
    alarm = empty_desk.alarms.get(alarm_id)
    assert (alarm.is_open, [step.step for step in alarm.steps]) == (True, ["outside", "reopened"])
    assert empty_desk.people.line(person.id).last_confirmed is None
    assert empty_desk.undo.next() == "訪問の記録"


def test_a_closing_is_not_undone_while_another_is_open_about_the_same_person(empty_desk: Desk) -> None:
    person = watched(empty_desk)
    alarm_id = empty_desk.alarms.raise_for(person.id).id
    empty_desk.alarms.close(alarm_id, AlarmOutcome.MISTAKEN, "まちがい")
    empty_desk.alarms.raise_for(person.id)
    with pytest.raises(WatchDeskError, match="ほかに開いています"):
        empty_desk.undo.undo()
    assert len(empty_desk.alarms.open()) == 1


def test_steps_are_for_good(empty_desk: Desk) -> None:
    alarm_id = empty_desk.alarms.raise_for(watched(empty_desk).id).id
    empty_desk.alarms.write_down(alarm_id, "report", whom="119番")
    assert empty_desk.undo.next() == "同意の記録"


# ---- kept with the rest


def test_it_goes_out_and_comes_back_with_the_full_export(
    empty_desk: Desk, opened: Callable[[Path], Desk], empty_template: Path, tmp_path: Path
) -> None:
    person = watched(empty_desk)
    attempt(empty_desk, person, Result.NO_ANSWER)
    alarm_id = empty_desk.alarms.open()[0].id
    empty_desk.alarms.write_down(
        alarm_id, "family", Call(name="長男", phone="090-0000-0001"), reached=False, answer="…"
    )
    empty_desk.exports.full(tmp_path / "whole.json").run()
    other = opened(empty_template)
    other.exports.take_back(tmp_path / "whole.json").run()
    assert other.alarms.get(alarm_id) == empty_desk.alarms.get(alarm_id)


def test_the_ledger_names_whom_it_is_about(empty_desk: Desk) -> None:
    empty_desk.alarms.raise_for(watched(empty_desk).id)
    line = empty_desk.ledger.lines(1)[0]
    assert (line.entry.entity, line.name) == ("alarm", "見本")
