"""The demo store's welfare information: something of each state, a rule that names people, some of it told."""

from datetime import date

import pytest

from watchdesk.desk import Desk, Plan
from watchdesk.domain.info_item import InfoState

TODAY = date(2026, 11, 22)


@pytest.fixture
def busy(empty_desk: Desk) -> Desk:
    empty_desk.demo.fill(Plan(areas=("九条南",), people=60, visits=900, until=TODAY, at_work=True)).run()
    return empty_desk


def test_there_are_a_dozen_items_of_every_state(busy: Desk) -> None:
    lines = busy.information.find("", TODAY)
    assert len(lines) >= 12
    assert {line.state for line in lines} == {InfoState.VALID, InfoState.AHEAD, InfoState.OVER}
    assert busy.information.find("はいしょく", TODAY)[0].item.title == "高齢者の配食サービス"


def test_phones_are_made_up(busy: Desk) -> None:
    assert all("06-60" in (line.item.phone or "") for line in busy.information.find("", TODAY))


def test_some_were_told_and_some_have_not_heard(busy: Desk) -> None:
    lines = busy.information.find("", TODAY)
    assert sum(busy.information.times_told(line.id) for line in lines) > 0
    assert any(busy.information.unheard(line.id) for line in lines)
