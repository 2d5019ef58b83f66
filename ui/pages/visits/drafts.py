"""VisitDrafts: the strip over the list of visits that says what is half-written there, and leads to the newest."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.places import Place, Room
from ui.whereabouts import from_texts
from ui.widgets.strip import Strip
from watchdesk.desk import Desk, DraftLine


class VisitDrafts(Strip):
    """``show_kept()`` tells what is kept of visits and corrections; hidden where nothing is. ``wanted(Place)``."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._newest: Place | None = None
        self.answered.connect(self._write_on)

    def show_kept(self) -> None:
        """Say how many there are and name the newest."""
        kept = _of_visits(self._desk.drafts.lines())
        self._newest = kept[0][1] if kept else None
        if not kept:
            self.clear()
            return
        newest, at = kept[0][0], kept[0][0].at
        which = "" if len(kept) == 1 else "いちばん新しいもの："
        self.say(
            f"{which}{newest.words}（{at.month}月{at.day}日 {at.hour}時{at.minute:02}分）",
            lead=f"訪問記録の書きかけが{len(kept)}件あります。",
            button="続きを書く",
            icon="pen-line",
        )

    def _write_on(self) -> None:
        if self._newest is not None:
            self.wanted.emit(self._newest)


def _of_visits(lines: tuple[DraftLine, ...]) -> tuple[tuple[DraftLine, Place], ...]:
    """The drafts that are written on in the form of a visit, the newest first, each with where."""
    found = ((line, from_texts(line.place)) for line in lines)
    return tuple((line, place) for line, place in found if place is not None and place.room is Room.VISIT)
