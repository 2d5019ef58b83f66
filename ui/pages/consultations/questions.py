"""What is asked of a case: what was done, asked or answered, how it ended, why it goes on or was never meant."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from ui import drafts
from ui.pages.in_place import Question, Values
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.consultation import StepKind
from watchdesk.fields import Field, Kind

DONE, ASKED, ANSWERED, CLOSE, REOPEN, VOID = "done", "asked", "answered", "close", "reopen", "void"

_DUE = Field("due_on", "返事の期限", Kind.DAY, hint="「12/3」のように書くと、次に来るその日です。なければ空のまま。")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    title: str
    save: str
    fields: tuple[Field, ...]


def _text(key: str, title: str, hint: str = "") -> Field:
    return Field(key, title, Kind.LONG_TEXT, required=True, wide=True, hint=hint)


_WORDS: Mapping[str, _Asked] = {
    DONE: _Asked(title="したことを書き足します", save="書き足す", fields=(_text("what", "したこと"),)),
    ASKED: _Asked(
        title="問い合わせたことを書きます",
        save="書き足す",
        fields=(_text("what", "どこに、何を問い合わせたか"), _DUE),
    ),
    ANSWERED: _Asked(title="返事を書きます", save="書き足す", fields=(_text("what", "どんな返事か"),)),
    CLOSE: _Asked(
        title="この相談を終えます",
        save="終える",
        fields=(_text("outcome", "どうなったか", "ひとことで、かまいません。"),),
    ),
    REOPEN: _Asked(title="この相談を再び始めます", save="再び始める", fields=(_text("why", "再び始めるわけ"),)),
    VOID: _Asked(
        title="この相談を取り消します",
        save="取り消す",
        fields=(_text("reason", "取り消すわけ", "まちがえて書いたときだけ、取り消します。数には入らなくなります。"),),
    ),
}

_STEPS = {DONE: StepKind.DONE, ASKED: StepKind.ASKED, ANSWERED: StepKind.ANSWERED}
_DRAFTS = "consultation-step"


def draft_key(question: str, of: str) -> str:
    """Under which a question keeps what is half-written; ``of``: the case."""
    return f"{_DRAFTS}:{question}:{of}"


def half_written(desk: Desk) -> tuple[str, str] | None:
    """Return the question that was written on last and the case it is of; None where there is none."""
    return drafts.half_written(desk, _DRAFTS)


class Questions:
    """The questions, with what writes each answer down and the sentence that says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def about(self, question: str, consultation_id: str, whom: str) -> Question:
        """Ask one of them of a case; ``whom`` it is about, in words."""
        asked = _WORDS[question]
        writes = {CLOSE: self._close, REOPEN: self._reopen, VOID: self._void}
        write = writes.get(question, partial(self._step, question))
        return Question(
            draft=draft_key(question, consultation_id),
            title=f"{whom}：{asked.title}",
            save=asked.save,
            fields=asked.fields,
            asking=Asking(today=self._desk.today(), coming=frozenset({"due_on"})),
            write=partial(write, consultation_id),
        )

    def _step(self, question: str, consultation_id: str, values: Values) -> str:
        self._desk.consultations.add_step(consultation_id, _STEPS[question], values["what"], values.get("due_on"))
        return "書き足しました。"

    def _close(self, consultation_id: str, values: Values) -> str:
        self._desk.consultations.close(consultation_id, values["outcome"])
        return "相談を終えました。「終了」から見られ、再び始めることもできます。"

    def _reopen(self, consultation_id: str, values: Values) -> str:
        self._desk.consultations.reopen(consultation_id, values["why"])
        return "再び始めました。これまでのことは、そのまま残っています。"

    def _void(self, consultation_id: str, values: Values) -> str:
        self._desk.consultations.void(consultation_id, values["reason"])
        return "取り消しました。「取り消した」から、元に戻せます。"
