"""A change of the person in charge: nobody without, nobody with one twice, what was stays, one deed undoes it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk
from watchdesk.domain.partner import Charge, Charges, Partner, PartnerKind, on, passed_on
from watchdesk.domain.person import Person
from watchdesk.errors import Invalid

FIRST = date(2026, 11, 1)
DAYS = tuple(FIRST + timedelta(days=number) for number in range(-1, 32))
MAYBE = st.none() | st.sampled_from(DAYS[1:-1])
ALL = ("former", "heir", "other")


@st.composite
def held(draw: st.DrawFn) -> Charges:
    """Charges of the one who goes, of the one who comes, who may be in charge of some already, and of a third."""
    made: list[Charge] = []
    for partner_id in draw(st.lists(st.sampled_from(ALL), max_size=6)):
        since, until = draw(MAYBE), draw(MAYBE)
        if since is not None and until is not None and until < since:
            since, until = until, since
        charge = Charge(partner_id=partner_id, since=since, until=until)
        if not any(one.partner_id == partner_id and one.meets(charge) for one in made):
            made.append(charge)
    return tuple(made)


@given(held(), st.sampled_from(DAYS))
def test_the_heir_stands_for_the_former_on_each_day_and_nobody_is_lost_or_doubled(before: Charges, since: date) -> None:
    try:
        after = passed_on(before, "former", "heir", since)
    except Invalid:  # in charge for a part of the time already
        assert "heir" in {charge.partner_id for charge in before}
        return
    for day in DAYS:
        holding = [charge.partner_id for charge in after if charge.holds_on(day)]
        assert len(set(holding)) == len(holding), day
        stood = set(on(before, day))
        changes = day >= since and "former" in stood
        assert set(holding) == (stood - {"former"} | {"heir"} if changes else stood), day


def watcher(desk: Desk, name: str) -> Partner:
    return desk.partners.add({"kind": PartnerKind.WATCHER, "name": name})


@pytest.fixture
def team(empty_desk: Desk) -> tuple[Partner, Partner, Partner]:
    """The one who goes, the one who comes, and one whom nothing of it concerns."""
    return watcher(empty_desk, "古川 一"), watcher(empty_desk, "新井 二"), watcher(empty_desk, "別所 三")


@pytest.fixture
def people(empty_desk: Desk, team: tuple[Partner, Partner, Partner]) -> tuple[Person, ...]:
    """With every beginning and end, alone and beside another."""
    former, _, other = team
    begins, ends = (None, date(2026, 4, 1), date(2026, 12, 24)), (None, date(2027, 3, 31))
    made = []
    for number, (since, until) in enumerate((since, until) for since in begins for until in ends):
        person = empty_desk.people.register({"family_name": f"試{number}"}, area=AREA)
        empty_desk.people.put_in_charge(person.id, Charge(partner_id=former.id, since=since, until=until))
        if number % 2:
            empty_desk.people.put_in_charge(person.id, Charge(partner_id=other.id))
        made.append(empty_desk.people.get(person.id))
    return tuple(made)


@pytest.mark.parametrize("ticked", [None, slice(0, 3)])
def test_all_or_the_ticked_ones_go_over_and_come_back_as_one(
    empty_desk: Desk, team: tuple[Partner, Partner, Partner], people: tuple[Person, ...], ticked: slice | None
) -> None:
    former, heir, _ = team
    chosen = people if ticked is None else people[ticked]
    told = None if ticked is None else [person.id for person in chosen]

    done = empty_desk.partners.hand_over(former.id, to=heir.id, since=TODAY, people=told)

    assert set(done) == {person.id for person in chosen}
    for before in people:
        after = empty_desk.people.get(before.id)
        assert after.charges == before.charges or before in chosen
        for day in (date(2026, 1, 1), TODAY - timedelta(days=1), TODAY, date(2026, 12, 25), date(2027, 4, 1)):
            names = set(before.in_charge_on(day))
            moved = before in chosen and day >= TODAY and former.id in names
            assert set(after.in_charge_on(day)) == (names - {former.id} | {heir.id} if moved else names)
    empty_desk.undo.undo()
    assert tuple(empty_desk.people.get(person.id) for person in people) == people


def test_the_past_of_each_person_tells_of_the_change(
    empty_desk: Desk, team: tuple[Partner, Partner, Partner], people: tuple[Person, ...]
) -> None:
    former, heir, _ = team
    empty_desk.partners.hand_over(former.id, to=heir.id, since=TODAY)
    newest = empty_desk.history.of_person(people[0].id)[0]
    assert newest.field == "charges"
    assert (former.name in newest.old, heir.name in newest.new) == (True, True)
