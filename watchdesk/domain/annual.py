"""The year's figures 年間のまとめ as the area's own meeting may see them: nobody's name, and no small number."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from watchdesk.domain.asking import months_later
from watchdesk.domain.month import Month
from watchdesk.domain.small_cells import FEWEST, Cell, Told, told
from watchdesk.domain.summary import Figures, Span, percent
from watchdesk.domain.words import Method

MOST_SIGNS = 10
"""So many signs are told, those that were seen most."""

WATCHED, CONFIRMED, UNSEEN, VISITS, VISITED = "under_watch", "confirmed", "not_confirmed", "visits", "people_visited"
CONSULTATIONS, REFERRALS, ACTIVITIES, PARTICIPANTS = "consultations", "referrals", "activities", "participants"
SIGN = "signs"

Numbers = Mapping[str, Told]
"""The numbers of a year by key (``of``), as they may be told."""


def of(name: str, *part: object) -> str:
    """Return the key of a number, or of one of its parts: ``visits``, ``visits/2026-04``, ``visits/phone``."""
    return "/".join([name, *map(str, part)])


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """A year's or a part of a year's figures: ``whole`` counted over all its days, and ``months`` each by itself."""

    whole: Figures
    months: Mapping[Month, Figures] = field(default_factory=dict)


def told_of(year: YearFigures, contents: Iterable[str], kinds: Iterable[str]) -> dict[str, Told]:
    """Return the numbers of a year that may be told, by key (``of``); ``contents`` and ``kinds`` are those listed.

    What adds up on the sheet is kept back together: visits by month and by method, the two parts of those under
    watch, consultations by content, activities by kind.
    """
    figures = year.whole
    found = _watched("", figures)
    for month, one in year.months.items():
        found |= _watched(str(month), one)
    found |= told(_visits(year))
    found |= _list(CONSULTATIONS, figures.work.consultations, _numbers(figures.work.by_content, contents))
    found |= _list(ACTIVITIES, figures.work.activities, _numbers(figures.work.by_activity, kinds))
    found |= {of(SIGN, code): Told.alone(number) for code, number in figures.signs.items()}
    return found | {
        VISITED: Told.alone(figures.people_visited),
        REFERRALS: Told.alone(figures.work.referrals),
        PARTICIPANTS: Told.alone(figures.work.participants),
    }


def rate(numbers: Numbers, *month: object) -> float | None:
    """Return the percentage confirmed of a year or of one month; None where nobody was watched, or it is kept back."""
    confirmed, unseen = (numbers[of(name, *month)].number for name in (CONFIRMED, UNSEEN))
    return percent(confirmed, confirmed + unseen) if confirmed is not None and unseen is not None else None


def most_seen(figures: Figures, order: Sequence[str]) -> tuple[str, ...]:
    """Return the codes of the signs seen most, those seen under three times left out; equal ones as in the list."""
    place = {code: at for at, code in enumerate(order)}
    seen = [code for code, number in figures.signs.items() if number >= FEWEST]
    return tuple(sorted(seen, key=lambda code: (-figures.signs[code], place.get(code, len(place)), code))[:MOST_SIGNS])


def year_before(span: Span) -> Span:
    """Return the days of the year before that stand beside a 年度, or beside as much of it as has passed."""
    first, last = span.first, span.last
    return Span(first.replace(year=first.year - 1), months_later(last, -12))


def _watched(month: str, figures: Figures) -> dict[str, Told]:
    """Those under watch, and their two parts."""
    part = (month,) if month else ()
    return told(
        [
            Cell(of(CONFIRMED, *part), "people", "watched", figures.confirmed_under_watch),
            Cell(of(UNSEEN, *part), "people", "watched", figures.not_confirmed),
            Cell(of(WATCHED, *part), "watched", "people", figures.under_watch),
        ]
    )


def _visits(year: YearFigures) -> list[Cell]:
    """Visits by month and by method: one sum, parted in two ways."""
    visits = year.whole.visits
    cells = [Cell(of(VISITS, month), "visits", "sum", one.visits.total) for month, one in year.months.items()]
    cells.append(Cell(VISITS, "sum", "again", visits.total) if cells else Cell(VISITS, "visits", "again", visits.total))
    return cells + [Cell(of(VISITS, method), "again", "visits", visits.by_method[method]) for method in Method]


def _list(name: str, total: int, parts: Mapping[str, int]) -> dict[str, Told]:
    cells = [Cell(of(name, code), "parts", "sum", number) for code, number in parts.items()]
    return told([*cells, Cell(name, "sum", "parts", total)])


def _numbers(counted: Mapping[str, int], listed: Iterable[str]) -> dict[str, int]:
    return dict.fromkeys(listed, 0) | dict(counted)
