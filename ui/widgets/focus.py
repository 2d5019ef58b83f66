"""Focus: who asks is told where the focus goes, for as long as he lives."""

from collections.abc import Callable
from functools import cache
from weakref import WeakMethod

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

Told = Callable[[QWidget | None, QWidget | None], None]


def follow_focus(tell: Told) -> None:
    """Have a method of an object called with who had the focus and who has it now, each time that it moves."""
    _teller().methods.append(WeakMethod(tell))


class _Teller(QObject):
    """Belongs to the application, and is the only one that hears of Qt's own signal.

    A page that is taken apart loses the focus in the midst of it, and Qt tells of that. Where a part of the page
    listened itself, of which Python's half is gone already, the program would end.
    """

    def __init__(self, app: QCoreApplication | None) -> None:
        super().__init__(app)
        self.methods: list[WeakMethod[Told]] = []
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._tell)

    def _tell(self, old: QWidget | None, now: QWidget | None) -> None:
        self.methods = [method for method in self.methods if method() is not None]
        for method in tuple(self.methods):
            tell = method()
            if tell is not None and isValid(getattr(tell, "__self__", None)):
                tell(old if old is None or isValid(old) else None, now)


@cache
def _teller() -> _Teller:
    return _Teller(QCoreApplication.instance())
