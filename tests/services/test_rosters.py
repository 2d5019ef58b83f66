"""The roster 要援護者名簿: the law's items, groups with their heads, who agreed to the receiver, no hidden place."""

import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from tests.conftest import AREA
from tests.reports.layout import Sheet, faults, layout
from tests.reports.sample_sizes import LONG_KANA, LONG_NAME, LONG_NOTE, LONG_PLACE, RARE
from watchdesk.desk import Desk
from watchdesk.domain.consent import NOBODY, Purpose, disclose
from watchdesk.domain.figure_place import FigurePlace
from watchdesk.domain.histories import AreaEntry, ConsentEntry
from watchdesk.domain.partner import Charge
from watchdesk.domain.person import EmergencyContact, Person
from watchdesk.domain.words import Consent, Sex
from watchdesk.errors import Cancelled
from watchdesk.reports import roster
from watchdesk.reports.roster import COLUMNS, By, RosterFacts, RosterLine

AGREED = ConsentEntry(state=Consent.AGREED, since=date(2026, 4, 1), recipients=("jishubosai", "hokatsu", "minsei"))
CONTACTS = (EmergencyContact(name="見本 一郎", relation="長男", phone="090-0011-2233"),)

Register = Callable[..., str]


@pytest.fixture
def register(empty_desk: Desk) -> Register:
    def make(name: str, consent: ConsentEntry = AGREED, **values: Any) -> str:
        usual = {"town": "九条", "address": "1-2-3", "phones": ("06-6012-3456",)}
        return empty_desk.people.register({"family_name": name, **usual, **values}, area=AREA, consent=consent).id

    return make


def _text(desk: Desk, **told: Any) -> str:
    drawn = desk.sheets.of("roster").prepare(told).run()
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(drawn.pdf)).pages)


def test_the_items_that_the_law_names_stand_on_it(empty_desk: Desk, register: Register) -> None:
    register(
        "見本山",
        birth_date=date(1937, 3, 5),
        sex=Sex.FEMALE,
        criteria=("K1",),
        emergency_contacts=CONTACTS,
        evacuation="九条東小学校へ車いすで",
    )
    text = _text(empty_desk, receiver="jishubosai")
    for words in ("見本山", "S12.3.5", "女", "九条1-2-3", "06-6012-3456", "見本 一郎（長男）", "要介護3", "車いすで"):
        assert words in text


@pytest.mark.parametrize(
    ("by", "heads"),
    [
        ("town", ["九条", "新町", "町名のわからない方", "住所が秘匿の方"]),
        ("building", ["コーポ九条", "建物の名前のない方", "住所が秘匿の方"]),
        ("shelter", ["九条東小学校", "避難所の決まっていない方", "住所が秘匿の方"]),
    ],
)
def test_each_group_begins_with_its_head_and_those_without_a_place_come_last(
    by: str, heads: list[str], empty_desk: Desk, register: Register
) -> None:
    register("秘山", hidden=True)
    register("無川", town=None, address=None)
    register("甲山", building="コーポ九条 101号室", evacuation="九条東小学校へ")
    register("乙川", building="コーポ九条203")
    register("丙谷", town="新町")
    text = _text(empty_desk, by=by)
    places = [text.index(head) for head in heads]
    assert places == sorted(places)
    assert text.count("コーポ九条（") == (1 if by == "building" else 0)


def test_the_households_of_a_row_of_houses_stand_under_one_head(empty_desk: Desk, register: Register) -> None:
    rows = ("長屋 北から1軒目", "長屋　東から２軒目", "長屋 奥", "長屋の手前", "長屋 南端", "長屋")
    others = ("コーポ北", "第二奥荘", "九条南 4号棟")
    for number, building in enumerate((*rows, *others)):
        register(f"見本{number}", building=building)
    text = _text(empty_desk, by="building")
    assert text.count("長屋（九条1-2-3）") == 1
    assert all(f"{building}（九条1-2-3）" in text for building in others)
    assert f"{len(rows)}名" in text
    assert "北から1軒目" in text, "the place in the row stays with the address"


