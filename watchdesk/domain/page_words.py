"""Where words stand on a page of print: in any width of letters and either kana, also where a line breaks in them."""

import unicodedata

from watchdesk.domain.folding import half_width, usual_kanji
from watchdesk.domain.kana import TO_HIRAGANA

Span = tuple[int, int]
"""First place, and the place behind the last."""

_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


class _Letters(dict[int, str]):
    """What stands for a letter when words are compared: none for a selector, a blank for every blank."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if any(code in selectors for selectors in _SELECTORS):
            letter = ""
        elif char.isspace():
            letter = " "
        else:
            same_width = unicodedata.normalize("NFKD", half_width(usual_kanji(char))).casefold()
            letter = usual_kanji(same_width.translate(TO_HIRAGANA))
        self[code] = letter
        return letter


_LETTERS = _Letters()


def word_places(text: str, sought: str) -> tuple[Span, ...]:
    """Return every place of the sought words, from the first to the last and without overlaps.

    Width, case, hiragana and katakana and the variants of a kanji are one; blanks and line ends count only between two
    Latin letters or digits, since elsewhere a line may break within a word. か is not found in が.
    """
    key, _ = _pieces(sought)
    if not key or key.replace(" ", "") not in text.translate(_LETTERS).replace(" ", ""):
        return ()
    letters, places = _pieces(text)
    return tuple((places[start], places[end - 1] + 1) for start, end in _found(letters, key))


def _found(letters: str, key: str) -> list[Span]:
    found: list[Span] = []
    start = letters.find(key)
    while start >= 0:
        end = start + len(key)
        whole = end == len(letters) or not unicodedata.combining(letters[end])
        if whole:
            found.append((start, end))
        start = letters.find(key, end if whole else start + 1)
    return found


def _pieces(text: str) -> tuple[str, list[int]]:
    """The letters that are compared, and the place of each in the text."""
    letters: list[str] = []
    places: list[int] = []
    apart = False
    for place, char in enumerate(text):
        for letter in _LETTERS[ord(char)]:
            if letter == " ":
                apart = True
                continue
            if apart and letters and _is_latin(letters[-1]) and _is_latin(letter):
                letters.append(" ")
                places.append(place - 1)
            apart = False
            letters.append(letter)
            places.append(place)
    return "".join(letters), places


def _is_latin(letter: str) -> bool:
    return letter.isascii() and letter.isalnum()
