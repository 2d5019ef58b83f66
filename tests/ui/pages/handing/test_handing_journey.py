"""ファイルを渡す in the window, by keys: receiver looked at and confirmed, file made, receipt written down, on 今日."""

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Ime, OpenWindow
from ui.lock import let_go
from ui.main_window import MainWindow
from ui.pages.handing.making import MakeFace
from ui.pages.handing.page import HandingPage
from ui.pages.handing.untold import DRAFTS, UntoldPasswords
from ui.pages.people.page import PeoplePage
from ui.pages.people.print import Asked
from ui.pages.reports.page import ReportsPage
from ui.places import Place, Room
from ui.tasks import wait_for_all
from watchdesk.desk import Desk, receiving
from watchdesk.domain.month import Month
from watchdesk.domain.people_filter import PeopleFilter
from watchdesk.errors import WatchDeskError

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def target(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's window answers with this file, and whoever prints thinks better of it."""
    file = tmp_path / "渡す 10月.xlsx"
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(lambda: ["紙"]))
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: 0)
    monkeypatch.setattr("ui.file_picker.save_file", lambda *asked: file.with_suffix(Path(asked[2]).suffix))
    return file


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def press(key: Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, chord)


def come(open_window: OpenWindow, desk: Desk, qtbot: QtBot) -> tuple[MainWindow, HandingPage]:
    window = open_window(desk, Place(room=Room.HANDING))
    page = window.findChild(HandingPage)
    assert page is not None
    qtbot.waitUntil(lambda: page.parcel is not None, timeout=20_000)
    return window, page


