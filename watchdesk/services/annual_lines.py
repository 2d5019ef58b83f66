"""年間のまとめ on the screen: its figures line by line as the paper tells them, and what each of them is made of."""

from collections.abc import Sequence
from dataclasses import replace

from watchdesk.domain import annual
from watchdesk.domain.annual import of
from watchdesk.domain.annual_behind import YearLine, asked_of, has_records
from watchdesk.domain.counted import Counted
from watchdesk.domain.definitions import ANNUAL, of_counted
from watchdesk.domain.made_of import ids_of, is_made_of, people
from watchdesk.domain.summary import Roll, Span, VisitCounts, members
from watchdesk.domain.words import Method
from watchdesk.reports.annual import AnnualPlace
from watchdesk.reports.annual_parts import rate_words, words
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts
from watchdesk.store.store import Connection


def year_lines(place: AnnualPlace) -> tuple[YearLine, ...]:
    """Return the lines of a place's pages: each figure, and behind it its parts."""
    found: list[YearLine] = []
    for key, (title, unit, about) in ANNUAL.items():
        if key == "rate":
            found.append(YearLine(key=key, title=title, cells=(rate_words(place.this),), about=about, opens=False))
        else:
            found.append(_line(place, key, title, unit, about))
            found += [_part(place, part, label, unit, key) for part, label in _parts(place, key)]
    return tuple(found)


def _parts(place: AnnualPlace, key: str) -> Sequence[tuple[str, str]]:
    """The keys and words of a figure's parts, as the paper lists them."""
    if key == annual.VISITS:
        signs = [(of(annual.SIGN, code), f"気づき：{label}") for code, label in place.signs]
        return [*((of(key, method.value), f"方法：{method.label}") for method in Method), *signs]
    listed = {annual.CONSULTATIONS: place.contents, annual.ACTIVITIES: place.kinds}.get(key, ())
    return [(of(key, code), label) for code, label in listed]


def _part(place: AnnualPlace, key: str, label: str, unit: str, whole: str) -> YearLine:
    told = of_counted(replace(asked_of(key)[0], label=label.rpartition("：")[2]))
    return replace(_line(place, key, label, unit, told), part_of=whole)


def _line(place: AnnualPlace, key: str, title: str, unit: str, about: str) -> YearLine:
    this = place.this[key]
    opens, kept = has_records(key), this.kept is not None
    return YearLine(key=key, title=title, cells=(words(this, unit),), about=about, opens=opens, kept=kept)


def ids_behind(connection: Connection, counted: Counted, span: Span, area: str | None) -> tuple[str, ...]:
    """Return the ids of exactly the people, visits or records that a figure of a span counts; ``area`` None: all."""
    figure = counted.figure
    if figure.is_of_work:
        return ids_of(counted, work_counts.during(connection, span).within(span.first, span.last, area))
    if figure.is_of_visits:
        lines = visit_questions.lines(connection, visit_questions.within(span, area))
        return tuple(line.id for line in lines if is_made_of(counted, line, ()))
    found = visit_questions.counts(connection, span)
    seen = found.get(None, VisitCounts()).confirmed
    who = members(span, area, Roll(people_questions.watches(connection)), seen)
    return people(counted, who, found.get(area, VisitCounts()))
