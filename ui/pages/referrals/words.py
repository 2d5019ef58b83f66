"""The words in which a つなぎ is told: how far it has come, how old it is, each step, what goes and what stays."""

from collections.abc import Iterable, Mapping
from datetime import date

from watchdesk.domain.era import show_month_day, weekday
from watchdesk.domain.referral import ENDED, Referral, ReferralLine, ReferralState, ReferralStep
from watchdesk.domain.sharing import SharedField, Stays

NOBODY = "台帳にない方"
_LETTERS = 24

_TONES = {
    ReferralState.DRAFT: "wait",
    ReferralState.SENT: "wait",
    ReferralState.RECEIVED: "wait",
    ReferralState.ANSWERED: "ok",
    ReferralState.DECLINED: "soft",
    ReferralState.WITHDRAWN: "soft",
}


def state(line: ReferralLine) -> tuple[str, str]:
    """How far it has come, in words, and its tone; what is late says so."""
    if line.overdue_days:
        return f"期限を{line.overdue_days}日超過", "care"
    return line.state.label, _TONES[line.state]


def age(line: ReferralLine) -> str:
    """12日目 while an answer is awaited, the day it was sent being the first; 3日で返事 afterwards; else まだ."""
    if line.sent_on is None:
        return ""
    if line.awaits_answer:
        return f"{line.days_waiting + 1}日目"
    return f"{line.days_waiting}日で{'返事' if line.state is not ReferralState.WITHDRAWN else '取り下げ'}"


def whom(line: ReferralLine) -> str:
    """The person, or that it is somebody not on the register."""
    return line.name or NOBODY


def day(on: date, today: date) -> str:
    """A day with its weekday, and its year where that is another one."""
    year = f"{on.year}年" if on.year != today.year else ""
    return f"{year}{show_month_day(on)}（{weekday(on)}）".replace(" ", "")


def due(line: ReferralLine, today: date) -> str:
    """Until when the answer is wanted."""
    return f"返事は{day(line.answer_due, today)}まで" if line.answer_due is not None else "返事の期限なし"


def step(one: ReferralStep, referral: Referral, today: date, names: Mapping[str, str]) -> tuple[str, str]:
    """A step's head and its words: 11月22日（日）　返事があった（包括の見本さん）・山本 花子."""
    way = f"（{referral.way.label}）" if one.state is ReferralState.SENT and referral.way is not None else ""
    who = f"（{one.who}）" if one.who else ""
    return f"{day(one.on, today)}　{one.state.label}{way}{who}・{names.get(one.by, one.by)}", one.what or ""


def is_end(one: ReferralStep) -> bool:
    """Whether nothing more is awaited after a step."""
    return one.state in ENDED


def goes(fields: Iterable[SharedField]) -> str:
    """What goes, a line a field, with its words."""
    return "\n".join(f"{one.title}：{_in_a_line(one.words)}" for one in fields if one.goes)


def stays(fields: Iterable[SharedField]) -> str:
    """What stays, a line a reason."""
    by_reason: dict[Stays, list[str]] = {reason: [] for reason in Stays}
    for one in fields:
        if one.stays is not None:
            by_reason[one.stays].append(one.title)
    return "\n".join(f"{reason.label}：{'、'.join(titles)}" for reason, titles in by_reason.items() if titles)


def choice(one: SharedField) -> tuple[str, str]:
    """A field that the user decides about, as a box to tick: its title, and the beginning of its words."""
    words = _in_a_line(one.words)
    return one.key, f"{one.title}：{words[:_LETTERS]}{'…' if len(words) > _LETTERS else ''}"


def _in_a_line(text: str) -> str:
    return "、".join(text.split("\n"))
