"""LibreOffice as the receiver's spreadsheet program: opens a locked workbook by its password and tells every cell.

Run as a program by the system's own Python, which alone knows LibreOffice's ``uno``, it answers in JSON; the tests
call ``read``.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from datetime import time as clock
from pathlib import Path
from typing import Any

Page = dict[str, Any]
"""A sheet: its ``rows``, how many ``formulas`` it has, and its ``paper`` (width and height in mm)."""

_PYTHON = "/usr/bin/python3"
_PROGRAM = shutil.which("soffice")
_PATIENCE = 90.0
"""Seconds until LibreOffice has started; a first start makes its settings."""
_DATED, _FORMULA = 2, 16
"""com.sun.star.sheet.CellFlags."""
_FIRST_DAY = date(1899, 12, 30)
_DAY = 24 * 60 * 60


def missing() -> str:
    """Why no LibreOffice can be asked here; empty where one can."""
    if _PROGRAM is None:
        return "LibreOffice is not installed"
    asked = [_PYTHON, "-c", "import uno"]
    if not Path(_PYTHON).exists() or subprocess.run(asked, capture_output=True, check=False).returncode:
        return "LibreOffice's python3-uno is not installed"
    return ""


def read(files: Sequence[tuple[Path, str]]) -> list[dict[str, Page] | None]:
    """The sheets of each workbook as LibreOffice shows them, None where the password does not open it.

    Days and times of day come as such, numbers as floats, an empty cell as "".
    """
    asked = json.dumps([(str(path), password) for path, password in files])
    words = [_PYTHON, str(Path(__file__)), str(_PROGRAM)]
    told = subprocess.run(words, input=asked, capture_output=True, text=True, check=False, timeout=2 * _PATIENCE)
    assert told.returncode == 0, told.stderr
    books = json.loads(told.stdout)
    return [book and {name: {**page, "rows": _timed(page)} for name, page in book.items()} for book in books]


def _timed(page: Page) -> list[list[Any]]:
    rows: list[list[Any]] = page["rows"]
    for left, top, right, bottom in page["dated"]:
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [_when(serial) for serial in row[left : right + 1]]
    return rows


def _when(serial: float) -> date | clock:
    """What a spreadsheet's number is: a day, or a time of day where it is less than one."""
    if serial >= 1:
        return _FIRST_DAY + timedelta(days=serial)
    seconds = round(serial * _DAY)
    return clock(seconds // 3600, seconds // 60 % 60, seconds % 60)


# Under the system's Python --------------------------------------------------------------------------------------------


def _main(program: str) -> None:
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as home, _desktop(program, Path(home)) as desktop:
        json.dump([_book(desktop, Path(path), password) for path, password in asked], sys.stdout)


@contextmanager
def _desktop(program: str, home: Path) -> Iterator[Any]:
    """A LibreOffice of our own: its settings in ``home``, its pipe known to nobody else."""
    import uno  # noqa: PLC0415  # Debian's Python has it, the tests' has not

    pipe = f"watchdesk{uuid.uuid4().hex}"
    profile = f"-env:UserInstallation={(home / 'profile').as_uri()}"
    words = [program, profile, "--headless", "--norestore", "--nologo", f"--accept=pipe,name={pipe};urp;"]
    running = subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,  # what outlived us would hold the pipe open
        env={**os.environ, "HOME": str(home)},
        start_new_session=True,
    )
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    try:
        context = _connected(resolver, f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        yield desktop
        desktop.terminate()
        running.wait(_PATIENCE)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)  # the program is a script's child
            running.wait()


def _connected(resolver: Any, where: str) -> Any:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return resolver.resolve(where)
        except Exception:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def _book(desktop: Any, path: Path, password: str) -> "dict[str, Page] | None":
    from com.sun.star.beans import PropertyValue  # noqa: PLC0415  # uno brings them
    from com.sun.star.lang import IllegalArgumentException  # noqa: PLC0415

    options = [("Hidden", True), ("ReadOnly", True), ("Password", password)]
    named = tuple(PropertyValue(Name=name, Value=value) for name, value in options)
    try:
        book = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, named)
    except IllegalArgumentException:  # so it tells, where it may not ask, of a password that does not open the file
        return None
    try:
        styles = book.StyleFamilies.getByName("PageStyles")
        return {page.Name: _page(page, styles.getByName(page.PageStyle)) for page in book.Sheets}
    finally:
        book.close(True)


def _page(page: Any, style: Any) -> Page:
    cursor = page.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    dated = page.queryContentCells(_DATED).RangeAddresses
    return {
        "rows": page.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow).getDataArray(),
        "dated": [(one.StartColumn, one.StartRow, one.EndColumn, one.EndRow) for one in dated],
        "formulas": page.queryContentCells(_FORMULA).Count,
        "paper": [style.Width // 100, style.Height // 100],
    }


if __name__ == "__main__":
    _main(sys.argv[1])
