"""A day sheet names whom it may, shows what the walker needs, and leaves as a numbered copy with its round."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA, TODAY
from watchdesk.desk import DaySheet, Desk
from watchdesk.domain.check_digit import shown
from watchdesk.domain.copies import CopyState
from watchdesk.domain.day_sheet_look import LONGEST_REMARK, DaySheetLook
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.override import Danger
from watchdesk.domain.round import Naming
from watchdesk.domain.words import Consent, Method
from watchdesk.errors import Invalid, WatchDeskError

HOME: dict[str, Any] = {
    "town": "新町",
    "address": "4-5-14",
    "building": "コーポ新町 103号室",
    "phones": ("06-6045-4730",),
}
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))


def register(desk: Desk, name: str, consent: ConsentEntry = AGREED, **values: Any) -> str:
    return desk.people.register({"family_name": name, **HOME, **values}, area=AREA, consent=consent).id


def drawn(desk: Desk, *ids: str, **wish: Any) -> DaySheet:
    return desk.day_sheets.prepare(ids, **{"on": TODAY, **wish}).run()


def text(sheet: DaySheet) -> str:
    pages = PdfReader(io.BytesIO(sheet.pdf)).pages
    return "".join("".join(page.extract_text().split()) for page in pages)


def test_the_sheet_shows_name_place_and_what_the_walker_needs_and_nothing_else(empty_desk: Desk) -> None:
    one = register(
        empty_desk,
        "見本",
        given_name="はる",
        family_kana="ミホン",
        given_kana="ハル",
        best_time="朝10時ごろ",
        avoid="呼び鈴を何度も鳴らさない",
        hearing="右の耳が遠い",
        notes="長男と不仲",
        doctor="西区内科",
    )
    told = text(drawn(empty_desk, one, walker="中村 清"))
    for part in ("見本はる", "ミホンハル", "新町4-5-14", "コーポ新町103号室", "歩く人中村清"):
        assert part in told
    for part in ("よい時間：朝10時ごろ", "しないこと：呼び鈴を何度も鳴らさない", "耳：右の耳が遠い"):
        assert part in told
    for part in ("長男と不仲", "西区内科", "06-6045-4730"):
        assert part not in told


def test_stamp_boxes_a_sentence_and_the_items_are_as_chosen_and_stay_so_on_the_copy(empty_desk: Desk) -> None:
    one = register(
        empty_desk, "見本", family_kana="ミホン", best_time="朝10時ごろ", avoid="呼び鈴", hearing="右の耳が遠い"
    )
    look = DaySheetLook(stamps=("会長", "担当"), remarks="水分を\nすすめてください。", items=("hearing",))
    sheet = drawn(empty_desk, one, look=look)
    for told in (text(sheet), text(empty_desk.day_sheets.handed_out(sheet))):
        for part in ("会長", "担当", "連絡事項水分をすすめてください。", "耳：右の耳が遠い", "見本", "新町4-5-14"):
            assert part in told
        for part in ("ミホン", "よい時間", "しないこと"):
            assert part not in told


def test_an_item_that_a_receiver_may_not_have_stays_off_the_sheet(empty_desk: Desk) -> None:
    one = register(empty_desk, "見本", hearing="右の耳が遠い", best_time="朝10時ごろ")
    sharing = empty_desk.sharing
    only = frozenset({"hokenfukushi"})
    stricter = tuple(replace(rule, receivers=only) if rule.key == "hearing" else rule for rule in sharing.every_rule)
    sharing.__dict__["every_rule"] = stricter  # as if a line of shared_fields.csv said so
    told = text(drawn(empty_desk, one))
    assert "よい時間：朝10時ごろ" in told
    assert "右の耳が遠い" not in told


@pytest.mark.parametrize(
    ("look", "field"),
    [
        ({"stamps": ("一", "二", "三", "四", "五", "六")}, "stamps"),
        ({"remarks": "水" * (LONGEST_REMARK + 1)}, "remarks"),
        ({"items": ("phones",)}, "items"),
    ],
)
def test_a_look_that_the_sheet_cannot_have_is_refused(look: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        DaySheetLook(**look)
    assert refused.value.field == field


def test_initials_and_number_stand_in_place_of_the_name_where_that_is_asked(empty_desk: Desk) -> None:
    known = register(empty_desk, "見本", given_name="はる", family_kana="サカモト", given_kana="ハル", number="12-3")
    bare = register(empty_desk, "葛城")
    told = text(drawn(empty_desk, known, bare, naming=Naming.INITIALS))
    assert "サ・ハ番号12-3" in told
    assert "見本" not in told
    assert "サカモト" not in told
    assert "葛城" not in told


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, "返却先九条南地域の地域会館"),
        ({"office": "九条南会館"}, "返却先九条南会館"),
        ({"office": "九条南会館", "office_phone": "06-6000-0113"}, "返却先九条南会館（電話06-6000-0113）"),
    ],
)
def test_the_paper_says_where_it_goes_back_to(empty_desk: Desk, settings: dict[str, str], expected: str) -> None:
    empty_desk.settings.change(settings)
    assert expected in text(drawn(empty_desk, register(empty_desk, "見本")))


def test_a_hidden_persons_place_is_on_it_only_once_it_was_opened(empty_desk: Desk) -> None:
    one = register(empty_desk, "見本", hidden=True, best_time="新町4-5-14へは夕方に")
    closed = text(drawn(empty_desk, one))
    assert "秘匿" in closed
    assert "4-5-14" not in closed
    assert "コーポ" not in closed
    empty_desk.secrecy.open(one, "今日の訪問のため")
    assert "新町4-5-14" in text(drawn(empty_desk, one))


@pytest.mark.parametrize("state", [Consent.REFUSED, Consent.PENDING, Consent.WITHDRAWN])
def test_whoever_has_not_agreed_is_counted_and_not_named(empty_desk: Desk, state: Consent) -> None:
    agreed, other = register(empty_desk, "同意山"), register(empty_desk, "未定川", ConsentEntry(state=state))
    sheet = drawn(empty_desk, agreed, other)
    assert sheet.named == (agreed,)
    assert sheet.withheld == 1
    assert "未定川" not in text(sheet)
    assert "同意をいただいていない方が1名おられます" in text(sheet)


def test_an_override_lets_a_person_onto_the_sheet_and_says_so(empty_desk: Desk) -> None:
    one = register(empty_desk, "見本", ConsentEntry(state=Consent.PENDING))
    empty_desk.consents.override(one, Danger.LIFE, "返事がない")
    told = text(drawn(empty_desk, one))
    assert "見本" in told
    assert "緊急の提供" in told


def test_each_set_of_paper_has_its_own_number_on_every_page_and_is_out_with_its_people(desk: Desk) -> None:
    ids = [line.id for line in desk.people.lines() if line.is_watched][:20]
    sheet = drawn(desk, *ids, walker="中村 清")
    first, second = desk.day_sheets.handed_out(sheet), desk.day_sheets.handed_out(sheet)
    assert (first.number, second.number) == (1, 2)
    pages = PdfReader(io.BytesIO(second.pdf)).pages
    assert [shown(2) in "".join(page.extract_text().split()) for page in pages] == [True] * second.pages
    assert [line.shown for line in desk.rounds.out()] == [shown(2), shown(1)]
    assert set(desk.ledger.copies_naming(ids[0])) == {1, 2}
    (copy,) = desk.consents.copies([2])
    assert (copy.state, copy.holder, copy.kind, copy.receiver) == (CopyState.OUT, "中村 清", "day_sheet", "mimamori_in")
    assert "中村" not in copy.title


@pytest.mark.parametrize("hides", [True, False])
def test_a_sheet_that_lay_open_is_not_handed_out_with_what_may_not_leave_any_more(
    empty_desk: Desk, tmp_path: Path, hides: bool
) -> None:
    one = register(empty_desk, "見本")
    sheet = drawn(empty_desk, one)
    if hides:
        empty_desk.people.change(one, {"hidden": True})
    else:
        empty_desk.consents.give(one, ConsentEntry(state=Consent.WITHDRAWN))
    ways: tuple[Callable[[], object], ...] = (
        lambda: empty_desk.day_sheets.handed_out(sheet),
        lambda: empty_desk.day_sheets.save(sheet, tmp_path / "sheet.pdf"),
    )
    for way in ways:
        with pytest.raises(WatchDeskError, match="もう一度つくって"):
            way()
    assert empty_desk.rounds.out() == ()
    assert not (tmp_path / "sheet.pdf").exists()


def test_a_sheet_of_nobody_is_looked_at_and_not_handed_out(empty_desk: Desk) -> None:
    sheet = drawn(empty_desk)
    assert "この用紙にのる方は、おられません" in text(sheet)
    with pytest.raises(Invalid, match="のせる方がいません"):
        empty_desk.day_sheets.handed_out(sheet)
    assert empty_desk.rounds.out() == ()


def test_a_sheet_that_could_not_be_saved_is_not_out(empty_desk: Desk, tmp_path: Path) -> None:
    sheet = drawn(empty_desk, register(empty_desk, "見本"))
    with pytest.raises(WatchDeskError, match="場所"):
        empty_desk.day_sheets.save(sheet, tmp_path / "nowhere" / "sheet.pdf")
    assert empty_desk.rounds.out() == ()
    assert empty_desk.day_sheets.save(sheet, tmp_path / "sheet.pdf").number == 2
    assert [line.number for line in empty_desk.rounds.out()] == [2]


@pytest.mark.parametrize(
    ("wish", "field"), [({"receiver": "だれか"}, "receiver"), ({"on": TODAY - timedelta(days=1)}, "on")]
)
def test_what_cannot_be_asked_for_is_refused(empty_desk: Desk, wish: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as fault:
        drawn(empty_desk, register(empty_desk, "見本"), **wish)
    assert fault.value.field == field


def test_the_signs_are_those_of_the_season_by_the_number_under_which_they_are_typed(empty_desk: Desk) -> None:
    one = register(empty_desk, "見本")
    winter, summer = drawn(empty_desk, one), drawn(empty_desk, one, on=date(2027, 7, 1))
    assert winter.signs == tuple(sign.code for sign in empty_desk.codes.signs_on(TODAY))
    assert "室温が28〜30度以上" in text(summer)
    assert "室温が28〜30度以上" not in text(winter)
    assert "12痩せてきた" in text(winter)
    assert winter.signs[11] == "S12"


def test_a_posting_round_has_the_boxes_of_posting(empty_desk: Desk) -> None:
    told = text(drawn(empty_desk, register(empty_desk, "見本"), method=Method.POSTING))
    assert "5外から" in told
    assert "3不在" not in told


def test_the_same_sheet_gives_the_same_bytes(desk: Desk) -> None:
    ids = [line.id for line in desk.people.lines() if line.is_watched][:12]
    assert drawn(desk, *ids).pdf == drawn(desk, *ids).pdf
