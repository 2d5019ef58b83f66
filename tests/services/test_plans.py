"""Appointments, what is put off, the calendar's days and each watcher's workload, on a real store."""

from datetime import date, time, timedelta

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.cadence import DueState
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.domain.words import Consent, EndReason, Method, Result, Status
from watchdesk.errors import Invalid, WatchDeskError

TOMORROW = TODAY + timedelta(days=1)
IN_A_WEEK = TODAY + timedelta(days=7)
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))


def _watched(desk: Desk, name: str = "練習", **values: object) -> str:
    return desk.people.register({"family_name": name, **values}, area=AREA, consent=AGREED).id


def _met(desk: Desk, person_id: str, on: date) -> None:
    desk.visits.record(person_id, on=on, method=Method.VISIT, result=Result.MET)


def _end(desk: Desk, person_id: str) -> None:
    desk.people.set_status(person_id, StatusEntry(state=Status.ENDED, since=TODAY, reason=EndReason.MOVED))


# --- 後日 ----------------------------------------------------------------------------------------------------------


def test_who_is_put_off_stands_under_another_day_and_is_as_due_as_before(empty_desk: Desk) -> None:
    person = _watched(empty_desk)
    before = empty_desk.people.line(person).due

    empty_desk.plans.snooze(person, IN_A_WEEK, " ご家族と旅行中 ")

    assert [(one.reason, one.until) for one in empty_desk.plans.snoozed(TODAY).values()] == [
        ("ご家族と旅行中", IN_A_WEEK)
    ]
    assert empty_desk.people.line(person).due == before
    assert person in {line.id for line in empty_desk.due.lines()}


def test_the_ledger_tells_why_something_was_put_off_or_called_off_without_a_hidden_place(empty_desk: Desk) -> None:
    person = _watched(empty_desk, hidden=True, town="九条", address="1-2-3")
    agreed = empty_desk.plans.agree({"on": TOMORROW, "what": "訪問", "person_id": person})
    empty_desk.plans.snooze(person, IN_A_WEEK, "九条1-2-3は留守")
    empty_desk.plans.cancel(agreed.id, " 九条1-2-3は留守 ")
    told = [(line.action, line.entity, line.reason) for line in empty_desk.ledger.entries(2)]
    assert told == [("called off", "appointment", "秘匿は留守"), ("added", "snooze", "秘匿は留守")]


def test_what_was_put_off_comes_back_by_itself_on_its_day(empty_desk: Desk) -> None:
    person = _watched(empty_desk)
    empty_desk.plans.snooze(person, IN_A_WEEK, "旅行中")
    assert set(empty_desk.plans.snoozed(IN_A_WEEK - timedelta(days=1))) == {person}
    assert empty_desk.plans.snoozed(IN_A_WEEK) == {}


def test_who_was_put_off_can_be_woken_early_and_put_off_again(empty_desk: Desk) -> None:
    person = _watched(empty_desk)
    empty_desk.plans.snooze(person, IN_A_WEEK, "旅行中")
    empty_desk.plans.wake(person)
    assert empty_desk.plans.snoozed(TODAY) == {}
    with pytest.raises(WatchDeskError) as refused:
        empty_desk.plans.wake(person)
    assert refused.value.code == "not_snoozed"
    empty_desk.plans.snooze(person, TOMORROW, "雨のため")
    assert empty_desk.plans.snoozed(TODAY)[person].until == TOMORROW


def test_to_put_off_anew_takes_the_place_of_what_stood(empty_desk: Desk) -> None:
    person = _watched(empty_desk)
    empty_desk.plans.snooze(person, IN_A_WEEK, "旅行中")
    empty_desk.plans.snooze(person, TOMORROW, "早くお帰りになる")
    assert empty_desk.plans.snoozed(TODAY)[person].until == TOMORROW
    assert empty_desk.plans.snoozed(TOMORROW) == {}


@pytest.mark.parametrize(
    ("until", "reason", "code"),
    [
        (TODAY, "旅行中", "until.until"),
        (date(2036, 11, 29), "旅行中", "until.too_far"),
        (IN_A_WEEK, "  ", "reason.missing"),
    ],
)
def test_to_put_off_takes_a_day_to_come_and_a_reason(empty_desk: Desk, until: date, reason: str, code: str) -> None:
    person = _watched(empty_desk)
    with pytest.raises(Invalid) as refused:
        empty_desk.plans.snooze(person, until, reason)
    assert refused.value.code == code
    assert empty_desk.plans.snoozed(TODAY) == {}


def test_who_is_not_under_watch_has_no_line_to_put_off(empty_desk: Desk) -> None:
    person = empty_desk.people.register({"family_name": "練習"}, area=AREA).id
    with pytest.raises(Invalid) as refused:
        empty_desk.plans.snooze(person, IN_A_WEEK, "旅行中")
    assert refused.value.code == "person_id.not_watched"


