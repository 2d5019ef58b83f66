"""Letters that a file cannot hold as they are: which, where, and what is proposed in their place; never silently."""

import unicodedata
from collections.abc import Iterable, Iterator

from watchdesk.domain.folding import usual_kanji
from watchdesk.exports.sheet import GETA, Sheet, Substituted, code_of

CP932 = "cp932"
"""What older systems of public offices read, as Windows writes it: 髙 and 﨑 are in it, 𠮷 is not."""

UTF_8 = "utf-8-sig"
"""With a mark at its beginning, by which Excel knows it."""

_SIGNS = str.maketrans(
    {
        "〜": "～",
        "−": "－",
        "–": "－",
        "—": "―",
        "‖": "∥",
        "¢": "￠",
        "£": "￡",
        "¬": "￢",
        "¦": "￤",
        "¥": "￥",
        "‾": "￣",
        "‑": "‐",
        "·": "・",
        "•": "・",
        "\u00a0": " ",
        "ゔ": "ヴ",
    }
)
"""Where Unicode has two signs for the one of JIS, and the file's encoding holds the other one."""

_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def preflight(sheets: Iterable[Sheet], encoding: str) -> tuple[Substituted, ...]:
    """Return every letter of the sheets that an encoding cannot hold, each place once, with a proposal.

    A variant selector is dropped, another form of a kanji becomes the usual one, what is left becomes 〓.
    """
    if encoding == UTF_8:
        return ()
    return tuple(each for where, text in _texts(sheets) for each in _lost(text, where, encoding))


def _texts(sheets: Iterable[Sheet]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        yield from ((f"{sheet.title} の見出し「{head.title}」", head.title) for head in sheet.heads)
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    yield sheet.place(row, column), value


def _lost(text: str, where: str, encoding: str) -> Iterator[Substituted]:
    if holds(text, encoding):
        return
    for cluster in clusters(text):
        if not holds(cluster, encoding):
            by = proposal(cluster, encoding)
            yield Substituted(char=cluster, code=code_of(cluster), where=where, by=by, asked=True)


def replaced(text: str, encoding: str) -> str:
    """Return a text with its proposals in place of what an encoding cannot hold."""
    if encoding == UTF_8 or holds(text, encoding):
        return text
    parts = clusters(text)
    return "".join(part if holds(part, encoding) else proposal(part, encoding) for part in parts)


def holds(text: str, encoding: str) -> bool:
    """Whether an encoding gives a text back as it is."""
    try:
        return text.encode(encoding).decode(encoding) == text
    except UnicodeError:
        return False


def clusters(text: str) -> list[str]:
    """Return a text's letters, each with the marks and selectors that belong to it."""
    found: list[str] = []
    for letter in text:
        if found and (unicodedata.combining(letter) or _is_selector(letter)):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def proposal(cluster: str, encoding: str) -> str:
    """Return what is proposed in place of a letter; 〓 where nothing like it is in the encoding."""
    bare = "".join(letter for letter in cluster if not _is_selector(letter))
    for proposed in (
        bare,
        unicodedata.normalize("NFC", bare),
        bare.translate(_SIGNS),
        usual_kanji(bare),
        unicodedata.normalize("NFKC", bare),
        "".join(letter for letter in unicodedata.normalize("NFD", bare) if not unicodedata.combining(letter)),
    ):
        if holds(proposed, encoding) and (proposed or not bare):
            return proposed
    return GETA


def _is_selector(letter: str) -> bool:
    return any(ord(letter) in selectors for selectors in _SELECTORS)
