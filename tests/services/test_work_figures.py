"""Random work of three areas: figures, lists, paper and full export say the same as a count record by record."""

import io
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.domain import brute_force_work
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.activity import Activity, Coordination
from watchdesk.domain.activity_count import Period
from watchdesk.domain.behind import Figure, number
from watchdesk.domain.consultation import Consultation, ConsultStep, StepKind
from watchdesk.domain.counted import Counted
from watchdesk.domain.month import Month
from watchdesk.domain.referral import Referral, ReferralState, ReferralStep
from watchdesk.domain.work_lists import Block
from watchdesk.store.records import Record

AREAS = ("九条南", "堀江", "日吉")
MARCH, APRIL = Month(2026, 3), Month(2026, 4)
DAYS = st.dates(date(2026, 2, 25), date(2026, 5, 5)) | st.sampled_from(
    [date(2026, 3, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 4, 30)]
)
VOIDED = st.sampled_from([False, False, False, True])
KINDS = (Consultation, Referral, Activity, Coordination)


@dataclass(frozen=True, slots=True)
class Done:
    """Everything that was done beside visits."""

    cases: list[Consultation]
    referrals: list[Referral]
    activities: list[Activity]
    contacts: list[Coordination]


@st.composite
def cases(draw: st.DrawFn) -> list[Consultation]:
    found = []
    for place in range(draw(st.integers(0, 5))):
        opened, voided = draw(DAYS), draw(VOIDED)
        later = draw(st.lists(st.integers(0, 40), max_size=3))
        found.append(
            Consultation(
                id=f"c{place}",
                area=draw(st.sampled_from(AREAS)),
                opened_on=opened,
                field=draw(st.sampled_from(["A1", "A2", "A4"])),
                content=draw(st.sampled_from(["B1", "B10", "B14"])),
                said="相談の内容",
                steps=tuple(
                    ConsultStep(on=opened + timedelta(days), kind=StepKind.DONE, what="した", by="hanako")
                    for days in later
                ),
                voided=voided,
                void_reason="まちがい" if voided else None,
            )
        )
    return found


@st.composite
def referrals(draw: st.DrawFn) -> list[Referral]:
    steps = st.builds(ReferralStep, on=DAYS, state=st.sampled_from(ReferralState), by=st.just("hanako"))
    return [
        Referral(
            id=f"r{place}",
            area=draw(st.sampled_from(AREAS)),
            receiver=draw(st.sampled_from(["hokatsu", "soudanshitsu"])),
            body="つなぎ先",
            reason="わけ",
            steps=tuple(draw(st.lists(steps, max_size=4))),
        )
        for place in range(draw(st.integers(0, 5)))
    ]


@st.composite
def activities(draw: st.DrawFn) -> list[Activity]:
    found = []
    for place in range(draw(st.integers(0, 5))):
        voided, timed = draw(VOIDED), draw(st.booleans())
        found.append(
            Activity(
                id=f"a{place}",
                area=draw(st.sampled_from(AREAS)),
                on=draw(DAYS),
                kind=draw(st.sampled_from(["C1", "C3", "C5"])),
                title="活動",
                at=time(9, 20) if timed else None,
                until=time(11, 5) if timed else None,
                minutes=draw(st.none() | st.integers(0, 300)),
                participants=draw(st.none() | st.integers(0, 50)),
                voided=voided,
                void_reason="まちがい" if voided else None,
            )
        )
    return found


@st.composite
def contacts(draw: st.DrawFn) -> list[Coordination]:
    found = []
    for place in range(draw(st.integers(0, 5))):
        voided = draw(VOIDED)
        found.append(
            Coordination(
                id=f"k{place}",
                area=draw(st.sampled_from(AREAS)),
                on=draw(DAYS),
                kind=draw(st.sampled_from(["E1", "E2"])),
                what="連絡した",
                voided=voided,
                void_reason="まちがい" if voided else None,
            )
        )
    return found


DONE = st.builds(Done, cases(), referrals(), activities(), contacts())
STEADY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _refill(desk: Desk, done: Done) -> None:
    with desk._ground.store.write("hanako", Changed.ALL) as tx:
        for kind, letter in zip(KINDS, "crak", strict=True):
            tx.remove(kind, [f"{letter}{place}" for place in range(10)])
        for records in (done.cases, done.referrals, done.activities, done.contacts):
            _add(tx.add_all, records)


def _add(add_all: Any, records: Sequence[Record]) -> None:
    add_all(list(records))


def _expected(done: Done, month: Month, area: str | None) -> dict[str, Any]:
    return brute_force_work.work(
        done.cases,
        done.referrals,
        done.activities,
        done.contacts,
        first=month.first,
        last=month.last,
        area=area,
    )


@STEADY
@given(DONE, st.sampled_from([MARCH, APRIL]), st.sampled_from([None, *AREAS]))
def test_figures_equal_a_count_record_by_record_and_open_into_as_many(
    ward_desk: Desk, done: Done, month: Month, area: str | None
) -> None:
    _refill(ward_desk, done)
    part = ward_desk.reports.figures(month, area)
    figures = part.facts.figures
    told = figures.to_json()
    assert {key: told[key] for key in ("consultations", "referrals", "activities", "coordination")} == _expected(
        done, month, area
    )
    days = brute_force_work.worked_days(done.cases, done.activities, done.contacts, area=area)
    assert figures.active_days == len([day for day in days if day in month])
    for figure in Figure:
        if figure.is_of_work:
            assert len(ward_desk.figures.work(Counted(figure=figure), part)) == number(figure, figures)


@STEADY
@given(DONE, st.sampled_from([MARCH, APRIL]))
def test_blocks_a_and_b_have_the_same_total_and_areas_make_up_the_ward(
    ward_desk: Desk, done: Done, month: Month
) -> None:
    _refill(ward_desk, done)
    sheet = ward_desk.activity_counts.prepare(Period(month), all_areas=True).run()
    ward = sheet.whole
    if ward is None:
        return
    assert ward.number(Block.FIELDS, None) == ward.number(Block.CONTENTS, None)
    *areas, _ = [column.count for column in sheet.facts.pages[0].columns]
    for block in Block:
        alone = [one.number(block, None) for one in areas if one is not None]
        if block is Block.DAYS:
            assert max(alone) <= ward.number(block, None) <= sum(alone)
        else:
            assert sum(alone) == ward.number(block, None)
    for item in sheet.items:
        assert len(ward_desk.activity_counts.behind(item, sheet)) == ward.number(item.block, item.code)


@settings(STEADY, max_examples=8)
@given(DONE)
def test_list_paper_and_export_hold_the_same_consultations(ward_desk: Desk, done: Done) -> None:
    _refill(ward_desk, done)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "all.json"
        ward_desk.exports.full(target).run()
        exported = json.loads(target.read_text(encoding="utf-8"))
    counted = [one for one in exported["consultations"] if not one["voided"] and one["opened_on"].startswith("2026-04")]
    report = ward_desk.reports.monthly(APRIL, statistics_only=True).run()
    part = report.parts[0]
    listed = ward_desk.figures.work(Counted(figure=Figure.CONSULTATIONS), part)
    assert {line.id for line in listed} == {one["id"] for one in counted}
    page = "".join(PdfReader(io.BytesIO(report.pdf)).pages[1].extract_text().split())
    assert f"合計（分野）{len(counted)}" in page
    assert f"合計（内容）{len(counted)}" in page
