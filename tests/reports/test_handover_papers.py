"""Papers beside a file: the receiver and the hash stand on them, never a password; nothing is cut off."""

import io
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from tests.conftest import TODAY
from tests.reports.layout import Sheet, faults, layout
from watchdesk.domain.handover import Handover, HandoverKind
from watchdesk.reports.handover_papers import HandoverFacts, draw, spaced

HANDOVER = Handover(
    id="one",
    kind=HandoverKind.WELFARE,
    title="月の記録 令和8年10月 九条南地域",
    receiver="hokenfukushi",
    file_name="10月.xlsx",
    form="xlsx",
    locked_by="password",
    sha256="bf6ac190" * 8,
    made_on=TODAY,
    made_by="hanako",
    people=59,
    visits=97,
    withheld={"withdrawn": 2},
    copy_number=12,
    month="2026-10",
    issue=1,
    code="K7QF-2M9X",
    second="中村 清",
    erase_by=date(2027, 3, 31),
)
FACTS = HandoverFacts(
    printed_on=TODAY,
    handover=HANDOVER,
    receiver="区役所 保健福祉課",
    contact="係の方",
    office="九条南会館",
    maker="山本 花子",
    phone="06-6000-0000",
)


def pages(facts: HandoverFacts) -> list[str]:
    into = io.BytesIO()
    draw(facts, into)
    return [page.extract_text() for page in PdfReader(into).pages]


def sheets(facts: HandoverFacts) -> list[Sheet]:
    into = io.BytesIO()
    draw(facts, into)
    return layout(into.getvalue())


def test_cover_receipt_and_label_say_what_and_for_whom() -> None:
    cover, receipt, label = pages(FACTS)
    for words in ("区役所 保健福祉課", "第12号", "第1号　照合番号 K7QF-2M9X", "59名", "97件", "2名", "中村 清"):
        assert words in cover
    assert spaced(HANDOVER.sha256) in cover
    assert "令和9年3月31日までに消して" in cover
    assert "署名" in receipt
    assert "九条南会館" in receipt
    assert label.count("区役所 保健福祉課") == 2
    assert "照合" not in label


@pytest.mark.parametrize("form", ["xlsx", "csv", "csv-xlsx"])
def test_the_password_comes_one_way_only(form: str) -> None:
    cover = pages(replace(FACTS, handover=replace(HANDOVER, form=form)))[0]
    assert cover.count("パスワードは、この紙には書いてありません。こちらから、お電話でお伝えします。") == 1
    assert "おたずねください" not in cover


@pytest.mark.parametrize(
    ("locked_by", "form", "told"),
    [("password", "xlsx", "Excelで開きます"), ("password", "csv", "receive"), ("key", "xlsx", "鍵のファイルを選んで")],
)
def test_the_cover_says_how_it_opens(locked_by: str, form: str, told: str) -> None:
    assert told in pages(replace(FACTS, handover=replace(HANDOVER, locked_by=locked_by, form=form)))[0]


def test_the_same_facts_are_the_same_bytes() -> None:
    one, other = io.BytesIO(), io.BytesIO()
    draw(FACTS, one)
    draw(FACTS, other)
    assert one.getvalue() == other.getvalue()


def test_far_too_much_stays_on_three_pages() -> None:
    long = replace(HANDOVER, title="一覧" * 60, file_name="長い名前" * 30)
    facts = replace(FACTS, handover=long, receiver="相手" * 40, contact="𠮷田\U0002ebf0" * 8, office="事務所" * 40)
    assert len(pages(facts)) == 3


@pytest.mark.parametrize("times", [1, 6])
def test_long_names_keep_their_titles_and_the_label_its_telephone(times: int) -> None:
    receiver = "大阪市西区保健福祉センター 保健福祉課 地域保健活動担当" * times
    office = "社会福祉法人 大阪市西区社会福祉協議会 九条南地域福祉活動サポート拠点" * times
    drawn = sheets(replace(FACTS, receiver=receiver, contact="地域保健活動担当の方" * times, office=office))
    cover, receipt, label = drawn
    assert not faults(drawn)
    assert [sum(text.text.endswith("　御中") for text in page.texts) for page in (cover, label)] == [1, 2]
    assert [sum(text.text.endswith("　様") for text in page.texts) for page in (cover, label)] == [1, 2]
    assert any(text.text.endswith("　あて") for text in receipt.texts)
    assert [text.size for text in label.texts if text.text == f"電話 {FACTS.phone}"] == [10, 10]
    assert min(text.size for text in label.texts) >= 7
    if times == 1:
        assert not any("…" in text.text for page in drawn for text in page.texts)
