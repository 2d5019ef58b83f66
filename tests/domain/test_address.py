"""Addresses of 西区 in form, split from their building, and the order in which a street is walked."""

import contextlib
import csv
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchdesk.domain.address import (
    Address,
    changed_more_than_width,
    in_form,
    postal_code_in_form,
    room_of,
    split_address,
    walking_key,
)
from watchdesk.errors import Invalid

TOWN_LIST = Path(__file__).parents[2] / "resources" / "codes" / "towns.csv"
TOWNS = tuple(row["town"] for row in csv.DictReader(TOWN_LIST.read_text(encoding="utf-8-sig").splitlines()))
CELL = st.text() | st.text(alphabet="大阪市西区新町九条南一二十丁目番地号の室0１2-－ー 　コーポ〒靭本B階F", max_size=24)


@pytest.mark.parametrize(
    "text",
    [
        "新町4-5-14", "新町４－５－１４", "新町４丁目５番１４号", "新町四丁目五番十四号", "新町四丁目5番14号",
        "新町4丁目5-14", "新町4ー5ー14", "新町4‐5−14", "新町４丁目５番地の１４", "新町4丁目5番地14", "新町4の5の14",
        "新町４ノ５ノ１４", "新町 4 - 5 - 14", "新町 ４丁目 ５番 １４号", "大阪市西区新町4-5-14",
        "大阪府大阪市西区新町4-5-14", "西区新町4-5-14", "大阪府　大阪市　西区　新町　4-5-14",
        "〒550-0013 大阪市西区新町4-5-14", "550-0013新町4-5-14", "〒5500013新町4-5-14", "新町04-05-14",
        "新町四-五-十四", "新町4-5-14号", "新町4丁目-5-14", "　新町4-5-14\n",
    ],
)  # fmt: skip
def test_every_way_of_writing_an_address_has_one_form(text: str) -> None:
    assert split_address(text, TOWNS) == Address(town="新町", address="4-5-14")


@pytest.mark.parametrize(
    ("text", "address", "building"),
    [
        ("北堀江４丁目１４－２４　エスポワール北堀江1103", "4-14-24", "エスポワール北堀江1103"),
        ("北堀江4-14-24エスポワール北堀江1103", "4-14-24", "エスポワール北堀江1103"),
        ("北堀江4丁目14番24号三和ハイツ", "4-14-24", "三和ハイツ"),
        ("北堀江四丁目十四番二十四号三和ハイツ", "4-14-24", "三和ハイツ"),
        ("北堀江4-14-24 ﾗｲﾌﾊﾟﾚｽ６１１", "4-14-24", "ﾗｲﾌﾊﾟﾚｽ６１１"),
        ("北堀江4-14-24\nコーポ北堀江 1-103", "4-14-24", "コーポ北堀江 1-103"),
        ("北堀江4-14-24-405", "4-14-24", "405"),
        ("北堀江4丁目14番24号405号室", "4-14-24", "405号室"),
        ("北堀江4-14-24-405号", "4-14-24", "405号"),
        ("北堀江4-14-24 3F", "4-14-24", "3F"),
        ("北堀江4-14-24-3F", "4-14-24", "3F"),
        ("北堀江4-14-24、コーポ", "4-14-24", "コーポ"),
        ("北堀江4-14-24（コーポ103）", "4-14-24", "（コーポ103）"),
        ("北堀江4-14-24の2", "4-14-24-2", None),
        ("北堀江4-14", "4-14", None),
        ("北堀江4丁目市営北堀江住宅3-405", "4", "市営北堀江住宅3-405"),
        ("北堀江4-14 2棟305", "4-14", "2棟305"),
        ("北堀江　コーポ北堀江103", None, "コーポ北堀江103"),
        ("北堀江", None, None),
    ],
)
def test_a_building_in_the_same_cell_is_parted_from_the_number(
    text: str, address: str | None, building: str | None
) -> None:
    assert split_address(text, TOWNS) == Address(town="北堀江", address=address, building=building)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("靭本町1-2-3", "靱本町"), ("靱本町１丁目２番３号", "靱本町"), ("江の子島1-2-3", "江之子島"),
        ("江ノ子島1-2-3", "江之子島"), ("九条南1-2-3", "九条南"), ("九条1-2-3", "九条"), ("九条一丁目2-3", "九条"),
        ("大阪市西区西本町1-2-3", "西本町"), ("西本町1-2-3", "西本町"), ("土佐堀1-2-3", "土佐堀"),
        ("本田1-2-3", "本田"),
    ],
)  # fmt: skip
def test_the_town_is_the_longest_known_one_in_its_official_letters(text: str, town: str) -> None:
    assert split_address(text, iter(TOWNS)) == Address(town=town, address="1-2-3")


