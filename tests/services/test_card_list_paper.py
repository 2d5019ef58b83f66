"""On random registers one number stands everywhere: figure, list opened from it, JSON, the PDF's text, full export."""

import io
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.domain import brute_force, brute_force_work
from tests.domain.test_summary_by_day import AREAS as NAMED
from tests.domain.test_summary_by_day import registers, visits_to
from tests.reports.layout import layout
from tests.services.test_work_figures import DONE, KINDS, Done
from watchdesk.changed import Changed
from watchdesk.desk import Desk, MonthlyReport, Part
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.behind import Figure
from watchdesk.domain.consultation import Consultation
from watchdesk.domain.counted import Counted, Said, parts, wholes
from watchdesk.domain.figure_place import RATE_KEY
from watchdesk.domain.made_of import Side
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.referral import Referral, ReferralState, ReferralStep
from watchdesk.domain.summary import Added, Ended
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.reports.monthly.facts import MonthlyFacts
from watchdesk.store.store import with_areas

AREAS = ("九条南", "堀江", "日吉")
REAL = dict(zip(NAMED, AREAS, strict=True))
APRIL = Month(2026, 4)
SAME_LINE = 1.5
"""Points by which baselines of a row may differ."""
LEAN = settings(
    max_examples=8,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # each example opens a store: making it small takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@st.composite
def in_the_ward(draw: st.DrawFn) -> list[Person]:
    """A register in three of the ward's own areas, with criteria."""
    criteria = st.sets(st.sampled_from(["K1", "S1"])).map(sorted).map(tuple)
    return [
        replace(
            person,
            area_history=tuple(replace(entry, area=REAL[entry.area]) for entry in person.area_history),
            criteria=draw(criteria),
        )
        for person in draw(registers())
    ]


def _certain(done: Done, area: str) -> Done:
    """With one of each kind in April besides, so that no example is without: the referral still waits."""
    told: dict[str, Any] = {"area": area}
    sent = ReferralStep(on=APRIL.first, state=ReferralState.SENT, by="hanako")
    case = Consultation(id="c9", opened_on=APRIL.first, field="A2", content="B14", said="相談", **told)
    referral = Referral(id="r9", receiver="hokatsu", body="つなぎ先", reason="わけ", steps=(sent,), **told)
    activity = Activity(id="a9", on=APRIL.last, kind="C1", title="活動", minutes=90, participants=12, **told)
    contact = Coordination(id="k9", on=APRIL.last, kind="E2", what="連絡した", **told)
    return Done(
        cases=[*done.cases, case],
        referrals=[*done.referrals, referral],
        activities=[*done.activities, activity],
        contacts=[*done.contacts, contact],
    )


def _refill(desk: Desk, people: Sequence[Person], visits: Sequence[Visit], done: Done) -> None:
    with desk._ground.store.write("hanako", Changed.ALL) as tx:
        tx.remove(Visit, [f"v{place}" for place in range(10)])
        tx.remove(Person, [f"p{place}" for place in range(10)])
        for kind, letter in zip(KINDS, "crak", strict=True):
            tx.remove(kind, [f"{letter}{place}" for place in range(10)])
        tx.add_all(list(people))
        tx.add_all(with_areas(tx.connection, visits))
        tx.add_all(list(done.cases))
        tx.add_all(list(done.referrals))
        tx.add_all(list(done.activities))
        tx.add_all(list(done.contacts))


def _everything(desk: Desk, part: Part, said: Said) -> Iterator[Counted]:
    """Every figure, its parts and theirs."""
    words, found = desk.figures.words(part), list(wholes())
    for counted in found:
        yield counted
        found += parts(counted, (said,), words)


def _in_json(counted: Counted, told: Mapping[str, Any]) -> int | None:
    """Where contract §6 has a number; None where it has it nowhere. Written from its text, sharing no code."""
    work = {"activities", "coordination", "consultations", "referrals", "visits"}
    cut, code, figure = counted.cut, counted.code, counted.figure.value
    if cut is None:
        if figure == "worrying":
            return sum(told["conditions"][name] for name in ("concern", "urgent", "urgent_unseen"))
        return int(told[figure]["total"] if figure in work else told[figure])
    if cut.value == "cell":
        method, result = code.split("/")
        return int(told["visits"]["table"][method][result])
    where: dict[str, Any] = {
        "reason": lambda: told[f"{figure}_by"],
        "method": lambda: told["visits"]["by_method"],
        "result": lambda: told["visits"]["by_result"],
        "condition": lambda: told["conditions"],
        "sign": lambda: told["signs"],
        "field": lambda: told["consultations"]["by_field"],
        "content": lambda: told["consultations"]["by_content"],
        "body": lambda: told["referrals"]["by_body"],
        "state": lambda: told["referrals"]["by_state"],
        "kind": lambda: told[figure]["by_kind"],
    }
    found = where[cut.value]().get(code) if cut.value in where else None
    return None if found is None else int(found)


def _on_paper(told: Mapping[str, Any]) -> Iterator[str]:
    """What the pages of figures say of a month, blanks left out; written from the sheet as it was looked at."""
    counted = {
        "見守った方": f"{told['under_watch']}名",
        "うち安否を確かめられた方": f"{told['confirmed_under_watch']}名",
        "うち確かめられなかった方": f"{told['not_confirmed']}名",
        "訪問記録のあった方": f"{told['people_visited']}名",
        "うち確かめられた方(同意なしも)": f"{told['people_confirmed']}名",
        "訪問記録": f"{told['visits']['total']}件",
        "相談": f"{told['consultations']['total']}件",
        "つなぎ": f"{told['referrals']['total']}件",
        "活動": f"{told['activities']['total']}件",
        "連絡調整": f"{told['coordination']['total']}回",
        "活動日数": f"{told['active_days']}日",
    }
    yield from (f"{title}{number}" for title, number in counted.items())
    for method in Method:
        row = told["visits"]["table"][method.value]
        yield method.label + "".join(str(row[result.value]) for result in Result) + str(sum(row.values()))


def _rows_on_paper(told: Mapping[str, Any], facts: MonthlyFacts) -> Iterator[tuple[str, str]]:
    """What stands beside each word in ⑥ to ⑩ of the sheet; a code that was never counted may be left out."""
    seen = told["conditions"]
    words = {condition.value: condition.label for condition in Condition} | {"unknown": "様子の記入なし"}
    yield from ((word, f"{seen[code]:,}") for code, word in words.items())
    yield "合計", f"{sum(seen[code] for code in words):,}"
    if seen["urgent_unseen"]:
        yield "ほか 会えないまま緊急", f"{seen['urgent_unseen']:,}"
    for group in dict.fromkeys(sign.group for sign in facts.signs):
        yield group, f"{sum(told['signs'].get(sign.code, 0) for sign in facts.signs if sign.group == group):,}"
    lists, sent = facts.lists, told["referrals"]
    for names, counts, title in (
        (lists.fields, told["consultations"]["by_field"], "合計（分野）"),
        (lists.contents, told["consultations"]["by_content"], "合計（内容）"),
        (lists.activities, told["activities"]["by_kind"], "合計（活動）"),
        (lists.coordination, told["coordination"]["by_kind"], "合計（連絡調整）"),
    ):
        yield from ((names.label(code), f"{counts.get(code, 0):,}") for code in {*names.offered, *counts})
        yield title, f"{sum(counts.values()):,}"
    waiting = facts.figures.work.awaited_by
    for code, number in sent["by_body"].items():
        yield lists.receivers.label(code), f"{number:,} ({waiting.get(code, 0):,})"
    yield "活動の時間", f"{told['activities']['hours']:,}"
    yield "参加した方（のべ）", f"{told['activities']['participants']:,}"


def _reasons_and_signs(told: Mapping[str, Any], facts: MonthlyFacts) -> Iterator[str]:
    """As patterns, blanks left out: the reasons of 増 and 減, and each sign that was noted."""
    for why in (*Added, *Ended):
        yield rf"{why.label}{told['added_by' if why in Added else 'ended_by'][why.value]:,}名"
    labels = {sign.code: "".join(sign.label.split()) for sign in facts.signs}
    yield from (rf"{re.escape(labels[code])}{number:,}(?![0-9,])" for code, number in told["signs"].items() if number)


def _beside_each_other(pdf: bytes) -> Counter[tuple[str, str]]:
    """Each text of the pages with the one to its right."""
    found: Counter[tuple[str, str]] = Counter()
    for sheet in layout(pdf):
        for text in sheet.texts:
            right = [one for one in sheet.texts if abs(one.y - text.y) < SAME_LINE and one.x > text.x]
            if right:
                found[text.text.strip(), min(right, key=lambda one: one.x).text.strip()] += 1
    return found


def _people(people: Sequence[Person], visits: Sequence[Visit], area: str | None) -> dict[str, set[str]]:
    """Who stands behind the figures of people, day by day and person by person."""
    who = brute_force.people_figures(people, APRIL.first, APRIL.last, area)
    everywhere = brute_force.visits_of(people, visits, APRIL.first, APRIL.last, None)
    here = brute_force.visits_of(people, visits, APRIL.first, APRIL.last, area)
    confirmed = {visit.person_id for visit in everywhere if visit.result in {"met", "confirmed"}}
    found = {key.replace(".", "/reason/"): ids for key, ids in who.items()}
    return found | {
        "confirmed_under_watch": who["under_watch"] & confirmed,
        "not_confirmed": who["under_watch"] - confirmed,
        "people_visited": {visit.person_id for visit in here},
        "people_confirmed": {visit.person_id for visit in here if visit.result in {"met", "confirmed"}},
    }


@LEAN
@given(st.data(), in_the_ward(), DONE, st.sampled_from([None, *AREAS]))
def test_figure_list_paper_and_export_are_one(
    ward_desk: Desk, data: st.DataObject, people: list[Person], done: Done, area: str | None
) -> None:
    visits = data.draw(visits_to(people))
    _refill(ward_desk, people, visits, _certain(done, area or AREAS[0]))
    report = ward_desk.reports.monthly(APRIL, area, statistics_only=True).run()
    part, told = report.parts[0], report.to_json(None)["figures"]
    beside = ward_desk.figures.beside(part)
    said = Said(figures=part.facts.figures, criteria=beside.criteria)
    expected = _people(people, visits, area)
    for counted in _everything(ward_desk, part, said):
        lines = ward_desk.figures.lines(counted, part)
        number, in_json = said.number(counted), _in_json(counted, told)
        assert len(lines) == number, counted.key
        assert in_json in (None, number), counted.key
        if counted.key in expected:
            assert {line.id for line in lines} == expected[counted.key], counted.key
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(report.pdf)).pages]
    text = "".join(re.sub(r"\d+ / \d+", "", "".join(pages)).split())  # the page's number would go on the last one
    for words in _on_paper(told):
        assert words in text
    for pattern in _reasons_and_signs(told, part.facts):
        assert re.search(pattern, text), pattern
    missing = Counter(_rows_on_paper(told, part.facts)) - _beside_each_other(report.pdf)
    assert not missing
    _equals_rectangles(ward_desk, report)
    _equals_export(ward_desk, part)


