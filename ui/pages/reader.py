"""Reader: reads what a page shows, off the window's thread, and says where that failed, with a way to try again."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from ui.pages.page import Page
from ui.tasks import Job, Latest
from ui.widgets.empty import Empty
from watchdesk.errors import NotFound, WatchDeskError

UNREAD = "読みこめませんでした。"
AGAIN = "もう一度読む"


class Reader(QObject):
    """``read()`` does the page's job and ends in ``taken(result)``; asked while it reads, it reads once more instead.

    ``empty`` stands where the page shows nothing yet: it says ``waiting``, and where reading fails what went wrong,
    with the button that reads again. A page that shows something keeps it, and the window says it above. ``failed``
    carries the error to a page that has more to do about it. What is not there (NotFound) is not tried again.
    """

    taken = Signal(object)
    failed = Signal(object)

    def __init__(self, page: Page, job: Callable[[], Job], empty: Empty, waiting: str) -> None:
        super().__init__(page)
        self._page, self._empty, self._waiting = page, empty, waiting
        self._work = Latest(job, self)
        self._work.done.connect(self._take)
        self._work.failed.connect(self._stumble)
        self._shows = False
        self._wait()

    @property
    def reading(self) -> bool:
        """Whether it reads."""
        return self._work.running

    def read(self, *, anew: bool = False) -> None:
        """Read, or remember to; ``anew``: something else than what is shown by now."""
        if anew or not self._shows:
            self._wait()
        self._work.ask()

    def try_again(self) -> None:
        """Read, as the user asked."""
        self.read()

    def _take(self, result: object) -> None:
        self._shows = True
        self.taken.emit(result)

    def _stumble(self, error: Exception) -> None:
        if not isinstance(error, WatchDeskError):
            sys.excepthook(type(error), error, error.__traceback__)  # into the log
        self._tell(error)
        self.failed.emit(error)

    def _tell(self, error: Exception) -> None:
        sentence = str(error) if isinstance(error, WatchDeskError) else UNREAD
        if self._shows and not isinstance(error, NotFound):
            if self._page.isVisible():  # the others read again when one comes to them
                self._page.unread.emit(sentence, AGAIN, self.try_again)
            return
        self._shows = False
        self._empty.say_unread(sentence, "" if isinstance(error, NotFound) else AGAIN, self.try_again)
        self._bring_empty()
        if self._empty.button.isVisible() and not self._page.writes_elsewhere():
            self._empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wait(self) -> None:
        self._shows = False
        self._empty.say(self._waiting, icon="loader")
        self._bring_empty()

    def _bring_empty(self) -> None:
        stack = self._empty.parentWidget()
        if isinstance(stack, QStackedWidget):
            stack.setCurrentWidget(self._empty)
