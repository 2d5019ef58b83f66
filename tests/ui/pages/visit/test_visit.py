"""訪問を記録する: three keys for the plain case, and everything else on the same form."""

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.pages.page import Shape
from ui.pages.visit.outcome import Outcome
from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.reading_order import stops
from ui.theme import theme
from ui.widgets.big_choice import BigChoice
from watchdesk.desk import Desk
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.words import Condition, Method, Result, Status
from watchdesk.errors import Busy

Ime = Callable[..., None]
FormAt = Callable[..., VisitPage]
Newest = Callable[[], VisitLine]
CONTROL = Qt.KeyboardModifier.ControlModifier


# the plain case ------------------------------------------------------------------------------------------------------


def test_one_and_control_enter_record_that_the_person_is_well(
    form_at: FormAt, desk: Desk, newest: Newest, hands: Any
) -> None:
    page = form_at()
    with hands.qtbot.waitSignal(page.went_back):
        hands.press("1")
        hands.record()
    visit = newest()
    assert (visit.method, visit.result, visit.condition) == (Method.VISIT, Result.MET, Condition.WELL)
    assert (visit.on, visit.visitor, visit.note, visit.signs) == (desk.today(), "山本 花子", None, ())


@pytest.mark.parametrize(
    ("digit", "meant"),
    [
        ("1", (Result.MET, Condition.WELL)),
        ("2", (Result.MET, Condition.CONCERN)),
        ("3", (Result.ABSENT, None)),
        ("4", (Result.NO_ANSWER, None)),
        ("9", (Result.MET, Condition.URGENT)),
    ],
)
def test_a_digit_and_enter_record_what_the_round_means_by_it(
    form_at: FormAt, newest: Newest, hands: Any, digit: str, meant: Outcome
) -> None:
    form_at()
    hands.press(digit)
    hands.press(Qt.Key.Key_Return)
    assert (newest().result, newest().condition) == meant


def test_the_digits_and_enter_of_the_keypad_do_the_same(form_at: FormAt, newest: Newest, hands: Any) -> None:
    form_at()
    hands.press("2", Qt.KeyboardModifier.KeypadModifier)
    hands.press(Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier | CONTROL)
    assert newest().condition is Condition.CONCERN


def test_a_second_press_of_the_key_does_not_record_twice(form_at: FormAt, newest: Newest, hands: Any) -> None:
    page = form_at(choice="1")
    hands.record()
    page.main_action()
    hands.record()
    assert newest().condition is Condition.WELL  # fails where there are two


def test_the_window_is_told_what_was_done_and_what_takes_it_back(form_at: FormAt, newest: Newest, hands: Any) -> None:
    page = form_at(choice="well")
    with hands.qtbot.waitSignal(page.offered) as offered:
        hands.record()
    sentence, button, take_back = offered.args
    assert sentence.endswith("さんの訪問を記録しました。")
    assert button == "取り消す"
    take_back()
    assert (newest().voided, newest().void_reason) == (True, "打ちまちがい")


# digits and text fields ----------------------------------------------------------------------------------------------


def test_digits_are_text_in_a_text_field_and_choose_elsewhere(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    for field in (page.form.note, page.form.at, page.form.visitor):
        field.setFocus()
        hands.press("1")
    assert page.form.outcome.value() is None
    assert page.form.note.text() == "1"
    for other in (page.form.method, page.form.signs, page.bar.back):
        page.form.outcome.set_value(None)
        other.setFocus()
        hands.press("3")
        assert page.form.outcome.value() == (Result.ABSENT, None)


def test_nothing_is_recorded_while_a_conversion_is_open(
    form_at: FormAt, desk: Desk, person_id: str, hands: Any, ime: Ime
) -> None:
    page = form_at(choice="1")
    before = len(desk.visits.of_person(person_id))
    page.form.note.setFocus()
    ime(page.form.note, "げんき")
    hands.record()
    hands.press(Qt.Key.Key_Escape)
    assert len(desk.visits.of_person(person_id)) == before
    assert page.isVisible()


def test_enter_goes_on_from_field_to_field(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    page.form.day.line.setFocus()
    hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.at
    hands.press(Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.method


# everything else on the form -----------------------------------------------------------------------------------------


def test_the_whole_form_is_filled_by_keys_alone(form_at: FormAt, desk: Desk, newest: Newest, hands: Any) -> None:
    page = form_at()
    hands.press("2")
    hands.write("11/20", page.form.day.line)
    hands.press(Qt.Key.Key_Tab, times=2)
    hands.write("1420", page.form.at)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Down, times=2)
    page.form.signs.setFocus()
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Tab)
    hands.write("line 1", page.form.note)
    hands.press(Qt.Key.Key_Return)
    hands.qtbot.keyClicks(page.form.note, "line 2")
    hands.record()
    visit = newest()
    assert (visit.on, visit.at, visit.method) == (date(2026, 11, 20), time(14, 20), Method.PHONE)
    assert visit.signs == tuple(sign.code for sign in desk.codes.signs_on(visit.on)[:2])
    assert visit.note == "line 1\nline 2"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("昨日", date(2026, 11, 21)), ("11/2", date(2026, 11, 2)), ("R8.4.1", date(2026, 4, 1)), ("2", date(2026, 11, 2))],
)
def test_the_day_may_be_written_as_anybody_writes_it(
    form_at: FormAt, newest: Newest, hands: Any, typed: str, day: date
) -> None:
    page = form_at(choice="1")
    page.form.day.set_text(typed)
    hands.record()
    assert newest().on == day


