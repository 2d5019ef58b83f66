"""Month closing: an issue prints as it was drawn; what moves a closed month is written with a reason, or not at all."""

import hashlib
import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import update

from watchdesk.changed import Changed
from watchdesk.desk import Desk, MonthlyReport
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import Counted, Said, wholes
from watchdesk.domain.histories import AreaEntry, ConsentEntry, StatusEntry
from watchdesk.domain.month import Month
from watchdesk.domain.words import Consent, Method, Result, Status
from watchdesk.errors import Busy, ClosedMonth, Invalid, WatchDeskError
from watchdesk.reports.monthly import issue as monthly_issue
from watchdesk.reports.monthly import report as monthly
from watchdesk.reports.monthly.issue import Kept
from watchdesk.store import users
from watchdesk.store.schema import closings

OCTOBER = Month(2026, 10)
DAY = date(2026, 10, 20)
LISTED = (Figure.VISITS, Figure.ACTIVITIES)


def _report(desk: Desk) -> MonthlyReport:
    return desk.reports.monthly(OCTOBER).run()


def _watched(desk: Desk) -> str:
    return desk.reports.members(OCTOBER).at_end[0]


def _late(desk: Desk, person_id: str | None = None) -> str:
    """A visit of October that is typed in late."""
    who = person_id or _watched(desk)
    return desk.visits.record(who, on=DAY, method=Method.VISIT, result=Result.MET).id


def _ids(desk: Desk, counted: Counted) -> set[str]:
    return {line.id for line in desk.figures.lines(counted, desk.reports.figures(OCTOBER))}


def _agreed() -> ConsentEntry:
    return ConsentEntry(state=Consent.AGREED, since=DAY)


def test_a_closed_month_is_issue_1_with_a_code_and_prints_the_same_from_then_on(desk: Desk) -> None:
    opened = _report(desk)
    assert opened.parts[0].facts.edition == "未確定"

    closing = desk.closings.close(OCTOBER)
    issued = _report(desk)

    assert (closing.issue, closing.area) == (1, "九条南")
    assert issued.parts[0].facts.mark == f"第1号（初版）　照合番号 {closing.code}"
    assert issued.parts[0].facts.figures == opened.parts[0].facts.figures
    assert issued.parts[0].named == opened.parts[0].named
    assert issued.title.endswith("第1号")
    desk.people.change(_watched(desk), {"family_name": "改姓"})
    desk.settings.change({"monthly_people_columns": ["contacts"], "monthly_visit_columns": ["note"]})
    assert _report(desk).pdf == issued.pdf
    assert issued.to_json(None)["issue"] == 1


def test_a_month_is_closed_from_its_last_day_on(desk: Desk) -> None:
    with pytest.raises(Invalid, match="11月30日から締められます") as refused:
        desk.closings.close(Month(2026, 11))
    assert refused.value.code == "month.not_over"


