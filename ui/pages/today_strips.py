"""The strips over the day's list: an emergency that was recorded, what is half-written, the report that is awaited."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.places import Place, Room
from ui.widgets.boxes import column
from ui.widgets.strip import Strip
from watchdesk.desk import Draft
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.month import Month
from watchdesk.domain.words import Condition

URGENT = "緊急と記録した方"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressing:
    """What stands over the list: people last seen in an emergency, drafts newest first, the month awaited."""

    urgent: tuple[PersonLine, ...]
    drafts: tuple[Draft, ...]
    report: Month | None


def urgent(lines: Sequence[PersonLine]) -> tuple[PersonLine, ...]:
    """Those whose latest visit says 緊急."""
    return tuple(line for line in lines if line.condition is Condition.URGENT)


def place_of(draft: Draft) -> Place | None:
    """Where a draft is written on; None for a form that has no place of its own."""
    form, _, record = draft.form.partition(":")
    if form == "visit":
        return Place(room=Room.VISIT, person_id=record)
    if form == "correction":
        return Place(room=Room.VISIT, visit_id=record)
    if form == "person":
        return Place(room=Room.PERSON, new=True) if record == "new" else Place(room=Room.PERSON, person_id=record)
    return None


class TodayStrips(QWidget):
    """``wanted`` carries the Place that a strip's button leads to."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.urgent, self.drafts, self.report = Strip(), Strip(), Strip()
        self._shown: Pressing | None = None
        self.setLayout(column(self.urgent, self.drafts, self.report, gap=0.5))
        self.urgent.answered.connect(self._open_urgent)
        self.drafts.answered.connect(self._write_on)
        self.report.answered.connect(self._make_report)

    def show_pressing(self, pressing: Pressing) -> None:
        """Say what there is, the worst first; what there is not takes no room."""
        self._shown = pressing
        self._say_urgent(len(pressing.urgent))
        self._say_drafts([draft for draft in pressing.drafts if place_of(draft) is not None])
        self._say_report(pressing.report)
        self.setVisible(any(strip.sentence for strip in (self.urgent, self.drafts, self.report)))

    def _say_urgent(self, number: int) -> None:
        if not number:
            self.urgent.clear()
            return
        self.urgent.say(
            "119番・110番、見守り相談室への連絡がすんだか、お確かめください。次に会えたときの記録で、この知らせは消えます。",
            tone="urgent",
            lead=f"緊急と記録した方が{number}名います。",
            button="見る",
            icon="siren",
        )

    def _say_drafts(self, drafts: list[Draft]) -> None:
        if not drafts:
            self.drafts.clear()
            return
        newest = drafts[0].at
        self.drafts.say(
            f"いちばん新しいものは、{newest.month}月{newest.day}日 {newest.hour}時{newest.minute:02}分のものです。",
            lead=f"書きかけが{len(drafts)}件あります。",
            button="続きを書く",
            icon="pen-line",
        )

    def _say_report(self, month: Month | None) -> None:
        if month is None:
            self.report.clear()
            return
        self.report.say(
            "できたら、保健福祉課と見守り相談室へお出しください。",
            lead=f"{month.number}月の月報が、まだ印刷されていません。",
            button="月報をつくる",
            icon="calendar-days",
        )

    def _open_urgent(self) -> None:
        if self._shown is not None:
            ids = tuple(line.id for line in self._shown.urgent)
            self.wanted.emit(Place(room=Room.PEOPLE, only=ids, because=URGENT))

    def _write_on(self) -> None:
        places = [place for draft in (self._shown.drafts if self._shown else ()) if (place := place_of(draft))]
        if places:
            self.wanted.emit(places[0])

    def _make_report(self) -> None:
        if self._shown is not None:
            self.wanted.emit(Place(room=Room.REPORTS, month=self._shown.report))
