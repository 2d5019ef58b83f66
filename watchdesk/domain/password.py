"""パスワードの強さ in words: length first, and never what anybody would try."""

import unicodedata
from dataclasses import dataclass
from itertools import pairwise

SHORTEST = 8
"""Characters."""

_SHORTEST_OF_DIGITS = 12
"""A date of birth or a phone number is found out by trying."""

_GOOD, _VERY_GOOD = 12, 16

_TRIED_FIRST = """
    password passw0rd pass passcode qwerty asdfgh zxcvbn abc abcd admin administrator root user guest test welcome
    letmein login master iloveyou sunshine princess dragon monkey football baseball secret hello changeme default
    windows excel pasokon mimamori watchdesk coordinator osaka nishiku nishi japan nippon tokyo sakura himawari
    arigato fukushi chiiki kaikan shakyo kyogikai minsei tanaka suzuki sato yamamoto
    みまもり 見守り 見守りデスク おおさか 大阪 西区 にしく パスワード ぱすわーど ひみつ さくら ひまわり ありがとう
    社協 民生委員 地域会館
"""
"""Alone, or with digits and signs around them."""

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb", "1q2w3e4r5t6y7u8i9o0p")


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How good a password is: 0 refused, 1 short, 2 good, 3 very good, and a sentence that says so."""

    level: int
    sentence: str


def password_words(password: str, names: tuple[str, ...] = ()) -> Strength:
    """Judge a new password. ``names`` is what stands around it: user, full name, area; none of them will do."""
    folded = unicodedata.normalize("NFKC", password.rstrip("\r\n")).casefold()
    for wrong, sentence in (
        (len(folded) < SHORTEST, f"{SHORTEST}文字以上にしてください。"),
        (_repeats(folded), "同じ文字のくり返しは使えません。"),
        (_runs(folded), "キーの並びや続き番号は使えません。"),
        (folded.isdigit() and len(folded) < _SHORTEST_OF_DIGITS, "数字だけでは見やぶられます。文字もまぜてください。"),
        (_is_name(folded, names), "お名前や地域の名前は使えません。"),
        (_bare(folded) in _TRIED_FIRST.split(), "よく使われることばで、見やぶられます。"),
    ):
        if wrong:
            return Strength(level=0, sentence=f"{sentence}ことばを三つほどつなげると、おぼえやすくなります。")
    return _by_length(len(folded))


def _by_length(length: int) -> Strength:
    if length < _GOOD:
        return Strength(level=1, sentence="使えますが、短めです。もう少し長くすると安心です。")
    if length < _VERY_GOOD:
        return Strength(level=2, sentence="よいパスワードです。")
    return Strength(level=3, sentence="とてもよいパスワードです。")


def _repeats(folded: str) -> bool:
    """One or two characters only, or a unit of up to four over and over."""
    unit = (folded + folded).find(folded, 1)
    return len(set(folded)) <= 2 or unit <= min(4, len(folded) - 1)


def _runs(folded: str) -> bool:
    """Characters one after another, up or down, in the code table or on the keyboard."""
    steps = {ord(after) - ord(before) for before, after in pairwise(folded)}
    on_keys = any(folded in row or folded[::-1] in row for row in _ROWS)
    return steps in ({1}, {-1}) or on_keys


def _is_name(folded: str, names: tuple[str, ...]) -> bool:
    """Names, digits, and fewer than four characters more."""
    parts = {_plain(part) for name in names for part in (name, *name.split())}
    left = _plain(folded)
    for part in sorted((part for part in parts if len(part) > 1), key=len, reverse=True):
        left = left.replace(part, "")
    return left != _plain(folded) and sum(not sign.isdigit() for sign in left) < 4


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _bare(folded: str) -> str:
    """Without digits and signs at both ends."""
    letters = [at for at, sign in enumerate(folded) if sign.isalpha()]
    return folded[letters[0] : letters[-1] + 1] if letters else ""
