"""A month's facts of any size, of fictional people, the same each time."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from random import Random
from typing import Any

import pytest

from resources import codes
from watchdesk.domain.consent import Disclosed, Purpose, disclose
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.month import Month, months_between
from watchdesk.domain.person import Person
from watchdesk.domain.referral import ReferralState
from watchdesk.domain.summary import (
    DEFAULT_VISIT_COUNT_METHODS,
    Added,
    Ended,
    Figures,
    Members,
    VisitCounts,
    figures_of,
)
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Consent, Method, Result, Sex
from watchdesk.domain.work import WorkFigures
from watchdesk.domain.work_lists import CodeNames, WorkLists
from watchdesk.reports.monthly.facts import Contact, MonthlyFacts, PersonLine, SignName, StampGroup, VisitLine

MONTH = Month(2026, 10)
SIGNS = tuple(SignName(code=row["code"], group=row["group"], label=row["label"]) for row in codes("signs"))


def _names(name: str, *, offered: bool = True) -> CodeNames:
    rows = codes(name)
    shown = tuple(row["code"] for row in rows if offered and not row.get("hidden"))
    return CodeNames(offered=shown, labels={row["code"]: row["label"] for row in rows})


LISTS = WorkLists(
    fields=_names("consult_fields"),
    contents=_names("consult_contents"),
    activities=_names("activity_kinds"),
    coordination=_names("coordination_kinds"),
    receivers=_names("recipients", offered=False),
)
WORK = WorkFigures(
    by_field={"A1": 7, "A2": 1, "A4": 1},
    by_content={"B1": 1, "B2": 2, "B3": 2, "B11": 1, "B13": 2, "B14": 1},
    by_receiver={"soudanshitsu": 3, "hokatsu": 2, "shobo_keisatsu": 1},
    awaited_by={"soudanshitsu": 1, "hokatsu": 1},
    by_state={ReferralState.SENT: 2, ReferralState.ANSWERED: 4},
    by_activity={"C1": 1, "C2": 4, "C3": 7},
    minutes=1110,
    participants=163,
    by_coordination={"E1": 14, "E2": 9},
)
NAMES = [
    ("中谷 明子", "ナカタニ アキコ"),
    ("𠮷田 正一", "ヨシダ ショウイチ"),
    ("葛\U000e0100城 ハル", "カツラギ ハル"),
    ("渡\U0002b820 フミ", "ワタナベ フミ"),
    ("髙橋 トシ子", "タカハシ トシコ"),
    ("山﨑 武", "ヤマサキ タケシ"),
    ("勅使河原 千代子・マリア", "テシガワラ チヨコマリア"),
    ("\ufa10本 亮", "ツカモト リョウ"),
    ("辻\U000e0102本 フサ", "ツジモト フサ"),
    ("王 秀英", ""),
]
ADDRESSES = ["九条南1-40-3", "九条南1-45-11 コーポ波除 102号", "九条南2-50-2 九条南団地 1棟 108号", "秘匿"]
NOTES = [
    "",
    "お元気。",
    "「そよかぜまつり」の案内をお渡しした。近所の友人と行きたいとのこと。",
    "呼び鈴に返事なし。郵便受けに新聞が3日分たまっている。隣の302号の方によると、おとといの晩に明かりがついていた。"
    "連絡票を入れて帰る。これで続けて2回会えていないため、19日に山本が電話をかけ、20日の午前にもう一度訪ねることにした。",
    "10時40分、呼び鈴に返事はあったが、戸が開くまでに5分ほどかかった。玄関に座りこまれ、顔色が悪く、立てない。朝から目が回り、"
    "水も飲めていないとのこと。10時48分に119番へ通報し、救急車が10時57分に着いた。\n長女の方（06-6000-0113）へ電話し、"
    "病院へ向かっていただいた。……夕方、長女の方から、脱水で2日ほど入院するとの連絡があった。",
]
Build = Callable[..., MonthlyFacts]


@pytest.fixture(scope="session")
def month_of() -> Build:
    """``month_of(people=93, visits=118, **fields)`` gives facts; fields replace the usual ones."""
    return _facts


@pytest.fixture(scope="session")
def give_out() -> Callable[[list[Any]], Disclosed[Any]]:
    """Rows of people who all agreed, through the consent gate."""
    return _given


def _given(rows: list[Any]) -> Disclosed[Any]:
    person = Person(
        id="p1",
        family_name="試し",
        area_history=(AreaEntry(area="九条南"),),
        created_on=date(2025, 4, 1),
        consent_history=(ConsentEntry(state=Consent.AGREED),),
    )
    return disclose(
        ((person, row) for row in rows),
        purpose=Purpose.MONTHLY_REPORT,
        receiver="ward",
        day=MONTH.last,
        default_recipients=frozenset({"ward"}),
    )


def _facts(people: int = 93, visits: int = 118, /, *, note: str | None = None, **fields: Any) -> MonthlyFacts:
    random = Random(20261031)  # noqa: S311 - a sample, not a secret
    lines = [_visit(random, people, note) for _ in range(visits if people else 0)]
    lines.sort(key=lambda line: (line.day, line.at or time.max))
    who = [_person(number, lines) for number in range(people)]
    figures = _figures(who, lines)
    facts = MonthlyFacts(
        month=MONTH,
        area="九条南",
        printed_on=date(2026, 11, 2),
        issue=1,
        coordinator="山本 花子",
        office="九条南会館",
        phone="06-6000-0113",
        receivers=("西区役所 保健福祉課", "西区社会福祉協議会 見守り相談室"),
        stamps=(StampGroup("区役所", ("課長", "係長", "担当")), StampGroup("地域", ("会長", "作成者"))),
        figures=figures,
        previous=replace(figures, confirm_rate=82.4) if people else None,
        people=_given(who),
        visits=_given(lines),
        remarks="朝晩の冷えこみで、体調をくずされた方が多い月でした。25日の「そよかぜまつり」には、11名来られました。",
        trend=tuple(
            (month, people * (70 + month.number) // 100, people * (20 - month.number) // 100) for month in TREND
        ),
        signs=SIGNS,
        lists=LISTS,
    )
    return replace(facts, **fields)


TREND = months_between(Month(2025, 11), MONTH)


def _visit(random: Random, people: int, note: str | None) -> VisitLine:
    name, kana = _name(random.randrange(people * 9 // 10 or 1))
    method = random.choice([*[Method.VISIT] * 6, *Method])
    away = method in {Method.POSTING, Method.OUTSIDE}
    result = Result.OUTSIDE_ONLY if away else random.choice([*[Result.MET] * 8, *Result])
    confirmed = result in CONFIRMED_CONTACT
    condition = random.choice([*[Condition.WELL] * 6, Condition.CONCERN, Condition.URGENT, None]) if confirmed else None
    noted = random.sample(SIGNS, 2) if condition in {Condition.CONCERN, Condition.URGENT} else []
    return VisitLine(
        day=date(2026, 10, random.randrange(1, 32)),
        at=random.choice([None, time(10, 40)]),
        name=name,
        kana=kana,
        method=method,
        result=result,
        condition=condition,
        signs=tuple(f"{sign.group} {sign.label}" for sign in noted),
        note=random.choice(NOTES) if note is None else note,
        visitor=random.choice(["山本 花子", "中村 清", "吉村 恵子"]),
    )


def _name(number: int) -> tuple[str, str]:
    name, kana = NAMES[number % len(NAMES)]
    return (f"{name}{number // len(NAMES) or ''}", kana)


def _person(number: int, visits: list[VisitLine]) -> PersonLine:
    name, kana = _name(number)
    mine = [visit for visit in visits if visit.name == name]
    confirmed = [visit.day for visit in mine if visit.result in CONFIRMED_CONTACT]
    return PersonLine(
        name=name,
        kana=kana,
        age=74 + number % 27 if number % 13 else None,
        sex=Sex.FEMALE if number % 3 else Sex.MALE,
        address=ADDRESSES[number % len(ADDRESSES)],
        criteria=["", "要介護3", "75歳以上のひとりぐらし"][number % 3],
        contacts=tuple(Contact(day=visit.day, method=visit.method, result=visit.result) for visit in mine),
        confirmed=bool(confirmed),
        last_confirmed=max(confirmed) if confirmed else (date(2026, 9, 3) if number % 2 else None),
        remark="耳が遠い" if number % 7 == 0 else "",
    )


def _figures(people: list[PersonLine], visits: list[VisitLine]) -> Figures:
    ids = tuple(str(number) for number in range(len(people)))
    seen = tuple(one for one, person in zip(ids, people, strict=True) if person.confirmed)
    who = Members(
        under_watch=ids,
        at_start=ids[3:],
        added_by={reason: ids[number : number + 1] if number < 3 else () for number, reason in enumerate(Added)},
        ended_by={reason: ids[-1:] if reason is Ended.ENDED else () for reason in Ended},
        at_end=ids[:-1],
        confirmed_under_watch=seen,
        not_confirmed=tuple(one for one in ids if one not in set(seen)),
    )
    rows = Counter((visit.method, visit.result, visit.condition) for visit in visits)
    by_label = {f"{sign.group} {sign.label}": sign.code for sign in SIGNS}
    counts = VisitCounts(
        rows=tuple((*key, number) for key, number in rows.items()),
        signs=Counter(by_label[label] for visit in visits for label in visit.signs),
        visited=frozenset(visit.name for visit in visits),
        confirmed=frozenset(visit.name for visit in visits if visit.result in CONFIRMED_CONTACT),
        days=frozenset(visit.day for visit in visits),
    )
    return replace(figures_of(who, counts, DEFAULT_VISIT_COUNT_METHODS), work=WORK if people else WorkFigures())
