"""A round goes to whom it is asked for, in the order in which one walks."""

from datetime import date, timedelta
from itertools import permutations

import pytest

from watchdesk.domain.cadence import Cadence, DueState
from watchdesk.domain.lines import InCharge, PersonLine
from watchdesk.domain.outing import Candidate, Outing, Reach, in_walking_order
from watchdesk.domain.partner import PartnerKind

TODAY = date(2026, 11, 22)


def due(days_left: int, *, silent: int = 0) -> Cadence:
    state = DueState.OVERDUE if days_left < 0 else DueState.DUE if not days_left else DueState.SOON
    state = DueState.LATER if days_left > 7 else state
    return Cadence(
        day=TODAY,
        last_confirmed=TODAY - timedelta(days=30),
        last_attempt=TODAY - timedelta(days=30),
        due_on=TODAY + timedelta(days=days_left),
        state=state,
        silent_streak=silent,
        unanswered=False,
    )


def somebody(
    name: str, days_left: int = 0, *, silent: int = 0, put_off: date | None = None, **values: object
) -> Candidate:
    line = PersonLine(id=name, name=name, kana=name, due=due(days_left, silent=silent), **values)  # type: ignore[arg-type]  # as told
    return Candidate(line=line, put_off_until=put_off)


def names(outing: Outing, *candidates: Candidate) -> list[str]:
    return [one.id for one in outing.chosen(candidates)]


def test_today_takes_the_overdue_the_due_and_every_worry() -> None:
    people = (
        somebody("過ぎ", -3),
        somebody("今日", 0),
        somebody("もうすぐ", 3),
        somebody("先", 20),
        somebody("心配", 20, silent=3),
    )
    assert set(names(Outing(), *people)) == {"過ぎ", "今日", "心配"}
    assert set(names(Outing(reach=Reach.SOON), *people)) == {"過ぎ", "今日", "心配", "もうすぐ"}
    assert len(names(Outing(reach=Reach.ALL), *people)) == 5


def test_whoever_is_put_off_stands_on_no_sheet_unless_all_are_asked_for() -> None:
    put_off = somebody("後日", -3, put_off=TODAY + timedelta(days=3))
    assert names(Outing(), put_off) == []
    assert names(Outing(reach=Reach.SOON), put_off) == []
    assert names(Outing(reach=Reach.ALL), put_off) == ["後日"]


def test_the_order_is_town_chome_number_building_floor_room_whatever_comes_first() -> None:
    walk = [
        somebody("f", town="九条南", address="1-2-10", building="ハイツ波除 203号室"),
        somebody("e", town="九条南", address="1-2-10", building="ハイツ波除 1001号室"),
        somebody("d", town="九条南", address="1-10-2"),
        somebody("c", town="九条南", address="2-1-1"),
        somebody("b", town="新町", address="1-1-1"),
        somebody("a", hidden=True, town="江戸堀", address="1-1-1"),
    ]
    for shuffled in list(permutations(walk))[::97]:
        assert names(Outing(), *in_walking_order(shuffled)) == ["f", "e", "d", "c", "b", "a"], (
            "not by name, not as they came"
        )


@pytest.mark.parametrize(
    ("outing", "expected"),
    [
        (Outing(town="新町"), ["b"]),
        (Outing(building="ハイツ"), ["a"]),
        (Outing(building="はいつ"), ["a"]),
        (Outing(watcher="w1"), ["a"]),
        (Outing(area="堀江"), []),
    ],
)
def test_place_and_watcher_narrow_it(outing: Outing, expected: list[str]) -> None:
    charge = InCharge("w1", PartnerKind.WATCHER, "中村 清")
    a = somebody("a", town="九条南", address="1-1-1", building="ハイツ波除 101", charges=(charge,), area="九条南")
    b = somebody("b", town="新町", address="1-1-1", area="九条南")
    assert names(outing, a, b) == expected
