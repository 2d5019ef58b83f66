"""Papers of a person: taken in with a picture drawn in memory, seen inside the window, named, written out, binned."""

import io
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.ui.pages.person.pressed import Opened, press, told
from ui import file_picker
from ui.pages.person.attachments import size_in_words
from ui.pages.person.page import PersonPage
from ui.pages.person.view import REGISTER
from ui.pictures import THUMBNAIL, thumbnail_of
from watchdesk.desk import Desk
from watchdesk.domain.person import Person
from watchdesk.errors import Invalid


def pdf(pages: int = 2, password: str = "") -> bytes:
    """A scanned form."""
    target = io.BytesIO()
    canvas = Canvas(target, encrypt=StandardEncryption(password, ownerPassword="o") if password else None)
    for page in range(pages):
        canvas.drawString(100, 700, f"page {page + 1}")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "同意書.pdf"
    path.write_bytes(pdf())
    return path


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "門のようす.jpg"
    image = QImage(900, 600, QImage.Format.Format_RGB32)
    image.fill(QColor("darkgreen"))
    assert image.save(str(path))
    return path


@pytest.fixture
def person(desk: Desk) -> Person:
    return desk.people.register({"family_name": "髙橋", "given_name": "トシ子"}, area="九条南")


def take_in(page: PersonPage, path: Path, qtbot: QtBot) -> None:
    """Choose a file, and wait until it is in the list."""
    part = page.view.ties.papers
    part.take_in(path)
    qtbot.waitUntil(part.add.isEnabled)
    page.view.ties._read()
    qtbot.waitUntil(lambda: path.stem in told(part.rows))


def test_a_scan_is_taken_in_named_and_kept_without_touching_the_file(
    on_ties: Opened, desk: Desk, person: Person, scan: Path, qtbot: QtBot
) -> None:
    page = on_ties()
    take_in(page, scan, qtbot)
    asking = page.view.ties.papers.in_place
    assert asking.form is not None
    asking.form.entry("title").set_value("同意書（令和8年度版）")
    QTest.keyClick(asking.save, Qt.Key.Key_Space)

    (kept,) = desk.attachments.of_person(person.id)
    assert kept.title == "同意書（令和8年度版）"
    assert desk.attachments.content(kept.id) == scan.read_bytes()
    small = QImage.fromData(desk.attachments.thumbnail(kept.id) or b"")
    assert max(small.width(), small.height()) == THUMBNAIL


def test_the_register_tells_how_many_papers_there_are_and_leads_to_them(
    on_ties: Opened, desk: Desk, person: Person, scan: Path, qtbot: QtBot
) -> None:
    desk.attachments.add(person.id, scan, "同意書")
    page = on_ties()
    page.view.tabs.setCurrentIndex(REGISTER)
    assert page.view.papers.text() == "添付の書類（1）"
    page.view.papers.setFocus()
    QTest.keyClick(page.view.papers, Qt.Key.Key_Space)

    papers = page.view.ties.papers
    assert page.view.ties.isVisible()
    assert papers.add.hasFocus()
    qtbot.waitUntil(lambda: not papers.rows.visibleRegion().isEmpty())


def test_each_paper_tells_its_kind_size_and_day(on_ties: Opened, photo: Path, qtbot: QtBot) -> None:
    page = on_ties()
    take_in(page, photo, qtbot)

    assert f"写真　{size_in_words(photo.stat().st_size)}　令和8年11月22日" in told(page.view.ties.papers.rows)


def test_a_pdf_is_seen_inside_the_window_page_by_page_and_esc_leads_back(
    on_ties: Opened, scan: Path, qtbot: QtBot
) -> None:
    page = on_ties()
    take_in(page, scan, qtbot)
    press(page.view.ties.papers.rows, "見る")
    viewer = page.view.viewer
    qtbot.waitUntil(viewer.pdf.isVisible)
    assert viewer.pdf.pages() == 2
    assert page.view.header.isVisible(), "whose paper it is stays in sight"

    assert viewer.back.text() == "「関わる人」にもどる"
    QTest.keyClick(viewer.back, Qt.Key.Key_Escape)

    assert page.view.ties.isVisible()
    assert not viewer.isVisible()


def test_a_picture_is_seen_and_made_larger(on_ties: Opened, photo: Path, qtbot: QtBot) -> None:
    page = on_ties()
    take_in(page, photo, qtbot)
    press(page.view.ties.papers.rows, "見る")
    picture = page.view.viewer.picture
    qtbot.waitUntil(picture.isVisible)
    before = picture.label.pixmap().width()
    press(picture, "大きく")

    assert picture.label.pixmap().width() > before


