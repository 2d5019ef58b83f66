"""Taking a list in through the window: look, try, take in, take back; nothing is written before the button."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import file_picker
from ui.pages.importing import FORM, ImportPage, Stage
from ui.pages.importing_outcome import told_rows
from ui.places import Place, Room
from ui.theme import theme
from watchdesk.desk import Desk, RowResult
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
    qtbot.waitUntil(lambda: shown._task is None, timeout=10000)


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
        lambda: page.outcome is not None and page._task is None and not page._later.isActive(), timeout=10000
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
    qtbot.waitUntil(lambda: page._task is None, timeout=10000)
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
