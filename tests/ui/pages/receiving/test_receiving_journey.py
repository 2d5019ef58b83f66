"""受け取る by keys: files that the service wrote are opened, proven, looked at and saved; every fault is a sentence."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import OpenWindow
from ui import file_picker
from ui.pages.receiving.page import ReceivingPage
from ui.places import Place, Room
from watchdesk.desk import Desk, receiving
from watchdesk.domain.month import Month
from watchdesk.exports.locking import Lock

PASSWORD = "kamo-sune-tewa-gona-284753"  # of a file that lives as long as the test
KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier
Pick = Callable[..., None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What came: a workbook by password, the same by a key, files of commas by password; and the key."""

    book: Path
    by_key: Path
    commas: Path
    key: Path
    sha256: str


@pytest.fixture
def files(desk: Desk, tmp_path: Path) -> Files:
    parcel = desk.welfare.month(Month(2026, 10), "hokenfukushi").run()
    own, public, _phrase = receiving.new_key(tmp_path / "鍵.txt")
    key = next(line for line in public.read_text(encoding="utf-8").splitlines() if line.startswith("age1"))
    told = {
        "book": ("10月 分.xlsx", Lock(password=PASSWORD), "xlsx"),
        "by_key": ("10月.age", Lock(public_key=key), "xlsx"),
    }
    told["commas"] = ("10月_csv.age", Lock(password=PASSWORD), "csv")
    made = {
        name: desk.handing.hand_over(parcel, desk.handing.sending(tmp_path / file, lock, form=form, insist=True)).run()
        for name, (file, lock, form) in told.items()
    }
    paths = {name: one.file.path for name, one in made.items()}
    return Files(key=own, sha256=made["book"].file.sha256, **paths)


@pytest.fixture
def pick(monkeypatch: pytest.MonkeyPatch) -> Pick:
    """``pick(open=…, save=…)``: what is chosen in the system's dialogs from now on."""

    def choose(open: Path | None = None, save: Path | None = None) -> None:  # noqa: A002  # as the button says
        monkeypatch.setattr(file_picker, "open_file", lambda *_: open)
        monkeypatch.setattr(file_picker, "save_file", lambda *_: save)

    return choose


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(*keys: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(focus(), key, chord)


@pytest.fixture
def page(desk: Desk, files: Files, open_window: OpenWindow) -> ReceivingPage:
    window = open_window(desk, Place(room=Room.RECEIVING))
    found = window.findChild(ReceivingPage)
    assert found is not None
    return found


def opened(page: ReceivingPage, qtbot: QtBot, password: str = PASSWORD) -> None:
    """Chooses by Ctrl+O and types the password that was told."""
    press(KEY.Key_O, chord=CTRL)
    qtbot.waitUntil(page.asking.password.line.hasFocus)
    QTest.keyClicks(focus(), password)
    press(KEY.Key_Return)
    assert page.asking.password.text() == "", "nothing of the password stays in the field"
    qtbot.waitUntil(lambda: page._task is None, timeout=20_000)
    assert page.isAncestorOf(focus()), "what is typed next goes nowhere else"


def test_a_workbook_is_proven_looked_at_saved_and_forgotten(
    desk: Desk, page: ReceivingPage, files: Files, pick: Pick, qtbot: QtBot
) -> None:
    before = set(files.book.parent.rglob("*"))
    pick(open=files.book)
    opened(page, qtbot, "chigau-password")
    assert "パスワードがちがいます" in page.strip.sentence
    assert page.opened is None
    opened(page, qtbot)
    assert "そろっています" in page.strip.sentence
    assert page.opened is not None
    facts = dict(page.opened.look.facts)
    assert facts["月"] == "令和8年10月"
    assert facts["お渡しする相手"] == "区役所 保健福祉課"
    assert int(facts["お渡しする方"]) > 0
    assert "訪問" in [sheet.title for sheet in page.opened.look.sheets]
    assert len(page.view.table.rows()) > 0
    assert {one for one in files.book.parent.rglob("*") if one.is_file()} <= before, "nothing of it is on the disk"

    target = files.book.parent / "中身.xlsx"
    pick(save=target)
    press(KEY.Key_S, chord=CTRL)
    qtbot.waitUntil(lambda: "残しました" in page.strip.sentence)
    (came,) = receiving.open_file(files.book, password=PASSWORD).files
    assert target.read_bytes() == came.data
    assert load_workbook(io.BytesIO(came.data)).sheetnames[0] == "概要"
    press(KEY.Key_Escape)
    assert page.opened is None
    assert page.view.table.rows() == []
    assert [entry.action for entry in desk.ledger.entries(2)] == ["file unlocked", "file received"]


def test_a_file_for_a_key_asks_for_the_own_key_file(
    page: ReceivingPage, files: Files, pick: Pick, qtbot: QtBot
) -> None:
    other, _public, _phrase = receiving.new_key(files.key.parent / "ほかの鍵.txt")
    pick(open=files.by_key)
    press(KEY.Key_O, chord=CTRL)
    qtbot.waitUntil(page.asking.choose_key.hasFocus)
    for key, said in ((other, "この鍵では開けません"), (files.key, "そろっています")):
        pick(open=key)
        page.asking.choose_key.setFocus()
        press(KEY.Key_Return)
        assert page.asking.open.hasFocus()
        press(KEY.Key_Return)
        qtbot.waitUntil(lambda said=said: said in page.strip.sentence, timeout=20_000)
    assert page.opened is not None
    page.leave()
    assert page.asking.password.text() == ""


def test_a_key_is_made_its_phrase_is_shown_and_an_older_key_is_never_written_over(
    page: ReceivingPage, files: Files, pick: Pick, qtbot: QtBot
) -> None:
    own = files.key.parent / "私の鍵.txt"
    pick(save=own)
    page.own_key.make.setFocus()
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: "自分の鍵ができました" in page.strip.sentence, timeout=20_000)
    beside = own.with_name("送る方に渡す鍵.txt")
    told = beside.read_text(encoding="utf-8")
    assert page.own_key.phrase.text() in told
    assert beside.name in page.own_key.public.text()
    assert "AGE-SECRET-KEY" not in told
    assert "AGE-SECRET-KEY" in own.read_text(encoding="utf-8")
    phrase = page.own_key.phrase.text()
    page.leave()
    assert page.own_key.phrase.text() == ""
    page.enter(Place(room=Room.RECEIVING))
    assert not page.own_key.make.isVisible(), "it is made once"
    page.own_key.again.setFocus()
    press(KEY.Key_Space)
    assert page.own_key.phrase.text() == phrase
    pick(save=own)
    page.own_key.anew.setFocus()
    press(KEY.Key_Space)
    assert "送る方全員に" in page.own_key.strip.sentence
    press(KEY.Key_Space)
    qtbot.waitUntil(lambda: "もうあります" in page.strip.sentence, timeout=20_000)


