"""Hits: what a search over all rooms finds, where it was found, and the best first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from watchdesk.domain.consultation import UNNAMED, ConsultationLine
from watchdesk.domain.era import show_day_short
from watchdesk.domain.folding import fold, fold_voiceless, half_width
from watchdesk.domain.referral import ReferralLine
from watchdesk.domain.words import Word
from watchdesk.store.search import Known, NoteHit, Part

AROUND = 20
"""Characters of a text shown on either side of what was found."""

WHOLE, BEGINNING, INSIDE, ELSEWHERE, VOICELESS = 100, 80, 60, 40, 20
"""How well a word fits: the whole name, its beginning, inside it, anything else known, only without 濁点."""

IN_A_NOTE = 30
AS_WRITTEN = 5
"""Added where the word stands just so, 4-5-14 in an address and not in a phone."""
BY_ITSELF = 3
"""Added where a number stands by itself, 603 in 見本マンション 603号室 and not in 06-6038-0001."""


class HitKind(Word):
    """What was found."""

    PERSON = "person", "要援護者"
    PARTNER = "partner", "関係者"
    VISIT = "visit", "訪問記録"
    CONSULTATION = "consultation", "相談"
    REFERRAL = "referral", "つなぎ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One find. ``person_id`` is whom it leads to (None for a partner); ``where`` says where: 電話, 記録 11月2日.

    ``snippet`` is the text around what was found, "" where it is the name itself. ``score`` grows with the fit.
    """

    kind: HitKind
    id: str
    person_id: str | None
    name: str = field(repr=False)
    kana: str | None = field(repr=False)
    area: str
    where: str
    snippet: str = field(repr=False)
    score: int
    on: date | None = None


Words = tuple[tuple[str, str, str], ...]
"""A query's words: folded, without 濁点, as written in half width."""


def words_of(query: str) -> Words:
    """Return each word of a query by its keys."""
    return tuple((fold(word), fold_voiceless(word), half_width(word)) for word in query.split() if fold(word))


def fits(known: Known, words: Words) -> bool:
    """Whether somebody fits every word."""
    return all(word in known.all or (bare and bare in known.voiceless) for word, bare, _ in words)


def score(known: Known, words: Words) -> int:
    """Return how well somebody who fits does so: as well as the word that fits least."""
    return min(_word_score(known, word, bare) for word, bare, _ in words)


def _word_score(known: Known, word: str, bare: str) -> int:
    if word in known.names:
        return WHOLE
    if any(name.startswith(word) for name in known.names):
        return BEGINNING
    if any(word in name for name in known.names):
        return INSIDE
    if word in known.rest:
        return ELSEWHERE
    return VOICELESS if bare and bare in known.voiceless else 0


def hit_of(kind: HitKind, known: Known, words: Words) -> Hit:
    """Return the find of somebody who fits, with the place of the word that fits least."""
    scores = [_word_score(known, word, bare) for word, bare, _ in words]
    least = min(scores)
    word, _, written = words[scores.index(least)]
    where, snippet, more = "氏名", "", 0
    if least == ELSEWHERE:
        part = _part(known.parts, word, written)
        where, snippet = part.title, around(part.text, written)
        more = _fit(part, written)
    elif not (known.names[0:1] and word in known.names[0]) and known.kana:
        where = "ふりがな"
    return Hit(
        kind=kind,
        id=known.id,
        person_id=known.id if kind is HitKind.PERSON else None,
        name=known.name,
        kana=known.kana,
        area=known.area,
        where=where,
        snippet=snippet,
        score=least + more,
    )


def _part(parts: tuple[Part, ...], word: str, written: str) -> Part:
    return max((part for part in parts if word in part.folded), key=lambda part: _fit(part, written))


