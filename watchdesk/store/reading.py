"""Reading many rows politely: other threads get their turn in between, so that the window never waits for a list."""

import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Executable, Row

AT_ONCE = 500
"""Rows read between two breaths."""

BREATH = 0.0003
"""Seconds. SQLite gives the interpreter's lock away for each row, but takes it back before another thread wakes."""


def rows(connection: Connection, asked: Executable) -> Iterator[Row[Any]]:
    """Yield what is asked for, row by row."""
    for part in connection.execute(asked).partitions(AT_ONCE):
        yield from part
        if len(part) == AT_ONCE:
            breathe()


def breathe() -> None:
    """Let other threads have their turn, in the middle of long work."""
    time.sleep(BREATH)
