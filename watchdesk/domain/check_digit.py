"""Check digit: the last digit of a sheet's number, by which a number typed wrongly is seen at once."""

import re
from typing import Final

from watchdesk.domain.folding import half_width
from watchdesk.errors import Invalid

_STEPS: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
"""A quasigroup of order 10 without two equal signs in a turn, and with zeros down its diagonal (H. M. Damm,
Total anti-symmetrische Quasigruppen, Marburg 2004): it finds every wrong digit and every two that changed places."""

_TYPED = re.compile(r"第?([0-9]{1,9})-?([0-9])号?", re.ASCII)


def check_digit(number: int) -> int:
    """Return the digit that stands behind a number; by it every wrong digit and every two exchanged ones are found."""
    state = 0
    for digit in str(number):
        state = int(_STEPS[state][int(digit)])
    return state


def shown(number: int) -> str:
    """Return a number with its check digit as it is printed and said: 第123-4号."""
    return f"第{number}-{check_digit(number)}号"


def read(text: str) -> int:
    """Return the number that was typed with its check digit: 1234, 123-4 or 第123-4号, in any width.

    Raises Invalid where the check digit is missing or does not belong to the number.
    """
    typed = _TYPED.fullmatch(re.sub(r"\s", "", half_width(text)))
    if typed is None:
        sentence = "用紙の右上の番号を、数字で打ってください。第123-4号なら、1234です。"
        raise Invalid("number", sentence, kind="unreadable")
    number, check = int(typed[1]), int(typed[2])
    if number == 0 or check_digit(number) != check:
        sentence = "番号の数字が、どこか違うようです。用紙の右上を見て、もう一度打ってください。"
        raise Invalid("number", sentence, kind="wrong_check_digit")
    return number
