"""A visit to the whole household: each is ticked by a key and gets a record of her own; the plain case stays plain."""

from collections.abc import Callable
from typing import Any

import pytest

from ui.pages.visit.page import VisitPage
from watchdesk.desk import Desk
from watchdesk.domain.histories import StatusEntry
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.words import Condition, EndReason, Method, Result, Status

FormAt = Callable[..., VisitPage]


@pytest.fixture
def others(desk: Desk, person_id: str) -> tuple[str, ...]:
    """Two who live with the person."""
    made = []
    for name in ("一郎", "花"):
        other = desk.people.register({"family_name": "見本", "given_name": name}, area="九条南")
        desk.people.join(other.id, person_id)
        made.append(other.id)
    return tuple(made)


@pytest.fixture
def new_of(desk: Desk, person_id: str, others: tuple[str, ...]) -> Callable[[str], list[VisitLine]]:
    """The records of somebody that were entered since."""
    before = {line.id for one in (person_id, *others) for line in desk.visits.of_person(one)}
    return lambda one: [line for line in desk.visits.of_person(one) if line.id not in before]


def test_without_a_household_nobody_else_is_offered(form_at: FormAt) -> None:
    assert not form_at().form.together.isVisible()


def test_nobody_of_the_household_is_recorded_unless_ticked(
    form_at: FormAt, others: tuple[str, ...], person_id: str, new_of: Any, hands: Any
) -> None:
    page = form_at()
    assert page.form.together.isVisible()
    hands.press("1")
    hands.record()

    assert [len(new_of(one)) for one in (person_id, *others)] == [1, 0, 0]


def test_a_key_ticks_and_each_gets_a_record(
    form_at: FormAt, others: tuple[str, ...], person_id: str, new_of: Any, hands: Any
) -> None:
    page = form_at()
    said: list[str] = []
    page.said.connect(said.append)
    hands.press("1")
    hands.press("6")
    hands.press("7")
    hands.press("7")
    hands.record()

    assert [len(new_of(one)) for one in (person_id, *others)] == [1, 1, 0]
    (his,) = new_of(others[0])
    assert (his.result, his.condition, his.method) == (Result.MET, Condition.WELL, Method.VISIT)
    assert "見本 一郎さん" in said[-1]
    assert "見本 花さん" not in said[-1]


def test_each_may_be_otherwise_and_signs_and_note_stay_with_the_one_they_tell_of(
    form_at: FormAt, others: tuple[str, ...], person_id: str, new_of: Any, hands: Any
) -> None:
    page = form_at()
    sign = page.desk.codes.entries("signs")[0].code
    page.form.signs.set_value((sign,))
    page.form.note.setPlainText("庭におられた。")
    hands.press("1")
    hands.press("6")
    hands.press("7")
    page.form.together.members[others[0]].own.set_value("concern")
    page.form.together.members[others[1]].own.set_value("absent")
    page.main_action()

    (hers,), (his,), (third,) = (new_of(one) for one in (person_id, *others))
    assert (hers.condition, hers.signs, hers.note) == (Condition.WELL, (sign,), "庭におられた。")
    assert (his.result, his.condition, his.signs, his.note) == (Result.MET, Condition.CONCERN, (), None)
    assert (third.result, third.condition) == (Result.ABSENT, None)


def test_taking_back_takes_all_of_them_back(
    form_at: FormAt, others: tuple[str, ...], person_id: str, new_of: Any, hands: Any
) -> None:
    page = form_at()
    offered: list[Any] = []
    page.offered.connect(lambda *told: offered.append(told))
    hands.press("1")
    hands.press("6")
    hands.record()
    offered[-1][2]()

    assert [line.voided for one in (person_id, others[0]) for line in new_of(one)] == [True, True]


def test_ticks_are_kept_with_the_draft(form_at: FormAt, desk: Desk, others: tuple[str, ...], hands: Any) -> None:
    page = form_at()
    hands.press("6")
    page.form.together.members[others[0]].own.set_value("concern")
    page.leave()

    assert form_at().form.together.value() == {others[0]: "concern"}


def test_a_digit_written_into_a_field_ticks_nobody(form_at: FormAt, others: tuple[str, ...], hands: Any) -> None:
    page = form_at()
    hands.write("6", page.form.note)

    assert page.form.together.value() == {}


def test_hidden_people_and_those_who_left_are_not_offered(form_at: FormAt, desk: Desk, others: tuple[str, ...]) -> None:
    desk.people.change(others[0], {"hidden": True})
    desk.people.set_status(others[1], StatusEntry(state=Status.ENDED, reason=EndReason.DECEASED))

    assert not form_at().form.together.isVisible()


def test_a_correction_is_of_one_record_only(
    form_at: FormAt, desk: Desk, person_id: str, others: tuple[str, ...]
) -> None:
    visit = desk.visits.of_person(person_id)[0]

    assert not form_at(visit_id=visit.id).form.together.isVisible()
