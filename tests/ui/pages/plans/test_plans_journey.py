"""Through the window by keys alone: a plan written, moved, called off, printed; nothing half-written is lost."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.conftest import TODAY
from ui.main_window import MainWindow
from ui.pages.people.page import PeoplePage
from ui.pages.plans.appointment import AppointmentPage
from ui.pages.plans.page import PlansPage
from ui.places import Place, Room
from watchdesk.desk import Desk
from watchdesk.domain.consent import NOBODY

OpenAt = Callable[[Place], MainWindow]
Key = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TUESDAY = TODAY + timedelta(days=2)


def calendar(window: OpenAt, hands: Any) -> tuple[MainWindow, PlansPage]:
    """Alt+5 from 今日, with the focus in the calendar."""
    main = window(Place(room=Room.TODAY))
    hands.qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    hands.press("5", ALT)
    page = main.page()
    assert isinstance(page, PlansPage)
    hands.qtbot.waitUntil(lambda: page.read is not None)
    hands.qtbot.waitUntil(page.grid.hasFocus)
    return main, page


def test_a_plan_is_written_moved_and_taken_back_by_keys(window: OpenAt, desk: Desk, hands: Any) -> None:
    main, page = calendar(window, hands)
    person = next(line for line in desk.people.lines() if line.is_watched)
    hands.press(Key.Key_Right, times=2)
    hands.press("n", CTRL)
    form = main.page()
    assert isinstance(form, AppointmentPage)
    assert form.editor is not None
    whom = form.editor.whom
    hands.qtbot.waitUntil(whom.sought.hasFocus)
    whom.sought.insert(person.name)
    whom.sought.edited.emit()
    hands.qtbot.waitUntil(lambda: whom.found.isVisible() and bool(whom.found.rows))
    hands.press(Key.Key_Return)
    if not form.editor.form.entry("what").hasFocus():
        hands.press(Key.Key_Return)  # several have such a name: the first of them
    hands.press("v")
    hands.press(Key.Key_Return, CTRL)

    hands.qtbot.waitUntil(lambda: main.page() is page)
    (line,) = desk.plans.appointments(TUESDAY, TUESDAY)
    assert (line.what, line.person_id is None) == ("v", False)
    hands.qtbot.waitUntil(lambda: [one.id for one in page.day.table.rows()] == [line.id])
    assert page.grid.day == TUESDAY

    hands.qtbot.waitUntil(page.grid.hasFocus)
    hands.press(Key.Key_Return)
    hands.press(Key.Key_Return)
    form = main.page()
    assert isinstance(form, AppointmentPage)
    assert form.editor is not None
    form.editor.form.entry("on").set_text("11/30")
    hands.record()
    hands.qtbot.waitUntil(lambda: main.page() is page and page.grid.day == TODAY + timedelta(days=8))
    assert main.strip.sentence == "11月30日（月）に移しました。"

    hands.press("z", CTRL)
    hands.qtbot.waitUntil(lambda: desk.plans.get(line.id).on == TUESDAY)


def test_who_is_to_be_seen_on_a_day_is_opened_and_left_again(window: OpenAt, desk: Desk, hands: Any) -> None:
    main, page = calendar(window, hands)
    assert page.read is not None
    day = next(one for one in page.read.days if one.due and one.day > TODAY)
    hands.press(Key.Key_Right, times=(day.day - TODAY).days)
    page.day.people.setFocus()
    hands.press(Key.Key_Return)
    people = main.page()
    assert isinstance(people, PeoplePage)
    hands.qtbot.waitUntil(lambda: {row.id for row in people.table.rows()} == set(day.due))
    hands.press(Key.Key_Left, ALT)
    hands.qtbot.waitUntil(lambda: main.page() is page and page.grid.day == day.day)


def test_a_half_written_plan_is_there_after_the_screen_was_hidden(window: OpenAt, hands: Any) -> None:
    first, _ = calendar(window, hands)
    hands.press("n", CTRL)
    form = first.page()
    assert isinstance(form, AppointmentPage)
    assert form.editor is not None
    hands.write("half a plan", form.editor.form.entry("what"))
    with hands.qtbot.waitSignal(first.lock_wanted):
        hands.press(Key.Key_F12)
    place = first.place
    first.release()
    first.hide()
    after = window(place).page()
    assert isinstance(after, AppointmentPage)
    assert after.editor is not None
    assert after.editor.form.entry("what").text() == "half a plan"


def test_the_sheet_is_looked_at_for_the_desk_or_a_receiver(window: OpenAt, desk: Desk, hands: Any) -> None:
    person = next(line for line in desk.people.lines() if line.is_watched)
    desk.plans.agree({"on": TUESDAY, "what": "訪問", "person_id": person.id})
    _, page = calendar(window, hands)
    hands.press("p", CTRL)
    assert page.print.receiver.hasFocus()
    assert not page.print.send.isEnabled(), "nobody is taken for the receiver"
    page.print.receiver.set_value(NOBODY)
    page.print.receiver.edited.emit()
    hands.qtbot.waitUntil(lambda: page.print.drawn is not None)
    assert page.print.drawn is not None
    assert page.print.drawn.named == (person.id,)
    assert page.print.send.isEnabled()
    hands.press(Key.Key_Escape)
    assert page.grid.hasFocus()
    assert desk.ledger.copies_naming(person.id) == (), "looked at, not handed out"