def test_a_visit_after_today_is_refused_at_its_field(form_at: FormAt, desk: Desk, person_id: str, hands: Any) -> None:
    before = len(desk.visits.of_person(person_id))
    page = form_at(choice="1")
    page.form.day.set_text("2026-11-23")
    hands.record()
    assert len(desk.visits.of_person(person_id)) == before
    assert page.form.day.note.wrong
    assert "今日より先" in page.form.day.note.sentence
    assert page.form.focus_key() == "on"


def test_what_is_missing_is_counted_in_the_bar_and_said_at_each_field(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    page.form.at.setText("25")
    page.form.day.set_text("")
    hands.record()
    assert page.bar.sentence == "直すところが3つあります。"
    assert page.form.outcome.note.wrong
    page.form.day.set_text("きのう")
    hands.write("9:05", page.form.at)
    hands.press(Qt.Key.Key_Escape)
    assert page.bar.sentence == ""


def test_a_visit_to_somebody_who_has_ended_may_be_entered_late(
    form_at: FormAt, desk: Desk, person_id: str, newest: Newest, hands: Any
) -> None:
    ended = desk.today() - timedelta(days=30)
    desk.people.set_status(person_id, StatusEntry(state=Status.ENDED, since=ended, reason="moved"))
    page = form_at(choice="1")
    page.form.day.set_value(desk.today() - timedelta(days=40))
    hands.record()
    assert newest().on == desk.today() - timedelta(days=40)


def test_what_the_store_refuses_is_said_and_kept(
    form_at: FormAt, desk: Desk, person_id: str, hands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy("取り込みが終わるまで、少しお待ちください。")

    monkeypatch.setattr(desk.visits, "record_together", busy)
    page = form_at()
    hands.press("2")
    hands.record()
    assert "少しお待ちください" in page.strip.sentence
    page.leave()
    draft = desk.drafts.load(f"visit:{person_id}")
    assert draft is not None
    assert draft.texts["outcome"] == "concern/met"


# what one sees -------------------------------------------------------------------------------------------------------


def test_the_last_three_visits_stand_beside_it_and_their_signs_in_the_list(
    desk: Desk, form_at: FormAt, person_id: str
) -> None:
    for day in (17, 18, 19, 20):
        on = date(2026, 11, day)
        desk.visits.record(person_id, on=on, method=Method.PHONE, result=Result.MET, details={"signs": (f"S{day:02}",)})
    mistaken = desk.visits.record(person_id, on=date(2026, 11, 21), method=Method.PHONE, result=Result.ABSENT)
    desk.visits.void(mistaken.id, "別の方")
    page = form_at()
    heads = [page.form.signs.model().headerData(at, Qt.Orientation.Horizontal) for at in range(2, 6)]
    assert heads == ["今日", "11月20日", "11月19日", "11月18日"]
    said = [page.form.signs.model().index(row, 2).data(Qt.ItemDataRole.AccessibleTextRole) for row in (16, 17, 18, 19)]
    assert [text.partition("前にも印 ")[2] for text in said] == ["", "11月18日", "11月19日", "11月20日"]


def test_heat_is_asked_about_in_summer_only(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    winter = page.form.signs.model().rowCount()
    hands.write("2026-08-03", page.form.day.line)
    assert page.form.signs.model().rowCount() == winter + 5


@pytest.mark.parametrize("zoom", [100, 150])
def test_it_fits_the_smallest_window(form_at: FormAt, zoom: int) -> None:
    page = form_at()
    page.reshape(Shape.NARROW)
    theme().apply(zoom=zoom)
    QApplication.processEvents()
    least = page.minimumSizeHint()
    assert least.width() <= 680 * zoom // 100
    assert least.height() <= 330 * zoom // 100


@pytest.mark.parametrize("shape", [Shape.WIDE, Shape.MIDDLE])
def test_tab_goes_from_the_fields_to_the_choices_and_where_it_is_low_from_the_choices_to_the_fields(
    form_at: FormAt, shape: Shape
) -> None:
    page = form_at()
    page.reshape(shape)
    form = page.form
    reached = list(stops(page))
    fields = [form.day.line, form.at, form.method]
    choices = [form.outcome.choices.findChild(BigChoice)]
    rest = [form.outcome.further, form.signs, form.note, page.bar.back, page.bar.record]
    wanted = [*fields, *choices, *rest] if shape is Shape.WIDE else [*choices, *fields, *rest]
    places = [reached.index(widget) for widget in wanted]
    assert places == sorted(places)


def test_where_the_page_is_low_the_bar_says_whose_visit_it_is(form_at: FormAt, desk: Desk, person_id: str) -> None:
    page = form_at()
    name = desk.people.get(person_id).name
    assert name not in page.bar.told
    page.reshape(Shape.MIDDLE)
    assert page.bar.told.startswith(f"{name}さん")


def test_somebody_who_is_gone_is_said_in_words(form_at: FormAt) -> None:
    page = form_at(person_id="gone")
    assert "見つかりません" in page.strip.sentence
    assert not page.bar.record.isEnabled()


def test_the_note_has_room_for_four_lines_on_the_usual_screens(desk: Desk, person_id: str, window: Any) -> None:
    shown = window(Place(room=Room.VISIT, person_id=person_id, new=True))
    for width in (1366, 1024):
        shown.resize(width, 728)
        QApplication.processEvents()
        note = shown.page().form.note
        assert note.viewport().height() >= 4 * note.fontMetrics().lineSpacing()
