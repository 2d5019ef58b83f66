"""A PDF of each kind in four sizes of data: nobody, a few (held in golden/), the usual, far too much of everything.

``python -m tests.reports.samples FOLDER`` writes them all, to be looked at.
"""

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from enum import IntEnum
from pathlib import Path
from typing import Any

from tests.reports.conftest import LISTS, MONTH, NAMES, NOTES, SIGNS, WORK, _facts, _given
from watchdesk.domain.activity_count import ActivityCount, Period
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.domain.planning import AppointmentLine
from watchdesk.domain.sharing import SharedField, SharedPerson
from watchdesk.domain.words import Condition, Consent, Method, Sex
from watchdesk.reports import (
    activity_count,
    calendar,
    call_list,
    day_sheet,
    info_sheet,
    key_sheet,
    monthly,
    people_list,
    referral_sheet,
    sharing_sheet,
    today_sheet,
)
from watchdesk.reports.activity_count import CountColumn, CountFacts, CountPage
from watchdesk.reports.calendar import CalendarFacts, PlainLine, SheetDay
from watchdesk.reports.call_list import CallFacts, CallRow
from watchdesk.reports.day_sheet import DaySheetFacts, SheetStop
from watchdesk.reports.info_sheet import InfoFacts
from watchdesk.reports.key_sheet import KeySheetFacts
from watchdesk.reports.page import Drawn
from watchdesk.reports.people_columns import USUAL_COLUMNS, people_columns
from watchdesk.reports.people_list import ListFacts
from watchdesk.reports.referral_sheet import ReferralFacts
from watchdesk.reports.sharing_sheet import SharingFacts
from watchdesk.reports.today_sheet import Entry, FigureLine, Part, PersonEntry, TodayFacts

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


Draw = Callable[[Size, io.BytesIO], Drawn]
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


# ---- the monthly report and its kin


def month(size: Size, into: io.BytesIO) -> Drawn:
    """With names."""
    return monthly.draw(_month_facts(size), into)


def statistics(size: Size, into: io.BytesIO) -> Drawn:
    """統計のみ."""
    return monthly.draw(_month_facts(size), into, statistics_only=True)


def everywhere(size: Size, into: io.BytesIO) -> Drawn:
    """All areas in one document, here four."""
    ward = _month_facts(Size(min(size, Size.USUAL)), area="西区", is_ward=True)
    people = {Size.MUCH: Size.USUAL, Size.USUAL: Size.FEW}.get(size, size)
    areas = ("九条南", "九条北", "堀江", "明治")[: 1 if size is Size.FEW else 4]
    return monthly.draw_all([_month_facts(people, area=area) for area in areas], ward, into)


def _month_facts(size: Size, **fields: Any) -> Any:
    visits = {Size.NONE: 0, Size.FEW: 4, Size.USUAL: 60, Size.MUCH: 200}[size]
    more: dict[str, Any] = {"remarks": told(size, "朝晩の冷えこみで、体調をくずされた方が多い月でした。") * 3}
    if size is Size.MUCH:
        more |= {"office": LONG_OFFICE["office"], "coordinator": LONG_NAME, "receivers": (LONG_PLACE,) * 4}
        return _facts(size, visits, note=LONG_NOTE[:400], **(more | fields))
    return _facts(int(size), visits, **(more | fields))


def counts(size: Size, into: io.BytesIO) -> Drawn:
    """活動件数集計報告書: one column, or a year of months and a sum."""
    count = None if size is Size.NONE else ActivityCount(work=WORK, visit_count=90, active_days=22)
    if size is Size.MUCH:
        many = {code: number * 11_111 for code, number in WORK.by_content.items()}
        count = ActivityCount(work=replace(WORK, by_content=many), visit_count=123_456, active_days=365)
    titles = [f"{number}月" for number in range(1, 13)] if size > Size.FEW else []
    columns = [CountColumn(title=title, count=count) for title in titles]
    facts = CountFacts(
        period=Period(MONTH) if size <= Size.FEW else Period.of_year(2026),
        pages=(CountPage(place="九条南地域", columns=(*columns, CountColumn(title="合計", count=count, strong=True))),),
        lists=LISTS,
        methods=(Method.VISIT,),
        printed_on=TODAY,
        coordinator=LONG_NAME if size is Size.MUCH else "山本 花子",
        office=office(size)["office"],
    )
    return activity_count.draw(facts, into)


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
    titles = (
        "今日までに会いたい方",
        "会えていない方",
        "返事を待っているつなぎ",
        "戻っていない用紙",
        "最後のバックアップ",
    )
    facts = TodayFacts(
        lines=tuple(
            FigureLine(title=title, figure=f"{int(size)}名", about=told(size, "順調です。")[:160]) for title in titles
        ),
        people=_given(entries),
        plain=tuple(plain),
        notices=(told(size, "熱中症にご注意ください。"),) if size else (),
        prompts=("寒さで体調をくずしやすい時期です。" * (1 + 4 * much),),
        **office(size),
    )
    return today_sheet.draw(facts, into)


# ---- the calendar


def plan_month(size: Size, into: io.BytesIO) -> Drawn:
    """A month as a grid."""
    return calendar.draw(_calendar(size, Month(2026, 11), date(2026, 11, 1), 35), into)


def plan_week(size: Size, into: io.BytesIO) -> Drawn:
    """A week as seven rows."""
    return calendar.draw(_calendar(size, None, date(2026, 11, 22), 7), into)


