"""A partner's list: whom each is in charge of, and how all of them go over to another at once."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.partner import Charge, Charges, Partner, PartnerKind, passed_on
from watchdesk.domain.words import EndReason, Status
from watchdesk.errors import Invalid

YESTERDAY, TOMORROW = date(2026, 11, 21), date(2026, 11, 23)


def _watcher(desk: Desk, name: str) -> Partner:
    return desk.partners.add({"kind": PartnerKind.WATCHER, "name": name})


def _person(desk: Desk, name: str, charge: Charge | None = None) -> str:
    person = desk.people.register({"family_name": name, "family_kana": name}, area=AREA, since=date(2026, 1, 1))
    if charge is not None:
        desk.people.put_in_charge(person.id, charge)
    return person.id


def test_a_list_of_partners_counts_the_people_each_is_in_charge_of_today(empty_desk: Desk) -> None:
    busy, idle = _watcher(empty_desk, "見本"), _watcher(empty_desk, "次")
    empty_desk.partners.retire(idle.id)
    now = _person(empty_desk, "イ", Charge(partner_id=busy.id))
    _person(empty_desk, "ロ", Charge(partner_id=busy.id, until=YESTERDAY))
    later = _person(empty_desk, "ハ", Charge(partner_id=busy.id, since=TOMORROW))
    gone = _person(empty_desk, "ニ", Charge(partner_id=busy.id))
    empty_desk.people.set_status(gone, StatusEntry(state=Status.ENDED, since=TODAY, reason=EndReason.MOVED))

    counts = {line.id: line.people for line in empty_desk.partners.lines()}

    assert counts == {busy.id: 1, idle.id: 0}
    assert [one.id for one in empty_desk.partners.entrusted(busy.id)] == [now, later]
    assert empty_desk.partners.entrusted(idle.id) == ()


def test_all_people_of_a_partner_go_over_to_another_in_one_deed(empty_desk: Desk) -> None:
    former, heir = _watcher(empty_desk, "見本"), _watcher(empty_desk, "次")
    ids = [_person(empty_desk, name, Charge(partner_id=former.id)) for name in ("イ", "ロ")]
    also = _person(empty_desk, "ハ", Charge(partner_id=former.id))
    empty_desk.people.put_in_charge(also, Charge(partner_id=heir.id))

    done = empty_desk.partners.hand_over(former.id, to=heir.id, since=TOMORROW)

    assert set(done) == {*ids, also}
    for person_id in done:
        assert heir.id in empty_desk.people.get(person_id).in_charge_on(TOMORROW)
        assert former.id not in empty_desk.people.get(person_id).in_charge_on(TOMORROW)
        assert former.id in empty_desk.people.get(person_id).in_charge_on(TODAY)
    assert len(empty_desk.people.get(also).charges) == 2
    empty_desk.undo.undo()
    assert {one.id for one in empty_desk.partners.entrusted(former.id)} == set(done)
    assert all(one.charge.until is None for one in empty_desk.partners.entrusted(former.id))


def test_chosen_people_only_go_over(empty_desk: Desk) -> None:
    former, heir = _watcher(empty_desk, "見本"), _watcher(empty_desk, "次")
    one, other = (_person(empty_desk, name, Charge(partner_id=former.id)) for name in ("イ", "ロ"))

    assert empty_desk.partners.hand_over(former.id, to=heir.id, since=TODAY, people=(one,)) == (one,)
    assert [left.id for left in empty_desk.partners.entrusted(former.id)] == [other]


def test_what_cannot_be_handed_over_is_refused_and_nothing_changes(empty_desk: Desk) -> None:
    former, heir, retired = (_watcher(empty_desk, name) for name in ("見本", "次", "前"))
    empty_desk.partners.retire(retired.id)
    person = _person(empty_desk, "イ", Charge(partner_id=former.id))
    partly = _person(empty_desk, "ロ", Charge(partner_id=former.id))
    empty_desk.people.put_in_charge(partly, Charge(partner_id=heir.id, until=TOMORROW))
    before = empty_desk.people.get(person)

    for to, people, code in (
        (former.id, None, "to.same"),
        (retired.id, None, "to.retired"),
        (heir.id, None, "to.partly"),
        (heir.id, (), "people.none"),
    ):
        with pytest.raises(Invalid) as refused:
            empty_desk.partners.hand_over(former.id, to=to, since=TODAY, people=people)
        assert refused.value.code == code
    assert empty_desk.people.get(person) == before


DAYS = st.one_of(st.none(), st.dates(date(2026, 11, 1), date(2026, 11, 30)))


@st.composite
def charges(draw: st.DrawFn) -> Charges:
    """Charges of two partners and a third who never gives way."""
    made: list[Charge] = []
    for partner_id in draw(st.lists(st.sampled_from(["former", "other"]), max_size=4)):
        since, until = draw(DAYS), draw(DAYS)
        if since is not None and until is not None and until < since:
            since, until = until, since
        charge = Charge(partner_id=partner_id, since=since, until=until)
        if not any(one.partner_id == partner_id and one.meets(charge) for one in made):
            made.append(charge)
    return tuple(made)


@given(charges(), st.dates(date(2026, 11, 1), date(2026, 11, 30)), st.dates(date(2026, 10, 31), date(2026, 12, 1)))
def test_on_every_day_exactly_the_heir_stands_where_the_former_stood(held: Charges, since: date, day: date) -> None:
    after = passed_on(held, "former", "heir", since)

    def on(charges: Charges, partner_id: str) -> bool:
        return any(one.partner_id == partner_id and one.holds_on(day) for one in charges)

    was = on(held, "former")
    assert on(after, "former") == (was and day < since)
    assert on(after, "heir") == (was and day >= since)
    assert on(after, "other") == on(held, "other")


def test_somebody_new_is_taken_in_and_put_in_charge_as_one_deed(empty_desk: Desk) -> None:
    person = _person(empty_desk, "イ")

    added = empty_desk.partners.add_in_charge({"kind": PartnerKind.WATCHER, "name": "手本"}, person, since=TODAY)

    assert empty_desk.people.get(person).charges == (Charge(partner_id=added.id, since=TODAY),)
    empty_desk.undo.undo()
    assert empty_desk.people.get(person).charges == ()
    assert empty_desk.partners.get(added.id).retired


def test_somebody_new_takes_over_as_one_deed(empty_desk: Desk) -> None:
    former = _watcher(empty_desk, "見本")
    person = _person(empty_desk, "イ", Charge(partner_id=former.id))

    heir = empty_desk.partners.add_in_charge(
        {"kind": PartnerKind.WATCHER, "name": "手本"}, person, since=TODAY, instead_of=former.id
    )

    assert empty_desk.people.get(person).charges == (
        Charge(partner_id=former.id, until=YESTERDAY),
        Charge(partner_id=heir.id, since=TODAY),
    )
    empty_desk.undo.undo()
    assert empty_desk.people.get(person).charges == (Charge(partner_id=former.id),)


def test_nobody_new_is_left_on_the_list_where_the_charge_is_refused(empty_desk: Desk) -> None:
    former = _watcher(empty_desk, "見本")
    person = _person(empty_desk, "イ", Charge(partner_id=former.id, until=YESTERDAY))

    with pytest.raises(Invalid) as refused:
        empty_desk.partners.add_in_charge(
            {"kind": PartnerKind.WATCHER, "name": "手本"}, person, since=TODAY, instead_of=former.id
        )

    assert refused.value.kind == "not_in_charge"
    assert [one.name for one in empty_desk.partners.all(with_retired=True)] == ["見本"]
