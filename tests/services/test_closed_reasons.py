"""Reasons of corrections in closed months: they name nobody, and tell nobody's place who is hidden by then."""

from datetime import date

import pytest

from watchdesk.desk import Desk
from watchdesk.domain.month import Month
from watchdesk.domain.person import Person
from watchdesk.domain.words import Method, Result
from watchdesk.errors import ClosedMonth, Invalid
from watchdesk.services.closed_months import as_told

OCTOBER = Month(2026, 10)


@pytest.fixture
def somebody(desk: Desk) -> Person:
    """Somebody with an address and a name in two parts, in a store whose October is closed."""
    desk.closings.close(OCTOBER)
    ids = desk.reports.members(OCTOBER).at_end
    people = (desk.people.get(one) for one in ids)
    return next(one for one in people if one.given_name and (one.address or "").count("-") > 1 and not one.hidden)


def _late(desk: Desk, who: Person, reason: str) -> None:
    with desk.closings.because(reason):
        desk.visits.record(who.id, on=date(2026, 10, 20), method=Method.VISIT, result=Result.MET)


def test_a_reason_that_names_somebody_is_refused_however_the_name_is_written(desk: Desk, somebody: Person) -> None:
    for name in (somebody.name, somebody.name.replace(" ", ""), (somebody.kana or "").replace(" ", "　")):
        with pytest.raises(ClosedMonth, match="お名前を消してください") as refused:
            _late(desk, somebody, f"{name}さんの用紙が遅れた")
        assert refused.value.wrong
        with pytest.raises(Invalid, match="お名前を消してください"):
            desk.closings.reopen(OCTOBER, f"{name}さんの訪問を直す")
    assert desk.closings.amended(OCTOBER) == ()
    assert desk.closings.standing(OCTOBER) is not None
    _late(desk, somebody, f"{somebody.family_name}さんの用紙が遅れた")


def test_the_reason_for_opening_again_tells_no_hidden_persons_place(desk: Desk, somebody: Person) -> None:
    desk.people.change(somebody.id, {"hidden": True})
    desk.closings.reopen(OCTOBER, f"{somebody.town}{somebody.address}の方の訪問を直す")
    told = desk.closings.issues(OCTOBER)[-1].reopened_reason
    assert (told, desk.ledger.entries(limit=1)[0].reason) == ("秘匿の方の訪問を直す",) * 2


def test_a_reason_written_before_somebody_was_hidden_is_told_without_her_place(desk: Desk, somebody: Person) -> None:
    _late(desk, somebody, f"{somebody.town}{somebody.address}の方の用紙が遅れた")
    second = desk.closings.close(OCTOBER)
    desk.people.change(somebody.id, {"hidden": True})
    (why,) = desk.reports.issue(second).gather(lambda _done, _of: None)[0].facts.whys
    assert why.reason == "秘匿の方の用紙が遅れた", "an issue drawn again"
    desk.closings.reopen(OCTOBER, "もう一度")
    with desk._ground.store.read() as connection:
        old = f"{somebody.town}{somebody.address}の{somebody.name.replace(' ', '　')}さんの用紙"
        assert as_told(connection, old) == "秘匿の○○さんの用紙", "as a release before let it be written"
