"""Breaking Japanese text into lines by 禁則 (JIS X 4051): what may not begin or end a line, what may hang."""

import re
from bisect import bisect_right
from collections.abc import Callable, Container, Mapping
from itertools import accumulate

from watchdesk.reports.fonts import RAISED, SELECTORS

NEVER_FIRST = frozenset(
    "!'),.:;?]}、。，．・：；？！‼⁇⁈⁉゛゜ヽヾゝゞ々〻ー）〕］｝〉》」』】〙〗｠»›°′″℃％‰…―—‥‐–゠〜～’”〟"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ\u3099\u309a"
) | frozenset(map(chr, range(0x0300, 0x0370)))
"""Closing brackets and signs, small and lengthening kana, and marks that stand over the letter before them."""
NEVER_LAST = frozenset("([{（〔［｛〈《「『【〘〖｟«‹〝‘“￥＄£＠＃〒№")
HANGING = frozenset("、。，．")
"""These may stand just outside the right edge."""
_ROOM = ("号室", "号棟", *(f"{digit}号" for digit in "0123456789０１２３４５６７８９"))
PAIRS = frozenset({"……", "――", "‥‥", "——", *_ROOM})
"""What stays together: long signs, and the number of a room, whose last letter would stand alone on its line."""
SPACES = frozenset(" \u3000")
_NEVER_FIRST_OR_SELECTOR = NEVER_FIRST | SELECTORS | RAISED.keys()
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_WIDE = 0xFEE0
"""From a letter to its form in full width (全角), in which numbers are typed as well."""
_WORD = frozenset((*_LETTERS, *(chr(ord(letter) + _WIDE) for letter in _LETTERS), *"-_./:@%+&#'－"))
_WORDS = re.compile(f"[{re.escape(''.join(sorted(_WORD)))}]+")


def break_lines(text: str, limit: float, widths: Mapping[str, float], *, hanging: bool = True) -> list[str]:
    """Break a text into lines of at most ``limit`` (in the unit of ``widths``; a ``hanging`` 。or 、 comes on top).

    ``\\n`` always breaks. A line is never empty but where the text has an empty line; spaces at a break are dropped.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _break_paragraph(paragraph, limit, widths, HANGING if hanging else frozenset())
    return lines


def words(text: str) -> list[str]:
    """The words and numbers of a text, which stay whole on a line that has room for them."""
    return _WORDS.findall(text)


def _break_paragraph(text: str, limit: float, widths: Mapping[str, float], may_hang: frozenset[str]) -> list[str]:
    reach = [0.0, *accumulate(map(widths.__getitem__, text))]
    lines: list[str] = []
    start = 0
    while reach[-1] - reach[start] > limit:
        end = max(bisect_right(reach, reach[start] + limit) - 1, start + 1)
        inked = _after(text, start, SPACES)
        if inked >= end:
            start = inked  # an indent as long as a line is none
            continue
        end = _good_break(text, inked, end, may_hang)
        if end >= len(text):
            break
        lines.append(text[start:end].rstrip(" \u3000"))
        start = _after(text, end, SPACES)
    return [*lines, text[start:]] if start < len(text) or not lines else lines


def _good_break(text: str, start: int, end: int, may_hang: frozenset[str]) -> int:
    """The best place to break at or before ``end``, or one further where a 。or 、 hangs; always after ``start``."""
    if end < len(text) and text[end] in may_hang and (end + 1 == len(text) or _may_break(text, end + 1)):
        return end + 1
    for allowed in (_may_break, _may_split, _keeps_selector):
        found = _step_back(text, start, end, allowed)
        if found:
            return found
    return _after(text, end, SELECTORS)


def _step_back(text: str, start: int, end: int, allowed: Callable[[str, int], bool]) -> int:
    while end > start and not allowed(text, end):
        end -= 1
    return end if end > start else 0


def _may_break(text: str, at: int) -> bool:
    """Whether a line may end before ``text[at]``: 禁則, and words and numbers stay whole."""
    return _may_split(text, at) and not (
        at < len(text) and ((text[at] in _WORD and text[at - 1] in _WORD) or text[at - 1 : at + 1] in PAIRS)
    )


def _may_split(text: str, at: int) -> bool:
    """禁則 alone, for a word longer than the line; spaces at the break fall away, so their neighbours count."""
    first = _after(text, at, SPACES)
    last = at - 1
    while last > 0 and text[last] in SPACES:
        last -= 1
    return text[last] not in NEVER_LAST and (first >= len(text) or text[first] not in _NEVER_FIRST_OR_SELECTOR)


def _keeps_selector(text: str, at: int) -> bool:
    """The last resort, where a whole line is of signs that may not begin one."""
    return at >= len(text) or text[at] not in SELECTORS


def _after(text: str, at: int, these: Container[str]) -> int:
    while at < len(text) and text[at] in these:
        at += 1
    return at
