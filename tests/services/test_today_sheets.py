"""今日 on paper: what stands on the first page stands on the sheet, which stays at the desk as a numbered copy."""

import io
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA, KEY, NOW, TODAY, USER
from watchdesk.desk import DAY_LINES, Desk, TodaySheet, open_with_recovery_key
from watchdesk.domain.cadence import reason_words
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Condition, Consent, Method, Result
from watchdesk.errors import WatchDeskError

HOME: dict[str, Any] = {"town": "新町", "address": "4-5-14", "building": "コーポ新町103", "phones": ("06-6045-4730",)}
AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1))


def _register(desk: Desk, name: str, **values: Any) -> str:
    """Somebody never seen since April, so that it is high time."""
    made = {"family_name": name, **HOME, **values}
    return desk.people.register(made, area=AREA, consent=AGREED, since=AGREED.since).id


def _pages(drawn: TodaySheet) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages]


def _text(drawn: TodaySheet) -> str:
    return "".join("".join(_pages(drawn)).split())


def _in_order(text: str, words: Iterator[str]) -> None:
    at = -1
    for word in words:
        found = text.find("".join(word.split()), at + 1)
        assert found > at, word
        at = found


def test_the_lines_say_what_they_say_on_screen(desk: Desk) -> None:
    facts = desk.day.facts()

    text = _text(desk.today_sheets.prepare().run())

    assert "令和8年11月22日（日）" in text
    for line in DAY_LINES:
        told = line.told(facts)
        if told.unit and line.is_told(facts):
            assert "".join(f"{line.title}{told.count}{told.unit}{told.about}".split()) in text


def test_people_stand_in_the_order_of_urgency_with_the_reason_phone_and_address(desk: Desk) -> None:
    lines = desk.day.facts().to_see
    assert len(lines) > 10

    drawn = desk.today_sheets.prepare().run()

    text = _text(drawn)
    for line in lines:
        assert line.due is not None
        assert "".join(reason_words(line.due).split()) in text
        assert all(phone in text for phone in line.phones)
    _in_order(text[text.index("ふりがな") :], (line.name for line in lines))
    assert drawn.named[: len(lines)] == tuple(line.id for line in lines)


def test_a_usual_day_with_all_that_waits_is_one_sheet(desk: Desk) -> None:
    ids = [line.id for line in desk.day.facts().to_see]
    for person in ids[:2]:
        desk.plans.snooze(person, TODAY + timedelta(days=5), "短い入院")
    for person in ids[2:4]:
        desk.plans.agree({"what": "受診の付き添い", "on": TODAY, "person_id": person})
        desk.follow_ups.promise("配食の用紙をとどける", TODAY, person)
    desk.visits.record(ids[5], on=TODAY, method=Method.VISIT, result=Result.NO_ANSWER)
    while len(desk.day.facts().to_see) < 25:
        _register(desk, "見本")

    drawn = desk.today_sheets.prepare().run()

    assert drawn.pages == 1


def test_what_was_put_off_agreed_and_promised_stands_below(desk: Desk) -> None:
    first, second, third = (line.id for line in desk.day.facts().to_see[:3])
    desk.plans.snooze(first, TODAY + timedelta(days=5), "短い入院")
    desk.plans.agree({"what": "受診の付き添い", "on": TODAY, "person_id": second, "place": "地域会館の前"})
    desk.plans.agree({"what": "地域ケア会議", "on": TODAY})
    desk.follow_ups.promise("配食の用紙をとどける", TODAY, third, "山本")
    desk.visits.record(second, on=TODAY, method=Method.VISIT, result=Result.NO_ANSWER)

    drawn = desk.today_sheets.prepare().run()

    names = {line.id: line.name for line in desk.people.lines()}
    told = (
        "後日にした方1名11月27日まで",
        f"{names[first]}さん・短い入院",
        "今日の予定2件",
        "地域会館の前",
        "今日までの要対応1件11月22日まで",
        f"{names[third]}さん・配食の用紙をとどける（山本）",
    )
    text = _text(drawn)
    _in_order(text[text.index("ふりがな") :], iter(told))
    assert f"対応中の気がかり1件{''.join(names[second].split())}さん" in text
    assert "地域ケア会議" in text
    assert {first, second, third} <= set(drawn.named)
    assert len(drawn.named) == len(set(drawn.named))


def test_an_emergency_stands_on_top_with_where_to_find_the_person(empty_desk: Desk) -> None:
    person = _register(empty_desk, "見本")
    empty_desk.visits.record(person, on=TODAY, method=Method.VISIT, result=Result.MET, condition=Condition.URGENT)

    text = _text(empty_desk.today_sheets.prepare().run())

    assert "緊急と記録した方が1名います。119番・110番" in text
    assert "この知らせは消えます" not in text
    assert "緊急と記録した方1名見本06-6045-4730新町4-5-14コーポ新町103" in text


def test_several_alarms_stand_each_in_a_line(empty_desk: Desk) -> None:
    for name in ("見本", "手本"):
        empty_desk.visits.record(_register(empty_desk, name), on=TODAY, method=Method.VISIT, result=Result.NO_ANSWER)

    text = _text(empty_desk.today_sheets.prepare().run())

    assert "対応中の気がかり2件11月22日9時30分から見本さん" in text
    assert "対応中の気がかり11月22日9時30分から手本さん" in text