def test_whoever_has_two_watchers_stands_under_both_and_is_counted_once(empty_desk: Desk, register: Register) -> None:
    first, second = (empty_desk.partners.add({"kind": "watcher", "name": name}).id for name in ("見守 太郎", "見守 花"))
    ids = [register("甲山"), register("乙川", ConsentEntry(state=Consent.REFUSED))]
    for one in ids:
        both = (Charge(partner_id=first), Charge(partner_id=second))
        empty_desk.people.change(one, {"charges": both})
    drawn = empty_desk.sheets.of("roster").prepare({"by": "watcher", "receiver": "minsei"}).run()
    text = PdfReader(io.BytesIO(drawn.pdf)).pages[0].extract_text()
    assert text.count("甲山") == 2
    assert (drawn.named, drawn.withheld) == ((ids[0],), 1)
    assert "同意をいただいていない方が1名" in text


def test_nobodys_hidden_place_is_on_it_whatever_is_asked_for(empty_desk: Desk, register: Register) -> None:
    register("秘山", hidden=True, building="ひみつ荘101", notes="ひみつ荘に移った", evacuation="九条東小学校へ")
    every = [column.key for column in COLUMNS]
    for by in By:
        text = _text(empty_desk, columns=every, by=by.value)
        assert "秘山" in text
        for secret in ("九条1-2-3", "06-6012-3456", "ひみつ荘"):
            assert secret not in text


def test_beyond_the_law_a_receiver_gets_only_what_may_be_shared(empty_desk: Desk, register: Register) -> None:
    register("甲山", notes="ここだけの話", doctor="見本医院", services="訪問看護")
    wanted = ("name", "notes", "doctor", "services")
    assert "ここだけの話" in _text(empty_desk, columns=wanted)
    assert "見本医院" in _text(empty_desk, columns=wanted, receiver="hokatsu")
    for receiver in ("jishubosai", "hokatsu"):
        assert "ここだけの話" not in _text(empty_desk, columns=wanted, receiver=receiver)
    assert "見本医院" not in _text(empty_desk, columns=wanted, receiver="jishubosai")


def test_people_are_chosen_by_place_and_watching_and_the_heading_says_so(empty_desk: Desk, register: Register) -> None:
    register("甲山")
    register("乙川", town="新町")
    register("丙谷", ConsentEntry(state=Consent.PENDING))
    text = _text(empty_desk, town="九条", who="watched", heading="九条の名簿", stamps="会長", remarks="4月に出し直す")
    assert "甲山" in text
    assert "乙川" not in text
    assert "丙谷" not in text
    for words in ("九条の名簿", "会長", "4月に出し直す", "九条・見守り中の方"):
        assert words in text


def test_every_count_on_it_opens_exactly_those_it_counts_also_who_is_left_out(
    empty_desk: Desk, register: Register
) -> None:
    watcher = empty_desk.partners.add({"kind": "watcher", "name": "見守 太郎"}).id
    ids = [register(name, town=town) for name, town in (("甲山", "九条"), ("乙川", "新町"), ("丙谷", "新町"))]
    empty_desk.people.change(ids[0], {"charges": (Charge(partner_id=watcher),)})
    refused = register("丁野", ConsentEntry(state=Consent.REFUSED))
    pending = {register(name, ConsentEntry(state=Consent.PENDING)) for name in ("戊原", "己田")}
    papers = empty_desk.sheets.of("roster")
    drawn = papers.prepare({"by": "town", "receiver": "minsei"}).run()
    lines, sheets = {line.key: line for line in papers.lines(drawn)}, layout(drawn.pdf)
    assert {place.ref.key for place in drawn.figures} == set(lines)
    for place in drawn.figures:
        line = lines[place.ref.key]
        assert line.cells == (f"{len(papers.behind(drawn, line.key).ids)}名",)
    whole = [place for place in drawn.figures if place.ref.key == "people"]
    assert len(whole) == 2, "in the head of the page, and below it"
    assert all("3名" in "".join(text.text for text in sheets[place.page].texts) for place in whole)
    assert set(papers.behind(drawn, "people").ids) == set(ids)
    assert [set(papers.behind(drawn, f"group/{at}").ids) for at in (0, 1)] == [{ids[0]}, set(ids[1:])]
    assert set(papers.behind(drawn, "withheld").ids) == {refused, *pending}
    assert papers.behind(drawn, "withheld/refused").ids == (refused,)
    empty_desk.people.change(refused, {"consent_history": (ConsentEntry(state=Consent.AGREED),)})
    assert papers.behind(drawn, "withheld/refused").ids == (refused,), "as the pages say it, no reading for each"
    assert printed_words(sheets, drawn.figures) >= {"3名", "1名", "2名"}


