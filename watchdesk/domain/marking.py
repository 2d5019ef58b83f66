"""Marking: where in a text the words of a query stand, however they are written there."""

from watchdesk.domain.folding import fold

Span = tuple[int, int]
"""First place, and the place behind the last."""

_LONGER = 3
"""A word stands in at most so many times its letters: hyphens, blanks, half-width marks."""


def marked(text: str, query: str) -> tuple[Span, ...]:
    """Return the places of the query's words in a text, each word's first, in order and without overlaps.

    A word is found as the search finds it (contract §3): たかはし in タカハシ, 髙橋 by 高橋, 0612 in 06-12.
    """
    found = sorted(span for word in query.split() if (span := _place(text, fold(word))) is not None)
    joined: list[Span] = []
    for start, end in found:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _place(text: str, key: str) -> Span | None:
    if not key or key not in fold(text):
        return None
    room = _LONGER * len(key) + _LONGER
    begun = (start for start in range(len(text)) if fold(text[start : start + room]).startswith(key))
    start = next((start for start in begun if fold(text[start])), None)
    if start is None:
        return None
    ends = range(start + 1, min(len(text), start + room) + 1)
    return next(((start, end) for end in ends if fold(text[start:end]).startswith(key)), None)
