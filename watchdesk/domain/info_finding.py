"""Finding welfare information 福祉情報 while on the phone: every part of an item folded once, the best fit first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain.folding import fold, fold_voiceless
from watchdesk.domain.info_item import InfoItem, InfoLine, InfoState

WHOLE, BEGINNING, INSIDE, NAMED, ELSEWHERE, VOICELESS = 100, 80, 60, 50, 30, 10
"""How well a word fits: the whole title or tag, its beginning, inside it, whom it is for, anywhere, without 濁点."""

_ORDER = tuple(InfoState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """An item with its parts folded (contract §3): ``heads`` are title and tags, ``rest`` all that stands in it."""

    item: InfoItem
    heads: tuple[str, ...] = field(repr=False)
    target: str = field(repr=False)
    rest: str = field(repr=False)
    voiceless: str = field(repr=False)


def folded(item: InfoItem) -> Folded:
    """Return an item as it is looked through; each part is folded by itself, so that no word spans two."""
    parts = (item.target, item.body, item.phone, item.source, item.file_name)
    return Folded(
        item=item,
        heads=tuple(fold(text) for text in (item.title, *item.tags)),
        target=fold(item.target or ""),
        rest="\n".join(fold(text) for text in parts if text),
        voiceless="\n".join(fold_voiceless(text) for text in (item.title, *item.tags)),
    )


def found(items: Iterable[Folded], text: str, day: date) -> tuple[InfoLine, ...]:
    """Return the items in which every word of ``text`` stands, the best first; all of them where nothing is asked.

    What has expired or is put aside stands last, however well it fits.
    """
    words = [(fold(word), fold_voiceless(word)) for word in text.split() if fold(word)]
    lines = [
        InfoLine(item=one.item, state=one.item.state_on(day), score=score)
        for one in items
        if (score := _score(one, words)) is not None
    ]
    lines.sort(key=lambda line: (_ORDER.index(line.state), -line.score, line.item.title))
    return tuple(lines)


def _score(one: Folded, words: Sequence[tuple[str, str]]) -> int | None:
    """The fit of the word that fits least; None where one does not stand in it."""
    least = WHOLE
    for word, bare in words:
        score = _fit(one, word, bare)
        if score is None:
            return None
        least = min(least, score)
    return least if words else 0


def _fit(one: Folded, word: str, bare: str) -> int | None:
    if word in one.heads:
        return WHOLE
    if any(head.startswith(word) for head in one.heads):
        return BEGINNING
    if any(word in head for head in one.heads):
        return INSIDE
    if word in one.rest:
        return NAMED if word in one.target else ELSEWHERE
    return VOICELESS if bare and bare in one.voiceless else None
