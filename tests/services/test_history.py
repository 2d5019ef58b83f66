"""History: who changed what from what to what, in words; one value put back; nothing told of hidden whereabouts."""

from datetime import date
from pathlib import Path

import pytest

from tests.services.whole_store import register, visit
from watchdesk.desk import Desk, Past
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Condition, Consent, ConsentWay, Living, Method, Result, Status
from watchdesk.errors import Invalid, WatchDeskError


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return register(empty_desk, "見本", given_name="ハナ", town="九条南", address="1-2-3", phones=("06-6000-0001",))


def newest(desk: Desk, person: Person, field: str) -> Past:
    return next(one for one in desk.history.of_person(person.id) if one.field == field)


def test_each_change_is_told_in_words_newest_first(empty_desk: Desk, person: Person) -> None:
    empty_desk.people.change(person.id, {"birth_date": date(1937, 3, 5)}, "ご本人より")
    empty_desk.people.change(person.id, {"birth_date": date(1937, 3, 15), "living": Living.ALONE})

    told = empty_desk.history.of_person(person.id)

    assert [(one.title, one.old, one.new, one.reason) for one in told] == [
        ("生年月日", "昭和12年3月5日（1937年）", "昭和12年3月15日（1937年）", None),
        ("世帯", "", "独居", None),
        ("生年月日", "", "昭和12年3月5日（1937年）", "ご本人より"),
        ("記録", "", "", None),
    ]
    assert {one.by for one in told} == {"hanako"}
    assert [one.action for one in told][-2:] == ["書き直し", "登録"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"criteria": ("K1",)}, "要介護3〜5(要介護3以上)の方"),
        ({"phones": ("06-6000-0002", "06-6000-0003")}, "06-6000-0002、06-6000-0003"),
        (
            {"emergency_contacts": (EmergencyContact(name="長女", relation="娘", phone="06-6000-0004"),)},
            "1. 長女（娘） 06-6000-0004",
        ),
        ({"interval_days": 14}, "14日"),
        ({"hidden": True}, "はい"),
        ({"postal_code": "5500025"}, "550-0025"),
        ({"extra": {"班": "3班"}}, "班：3班"),
        ({"air_conditioner": False}, "いいえ"),
    ],
)
def test_a_value_is_worded_as_on_the_form(empty_desk: Desk, values: dict[str, object], words: str) -> None:
    person = register(empty_desk, "見本")
    empty_desk.people.change(person.id, values)
    assert newest(empty_desk, person, next(iter(values))).new == words


def test_of_a_history_only_what_came_is_told(empty_desk: Desk, person: Person) -> None:
    empty_desk.people.set_status(
        person.id, StatusEntry(state=Status.PAUSED, since=date(2026, 5, 1), until=date(2026, 6, 1))
    )
    empty_desk.consents.give(
        person.id,
        ConsentEntry(state=Consent.AGREED, since=date(2026, 5, 1), way=ConsentWay.WRITTEN, recipients=("minsei",)),
    )
    partner = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "中村 清"})
    empty_desk.people.put_in_charge(person.id, Charge(partner_id=partner.id, since=date(2026, 4, 1)))

    assert newest(empty_desk, person, "status_history").new == (
        "休止（令和8年5月1日（2026年）から、再開 令和8年6月1日（2026年））"
    )
    assert newest(empty_desk, person, "consent_history").new == (
        "同意（書面、令和8年5月1日（2026年）、提供先 民生委員・児童委員（主任児童委員を含む））"
    )
    assert newest(empty_desk, person, "charges").new == "中村 清（令和8年4月1日（2026年）から）"


def test_a_value_is_put_back_as_a_new_change(empty_desk: Desk, person: Person) -> None:
    empty_desk.people.change(person.id, {"phones": ("06-6000-0009",)})
    empty_desk.people.change(person.id, {"phones": ("06-6000-0008",)})
    first = [one for one in empty_desk.history.of_person(person.id) if one.field == "phones"][-1]
    assert first.can_put_back

    assert empty_desk.history.put_back(first.change, "書きまちがい") == "「電話」を、前の値に戻しました。"

    assert empty_desk.people.get(person.id).phones == ("06-6000-0001",)
    top = empty_desk.history.of_person(person.id)[0]
    assert (top.action, top.old, top.new, top.reason) == (
        "前の値に戻した",
        "06-6000-0008",
        "06-6000-0001",
        "書きまちがい",
    )
    assert empty_desk.ledger.entries(1)[0].action == "put back"
    again = next(one for one in empty_desk.history.of_person(person.id) if one.change == first.change)
    assert (again.can_put_back, again.why_not) == (False, "いまも、この値です。")


def test_an_entry_of_a_history_is_put_back_only_while_nothing_stands_behind_it(
    empty_desk: Desk, person: Person
) -> None:
    for since in (date(2026, 5, 1), date(2026, 6, 1)):
        empty_desk.people.set_status(person.id, StatusEntry(state=Status.PAUSED, since=since))
    last, first = [one for one in empty_desk.history.of_person(person.id) if one.field == "status_history"]
    assert "新しい方から" in first.why_not
    with pytest.raises(WatchDeskError, match="新しい方から"):
        empty_desk.history.put_back(first.change)
    empty_desk.history.put_back(last.change)
    assert len(empty_desk.people.get(person.id).status_history) == 2


