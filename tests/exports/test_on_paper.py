"""What an office prints of a workbook can be read: no letter below 8 points, and each page says whose rows it has."""

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as tried
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.conftest import TODAY
from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.exports import workbook
from watchdesk.exports.paper import lay_out
from watchdesk.exports.sheet import CellKind, Head, Sheet

OCTOBER = Month(2026, 10)
PROGRAM, MEASURE = shutil.which("soffice"), shutil.which("pdftotext")
SCALE = Sheet(title="目盛", heads=(Head(title="目盛"),), rows=(("目盛",),))
"""A sheet that is printed in its own size, 11 points: how high a letter is drawn there tells the size of the others."""

TITLES = st.sampled_from(("氏名", "今月の訪問記録", "最後に安否を確認した日", "A" * 40))
HEADS = st.builds(
    Head, title=TITLES, kind=st.sampled_from(CellKind), width=st.integers(6, 120), names_row=st.booleans()
)


def words(pdf: Path) -> list[list[tuple[str, float]]]:
    """The words of each page with their heights in points."""
    drawn = subprocess.run([str(MEASURE), "-bbox", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    word = re.compile(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<')
    return [
        [(text, float(bottom) - float(top)) for top, bottom, text in word.findall(page)]
        for page in drawn.split("<page ")[1:]
    ]


@pytest.mark.skipif(not (PROGRAM and MEASURE), reason="LibreOffice or poppler is not installed")
def test_no_letter_of_the_months_workbook_is_printed_below_eight_points(desk: Desk, tmp_path: Path) -> None:
    sheets = desk.welfare.month(OCTOBER, "hokenfukushi").run().sheets(1)
    (tmp_path / "a.xlsx").write_bytes(workbook.draw([SCALE, *sheets], "2026年10月", TODAY, "第1号").data)
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    asked = [str(PROGRAM), home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), "a.xlsx"]
    subprocess.run(asked, check=True, capture_output=True, cwd=tmp_path, timeout=180)
    scale, *pages = words(tmp_path / "a.pdf")
    eleven = max(height for text, height in scale if text == "目盛")
    assert min(height for page in pages for _, height in page) >= eleven * 8 / 11
    people = [{text for text, _ in page} for page in pages if any(text == "要援護者" for text, _ in page[-1:])]
    assert len(people) > 2
    assert all({"整理番号", "氏名"} <= told for told in people)
    assert pages[-1][-1][0] == "項目の説明"


def test_a_sheet_too_wide_for_a_page_goes_over_several_with_the_names_on_each(desk: Desk) -> None:
    sheets = desk.welfare.month(OCTOBER, "hokenfukushi").run().sheets(1)
    pages = load_workbook(io.BytesIO(workbook.draw(sheets, "x", TODAY).data))
    register, overview = pages["要援護者"], pages["概要"]
    assert (register.page_setup.fitToWidth or 1, register.print_title_cols) == (2, "$A:$B")
    assert (overview.page_setup.fitToWidth or 1, overview.print_title_cols) == (1, None)
    assert register.page_setup.pageOrder == "overThenDown"


def test_of_a_ward_each_page_says_which_figure_a_line_is() -> None:
    places = tuple(Head(title=f"地域{number}", kind=CellKind.NUMBER, width=14) for number in range(15))
    heads = (Head(title="項目", width=34, names_row=True), *places, Head(title="説明", kind=CellKind.NOTE, width=76))
    row = ("訪問記録（件）", *range(15), "月のうちの訪問記録の数です。")
    paper = lay_out(Sheet(title="概要", heads=heads, rows=(row,)))
    assert paper.across > 1
    assert paper.repeated == (0, 0)


@tried(max_examples=60, deadline=None)
@given(st.lists(HEADS, min_size=1, max_size=40), st.booleans())
def test_the_columns_of_each_page_fit_it_in_eight_points(heads: list[Head], wide: bool) -> None:
    paper = lay_out(Sheet(title="表", heads=tuple(heads), wide=wide))
    room = (842 if wide else 595) * 11 / 8
    total = sum(5.25 * width + 3.75 for width in paper.widths)
    assert total <= room * paper.across
    assert paper.across > 1 or paper.repeated is None
    assert paper.repeated is None or all(head.names_row for head in heads[slice(paper.repeated[0], paper.repeated[1])])
    assert all(width <= max(24, head.width) for width, head in zip(paper.widths, heads, strict=True))
