"""Why something is written: said around a piece of work, so that no room has to hand it on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from watchdesk.errors import Invalid

LONGEST = 200
"""Characters; it is printed in a row of the page of differences."""

TAKEN_BACK = "元に戻した"
"""The program's own reason for what is undone; nobody wrote it."""

_BECAUSE: ContextVar[str | None] = ContextVar("because", default=None)


def reason_given() -> str | None:
    """Return the reason of what is being done, None where nobody said one."""
    return _BECAUSE.get()


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Write all that is written meanwhile for this reason; Invalid where it is empty or too long."""
    said = " ".join(reason.split())
    if not said:
        raise Invalid("reason", "わけを書いてください。", kind="missing")
    if len(said) > LONGEST:
        raise Invalid("reason", f"わけは、{LONGEST}文字までで書いてください。", kind="too_long")
    token = _BECAUSE.set(said)
    try:
        yield
    finally:
        _BECAUSE.reset(token)
