"""A remark that stands while its month is corrected: which of its sentences the figures bear out no longer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from watchdesk.domain.counted import Counted, PartWords, Said, parts, wholes
from watchdesk.domain.folding import half_width
from watchdesk.domain.proposals import sentences
from watchdesk.domain.summary import Figures

Rules = Sequence[tuple[str, ...]]
"""The sentences of each rule, in the order of the rules."""
Numbers = frozenset[tuple[str, str]]
"""Numbers with their units: (“15”, “名”)."""

_COUNT = re.compile(r"(?<![月\d.])(\d[\d,]*(?:\.\d+)?)(名|件|回|日|%)")
"""A number that counts something; the day of a date does not."""
_DIGITS = re.compile(r"\d[\d,.]*")
_SENTENCE = re.compile(r"[^。]*。|[^。]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A sentence whose numbers are others by now; ``instead``: what its rule says now, "" nothing, None: no rule's."""

    sentence: str = field(repr=False)
    instead: str | None = field(default=None, repr=False)


def stale(written: str, before: Rules, now: Rules, gone: Numbers) -> tuple[Stale, ...]:
    """Return the sentences of a text that no longer agree with the month.

    ``before`` and ``now``: what the rules said of the issue, and say today. ``gone``: numbers that stood among the
    issue's figures and stand no longer among today's.
    """
    found = (_judged(sentence.strip(), before, now, gone) for sentence in sentences(written))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _judged(sentence: str, before: Rules, now: Rules, gone: Numbers) -> Stale | None:
    said = [one for rule in now for one in rule]
    if sentence in said:
        return None
    shape = _shape(sentence)
    for one in said:
        if _shape(one) == shape:
            return Stale(sentence=sentence, instead=one)
    for old, new in zip(before, now, strict=True):
        if sentence in old:
            place = old.index(sentence)
            return Stale(sentence=sentence, instead=new[place] if place < len(new) else "")
    return Stale(sentence=sentence) if counts_in(sentence) & gone else None


def counts_in(text: str) -> Numbers:
    """Return the numbers that count something in a text."""
    return frozenset((number.replace(",", ""), unit) for number, unit in _COUNT.findall(half_width(text)))


def counts_of(figures: Figures) -> Numbers:
    """Return all numbers of a month's figures and their parts, with their units."""
    said = Said(figures=figures)
    found: list[Counted] = list(wholes())
    for counted in found:
        found += parts(counted, [said], PartWords())
    numbers = {(str(said.number(counted) or 0), counted.unit) for counted in found}
    rate = f"{figures.confirm_rate:.1f}" if figures.confirm_rate is not None else "0"
    return frozenset(numbers | {(rate, "%")})


def rewritten(text: str, one: Stale) -> str:
    """Return a text with a sentence as its rule says it now; lines and all other sentences stay as they are."""
    return "".join(_told_now(part, one) for part in _SENTENCE.findall(text))


def stands(text: str, one: Stale) -> bool:
    """Whether a text has the sentence, and not only another one that ends with it."""
    return one.sentence in (part.strip() for part in sentences(text))


def _told_now(part: str, one: Stale) -> str:
    bare = part.strip()
    if f"{bare.removesuffix('。')}。" != one.sentence:
        return part
    before, after = part.split(bare)
    return f"{before}{one.instead or ''}{after}"


def _shape(sentence: str) -> str:
    return _DIGITS.sub("#", half_width(sentence))
