"""Welfare information on paper: all of it stands there, large; a slip twice; it names nobody and is no copy."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader

from watchdesk.desk import Desk
from watchdesk.domain.info_item import InfoItem
from watchdesk.errors import WatchDeskError

BODY = "昼か夕の食事を、顔を見て手わたします。\n1食450円から。申し込みは、電話で受けつけます。"


def _item(desk: Desk, **more: object) -> InfoItem:
    values = {"title": "高齢者の配食サービス", "body": BODY, "target": "65歳以上の方", "phone": "06-6038-0011 見本給食"}
    return desk.information.record({**values, **more})


def _texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


def test_all_of_an_item_stands_on_one_a4(desk: Desk) -> None:
    drawn = desk.info_sheets.prepare(_item(desk).id).run()
    (text,) = _texts(drawn.pdf)
    for part in ("高齢者の配食サービス", "65歳以上の方", "06-6038-0011", "1食450円から"):
        assert part in text
    assert (drawn.pages, drawn.named, drawn.number) == (1, (), None)


def test_a_slip_stands_twice_on_a_sheet(desk: Desk) -> None:
    drawn = desk.info_sheets.prepare(_item(desk).id, slip=True).run()
    (text,) = _texts(drawn.pdf)
    assert text.count("高齢者の配食サービス") == 2
    assert text.count("06-6038-0011") == 2


def test_nothing_of_a_long_text_is_lost(desk: Desk) -> None:
    body = "\n".join(f"{number}番目の段落です。くわしい説明が、ここに長く続きます。" for number in range(1, 121))
    item = _item(desk, body=body)
    drawn = desk.info_sheets.prepare(item.id).run()
    told = "".join(_texts(drawn.pdf)).replace("\n", "")
    assert drawn.pages > 1
    assert all(f"{number}番目の段落" in told for number in range(1, 121))
    with pytest.raises(WatchDeskError) as refused:
        desk.info_sheets.prepare(item.id, slip=True).run()
    assert refused.value.code == "too_long"


def test_the_same_item_gives_the_same_bytes(desk: Desk) -> None:
    item = _item(desk)
    assert desk.info_sheets.prepare(item.id).run().pdf == desk.info_sheets.prepare(item.id).run().pdf


def test_printing_it_is_in_the_ledger_and_makes_no_copy(desk: Desk, tmp_path: Path) -> None:
    drawn = desk.info_sheets.prepare(_item(desk).id).run()
    desk.info_sheets.handed_out(drawn)
    desk.info_sheets.save(drawn, tmp_path / "annai.pdf")
    entries = desk.ledger.entries(limit=2)
    assert [(entry.action, entry.entity) for entry in entries] == [("saved", "report"), ("printed", "report")]


def test_a_letter_that_no_font_has_is_told(desk: Desk) -> None:
    drawn = desk.info_sheets.prepare(_item(desk, body="\U000f0000の会").id).run()
    assert [lost.where for lost in drawn.unprintable] == ["中身"]