def _calendar(size: Size, of: Month | None, first: date, days: int) -> CalendarFacts:
    much = size is Size.MUCH
    plain = PlainLine(begins="14:00", clock="14:00〜15:00", title="班長会議", told=told(size, "班長会議 九条南会館"))
    return CalendarFacts(
        heading="令和8年11月" if of else "11月22日からの週",
        month=of,
        receiver="民生委員" if much else "",
        days=tuple(
            SheetDay(
                day=first + timedelta(days=number),
                holiday="勤労感謝の日" if number == 22 else None,
                closed=number % 7 == 0,
                plain=(plain,) * (min(size, 4) if number % 6 == 3 or much else 0),
                due=number % 4 * min(size, 9),
            )
            for number in range(days)
        ),
        people=_given([_appointment(size, first, number, days) for number in range(min(size, 60))]),
        **office(size),
    )


def _appointment(size: Size, first: date, number: int, days: int) -> AppointmentLine:
    name, kana = named(size, number)
    return AppointmentLine(
        id=str(number),
        on=first + timedelta(days=number * 5 % days),
        what=told(size, "受診の付き添い"),
        area="九条南",
        at=time(10, 30) if number % 3 else None,
        until=time(11, 30) if number % 3 == 1 else None,
        person_id=str(number),
        name=name,
        kana=kana,
        who="長女" if number % 2 else None,
        place=LONG_PLACE if size is Size.MUCH else "地域会館の前",
    )


# ---- papers for one receiver


def referral(size: Size, into: io.BytesIO) -> Drawn:
    """つなぎ票."""
    reason = told(size, "買い物に行けなくなっている。") * (4 if size is Size.MUCH else 1)
    wanted = told(size, "介護の相談をお願いします。") or None
    facts = ReferralFacts(**_letter(size), reason=reason, wanted=wanted, answer_due=date(2026, 12, 1) if size else None)
    return referral_sheet.draw(facts, into)


def sharing(size: Size, into: io.BytesIO) -> Drawn:
    """情報共有シート."""
    facts = SharingFacts(**_letter(size), message=told(size, NOTES[3]) * (5 if size is Size.MUCH else 1))
    return sharing_sheet.draw(facts, into)


def _letter(size: Size) -> dict[str, Any]:
    titles = (
        "お名前",
        "ふりがな",
        "住所",
        "電話",
        "かかりつけ医",
        "鍵を預かる方",
        "緊急の連絡先",
        "耳・目・ことば",
        "備考",
    )
    fields = tuple(
        SharedField(key=str(number), title=title, words=told(size, "見本 花子")[: 400 if number > 5 else 60])
        for number, title in enumerate(titles)
    )
    person = SharedPerson(id="p", name=LONG_NAME, fields=fields)
    body = "大阪市西区保健福祉センター 保健福祉課 地域保健活動担当" if size is Size.MUCH else "保健福祉課"
    return {
        "body": body,
        "receiver": "保健福祉課",
        "area": "九条南",
        "phone": "06-6000-0113",
        "people": _given([person] if size else []),
        **office(size),
    }


def information(size: Size, into: io.BytesIO) -> Drawn:
    """A sheet of welfare information; ``MUCH`` goes on over pages."""
    much = size is Size.MUCH
    facts = InfoFacts(
        people=_given([]),
        title="高齢者の配食サービス" * (1 + 3 * much),
        body=LONG_NOTE * 3 if much else "昼か夕の食事を、顔を見て手わたします。\n1食450円から。" * max(1, size // 6),
        target=told(size, "65歳以上の方")[:120],
        phone="06-6038-0011 見本給食" if size else "",
        days="12月28日まで" if size else "",
        tail=office(size)["office"],
        printed_on=TODAY,
    )
    return info_sheet.draw(facts, into)


def slips(size: Size, into: io.BytesIO) -> Drawn:
    """The same twice on a sheet, to be cut."""
    body = LONG_NOTE[:400] if size is Size.MUCH else "昼か夕の食事を、顔を見て手わたします。"
    facts = InfoFacts(people=_given([]), title="配食サービス", body=body, slip=True, printed_on=TODAY)
    return info_sheet.draw(facts, into)


def recovery(size: Size, into: io.BytesIO) -> Drawn:
    """The recovery key."""
    area = LONG_PLACE[:30] if size is Size.MUCH else "九条南地域"
    key = "SCT81-4E3YC-0Z9QP-7K3MW-8ND5R-CZE4P-XY11"
    return key_sheet.draw(KeySheetFacts(area=area, day=TODAY, key=key), into)


SAMPLES: dict[str, Draw] = {
    "monthly": month,
    "statistics": statistics,
    "everywhere": everywhere,
    "activity_count": counts,
    "people_list": people,
    "call_list": calls,
    "day_sheet": round_sheet,
    "today_sheet": today,
    "calendar_month": plan_month,
    "calendar_week": plan_week,
    "referral_sheet": referral,
    "sharing_sheet": sharing,
    "info_sheet": information,
    "info_slip": slips,
    "key_sheet": recovery,
}
"""Every kind of paper by the name of its golden file."""


def pdf(kind: str, size: Size) -> bytes:
    """The PDF of a kind in a size."""
    into = io.BytesIO()
    SAMPLES[kind](size, into)
    return into.getvalue()


def main(folder: Path) -> None:
    """Write every kind in every size."""
    for kind in SAMPLES:
        for size in Size:
            (folder / f"{kind}-{size.name.lower()}.pdf").write_bytes(pdf(kind, size))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
