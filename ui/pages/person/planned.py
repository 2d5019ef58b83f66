"""NextPlans: what is agreed on with one person next, and until when her line on 今日 is put off, in a line each."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.plans.period import Period, View, day_words
from ui.places import Place, Room
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import STRETCH, column, row, rule, words
from watchdesk.domain.planning import AppointmentLine
from watchdesk.domain.snooze import Snooze


class NextPlans(QWidget):
    """``show_plans(person_id, plans, put_off)``; ``wanted(Place)`` to see them, or to write one."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person_id = ""
        self._next: AppointmentLine | None = None
        self.told = words("", wrap=True)
        self.see = ActionButton("予定を見る", kind="link")
        self.add = ActionButton("予定を書く", kind="link")
        buttons = row(STRETCH, self.see, self.add, margins=(0, 0.5))
        line = row(self.told, margins=(0.9, 0.4, 0.9, 0))
        self.setLayout(column(rule(), line, buttons, gap=0.1))
        self.see.clicked.connect(self._see)
        self.add.clicked.connect(self._add)

    def show_plans(self, person_id: str, plans: Sequence[AppointmentLine], put_off: Snooze | None) -> None:
        """Show what is planned from today on, the next first, and whether somebody is put off 後日."""
        self._person_id, self._next = person_id, plans[0] if plans else None
        lines = [next_words(plans)]
        if put_off is not None:
            lines.append(f"後日 {day_words(put_off.until)}まで：{put_off.reason}")
        self.told.setText("\n".join(lines))
        self.see.setVisible(bool(plans))

    def _see(self) -> None:
        if self._next is not None:
            section = Period(View.MONTH, self._next.on).section()
            self.wanted.emit(Place(room=Room.PLANS, section=section, record_id=self._next.id))

    def _add(self) -> None:
        self.wanted.emit(Place(room=Room.APPOINTMENT, new=True, person_id=self._person_id))


def next_words(plans: Sequence[AppointmentLine]) -> str:
    """次の予定 11月24日（火） 10:00 受診の付き添い（ほか1件）."""
    if not plans:
        return "予定は、ありません。"
    line, more = plans[0], f"（ほか{len(plans) - 1}件）" if len(plans) > 1 else ""
    told = " ".join(part for part in (day_words(line.on), line.begins, line.what) if part)
    return f"次の予定 {told}{more}"
