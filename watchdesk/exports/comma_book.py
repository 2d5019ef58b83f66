"""Comma book: the files of commas as sheets of one workbook, so that whoever has Excel alone gets each file out of it.

Each cell is the text that stands in the file of commas, to the letter; so a sheet saved as CSV is that file.
"""

import html
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from watchdesk.exports import commas, workbook
from watchdesk.exports.commas import CommaFile
from watchdesk.exports.letters import CP932
from watchdesk.exports.sheet import (
    LONGEST_CELL,
    CellKind,
    Continued,
    Head,
    Sheet,
    Substituted,
    unfolded,
)

HOW_TO = "使いかた"
"""Title of the first sheet, which is none of the files."""

_KINDS = {CP932: "CSV（コンマ区切り）(*.csv)"}
_USUAL_KIND = "CSV UTF-8（コンマ区切り）(*.csv)"


@dataclass(frozen=True, slots=True, kw_only=True)
class CommaBook:
    """The drawn workbook, the files that its sheets become, and what was changed on the way."""

    data: bytes
    sheets: tuple[Sheet, ...]
    files: tuple[CommaFile, ...]
    substituted: tuple[Substituted, ...]
    continued: tuple[Continued, ...]


def draw(
    sheets: Sequence[Sheet],
    encoding: str,
    accepted: Collection[tuple[str, str]] | None,
    about: tuple[str, date, str],
) -> CommaBook:
    """Return the workbook; ``about`` are its title, its day and the foot of its pages.

    ``accepted`` and what is refused: as ``commas.draw``.
    """
    title, day, footer = about
    _, changed = commas.draw(sheets, encoding, accepted)
    texts: list[Sheet] = []
    continued: list[Continued] = []
    for sheet in sheets:
        whole, told = _as_texts(sheet, encoding)
        texts.append(whole)
        continued.extend(told)
    every = (_how_to(encoding), *texts)
    named = zip(workbook.names(every), every, strict=True)
    return CommaBook(
        data=workbook.draw(every, title, day, footer).data,
        sheets=every,
        files=tuple(commas.file_of(name, _rows(sheet), encoding) for name, sheet in named if name != HOW_TO),
        substituted=changed,
        continued=tuple(continued),
    )


def _as_texts(sheet: Sheet, encoding: str) -> tuple[Sheet, tuple[Continued, ...]]:
    """The sheet in texts; a cell too long for Excel goes on beside, with room left for a guard before each piece."""
    plain = replace(
        sheet,
        heads=tuple(_text_head(head, commas.plain(head.title, encoding)) for head in sheet.heads),
        rows=tuple(tuple(commas.plain(value, encoding) for value in row) for row in sheet.rows),
    )
    whole, continued = unfolded(plain, LONGEST_CELL - len(commas.GUARD))
    guarded = replace(
        whole,
        heads=tuple(_text_head(head, commas.guarded(head.title)) for head in whole.heads),
        rows=tuple(tuple(commas.guarded(str(value or "")) for value in row) for row in whole.rows),
    )
    return guarded, continued


def _text_head(head: Head, title: str) -> Head:
    return replace(head, title=title, kind=CellKind.NOTE if head.kind is CellKind.NOTE else CellKind.TEXT)


def _rows(sheet: Sheet) -> Iterator[Sequence[str]]:
    yield [head.title for head in sheet.heads]
    yield from ([str(value) for value in row] for row in sheet.rows)


def _how_to(encoding: str) -> Sheet:
    kind = _KINDS.get(encoding, _USUAL_KIND)
    steps = (
        "このファイルには、CSVにする表が、シート1枚に1つずつ入っています。",
        "下の見出しで、CSVにしたいシートを開きます。セルは書きかえないでください。",
        f"「ファイル」から「名前を付けて保存」を選び、ファイルの種類を「{kind}」にして保存します。",
        "「選択したシートだけを保存します」という知らせが出たら、「OK」を押します。",
        "ほかのシートも、1枚ずつ同じようにします。",
        "先頭の0や日付（2026-10-05）は文字で入っています。保存したCSVにも、そのまま残ります。",
        "保存したCSVには、パスワードがかかっていません。使い終わったら消してください。",
    )
    heads = (Head(title="番号", width=6), Head(title="すること", kind=CellKind.NOTE, width=100))
    return Sheet(title=HOW_TO, heads=heads, rows=tuple((str(at), step) for at, step in enumerate(steps, 1)), wide=False)


# ---- read back


def saved(data: bytes, encoding: str) -> tuple[CommaFile, ...]:
    """Return the files that the sheets of one of our workbooks become when each is saved as CSV.

    ValueError or KeyError where it is none of ours.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        titles = [html.unescape(name) for name in _found(r'<sheet name="([^"]*)"', _text(archive, "xl/workbook.xml"))]
        shared = [_shared(one) for one in _found(r"<si>(.*?)</si>", _text(archive, "xl/sharedStrings.xml"))]
        pages = [_text(archive, f"xl/worksheets/sheet{number}.xml") for number in range(1, len(titles) + 1)]
    tables = ((title, _table(page, shared)) for title, page in zip(titles, pages, strict=True))
    return tuple(commas.file_of(title, rows, encoding) for title, rows in tables if title != HOW_TO)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode()


def _found(pattern: str, text: str) -> list[str]:
    return re.findall(pattern, text, re.DOTALL)


def _shared(entry: str) -> str:
    plain = html.unescape("".join(_found(r"<t(?: [^>]*)?>(.*?)</t>", entry)))
    return re.sub(r"_x([0-9A-F]{4})_", lambda code: chr(int(code[1], 16)), plain)


def _table(page: str, shared: Sequence[str]) -> Iterator[list[str]]:
    for row in _found(r"<row [^>]*>(.*?)</row>", page):
        cells = re.findall(r'<c r="[A-Z]+[0-9]+"[^>]*?(?:/>|t="s"><v>([0-9]+)</v></c>)', row)
        yield [shared[int(cell)] if cell else "" for cell in cells]
