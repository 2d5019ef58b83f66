"""Corrections: a record is rewritten or voided with a reason, and what was voided can be brought back."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from PySide6.QtCore import Qt

from ui.pages.visit.page import VisitPage
from watchdesk.desk import Desk
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Method, Result

FormAt = Callable[..., VisitPage]


@pytest.fixture
def visit(desk: Desk, person_id: str) -> Visit:
    return desk.visits.record(
        person_id,
        on=date(2026, 8, 19),
        method=Method.PHONE,
        result=Result.MET,
        condition=Condition.CONCERN,
        details={"at": time(10, 5), "signs": ("S13", "S29"), "note": "ふらつく。", "visitor": "南 次郎"},
    )


def test_the_record_stands_in_the_form_with_both_its_days(form_at: FormAt, visit: Visit) -> None:
    page = form_at(visit_id=visit.id)
    values = page.form.values()
    assert {key: getattr(visit, key) for key in values} == values
    assert "訪問日 令和8年8月19日（水）10:05" in page.entered.text()
    assert "入力 令和8年11月22日 9時30分 山本 花子" in page.entered.text()


def test_a_hidden_persons_place_stands_in_no_form_until_it_was_opened(
    form_at: FormAt, desk: Desk, visit: Visit, person_id: str
) -> None:
    desk.people.change(person_id, {"hidden": True, "town": "新町", "address": "4-5-14"})
    desk.visits.correct(visit.id, {"note": "新町4-5-14でふらつく。"}, "書き足し")
    assert form_at(visit_id=visit.id).form.note.text() == "秘匿でふらつく。"


def test_it_is_rewritten_with_a_reason(form_at: FormAt, desk: Desk, visit: Visit, hands: Any) -> None:
    page = form_at(visit_id=visit.id)
    hands.press("1")
    hands.write("mistaken", page.form.reason)
    with hands.qtbot.waitSignal(page.went_back):
        hands.record()
    after = desk.visits.get(visit.id)
    assert after.condition is Condition.WELL
    assert (after.on, after.signs, after.note) == (visit.on, visit.signs, visit.note)


def test_without_a_reason_nothing_is_rewritten(form_at: FormAt, desk: Desk, visit: Visit, hands: Any) -> None:
    page = form_at(visit_id=visit.id)
    hands.press("1")
    hands.record()
    assert desk.visits.get(visit.id) == visit
    assert page.form.focus_key() == "reason"
    assert "わけ" in page.bar.sentence or "直すところが1つ" in page.bar.sentence


def test_without_a_change_nothing_is_rewritten(form_at: FormAt, desk: Desk, visit: Visit, hands: Any) -> None:
    page = form_at(visit_id=visit.id)
    hands.write("why", page.form.reason)
    hands.record()
    assert desk.visits.get(visit.id) == visit
    assert "まだ何も変わっていません" in page.bar.sentence


def test_it_is_voided_with_a_reason_only_and_brought_back(
    form_at: FormAt, desk: Desk, visit: Visit, hands: Any
) -> None:
    page = form_at(visit_id=visit.id)
    page.form.void.click()
    assert not desk.visits.get(visit.id).voided
    assert page.form.focus_key() == "reason"
    hands.write("wrong person", page.form.reason)
    page.form.void.click()
    assert desk.visits.get(visit.id).void_reason == "wrong person"
    assert "取り消されています" in page.strip.sentence
    assert "wrong person" in page.strip.sentence
    assert not page.bar.record.isEnabled()
    page.strip.button.click()
    assert not desk.visits.get(visit.id).voided
    assert page.bar.record.isEnabled()
    assert page.strip.sentence == ""


def test_a_half_written_correction_comes_back_and_does_not_mix_with_a_new_visit(
    form_at: FormAt, visit: Visit, hands: Any
) -> None:
    page = form_at(visit_id=visit.id)
    hands.write("half a rea", page.form.reason)
    page.leave()
    assert form_at().strip.sentence == ""
    assert form_at(visit_id=visit.id).form.reason.text() == "half a rea"


def test_signs_of_its_season_stay_though_another_season_is_asked_about(form_at: FormAt, visit: Visit) -> None:
    page = form_at(visit_id=visit.id)
    page.form.day.set_text("11/20")
    page.form.day.line.textEdited.emit("11/20")
    assert page.form.signs.value() == ("S13", "S29")


def test_the_visits_beside_it_are_those_before_it(form_at: FormAt, desk: Desk, person_id: str, visit: Visit) -> None:
    page = form_at(visit_id=visit.id)
    heads = [
        page.form.signs.model().headerData(at, Qt.Orientation.Horizontal)
        for at in range(2, page.form.signs.model().columnCount())
    ]
    others = [line for line in desk.visits.of_person(person_id) if line.id != visit.id and not line.voided]
    told = [line for line in others if line.signs or line.result in CONFIRMED_CONTACT]
    earlier = [line for line in told if line.on <= visit.on][:3]
    assert heads == ["8月19日", *(f"{line.on.month}月{line.on.day}日" for line in earlier)]
