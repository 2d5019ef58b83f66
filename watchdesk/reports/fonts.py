"""The font chain of paper: which glyph of which font draws a character, and what no font can draw."""

import functools
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontFace

import resources
from watchdesk.reports.variants import variants

GETA = "〓"
"""Printed in place of a character that no font can draw."""

SELECTORS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
"""Variation selectors: invisible characters that choose a shape of the character before them."""
CLUSTER = re.compile(f".[{''.join(sorted(SELECTORS))}]?", re.DOTALL)
STRANGE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\xa0\xad\u0300-\u036f\u200b-\u200f\u2028-\u202f\u2060-\u206f\u3099\u309a\ufe0e\ufe0f\ufeff]"
)
COMBINED = re.compile("[^\u0300-\u036f\u3099\u309a][\u0300-\u036f\u3099\u309a]+", re.DOTALL)
RAISED = {chr(0xF0030 + number): str(number) for number in range(10)}
"""Small raised digits: private characters that only a prepared text holds, since private ones of a writer become 〓."""
MARKER = re.compile(f"{GETA}[{''.join(RAISED)}]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Glyph:
    """What draws a character: its number in the font and its width in 1/1000 em."""

    index: int
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A character that can't be printed as written, its code (``U+2D544``) and where it stands (a Japanese phrase)."""

    char: str
    code: str
    where: str


class Face:
    """One font file, read when the first character is asked for."""

    def __init__(self, path: Path, *, bold: bool = False) -> None:
        self.path = path
        self.bold = bold

    @functools.cached_property
    def file(self) -> Any:
        """The parsed file as reportlab has it (untyped there)."""
        return TTFontFace(str(self.path))

    @functools.cached_property
    def _variants(self) -> dict[str, int | None]:
        return variants(self.file.get_table("cmap"))

    def glyph(self, cluster: str) -> Glyph | None:
        """What draws a character, or a character with its selector, exactly as written; None where this font can't."""
        index = self.file.charToGlyph.get(ord(cluster[0])) if cluster[0] not in SELECTORS else None
        if len(cluster) > 1 and index:
            index = self._variant(cluster, index)
        return Glyph(index=index, width=self.file._pdfScale(self.file.hmetrics[index][0])) if index else None

    def _variant(self, cluster: str, usual: int) -> int | None:
        if cluster not in self._variants:
            return None
        special = self._variants[cluster]
        return usual if special is None else special


class Chain:
    """Fonts in order of preference; the first that can draw a character does."""

    def __init__(self, faces: Iterable[Face]) -> None:
        self.faces = tuple(faces)

    def find(self, cluster: str) -> tuple[Face, Glyph] | None:
        """The first font that draws a cluster exactly, with its glyph; None where no font of the chain can."""
        if _is_private(cluster[0]):
            return None
        for face in self.faces:
            glyph = face.glyph(cluster)
            if glyph:
                return face, glyph
        return None


@functools.cache
def chain(*, bold: bool = False) -> Chain:
    """BIZ UDGothic, then Noto Sans JP, then IPAmj Mincho where this PC has it. Nothing is read before it is needed."""
    first = _face(resources.path("fonts", f"BIZUDGothic-{'Bold' if bold else 'Regular'}.ttf"), bold=bold)
    rare = [resources.path("fonts", "NotoSansJP-Regular.ttf"), *_ipamj()]
    return Chain((first, *(_face(path) for path in rare)))


@functools.cache
def _face(path: Path, *, bold: bool = False) -> Face:
    return Face(path, bold=bold)


def code_of(cluster: str) -> str:
    """The code of a character, with its selector's behind: ``U+845B U+E0100``."""
    return " ".join(f"U+{ord(char):04X}" for char in cluster)


def clean(text: str) -> str:
    """A text as paper takes it: lines end in ``\\n``, invisible characters gone, marks joined to their letter.

    Names keep their code points: か + U+3099 becomes が, but nothing else is normalized (塚 U+FA10 stays).
    """
    if not STRANGE.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = text.replace("\t", " ").replace("\xa0", " ").replace("\u202f", " ")
    text = COMBINED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
    return "".join(char for char in text if char == "\n" or not _is_invisible(char))


def marker(number: int) -> str:
    """What stands for the ``number``-th character that can't be printed: 〓 with its small number."""
    return GETA + "".join(chr(0xF0000 + ord(digit)) for digit in str(number))


def _is_private(char: str) -> bool:
    """外字: each PC draws its own there, so no font's glyph is to be trusted."""
    return unicodedata.category(char) == "Co"


def _is_invisible(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cf"} or char in "\ufe0e\ufe0f"


def _ipamj() -> Iterator[Path]:
    """IPAmj Mincho (45 MB, every character of the family registers), where somebody has installed it."""
    folders = [
        Path("/usr/share/fonts/opentype/ipamj"),
        Path("/usr/share/fonts/truetype/ipamj"),
        Path("/usr/share/fonts/opentype/ipamj-mincho"),
    ]
    local, windows = os.environ.get("LOCALAPPDATA"), os.environ.get("WINDIR")
    folders += [Path(local, "WatchDesk", "fonts"), Path(local, "Microsoft", "Windows", "Fonts")] if local else []
    folders += [Path(windows, "Fonts")] if windows else []
    found = [folder / "ipamjm.ttf" for folder in folders if (folder / "ipamjm.ttf").is_file()]
    return iter(found[:1])
