"""Behind the figures of 年間のまとめ: which figure of which days each number of the sheet is."""

from collections.abc import Mapping

from watchdesk.domain import annual
from watchdesk.domain.behind import Figure
from watchdesk.domain.counted import PARTICIPANTS, Counted, Cut
from watchdesk.domain.month import Month
from watchdesk.domain.paper_line import RecordKind

THIS, BEFORE, CHANGE = range(3)
"""The columns of the sheet: this year, the year before, and by how much they differ."""

RATE = "rate"
"""The key of 安否確認率; behind it are those confirmed, the upper of its two numbers."""

_FIGURES: Mapping[str, Figure] = {
    annual.WATCHED: Figure.UNDER_WATCH,
    annual.CONFIRMED: Figure.CONFIRMED,
    RATE: Figure.CONFIRMED,
    annual.UNSEEN: Figure.NOT_CONFIRMED,
    annual.VISITS: Figure.VISITS,
    annual.VISITED: Figure.VISITED,
    annual.CONSULTATIONS: Figure.CONSULTATIONS,
    annual.REFERRALS: Figure.REFERRALS,
    annual.ACTIVITIES: Figure.ACTIVITIES,
    annual.PARTICIPANTS: Figure.ACTIVITIES,
    annual.SIGN: Figure.VISITS,
}
_CUTS: Mapping[str, Cut] = {
    annual.VISITS: Cut.METHOD,
    annual.CONSULTATIONS: Cut.CONTENT,
    annual.ACTIVITIES: Cut.KIND,
    annual.SIGN: Cut.SIGN,
}
_KINDS: Mapping[Figure, RecordKind] = {
    Figure.CONSULTATIONS: RecordKind.CONSULTATION,
    Figure.REFERRALS: RecordKind.REFERRAL,
    Figure.ACTIVITIES: RecordKind.ACTIVITY,
    Figure.VISITS: RecordKind.VISIT,
}


def has_records(key: str) -> bool:
    """Whether a number of the sheet (``annual.of``) has records of its own."""
    return key.partition("/")[0] in _FIGURES


def asked_of(key: str) -> tuple[Counted, Month | None]:
    """Return which figure a number of the sheet (``annual.of``) is, and of which month; None: of the whole year.

    Participants are what the activities add up to that tell how many came.
    """
    name, _, part = key.partition("/")
    figure = _FIGURES[name]
    if name == annual.PARTICIPANTS:
        return Counted(figure=figure, cut=Cut.AMOUNT, code=PARTICIPANTS), None
    if not part:
        return Counted(figure=figure), None
    if part[:1].isdigit():
        return Counted(figure=figure), Month.parse(part)
    return Counted(figure=figure, cut=_CUTS[name], code=part), None


def kind_of(figure: Figure) -> RecordKind:
    """Return what a figure of the sheet is made of."""
    return _KINDS.get(figure, RecordKind.PERSON)


def place_key(place: int, places: int, key: str) -> str:
    """Return the key of a number where the sheet is of several places: ``2:visits``; of one place it is ``visits``."""
    return f"{place}:{key}" if places > 1 else key


def of_place(key: str) -> tuple[int, str]:
    """Return to which place (from 0) a number belongs, and its key there."""
    place, colon, rest = key.partition(":")
    return (int(place), rest) if colon and place.isdigit() else (0, key)
