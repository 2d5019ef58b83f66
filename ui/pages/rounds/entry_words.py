"""How the lines of a sheet are shown while it is typed in: columns, and the words of what was noticed."""

from collections.abc import Mapping

from ui.pages.visit import words as visit_words
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.domain.line_words import street
from watchdesk.domain.lines import VisitLine
from watchdesk.domain.round import Round, Sheet, SheetLine
from watchdesk.domain.words import Result

ANSWER, SIGNS, NOTE = "様子", "気づき", "書きとめ"
LineColumn = Column[SheetLine]


def columns(labels: Mapping[str, str]) -> tuple[LineColumn, ...]:
    """Return the columns; ``labels`` are the words of the signs by code."""
    return (
        Column("順", lambda line: f"{line.place}", align=Align.END, width=2, importance=ALWAYS),
        Column("氏名", name, above=kana, width=7, importance=ALWAYS),
        Column("住所", place, below=building, width=9, importance=2),
        Column(ANSWER, answer, tone=tone, width=7, importance=ALWAYS),
        Column(SIGNS, lambda line: signs_of(line.visit, labels), width=7, importance=ALWAYS),
        Column(NOTE, note, below=remark, width=13, importance=ALWAYS),
        Column("方法", lambda line: line.visit.method.label if line.visit else "", width=4, importance=1),
    )


def name(line: SheetLine) -> str:
    """The name; of a record that is gone nobody knows it."""
    return line.person.name if line.person else "（台帳にない方）"


def kana(line: SheetLine) -> str:
    """The reading."""
    return (line.person.kana or "") if line.person else ""


def place(line: SheetLine) -> str:
    """Town and address."""
    return street(line.person) if line.person else ""


def building(line: SheetLine) -> str:
    """The building."""
    return (line.person.building or "") if line.person else ""


def answer(line: SheetLine) -> str:
    """How the person was, empty before."""
    return visit_words.seen(line.visit)[0] if line.visit else ""


def tone(line: SheetLine) -> str:
    """The tone of that."""
    return visit_words.seen(line.visit)[1] if line.visit else ""


def note(line: SheetLine) -> str:
    """The note in one line."""
    return " ".join((line.visit.note or "").split()) if line.visit else ""


def remark(line: SheetLine) -> str:
    """What the typist should know: since printed, or that nobody answers time after time."""
    already = "この日の記録が、もうあります。同じ訪問なら、打たずに次へ" if line.told_already else ""
    return line.since_printed or already or worry(line)


def worry(line: SheetLine) -> str:
    """Whether the line just typed makes a 気がかり, in words."""
    due = line.person.due if line.person else None
    if (
        line.visit is None
        or due is None
        or not due.worrying
        or line.visit.result not in (Result.ABSENT, Result.NO_ANSWER)
    ):
        return ""
    if line.visit.result is Result.NO_ANSWER:
        return "応答なし。このあと、気がかりの手順へ"
    return f"続けて{due.silent_streak}回会えません。このあと、気がかりの手順へ"


def signs_of(visit: VisitLine | None, labels: Mapping[str, str]) -> str:
    """The signs of a visit in words."""
    return "、".join(labels.get(code, code) for code in visit.signs) if visit else ""


def numbers_of(visit: VisitLine | None, round_: Round) -> tuple[int, ...]:
    """The numbers under which the sheet has a visit's signs; those it does not number are left out."""
    return tuple(round_.signs.index(code) + 1 for code in visit.signs if code in round_.signs) if visit else ()


def told(sheet: Sheet, day: str) -> str:
    """Which sheet it is and how far it has come: 第47-5号、10月30日、歩いた人 中村 清。8名のうち5名まで打ちました。"""
    walker = f"、歩いた人 {sheet.round.walker}" if sheet.round.walker else ""
    return f"{sheet.shown}、{day}{walker}。{len(sheet.lines)}名のうち{sheet.typed}名まで打ちました。"
