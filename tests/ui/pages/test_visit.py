"""訪問を記録する: three keys for the plain case, and everything else on the same form."""

from collections.abc import Callable
from datetime import date, time, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from ui.pages.page import Shape
from ui.pages.visit import VisitPage
from ui.pages.visit_outcome import Outcome
from ui.places import Place, Room
from ui.reading_order import stops
from ui.theme import theme
from ui.widgets.big_choice import BigChoice
from watchdesk.desk import Desk
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.visit import fault_of
from watchdesk.domain.words import Condition, Method, Result, Status
from watchdesk.errors import Busy

Shown = Callable[..., QWidget]
Ime = Callable[..., None]
FormAt = Callable[..., VisitPage]
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def person_id(desk: Desk) -> str:
    return next(line.id for line in desk.people.lines() if line.is_watched)


@pytest.fixture
def form_at(desk: Desk, person_id: str, shown: Shown) -> FormAt:
    """The page as the window shows it, with the focus where it belongs."""

    def show(**place: str) -> VisitPage:
        page = VisitPage(desk, theme())
        shown(page).resize(1150, 640)
        page.enter(Place(room=Room.VISIT, **{"person_id": person_id, **place}))
        page.first_focus().setFocus()
        return page

    return show


@pytest.fixture
def newest(desk: Desk, person_id: str) -> Callable[[], VisitLine]:
    """The record entered last, found as the one that was not there before."""
    before = {line.id for line in desk.visits.of_person(person_id)}

    def find() -> VisitLine:
        (found,) = [line for line in desk.visits.of_person(person_id) if line.id not in before]
        return found

    return find


Newest = Callable[[], VisitLine]


def press(
    qtbot: QtBot, key: str | Qt.Key, chord: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1
) -> None:
    for _ in range(times):
        now = QApplication.focusWidget()
        assert now is not None
        qtbot.keyClick(now, key, chord)


def record(qtbot: QtBot) -> None:
    press(qtbot, Qt.Key.Key_Return, CONTROL)


# the plain case ------------------------------------------------------------------------------------------------------


def test_one_and_control_enter_record_that_the_person_is_well(
    form_at: FormAt, desk: Desk, newest: Newest, qtbot: QtBot
) -> None:
    page = form_at()
    with qtbot.waitSignal(page.went_back):
        press(qtbot, "1")
        record(qtbot)
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
    form_at: FormAt, newest: Newest, qtbot: QtBot, digit: str, meant: Outcome
) -> None:
    form_at()
    press(qtbot, digit)
    press(qtbot, Qt.Key.Key_Return)
    assert (newest().result, newest().condition) == meant


def test_the_digits_and_enter_of_the_keypad_do_the_same(form_at: FormAt, newest: Newest, qtbot: QtBot) -> None:
    form_at()
    press(qtbot, "2", Qt.KeyboardModifier.KeypadModifier)
    press(qtbot, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier | CONTROL)
    assert newest().condition is Condition.CONCERN


def test_a_second_press_of_the_key_does_not_record_twice(form_at: FormAt, newest: Newest, qtbot: QtBot) -> None:
    page = form_at(choice="1")
    record(qtbot)
    page.main_action()
    record(qtbot)
    assert newest().condition is Condition.WELL  # fails where there are two


def test_the_window_is_told_what_was_done_and_what_takes_it_back(form_at: FormAt, newest: Newest, qtbot: QtBot) -> None:
    page = form_at(choice="well")
    with qtbot.waitSignal(page.offered) as offered:
        record(qtbot)
    sentence, button, take_back = offered.args
    assert sentence.endswith("さんの訪問を記録しました。")
    assert button == "取り消す"
    take_back()
    assert (newest().voided, newest().void_reason) == (True, "打ちまちがい")


# digits and text fields ----------------------------------------------------------------------------------------------


def test_digits_are_text_in_a_text_field_and_choose_elsewhere(form_at: FormAt, qtbot: QtBot) -> None:
    page = form_at()
    for field in (page.form.note, page.form.at, page.form.visitor):
        field.setFocus()
        press(qtbot, "1")
    assert page.form.outcome.value() is None
    assert page.form.note.text() == "1"
    for other in (page.form.method, page.form.signs, page.bar.back):
        page.form.outcome.set_value(None)
        other.setFocus()
        press(qtbot, "3")
        assert page.form.outcome.value() == (Result.ABSENT, None)