def texts(widget: QWidget) -> list[str]:
    """What is read there now."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible()]


def stays_until_it_was_told(page: HandingPage, desk: Desk, password: str) -> None:
    """The word of a made file stands there, alone, also after the screen was hidden, and is gone once it was told."""
    face, page_again = page.making, UntoldPasswords(desk)
    for _ in range(2):
        assert password in texts(face)
        assert face.password.text not in texts(face), "no other word stands in its place"
        assert not face.another.isVisible()
        page.leave()
        page.enter(Place(room=Room.HANDING))
    page_again.read()
    assert [one.password.text for one in page_again.waiting] == [password], "a window made anew has it too"
    (button,) = face.untold.buttons.values()
    button.click()
    assert password not in texts(face)
    assert desk.drafts.all() == ()
    page.strip.button.click()
    assert password in texts(face), "pressed by mistake, it comes again"
    (button,) = face.untold.buttons.values()
    button.click()
    assert desk.drafts.all() == ()


def pages_are_looked_at_and_kept(page: HandingPage, target: Path, qtbot: QtBot) -> None:
    """送り状 stands there as its pages; a missing printer is told beside the button, and a PDF can be had."""
    qtbot.waitUntil(lambda: page.paper.drawn is not None, timeout=20_000)
    with pytest.MonkeyPatch.context() as without:
        without.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
        press(KEY.Key_P, CTRL)
    assert "プリンターが" in page.paper.strip.sentence
    assert page.paper.strip.isVisible()
    page.paper.keep.click()
    qtbot.waitUntil(lambda: "に残しました" in page.paper.strip.sentence, timeout=20_000)
    assert target.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
    press(KEY.Key_Escape)
    assert not page.shows_papers


def comes_back_half_written(page: HandingPage) -> None:
    """After the screen was hidden or Esc, the question stands there again with what was typed, and has the focus."""
    press(KEY.Key_Escape)
    assert page.sent.in_place.form is None
    assert "書きかけは、残して" in page.strip.sentence
    page.leave()
    page.enter(Place(room=Room.HANDING))
    window = page.window()
    assert isinstance(window, MainWindow)
    assert not window.status.saved.text().startswith("（"), "no time without words"
    form, first = page.sent.in_place.form, page.first_focus()
    assert form is not None
    assert first is form.entry("by")
    assert form.written()["by"] == "係の方"
    page.enter(Place(room=Room.HANDING, month=Month(2026, 10)))
    assert page.first_focus() is page.making.receiver, "who comes to hand over a month begins there"
    assert page.here(Place(room=Room.HANDING, month=Month(2026, 10))) == Place(room=Room.HANDING)
    form.entry("by").setFocus()


def receipted(page: HandingPage, desk: Desk, file: str, qtbot: QtBot, ime: Ime) -> None:
    """Writes down that the receipt of a file came back, mends who signed it, and that the stick came back."""
    page.sent.table.setFocus()
    press(KEY.Key_R)
    form = page.sent.in_place.form
    assert form is not None
    ime(form.entry("by"), commit="係の方")
    comes_back_half_written(page)
    press(KEY.Key_Return, CTRL)
    assert desk.handovers.get(file).received_by == "係の方"
    assert desk.day.facts().unreceipted == ()
    page.sent.mend.click()
    assert page.sent.in_place.form is not None
    page.sent.in_place.form.entry("by").set_text("保健福祉課 森田 明")
    page.sent.in_place.write()
    assert desk.handovers.get(file).received_by == "保健福祉課 森田 明"
    qtbot.waitUntil(lambda: "森田 明" in page.sent.about.text())
    assert "直す前の受領の記録：係の方" in page.sent.about.text()
    page.sent.back.click()
    page.sent.in_place.write()
    assert desk.handovers.get(file).returned_on == desk.today()


def test_a_month_is_handed_over_and_its_receipt_comes_back(
    open_window: OpenWindow, desk: Desk, qtbot: QtBot, target: Path, ime: Ime
) -> None:
    window, page = come(open_window, desk, qtbot)
    face = page.making
    assert face.name.text() == "区役所 保健福祉課　御中"
    assert "相手を確かめてから" in face.make.text()
    assert any("この相手でよろしいですか" in label.text() for label in face.findChildren(QLabel) if label.isVisible())
    assert face.sure.text() == "はい、相手は「区役所 保健福祉課」です"
    page.main_action()
    assert not target.exists(), "nothing is made before the receiver is confirmed"
    face.sure.setFocus()
    press(KEY.Key_Space)
    password = face.password.text
    face.erase.set_value("year")
    face.due.set_value("weeks")
    face.due.setFocus()
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "つくりました" in page.strip.sentence, timeout=20_000)
    assert face.sure.hasFocus(), "the focus is never left on what can't be pressed"
    said = page.strip.sentence
    page.strip.button.click()
    pages_are_looked_at_and_kept(page, target, qtbot)
    assert page.strip.sentence == said, "who thinks better of printing is still told of the file"
    assert receiving.open_file(target, password=password).rows["要援護者"] > 0
    stays_until_it_was_told(page, desk, password)
    assert not face.sure.isChecked()
    (kept,) = desk.handovers.unreceipted()
    assert (kept.erase_by, kept.due_back) == (date(2027, 3, 31), desk.today() + timedelta(days=14))
    assert [one.id for one in desk.day.facts().unreceipted] == [kept.id]

    receipted(page, desk, kept.id, qtbot, ime)
    face.sure.setFocus()
    press(KEY.Key_Space)
    assert any("これからつくる" in text for text in texts(face))
    assert face.password.text != password
    assert window.isVisible()


def test_a_fault_of_the_disk_is_told_and_leaves_nothing(
    open_window: OpenWindow, desk: Desk, qtbot: QtBot, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page = come(open_window, desk, qtbot)

    def refused(*words: object, **more: object) -> object:
        raise WatchDeskError("USBメモリーなどが抜けたようです。", code="medium_gone")

    monkeypatch.setattr("watchdesk.services.handing_over.handing.deliver", refused)
    page.making.sure.setChecked(True)
    page.main_action()
    qtbot.waitUntil(lambda: "抜けた" in page.strip.sentence, timeout=20_000)
    assert not target.exists()
    assert desk.handovers.all() == ()
    assert desk.drafts.all() == ()
    qtbot.waitUntil(page.making.make.isEnabled, timeout=20_000)


def test_a_file_finished_in_the_moment_in_which_the_screen_is_hidden_keeps_its_password(
    open_window: OpenWindow, desk: Desk, qtbot: QtBot, target: Path
) -> None:
    desk.receivers.agree("hokenfukushi", contact="森田 明", phone="06-6012-0001")
    window, page = come(open_window, desk, qtbot)
    desk.drafts.save(f"{DRAFTS}never", {"text": "", "said": ""}, None)
    page.making.sure.setChecked(True)
    password = page.making.password.text
    page.main_action()
    late = time.monotonic() + 20
    while not target.exists() and time.monotonic() < late:  # the window hears nothing meanwhile
        time.sleep(0.01)
    let_go(window, hiding=True)
    assert wait_for_all()
    again = UntoldPasswords(desk)
    again.read()
    assert [one.password.text for one in again.waiting] == [password]
    assert "森田 明" in again.waiting[0].receiver, "and whom to tell it"
    assert receiving.open_file(target, password=password).rows["要援護者"] > 0
    assert desk.drafts.load(f"{DRAFTS}never") is None, "of a file that was never made nothing is kept"


def chooses_anew_while_it_is_made(face: MakeFace) -> None:
    """Nothing of the job can be pressed by then; what changes it all the same changes nothing of the file."""
    for part in (face.another, face.receiver, face.month, face.form, face.erase, face.due, face.make):
        assert not part.isEnabled()
    face.relock()
    face.receiver.set_value("hokenfukushi")
    face.receiver.edited.emit()


def test_a_second_person_is_asked_for_where_the_setting_says_so(
    open_window: OpenWindow, desk: Desk, qtbot: QtBot, target: Path, ime: Ime
) -> None:
    desk.settings.change({"handover_people": 2})
    desk.receivers.agree("soudanshitsu", contact="山田 直子", phone="06-6012-9999")
    _, page = come(open_window, desk, qtbot)
    page.making.sure.setChecked(True)
    page.main_action()
    assert not target.exists()
    assert page.asking.form is not None
    ime(page.asking.form.entry("second"), commit="中村 清")
    page.making.receiver.set_value("soudanshitsu")
    page.making.receiver.edited.emit()
    qtbot.waitUntil(lambda: page.parcel is not None and page.parcel.receiver == "soudanshitsu", timeout=20_000)
    page.asking.write()
    assert "お二人でもう一度" in page.strip.sentence
    assert page.asking.form is None
    assert not target.exists()

    page.making.sure.setChecked(True)
    page.main_action()
    assert page.asking.form is not None
    assert "相談室" in page.asking.accessibleName()
    page.asking.form.entry("second").setFocus()
    password = page.making.password.text
    press(KEY.Key_Return, CTRL)
    chooses_anew_while_it_is_made(page.making)
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: "つくりました" in page.strip.sentence, timeout=20_000)
    assert desk.handovers.all()[0].second == "中村 清"
    (untold,) = page.making.untold.waiting
    assert untold.password.text == password
    assert receiving.open_file(target, password=password).rows["要援護者"] > 0
    assert untold.receiver.endswith("ご担当：山田 直子　06-6012-9999"), "whom the file is for, whoever is chosen by now"
    again = UntoldPasswords(desk)
    again.read()
    assert again.waiting == (untold,)
    assert page.making.receiver.isEnabled()
    page.leave()
    assert page.strip.sentence == ""


def test_letters_that_an_old_file_cannot_hold_are_all_shown_and_agreed_to_before_it_is_made(
    open_window: OpenWindow, desk: Desk, qtbot: QtBot, target: Path
) -> None:
    ids = desk.welfare.month(Month(2026, 10), "hokenfukushi").run().named
    rare = "𠮷𡈽𠀋𡚴𡌛𡑮𡢽𠮟"
    desk.people.change(ids[0], {"family_name": rare})
    _, page = come(open_window, desk, qtbot)
    face = page.making
    face.sure.setChecked(True)
    assert face.make.isEnabled()
    face.form.set_value("cp932")
    face.form.edited.emit()
    qtbot.waitUntil(lambda: page.parcel is not None, timeout=20_000)
    assert all(letter in face.letters.text() for letter in rare)
    assert "要援護者" in face.letters.text()
    face.form.set_value("cp932-xlsx")
    face.form.edited.emit()
    qtbot.waitUntil(lambda: page.parcel is not None, timeout=20_000)
    face.sure.setChecked(True)
    assert not face.make.isEnabled()
    face.agreed.setFocus()
    press(KEY.Key_Space)
    assert face.make.isEnabled()
    password = face.password.text
    page.main_action()
    qtbot.waitUntil(lambda: "つくりました" in page.strip.sentence, timeout=20_000)
    (kept,) = desk.handovers.all()
    assert kept.form == "csv-xlsx"
    assert receiving.open_file(target, password=password).rows["要援護者"] > 0, "Excel alone opens it"


def test_from_the_closed_month_it_is_one_click(open_window: OpenWindow, desk: Desk, qtbot: QtBot) -> None:
    closed = desk.closings.close(Month(2026, 10))
    window = open_window(desk, Place(room=Room.REPORTS, month=Month(2026, 10)))
    reports = window.findChild(ReportsPage)
    assert reports is not None
    reports.head.close_month.click()
    qtbot.waitUntil(reports.closing.hand.isVisible, timeout=20_000)
    reports.closing.hand.click()
    page = window.page()
    assert isinstance(page, HandingPage)
    qtbot.waitUntil(lambda: page.parcel is not None, timeout=20_000)
    assert page.making.chosen_month() == Month(2026, 10)
    assert closed.code in page.making.told[0].text()


def test_a_list_as_it_is_shown_goes_as_a_file(open_window: OpenWindow, desk: Desk, qtbot: QtBot, target: Path) -> None:
    ids = tuple(line.id for line in desk.people.lines())[:12]
    window = open_window(desk, Place(room=Room.PEOPLE))
    people = window.page()
    assert isinstance(people, PeoplePage)
    panel = people.parts.printing
    panel.show_list(Asked(ids=ids, columns=(), wanted=PeopleFilter(), heading="12名の一覧"))
    panel.as_file.click()
    page = window.page()
    assert isinstance(page, HandingPage)
    qtbot.waitUntil(lambda: page.parcel is not None, timeout=20_000)
    assert not page.making.month.isVisible()
    page.making.sure.setChecked(True)
    password = page.making.password.text
    page.main_action()
    qtbot.waitUntil(lambda: "つくりました" in page.strip.sentence, timeout=20_000)
    assert not page.making.whose.isVisible()
    received = receiving.open_file(target, password=password)
    assert received.rows["一覧"] == len(page.parcel.named if page.parcel is not None else ()) > 0
    person = desk.people.lines()[0]
    window.go(Place(room=Room.HANDING, person_id=person.id))
    assert page.making.whose.isVisible()
    assert person.name in page.making.whose.text()
