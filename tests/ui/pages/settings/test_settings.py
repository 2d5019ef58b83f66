"""The settings page as its user lives it: what is saved is said, what is refused is named, nothing typed is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.conftest import PASSWORD
from ui import file_picker, pc_settings
from ui.pages.page import Shape
from ui.pages.settings.about import AboutSection
from ui.pages.settings.form import SettingsForm
from ui.pages.settings.ledger import LedgerSection
from ui.pages.settings.looks import LooksSection
from ui.pages.settings.page import SECTIONS, SettingsPage
from ui.pages.settings.safety import SafetySection
from ui.places import Place, Room
from ui.theme import theme
from watchdesk import paths
from watchdesk.changed import Changed
from watchdesk.desk import VERSION, Desk, backups_of
from watchdesk.domain.era import show_day_short
from watchdesk.domain.monthly_columns import EVERY_OF_VISITS

Show = Callable[..., SettingsPage]


def _form(show: Show, desk: Desk, title: str = "月報") -> SettingsForm:
    section = show(desk, title).section
    assert isinstance(section, SettingsForm)
    return section


def _type(form: SettingsForm, key: str, text: str) -> None:
    entry = form.form.entry(key)
    entry.setFocus()
    entry.selectAll()
    if hasattr(entry, "insertPlainText"):
        entry.insertPlainText(text)
    else:
        entry.insert(text)
        entry.textEdited.emit(text)


# --- the form sections ---


def test_ctrl_enter_saves_what_changed_and_says_what_that_was(qtbot: QtBot, show: Show, desk: Desk) -> None:
    form = _form(show, desk)
    _type(form, "office", "九条南会館")
    _type(form, "office_phone", "06-6012-0099")
    with qtbot.waitSignal(form.said):
        QTest.keyClick(form.form.entry("office"), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (desk.settings.get("office"), desk.settings.get("office_phone")) == ("九条南会館", "06-6012-0099")
    assert form.strip.sentence == "「事務所の名前」「事務所の電話」を保存しました。"
    assert desk.ledger.entries(limit=1)[0].fields == ("office", "office_phone")


def test_saving_what_did_not_change_writes_nothing(show: Show, desk: Desk) -> None:
    form = _form(show, desk)
    before = desk.ledger.entries(limit=1)
    form.write()
    assert desk.ledger.entries(limit=1) == before
    assert "変わったところは、ありません" in form.strip.sentence


def test_a_number_out_of_bounds_is_refused_at_its_field(show: Show, desk: Desk) -> None:
    form = _form(show, desk, "見守り")
    _type(form, "soon_days", "99")
    form.write()
    assert "1から60まで" in form.strip.sentence
    assert form.form.entry("soon_days").property("wrong")
    assert desk.settings.get("soon_days") == 7


def test_an_empty_number_is_asked_for(show: Show, desk: Desk) -> None:
    form = _form(show, desk, "見守り")
    _type(form, "interval_days", "")
    form.write()
    assert "直すところが1つあります" in form.strip.sentence
    assert desk.settings.get("interval_days") == 30


def test_days_the_office_is_shut_are_lines_and_one_that_cannot_be_read_is_named(show: Show, desk: Desk) -> None:
    form = _form(show, desk, "見守り")
    _type(form, "closed_days", "日曜日\nそのうち")
    form.write()
    assert form.strip.sentence.startswith("「そのうち」は、")
    assert desk.settings.get("closed_days") == []
    _type(form, "closed_days", "日曜日\n12月29日〜1月3日")
    form.write()
    assert desk.settings.get("closed_days") == ["日曜日", "12月29日〜1月3日"]


def test_receivers_are_lines_and_stamps_are_seen_as_they_are_typed(show: Show, desk: Desk) -> None:
    form = _form(show, desk)
    _type(form, "receivers", "西区役所 保健福祉課\n\n 見守り相談室 ")
    _type(form, "stamps", "区役所：課長，係長\n地域：会長")
    assert form.preview.accessibleName() == "決裁欄の見本 区役所の課長と係長、地域の会長"
    form.write()
    assert desk.settings.get("receivers") == ["西区役所 保健福祉課", "見守り相談室"]
    assert desk.settings.get("stamps") == [["区役所", ["課長", "係長"]], ["地域", ["会長"]]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("課長、係長", "のように書いてください"),
        ("区: 一、二、三、四、五、六", "1組に5つまで"),
        ("区: 一、二、三、四、五\n地域: 一、二、三、四", "あわせて8つまで"),
    ],
)
def test_stamps_that_cannot_be_are_refused_in_words(show: Show, desk: Desk, text: str, told: str) -> None:
    form = _form(show, desk)
    before = desk.settings.get("stamps")
    _type(form, "stamps", text)
    form.write()
    assert told in form.strip.sentence
    assert desk.settings.get("stamps") == before


def test_methods_are_ticked_and_none_at_all_is_refused(show: Show, desk: Desk) -> None:
    form = _form(show, desk)
    form.form.entry("visit_count_methods").set_value(("visit", "intercom"))
    assert form.form.entry("monthly_visit_columns").value() == EVERY_OF_VISITS
    form.form.entry("monthly_people_columns").set_value(("age", "contacts"))
    form.write()
    assert desk.settings.get("monthly_people_columns") == ["age", "contacts"]
    assert desk.settings.get("visit_count_methods") == ["visit", "intercom"]
    form.form.entry("visit_count_methods").set_value(())
    form.write()
    assert "1つ以上" in form.strip.sentence


def test_what_is_half_written_is_kept_within_two_seconds_and_comes_back(qtbot: QtBot, show: Show, desk: Desk) -> None:
    form = _form(show, desk)
    _type(form, "office", "九条みな")
    qtbot.waitUntil(lambda: bool(desk.drafts.all()), timeout=2000)
    again = _form(show, desk)
    assert again.form.entry("office").text() == "九条みな"
    assert "書きかけを戻しました" in again.strip.sentence
    assert desk.settings.get("office") == ""
    QTest.mouseClick(again.strip.button, Qt.MouseButton.LeftButton)
    assert again.form.entry("office").text() == ""
    assert desk.drafts.all() == ()


def test_going_to_another_section_keeps_what_is_half_written(show: Show, desk: Desk) -> None:
    page = show(desk, "月報")
    form = page.section
    assert isinstance(form, SettingsForm)
    _type(form, "office", "九条みな")
    page.open_section("見え方")
    page.open_section("月報")
    assert form.form.entry("office").text() == "九条みな"


def test_a_write_elsewhere_does_not_touch_what_is_half_written(show: Show, desk: Desk) -> None:
    form = _form(show, desk)
    _type(form, "office", "九条みな")
    desk.settings.change({"office_phone": "06-6012-0001"})
    form.reread(Changed.SETTINGS)
    assert form.form.entry("office").text() == "九条みな"
    _type(form, "office", "")
    form.reread(Changed.SETTINGS)
    assert form.form.entry("office_phone").text() == "06-6012-0001"


# --- backups and health ---


def _safety(show: Show, desk: Desk) -> SafetySection:
    section = show(desk, "控え").section
    assert isinstance(section, SafetySection)
    return section


def test_a_backup_is_made_at_once_proven_and_listed(qtbot: QtBot, show: Show, desk: Desk) -> None:
    safety = _safety(show, desk)
    qtbot.waitUntil(lambda: "まだありません" in safety.newest.text())
    QTest.keyClick(safety.now, Qt.Key.Key_Return)
    assert not safety.look.isEnabled()
    qtbot.waitUntil(lambda: len(safety.table.rows()) == 1, timeout=20000)
    assert "90名と1,200件が入っていて、開けることを確かめました" in safety.strip.sentence
    assert "令和8年11月22日（2026年） 9時30分" in safety.newest.text()
    assert safety.look.isEnabled()
    assert len(backups_of(desk.folder)) == 1


def test_another_backup_goes_where_the_user_says(
    qtbot: QtBot, show: Show, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def answer(_parent: QWidget, _title: str, name: str, _pattern: str) -> Path:
        proposed.append(name)
        return tmp_path / "usb.wdbackup"

    monkeypatch.setattr(file_picker, "save_file", answer)
    safety = _safety(show, desk)
    QTest.mouseClick(safety.elsewhere, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "控えをとりました" in safety.strip.sentence, timeout=20000)
    assert (tmp_path / "usb.wdbackup").stat().st_size > 0
    assert proposed == ["見守りデスク 九条南 2026-11-22.wdbackup"]


def test_a_place_that_refuses_the_backup_is_told_and_the_buttons_come_back(
    qtbot: QtBot, show: Show, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_picker, "save_file", lambda *_: tmp_path / "ない" / "usb.wdbackup")
    safety = _safety(show, desk)
    QTest.mouseClick(safety.elsewhere, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(safety.strip.sentence), timeout=20000)
    assert safety.now.isEnabled()


def test_the_store_is_looked_over_and_each_thing_told_in_words(qtbot: QtBot, show: Show, desk: Desk) -> None:
    safety = _safety(show, desk)
    QTest.mouseClick(safety.look, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(safety.strip.sentence), timeout=20000)
    assert "悪い所はありません" in safety.strip.sentence
    assert safety.findings.isVisible()
    told = [words.accessibleName() for words in safety.findings.findChildren(QWidget)]
    assert "よい 鍵のファイルは、正しく読めます。" in told


# --- look, ledger, program ---


@pytest.fixture
def settings_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This PC's settings, elsewhere."""
    file = tmp_path / "pc.json"
    monkeypatch.setattr(paths, "settings_file", lambda: file)
    return file