def test_nothing_is_recorded_while_a_conversion_is_open(
    form_at: FormAt, desk: Desk, person_id: str, qtbot: QtBot, ime: Ime
) -> None:
    page = form_at(choice="1")
    before = len(desk.visits.of_person(person_id))
    page.form.note.setFocus()
    ime(page.form.note, "げんき")
    record(qtbot)
    press(qtbot, Qt.Key.Key_Escape)
    assert len(desk.visits.of_person(person_id)) == before
    assert page.isVisible()


def test_enter_goes_on_from_field_to_field(form_at: FormAt, qtbot: QtBot) -> None:
    page = form_at()
    page.form.day.line.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.at
    press(qtbot, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is page.form.method


# everything else on the form -----------------------------------------------------------------------------------------


def test_the_whole_form_is_filled_by_keys_alone(form_at: FormAt, desk: Desk, newest: Newest, qtbot: QtBot) -> None:
    page = form_at()
    press(qtbot, "2")
    page.form.day.line.setFocus()
    page.form.day.line.selectAll()
    qtbot.keyClicks(page.form.day.line, "11/20")
    press(qtbot, Qt.Key.Key_Tab, times=2)
    qtbot.keyClicks(page.form.at, "1420")
    press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Down, times=2)
    page.form.signs.setFocus()
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Tab)
    page.form.note.setFocus()
    qtbot.keyClicks(page.form.note, "line 1")
    press(qtbot, Qt.Key.Key_Return)
    qtbot.keyClicks(page.form.note, "line 2")
    record(qtbot)
    visit = newest()
    assert (visit.on, visit.at, visit.method) == (date(2026, 11, 20), time(14, 20), Method.PHONE)
    assert visit.signs == tuple(sign.code for sign in desk.codes.signs_on(visit.on)[:2])
    assert visit.note == "line 1\nline 2"


@pytest.mark.parametrize(
    ("typed", "day"),
    [("昨日", date(2026, 11, 21)), ("11/2", date(2026, 11, 2)), ("R8.4.1", date(2026, 4, 1)), ("2", date(2026, 11, 2))],
)
def test_the_day_may_be_written_as_anybody_writes_it(
    form_at: FormAt, newest: Newest, qtbot: QtBot, typed: str, day: date
) -> None:
    page = form_at(choice="1")
    page.form.day.set_text(typed)
    record(qtbot)
    assert newest().on == day


def test_a_visit_after_today_is_refused_at_its_field(form_at: FormAt, desk: Desk, person_id: str, qtbot: QtBot) -> None:
    before = len(desk.visits.of_person(person_id))
    page = form_at(choice="1")
    page.form.day.set_text("2026-11-23")
    record(qtbot)
    assert len(desk.visits.of_person(person_id)) == before
    assert page.form.day.note.wrong
    assert "今日より先" in page.form.day.note.sentence
    assert page.form.focus_key() == "on"


def test_what_is_missing_is_counted_in_the_bar_and_said_at_each_field(form_at: FormAt, qtbot: QtBot) -> None:
    page = form_at()
    page.form.at.setText("25")
    page.form.day.set_text("")
    record(qtbot)
    assert page.bar.sentence == "直すところが3つあります。"
    assert page.form.outcome.note.wrong
    page.form.day.set_text("きのう")
    page.form.at.setFocus()
    page.form.at.selectAll()
    qtbot.keyClicks(page.form.at, "9:05")
    press(qtbot, Qt.Key.Key_Escape)
    assert page.bar.sentence == ""


def test_a_visit_to_somebody_who_has_ended_may_be_entered_late(
    form_at: FormAt, desk: Desk, person_id: str, newest: Newest, qtbot: QtBot
) -> None:
    ended = desk.today() - timedelta(days=30)
    desk.people.set_status(person_id, StatusEntry(state=Status.ENDED, since=ended, reason="moved"))
    page = form_at(choice="1")
    page.form.day.set_value(desk.today() - timedelta(days=40))
    record(qtbot)
    assert newest().on == desk.today() - timedelta(days=40)