def test_the_season_speaks_at_the_end(empty_template: Path, tmp_path: Path) -> None:
    shutil.copytree(empty_template, tmp_path / "store")
    desk = open_with_recovery_key(tmp_path / "store", USER, KEY, clock=lambda: NOW.replace(month=12, day=20))

    text = _text(desk.today_sheets.prepare().run())

    desk.lock()
    assert text.index("会いたい方") < text.index("インフルエンザ") < text.index("年末年始")


def test_a_hidden_persons_place_stands_nowhere_even_when_opened_on_screen(empty_desk: Desk) -> None:
    person = _register(empty_desk, "秘山", hidden=True)
    empty_desk.secrecy.open(person, "119番に伝えるため")
    empty_desk.plans.agree(
        {"what": "新町4-5-14で待ち合わせ", "on": TODAY, "person_id": person, "place": "コーポ新町103"}
    )
    empty_desk.follow_ups.promise("06-6045-4730へ電話", TODAY, person)
    later = _register(empty_desk, "秘川", hidden=True)
    empty_desk.secrecy.open(later, "119番に伝えるため")
    empty_desk.plans.snooze(later, TODAY + timedelta(days=3), "コーポ新町103の工事")

    text = _text(empty_desk.today_sheets.prepare().run())

    assert "秘山" in text
    assert "秘川" in text
    assert not [secret for secret in ("4-5-14", "コーポ", "6045") if secret in text]


def test_each_set_is_a_copy_with_its_own_number_that_the_coordinator_holds(desk: Desk) -> None:
    desk.settings.change({"coordinator": "山本 花子"})
    drawn = desk.today_sheets.prepare().run()

    first, second = desk.today_sheets.handed_out(drawn), desk.today_sheets.handed_out(drawn)

    assert (drawn.number, first.number, second.number) == (None, 1, 2)
    assert all("写し 第" not in page for page in _pages(drawn))
    assert all("写し 第2号" in page and "取扱注意" in page for page in _pages(second))
    assert set(desk.ledger.copies_naming(drawn.named[0])) == {1, 2}
    assert not [line.name for line in desk.people.lines() if line.name in drawn.title]


def test_a_sheet_that_names_nobody_is_no_copy(empty_desk: Desk) -> None:
    drawn = empty_desk.today_sheets.handed_out(empty_desk.today_sheets.prepare().run())

    assert drawn.number is None
    assert "写し" not in _text(drawn)
    assert "今日までに会いたい方は、おられません。" in _text(drawn)
    assert empty_desk.ledger.entries(1)[0].action == "printed"


def test_a_sheet_that_lay_open_is_not_handed_out_once_somebody_on_it_is_hidden(
    empty_desk: Desk, tmp_path: Path
) -> None:
    person = _register(empty_desk, "見本")
    empty_desk.plans.agree({"what": "お茶の会", "on": TODAY, "person_id": person})
    drawn = empty_desk.today_sheets.prepare().run()
    empty_desk.people.change(person, {"hidden": True})

    with pytest.raises(WatchDeskError, match="もう一度つくって"):
        empty_desk.today_sheets.save(drawn, tmp_path / "today.pdf")

    assert not (tmp_path / "today.pdf").exists()
    assert empty_desk.ledger.copies_naming(person) == ()


def test_a_saved_sheet_is_a_copy_and_the_ledger_says_when_it_came_to_nothing(desk: Desk, tmp_path: Path) -> None:
    drawn = desk.today_sheets.prepare().run()

    kept = desk.today_sheets.save(drawn, tmp_path / "today.pdf")
    with pytest.raises(WatchDeskError):
        desk.today_sheets.save(drawn, tmp_path / "nowhere" / "today.pdf")

    assert (tmp_path / "today.pdf").read_bytes() == kept.pdf
    assert [entry.action for entry in desk.ledger.entries(2)] == ["not saved", "saved"]


def test_too_many_for_one_sheet_go_on_overleaf_and_nobody_is_lost_or_told_twice(empty_desk: Desk) -> None:
    names = [f"見本{number:03}" for number in range(90)]
    for name in names:
        _register(empty_desk, name)

    pages = _pages(empty_desk.today_sheets.prepare().run())

    assert len(pages) > 2
    assert [sum(page.count(name) for page in pages) for name in names] == [1] * len(names)
    assert all("ふりがな" in page and "（前のページの続き）" in page for page in pages[1:-1])
    assert all(sum(name in page for name in names) >= 2 for page in pages)


def test_a_long_name_and_a_rare_letter_are_printed_whole(empty_desk: Desk) -> None:
    _register(
        empty_desk, "𠮷野家勘解由小路", given_name="長十郎左衛門尉尊之助", building="とても長い名前の集合住宅" * 4
    )

    drawn = empty_desk.today_sheets.prepare().run()

    assert "𠮷野家勘解由小路" in _text(drawn)
    assert "長十郎左衛門尉尊之助" in _text(drawn)
    assert _text(drawn).count("とても長い名前の集合住宅") == 4
    assert drawn.unprintable == ()


def test_the_same_day_gives_the_same_bytes(desk: Desk) -> None:
    assert desk.today_sheets.prepare().run().pdf == desk.today_sheets.prepare().run().pdf
