"""ほかの報告書・用紙 in the window: kinds with a sentence each, what one asks, the very pages; by keys and mouse."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import AREA, TODAY
from tests.services import work_year
from tests.ui.conftest import OpenWindow
from ui import file_picker
from ui.main_window import MainWindow
from ui.pages.page import Shape
from ui.pages.person.page import PersonPage
from ui.pages.sheets.chooser import ELSEWHERE
from ui.pages.sheets.face import SheetFace
from ui.pages.sheets.page import SheetsPage
from ui.places import Place, Room
from ui.rooms import PAGES
from ui.search_pages import ways
from ui.widgets.action_button import ActionButton
from watchdesk.desk import Desk
from watchdesk.domain.consent import NOBODY
from watchdesk.domain.definitions import ANNUAL
from watchdesk.domain.figure_place import FigurePlace

Ime = Callable[..., None]


@pytest.fixture
def window(desk: Desk, open_window: OpenWindow) -> MainWindow:
    return open_window(desk, Place(room=Room.SHEETS))


@pytest.fixture
def target(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The file that is chosen to keep a PDF in."""
    file = tmp_path / "用紙.pdf"
    monkeypatch.setattr(file_picker, "save_file", lambda *_: file)
    return file


def _page(window: MainWindow) -> SheetsPage:
    page = window.page()
    assert isinstance(page, SheetsPage)
    return page


def _face(window: MainWindow) -> SheetFace:
    page = _page(window)
    assert page.face is not None
    assert page.face.isVisible()
    return page.face


def _drawn(window: MainWindow, qtbot: QtBot) -> SheetFace:
    face = _face(window)
    qtbot.waitUntil(lambda: face.drawn is not None, timeout=20000)
    return face


def _facts(window: MainWindow, field: str) -> Any:
    """A field of what the pages were drawn from; empty as long as they are not."""
    drawn = _face(window).drawn
    return getattr(drawn.facts, field) if drawn is not None else ""


