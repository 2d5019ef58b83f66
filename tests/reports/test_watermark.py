"""The holder's name across each page (透かし): on every page, the text as it was, whole on the paper however long."""

import io
import math
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from watchdesk.reports.page import A4, B5, Document, Drawn, Head, Paper
from watchdesk.reports.pen import Pen
from watchdesk.reports.typesetter import Typesetter
from watchdesk.reports.watermark import draw_watermark

HOLDER = "西区社会福祉協議会 見守り相談室"
SIDEWAYS = Paper(width=A4.height, height=A4.width)
PAPERS = [A4, B5, SIDEWAYS]


def _drawn(watermark: str, pages: int = 2) -> tuple[Drawn, bytes]:
    document = Document(title="試し", author="山本 花子", day=date(2026, 11, 2), watermark=watermark)
    for _ in range(pages):
        document.new_page("試し", Head(title="名簿"))
        document.pen.text(document.left, 200, "上の文字", 12)
    into = io.BytesIO()
    return document.finish(into), into.getvalue()


def _reader(watermark: str) -> PdfReader:
    return PdfReader(io.BytesIO(_drawn(watermark)[1]))


def _code(page: PageObject) -> bytes:
    contents = page.get_contents()
    assert contents is not None
    return contents.get_data()


def test_every_page_names_its_holder_over_grey_rows_too_and_darkens_only() -> None:
    for page in _reader(HOLDER).pages:
        code = _code(page)
        assert code.rindex(b" gs") < code.index(b"/Artifact") < code.index(b"EMC")
        assert "'/BM': '/Multiply'" in str(page["/Resources"])
        assert "見守り相談室" in page.extract_text()


def test_without_a_holder_a_page_is_as_it_was() -> None:
    assert b"Artifact" not in _code(_reader("").pages[0])


def test_the_same_holder_gives_the_same_bytes() -> None:
    assert _drawn(HOLDER)[1] == _drawn(HOLDER)[1]


def test_a_character_of_the_name_that_no_font_has_is_told_and_explained_on_each_page() -> None:
    drawn, content = _drawn("渡\U0002b820")
    assert [lost.where for lost in drawn.unprintable] == ["透かしの名前"]
    for page in PdfReader(io.BytesIO(content)).pages:
        assert "文字コード U+2B820" in page.extract_text()


@pytest.mark.parametrize("paper", PAPERS)
@settings(max_examples=60, deadline=None)
@given(name=st.text(st.sampled_from("西区社会福祉協議会 中村清ABC（ー）・。"), min_size=1, max_size=90))
def test_a_name_of_any_length_stays_on_the_paper(paper: Paper, name: str) -> None:
    setter = Typesetter()
    pen = _Noting(setter, paper.height)
    draw_watermark(pen, setter.prepare(" ".join(name.split()) or "名", "透かし"), paper.width, paper.height)
    angle = math.atan2(paper.height, paper.width)
    for x, y in pen.corners:
        across, up = (
            paper.width / 2 + x * math.cos(angle) + y * math.sin(angle),
            x * math.sin(angle) - y * math.cos(angle),
        )
        assert 0 < across < paper.width
        assert abs(up) < paper.height / 2


class _Noting(Pen):
    """Remembers the corners of each text, seen from the middle of the page before it is turned."""

    corners: list[tuple[float, float]]

    def __init__(self, setter: Typesetter, height: float) -> None:
        super().__init__(setter, height)
        self.corners = []

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False, spread: float = 0.0) -> None:
        """Note where it stands."""
        end = x + self.setter.measure(text.rstrip("。"), size, bold=bold)
        self.corners += [(left, top) for left in (x, end) for top in (y - 0.88 * size, y + 0.12 * size)]
