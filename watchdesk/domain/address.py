"""Addresses of the ward put in form: 町名, the numbers from 丁目 on, the building; and the order of a walk."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from watchdesk.domain.folding import arabic_numerals, fold, half_width, usual_kanji
from watchdesk.domain.kana import compose_kana, full_width_kana
from watchdesk.errors import Invalid


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address in its parts; what is not known is None."""

    town: str | None = field(default=None, repr=False)
    address: str | None = field(default=None, repr=False)
    building: str | None = field(default=None, repr=False)

    @property
    def line(self) -> str:
        """``新町4-5-14 コーポ新町103``."""
        return " ".join(part for part in (f"{self.town or ''}{self.address or ''}", self.building) if part)


_POSTAL_PREFIX = r"\s*(?:〒?\s*[0-9]{3}-?[0-9]{4}(?![0-9-])\s*)?"
_BEFORE = re.compile(_POSTAL_PREFIX)
_PREFIX = re.compile(_POSTAL_PREFIX + r"(?:大阪府)?\s*(?:大阪市)?\s*(?:西区)?\s*")
_NOT_A_HOUSE = r"(?![0-9]|\s*(?:号[室棟館]|棟|階|室|F(?![a-z])))"
_KANJI_NUMBER = "[〇一二三四五六七八九十百]+"
_NUMBER = rf"(?P<number>[0-9]+{_NOT_A_HOUSE}|{_KANJI_NUMBER}(?=\s*(?:丁目|番|号(?![室棟館])|[のノ-]|\s|$)))"
_FIRST = re.compile(rf"\s*{_NUMBER}")
_NEXT = re.compile(rf"\s*(?P<joint>丁目|丁|番地[のノ]?|番[のノ]?|号[のノ]?|[のノ]|[-.,・])\s*-?\s*{_NUMBER}")
_LAST = re.compile(r"(?:\s*(?:丁目|番地|番|号)(?![室棟館]))+")
_ANYWHERE = re.compile(rf"[0-9]|{_KANJI_NUMBER}(?=丁目|番)")
_BESIDE = " \t\r\n　-、,，・"

_POSTAL_CODE = re.compile(r"〒?\s*(\d{3})\s*-?\s*(\d{4})", re.ASCII)
_FLOOR = re.compile(r"(?P<below>地下|B)?(?P<floor>[0-9]{1,3})(?:階|F(?![A-Za-z]))")
_ROOM = re.compile(r"(?P<room>(?:(?<![A-Za-z])[A-Za-z]-?)?(?P<number>[0-9]{1,9})[A-EG-Za-eg-z]?)\s*(?:号室|号|室)?\s*$")


def split_address(text: str, towns: Iterable[str]) -> Address:
    """Part an address into one of the known towns, its numbers (``4-5-14``) and the building as it was typed.

    大阪府大阪市西区 and a postal code in front are dropped, 靭本町 is 靱本町. A fourth number is a room and belongs to
    the building (GIF DS-442). An address of another place stays whole in ``address``; nothing is guessed.
    """
    plain = _plain(text)
    begin = _end(_PREFIX, plain, 0)
    town = _town_at(plain[begin:], towns)
    end = begin + len(town or "")
    if _FIRST.match(plain, end):
        numbers, after = _numbers(plain, end, most=3)
        return Address(town=town, address="-".join(numbers), building=text[after:].strip(_BESIDE) or None)
    if town and (not plain[end:].strip() or plain[end].isspace()):
        return Address(town=town, building=text[end:].strip(_BESIDE) or None)
    return Address(address=text.strip() or None)


MOST_PASSES = 4
"""So often an address is put in form at most; one pass is enough for all that people write."""


def in_form(address: str) -> str:
    """The numbers from 丁目 on in half-width digits and hyphens: １丁目2番地の3 → ``1-2-3``; words around them stay.

    Put in form until nothing changes any more, so that an address read again stays as it is.
    """
    text = address.strip()
    for _ in range(MOST_PASSES):
        formed = _formed(text)
        if formed == text:
            break
        text = formed
    return text


