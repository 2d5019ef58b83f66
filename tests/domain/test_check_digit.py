"""The check digit of a sheet: every wrong digit and every two that changed places are found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.check_digit import check_digit, read, shown
from watchdesk.errors import Invalid

NUMBERS = st.integers(min_value=1, max_value=999_999_999)


def typed(number: int) -> str:
    return f"{number}{check_digit(number)}"


@given(NUMBERS)
def test_a_number_is_read_as_it_is_printed_and_as_bare_digits(number: int) -> None:
    assert read(shown(number)) == number
    assert read(typed(number)) == number


@given(NUMBERS, st.data())
def test_every_wrong_digit_is_found(number: int, data: st.DataObject) -> None:
    right = typed(number)
    at = data.draw(st.integers(min_value=0, max_value=len(right) - 1))
    wrong = data.draw(st.sampled_from(sorted(set("0123456789") - {right[at]})))
    with pytest.raises(Invalid):
        read(right[:at] + wrong + right[at + 1 :])


@given(NUMBERS, st.data())
def test_every_two_digits_that_changed_places_are_found(number: int, data: st.DataObject) -> None:
    right = typed(number)
    pairs = [at for at in range(len(right) - 1) if right[at] != right[at + 1]]
    if pairs:
        at = data.draw(st.sampled_from(pairs))
        with pytest.raises(Invalid):
            read(right[:at] + right[at + 1] + right[at] + right[at + 2 :])


def test_all_numbers_of_a_desk_are_proof_against_one_wrong_digit_and_one_swap() -> None:
    right = {typed(number) for number in range(1, 3000)}
    for number in range(1, 300):
        text = typed(number)
        wrong = {text[:at] + digit + text[at + 1 :] for at in range(len(text)) for digit in "0123456789"}
        wrong |= {text[:at] + text[at + 1] + text[at] + text[at + 2 :] for at in range(len(text) - 1)}
        assert wrong & right == {text}


@pytest.mark.parametrize("text", ["572-4", "第572-4号", "５７２４", " 572 4 ", "５７２－４", "第５７２－４号"])
def test_it_is_read_in_any_width(text: str) -> None:
    assert read(text) == 572


@pytest.mark.parametrize(
    ("text", "kind"), [("", "unreadable"), ("4", "unreadable"), ("あ", "unreadable"), ("00", "wrong_check_digit")]
)
def test_what_is_no_number_says_what_to_type(text: str, kind: str) -> None:
    with pytest.raises(Invalid) as fault:
        read(text)
    assert fault.value.kind == kind
    assert str(fault.value).endswith("。")


def test_the_published_example_holds() -> None:
    assert check_digit(572) == 4
