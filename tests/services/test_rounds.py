"""What comes back on a sheet: each line a visit at once, corrected and taken back; the paper out, in and lost."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import AREA, TODAY
from ui.pages.visit.answers import answers_for
from watchdesk.desk import Desk, Seen
from watchdesk.domain.copies import CopyState
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.outing import Outing, Reach
from watchdesk.domain.partner import Charge, PartnerKind
from watchdesk.domain.round import Naming, Sheet, boxes
from watchdesk.domain.words import Condition, Consent, Method, Result, Status
from watchdesk.errors import Invalid, NotFound, WatchDeskError

WELL = Seen(result=Result.MET, condition=Condition.WELL)
ABSENT = Seen(result=Result.ABSENT)
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))


def register(desk: Desk, name: str, **values: Any) -> str:
    values = {"town": "新町", "address": "4-5-14", **values}
    return desk.people.register({"family_name": name, **values}, area=AREA, consent=AGREED).id


def out(desk: Desk, *ids: str, **wish: Any) -> Sheet:
    """A sheet of these people that was handed out."""
    drawn = desk.day_sheets.prepare(ids, **{"on": TODAY, "walker": "中村 清", **wish}).run()
    number = desk.day_sheets.handed_out(drawn).number
    return next(desk.rounds.sheet(line.id) for line in desk.rounds.recent() if line.number == number)


@pytest.fixture
def three(empty_desk: Desk) -> tuple[str, ...]:
    """Three people under watch."""
    return tuple(register(empty_desk, name) for name in ("一橋", "二宮", "三輪"))


def test_a_line_is_a_visit_of_the_sheets_day_way_and_walker(empty_desk: Desk, three: tuple[str, ...]) -> None:
    sheet = out(empty_desk, *three, method=Method.INTERCOM)
    visit = empty_desk.rounds.enter(
        sheet.round.id, three[1], replace(WELL, condition=Condition.CONCERN, signs=("S12",), note="食が細い")
    )
    assert (visit.on, visit.method, visit.visitor) == (TODAY, Method.INTERCOM, "中村 清")
    assert (visit.result, visit.condition, visit.signs, visit.note) == (
        Result.MET,
        Condition.CONCERN,
        ("S12",),
        "食が細い",
    )
    assert [line.visit.id if line.visit else None for line in empty_desk.rounds.sheet(sheet.round.id).lines] == [
        None,
        visit.id,
        None,
    ]
    (line,) = empty_desk.rounds.out()
    assert (line.stops, line.typed, line.left) == (3, 1, 2)


def test_a_line_typed_again_corrects_its_visit_and_never_makes_a_second_one(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    first = empty_desk.rounds.enter(sheet.round.id, three[0], WELL)
    second = empty_desk.rounds.enter(sheet.round.id, three[0], ABSENT)
    assert second.id == first.id
    (visit,) = empty_desk.visits.of_person(three[0])
    assert visit.result is Result.ABSENT
    before = len(empty_desk.ledger.entries(None))
    empty_desk.rounds.enter(sheet.round.id, three[0], ABSENT)
    assert len(empty_desk.ledger.entries(None)) == before, "the same again is no correction"


def test_a_line_taken_out_voids_its_visit_and_can_be_typed_anew(empty_desk: Desk, three: tuple[str, ...]) -> None:
    sheet = out(empty_desk, *three)
    first = empty_desk.rounds.enter(sheet.round.id, three[0], WELL)
    empty_desk.rounds.take_out(sheet.round.id, three[0])
    assert empty_desk.visits.get(first.id).voided
    assert empty_desk.rounds.sheet(sheet.round.id).typed == 0
    again = empty_desk.rounds.enter(sheet.round.id, three[0], ABSENT)
    assert again.id != first.id
    assert empty_desk.rounds.sheet(sheet.round.id).typed == 1


def test_what_ctrl_z_takes_back_leaves_the_line_empty(empty_desk: Desk, three: tuple[str, ...]) -> None:
    sheet = out(empty_desk, *three)
    empty_desk.rounds.enter(sheet.round.id, three[0], WELL)
    assert empty_desk.undo.next() == "訪問の記録"
    empty_desk.undo.undo()
    assert empty_desk.rounds.sheet(sheet.round.id).typed == 0


def test_a_sheet_printed_for_a_later_day_is_typed_in_under_today_at_the_latest(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three, on=TODAY + timedelta(days=1))
    assert empty_desk.rounds.enter(sheet.round.id, three[0], WELL).on == TODAY


def test_the_day_and_the_walker_can_be_told_afterwards_and_the_visits_follow(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    typed = empty_desk.rounds.enter(sheet.round.id, three[0], WELL)
    earlier = TODAY - timedelta(days=1)
    moved = empty_desk.rounds.walked(sheet.round.id, on=earlier, walker=" 森本 英明 ")
    assert (moved.round.on, moved.round.walker) == (earlier, "森本 英明")
    visit = empty_desk.visits.get(typed.id)
    assert (visit.on, visit.visitor) == (earlier, "森本 英明")
    assert empty_desk.rounds.enter(sheet.round.id, three[1], WELL).on == earlier
    with pytest.raises(Invalid, match="今日より後"):
        empty_desk.rounds.walked(sheet.round.id, on=TODAY + timedelta(days=1), walker=None)


def test_what_was_corrected_in_a_visit_stays_when_the_round_is_said_to_be_walked_otherwise(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    on, by, both = (empty_desk.rounds.enter(sheet.round.id, one, WELL).id for one in three)
    earlier = TODAY - timedelta(days=1)
    empty_desk.visits.correct(on, {"on": TODAY - timedelta(days=5)}, "日をまちがえた")
    empty_desk.visits.correct(by, {"visitor": "南 次郎"}, "代わりに行った")
    empty_desk.rounds.walked(sheet.round.id, on=earlier, walker="森本 英明")
    empty_desk.rounds.walked(sheet.round.id, on=TODAY - timedelta(days=2), walker="森本 英明")
    seen = [(visit.on, visit.visitor) for visit in map(empty_desk.visits.get, (on, by, both))]
    walked = TODAY - timedelta(days=2)
    assert seen == [(TODAY - timedelta(days=5), "森本 英明"), (walked, "南 次郎"), (walked, "森本 英明")]


def test_a_round_of_a_year_typed_wrong_is_refused_as_its_visits_are(empty_desk: Desk, three: tuple[str, ...]) -> None:
    sheet = out(empty_desk, *three)
    typed = empty_desk.rounds.enter(sheet.round.id, three[0], WELL)
    with pytest.raises(Invalid, match="古すぎます"):
        empty_desk.rounds.walked(sheet.round.id, on=TODAY.replace(year=1826), walker=None)
    assert empty_desk.visits.get(typed.id).on == TODAY


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        ("paused", "いまは休止の方です"),
        ("ended", "いまは終了の方です"),
        ("withdrawn", "いまは同意がありません（撤回）"),
        ("list_only", "いまは見守りを望まれていません"),
    ],
)
def test_whoever_is_not_watched_any_more_can_still_be_typed_in_and_the_line_says_so(
    empty_desk: Desk, three: tuple[str, ...], happens: str, told: str
) -> None:
    sheet = out(empty_desk, *three)
    entries: dict[str, Any] = {
        "paused": StatusEntry(state=Status.PAUSED, since=TODAY),
        "ended": StatusEntry(state=Status.ENDED, since=TODAY),
        "withdrawn": ConsentEntry(state=Consent.WITHDRAWN),
        "list_only": ConsentEntry(state=Consent.AGREED, since=TODAY, watch=False),
    }
    entry = entries[happens]
    if isinstance(entry, StatusEntry):
        empty_desk.people.set_status(three[0], entry)
    else:
        empty_desk.consents.give(three[0], entry)
    assert empty_desk.rounds.sheet(sheet.round.id).lines[0].since_printed == told
    empty_desk.rounds.enter(sheet.round.id, three[0], WELL)
    assert empty_desk.rounds.sheet(sheet.round.id).typed == 1


def test_a_number_with_a_wrong_digit_is_refused_and_one_without_a_sheet_is_not_found(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    assert empty_desk.rounds.find("第1-3号") == sheet == empty_desk.rounds.find("１３")
    with pytest.raises(Invalid, match="もう一度打って"):
        empty_desk.rounds.find("14")
    with pytest.raises(NotFound, match="ありません"):
        empty_desk.rounds.find("21")


def test_a_copy_that_is_no_sheet_is_not_found_as_one(empty_desk: Desk, three: tuple[str, ...]) -> None:
    empty_desk.lists.handed_out(empty_desk.lists.people(three, receiver="minsei").run())
    with pytest.raises(NotFound):
        empty_desk.rounds.find("13")


def test_the_signs_keep_the_numbers_of_the_paper_whatever_becomes_of_the_list(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    twelfth = sheet.round.signs[11]
    empty_desk.codes.hide("signs", "S03")
    empty_desk.codes.add("signs", "玄関の鍵が開いたまま", group="外観")
    assert empty_desk.rounds.sheet(sheet.round.id).round.signs[11] == twelfth == "S12"


def test_a_paper_is_out_until_it_came_back_or_is_lost(empty_desk: Desk, three: tuple[str, ...]) -> None:
    first, second = out(empty_desk, *three), out(empty_desk, three[0])
    assert [line.number for line in empty_desk.rounds.out()] == [2, 1]
    empty_desk.rounds.received(first.round.id)
    lost = empty_desk.rounds.lost(second.round.id)
    assert empty_desk.rounds.out() == ()
    assert [line.person.name for line in lost.lines if line.person] == ["一橋"]
    states = {line.number: line.state for line in empty_desk.rounds.recent()}
    assert states == {1: CopyState.RETURNED, 2: CopyState.LOST}
    told = [entry.action for entry in empty_desk.ledger.entries(2)]
    assert told == ["copy lost", "copy returned"]
    empty_desk.rounds.out_again(second.round.id)
    assert [line.number for line in empty_desk.rounds.out()] == [2]


def test_a_sheet_that_never_came_out_of_the_printer_is_not_out(empty_desk: Desk, three: tuple[str, ...]) -> None:
    sheet = out(empty_desk, *three)
    empty_desk.ledger.note("not printed", "copy", str(sheet.round.number))
    assert empty_desk.rounds.out() == empty_desk.rounds.recent() == ()


def test_a_merged_record_keeps_its_line_and_its_visit(empty_desk: Desk, three: tuple[str, ...]) -> None:
    sheet = out(empty_desk, *three)
    visit = empty_desk.rounds.enter(sheet.round.id, three[1], WELL)
    twin = register(empty_desk, "二宮")
    empty_desk.merging.merge(twin, three[1], reason="同じ方")
    line = empty_desk.rounds.sheet(sheet.round.id).lines[1]
    assert line.person_id == twin
    assert line.visit is not None
    assert line.visit.id == visit.id


def test_whoever_left_the_register_keeps_a_line_that_says_so_and_holds_nobody_up(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    empty_desk.bin.remove_person(three[2], "二重に登録")
    now = empty_desk.rounds.sheet(sheet.round.id)
    assert now.lines[2].since_printed == "台帳にありません"
    assert [line.person_id for line in now.left] == [three[0], three[1]]
    with pytest.raises(WatchDeskError):
        empty_desk.rounds.enter(sheet.round.id, three[2], WELL)


def test_nobody_is_typed_in_who_does_not_stand_on_the_sheet(empty_desk: Desk, three: tuple[str, ...]) -> None:
    sheet = out(empty_desk, *three[:2])
    with pytest.raises(Invalid, match="のっていません"):
        empty_desk.rounds.enter(sheet.round.id, three[2], WELL)


def test_candidates_are_those_under_watch_with_what_speaks_against_them(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    empty_desk.people.set_status(three[2], StatusEntry(state=Status.PAUSED, since=TODAY))
    out(empty_desk, three[0])
    empty_desk.plans.snooze(three[1], TODAY + timedelta(days=3), "入浴の日")
    found = {one.id: one for one in empty_desk.rounds.candidates()}
    assert set(found) == set(three[:2])
    assert found[three[0]].on_sheet == 1
    assert found[three[1]].put_off_until == TODAY + timedelta(days=3)


def test_whoever_was_taken_out_of_a_line_still_stands_on_the_sheet_that_is_out(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    for one in three[:2]:
        empty_desk.rounds.enter(sheet.round.id, one, WELL)
    empty_desk.rounds.take_out(sheet.round.id, three[0])
    found = {one.id: one.on_sheet for one in empty_desk.rounds.candidates()}
    assert found == {three[0]: sheet.round.number, three[1]: None, three[2]: sheet.round.number}


def test_correcting_a_hidden_persons_line_keeps_the_place_that_the_note_told(empty_desk: Desk) -> None:
    person_id = register(empty_desk, "一橋", hidden=True)
    sheet = out(empty_desk, person_id)
    written = empty_desk.rounds.enter(sheet.round.id, person_id, replace(WELL, note="新町4-5-14の前で会った"))
    (line,) = empty_desk.rounds.sheet(sheet.round.id).lines
    assert line.visit is not None
    assert "4-5-14" not in (line.visit.note or "")
    empty_desk.rounds.enter(sheet.round.id, person_id, replace(ABSENT, note=line.visit.note))
    visit = empty_desk.visits.get(written.id)
    assert (visit.result, visit.note) == (Result.ABSENT, "新町4-5-14の前で会った")


def test_a_visit_of_that_day_from_elsewhere_is_told_so_that_nobody_types_it_twice(
    empty_desk: Desk, three: tuple[str, ...]
) -> None:
    sheet = out(empty_desk, *three)
    empty_desk.visits.record(three[0], on=TODAY, method=Method.PHONE, result=Result.MET)
    empty_desk.visits.record(three[1], on=TODAY - timedelta(days=1), method=Method.PHONE, result=Result.MET)
    empty_desk.rounds.enter(sheet.round.id, three[2], WELL)
    assert [line.told_already for line in empty_desk.rounds.sheet(sheet.round.id).lines] == [True, False, False]


def test_a_watchers_round_takes_those_in_the_watchers_charge(empty_desk: Desk, three: tuple[str, ...]) -> None:
    watcher = empty_desk.partners.add({"name": "中村 清", "kind": PartnerKind.WATCHER})
    empty_desk.people.put_in_charge(three[1], Charge(partner_id=watcher.id, since=TODAY))
    chosen = empty_desk.rounds.chosen(Outing(reach=Reach.ALL, watcher=watcher.id))
    assert [one.id for one in chosen] == [three[1]]
    assert "中村 清" in empty_desk.rounds.walkers()


def test_a_round_is_in_the_full_export_and_comes_back_by_it(
    empty_desk: Desk, three: tuple[str, ...], tmp_path: Any, opened: Any, empty_template: Any
) -> None:
    sheet = out(empty_desk, *three, naming=Naming.INITIALS)
    empty_desk.rounds.enter(sheet.round.id, three[0], WELL)
    empty_desk.exports.full(tmp_path / "all.json").run()
    other = opened(empty_template)
    other.exports.take_back(tmp_path / "all.json").run()
    assert other.rounds.sheet(sheet.round.id) == empty_desk.rounds.sheet(sheet.round.id)


@pytest.mark.parametrize("method", list(Method))
def test_the_boxes_on_paper_are_the_answers_on_screen(method: Method) -> None:
    assert boxes(method) == tuple((answer.digit, answer.word) for answer in answers_for(method))
