"""Samples of the lists and letters asked for in the room of reports, and of the papers of the paper ledger."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

from tests.reports.conftest import LISTS, SIGNS, TREND, _facts, _given
from tests.reports.sample_sizes import LONG_NAME, LONG_NOTE, LONG_PLACE, TODAY, Size, named, office, told
from watchdesk.domain import annual as year
from watchdesk.domain.activity_count import Period
from watchdesk.domain.annual import YearFigures
from watchdesk.domain.asking import AskAgain, AskReason
from watchdesk.domain.copies import CopyLine
from watchdesk.domain.era import show_day_short
from watchdesk.domain.handover import Handover, HandoverKind
from watchdesk.domain.month import months_between
from watchdesk.reports import (
    ageing_list,
    annual,
    consent_form,
    copies_list,
    handover_papers,
    labels,
    lost_report,
    person_record,
    re_ask,
    roster,
    whereabouts_sheet,
)
from watchdesk.reports.ageing_list import Age, AgeingFacts, Kind, PersonWaiting
from watchdesk.reports.annual import AnnualFacts, AnnualPlace
from watchdesk.reports.consent_form import ConsentFormFacts, FormPerson, FormWords
from watchdesk.reports.handover_papers import HandoverFacts
from watchdesk.reports.labels import Label, LabelFacts
from watchdesk.reports.lost_report import LostFacts, LostPerson, ToldOffice
from watchdesk.reports.page import Drawn
from watchdesk.reports.person_record import FacePart, RecordedPerson, RecordFacts, Records
from watchdesk.reports.re_ask import Asked, ReAskFacts
from watchdesk.reports.roster import By, RosterFacts, RosterLine
from watchdesk.reports.whereabouts_sheet import WhereaboutsFacts

EN = TypeVar("EN", ConsentFormFacts, ReAskFacts)
AT = datetime(2026, 11, 21, 10, 40, tzinfo=UTC)


def _sheet(size: Size) -> dict[str, Any]:
    """What every list says."""
    stamps = {Size.NONE: (), Size.MUCH: ("会長", "副会長", "総括責任者", "担当", "作成者")}.get(size, ("会長", "担当"))
    return {
        "receiver": "民生委員" if size else "",
        "heading": told(size, "11月の会議のために")[:120],
        "stamps": stamps,
        "remarks": told(size, "次の会議で、いっしょに見ます。"),
        **office(size),
    }


def ageing(size: Size, into: io.BytesIO) -> Drawn:
    """要対応・つなぎの滞り: both kinds in each class, what is late with by how much."""
    people = [_waiting(size, number) for number in range(min(size, 40))]
    return ageing_list.draw(AgeingFacts(people=_given(people), **_sheet(size)), into)


def _waiting(size: Size, number: int) -> PersonWaiting:
    age, kind = list(Age)[number % 4], list(Kind)[(number + number // 4) % 2]
    days = {Age.OVERDUE: 40, Age.OLD: 33, Age.MIDDLE: 12, Age.NEW: 2}[age] + number // 8
    due = TODAY + timedelta(days=-number - 1 if age is Age.OVERDUE else 14)
    late = f"\n{number + 1:,}日超過" if age is Age.OVERDUE else ""
    return PersonWaiting(
        place=number,
        age=age,
        kind=kind,
        since=show_day_short(TODAY - timedelta(days=days)),
        days=days,
        due=f"{show_day_short(due)}{late}",
        turn=told(size, "保健福祉課" if kind is Kind.REFERRAL else "こちら")[:60],
        step=told(size, "返事をたずねる：訪問してほしい" if kind is Kind.REFERRAL else "配食の申しこみ用紙を届ける"),
        person_id=str(number),
        name=named(size, number)[0],
        hidden=number % 9 == 8,
    )


def roll(size: Size, into: io.BytesIO) -> Drawn:
    """要援護者名簿, in its statutory columns; of far too many in every column and parted by building."""
    much = size is Size.MUCH
    columns = tuple(column for column in roster.COLUMNS if much or column.statutory)
    usual = {"birth_date": "S15.12.21", "sex": "女", "address": "九条南1-40-3", "phones": "06-6000-0113\n090-0000-1234"}
    usual |= {"reasons": "要介護3、ひとり暮らし", "contacts": "長女 西田 由美 090-0000-4321", "watcher": "中村 清"}
    lines = [
        RosterLine(
            id=str(number),
            group=("市営九条南第二コーポラス西棟", "九条南ハイツ")[number % 2] if much else "",
            name=named(size, number)[0],
            kana=named(size, number)[1],
            hidden=number % 9 == 8,
            told=usual | ({"address": LONG_PLACE, "contacts": LONG_NOTE[:90], "notes": LONG_NOTE[:60]} if much else {}),
        )
        for number in range(min(size, 60))
    ]
    lines.sort(key=lambda line: line.group)
    by = By.BUILDING if much else By.NONE
    facts = RosterFacts(by=by, columns=columns, people=_given(lines), apart=much, chosen="見守り中の方", **_sheet(size))
    return roster.draw(facts, into)


def record(size: Size, into: io.BytesIO) -> Drawn:
    """A person's face sheet and visits."""
    titles = ("住所", "電話", "かかりつけ医", "要介護度", "耳・目・ことば", "備考")
    fields = tuple(
        person_record.Told(title=title, words=told(size, "見本医院"), wide=number > 4)
        for number, title in enumerate(titles)
    )
    rows = tuple(("11月 3日", "訪問", told(size, "お元気。")) for _ in range(min(size, 40)))
    visits = Records(
        title="訪問の記録",
        heads=("月日", "方法", "内容"),
        widths=(24, 24, 127),
        rows=rows,
        empty="記録は、ありません。",
    )
    person = RecordedPerson(
        id="p",
        name=LONG_NAME if size is Size.MUCH else "𠮷田 正一",
        kana="ヨシダ ショウイチ",
        about="A-0001　86歳　九条南",
        face=(FacePart(title="暮らし", fields=fields), FacePart(title="からだのこと", fields=fields[:2])),
        records=(visits,),
    )
    facts = RecordFacts(people=_given([person] if size else []), span="令和8年4月1日から11月22日まで", **_sheet(size))
    return person_record.draw(facts, into)


