"""Passwords that can be told by phone 口で伝えられるパスワード, and phrases by which two people compare a key."""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

_ROWS: Final = {
    "k": "かきくけこ",
    "s": "さ　すせそ",
    "t": "た　　てと",
    "n": "なにぬねの",
    "h": "はひ　へほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "y": "や　ゆ　よ",
    "w": "わ　　　　",
    "g": "がぎぐげご",
    "z": "ざ　　ぜぞ",
    "d": "だ　　でど",
}
"""Syllables that are written in one way only: neither し nor つ, which some write si, tu. Neither ば nor ぱ, which
sound alike on the phone."""

SYLLABLES: Final = tuple(
    (f"{consonant}{vowel}", kana)
    for consonant, row in _ROWS.items()
    for vowel, kana in zip("aiueo", row, strict=True)
    if kana != "　"
)

DIGITS: Final = "23456789"
"""Neither 0, which is taken for o, nor 1, which is taken for l and sounds like 7."""

GROUPS: Final = 4
"""Groups of two syllables in a password."""

TAIL: Final = 6
"""Digits behind them."""

PHRASE_GROUPS: Final = 5

_UNWANTED: Final = frozenset({"hage", "sine", "kuso", "kuzu", "gomi", "dame", "hina", "same", "nero", "sini", "mero"})
"""Words that nobody wants to say or to hear on the phone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A text to type, and how it is said: kamo-sune-…-284753 is かも・すね・…・2 8 4 7 5 3."""

    text: str = field(repr=False)
    said: str = field(repr=False)


def new_password(choose: Callable[[int], int] = secrets.randbelow) -> Spoken:
    """Return a password to be told by phone and typed without Japanese input: over 60 bits, nothing looks alike.

    Excel's own window for the password takes no kana, so it is Latin letters that are said as kana.
    ``choose(n)`` gives a number below n; the system's secret ones unless a test counts.
    """
    pairs = list(_pairs(choose, GROUPS))
    digits = "".join(DIGITS[choose(len(DIGITS))] for _ in range(TAIL))
    text = "-".join((*("".join(written for written, _ in pair) for pair in pairs), digits))
    said = "・".join((*("".join(kana for _, kana in pair) for pair in pairs), " ".join(digits)))
    return Spoken(text=text, said=said)


def check_phrase(public_key: str) -> Spoken:
    """Return the phrase by which sender and receiver compare a public key aloud; the same key, the same phrase."""
    number = int.from_bytes(hashlib.sha256(b"watchdesk check phrase\0" + public_key.encode()).digest())

    def choose(below: int) -> int:
        nonlocal number
        number, chosen = divmod(number, below)
        return chosen

    pairs = list(_pairs(choose, PHRASE_GROUPS))
    return Spoken(
        text="-".join("".join(written for written, _ in pair) for pair in pairs),
        said="・".join("".join(kana for _, kana in pair) for pair in pairs),
    )


def same_phrase(one: str, other: str) -> bool:
    """Whether two phrases are the same, written in kana or in letters, with any signs between."""
    return bool(one) and _bare(one) == _bare(other)


def _bare(text: str) -> str:
    kana = {sign: written for written, sign in SYLLABLES}
    return "".join(kana.get(sign, sign) for sign in text.casefold() if sign.isalnum())


def _pairs(choose: Callable[[int], int], number: int) -> Iterator[Sequence[tuple[str, str]]]:
    found = 0
    while found < number:
        pair = [SYLLABLES[choose(len(SYLLABLES))] for _ in range(2)]
        if "".join(written for written, _ in pair) not in _UNWANTED:
            found += 1
            yield pair
