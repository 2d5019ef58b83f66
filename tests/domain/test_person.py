"""A person of the register is always right, and never tells a name by accident (contract §1, §3)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent, EndReason, Status
from watchdesk.errors import Invalid

YAMAMOTO = Person(
    id="5f0c",
    family_name="山本",
    given_name="花子",
    family_kana="ヤマモト",
    given_kana="ハナコ",
    created_on=date(2026, 4, 1),
    area_history=(AreaEntry(area="みなと", since=date(2026, 4, 1)), AreaEntry(area="やなぎ", since=date(2026, 5, 1))),
)


def test_only_a_name_and_an_area_are_needed() -> None:
    person = Person(id="5f0c", family_name="山本", created_on=date(2026, 4, 1), area_history=YAMAMOTO.area_history)

    assert person.status_on(date(2026, 4, 1)) is Status.ACTIVE
    consent = person.consent_on(date(2026, 4, 1))
    assert consent is not None
    assert consent.state is Consent.PENDING
    assert person.interval_days == 30


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"family_name": "　"}, "name"),
        ({"area_history": ()}, "area"),
        ({"interval_days": 0}, "interval_days"),
        ({"interval_days": 3661}, "interval_days"),
        ({"postal_code": "550-0013"}, "postal_code"),
        ({"postal_code": "55000１3"}, "postal_code"),
        ({"given_name": ""}, "given_name"),
        ({"town": " "}, "town"),
        ({"notes": "　\n"}, "notes"),
        ({"number": ""}, "number"),
    ],
)
def test_a_person_cannot_exist_wrong(change: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        replace(YAMAMOTO, **change)

    assert refused.value.field == field
    assert str(refused.value).endswith("。")


def test_every_text_that_may_be_missing_is_none_rather_than_blank() -> None:
    may_be_missing = [name for name, kind in Person.__annotations__.items() if kind == (str | None)]

    for name in set(may_be_missing) - {"postal_code"}:
        with pytest.raises(Invalid):
            replace(YAMAMOTO, **{name: " "})  # type: ignore[arg-type]  # any of the fields by its name


def test_a_name_is_shown_as_it_was_entered() -> None:
    assert (YAMAMOTO.name, YAMAMOTO.kana) == ("山本 花子", "ヤマモト ハナコ")
    whole = replace(YAMAMOTO, family_name="山本　花子", given_name=None, given_kana=None)
    assert (whole.name, whole.kana) == ("山本　花子", "ヤマモト")
    assert replace(whole, family_kana=None).kana is None


def test_the_area_of_a_day_follows_the_moves() -> None:
    assert YAMAMOTO.area_on(date(2026, 4, 30)) == "みなと"
    assert YAMAMOTO.area_on(date(2026, 5, 1)) == "やなぎ"
    assert YAMAMOTO.area_on(date(2020, 1, 1)) == "みなと"


def test_an_end_tells_its_reason_from_its_day_on() -> None:
    ended = replace(
        YAMAMOTO,
        status_history=(
            StatusEntry(state=Status.PAUSED, reason="入院"),
            StatusEntry(state=Status.ENDED, since=date(2026, 5, 1), reason="facility"),
        ),
    )

    assert ended.end_reason_on(date(2026, 4, 30)) is None
    assert ended.end_reason_on(date(2026, 5, 1)) is EndReason.FACILITY


def test_no_name_and_no_number_shows_in_a_trace() -> None:
    secret = replace(
        YAMAMOTO,
        number="西-0042",
        birth_date=date(1937, 3, 5),
        town="新町",
        address="4-5-14",
        building="見本荘 201",
        phones=("06-6000-0001",),
        notes="耳が遠い",
        emergency_contacts=(EmergencyContact(name="山本 一郎", relation="長男", phone="090-0000-0001"),),
        extra={"自治会班": "3班"},
        consent_history=(ConsentEntry(state=Consent.AGREED),),
    )

    shown = repr(secret) + repr(secret.emergency_contacts)

    for text in ("山本", "花子", "ヤマモト", "0042", "1937", "新町", "4-5-14", "見本荘", "6000", "耳", "長男", "3班"):
        assert text not in shown
