"""The pages of differences of a 訂正版: tables follow each other, and none begins a page without need."""

import io

from pypdf import PdfReader

from tests.reports.sample_sizes import Size
from tests.reports.samples import pdf


def test_of_whom_and_why_begin_below_what_differs_and_go_on_where_the_page_ends() -> None:
    pages = PdfReader(io.BytesIO(pdf("correction", Size.USUAL))).pages[2:]
    texts = [page.extract_text() for page in pages]
    assert ["訂正のわけ" in text for text in texts] == [False, True, True]
    assert ["お名前" in text for text in texts] == [True, True, False]
    assert all("変わったところ" in text for text in texts[:2])
