"""The page kit: paper, fonts in the file, text that copies out, page numbers, notes, the same bytes twice."""

import io
import re
from datetime import date
from typing import Any

import pytest
from pypdf import PdfReader

from tests.reports.layout import faults, layout
from watchdesk.reports.page import A4, B5, CONFIDENTIAL, Document, Head, Paper

DAY = date(2026, 11, 2)
UNKNOWN = "\U0002b820"


def _document(paper: Paper = A4) -> Document:
    return Document(title="試しの報告書", author="山本 花子", day=DAY, paper=paper)


def _read(document: Document) -> PdfReader:
    buffer = io.BytesIO()
    document.finish(buffer)
    return PdfReader(buffer)


def _with(text: str, *, bold: bool = False) -> Document:
    document = _document()
    document.new_page("試しの報告書", Head(title="名簿"))
    prepared = document.setter.prepare(text, "本文")
    document.print_marks(document.setter.marked(prepared))
    document.pen.text(document.left, 200, prepared, 12, bold=bold)
    return document


@pytest.mark.parametrize("text", ["葛\U000e0100城 𠮷田 髙﨑 \ufa10", "ABC 123", "「……」――"])
@pytest.mark.parametrize("bold", [False, True])
def test_text_copies_out_code_point_for_code_point(text: str, bold: bool) -> None:
    assert text in _read(_with(text, bold=bold)).pages[0].extract_text()


def _fonts(reader: PdfReader) -> list[Any]:
    resources = [page["/Resources"].get_object() for page in reader.pages]
    return [font.get_object() for one in resources for font in one["/Font"].get_object().values()]


def test_every_font_is_embedded_and_none_is_helvetica() -> None:
    fonts = _fonts(_read(_with("葛\U000e0100 𠮷", bold=True)))
    assert len(fonts) == 3
    for font in fonts:
        assert "/FontFile2" in font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/ToUnicode" in font
        assert "Helvetica" not in font["/BaseFont"]


def test_not_even_the_name_of_an_unembedded_font_is_in_the_file() -> None:
    buffer = io.BytesIO()
    _with("葛\U000e0100 𠮷").finish(buffer)
    assert b"Helvetica" not in buffer.getvalue()


def test_the_same_drawing_on_the_same_day_gives_the_same_bytes() -> None:
    first, second = io.BytesIO(), io.BytesIO()
    _with("葛\U000e0100 𠮷 😀").finish(first)
    _with("葛\U000e0100 𠮷 😀").finish(second)
    assert first.getvalue() == second.getvalue()


@pytest.mark.parametrize(("paper", "millimetres"), [(A4, (210, 297)), (B5, (182, 257))])
def test_the_paper_has_the_size_of_japanese_offices(paper: Paper, millimetres: tuple[int, int]) -> None:
    document = _document(paper)
    document.new_page("足もと")
    box = _read(document).pages[0].mediabox
    assert (round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)) == millimetres


def test_each_page_says_which_of_how_many_it_is() -> None:
    document = _document()
    for _ in range(12):
        document.new_page("試しの報告書 令和8年10月分")
    texts = [page.extract_text() for page in _read(document).pages]
    assert [re.findall(r"\d+ / \d+", text) for text in texts] == [[f"{number} / 12"] for number in range(1, 13)]
    assert all("試しの報告書 令和8年10月分" in text for text in texts)


def test_a_page_with_an_unprintable_character_explains_it_at_its_foot_and_no_other_does() -> None:
    document = _with(f"渡{UNKNOWN}")
    document.new_page("次のページ")
    first, second = (page.extract_text() for page in _read(document).pages)
    assert "渡〓1" in first
    assert "〓1 このパソコンの文字にない字です（文字コード U+2B820）" in first
    assert "〓" not in second


def test_the_number_beside_an_unprintable_character_is_small_and_raised() -> None:
    contents = _read(_with(f"渡{UNKNOWN}")).pages[0].get_contents()
    assert contents is not None
    assert contents.get_data().count(b" Ts ") == 2 * 2


def test_a_note_takes_its_room_from_the_page() -> None:
    document = _document()
    document.new_page("足もと")
    prepared = document.setter.prepare(UNKNOWN, "本文")
    assert document.room(document.setter.marked(prepared)) < document.room()


def test_a_page_with_names_carries_its_warning() -> None:
    document = _document()
    document.new_page("足もと", Head(title="名簿", confidential=True))
    assert CONFIDENTIAL in _read(document).pages[0].extract_text()


def test_the_viewer_is_told_title_language_and_contents() -> None:
    document = _document()
    document.new_page("足もと")
    document.bookmark("九条南地域")
    document.new_page("足もと")
    document.bookmark("訪問記録", 1)
    reader = _read(document)
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("試しの報告書", "山本 花子")
    assert reader.trailer["/Root"]["/Lang"] == "ja-JP"
    assert reader.outline[0]["/Title"] == "九条南地域"
    assert reader.outline[1][0]["/Title"] == "訪問記録"


def test_a_foot_too_long_for_its_line_is_smaller_in_two_and_keeps_off_the_page_number() -> None:
    document = _document()
    document.new_page("情報共有シート　大阪市西区九条南地域社会福祉協議会 九条南会館　" + "長い名前" * 20)
    into = io.BytesIO()
    document.finish(into)
    assert faults(layout(into.getvalue())) == []


def test_what_is_written_as_unprintable_is_explained_without_being_asked() -> None:
    document = _document()
    document.new_page("足もと")
    document.pen.text(document.left, 200, document.setter.prepare(f"渡{UNKNOWN}", "本文"), 12)
    into = io.BytesIO()
    document.finish(into)
    assert faults(layout(into.getvalue())) == []


def test_what_stands_on_every_page_takes_its_room_from_every_page() -> None:
    whose = Document(title="試し", author=f"渡{UNKNOWN}", day=DAY, watermark="中村 清")
    assert whose.full_room() < _document().full_room()