def test_a_reason_does_not_tell_where_a_hidden_person_lives(empty_desk: Desk) -> None:
    person = _watched(empty_desk, town="新町", address="4-5-14", hidden=True)
    empty_desk.plans.snooze(person, IN_A_WEEK, "新町4丁目5-14は工事中")
    assert empty_desk.plans.snoozed(TODAY)[person].reason == "秘匿は工事中"
    empty_desk.secrecy.open(person, "道をたずねられた")
    assert empty_desk.plans.snoozed(TODAY)[person].reason == "新町4丁目5-14は工事中"


# --- appointments --------------------------------------------------------------------------------------------------


def test_an_appointment_is_listed_on_its_day_by_time(empty_desk: Desk) -> None:
    person = _watched(empty_desk, given_name="ふみ")
    empty_desk.plans.agree({"on": TOMORROW, "at": time(14), "what": "訪問", "person_id": person, "place": " "})
    empty_desk.plans.agree({"on": TOMORROW, "at": time(9, 30), "until": time(11), "what": "定例会"})
    empty_desk.plans.agree({"on": TOMORROW, "what": "用紙を届ける"})

    lines = empty_desk.plans.appointments(TODAY, IN_A_WEEK)

    assert [(line.clock, line.title) for line in lines] == [
        ("", "用紙を届ける"),
        ("09:30〜11:00", "定例会"),
        ("14:00", "練習 ふみさん・訪問"),
    ]
    assert {line.area for line in lines} == {AREA}
    assert lines[2].place is None
    assert [line.id for line in empty_desk.plans.of_person(person)] == [lines[2].id]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"on": TODAY - timedelta(days=1), "what": "訪問"}, "on.past"),
        ({"on": None, "what": "訪問"}, "on.missing"),
        ({"on": date(2036, 11, 23), "what": "訪問"}, "on.too_far"),
        ({"on": TOMORROW, "what": " "}, "what.missing"),
        ({"on": TOMORROW, "what": "訪問", "until": time(9)}, "until.until"),
        ({"on": TOMORROW, "what": "訪問", "at": time(10), "until": time(9)}, "until.until"),
        ({"on": TOMORROW, "what": "訪問", "area": "どこか"}, "area.missing"),
    ],
)
def test_what_is_no_plan_is_refused_at_its_field(empty_desk: Desk, values: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.plans.agree(values)
    assert refused.value.code == code
    assert empty_desk.plans.appointments(date.min, date.max) == ()


def test_an_appointment_moves_and_is_called_off_with_a_reason(empty_desk: Desk) -> None:
    told: list[Changed] = []
    agreed = empty_desk.plans.agree({"on": TOMORROW, "what": "訪問"})
    empty_desk.listen(told.append)

    empty_desk.plans.change(agreed.id, {"on": IN_A_WEEK, "at": time(10)})
    with pytest.raises(Invalid):
        empty_desk.plans.change(agreed.id, {"on": TODAY - timedelta(days=1)})
    with pytest.raises(Invalid):
        empty_desk.plans.cancel(agreed.id, " ")
    empty_desk.plans.cancel(agreed.id, "お留守になる")

    assert empty_desk.plans.appointments(TODAY, IN_A_WEEK) == ()
    (line,) = empty_desk.plans.appointments(TODAY, IN_A_WEEK, with_cancelled=True)
    assert (line.on, line.cancel_reason) == (IN_A_WEEK, "お留守になる")
    empty_desk.plans.bring_back(agreed.id)
    assert len(empty_desk.plans.appointments(TODAY, IN_A_WEEK)) == 1
    assert told == [Changed.PLANS] * 3


def test_a_plan_with_somebody_whose_watch_ended_says_so(empty_desk: Desk) -> None:
    person = _watched(empty_desk)
    empty_desk.plans.agree({"on": TOMORROW, "what": "訪問", "person_id": person})
    _end(empty_desk, person)
    assert [line.gone for line in empty_desk.plans.appointments(TODAY, IN_A_WEEK)] == [True]


def test_an_appointment_does_not_tell_where_a_hidden_person_lives(empty_desk: Desk) -> None:
    person = _watched(empty_desk, town="新町", address="4-5-14", hidden=True)
    empty_desk.plans.agree({"on": TOMORROW, "what": "訪問", "place": "新町4-5-14 の前", "person_id": person})
    (line,) = empty_desk.plans.appointments(TODAY, IN_A_WEEK)
    assert line.place == "秘匿 の前"


# --- the calendar --------------------------------------------------------------------------------------------------


def test_the_calendar_counts_who_is_due_on_each_day_and_stores_none_of_it(empty_desk: Desk) -> None:
    seen, never = _watched(empty_desk, interval_days=10), _watched(empty_desk, interval_days=220)
    paused = _watched(empty_desk)
    _met(empty_desk, seen, TODAY - timedelta(days=5))
    empty_desk.people.set_status(paused, StatusEntry(state=Status.PAUSED, since=TODAY))

    def due() -> dict[date, tuple[str, ...]]:
        days = empty_desk.plans.days(date(2026, 11, 1), date(2026, 12, 31))
        return {one.day: one.due for one in days if one.due}

    due_never = empty_desk.people.line(never).due
    assert due_never is not None
    assert due() == {TODAY + timedelta(days=5): (seen,), due_never.due_on: (never,)}
    _met(empty_desk, seen, TODAY)
    assert due()[TODAY + timedelta(days=10)] == (seen,)
    assert TODAY + timedelta(days=5) not in due()


def test_the_calendar_knows_holidays_closed_days_and_who_comes_back(empty_desk: Desk) -> None:
    person = _watched(empty_desk)
    empty_desk.plans.snooze(person, TOMORROW, "旅行中")
    days = {one.day: one for one in empty_desk.plans.days(date(2026, 11, 22), date(2027, 1, 4))}
    assert days[TOMORROW].holiday == "勤労感謝の日"
    assert days[TOMORROW].back == (person,)
    assert not any(one.closed for one in days.values())

    empty_desk.settings.change({"closed_days": ["日曜日", "祝日", "12月29日〜1月3日"]})

    days = {one.day: one for one in empty_desk.plans.days(date(2026, 11, 22), date(2027, 1, 4))}
    closed = [day for day, one in days.items() if one.closed and day > date(2026, 12, 25)]
    assert closed == [date(2026, 12, 27), *(date(2026, 12, 29) + timedelta(days=number) for number in range(6))]
    assert days[TODAY].closed
    assert days[TOMORROW].closed


def test_a_closed_day_that_cannot_be_read_is_refused(empty_desk: Desk) -> None:
    with pytest.raises(Invalid, match="そのうち"):
        empty_desk.settings.change({"closed_days": ["日曜日", "そのうち"]})


# --- workload ------------------------------------------------------------------------------------------------------


def test_each_number_of_the_workload_is_exactly_its_people(desk: Desk) -> None:
    people = {line.id: line for line in desk.people.lines()}
    load = desk.plans.workload(TODAY)
    assert load

    for one in load:
        mine = [
            line
            for line in people.values()
            if line.status is not Status.ENDED
            and (one.partner.partner_id in line.in_charge if one.partner else line.watcher is None)
        ]
        assert set(one.people) == {line.id for line in mine}
        for state, ids in ((DueState.SOON, one.soon), (DueState.DUE, one.due), (DueState.OVERDUE, one.overdue)):
            assert set(ids) == {line.id for line in mine if line.due and line.due.state is state}
        visits = [
            visit
            for line in mine
            for visit in desk.visits.of_person(line.id)
            if not visit.voided and (visit.on.year, visit.on.month) == (2026, 11)
        ]
        assert (one.visits, set(one.visited)) == (len(visits), {visit.person_id for visit in visits})


def test_a_watcher_without_people_and_people_without_a_watcher_stand_in_the_workload(empty_desk: Desk) -> None:
    idle = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "青", "kana": "アオ"})
    gone = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "山", "kana": "ヤマ"})
    left = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "川", "kana": "カワ"})
    alone, held, ended = _watched(empty_desk), _watched(empty_desk), _watched(empty_desk)
    empty_desk.people.put_in_charge(held, Charge(partner_id=gone.id))
    empty_desk.partners.retire(gone.id)
    empty_desk.partners.retire(left.id)
    _end(empty_desk, ended)

    load = empty_desk.plans.workload(TODAY)

    assert [(one.name, one.people) for one in load] == [
        (idle.name, ()),
        (gone.name, (held,)),
        ("担当の見守り員がいない方", (alone,)),
    ]


