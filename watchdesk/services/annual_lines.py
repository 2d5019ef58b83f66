"""年間のまとめ on the screen: its figures line by line as the paper tells them, and what each of them is made of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from watchdesk.domain import annual
from watchdesk.domain.annual import of
from watchdesk.domain.annual_behind import RATE, asked_of, has_records, place_key
from watchdesk.domain.counted import Counted
from watchdesk.domain.definitions import ANNUAL, RATE_OF_MONTH, of_counted
from watchdesk.domain.made_of import ids_of, is_made_of, people
from watchdesk.domain.month import Month
from watchdesk.domain.paper_line import UNKNOWN, PaperLine
from watchdesk.domain.small_cells import Kept, Told
from watchdesk.domain.summary import Roll, Span, VisitCounts, members
from watchdesk.domain.words import Method
from watchdesk.reports.annual import AnnualFacts, AnnualPlace
from watchdesk.reports.annual_parts import cells, rate_words, words
from watchdesk.store import people as people_questions
from watchdesk.store import visits as visit_questions
from watchdesk.store import work_counts
from watchdesk.store.store import Connection


def year_lines(facts: AnnualFacts) -> tuple[PaperLine, ...]:
    """Return every figure of the pages with its parts below it; of several places each below its place."""
    found: list[PaperLine] = []
    count = len(facts.places)
    for at, place in enumerate(facts.places):
        whose = ""
        if count > 1:
            whose = place_key(at, count, "")
            found.append(PaperLine(key=whose, title=place.place, cells=("", ""), about=place.place, opens=False))
        for line in _Lines(place, facts.months).all():
            above = place_key(at, count, line.part_of) if line.part_of else whose
            found.append(replace(line, key=place_key(at, count, line.key), part_of=above))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one place."""

    place: AnnualPlace
    months: Sequence[Month]

    def all(self) -> Iterator[PaperLine]:
        for key, (title, unit, about) in ANNUAL.items():
            if key == RATE:
                yield self._rate(title, about)
                yield from (self._rate_of(month) for month in self.months)
            else:
                told = cells(self.place.this, self.place.before, key, unit)
                yield replace(self._line(key, title, unit, about), cells=told)
                yield from self._parts(key, unit)

    def _parts(self, whole: str, unit: str) -> Iterator[PaperLine]:
        """A figure's parts: as the paper lists them, then month by month as far as it does."""
        for key, label in self._listed(whole):
            told = of_counted(replace(asked_of(key)[0], label=label.rpartition("：")[2]))
            yield replace(self._line(key, label, unit, told), part_of=whole)
        if whole in (annual.WATCHED, annual.VISITS):
            for month in self.months:
                yield from self._month(whole, month, unit)

    def _month(self, whole: str, month: Month, unit: str) -> Iterator[PaperLine]:
        """A month of a figure; of those watched, its two parts too where the picture shows them."""
        key = of(whole, month)
        yield replace(self._this(key, f"{month.number}月", unit), part_of=whole)
        parts = [of(name, month) for name in (annual.CONFIRMED, annual.UNSEEN)]
        if whole == annual.WATCHED and all(self.place.this[part].number is not None for part in parts):
            for part in parts:
                yield replace(self._this(part, asked_of(part)[0].figure.label, unit), part_of=key)

    def _listed(self, key: str) -> Sequence[tuple[str, str]]:
        """The keys and words of a figure's parts, as the paper lists them."""
        if key == annual.VISITS:
            signs = [(of(annual.SIGN, code), f"気づき：{label}") for code, label in self.place.signs]
            return [*((of(key, method.value), f"方法：{method.label}") for method in Method), *signs]
        listed = {annual.CONSULTATIONS: self.place.contents, annual.ACTIVITIES: self.place.kinds}.get(key, ())
        return [(of(key, code), label) for code, label in listed]

    def _line(self, key: str, title: str, unit: str, about: str) -> PaperLine:
        """A figure of this year and the one before."""
        this, before = self.place.this[key], self.place.before
        then = before.get(key, Told(0)) if before is not None else None
        return PaperLine(
            key=key,
            title=title,
            cells=(words(this, unit), words(then, unit) if then is not None else UNKNOWN),
            about=about,
            opens=has_records(key),
            kept=(this.kept, then.kept if then is not None else None),
        )

    def _this(self, key: str, title: str, unit: str) -> PaperLine:
        """A figure of a month, which stands on the paper of this year only."""
        this = self.place.this[key]
        about = of_counted(asked_of(key)[0])
        return PaperLine(key=key, title=title, cells=(words(this, unit), UNKNOWN), about=about, kept=(this.kept,))

    def _rate(self, title: str, about: str) -> PaperLine:
        this, before = self.place.this, self.place.before
        told = cells(this, before, RATE, "")
        kept = tuple(_rate_kept(one) for one in (this, before) if one is not None)
        then = _divided(before) if before is not None else ""
        parts = "、".join(filter(None, (_divided(this), then and f"前の年度は{then}")))
        return PaperLine(key=RATE, title=title, cells=told, about=_with(about, parts), kept=kept)

    def _rate_of(self, month: Month) -> PaperLine:
        this, key = self.place.this, of(RATE, month)
        about = _with(RATE_OF_MONTH, _divided(this, month))
        told, kept = (rate_words(this, month), UNKNOWN), (_rate_kept(this, month),)
        title = f"{month.number}月の安否確認率"
        return PaperLine(key=key, title=title, cells=told, about=about, part_of=RATE, kept=kept)


def _divided(told: annual.Numbers, *month: Month) -> str:
    """The two numbers of a rate that is told: those confirmed and those watched; empty of one kept back."""
    if annual.rate(told, *month) is None:
        return ""
    seen, unseen = (told[of(name, *month)].number or 0 for name in (annual.CONFIRMED, annual.UNSEEN))
    return f"{seen:,}名÷{seen + unseen:,}名"


def _with(about: str, parts: str) -> str:
    return f"{about}（{parts}）" if parts else about


def _rate_kept(told: annual.Numbers, *month: Month) -> Kept | None:
    """A rate is not told where it would tell of one or two."""
    is_told = annual.rate(told, *month) is not None
    return None if is_told or not told[of(annual.WATCHED, *month)].number else Kept.BESIDE


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
