"""The words and tones in which a visit is shown in lists and beside forms."""

from datetime import date, datetime, time

from ui.widgets.person_words import State
from watchdesk.domain.era import show_day, show_month, show_month_day, weekday
from watchdesk.domain.lines import PersonLine, VisitLine
from watchdesk.domain.month import Month
from watchdesk.domain.visit import Visit
from watchdesk.domain.words import CONFIRMED_CONTACT, Condition, Result

_CLOSED = "は締めてあります。数が変わると、わけが次の訂正版にのります。わけに、お名前は書かないでください。"
_CONDITIONS: dict[Condition, str] = {Condition.WELL: "ok", Condition.CONCERN: "care", Condition.URGENT: "urgent"}
_RESULTS: dict[Result, State] = {
    Result.ABSENT: ("不在", "away"),
    Result.NO_ANSWER: ("応答なし", "care"),
    Result.DECLINED: ("お断り", "away"),
    Result.OUTSIDE_ONLY: ("外から", ""),
}


def seen(line: VisitLine) -> State:
    """How the person was found: the condition, else what came of the attempt; an empty tone is plain text."""
    if line.condition is not None:
        return line.condition.label, _CONDITIONS[line.condition]
    return _RESULTS.get(line.result, ("様子は不明", ""))


def day(line: VisitLine) -> str:
    """``11月 2日(月)``."""
    return f"{show_month_day(line.on)}（{weekday(line.on)}）"


def met(line: PersonLine, today: date) -> str:
    """前に会えた日 9月4日（そのあと3回会えず）: the last confirmed contact, and apart from it what was tried since."""
    if line.last_attempt is None:
        return ""
    streak = line.due.silent_streak if line.due is not None else 0
    tried = f"そのあと{streak}回会えず" if streak else ""
    if line.last_confirmed is None:
        return f"まだ一度も会えていません（{streak}回会えず）" if streak else "まだ一度も会えていません"
    if not tried and line.last_attempt > line.last_confirmed:
        tried = f"そのあと{_short(line.last_attempt, today)}の記録では、会えていません"
    told = f"前に会えた日　{_short(line.last_confirmed, today)}"
    return f"{told}（{tried}）" if tried else told


def _short(on: date, today: date) -> str:
    return (show_month_day(on) if on.year == today.year else show_day(on)).replace(" ", "")


def recorded(names: str, result: Result) -> str:
    """What is said after recording: an attempt without a meeting is never told like a visit that took place."""
    if result in CONFIRMED_CONTACT:
        return f"{names}の訪問を記録しました。"
    return f"{names}の訪問（{result.label}）を記録しました。会えた日は、変わりません。"


def clock(at: time | datetime | None) -> str:
    """``9:05``, empty where the time is not known."""
    return "" if at is None else f"{at.hour}:{at.minute:02}"


def clock_in_words(at: datetime) -> str:
    """``9時05分``."""
    return f"{at.hour}時{at.minute:02}分"


def moment(at: datetime, now: datetime) -> str:
    """``9時05分`` for today, else with the day: ``令和8年11月21日 9時05分``."""
    clock_words = clock_in_words(at)
    return clock_words if at.date() == now.date() else f"{show_day(at.date())} {clock_words}"


def entered(visit: Visit, full_name: str, *, closed: bool = False) -> str:
    """When and by whom a record was entered, the day it speaks of, and that its month is closed and what that means."""
    told = _entered(visit, full_name)
    return f"{told}\n{show_month(Month.of(visit.on))}{_CLOSED}" if closed and not visit.voided else told


def _entered(visit: Visit, full_name: str) -> str:
    spoken_of = f"訪問日 {show_day(visit.on)}（{weekday(visit.on)}）{clock(visit.at)}".rstrip()
    if visit.created_at is None:
        return f"{spoken_of}　入力した日時は、わかりません。"
    at = visit.created_at
    return f"{spoken_of}　入力 {show_day(at.date())} {clock_in_words(at)} {full_name}".rstrip()
