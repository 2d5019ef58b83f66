"""Partners are records with one form; who is in charge of whom goes by days."""

from datetime import date

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.histories import AreaEntry
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.errors import Invalid, NotFound

YESTERDAY = date(2026, 11, 21)
TOMORROW = date(2026, 11, 23)


def _watcher(desk: Desk, name: str = "見本 ふみ", **values: object) -> Partner:
    return desk.partners.add({"kind": PartnerKind.WATCHER, "name": name, **values})


def _person(desk: Desk, name: str = "練習") -> str:
    return desk.people.register({"family_name": name}, area=AREA).id


def test_a_partner_is_kept_with_reading_and_phones_in_form(empty_desk: Desk) -> None:
    added = _watcher(empty_desk, kana="みほん　ﾌﾐ", phones=("０６６０００１２３４",), role="", note="  ")

    kept = empty_desk.partners.get(added.id)

    assert kept == added
    assert (kept.kana, kept.phones) == ("ミホン フミ", ("06-6000-1234",))
    assert (kept.role, kept.note) == (None, None)
    assert empty_desk.ledger.entries(1)[0].entity == "partner"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "name.missing"),
        ({"name": "見本", "phones": ("でんわ",)}, "phones.invalid"),
        ({"name": "見本", "area": "どこか"}, "area.unknown"),
    ],
)
def test_what_a_partner_cannot_take_is_refused_at_its_field(
    empty_desk: Desk, values: dict[str, object], code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        empty_desk.partners.add(values)
    assert refused.value.code == code
    assert empty_desk.partners.all() == ()


def test_the_same_name_and_kind_is_taken_only_when_told_again(empty_desk: Desk) -> None:
    _watcher(empty_desk, "髙橋 ふみ")
    with pytest.raises(Invalid, match="もう登録されています") as refused:
        _watcher(empty_desk, "高橋ふみ")
    assert refused.value.code == "name.alike"
    empty_desk.partners.add({"kind": PartnerKind.MINSEI, "name": "高橋ふみ"})
    twin = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "高橋ふみ"}, although_alike=True)
    assert len(empty_desk.partners.all()) == 3
    assert empty_desk.partners.change(twin.id, {"role": "班長"}).role == "班長"


def test_partners_come_by_kind_and_reading_and_retired_ones_only_when_asked(empty_desk: Desk) -> None:
    body = empty_desk.partners.add({"kind": PartnerKind.BODY, "name": "見本会館", "kana": "アア"})
    late = _watcher(empty_desk, "山", kana="ヤマ")
    early = _watcher(empty_desk, "青", kana="アオ")
    bare = _watcher(empty_desk, "阿")
    empty_desk.partners.retire(late.id)

    assert empty_desk.partners.all() == (early, bare, body)
    assert [one.id for one in empty_desk.partners.all(PartnerKind.WATCHER, with_retired=True)] == [
        early.id,
        late.id,
        bare.id,
    ]
    assert empty_desk.partners.retire(late.id, retired=False).retired is False


def test_someone_is_in_charge_from_the_first_to_the_last_day(empty_desk: Desk) -> None:
    watcher, person = _watcher(empty_desk), _person(empty_desk)
    empty_desk.people.put_in_charge(person, Charge(partner_id=watcher.id, since=YESTERDAY))
    empty_desk.people.end_charge(person, watcher.id, TODAY)

    in_charge = [
        empty_desk.people.get(person).in_charge_on(day) for day in (date(2026, 11, 20), YESTERDAY, TODAY, TOMORROW)
    ]

    assert in_charge == [(), (watcher.id,), (watcher.id,), ()]
    assert [one.id for one in empty_desk.partners.entrusted(watcher.id)] == [person]


def test_a_charge_is_handed_over_without_a_gap_or_an_overlap(empty_desk: Desk) -> None:
    former, new, person = _watcher(empty_desk), _watcher(empty_desk, "次"), _person(empty_desk)
    empty_desk.people.put_in_charge(person, Charge(partner_id=former.id))

    after = empty_desk.people.hand_over_charge(person, former.id, to=new.id, since=TODAY)

    assert after.in_charge_on(YESTERDAY) == (former.id,)
    assert after.in_charge_on(TODAY) == (new.id,)
    told = empty_desk.partners.of_person(person)
    assert [(charge.until, one.id) for charge, one in told] == [(YESTERDAY, former.id), (None, new.id)]