def test_look_and_size_change_at_once(show: Show, desk: Desk, settings_file: Path) -> None:
    looks = show(desk, "見え方").section
    assert isinstance(looks, LooksSection)
    QTest.mouseClick(looks.looks.button(1), Qt.MouseButton.LeftButton)
    QTest.mouseClick(looks.zooms.button(2), Qt.MouseButton.LeftButton)
    assert (theme().look.name, theme().zoom) == ("dark", 125)
    theme().apply("contrast", 100)
    assert (looks.looks.checkedId(), looks.zooms.checkedId()) == (2, 0)


def test_twice_the_size_is_kept_for_the_next_start(show: Show, desk: Desk, settings_file: Path) -> None:
    looks = show(desk, "見え方").section
    assert isinstance(looks, LooksSection)
    QTest.mouseClick(looks.zooms.buttons()[-1], Qt.MouseButton.LeftButton)
    assert pc_settings.read(settings_file).scale == 2
    assert "次に開いたときから" in looks.strip.sentence
    assert theme().zoom == 100
    QTest.mouseClick(looks.zooms.button(1), Qt.MouseButton.LeftButton)
    assert pc_settings.read(settings_file).scale == 1


def test_the_ledger_tells_in_words_who_did_what(qtbot: QtBot, show: Show, desk: Desk) -> None:
    person = desk.people.lines()[0]
    desk.people.change(person.id, {"best_time": "午前中"}, reason="ご本人から")
    ledger = show(desk, "管理台帳").section
    assert isinstance(ledger, LedgerSection)
    qtbot.waitUntil(lambda: bool(ledger.table.rows()))
    line = ledger.table.rows()[0]
    assert (line.entry.by, line.deed, line.subject) == (desk.user, "要援護者を書き直しました", person.name)
    assert line.details == "よい時間　ご本人から"
    assert [row.entry.seq for row in ledger.table.rows()] == sorted(
        (row.entry.seq for row in ledger.table.rows()), reverse=True
    )


