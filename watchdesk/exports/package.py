"""Package: what lies inside an age file: the files, and a list of contents by which the receiver checks them."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from watchdesk.errors import WatchDeskError

CONTENTS = "目録.json"
FORMAT, VERSION = "watchdesk-handover", 1

LARGEST = 500_000_000
"""Bytes: what unpacks to more is a trap rather than a handover."""

_DAY_ZERO = (1980, 1, 1, 0, 0, 0)
NOT_OURS = "このファイルの中身は、見守りデスクの受け渡しのファイルではありません。送った方に確かめてください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Packed:
    """One file inside: its name and its bytes."""

    file_name: str
    data: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        """By which the receiver checks it."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The files with what the list of contents says of them all: receiver, month, how many."""

    about: Mapping[str, Any]
    files: tuple[Packed, ...] = field(repr=False)

    def about_files(self) -> dict[str, str]:
        """Names and hashes, as they stand in the list of contents."""
        return {one.file_name: one.sha256 for one in self.files}


def pack(package: Package) -> bytes:
    """Return the package as one ZIP; the same package gives the same bytes."""
    contents = {"format": FORMAT, "version": VERSION, **package.about, "files": package.about_files()}
    text = json.dumps(contents, ensure_ascii=False, indent=1).encode()
    into = io.BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((CONTENTS, text), *((one.file_name, one.data) for one in package.files)):
            archive.writestr(zipfile.ZipInfo(name, _DAY_ZERO), data, zipfile.ZIP_DEFLATED)
    return into.getvalue()


def unpack(data: bytes) -> Package:
    """Return what was packed, each file held to its hash; WatchDeskError where it is no package or was changed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST:
                raise WatchDeskError(NOT_OURS, code="not_a_handover")
            contents = json.loads(archive.read(CONTENTS))
            files = tuple(Packed(file_name=name, data=archive.read(name)) for name in contents["files"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, RuntimeError, EOFError) as wrong:
        raise WatchDeskError(NOT_OURS, code="not_a_handover") from wrong
    if contents.get("format") != FORMAT:
        raise WatchDeskError(NOT_OURS, code="not_a_handover")
    _refuse_changed(files, contents["files"])
    about = {key: value for key, value in contents.items() if key not in ("format", "files")}
    return Package(about=about, files=files)


def _refuse_changed(files: Sequence[Packed], hashes: Mapping[str, str]) -> None:
    changed = [one.file_name for one in files if one.sha256 != hashes[one.file_name]]
    if changed:
        sentence = f"「{changed[0]}」が、つくられたときと違っています。送った方に、もう一度もらってください。"
        raise WatchDeskError(sentence, code="tampered")
