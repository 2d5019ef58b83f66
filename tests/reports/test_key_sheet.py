"""The printed sheet of the recovery key."""

import io
from datetime import date

from pypdf import PdfReader

from watchdesk.reports import key_sheet
from watchdesk.reports.key_sheet import KeySheetFacts

TEXT = "SCT81-4E3YC-0Z9QP-7K3MW-8ND5R-CZE4P-XY11"
FACTS = KeySheetFacts(area="九条南地域", day=date(2026, 11, 22), key=TEXT)


def _drawn() -> tuple[bytes, str]:
    buffer = io.BytesIO()
    assert key_sheet.draw(FACTS, buffer).pages == 1
    return buffer.getvalue(), PdfReader(buffer).pages[0].extract_text()


def test_every_group_is_on_the_sheet_once_with_its_place() -> None:
    _, text = _drawn()
    for group in TEXT.split("-"):
        assert text.count(group) == 1


def test_the_sheet_says_whose_it_is_from_when_and_where_to_keep_it() -> None:
    _, text = _drawn()
    for words in ("九条南地域の保管庫", "令和8年11月22日 作成", "封筒", "区の社会福祉協議会", "写真をとったり"):
        assert words in text


def test_the_key_is_nowhere_but_on_the_page() -> None:
    content, _ = _drawn()
    assert "SCT81" not in repr(FACTS)
    assert b"SCT81" not in content
    metadata = PdfReader(io.BytesIO(content)).metadata
    assert metadata is not None
    assert not any("SCT81" in str(value) for value in metadata.values())


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert _drawn()[0] == _drawn()[0]
