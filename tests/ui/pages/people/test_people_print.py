"""要援護者, printed as it is shown: for whom is asked, who may not stand on it is told, each set is a numbered copy."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui import file_picker
from ui.pages.page import Page
from ui.pages.papers import sets as numbered_sets
from ui.pages.papers.receiver_face import KEPT_HERE, NOT_CHOSEN
from ui.pages.people.page import PeoplePage
from ui.pages.people.print import PrintPanel
from ui.places import Place, Room
from ui.printing import Printing
from ui.theme import theme
from watchdesk.changed import Changed
from watchdesk.desk import Desk
from watchdesk.domain.consent import NOBODY
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.domain.words import Consent

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, put: Callable[[Page], None], qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(desk, theme())
    put(made)
    made.enter(Place(room=Room.PEOPLE))
    qtbot.waitUntil(lambda: bool(made.table.rows()))
    return made


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def asked_for(page: PeoplePage, qtbot: QtBot, receiver: str = "minsei") -> PrintPanel:
    """The pages for a receiver chosen by keys."""
    QTest.keyClick(page.table, Qt.Key.Key_P, CTRL)
    panel = page.parts.printing
    qtbot.waitUntil(panel.receiver.hasFocus)
    while panel.receiver.value() != receiver:
        QTest.keyClick(panel.receiver, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel.drawn is not None and panel.drawn.receiver == receiver, timeout=20_000)
    return panel


def words_of(panel: PrintPanel) -> str:
    return "".join("".join(panel.paper.view.texts()).split())


def test_nobody_is_taken_for_the_receiver(page: PeoplePage, qtbot: QtBot) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_P, CTRL)
    panel = page.parts.printing
    assert panel.receiver.value() is None
    assert focus() is panel.receiver
    assert not panel.send.isEnabled()
    assert NOT_CHOSEN in panel.send.text()
    assert panel.drawn is None
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    assert page.table.isVisible()
    assert focus() is page.print


def test_the_pages_show_the_rows_the_order_the_columns_and_the_filter_of_the_screen(
    page: PeoplePage, qtbot: QtBot, desk: Desk
) -> None:
    page.parts.columns.chosen.emit(("phones", "name", "living"))
    page.table.sort_by("氏名")
    page.filter.show_filter(PeopleFilter(age_from=85))
    page.filter.changed.emit()
    shown = [row.id for row in page.table.rows()]

    panel = asked_for(page, qtbot)

    assert panel.drawn is not None
    assert list(panel.drawn.named) == [each for each in shown if each in set(panel.drawn.named)]
    assert [column.title for column in panel.drawn.facts.columns] == ["電話", "氏名", "世帯"]
    assert panel.heading.text() == f"85歳以上　{len(shown)}名"
    assert "しぼり込み：85歳以上" in words_of(panel)
    assert "写しの番号は、印刷するときにつきます" in words_of(panel)


def test_who_did_not_agree_is_counted_with_the_reason_and_not_named(page: PeoplePage, qtbot: QtBot, desk: Desk) -> None:
    panel = asked_for(page, qtbot)
    drawn = panel.drawn
    assert drawn is not None
    assert drawn.withheld
    refused = [row.line for row in page.table.rows() if row.line.consent is Consent.REFUSED]
    assert refused
    assert not set(drawn.named) & {line.id for line in refused}
    assert (
        f"{len(drawn.named) + drawn.withheld}名のうち、{len(drawn.named)}名のお名前がのります。" in panel.counts.text()
    )
    assert f"{drawn.withheld}名は、のりません。" in panel.withheld.sentence
    assert f"不同意{len(refused)}名" in panel.withheld.sentence


def test_a_withdrawal_meanwhile_takes_the_name_off_the_pages(page: PeoplePage, qtbot: QtBot, desk: Desk) -> None:
    panel = asked_for(page, qtbot)
    assert panel.drawn is not None
    gone = panel.drawn.named[0]
    desk.consents.give(gone, ConsentEntry(state=Consent.WITHDRAWN, since=desk.today()))
    page.reread(Changed.PEOPLE)
    assert panel.drawn is None, "what was drawn before cannot be printed any more"
    qtbot.waitUntil(lambda: panel.drawn is not None, timeout=20_000)
    assert gone not in panel.drawn.named


@pytest.mark.usefixtures("two_sets")
def test_each_set_is_a_copy_with_its_own_number_on_it_and_in_the_ledger(
    page: PeoplePage, qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    sets: list[bytes] = []

    class Watched(Printing):
        def __init__(self, content: bytes, wish: object) -> None:
            sets.append(content)
            super().__init__(content, wish)  # type: ignore[arg-type]  # as given

    monkeypatch.setattr(numbered_sets, "Printing", Watched)
    panel = asked_for(page, qtbot)
    assert panel.drawn is not None
    named = panel.drawn.named[0]
    QTest.keyClick(panel.receiver, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(panel.strip.sentence), timeout=30_000)

    first, second = desk.ledger.copies_naming(named)
    assert first != second
    assert f"第{min(first, second)}号から第{max(first, second)}号" in panel.strip.sentence
    assert "を2部" in panel.strip.sentence
    told = [text_of(content) for content in sets]
    assert [f"写し第{number}号" in text for number, text in zip(sorted((first, second)), told, strict=True)] == [
        True
    ] * 2


def text_of(content: bytes) -> str:
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    told = "".join(document.getAllText(page).text() for page in range(document.pageCount()))
    document.close()
    return "".join(told.split())


def test_a_kept_file_is_a_numbered_copy_too(
    page: PeoplePage, qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "一覧.pdf"
    monkeypatch.setattr(file_picker, "save_file", lambda *_: target)
    panel = asked_for(page, qtbot)
    assert panel.drawn is not None
    panel.keep.click()
    qtbot.waitUntil(lambda: bool(panel.strip.sentence), timeout=30_000)
    (number,) = desk.ledger.copies_naming(panel.drawn.named[0])
    assert f"第{number}号" in panel.strip.sentence
    assert f"写し第{number}号" in text_of(target.read_bytes())


def test_the_people_behind_a_figure_are_printed_under_its_name(page: PeoplePage, qtbot: QtBot, desk: Desk) -> None:
    only = tuple(row.id for row in page.table.rows()[:5])
    page.enter(Place(room=Room.PEOPLE, only=only, because="10月 会えなかった方"))
    panel = asked_for(page, qtbot)
    assert panel.heading.text() == "「10月 会えなかった方」の方　5名"
    assert panel.drawn is not None
    assert set(panel.drawn.named) <= set(only)


def test_coming_to_the_list_again_does_not_land_in_the_printing(page: PeoplePage, qtbot: QtBot) -> None:
    asked_for(page, qtbot)
    page.enter(Place(room=Room.PEOPLE))
    assert page.table.isVisible()
    assert page.parts.printing.drawn is None


def test_a_list_for_oneself_asks_for_no_receiver_and_leaves_nobody_out(
    page: PeoplePage, desk: Desk, qtbot: QtBot
) -> None:
    shown = len(page.table.rows())
    panel = asked_for(page, qtbot, NOBODY)

    assert panel.receiver.currentText() == KEPT_HERE
    assert panel.drawn is not None
    assert (len(panel.drawn.named), panel.drawn.withheld) == (shown, 0)
    assert "渡さず" in panel.rule.text()
    assert "どなたにも渡さないでください" in words_of(panel)

    QTest.keyClick(panel.receiver, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: panel.drawn is not None and panel.drawn.receiver != NOBODY, timeout=20_000)
    assert "同意をいただいている方だけ" in panel.rule.text()
