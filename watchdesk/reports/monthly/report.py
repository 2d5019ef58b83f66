"""The monthly report 月報: figures on the first two pages, then people, then visit details (contract §6)."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from watchdesk.domain.definitions import MONTH
from watchdesk.domain.era import show_month
from watchdesk.reports.explained import draw_explained
from watchdesk.reports.monthly.breakdown import draw_breakdown
from watchdesk.reports.monthly.cover import TITLE, draw_cover, foot, head_of_figures
from watchdesk.reports.monthly.differences import draw_differences
from watchdesk.reports.monthly.facts import MonthlyFacts
from watchdesk.reports.monthly.people import draw_people
from watchdesk.reports.monthly.visits import draw_visits
from watchdesk.reports.monthly.ward import draw_areas
from watchdesk.reports.numbered import NumberedFacts
from watchdesk.reports.page import Document, Drawn, Progress, Step

KEY = "monthly"

__all__ = ["KEY", "TITLE", "draw", "draw_all", "texts"]


def draw(
    facts: MonthlyFacts,
    target: Path | BinaryIO,
    progress: Progress | None = None,
    *,
    statistics_only: bool = False,
    copy: NumberedFacts | None = None,
) -> Drawn:
    """Draw an area's month and write it to ``target``; ``statistics_only``: the pages without names.

    Reads nothing: the same facts give the same bytes. ``progress`` is told rows drawn and rows in all. ``copy``: which
    copy 写し its pages with names are.
    """
    document = _document(facts, copy)
    if not _draw_part(document, facts, _steps([facts], progress), copy, statistics_only=statistics_only):
        _explain(document, facts)
    return document.finish(target)


def draw_all(
    parts: Sequence[MonthlyFacts],
    ward: MonthlyFacts,
    target: Path | BinaryIO,
    progress: Progress | None = None,
    *,
    statistics_only: bool = False,
    copy: NumberedFacts | None = None,
) -> Drawn:
    """Draw the ward's totals, the areas side by side, then a part an area, as one document with one page numbering."""
    document = _document(ward, copy)
    step = _steps(parts, progress)
    explained = _draw_part(document, ward, step, None, statistics_only=True)
    draw_areas(document, ward, parts)
    if not explained:
        _explain(document, ward)
    for facts in parts:
        document.figures_of(facts.area)
        _draw_part(document, facts, step, copy, statistics_only=statistics_only)
    return document.finish(target)


def texts(facts: MonthlyFacts) -> Iterator[tuple[str, str]]:
    """All that people have written in the facts as ``(where, text)``, for ``typesetter.check`` before printing."""
    yield from (("特記事項", facts.remarks), ("作成者", facts.coordinator), ("作成者", facts.office))
    yield from (("あて先", receiver) for receiver in facts.receivers)
    yield from (("訂正のわけ", why.reason) for why in facts.whys)
    named = facts.changes.rows if facts.changes else ()
    moved = (*facts.differences, *(one for person in named for one in person.moved))
    yield from (("訂正の内容", f"{one.what} {one.before} {one.after}") for one in moved)
    yield from (("訂正の内容", person.name) for person in named)
    for number, person in enumerate(facts.people.rows if facts.people else (), 1):
        yield f"{number}番の方の氏名", person.name
        yield f"{number}番の方の住所", person.address
        yield f"{number}番の方の備考", f"{person.criteria}{person.remark}"
    for visit in facts.visits.rows if facts.visits else ():
        where = f"{visit.day.month}月{visit.day.day}日の記録"
        yield f"{where}の氏名", visit.name
        yield f"{where}の訪問者", visit.visitor
        yield where, " / ".join(visit.signs) + visit.note


def _document(facts: MonthlyFacts, copy: NumberedFacts | None) -> Document:
    title = f"{TITLE} {show_month(facts.month)}分 {facts.place}"
    author, mark = facts.coordinator or facts.office, copy.watermark if copy is not None else ""
    return Document(title=title, author=author, day=facts.printed_on, watermark=mark)


def _draw_part(
    document: Document, facts: MonthlyFacts, step: Step, copy: NumberedFacts | None, *, statistics_only: bool
) -> bool:
    """Return whether any of its pages had room for what its figures count."""
    draw_cover(document, facts)
    draw_breakdown(document, facts)
    explained = draw_explained(document, MONTH)
    if facts.differences:
        draw_differences(document, facts, copy, statistics_only=statistics_only)
        explained = explained or draw_explained(document, MONTH)
    if statistics_only:
        return explained
    if facts.people is not None:
        draw_people(document, facts, facts.people, step, foot(facts, copy))
        explained = explained or draw_explained(document, MONTH)
    if facts.visits is not None and (facts.visits.rows or facts.people is None):
        draw_visits(document, facts, facts.visits, step, foot(facts, copy))
        explained = explained or draw_explained(document, MONTH)
    return explained


def _explain(document: Document, facts: MonthlyFacts) -> None:
    """What the figures count, on a page of its own where no other has room: it is never left out."""
    draw_explained(document, MONTH, lambda: document.new_page(foot(facts), head_of_figures(facts)))


def _steps(parts: Sequence[MonthlyFacts], progress: Progress | None) -> Step:
    """Turn “so many more rows” into “done, of”."""
    total = sum(facts.people.provided if facts.people else 0 for facts in parts)
    total += sum(facts.visits.provided if facts.visits else 0 for facts in parts)
    done = 0

    def step(rows: int) -> None:
        nonlocal done
        done = min(done + rows, total)
        if progress:
            progress(done, total)

    return step
