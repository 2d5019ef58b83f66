"""Errors that a user can act on: each text is a Japanese sentence, each kind has a stable code and exit status."""


class WatchDeskError(Exception):
    """Something was refused or failed; nothing changed. ``str(error)`` is a sentence for the user."""

    code = "failed"
    exit_status = 1

    def __init__(self, sentence: str, *, code: str | None = None) -> None:
        super().__init__(sentence)
        if code is not None:
            self.code = code


class Invalid(WatchDeskError):
    """A value that a record cannot take. ``field`` is the record's field name, ``code`` is ``field.kind``."""

    def __init__(self, field: str, sentence: str, *, kind: str = "invalid") -> None:
        super().__init__(sentence, code=f"{field}.{kind}")
        self.field = field
        self.kind = kind


class NotFound(WatchDeskError):
    """What was asked for is not in the store."""

    code = "not_found"


class NoStore(WatchDeskError):
    """There is no store in the folder."""

    code = "no_store"


class Busy(WatchDeskError):
    """Another piece of work holds the pen; try again in a moment."""

    code = "busy"


class Cancelled(WatchDeskError):
    """The user stopped a long piece of work; nothing changed."""

    code = "cancelled"


class DiskFull(WatchDeskError):
    """No room left on the disk; nothing changed."""

    code = "disk_full"


class WrongKey(WatchDeskError):
    """User unknown, or password or recovery key wrong."""

    code = "wrong_password"
    exit_status = 4


class Damaged(WatchDeskError):
    """The store's files are damaged or incomplete."""

    code = "damaged"
    exit_status = 5


class InUse(WatchDeskError):
    """Another program has the store open."""

    code = "in_use"
    exit_status = 6


class NewerStore(WatchDeskError):
    """The store was written by a newer version of the program."""

    code = "newer_store"
    exit_status = 7


class ClosedMonth(WatchDeskError):
    """A write moves figures of months that were closed, and no reason was given; ``months`` are told in words.

    ``proposed`` is the reason that was written for the record itself, empty where there was none. ``wrong`` says what
    is not to stand in the reason that was given, empty where there was none.
    """

    code = "closed_month"

    def __init__(self, months: str, proposed: str = "", wrong: str = "") -> None:
        super().__init__(f"{months}は締めてあります。{wrong or '直すときは、わけを書いてください。'}")
        self.months, self.proposed, self.wrong = months, proposed, wrong
