"""Calendar days in 和暦 and 西暦: one reader for every way a day is written, and the ways a day is shown."""

import calendar
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from watchdesk.domain.folding import DASHES, arabic_numerals
from watchdesk.errors import WatchDeskError

if TYPE_CHECKING:
    from watchdesk.domain.month import Month

Kind = Literal["out_of_era", "no_such_day", "ambiguous", "too_early", "unreadable"]

Lean = Literal["back", "ahead", "nearest"]
"""On which side of today a day without a year is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Era:
    """元号: its name, its letter on forms, and its first day."""

    name: str
    letter: str
    first_day: date

    def western(self, year: int) -> int:
        """Western year of a year of this era; 元年 is 1."""
        return self.first_day.year - 1 + year


ERAS: tuple[Era, ...] = (
    Era(name="明治", letter="M", first_day=date(1868, 1, 25)),
    Era(name="大正", letter="T", first_day=date(1912, 7, 30)),
    Era(name="昭和", letter="S", first_day=date(1926, 12, 25)),
    Era(name="平成", letter="H", first_day=date(1989, 1, 8)),
    Era(name="令和", letter="R", first_day=date(2019, 5, 1)),
)
"""The eras in order; a day on which two eras meet belongs to the new one (official era dates)."""

FIRST_DAY = date(1873, 1, 1)
"""明治6年1月1日: before it the calendar was lunar, so a day cannot be told safely (contract §3)."""


class NotADay(WatchDeskError):
    """Text that names no day. ``suggestion`` is the day that may have been meant; the sentence asks for it."""

    def __init__(self, kind: Kind, sentence: str, suggestion: date | None = None) -> None:
        asking = f"{show_day(suggestion)}ではありませんか。" if suggestion else ""
        super().__init__(sentence + asking, code=f"day.{kind}")
        self.kind = kind
        self.suggestion = suggestion


# --- showing -------------------------------------------------------------------------------------------------------


def era_of(day: date) -> Era | None:
    """Era that a day belongs to; None before 1873, where the calendar was another."""
    if day < FIRST_DAY:
        return None
    return next(era for era in reversed(ERAS) if era.first_day <= day)


def show_year(day: date) -> str:
    """``令和8年``, the year as it is called on that day; 元年 for the first."""
    era = era_of(day)
    if era is None:
        return f"{day.year}年"
    return f"{era.name}{_show_number(day.year - era.western(0))}年"


def show_day(day: date) -> str:
    """``昭和12年3月5日``."""
    return f"{show_year(day)}{day.month}月{day.day}日"


def show_day_both(day: date) -> str:
    """``昭和12年3月5日（1937年）``, where space allows (contract §3)."""
    return f"{show_day(day)}（{day.year}年）"


def show_day_short(day: date) -> str:
    """``S12.3.5``, for narrow columns."""
    era = era_of(day)
    year = f"{era.letter}{day.year - era.western(0)}" if era else f"{day.year}"
    return f"{year}.{day.month}.{day.day}"


def show_month_day(day: date) -> str:
    """``11月 2日``: the day takes two places, so that days of one month stand under each other (design §2)."""
    return f"{day.month}月{day.day:>2}日"


def show_month(month: "Month") -> str:
    """``令和8年10月``, called as on its first day."""
    return f"{show_year(month.first)}{month.number}月"


def weekday(day: date) -> str:
    """``月`` for a Monday."""
    return "月火水木金土日"[day.weekday()]


def age_on(birth: date, day: date) -> int:
    """Age in full years on a day; somebody born on 29 February turns older on 1 March of a common year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _show_number(year: int) -> str:
    return "元" if year == 1 else str(year)


# --- reading -------------------------------------------------------------------------------------------------------

_ERA_BY_SIGN = {sign: era for era in ERAS for sign in (era.name, era.name[0], era.letter)}
_ERA = "(?P<era>" + "|".join(sorted(_ERA_BY_SIGN, key=len, reverse=True)) + ")"
_SIGN_END = "[./-]?"
_WEEKDAY = r"[月火水木金土日](?:曜日?)?(?:\.?祝日?)?"
_END = rf"(?:\({_WEEKDAY}\)|{_WEEKDAY})?(?:生(?:まれ)?)?"
_MONTH_DAY = r"[年./-](?P<month>[0-9]{1,2})[月./-](?P<day>[0-9]{1,2})[日.]?" + _END

