"""What an attempt to see someone can be in the demo, and how often: alone, or in chains until the person is found."""

from collections.abc import Sequence
from enum import StrEnum, auto
from typing import NamedTuple

from watchdesk.domain.words import Method, Result
from watchdesk.services.demo.words import urn


class Scene(StrEnum):
    """What a note is about."""

    MET = auto()
    INTERCOM = auto()
    PHONE = auto()
    GREETING = auto()
    CONFIRMED = auto()
    ABSENT = auto()
    NO_ANSWER = auto()
    OUTSIDE = auto()
    POSTING = auto()
    DECLINED = auto()
    AGAIN = auto()
    CONSENT = auto()


class Attempt(NamedTuple):
    """How an attempt goes. ``firm``: others hang on it, so it is never voided."""

    method: Method
    result: Result
    scene: Scene
    firm: bool = False


_M, _R, _S = Method, Result, Scene

_REACHED = [
    (Attempt(_M.VISIT, _R.MET, _S.MET), 50),
    (Attempt(_M.INTERCOM, _R.MET, _S.INTERCOM), 15),
    (Attempt(_M.PHONE, _R.MET, _S.PHONE), 13),
    (Attempt(_M.GREETING, _R.MET, _S.GREETING), 9),
    (Attempt(_M.VISIT, _R.CONFIRMED, _S.CONFIRMED), 5),
    (Attempt(_M.PHONE, _R.CONFIRMED, _S.CONFIRMED), 3),
    (Attempt(_M.INTERCOM, _R.CONFIRMED, _S.CONFIRMED), 2),
    (Attempt(_M.GREETING, _R.CONFIRMED, _S.CONFIRMED), 2),
    (Attempt(_M.OUTSIDE, _R.CONFIRMED, _S.CONFIRMED), 1),
    (Attempt(_M.POSTING, _R.CONFIRMED, _S.CONFIRMED), 1),
]
_ABSENT = [
    (Attempt(_M.VISIT, _R.ABSENT, _S.ABSENT), 12),
    (Attempt(_M.INTERCOM, _R.ABSENT, _S.ABSENT), 5),
    (Attempt(_M.PHONE, _R.ABSENT, _S.ABSENT), 3),
]
_UNANSWERED = [
    (Attempt(_M.VISIT, _R.NO_ANSWER, _S.NO_ANSWER), 5),
    (Attempt(_M.INTERCOM, _R.NO_ANSWER, _S.NO_ANSWER), 2),
    (Attempt(_M.PHONE, _R.NO_ANSWER, _S.NO_ANSWER), 2),
]
_FROM_OUTSIDE = [
    (Attempt(_M.OUTSIDE, _R.OUTSIDE_ONLY, _S.OUTSIDE), 5),
    (Attempt(_M.POSTING, _R.OUTSIDE_ONLY, _S.POSTING), 5),
]
_DECLINED = [
    (Attempt(_M.VISIT, _R.DECLINED, _S.DECLINED), 5),
    (Attempt(_M.PHONE, _R.DECLINED, _S.DECLINED), 2),
    (Attempt(_M.INTERCOM, _R.DECLINED, _S.DECLINED), 2),
]
_FOUND_AGAIN = [
    (Attempt(_M.VISIT, _R.MET, _S.AGAIN, firm=True), 5),
    (Attempt(_M.PHONE, _R.MET, _S.AGAIN, firm=True), 4),
    (Attempt(_M.VISIT, _R.CONFIRMED, _S.CONFIRMED, firm=True), 2),
    (Attempt(_M.PHONE, _R.CONFIRMED, _S.CONFIRMED, firm=True), 1),
]
_ASKING = [
    (Attempt(_M.VISIT, _R.MET, _S.CONSENT), 6),
    (Attempt(_M.GREETING, _R.MET, _S.CONSENT), 3),
    (Attempt(_M.VISIT, _R.DECLINED, _S.DECLINED), 2),
    (Attempt(_M.POSTING, _R.OUTSIDE_ONLY, _S.POSTING), 3),
    (Attempt(_M.OUTSIDE, _R.OUTSIDE_ONLY, _S.OUTSIDE), 2),
    (Attempt(_M.VISIT, _R.ABSENT, _S.ABSENT), 2),
]

_KINDS = (_REACHED, _ABSENT, _UNANSWERED, _FROM_OUTSIDE, _DECLINED, _FOUND_AGAIN, _ASKING)

ATTEMPTS: tuple[Attempt, ...] = tuple(
    dict.fromkeys(kept for kind in _KINDS for attempt, _ in kind for kept in (attempt, attempt._replace(firm=True)))
)
"""Every attempt there is; a plan names them by their place."""


def _places(weighted: Sequence[tuple[Attempt, int]]) -> tuple[int, ...]:
    return urn((ATTEMPTS.index(attempt), weight) for attempt, weight in weighted)


def _firm(place: int) -> int:
    return ATTEMPTS.index(ATTEMPTS[place]._replace(firm=True))


REACHED, ABSENT, UNANSWERED, FROM_OUTSIDE, DECLINED, FOUND_AGAIN, ASKING = map(_places, _KINDS)
FIRM = tuple(map(_firm, range(len(ATTEMPTS))))

CHAINS = urn(
    [
        ((REACHED,), 805),
        ((ABSENT, FOUND_AGAIN), 50),
        ((ABSENT,), 45),
        ((FROM_OUTSIDE,), 65),
        ((DECLINED,), 13),
        ((UNANSWERED, FOUND_AGAIN), 9),
        ((UNANSWERED, ABSENT, FOUND_AGAIN), 2),
        ((ABSENT, ABSENT, FOUND_AGAIN), 8),
        ((ABSENT, ABSENT, ABSENT, FOUND_AGAIN), 3),
    ]
)
"""What one round brings: one attempt, or several within days until the person is found."""

ENDINGS_IN_TIME = urn([((), 92), ((FROM_OUTSIDE,), 4), ((ABSENT,), 3), ((ABSENT, ABSENT, ABSENT), 1)])
ENDINGS_OVERDUE = ((), (ABSENT, ABSENT, ABSENT), (ABSENT,), (UNANSWERED,), (), (FROM_OUTSIDE, ABSENT))
"""Attempts after the last confirmed contact; those of the overdue take turns."""

UNKNOWN_TIME = 24 * 60
"""Minute of the day of an attempt whose time nobody noted: such ones come last (contract §2.7)."""

LAST_MINUTE = 16 * 60 + 55

MINUTES = urn(
    [
        *((minute, 3) for minute in range(9 * 60, 10 * 60, 5)),
        *((minute, 6) for minute in range(10 * 60, 11 * 60 + 30, 5)),
        *((minute, 1) for minute in range(11 * 60 + 30, 13 * 60, 5)),
        *((minute, 6) for minute in range(13 * 60 + 15, 15 * 60 + 30, 5)),
        *((minute, 3) for minute in range(15 * 60 + 30, LAST_MINUTE + 1, 5)),
        (UNKNOWN_TIME, 30),
    ]
)
"""Minute of the day, between nine and five."""
