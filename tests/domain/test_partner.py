"""Charges hold from their first to their last day, never twice for one partner, and are handed over without a gap."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain import partner
from watchdesk.domain.partner import Charge
from watchdesk.errors import Invalid

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))


@st.composite
def any_charge(draw: st.DrawFn) -> Charge:
    since, until = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if since is not None and until is not None and until < since:
        since, until = until, since
    return Charge(partner_id=draw(st.sampled_from("abc")), since=since, until=until)


CHARGES = any_charge()


def entered(many: list[Charge]) -> tuple[Charge, ...]:
    """As many of them as can stand together."""
    found: tuple[Charge, ...] = ()
    for one in many:
        try:
            found = partner.with_charge(found, one)
        except Invalid:
            assert any(one.partner_id == other.partner_id and one.meets(other) for other in found)
    return found


@given(st.lists(CHARGES, max_size=6), DAYS)
def test_nobody_is_in_charge_twice_on_a_day(many: list[Charge], day: date) -> None:
    charges = entered(many)
    holding = [charge.partner_id for charge in charges if charge.holds_on(day)]
    assert len(set(holding)) == len(holding)
    assert partner.on(charges, day) == tuple(holding)


@given(CHARGES, CHARGES, DAYS)
def test_two_charges_meet_where_they_share_a_day(one: Charge, other: Charge, day: date) -> None:
    assert one.meets(other) == other.meets(one)
    if one.holds_on(day) and other.holds_on(day):
        assert one.meets(other)


@given(DAYS, DAYS)
def test_a_charge_is_handed_over_without_a_gap(first: date, change: date) -> None:
    after = partner.handed_over((Charge(partner_id="a", since=first),), "a", "b", change)
    assert partner.on(after, change - timedelta(days=1)) == (("a",) if first < change else ())
    assert partner.on(after, max(first, change)) == ("b",)


def test_whoever_is_not_in_charge_hands_nothing_over() -> None:
    past = (Charge(partner_id="a", until=date(2026, 10, 31)),)
    with pytest.raises(Invalid, match="担当になっていません"):
        partner.handed_over(past, "a", "b", date(2026, 11, 1))


def test_the_latest_charge_of_a_partner_is_the_one_that_ends() -> None:
    earlier = Charge(partner_id="a", since=date(2026, 1, 1), until=date(2026, 2, 1))
    later = Charge(partner_id="a", since=date(2026, 4, 1))
    assert partner.with_end((later, earlier), "a", date(2026, 5, 1)) == (
        Charge(partner_id="a", since=date(2026, 4, 1), until=date(2026, 5, 1)),
        earlier,
    )
