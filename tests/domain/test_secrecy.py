"""A hidden person's address and phones are found in free texts however they are written, and nothing else is."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.histories import AreaEntry
from watchdesk.domain.person import Person
from watchdesk.domain.secrecy import WHEREABOUTS, Whereabouts, whereabouts, without_whereabouts

HIDDEN = Person(
    id="p",
    family_name="見本",
    created_on=date(2026, 1, 5),
    area_history=(AreaEntry(area="みなと"),),
    town="新町",
    address="4-5-14",
    building="見本荘 201",
    postal_code="5500013",
    phones=("06-6000-0001", "090-0000-0001"),
    hidden=True,
)


@pytest.mark.parametrize(
    "told",
    [
        "新町4-5-14",
        "新町４－５－１４",
        "新町 4丁目5番14号",
        "4-5-14",
        "見本荘 201",
        "見本荘２０１",
        "06-6000-0001",
        "０６－６０００－０００１",
        "09000000001",
        "550-0013",
        "〒550-0013",
    ],
)
def test_it_is_masked_however_it_is_written(told: str) -> None:
    masked = without_whereabouts(f"今は{told}においでです。", HIDDEN)
    assert masked.startswith("今は秘匿")
    assert not any(letter.isdigit() for letter in masked)
    assert without_whereabouts(f"今は{told}です。", replace(HIDDEN, hidden=False)) == f"今は{told}です。"


@pytest.mark.parametrize(
    "text", ["4-5-141", "14-5-14", "血圧 145", "4-5日お留守", "新町まで買い物", "06-6000-0002", ""]
)
def test_whatever_else_is_written_stays(text: str) -> None:
    assert without_whereabouts(text, HIDDEN) == text


def test_of_whom_nothing_is_known_nothing_is_masked() -> None:
    unknown = replace(HIDDEN, town=None, address=None, building=None, postal_code=None, phones=())
    assert without_whereabouts("新町4-5-14", unknown) == "新町4-5-14"
    assert without_whereabouts("新町4-5-14", replace(unknown, address="---")) == "新町4-5-14"
    assert whereabouts(unknown) == Whereabouts()


def test_whereabouts_are_the_fields_kept_secret_and_are_not_shown_in_a_log() -> None:
    found = whereabouts(HIDDEN)
    assert {name: getattr(found, name) for name in WHEREABOUTS} == {name: getattr(HIDDEN, name) for name in WHEREABOUTS}
    assert repr(found) == "Whereabouts()"


@given(st.text(), st.text(min_size=1, max_size=8), st.text(max_size=8))
def test_any_text_and_any_address_can_be_masked(text: str, address: str, building: str) -> None:
    person = replace(HIDDEN, address=address.strip() or None, building=building.strip() or None)
    masked = without_whereabouts(f"{text} 06-6000-0001", person)
    assert "06-6000-0001" not in masked


def test_a_room_kept_with_its_suffix_is_masked_without_it_too() -> None:
    person = replace(HIDDEN, building="見本荘201号室")
    assert without_whereabouts("見本荘201に届けた。", person) == "秘匿に届けた。"