def test_a_consent_is_put_back_only_with_a_reason(empty_desk: Desk, person: Person) -> None:
    empty_desk.consents.give(person.id, ConsentEntry(state=Consent.WITHDRAWN))
    change = newest(empty_desk, person, "consent_history").change
    with pytest.raises(Invalid) as refused:
        empty_desk.history.put_back(change, " ")
    assert refused.value.code == "reason.missing"
    empty_desk.history.put_back(change, "別の方の撤回でした")
    assert len(empty_desk.people.get(person.id).consent_history) == 1


def test_a_corrected_visit_tells_both_readings_and_is_put_back(empty_desk: Desk, person: Person) -> None:
    recorded = visit(empty_desk, person, date(2026, 11, 1), "元気")
    empty_desk.visits.correct(recorded, {"on": date(2026, 11, 2), "note": "咳がある"}, "日をまちがえた")

    told = {one.field: one for one in empty_desk.history.of_visit(recorded)}

    assert (told["note"].old, told["note"].new, told["note"].action) == ("元気", "咳がある", "訂正")
    assert told["on"].reason == "日をまちがえた"
    empty_desk.history.put_back(told["on"].change)
    assert empty_desk.visits.get(recorded).on == date(2026, 11, 1)
    assert empty_desk.people.line(person.id).last_confirmed == date(2026, 11, 1)
    assert [hit.id for hit in empty_desk.search.visits("咳がある")] == [recorded]


def test_what_would_make_a_visit_wrong_is_refused_and_nothing_changes(empty_desk: Desk, person: Person) -> None:
    recorded = visit(empty_desk, person, date(2026, 11, 1))
    empty_desk.visits.correct(recorded, {"condition": None}, "聞いていない")
    change = empty_desk.history.of_visit(recorded)[0].change
    empty_desk.visits.correct(recorded, {"result": Result.ABSENT, "method": Method.PHONE}, "不在だった")
    before = empty_desk.visits.get(recorded)
    with pytest.raises(Invalid):
        empty_desk.history.put_back(change)
    assert empty_desk.visits.get(recorded) == before
    assert before.condition is not Condition.WELL


def test_a_voided_visit_is_brought_back_before_anything_in_it(empty_desk: Desk, person: Person) -> None:
    recorded = visit(empty_desk, person, date(2026, 11, 1), "元気")
    empty_desk.visits.correct(recorded, {"note": "咳"}, "書きもらし")
    empty_desk.visits.void(recorded, "二重")
    changes = {one.field: one for one in empty_desk.history.of_visit(recorded)}
    assert "取り消されています" in changes["note"].why_not
    assert not changes["voided"].can_put_back


def test_a_hidden_persons_whereabouts_are_masked_until_opened(empty_desk: Desk, person: Person) -> None:
    empty_desk.people.change(person.id, {"address": "4-5-6", "phones": ("06-6000-0009",), "doctor": "西診療所"})
    empty_desk.people.change(person.id, {"extra": {"旧住所": "本田9-9-9"}, "hidden": True})
    told = {one.field: one for one in empty_desk.history.of_person(person.id)}
    assert (told["address"].old, told["address"].new) == ("秘匿", "秘匿")
    assert (told["phones"].new, told["extra"].new, told["doctor"].new) == ("秘匿", "秘匿", "西診療所")

    empty_desk.secrecy.open(person.id, "ご家族の急病")

    told = {one.field: one for one in empty_desk.history.of_person(person.id)}
    assert (told["address"].old, told["extra"].new) == ("1-2-3", "旧住所：本田9-9-9")


def test_the_past_of_a_record_merged_into_this_one_is_read_here(empty_desk: Desk, person: Person) -> None:
    gone = register(empty_desk, "見本", given_name="はな", phones=("06-6000-0007",))
    empty_desk.people.change(gone.id, {"doctor": "東診療所"})
    empty_desk.people.change(gone.id, {"hidden": True, "address": "7-7-7"})
    empty_desk.merging.merge(person.id, gone.id, {"hidden": False}, "同じ方")

    told = empty_desk.history.of_person(person.id)

    theirs = {one.field: one for one in told if one.from_other}
    assert theirs["doctor"].new == "東診療所"
    assert theirs["address"].new == "秘匿"  # the gone record was hidden
    assert theirs["given_name"].old == "はな"
    assert not theirs["doctor"].can_put_back
    merged = [one for one in told if one.title == "まとめた記録"]
    assert [(one.new, one.reason) for one in merged] == [("見本 はな", "同じ方")]
    assert [one.merge for one in merged] == [empty_desk.merging.of_person(person.id)[0].id]


def test_an_import_is_named_by_its_file_as_the_reason(empty_desk: Desk, tmp_path: Path) -> None:
    for phone in ("06-6000-0001", "06-6000-0002"):
        file = tmp_path / f"{phone}.csv"
        file.write_text(f"氏名,フリガナ,生年月日,電話番号\n見本 ハナ,ミホン ハナ,S12.3.5,{phone}\n", encoding="utf-8")
        empty_desk.imports.people(empty_desk.imports.open(file), update=True).run()
    (line,) = empty_desk.people.lines()
    top = empty_desk.history.of_person(line.id)[0]
    assert (top.action, top.reason) == ("名簿の取りこみ", "取りこんだファイル：06-6000-0002.csv")


def test_a_pause_is_told_with_the_reason_that_was_written(empty_desk: Desk, person: Person) -> None:
    pause = StatusEntry(state=Status.PAUSED, since=date(2026, 11, 20), until=date(2026, 12, 10), reason="入院")
    empty_desk.people.set_status(person.id, pause)
    assert "入院" in newest(empty_desk, person, "status_history").new
