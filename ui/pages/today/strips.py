"""The strips over the day's list: emergencies, what is given out without consent, drafts, the report, the season."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.pages.alarms.work import OTHER
from ui.pages.person.states_words import clock
from ui.places import HISTORY, REVIEWS, STATES, Place, Room
from ui.whereabouts import from_texts
from ui.widgets.boxes import column
from ui.widgets.strip import Strip
from watchdesk.desk import URGENT, DayFacts, Draft, Notice, OverrideLine, report_notice, urgent_notice
from watchdesk.domain.season import Season

OF_STATES = frozenset(
    {
        *("consent", "consent-again", "emergency", "pause", "end", "again", "move"),
        *("back-consent_history", "back-status_history", "back-area_history"),
    }
)
"""Forms of a person's consent, status and area."""


OF_HISTORY = frozenset({"putback", "parting", "removing"})
"""Forms of a person's history."""


def place_of(draft: Draft) -> Place | None:
    """Where a draft is written on; None for a form that has no place of its own."""
    kept = from_texts(draft.place)
    if kept is not None:
        return kept
    form, _, record = draft.form.partition(":")
    if form == "person" and record == "new":
        return Place(room=Room.PERSON, new=True)
    if form == "appointment" and record == "new":
        return Place(room=Room.APPOINTMENT, new=True)
    places = {
        "visit": Place(room=Room.VISIT, person_id=record),
        "correction": Place(room=Room.VISIT, visit_id=record),
        "person": Place(room=Room.PERSON, person_id=record),
        "whereabouts": Place(room=Room.PERSON, person_id=record),
        "review": Place(room=Room.CONSENT, section=REVIEWS),
        "merging": _merging(record),
        "snooze": Place(room=Room.TODAY, person_id=record),
        "appointment": Place(room=Room.APPOINTMENT, record_id=record),
        "call_off": Place(room=Room.PLANS, record_id=record),
        "alarm": Place(room=Room.ALARM, record_id=record),
        "alarm-new": Place(room=Room.ALARM, new=True, person_id=None if record == OTHER else record),
        **dict.fromkeys(OF_HISTORY, Place(room=Room.PERSON, person_id=record.partition(":")[0], section=HISTORY)),
        **dict.fromkeys(OF_STATES, Place(room=Room.PERSON, person_id=record, section=STATES)),
    }
    return places.get(form)


def _merging(record: str) -> Place:
    kept, _, gone = record.partition(":")
    return Place(room=Room.MERGING, person_id=kept, only=(gone,))


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
        self._say_drafts([draft for draft in facts.drafts if place_of(draft) is not None])
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

    def _say_report(self, notice: Notice | None) -> None:
        if notice is None:
            self.report.clear()
        else:
            self.report.say(notice.sentence, lead=notice.lead, button="月報をつくる", icon="calendar-days")

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
        places = [place for draft in (self._shown.drafts if self._shown else ()) if (place := place_of(draft))]
        if places:
            self.wanted.emit(places[0])

    def _make_report(self) -> None:
        if self._shown is not None:
            self.wanted.emit(Place(room=Room.REPORTS, month=self._shown.report))
