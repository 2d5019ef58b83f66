"""The paper ledger: where each copy is on each day, what is overdue and to be looked for, and what a loss asks for."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.conftest import AREA, KEY, NOW, TODAY, USER
from watchdesk.desk import Desk, MonthlyReport, PeopleList, open_with_recovery_key
from watchdesk.domain.check_digit import shown
from watchdesk.domain.copies import A_MONTH, CopyDeed, CopyState, Held, by_holder, numbers_meant, state_on
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.month import Month
from watchdesk.domain.partner import PartnerKind
from watchdesk.domain.person import Person
from watchdesk.domain.words import Consent, Method, Result
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.reports.lost_report import OWN

AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 10, 1))


def named(desk: Desk, name: str, kana: str) -> Person:
    return desk.people.register({"family_name": name, "family_kana": kana}, area=AREA, consent=AGREED)


@pytest.fixture
def person(empty_desk: Desk) -> Person:
    return named(empty_desk, "試し", "タメシ")


def made(desk: Desk, *people: Person, held: Held | None = None, receiver: str | None = "minsei") -> int:
    ids = [one.id for one in people]
    return desk.ledger.copy_made("roster", "名簿", ids, how="printed", receiver=receiver, held=held)


# ---- where they are


steps = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from([*CopyState, "seen", "on"]), st.integers(-2, 2)), max_size=14
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_a_copy_is_where_the_latest_event_says_and_what_is_out_is_never_missing_from_the_check(
    empty_desk: Desk, done: list[tuple[int, object, int]]
) -> None:
    numbers = [made(empty_desk) for _ in range(4)]
    now: dict[int, CopyState] = dict.fromkeys(numbers, CopyState.OUT)
    for place, what, days in done:
        number, day = numbers[place], TODAY + timedelta(days=days)
        try:
            if isinstance(what, CopyState):
                empty_desk.copies.settle(number, what, day)
                now[number] = what
            elif what == "seen":
                empty_desk.copies.seen(number, day)
            else:
                empty_desk.copies.hand_on(number, f"中村{days}", day)
        except Invalid:
            continue  # refused whole: nothing was written
    for number in numbers:
        assert empty_desk.copies.get(number).state is now[number]
        assert state_on(empty_desk.copies.past(number), TODAY) is now[number]
        assert state_on(empty_desk.copies.past(number), TODAY - timedelta(days=1)) is None
    out = {number for number in numbers if now[number] is CopyState.OUT}
    assert out <= {line.number for line in empty_desk.copies.out()}
    sheet = [line for lines in by_holder(empty_desk.copies.out()).values() for line in lines]
    assert out <= {line.number for line in sheet}
    assert len(sheet) == len({line.number for line in sheet}) == len(empty_desk.copies.out())


def test_the_state_of_a_past_day_is_the_latest_by_then_and_of_one_day_the_one_written_last(
    opened: Callable[[Path], Desk], empty_template: Path
) -> None:
    desk = opened(empty_template)
    number = made(desk)
    folder = desk.folder
    desk.lock()
    later = open_with_recovery_key(folder, USER, KEY, clock=lambda: NOW + timedelta(days=9))

    later.copies.settle(number, CopyState.LOST, TODAY + timedelta(days=3))
    later.copies.settle(number, CopyState.OUT, TODAY + timedelta(days=3), "引き出しにあった")
    later.copies.settle(number, CopyState.DESTROYED, TODAY + timedelta(days=5), "細かく裁った")
    with pytest.raises(Invalid) as refused:
        later.copies.settle(number, CopyState.RETURNED, TODAY + timedelta(days=4))

    past = later.copies.past(number)
    assert refused.value.kind == "too_early"
    assert [event.note for event in past] == [None, None, "引き出しにあった", "細かく裁った"]
    assert [state_on(past, TODAY + timedelta(days=days)) for days in (2, 3, 4, 5)] == [
        *(CopyState.OUT, CopyState.OUT, CopyState.OUT, CopyState.DESTROYED)
    ]
    later.lock()


def test_a_copy_is_overdue_after_its_day_and_looked_for_once_a_month(
    opened: Callable[[Path], Desk], empty_template: Path
) -> None:
    desk = opened(empty_template)
    held = Held(holder="中村 清", purpose="見守り", due_back=TODAY)
    number = made(desk, held=held)
    assert desk.copies.overdue() == desk.copies.to_check() == ()
    folder = desk.folder
    desk.lock()

    december = open_with_recovery_key(folder, USER, KEY, clock=lambda: NOW + timedelta(days=10))
    (late,) = december.copies.overdue()
    assert (late.number, late.who, late.purpose, late.overdue_days(december.today())) == (
        *(number, "中村 清", "見守り"),
        10,
    )
    assert [line.number for line in december.copies.to_check()] == [number]
    december.copies.seen(number)
    assert december.copies.to_check() == ()
    assert december.copies.get(number).checked_on == december.today()
    assert [line.number for line in december.copies.overdue()] == [number]
    december.lock()


def test_who_has_a_copy_may_change_and_the_past_says_so(empty_desk: Desk, person: Person) -> None:
    number = made(empty_desk, person, held=Held(holder="中村 清"))
    empty_desk.copies.hand_on(number, " 林 恵 ", TODAY + timedelta(days=7), "担当替え")
    line = empty_desk.copies.get(number)
    assert (line.holder, line.due_back, line.state) == ("林 恵", TODAY + timedelta(days=7), CopyState.OUT)
    assert [event.whom for event in empty_desk.copies.past(number)] == ["中村 清", "林 恵"]
    assert "林 恵" in empty_desk.copies.holders()
    with pytest.raises(Invalid):
        empty_desk.copies.hand_on(number, "　", None)


# ---- found by number


def test_a_number_is_found_as_it_stands_on_the_paper_with_and_without_its_check_digit(empty_desk: Desk) -> None:
    numbers = [made(empty_desk) for _ in range(13)]
    for typed in ("第12号", "12", "写し 第12号", "１２", shown(12), shown(12).removeprefix("第").removesuffix("号")):
        assert numbers[11] in [line.number for line in empty_desk.copies.find(typed)], typed
    assert numbers_meant("山本") == numbers_meant("") == numbers_meant("0") == ()
    assert empty_desk.copies.find("99") == ()


# ---- printed again


def test_the_same_paper_printed_again_says_so_and_sets_of_one_print_do_not(empty_desk: Desk, person: Person) -> None:
    def drawn() -> PeopleList:
        return empty_desk.lists.people([person.id], receiver="minsei").run()

    lists = empty_desk.lists
    first = lists.again(drawn())
    sets = [lists.handed_out(first), lists.handed_out(first)]
    again = lists.handed_out(lists.again(drawn()))

    assert [one.facts.reprint_of for one in sets] == [None, None]
    assert again.facts.reprint_of == sets[1].number
    assert again.facts.copy == f"写し 第{again.number}号（再印刷・前の写し第{sets[1].number}号）"
    assert empty_desk.copies.get(again.number or 0).reprint_of == sets[1].number
    other = named(empty_desk, "別", "ベツ")
    assert lists.again(lists.people([other.id], receiver="minsei").run()).facts.reprint_of is None


def test_an_open_month_with_other_figures_is_no_reprint_and_the_very_same_is(empty_desk: Desk, tmp_path: Path) -> None:
    for family in ("見本", "例"):
        named(empty_desk, family, "ミホン")
    first, same = (empty_desk.reports.save(_monthly(empty_desk), tmp_path / f"{at}.pdf") for at in "ab")
    assert same.copy.reprint_of == first.number
    empty_desk.visits.record(same.named[0], on=TODAY, method=Method.VISIT, result=Result.MET)
    other = empty_desk.reports.save(_monthly(empty_desk), tmp_path / "c.pdf")
    assert other.named == first.named
    assert other.copy.reprint_of is None


def _monthly(desk: Desk) -> MonthlyReport:
    return desk.reports.monthly(Month.of(TODAY)).run()


def test_each_page_of_a_reprint_says_so_with_the_number_that_stood_on_the_paper(
    empty_desk: Desk, person: Person
) -> None:
    sheets = empty_desk.day_sheets

    def printed() -> str:
        drawn = sheets.again(sheets.prepare([person.id], on=TODAY, walker="中村 清").run())
        copy = sheets.handed_out(replace(drawn, held=replace(sheets.proposal(drawn), marked=True)))
        return "".join(PdfReader(io.BytesIO(copy.pdf)).pages[0].extract_text().split())

    assert "再印刷" not in printed()
    again = printed()
    assert f"（再印刷・前の用紙{shown(1)}）" in again
    assert again.count("中村清") == 2, "who walks, and across the page"


def test_what_is_proposed_beside_the_pages_is_what_is_written_down(empty_desk: Desk, person: Person) -> None:
    empty_desk.settings.change({"coordinator": "山本 花子"})
    lists = empty_desk.lists
    received = lists.handed_out(lists.people([person.id], receiver="minsei").run())
    own = lists.handed_out(lists.people([person.id], receiver="nobody").run())
    day = TODAY + timedelta(days=2)
    sheets = empty_desk.day_sheets
    round_ = sheets.handed_out(sheets.prepare([person.id], on=day, walker="中村 清").run())
    told = replace(lists.people([person.id], receiver="minsei").run(), held=Held(holder="林 恵", marked=True))
    marked = lists.handed_out(told)

    rows = [empty_desk.copies.get(one.number or 0) for one in (received, own, round_, marked)]
    assert [line.due_back for line in rows] == [TODAY + A_MONTH, None, day + timedelta(days=1), None]
    assert [line.holder for line in rows] == [None, "山本 花子", "中村 清", "林 恵"]
    assert [line.purpose for line in rows] == ["渡して使っていただく", "机の上で使う", "見守りにまわる", None]
    assert (marked.facts.watermark, received.facts.watermark) == ("林 恵", "")
    empty_desk.settings.change({"watermark": True})
    again = lists.handed_out(lists.people([person.id], receiver="minsei").run())
    assert again.facts.watermark == again.facts.receiver != "", "on all papers, of whoever has it"
    assert empty_desk.sheets.of("consent-form").proposal(told).marked is False, "what is given is nobody's to return"


# ---- lost


def test_a_loss_names_whom_to_tell_and_each_is_ticked_by_itself(empty_desk: Desk, person: Person) -> None:
    other = named(empty_desk, "別", "ベツ")
    empty_desk.partners.add(
        {"name": "西区社会福祉協議会 見守り相談室", "kind": PartnerKind.BODY, "phones": ("06-6000-0001",)}
    )
    number = made(empty_desk, person, other)
    with pytest.raises(Invalid):
        empty_desk.copies.loss(number)
    with pytest.raises(WatchDeskError):
        empty_desk.copies.told(number, office="見守り相談室")

    empty_desk.copies.settle(number, CopyState.LOST, note="帰り道で、かばんからなくなった")
    loss = empty_desk.copies.loss(number)
    assert [(one.word, [phone for _, phone in one.phones]) for one in loss.offices] == [
        *(("見守り相談室", ["06-6000-0001"]), ("保健福祉課", []))
    ]
    assert [one.line.name for one in loss.people if one.line] == ["試し", "別"]
    assert (loss.lost.note, loss.left) == ("帰り道で、かばんからなくなった", 4)

    with pytest.raises(Invalid, match="すでに「なくしました」と書いてあります"):
        empty_desk.copies.settle(number, CopyState.LOST)
    empty_desk.copies.told(number, office="見守り相談室")
    assert empty_desk.copies.told(number, person_id=person.id).left == 2
    assert empty_desk.copies.told(number, person_id=person.id, was=False).left == 3

    empty_desk.copies.settle(number, CopyState.OUT, note="見つかった")
    empty_desk.copies.settle(number, CopyState.LOST)
    assert empty_desk.copies.loss(number).left == 4, "what was told of an earlier loss is over"


def test_a_merge_takes_along_that_somebody_was_told_of_a_loss(empty_desk: Desk, person: Person) -> None:
    gone = named(empty_desk, "試し", "タメシ")
    number = made(empty_desk, gone)
    empty_desk.copies.settle(number, CopyState.LOST)
    empty_desk.copies.told(number, person_id=gone.id)
    merged = empty_desk.merging.merge(person.id, gone.id, reason="同じ方")
    (one,) = empty_desk.copies.loss(number).people
    assert (one.person_id, one.told is not None) == (person.id, True)
    assert CopyDeed.TOLD in {event.deed for event in empty_desk.copies.past(number)}
    empty_desk.merging.undo(merged)
    assert [one.person_id for one in empty_desk.copies.loss(number).people] == [gone.id]


def test_the_report_of_a_loss_stays_at_the_desk_and_says_who_is_told_of_as_a_number(
    empty_desk: Desk, person: Person
) -> None:
    narrow = replace(AGREED, recipients=("minsei",))
    other = empty_desk.people.register({"family_name": "別", "family_kana": "ベツ"}, area=AREA, consent=narrow)
    number = made(empty_desk, person, other)
    empty_desk.copies.settle(number, CopyState.LOST)
    report = empty_desk.lost_reports.prepare(number).run()
    words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(report.pdf)).pages)
    assert "御中" not in words
    assert "".join(OWN.split()) in "".join(words.split())
    assert report.facts.stamps == ("会長", "作成者"), "it stays here, so the ward stamps nothing"
    assert empty_desk.whereabouts_sheets.prepare().run().facts.stamps == ("会長", "作成者")
    told = {row.id: row.only_counted for row in report.people.rows}
    assert told == {person.id: False, other.id: True}

    withdrawn = ConsentEntry(state=Consent.WITHDRAWN, since=TODAY)
    empty_desk.consents.give(person.id, withdrawn)
    with pytest.raises(WatchDeskError, match="同意"):
        empty_desk.lost_reports.handed_out(report)