def test_what_the_store_refuses_is_said_and_kept(
    form_at: FormAt, desk: Desk, person_id: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise Busy("取り込みが終わるまで、少しお待ちください。")

    monkeypatch.setattr(desk.visits, "record", busy)
    page = form_at()
    press(qtbot, "2")
    record(qtbot)
    assert "少しお待ちください" in page.strip.sentence
    page.leave()
    draft = desk.drafts.load(f"visit:{person_id}")
    assert draft is not None
    assert draft.texts["outcome"] == "concern/met"


# what goes together --------------------------------------------------------------------------------------------------


def shown_ways(page: VisitPage) -> list[QRadioButton]:
    return [radio for radio in page.form.outcome.ways.findChildren(QRadioButton) if radio.isVisible()]


def choose_method(page: VisitPage, method: Method) -> None:
    page.form.method.set_value(method)
    page.form.method.activated.emit(page.form.method.currentIndex())


@pytest.mark.parametrize("method", [Method.POSTING, Method.OUTSIDE])
def test_a_note_in_the_post_box_is_seen_from_outside_until_told_otherwise(
    form_at: FormAt, newest: Newest, qtbot: QtBot, method: Method
) -> None:
    page = form_at(choice="3")
    choose_method(page, method)
    assert page.form.outcome.value() == (Result.OUTSIDE_ONLY, None)
    press(qtbot, "3")
    press(qtbot, "4")
    assert page.form.outcome.value() == (Result.OUTSIDE_ONLY, None)
    press(qtbot, "1")
    assert page.form.outcome.value() == (Result.CONFIRMED, Condition.WELL)
    record(qtbot)
    assert newest().method is method


def test_what_was_taken_for_granted_goes_when_the_method_changes_back(form_at: FormAt) -> None:
    page = form_at()
    choose_method(page, Method.POSTING)
    choose_method(page, Method.PHONE)
    assert page.form.outcome.value() is None


def test_only_results_that_fit_can_be_chosen(form_at: FormAt) -> None:
    page = form_at()
    for method in Method:
        choose_method(page, method)
        for choice in page.form.outcome.choices.findChildren(BigChoice):
            choice.click()
            assert page.form.check() == ()
            for radio in shown_ways(page):
                radio.click()
                values = page.form.values()
                assert fault_of(method, values["result"], values["condition"]) is None
        further = page.form.outcome.further
        for place in range(1, further.count()):
            further.setCurrentIndex(place)
            further.activated.emit(place)
            values = page.form.values()
            assert values["condition"] is None
            assert fault_of(method, values["result"], None) is None


def test_urgent_may_also_be_said_of_somebody_not_met(form_at: FormAt, newest: Newest, qtbot: QtBot) -> None:
    page = form_at()
    press(qtbot, "9")
    assert [radio.text() for radio in shown_ways(page)] == [
        "本人と話せた",
        "家族・近隣から確認",
        "応答なし（気がかり）",
        "外から確認のみ",
    ]
    shown_ways(page)[2].click()
    record(qtbot)
    assert (newest().result, newest().condition) == (Result.NO_ANSWER, Condition.URGENT)


def test_family_or_neighbours_may_confirm(form_at: FormAt, newest: Newest, qtbot: QtBot) -> None:
    page = form_at()
    press(qtbot, "1")
    shown_ways(page)[0].setFocus()
    press(qtbot, Qt.Key.Key_Right)
    record(qtbot)
    assert (newest().result, newest().condition) == (Result.CONFIRMED, Condition.WELL)


@pytest.mark.parametrize("result", [Result.DECLINED, Result.OUTSIDE_ONLY, Result.MET])
def test_the_rarer_results_are_reached_too(form_at: FormAt, newest: Newest, qtbot: QtBot, result: Result) -> None:
    page = form_at(choice="1")
    further = page.form.outcome.further
    further.setFocus()
    for _ in range(further.findData(result.value)):
        press(qtbot, Qt.Key.Key_Down)
    record(qtbot)
    assert (newest().result, newest().condition) == (result, None)


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


def test_heat_is_asked_about_in_summer_only(form_at: FormAt, qtbot: QtBot) -> None:
    page = form_at()
    winter = page.form.signs.model().rowCount()
    page.form.day.line.setFocus()
    page.form.day.line.selectAll()
    qtbot.keyClicks(page.form.day.line, "2026-08-03")
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


def test_somebody_who_is_gone_is_said_in_words(form_at: FormAt) -> None:
    page = form_at(person_id="gone")
    assert "見つかりません" in page.strip.sentence
    assert not page.bar.record.isEnabled()
