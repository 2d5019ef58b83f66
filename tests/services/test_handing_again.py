"""Between looking and writing: what a file would tell otherwise now, or tell otherwise than its issue, never goes."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY
from tests.services.test_handing import OCTOBER, OFFICE, covered, hand, parcel
from watchdesk.changed import Changed
from watchdesk.desk import DAY_LINES, Desk
from watchdesk.domain.copies import CopyDeed, CopyState
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent, ConsentWay, Method, Result
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.store import handovers


def covered_id(desk: Desk) -> str:
    """Somebody who may be told of, with an address that is not hidden."""
    names = covered(desk)
    return next(line.id for line in desk.people.lines() if line.name in names and not line.hidden and line.address)


def test_who_was_hidden_between_looking_and_writing_does_not_go_out_with_her_address(
    desk: Desk, tmp_path: Path
) -> None:
    person_id = covered_id(desk)
    alone = desk.list_files.person(person_id, receiver=OFFICE).run()
    listed = desk.list_files.people([person_id], receiver=OFFICE, columns=("name",)).run()
    desk.people.change(person_id, {"hidden": True})
    for made in (alone, listed):
        with pytest.raises(WatchDeskError, match="秘匿が変わりました") as refused:
            hand(desk, tmp_path / "a.xlsx", made)
        assert refused.value.code == "outdated"
    assert not (tmp_path / "a.xlsx").exists()


def test_what_was_changed_between_looking_and_writing_is_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    person_id = covered_id(desk)
    made = desk.list_files.person(person_id, receiver=OFFICE).run()
    desk.people.change(person_id, {"address": "9-9-9"})
    with pytest.raises(WatchDeskError, match="記録が変わりました"):
        hand(desk, tmp_path / "a.xlsx", made)


def test_a_note_corrected_between_looking_and_writing_is_looked_at_again(desk: Desk, tmp_path: Path) -> None:
    made = parcel(desk)
    person_id = next(one for one in made.named if any(visit.on in OCTOBER for visit in desk.visits.of_person(one)))
    alone = desk.list_files.person(person_id, receiver=OFFICE).run()
    visit = next(visit for visit in desk.visits.of_person(person_id) if visit.on in OCTOBER)
    desk.visits.correct(visit.id, {"note": "別の方の話でした。"}, "書きまちがい")
    for looked_at in (made, alone):
        with pytest.raises(WatchDeskError, match="記録が変わりました"):
            hand(desk, tmp_path / "a.xlsx", looked_at)
    assert desk.handovers.all() == ()
    assert hand(desk, tmp_path / "a.xlsx").handover.visits == made.visits


def test_the_second_person_is_not_the_first_under_her_full_name(desk: Desk, tmp_path: Path) -> None:
    desk.settings.change({"handover_people": 2, "coordinator": "佐藤 一"})
    own = desk.users.current().full_name
    for second in (own, f"　{own.replace(' ', '')}", desk.user.upper(), "佐藤　一"):
        with pytest.raises(Invalid, match="別の方"):
            hand(desk, tmp_path / "a.xlsx", second=second)


def test_an_erased_file_is_erased_once_with_its_copy(desk: Desk, tmp_path: Path) -> None:
    made = hand(desk, tmp_path / "a.xlsx").handover
    number = made.copy_number
    assert number is not None
    desk.handovers.erased(made.id, TODAY)
    with pytest.raises(WatchDeskError) as again:
        desk.handovers.erased(made.id, TODAY)
    assert again.value.code == "already_erased"
    assert [event.deed for event in desk.copies.past(number)].count(CopyDeed.DESTROYED) == 1


def test_a_file_ends_with_its_copy_and_is_awaited_again_where_that_proves_wrong(desk: Desk, tmp_path: Path) -> None:
    made = hand(desk, tmp_path / "a.xlsx", due_back=TODAY).handover
    number, kept = made.copy_number, desk.handovers
    assert number is not None

    desk.copies.settle(number, CopyState.DESTROYED)
    assert (kept.get(made.id).erased_on, kept.unreceipted()) == (TODAY, ())
    with pytest.raises(WatchDeskError, match="もう消した"):
        kept.erased(made.id, TODAY)
    assert [event.deed for event in desk.copies.past(number)].count(CopyDeed.DESTROYED) == 1

    desk.copies.settle(number, CopyState.OUT)
    assert kept.unreceipted() == kept.to_end() == (made,)
    desk.copies.settle(number, CopyState.RETURNED)
    assert (kept.get(made.id).returned_on, kept.to_end()) == (TODAY, ())
    deeds = [line.entry.action for line in desk.ledger.told(20) if line.entry.entity_id == made.id]
    assert deeds == ["medium returned", "not erased", "erased", "file handed over"], "taking back is told too"


def test_taking_a_copy_back_takes_back_what_its_own_deeds_wrote_of_the_file_and_nothing_else(
    desk: Desk, tmp_path: Path
) -> None:
    later = TODAY + timedelta(days=30)
    alone = hand(desk, tmp_path / "a.xlsx", due_back=TODAY, erase_by=later).handover
    both = hand(desk, tmp_path / "b.xlsx", insist=True, due_back=TODAY).handover
    assert alone.copy_number is not None
    assert both.copy_number is not None
    kept = desk.handovers
    kept.returned(alone.id, TODAY)
    for state in (CopyState.RETURNED, CopyState.OUT):
        desk.copies.settle(alone.copy_number, state)
        assert kept.get(alone.id).returned_on == TODAY, "the stick came back by itself"
    for states in ((CopyState.DESTROYED, CopyState.RETURNED), (CopyState.RETURNED, CopyState.DESTROYED)):
        for state in (*states, CopyState.OUT):
            desk.copies.settle(both.copy_number, state)
        assert kept.get(both.id) == both, "a copy that is out is awaited again"
    kept.returned(both.id, TODAY)
    desk.copies.settle(both.copy_number, CopyState.OUT)
    assert kept.to_end() == (both,), "stick and copy came back by one deed"


def test_a_copy_that_is_back_ends_no_file_that_is_still_to_be_erased(desk: Desk, tmp_path: Path) -> None:
    made = hand(desk, tmp_path / "a.xlsx", due_back=TODAY, erase_by=TODAY).handover
    assert made.copy_number is not None
    desk.copies.settle(made.copy_number, CopyState.RETURNED)
    (waiting,) = desk.handovers.to_end()
    assert (waiting.id, waiting.returned_on, waiting.awaited(TODAY)) == (made.id, TODAY, (TODAY,))
    desk.handovers.erased(made.id, TODAY)
    assert desk.handovers.to_end() == ()
    assert desk.copies.get(made.copy_number).state is CopyState.DESTROYED


def test_a_file_whose_copy_an_earlier_release_destroyed_alone_is_still_written_down_as_erased(
    desk: Desk, tmp_path: Path
) -> None:
    made = hand(desk, tmp_path / "a.xlsx").handover
    assert made.copy_number is not None
    desk.copies.settle(made.copy_number, CopyState.DESTROYED)
    with desk._ground.store.write(desk.user, Changed.COPIES) as tx:
        handovers.change(tx.connection, made.id, erased_on=None)
    assert desk.handovers.erased(made.id, TODAY).erased_on == TODAY
    assert [event.deed for event in desk.copies.past(made.copy_number)].count(CopyDeed.DESTROYED) == 1


def test_what_is_to_come_back_and_to_be_erased_waits_on_today_until_it_is_said(desk: Desk, tmp_path: Path) -> None:
    stick = hand(desk, tmp_path / "a.xlsx", due_back=TODAY).handover
    kept = hand(desk, tmp_path / "b.xlsx", insist=True, due_back=TODAY, erase_by=TODAY + timedelta(days=1)).handover
    later = hand(desk, tmp_path / "c.xlsx", insist=True, erase_by=TODAY + timedelta(days=30)).handover
    assert stick.awaited(TODAY - timedelta(days=1)) == later.awaited(TODAY) == ()
    assert [one.id for one in desk.day.facts().to_end] == [stick.id, kept.id]
    (line,) = (one for one in DAY_LINES if one.key == "ends")
    told = line.told(desk.day.facts())
    assert (told.count, told.tone, "11月22日まで" in told.about) == (2, "wait", True)

    desk.handovers.returned(kept.id, TODAY)
    back = desk.handovers.returned(stick.id, TODAY)
    with pytest.raises(WatchDeskError) as again:
        desk.handovers.returned(stick.id, TODAY)
    assert (again.value.code, line.is_told(desk.day.facts())) == ("already_returned", False)
    assert back.copy_number is not None
    assert kept.copy_number is not None
    states = [desk.copies.get(number).state for number in (back.copy_number, kept.copy_number)]
    assert states == [CopyState.RETURNED, CopyState.OUT]  # of the other one a file is left to be erased
    assert kept.awaited(TODAY + timedelta(days=1)) != ()
    assert desk.handovers.erased(kept.id, TODAY).awaited(TODAY + timedelta(days=1)) == ()


def test_what_the_copys_own_page_says_is_destroyed_or_lost_is_awaited_no_more(desk: Desk, tmp_path: Path) -> None:
    for name, state in (("a", CopyState.DESTROYED), ("b", CopyState.LOST)):
        made = hand(desk, tmp_path / f"{name}.xlsx", insist=name != "a", due_back=TODAY, erase_by=TODAY).handover
        assert [one.id for one in desk.handovers.to_end()] == [made.id]
        assert made.copy_number is not None
        desk.copies.settle(made.copy_number, state)
        assert desk.handovers.to_end() == ()
    assert made.copy_number is not None
    desk.copies.settle(made.copy_number, CopyState.OUT)
    assert [one.id for one in desk.handovers.to_end()] == [made.id]


def test_who_signed_a_receipt_is_corrected_and_what_stood_there_is_kept_beside_the_ledger(
    desk: Desk, tmp_path: Path
) -> None:
    made = hand(desk, tmp_path / "a.xlsx").handover
    with pytest.raises(WatchDeskError) as early:
        desk.handovers.correct_receipt(made.id, TODAY, "別の方")
    assert early.value.code == "no_receipt"
    desk.handovers.receipt(made.id, TODAY, "係の方")
    with pytest.raises(WatchDeskError):
        desk.handovers.correct_receipt(made.id, TODAY, " 係の方")
    corrected = desk.handovers.correct_receipt(made.id, TODAY, "別の 方")
    assert (corrected.received_by, corrected.received_on) == ("別の 方", TODAY)
    newest = desk.ledger.entries(1)[0]
    assert (newest.action, newest.entity_id) == ("receipt corrected", made.id)
    assert (newest.fields, newest.reason) == (("received_by",), None), "no name goes into the chained ledger"
    assert desk.handovers.receipt_before(made.id) == ("係の方",)


def test_a_visit_that_came_after_the_issue_is_not_among_the_issues_records(desk: Desk) -> None:
    desk.closings.close(OCTOBER)
    before = parcel(desk)
    person_id = before.named[0]
    with desk.closings.because("あとから届いたため"):
        desk.visits.record(person_id, on=date(2026, 10, 20), method=Method.VISIT, result=Result.MET)
    made = parcel(desk)
    overview, _, visits = made.sheets(None)[:3]
    told: dict[Any, Any] = {row[0]: row[1] for row in overview.rows}
    total = desk.reports.figures(OCTOBER).facts.figures.visits.total
    assert told["お渡しする訪問記録"] + told["お渡ししない訪問記録"] == total
    assert (len(visits.rows), made.visits) == (before.visits, before.visits)


def test_a_list_has_only_columns_that_are_for_its_receiver_and_one_person_no_notes_for_neighbours(desk: Desk) -> None:
    person_id = covered_id(desk)
    entry = ConsentEntry(state=Consent.AGREED, since=TODAY, way=ConsentWay.WRITTEN, recipients=("chokai", OFFICE))
    desk.consents.give(person_id, entry)
    wanted = ("name", "condition", "last_attempt", "due", "consent_since", "missing", "minsei", "age")
    titles = {}
    for receiver in ("chokai", OFFICE):
        made = desk.list_files.people([person_id], receiver=receiver, columns=wanted).run()
        titles[receiver] = [head.title for head in made.sheets(None)[1].heads]
        assert set(titles[receiver]).isdisjoint(made.left_out)
        assert len(titles[receiver]) + len(made.left_out) == len(wanted)
    assert titles["chokai"] == ["氏名", "民生委員", "年齢"]
    assert titles[OFFICE] == ["氏名", "様子", "前に訪ねた日", "次の期限", "同意日", "民生委員", "年齢"]
    alone = {receiver: desk.list_files.person(person_id, receiver=receiver).run() for receiver in titles}
    assert "訪問" in [sheet.title for sheet in alone[OFFICE].sheets(None)]
    assert "訪問" not in [sheet.title for sheet in alone["chokai"].sheets(None)]
    assert alone["chokai"].visits == 0
    assert "知らせてよい項目ではない" in alone["chokai"].left_out_told
    assert alone[OFFICE].left_out_told == ""


def test_a_month_for_a_neighbour_has_no_notes_and_says_which_columns_stayed_out(desk: Desk) -> None:
    person_id = covered_id(desk)
    entry = ConsentEntry(state=Consent.AGREED, since=TODAY, way=ConsentWay.WRITTEN, recipients=("chokai", "minsei"))
    desk.consents.give(person_id, entry)
    minsei, chokai = parcel(desk, "minsei"), parcel(desk, "chokai")
    assert [sheet.title for sheet in minsei.sheets(None)] == ["概要", "要援護者", "訪問", "活動", "項目の説明"]
    assert "結果" in [head.title for head in minsei.sheets(None)[2].heads]
    assert minsei.left_out == (
        "要援護者の「整理番号」「該当区分」「要介護度」「状態」「同意日」「同意方法」",
        "訪問の「整理番号」「様子」「気づき」「記録」「訪問者」",
        "シート「相談・つなぎ」",
    )
    assert [sheet.title for sheet in chokai.sheets(None)] == ["概要", "要援護者", "活動", "項目の説明"]
    assert chokai.visits == 0
    overview: dict[Any, Any] = {row[0]: row[1] for row in chokai.sheets(None)[0].rows}
    (kept_back,) = (row[2] for row in chokai.sheets(None)[0].rows if row[0] == "入れていない項目")
    assert "知らせてよい項目ではない" in str(kept_back)
    assert "シート「訪問」" in str(kept_back)
    assert overview["お渡しする訪問記録"] == 0
    assert overview["お渡しする相談・つなぎ"] == 0
    assert "入れていない項目" not in [row[0] for row in parcel(desk).sheets(None)[0].rows]


def test_what_was_written_behind_other_is_without_a_hidden_persons_place(desk: Desk) -> None:
    person = desk.people.change(covered_id(desk), {"hidden": True})
    place = f"{person.town}{person.address}"
    told = {"field": "A4", "field_word": f"{place}の床", "content": "B14", "content_word": f"{place}の雨", "said": "床"}
    desk.consultations.open_case({**told, "person_id": person.id, "opened_on": date(2026, 10, 20)})
    sheet = parcel(desk).sheets(None)[3]
    at = [head.title for head in sheet.heads].index("分野")
    assert any("秘匿" in str(row[at]) for row in sheet.rows)
    assert not any(place in str(value) for row in sheet.rows for value in row)