def _equals_rectangles(desk: Desk, report: MonthlyReport) -> None:
    """What opens from each rectangle of the pages makes the number that has to be printed in it."""
    part = report.parts[0]
    groups = {sign.code: sign.group for sign in part.facts.signs}
    words, said = desk.figures.words(part), Said(figures=part.facts.figures, groups=groups)
    trend = {str(month): counts for month, *counts in part.facts.trend}
    for ref in {place.ref for place in report.figures if not place.ref.column and place.ref.key != RATE_KEY}:
        counted = words.counted(ref.key)
        if ref.month:
            people = desk.figures.in_month(counted, part, Month.parse(ref.month))
            assert len(people) == trend[ref.month][counted.figure is Figure.NOT_CONFIRMED], ref
        else:
            lines = desk.figures.lines(counted, part)
            assert desk.figures.amount(counted, part, Side.MONTH, lines) == said.number(counted), ref


def _equals_export(desk: Desk, part: Part) -> None:
    """The records of the full export that lie in the month and the area are those that the figures open into."""
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "all.json"
        desk.exports.full(target).run()
        exported = json.loads(target.read_text(encoding="utf-8"))
    days = {"visits": "date", "consultations": "opened_on", "activities": "on", "coordination": "on"}
    for key, day in days.items():
        counted = next(one for one in wholes() if one.figure.value == key)
        there = {
            one["id"]
            for one in exported[key]
            if not one["voided"] and one[day].startswith("2026-04") and part.area in (None, one["area"])
        }
        assert {line.id for line in desk.figures.lines(counted, part)} == there, key


@LEAN
@given(st.data(), in_the_ward(), DONE)
def test_what_stands_beside_the_month_opens_into_as_many(
    ward_desk: Desk, data: st.DataObject, people: list[Person], done: Done
) -> None:
    _refill(ward_desk, people, data.draw(visits_to(people)), done)
    facts = ward_desk.reports.figures(APRIL, AREAS[0])
    sides = {Side.PREVIOUS: facts.facts.previous, Side.YEAR_TO_DATE: facts.facts.year_to_date}
    for side, figures in sides.items():
        for counted in _everything(ward_desk, facts, Said(figures=figures)) if figures is not None else ():
            assert len(ward_desk.figures.lines(counted, facts, side)) == Said(figures=figures).number(counted)
    worked = brute_force_work.worked_days(done.cases, done.activities, done.contacts, area=AREAS[0])
    assert len([day for day in worked if day in APRIL]) <= facts.facts.figures.active_days
