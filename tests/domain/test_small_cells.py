"""Small numbers on paper that is handed round: no sum of what is printed gives one away, and little else is hidden."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from watchdesk.domain.small_cells import FEWEST, Cell, Kept, Told, told

FARTHEST = 6
"""So far above what it is a reader may think a number to be; more does not open what this does not."""


def listed(parts: Sequence[int], again: Sequence[int] = ()) -> list[Cell]:
    """A list with its sum, and where told the same sum parted another way."""
    cells = [Cell(f"p{at}", "all", "sum", number) for at, number in enumerate(parts)]
    cells.append(Cell("sum", "sum", "again" if again else "all", sum(parts)))
    return cells + [Cell(f"q{at}", "again", "all", number) for at, number in enumerate(again)]


def table(rows: Sequence[Sequence[int]]) -> list[Cell]:
    """A table with the sums of its lines and columns and of all."""
    cells = [Cell(f"{i},{j}", f"r{i}", f"c{j}", number) for i, row in enumerate(rows) for j, number in enumerate(row)]
    cells += [Cell(f"r{i}", "lines", f"r{i}", sum(row)) for i, row in enumerate(rows)]
    cells += [Cell(f"c{j}", f"c{j}", "columns", sum(column)) for j, column in enumerate(zip(*rows, strict=True))]
    return [*cells, Cell("all", "columns", "lines", sum(map(sum, rows)))]


def may_be(cell: Cell, shown: Told) -> range:
    """What a reader must take a number for, by its sign alone."""
    if shown.kept is None:
        return range(cell.number, cell.number + 1)
    least = {Kept.SMALL: 1, Kept.BESIDE: FEWEST, Kept.WHOLE: 0}[shown.kept]
    return range(least, FEWEST if shown.kept is Kept.SMALL else cell.number + FARTHEST)


def solutions(cells: Sequence[Cell], shown: Mapping[str, Told]) -> Iterator[tuple[int, ...]]:
    """All numbers that agree with the paper, by trying each."""
    for numbers in product(*(may_be(cell, shown[cell.key]) for cell in cells)):
        places: dict[str, int] = {}
        for cell, number in zip(cells, numbers, strict=True):
            places[cell.tail] = places.get(cell.tail, 0) - number
            places[cell.head] = places.get(cell.head, 0) + number
        if not any(places.values()):
            yield numbers


def given_away(cells: Sequence[Cell], shown: Mapping[str, Told]) -> list[str]:
    """The keys of hidden numbers that can be worked out from what is printed."""
    seen: dict[str, set[int]] = {cell.key: set() for cell in cells if shown[cell.key].kept}
    for numbers in solutions(cells, shown):
        for cell, number in zip(cells, numbers, strict=True):
            if cell.key in seen:
                seen[cell.key].add(number)
        if all(len(found) > 1 for found in seen.values()):
            return []
    return [key for key, found in seen.items() if len(found) < 2]


NUMBERS = st.sampled_from([0, 0, 1, 1, 2, 2, 3, 4, 5, 9])


def check(cells: Sequence[Cell]) -> None:
    shown = told(cells)
    assert set(shown) == {cell.key for cell in cells}
    for cell in cells:
        one = shown[cell.key]
        assert one.number is None or one.number == cell.number
        assert one.kept is not None or not 0 < cell.number < FEWEST
    whole = any(one.kept is Kept.WHOLE for one in shown.values())
    if whole:
        assert {one.kept for one in shown.values()} == {Kept.WHOLE}
        return
    hidden = 1
    for cell in cells:
        hidden *= len(may_be(cell, shown[cell.key]))
    assume(hidden < 300_000)
    assert given_away(cells, shown) == []


@settings(max_examples=150, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=5))
def test_no_number_of_a_list_can_be_worked_out_from_its_sum(parts: list[int]) -> None:
    check(listed(parts))


@settings(max_examples=150, deadline=None)
@given(st.lists(NUMBERS, min_size=1, max_size=4), st.data())
def test_no_number_can_be_worked_out_where_two_lists_have_one_sum(parts: list[int], data: st.DataObject) -> None:
    left, again = sum(parts), []
    for _ in range(2):
        again.append(data.draw(st.integers(0, left)))
        left -= again[-1]
    check(listed(parts, [*again, left]))


@settings(max_examples=100, deadline=None)
@given(
    st.integers(2, 3).flatmap(
        lambda width: st.lists(st.lists(NUMBERS, min_size=width, max_size=width), min_size=2, max_size=2)
    )
)
def test_no_number_of_a_table_can_be_worked_out_from_the_sums_of_lines_and_columns(rows: list[list[int]]) -> None:
    check(table(rows))


def test_where_nothing_is_small_everything_stands() -> None:
    assert told(listed([3, 0, 12])) == {"p0": Told(3), "p1": Told(0), "p2": Told(12), "sum": Told(15)}


def test_one_small_number_takes_the_least_other_with_it_and_the_sum_stands() -> None:
    shown = told(listed([40, 2, 9, 0]))
    assert shown["p1"].kept is Kept.SMALL
    assert shown["p2"].kept is Kept.BESIDE
    assert [shown[key].number for key in ("p0", "p3", "sum")] == [40, 0, 51]


def test_two_small_numbers_that_can_stand_for_each_other_need_no_third() -> None:
    shown = told(listed([40, 2, 1]))
    assert [key for key, one in shown.items() if one.kept] == ["p1", "p2"]


def test_what_is_so_little_that_it_tells_itself_is_left_out_whole() -> None:
    for few in (listed([1, 1], [2]), listed([2, 0]), listed([0, 1])):
        assert {one.kept for one in told(few).values()} == {Kept.WHOLE}


@pytest.mark.parametrize(("number", "kept"), [(0, None), (1, Kept.SMALL), (2, Kept.SMALL), (3, None)])
def test_a_number_without_a_sum_is_kept_back_by_itself(number: int, kept: Kept | None) -> None:
    assert Told.alone(number).kept is kept


def test_the_solver_sees_what_hiding_small_numbers_alone_would_give_away() -> None:
    cells = listed([40, 2, 9])
    bare = {cell.key: Told(None, Kept.SMALL) if cell.number == 2 else Told(cell.number) for cell in cells}
    assert given_away(cells, bare) == ["p1"]
