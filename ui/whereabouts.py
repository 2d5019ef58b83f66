"""Whereabouts: where in the window the user is, to the very field and caret, so that one comes back to it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import Field, fields, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from ui.places import Place, Room
from ui.widgets.action_button import ActionButton
from watchdesk.desk import BEING_WRITTEN, Desk, Where
from watchdesk.domain.month import Month
from watchdesk.errors import Invalid, WatchDeskError

if TYPE_CHECKING:
    from ui.main_window import MainWindow

LOOKS_EVERY, LOOKS_FOR, HOLDS_FOR = 40, 6000, 1200
"""Milliseconds: a page that reads shows its fields later, and puts the focus where one begins when it has read."""

_PRESSED = ("choice", "asks")
"""What a place holds of the way one came; it is not done again on coming back."""


class Whereabouts(QObject):
    """``now()`` tells where the user is, ``come_back()`` leads there; the draft file keeps it, no file in the clear.

    ``moved()`` when another page is shown: what was written before is not where one is any more. ``hide(where)`` when
    the screen is hidden, with what ``now()`` told before the pages were left.
    """

    def __init__(self, window: "MainWindow", desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._form = ""
        self._wanted: Where | None = None
        self._looked = 0
        self._held = -1
        self._timer = QTimer(self)
        self._timer.setInterval(LOOKS_EVERY)
        self._timer.timeout.connect(self._look)
        desk.drafts.follow(self._of_form)

    def now(self) -> Where:
        """Place, focus and caret as they are."""
        page, focus = self._window.page(), QApplication.focusWidget()
        if page is None:
            return Where(place=to_texts(self._window.place))
        where = Where(place=to_texts(page.here(self._window.place)), what=page.TITLE, form=self._form)
        if focus is None or not page.isAncestorOf(focus):
            return where
        caret, anchor = caret_of(focus)
        told = {} if isinstance(focus, ActionButton) else {BEING_WRITTEN: focus.accessibleName()}
        place = {**where.place, **told}
        return replace(where, place=place, focus=name_of(page, focus), caret=caret, anchor=anchor)

    def hide(self, where: Where) -> None:
        """The screen is hidden here: one comes back even where nothing is half-written."""
        where = self._wanted or where  # hidden again before one was back
        self._stand(replace(where, form=self._form, hidden=True))

    def stop(self) -> None:
        """One is back: the focus is where it belongs, held by nobody."""
        self._end()

    def leave(self) -> None:
        """Nothing is asked any more: the window goes."""
        self._end()
        self._desk.drafts.follow(None)

    def moved(self) -> None:
        """Another page is shown."""
        if self._form:
            self._form = ""
            self._stand(self.now())

    def go_on(self, forms: Sequence[str]) -> None:
        """A page is shown in which these forms are half-written, if any."""
        if forms:
            self._stand(self._of_form(forms[0]))

    def place_before(self) -> Place | None:
        """The place to come back to, None where nothing waits there."""
        where = self._desk.drafts.come_back()
        place = from_texts(where.place) if where is not None else None
        if where is None or place is None:
            return None
        self._wanted, self._form = where, where.form
        if where.hidden:
            self._stand(replace(where, hidden=False))
        return place

    def come_back(self) -> None:
        """Put the focus and the caret where they were, as soon as that field is there; a key or click ends it."""
        if self._wanted is None or not self._wanted.focus:
            self._wanted = None
            return
        self._looked, self._held = 0, -1
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # one runs
        self._timer.start()
        self._look()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if _acts(event):
            self._end()
        return False

    def _stand(self, where: Where) -> None:
        """What can't be kept here is no reason to stop anybody; what is written is told by its own form."""
        with suppress(WatchDeskError):
            self._desk.drafts.stand(where)

    def _of_form(self, form: str) -> Where:
        """Where a form is written, which is half-written from now on."""
        self._form = form
        back = self._wanted  # the page is being filled again: where one was is better known than where one is
        return replace(back, form=form, hidden=False) if back is not None else self.now()

    def _look(self) -> None:
        """Find the field, and hold the focus in it until the page has settled."""
        page = self._window.page()
        self._looked += LOOKS_EVERY
        over = self._looked > LOOKS_FOR if self._held < 0 else self._looked - self._held > HOLDS_FOR
        if self._wanted is None or page is None or over:
            self._end()
            return
        field = find(page, self._wanted.focus)
        if field is None or not field.isVisible() or not field.isEnabled():
            return
        if not field.hasFocus():
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        if field.hasFocus() and caret_of(field) != (self._wanted.caret, self._wanted.anchor):
            put_caret(field, self._wanted.caret, self._wanted.anchor)
        self._held = self._looked if self._held < 0 else self._held

    def _end(self) -> None:
        self._wanted = None
        self._timer.stop()
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]  # one runs


