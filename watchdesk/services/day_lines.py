"""The lines of 今日 in words: what waits, how many and how it stands, the same on the first page and on paper."""

from collections.abc import Callable
from dataclasses import dataclass

from watchdesk.domain.asking import AskReason
from watchdesk.domain.cadence import DueState
from watchdesk.domain.closing import months_told
from watchdesk.domain.consultation import Urgency
from watchdesk.domain.copies import still_to_tell
from watchdesk.domain.era import show_month_day
from watchdesk.domain.honorific import with_san
from watchdesk.services.consents import AskLine
from watchdesk.services.day import DayFacts

ALARMS = "対応中の気がかり"
ASTRAY = "なくした写し"
DUE = "今日までに会いたい方"
WORRYING = "無事が確かめられていない方"
TO_ASK = "同意を確かめ直す方"
TO_REVIEW = "緊急の提供の確かめ"
APPOINTMENTS = "今日の予定"
FOLLOW_UPS = "今日までの要対応"
CONSULTATIONS = "対応中の相談"
REFERRALS = "返事を待っている、つなぎ"
PARTNERS = "電話で確かめる関係者"
PAPER = "まだ戻っていない紙"
TO_CHECK = "今月の所在確認"
RECEIPTS = "受領書を待っているファイル"
ENDS = "返却・消去の日が来たファイル"
BACKUP = "控え（バックアップ）"
URGENT = "緊急と記録した方"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a line says: a figure with its unit, or a state in a badge, and the words below the title."""

    about: str
    tone: str
    count: int = 0
    unit: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One line: ``told`` reads it from the day's facts. ``always``: told also when there is nothing."""

    key: str
    title: str
    told: Callable[[DayFacts], Told]
    always: bool = True

    def is_told(self, facts: DayFacts) -> bool:
        """Whether the line stands on a day."""
        return self.always or self.told(facts).count > 0


def _alarms(facts: DayFacts) -> Told:
    waiting = facts.alarms or facts.to_answer
    first = waiting[0] if waiting else None
    if first is None:
        return Told(unit="件", about="心配だという電話を受けたら、ここから始めます", tone="ok")
    about = f"{first.name}さん　担当は{first.holder_name}さん"
    if not facts.alarms:
        about = (
            f"{with_san(first.reporter)}に、どうなったかを伝えてください" if first.reporter else "知らせた方に伝えます"
        )
    return Told(count=len(facts.alarms) + len(facts.to_answer), unit="件", about=about, tone="urgent")


def _lost(facts: DayFacts) -> Told:
    return Told(count=len(facts.losses), unit="件", about=still_to_tell(facts.losses), tone="urgent")


def _due(facts: DayFacts) -> Told:
    over = sum(line.due is not None and line.due.state is DueState.OVERDUE for line in facts.due)
    about = f"うち{over}名は、期限を過ぎています" if over else "期限を過ぎた方は、いません"
    return Told(count=len(facts.due), unit="名", about=about, tone="wait")


def _worrying(facts: DayFacts) -> Told:
    unanswered = sum(line.due is not None and line.due.unanswered for line in facts.worrying)
    silent = len(facts.worrying) - unanswered
    parts = (f"続けて会えない方 {silent}名" if silent else "", f"応答のない方 {unanswered}名" if unanswered else "")
    about = "、".join(part for part in parts if part) or "心配な方は、いまのところいません"
    return Told(count=len(facts.worrying), unit="名", about=about, tone="care" if facts.worrying else "ok")


def _follow_ups(facts: DayFacts) -> Told:
    late = sum(line.overdue_days > 0 for line in facts.follow_ups)
    about = f"うち{late}件は、期限を過ぎています" if late else "期限を過ぎたものは、ありません"
    if not facts.follow_ups:
        about = "今日までに約束したことは、ありません"
    return Told(count=len(facts.follow_ups), unit="件", about=about, tone="care" if late else "wait")


def _consultations(facts: DayFacts) -> Told:
    lines = facts.consultations
    late = sum(line.overdue_days > 0 for line in lines)
    oldest = max((line.days_open for line in lines), default=0) + 1
    about = f"うち{late}件は、返事の期限を過ぎています" if late else f"いちばん長いもので、{oldest}日目です"
    urgent = any(line.urgency is Urgency.URGENT for line in lines)
    return Told(count=len(lines), unit="件", about=about, tone="urgent" if urgent else "care" if late else "wait")


def _referrals(facts: DayFacts) -> Told:
    lines = facts.referrals
    late = sum(line.overdue_days > 0 for line in lines)
    oldest = max((line.days_waiting for line in lines), default=0) + 1
    about = f"うち{late}件は、返事の期限を過ぎています" if late else f"いちばん長いもので、{oldest}日目です"
    return Told(count=len(lines), unit="件", about=about, tone="care" if late else "wait")


def _appointments(facts: DayFacts) -> Told:
    first = facts.appointments[0] if facts.appointments else None
    about = f"{first.clock} {first.title}".strip() if first is not None else ""
    more = len(facts.appointments) - 1
    return Told(
        count=len(facts.appointments), unit="件", about=f"{about}　ほか{more}件" if more > 0 else about, tone="wait"
    )


def _partners(facts: DayFacts) -> Told:
    never = sum(one.verified_on is None for one in facts.partners)
    about = "半年より前に確かめたままです"
    if never:
        every = never == len(facts.partners)
        about = "まだ一度も確かめていません" if every else f"うち{never}件は、まだ一度も確かめていません"
    return Told(count=len(facts.partners), unit="件", about=about, tone="wait")


