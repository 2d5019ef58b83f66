"""The call list on paper: whoever is to be asked, with all numbers and hours, and room to write."""

import io
from datetime import date

from pypdf import PdfReader

from tests.conftest import TODAY
from watchdesk.domain.partner import Partner, PartnerKind
from watchdesk.reports import call_list
from watchdesk.reports.call_list import CallFacts, CallRow


def facts(count: int = 1) -> CallFacts:
    partner = Partner(
        id="w",
        kind=PartnerKind.WATCHER,
        name="𠮷田 ふみ",
        kana="ヨシダ フミ",
        role="班長",
        organisation="見本会館",
        phones=("06-6000-1111", "090-0000-1111"),
        hours="平日の午前",
        verified_on=date(2026, 5, 1),
    )
    rows = (CallRow(partner=partner, kind="見守り員"),) * count
    return CallFacts(heading="半年、確かめていない関係者", rows=rows, printed_on=TODAY, number=7)


def pages(of: CallFacts) -> list[str]:
    target = io.BytesIO()
    drawn = call_list.draw(of, target)
    assert drawn.unprintable == ()
    return ["".join(page.extract_text().split()) for page in PdfReader(target).pages]


def test_all_that_is_asked_about_stands_on_the_sheet() -> None:
    (page,) = pages(facts())
    told = ("𠮷田ふみ", "ヨシダフミ", "見守り員", "班長", "見本会館", "06-6000-1111", "090-0000-1111", "平日の午前")
    for text in (*told, "R8.5.1", "半年、確かめていない関係者", "写し第7号", "変わったところ"):
        assert text in page, text


def test_the_same_facts_give_the_same_bytes_and_many_go_over_several_pages() -> None:
    one, other = io.BytesIO(), io.BytesIO()
    call_list.draw(facts(40), one)
    call_list.draw(facts(40), other)
    assert one.getvalue() == other.getvalue()
    found = pages(facts(40))
    assert len(found) > 1
    assert sum(page.count("ヨシダフミ") for page in found) == 40
    assert all("最後の確かめ" in page for page in found)