def test_a_charge_that_began_today_is_handed_over_today(empty_desk: Desk) -> None:
    former, new, person = _watcher(empty_desk), _watcher(empty_desk, "次"), _person(empty_desk)
    empty_desk.people.put_in_charge(person, Charge(partner_id=former.id, since=TODAY))

    after = empty_desk.people.hand_over_charge(person, former.id, to=new.id, since=TODAY)

    assert after.charges == (Charge(partner_id=new.id, since=TODAY),)


def test_a_charge_entered_by_mistake_is_taken_out_again(empty_desk: Desk) -> None:
    watcher, person = _watcher(empty_desk), _person(empty_desk)
    charge = Charge(partner_id=watcher.id)
    empty_desk.people.put_in_charge(person, charge)
    assert empty_desk.people.drop_charge(person, charge, "別の方でした").charges == ()
    with pytest.raises(Invalid):
        empty_desk.people.drop_charge(person, charge, "別の方でした")


def test_charges_that_cannot_be_are_refused(empty_desk: Desk) -> None:
    watcher, person = _watcher(empty_desk), _person(empty_desk)
    with pytest.raises(Invalid, match="担当になっていません"):
        empty_desk.people.end_charge(person, watcher.id, TODAY)
    with pytest.raises(NotFound):
        empty_desk.people.put_in_charge(person, Charge(partner_id="nobody"))
    empty_desk.people.put_in_charge(person, Charge(partner_id=watcher.id, since=TODAY))
    with pytest.raises(Invalid, match="もうなっています"):
        empty_desk.people.put_in_charge(person, Charge(partner_id=watcher.id))
    with pytest.raises(Invalid, match="始まりの日より前"):
        empty_desk.people.end_charge(person, watcher.id, YESTERDAY)
    empty_desk.partners.retire(watcher.id)
    with pytest.raises(Invalid, match="退任"):
        empty_desk.people.put_in_charge(_person(empty_desk, "別"), Charge(partner_id=watcher.id))


def test_after_a_move_the_watcher_of_the_old_area_is_proposed_and_not_ended(empty_desk: Desk) -> None:
    watcher, body, person = _watcher(empty_desk, area=AREA), _watcher(empty_desk, "区の人"), _person(empty_desk)
    for one in (watcher, body):
        empty_desk.people.put_in_charge(person, Charge(partner_id=one.id))
    assert empty_desk.partners.left_behind(person) == ()

    empty_desk.people.move(person, AreaEntry(area="日吉", since=TODAY))

    assert empty_desk.partners.left_behind(person) == (watcher,)
    assert empty_desk.partners.left_behind(person, YESTERDAY) == ()
    assert empty_desk.people.get(person).in_charge_on(TODAY) == (watcher.id, body.id)


def test_lists_of_people_and_of_partners_hear_of_a_changed_partner(empty_desk: Desk) -> None:
    heard: list[Changed] = []
    watcher = _watcher(empty_desk)
    empty_desk.listen(heard.append)
    empty_desk.partners.change(watcher.id, {"name": "見本 あらた"})
    assert heard == [Changed.PARTNERS | Changed.PEOPLE]


def test_every_kind_that_rules_name_stands_in_the_list(empty_desk: Desk) -> None:
    labels = empty_desk.codes.labels("partner_kinds")
    assert {kind: labels[kind] for kind in PartnerKind} == {kind: kind.label for kind in PartnerKind}


@pytest.mark.parametrize(
    "typed", ["みほん", "ふみ", "班ちょう", "1111", "０９０", "午前", "会館", "月よう", "見本ふみ", "ミホン 午前"]
)
def test_a_partner_is_found_by_any_part_of_the_record(empty_desk: Desk, typed: str) -> None:
    one = _watcher(
        empty_desk,
        kana="ミホン フミ",
        role="班ちょう",
        organisation="見本会館",
        phones=("06-6000-1111", "090-0000-2222"),
        hours="午前だけ",
        note="月ようは留守",
    )
    _watcher(empty_desk, "別 人")
    assert [hit.id for hit in empty_desk.search.everywhere(typed)] == [one.id]