def _rounds(facts: DayFacts) -> Told:
    """The sheets that are out, and what else should be back by now."""
    if not facts.rounds and not facts.overdue and facts.lost:
        about = f"出ている用紙はありません。なくした用紙が{len(facts.lost)}枚あります"
        return Told(count=0, unit="枚", about=about, tone="care")
    if not facts.rounds and not facts.overdue:
        return Told(count=0, unit="枚", about="まわり用紙は、すべて戻っています", tone="ok")
    return Told(count=len(facts.rounds) + len(facts.overdue), unit="枚", about=_paper_out(facts), tone="care")


def _paper_out(facts: DayFacts) -> str:
    if facts.overdue:
        counted = ((facts.rounds, "まわり用紙{}"), (facts.overdue, "期限切れ{}"))
        return "・".join(words.format(len(lines)) for lines, words in counted if lines)
    oldest = min(facts.rounds, key=lambda one: (one.on, one.number))
    whose = f"、{oldest.walker}さん" if oldest.walker else ""
    return f"{show_month_day(oldest.on)}のまわり用紙{whose}"


def _to_check(facts: DayFacts) -> Told:
    about = "先月までに出した写しを確かめます"
    return Told(count=len(facts.to_check), unit="枚", about=about, tone="wait")


def _receipts(facts: DayFacts) -> Told:
    late = sum(one.late_days(facts.day) > 0 for one in facts.unreceipted)
    first = facts.unreceipted[0] if facts.unreceipted else None
    about = f"{show_month_day(first.made_on)}に渡した、{first.title}" if first is not None else ""
    if late:
        about = f"うち{late}件は、2週間を過ぎています"
    return Told(count=len(facts.unreceipted), unit="件", about=about, tone="care" if late else "wait")


def _ends(facts: DayFacts) -> Told:
    awaited = [one.awaited(facts.day)[0] for one in facts.to_end]
    late = sum(on < facts.day for on in awaited)
    about = f"{show_month_day(awaited[0])}まで：{facts.to_end[0].title}" if awaited else ""
    if late:
        about = f"うち{late}件は、約束の日を過ぎています"
    return Told(count=len(awaited), unit="件", about=about, tone="care" if late else "wait")


def _to_review(facts: DayFacts) -> Told:
    return Told(count=len(facts.to_review), unit="件", about="何を渡したかを、まだ書いていません", tone="urgent")


def _to_ask(facts: DayFacts) -> Told:
    about = _ask_words(facts.to_ask) or "確かめ直す時期の方は、いません"
    return Told(count=len(facts.to_ask), unit="名", about=about, tone="care" if facts.to_ask else "ok")


def _ask_words(lines: tuple[AskLine, ...]) -> str:
    reasons = [one.why.reason for one in lines]
    counted = [f"{word}{number}" for reason, word in _REASONS.items() if (number := reasons.count(reason))]
    return "・".join(counted)


_REASONS = {
    AskReason.EXPIRED: "期限切れ",
    AskReason.LONG_AGO: "間があく",
    AskReason.UNDATED: "日付なし",
    AskReason.PENDING: "未回答",
}


def _backup(facts: DayFacts) -> Told:
    made = facts.backed_up
    if made is None:
        return Told(about="終わるときに、ひとりでにとります", badge="まだです", tone="wait")
    about = f"{show_month_day(made.date())} {made.hour}時{made.minute:02}分の控えです"
    return Told(about=about, badge="確かめ済み", tone="ok")


DAY_LINES: tuple[DayLine, ...] = (
    DayLine(key="alarms", title=ALARMS, told=_alarms),
    DayLine(key="lost", title=ASTRAY, told=_lost, always=False),
    DayLine(key="due", title=DUE, told=_due),
    DayLine(key="worrying", title=WORRYING, told=_worrying),
    DayLine(key="appointments", title=APPOINTMENTS, told=_appointments, always=False),
    DayLine(key="follow_ups", title=FOLLOW_UPS, told=_follow_ups),
    DayLine(key="consultations", title=CONSULTATIONS, told=_consultations, always=False),
    DayLine(key="referrals", title=REFERRALS, told=_referrals, always=False),
    DayLine(key="rounds", title=PAPER, told=_rounds),
    DayLine(key="whereabouts", title=TO_CHECK, told=_to_check, always=False),
    DayLine(key="receipts", title=RECEIPTS, told=_receipts, always=False),
    DayLine(key="ends", title=ENDS, told=_ends, always=False),
    DayLine(key="partners", title=PARTNERS, told=_partners, always=False),
    DayLine(key="review", title=TO_REVIEW, told=_to_review, always=False),
    DayLine(key="ask", title=TO_ASK, told=_to_ask, always=False),
    DayLine(key="backup", title=BACKUP, told=_backup),
)
"""In the order of the page."""


# ---- what is said above the lines


@dataclass(frozen=True, slots=True)
class Notice:
    """A message of the day: its first sentence, what to do, and what becomes of the message on screen."""

    lead: str
    sentence: str
    until: str = ""


def urgent_notice(facts: DayFacts) -> Notice | None:
    """That somebody's latest visit says 緊急."""
    if not facts.urgent:
        return None
    told = "119番・110番、見守り相談室への連絡がすんだか、お確かめください。"
    until = "次に会えたときの記録で、この知らせは消えます。"
    return Notice(f"{URGENT}が{len(facts.urgent)}名います。", told, until)


def report_notice(facts: DayFacts) -> Notice | None:
    """Which months are over and not closed yet 月締め."""
    if not facts.reports:
        return None
    told = "月報を確かめてから、「報告書」で締めます。"
    return Notice(f"{months_told(facts.reports)}の月報が、まだ締められていません。", told)
