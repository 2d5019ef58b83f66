"""Behind the figures of 年間のまとめ: the lines shown of a year, and which figure of which days each is."""

from collections.abc import Mapping
from dataclasses import dataclass

from watchdesk.domain import annual
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import Counted, Cut
from watchdesk.domain.month import Month

_FIGURES: Mapping[str, Figure] = {
    annual.WATCHED: Figure.UNDER_WATCH,
    annual.VISITS: Figure.VISITS,
    annual.VISITED: Figure.VISITED,
    annual.CONSULTATIONS: Figure.CONSULTATIONS,
    annual.REFERRALS: Figure.REFERRALS,
    annual.ACTIVITIES: Figure.ACTIVITIES,
    annual.SIGN: Figure.VISITS,
}
_CUTS: Mapping[str, Cut] = {
    annual.VISITS: Cut.METHOD,
    annual.CONSULTATIONS: Cut.CONTENT,
    annual.ACTIVITIES: Cut.KIND,
    annual.SIGN: Cut.SIGN,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A figure of the year as the paper tells it; ``part_of`` is the key of the figure it is a part of.

    ``opens``: it has records of its own. ``kept``: it stands on the paper as something else than its number.
    """

    key: str
    title: str
    cells: tuple[str, ...]
    about: str
    part_of: str = ""
    opens: bool = True
    kept: bool = False


def has_records(key: str) -> bool:
    """Whether a number of the sheet (``annual.of``) has records of its own; a rate and participants have none."""
    return key.partition("/")[0] in _FIGURES


def asked_of(key: str) -> tuple[Counted, Month | None]:
    """Return which figure a number of the sheet (``annual.of``) is, and of which month; None: of the whole year."""
    name, _, part = key.partition("/")
    figure = _FIGURES[name]
    if not part:
        return Counted(figure=figure), None
    if part[:1].isdigit():
        return Counted(figure=figure), Month.parse(part)
    return Counted(figure=figure, cut=_CUTS[name], code=part), None
