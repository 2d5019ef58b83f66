"""Days in 和暦 and 西暦: every form of contract §3, both sides of every border, nothing moved silently."""

import contextlib
import os
import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from watchdesk.domain.era import (
    ERAS,
    NotADay,
    age_on,
    day_from_serial,
    parse_day,
    parse_leaning_day,
    parse_near_day,
    show_day,
    show_day_both,
    show_day_short,
    show_month,
    show_month_day,
    show_year,
    weekday,
)
from watchdesk.domain.month import Month

BORN = date(1937, 3, 5)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "1937-03-05", "1937/3/5", "1937年3月5日", "19370305", "昭和12年3月5日", "昭12.3.5", "S12.3.5",
        "S12/03/05", "Ｓ１２．３．５", "㍼12.3.5", "㍼１２年３月５日", "昭和十二年三月五日",
        "昭和一二年三月五日", "一九三七年三月五日", "千九百三十七年三月五日", "昭和12年3月5日(金)",
        "昭和12年3月5日（金曜日）", "昭和12年3月5日金", "1937-03-05 金曜", "昭和12年3月5日 金曜日", "S120305",
        "s120305", "ｓ12.3.5", " 昭和 12年 3月 5日 ", "昭和　12年　3月　5日", "S 12. 3. 5", "S12 3 5",
        "S.12.3.5", "昭和12.03.05", "1937.3.5", "1937 3 5", "１９３７－０３－０５", "1937−03−05", "1937‐3‐5",
        "西暦1937年3月5日", "昭和12年3月5日生", "昭和12年3月5日生まれ", "昭和12年3月5日（1937年）",
        "1937年（昭和12年）3月5日", "昭和12（1937）年3月5日", "1937-03-05 00:00:00", "1937/3/5 0:00",
        "1937-03-05T00:00:00", "S12、3、5", "S12・3・5", "昭和12年3月5日（金・祝）", "\t昭和12年3月5日\r\n",
        "S12-3-5", "昭和１２年０３月０５日",
    ],
)  # fmt: skip
def test_every_way_of_writing_a_day_is_read(text: str) -> None:
    assert parse_day(text) == BORN


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("㋿元年5月1日", date(2019, 5, 1)),
        ("R07.02.15", date(2025, 2, 15)),
        ("平成三十一年四月三十日", date(2019, 4, 30)),
        ("令和八年十月廿日", date(2026, 10, 20)),
        ("二〇二六年十月一日", date(2026, 10, 1)),
        ("二○二六年一〇月一日", date(2026, 10, 1)),
        ("大正十五年一月九日", date(1926, 1, 9)),
        ("M33.2.28", date(1900, 2, 28)),
        ("明治6年1月1日", date(1873, 1, 1)),
        ("令和8年10月5日月曜日", date(2026, 10, 5)),
        ("令和8年10月4日日", date(2026, 10, 4)),
    ],
)
def test_first_years_kanji_numerals_and_letters_are_read(text: str, day: date) -> None:
    assert parse_day(text) == day


@pytest.mark.parametrize(
    ("last", "first"),
    [
        ("明治45年7月29日", "大正元年7月30日"),
        ("大正15年12月24日", "昭和元年12月25日"),
        ("昭和64年1月7日", "平成元年1月8日"),
        ("平成31年4月30日", "令和元年5月1日"),
    ],
)
def test_eras_meet_without_a_gap(last: str, first: str) -> None:
    before, after = parse_day(last), parse_day(first)
    assert after - before == timedelta(days=1)
    assert (show_day(before), show_day(after)) == (last, first)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("明治45年7月30日", "大正元年7月30日"),
        ("大正元年7月29日", "明治45年7月29日"),
        ("大正15年12月25日", "昭和元年12月25日"),
        ("昭和元年12月24日", "大正15年12月24日"),
        ("昭和64年1月8日", "平成元年1月8日"),
        ("S64.1.8", "平成元年1月8日"),
        ("平成元年1月7日", "昭和64年1月7日"),
        ("平成31年5月1日", "令和元年5月1日"),
        ("令和元年4月30日", "平成31年4月30日"),
        ("昭和100年1月1日", "令和7年1月1日"),
        ("S990101", "令和6年1月1日"),
    ],
)
def test_a_day_outside_its_era_is_refused_and_the_right_name_asked_for(text: str, meant: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text)
    assert refused.value.kind == "out_of_era"
    assert refused.value.suggestion == parse_day(meant)
    assert str(refused.value).endswith(f"{meant}ではありませんか。")