def envelope_labels(size: Size, into: io.BytesIO) -> Drawn:
    """Labels for envelopes, from the third one of the first sheet on."""
    much = size is Size.MUCH
    people = [
        Label(
            id=str(number),
            name=named(size, number)[0],
            street=LONG_PLACE[:24] if much else "大阪市西区九条南1-40-3",
            building=LONG_PLACE[18:] if much else "コーポ波除 102号",
            postal="550-0025",
        )
        for number in range(min(size, 60))
    ]
    form = labels.FORMS[1 if much else 0]
    return labels.draw(LabelFacts(form=form, people=_given(people), start=3, **office(size)), into)


def _words(size: Size) -> FormWords:
    receivers = ("民生委員・児童委員", "西区役所 保健福祉課", "見守り相談室", "地域包括支援センター", "消防署・警察署")
    many = receivers * 2 if size is Size.MUCH else receivers
    return FormWords(area="九条南", phone="06-6000-0113", receivers=tuple((word, n < 3) for n, word in enumerate(many)))


def _form_person(size: Size, number: int) -> dict[str, Any]:
    name, kana = named(size, number)
    address = LONG_PLACE if size is Size.MUCH else "九条南1-40-3"
    born = date(1940, 2, 1)
    return {
        "id": str(number),
        "name": name,
        "kana": kana,
        "birth_date": born,
        "address": address,
        "phone": "06-6000-0012",
    }


def consents(size: Size, into: io.BytesIO) -> Drawn:
    """The forms to sign; without anybody a blank one."""
    people = _given([FormPerson(**_form_person(size, number)) for number in range(min(size, 6))])
    facts = ConsentFormFacts(people=people, words=_words(size), blank=0 if size else 1, **office(size))
    return consent_form.draw(_each_numbered(facts), into)


def _each_numbered(facts: EN) -> EN:
    """With a number for each person."""
    return replace(facts, numbers=tuple(range(12, 12 + len(facts.people.rows))))


def asking_again(size: Size, into: io.BytesIO) -> Drawn:
    """The letters that ask again, each with its form."""
    why = [AskAgain(reason=reason, due_on=TODAY, told_on=date(2024, 4, 1), days=965) for reason in AskReason]
    asked = [
        Asked(
            **_form_person(size, number),
            why=why[number % len(why)],
            postal="550-0025",
            place=f"大阪市西区{LONG_PLACE}" if size is Size.MUCH and number % 3 == 0 else "大阪市西区九条南1-40-3",
        )
        for number in range(min(size, 5))
    ]
    facts = ReAskFacts(people=_given(asked), words=_words(size), reply_by=date(2026, 12, 10), **office(size))
    return re_ask.draw(_each_numbered(facts), into)


