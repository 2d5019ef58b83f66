"""DraftKeeper: keeps what is half-written in a form, within two seconds and at each change of field."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.focus import follow_focus
from ui.widgets.manners import end_conversion
from watchdesk.desk import Desk, Draft
from watchdesk.errors import WatchDeskError

Texts = tuple[Mapping[str, str], str]
"""What stands in a form by field, and the field that has the focus."""

WITHIN = 1500
"""Milliseconds after a key at which it is on the disk; the promise is two seconds."""
AT_FIRST = 300
"""The same after the first key in a form: from then on it is where one comes back to."""


def told_restored(at: datetime, now: datetime) -> str:
    """Say of when a draft is that was put back: 9時05分の書きかけを戻しました; with its day where that is another."""
    day = "" if at.date() == now.date() else f"{at.month}月{at.day}日 "
    return f"{day}{at.hour}時{at.minute:02}分の書きかけを戻しました。"


def half_written(desk: Desk, room: str) -> tuple[str, str] | None:
    """Return the question of a room that was written on last and what it is of; None where there is none.

    Its drafts are kept under ``room:question:of``.
    """
    keys = (draft.form.split(":", 2) for draft in desk.drafts.all() if draft.form.startswith(f"{room}:"))
    return next(((question, of) for _, question, of in keys), None)


class DraftKeeper(QObject):
    """``begin(form)`` once the form is filled, ``touch()`` at each change, ``keep()`` at once, ``forget()`` at its end.

    A form that stands as it was filled has no draft. ``kept(moment)`` after each save, None once there is nothing to
    keep; ``failed(sentence)`` where the disk refuses. Where ``parent`` is the form's widget or holds it, leaving a
    field keeps what is in it by itself. ``what`` is being written, in words; empty: the title of the page.
    """

    kept = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, read: Callable[[], Texts], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._read = desk, read
        self._form: str | None = None
        self._filled: Mapping[str, str] = {}
        self._last: Texts | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.keep)
        self._focus = ""
        self.what = ""
        follow_focus(self._follow_focus)

    @property
    def holds(self) -> bool:
        """Whether something is kept of this form."""
        return self._last is not None

    @property
    def form(self) -> str | None:
        """The form that is looked after."""
        return self._form

    def changed(self) -> bool:
        """Whether the form stands otherwise than it was filled."""
        return self._form is not None and self._read()[0] != self._filled

    def standing(self) -> tuple[str, Mapping[str, str]]:
        """What a draft of it as it stands now would be kept under, and what would be in it."""
        return self._form or "", dict(self._read()[0])

    def begin(self, form: str) -> Draft | None:
        """Look after a form from now on, as it is filled now; return what was kept of it earlier."""
        self._timer.stop()
        self._form = form
        self._filled = dict(self._read()[0])
        draft = self._desk.drafts.load(form)
        if draft is not None:
            with suppress(WatchDeskError):  # where one is may be forgotten; what was written is there
                self._desk.drafts.go_on(form)
        self._focus = (draft.focus or "") if draft is not None else ""
        self._last = (draft.texts, self._focus) if draft is not None else None
        return draft

    def told_restored(self, draft: Draft) -> str:
        """Say of when a draft is that was put back."""
        return told_restored(draft.at, self._desk.now())

    def touch(self) -> None:
        """Something was typed: keep it soon, the first letter sooner. Further keys do not put it off."""
        if self._form is not None and not self._timer.isActive():
            self._timer.start(WITHIN if self.holds else AT_FIRST)

    def keep(self) -> None:
        """Keep what stands in the form now, where it changed."""
        self._timer.stop()
        if self._form is None:
            return
        texts, focus = self._read()
        self._focus = focus = focus or self._focus  # a button pressed in between is not where one wrote
        if texts == self._filled:
            if self.holds:
                self._drop()
        elif (texts, focus) != self._last:
            self._save(self._form, texts, focus)

    def keep_all(self) -> None:
        """End an open conversion and keep everything: the page goes to the back, or the screen is locked."""
        end_conversion()
        self.keep()

    def forget(self) -> None:
        """The form was recorded, or is to be empty: nothing is kept, and nothing more is looked after."""
        self._timer.stop()
        if self._form is not None:
            self._drop()
        self._form = None

    def settle(self) -> None:
        """It went out as it stands: nothing is half-written, and what stands here is where one begins again."""
        form = self._form
        self.forget()
        if form is not None:
            self.begin(form)

    def forget_form(self) -> None:
        """Look after nothing; what was kept stays."""
        self._timer.stop()
        self._form = None

    def _follow_focus(self, old: QWidget | None, _now: QWidget | None) -> None:
        """A field was left, for another one or for another program: what is in it is kept at once."""
        form = self.parent()
        if self._form is None or old is None or not isinstance(form, QWidget):
            return
        if shiboken6.isValid(old) and form.isAncestorOf(old) and (self._timer.isActive() or self.holds):
            self.keep()

    def _save(self, form: str, texts: Mapping[str, str], focus: str) -> None:
        try:
            self._desk.drafts.save(form, texts, focus or None, self.what)
        except WatchDeskError as refused:
            self.failed.emit(str(refused))
            return
        self._last = (dict(texts), focus)
        self.kept.emit(self._desk.now())

    def _drop(self) -> None:
        if self._form is not None:
            self._desk.drafts.discard(self._form)
        self._last = None
        self.kept.emit(None)