def test_a_month_that_is_as_it_was_issued_is_not_closed_again(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    with pytest.raises(WatchDeskError, match="訂正版はいりません") as refused:
        desk.closings.close(OCTOBER)
    assert refused.value.code == "already_closed"


def test_a_late_visit_asks_for_a_reason_and_nothing_is_written_without_one(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    before = _report(desk)
    with pytest.raises(ClosedMonth, match="令和8年10月は締めてあります") as refused:
        _late(desk)
    assert refused.value.code == "closed_month"
    assert desk.reports.as_of_today(OCTOBER, "九条南").facts.figures == before.parts[0].facts.figures

    with desk.closings.because("用紙が、あとから届いたため"):
        visit_id = _late(desk)

    (amended,) = desk.closings.amended(OCTOBER)
    assert (amended.reason, amended.by) == ("用紙が、あとから届いたため", "hanako")
    assert ("visit", visit_id) in amended.records
    told = "令和8年10月を締めたあと、11月22日に書きました。わけ：用紙が、あとから届いたため"
    assert desk.closings.mark(visit_id) == told
    assert not desk.closings.mark(_watched(desk))
    assert {entry.reason for entry in desk.ledger.entries(limit=2)} == {"用紙が、あとから届いたため"}
    assert _report(desk).parts[0].facts.outdated
    assert _report(desk).parts[0].facts.figures == before.parts[0].facts.figures


def test_the_next_issue_tells_what_differs_and_why(desk: Desk) -> None:
    first = desk.closings.close(OCTOBER)
    total = _report(desk).parts[0].facts.figures.visits.total
    with desk.closings.because("用紙が、あとから届いたため"):
        _late(desk)
    look = desk.closings.look(OCTOBER)
    assert look.outdated
    assert look.may_close

    second = desk.closings.close(OCTOBER)

    facts = _report(desk).parts[0].facts
    assert (second.issue, facts.edition, facts.outdated) == (2, "第2号（訂正版）", False)
    assert second.code != first.code
    assert ("訪問記録", f"{total}件", f"{total + 1}件") in {
        (one.what, one.before, one.after) for one in facts.differences
    }
    assert facts.differences == look.differences
    assert [why.reason for why in facts.whys] == ["用紙が、あとから届いたため"]
    again = desk.reports.issue(first).run()
    assert again.parts[0].facts.figures.visits.total == total
    with desk.closings.because("もう1枚"):
        _late(desk)
    assert [why.reason for why in desk.closings.look(OCTOBER).whys] == ["もう1枚"]


def test_what_moves_no_figure_of_a_closed_month_asks_nothing(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    desk.visits.record(_watched(desk), on=date(2026, 11, 20), method=Method.VISIT, result=Result.MET)
    visit = next(one for one in desk.visits.during(OCTOBER) if not one.voided)
    desk.visits.correct(visit.id, {"note": "書き足し"}, "書きもらし")
    assert desk.closings.amended(OCTOBER) == ()
    assert any("訪問記録のくわしい内容" in one.what for one in desk.closings.look(OCTOBER).differences)


def test_every_kind_of_write_that_moves_a_closed_month_asks(desk: Desk) -> None:
    who = _watched(desk)
    visit = next(one for one in desk.visits.during(OCTOBER) if not one.voided)
    voided = next(one for one in desk.visits.during(Month(2026, 9)) if not one.voided)
    desk.closings.close(OCTOBER)
    desk.closings.close(Month(2026, 9))
    writes = (
        lambda: desk.visits.void(visit.id, "二重"),
        lambda: desk.visits.void(voided.id, "二重"),
        lambda: desk.visits.correct(visit.id, {"on": date(2026, 11, 3)}, "日ちがい"),
        lambda: desk.visits.record_together([who], on=DAY, method=Method.PHONE, result=Result.ABSENT),
        lambda: desk.people.set_status(
            who, StatusEntry(state=Status.ENDED, since=date(2026, 10, 5), reason="facility")
        ),
        lambda: desk.consents.give(who, ConsentEntry(state=Consent.WITHDRAWN, since=date(2026, 10, 2))),
        lambda: desk.people.move(who, AreaEntry(area="堀江", since=date(2026, 10, 2))),
        lambda: desk.settings.change({"visit_count_methods": ["visit"]}),
        lambda: desk.people.register({"family_name": "新"}, area="九条南", consent=_agreed(), since=DAY),
        lambda: desk.activities.record({"on": DAY, "kind": "C2", "title": "まつり"}),
        lambda: desk.activities.coordinate({"on": DAY, "kind": "E1", "what": "電話", "whom": "会長"}),
        lambda: desk.consultations.open_case(
            {"opened_on": DAY, "opened_at": None, "field": "A1", "content": "B1", "said": "通院", "person_id": who}
        ),
    )
    for write in writes:
        with pytest.raises(ClosedMonth):
            write()
    assert desk.closings.amended(OCTOBER) == ()


def test_a_reopened_month_is_open_until_it_is_closed_as_the_next_issue(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    desk.closings.reopen(OCTOBER, "保健福祉課からの問い合わせ")
    assert desk.closings.standing(OCTOBER) is None
    assert _report(desk).parts[0].facts.edition == "未確定"
    assert OCTOBER in desk.reports.awaited()
    _late(desk)

    assert desk.closings.close(OCTOBER).issue == 2
    assert [why.reason for why in _report(desk).parts[0].facts.whys] == ["保健福祉課からの問い合わせ"]


def test_a_reason_is_wanted_for_opening_again(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    with pytest.raises(Invalid, match="わけ"):
        desk.closings.reopen(OCTOBER, " ")
    with pytest.raises(WatchDeskError, match="締めてありません"):
        desk.closings.reopen(Month(2026, 9), "わけ")


def test_who_withdrew_since_is_left_out_of_the_reprint_and_still_counted(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    before = _report(desk)
    who = before.parts[0].named[0]
    name = desk.people.get(who).name
    desk.consents.give(who, ConsentEntry(state=Consent.WITHDRAWN, since=date(2026, 11, 20)))

    facts = _report(desk).parts[0].facts

    assert facts.left_out == 1
    assert facts.people is not None
    assert facts.visits is not None
    assert name not in {line.name for line in facts.people.rows} | {line.name for line in facts.visits.rows}
    assert facts.figures == before.parts[0].facts.figures
    assert who not in _report(desk).parts[0].named


def test_a_closed_month_and_its_corrections_go_out_and_come_back_equal(
    desk: Desk, ward_desk: Desk, tmp_path: Path
) -> None:
    desk.closings.close(OCTOBER)
    with desk.closings.because("用紙が、あとから届いたため"):
        _late(desk)
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    desk.exports.full(first).run()
    ward_desk.exports.take_back(first).run()
    ward_desk.exports.full(second).run()
    assert ward_desk.closings.issues(OCTOBER, "九条南") == desk.closings.issues(OCTOBER)
    assert ward_desk.closings.amended(OCTOBER, "九条南") == desk.closings.amended(OCTOBER)
    assert ward_desk.reports.monthly(OCTOBER, "九条南").run().pdf == _report(desk).pdf


def test_months_from_the_one_before_the_first_day_on_wait_until_they_are_closed(desk: Desk) -> None:
    assert desk.reports.awaited() == (OCTOBER,)
    desk.closings.close(Month(2026, 8))
    assert desk.reports.awaited() == (Month(2026, 9), OCTOBER)
    desk.closings.close(OCTOBER)
    assert desk.reports.awaited() == (Month(2026, 9),)


def test_nothing_is_awaited_of_a_new_store(empty_desk: Desk) -> None:
    assert empty_desk.reports.awaited() == ()


def test_what_is_drawn_from_the_store_is_what_was_looked_at_but_for_its_number(desk: Desk) -> None:
    looked_at = _report(desk).parts[0].facts
    closing = desk.closings.close(OCTOBER)
    drawn = io.BytesIO()
    issued = _report(desk)
    monthly.draw(replace(looked_at, issue=1, code=closing.code), drawn, copy=issued.copy)
    assert hashlib.sha256(issued.pdf).hexdigest() == hashlib.sha256(drawn.getvalue()).hexdigest()


def test_the_figures_alone_of_a_closed_month_name_nobody(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    report = desk.reports.monthly(OCTOBER, statistics_only=True).run()
    assert report.parts[0].facts.issue == 1
    assert report.named == ()
    assert not report.is_whole


def test_each_area_and_the_ward_are_closed_on_their_own(desk: Desk, ward_desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "all.json"
    desk.exports.full(file).run()
    ward_desk.exports.take_back(file).run()
    area, ward = ward_desk.closings.close(OCTOBER, "九条南"), ward_desk.closings.close(OCTOBER)
    assert (area.area, ward.area) == ("九条南", None)
    parts = ward_desk.reports.monthly(OCTOBER, all_areas=True).run().parts
    assert {part.area for part in parts if part.facts.issue == 1} == {"九条南", None}
    with pytest.raises(ClosedMonth):
        _late(ward_desk, desk.reports.members(OCTOBER).at_end[0])
    with ward_desk.closings.because("用紙が遅れた"):
        _late(ward_desk, desk.reports.members(OCTOBER).at_end[0])
    assert len(ward_desk.closings.amended(OCTOBER)) == len(ward_desk.closings.amended(OCTOBER, "九条南")) == 1


def test_who_was_hidden_or_merged_since_is_named_as_she_may_be_now(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    hidden, gone, stayed = _report(desk).parts[0].named[:3]
    address = desk.people.get(hidden).address or ""
    desk.people.change(hidden, {"hidden": True})
    with desk.closings.because("同じ方が2人いたため"):
        desk.merging.merge(stayed, gone, reason="同じ方")

    part = _report(desk).parts[0]

    assert part.facts.people is not None
    assert part.facts.left_out == 0
    assert {hidden} <= part.hidden
    assert part.facts.people.rows[-1].address == "秘匿"
    assert address not in part.facts.people.rows[-1].address
    assert (gone in part.named, stayed in part.named) == (False, True)


def test_staff_may_close_but_not_open_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.closings.close(OCTOBER)
    with desk._ground.store.write("hanako", Changed.USERS) as tx:
        users.set_role(tx.connection, "hanako", "staff")
        tx.log("changed", "user", "hanako")
    assert not desk.closings.look(OCTOBER).may_reopen
    with pytest.raises(WatchDeskError, match="見守りコーディネーターだけ") as refused:
        desk.closings.reopen(OCTOBER, "わけ")
    assert refused.value.code == "not_allowed"


def test_an_undo_that_moves_a_closed_month_comes_next_again_with_its_reason(desk: Desk) -> None:
    with_late = _late(desk)
    desk.closings.close(OCTOBER)
    with pytest.raises(ClosedMonth):
        desk.undo.undo()
    with desk.closings.because("まちがい"):
        desk.undo.undo()
    assert desk.visits.get(with_late).voided


def test_a_closed_month_whose_facts_were_touched_is_found_by_looking_the_store_over(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    checks = {check.name: check.ok for check in desk.health.verify(lambda _done, _of: None).checks}
    assert checks["closings"]
    with desk._ground.store.read() as connection:
        connection.execute(update(closings).values(facts={"form": 1}))
    checks = {check.name: check.ok for check in desk.health.verify(lambda _done, _of: None).checks}
    assert not checks["closings"]


@pytest.mark.parametrize("reason", ["", "　", "長" * 201])
def test_a_reason_is_a_short_sentence(desk: Desk, reason: str) -> None:
    with pytest.raises(Invalid, match="わけ"), desk.closings.because(reason):
        pass


def test_a_reason_tells_no_hidden_persons_place(desk: Desk) -> None:
    who = _watched(desk)
    desk.people.change(who, {"hidden": True})
    person = desk.people.get(who)
    desk.closings.close(OCTOBER)
    with desk.closings.because(f"{person.town}{person.address}の方の用紙が遅れた"):
        _late(desk, who)
    (amended,) = desk.closings.amended(OCTOBER)
    assert "秘匿" in amended.reason
    assert (person.address or "?") not in amended.reason


def test_a_figure_of_an_issue_opens_into_the_records_it_was_counted_from(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    with desk.closings.because("用紙が遅れた"):
        late = _late(desk)
        desk.activities.record({"on": DAY, "kind": "C2", "title": "まつり"})
    part = _report(desk).parts[0]
    visits, activities = (next(one for one in wholes() if one.figure is each) for each in LISTED)
    ids = {line.id for line in desk.figures.visits(visits, part)}
    assert len(ids) == part.facts.figures.visits.total
    assert late not in ids
    assert len(desk.figures.work(activities, part)) == part.facts.figures.work.activities


def test_who_was_merged_since_is_found_behind_a_figure_of_the_issue_in_the_record_that_stayed(desk: Desk) -> None:
    stayed, gone = _report(desk).parts[0].named[:2]
    desk.closings.close(OCTOBER)
    with desk.closings.because("同じ方が2人いたため"):
        desk.merging.merge(stayed, gone, reason="同じ方")
    part = desk.reports.figures(OCTOBER)
    watched = next(one for one in wholes() if one.figure is Figure.UNDER_WATCH)
    found = desk.figures.people(watched, part)
    assert (stayed in found, gone in found) == (True, False)
    assert len(found) == part.facts.figures.under_watch - 1


def test_who_writes_while_a_month_is_being_closed_is_told_to_wait(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    who, written = _watched(desk), monthly_issue.to_json
    told: list[BaseException | None] = []

    def meanwhile(kept: Kept) -> dict[str, object]:
        with ThreadPoolExecutor(1) as other:
            told.append(other.submit(_late, desk, who).exception())
        return written(kept)

    monkeypatch.setattr(monthly_issue, "to_json", meanwhile)
    desk.closings.close(OCTOBER)
    assert isinstance(told[0], Busy)
    assert "月の締め" in str(told[0])
    assert not desk.closings.look(OCTOBER).outdated


def test_every_figure_of_an_issue_opens_into_as_many_records_as_it_says_whatever_came_since(desk: Desk) -> None:
    desk.activities.record({"on": date(2026, 10, 25), "kind": "C2", "title": "まつり"})
    desk.closings.close(OCTOBER)
    before = {one.key: _ids(desk, one) for one in wholes()}
    met = [line for line in desk.visits.during(OCTOBER) if line.result is Result.MET and not line.voided]
    visited = {line.person_id for line in desk.visits.during(OCTOBER)}
    new = next(one for one in desk.reports.members(OCTOBER).at_end if one not in visited)
    with desk.closings.because("用紙が遅れた"):
        _late(desk, new)
        desk.visits.void(met[0].id, "二重に書いた")
        for line in met[1:4]:
            desk.visits.correct(line.id, {"on": date(2026, 11, 2)}, reason="日をまちがえた")
    part = desk.reports.figures(OCTOBER)
    said = Said(figures=part.facts.figures)
    for counted in wholes():
        assert _ids(desk, counted) == before[counted.key], counted.key
        assert len(before[counted.key]) == said.number(counted), counted.key
    visits = next(one for one in wholes() if one.figure is Figure.VISITS)
    assert any(line.voided for line in desk.figures.visits(visits, part)), "it was counted, and is shown as voided"
