"""What is half-written stays: kept within two seconds and at each change of field, given back as it was."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from watchdesk.desk import Desk, Draft
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.errors import DiskFull

FormAt = Callable[..., VisitPage]
Ime = Callable[..., None]


@pytest.fixture
def kept(desk: Desk, person_id: str) -> Callable[[], Draft | None]:
    return lambda: desk.drafts.load(f"visit:{person_id}")


Kept = Callable[[], Draft | None]


def test_what_is_typed_is_kept_within_two_seconds_while_typing_goes_on(form_at: FormAt, kept: Kept, hands: Any) -> None:
    page = form_at()
    page.form.note.setFocus()
    typed = 0
    while kept() is None and typed < 20:
        hands.press("a")
        hands.qtbot.wait(100)
        typed += 1
    assert typed < 20


def test_each_change_of_field_is_kept_at_once(form_at: FormAt, kept: Kept, hands: Any) -> None:
    page = form_at()
    hands.write("1420", page.form.at)
    assert kept() is None
    hands.press(Qt.Key.Key_Tab)
    draft = kept()
    assert draft is not None
    assert (draft.texts["at"], draft.focus) == ("14:20", "method")


def test_a_form_only_looked_at_leaves_nothing(form_at: FormAt, kept: Kept, hands: Any) -> None:
    page = form_at()
    hands.press(Qt.Key.Key_Tab, times=5)
    page.leave()
    assert kept() is None


def test_what_is_typed_and_taken_back_leaves_nothing(form_at: FormAt, kept: Kept, hands: Any) -> None:
    page = form_at()
    hands.write("a", page.form.note)
    page.leave()
    assert kept() is not None
    hands.press(Qt.Key.Key_Backspace)
    page.leave()
    assert kept() is None


def test_everything_comes_back_with_the_focus_and_says_so(
    form_at: FormAt, person_id: str, desk: Desk, hands: Any
) -> None:
    page = form_at()
    hands.press("9")
    page.form.method.setFocus()
    hands.press(Qt.Key.Key_Down, times=2)
    hands.write("11/20", page.form.day.line)
    page.form.signs.setFocus()
    hands.press(Qt.Key.Key_Down, times=3)
    hands.press(Qt.Key.Key_Space)
    hands.write("half a wor", page.form.note)
    page.leave()
    after = form_at()
    values = after.form.values()
    assert after.strip.sentence == "9時30分の書きかけを戻しました。"
    assert after.strip.sentence in after.bar.told  # which never scrolls away
    assert (values["method"], values["result"], values["condition"]) == (Method.PHONE, Result.MET, Condition.URGENT)
    assert values["on"].isoformat() == "2026-11-20"
    assert (values["signs"], values["note"]) == (("S04",), "half a wor")
    assert QApplication.focusWidget() is after.form.note
    assert after.bar.back.text() == "あとで書く"


def test_a_day_that_cannot_be_read_comes_back_as_typed(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    hands.write("12.3.5", page.form.day.line)
    page.leave()
    assert form_at().form.day.text() == "12.3.5"


def test_each_person_has_a_draft_of_their_own(form_at: FormAt, desk: Desk, person_id: str, hands: Any) -> None:
    page = form_at()
    hands.write("for the first", page.form.note)
    other = next(line.id for line in desk.people.lines() if line.id != person_id)
    page.enter(Place(room=Room.VISIT, person_id=other))
    assert page.form.note.text() == ""
    page.enter(Place(room=Room.VISIT, person_id=person_id))
    assert page.form.note.text() == "for the first"


def test_the_draft_goes_when_the_visit_is_recorded(form_at: FormAt, kept: Kept, hands: Any) -> None:
    page = form_at()
    hands.write("note", page.form.note)
    page.leave()
    page.form.outcome.focus_choice()
    hands.press("1")
    hands.record()
    assert kept() is None


def test_a_draft_can_be_thrown_away(form_at: FormAt, kept: Kept, hands: Any) -> None:
    page = form_at()
    hands.write("note", page.form.note)
    page.leave()
    page = form_at()
    page.strip.button.click()
    assert kept() is None
    assert (page.form.note.text(), page.form.outcome.value()) == ("", None)
    assert page.strip.sentence == ""
    hands.press("2")
    page.leave()
    assert kept() is not None


@pytest.mark.parametrize("away", [Qt.Key.Key_Escape, None])
def test_neither_escape_nor_leaving_discards_anything(
    form_at: FormAt, kept: Kept, hands: Any, away: Qt.Key | None
) -> None:
    page = form_at()
    page.went_back.connect(page.leave)
    hands.write("note", page.form.note)
    hands.press(away) if away is not None else page.leave()
    draft = kept()
    assert draft is not None
    assert draft.texts["note"] == "note"


def test_a_digit_pressed_before_is_not_pressed_over_what_was_chosen_since(form_at: FormAt, hands: Any) -> None:
    page = form_at(choice="1")
    hands.press("3")
    page.leave()
    assert form_at(choice="1").form.outcome.value() == (Result.ABSENT, None)


def test_a_full_disk_is_said_and_nothing_is_lost_on_screen(
    form_at: FormAt, desk: Desk, hands: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("ディスクに空きがありません。")

    page = form_at()
    hands.write("note", page.form.note)
    monkeypatch.setattr(desk.drafts, "save", full)
    page.leave()
    assert page.strip.sentence == "書きかけを残せませんでした。ディスクに空きがありません。"
    assert page.form.note.text() == "note"


def test_a_draft_of_yesterday_keeps_its_day(form_at: FormAt, desk: Desk, person_id: str) -> None:
    texts = {
        "on": "令和8年11月21日",
        "at": "",
        "method": "visit",
        "visitor": "",
        "outcome": "",
        "signs": "",
        "note": "x",
    }
    desk.drafts.save(f"visit:{person_id}", texts, "note")
    assert form_at().form.values()["on"].isoformat() == "2026-11-21"