def _acts(event: QEvent) -> bool:
    """Whether the user writes or clicks, so that nothing must move any more."""
    if isinstance(event, QInputMethodEvent):
        return bool(event.preeditString() or event.commitString())
    return event.type() in _ACTS


_ACTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress})


# a place as texts


def to_texts(place: Place) -> dict[str, str]:
    """A place as the draft file keeps it; what the pressed key asked for is left out."""
    values = {field.name: getattr(place, field.name) for field in fields(place) if field.name not in _PRESSED}
    return {name: _written(value) for name, value in values.items() if value not in (None, "", False)}


def _written(value: object) -> str:
    if isinstance(value, tuple):
        return "\n".join(map(str, value))
    return "1" if value is True else str(value)


def from_texts(texts: Mapping[str, str]) -> Place | None:
    """A place as it was kept; None for one of another version, or for none."""
    try:
        values = {field.name: _read(field, texts[field.name]) for field in fields(Place) if field.name in texts}
        return Place(**{**values, "room": Room(values["room"])})
    except (KeyError, ValueError, TypeError, AttributeError, Invalid):
        return None


def _read(field: Field[Any], text: str) -> Any:
    kind = str(field.type)
    if "tuple" in kind:
        return tuple(text.split("\n"))
    if "Month" in kind:
        return Month.parse(text)
    return text == "1" if field.type is bool else text


# a field of a page by its name


def name_of(page: QWidget, field: QWidget) -> str:
    """A field's name in its page: its kind, its key or what is read out of it, and the how manieth of those it is."""
    name = _plain_name(field)
    alike = [widget for widget in page.findChildren(QWidget) if _plain_name(widget) == name]
    return f"{name}|{alike.index(field) if field in alike else 0}"


def find(page: QWidget, name: str) -> QWidget | None:
    """The field of that name, None where it is not there (yet)."""
    plain, _, number = name.rpartition("|")
    alike = [widget for widget in page.findChildren(QWidget) if _plain_name(widget) == plain]
    at = int(number) if number.isdecimal() else len(alike)
    return alike[at] if at < len(alike) else None


def _plain_name(widget: QWidget) -> str:
    return f"{type(widget).__name__}|{widget.property('key') or ''}|{widget.accessibleName()}"


def caret_of(field: QWidget) -> tuple[int, int]:
    """Where the caret stands in a field, and where what is selected begins; 0 and 0 where there is none."""
    line = _line_of(field)
    if isinstance(line, QTextEdit | QPlainTextEdit):
        return line.textCursor().position(), line.textCursor().anchor()
    if not isinstance(line, QLineEdit):
        return 0, 0
    at, start, end = line.cursorPosition(), line.selectionStart(), line.selectionEnd()
    return at, at if start < 0 else end if start == at else start


def put_caret(field: QWidget, caret: int, anchor: int) -> None:
    """Put the caret back, as far as there is text."""
    line = _line_of(field)
    if isinstance(line, QTextEdit | QPlainTextEdit):
        most, cursor = line.document().characterCount() - 1, line.textCursor()  # as Qt counts: 𠮷 is two
        cursor.setPosition(min(anchor, most))
        cursor.setPosition(min(caret, most), QTextCursor.MoveMode.KeepAnchor)
        line.setTextCursor(cursor)
    elif isinstance(line, QLineEdit):
        line.setCursorPosition(caret)
        if caret != anchor:
            line.setSelection(anchor, caret - anchor)


def _line_of(field: QWidget) -> QWidget | None:
    return field.lineEdit() if isinstance(field, QComboBox) else field