def test_the_sentence_says_what_is_wrong_and_what_may_be_meant() -> None:
    with pytest.raises(NotADay, match=r"^平成31年5月1日は平成の日付ではありません。令和元年5月1日ではありませんか。$"):
        parse_day("Ｈ３１．５．１")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("昭和12年2月29日", date(1937, 2, 28)),
        ("明治33年2月29日", date(1900, 2, 28)),
        ("1900-02-29", date(1900, 2, 28)),
        ("2100-02-29", date(2100, 2, 28)),
        ("S12.4.31", date(1937, 4, 30)),
        ("2026-13-05", date(2026, 5, 13)),
        ("2026-00-05", None),
        ("20261045", None),
        ("昭和12年99月99日", None),
        ("平成0年1月1日", None),
        ("S12.0.0", None),
    ],
)
def test_a_day_that_does_not_exist_is_refused(text: str, meant: date | None) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text)
    assert refused.value.kind == "no_such_day"
    assert refused.value.suggestion == meant


@pytest.mark.parametrize(
    "text", ["12.3.5", "12/3/5", "12年3月5日", "１２．３．５", "120305", "十二年三月五日", "12.3.5(金)"]
)
def test_a_day_without_its_era_is_refused_and_likely_eras_are_named(text: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text)
    assert refused.value.kind == "ambiguous"
    assert refused.value.suggestion == BORN
    assert "昭和ならS12.3.5、平成ならH12.3.5、令和ならR12.3.5" in str(refused.value)


@pytest.mark.parametrize("text", ["0.3.5", "100.3.5", "12.13.40", "99.2.30"])
def test_a_number_that_fits_no_era_is_refused_without_a_guess(text: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text)
    assert (refused.value.kind, refused.value.suggestion) == ("ambiguous", None)


def test_a_short_western_year_is_refused_and_its_century_asked_for() -> None:
    with pytest.raises(NotADay, match=r"西暦なら1989\.3\.5のように") as refused:
        parse_day("89.3.5")
    assert (refused.value.kind, refused.value.suggestion) == ("ambiguous", date(1989, 3, 5))


def test_a_year_written_last_is_refused_because_day_and_month_may_be_either_way() -> None:
    with pytest.raises(NotADay) as refused:
        parse_day("3/5/1937")
    assert (refused.value.kind, refused.value.suggestion) == ("ambiguous", BORN)


def test_two_years_that_contradict_each_other_are_refused() -> None:
    with pytest.raises(NotADay) as refused:
        parse_day("昭和12年3月5日（1938年）")
    assert refused.value.kind == "ambiguous"


