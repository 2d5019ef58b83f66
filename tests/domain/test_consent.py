"""Nothing with a name leaves for a receiver unless its person agreed to it (contract §1; architecture, decision 7)."""

from collections.abc import Sequence
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.consent import (
    HIDDEN,
    Disclosed,
    Purpose,
    Withheld,
    address_for_print,
    disclose,
)
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent

DAY = date(2026, 5, 10)
FORM = frozenset({"mimamori_in", "soudanshitsu"})


def person_with(*consents: ConsentEntry, person_id: str = "p") -> Person:
    return Person(
        id=person_id,
        family_name="見本",
        created_on=date(2026, 1, 5),
        area_history=(AreaEntry(area="みなと"),),
        consent_history=consents,
    )


def given_to(receiver: str, people: Sequence[Person], day: date = DAY) -> Disclosed[str]:
    return disclose(
        ((person, f"row of {person.id}") for person in people),
        purpose=Purpose.ROSTER,
        receiver=receiver,
        day=day,
        default_recipients=FORM,
    )


def reason_for(receiver: str, *consents: ConsentEntry, day: date = DAY) -> list[Withheld]:
    found = given_to(receiver, [person_with(*consents)], day)
    return [reason for reason, number in found.withheld.items() if number]


@pytest.mark.parametrize(
    ("state", "reason"),
    [
        (Consent.REFUSED, Withheld.REFUSED),
        (Consent.PENDING, Withheld.PENDING),
        (Consent.WITHDRAWN, Withheld.WITHDRAWN),
    ],
)
def test_without_agreement_nothing_is_given_out_even_to_named_receivers(state: Consent, reason: Withheld) -> None:
    assert reason_for("soudanshitsu", ConsentEntry(state=state, recipients=("soudanshitsu",))) == [reason]


def test_without_any_consent_on_record_nothing_is_given_out() -> None:
    assert reason_for("soudanshitsu") == [Withheld.NONE]
    assert reason_for("soudanshitsu", ConsentEntry(state=Consent.AGREED, since=date(2026, 5, 11))) == [Withheld.NONE]


def test_agreement_covers_the_receivers_it_names_and_no_other() -> None:
    agreed = ConsentEntry(state=Consent.AGREED, recipients=("hokenfukushi",))

    assert reason_for("hokenfukushi", agreed) == []
    assert reason_for("soudanshitsu", agreed) == [Withheld.NOT_COVERED]


def test_agreement_that_names_nobody_covers_those_printed_on_the_form() -> None:
    agreed = ConsentEntry(state=Consent.AGREED)

    assert reason_for("soudanshitsu", agreed) == []
    assert reason_for("hokenfukushi", agreed) == [Withheld.NOT_COVERED]


def test_the_consent_of_the_day_decides() -> None:
    history = (
        ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1)),
        ConsentEntry(state=Consent.WITHDRAWN, since=date(2026, 5, 1)),
    )

    assert reason_for("soudanshitsu", *history, day=date(2026, 4, 30)) == []
    assert reason_for("soudanshitsu", *history, day=date(2026, 5, 1)) == [Withheld.WITHDRAWN]


def test_neither_an_expired_term_nor_the_wish_for_no_visits_withholds() -> None:
    agreed = ConsentEntry(state=Consent.AGREED, watch=False, valid_until=date(2026, 3, 31))

    assert reason_for("soudanshitsu", agreed) == []


@given(st.lists(st.tuples(st.sampled_from(Consent), st.sampled_from([(), ("soudanshitsu",), ("family",)])), max_size=8))
def test_every_row_is_either_given_out_or_counted_as_withheld(
    consents: list[tuple[Consent, tuple[str, ...]]],
) -> None:
    people = [
        person_with(ConsentEntry(state=state, recipients=recipients), person_id=f"p{position}")
        for position, (state, recipients) in enumerate(consents)
    ]

    found = given_to("soudanshitsu", people)

    assert found.provided + sum(found.withheld.values()) == len(people)
    assert sum(found.withheld.values()) == len(found.withheld_ids)
    assert set(found.withheld) == set(Withheld)
    agreed = [
        position
        for position, (state, recipients) in enumerate(consents)
        if state == "agreed" and recipients != ("family",)
    ]
    assert found.rows == tuple(f"row of p{position}" for position in agreed)


def test_only_the_gate_makes_what_may_leave() -> None:
    through = given_to("soudanshitsu", [person_with(ConsentEntry(state=Consent.PENDING))])

    with pytest.raises(TypeError, match="disclose"):
        Disclosed(
            rows=("row of p",),
            withheld={},
            withheld_ids=(),
            purpose=Purpose.ROSTER,
            receiver="soudanshitsu",
            day=DAY,
        )
    with pytest.raises(TypeError, match="disclose"):
        replace(through, rows=("row of p",))
    with pytest.raises(FrozenInstanceError):
        through.rows = ("row of p",)  # type: ignore[misc]  # the mistake that is tested
    with pytest.raises(TypeError):
        through.withheld[Withheld.PENDING] = 0  # type: ignore[index]  # the mistake that is tested


# --- 秘匿 ---------------------------------------------------------------------------------------------------------

SOMEBODY = replace(
    person_with(),
    town="新町",
    address="4-5-14",
    building="見本荘 201",
    phones=("06-6000-0001", "090-0000-0001"),
)


def test_the_address_is_printed_in_one_line() -> None:
    assert address_for_print(SOMEBODY) == "新町4-5-14 見本荘 201"
    assert address_for_print(replace(SOMEBODY, building=None)) == "新町4-5-14"
    assert address_for_print(person_with()) == ""


def test_a_hidden_address_is_never_printed() -> None:
    hidden = replace(SOMEBODY, hidden=True)

    assert address_for_print(hidden) == HIDDEN == "秘匿"
    assert address_for_print(replace(person_with(), hidden=True)) == HIDDEN


def test_the_line_of_a_hidden_person_cannot_hold_an_address_or_a_phone() -> None:
    line = PersonLine(
        id="p",
        name="見本",
        town="新町",
        address="4-5-14",
        building="見本荘 201",
        phones=("06-6000-0001",),
        hidden=True,
    )

    assert (line.town, line.address, line.building, line.phones) == (None, "秘匿", None, ("秘匿",))
    assert replace(line, address="4-5-14").address == "秘匿"
