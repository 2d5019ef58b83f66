"""The words in which an alarm 気がかり is told: moments, what was done at a step, where an ambulance is to come."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from watchdesk.domain import line_words
from watchdesk.domain.alarm import HANDED, NOTED, REOPENED, Alarm, AlarmLine, AlarmStep, duration_words
from watchdesk.domain.era import show_month_day
from watchdesk.domain.ladder import Call, LadderStep
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.visit import Visit

WARD = "大阪市西区"

REACHED, NOT_REACHED = "つながった", "出ない"

_BESIDE = {HANDED: "引きついだ", NOTED: "書きとめた", REOPENED: "閉じたのを、取り消した"}

NO_NUMBER: Mapping[str, str] = {
    "own": "この方の電話番号が、台帳にありません。",
    "charges": "担当の方が、まだ決まっていません。",
    "contacts": "緊急連絡先が、台帳にありません。",
    "care_manager": "ケアマネジャーもかかりつけ医も、台帳にありません。",
    "body": "関係機関の一覧に、この電話番号がまだありません。",
}
"""What is said where nobody can be called at a step, by what the step calls first."""


def nobody(step: LadderStep, *, known: bool) -> str:
    """What is said where nobody can be called at a step; empty for a step at which nobody is called."""
    kind = next((call.partition(":")[0] for call in step.calls), "")
    if kind and kind != "body" and not known:
        return "台帳にない方なので、番号は出ません。"
    return NO_NUMBER.get(kind, "")


def moment(at: datetime, now: datetime) -> str:
    """``10時05分`` of today, ``11月21日 10時05分`` of another day."""
    clock = f"{at.hour}時{at.minute:02}分"
    return clock if at.date() == now.date() else f"{show_month_day(at.date())} {clock}"


def waiting(line: AlarmLine, now: datetime) -> str:
    """次に見るのは 10時35分です（あと8分）。"""
    left = line.next_look - now
    if left <= timedelta():
        return f"もう一度見る時刻を、{duration_words(-left)}過ぎています。"
    return f"次に見るのは {moment(line.next_look, now)}です（あと{duration_words(left)}）。"


def told(step: AlarmStep) -> str:
    """What came of a step, in one line; empty of what is said by its name alone (閉じたのを、取り消した)."""
    reached = came_of(step)
    said = step.answer or ("" if reached or step.whom or step.step in _BESIDE else "しました")
    return "　".join(part for part in (step.whom, reached, said) if part)


def came_of(step: AlarmStep) -> str:
    """Whether somebody answered; empty where nobody was called."""
    return "" if step.reached is None else REACHED if step.reached else NOT_REACHED


def done(step: AlarmStep, ladder: Mapping[str, LadderStep]) -> str:
    """The name of what was done."""
    known = ladder.get(step.step)
    return known.label if known is not None else _BESIDE.get(step.step, step.step)


def callee(call: Call) -> str:
    """長男 見本 一郎さん, for a screen reader and the row."""
    return " ".join(part for part in (call.relation, call.name) if part)


def began(alarm: Alarm, line: AlarmLine, cause: Visit | None, now: datetime) -> str:
    """What raised it, when and by whom."""
    parts = [f"{moment(alarm.raised_at, now)}から。{line.origin.label}（{line.raised_by}）。"]
    if cause is not None:
        clock = f" {cause.at.hour}時{cause.at.minute:02}分" if cause.at else ""
        parts.append(f"{show_month_day(cause.on)}{clock}の{cause.method.label}：{cause.result.label}。")
        parts.append(f"「{cause.note}」" if cause.note else "")
    if alarm.said:
        parts.append(f"「{alarm.said}」")
    if alarm.reporter:
        phone = f"（{alarm.reporter_phone}）" if alarm.reporter_phone else ""
        parts.append(f"知らせてくれた方：{alarm.reporter}{phone}。")
    return "".join(parts)


def spoken_place(town: str | None, address: str | None, building: str | None) -> str:
    """The address as it is read out on the phone: 大阪市西区九条南3丁目46-9 南住宅1号棟 404号."""
    if not town and not address:
        return "住所が、まだ台帳にありません。"
    street = f"{WARD}{town or ''}{_CHOME.sub(_spoken_chome, address or '')}"
    return f"{street} {building}" if building else street


_CHOME = re.compile(r"^([0-9]{1,2})(?:-|$)")


def _spoken_chome(found: re.Match[str]) -> str:
    return f"{found[1]}丁目"


def spoken_person(line: PersonLine) -> str:
    """岡田 茂さん、82歳、男."""
    sex = line.sex.label if line.sex is not None and line.sex.value in (1, 2) else ""
    return "、".join(part for part in (f"{line.name}さん", line_words.age(line), sex) if part)
