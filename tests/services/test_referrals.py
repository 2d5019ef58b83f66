"""Referrals つなぎ: nothing is sent without a consent that covers it; states follow each other and stay as written."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.behind import Figure
from watchdesk.domain.consent import Withheld
from watchdesk.domain.counted import Counted
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.override import Danger
from watchdesk.domain.person import Person
from watchdesk.domain.referral import MAY_FOLLOW, Referral, ReferralState, SendWay
from watchdesk.domain.sharing import Stays
from watchdesk.domain.words import Consent
from watchdesk.errors import Invalid, WatchDeskError

TODAY = date(2026, 11, 22)
TOLD = {"receiver": "hokatsu", "reason": "買い物に行けなくなっている", "wanted": "介護の相談をお願いします"}
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("hokatsu", "minsei"))
PLACE = {"town": "九条南", "address": "4-5-14", "building": "見本荘 203号室", "phones": ("06-6000-0012",)}


def somebody(desk: Desk, consent: ConsentEntry = AGREED, **more: object) -> Person:
    values = {"family_name": "見本", "given_name": "花子", "doctor": "見本医院", **PLACE, **more}
    return desk.people.register(values, area="九条南", consent=consent)


def prepared(desk: Desk, person: Person | None = None, **more: object) -> Referral:
    return desk.referrals.prepare({**TOLD, "person_id": person and person.id, **more})


# preparing -----------------------------------------------------------------------------------------------------------


def test_what_is_prepared_has_not_left_and_awaits_nothing(empty_desk: Desk) -> None:
    made = prepared(empty_desk, somebody(empty_desk))
    assert (made.state, made.area, made.body) == (ReferralState.DRAFT, "九条南", "地域包括支援センター")
    assert empty_desk.referrals.waiting() == ()
    (line,) = empty_desk.referrals.lines()
    assert (line.name, line.days_waiting, line.sent_on) == ("見本 花子", 0, None)


def test_any_body_of_the_directory_can_be_the_receiver(empty_desk: Desk) -> None:
    body = empty_desk.partners.add({"kind": "body", "name": "九条の見本診療所"})
    made = prepared(empty_desk, somebody(empty_desk), receiver="iryo_kaigo", partner_id=body.id)
    assert (made.body, made.partner_id, made.receiver) == ("九条の見本診療所", body.id, "iryo_kaigo")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"receiver": ""}, "receiver"),
        ({"receiver": "nobody_knows"}, "receiver"),
        ({"reason": "  "}, "reason"),
        ({"answer_due": date(2026, 11, 21)}, "answer_due"),
    ],
)
def test_what_nobody_could_act_on_is_refused(empty_desk: Desk, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        prepared(empty_desk, somebody(empty_desk), **values)
    assert refused.value.field == field
    assert empty_desk.referrals.lines() == ()


def test_what_goes_is_shown_before_with_the_reason_why_the_rest_stays(empty_desk: Desk) -> None:
    person = somebody(empty_desk)
    shown = empty_desk.referrals.shown(person.id, "hokatsu", {"name", "address", "key_holder"})
    stays = {one.key: one.stays for one in shown.fields}
    assert shown.given == ("name", "address")
    assert stays["phones"] is Stays.LEFT_OUT
    assert stays["key_holder"] is Stays.EMPTY
    assert stays["number"] is Stays.NOT_FOR
    assert shown.withheld is None
    made = prepared(empty_desk, person, given=("name", "address", "number", "key_holder"))
    assert made.given == ("name", "address")


def test_what_was_written_can_be_rewritten_until_it_is_sent(empty_desk: Desk) -> None:
    made = prepared(empty_desk, somebody(empty_desk))
    changed = empty_desk.referrals.change(made.id, {"receiver": "minsei", "body": "", "given": None})
    assert changed.body.startswith("民生委員")
    assert "doctor" not in changed.given
    empty_desk.referrals.send(made.id, SendWay.HAND)
    with pytest.raises(WatchDeskError) as refused:
        empty_desk.referrals.change(made.id, {"reason": "ちがうわけ"})
    assert refused.value.code == "sent"


# the gate ------------------------------------------------------------------------------------------------------------


def test_it_is_sent_to_whom_the_consent_covers_with_just_the_fields_that_were_shown(empty_desk: Desk) -> None:
    made = prepared(empty_desk, somebody(empty_desk))
    shown = empty_desk.referrals.shown(made.person_id or "", made.receiver, made.given)
    sent = empty_desk.referrals.send(made.id, SendWay.FAX, shown=shown.given)
    assert (sent.state, sent.sent_on, sent.way, sent.given) == (ReferralState.SENT, TODAY, SendWay.FAX, shown.given)
    entry = next(one for one in empty_desk.ledger.entries() if one.entity == "referral" and one.action == "sent")
    assert entry.reason == "地域包括支援センター、FAX"


def test_what_would_go_otherwise_than_shown_is_not_sent(empty_desk: Desk) -> None:
    person = somebody(empty_desk)
    made = prepared(empty_desk, person)
    shown = empty_desk.referrals.shown(person.id, made.receiver, made.given).given
    empty_desk.people.change(person.id, {"hidden": True})
    with pytest.raises(WatchDeskError) as refused:
        empty_desk.referrals.send(made.id, SendWay.FAX, shown=shown)
    assert refused.value.code == "outdated"
    assert empty_desk.referrals.get(made.id).state is ReferralState.DRAFT


def test_an_emergency_opens_the_gate_and_stands_in_the_ledger(empty_desk: Desk) -> None:
    person = somebody(empty_desk, ConsentEntry(state=Consent.REFUSED))
    made = prepared(empty_desk, person, receiver="shobo_keisatsu")
    assert empty_desk.referrals.shown(person.id, "shobo_keisatsu").withheld is Withheld.REFUSED
    empty_desk.consents.override(person.id, Danger.LIFE, "応答がなく、倒れているおそれ")
    shown = empty_desk.referrals.shown(person.id, "shobo_keisatsu")
    assert (shown.emergency, shown.withheld) == (True, None)
    empty_desk.referrals.send(made.id, SendWay.PHONE)
    assert any(one.action == "given in an emergency" for one in empty_desk.ledger.entries(entity_id=person.id))


def test_a_consent_of_today_does_not_cover_what_went_before_it(empty_desk: Desk) -> None:
    person = somebody(empty_desk, replace(AGREED, since=TODAY))
    made = prepared(empty_desk, person)
    with pytest.raises(WatchDeskError) as refused:
        empty_desk.referrals.send(made.id, SendWay.PHONE, date(2026, 11, 21))
    assert refused.value.code == "withheld"


STATES = st.sampled_from(Consent)
RECIPIENTS = st.lists(st.sampled_from(["hokatsu", "minsei", "iryo_kaigo", "soudanshitsu"]), unique=True).map(tuple)
ENTRIES = st.lists(
    st.builds(
        ConsentEntry,
        state=STATES,
        since=st.none() | st.dates(date(2026, 11, 1), date(2026, 12, 15)),
        recipients=RECIPIENTS,
    ),
    min_size=1,
    max_size=3,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ENTRIES, st.sampled_from(["hokatsu", "iryo_kaigo", "soudanshitsu"]), st.integers(0, 5))
def test_nothing_is_sent_without_a_consent_that_covers_receiver_and_day(
    empty_desk: Desk, entries: list[ConsentEntry], receiver: str, days_ago: int
) -> None:
    random.seed()  # hypothesis begins each example alike, and ids are random
    person = somebody(empty_desk)
    with empty_desk._ground.store.write("hanako", Changed.PEOPLE) as tx:
        tx.replace(replace(tx.get(Person, person.id), consent_history=tuple(entries)))
    made = prepared(empty_desk, person, receiver=receiver)
    on = TODAY - timedelta(days=days_ago)
    entry = replace(person, consent_history=tuple(entries)).consent_on(on)
    default = frozenset(empty_desk.settings.get("consent_recipients"))
    covered = (
        entry is not None and entry.state is Consent.AGREED and receiver in (frozenset(entry.recipients) or default)
    )
    if covered:
        assert empty_desk.referrals.send(made.id, SendWay.POST, on).sent_on == on
        return
    with pytest.raises(WatchDeskError) as refused:
        empty_desk.referrals.send(made.id, SendWay.POST, on)
    assert refused.value.code == "withheld"
    assert empty_desk.referrals.get(made.id).sent_on is None


# states --------------------------------------------------------------------------------------------------------------


def test_the_way_to_an_answer_keeps_every_step_with_its_day_and_who_said_what(empty_desk: Desk) -> None:
    made = prepared(empty_desk, somebody(empty_desk), answer_due=TODAY)
    desk = empty_desk.referrals
    desk.send(made.id, SendWay.HAND, date(2026, 11, 2))
    assert [line.days_waiting for line in desk.waiting()] == [20]
    desk.receive(made.id, "見本さん", date(2026, 11, 4))
    assert desk.waiting()[0].state is ReferralState.RECEIVED
    done = desk.answer(made.id, "来週、訪問します", "見本さん", date(2026, 11, 10))
    assert [(step.on.day, step.state, step.who, step.what) for step in done.steps] == [
        (2, ReferralState.SENT, None, None),
        (4, ReferralState.RECEIVED, "見本さん", None),
        (10, ReferralState.ANSWERED, "見本さん", "来週、訪問します"),
    ]
    assert desk.waiting() == ()
    (line,) = desk.lines()
    assert (line.days_waiting, line.overdue_days, line.answer) == (8, 0, "来週、訪問します")


STEPS = st.lists(st.sampled_from([state for state in ReferralState if state is not ReferralState.DRAFT]), max_size=6)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_only_what_can_follow_is_written_and_nothing_written_is_lost(
    empty_desk: Desk, wanted: list[ReferralState]
) -> None:
    random.seed()  # as above
    made = prepared(empty_desk)
    desk, reached = empty_desk.referrals, [ReferralState.DRAFT]
    does = {
        ReferralState.SENT: lambda: desk.send(made.id, SendWay.POST),
        ReferralState.RECEIVED: lambda: desk.receive(made.id),
        ReferralState.ANSWERED: lambda: desk.answer(made.id, "対応します"),
        ReferralState.DECLINED: lambda: desk.decline(made.id, "担当ではない"),
        ReferralState.WITHDRAWN: lambda: desk.withdraw(made.id, "よくなった"),
    }
    for state in wanted:
        if state in MAY_FOLLOW[reached[-1]]:
            does[state]()
            reached.append(state)
        else:
            with pytest.raises(WatchDeskError) as refused:
                does[state]()
            assert refused.value.code == "out_of_turn"
    assert [step.state for step in desk.get(made.id).steps] == reached[1:]


@pytest.mark.parametrize("on", [date(2026, 11, 23), date(2026, 11, 9)])
def test_a_step_lies_neither_ahead_nor_before_the_one_before_it(empty_desk: Desk, on: date) -> None:
    made = prepared(empty_desk)
    empty_desk.referrals.send(made.id, SendWay.POST, date(2026, 11, 10))
    with pytest.raises(Invalid) as refused:
        empty_desk.referrals.receive(made.id, on=on)
    assert refused.value.field == "on"


def test_an_answer_that_is_late_is_told_so_until_it_comes(empty_desk: Desk) -> None:
    made = prepared(empty_desk, answer_due=TODAY)
    empty_desk.referrals.send(made.id, SendWay.POST)
    kept = empty_desk.referrals.get(made.id)
    assert kept.overdue_days(date(2026, 11, 25)) == 3
    empty_desk.referrals.withdraw(made.id, "よくなった")
    assert empty_desk.referrals.get(made.id).overdue_days(date(2026, 11, 25)) == 0


# figures -------------------------------------------------------------------------------------------------------------


def test_it_counts_in_the_month_it_was_sent_and_the_figure_opens_it(empty_desk: Desk) -> None:
    made = prepared(empty_desk, somebody(empty_desk))
    prepared(empty_desk)
    empty_desk.referrals.send(made.id, SendWay.POST, date(2026, 10, 30))
    empty_desk.referrals.answer(made.id, "対応します")
    part = empty_desk.reports.figures(Month(2026, 10))
    told = part.facts.figures.to_json()["referrals"]
    states = {"sent": 1, "received": 0, "answered": 0, "declined": 0, "withdrawn": 0}
    assert told == {"total": 1, "by_body": {"hokatsu": 1}, "by_state": states}
    assert [line.id for line in empty_desk.figures.work(Counted(figure=Figure.REFERRALS), part)] == [made.id]
    assert part.facts.lists.receivers.label("hokatsu") == "地域包括支援センター"


# secrecy, search, undo -----------------------------------------------------------------------------------------------


def test_a_hidden_persons_place_is_told_nowhere(empty_desk: Desk) -> None:
    person = somebody(empty_desk, hidden=True)
    made = prepared(empty_desk, person, reason="4-5-14 見本荘に来る人がいる。06-6000-0012")
    shown = empty_desk.referrals.shown(person.id, "hokatsu")
    assert {"address", "phones"}.isdisjoint(shown.given)
    assert {one.words for one in shown.fields if one.key in ("address", "phones")} == {"秘匿"}
    told = [empty_desk.referrals.get(made.id).reason, empty_desk.referrals.lines()[0].reason]
    assert all("4-5-14" not in text and "06-6000" not in text for text in told)
    assert empty_desk.referrals.find("06-6000-0012") == ()


def test_it_is_found_by_the_body_the_reason_and_the_answer(empty_desk: Desk) -> None:
    made = prepared(empty_desk, somebody(empty_desk))
    empty_desk.referrals.send(made.id, SendWay.POST)
    empty_desk.referrals.answer(made.id, "ヘルパーを手配します")
    for word in ("包括", "買い物", "へるぱー", "見本 花子"):
        assert [hit.id for hit in empty_desk.referrals.find(word)] == [made.id]
    assert empty_desk.referrals.find("ねこ") == ()


def test_each_step_is_undone_by_its_name(empty_desk: Desk) -> None:
    made = prepared(empty_desk, somebody(empty_desk))
    empty_desk.referrals.send(made.id, SendWay.POST)
    empty_desk.referrals.answer(made.id, "対応します")
    assert empty_desk.undo.undo() == "「つなぎの返事の記録」を元に戻しました。"
    assert empty_desk.referrals.get(made.id).state is ReferralState.SENT
    assert empty_desk.undo.undo() == "「つなぎを送った記録」を元に戻しました。"
    assert empty_desk.referrals.get(made.id).sent_on is None
    assert empty_desk.undo.undo() == "「つなぎの準備」を元に戻しました。"
    assert empty_desk.referrals.get(made.id).state is ReferralState.WITHDRAWN
