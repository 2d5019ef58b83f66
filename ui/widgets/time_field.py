"""TimeField: a time of day as anybody writes it: 11:10, 1110, 11時10分, 午後2時半."""

import re
import unicodedata
from datetime import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.text_fields import LineField

_WRITTEN = re.compile(
    r"(?P<half>午前|午後|AM|PM)?(?P<hour>[0-9]{1,2})(?:[:.時](?:(?P<minute>[0-9]{1,2})分?|(?P<thirty>半))?)?"
)
_COMPACT = re.compile(r"(?P<half>)(?P<hour>[0-9]{1,2})(?P<minute>[0-9]{2})(?P<thirty>)")


class TimeField(LineField):
    """A time of day, written out as 11:10 on leaving; ``value()`` is a time or None."""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, "例 11:10", parent)
        self.setInputMethodHints(Qt.InputMethodHint.ImhPreferNumbers)
        self.editingFinished.connect(self._put_in_form)

    def value(self) -> time | None:
        """The time, None when there is none or it can't be read."""
        return read_time(self.text())

    def set_value(self, value: object) -> None:
        """Show a time, or none."""
        self.setText(f"{value.hour}:{value.minute:02}" if isinstance(value, time) else "")

    def problem(self) -> str:
        """A sentence when this is no time of day."""
        if self.text().strip() and self.value() is None:
            return "時刻は、11:10のように入れてください。"
        return ""

    def _put_in_form(self) -> None:
        if self.value() is not None:
            self.set_value(self.value())


def read_time(text: str) -> time | None:
    """The time of day that a text names, in any width; None where it names none."""
    plain = "".join(unicodedata.normalize("NFKC", text).upper().split())
    found = (_COMPACT if re.fullmatch("[0-9]{3,4}", plain) else _WRITTEN).fullmatch(plain)
    if found is None:
        return None
    hour = int(found["hour"]) + (12 if found["half"] in {"午後", "PM"} and int(found["hour"]) < 12 else 0)
    minute = 30 if found["thirty"] else int(found["minute"] or 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
