"""Telephone numbers in form, and the words that stand with them kept."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.phone import phone_in_form, phones_in_form, split_phones
from watchdesk.errors import Invalid


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("06-6045-4730", "06-6045-4730"),
        ("０６－６０４５－４７３０", "06-6045-4730"),
        ("０６−６０４５‐４７３０", "06-6045-4730"),
        ("(06)6045-4730", "06-6045-4730"),
        ("（06）6045－4730", "06-6045-4730"),
        ("06(6045)4730", "06-6045-4730"),
        ("06 6045 4730", "06-6045-4730"),
        ("06.6045.4730", "06-6045-4730"),
        ("0660454730", "06-6045-4730"),
        ("06-60454730", "06-6045-4730"),
        ("+81-6-6045-4730", "06-6045-4730"),
        ("+81 (0)6-6045-4730", "06-6045-4730"),
        ("+819000123456", "090-0012-3456"),
        ("09000123456", "090-0012-3456"),
        ("080-00123456", "080-0012-3456"),
        ("070-0012-3456", "070-0012-3456"),
        ("05000123456", "050-0012-3456"),
        ("0300001234", "03-0000-1234"),
        ("0120000123", "0120-000-123"),
        ("0570000123", "0570-000-123"),
        ("0800-000-1234", "0800-000-1234"),
        ("TEL：06-6045-4730", "06-6045-4730"),
        ("℡06-6045-4730", "06-6045-4730"),
    ],
)
def test_a_number_is_put_into_half_width_with_hyphens(text: str, form: str) -> None:
    assert phone_in_form(text) == form


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("0743-00-1234", "0743-00-1234"),
        ("(0743)00-1234", "0743-00-1234"),
        ("０７４３００１２３４", "0743001234"),
        ("6045-4730", "6045-4730"),
        ("60454730", "60454730"),
        ("06-604-4730", "06-604-4730"),
        ("6045473012345", "6045473012345"),
        ("119", "119"),
    ],
)
def test_what_the_numbering_plan_does_not_tell_is_not_guessed(text: str, form: str) -> None:
    assert phone_in_form(text) == form


@pytest.mark.parametrize("text", ["", " ", "なし", "－", "不明", "06-6045-4730/090-0012-3456"])
def test_none_and_several_are_refused_where_one_is_wanted(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        phone_in_form(text)
    assert refused.value.field == "phones"
    assert str(refused.value).endswith("ご入力ください。")


@pytest.mark.parametrize("between", ["/", "／", " / ", "、", ",", "，", "・", "\n", "\r\n", "　", " ", ";", " または "])
def test_several_numbers_are_parted(between: str) -> None:
    assert phones_in_form(f"06-6045-4730{between}090-0012-3456") == ("06-6045-4730", "090-0012-3456")


def test_a_blank_cell_has_no_numbers_and_words_alone_are_refused() -> None:
    assert phones_in_form("　") == ()
    with pytest.raises(Invalid, match="「なし」には電話番号がありません。"):
        phones_in_form("なし")


@pytest.mark.parametrize(
    ("text", "remarks"),
    [
        ("06-6045-4730（自宅）／090-0012-3456（長女）", ("自宅", "長女")),
        ("06-6045-4730(長女・同居)、090-0012-3456(次女)", ("長女・同居", "次女")),
        ("06-6045-4730／090-0012-3456 長女", ("", "長女")),
        ("自宅06-6045-4730 携帯090-0012-3456", ("自宅", "携帯")),
        ("長女：06-6045-4730、次女：090-0012-3456", ("長女", "次女")),
        ("06-6045-4730 長女 090-0012-3456 次女", ("長女", "次女")),
        ("06-6045-4730 FAX 06-6045-4731", ("", "FAX")),
        ("06-6045-4730(090-0012-3456)", ("", "")),
        ("TEL 06-6045-4730 / 電話：090-0012-3456", ("", "")),
        ("自宅 06-6045-4730 (夜のみ) / 090-0012-3456", ("自宅、夜のみ", "")),
    ],
)
def test_words_beside_a_number_are_kept_with_it(text: str, remarks: tuple[str, str]) -> None:
    numbers = split_phones(text)
    assert len(numbers) == 2
    assert tuple(remark for _, remark in numbers) == remarks


def test_an_extension_is_a_remark_and_no_part_of_the_number() -> None:
    assert split_phones("06-6045-4730 内線12") == (("06-6045-4730", "内線12"),)


def test_a_local_number_beside_a_full_one_is_kept_apart() -> None:
    assert phones_in_form("06-6045-4730 / 6045-4731") == ("06-6045-4730", "6045-4731")


@given(st.text() | st.text(alphabet="0６-－()（）+81９ 　/、・長女TEL内線\n", max_size=40))
def test_no_text_brings_anything_but_numbers_or_a_sentence(text: str) -> None:
    with contextlib.suppress(Invalid):
        for number in phones_in_form(text):
            assert number
            assert set(number) <= set("0123456789-")
            assert phone_in_form(number) == number


@given(st.integers(0, 99_999_999), st.sampled_from(["06", "090", "080", "070", "050"]))
def test_any_number_of_a_known_kind_has_one_form_however_it_is_written(rest: int, start: str) -> None:
    digits = f"{rest:08}"
    form = f"{start}-{digits[:4]}-{digits[4:]}"
    for written in (form, f"{start}{digits}", f"({start}){digits[:4]}-{digits[4:]}", form.replace("-", " ")):
        assert phone_in_form(written) == form
