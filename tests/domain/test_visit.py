"""A visit says only what can be: method, result and condition go together (contract §1)."""

from dataclasses import replace
from datetime import date

import pytest

from watchdesk.domain.visit import Visit, conditions_for, fault_of, results_for
from watchdesk.domain.words import Condition, Method, Result
from watchdesk.errors import Invalid

MET = Visit(id="v", person_id="p", on=date(2026, 4, 3), method=Method.VISIT, result=Result.MET)

MEETING = ("visit", "intercom", "phone", "greeting")
MAY_BE = {
    *((method, result, None) for method in MEETING for result in Result),
    *((method, result, None) for method in ("posting", "outside") for result in ("outside_only", "confirmed")),
}
"""Method and result of the contract's table, without a condition."""

CONDITIONS = {
    "met": ("well", "concern", "urgent"),
    "confirmed": ("well", "concern", "urgent"),
    "no_answer": ("urgent",),
    "outside_only": ("urgent",),
    "absent": (),
    "declined": (),
}
"""Conditions of the contract's table."""


def may_be(method: Method, result: Result, condition: Condition | None) -> bool:
    return (method, result, None) in MAY_BE and (condition is None or condition in CONDITIONS[result])


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("condition", [None, *Condition])
def test_a_visit_exists_only_as_the_contract_allows(
    method: Method, result: Result, condition: Condition | None
) -> None:
    fault = fault_of(method, result, condition)

    assert (fault is None) is may_be(method, result, condition)
    if fault is not None:
        with pytest.raises(Invalid, match=r"。$"):
            replace(MET, method=method, result=result, condition=condition)


def test_a_form_offers_exactly_what_can_be() -> None:
    for method in Method:
        assert set(results_for(method)) == {result for result in Result if fault_of(method, result, None) is None}
    for result in Result:
        found = {condition for condition in Condition if fault_of(Method.VISIT, result, condition) is None}
        assert set(conditions_for(result)) == found


@pytest.mark.parametrize(
    ("result", "confirmed"),
    [
        (Result.MET, True),
        (Result.CONFIRMED, True),
        (Result.ABSENT, False),
        (Result.NO_ANSWER, False),
        (Result.OUTSIDE_ONLY, False),
        (Result.DECLINED, False),
    ],
)
def test_an_attempt_is_not_a_confirmation(result: Result, confirmed: bool) -> None:
    assert replace(MET, result=result).is_confirmed_contact is confirmed


@pytest.mark.parametrize("reason", [None, "", "　"])
def test_voiding_needs_a_reason(reason: str | None) -> None:
    with pytest.raises(Invalid, match="取り消すわけ"):
        replace(MET, voided=True, void_reason=reason)


def test_a_blank_note_is_refused_and_a_note_stays_out_of_traces() -> None:
    with pytest.raises(Invalid, match="空白"):
        replace(MET, note=" ")

    assert "郵便" not in repr(replace(MET, note="郵便物がたまっている", visitor="見本"))
