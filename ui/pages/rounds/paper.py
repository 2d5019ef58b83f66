"""SheetPanel: the very pages of a sheet before they are printed, who is left out, whose hidden place stands there."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QWidget

from ui.pages.papers.face import FaceWords, PaperFace, tell_withheld
from ui.pages.rounds.look import SheetLook
from ui.tasks import Job
from ui.widgets.boxes import words
from ui.widgets.strip import Strip
from watchdesk.desk import DaySheet, Desk

_WORDS = FaceWords(title="まわり用紙", back="選び直す", noun="用紙", send="用紙を印刷する")
_RULE = "1部ごとに番号がつき、写しとして管理台帳に残ります。もどるまで、今日の画面に出ます。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """For whom a sheet is, in walking order, and how it is to be (``day_sheets.prepare``)."""

    ids: tuple[str, ...]
    wish: Mapping[str, Any]


class SheetPanel(PaperFace):
    """``show_sheet(asked)``; ``closed`` goes back to choosing."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        self._asked: Asked | None = None
        self.look = SheetLook(desk)
        super().__init__(desk, desk.day_sheets, _WORDS, parent)
        self.look.edited.connect(self._redraw)
        self.drawing.follow(self.look.keeper)
        self.said.connect(self.look.forget_written)

    def show_sheet(self, asked: Asked) -> None:
        """Draw the pages for these people."""
        self._asked = asked
        self.strip.clear()
        self.look.begin()
        self.remake()

    def close_paper(self) -> None:
        """Forget the people and their pages."""
        super().close_paper()
        self.look.keep_written()
        self._asked = None

    def _beside(self) -> tuple[QWidget, ...]:
        self.withheld, self.secret = Strip(), Strip()
        return self.counts, words(_RULE, "small", "soft", wrap=True), self.withheld, self.secret, self.look

    def _job(self) -> Job | None:
        asked = self._asked
        if asked is None:
            return None
        return self._desk.day_sheets.prepare(asked.ids, **asked.wish, look=self.look.look())

    def _redraw(self) -> None:
        """The look was chosen otherwise while the pages are shown."""
        if self._asked is not None:
            self.remake()

    def _clear(self) -> None:
        super()._clear()
        self.withheld.clear()
        self.secret.clear()

    def _tell(self, drawn: DaySheet) -> None:
        """How many stand on it, how many do not and why, and whose hidden place is on it."""
        stops = drawn.facts.stops
        self.counts.setText(f"{stops.provided}名、{drawn.pages}ページです。")
        tell_withheld(self.withheld, drawn.facts.receiver, stops.withheld)
        opened = self._opened(drawn)
        if opened:
            told = (
                "住所が開いているので、用紙にのります。のせないときは、画面をいちど隠してから、つくり直してください。"
            )
            self.secret.say(told, "urgent", lead=f"秘匿の方が{opened}名います。", icon="lock-open")
        if self.isVisible() and not self._works_elsewhere():
            self.first_focus().setFocus()

    def _works_elsewhere(self) -> bool:
        """Whether one reads the pages or writes beside them: drawn anew, they take the focus from nobody."""
        now = self.focusWidget()
        return now is not None and any(part.isAncestorOf(now) for part in (self.look, self.held, self.paper))

    def _opened(self, drawn: DaySheet) -> int:
        """How many hidden people's place stands on it."""
        shown = {stop.id for stop in drawn.facts.stops.rows if not stop.hidden}
        return sum(line.hidden for line in self._desk.people.lines_of(shown))