def _key(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def _choose(face: SheetFace, key: str, value: object) -> None:
    entry = face.form.form.entry(key)
    entry.set_value(value)
    entry.edited.emit()


def test_each_kind_stands_with_its_sentence_and_is_chosen_by_keys(window: MainWindow, desk: Desk) -> None:
    page = _page(window)
    kinds = desk.sheets.kinds
    assert list(page.chooser.cards) == [kind.key for kind in kinds]
    first = page.first_focus()
    assert first is not None
    first.setFocus()
    _key(Qt.Key.Key_Down)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.accessibleName() == f"{kinds[1].title}を選ぶ"
    assert focus.accessibleDescription() == kinds[1].about
    _key(Qt.Key.Key_Return)
    assert _face(window).papers.KIND is kinds[1]
    _key(Qt.Key.Key_Escape)
    assert page.here(window.place).section == ""
    assert QApplication.focusWidget() is page.chooser.button_of(kinds[1].key)


def test_a_roster_is_made_as_soon_as_it_is_known_for_whom_and_anew_at_each_choice(
    window: MainWindow, qtbot: QtBot, two_sets: None, desk: Desk
) -> None:
    page = _page(window)
    page.choose("roster")
    face = _face(window)
    assert face.drawn is None
    assert "渡し先" in face.send.text()
    assert QApplication.focusWidget() is face.form.form.entry("receiver")
    _choose(face, "receiver", NOBODY)
    _drawn(window, qtbot)
    everybody = len(face.drawn.named) if face.drawn is not None else 0
    assert f"{everybody}名" in face.counts.text()
    _choose(face, "receiver", "hokatsu")
    qtbot.waitUntil(lambda: bool(face.left_out.sentence), timeout=20000)
    assert face.drawn is not None
    assert f"{face.drawn.withheld}名は、のりません" in face.left_out.sentence
    face.paper.view.go_to(1)
    _choose(face, "by", "town")
    qtbot.waitUntil(lambda: face.drawn is not None and face.drawn.facts.by.value == "town", timeout=20000)
    assert face.paper.view.page() == 1, "whoever reads a page goes on reading it"
    face.keep_written()
    assert len(desk.drafts.all()) == 1
    someone = face.drawn.named[0]
    _choose(face, "by", "building")
    QTest.keyClick(face, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    face.remake()  # as when something is written elsewhere: the wish to print stays
    qtbot.waitUntil(lambda: len(desk.ledger.copies_naming(someone)) == 2, timeout=30000)
    assert face.drawn.facts.by.value == "building", "printed with what was chosen just before"
    qtbot.waitUntil(lambda: bool(face.strip.sentence), timeout=20000)
    assert not face.strip.visibleRegion().isEmpty(), "however long the form is, what came of it is in sight"
    for key, number in (("people", len(face.drawn.named)), ("withheld", face.drawn.withheld)):
        with qtbot.waitSignal(face.wanted) as went:
            _press(face, key)
        assert (went.args[0].room, len(went.args[0].only)) == (Room.PEOPLE, number)
    _choose(face, "receiver", None)
    qtbot.waitUntil(face.figures.isHidden)
    with qtbot.assertNotEmitted(face.wanted):
        face.figures.figures.opened.emit("people")
    assert not face.figures._lines, "without a paper nothing is counted"


def test_a_sheet_that_names_nobody_can_be_kept_as_a_pdf_and_then_nothing_is_half_written(
    open_window: OpenWindow, empty_desk: Desk, qtbot: QtBot, ime: Ime, target: Path
) -> None:
    window = open_window(empty_desk, Place(room=Room.SHEETS, section="ageing"))
    face = _drawn(window, qtbot)
    ime(face.form.form.entry("remarks"), commit="来月話します")
    face.keep_written()
    assert [draft.texts["remarks"] for draft in empty_desk.drafts.all()] == ["来月話します"]
    assert _facts(window, "remarks") == "", "the pages are drawn after a pause, and have no such sentence yet"
    QTest.mouseClick(face.keep, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(target.exists, timeout=20000)
    assert _facts(window, "remarks") == "来月話します", "what leaves is what stands in the fields"
    assert face.drawn is not None
    assert target.read_bytes() == face.drawn.pdf
    qtbot.waitUntil(lambda: empty_desk.drafts.all() == (), timeout=20000)
    assert face.form.told()["remarks"] == "来月話します", "the same paper may leave once more"
    QTest.keyClick(face, Qt.Key.Key_Escape)
    _page(window).choose("ageing")
    assert not face.form.told()["remarks"], "what was written for one paper is not printed on the next"


def _press(face: SheetFace, key: str, column: int = 0) -> FigurePlace:
    """Press a figure on the pages, once it is in sight."""
    pages = face.paper.view.view
    place = next(one for one in pages._figures if (one.ref.key, one.ref.column) == (key, column))
    face.paper.view.go_to(place.page)
    pages.verticalScrollBar().setValue(pages.verticalScrollBar().value() + round(pages.figure_box(place).top()) - 40)
    QTest.mouseClick(pages.viewport(), Qt.MouseButton.LeftButton, pos=pages.figure_box(place).center().toPoint())
    return place


def test_a_figure_of_the_year_opens_into_exactly_its_records_by_key_and_on_the_page(
    window: MainWindow, qtbot: QtBot, desk: Desk
) -> None:
    work_year.write(desk)
    _page(window).choose("annual")
    face = _drawn(window, qtbot)
    figures = face.figures.figures
    figures.line("visits").setFocus()
    QTest.keyClick(figures.line("visits"), Qt.Key.Key_Space)
    assert face.figures.told.text() == ANNUAL["visits"][2]
    for key, room in (("under_watch", Room.PEOPLE), ("visits/2026-10", Room.VISITS), ("visits/phone", Room.VISITS)):
        with qtbot.waitSignal(face.wanted) as went:
            place = _press(face, key)
        assert went.args[0].room is room
        told = face.paper.view.tell(place)
        assert f" {len(went.args[0].only)}" in told
        assert figures.texts()[key][0] in told
    with qtbot.waitSignal(face.wanted) as again:
        QTest.keyClick(figures.line("visits/phone"), Qt.Key.Key_Return)
    assert again.args[0].only == went.args[0].only
    assert again.args[0].because == "年間のまとめ 訪問記録（のべ） 方法：電話"
    small = next(one for one in face.paper.view.view._figures if "1か2なので" in face.paper.view.tell(one))
    assert "紙には「3未満」とのせます。もとの記録は、この机でだけ見られます。" in face.paper.view.tell(small)
    with qtbot.waitSignal(face.wanted) as went:
        _press(face, small.ref.key, small.ref.column)
    assert len(went.args[0].only) in (1, 2)


def test_where_nobody_would_stand_on_it_nothing_can_be_printed(
    open_window: OpenWindow, empty_desk: Desk, qtbot: QtBot
) -> None:
    window = open_window(empty_desk, Place(room=Room.SHEETS, section="labels"))
    face = _drawn(window, qtbot)
    assert not face.send.isEnabled()
    assert face.keep.isHidden()
    assert "のる方がいません" in face.send.text()


def test_what_cannot_be_read_is_said_and_nothing_is_drawn(window: MainWindow, qtbot: QtBot) -> None:
    _page(window).choose("labels")
    face = _drawn(window, qtbot)
    assert face.held.isVisible()
    assert face.held.marked.isHidden()
    assert "透かし" not in face.held.more.text()
    field = face.form.form.entry("start")
    field.setText("13")
    field.textEdited.emit("13")
    qtbot.waitUntil(lambda: "1から12まで" in face.paper.empty.accessibleName(), timeout=20000)
    assert face.drawn is None


def test_somebody_is_found_by_the_name_and_the_record_is_hers(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    line = desk.people.lines()[0]
    _page(window).choose("person")
    face = _face(window)
    field = face.form.people["person"]
    assert QApplication.focusWidget() is field.sought
    field.sought.setText(line.name)
    field.sought.textEdited.emit(line.name)
    qtbot.waitUntil(lambda: bool(field.found), timeout=20000)
    _key(Qt.Key.Key_Return)
    assert field.person_id == line.id
    assert face.form.form.entry("receiver").hasFocus(), "one goes on; Enter once more must not let her go"
    _choose(face, "receiver", NOBODY)
    assert _drawn(window, qtbot).drawn is not None
    assert face.drawn is not None
    assert face.drawn.named == (line.id,)


def test_from_a_persons_page_one_comes_to_her_record_and_back(
    open_window: OpenWindow, desk: Desk, qtbot: QtBot
) -> None:
    line = desk.people.lines()[0]
    window = open_window(desk, Place(room=Room.PERSON, person_id=line.id))
    page = window.page()
    assert isinstance(page, PersonPage)
    qtbot.waitUntil(page.view.print.isVisible, timeout=20000)
    QTest.mouseClick(page.view.print, Qt.MouseButton.LeftButton)
    face = _face(window)
    assert face.papers.KIND.key == "person"
    assert face.form.people["person"].person_id == line.id
    window.back()
    assert window.place.room is Room.PERSON


def test_what_was_written_of_a_sheet_is_there_again_after_leaving_and_locking(
    open_window: OpenWindow, desk: Desk, qtbot: QtBot, ime: Ime
) -> None:
    window = open_window(desk, Place(room=Room.SHEETS, section="ageing"))
    _drawn(window, qtbot)
    remarks = _face(window).form.form.entry("remarks")
    remarks.setFocus()
    ime(remarks, commit="来月話します")
    qtbot.waitUntil(lambda: "来月話します" in _facts(window, "remarks"), timeout=20000)
    window.go(Place(room=Room.TODAY))
    again = open_window(desk, Place(room=Room.SHEETS, section="ageing"))
    assert _face(again).form.form.entry("remarks").text() == "来月話します"


def test_what_is_written_meanwhile_makes_the_pages_anew(window: MainWindow, qtbot: QtBot, desk: Desk) -> None:
    _page(window).choose("ageing")
    _drawn(window, qtbot)
    desk.follow_ups.promise("配食のことを聞く", TODAY)
    qtbot.waitUntil(lambda: bool(_facts(window, "plain")), timeout=20000)
    face = _drawn(window, qtbot)
    with qtbot.waitSignal(face.wanted) as went:
        place = _press(face, "follow_ups")
    assert went.args[0].room is Room.FOLLOW_UPS
    assert f"要対応 {len(went.args[0].only)}件" in face.paper.view.tell(place)


def test_in_a_narrow_window_what_is_asked_stands_above_the_pages(window: MainWindow, qtbot: QtBot) -> None:
    _page(window).choose("ageing")
    face = _drawn(window, qtbot)
    face.reshape(Shape.NARROW)
    qtbot.wait(50)
    assert face.form.mapTo(face, face.form.rect().bottomLeft()).y() < face.paper.y()
    face.reshape(Shape.WIDE)
    qtbot.wait(50)
    assert face.paper.x() > face.form.mapTo(face, face.form.rect().topLeft()).x()


def test_the_search_leads_to_each_of_the_four(window: MainWindow) -> None:
    for words, key in (("個人記録", "person"), ("避難所", "roster"), ("滞り", "ageing"), ("ラベル", "labels")):
        assert ways(words)[0].place == Place(room=Room.SHEETS, section=key)


def test_papers_that_are_made_elsewhere_are_named_and_lead_there(window: MainWindow) -> None:
    flow = _page(window).chooser.elsewhere
    buttons = [item.widget() for at in range(flow.count()) if (item := flow.itemAt(at)) is not None]
    assert len(buttons) == len(ELSEWHERE)
    for button, (title, place) in zip(buttons, ELSEWHERE, strict=True):
        assert place.room in PAGES
        assert isinstance(button, ActionButton)
        assert button.text() == title
    last = buttons[-1]
    assert last is not None
    QTest.mouseClick(last, Qt.MouseButton.LeftButton)
    assert window.place.room is ELSEWHERE[-1][1].room


def test_in_a_ward_store_the_area_is_asked_for_and_in_an_areas_own_it_is_not(
    open_window: OpenWindow, ward_desk: Desk, empty_desk: Desk
) -> None:
    ward = _face(open_window(ward_desk, Place(room=Room.SHEETS, section="roster")))
    home = _face(open_window(empty_desk, Place(room=Room.SHEETS, section="roster")))
    keys = [face.form.form.keys() for face in (ward, home)]
    assert ["area" in known for known in keys] == [True, False]
    assert home.papers.first()["area"] == AREA
