"""DateField: a day as anybody writes it; what was understood, or what may have been meant, is said at once."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme import set_property
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row
from ui.widgets.calendar_panel import CalendarPanel
from ui.widgets.field_note import FieldNote
from ui.widgets.going_on import stand_aside
from ui.widgets.text_fields import LineField
from watchdesk.domain.era import (
    Lean,
    NotADay,
    age_on,
    parse_day,
    parse_leaning_day,
    parse_near_day,
    show_day,
    show_day_both,
    weekday,
)


class DateField(QWidget):
    """A day in any form of contract §3 (S12.3.5, ㍼12.3.5, 昭和12年3月5日, 1937-03-05, 19370305 …).

    ``today`` is the day it is. ``near`` also takes 11/2, 2, きのう (visits, promises made). ``birth`` adds the age to
    what is understood. ``ahead`` lets days after today pass; otherwise they are refused (contract §3). A month and day
    without a year are the latest such day, with ``ahead`` the nearest one, with ``coming`` (which is ahead too) the
    next one; of a birth the year has to be told.
    ``value()`` is the day, or None when the field is empty or unreadable; ``problem()`` says why. Under the field
    stands 昭和12年3月5日（1937年） 89歳, or the error with its proposal as a button. ``calendar`` adds a button that
    opens a month over the page (also Alt+↓); Esc closes it. ``edited`` comes with each change by the user.
    """

    edited = Signal()

    def __init__(
        self,
        name: str,
        today: date,
        *,
        near: bool = False,
        birth: bool = False,
        ahead: bool = False,
        coming: bool = False,
        calendar: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today, self._near, self._birth, self._ahead = today, near, birth, ahead or coming
        self._lean: Lean = "ahead" if coming else "nearest" if ahead else "back"
        self._proposal: date | None = None
        self._panel: CalendarPanel | None = None
        self.line = LineField(name, "昭和12年3月5日、S12.3.5 など" if birth else "")
        self.note = FieldNote()
        self.button = ActionButton("暦", "calendar-days", kind="low")
        self.setLayout(column(row(self.line, self.button, gap=0.5), self.note, gap=0.3))
        stand_aside(self.button)
        self.button.setVisible(calendar)  # only now: without a parent it would flash up as a window
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)
        self.line.edited.connect(self._edit)
        self.line.editingFinished.connect(self._settle)
        self.button.clicked.connect(self.toggle_calendar)
        self.note.proposed.connect(self._take_proposal)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self.button.setAccessibleName(f"{name}の暦を開く")

    def value(self) -> date | None:
        """The day, or None."""
        try:
            return self._read() if self.text().strip() else None
        except NotADay:
            return None

    def set_value(self, value: object) -> None:
        """Show a day, or none."""
        self.line.setText(show_day(value) if isinstance(value, date) else "")
        self._say()

    def text(self) -> str:
        """What stands in it, as typed."""
        return self.line.text()

    def set_text(self, text: str) -> None:
        """Put back what was typed."""
        self.line.setText(text)
        self._say()

    def problem(self) -> str:
        """Why the text is no day, or not one that can be; empty when all is well."""
        try:
            if self.text().strip():
                self._read()
        except NotADay as unread:
            return str(unread)
        return ""

    def show_error(self, sentence: str) -> None:
        """Show an error that was found elsewhere."""
        self._complain(sentence)

    def set_today(self, today: date) -> None:
        """It has become another day."""
        self._today = today
        self._say()

    def toggle_calendar(self) -> None:
        """Open the month over the page, or close it."""
        if self._panel is not None:
            self._close_calendar()
            return
        last = None if self._ahead else self._today
        self._panel = CalendarPanel(self.line, f"{self.accessibleName()}の暦", self.value() or self._today, last)
        self._panel.taken.connect(self._choose)
        self._panel.closed.connect(self._close_calendar)
        self._panel.open()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._put_calendar_away()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Down and alt:
            self.toggle_calendar()
        elif event.key() == Qt.Key.Key_Escape and self._panel is not None:
            self._close_calendar()
        else:
            super().keyPressEvent(event)

    def _read(self) -> date:
        day = self._read_any()
        if day > self._today and not self._ahead:
            raise NotADay("no_such_day", f"{show_day(day)}は、今日より先の日です。日付をお確かめください。")
        return day

    def _read_any(self) -> date:
        if self._birth:
            return parse_day(self.text())
        if self._near:
            return parse_near_day(self.text(), self._today)
        return parse_leaning_day(self.text(), self._today, self._lean)

    def _edit(self) -> None:
        self._say(typing=True)
        self.edited.emit()

    def _say(self, *, typing: bool = False) -> None:
        """Say what is understood; while typing, only errors that have a proposal interrupt."""
        self._proposal = None
        self._mark(wrong=False)
        try:
            self.note.say(self._understood(self._read()) if self.text().strip() else "")
        except NotADay as unread:
            self._proposal = self._offered(unread)
            if typing and self._proposal is None:
                self.note.say("")
            else:
                self._complain(str(unread))

    def _complain(self, sentence: str) -> None:
        self._mark(wrong=True)
        self.note.complain(sentence, f"{show_day(self._proposal)}に直す" if self._proposal else "")

    def _offered(self, unread: NotADay) -> date | None:
        day = unread.suggestion
        return day if day is not None and (self._ahead or day <= self._today) else None

    def _understood(self, day: date) -> str:
        age = f" {age_on(day, self._today)}歳" if self._birth else f" {weekday(day)}曜日"
        return f"{show_day_both(day)}{age}"

    def _settle(self) -> None:
        """On leaving, a day understood is written out in full."""
        day = self.value()
        if day is not None:
            self.line.setText(show_day(day))
        self._say()

    def _take_proposal(self) -> None:
        if self._proposal is not None:
            self.set_value(self._proposal)
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self.edited.emit()

    def _choose(self, chosen: date) -> None:
        self.set_value(chosen)
        self._close_calendar()
        self.edited.emit()

    def _close_calendar(self) -> None:
        """Close it; whoever stood in it stands in the field again."""
        panel = self._panel
        inside = panel is not None and panel.isAncestorOf(QApplication.focusWidget() or self)
        self._put_calendar_away()
        if inside:
            self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_calendar_away(self) -> None:
        panel, self._panel = self._panel, None
        if panel is not None:
            panel.hide()
            panel.deleteLater()

    def _mark(self, *, wrong: bool) -> None:
        set_property(self.line, "wrong", wrong)