def test_nothing_is_written_to_a_disk_to_be_seen(
    on_ties: Opened, scan: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = on_ties()
    take_in(page, scan, qtbot)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    press(page.view.ties.papers.rows, "見る")
    qtbot.waitUntil(page.view.viewer.pdf.isVisible)

    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    "torn",
    [
        (b"\x00\x01 not a paper", "PDF、JPEG、PNG"),
        (b"%PDF-1.7 torn", "PDFがこわれて"),
        (b"\xff\xd8\xff torn", "画像がこわれて"),
        (b"\x89PNG\r\n\x1a\n torn", "画像がこわれて"),
        (pdf(password="geheim"), "パスワードのかかったPDF"),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_sentence(
    on_ties: Opened, person: Person, tmp_path: Path, qtbot: QtBot, torn: tuple[bytes, str]
) -> None:
    content, sentence = torn
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    page = on_ties()
    page.view.ties.papers.take_in(path)

    qtbot.waitUntil(lambda: sentence in page.strip.sentence)
    assert page.desk.attachments.of_person(person.id) == ()


@given(st.sampled_from((b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"")), st.binary(max_size=300))
def test_no_bytes_whatever_do_more_than_be_refused(start: bytes, rest: bytes) -> None:
    with suppress(Invalid):
        assert not QImage.fromData(thumbnail_of(start + rest)).isNull()


def test_a_paper_is_put_into_the_bin_with_a_reason_only(
    on_ties: Opened, desk: Desk, person: Person, scan: Path, qtbot: QtBot
) -> None:
    page = on_ties()
    take_in(page, scan, qtbot)
    page.view.ties.papers.in_place.stop()
    press(page.view.ties.papers.rows, "取りのぞく")
    asking = page.view.ties.papers.in_place
    QTest.keyClick(asking.save, Qt.Key.Key_Space)
    assert len(desk.attachments.of_person(person.id)) == 1
    assert asking.form is not None
    asking.form.entry("reason").set_value("別の方のもの")
    QTest.keyClick(asking.save, Qt.Key.Key_Space)

    assert desk.attachments.of_person(person.id) == ()


def test_a_copy_is_written_where_the_user_says_and_counted(
    on_ties: Opened, scan: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.pdf"
    monkeypatch.setattr(file_picker, "save_file", lambda *_: target)  # the system's own dialog
    page = on_ties()
    take_in(page, scan, qtbot)
    press(page.view.ties.papers.rows, "写しを残す")
    asking = page.view.ties.papers.in_place
    QTest.keyClick(asking.save, Qt.Key.Key_Space)
    assert not target.exists(), "nothing leaves without a reason"
    assert asking.form is not None
    asking.form.entry("reason").set_value("紙でとじるため")
    QTest.keyClick(asking.save, Qt.Key.Key_Space)

    assert target.read_bytes() == scan.read_bytes()
    assert "写しの番号" in page.strip.sentence


def test_a_copy_whose_place_was_not_chosen_keeps_the_reason_that_was_written(
    on_ties: Opened, person: Person, scan: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_picker, "save_file", lambda *_: None)  # the system's own dialog, left by Esc
    page = on_ties()
    take_in(page, scan, qtbot)
    press(page.view.ties.papers.rows, "写しを残す")
    asking = page.view.ties.papers.in_place
    assert asking.form is not None
    asking.form.entry("reason").set_value("紙でとじるため")
    QTest.keyClick(asking.save, Qt.Key.Key_Space)

    assert asking.form is not None
    assert asking.form.values()["reason"] == "紙でとじるため"
    assert page.desk.ledger.copies_naming(person.id) == ()


def test_a_hidden_persons_paper_is_neither_shown_nor_copied_until_opened(
    on_ties: Opened, desk: Desk, person: Person, scan: Path, qtbot: QtBot
) -> None:
    desk.people.change(person.id, {"hidden": True})
    page = on_ties()
    take_in(page, scan, qtbot)
    page.view.ties.papers.in_place.stop()
    for deed in ("写しを残す", "見る"):
        press(page.view.ties.papers.rows, deed)
        assert page.secrecy.in_place.form is not None  # the reason is asked for where one stands
        assert page.view.ties.papers.in_place.form is None
        assert not page.view.viewer.isVisible()

    assert page.secrecy.in_place.form is not None
    page.secrecy.in_place.form.entry("reason").set_value("ご本人に見せるため")
    page.secrecy.in_place.write()
    qtbot.waitUntil(page.view.viewer.pdf.isVisible)


def test_a_name_that_is_masked_is_not_written_back_masked(
    on_ties: Opened, desk: Desk, person: Person, scan: Path, qtbot: QtBot
) -> None:
    desk.people.change(person.id, {"hidden": True, "phones": ("06-6099-8181",)})
    page = on_ties()
    take_in(page, scan, qtbot)
    page.view.ties.papers.in_place.stop()
    (paper,) = desk.attachments.of_person(person.id)
    desk.attachments.rename(paper.id, "06-6099-8181のメモ")
    page.view.ties._read()
    qtbot.waitUntil(lambda: "秘匿のメモ" in told(page.view.ties.papers.rows))
    press(page.view.ties.papers.rows, "名前を変える")
    QTest.keyClick(page.view.ties.papers.in_place.save, Qt.Key.Key_Space)

    assert desk.attachments.get(paper.id).title == "06-6099-8181のメモ"


def test_sizes_are_told_in_words() -> None:
    assert [size_in_words(size) for size in (1, 2048, 3 << 19)] == ["1 KB", "2 KB", "1.5 MB"]
