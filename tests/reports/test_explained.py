"""数えかた: every paper that prints counts says at its end what they count."""

import io
import re

import pytest
from pypdf import PdfReader

from tests.reports.sample_sizes import Size
from tests.reports.samples import pdf
from watchdesk.domain.definitions import AGEING, ANNUAL_PARTS, BLOCKS, MONTH, ROSTER

TOLD = {
    "monthly": MONTH,
    "statistics": MONTH,
    "everywhere": MONTH,
    "activity_count": BLOCKS,
    "ageing_list": AGEING,
    "annual": ANNUAL_PARTS,
    "roster": ROSTER,
}


@pytest.mark.parametrize("kind", TOLD)
def test_what_its_figures_count_stands_on_the_paper(kind: str) -> None:
    pages = PdfReader(io.BytesIO(pdf(kind, Size.FEW))).pages
    text = re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    assert "数えかた：" in text
    for word, sentence in TOLD[kind]:
        assert f"【{word}】{sentence}".replace(" ", "") in text
