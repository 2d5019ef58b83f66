"""Taking a list in through the window: look, try, take in, take back; nothing is written before the button."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import file_picker
from ui.pages.importing.outcome import COLUMNS, CONSENT, told_rows
from ui.pages.importing.page import FORM, ImportPage, Stage
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk, RowResult
from watchdesk.domain.histories import ConsentEntry
from watchdesk.domain.words import Consent

SAMPLES = Path(__file__).parents[2] / "intake" / "samples"
NO_CONSENT = (
    "氏名,フリガナ,生年月日,住所,電話,班\n"
    "村上 静子,ムラカミ シズコ,S10.2.3,九条南1-2-3,06-6012-3456,2\n"
    "西田 勇,ニシダ イサム,昭和64年1月9日,九条南2-2-3,06-6012-3457,3\n"
)


@pytest.fixture
def page(qtbot: QtBot, empty_desk: Desk) -> Iterator[ImportPage]:
    """The page over an empty store."""
    shown = ImportPage(empty_desk, theme())
    qtbot.addWidget(shown)
    shown.resize(1150, 600)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.enter(Place(room=Room.IMPORT))
    yield shown
    qtbot.waitUntil(lambda: not shown._work.running, timeout=10000)


@pytest.fixture
def no_consent(tmp_path: Path) -> Path:
    """A list of two people that says nothing of consent; one has a birthday that never was."""
    file = tmp_path / "名簿.csv"
    file.write_text(NO_CONSENT, encoding="utf-8")
    return file


def choose(qtbot: QtBot, page: ImportPage, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press the button, pick the file in the system's dialog, wait until it was tried."""
    monkeypatch.setattr(file_picker, "open_file", lambda *_: file)
    page.choose.button.setFocus()
    qtbot.keyClick(page.choose.button, Qt.Key.Key_Return)
    tried(qtbot, page)