def test_the_ledger_shows_whose_visit_it_was_and_can_be_narrowed_to_a_person(
    qtbot: QtBot, show: Show, desk: Desk
) -> None:
    person, other = desk.people.lines()[:2]
    visit = desk.visits.of_person(person.id)[0]
    desk.visits.void(visit.id, "二重")
    desk.people.change(other.id, {"best_time": "午前中"})
    ledger = show(desk, "管理台帳").section
    assert isinstance(ledger, LedgerSection)
    qtbot.waitUntil(lambda: len(ledger.table.rows()) > 1)
    assert ledger.table.rows()[1].subject == f"{person.name}（{show_day_short(visit.on)}）"
    ledger.text.setFocus()
    ledger.text.insert(person.name)
    ledger.text.textEdited.emit(person.name)
    qtbot.waitUntil(lambda: {row.subject.partition("（")[0] for row in ledger.table.rows()} == {person.name})
    assert ledger.count.text() == "この言葉に当てはまる方は1名、その方々の行は1行です。"
    QTest.keyClick(ledger.text, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: other.name in {row.subject for row in ledger.table.rows()})
    assert (ledger.text.text(), ledger.count.isVisible()) == ("", False)


def test_every_deed_of_the_ledger_is_in_japanese(qtbot: QtBot, show: Show, desk: Desk) -> None:
    visit = desk.visits.of_person(desk.people.lines()[0].id)[0]
    desk.visits.void(visit.id, "二重")
    desk.visits.bring_back(visit.id)
    desk.users.renew_recovery_key(PASSWORD)
    desk.settings.change({"office": "会館"})
    ledger = show(desk, "管理台帳").section
    assert isinstance(ledger, LedgerSection)
    qtbot.waitUntil(lambda: len(ledger.table.rows()) > 4)
    for line in ledger.table.rows():
        assert not any("a" <= letter <= "z" for letter in line.deed), line.deed


