"""Sudden ends: where the program stood when native code took it down, which no hook for exceptions hears of."""

import faulthandler
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path, PureWindowsPath
from typing import TextIO

_PLACE = re.compile(r'^\s*File "(?P<file>(?!<frozen ).*)", line (?P<line>\d+) in (?P<name>.*)$')
"""A place in the program; how Python itself imports and starts it is left out."""

_HEADS = ("Fatal Python error:", "Windows fatal exception:", "Current thread ", "Thread ")


class SuddenEnds:
    """``watch()`` at the start, ``ended_well()`` at the end; ``last()`` is what the program stood at when it died.

    Python writes the places of its threads into ``file``, without a value. They are told by name like those of an
    exception: a folder may bear its owner's name.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._written: TextIO | None = None

    def last(self) -> str:
        """When the program died suddenly last, kind and places; empty where it ended well."""
        with suppress(OSError):
            told = list(_places(self._file.read_text(encoding="utf-8", errors="replace")))
            at = datetime.fromtimestamp(self._file.stat().st_mtime).astimezone()
            return "\n".join((f"ended suddenly at {at:%Y-%m-%d %H:%M:%S}", *told)) if told else ""
        return ""

    def watch(self) -> None:
        """Begin to watch; what stood in the file is forgotten."""
        with suppress(OSError):  # a full or forbidden disk is no reason not to start
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._written = self._file.open("w", encoding="utf-8")
            faulthandler.enable(self._written)

    def ended_well(self) -> None:
        """Forget what was written: Windows tells of some faults that somebody then mends."""
        faulthandler.disable()
        with suppress(OSError):
            if self._written is not None:
                self._written.close()  # Windows deletes no file that is open
            self._file.unlink(missing_ok=True)


def _places(written: str) -> Iterator[str]:
    """What is known of the end, line by line: kinds, threads, places; the rest is of no use or tells of folders."""
    for line in written.splitlines():
        place = _PLACE.match(line)
        if place:
            yield f"  {PureWindowsPath(place['file']).name}:{place['line']} {place['name']}"
        elif line.startswith(_HEADS):
            yield line
