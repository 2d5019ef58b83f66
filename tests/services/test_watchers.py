"""A watcher's page: her people and what is due, her visits of a month, her paper, what was written of her."""

from datetime import date

import pytest

from tests.conftest import AREA, TODAY
from watchdesk.desk import Desk
from watchdesk.domain.check_digit import shown
from watchdesk.domain.copies import CopyState
from watchdesk.domain.directory import to_fetch
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.partner import Charge, Partner, PartnerKind
from watchdesk.domain.words import Condition, Consent, Method, Result
from watchdesk.errors import NotFound

MONTH = Month.of(TODAY)
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))


@pytest.fixture
def watcher(empty_desk: Desk) -> Partner:
    """中村 清, who watches over 一橋."""
    made = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "中村 清"})
    person = empty_desk.people.register({"family_name": "一橋"}, area=AREA, consent=AGREED, since=AGREED.since)
    empty_desk.people.put_in_charge(person.id, Charge(partner_id=made.id, since=date(2026, 4, 1)))
    return made


def visit(desk: Desk, person_id: str, on: date, visitor: str | None) -> str:
    told = {"visitor": visitor}
    made = desk.visits.record(
        person_id, on=on, method=Method.VISIT, result=Result.MET, condition=Condition.WELL, details=told
    )
    return made.id


def sheet(desk: Desk, person_id: str, walker: str) -> int:
    number = desk.day_sheets.handed_out(desk.day_sheets.prepare([person_id], on=TODAY, walker=walker).run()).number
    assert number is not None
    return number


def test_her_visits_are_those_that_name_her_in_the_month(empty_desk: Desk, watcher: Partner) -> None:
    (entrusted,) = empty_desk.partners.entrusted(watcher.id)
    days = [(20, "中村 清"), (18, "中村　清・森 三"), (17, "中村 清子"), (16, None)]
    made = [visit(empty_desk, entrusted.id, TODAY.replace(day=day), who) for day, who in days]
    earlier = visit(empty_desk, entrusted.id, date(2026, 10, 31), "中村 清")

    work = empty_desk.watchers.work(watcher.id, MONTH)

    assert [line.id for line in work.visits] == made[:2]
    assert [line.id for line in empty_desk.watchers.work(watcher.id, MONTH.previous).visits] == [earlier]
    assert work.load is not None
    assert (work.load.people, work.load.visits) == ((entrusted.id,), 4)


def test_her_paper_is_what_is_out_with_her_until_it_comes_back(empty_desk: Desk, watcher: Partner) -> None:
    (entrusted,) = empty_desk.partners.entrusted(watcher.id)
    mine, other = sheet(empty_desk, entrusted.id, "中村 清"), sheet(empty_desk, entrusted.id, "森 三")
    carried = empty_desk.ledger.copy_made("people_list", "名簿", [entrusted.id], how="printed", holder="中村清")

    papers = empty_desk.watchers.work(watcher.id, MONTH).papers

    assert [(one.number, one.round_id is not None, one.left) for one in papers] == [
        (carried, False, 0),
        (mine, True, 1),
    ]
    assert papers[1].walked_on == TODAY
    assert other not in [one.number for one in papers]
    empty_desk.rounds.received(papers[1].round_id or "")
    empty_desk.copies.settle(carried, CopyState.DESTROYED)
    assert empty_desk.watchers.work(watcher.id, MONTH).papers == ()


def test_paper_that_names_whom_another_takes_over_is_to_be_asked_back(empty_desk: Desk, watcher: Partner) -> None:
    (entrusted,) = empty_desk.partners.entrusted(watcher.id)
    sheet_number = sheet(empty_desk, entrusted.id, "中村 清")
    other = empty_desk.ledger.copy_made("people_list", "名簿", [], how="printed", holder="中村 清")
    room = empty_desk.watchers
    assert [one.number for one in room.papers(watcher.id)] == [other, sheet_number]
    named = room.papers(watcher.id, [entrusted.id])
    told = f"中村 清さんがお持ちの写しが1枚あります（{shown(sheet_number)}）。戻していただいてください。"
    assert to_fetch(watcher, named) == told
    assert to_fetch(watcher, ()) == ""


def test_a_sheet_that_another_walked_after_all_is_the_others(empty_desk: Desk, watcher: Partner) -> None:
    (entrusted,) = empty_desk.partners.entrusted(watcher.id)
    sheet(empty_desk, entrusted.id, "中村 清")
    empty_desk.rounds.walked(empty_desk.rounds.out()[0].id, on=TODAY, walker="森 三")
    assert empty_desk.watchers.work(watcher.id, MONTH).papers == ()


def test_of_a_body_there_is_no_such_work_and_of_nobody_none_at_all(empty_desk: Desk, watcher: Partner) -> None:
    body = empty_desk.partners.add({"kind": PartnerKind.BODY, "name": watcher.name})
    work = empty_desk.watchers.work(body.id, MONTH)
    assert (work.load, work.visits, work.papers) == (None, (), ())
    with pytest.raises(NotFound):
        empty_desk.watchers.work("nobody", MONTH)


def test_what_was_written_of_a_partner_is_told_in_words_newest_first(empty_desk: Desk, watcher: Partner) -> None:
    empty_desk.partners.change(watcher.id, {"role": "班長", "kind": "care_manager"})
    empty_desk.partners.verify(watcher.id)

    told = [(one.action, one.title, one.old, one.new) for one in empty_desk.partners.past(watcher.id)]

    assert told[0] == ("確かめた", "最後の確かめ", "", "令和8年11月22日（2026年）")
    assert set(told[1:3]) == {
        ("書き直し", "種別", "見守り員", "ケアマネジャー・介護"),
        ("書き直し", "役割", "", "班長"),
    }
    assert told[-1][0] == "登録"


def test_whom_she_was_in_charge_of_is_told_after_a_change(empty_desk: Desk, watcher: Partner) -> None:
    heir = empty_desk.partners.add({"kind": PartnerKind.WATCHER, "name": "森 三"})
    assert empty_desk.partners.former(watcher.id) == ()
    empty_desk.partners.hand_over(watcher.id, to=heir.id, since=TODAY)
    (one,) = empty_desk.partners.former(watcher.id)
    assert (one.line.name, one.charge.since, one.charge.until) == ("一橋", date(2026, 4, 1), date(2026, 11, 21))
    assert empty_desk.partners.former(heir.id) == ()