def test_the_program_names_its_version_and_shows_licences(show: Show, desk: Desk) -> None:
    about = show(desk, "このプログラム").section
    assert isinstance(about, AboutSection)
    assert VERSION
    assert not about.read.isEnabled()
    about.table.select("Lucide")
    QTest.mouseClick(about.read, Qt.MouseButton.LeftButton)
    assert "ISC License" in about.text.text()


# --- the page ---


def test_sections_are_chosen_by_arrows_and_in_a_narrow_window_from_a_list(show: Show, desk: Desk) -> None:
    page = show(desk)
    page.tabs.setFocus()
    QTest.keyClick(page.tabs, Qt.Key.Key_Right)
    assert page.section.TITLE == "月報"
    page.shape = Shape.MIDDLE
    page.reshape(Shape.MIDDLE)
    assert page.first_focus() is page.choice
    assert page.choice.value() == "月報"
    QTest.keyClick(page.choice, Qt.Key.Key_Down)
    assert page.section.TITLE == "お名前ののる紙"


def test_one_can_come_straight_to_a_section(show: Show, desk: Desk) -> None:
    page = show(desk)
    page.enter(Place(room=Room.SETTINGS, because="控え"))
    assert page.section.TITLE == "控え"


def test_every_section_fits_a_narrow_window(show: Show, desk: Desk) -> None:
    page = show(desk)
    page.reshape(Shape.NARROW)
    for title in SECTIONS:
        page.open_section(title)
        assert page.minimumSizeHint().width() <= 680
        assert page.minimumSizeHint().height() <= 330


def test_a_section_ends_where_its_last_field_ends(show: Show, desk: Desk) -> None:
    section = _form(show, desk)
    paper, last = section.parentWidget(), section.form.sheets[-1]
    assert paper is not None
    below = paper.height() - last.mapTo(paper, last.rect().bottomLeft()).y()
    assert below < theme().em(3)
