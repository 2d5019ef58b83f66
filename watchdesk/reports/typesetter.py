"""Setting text in one document: widths, lines, the characters that print as 〓, and the codes that go into the file."""

from collections.abc import Callable, Iterable
from itertools import groupby
from typing import NamedTuple

from watchdesk.reports.embedding import EmbeddedFont
from watchdesk.reports.fonts import CLUSTER, MARKER, RAISED, SELECTORS, Chain, Face, Lost, chain, clean, code_of, marker
from watchdesk.reports.lines import break_lines

EM = 1000.0
"""Widths of characters are in 1/1000 of the type size."""

PART = "\u3000"
"""Between the parts of a line such as a page's foot."""

RAISED_SIZE = 0.62
"""The size of the small number beside a 〓, in ems."""

Run = tuple[EmbeddedFont, str, bool]
"""A font, the codes (hexadecimal) it is to draw, and whether they are small raised digits."""


class Justified(NamedTuple):
    """A line and the points that each of its characters gives to fill it."""

    text: str
    spread: float


class Typesetter:
    """The text side of one document: a text is prepared once, then measured, broken into lines and written."""

    def __init__(self) -> None:
        self.fonts: dict[Face, EmbeddedFont] = {}
        self.marks: dict[str, int] = {}
        """What prints as 〓, in order of appearance, with its number."""
        self._hands = {bold: _Hand(chain(bold=bold), self._embed) for bold in (False, True)}
        self._plain = {"\n"}
        self._unprintable: dict[Lost, None] = {}
        self._degraded: dict[Lost, None] = {}

    @property
    def unprintable(self) -> tuple[Lost, ...]:
        """The characters met so far that print as 〓."""
        return tuple(self._unprintable)

    @property
    def degraded(self) -> tuple[Lost, ...]:
        """The characters met so far whose selector had to be dropped."""
        return tuple(self._degraded)

    def prepare(self, text: str, where: str) -> str:
        """The text as it prints: clean, with 〓 and a number for what no font draws. ``where`` goes into the lists."""
        text = clean(text)
        if self._plain.issuperset(text):
            return text
        return CLUSTER.sub(lambda found: self._printable(found[0], where), text)

    def measure(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a prepared text in points."""
        return sum(map(self._hands[bold].widths.__getitem__, text)) * size / EM

    def broken(self, text: str, width: float, size: float, *, bold: bool = False, hanging: bool = True) -> list[str]:
        """A prepared text in lines of at most ``width`` points (a ``hanging`` 。 on top), by the rules of 禁則."""
        return break_lines(text, width * EM / size, self._hands[bold].widths, hanging=hanging)

    def parted(self, text: str, width: float, size: float) -> list[str]:
        """A prepared text in lines, as ``broken``, but parted where its parts are (　) as long as each fits a line."""
        lines: list[str] = []
        for part in text.split(PART):
            longer = PART.join((*lines[-1:], part))
            if lines and self.measure(longer, size) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
        return lines if all(self.measure(line, size) <= width for line in lines) else self.broken(text, width, size)

    def shortened(self, text: str, width: float, size: float, most: int) -> list[str]:
        """A prepared text in at most so many lines: what is too long ends in …."""
        lines = self.broken(text, width, size)
        if len(lines) <= most:
            return lines
        for line in lines[: most - 1]:
            text = text[text.index(line) + len(line) :].lstrip()
        return [*lines[: most - 1], self.broken(text, width - size, size, hanging=False)[0].rstrip("、。・") + "…"]

    def justified(self, text: str, width: float, size: float) -> list[Justified]:
        """A prepared text in lines, each with what its characters give to fill ``width``, as in print."""
        lines: list[Justified] = []
        for paragraph in text.split("\n"):
            *full, last = self.broken(paragraph, width, size)
            lines += [Justified(line, self._spread(line, width, size)) for line in full]
            lines.append(Justified(last, 0.0))
        return lines

    def _spread(self, line: str, width: float, size: float) -> float:
        """Points a character; a line far too short, from which a long word moved on, stays as it is."""
        slack = width - self.measure(line, size)
        return slack / (len(line) - 1) if len(line) > 1 and 0 < slack < 2 * size else 0.0

    def runs(self, text: str, *, bold: bool = False) -> list[Run]:
        """A prepared text as codes, split where the font changes."""
        return self._hands[bold].runs(text)

    def footnote(self, cluster: str) -> str:
        """What stands at the foot of a page on which ``cluster`` is printed as 〓."""
        return (
            f"{marker(self.marks[cluster])} このパソコンの文字にない字です（文字コード {code_of(cluster)}）。"
            "もとの名簿で字をご確認ください。"
        )

    def marked(self, text: str) -> frozenset[str]:
        """Which characters stand as 〓 in a prepared text."""
        if not self.marks:
            return frozenset()
        found = set(MARKER.findall(text))
        return frozenset(cluster for cluster, number in self.marks.items() if marker(number) in found)

    def _embed(self, face: Face) -> EmbeddedFont:
        if face not in self.fonts:
            self.fonts[face] = EmbeddedFont(face, f"F{len(self.fonts) + 1}")
        return self.fonts[face]

    def _printable(self, cluster: str, where: str) -> str:
        fonts = self._hands[False].chain
        if cluster in self._plain or fonts.find(cluster):
            self._plain |= {cluster} if len(cluster) == 1 else set()
            return cluster
        lost = Lost(char=cluster, code=code_of(cluster), where=where)
        if fonts.find(cluster[0]):
            self._degraded[lost] = None
            return cluster[0]
        self._unprintable[lost] = None
        return marker(self.marks.setdefault(cluster, len(self.marks) + 1))


def check(texts: Iterable[tuple[str, str]]) -> tuple[tuple[Lost, ...], tuple[Lost, ...]]:
    """Look through ``(where, text)`` before drawing: what would print as 〓, and which selectors must be dropped.

    Each character is told once a place, in the order of the texts (contract §6).
    """
    setter = Typesetter()
    for where, text in texts:
        setter.prepare(text, where)
    return setter.unprintable, setter.degraded


class _Hand:
    """One weight of type: regular or bold."""

    def __init__(self, fonts: Chain, embed: Callable[[Face], EmbeddedFont]) -> None:
        self.chain = fonts
        self.widths = _Widths(fonts)
        self._embed = embed
        self._first = embed(fonts.faces[0])

    def runs(self, text: str) -> list[Run]:
        try:
            return [(self._first, "".join(map(self._first.codes.__getitem__, text)), False)]
        except KeyError:
            return self._mixed(text)

    def _mixed(self, text: str) -> list[Run]:
        runs = []
        for (font, raised), group in groupby(CLUSTER.findall(text), self._font_of):
            codes = "".join(font.codes[RAISED.get(cluster, cluster)] for cluster in group)
            runs.append((font, codes, raised))
        return runs

    def _font_of(self, cluster: str) -> tuple[EmbeddedFont, bool]:
        if cluster in RAISED:
            return self._first, True
        found = self.chain.find(cluster)
        if not found:
            raise LookupError(f"not prepared: {code_of(cluster)}")
        return self._embed(found[0]), False


class _Widths(dict[str, float]):
    """Widths by character, looked up in the chain once; selectors take no room."""

    def __init__(self, fonts: Chain) -> None:
        super().__init__(dict.fromkeys((*SELECTORS, "\n"), 0.0))
        self._fonts = fonts
        self.update({raised: self[digit] * RAISED_SIZE for raised, digit in RAISED.items()})

    def __missing__(self, char: str) -> float:
        found = self._fonts.find(char)
        width = self[char] = float(found[1].width) if found else EM
        return width
