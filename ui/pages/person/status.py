"""Status 状態 and area 地域 of a person: paused, ended, begun again, moved; told as they came to be."""

from collections.abc import Mapping
from datetime import date

from ui.pages.in_place import Question, Values
from ui.pages.person.state_part import StatePart
from ui.pages.person.states_words import AREA_HEADS, STATUS_HEADS, area_rows, status_rows
from ui.widgets.choice_field import Choice
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain import histories
from watchdesk.domain.era import show_day, show_day_short
from watchdesk.domain.histories import ONE_DAY, AreaEntry, StatusEntry
from watchdesk.domain.honorific import called
from watchdesk.domain.partner import Partner
from watchdesk.domain.person import Person
from watchdesk.domain.words import EndReason, Status
from watchdesk.errors import Invalid, WatchDeskError
from watchdesk.fields import Field, Kind

PAUSE_SINCE = Field(
    "since", "休止する日", Kind.DAY, required=True, hint="休みに入る最初の日です。先の日も入れられます。"
)
PAUSE_UNTIL = Field(
    "until", "再開の日", Kind.DAY, hint="その日から、ひとりでに見守り中に戻ります。未定なら空にします。"
)
PAUSE_WHY = Field("reason", "休止のわけ", hint="入院、旅行など。")
END_SINCE = Field("since", "終了の日", Kind.DAY, required=True, hint="見守りをしなくなる最初の日です。")
END_WHY = Field("reason", "終了理由", Kind.CHOICE, required=True, code_list="end_reason")
AGAIN_SINCE = Field("since", "始める日", Kind.DAY, required=True)
MOVED_TO = Field("area", "移った先", Kind.CHOICE, required=True, code_list="others")
MOVED_ON = Field("since", "移った日", Kind.DAY, required=True, hint="先の日も入れられます。")


def together(title: str) -> Field:
    """The people of the same household, to be ticked."""
    return Field("household", title, Kind.CHOICES, code_list="household", wide=True)


