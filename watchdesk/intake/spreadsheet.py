"""Reading Excel and OpenDocument files, also those with a password."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

import msoffcrypto
import openpyxl
import python_calamine as calamine
from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError

from watchdesk.errors import WatchDeskError
from watchdesk.intake.sheet import LARGEST_SHEET, Merged, Sheet, sheet_of

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

LARGEST_UNPACKED = 600_000_000
"""Bytes: a packed file that unpacks to more is a trap rather than a list."""


def is_one(data: bytes) -> bool:
    """Whether these bytes are an Excel or OpenDocument file, or another one of the same wrapping."""
    return data.startswith((ZIP, OLE))


def read(name: str, data: bytes, password: str | None) -> tuple[Sheet, ...]:
    """Return the sheets that can be seen. ``name`` is for the sentences. Raises WatchDeskError as ``open_book``."""
    if data.startswith(OLE):
        data = _unlocked(name, data, password)
    if data.startswith(ZIP):
        _refuse_too_large(name, data)
    try:
        return tuple(_sheets(data))
    except calamine.PasswordError:
        raise _locked(f"「{name}」のパスワードを外して保存し直してから、もう一度選んでください。") from None
    except (calamine.CalamineError, OSError, ValueError, KeyError, zipfile.BadZipFile):
        raise _broken(name) from None


def _locked(sentence: str) -> WatchDeskError:
    return WatchDeskError(sentence, code="file_password")


def _broken(name: str) -> WatchDeskError:
    sentence = f"「{name}」は、こわれているか、Excelの名簿ではありません。Excelで開いて保存し直してください。"
    return WatchDeskError(sentence, code="file_broken")


def _unlocked(name: str, data: bytes, password: str | None) -> bytes:
    """Return the bytes without their password; those that have none as they are."""
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
        if not password:
            raise _locked(f"「{name}」にはパスワードがかかっています。ファイルのパスワードを入れてください。")
        plain = io.BytesIO()
        office.load_key(password=password)
        office.decrypt(plain)
    except (InvalidKeyError, DecryptionError):
        raise _locked(f"「{name}」のパスワードが違います。送った方に確かめてください。") from None
    except WatchDeskError:
        raise
    except (FileFormatError, Exception):
        raise _broken(name) from None
    return plain.getvalue()


def _sheets(data: bytes) -> Iterator[Sheet]:
    book = calamine.load_workbook(io.BytesIO(data))
    errors = _error_texts(data)
    for about in book.sheets_metadata:
        if about.visible != calamine.SheetVisibleEnum.Visible or about.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        rows: list[list[object]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
        for (row, column), text in errors.get(about.name, {}).items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = text
        merged = [Merged(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
        yield sheet_of(about.name, rows, merged)


def _parts(data: bytes) -> Iterator[bytes]:
    """The XML of each sheet of an Excel file, one after the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.infolist():
            if re.fullmatch(r"xl/worksheets/[^/]+\.xml", part.filename):
                yield archive.read(part)


def _error_texts(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return the texts (#DIV/0! …) of formulas that failed, by sheet and place: calamine shows them as empty."""
    if not data.startswith(ZIP) or not any(b't="e"' in part for part in _parts(data)):
        return {}
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): str(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "e" and cell.row is not None and cell.column is not None
        }
        for sheet in book.worksheets
    }


_FILLED = re.compile(rb'<c r="([A-Z]{1,3})([0-9]{1,7})"[^>]*>\s*<(?:v|is|f)\b')


def _refuse_too_large(name: str, data: bytes) -> None:
    """Refuse before reading: one cell in the last corner makes calamine ask for hundreds of gigabytes."""
    too_large = WatchDeskError(
        f"「{name}」の表は大きすぎます。名簿の外の欄を消すか、名簿だけのファイルにしてください。", code="file_too_large"
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise too_large
        if any(_area(part) > LARGEST_SHEET for part in _parts(data)):
            raise too_large
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error):
        raise _broken(name) from None


def _area(part: bytes) -> int:
    """Cells of the smallest range from the corner that holds every filled cell."""
    height = width = 0
    for match in _FILLED.finditer(part):
        height = max(height, int(match[2]))
        width = max(width, _column(match[1]))
    return height * width


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