_ERA_DAY = re.compile(rf"{_ERA}{_SIGN_END}(?P<year>元|[0-9]{{1,3}}){_MONTH_DAY}")
_ERA_COMPACT = re.compile(rf"{_ERA}(?P<year>[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}}){_END}")
_WESTERN_DAY = re.compile(rf"(?:西暦)?(?P<year>[0-9]{{4}}){_MONTH_DAY}")
_WESTERN_COMPACT = re.compile(rf"(?P<year>[0-9]{{4}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}}){_END}")
_NO_ERA = re.compile(rf"(?P<year>[0-9]{{1,3}}){_MONTH_DAY}")
_NO_ERA_COMPACT = re.compile(r"(?P<year>[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_YEAR_LAST = re.compile(r"(?P<month>[0-9]{1,2})[./-](?P<day>[0-9]{1,2})[./-](?P<year>[0-9]{4})")
_ERA_MONTH = re.compile(rf"{_ERA}{_SIGN_END}(?P<year>元|[0-9]{{1,3}})[年./-](?P<month>[0-9]{{1,2}})月?")
_WESTERN_MONTH = re.compile(r"(?:西暦)?(?P<year>[0-9]{4})[年./-](?P<month>[0-9]{1,2})月?")
_YEAR_ONLY = re.compile(rf"(?:{_ERA}{_SIGN_END}(?:元|[0-9]{{1,3}})|(?:西暦)?[0-9]{{4}})年?")
_YEAR_BESIDE = re.compile(rf"\((?:西暦)?(?P<western>[0-9]{{4}})年?\)|\({_ERA}(?P<year>元|[0-9]{{1,3}})年?\)")
_NEAR_MONTH_DAY = re.compile(rf"(?P<month>[0-9]{{1,2}})[月./-](?P<day>[0-9]{{1,2}})[日.]?{_END}")
_NEAR_DAY = re.compile(rf"(?P<day>[0-9]{{1,2}})(?:日{_END}|\({_WEEKDAY}\))?")

_MIDNIGHT = re.compile(r"[T\s]\s*0{1,2}:00(?::00(?:\.0+)?)?\s*$")
_SIGNS = str.maketrans({**dict.fromkeys(DASHES + "ー", "-"), **dict.fromkeys("・、,。·", "."), "〔": "(", "〕": ")"})

_NEAR_WORDS = {"今日": 0, "本日": 0, "きょう": 0, "昨日": 1, "きのう": 1, "おととい": 2, "一昨日": 2}


def parse_day(text: str, today: date | None = None) -> date:
    """Read a day in any form of contract §3; raise NotADay where it names none, never move it silently.

    ``today``: the day is one of these years, so the sentence gives examples of today; else of a day of birth.
    """
    written = _plain(text)
    beside = _YEAR_BESIDE.search(written)
    if beside is None:
        return _read_day(written, text, today)
    day = _read_day(written[: beside.start()] + written[beside.end() :], text, today)
    if _year_of(beside) != day.year:
        raise NotADay("ambiguous", f"「{_short(text)}」は和暦の年と西暦の年が合いません。どちらかに直してください。")
    return day


_NEAR = timedelta(days=62)


def parse_near_day(text: str, today: date) -> date:
    """Read a day as parse_day does, or 11/2, 11月2日, 2, 今日, 昨日, おととい: the latest such day not after today.

    A month and day that lie further back than two months were hardly meant: NotADay proposes that day.
    """
    word = "".join(unicodedata.normalize("NFKC", text).split())
    if word in _NEAR_WORDS:
        return today - timedelta(days=_NEAR_WORDS[word])
    written = _plain(text)
    found = _NEAR_MONTH_DAY.fullmatch(written) or _NEAR_DAY.fullmatch(written)
    if found is None:
        return parse_day(text, today)
    month = found.groupdict().get("month")
    day = _latest(int(month) if month else None, int(found["day"]), today)
    if today - day > _NEAR:
        sentence = f"{day.month}月{day.day}日は、まだ来ていないか、ずいぶん前の日です。年から書いてください。"
        raise NotADay("ambiguous", sentence, day)
    return day


def parse_leaning_day(text: str, today: date, lean: Lean) -> date:
    """Read a day as parse_day does, or a month and day without a year: the nearest such day on the side told.

    Today counts on either side. Only for fields that show at once what was understood; a list has to name the year.
    """
    found = _NEAR_MONTH_DAY.fullmatch(_plain(text))
    if found is None:
        return parse_day(text, today)
    month, day = int(found["month"]), int(found["day"])
    back = _latest(month, day, today)
    if lean == "back" or back == today:
        return back
    ahead = _next(month, day, today)
    return ahead if lean == "ahead" or ahead - today < today - back else back


def read_month(text: str) -> tuple[int, int]:
    """Read ``2026-10``, ``2026/10`` or ``令和8年10月`` as western year and month; NotADay where it is none."""
    written = _plain(text)
    found = _ERA_MONTH.fullmatch(written) or _WESTERN_MONTH.fullmatch(written)
    if found is None:
        raise NotADay("unreadable", f"「{_short(text)}」は年月として読み取れません。")
    year, month = _year_of(found), int(found["month"])
    if not 1 <= month <= 12 or not 1 <= year <= 9999:
        raise NotADay("no_such_day", f"「{_short(text)}」という年月はありません。")
    era = _ERA_BY_SIGN.get(found.groupdict().get("era") or "")
    last = date(year, month, calendar.monthrange(year, month)[1])
    if era and era not in (era_of(date(year, month, 1)), era_of(last)):
        raise NotADay("out_of_era", f"「{_short(text)}」は{era.name}の年月ではありません。")
    return year, month


def day_from_serial(number: float) -> date:
    """Day of an Excel serial number of the 1900 system, whose day 60 is a 29 February 1900 that never was."""
    if not math.isfinite(number) or number >= 2_958_466:
        raise NotADay("unreadable", "日付として読み取れない数値です。")
    if number < 0:
        raise NotADay("too_early", "この数値は1900年より前になり、日付として読み取れません。")
    serial = math.floor(number)
    if serial == 0:
        raise NotADay("unreadable", "時刻だけで、日付がありません。")
    if serial == 60:
        raise NotADay("no_such_day", "明治33年2月29日という日はありません。", date(1900, 2, 28))
    return date(1899, 12, 30 if serial > 60 else 31) + timedelta(days=serial)


def _plain(text: str) -> str:
    """Text without width, spaces and kanji numerals; a space between two numbers parts them like a dot."""
    half = _MIDNIGHT.sub("", unicodedata.normalize("NFKC", text).upper().translate(_SIGNS))
    arabic = arabic_numerals(half.strip())
    return "".join(re.sub(r"(?<=[0-9])\s+(?=[0-9])", ".", arabic).split())


def _read_day(written: str, text: str, today: date | None) -> date:
    if found := _ERA_DAY.fullmatch(written) or _ERA_COMPACT.fullmatch(written):
        return _day_in_era(found)
    if found := _WESTERN_DAY.fullmatch(written) or _WESTERN_COMPACT.fullmatch(written):
        year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
        return _day(year, month, day, f"{year}年{month}月{day}日")
    if found := _NO_ERA.fullmatch(written) or _NO_ERA_COMPACT.fullmatch(written):
        raise _without_era(found, text, today)
    if found := _YEAR_LAST.fullmatch(written):
        raise _year_last(found, text)
    if any(form.fullmatch(written) for form in (_ERA_MONTH, _WESTERN_MONTH, _YEAR_ONLY)):
        raise NotADay("unreadable", f"「{_short(text)}」には日がありません。年月日をすべてご入力ください。")
    if not written:
        raise NotADay("unreadable", f"日付が空です。{_examples(today)}のようにご入力ください。")
    raise NotADay(
        "unreadable", f"「{_short(text)}」は日付として読み取れません。{_examples(today)}のようにご入力ください。"
    )


def _examples(today: date | None) -> str:
    if today is None:
        return "昭和12年3月5日や1937-03-05"
    return f"{show_day(today)}や{today.year}/{today.month}/{today.day}"


def _day_in_era(found: re.Match[str]) -> date:
    era, month, day = _ERA_BY_SIGN[found["era"]], int(found["month"]), int(found["day"])
    year = _year_number(found["year"])
    written = f"{era.name}{_show_number(year)}年{month}月{day}日"
    if year == 0:
        raise NotADay("no_such_day", f"{written}という日はありません。年をお確かめください。")
    read = _day(era.western(year), month, day, written)
    if era_of(read) is not era:
        raise NotADay("out_of_era", f"{written}は{era.name}の日付ではありません。", read)
    return read


def _day(year: int, month: int, day: int, written: str) -> date:
    if year < FIRST_DAY.year:
        raise NotADay("too_early", f"{written}は古すぎます。明治6年（1873年）1月1日からの日付をご入力ください。")
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay("no_such_day", f"{written}という日はありません。", _nearest(year, month, day)) from None


def _nearest(year: int, month: int, day: int) -> date | None:
    """What a day that does not exist may stand for: the month's last day, or day and month changed over."""
    if 1 <= month <= 12 and 29 <= day <= 31:
        return date(year, month, calendar.monthrange(year, month)[1])
    if 13 <= month <= 31 and 1 <= day <= 12:
        return _real_day(year, day, month)
    return None


def _without_era(found: re.Match[str], text: str, today: date | None) -> NotADay:
    """The error for 12.3.5: every era has such a year; 昭和 is asked for first, most people here were born in it.

    Of a day of these years the one next to ``today`` is.
    """
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    days = _days_of_eras(year, month, day)
    if today is not None:
        days.sort(key=lambda each: abs(each[2] - today))
    examples = "、".join(f"{name}なら{example}" for name, example, _ in days[:3])
    how = f"{examples}のようにご入力ください。" if days else "年号か4けたの西暦をつけてください。"
    sentence = f"「{_short(text)}」だけでは年がわかりません。{how}"
    return NotADay("ambiguous", sentence, days[0][2] if days else None)


def _days_of_eras(year: int, month: int, day: int) -> list[tuple[str, str, date]]:
    """Name, way to write it and day for each era that has this day; past 昭和64年 the 1900s are meant."""
    if year > 64:
        read = _real_day(1900 + year, month, day) if year < 100 else None
        return [("西暦", f"{read.year}.{month}.{day}", read)] if read else []
    likely = sorted(ERAS, key=lambda era: ("昭和", "平成", "令和", "大正", "明治").index(era.name))
    days = ((era, _real_day(era.western(year), month, day)) for era in likely)
    return [(era.name, show_day_short(read), read) for era, read in days if read and era_of(read) is era]


def _year_last(found: re.Match[str], text: str) -> NotADay:
    year, month, day = int(found["year"]), int(found["month"]), int(found["day"])
    likely = _real_day(year, month, day) or _real_day(year, day, month)
    suggestion = likely if likely and likely >= FIRST_DAY else None
    return NotADay(
        "ambiguous", f"「{_short(text)}」は月と日の順がわかりません。年・月・日の順にご入力ください。", suggestion
    )


def _latest(month: int | None, day: int, today: date) -> date:
    """The latest day of that month (any month where None) and number not after today."""
    for read in _days_back(month, day, today):
        if read and read <= today:
            return read
    written = f"{day}日" if month is None else f"{month}月{day}日"
    suggestion = None
    if month and 1 <= month <= 12 and 29 <= day <= 31:
        suggestion = _latest(month, day - 1, today)
    raise NotADay("no_such_day", f"{written}という日はありません。", suggestion)


def _next(month: int, day: int, today: date) -> date:
    """The nearest day of that month and number after today; such days are known to exist."""
    years = range(today.year, today.year + 9)  # across 1900 or 2100 a 29 February is eight years off
    days = (_real_day(year, month, day) for year in years)
    return next(each for each in days if each is not None and each > today)


def _days_back(month: int | None, day: int, today: date) -> Iterator[date | None]:
    """Such days from today's year backwards; nine years reach a 29 February even across 1900 or 2100."""
    for year in range(today.year, today.year - 9, -1):
        for each in range(12, 0, -1) if month is None else (month,):
            yield _real_day(year, each, day)


def _real_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _year_of(found: re.Match[str]) -> int:
    """Western year of a match that has an era and its year, or a western year."""
    groups = found.groupdict()
    if groups.get("era"):
        return _ERA_BY_SIGN[groups["era"]].western(_year_number(groups["year"]))
    return int(groups.get("western") or groups["year"])


def _year_number(text: str) -> int:
    return 1 if text == "元" else int(text)


def _short(text: str) -> str:
    """What was typed, short enough for a line."""
    line = " ".join(text.split())
    return line if len(line) <= 24 else f"{line[:24]}…"