def _formed(text: str) -> str:
    plain = _plain(text)
    found = _ANYWHERE.search(plain, _end(_BEFORE, plain, 0))
    if found is None or not _FIRST.match(plain, found.start()):
        return text
    numbers, after = _numbers(plain, found.start(), most=99)
    rest = text[after:].lstrip()
    space = " " if rest and (text[after].isspace() or rest[0].isdigit()) else ""
    return f"{text[: found.start()].rstrip()}{'-'.join(numbers)}{space}{rest}"


def changed_more_than_width(before: str, after: str) -> bool:
    """Whether more than the width of letters and spaces changed, so that the text as it stood is kept (contract §3)."""
    return _same_width(before) != _same_width(after)


def postal_code_in_form(text: str) -> str:
    """Seven digits; Invalid where it is no postal code."""
    found = _POSTAL_CODE.fullmatch(half_width(text).strip())
    if found is None:
        raise Invalid("postal_code", "郵便番号は550-0013のように、7けたの数字でご入力ください。")
    return found[1] + found[2]


def room_of(building: str) -> str:
    """The room at the end of a building's name: コーポ新町103号室 → ``103``; '' without one."""
    found = _ROOM.search(half_width(building))
    return found["room"] if found else ""


def walking_key(
    town: str | None, address: str | None, building: str | None
) -> tuple[bool, str, tuple[int, ...], str, int, int, str]:
    """Key for the order of a walk: town, 丁目 and numbers, building, floor, room, each by its number; unknown last."""
    numbers = tuple(int(number[:9]) for number in re.findall("[0-9]+", half_width(address or "")))
    plain = half_width(building or "")
    room = _ROOM.search(plain)
    number = int(room["number"]) if room else 0
    name = plain[: room.start()] if room else plain
    floor = _FLOOR.search(name)
    storey = _storey(floor) if floor else number // 100
    return (
        not town,
        town or "",
        numbers,
        fold(_FLOOR.sub("", name)),
        storey,
        number,
        fold(f"{address or ''}{building or ''}"),
    )


def _storey(floor: re.Match[str]) -> int:
    return -int(floor["floor"]) if floor["below"] else int(floor["floor"])


def _plain(text: str) -> str:
    """Text in which only half-width digits, ``-`` and usual kanji are to be looked for; positions stay."""
    return usual_kanji(half_width(text)).replace("ー", "-").replace("ｰ", "-")


def _town_at(plain: str, towns: Iterable[str]) -> str | None:
    """The longest known town that the text begins with (九条南 before 九条), however 之 in it is written."""
    readings = {_reading(usual_kanji(town)): town for town in towns if town}
    fitting = [reading for reading in readings if _reading(plain).startswith(reading)]
    return readings[max(fitting, key=len)] if fitting else None


def _reading(town: str) -> str:
    return town.replace("之", "の").replace("ノ", "の")


def _numbers(plain: str, start: int, *, most: int) -> tuple[list[str], int]:
    """House numbers from a position on and where they end; past ``most`` only a branch number with の goes on."""
    numbers: list[str] = []
    found, end = _FIRST.match(plain, start), start
    while found:
        digits = arabic_numerals(found["number"])
        numbers.append(digits.lstrip("0") or "0")
        end = found.end()
        found = _NEXT.match(plain, end)
        if found and len(numbers) >= most and found["joint"][-1] not in "のノ":
            break
    return numbers, _end(_LAST, plain, end)


def _end(pattern: re.Pattern[str], plain: str, start: int) -> int:
    """Where what the pattern names ends, or the start where it does not stand there."""
    found = pattern.match(plain, start)
    return found.end() if found else start


def _same_width(text: str) -> str:
    return " ".join(compose_kana(full_width_kana(half_width(text))).split())
