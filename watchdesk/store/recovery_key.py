"""復旧の鍵: the printed key that opens a store when every password is lost, with check symbols against slips."""

import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from watchdesk.errors import Invalid

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U, which are misread."""

SECRET_BYTES = 20
"""160 random bits: needs no stretching."""

_GROUP = 5
_DATA = SECRET_BYTES * 8 // 5
_SYMBOLS = _DATA + 2
_MISREAD = str.maketrans("OIL", "011")
_SEPARATORS = set(" -‐‑‒–—―−ーｰ_.・\t\r\n")


def _powers() -> tuple[int, ...]:
    """The powers of the generator of GF(32), modulus x⁵+x²+1."""
    value, found = 1, []
    for _ in range(31):
        found.append(value)
        value = (value << 1) ^ (0b100101 if value & 0b10000 else 0)
    return tuple(found)


_POWERS = _powers()
_LOGS = {value: exponent for exponent, value in enumerate(_POWERS)}


def _times(a: int, b: int) -> int:
    return _POWERS[(_LOGS[a] + _LOGS[b]) % 31] if a and b else 0


def _column(position: int) -> tuple[int, int]:
    """The weights of one symbol in the two check sums.

    One wrong symbol of 34 would need 34 directions in GF(32)² and there are 33, so the last two data symbols
    share one: they stand in the same group, and it is the group that is named to the user.
    """
    if position >= _DATA:
        return (1, 0) if position == _DATA else (0, 1)
    power, scale = (position, 0) if position < _DATA - 1 else (position - 1, 1)
    return _POWERS[(7 * power + scale) % 31], _POWERS[(8 * power + scale) % 31]


_COLUMNS = tuple(_column(position) for position in range(_SYMBOLS))


def _sums(symbols: list[int]) -> tuple[int, int]:
    """Both check sums; (0, 0) for a key without a slip."""
    first = second = 0
    for symbol, (one, two) in zip(symbols, _COLUMNS, strict=False):
        first ^= _times(symbol, one)
        second ^= _times(symbol, two)
    return first, second


def _mends(symbols: list[int], position: int) -> bool:
    """Whether another symbol at the position, or its swap with the next, makes the sums right."""
    off = _sums(symbols)
    one, two = _COLUMNS[position]
    if any((_times(change, one), _times(change, two)) == off for change in range(1, 32)):
        return True
    swapped = symbols[:position] + symbols[position : position + 2][::-1] + symbols[position + 2 :]
    return _sums(swapped) == (0, 0)


def _likely_groups(symbols: list[int]) -> tuple[int, ...]:
    """The groups, from 1, in which one slip would explain the wrong sums."""
    return tuple(sorted({at // _GROUP + 1 for at in range(_SYMBOLS) if _mends(symbols, at)}))


@dataclass(frozen=True, slots=True, kw_only=True)
class RecoveryKey:
    """A recovery key; ``secret`` is 20 random bytes, ``text`` what is printed and typed."""

    secret: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a secret of another length."""
        if len(self.secret) != SECRET_BYTES:
            raise ValueError("a recovery key is 20 bytes")

    @property
    def text(self) -> str:
        """Seven groups with hyphens, the last of four: ``SCT81-4E3YC-…-XY11``."""
        number = int.from_bytes(self.secret)
        data = [number >> 5 * (_DATA - 1 - at) & 31 for at in range(_DATA)]
        shown = "".join(ALPHABET[symbol] for symbol in (*data, *_sums(data)))
        return "-".join(shown[at : at + _GROUP] for at in range(0, _SYMBOLS, _GROUP))


def new() -> RecoveryKey:
    """A new random key."""
    return RecoveryKey(secret=secrets.token_bytes(SECRET_BYTES))


def parse(text: str) -> RecoveryKey:
    """The key of a typed text: lower case, full width, O for 0, I and L for 1, any spaces and hyphens.

    Raises Invalid("recovery_key", …), which names the group to look at where that can be told.
    """
    groups = _typed_groups(text)
    _refuse_lengths(groups)
    symbols = _symbols("".join(groups))
    if _sums(symbols) != (0, 0):
        raise _wrong(f"{_named(_likely_groups(symbols))}に打ちまちがいがあるようです。", "checksum")
    number = 0
    for symbol in symbols[:_DATA]:
        number = number << 5 | symbol
    return RecoveryKey(secret=number.to_bytes(SECRET_BYTES))


def _typed_groups(text: str) -> list[str]:
    """The groups as they were typed, or one group where no separator was."""
    folded = unicodedata.normalize("NFKC", text).upper().translate(_MISREAD)
    return "".join(" " if sign in _SEPARATORS else sign for sign in folded).split()


def _refuse_lengths(groups: list[str]) -> None:
    length = sum(map(len, groups))
    if length == _SYMBOLS:
        return
    wanted = [_GROUP] * (_SYMBOLS // _GROUP) + [_SYMBOLS % _GROUP]
    if len(groups) == len(wanted):
        wrong = tuple(at for at, (group, size) in enumerate(zip(groups, wanted, strict=True), 1) if len(group) != size)
        raise _wrong(f"{_named(wrong)}の文字の数がちがいます。", "length")
    raise _wrong(f"復旧の鍵は{_SYMBOLS}文字ですが、{length}文字が打ちこまれました。", "length")


def _symbols(typed: str) -> list[int]:
    for at, sign in enumerate(typed):
        if sign not in ALPHABET:
            raise _wrong(f"{_named((at // _GROUP + 1,))}に使われない文字「{sign}」があります。", "character")
    return [ALPHABET.index(sign) for sign in typed]


def _named(groups: tuple[int, ...]) -> str:
    return "、".join(f"{group}番目" for group in groups) + "の組"


def _wrong(sentence: str, kind: str) -> Invalid:
    return Invalid("recovery_key", f"{sentence}紙と見くらべて、打ちなおしてください。", kind=kind)


def differing(key: RecoveryKey, typed: Sequence[str]) -> tuple[int, ...]:
    """The groups, from 1, that were not typed as they stand in the key; as forgiving as ``parse``."""
    groups = zip(key.text.split("-"), typed, strict=True)
    return tuple(at for at, (group, text) in enumerate(groups, 1) if "".join(_typed_groups(text)) != group)
