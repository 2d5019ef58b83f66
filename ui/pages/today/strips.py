"""The strips over the day's list: emergencies, what is given out without consent, drafts, the report, the season."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.person.states_words import clock
from ui.pages.today.parked import is_half_written, places
from ui.places import REVIEWS, Place, Room
from ui.widgets.boxes import column
from ui.widgets.strip import Strip
from watchdesk.desk import URGENT, DayFacts, DraftLine, Notice, OverrideLine, report_notice, urgent_notice
from watchdesk.domain.season import Season


class TodayStrips(QWidget):
    """``wanted`` carries the Place that a strip's button leads to."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.urgent, self.open_now, self.drafts, self.report, self.season = (Strip() for _ in range(5))
        self._all = (self.urgent, self.open_now, self.drafts, self.report, self.season)
        self._shown: DayFacts | None = None
        self._read: set[str] = set()
        self.setLayout(column(*self._all, gap=0.5))
        self.urgent.answered.connect(self._open_urgent)
        self.open_now.answered.connect(self._review)
        self.drafts.answered.connect(self._write_on)
        self.report.answered.connect(self._make_report)
        self.season.answered.connect(self._put_season_away)

    def show_facts(self, facts: DayFacts) -> None:
        """Say what there is, the worst first; what there is not takes no room."""
        self._shown = facts
        self._say_urgent(urgent_notice(facts))
        self._say_open(facts.open_now)
        self._say_drafts(tuple(line for line, _ in self._to_go_on()))
        self._say_report(report_notice(facts))
        self._say_season(facts.seasons)
        self._take_room()

    def _say_urgent(self, notice: Notice | None) -> None:
        if notice is None:
            self.urgent.clear()
        else:
            self.urgent.say(
                notice.sentence + notice.until, tone="urgent", lead=notice.lead, button="見る", icon="siren"
            )

    def _say_open(self, lines: tuple[OverrideLine, ...]) -> None:
        if not lines:
            self.open_now.clear()
            return
        whose = "、".join(f"{each.line.name}さん" if each.line is not None else "全員の分" for each in lines)
        until = clock(max(each.override.ends_at for each in lines))
        self.open_now.say(
            f"{whose}を、同意がなくても出せます。用がすんだら、終えて、何を渡したかを確かめてください。",
            tone="urgent",
            lead=f"緊急の提供中です（{until}まで）。",
            button="終えて確かめる",
            icon="siren",
        )

    def _to_go_on(self) -> tuple[tuple[DraftLine, Place], ...]:
        """What is half-written and was not put on 今日: that stands there as cards."""
        lines = self._shown.drafts if self._shown is not None else ()
        return places(tuple(line for line in lines if not line.parked and is_half_written(line)))

    def _say_drafts(self, lines: tuple[DraftLine, ...]) -> None:
        if not lines:
            self.drafts.clear()
            return
        newest, at = lines[0], lines[0].at
        which = "" if len(lines) == 1 else "いちばん新しいもの："
        self.drafts.say(
            f"{which}{newest.words}（{at.month}月{at.day}日 {at.hour}時{at.minute:02}分）",
            lead=f"書きかけが{len(lines)}件あります。",
            button="続きを書く",
            icon="pen-line",
        )

    def _say_report(self, notice: Notice | None) -> None:
        if notice is None:
            self.report.clear()
        else:
            self.report.say(notice.sentence, lead=notice.lead, button="月報を確かめる", icon="calendar-days")

    def _say_season(self, seasons: tuple[Season, ...]) -> None:
        """One season after the other, each until it was read; the next time the store is opened it comes again."""
        season = next((one for one in seasons if one.code not in self._read), None)
        if season is None:
            self.season.clear()
        else:
            self.season.say(season.prompt, lead=season.title, button="わかりました", icon="info")

    def _put_season_away(self) -> None:
        seasons = self._shown.seasons if self._shown is not None else ()
        self._read.update(one.code for one in seasons if one.title in self.season.sentence)
        self._say_season(seasons)
        self._take_room()

    def _take_room(self) -> None:
        self.setVisible(any(strip.sentence for strip in self._all))

    def _open_urgent(self) -> None:
        if self._shown is not None:
            ids = tuple(line.id for line in self._shown.urgent)
            self.wanted.emit(Place(room=Room.PEOPLE, only=ids, because=URGENT))

    def _review(self) -> None:
        self.wanted.emit(Place(room=Room.CONSENT, section=REVIEWS))

    def _write_on(self) -> None:
        for _, place in self._to_go_on()[:1]:
            self.wanted.emit(place)

    def _make_report(self) -> None:
        if self._shown is not None:
            oldest = next(iter(self._shown.reports), None)
            self.wanted.emit(Place(room=Room.REPORTS, month=oldest))