@pytest.mark.parametrize(
    "text", ["1872-12-31", "明治5年12月2日", "明治元年1月25日", "0012-03-05", "0000-01-01", "M050102"]
)
def test_days_before_1873_are_refused(text: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text)
    assert refused.value.kind == "too_early"
    assert "1873年" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "　",
        "不詳",
        "昭和",
        "昭和12年",
        "昭和12年3月",
        "1937",
        "1937-03",
        "S12305",
        "13579",
        "1937-03-05 10:45",
        "X12.3.5",
    ],
)
def test_anything_else_is_refused_as_unreadable(text: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(text)
    assert refused.value.kind == "unreadable"
    assert refused.value.code == "day.unreadable"
    assert refused.value.suggestion is None


@given(
    st.text()
    | st.text(alphabet="0123456789０１元年月日昭和平成令大正明治SHRTM㍼.-/ 一二三十百千()（金）生:", max_size=16)
)
@example("昭和元年十百千月日")
@example("9" * 5000)
@example("千" * 5000 + "年一月一日")
def test_no_text_brings_anything_but_a_day_or_a_sentence(text: str) -> None:
    for read in (parse_day, lambda each: parse_near_day(each, TODAY)):
        with contextlib.suppress(NotADay):
            assert date(1873, 1, 1) <= read(text)


def test_every_day_from_1873_to_2040_is_read_back_as_it_is_shown() -> None:
    day, names = date(1873, 1, 1), []
    while day < date(2041, 1, 1):
        assert parse_day(show_day(day)) == day
        assert parse_day(show_day_both(day)) == day
        assert parse_day(show_day_short(day)) == day
        names.append(show_day(day))
        day += timedelta(days=1)
    assert len(names) == len(set(names)) == 61_361


@pytest.fixture(params=["UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
def _anywhere(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only here can a test move to another time zone")
@pytest.mark.usefixtures("_anywhere")
def test_days_do_not_depend_on_the_time_zone() -> None:
    assert os.environ["TZ"]
    assert parse_day("令和元年5月1日") == date(2019, 5, 1)
    assert day_from_serial(43586.99) == date(2019, 5, 1)
    assert parse_near_day("昨日", date(2026, 3, 8)) == date(2026, 3, 7)
    assert show_day(date(1989, 1, 8)) == "平成元年1月8日"


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (1, date(1900, 1, 1)),
        (59, date(1900, 2, 28)),
        (61, date(1900, 3, 1)),
        (13579, date(1937, 3, 5)),
        (43586.0, date(2019, 5, 1)),
        (43586.75, date(2019, 5, 1)),
        (2_958_465, date(9999, 12, 31)),
    ],
)
def test_an_excel_serial_is_its_day(number: float, day: date) -> None:
    assert day_from_serial(number) == day


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (60, "no_such_day"),
        (60.5, "no_such_day"),
        (0, "unreadable"),
        (0.5, "unreadable"),
        (-1, "too_early"),
        (2_958_466, "unreadable"),
        (19370305, "unreadable"),
        (float("nan"), "unreadable"),
        (float("inf"), "unreadable"),
    ],
)
def test_a_serial_that_is_no_day_is_refused(number: float, kind: str) -> None:
    with pytest.raises(NotADay) as refused:
        day_from_serial(number)
    assert refused.value.kind == kind


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今日", date(2026, 11, 22)),
        ("きょう", date(2026, 11, 22)),
        ("昨日", date(2026, 11, 21)),
        ("おととい", date(2026, 11, 20)),
        ("一昨日", date(2026, 11, 20)),
        ("11/2", date(2026, 11, 2)),
        ("１１／２", date(2026, 11, 2)),
        ("11月2日", date(2026, 11, 2)),
        ("11月 2日", date(2026, 11, 2)),
        ("11.2", date(2026, 11, 2)),
        ("十一月二日（月）", date(2026, 11, 2)),
        ("11/22", date(2026, 11, 22)),
        ("10/1", date(2026, 10, 1)),
        ("2", date(2026, 11, 2)),
        ("２日", date(2026, 11, 2)),
        ("22", date(2026, 11, 22)),
        ("23", date(2026, 10, 23)),
        ("31", date(2026, 10, 31)),
        ("令和8年11月2日", date(2026, 11, 2)),
        ("2026-12-01", date(2026, 12, 1)),
    ],
)
def test_a_day_without_a_year_is_the_latest_one_not_after_today(text: str, day: date) -> None:
    assert parse_near_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "proposed"),
    [("11/23", date(2025, 11, 23)), ("12/25", date(2025, 12, 25)), ("2/29", date(2024, 2, 29))],
)
def test_a_day_without_a_year_that_is_still_to_come_is_never_taken_for_last_years(text: str, proposed: date) -> None:
    with pytest.raises(NotADay, match="年から書いてください") as refused:
        parse_near_day(text, TODAY)
    assert refused.value.suggestion == proposed


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9/31", date(2026, 9, 30)),
        ("11/31", date(2025, 11, 30)),
        ("2/30", date(2024, 2, 29)),
        ("13/2", None),
        ("0", None),
        ("32", None),
        ("0/5", None),
    ],
)
def test_a_day_without_a_year_that_does_not_exist_is_refused(text: str, meant: date | None) -> None:
    with pytest.raises(NotADay) as refused:
        parse_near_day(text, TODAY)
    assert (refused.value.kind, refused.value.suggestion) == ("no_such_day", meant)


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_a_day_without_a_year_is_looked_for_on_the_side_of_today_that_is_told(today: date, like: date) -> None:
    written = f"{like.month}/{like.day}"
    back, ahead = parse_leaning_day(written, today, "back"), parse_leaning_day(written, today, "ahead")
    assert back <= today <= ahead
    assert {(day.month, day.day) for day in (back, ahead)} == {(like.month, like.day)}
    nearest = parse_leaning_day(written, today, "nearest")
    assert nearest == min((back, ahead), key=lambda day: abs(day - today))
    assert parse_leaning_day(show_day(ahead), today, "back") == ahead, "a day with its year is not looked for"


def test_a_month_alone_is_not_taken_for_a_day() -> None:
    with pytest.raises(NotADay):
        parse_near_day("11月", TODAY)


def test_days_are_shown_in_the_eras_of_the_contract() -> None:
    assert show_day(BORN) == "昭和12年3月5日"
    assert show_day_both(BORN) == "昭和12年3月5日（1937年）"
    assert show_day_short(BORN) == "S12.3.5"
    assert show_day_short(date(2019, 5, 1)) == "R1.5.1"
    assert show_month_day(date(2026, 11, 2)) == "11月 2日"
    assert show_month_day(date(2026, 11, 12)) == "11月12日"
    assert show_year(date(2019, 4, 30)) == "平成31年"
    assert show_month(Month(2026, 10)) == "令和8年10月"
    assert show_month(Month(2019, 5)) == "令和元年5月"
    assert weekday(date(2026, 11, 2)) == "月"
    assert show_day(date(1872, 12, 31)) == "1872年12月31日"


def test_eras_stand_in_order_with_their_letters() -> None:
    assert [(era.name, era.letter) for era in ERAS] == [
        ("明治", "M"), ("大正", "T"), ("昭和", "S"), ("平成", "H"), ("令和", "R"),
    ]  # fmt: skip
    assert list(ERAS) == sorted(ERAS, key=lambda era: era.first_day)


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (BORN, date(2026, 3, 4), 88),
        (BORN, date(2026, 3, 5), 89),
        (date(1936, 2, 29), date(2026, 2, 28), 89),
        (date(1936, 2, 29), date(2026, 3, 1), 90),
        (date(1936, 2, 29), date(2024, 2, 29), 88),
        (TODAY, TODAY, 0),
    ],
)
def test_age_is_in_full_years(birth: date, day: date, age: int) -> None:
    assert age_on(birth, day) == age
