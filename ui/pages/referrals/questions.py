"""What is asked of a つなぎ: how it was sent, who took it, what was answered, why it was declined or taken back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from ui.pages.in_place import Question, Values
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk, Shown
from watchdesk.domain.referral import SendWay
from watchdesk.fields import Field, Kind

SEND, RECEIVE, ANSWER, DECLINE, WITHDRAW = "send", "receive", "answer", "decline", "withdraw"

_WAY = Field("way", "送った方法", Kind.CHOICE, required=True, code_list="send_way")
_WHO = Field("who", "先方のどなたか", hint="わかれば、お名前や係を書きます。")


def _on(title: str) -> Field:
    return Field("on", title, Kind.DAY, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    title: str
    save: str
    fields: tuple[Field, ...]
    told: str = ""


_WORDS: Mapping[str, _Asked] = {
    SEND: _Asked(title="送ったことを書きます", save="送ったと書く", fields=(_WAY, _on("送った日"))),
    RECEIVE: _Asked(title="受け取られたことを書きます", save="書き足す", fields=(_on("受け取られた日"), _WHO)),
    ANSWER: _Asked(
        title="返事を書きます",
        save="返事を書く",
        fields=(
            Field("what", "どんな返事か", Kind.LONG_TEXT, required=True, wide=True),
            _on("返事があった日"),
            _WHO,
        ),
    ),
    DECLINE: _Asked(
        title="引き受けられなかったことを書きます",
        save="書き足す",
        fields=(
            Field("what", "断られたわけ", Kind.LONG_TEXT, required=True, wide=True),
            _on("断られた日"),
            _WHO,
        ),
    ),
    WITHDRAW: _Asked(
        title="このつなぎを取り下げます",
        save="取り下げる",
        fields=(Field("why", "取り下げるわけ", required=True, wide=True),),
        told="送ったあとなら、先方にも伝えてください。送った月の数には、入ったままです。",
    ),
}

_DRAFTS = "referral-step"


def draft_key(question: str, of: str) -> str:
    """Under which a question keeps what is half-written; ``of``: the つなぎ."""
    return f"{_DRAFTS}:{question}:{of}"


def half_written(desk: Desk) -> tuple[str, str] | None:
    """Return the question that was written on last and the つなぎ it is of; None where there is none."""
    keys = (draft.form.split(":", 2) for draft in desk.drafts.all() if draft.form.startswith(f"{_DRAFTS}:"))
    return next(((question, of) for _, question, of in keys), None)


class Questions:
    """The questions, with what writes each answer down and the sentence that says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def about(self, question: str, referral_id: str, whom: str, shown: Shown | None = None) -> Question:
        """Ask one of them; ``whom`` it is about, in words, ``shown`` the fields that stand on screen."""
        asked = _WORDS[question]
        writes: Mapping[str, Callable[[str, Values], str]] = {
            SEND: partial(self._send, shown),
            RECEIVE: self._receive,
            ANSWER: self._answer,
            DECLINE: self._decline,
            WITHDRAW: self._withdraw,
        }
        ways = tuple((str(way.value), way.label) for way in SendWay)
        today = self._desk.today()
        return Question(
            draft=draft_key(question, referral_id),
            title=f"{whom}：{asked.title}",
            told=asked.told,
            save=asked.save,
            fields=asked.fields,
            asking=Asking(today=today, choices=lambda name: ways, near=frozenset({"on"})),
            write=partial(writes[question], referral_id),
            values={"on": today} if question != WITHDRAW else {},
        )

    def _send(self, shown: Shown | None, referral_id: str, values: Values) -> str:
        given = shown.given if shown is not None else None
        self._desk.referrals.send(referral_id, SendWay(values["way"]), values["on"], shown=given)
        return "送ったと書きました。返事があるまで、今日の画面に出ます。"

    def _receive(self, referral_id: str, values: Values) -> str:
        self._desk.referrals.receive(referral_id, values["who"], values["on"])
        return "受け取られたと書きました。"

    def _answer(self, referral_id: str, values: Values) -> str:
        self._desk.referrals.answer(referral_id, values["what"], values["who"], values["on"])
        return "返事を書きました。「返事があった」から見られます。"

    def _decline(self, referral_id: str, values: Values) -> str:
        self._desk.referrals.decline(referral_id, values["what"], values["who"], values["on"])
        return "引き受けられなかったと書きました。ほかにつなぐときは、新しく書いてください。"

    def _withdraw(self, referral_id: str, values: Values) -> str:
        self._desk.referrals.withdraw(referral_id, values["why"])
        return "取り下げました。"
