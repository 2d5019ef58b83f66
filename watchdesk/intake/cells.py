"""From a cell to a value: days, times, numbers, words of a list. What can't be read raises Invalid with a sentence."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time

from watchdesk.domain.era import NotADay, day_from_serial, parse_day, show_day_both
from watchdesk.domain.person import LONGEST_INTERVAL
from watchdesk.errors import Invalid
from watchdesk.intake.sheet import Cell, text_of
from watchdesk.intake.words import plain, unbracketed

SAYS_NOTHING = frozenset(
    {"", "ー", "不明", "未詳", "不詳", "なし", "無し", "無", "未", "未定", "未確認", "同上", "n/a", "na"}
)
"""Words, in plain form, that stand where a day or a number is not known."""

_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")


def day(field: str, cell: Cell) -> date | None:
    """Read a day from an Excel date, a serial number or any text of contract §3; None where the cell says 不明.

    Raises Invalid ``field.out_of_era``, ``.no_such_day``, ``.ambiguous``, ``.too_early`` or ``.unreadable``.
    """
    if isinstance(cell, datetime):
        cell = cell.date()
    try:
        if isinstance(cell, date):
            return parse_day(cell.isoformat())
        text = unicodedata.normalize("NFKC", text_of(cell))
        if plain(text) in SAYS_NOTHING:
            return None
        return day_from_serial(float(text)) if _SERIAL.fullmatch(text) else parse_day(text)
    except NotADay as fault:
        raise Invalid(field, str(fault), kind=fault.kind) from None


def past_day(field: str, cell: Cell, today: date) -> date | None:
    """Read a day that can't lie ahead. Raises Invalid as ``day``, or ``field.in_future``."""
    read = day(field, cell)
    if read is not None and read > today:
        sentence = f"{show_day_both(read)}は今日より後の日です。正しい日に直してください。"
        raise Invalid(field, sentence, kind="in_future")
    return read


_TIME = re.compile(
    r"(?P<half>午前|午後|am|pm)?(?P<hour>[0-9]{1,2})(?::|時)(?P<minute>[0-9]{1,2}|半)?(?::[0-9]{2}|分)?頃?"
)


def time_of_day(field: str, cell: Cell) -> time | None:
    """Read 10:45, 10時半, 午後2時15分, an Excel time; None where the cell says 不明. Raises Invalid ``.unreadable``."""
    if isinstance(cell, datetime | time):
        return time(cell.hour, cell.minute)
    if isinstance(cell, float) and 0 <= cell < 1:
        minutes = round(cell * 24 * 60) % (24 * 60)
        return time(minutes // 60, minutes % 60)
    text = "".join(unicodedata.normalize("NFKC", text_of(cell)).casefold().split())
    if plain(text) in SAYS_NOTHING:
        return None
    found = _TIME.fullmatch(text)
    hour = int(found["hour"]) if found else 24
    minute = 30 if found and found["minute"] == "半" else int(found["minute"] or 0) if found else 60
    if found and found["half"] in {"午後", "pm"} and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise Invalid(field, f"時刻「{text_of(cell)}」を読めません。10:45 のように書いてください。", kind="unreadable")
    return time(hour, minute)


_INTERVALS: tuple[tuple[re.Pattern[str], Callable[[int], int]], ...] = (
    (re.compile(r"(?P<n>[0-9]{1,4})日?(?:に1[回度]|ごと|毎|間隔|おき)?"), lambda n: n),
    (re.compile(r"(?P<n>[0-9]{1,2})週間?(?:に1[回度]|ごと|毎|間隔)?"), lambda n: 7 * n),
    (re.compile(r"(?P<n>[0-9]{1,2})[かヶカケヵ箇]?月(?:に1[回度]|ごと|毎|間隔)?"), lambda n: 30 * n),
    (re.compile(r"週に?(?P<n>[1-7])[回度]"), lambda n: 7 // n),
    (re.compile(r"月に?(?P<n>[1-9])[回度]"), lambda n: 30 // n),
    (re.compile(r"年に?(?P<n>[1-9])[回度]"), lambda n: 365 // n),
)
_INTERVAL_WORDS = {"毎日": 1, "毎週": 7, "隔週": 14, "毎月": 30, "隔月": 60}


def interval(field: str, cell: Cell) -> int:
    """Read 見守り間隔 in days: 30, 30日, 月1回, 毎週. Raises Invalid ``.unreadable`` or ``.out_of_range``."""
    text = "".join(unicodedata.normalize("NFKC", text_of(cell)).split())
    days = _INTERVAL_WORDS.get(text)
    for form, in_days in _INTERVALS:
        found = form.fullmatch(text)
        if days is None and found:
            days = in_days(int(found["n"]))
    if days is None:
        sentence = f"見守り間隔「{text_of(cell)}」を読めません。30 のように日数で書いてください。"
        raise Invalid(field, sentence, kind="unreadable")
    if not 1 <= days <= LONGEST_INTERVAL:
        sentence = f"見守り間隔は、1日から{LONGEST_INTERVAL}日までの数にしてください。"
        raise Invalid(field, sentence, kind="out_of_range")
    return days


def looked_up(text: str, words: Mapping[str, str]) -> tuple[str | None, bool]:
    """Return the code a text stands for and whether it is the word itself.

    ``words`` is plain form → code; a code written ``~code`` says less than the word did. A text with something in
    brackets behind a word (同意（電話で）) is that word and more.
    """
    whole = words.get(plain(text))
    if whole is not None:
        return whole.removeprefix("~"), not whole.startswith("~")
    outside, inside = unbracketed(text)
    part = words.get(plain(outside)) if inside else None
    return (part.removeprefix("~"), False) if part else (None, False)


_BETWEEN = re.compile(r"[、,，/／;；\n]|\s+")


def listed(text: str, words: Mapping[str, str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the codes of all words in a text parted by 、 and its like, and the parts that are no word of the list.

    A word may itself hold a 、: the longest run of parts that is a word is taken.
    """
    pieces = [piece for piece in _BETWEEN.split(text.strip()) if plain(piece)]
    codes: list[str] = []
    rest: list[str] = []
    start = 0
    while start < len(pieces):
        end, found = _longest(pieces, start, words)
        if found:
            codes += [code for code in found if code not in codes]
        else:
            rest.append(pieces[start])
        start = end
    return tuple(codes), tuple(rest)


def _longest(pieces: list[str], start: int, words: Mapping[str, str]) -> tuple[int, tuple[str, ...]]:
    for end in range(min(len(pieces), start + 8), start, -1):
        code = words.get(plain("".join(pieces[start:end])))
        if code:
            return end, (code,)
    parts = [words.get(plain(part)) for part in pieces[start].split("・")]
    return start + 1, tuple(part for part in parts if part) if all(parts) else ()


def words_of(labels: Mapping[str, str]) -> dict[str, str]:
    """Return plain form → code for a code list: its codes, labels, labels without brackets, and their parts by ・.

    A part that stands in two labels is left out.
    """
    words = {plain(each): code for code, label in labels.items() for each in (code, label)}
    for shorten in (_without_brackets, _parts):
        found: dict[str, str] = {}
        twice: set[str] = set()
        for code, label in labels.items():
            for part in map(plain, shorten(label)):
                twice |= {part} if found.get(part, code) != code else set()
                found[part] = code
        words = {part: code for part, code in found.items() if part and part not in twice} | words
    return words


def _without_brackets(label: str) -> Iterable[str]:
    return (unbracketed(label)[0],)


def _parts(label: str) -> Iterable[str]:
    return (part for part in unbracketed(label)[0].split("・") if len(part) > 1)
