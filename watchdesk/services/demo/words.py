"""Words of the demo store: lists from ``resources/demo``, weighted draws, and sentences grown from a small grammar."""

import csv
import functools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from random import Random
from typing import TypeAlias, TypeVar

import resources

Row: TypeAlias = Mapping[str, str]
Value = TypeVar("Value")

ALL_MONTHS = frozenset(range(1, 13))


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of ``resources/demo/NAME.csv``, read once a run, so not to be changed."""
    with resources.path("demo", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, strict=True))


def stream(seed: int, *names: str) -> Random:
    """Return a random stream of its own for a part of the work: the same seed and names give the same draws."""
    return Random("/".join((str(seed), *names)))  # noqa: S311 - made-up people need no secrecy, but repeatability


def opaque_id(random: Random) -> str:
    """Return an id in the form of a UUID, drawn from the stream."""
    digits = f"{random.getrandbits(120):030x}"
    return f"{digits[:8]}-{digits[8:12]}-5{digits[12:15]}-a{digits[15:18]}-{digits[18:]}"


def urn(weighted: Iterable[tuple[Value, int]]) -> tuple[Value, ...]:
    """Return each value as often as its weight says, to ``draw`` from."""
    return tuple(value for value, weight in weighted for _ in range(weight))


def draw(random: Random, values: Sequence[Value]) -> Value:
    """Return one of the values; much faster than ``Random.choice``."""
    return values[int(random.random() * len(values))]


def given_name(random: Random, sex: int, year: int) -> Row:
    """Return a given name with its reading, of the kind that children born in the year were given."""
    return draw(random, _given_names(sex, min(max(year, 1925), 1968)))


@functools.cache
def _given_names(sex: int, year: int) -> tuple[Row, ...]:
    return tuple(
        row
        for row in rows("given_names")
        if int(row["sex"]) == sex and int(row["from_year"]) <= year <= int(row["to_year"])
    )


def shares(weights: Sequence[float], count: int) -> list[int]:
    """Share ``count`` out by weight, whole and exactly; the largest remainders get what rounding leaves."""
    total = sum(weights)
    wanted = [count * weight / total for weight in weights]
    whole = [int(share) for share in wanted]
    by_remainder = sorted(range(len(weights)), key=lambda place: (whole[place] - wanted[place], place))
    for place in by_remainder[: count - sum(whole)]:
        whole[place] += 1
    return whole


def first_day(until: date, months: int) -> date:
    """Return the first day of so many calendar months, of which the last is the month of ``until``."""
    year, month = divmod(until.year * 12 + until.month - months, 12)
    return date(year, month + 1, 1)


def months_of(text: str) -> frozenset[int]:
    """Read ``6-9``, ``12-2`` or ``1 3``; an empty text means every month."""
    if not text:
        return ALL_MONTHS
    return frozenset(month for part in text.split() for month in _month_range(part))


def _month_range(part: str) -> Iterable[int]:
    first, _, last = part.partition("-")
    end = int(last or first)
    return (month for month in range(1, 13) if _between(int(first), month, end))


def _between(first: int, month: int, last: int) -> bool:
    return first <= month <= last if first <= last else month >= first or month <= last


Told: TypeAlias = tuple[str, ...]
"""What a sentence is told by its surroundings, in the order in which the grammar was given their names."""

Alternatives: TypeAlias = "list[tuple[str | int | Alternatives, ...]]"


class Grammar:
    """Rows ``symbol, months, text``: a text may name other symbols in braces; one symbol has many texts."""

    def __init__(self, lines: Iterable[Row], told: Sequence[str], month: int | None = None) -> None:
        self._told = {name: place for place, name in enumerate(told)}
        self._symbols: dict[str, Alternatives] = {}
        texts = [(row["symbol"], row["text"]) for row in lines if month is None or month in months_of(row["months"])]
        for symbol, _ in texts:
            self._symbols.setdefault(symbol, [])
        for symbol, text in texts:
            self._symbols[symbol].append(tuple(self._part(part) for part in re.split(r"(\{[^}]+\})", text) if part))

    def _part(self, text: str) -> "str | int | Alternatives":
        if not text.startswith("{"):
            return text
        name = text[1:-1]
        return self._told[name] if name in self._told else self._symbols[name]

    def __contains__(self, symbol: str) -> bool:
        return symbol in self._symbols

    def grow(self, symbol: str, random: Random, told: Told = ()) -> str:
        """Return a sentence for the symbol. Raises KeyError for a symbol that no row has."""
        found: list[str] = []
        _grow(self._symbols[symbol], random.random, told, found.append)
        return "".join(found)


def _grow(alternatives: Alternatives, chance: Callable[[], float], told: Told, write: Callable[[str], object]) -> None:
    for part in alternatives[int(chance() * len(alternatives))]:
        if isinstance(part, str):
            write(part)
        elif isinstance(part, int):
            write(told[part])
        else:
            _grow(part, chance, told, write)
