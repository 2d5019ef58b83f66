"""Errors: what nobody expected is logged without personal data and told in one plain sentence."""

import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from watchdesk.errors import WatchDeskError

SENTENCE = (
    "思いがけないことが起きました。書きかけは残してあります。同じことが続くときは、プログラムを開き直してください。"
)
LONGEST_LOG = 512 * 1024
"""Bytes; a longer log is begun anew, one older one is kept."""


class Told(Protocol):
    """Shows a sentence to the user."""

    def __call__(self, sentence: str, /) -> None: ...


class UnexpectedErrors(QObject):
    """The one hook for exceptions that fly out of slots and threads; ``install`` it once in ``ui.main``.

    ``log`` is the file, ``tell`` shows a sentence, ``keep_drafts`` is called first so that nothing typed is lost, and
    ``clock`` gives the time. The log holds the time, kinds of exception and places in the program: no message, no
    value, no file of the user, so no name can be in it. ``tell`` and ``keep_drafts`` are called on the window's thread.
    """

    _flew = Signal(str)

    def __init__(
        self,
        log: Path,
        tell: Told,
        clock: Callable[[], datetime],
        keep_drafts: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__()
        self._log, self._tell, self._keep_drafts, self._clock = log, tell, keep_drafts, clock
        self._busy = False
        self._flew.connect(self._answer)

    def install(self) -> None:
        """Take all exceptions that nobody catches, on every thread."""
        sys.excepthook = self.take
        threading.excepthook = self._take_from_thread

    def note(self, lines: str) -> None:
        """Log what no exception told; nothing where there is nothing."""
        if lines:
            self._write(lines)

    def take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Log, keep the drafts, and tell. A WatchDeskError has its own sentence and is not logged."""
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if not isinstance(error, WatchDeskError):
            self._write(describe(error, trace))
        self._flew.emit(str(error) if isinstance(error, WatchDeskError) else SENTENCE)

    def _answer(self, sentence: str) -> None:
        """Once at a time: an error while an error is told is only logged."""
        if self._busy:
            return
        self._busy = True
        try:
            self._keep_what_is_typed()
            self._tell(sentence)
        finally:
            self._busy = False

    def _keep_what_is_typed(self) -> None:
        try:
            self._keep_drafts()
        except Exception as error:  # the hook itself must never fail; what went wrong is in the log
            self._write(describe(error, error.__traceback__))

    def _take_from_thread(self, found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            self.take(found.exc_type, found.exc_value, found.exc_traceback)

    def _write(self, lines: str) -> None:
        try:
            self._log.parent.mkdir(parents=True, exist_ok=True)
            if self._log.exists() and self._log.stat().st_size > LONGEST_LOG:
                self._log.replace(self._log.with_suffix(".old.log"))
            with self._log.open("a", encoding="utf-8") as file:
                file.write(f"{self._clock():%Y-%m-%d %H:%M:%S}\n{lines}\n")
        except OSError:
            return  # a full or forbidden disk must not hide the sentence that the user needs


def describe(error: BaseException, trace: TracebackType | None) -> str:
    """Kinds and places of an exception and its causes: ``KeyError at people.py:12 row``; never a message or value."""
    chain: list[str] = []
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        chain.append(f"{type(at).__module__}.{type(at).__qualname__}")
        frames = traceback.extract_tb(trace if at is error else at.__traceback__, limit=-30)
        chain += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        at = at.__cause__ or at.__context__
    return "\n".join(chain)
