"""Reading Excel and OpenDocument files, also those with a password."""

import io
from collections.abc import Iterator
from typing import Any

import msoffcrypto
import openpyxl
import python_calamine as calamine
from msoffcrypto.exceptions import FileFormatError, InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from watchdesk.errors import WatchDeskError
from watchdesk.intake import old_excel, packed
from watchdesk.intake.sheet import LARGEST_SHEET, Merged, Sheet, sheet_of

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_one(data: bytes) -> bool:
    """Whether these bytes are an Excel or OpenDocument file, or another one of the same wrapping."""
    return data.startswith((ZIP, OLE))


def read(name: str, data: bytes, password: str | None) -> tuple[Sheet, ...]:
    """Return the sheets that can be seen. ``name`` is for the sentences. Raises WatchDeskError as ``open_book``."""
    if data.startswith(OLE):
        data = _unlocked(name, data, password)
    try:
        return old_excel.read(data) if data.startswith(OLE) else tuple(_unpacked(name, data))
    except WatchDeskError:
        raise
    except old_excel.TooLarge:
        raise _too_large(name) from None
    except Exception:  # a damaged file fails in any way it likes
        raise _broken(name) from None


def _locked(sentence: str) -> WatchDeskError:
    return WatchDeskError(sentence, code="file_password")


def _broken(name: str) -> WatchDeskError:
    sentence = f"「{name}」は、こわれているか、Excelの名簿ではありません。Excelで開いて保存し直してください。"
    return WatchDeskError(sentence, code="file_broken")


DEFAULT_PASSWORD = "VelvetSweatshop"  # noqa: S105  not a secret: Excel's own, for books whose structure is protected
"""Excel opens a book locked with it without asking ([MS-OFFCRYPTO] 2.4.2.3)."""


def _unlocked(name: str, data: bytes, password: str | None) -> bytes:
    """Return the bytes without their password; those that have none as they are."""
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not office.is_encrypted():
            return data
    except FileFormatError:
        return data
    except Exception:  # a damaged container fails inside the library in any way it likes
        raise _broken(name) from None
    for each in (DEFAULT_PASSWORD, password):
        plain = _opened(name, office, each) if each else None
        if plain is not None:
            return plain
    if not password:
        raise _locked(f"「{name}」にはパスワードがかかっています。ファイルのパスワードを入れてください。")
    raise _locked(f"「{name}」のパスワードが違います。送った方に確かめてください。")


def _opened(name: str, office: Any, password: str) -> bytes | None:
    plain = io.BytesIO()
    verify = {"verify_password": True} if isinstance(office, OOXMLFile) else {}
    try:
        office.load_key(password=password, **verify)
        office.decrypt(plain)
    except InvalidKeyError:
        return None
    except Exception:  # as above
        raise _broken(name) from None
    return plain.getvalue()


def _unpacked(name: str, data: bytes) -> Iterator[Sheet]:
    """The sheets of a packed file; what the native library would stumble over is refused before it reads anything."""
    if packed.unpacked(data) > packed.LARGEST_UNPACKED:
        raise _too_large(name)
    if packed.asks_password(data):
        raise _locked(f"「{name}」のパスワードを外して保存し直してから、もう一度選んでください。")
    if packed.is_binary(data):
        sentence = f"「{name}」は、Excelのバイナリ形式（.xlsb）です。Excelで開き、.xlsxで保存し直してください。"
        raise WatchDeskError(sentence, code="not_a_list")
    if packed.largest_sheet(data) > LARGEST_SHEET:
        raise _too_large(name)
    yield from _sheets(data)


def _too_large(name: str) -> WatchDeskError:
    sentence = f"「{name}」の表は大きすぎます。名簿の外の欄を消すか、名簿だけのファイルにしてください。"
    return WatchDeskError(sentence, code="file_too_large")


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


def _error_texts(data: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """Return the texts (#DIV/0! …) of formulas that failed, by sheet and place: calamine shows them as empty."""
    if not any(b't="e"' in part for part in packed.excel_sheets(data)):
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
