"""Names and their readings: kana put in one form, a name split at its space, readings in dictionary order."""

import re
import unicodedata

_ROWS = (
    "アカサタナハマヤラワ",
    "イキシチニヒミリヰ",
    "ウクスツヌフムユル",
    "エケセテネヘメレヱ",
    "オコソトノホモヨロヲ",
)
VOWEL_OF = {letter: row[0] for row in _ROWS for letter in row}
"""Large unvoiced katakana → the vowel it ends in; ン has none."""

LARGE_OF = dict(zip("ァィゥェォッャュョヮヵヶ", "アイウエオツヤユヨワカケ", strict=True))
"""Small katakana → the large one."""

TO_KATAKANA = {code: code + 0x60 for code in (*range(0x3041, 0x3097), 0x309D, 0x309E)}
"""Hiragana → katakana, a table for ``str.translate``."""

TO_HIRAGANA = {katakana: hiragana for hiragana, katakana in TO_KATAKANA.items()}
"""Katakana → hiragana; ヷヸヹヺ have no hiragana."""

_HALF_WIDTH = re.compile("[\uff61-\uff9f]+")
_MARKED = re.compile("([\u3041-\u3096\u309d\u30a1-\u30fd])([\u3099\u309a])")
_SPACED_MARKED = re.compile("([\u3041-\u3096\u309d\u30a1-\u30fd])([\u309b\u309c])")
_KANA = re.compile("[\u3041-\u309f\u30a1-\u30ff\uff65-\uff9f\\s]+")
_COMBINING = {"\u309b": "\u3099", "\u309c": "\u309a"}
_VOICE = {"\u3099": "1", "\u309a": "2"}


def compose_kana(text: str) -> str:
    """か + U+3099 or U+309A made one letter; every other code point stays as it is (contract §3)."""
    return _MARKED.sub(lambda pair: unicodedata.normalize("NFC", pair[0]), text)


def full_width_kana(text: str) -> str:
    """Half-width kana made full-width with their marks; nothing else changes."""
    return _HALF_WIDTH.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text)


def katakana(text: str) -> str:
    """A reading in form: full-width katakana, marks composed, one half-width space between words.

    Letters that are not kana stay, so that nothing is lost.
    """
    joined = _SPACED_MARKED.sub(_compose_spaced, compose_kana(full_width_kana(text)))
    return " ".join(joined.translate(TO_KATAKANA).split())


def hiragana(text: str) -> str:
    """The same reading in hiragana, for ふりがな."""
    return katakana(text).translate(TO_HIRAGANA)


def is_kana(text: str) -> bool:
    """Whether there is something and all of it is kana of any width, with ー, ・ and spaces."""
    return bool(text.strip()) and _KANA.fullmatch(text) is not None


def split_name(text: str) -> tuple[str, str | None]:
    """氏 and 名, split at the first run of spaces of any width; without one the name stays whole (contract §3).

    Code points stay as they are; only kana with a combining mark are composed.
    """
    family, *given = compose_kana(text).strip().split(maxsplit=1)[:2] or [""]
    return family, given[0] if given else None


def sort_key(kana: str) -> str:
    """Key for dictionary order 五十音順, word by word: 清音 < 濁音 < 半濁音, then ー < small < large.

    Words are compared whole, so that one family stays together whatever the given names are.
    """
    return "\0".join(_word_key(word) for word in katakana(kana).split(" "))


def _compose_spaced(pair: re.Match[str]) -> str:
    """カ + ゛ as old systems write it; a letter that takes no mark keeps it beside."""
    composed = unicodedata.normalize("NFC", pair[1] + _COMBINING[pair[2]])
    return composed if len(composed) == 1 else pair[0]


def _word_key(word: str) -> str:
    letters: list[str] = []
    voices: list[str] = []
    sizes: list[str] = []
    for letter in unicodedata.normalize("NFD", word):
        if letter in _VOICE and voices:
            voices[-1] = _VOICE[letter]
            continue
        base, size = _place(letter, letters[-1] if letters else "")
        letters.append(base)
        voices.append("0")
        sizes.append(size)
    return "\0".join("".join(part) for part in (letters, voices, sizes))


def _place(letter: str, before: str) -> tuple[str, str]:
    """Where a letter stands in the order: its large letter, and 0 for ー, 1 small, 2 repeated, 3 large."""
    if letter == "ー":
        return VOWEL_OF.get(before, before), "0"
    if letter in LARGE_OF:
        return LARGE_OF[letter], "1"
    if letter == "ヽ":
        return before, "2"
    return letter, "3"