def printed_words(sheets: list[Sheet], places: tuple[FigurePlace, ...]) -> set[str]:
    """The count in each rectangle: of the texts that cross it, those letters that stand in it."""
    found = set()
    for place in places:
        for text in sheets[place.page].texts:
            left, top, right, bottom = text.ink
            if top < place.top + place.height / 2 < bottom and left <= place.left + 1 and right >= place.left:
                share = len(text.text) / max(right - left, 1)
                begin = round((place.left - left) * share)
                found |= set(re.findall(r"[0-9]+名", text.text[max(begin - 3, 0) : begin + 6]))
    return found


# ---- as drawn


def _facts(count: int, *, much: bool = False, **more: Any) -> RosterFacts:
    day = date(2026, 11, 22)
    subjects = []
    for number in range(count):
        name, kana = (LONG_NAME, LONG_KANA) if much and number % 3 == 0 else (f"見本 {number}", "ミホン")
        person = Person(
            id=f"{number}", family_name=name, area_history=(AreaEntry(area=AREA),), created_on=date(2026, 1, 1)
        )
        told = {column.key: f"{LONG_NOTE[:400]}{RARE}" if much else "九条1-2-3" for column in COLUMNS[1:]}
        told |= {"sex": "女", "birth_date": "S12.3.5\n89歳", "address": LONG_PLACE if much else "九条1-2-3"}
        line = RosterLine(
            id=person.id, group=f"{LONG_PLACE if much else '町'}{number // 40}", name=name, kana=kana, told=told
        )
        subjects.append((person, line))
    people = disclose(subjects, purpose=Purpose.DESK_LIST, receiver=NOBODY, day=day, default_recipients=frozenset())
    columns = tuple(column for column in COLUMNS if column.statutory)
    return RosterFacts(printed_on=day, by=By.TOWN, columns=columns, people=people, chosen="台帳の方", **more)


def test_far_too_much_stands_on_it_whole_and_nothing_over_another() -> None:
    into = io.BytesIO()
    stamps = ("課長", "たいへん長い名前の決裁欄", "三", "四", "五")
    roster.draw(_facts(12, much=True, stamps=stamps, remarks=LONG_NOTE * 8, heading=LONG_NOTE[:80]), into)
    assert faults(layout(into.getvalue())) == []
    text = "".join(page.extract_text() for page in PdfReader(into).pages).replace("\n", "")
    assert text.count("続き") > 12
    assert PdfReader(into).outline


@pytest.mark.alone
def test_ten_thousand_people_are_drawn_with_word_of_how_far_and_can_be_stopped() -> None:
    told: list[tuple[int, int]] = []
    into = io.BytesIO()
    drawn = roster.draw(_facts(10_000, apart=True), into, lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert told[-1] == (20_000, 20_000)
    assert len(told) > 200
    assert drawn.pages >= 250

    def stop(done: int, of: int) -> None:
        if done > 100:
            raise Cancelled("やめました。")

    nothing = io.BytesIO()
    with pytest.raises(Cancelled):
        roster.draw(_facts(2_000), nothing, stop)
    assert nothing.getvalue() == b""