def _fit(part: Part, written: str) -> int:
    """How well a text in which a word was found shows it as it was written."""
    text = half_width(part.text)
    alone = written.isdecimal() and re.search(rf"(?<!\d){written}(?!\d)", text)
    return (AS_WRITTEN if written in text else 0) + (BY_ITSELF if alone else 0)


def visit_hits(found: Iterable[NoteHit], names: dict[str, Known], query: str, today: date) -> Iterator[Hit]:
    """Yield the finds in notes of visits, under the names of their people."""
    for hit in found:
        known = names.get(hit.person_id)
        if known is not None:
            yield Hit(
                kind=HitKind.VISIT,
                id=hit.id,
                person_id=hit.person_id,
                name=known.name,
                kana=known.kana,
                area=known.area,
                where=f"記録 {_day(hit.on, today)}",
                snippet=around(hit.note, query),
                score=IN_A_NOTE,
                on=hit.on,
            )


def case_hits(lines: Iterable[ConsultationLine], query: str, today: date) -> Iterator[Hit]:
    """Yield the consultations whose words hold every word, under the name of whom they are about."""
    wanted = tuple(filter(None, map(fold, query.split())))
    for line in lines:
        told = "　".join(text for text in (line.said, line.outcome) if text)
        folded = fold("\n".join(text for text in (told, line.name, line.kana) if text))
        if wanted and all(word in folded for word in wanted):
            yield Hit(
                kind=HitKind.CONSULTATION,
                id=line.id,
                person_id=line.person_id,
                name=line.name or UNNAMED,
                kana=line.kana,
                area=line.area,
                where=f"{line.state.label} {_day(line.opened_on, today)}",
                snippet=around(told, query),
                score=IN_A_NOTE,
                on=line.opened_on,
            )


def referral_hits(lines: Iterable[ReferralLine], query: str, today: date) -> Iterator[Hit]:
    """Yield the つなぎ whose words hold every word, under the name of whom they are about."""
    wanted = tuple(filter(None, map(fold, query.split())))
    for line in lines:
        told = "　".join(text for text in (line.body, line.reason, line.wanted, line.answer) if text)
        folded = fold("\n".join(text for text in (told, line.name, line.kana) if text))
        if wanted and all(word in folded for word in wanted):
            on = line.sent_on or line.made_on
            yield Hit(
                kind=HitKind.REFERRAL,
                id=line.id,
                person_id=line.person_id,
                name=line.name or UNNAMED,
                kana=line.kana,
                area=line.area,
                where=f"{line.state.label} {_day(on, today)}" if on is not None else line.state.label,
                snippet=around(told, query),
                score=IN_A_NOTE,
                on=on,
            )


def _day(on: date, today: date) -> str:
    return f"{on.month}月{on.day}日" if on.year == today.year else show_day_short(on)


def written_otherwise(name: str, query: str) -> int:
    """Count the words of a query that stand in a name only in another way of writing: 濱田 for 浜田."""
    return sum(word not in name for word in query.split())


def best_first(hits: Iterable[Hit], query: str) -> tuple[Hit, ...]:
    """Return the finds by their fit, then people before partners, the newest visit first, then by reading.

    Of names that fit alike, those written as they were asked for come first.
    """
    order = list(HitKind)

    def place(hit: Hit) -> tuple[int, int, int, int, str, str]:
        newest = -hit.on.toordinal() if hit.on else 0
        otherwise = written_otherwise(hit.name, query)
        return -hit.score, order.index(hit.kind), newest, otherwise, hit.kana or "￿", hit.name

    return tuple(sorted(hits, key=place))


def around(text: str, query: str) -> str:
    """The part of a text around what was found, however it is written there."""
    wanted = fold(query.split(maxsplit=1)[0])
    at = next((start for start in range(len(text)) if fold(text[start : start + AROUND]).startswith(wanted)), 0)
    before, after = max(0, at - AROUND), at + len(query) + AROUND
    return f"{'…' if before else ''}{text[before:after]}{'…' if after < len(text) else ''}".replace("\n", " ")