# --- taken back ----------------------------------------------------------------------------------------------------


def test_what_was_planned_and_put_off_is_taken_back_one_by_one(empty_desk: Desk) -> None:
    person = _watched(empty_desk)
    agreed = empty_desk.plans.agree({"on": TOMORROW, "at": time(9), "until": time(10), "what": "訪問"})
    empty_desk.plans.change(agreed.id, {"on": IN_A_WEEK, "until": None})
    empty_desk.plans.cancel(agreed.id, "お留守になる")
    empty_desk.plans.snooze(person, IN_A_WEEK, "旅行中")
    empty_desk.plans.snooze(person, TOMORROW, "雨のため")
    empty_desk.plans.wake(person)

    empty_desk.undo.undo()
    assert empty_desk.plans.snoozed(TODAY)[person].until == TOMORROW
    empty_desk.undo.undo()
    assert empty_desk.plans.snoozed(TODAY)[person].until == IN_A_WEEK
    assert empty_desk.undo.next() == "後日にすること"
    empty_desk.undo.undo()
    assert empty_desk.plans.snoozed(TODAY) == {}
    assert empty_desk.undo.next() == "予定の取りやめ"
    empty_desk.undo.undo()
    assert [line.on for line in empty_desk.plans.appointments(TODAY, IN_A_WEEK)] == [IN_A_WEEK]
    empty_desk.undo.undo()
    assert empty_desk.plans.get(agreed.id) == agreed
    empty_desk.undo.undo()
    assert empty_desk.plans.appointments(TODAY, IN_A_WEEK) == ()
    assert empty_desk.undo.next() == "台帳への登録"