@pytest.mark.parametrize(
    "text", ["大阪市港区弁天1-2-3", "堺市西区鳳1-2", "新町コーポ103", "本田小学校前", "施設入所中", "大阪市北区"]
)
def test_an_address_of_another_place_stays_whole(text: str) -> None:
    assert split_address(f" {text}　", TOWNS) == Address(address=text)


def test_an_address_without_its_town_is_put_in_form() -> None:
    assert split_address("４丁目５番１４号　コーポ", TOWNS) == Address(address="4-5-14", building="コーポ")
    assert split_address("", TOWNS) == Address()


def test_an_address_is_shown_in_one_line() -> None:
    assert Address(town="新町", address="4-5-14", building="コーポ新町103").line == "新町4-5-14 コーポ新町103"
    assert Address(town="新町", address="4-5-14").line == "新町4-5-14"
    assert Address().line == ""


def test_an_address_shows_nothing_of_itself_in_a_trace() -> None:
    assert "新町" not in repr(Address(town="新町", address="4-5-14", building="コーポ新町103"))


def test_every_town_of_the_ward_is_known_in_an_address() -> None:
    assert len(TOWNS) == 18
    assert {split_address(f"大阪市西区{town}１丁目2番3号", TOWNS).town for town in TOWNS} == set(TOWNS)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("1丁目2番３号", "1-2-3"), ("１－２－３", "1-2-3"), ("1丁目2-3", "1-2-3"), ("1ー2ー3", "1-2-3"),
        ("1丁目2番地の3", "1-2-3"), ("一丁目二番三号", "1-2-3"), ("立売堀一丁目2番３号", "立売堀1-2-3"),
        ("九条二丁目3-4", "九条2-3-4"), ("1-2-3-405", "1-2-3-405"), ("1-2-3　コーポ", "1-2-3 コーポ"),
        ("1番3号405号室", "1-3 405号室"), ("三軒家東", "三軒家東"), ("", ""),
        ("〒550-0013 新町４丁目", "〒550-0013 新町4"),
    ],
)  # fmt: skip
def test_numbers_are_put_in_form_and_words_stay(text: str, form: str) -> None:
    assert in_form(text) == form


@pytest.mark.parametrize(
    ("before", "after", "changed"),
    [
        ("４－２４－１５", "4-24-15", False),
        ("南堀江４－２４－１５", "南堀江4-24-15", False),
        ("4−24−15", "4-24-15", False),
        ("北堀江４－１４　コーポ103", "北堀江4-14 コーポ103", False),
        ("ｺﾊﾞﾔｼ ﾕｷｵ", "コバヤシ　ユキオ", False),
        (" コバヤシ ", "コバヤシ", False),
        ("０６－６０４５－４７３０", "06-6045-4730", False),
        ("か\u3099", "が", False),
        ("こばやし", "コバヤシ", True),
        ("４丁目２４番１５号", "4-24-15", True),
        ("大阪市西区新町4-5-14", "新町4-5-14", True),
        ("靭本町1-2-3", "靱本町1-2-3", True),
        ("(06)6045-4730", "06-6045-4730", True),
        ("0660454730", "06-6045-4730", True),
        ("550-0013", "5500013", True),
        ("①", "1", True),
    ],
)
def test_only_a_change_beyond_width_asks_for_the_text_as_it_stood(before: str, after: str, changed: bool) -> None:
    assert changed_more_than_width(before, after) is changed


