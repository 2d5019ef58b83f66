"""NextPlans: what is agreed on with one person next, and until when her line on 今日 is put off, in a line each."""

from collections.abc import Sequence

from ui.pages.person.told_part import ToldPart
from ui.pages.plans.period import Period, View, day_words
from ui.places import Place, Room
from watchdesk.domain.planning import AppointmentLine
from watchdesk.domain.snooze import Snooze


class NextPlans(ToldPart):
    """``show_plans(person_id, plans, put_off)``; ``wanted(Place)`` to see them, or to write one."""

    def __init__(self) -> None:
        super().__init__("予定")
        self._person_id = ""
        self._next: AppointmentLine | None = None
        self.see.clicked.connect(self._see)
        self.add.clicked.connect(self._add)

    def show_plans(self, person_id: str, plans: Sequence[AppointmentLine], put_off: Snooze | None) -> None:
        """Show what is planned from today on, the next first, and whether somebody is put off 後日."""
        self._person_id, self._next = person_id, plans[0] if plans else None
        later = () if put_off is None else (f"後日 {day_words(put_off.until)}まで：{put_off.reason}",)
        self.tell([*next_words(plans), *later])
        self.see.setVisible(bool(plans))

    def _see(self) -> None:
        if self._next is not None:
            section = Period(View.MONTH, self._next.on).section()
            self.wanted.emit(Place(room=Room.PLANS, section=section, record_id=self._next.id))

    def _add(self) -> None:
        self.wanted.emit(Place(room=Room.APPOINTMENT, new=True, person_id=self._person_id))


def next_words(plans: Sequence[AppointmentLine]) -> tuple[str, ...]:
    """次の予定 11月24日（火） 10:00 受診の付き添い（ほか1件）; nothing where there is none."""
    if not plans:
        return ()
    line, more = plans[0], f"（ほか{len(plans) - 1}件）" if len(plans) > 1 else ""
    told = " ".join(part for part in (day_words(line.on), line.begins, line.what) if part)
    return (f"次の予定 {told}{more}",)