def _copy(size: Size, number: int) -> CopyLine:
    much = size is Size.MUCH
    return CopyLine(
        number=100 + number,
        kind="people_list",
        title="要援護者の一覧",
        made_on=date(2026, 10, 1),
        made_by=LONG_NAME if much else "山本 花子",
        receiver="minsei",
        receiver_word="民生委員",
        holder=named(size, number % 3)[0],
        purpose=told(size, "11月のまわり")[:120],
        pages=3,
        due_back=date(2026, 11, 30) if number % 2 else None,
        people=40,
    )


def whereabouts(size: Size, into: io.BytesIO) -> Drawn:
    """写しの所在確認."""
    return whereabouts_sheet.draw(_copies(size), into)


def ledger(size: Size, into: io.BytesIO) -> Drawn:
    """写しの台帳, as it is shown."""
    return copies_list.draw(_copies(size), into)


def _copies(size: Size) -> WhereaboutsFacts:
    copies: dict[str, list[CopyLine]] = {}
    for number in range(min(size, 60)):
        one = _copy(size, number)
        copies.setdefault(one.who, []).append(one)
    return WhereaboutsFacts(copies=copies, **_sheet(size))


def loss(size: Size, into: io.BytesIO) -> Drawn:
    """The report of a lost copy."""
    people = [
        LostPerson(
            id=str(number),
            name=named(size, number)[0],
            kana=named(size, number)[1],
            at=AT if number % 2 else None,
            only_counted=number % 3 == 1,
        )
        for number in range(min(size, 40))
    ]
    offices = (ToldOffice(word="西区役所 保健福祉課", phones="06-6000-0100", at=AT), ToldOffice(word="見守り相談室"))
    facts = LostFacts(
        area="九条南",
        phone="06-6000-0113",
        lost_copy=replace(_copy(size, 1), people=len(people)),
        made_by="山本 花子",
        lost_on="令和8年11月20日",
        lost_how=told(size, "まわりの途中で、かばんから落とした。"),
        by="中村 清",
        offices=offices,
        people=_given(people),
        **_sheet(size),
    )
    return lost_report.draw(facts, into)


def beside_a_file(size: Size, into: io.BytesIO) -> Drawn:
    """The papers beside a file that is handed over."""
    much = size is Size.MUCH
    file = Handover(
        id="one",
        kind=HandoverKind.WELFARE,
        title="月の記録 令和8年10月 九条南地域",
        receiver="hokenfukushi",
        file_name=f"{'とても長い名前のファイル' * (8 if much else 1)}.xlsx",
        form="xlsx",
        locked_by="password",
        sha256="bf6ac190" * 8,
        made_on=TODAY,
        made_by="hanako",
        people=int(size),
        copy_number=12 if size else None,
        month="2026-10",
        erase_by=date(2027, 3, 31),
    )
    facts = HandoverFacts(
        printed_on=TODAY,
        handover=file,
        receiver=LONG_PLACE if much else "区役所 保健福祉課",
        contact=LONG_NAME if much else None,
        office=office(size)["office"],
        maker=office(size)["maker"],
        phone="06-6000-0000",
    )
    return handover_papers.draw(facts, into)


def year_sheet(size: Size, into: io.BytesIO) -> Drawn:
    """年間のまとめ, without names; of a few people with numbers under three, which stay off it."""
    visits = {Size.NONE: 0, Size.FEW: 4}.get(size, 60)
    figures = _facts(int(size), visits).figures
    period = Period.of_year(2026)
    months = months_between(period.months[0], TREND[-1])
    kinds = tuple((code, LISTS.activities.label(code)) for code in sorted(figures.work.by_activity))
    contents = tuple((code, LISTS.contents.label(code)) for code in sorted(figures.work.by_content))
    codes = [code for code, _ in contents], [code for code, _ in kinds]
    whole = YearFigures(whole=figures, months=dict.fromkeys(months, figures))
    earlier = YearFigures(whole=_facts(max(int(size) - 7, 1), visits - 9).figures) if size > Size.FEW else None
    seen = year.most_seen(figures, [sign.code for sign in SIGNS])
    place = AnnualPlace(
        place="九条南地域",
        this=year.told_of(whole, *codes),
        before=year.told_of(earlier, *codes) if earlier is not None else None,
        contents=contents,
        kinds=kinds,
        signs=tuple((sign.code, sign.label) for sign in SIGNS if sign.code in seen),
    )
    facts = AnnualFacts(
        period=period,
        months=months,
        places=(place,),
        until=TODAY,
        remarks=told(size, "ありがとうございました。") * 2,
        stamps=_sheet(size)["stamps"] if size is Size.MUCH else (),
        **office(size),
    )
    return annual.draw(facts, into)
