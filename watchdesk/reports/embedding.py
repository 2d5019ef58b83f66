"""A font inside one PDF: only the characters used, by two-byte codes, so that selectors print and all texts copy out.

reportlab's own TrueType fonts print a variation selector as a box and write a wrong code for 𠮷. Here a code stands for
a whole character with its selector (PDF's CIDFontType2 with Identity-H), and ToUnicode says exactly which.
"""

import copy
from collections.abc import Iterator
from typing import Any

from reportlab.pdfbase import pdfdoc

from watchdesk.reports.fonts import Face

CODES_A_BLOCK = 100
"""PDF allows this many lines in one beginbfchar block."""


class EmbeddedFont:
    """One face in one document: hands out codes as characters come, and writes itself when the document is saved."""

    def __init__(self, face: Face, name: str) -> None:
        self.face = face
        self.name = name
        self.codes: dict[str, str] = _Codes(self)
        self.clusters: list[str] = []
        self.glyphs: list[int] = []
        self.widths: list[float] = []

    def take(self, cluster: str) -> str:
        """A new code (four hexadecimal digits) for a character this face draws; raises KeyError where it does not."""
        glyph = self.face.glyph(cluster)
        if glyph is None:
            raise KeyError(cluster)
        self.clusters.append(cluster)
        self.glyphs.append(glyph.index)
        self.widths.append(glyph.width)
        return f"{len(self.clusters):04X}"

    def addObjects(self, document: Any) -> None:
        """Write subset, widths and the text behind each code into the document; reportlab calls it on saving."""
        base = f"WATCHD+{self.face.file.name.decode('ascii')}"
        font = pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/Type0",
                "BaseFont": pdfdoc.PDFName(base),
                "Encoding": "/Identity-H",
                "DescendantFonts": pdfdoc.PDFArray([document.Reference(self._descendant(document, base))]),
                "ToUnicode": document.Reference(_stream(document, "\n".join(self._to_unicode(base)).encode("ascii"))),
            }
        )
        document.idToObject["BasicFonts"].dict[self.name] = document.Reference(font)

    def _descendant(self, document: Any, base: str) -> Any:
        order = {glyph: number for number, glyph in enumerate(dict.fromkeys([0, *self.glyphs]))}
        places = b"".join(order[glyph].to_bytes(2, "big") for glyph in [0, *self.glyphs])
        subset = copy.copy(self.face.file)
        subset.charToGlyph = {glyph: glyph for glyph in order}
        return pdfdoc.PDFDictionary(
            {
                "Type": "/Font",
                "Subtype": "/CIDFontType2",
                "BaseFont": pdfdoc.PDFName(base),
                "CIDSystemInfo": pdfdoc.PDFDictionary(
                    {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
                ),
                "FontDescriptor": subset.addSubsetObjects(document, base, list(order)),
                "DW": 1000,
                "W": pdfdoc.PDFArray([1, pdfdoc.PDFArray([round(width) for width in self.widths] or [1000])]),
                "CIDToGIDMap": document.Reference(_stream(document, places)),
            }
        )

    def _to_unicode(self, base: str) -> Iterator[str]:
        yield "/CIDInit /ProcSet findresource begin 12 dict begin begincmap"
        yield "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def"
        yield f"/CMapName /{base} def /CMapType 2 def"
        yield "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange"
        for start in range(0, len(self.clusters), CODES_A_BLOCK):
            block = self.clusters[start : start + CODES_A_BLOCK]
            yield f"{len(block)} beginbfchar"
            for code, cluster in enumerate(block, start + 1):
                yield f"<{code:04X}> <{cluster.encode('utf-16-be').hex().upper()}>"
            yield "endbfchar"
        yield "endcmap CMapName currentdict /CMap defineresource pop end end"


class _Codes(dict[str, str]):
    """Codes of a font by character, growing as characters are asked for."""

    def __init__(self, font: EmbeddedFont) -> None:
        super().__init__()
        self._font = font

    def __missing__(self, cluster: str) -> str:
        code = self[cluster] = self._font.take(cluster)
        return code


def _stream(document: Any, content: bytes) -> Any:
    stream = pdfdoc.PDFStream(content=content)
    if document.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream
