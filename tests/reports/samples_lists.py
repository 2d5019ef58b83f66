"""Samples of papers that list people."""

import io
from datetime import date, timedelta

from tests.reports.conftest import SIGNS, _given
from tests.reports.sample_sizes import (
    LONG_NAME,
    LONG_NOTE,
    LONG_PLACE,
    RARE,
    TODAY,
    Size,
    named,
    office,
    told,
)
from watchdesk.domain.day_sheet_look import DaySheetLook
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.domain.words import Condition, Consent, Method, Sex
from watchdesk.reports import call_list, day_sheet, people_list, today_sheet
from watchdesk.reports.call_list import CallFacts, CallRow
from watchdesk.reports.day_sheet import DaySheetFacts, SheetStop
from watchdesk.reports.page import Drawn
from watchdesk.reports.people_columns import USUAL_COLUMNS, people_columns
from watchdesk.reports.people_list import ListFacts
from watchdesk.reports.today_sheet import Entry, FigureLine, Part, PersonEntry, TodayFacts

# ---- lists of people


def people(size: Size, into: io.BytesIO) -> Drawn:
    """The list of people in its usual columns; of far too many in every column."""
    columns = people_columns(TODAY, {"K1": "要介護3", "K2": "75歳以上のひとりぐらし"})
    keys = tuple(columns) if size is Size.MUCH else USUAL_COLUMNS
    facts = ListFacts(
        heading=told(size, "見守り中の方")[:120],
        receiver="民生委員" if size is Size.MUCH else "",
        columns=tuple(columns[key] for key in keys),
        people=_given([line(size, number) for number in range(size)]),
        **office(size),
    )
    return people_list.draw(facts, into)


def line(size: Size, number: int) -> PersonLine:
    """A person as lists show them."""
    name, kana = named(size, number)
    much = size is Size.MUCH
    return PersonLine(
        id=str(number),
        name=name,
        kana=kana,
        number=f"A-{number:04}",
        sex=Sex.FEMALE if number % 3 else Sex.MALE,
        birth_date=date(1940, 2, 1) + timedelta(days=number * 97),
        age=86 - number % 20,
        area="九条南",
        town="九条南",
        address="九条南1-40-3" if not much else LONG_PLACE[:20],
        building=LONG_PLACE[18:] if much else "",
        phones=("06-6000-0113", "090-0000-1234")[: 1 + much],
        hidden=number % 9 == 8,
        consent=Consent.AGREED,
        criteria=("K1", "K2")[: number % 3],
        charges=(InCharge(partner_id="w", kind=PartnerKind.WATCHER, name=LONG_NAME if much else "中村 清"),),
        last_confirmed=date(2026, 11, 1 + number % 20),
        condition=(Condition.WELL, Condition.CONCERN, Condition.URGENT, None)[number % 4],
    )


def calls(size: Size, into: io.BytesIO) -> Drawn:
    """The list for asking partners by telephone."""
    much = size is Size.MUCH
    rows = tuple(
        CallRow(
            kind="見守り員",
            partner=Partner(
                id=str(number),
                kind=PartnerKind.WATCHER,
                name=named(size, number)[0],
                kana=named(size, number)[1] or None,
                role="班長" * (1 + 5 * much),
                organisation=LONG_PLACE if much else "見本会館",
                phones=("06-6000-1111", "090-0000-1111", "06-6000-2222")[: 1 + 2 * much],
                hours="平日の午前" * (1 + 4 * much),
                verified_on=date(2026, 5, 1) if number % 2 else None,
            ),
        )
        for number in range(min(size, 60))
    )
    return call_list.draw(CallFacts(heading=told(size, "見守り員の方")[:150], rows=rows, **office(size)), into)


def round_sheet(size: Size, into: io.BytesIO) -> Drawn:
    """The day sheet."""
    much = size is Size.MUCH
    hints = ("よい時間：午前中", "しないこと：玄関のチャイムを何度も鳴らさない", "耳：右耳が聞こえにくい" + RARE * much)
    stops = [
        SheetStop(
            id=str(number),
            name=f"{named(size, number)[0]}様",
            kana=named(size, number)[1],
            address=LONG_PLACE if much else "九条南1-40-3",
            building="市営九条南第二コーポラス西棟 1208号室" if number % 5 == 0 else "",
            hints=hints if much else hints[: number % 4],
            hidden=number % 9 == 8,
        )
        for number in range(min(size, 60))
    ]
    facts = DaySheetFacts(
        on=TODAY,
        method=Method.VISIT,
        walker=LONG_NAME if much else "中村 清",
        receiver="見守り員",
        return_to="九条南会館（電話 06-6000-0113）",
        signs=tuple(sign.label for sign in SIGNS),
        stops=_given(stops),
        look=DaySheetLook(stamps=("会長", "副会長", "総括責任者", "担当", "作成者"), remarks=LONG_NOTE[:200])
        if much
        else DaySheetLook(),
        **office(size),
    )
    return day_sheet.draw(facts, into)


def today(size: Size, into: io.BytesIO) -> Drawn:
    """今日の一覧."""
    much = size is Size.MUCH
    parts = [part for part in Part for _ in range(min(size, 40) if part is Part.TO_SEE else min(size, 5))]
    entries = [
        PersonEntry(
            part=part,
            place=place,
            when="" if part is Part.TO_SEE else "11月22日 10:40",
            what="" if part is Part.TO_SEE else f"{named(size, place)[0]}さん・{told(size, '受診の付き添い')[:200]}",
            person_id=str(place),
            line=line(size, place) if part is Part.TO_SEE else None,
        )
        for place, part in enumerate(parts)
    ]
    plain = [
        Entry(part=Part.APPOINTMENT, place=place, when="14:00", what=told(size, "班長会議"))
        for place in range(min(size, 2))
    ]
    counted = (
        ("今日までに会いたい方", f"{int(size)}名"),
        ("会えていない方", f"{int(size)}名"),
        ("返事を待っているつなぎ", f"{int(size)}件"),
        ("戻っていない用紙", f"{int(size)}枚"),
        ("最後のバックアップ", "きのう"),
    )
    facts = TodayFacts(
        lines=tuple(
            FigureLine(title=title, figure=figure, about=told(size, "順調です。")[:160]) for title, figure in counted
        ),
        people=_given(entries),
        plain=tuple(plain),
        notices=(told(size, "熱中症にご注意ください。"),) if size else (),
        prompts=("寒さで体調をくずしやすい時期です。" * (1 + 4 * much),),
        **office(size),
    )
    return today_sheet.draw(facts, into)
