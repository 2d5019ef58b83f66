"""What the form of a visit says beside the signs: what the season asks, and what has changed, with the rule to read."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ui.pages.visit.page import VisitPage
from ui.places import Place, Room
from ui.widgets.sign_checklist import TODAY
from watchdesk.desk import Desk
from watchdesk.domain.change_over_time import RULE_WORDS
from watchdesk.domain.person import Person
from watchdesk.domain.words import Method, Result

FormAt = Callable[..., VisitPage]
DRESS, TALK, HEAT = "S10", "S16", "S30"


@pytest.fixture
def person_id(desk: Desk) -> str:
    """Somebody whose past is known: seen each month, her dress noted since June, her talk noted once in July."""
    person: Person = desk.people.register({"family_name": "見本"}, area="九条南")
    noted = {6: (DRESS,), 7: (DRESS, TALK), 9: (DRESS,)}
    for month in range(1, 11):
        desk.visits.record(
            person.id,
            on=date(2026, month, 9),
            method=Method.VISIT,
            result=Result.MET,
            details={"signs": noted.get(month, ())},
        )
    return person.id


def tick(page: VisitPage, hands: Any, code: str) -> None:
    """Go to a sign by ↓ and tick it by the space bar."""
    shown = [sign.code for sign in page.form.signs.model().signs]  # type: ignore[attr-defined]  # its own model
    page.form.signs.setCurrentIndex(page.form.signs.model().index(0, TODAY))
    page.form.signs.setFocus()
    hands.press(Qt.Key.Key_Down, times=shown.index(code))
    hands.press(Qt.Key.Key_Space)


def test_with_the_tick_that_makes_it_two_the_form_says_what_has_changed(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    assert page.form.prompts.change_told == ""
    tick(page, hands, TALK)
    assert page.form.prompts.change_told == "服装（6月から）と会話（7月から）が変わっています。"
    hands.press(Qt.Key.Key_Space)
    assert page.form.prompts.change_told == ""


def test_the_rule_is_opened_by_a_key_and_says_the_days(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    tick(page, hands, TALK)
    assert page.form.prompts.rule_told == ""
    page.form.prompts.why.setFocus()
    hands.press(Qt.Key.Key_Return)
    told = page.form.prompts.rule_told
    assert told.startswith("服装：6月9日、7月9日、9月9日に印が付いています。")
    assert all(sentence in told for sentence in RULE_WORDS)
    hands.press(Qt.Key.Key_Return)
    assert page.form.prompts.rule_told == ""


def test_the_rule_that_was_opened_about_one_is_closed_for_the_next(form_at: FormAt, desk: Desk, hands: Any) -> None:
    page = form_at()
    tick(page, hands, TALK)
    page.form.prompts.why.click()
    assert page.form.prompts.rule_told
    other = desk.people.register({"family_name": "次"}, area="九条南")
    page.enter(Place(room=Room.VISIT, person_id=other.id, new=True))
    tick(page, hands, TALK)
    tick(page, hands, DRESS)
    assert page.form.prompts.rule_told == ""
    assert page.form.prompts.why.text() == "なぜ？"


def test_an_urgent_sign_is_said_urgently(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    tick(page, hands, "S06")
    assert page.form.prompts.change_told == "服装（6月から）とにおい（11月から）が変わっています。"
    assert page.form.prompts.why.accessibleName().startswith("服装")


def test_a_correction_compares_with_the_visits_beside_it_once(
    form_at: FormAt, desk: Desk, person_id: str, hands: Any
) -> None:
    now = desk.visits.record(
        person_id, on=date(2026, 11, 20), method=Method.VISIT, result=Result.MET, details={"signs": (TALK,)}
    )
    page = form_at(visit_id=now.id)
    assert page.form.prompts.change_told != ""
    tick(page, hands, TALK)
    assert page.form.prompts.change_told == ""


def test_summer_asks_about_the_heat_and_november_about_nothing(form_at: FormAt, hands: Any) -> None:
    page = form_at()
    assert page.form.prompts.season_told == ""
    assert not page.form.prompts.isVisible()
    hands.write("2026-08-03", page.form.day.line)
    assert "エアコン" in page.form.prompts.season_told
    assert page.form.prompts.isVisible()
    codes = [sign.code for sign in page.form.signs.model().signs]  # type: ignore[attr-defined]  # its own model
    assert HEAT in codes


def test_what_a_voided_visit_said_does_not_count(form_at: FormAt, desk: Desk, person_id: str, hands: Any) -> None:
    july = next(line for line in desk.visits.of_person(person_id) if line.on.month == 7)
    desk.visits.void(july.id, "別の方")
    page = form_at()
    tick(page, hands, TALK)
    assert page.form.prompts.change_told == ""
