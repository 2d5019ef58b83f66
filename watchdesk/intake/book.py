"""A list as it lies in its file: opened, unlocked and taken apart into sheets."""

from dataclasses import dataclass
from pathlib import Path

from watchdesk.errors import WatchDeskError
from watchdesk.intake import delimited, spreadsheet
from watchdesk.intake.sheet import Sheet, mended

LARGEST_FILE = 50_000_000
"""Bytes: more than any list of people, less than what stops an office PC."""


@dataclass(frozen=True, slots=True)
class Book:
    """A file's sheets that can be seen, in order. ``name`` is the file's name."""

    name: str
    sheets: tuple[Sheet, ...]


def open_book(path: Path | str, password: str | None = None) -> Book:
    """Read a list from its file; the kind is told by the contents, not by the name.

    Raises WatchDeskError: ``file_missing``, ``file_too_large``, ``file_empty``, ``file_password`` (needed or wrong),
    ``file_broken``, ``not_a_list``, ``file_encoding``.
    """
    file = Path(path)
    data = _contents(file)
    sheets = _sheets(file, data, password)
    if not any(sheet.rows for sheet in sheets):
        raise WatchDeskError(
            f"「{file.name}」には何も書かれていません。ファイルを確かめてください。", code="file_empty"
        )
    return Book(file.name, tuple(mended(sheet) for sheet in sheets))


def _contents(file: Path) -> bytes:
    try:
        size = file.stat().st_size
        if size > LARGEST_FILE:
            sentence = f"「{file.name}」は大きすぎます（50MBまで）。名簿だけのファイルに分けてください。"
            raise WatchDeskError(sentence, code="file_too_large")
        data = file.read_bytes()
    except FileNotFoundError:
        sentence = f"「{file.name}」が見つかりません。場所と名前を確かめてください。"
        raise WatchDeskError(sentence, code="file_missing") from None
    except OSError:
        sentence = f"「{file.name}」を開けません。ほかのソフトで開いていれば、閉じてからもう一度お試しください。"
        raise WatchDeskError(sentence, code="file_unreadable") from None
    if not data.strip(b"\0 \t\r\n"):
        raise WatchDeskError(f"「{file.name}」は空のファイルです。ファイルを確かめてください。", code="file_empty")
    return data


def _sheets(file: Path, data: bytes, password: str | None) -> tuple[Sheet, ...]:
    if spreadsheet.is_one(data):
        return spreadsheet.read(file.name, data, password)
    _refuse_other_kinds(file, data)
    return (delimited.read(file, data),)


_OTHER_KINDS = ((b"%PDF", "PDF"), (b"\x89PNG", "画像"), (b"\xff\xd8\xff", "画像"), (b"{\\rtf", "文書"))


def _refuse_other_kinds(file: Path, data: bytes) -> None:
    head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    kind = next((kind for mark, kind in _OTHER_KINDS if head.startswith(mark.lower())), None)
    if kind is None and head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta")):
        kind = "ウェブページ"
    if kind is not None:
        sentence = f"「{file.name}」は{kind}なので、名簿として読めません。Excelの名簿かCSVを選んでください。"
        raise WatchDeskError(sentence, code="not_a_list")
