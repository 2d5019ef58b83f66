"""Papers with nobody on them say so, and those with long names and titles stay readable."""

import io
from datetime import date

import pytest

from tests.reports.conftest import _given
from tests.reports.layout import Text, layout
from tests.reports.sample_sizes import TODAY, Size
from tests.reports.samples import pdf
from watchdesk.domain.copies import CopyLine
from watchdesk.reports import sharing_sheet
from watchdesk.reports.pen import MM
from watchdesk.reports.re_ask import NAME_LEAST, WINDOW_BOTTOM, WINDOW_LEFT, WINDOW_TOP, WINDOW_WIDTH
from watchdesk.reports.sharing_sheet import SharingFacts
from watchdesk.reports.whereabouts_sheet import people_on

SAID = {
    "call_list": "のせる関係機関は、ありません。",
    "people_list": "お名前をのせる方は、おられません。",
    "roster": "お名前をのせる方は、おられません。",
    "re_ask": "お願いする方は、おられません。",
    "today_sheet": "今日までに会いたい方は、おられません。",
    "day_sheet": "この用紙にのる方は、おられません。",
    "labels": "ラベルにのせる方は、おられません。",
    "whereabouts_sheet": "いま、出ている写しはありません。",
    "copies_list": "この条件に当てはまる写しは、ありません。",
}


@pytest.mark.parametrize(("kind", "said"), SAID.items())
def test_a_paper_with_nobody_on_it_says_so(kind: str, said: str) -> None:
    assert said in {text.text for sheet in layout(pdf(kind, Size.NONE)) for text in sheet.texts}


def test_the_longest_name_and_address_show_in_the_window_of_the_envelope_and_are_read() -> None:
    first = layout(pdf("re_ask", Size.MUCH))[0]
    shown = [text for text in first.texts if abs(text.x - WINDOW_LEFT) < 0.1 and text.y < WINDOW_BOTTOM + 2 * MM]
    assert all(_in_window(text) for text in shown)
    names = [text for text in shown if text.bold]
    assert "".join(text.text for text in names).endswith("エリーザベト　様")
    assert min(text.size for text in names) >= NAME_LEAST
    assert names[-1].text.strip("　") != "様"


def _in_window(text: Text) -> bool:
    left, top, right, bottom = text.ink
    return (
        left >= WINDOW_LEFT - 0.1
        and right <= WINDOW_LEFT + WINDOW_WIDTH + 0.5
        and top >= WINDOW_TOP
        and bottom <= WINDOW_BOTTOM
    )


@pytest.mark.parametrize("letters", range(12, 30))
def test_a_receivers_honorific_is_never_parted_from_its_name(letters: int) -> None:
    into = io.BytesIO()
    body = ("民生委員・児童委員（主任児童委員を含む）の連絡協議会の事務局" * 2)[:letters]
    facts = SharingFacts(
        body=body, receiver=body, area="九条南", people=_given([]), message="お元気です。", printed_on=TODAY
    )
    sharing_sheet.draw(facts, into)
    honoured = [text.text for text in layout(into.getvalue())[0].texts if "中" in text.text and text.size > 13]
    assert [text[-3:] for text in honoured] == ["　御中"]
    assert len(honoured[0]) > len("　御中")


def test_how_many_people_are_on_a_copy_stands_there_once() -> None:
    copy = CopyLine(
        number=7, kind="roster", title="要援護者名簿 85名", made_on=date(2026, 11, 2), made_by="hanako", people=85
    )
    assert people_on(copy) == ""
    assert (
        people_on(CopyLine(number=8, kind="roster", title="名簿", made_on=date(2026, 11, 2), made_by="a", people=5))
        == "5名"
    )
