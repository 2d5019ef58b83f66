"""Welfare information: written, found at once, put aside, told to somebody; who could use it and has not heard."""

import time
from datetime import date
from pathlib import Path

import pytest

from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem, InfoState
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import Living, Method, Result, Status
from watchdesk.errors import Invalid, NotFound

TODAY = date(2026, 11, 22)
MEALS = {
    "title": "高齢者の配食サービス",
    "body": "昼か夕の食事を、顔を見て手わたします。",
    "tags": "食事、弁当、はいしょく",
    "target": "65歳以上の方",
    "phone": "06-6038-0011",
    "source": "区のしおり",
}
CASE = {"field": "A1", "content": "B1", "said": "食事のしたくが、つらくなった"}


def _meals(desk: Desk, **more: object) -> InfoItem:
    return desk.information.record({**MEALS, **more})


def test_an_item_is_written_with_its_tags_parted_and_blank_texts_none(desk: Desk) -> None:
    item = _meals(desk, source="  ")
    assert (item.tags, item.source) == (("食事", "弁当", "はいしょく"), None)
    assert desk.information.get(item.id) == item
    assert [line.item for line in desk.information.find("ﾊｲｼｮｸ", TODAY)] == [item]


def test_an_item_without_a_title_or_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    for values, field in (
        ({"title": " "}, "title"),
        ({"valid_from": TODAY, "valid_until": date(2026, 11, 1)}, "valid_until"),
    ):
        with pytest.raises(Invalid) as refused:
            desk.information.record({**MEALS, **values})
        assert refused.value.field == field


def test_what_is_written_otherwise_is_found_by_its_new_words_at_once(desk: Desk) -> None:
    item = _meals(desk)
    desk.information.find("", TODAY)
    desk.information.change(item.id, {"title": "お弁当の配達", "valid_until": date(2026, 11, 21)})
    (line,) = desk.information.find("配達", TODAY)
    assert line.state is InfoState.OVER
    assert not desk.information.find("配食サービス", TODAY)


def test_what_is_put_aside_is_offered_no_more_until_it_is_brought_back(desk: Desk) -> None:
    item = _meals(desk)
    desk.information.retire(item.id)
    assert not desk.information.find("配食", TODAY)
    assert desk.information.find("配食", TODAY, with_retired=True)[0].state is InfoState.RETIRED
    desk.information.bring_back(item.id)
    assert desk.information.find("配食", TODAY)


def test_a_pdf_lies_inside_the_store_and_nothing_else_is_taken(desk: Desk, tmp_path: Path) -> None:
    item = _meals(desk)
    pdf, text = tmp_path / "annai.pdf", tmp_path / "annai.txt"
    pdf.write_bytes(b"%PDF-1.4 fictional")
    text.write_text("no pdf")
    assert desk.information.attach(item.id, pdf).file_name == "annai.pdf"
    assert desk.information.content(item.id) == b"%PDF-1.4 fictional"
    with pytest.raises(Invalid):
        desk.information.attach(item.id, text)
    desk.information.change(item.id, {"title": "配食"})
    assert desk.information.content(item.id), "a change of words leaves the file alone"
    desk.information.detach(item.id)
    with pytest.raises(NotFound):
        desk.information.content(item.id)


def test_what_was_told_stands_beside_the_person_newest_first(desk: Desk) -> None:
    person = desk.people.lines()[0]
    meals, taxi = _meals(desk), desk.information.record({"title": "福祉タクシー"})
    visit = desk.visits.record_together(
        [person.id], on=date(2026, 11, 20), method=Method.VISIT, result=Result.MET, given=[meals.id]
    )[0]
    desk.information.give([taxi.id], person_id=person.id)
    told = [(line.title, line.on, line.where) for line in desk.information.given_to(person.id)]
    assert told == [("福祉タクシー", TODAY, ""), ("高齢者の配食サービス", date(2026, 11, 20), "訪問")]
    assert [line.title for line in desk.information.given_at(visit_id=visit.id)] == ["高齢者の配食サービス"]


def test_it_is_written_once_a_visit_and_once_a_day(desk: Desk) -> None:
    person = desk.people.lines()[0]
    meals = _meals(desk)
    for _ in range(2):
        desk.information.give([meals.id, meals.id], person_id=person.id)
    assert len(desk.information.given_to(person.id)) == 1
    with pytest.raises(Invalid):
        desk.information.give([], person_id=person.id)
    with pytest.raises(NotFound):
        desk.information.give(["nothing"], person_id=person.id)


def test_a_caller_without_a_name_is_told_too(desk: Desk) -> None:
    meals = _meals(desk)
    case = desk.consultations.open_case({**CASE, "given": (meals.id,)})
    desk.information.give([meals.id])
    assert [line.where for line in desk.information.given_at(consultation_id=case.id)] == ["相談"]
    assert desk.information.times_told(meals.id) == 2


def test_in_a_case_about_somebody_it_was_told_to_that_one(desk: Desk) -> None:
    person, meals = desk.people.lines()[0], _meals(desk)
    case = desk.consultations.open_case({**CASE, "person_id": person.id})
    desk.information.give([meals.id], consultation_id=case.id)
    (line,) = desk.information.given_to(person.id)
    assert (line.consultation_id, line.where) == (case.id, "相談")


def test_what_was_told_goes_with_a_voided_visit_and_comes_back_with_it(desk: Desk) -> None:
    person, meals = desk.people.lines()[0], _meals(desk)
    visits = desk.visits.record_together(
        [person.id], on=TODAY, method=Method.VISIT, result=Result.MET, given=[meals.id]
    )
    desk.visits.void(visits[0].id, "打ちまちがい")
    assert desk.information.given_to(person.id) == ()
    desk.visits.bring_back(visits[0].id)
    assert len(desk.information.given_to(person.id)) == 1


