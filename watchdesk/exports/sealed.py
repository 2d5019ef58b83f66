"""Sealed: sheets drawn into a file of the wanted form, locked for a receiver, and proven to open again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from watchdesk.errors import WatchDeskError
from watchdesk.exports import comma_book, commas, locking, package, workbook
from watchdesk.exports.comma_book import CommaBook
from watchdesk.exports.commas import CommaFile
from watchdesk.exports.letters import UTF_8, preflight
from watchdesk.exports.locking import Lock, Opener
from watchdesk.exports.package import Package, Packed
from watchdesk.exports.sheet import Continued, Sheet, Substituted, clean


class Form(StrEnum):
    """What the receiver gets: a workbook, a set of files of commas, or a workbook whose sheets become such files."""

    XLSX = "xlsx"
    CSV = "csv"
    CSV_BOOK = "csv-xlsx"

    def ending(self, *, by_key: bool) -> str:
        """How the name of the locked file ends: Excel's own lock has only a password."""
        return locking.SUFFIX if by_key or self is Form.CSV else workbook.SUFFIX


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """A drawn file before it is locked: its bytes, how many rows each sheet has, and what was changed on the way.

    ``saved``: the files of commas in ``encoding`` that the sheets of a workbook become.
    """

    form: Form
    about: Mapping[str, Any]
    files: tuple[Packed, ...] = field(repr=False)
    rows: Mapping[str, int]
    substituted: tuple[Substituted, ...] = ()
    continued: tuple[Continued, ...] = ()
    saved: tuple[CommaFile, ...] = field(default=(), repr=False)
    encoding: str = UTF_8

    @property
    def package(self) -> Package:
        """The files with their list of contents, as they lie in an age file."""
        return Package(about={**self.about, "rows": dict(self.rows)}, files=self.files)


def letters(sheets: Sequence[Sheet], encoding: str) -> tuple[Substituted, ...]:
    """Return what an encoding cannot hold of some sheets."""
    cleaned, lost = clean(sheets)
    return (*lost, *preflight(cleaned, encoding))


def draw(
    sheets: Sequence[Sheet],
    form: Form,
    about: Mapping[str, Any],
    *,
    day: date,
    encoding: str = UTF_8,
    accepted: Collection[tuple[str, str]] | None = (),
) -> Sealed:
    """Return the file; WatchDeskError (``not_accepted``) where letters would change that nobody agreed to."""
    cleaned, lost = clean(sheets)
    title = str(about["title"])
    if form is Form.CSV:
        made, changed = commas.draw(cleaned, encoding, accepted)
        files = tuple(Packed(file_name=one.file_name, data=one.data) for one in made)
        rows = {sheet.title: len(sheet.rows) for sheet in cleaned}
        return Sealed(form=form, about=about, files=files, rows=rows, substituted=(*lost, *changed))
    footer = f"{about['receiver']} 御中　{about['made_by']}"
    if form is Form.CSV_BOOK:
        return _comma_book(comma_book.draw(cleaned, encoding, accepted, (title, day, footer)), about, lost, encoding)
    book = workbook.draw(cleaned, title, day, footer)
    files = (_book_file(title, book.data),)
    return Sealed(
        form=form, about=about, files=files, rows=_counted(cleaned), substituted=lost, continued=book.continued
    )


def _comma_book(book: CommaBook, about: Mapping[str, Any], lost: tuple[Substituted, ...], encoding: str) -> Sealed:
    return Sealed(
        form=Form.CSV_BOOK,
        about=about,
        files=(_book_file(f"{about['title']}_CSV", book.data),),
        rows=_counted(book.sheets),
        substituted=(*lost, *book.substituted),
        continued=book.continued,
        saved=book.files,
        encoding=encoding,
    )


def _book_file(title: str, data: bytes) -> Packed:
    return Packed(file_name=f"{title.replace('　', '_')}{workbook.SUFFIX}", data=data)


def _counted(sheets: Sequence[Sheet]) -> dict[str, int]:
    return dict(zip(workbook.names(sheets), (len(sheet.rows) for sheet in sheets), strict=True))


def lock(sealed: Sealed, how: Lock) -> tuple[bytes, Opener]:
    """Return the locked file, and what proves that it opens.

    A workbook with a password is Excel's own; all else is an age file. One for a receiver's key is locked to a second
    key as well, which is made for this one proof and forgotten: what only another can open could not be proven.
    """
    if how.password is not None and sealed.form is not Form.CSV:
        return locking.lock_workbook(sealed.files[0].data, how.password), Opener(password=how.password)
    packed = package.pack(sealed.package)
    if how.password is not None:
        return locking.lock_age(packed, how), Opener(password=how.password)
    secret, public = locking.new_identity()
    return locking.lock_age(packed, how, public), Opener(identity=secret)


def prove(back: bytes, sealed: Sealed, opener: Opener) -> None:
    """Open what was read back and count it; WatchDeskError (``not_proven``) where it is not what was locked."""
    files = _opened(back, sealed, opener)
    if files != sealed.files or not _is_as_counted(files[0].data, sealed):
        sentence = "つくったファイルを読み返したら、中身が合いませんでした。もう一度お試しください。"
        raise WatchDeskError(sentence, code="not_proven")


def _is_as_counted(data: bytes, sealed: Sealed) -> bool:
    """Whether a workbook has its rows, and each of its sheets saved as CSV is the file that it stands for."""
    if sealed.form is Form.CSV:
        return True
    if workbook.counted(data) != sealed.rows:
        return False
    return sealed.form is Form.XLSX or comma_book.saved(data, sealed.encoding) == sealed.saved


def _opened(back: bytes, sealed: Sealed, opener: Opener) -> tuple[Packed, ...]:
    if locking.is_locked_workbook(back):
        data = locking.unlock_workbook(back, opener.password or "")
        return (Packed(file_name=sealed.files[0].file_name, data=data),)
    return package.unpack(locking.unlock_age(back, opener)).files
