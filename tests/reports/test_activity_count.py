"""活動件数集計報告書 on paper: no number breaks, who made it stands whole, however long either is."""

import io

from pypdf import PdfReader

from tests.reports.layout import layout
from tests.reports.sample_sizes import LONG_NAME, LONG_OFFICE, Size
from tests.reports.samples import pdf


def test_numbers_of_six_digits_stand_whole_beside_each_other() -> None:
    placed = layout(pdf("activity_count", Size.MUCH))[0].texts
    texts = [text.text for text in placed]
    assert texts.count("123,456") == 13, "twelve months and their sum"
    assert not [text for text in texts if text.endswith(",")]
    assert min(text.size for text in placed) >= 7.5


def test_who_made_it_stands_whole_over_every_sheet_of_counts() -> None:
    for kind in ("activity_count", "annual"):
        first = PdfReader(io.BytesIO(pdf(kind, Size.MUCH))).pages[0].extract_text().replace("\n", "")
        for words in (str(LONG_OFFICE["office"]), LONG_NAME, "令和8年11月22日 作成"):
            assert words in first, kind
        assert "…" not in first
