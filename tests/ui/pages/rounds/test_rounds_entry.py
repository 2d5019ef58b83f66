"""まわり用紙を打ちこむ: every line saved at its Enter, corrected by ↑, signs by number, nothing half typed lost."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.pages.rounds.conftest import Keys
from ui.main_window import MainWindow
from ui.pages.rounds.bar import USUAL
from ui.pages.rounds.entry import EntryPanel
from ui.pages.rounds.page import RoundsPage
from ui.places import Place, Room
from watchdesk.desk import Desk, Seen
from watchdesk.domain.copies import CopyState
from watchdesk.domain.histories import ConsentEntry, StatusEntry
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.round import Sheet
from watchdesk.domain.words import Condition, Consent, Method, Result, Status

ENTER, UP, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down


class AtSheet:
    """A sheet opened in the window, and what the store says of it."""

    def __init__(self, desk: Desk, main: MainWindow, sheet: Sheet) -> None:
        self.desk, self.main, self.sheet = desk, main, sheet

    @property
    def panel(self) -> EntryPanel:
        page = self.main.page()
        assert isinstance(page, RoundsPage)
        return page.entry

    def visits(self) -> list[VisitLine | None]:
        """What stands in the store, line by line."""
        return [line.visit for line in self.desk.rounds.sheet(self.sheet.round.id).lines]


@pytest.fixture
def at_sheet(
    desk: Desk, window: Callable[[Place], MainWindow], printed: Callable[..., Sheet], keys: Keys
) -> Callable[..., AtSheet]:
    """Opens a sheet of so many people, with the focus in the first line."""

    def open_it(people: int = 4, **wish: object) -> AtSheet:
        sheet = printed(people, **wish)
        main = window(Place(room=Room.ROUND, record_id=sheet.round.id))
        made = AtSheet(desk, main, sheet)
        keys.qtbot.waitUntil(made.panel.fields.answer.hasFocus)
        return made

    return open_it


def test_a_line_is_in_the_store_as_soon_as_its_enter_is_pressed(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("1")
    (first, *others) = here.visits()
    assert (first.result, first.condition) == (Result.MET, Condition.WELL)
    assert others == [None] * 3
    assert "4名のうち1名まで打ちました" in here.panel.parts.told.text()
    assert here.panel.bar.told.startswith("1名まで残しました")


def test_of_another_sheet_it_is_not_said_that_lines_of_it_are_saved(
    at_sheet: Any, printed: Callable[..., Sheet], keys: Keys
) -> None:
    here = at_sheet()
    keys.digits("1")
    here.panel.show_sheet(printed(2))
    assert here.panel.bar.told == USUAL


def test_signs_go_by_number_and_enter_and_their_words_are_told(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("2")
    keys.digits("12")
    assert "12 痩せてきた" in here.panel.parts.further.text()
    keys.digits("5")
    keys.press(ENTER)
    assert QApplication.focusWidget() is here.panel.fields.note
    keys.qtbot.keyClicks(here.panel.fields.note, "tabenai")
    assert here.visits()[0] is None, "the line is a visit once it is whole"
    keys.press(ENTER)
    visit = here.visits()[0]
    assert (visit.condition, set(visit.signs), visit.note) == (Condition.CONCERN, {"S12", "S05"}, "tabenai")


def test_a_number_that_the_sheet_has_not_is_refused_with_a_sentence(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("2")
    keys.digits("99")
    assert here.panel.bar.sentence == "「99」は、この用紙の気づきの番号にありません。1から28までです。"
    assert QApplication.focusWidget() is here.panel.fields.signs
    keys.press(Qt.Key.Key_Backspace, Qt.Key.Key_Backspace)
    assert here.panel.bar.sentence == ""
    keys.press(ENTER, ENTER)
    assert here.visits()[0].signs == ()


def test_letters_in_place_of_a_digit_are_answered_and_do_not_vanish_silently(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    for key in ("g", "7"):
        keys.press(key)
        assert "様子は、数字で選びます（1・2・3・4・9）" in here.panel.bar.sentence
    assert here.panel.fields.answer.text() == ""
    keys.press("1")
    assert here.panel.bar.sentence == ""


def test_a_sheet_that_cannot_be_read_again_is_said_and_what_was_typed_stays(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press("1")
    here.panel.sheet = replace(here.panel.sheet, round=replace(here.panel.sheet.round, id="gone"))
    here.panel.reread()
    keys.qtbot.waitUntil(lambda: bool(here.panel.bar.sentence))
    assert here.panel.fields.answer.text() == "1 元気"


def test_well_with_a_sign_goes_by_tab(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press("1", Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is here.panel.fields.signs
    keys.digits("9")
    keys.press(ENTER, ENTER)
    assert here.visits()[0].signs == ("S09",)
    assert here.visits()[0].condition is Condition.WELL


def test_up_goes_back_and_corrects(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("1")
    keys.digits("1")
    keys.press(UP)
    assert here.panel.fields.answer.text() == "1 元気"
    keys.digits("3")
    assert [visit.result if visit else None for visit in here.visits()] == [Result.MET, Result.ABSENT, None, None]
    person = here.sheet.lines[1].person_id
    assert len([visit for visit in here.desk.visits.of_person(person) if visit.on == here.desk.today()]) == 1
    assert here.panel.table.row().place == 3


def test_what_was_told_more_exactly_elsewhere_stays_when_only_a_note_is_added(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    seen = Seen(result=Result.NO_ANSWER, condition=Condition.URGENT, signs=("S06",))
    here.desk.rounds.enter(here.sheet.round.id, here.sheet.lines[0].person_id, seen)
    keys.qtbot.waitUntil(lambda: here.panel.sheet.lines[0].visit is not None)
    keys.press(DOWN, UP, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys.qtbot.keyClicks(here.panel.fields.note, "119")
    keys.press(ENTER)
    visit = here.visits()[0]
    assert (visit.result, visit.condition, visit.signs, visit.note) == (
        Result.NO_ANSWER,
        Condition.URGENT,
        ("S06",),
        "119",
    )


def test_an_empty_enter_passes_somebody_over_who_was_not_visited(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press(ENTER)
    keys.digits("1")
    assert [visit is not None for visit in here.visits()] == [False, True, False, False]


def test_a_key_that_is_no_answer_does_nothing(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press("7", "a", Qt.Key.Key_Space)
    assert here.panel.fields.answer.text() == ""
    keys.press("2", "1")
    assert here.panel.fields.answer.text() == "1 元気", "the next digit takes the place of the one before"
    keys.press(Qt.Key.Key_Backspace)
    assert here.panel.fields.answer.value() is None


def test_a_note_without_an_answer_is_not_a_visit_and_says_what_is_missing(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press(Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    keys.qtbot.keyClicks(here.panel.fields.note, "rusu")
    keys.press(ENTER)
    assert here.panel.bar.sentence == "様子を、数字で打ってください（1・2・3・4・9）。"
    assert QApplication.focusWidget() is here.panel.fields.answer
    assert here.visits()[0] is None


def test_a_line_half_typed_comes_back_in_its_field_after_leaving_and_after_locking(
    at_sheet: Any, keys: Keys, window: Callable[[Place], MainWindow]
) -> None:
    here = at_sheet()
    keys.digits("1")
    keys.digits("2")
    keys.press("1", "2", Qt.Key.Key_Tab)
    keys.qtbot.keyClicks(here.panel.fields.note, "hanbun")
    here.main.release()
    here.main.hide()

    again = AtSheet(here.desk, window(here.main.place), here.sheet)

    keys.qtbot.waitUntil(again.panel.fields.note.hasFocus)
    assert again.panel.table.row().place == 2
    assert again.panel.fields.answer.text() == "2 気になる"
    assert again.panel.fields.signs.numbers() == (12,)
    assert again.panel.fields.note.text() == "hanbun"
    assert "書きかけを、2番の行に戻しました" in again.panel.strip.sentence
    keys.press(ENTER)
    assert again.visits()[1].note == "hanbun"


def test_esc_goes_back_and_keeps_what_is_half_typed(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press("2", Qt.Key.Key_Escape)
    assert here.main.place.room is not Room.ROUND
    here.main.go(Place(room=Room.ROUND, record_id=here.sheet.round.id))
    assert here.panel.fields.answer.text() == "2 気になる"
    assert here.visits()[0] is None


def test_another_way_is_chosen_for_one_line_only(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    here.panel.parts.method.set_value(Method.PHONE)
    here.panel.parts.method.edited.emit()
    keys.digits("1")
    keys.digits("1")
    assert [visit.method for visit in here.visits()[:2]] == [Method.PHONE, Method.VISIT]


def test_a_line_changed_to_a_way_its_answer_does_not_fit_asks_for_the_answer(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("3")
    keys.press(UP)
    here.panel.parts.method.set_value(Method.POSTING)
    here.panel.parts.method.edited.emit()
    keys.press(ENTER)
    assert here.panel.bar.sentence == "様子を、数字で打ってください（1・2・5・9）。"
    assert (here.visits()[0].method, here.visits()[0].result) == (Method.VISIT, Result.ABSENT)


def test_a_posting_round_takes_the_digits_of_posting(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet(method=Method.POSTING)
    keys.press("3")
    assert here.panel.fields.answer.value() is None
    keys.digits("5")
    assert (here.visits()[0].method, here.visits()[0].result) == (Method.POSTING, Result.OUTSIDE_ONLY)


@pytest.mark.parametrize(
    ("happens", "told"), [("pause", "いまは休止の方です"), ("withdrawal", "いまは同意がありません（撤回）")]
)
def test_who_paused_or_withdrew_since_is_told_in_the_line_and_can_be_typed_in(
    at_sheet: Any, keys: Keys, happens: str, told: str
) -> None:
    here = at_sheet()
    person = here.sheet.lines[0].person_id
    if happens == "pause":
        here.desk.people.set_status(person, StatusEntry(state=Status.PAUSED, since=here.desk.today()))
    else:
        here.desk.consents.give(person, ConsentEntry(state=Consent.WITHDRAWN))
    keys.qtbot.waitUntil(lambda: told in here.panel.parts.further.text())
    keys.digits("1")
    assert here.visits()[0] is not None


def test_no_answer_begins_the_steps_says_so_and_leads_there(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("4")
    keys.press(ENTER, ENTER)
    name = here.sheet.lines[0].person.name
    assert here.panel.strip.sentence.startswith(f"{name}さんの気がかりを始めました。")
    assert here.panel.fields.answer.hasFocus(), "the next line can be typed at once"
    keys.digits("1")
    assert name in here.panel.strip.sentence, "it stays in sight until one goes there"
    here.panel.strip.button.click()
    (alarm,) = [one for one in here.desk.alarms.open() if one.person_id == here.sheet.lines[0].person_id]
    assert here.main.place == Place(room=Room.ALARM, record_id=alarm.id)


def test_the_paper_is_counted_in_with_people_left_out_only_once_that_was_read(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("1")
    assert "あと3名" in here.panel.bar.receive.text()
    here.panel.bar.receive.click()
    assert here.desk.rounds.sheet(here.sheet.round.id).state is CopyState.OUT
    assert here.panel.strip.sentence.startswith("あと3名")
    keys.press(ENTER)
    assert here.desk.rounds.sheet(here.sheet.round.id).state is CopyState.RETURNED
    assert here.main.place == Place(room=Room.ROUND)
    assert here.main.strip.sentence == f"{here.sheet.shown}を受け取りました。"
    here.main.strip.button.click()
    assert here.desk.rounds.sheet(here.sheet.round.id).state is CopyState.OUT


def test_a_line_saved_by_another_button_is_still_looked_after(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press("1")
    here.panel.bar.receive.click()
    assert here.visits()[0].result is Result.MET
    here.panel.fields.reach()
    keys.digits("3")
    assert here.visits()[0].result is Result.ABSENT


def test_a_line_is_taken_out_by_its_button(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("1")
    keys.press(UP)
    assert here.panel.parts.empty_line.isVisible()
    here.panel.parts.empty_line.click()
    assert here.visits()[0] is None
    assert here.panel.fields.answer.hasFocus()
    assert here.panel.fields.answer.text() == ""


def test_the_day_and_the_walker_are_put_right_for_the_whole_sheet(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("1")
    parts = here.panel.parts
    parts.other_walk.click()
    assert parts.day.line.hasFocus()
    parts.day.line.selectAll()
    keys.qtbot.keyClicks(parts.day.line, "11/20")
    keys.press(ENTER)
    visit = here.visits()[0]
    assert (visit.on.month, visit.on.day) == (11, 20)
    assert "11月20日" in parts.told.text()


def test_pressing_another_row_saves_the_line_and_goes_there(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press("1")
    table = here.panel.table
    place = table.visualRect(table.model().index(2, 1)).center()
    keys.qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert here.visits()[0] is not None
    assert table.row().place == 3
    assert here.panel.fields.answer.hasFocus()


def test_the_fields_lie_in_the_row_that_is_typed(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet(12)
    for _ in range(9):
        keys.digits("1")
    table, field = here.panel.table, here.panel.fields.answer
    row = table.visualRect(table.currentIndex())
    assert row.top() <= field.geometry().top()
    assert field.geometry().bottom() <= row.bottom()
    assert table.viewport().rect().contains(field.geometry())


def test_what_ctrl_z_takes_back_is_gone_from_its_line_and_from_the_field(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.digits("1")
    keys.press(UP)
    assert here.panel.fields.answer.text() == "1 元気"
    here.desk.undo.undo()
    keys.qtbot.waitUntil(lambda: here.panel.fields.answer.text() == "")
    assert here.visits()[0] is None
    keys.digits("3")
    assert here.visits()[0].result is Result.ABSENT


def test_f8_puts_the_half_typed_line_on_the_first_page_under_the_sheets_number(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet()
    keys.press("2", Qt.Key.Key_F8)
    assert here.main.place.room is Room.TODAY
    (parked,) = here.desk.drafts.parked()
    assert here.sheet.shown in parked.what


def test_a_conversion_that_is_open_in_the_note_is_not_ended_by_its_enter(
    at_sheet: Any, keys: Keys, ime: Callable[..., None]
) -> None:
    here = at_sheet()
    keys.digits("2")
    keys.press(ENTER)
    note = here.panel.fields.note
    assert note.hasFocus()
    ime(note, "しょく")
    keys.press(ENTER)
    assert here.visits()[0] is None, "Enter belongs to the conversion"
    ime(note, commit="食")
    keys.press(ENTER)
    assert here.visits()[0].note == "食"


def test_steps_begun_while_typing_are_told_once_more_when_the_paper_is_in(at_sheet: Any, keys: Keys) -> None:
    here = at_sheet(2)
    for _ in range(2):
        keys.digits("4")
        keys.press(ENTER, ENTER)
    keys.press(ENTER)
    page = here.main.page()
    assert page.home.strip.sentence.startswith("気がかりが2件、始まっています。")
    page.home.strip.button.click()
    assert here.main.place == Place(room=Room.ALARM)
