"""Four sizes of data for samples of papers, and the names, notes and offices that go with them."""

from datetime import date
from enum import IntEnum
from typing import Any

from tests.reports.conftest import NAMES

TODAY = date(2026, 11, 22)
RARE = "𠮷田・葛\U000e0100城・辻\U000e0102本・渡\U0002b820（\ue123）"
LONG_NOTE = ("呼び鈴に返事なし。「新聞が3日分たまっている……」と隣の302号の方。――19日に電話をかけ、" + RARE) * 6
LONG_NAME = "勅使河原 千代子・マリア・アントニエッタ・エリーザベト"
LONG_KANA = "テシガワラ チヨコ・マリア・アントニエッタ・エリーザベト"
LONG_PLACE = "九条南三丁目1234番地の56 市営九条南第二コーポラス西棟メゾン・ド・ソレイユ1208号室"
OFFICE = {"office": "九条南会館", "maker": "山本 花子", "number": 12, "printed_on": TODAY}


class Size(IntEnum):
    """How many people or rows; ``MUCH`` has long names, rare characters and notes of 400 characters as well."""

    NONE = 0
    FEW = 3
    USUAL = 30
    MUCH = 150


LONG_OFFICE = OFFICE | {
    "office": "大阪市西区九条南地域社会福祉協議会 九条南会館（九条南コミュニティプラザ）",
    "maker": LONG_NAME,
    "number": 12345,
    "reprint_of": 12344,
    "due_back": date(2026, 12, 31),
    "watermark": "西区社会福祉協議会 見守り相談室",
}


def office(size: Size) -> dict[str, Any]:
    """Who made it where."""
    return LONG_OFFICE if size is Size.MUCH else OFFICE


def told(size: Size, usual: str) -> str:
    """Words of a size."""
    return {Size.NONE: "", Size.MUCH: LONG_NOTE[:400]}.get(size, usual)


def named(size: Size, number: int) -> tuple[str, str]:
    """Name and reading of the person with a number."""
    if size is Size.MUCH and number % 4 == 0:
        return LONG_NAME, LONG_KANA
    return NAMES[number % len(NAMES)]
