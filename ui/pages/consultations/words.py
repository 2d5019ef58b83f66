"""The words in which a consultation 相談 is told: how old it is, what it is about, who brought it, each step."""

from collections.abc import Mapping
from datetime import date, time

from watchdesk.domain.consultation import (
    UNNAMED,
    Consultation,
    ConsultationLine,
    ConsultState,
    ConsultStep,
    StepKind,
    Urgency,
)
from watchdesk.domain.era import show_month_day, weekday
from watchdesk.domain.honorific import with_san
from watchdesk.domain.words import Word

CONSULT_FIELDS, CONSULT_CONTENTS = "consult_fields", "consult_contents"
Labels = Mapping[str, str]

_TONES = {
    ConsultState.OVERDUE: "care",
    ConsultState.WAITING: "wait",
    ConsultState.OPEN: "wait",
    ConsultState.CLOSED: "soft",
}


def state(line: ConsultationLine) -> tuple[str, str]:
    """Where a case stands, in words, and its tone; an urgent one that is open is urgent."""
    if line.voided:
        return "取消", "soft"
    urgent = line.urgency is Urgency.URGENT and line.state is not ConsultState.CLOSED
    if line.state is ConsultState.OVERDUE:
        return f"期限を{line.overdue_days}日超過", "urgent" if urgent else "care"
    return line.state.label, "urgent" if urgent else _TONES[line.state]


def age(line: ConsultationLine) -> str:
    """12日目 while it is open, the day it was opened being the first; 3日で終了 afterwards."""
    days = line.days_open + 1
    return f"{days}日で終了" if line.state is ConsultState.CLOSED else f"{days}日目"


def whom(line: ConsultationLine) -> str:
    """The person or the caller."""
    return line.name or UNNAMED


def about(line: ConsultationLine | Consultation, fields: Labels, contents: Labels) -> str:
    """高齢者に関すること・日常的な支援; その他 in its own word where it is known."""
    told = (_coded(line, "field", fields), _coded(line, "content", contents))
    return "・".join(told)


def _coded(line: ConsultationLine | Consultation, name: str, labels: Labels) -> str:
    code = getattr(line, name)
    word = getattr(line, f"{name}_word", None)
    label = labels.get(code, code)
    return f"{label}（{word}）" if word else label


def day(on: date, today: date) -> str:
    """A day with its weekday, and its year where that is another one."""
    year = f"{on.year}年" if on.year != today.year else ""
    return f"{year}{show_month_day(on)}（{weekday(on)}）".replace(" ", "")


def moment(on: date, at: time | None, today: date) -> str:
    """11月22日（日）9時30分."""
    clock = f" {at.hour}時{at.minute:02}分" if at is not None else ""
    return f"{day(on, today)}{clock}"


def caller(case: Consultation) -> str:
    """Who brought it, where it is told: 見本 良子さん（長女）　06-6012-3456."""
    name = with_san(case.caller or "")
    relation = f"（{case.caller_relation}）" if case.caller_relation else ""
    return "　".join(part for part in (f"{name}{relation}", case.caller_phone) if part)


def step(one: ConsultStep, today: date, names: Mapping[str, str]) -> tuple[str, str]:
    """A step's head and its words: 11月22日（日）9時30分　問い合わせた（11月29日まで）・山本 花子."""
    due = f"（返事は{day(one.due_on, today)}まで）" if one.due_on is not None else ""
    by = names.get(one.by, one.by)
    return f"{moment(one.on, one.at, today)}　{one.kind.label}{due}・{by}", one.what


def is_end(one: ConsultStep) -> bool:
    """Whether a step closed the case or opened it again."""
    return one.kind in (StepKind.CLOSED, StepKind.REOPENED)


def listed(words: type[Word]) -> tuple[tuple[str, str], ...]:
    """Words of the program as choices."""
    return tuple((str(word.value), word.label) for word in words)
