"""What a column's cells say about it: a heading that promised something else, or no known heading at all."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeAlias

from watchdesk.domain.kana import is_kana
from watchdesk.errors import Invalid
from watchdesk.intake import cells, synonyms
from watchdesk.intake.headings import EXTRA
from watchdesk.intake.lists import Lists
from watchdesk.intake.places import area_named
from watchdesk.intake.sheet import Cell, text_of

Test: TypeAlias = Callable[[Cell, Lists], bool]
"""Whether a cell can be read as the field says."""

BORN_BEFORE = date(1970, 1, 1)
"""Half the people of a register were born before: a column of such days is birth dates and not 登録日."""


def corrected(columns: Mapping[str, str], samples: Mapping[str, Sequence[Cell]], lists: Lists) -> dict[str, str]:
    """Return heading → field key, corrected by the cells.

    A coded column of which less than half can be read goes to 取込時の項目. A bare 番号 is 整理番号 unless it only runs
    from 1 on. What is still missing is looked for in the columns whose headings mean nothing.
    """
    found = {heading: _checked(key, samples.get(heading, ()), lists) for heading, key in columns.items()}
    _promote_number(found, samples)
    _promote_name(found, samples)
    for heading, key in found.items():
        if key == EXTRA and columns[heading] == EXTRA:
            found[heading] = _guessed(samples.get(heading, ()), lists, set(found.values()))
    return found


def _checked(key: str, sample: Sequence[Cell], lists: Lists) -> str:
    test = _CODED.get(key)
    return EXTRA if test and sample and not _mostly(test, sample, lists, 0.5) else key


def _mostly(test: Test, sample: Sequence[Cell], lists: Lists, share: float) -> bool:
    return bool(sample) and sum(1 for cell in sample if test(cell, lists)) >= share * len(sample)


def _word(words: Mapping[str, str]) -> Test:
    return lambda cell, _: cells.looked_up(text_of(cell), words)[0] is not None


def _list(labels: Callable[[Lists], Mapping[str, str]]) -> Test:
    return lambda cell, lists: bool(cells.listed(text_of(cell), cells.words_of(labels(lists)))[0])


def need_words(lists: Lists) -> dict[str, str]:
    """Return plain form → code of the levels 見守りの手厚さ: the list's own words before what else they are called."""
    return synonyms.NEED_LEVELS | cells.words_of(lists.need_levels)


def _interval(cell: Cell, _: Lists) -> bool:
    try:
        return cells.interval("interval_days", cell) > 0
    except Invalid:
        return False


_CODED: dict[str, Test] = {
    "status": _word(synonyms.STATUSES),
    "consent": _word(synonyms.CONSENTS),
    "consent_way": _word(synonyms.WAYS),
    "consent_watch": _word(synonyms.YES_NO),
    "end_reason": _word(synonyms.END_REASONS),
    "sex": _word(synonyms.SEXES),
    "living": _word(synonyms.LIVINGS),
    "care_level": _word(synonyms.CARE_LEVELS),
    "air_conditioner": _word(synonyms.YES_NO),
    "area": lambda cell, lists: area_named(text_of(cell), lists.areas) is not None,
    "criteria": _list(lambda lists: lists.criteria),
    "consent_recipients": _list(lambda lists: lists.recipients),
    "interval_days": _interval,
    "need_level": lambda cell, lists: cells.looked_up(text_of(cell), need_words(lists))[0] is not None,
}


def _promote_number(found: dict[str, str], samples: Mapping[str, Sequence[Cell]]) -> None:
    if "number" in found.values():
        return
    for heading, key in found.items():
        if key == "line_number" and samples.get(heading) and not runs_from_one(samples[heading]):
            found[heading] = "number"
            return


def runs_from_one(sample: Sequence[Cell]) -> bool:
    """Whether numbers only count the rows: they begin at 1, rise, and end not far past the number of rows.

    1 again is a new page. Half as many again may be missing: rows were struck from the list. A number with zeros in
    front (0012) is somebody's.
    """
    texts = [text_of(cell) for cell in sample]
    if not all(text.isdecimal() and not text.startswith("0") for text in texts):
        return False
    numbers = [int(text) for text in texts]
    rising = all(after > before or after == 1 for before, after in itertools.pairwise(numbers))
    return bool(numbers) and numbers[0] in {1, 2} and rising and max(numbers) <= 1.5 * len(numbers) + 2


def _promote_name(found: dict[str, str], samples: Mapping[str, Sequence[Cell]]) -> None:
    """氏名（ふりがな） may head the name itself: then its cells are not kana."""
    if {"name", "family_name"} & set(found.values()):
        return
    for heading, key in found.items():
        sample = samples.get(heading, ())
        if key == "kana" and sample and sum(is_kana(text_of(cell)) for cell in sample) * 2 < len(sample):
            found[heading] = "name"
            return


_NAME = re.compile(r"[々〆ヶ㐀-鿿\U00020000-\U0003ffffぁ-ヿ]{1,6}\s+[々ヶ㐀-鿿\U00020000-\U0003ffffぁ-ヿ]{1,6}")
_PHONE = re.compile(r"0[0-9]{1,4}-?[0-9]{1,4}-?[0-9]{4}")


def _born(cell: Cell, _: Lists) -> bool:
    try:
        read = cells.day("birth_date", cell) if not isinstance(cell, int | float) else None
    except Invalid:
        return False
    return read is not None and read < BORN_BEFORE


def _matches(form: re.Pattern[str]) -> Test:
    return lambda cell, _: form.fullmatch(unicodedata.normalize("NFKC", text_of(cell)).strip()) is not None


def _in_town(cell: Cell, lists: Lists) -> bool:
    text = unicodedata.normalize("NFKC", text_of(cell))
    return any(town.name in text for town in lists.towns) and bool(re.search("[0-9一二三四五六]", text))


_GUESSES: tuple[tuple[str, frozenset[str], float, Test], ...] = (
    ("birth_date", frozenset({"birth_date"}), 0.5, _born),
    (
        "kana",
        frozenset({"kana", "family_kana"}),
        0.8,
        lambda cell, _: is_kana(text_of(cell)) and len(text_of(cell)) > 2,
    ),
    ("address", frozenset({"address", "town"}), 0.8, _in_town),
    ("postal_code", frozenset({"postal_code"}), 0.9, _matches(re.compile("[0-9]{3}-[0-9]{4}"))),
    ("phones", frozenset({"phones"}), 0.9, _matches(_PHONE)),
    ("name", frozenset({"name", "family_name"}), 0.8, _matches(_NAME)),
)


def _guessed(sample: Sequence[Cell], lists: Lists, taken: set[str]) -> str:
    for key, filled_by, share, test in _GUESSES:
        if not taken & filled_by and len(sample) >= 2 and _mostly(test, sample, lists, share):
            return key
    return EXTRA