class StatusPart(StatePart):
    """状態: paused until a day, with the household where wanted; ended; begun again; the last entry taken back."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk, number, "状態", "status_history")
        self.offer("pause", "休止する", "circle-pause")
        self.offer("end", "終了する", "circle-stop")
        self.offer("again", "見守りを再び始める", "rotate-ccw")
        self.offer_taking_back()

    def show_rows(self, person: Person) -> None:
        """Show the states of somebody."""
        self.table.show_rows(STATUS_HEADS, status_rows(person.status_history, self.desk.today(), self.desk.codes))

    def offered(self, person: Person) -> Mapping[str, str]:
        """Return what can follow the state of today."""
        now = person.status_on(self.desk.today())
        pause, end = {"pause": "休止する"}, {"end": "終了する"}
        if now is Status.ENDED:
            return {"again": "見守りを再び始める"}
        if now is Status.PAUSED:
            return {"again": "見守りを再開する", "pause": "休止の日を書きかえる", **end}
        return {**pause, **end}

    def told_last(self, person: Person) -> str:
        """休止 of the latest entry."""
        return person.status_history[-1].state.label

    def question(self, key: str, person: Person) -> Question:
        """Return the question of a button."""
        return {"pause": self._pausing, "end": self._ending, "again": self._beginning}[key](person)

    def _pausing(self, person: Person) -> Question:
        others = others_at_home(self.desk, person)
        home = (together("いっしょに休止する方"),) if others else ()
        return Question(
            draft="",
            title="見守りを休止します",
            told="再開の日を入れると、その日からひとりでに見守り中に戻ります。" + _stay(others),
            save="休止を書き足す",
            fields=(PAUSE_SINCE, PAUSE_UNTIL, PAUSE_WHY, *home),
            asking=self.asking("since", coming="until", household=others),
            values=_pause_now(person, self.desk.today()),
            write=self._pause,
        )

    def _pause(self, values: Values) -> str:
        person, until = self._known(), values["until"]
        try:
            entry = StatusEntry(state=Status.PAUSED, since=values["since"], until=until, reason=values["reason"])
        except Invalid as wrong:
            raise Invalid("until", str(wrong), kind="until") from wrong
        ids = (person.id, *values.get("household", ()))
        self.desk.people.set_status_of(ids, entry)
        whose = f"世帯の{len(ids)}名の休止" if len(ids) > 1 else "休止"
        back = f"{show_day(until)}に再開します。" if until else "再開の日は、まだ決まっていません。"
        return f"{whose}を書き足しました。{back}{self._unless_it_holds(entry)}"

    def _ending(self, person: Person) -> Question:
        return Question(
            draft="",
            title="見守りを終了します",
            told="台帳と訪問の記録は残ります。まちがえたときは、あとから取り消せます。",
            save="終了を書き足す",
            fields=(END_SINCE, END_WHY),
            asking=self.asking("since"),
            values={"since": self.desk.today()},
            write=self._end,
        )

    def _end(self, values: Values) -> str:
        why = EndReason(values["reason"])
        entry = StatusEntry(state=Status.ENDED, since=values["since"], reason=why.value)
        self.desk.people.set_status(self._known().id, entry)
        return f"終了（{why.label}）を書き足しました。{self._unless_it_holds(entry)}"

    def _beginning(self, person: Person) -> Question:
        return Question(
            draft="",
            title="見守りを再び始めます",
            save="見守り中にする",
            fields=(AGAIN_SINCE,),
            asking=self.asking("since"),
            values={"since": self.desk.today()},
            write=self._begin,
        )

    def _begin(self, values: Values) -> str:
        entry = StatusEntry(state=Status.ACTIVE, since=values["since"])
        self.desk.people.set_status(self._known().id, entry)
        return f"{show_day(values['since'])}からの見守り中を書き足しました。{self._unless_it_holds(entry)}"

    def _unless_it_holds(self, entry: StatusEntry) -> str:
        """Say that an entry of a past day is overruled by a later one; nothing where it holds or lies ahead."""
        today = self.desk.today()
        history = self.desk.people.get(self._known().id).status_history
        now = histories.on(history, today)
        if now is None or now is entry or now == entry or (entry.since is not None and entry.since > today):
            return ""
        label = (histories.status_on(history, today) or now.state).label
        return f"ただし、あとの日付の記録があるので、いまの状態は「{label}」のままです。"


class AreaPart(StatePart):
    """地域: moved to another area, with the household where wanted; charges left behind are proposed to be ended."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(desk, number, "地域", "area_history")
        self._left: tuple[Partner, ...] = ()
        self.behind = Strip()
        self.behind.answered.connect(self.end_charges)
        self.extras.addWidget(self.behind)
        self.offer("move", "ほかの地域へ移った", "arrow-right")
        self.offer_taking_back()

    def show_rows(self, person: Person) -> None:
        """Show the areas of somebody."""
        self.table.show_rows(AREA_HEADS, area_rows(person.area_history, self.desk.today()))

    def offered(self, person: Person) -> Mapping[str, str]:
        """A move is always possible."""
        return {"move": "ほかの地域へ移った"}

    def told_last(self, person: Person) -> str:
        """The area entered last."""
        return f"{person.area_history[-1].area}地域"

    def show_left_behind(self, partners: tuple[Partner, ...]) -> None:
        """Propose to end the charges of partners of the former area."""
        self._left = partners
        if not partners or self.person is None:
            self.behind.clear()
            return
        kinds = self.desk.codes.labels("partner_kinds")
        names = "、".join(f"{kinds.get(one.kind, '')} {called(one)}" for one in partners)
        until = show_day_short(last_day_before(self.person, self.desk.today()))
        self.behind.say(
            f"{names}です。続けて担当される方なら、このままでかまいません。",
            "care",
            lead="前の地域の担当が、そのままになっています。",
            button=f"{until}で担当を終える",
            icon="users-round",
        )

    def end_charges(self) -> None:
        """End the charges of those of the former area with the day before the move."""
        person, until = self._known(), last_day_before(self._known(), self.desk.today())
        try:
            for partner in self._left:
                self.desk.people.end_charge(person.id, partner.id, until)
        except WatchDeskError as error:
            self.refused.emit(str(error))
            return
        self.behind.clear()
        self.written.emit(f"{len(self._left)}名の担当を、{show_day(until)}までにしました。")

    def question(self, key: str, person: Person) -> Question:
        """Return the question of the move."""
        now = person.area_on(self.desk.today())
        areas = tuple((one.code, one.label) for one in self.desk.codes.entries("areas") if one.code != now)
        others = others_at_home(self.desk, person)
        home = (together("いっしょに移る方"),) if others else ()
        return Question(
            draft="",
            title="ほかの地域へ移ります",
            told="移った日からの訪問は、移った先の地域に数えます。" + _at_home(others),
            save="移った先を書き足す",
            fields=(MOVED_TO, MOVED_ON, *home),
            asking=self.asking("since", others=areas, household=others),
            values={"since": self.desk.today(), "household": tuple(code for code, _ in others)},
            write=self._move,
        )

    def _move(self, values: Values) -> str:
        ids = (self._known().id, *values.get("household", ()))
        self.desk.people.move_all(ids, AreaEntry(area=values["area"], since=values["since"]))
        whose = f"世帯の{len(ids)}名" if len(ids) > 1 else "この方"
        return f"{whose}を、{show_day(values['since'])}から{values['area']}地域にしました。"


def _pause_now(person: Person, today: date) -> Values:
    """The pause that holds, to be written anew; from today where there is none."""
    now = histories.on(person.status_history, today)
    if now is None or person.status_on(today) is not Status.PAUSED:
        return {"since": today}
    return {"since": now.since or today, "until": now.until, "reason": now.reason}


def others_at_home(desk: Desk, person: Person) -> tuple[Choice, ...]:
    """Return the others of a person's household who may be named and have not ended, as choices to tick."""
    if person.household_id is None:
        return ()
    return tuple(
        (line.id, line.name)
        for line in desk.secrecy.of_one_home(person.id, desk.people.household(person.id))
        if line.id != person.id and line.status is not Status.ENDED
    )


def newest_move(person: Person, today: date) -> date:
    """Return the day on which to ask who was left behind: today, or that of a move to come."""
    return max([today, *(entry.since for entry in person.area_history if entry.since is not None)])


def last_day_before(person: Person, today: date) -> date:
    """Return the last day in the former area; today where the move has no date."""
    entry = histories.on(person.area_history, newest_move(person, today))
    return entry.since - ONE_DAY if entry is not None and entry.since is not None else today


def _at_home(others: tuple[Choice, ...]) -> str:
    return "同じ世帯の方も、いっしょに書き足せます。" if others else ""


def _stay(others: tuple[Choice, ...]) -> str:
    names = "、".join(f"{name}さん" for _, name in others)
    return f"同じ世帯の{names}は、そのままです。いっしょに休止する方に、印を付けてください。" if others else ""
