"""What is asked of a promise 要対応: what it is, how it ended, until when it is put off, why it was never meant."""

from datetime import date
from functools import partial

from ui import drafts
from ui.pages.in_place import Question, Values
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.era import show_month_day
from watchdesk.domain.follow_up import FollowUpLine
from watchdesk.fields import Field, Kind

NEW, DONE, PUT_OFF, REWRITE, VOID = "new", "done", "put-off", "rewrite", "void"

_WHAT = Field("what", "すること", required=True, wide=True)
_DUE = Field("due_on", "いつまで", Kind.DAY, required=True, hint="「12/3」のように書くと、次に来るその日です。")
_WHO = Field("who", "だれが")
_OUTCOME = Field("outcome", "どうなったか", required=True, wide=True, hint="ひとことで、かまいません。")
_UNTIL = Field("due_on", "新しい期限", Kind.DAY, required=True)
_REASON = Field("reason", "延ばすわけ", required=True)
_WHY_VOID = Field("reason", "取り消すわけ", required=True, wide=True)

_FILLED = ("what", "due_on", "who")
_WORDS = {
    DONE: ("「{}」を、すんだことにします", "すんだ", (_OUTCOME,)),
    PUT_OFF: ("「{}」の期限を延ばします", "期限を延ばす", (_UNTIL, _REASON)),
    REWRITE: ("「{}」を書き直します", "書き直す", (_WHAT, _DUE, _WHO)),
    VOID: ("「{}」を取り消します", "取り消す", (_WHY_VOID,)),
}
"""Question → its title, the word on the button, its fields."""

_DRAFTS = "follow-up"


def draft_key(question: str, of: str) -> str:
    """Under which a question keeps what is half-written; ``of``: the record, or of a new one the person."""
    return f"{_DRAFTS}:{question}:{of}"


def half_written(desk: Desk) -> tuple[str, str] | None:
    """Return the question that was written on last and what it is of; None where there is none."""
    return drafts.half_written(desk, _DRAFTS)


class Questions:
    """The questions, with what writes each answer down and the sentence that says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def new(self, person_id: str | None, name: str | None) -> Question:
        """Ask what is to be done, about somebody or nobody."""
        whose = f"{name}さんのことで、" if name else ""
        return Question(
            draft=draft_key(NEW, person_id or ""),
            title=f"{whose}することを書きます",
            save="要対応にのせる",
            fields=(_WHAT, _DUE, _WHO),
            asking=self._asking(),
            write=partial(self._promise, person_id),
        )

    def about(self, question: str, line: FollowUpLine) -> Question:
        """Ask one of ``DONE``, ``PUT_OFF``, ``REWRITE``, ``VOID`` of a promise."""
        title, save, fields = _WORDS[question]
        write = {DONE: self._close, PUT_OFF: self._put_off, REWRITE: self._rewrite, VOID: self._void}[question]
        return Question(
            draft=draft_key(question, line.id),
            title=title.format(line.what),
            save=save,
            fields=fields,
            asking=self._asking(),
            write=partial(write, line.id),
            values={key: getattr(line, key) for key in _FILLED} if question == REWRITE else {},
        )

    def _asking(self) -> Asking:
        return Asking(today=self._desk.today(), coming=frozenset({"due_on"}))

    def _promise(self, person_id: str | None, values: Values) -> str:
        made = self._desk.follow_ups.promise(values["what"], values["due_on"], person_id, values["who"])
        return f"要対応にのせました。期限は、{_told(made.due_on)}です。"

    def _close(self, follow_up_id: str, values: Values) -> str:
        self._desk.follow_ups.done(follow_up_id, values["outcome"])
        return "すんだことにしました。"

    def _put_off(self, follow_up_id: str, values: Values) -> str:
        made = self._desk.follow_ups.put_off(follow_up_id, values["due_on"], values["reason"])
        return f"期限を、{_told(made.due_on)}に延ばしました。"

    def _rewrite(self, follow_up_id: str, values: Values) -> str:
        self._desk.follow_ups.change(follow_up_id, {key: values[key] for key in _FILLED})
        return "書き直しました。"

    def _void(self, follow_up_id: str, values: Values) -> str:
        self._desk.follow_ups.void(follow_up_id, values["reason"])
        return "取り消しました。「取り消したもの」から、元に戻せます。"


def _told(day: date) -> str:
    return show_month_day(day).replace(" ", "")