@pytest.mark.parametrize(
    "text", ["550-0013", "5500013", "〒550-0013", "５５０－００１３", " 550 0013 ", "550‐0013", "〒 5500013"]
)
def test_a_postal_code_is_seven_digits(text: str) -> None:
    assert postal_code_in_form(text) == "5500013"


@pytest.mark.parametrize("text", ["", "550", "55-00013", "55000130", "新町", "550-001", "五五〇〇〇一三", "५५०००१३"])
def test_what_is_no_postal_code_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        postal_code_in_form(text)
    assert refused.value.field == "postal_code"


@pytest.mark.parametrize(
    ("building", "room"),
    [
        ("グランドコート立売堀607", "607"), ("コーポ新町１０３号室", "103"), ("市営住宅3-405", "405"),
        ("メゾンB-203", "B-203"), ("ABC103", "103"), ("ハイツ101A", "101A"), ("ハイツ山吹", ""), ("新町ビル3F", ""),
        ("新町ビル３階", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_room_stands_at_the_end_of_a_building(building: str, room: str) -> None:
    assert room_of(building) == room


def test_a_walk_goes_by_town_number_building_floor_and_room() -> None:
    walk: list[tuple[str | None, str | None, str | None]] = [
        ("北堀江", None, None),
        ("北堀江", "2-3-4", None),
        ("北堀江", "4-5", None),
        ("北堀江", "4-5-9", None),
        ("北堀江", "4-5-14", None),
        ("北堀江", "4-5-14", "コーポ新町103"),
        ("北堀江", "4-5-14", "コーポ新町203号室"),
        ("北堀江", "4-5-14", "ｺｰﾎﾟ新町1001"),
        ("北堀江", "4-5-14", "ハイツ地下1階"),
        ("北堀江", "4-5-14", "ハイツ2F"),
        ("北堀江", "4-5-14", "ハイツ2階21"),
        ("北堀江", "4-5-14", "ハイツ10階3"),
        ("北堀江", "10-1-1", None),
        ("新町", "1-1-1", None),
        (None, "1-1-1", None),
    ]
    shuffled = random.Random(7).sample(walk, len(walk))  # noqa: S311 - an order to begin from, no secret
    assert sorted(shuffled, key=lambda place: walking_key(*place)) == walk


@given(CELL)
def test_no_text_breaks_an_address_and_its_form_stays(text: str) -> None:
    parts = split_address(text, TOWNS)
    assert parts.town in (None, *TOWNS)
    assert "" not in (parts.town, parts.address, parts.building)
    assert in_form(in_form(text)) == in_form(text)
    with contextlib.suppress(Invalid):
        assert len(postal_code_in_form(text)) == 7


@given(CELL, CELL)
def test_any_two_places_can_be_put_in_order(one: str, other: str) -> None:
    keys = sorted([walking_key("新町", one, other), walking_key(None, other, one), walking_key("九条", None, other)])
    assert keys[-1][0] is True
    assert isinstance(changed_more_than_width(one, other), bool)


@given(
    st.sampled_from(TOWNS),
    st.integers(1, 6),
    st.integers(1, 40),
    st.integers(1, 40),
    st.sampled_from(["", "コーポ103"]),
)
def test_an_address_in_form_is_read_back(town: str, chome: int, block: int, house: int, building: str) -> None:
    parts = Address(town=town, address=f"{chome}-{block}-{house}", building=building or None)
    assert split_address(parts.line, TOWNS) == parts