def test_it_follows_the_visit_to_another_day_and_the_case_to_another_person(desk: Desk) -> None:
    first, second = desk.people.lines()[:2]
    meals = _meals(desk)
    (visit,) = desk.visits.record_together(
        [first.id], on=TODAY, method=Method.VISIT, result=Result.MET, given=[meals.id]
    )
    desk.visits.correct(visit.id, {"on": date(2026, 11, 20)}, "日のまちがい")
    assert [line.on for line in desk.information.given_to(first.id)] == [date(2026, 11, 20)]
    case = desk.consultations.open_case({**CASE, "person_id": first.id, "given": (meals.id,)})
    desk.consultations.change(case.id, {"person_id": second.id})
    assert [line.where for line in desk.information.given_to(first.id)] == ["訪問"]
    assert [line.where for line in desk.information.given_to(second.id)] == ["相談"]
    desk.visits.void(visit.id, "打ちまちがい")
    rule = desk.information.change(meals.id, {"fits": PeopleFilter(age_from=0)})
    unheard = {line.id for line in desk.information.unheard(rule.id)}
    assert second.id not in unheard


def test_a_tick_by_mistake_is_taken_back_and_the_ledger_keeps_both(desk: Desk) -> None:
    person, meals = desk.people.lines()[0], _meals(desk)
    (given,) = desk.information.give([meals.id], person_id=person.id)
    desk.information.take_back(given.id)
    assert desk.information.given_to(person.id) == ()
    assert [entry.action for entry in desk.ledger.entries(entity_id=given.id)] == ["voided", "added"]


def test_each_deed_is_named_and_taken_back(desk: Desk) -> None:
    person, meals = desk.people.lines()[0], _meals(desk)
    desk.information.change(meals.id, {"tags": "食事", "valid_until": TODAY, "fits": PeopleFilter(age_from=80)})
    desk.information.retire(meals.id)
    desk.information.bring_back(meals.id)
    desk.information.give([meals.id], person_id=person.id)
    names: list[str] = []
    while (name := desk.undo.next()) is not None and len(names) < 5:
        names.append(name)
        desk.undo.undo()
        if len(names) == 1:
            assert desk.information.given_to(person.id) == ()
        if len(names) == 4:
            assert desk.information.get(meals.id) == meals
    assert names == [
        "福祉情報を伝えた記録",
        "しまった福祉情報を戻すこと",
        "福祉情報をしまうこと",
        "福祉情報の書き直し",
        "福祉情報の書きこみ",
    ]
    assert not desk.information.find("配食", TODAY)


def test_taking_back_a_visit_takes_back_what_was_told_at_it(desk: Desk) -> None:
    person, meals = desk.people.lines()[0], _meals(desk)
    desk.visits.record_together([person.id], on=TODAY, method=Method.VISIT, result=Result.MET, given=[meals.id])
    assert desk.undo.next() == "訪問の記録"
    desk.undo.undo()
    assert desk.information.given_to(person.id) == ()


def test_the_past_of_an_item_is_told_in_words(desk: Desk) -> None:
    meals = _meals(desk)
    desk.information.change(meals.id, {"valid_until": TODAY, "fits": PeopleFilter(age_from=80), "tags": "弁当"})
    told = {one.title: (one.old, one.new) for one in desk.information.past(meals.id)}
    assert told == {
        "いつまで": ("", "令和8年11月22日（2026年）"),
        "知らせたい方": ("", "80歳以上"),
        "さがす言葉": ("食事、弁当、はいしょく", "弁当"),
    }


def test_the_rule_names_exactly_those_who_fit_and_have_not_heard(desk: Desk) -> None:
    rule = PeopleFilter(age_from=80, living=(Living.ALONE,))
    meals = _meals(desk, fits=rule)
    expected = [
        line.id
        for line in desk.people.lines()
        if line.status is Status.ACTIVE and line.age is not None and line.age >= 80 and line.living is Living.ALONE
    ]
    assert expected
    assert [line.id for line in desk.information.unheard(meals.id)] == expected
    assert desk.information.rule_words(meals) == "独居・80歳以上"
    desk.information.give([meals.id], person_id=expected[0])
    assert [line.id for line in desk.information.unheard(meals.id)] == expected[1:]


def test_an_item_without_a_rule_is_for_nobody_by_name(desk: Desk) -> None:
    for fits in (None, PeopleFilter()):
        meals = _meals(desk, fits=fits)
        assert meals.fits is None
        assert desk.information.unheard(meals.id) == ()
        assert desk.information.rule_words(meals) == ""


def test_what_was_told_to_both_records_of_one_person_stands_beside_the_one_that_stays(desk: Desk) -> None:
    keep, gone = desk.people.lines()[0], desk.people.lines()[1]
    meals = _meals(desk)
    desk.information.give([meals.id], person_id=gone.id)
    desk.merging.merge(keep.id, gone.id, reason="同じ方")
    assert len(desk.information.given_to(keep.id)) == 1


@pytest.mark.alone
def test_a_thousand_items_are_found_in_well_under_a_second(desk: Desk) -> None:
    with desk._ground.store.write(desk.user, Changed.INFORMATION) as tx:
        tx.add_all(
            [
                InfoItem(id=f"item-{n}", title=f"案内 {n}", body="くわしい説明です。" * 60, tags=("食事", f"語{n}"))
                for n in range(1000)
            ]
        )
    begun = time.perf_counter()
    assert len(desk.information.find("説明", TODAY)) == 1000
    first = time.perf_counter() - begun
    begun = time.perf_counter()
    assert [line.item.id for line in desk.information.find("語７７７", TODAY)] == ["item-777"]
    assert first < 0.7
    assert time.perf_counter() - begun < 0.05