def tried(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.waitUntil(
        lambda: page.outcome is not None and not page._work.running and not page._later.isActive(), timeout=10000
    )


def take_in(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.stage is Stage.DONE, timeout=20000)


def test_by_keys_a_list_is_looked_at_taken_in_and_shown(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, SAMPLES / "register_simple.xlsx", monkeypatch)
    assert page.take.text() == "40名を取りこむ"
    assert not empty_desk.people.lines()
    assert QApplication.focusWidget() is page.take
    take_in(qtbot, page)
    assert len(empty_desk.people.lines()) == 40
    assert page.result.counts.text().startswith("新しく登録 40名です。")
    assert not page.result.save.isVisible()
    answers = Counter(line.consent for line in empty_desk.people.lines())
    qtbot.waitUntil(lambda: f"同意 {answers[Consent.AGREED]}名" in page.result.counts.text())
    assert f"不同意 {answers[Consent.REFUSED]}名" in page.result.counts.text()
    with qtbot.waitSignal(page.wanted) as wanted:
        qtbot.keyClick(page.people, Qt.Key.Key_Return)
    place = wanted.args[0]
    assert place.room is Room.PEOPLE
    assert len(place.only) == 40


def test_rejected_rows_are_listed_with_row_and_reason(
    qtbot: QtBot, page: ImportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, SAMPLES / "register_legacy_cp932.csv", monkeypatch)
    told = page.preview.outcome.table.rows()
    rejected = [each for each in told if each.report.result is RowResult.REJECTED]
    assert [each.report.row for each in rejected] == [12, 25, 34]
    assert "昭和64年1月8日" in rejected[0].why
    assert told[: len(rejected)] == rejected
    assert "12行" in page.preview.outcome.why.text()


def test_consent_is_asked_for_once_where_the_list_has_none(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    assert page.preview.consent.isVisible()
    page.preview.consent.ways[Consent.AGREED].setFocus()
    qtbot.keyClick(page.preview.consent.ways[Consent.AGREED], Qt.Key.Key_Space)
    qtbot.keyClicks(page.preview.consent.since.line, "R8.4.1")
    tried(qtbot, page)
    take_in(qtbot, page)
    person = empty_desk.people.get(empty_desk.people.lines()[0].id)
    assert person.consent_history[0].state is Consent.AGREED
    assert str(person.consent_history[0].since) == "2026-04-01"


def test_nobody_agreed_unless_somebody_said_so(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    take_in(qtbot, page)
    person = empty_desk.people.get(empty_desk.people.lines()[0].id)
    assert person.consent_history[0].state is Consent.PENDING


def test_a_list_with_consent_asks_nothing(qtbot: QtBot, page: ImportPage, monkeypatch: pytest.MonkeyPatch) -> None:
    choose(qtbot, page, SAMPLES / "register_simple.xlsx", monkeypatch)
    assert not page.preview.consent.isVisible()


def test_a_column_can_be_sent_elsewhere_and_is_tried_again(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    assert page.outcome is not None
    assert page.outcome.unmapped_columns == ("班",)
    field = page.preview.columns.choices["班"]
    field.set_value("family")
    field.edited.emit()
    assert not page.take.isEnabled()
    tried(qtbot, page)
    assert page.outcome.unmapped_columns == ()
    take_in(qtbot, page)
    assert empty_desk.people.get(empty_desk.people.lines()[0].id).family == "2"


def test_two_columns_cannot_go_to_one_field(
    qtbot: QtBot, page: ImportPage, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    field = page.preview.columns.choices["班"]
    field.set_value("address")
    field.activated.emit(field.currentIndex())
    assert page.preview.columns.columns()["住所"] == "extra"
    assert "住所" in page.preview.columns.note.sentence
    tried(qtbot, page)


def test_the_whole_import_can_be_undone(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, SAMPLES / "register_simple.xlsx", monkeypatch)
    take_in(qtbot, page)
    page.undo.setFocus()
    qtbot.keyClick(page.undo, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.stage is Stage.CHOOSE, timeout=10000)
    assert not empty_desk.people.lines()
    assert "40件の取りこみを、元に戻しました。" in page.strip.sentence
    assert not page.choose.history.buttons


def test_an_earlier_import_is_listed_and_can_be_undone_from_there(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    take_in(qtbot, page)
    page.other.click()
    (button,) = page.choose.history.buttons.values()
    assert button.accessibleName() == "名簿.csvの取りこみを元に戻す"
    button.click()
    qtbot.waitUntil(lambda: not empty_desk.people.lines(), timeout=10000)


def test_changes_of_known_people_are_taken_only_when_wanted(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    take_in(qtbot, page)
    page.other.click()
    no_consent.write_text(NO_CONSENT.replace("06-6012-3456", "06-6012-9999"), encoding="utf-8")
    choose(qtbot, page, no_consent, monkeypatch)
    assert page.take.text() == "取りこむ（取りこめるものがありません）"
    assert page.preview.take_changes.isVisible()
    page.preview.take_changes.setFocus()
    qtbot.keyClick(page.preview.take_changes, Qt.Key.Key_Space)
    tried(qtbot, page)
    take_in(qtbot, page)
    assert empty_desk.people.get(empty_desk.people.lines()[0].id).phones == ("06-6012-9999",)


def test_visits_are_taken_in_the_same_way(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, SAMPLES / "register_simple.xlsx", monkeypatch)
    take_in(qtbot, page)
    page.other.click()
    choose(qtbot, page, SAMPLES / "visits_2026-10.csv", monkeypatch)
    assert "訪問記録" in page.preview.rows.text()
    assert page.take.text().endswith("件を取りこむ")
    take_in(qtbot, page)
    assert not page.people.isVisible()
    assert page.outcome is not None
    assert page.outcome.count(RowResult.ADDED) > 0


def test_a_file_that_is_no_list_is_refused_in_words(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = tmp_path / "手紙.txt"
    letter.write_text("拝啓\n秋も深まってまいりました。\n敬具\n", encoding="utf-8")
    monkeypatch.setattr(file_picker, "open_file", lambda *_: letter)
    page.choose.button.click()
    qtbot.waitUntil(lambda: bool(page.strip.sentence), timeout=10000)
    assert "見出し" in page.strip.sentence
    assert page.stage is Stage.CHOOSE


def test_no_file_chosen_changes_nothing(qtbot: QtBot, page: ImportPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_picker, "open_file", lambda *_: None)
    page.choose.button.click()
    assert page.stage is Stage.CHOOSE


def test_the_choice_comes_back_after_the_screen_was_hidden(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    page.preview.columns.choices["班"].set_value("family")
    page.preview.consent.ways[Consent.AGREED].setChecked(True)
    tried(qtbot, page)
    page.leave()
    again = ImportPage(empty_desk, theme())
    qtbot.addWidget(again)
    again.show()
    again.enter(Place(room=Room.IMPORT))
    tried(qtbot, again)
    assert again.preview.columns.columns()["班"] == "family"
    assert again.preview.consent.state() is Consent.AGREED
    again.again()
    assert empty_desk.drafts.load(FORM) is None


def test_work_can_be_stopped_and_nothing_is_changed(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, SAMPLES / "register_simple.xlsx", monkeypatch)
    page.take_in()
    page.panel.stopped.emit()
    qtbot.waitUntil(lambda: not page._work.running, timeout=10000)
    assert len(empty_desk.people.lines()) in (0, 40)
    if page.stage is Stage.PREVIEW:
        assert not empty_desk.people.lines()
        assert "途中でやめました" in page.strip.sentence


def test_rows_without_a_word_are_left_out_of_the_list(
    qtbot: QtBot, page: ImportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, SAMPLES / "register_simple.xlsx", monkeypatch)
    assert page.outcome is not None
    assert told_rows(page.outcome) == []
    assert not page.preview.outcome.table.isVisible()


@pytest.mark.parametrize("zoom", [100, 150])
def test_the_page_fits_the_small_screen(
    qtbot: QtBot, page: ImportPage, monkeypatch: pytest.MonkeyPatch, zoom: int
) -> None:
    choose(qtbot, page, SAMPLES / "register_simple.xlsx", monkeypatch)
    theme().apply(zoom=zoom)
    page.preview.reshape(wide=zoom == 100)
    assert page.minimumSizeHint().width() <= (1150 if zoom == 100 else 1366 - 9.25 * 24)


def test_rows_that_stayed_out_are_saved_mended_and_taken_in(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text(NO_CONSENT.replace("昭和64年1月9日", "昭和64年2月30日"), encoding="utf-8")
    choose(qtbot, page, file, monkeypatch)
    take_in(qtbot, page)
    proposed: list[str] = []
    saved = tmp_path / "残り.xlsx"
    monkeypatch.setattr(file_picker, "save_file", lambda _page, _title, name, _kind: proposed.append(name) or saved)
    page.result.save.setFocus()
    qtbot.keyClick(page.result.save, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "保存しました" in page.strip.sentence, timeout=10000)
    assert proposed == ["名簿_取りこめなかった行.xlsx"]
    book = openpyxl.load_workbook(saved)
    sheet = book.worksheets[0]
    assert [cell.value for cell in sheet[2]][:2] == ["西田 勇", "ニシダ イサム"]
    sheet["C2"].value = "昭和12年2月20日"
    book.save(saved)
    page.other.click()
    choose(qtbot, page, saved, monkeypatch)
    assert page.take.text() == "1名を取りこむ"
    take_in(qtbot, page)
    assert len(empty_desk.people.lines()) == 2


def test_thinking_better_of_saving_saves_nothing(
    qtbot: QtBot, page: ImportPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, SAMPLES / "register_legacy_cp932.csv", monkeypatch)
    monkeypatch.setattr(file_picker, "save_file", lambda *_: None)
    page.preview.outcome.save.click()
    assert not page.strip.sentence


def test_a_list_without_a_header_is_taken_only_once_its_columns_were_checked(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text(NO_CONSENT.split("\n", 1)[1].replace("昭和64年1月9日", "S12.5.6"), encoding="utf-8")
    choose(qtbot, page, file, monkeypatch)
    assert "氏名、フリガナ、生年月日" in page.preview.guess.text()
    assert page.take.text() == "2名を取りこむ（列を確かめてください）"
    page.take_in()
    assert page.stage is Stage.PREVIEW
    field = page.preview.columns.choices["列F"]
    field.set_value("family")
    field.edited.emit()
    tried(qtbot, page)
    page.preview.check.setFocus()
    qtbot.keyClick(page.preview.check, Qt.Key.Key_Space)
    take_in(qtbot, page)
    assert {empty_desk.people.get(line.id).family for line in empty_desk.people.lines()} == {"2", "3"}


def test_without_a_column_of_names_the_button_says_so_and_consent_is_asked_only_while_no_column_tells_it(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "名簿.csv"
    file.write_text("あ1,2組,○\nい2,3組,○\nう3,2組,×\n", encoding="utf-8")
    choose(qtbot, page, file, monkeypatch)
    assert page.take.text() == "取りこむ（氏名の列を選んでください）"
    assert page.preview.consent.isVisible()
    for heading, key in (("列A", "name"), ("列C", "consent")):
        page.preview.columns.choices[heading].set_value(key)
        page.preview.columns.choices[heading].edited.emit()
    tried(qtbot, page)
    assert not page.preview.consent.isVisible()
    assert page.take.text() == "3名を取りこむ（列を確かめてください）"


def test_rows_of_several_sheets_tell_their_sheet(
    qtbot: QtBot, page: ImportPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "1班"
    for sheet in (book.worksheets[0], book.create_sheet("2班")):
        sheet.append(["氏名", "生年月日"])
        sheet.append(["西田 勇", "昭和64年2月30日"])
    book.save(tmp_path / "名簿.xlsx")
    choose(qtbot, page, tmp_path / "名簿.xlsx", monkeypatch)
    assert not page.preview.outcome.table.isColumnHidden(0)
    assert page.preview.outcome.why.text().startswith("1班　2行　")


def test_a_row_of_data_taken_for_a_header_can_be_given_back(
    qtbot: QtBot, page: ImportPage, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    qtbot.mouseClick(page.preview.no_header, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "列A" in page.preview.columns.choices, timeout=10000)
    tried(qtbot, page)
    assert not page.preview.header_row.isEnabled()
    qtbot.mouseClick(page.preview.no_header, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "氏名" in page.preview.columns.choices, timeout=10000)
    tried(qtbot, page)
    assert page.preview.header_row.value() == 1


def test_who_refused_is_pointed_out_by_word_beside_the_row(
    qtbot: QtBot, page: ImportPage, empty_desk: Desk, no_consent: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, page, no_consent, monkeypatch)
    assert not page.preview.outcome.refused.isVisible()
    take_in(qtbot, page)
    person = next(line.id for line in empty_desk.people.lines() if line.name == "村上 静子")
    empty_desk.consents.give(person, ConsentEntry(state=Consent.WITHDRAWN))
    page.other.click()
    choose(qtbot, page, no_consent, monkeypatch)
    told = page.preview.outcome.table.rows()[0]
    consent = next(each for each in COLUMNS if each.title == CONSENT)
    assert (told.report.row, told.report.result, consent.value(told)) == (2, RowResult.UNCHANGED, "撤回")
    assert "1行" in page.preview.outcome.refused.text()
    assert page.preview.outcome.why.text() == "2行　撤回"
