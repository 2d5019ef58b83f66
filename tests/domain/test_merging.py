"""What two records become and what each is again: nothing of the other stays behind, nothing written since goes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.merging import MERGED_FIELDS, Which, chosen, differing, options, parted, proposal
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, Status

DAY = date(2026, 11, 22)


def person(person_id: str = "p1", **values: Any) -> Person:
    made: dict[str, Any] = {"family_name": "見本", "area_history": (AreaEntry(area="みなと"),), "created_on": DAY}
    return Person(id=person_id, **made | values)


def merged(kept: Person, gone: Person) -> Person:
    return chosen(kept, gone, {name: proposal(kept, gone, name, DAY) for name in differing(kept, gone)})


def test_every_field_of_a_person_is_compared_or_belongs_to_the_record() -> None:
    assert set(Person.__dataclass_fields__) - set(MERGED_FIELDS) == {"id", "created_on", "created_by", "created_at"}


@pytest.mark.parametrize("field", MERGED_FIELDS)
def test_each_option_of_each_field_can_be_chosen(field: str) -> None:
    kept, gone = person(), person("p2", notes="覚え", phones=("06-6000-0001",), extra={"班": "3"})
    for which in options(field):
        assert chosen(kept, gone, {field: which}).id == "p1"


def test_a_whole_name_in_one_field_gives_way_to_the_name_in_two() -> None:
    kept, gone = person(family_name="見本ハナ"), person("p2", family_name="見本", given_name="ハナ")
    one = merged(kept, gone)
    assert (one.family_name, one.given_name) == ("見本", "ハナ")


def test_another_name_is_not_completed_by_half() -> None:
    one = merged(person(family_name="見本"), person("p2", family_name="別", given_name="太郎"))
    assert (one.family_name, one.given_name) == ("見本", None)


def test_of_two_intervals_the_one_that_was_set_stands_and_secrecy_wins() -> None:
    one = merged(person(interval_days=30), person("p2", interval_days=7, hidden=True))
    assert (one.interval_days, one.hidden) == (7, True)
    assert merged(person(interval_days=14), person("p2", interval_days=7)).interval_days == 14


def test_texts_under_the_same_heading_are_both_kept() -> None:
    one = merged(person(extra={"班": "3", "備考": "犬"}), person("p2", extra={"班": "4", "備考": "犬"}))
    assert dict(one.extra) == {"班": "3", "備考": "犬", "班（まとめた記録）": "4"}


def test_histories_stand_in_the_order_of_their_days() -> None:
    kept = person(consent_history=(ConsentEntry(state=Consent.AGREED, since=date(2026, 3, 1)),))
    gone = person(
        "p2",
        consent_history=(
            ConsentEntry(state=Consent.REFUSED, since=date(2025, 1, 1)),
            ConsentEntry(state=Consent.WITHDRAWN, since=date(2026, 9, 1)),
        ),
    )
    assert [entry.state for entry in merged(kept, gone).consent_history] == [
        Consent.REFUSED,
        Consent.AGREED,
        Consent.WITHDRAWN,
    ]


def test_agreeing_anew_on_the_day_of_a_withdrawal_still_holds() -> None:
    day = date(2026, 3, 1)
    again = (ConsentEntry(state=Consent.WITHDRAWN, since=day), ConsentEntry(state=Consent.AGREED, since=day))
    entry = merged(person(consent_history=again), person("p2")).consent_on(DAY)
    assert entry is not None
    assert entry.state is Consent.AGREED


@given(
    own=st.lists(st.sampled_from("abc"), unique=True),
    theirs=st.lists(st.sampled_from("abcde"), unique=True),
    since=st.lists(st.sampled_from("xyz"), unique=True),
)
def test_what_came_with_the_other_goes_and_what_came_since_stays(
    own: list[str], theirs: list[str], since: list[str]
) -> None:
    kept, gone = person(phones=tuple(own)), person("p2", phones=tuple(theirs))
    after = chosen(kept, gone, {"phones": Which.BOTH})
    present = replace(after, phones=(*after.phones, *since))
    again = parted(present, {"phones": kept.phones}, {"phones": after.phones})
    assert again.person.phones == (*own, *since)
    assert again.rewritten == (("phones",) if since else ())


def test_an_entry_that_a_merge_gave_up_is_there_again_although_the_history_went_on() -> None:
    pending = (ConsentEntry(state=Consent.PENDING),)
    agreed = ConsentEntry(state=Consent.AGREED, since=date(2026, 3, 1))
    kept, gone = person(consent_history=pending), person("p2", consent_history=(agreed,))
    after = merged(kept, gone)
    assert after.consent_history == (agreed,)
    refused = ConsentEntry(state=Consent.REFUSED, since=DAY)
    present = replace(after, consent_history=(agreed, refused))
    again = parted(present, {"consent_history": pending}, {"consent_history": after.consent_history})
    assert again.person.consent_history == (*pending, refused)


def test_a_status_that_would_be_another_one_today_is_not_proposed() -> None:
    ended = (StatusEntry(state=Status.ACTIVE), StatusEntry(state=Status.ENDED, since=date(2026, 1, 1)))
    assert proposal(person(), person("p2", status_history=ended), "status_history", DAY) is Which.KEPT
    old = (StatusEntry(state=Status.PAUSED, since=date(2025, 1, 1), until=date(2025, 2, 1)),)
    assert proposal(person(), person("p2", status_history=old), "status_history", DAY) is Which.BOTH