def test_files_of_commas_are_saved_into_a_folder(page: ReceivingPage, files: Files, pick: Pick, qtbot: QtBot) -> None:
    pick(open=files.commas)
    opened(page, qtbot)
    assert page.opened is not None
    target = files.commas.parent / "中身"
    pick(save=target)
    press(KEY.Key_S, chord=CTRL)
    qtbot.waitUntil(lambda: "残しました" in page.strip.sentence)
    assert {one.name for one in target.iterdir()} >= {"概要.csv", "訪問.csv"}
    press(KEY.Key_S, chord=CTRL)
    qtbot.waitUntil(lambda: "もうあります" in page.strip.sentence)
    assert page.opened is not None


def test_a_file_that_is_damaged_cut_off_gone_or_not_ours_is_one_sentence(
    page: ReceivingPage, files: Files, pick: Pick, qtbot: QtBot
) -> None:
    data = files.book.read_bytes()
    cut, turned, other = (files.book.parent / name for name in ("切れた.xlsx", "変わった.xlsx", "写真.xlsx"))
    cut.write_bytes(data[: len(data) // 2])
    turned.write_bytes(data[: len(data) // 2] + bytes([data[len(data) // 2] ^ 1]) + data[len(data) // 2 + 1 :])
    other.write_bytes(b"\x89PNG")
    for file in (cut, turned):
        pick(open=file)
        opened(page, qtbot)
        assert "こわれているか" in page.strip.sentence
        assert page.opened is None
    for file, said in (
        (other, "受け渡しのファイルではありません"),
        (files.book.parent / "ない.xlsx", "見つかりません"),
    ):
        pick(open=file)
        page.asking.choose.setFocus()
        press(KEY.Key_O, chord=CTRL)
        qtbot.waitUntil(lambda said=said: said in page.strip.sentence)
