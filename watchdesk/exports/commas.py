"""Commas: sheets as CSV files for other systems, in UTF-8 or CP932, where no cell starts a formula."""

import csv
import io
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time

from watchdesk.errors import WatchDeskError
from watchdesk.exports.letters import preflight, replaced
from watchdesk.exports.sheet import Sheet, Substituted, Value, code_of

_STARTS_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")

GUARD = "'"
"""Put before a text that a spreadsheet would take for a formula (OWASP, CSV injection)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommaFile:
    """One sheet as a file: its name and its bytes."""

    file_name: str
    data: bytes


def draw(
    sheets: Sequence[Sheet], encoding: str, accepted: Collection[tuple[str, str]] | None
) -> tuple[tuple[CommaFile, ...], tuple[Substituted, ...]]:
    """Return a file for each sheet, and every letter that stands there otherwise than in the store.

    ``accepted``: the substitutions (letter, by what) that somebody agreed to; None: all that are proposed.
    WatchDeskError (``not_accepted``) names the first letters that would be changed without a yes.
    """
    asked = preflight(sheets, encoding)
    _refuse_unaccepted(asked, accepted)
    guards = tuple(_guards(sheets, encoding))
    return tuple(_file(sheet, encoding) for sheet in sheets), (*asked, *guards)


def _refuse_unaccepted(asked: Sequence[Substituted], accepted: Collection[tuple[str, str]] | None) -> None:
    if accepted is None:
        return
    missing = dict.fromkeys((one.char, one.by) for one in asked if (one.char, one.by) not in accepted)
    if missing:
        shown = "、".join(f"{char}→{by or '（なし）'}" for char, by in list(missing)[:5])
        more = f" ほか{len(missing) - 5}つ" if len(missing) > 5 else ""
        sentence = (
            f"この形のファイルに書けない字が、{len(missing)}つあります（{shown}{more}）。"
            "置きかえてよいか確かめてから、もう一度書き出してください。"
        )
        raise WatchDeskError(sentence, code="not_accepted")


def _file(sheet: Sheet, encoding: str) -> CommaFile:
    heads = [_written(head.title, encoding) for head in sheet.heads]
    return file_of(
        sheet.title, (heads, *([_written(value, encoding) for value in row] for row in sheet.rows)), encoding
    )


def file_of(title: str, rows: Iterable[Sequence[str]], encoding: str) -> CommaFile:
    """Return rows of texts, the heads first, as a file; they are written as they are."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return CommaFile(file_name=f"{title}.csv", data=text.getvalue().encode(encoding))


def _written(value: Value, encoding: str) -> str:
    """A value as it stands in the file: guarded last, as a replacement may begin what computes (﹦ becomes =)."""
    return guarded(plain(value, encoding)) if isinstance(value, str) else cell(value)


def plain(value: Value, encoding: str) -> str:
    """Return a value in the letters of an encoding, not yet guarded."""
    return replaced(value, encoding) if isinstance(value, str) else cell(value)


def cell(value: Value) -> str:
    """Return a value as it stands between commas: days as 2026-10-05, times as 09:30."""
    if value is None:
        return ""
    if isinstance(value, time):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"{GUARD}{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """A sign alone computes nothing: － stands for nothing in many lists."""
    bare = text.strip()
    return text.startswith(("\t", "\r")) or (len(bare) > 1 and bare.startswith(_STARTS_FORMULA))


def _guards(sheets: Iterable[Sheet], encoding: str) -> Iterable[Substituted]:
    for sheet in sheets:
        for row, values in enumerate(sheet.rows):
            for column, value in enumerate(values):
                text = replaced(value, encoding) if isinstance(value, str) else ""
                if _is_formula(text):
                    first = text.lstrip()[:1] or text[:1]
                    yield Substituted(
                        char=first, code=code_of(first), where=sheet.place(row, column), by=f"{GUARD}{first}"
                    )
