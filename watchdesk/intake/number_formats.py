"""What a spreadsheet's number format says of the number: whether it stands for a day, a span of time, or itself."""

import re
from enum import Enum, auto


class Shown(Enum):
    """As what a number is shown."""

    NUMBER = auto()
    DAY = auto()
    """A day, a time of day, or both."""
    SPAN = auto()


BUILT_IN = {
    **dict.fromkeys((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)), Shown.DAY),
    46: Shown.SPAN,
}
"""Formats that need not be written out ([MS-XLS] 2.4.126; 27 to 36 and 50 to 58 are the Japanese days)."""

_SPAN = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NO_LETTERS = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|[_*].', re.DOTALL)
_NO_DAY = re.compile(r"general|標準|e[+-]", re.IGNORECASE)


def shown_as(text: str) -> Shown:
    """Tell what a format written out shows.

    >>> shown_as('ggge"年"m"月"d"日"').name, shown_as("G/標準").name, shown_as("[h]:mm").name, shown_as("0.0E+00").name
    ('DAY', 'NUMBER', 'SPAN', 'NUMBER')
    """
    if _SPAN.search(text):
        return Shown.SPAN
    letters = _NO_DAY.sub("", _NO_LETTERS.sub("", text)).casefold()
    return Shown.DAY if re.search("[ymdhse]", letters) else Shown.NUMBER
