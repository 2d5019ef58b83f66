"""The day sheet on paper: nobody, the usual 20, far too many; long names, rare characters, A4, each line whole."""

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from tests.reports.conftest import ADDRESSES, NAMES, SIGNS
from watchdesk.domain.consent import Disclosed
from watchdesk.domain.day_sheet_look import DaySheetLook
from watchdesk.domain.words import Method
from watchdesk.reports import day_sheet
from watchdesk.reports.day_sheet import DaySheetFacts, SheetStop

A4 = (595, 842)
RARE = 0x2B740
"""From here on a letter may be printed as 〓, or lose the selector of its variant."""
GiveOut = Callable[[list[Any]], Disclosed[Any]]


def facts(give_out: GiveOut, people: int, **fields: Any) -> DaySheetFacts:
    """The facts of a sheet of so many fictional people."""
    stops = [stop(number) for number in range(people)]
    made = DaySheetFacts(
        on=date(2026, 11, 22),
        printed_on=date(2026, 11, 22),
        method=Method.VISIT,
        walker="中村 清",
        receiver="見守り員",
        return_to="九条南会館（電話 06-6000-0113）",
        signs=tuple(sign.label for sign in SIGNS),
        stops=give_out(stops),
        office="九条南会館",
        number=123,
    )
    return replace(made, **fields)


def stop(number: int) -> SheetStop:
    name, kana = NAMES[number % len(NAMES)]
    hints = ("よい時間：午前中", "しないこと：玄関のチャイムを何度も鳴らさない", "耳：右耳が聞こえにくい")
    return SheetStop(
        id=str(number),
        name=f"{name}{number}様",
        kana=kana,
        address=ADDRESSES[number % len(ADDRESSES)],
        building="市営九条南第二コーポラス西棟 1208号室" if number % 5 == 0 else "",
        hints=hints[: number % 4],
    )


def pages(made: DaySheetFacts) -> list[str]:
    """The words of each page, without blanks; each page is A4 upright."""
    into = io.BytesIO()
    drawn = day_sheet.draw(made, into)
    reader = PdfReader(into)
    assert drawn.pages == len(reader.pages)
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages} == {A4}
    return ["".join(page.extract_text().split()) for page in reader.pages]


@pytest.mark.parametrize(("people", "most"), [(0, 1), (1, 1), (20, 4), (80, 15)])
def test_every_page_has_number_return_and_signs_and_each_person_stands_once(
    give_out: GiveOut, people: int, most: int
) -> None:
    told = pages(facts(give_out, people))
    assert len(told) <= most
    for number, page in enumerate(told, 1):
        assert "第123-4号" in page
        assert "返却先九条南会館（電話06-6000-0113）" in page
        assert "1新聞や郵便物がたまっている" in page
        assert f"{number}/{len(told)}" in page
        assert "取扱注意・個人情報" in page
    for number in range(people):
        name = NAMES[number % len(NAMES)][0].replace(" ", "")
        if all(ord(letter) < RARE for letter in name):
            assert sum(f"{name}{number}様" in page for page in told) == 1


def test_a_line_is_never_cut_from_its_boxes(give_out: GiveOut) -> None:
    told = pages(facts(give_out, 80))
    assert sum(page.count("応答なし") for page in told) == 80


def test_what_no_font_has_is_printed_as_a_mark_and_told(give_out: GiveOut) -> None:
    into = io.BytesIO()
    drawn = day_sheet.draw(facts(give_out, 10), into)
    told = "".join(PdfReader(into).pages[0].extract_text().split())
    assert "𠮷田正一1様" in told
    for lost in drawn.unprintable:
        assert lost.code in "".join(page.extract_text() for page in PdfReader(into).pages)
        assert "番の方の氏名" in lost.where


def test_boxes_and_sentence_stand_on_the_first_page_only_and_nobody_gets_lost(give_out: GiveOut) -> None:
    first, *more = pages(facts(give_out, 40, look=DaySheetLook(stamps=("会長",), remarks="水分を。" * 50)))
    assert "会長" in first
    assert "連絡事項水分を。" in first
    assert not any("会長" in page or "連絡事項" in page for page in more)
    assert sum(page.count("応答なし") for page in (first, *more)) == 40


def test_a_page_that_is_only_looked_at_has_no_number(give_out: GiveOut) -> None:
    (told,) = pages(facts(give_out, 2, number=None))
    assert "番号は、印刷するときにつきます" in told
    assert "第123" not in told


def test_a_very_long_name_and_way_back_stay_inside_the_page(give_out: GiveOut) -> None:
    long = SheetStop(
        id="1", name="勅使河原 " + "千代子" * 12, kana="テシガワラ " + "チヨコ" * 12, address="九条南" + "1-" * 40
    )
    told = pages(facts(give_out, 0, stops=give_out([long]), return_to="九条南会館" * 12, walker="中村" * 20))
    assert "千代子千代子" in told[0]
