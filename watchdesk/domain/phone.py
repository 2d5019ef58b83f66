"""Telephone numbers put in one form: half-width digits with the hyphens of the Japanese numbering plan."""

import re
from itertools import pairwise

from watchdesk.domain.folding import half_width
from watchdesk.errors import Invalid

_CERTAIN = (
    re.compile(r"(0(?:120|570|990))(\d{3})(\d{3})"),  # フリーダイヤル, ナビダイヤル
    re.compile(r"(0[25-9]0)(\d{4})(\d{4})"),  # mobile, IP
    re.compile(r"(0[36])(\d{4})(\d{4})"),  # Tokyo, Osaka
)
"""Numbers whose groups are certain (総務省, 電気通信番号計画); for other area codes hyphens are never guessed."""

_WITH_AREA = r"(?<!\d)(?:\+81[-\s]?(?:\(0\))?|\(?0)\d{1,4}\)?[-.\s]?\(?\d{1,4}\)?[-.\s]?\d{3,4}(?!\d)"
_LOCAL = r"(?<![\d-])\d{2,4}-\d{4}(?![\d-])"
_NUMBER = re.compile(f"{_WITH_AREA}|{_LOCAL}", re.ASCII)
_ANY_DIGITS = re.compile(r"\d[\d\s-]*\d|\d", re.ASCII)

_BETWEEN = " \t\r\n　:：/／、，,・;；。-"
_SEPARATOR = re.compile("[/／、，,・;；\n]|または|もしくは")
_BRACKETED = re.compile(r"\s*[（(][^（）()]*[）)]")
_INNER = re.compile("[（(]([^（）()]*)[）)]")
_PLAIN_LABEL = re.compile(r"(?:tel|ｔｅｌ|℡|☎|電話番号|電話)\.?", re.IGNORECASE)


def phone_in_form(text: str) -> str:
    """One number in form: ``06-6045-4730``, ``090-0012-3456``; raise Invalid where there is none or more than one.

    Where the area code is not known for sure, hyphens stay as they were typed, and digits without any stay so.
    """
    numbers = phones_in_form(text)
    if not numbers:
        raise Invalid("phones", "電話番号が空です。市外局番からの数字をご入力ください。")
    if len(numbers) > 1:
        raise Invalid("phones", "電話番号が二つ以上あります。一つずつご入力ください。")
    return numbers[0]


def phones_in_form(text: str) -> tuple[str, ...]:
    """All numbers of a cell in form, in their order; none for a blank cell, Invalid for words without a number."""
    return tuple(number for number, _ in split_phones(text))


def split_phones(text: str) -> tuple[tuple[str, str], ...]:
    """The numbers of a cell in form, each with the words that stand with it (長女, 携帯), '' without any."""
    if not text.strip():
        return ()
    spans = _spans(half_width(text))
    if not spans:
        raise Invalid(
            "phones", f"「{text.strip()[:24]}」には電話番号がありません。市外局番からの数字をご入力ください。"
        )
    numbers = [_in_form(half_width(text[start:end])) for start, end in spans]
    return tuple(zip(numbers, _remarks(text, spans), strict=True))


def _spans(plain: str) -> list[tuple[int, int]]:
    """Where numbers stand; if none has the shape of one, the first digits there are."""
    found = [match.span() for match in _NUMBER.finditer(plain)]
    if found:
        return found
    digits = _ANY_DIGITS.search(plain)
    return [digits.span()] if digits else []


def _in_form(number: str) -> str:
    national = re.sub(r"^\+81[-\s]?(?:\(0\))?", "0", number)
    groups = re.findall(r"\d+", national)
    if [len(group) for group in groups] == [4, 3, 4] and groups[0] == "0800":
        return "-".join(groups)
    digits = "".join(groups)
    certain = next((match for pattern in _CERTAIN if (match := pattern.fullmatch(digits))), None)
    return "-".join(certain.groups() if certain else groups)


def _remarks(text: str, spans: list[tuple[int, int]]) -> list[str]:
    """The words around each number: brackets behind it are its own, a separator parts others.

    Without a separator they stand before numbers, unless only the last number has words behind it.
    """
    leading, trailing = _remark(text[: spans[0][0]]), _remark(text[spans[-1][1] :])
    words = [[leading]]
    for (_, end), (start, _) in pairwise(spans):
        behind, before_next = _parted(text[end:start], led=bool(leading) or not trailing)
        words[-1].append(_remark(behind))
        words.append([_remark(before_next)])
    words[-1].append(trailing)
    return ["、".join(word for word in each if word) for each in words]


def _parted(gap: str, *, led: bool) -> tuple[str, str]:
    """What belongs to the number before and to the one after; ``led``: in this cell words stand before numbers."""
    bracketed = _BRACKETED.match(gap)
    end = bracketed.end() if bracketed else 0
    separator = _SEPARATOR.search(gap, end)
    if separator:
        return gap[: separator.start()], gap[separator.end() :]
    return (gap[:end], gap[end:]) if led else (gap, "")


def _remark(words: str) -> str:
    """The words without what only parts or names them: （長女） → 長女, ``TEL:`` → nothing."""
    word = words.strip(_BETWEEN).lstrip(")）").rstrip("(（").strip(_BETWEEN)
    if inner := _INNER.fullmatch(word):
        word = inner[1].strip(_BETWEEN)
    return "" if _PLAIN_LABEL.fullmatch(word) else word
