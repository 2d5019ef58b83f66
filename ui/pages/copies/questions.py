"""What is asked of a copy: how it was destroyed, how it was lost, where it was found, who has it now."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from ui import drafts
from ui.pages.copies.files import FILES
from ui.pages.in_place import Question, Values
from ui.widgets.record_form import Asking
from watchdesk.desk import Desk
from watchdesk.domain.copies import DESTROYED_HOW, ERASED, CopyLine, CopyState
from watchdesk.fields import Field, Kind

DESTROYED, LOST, FOUND, HANDED_ON = "destroyed", "lost", "found", "handed-on"
_HOW = "copy destroyed how"

_ON = Field("on", "いつ", Kind.DAY, required=True)
_FIELDS = {
    DESTROYED: (Field("how", "どのように", Kind.CHOICE, required=True, code_list=_HOW), _ON),
    LOST: (
        Field("note", "どこで、どのように", Kind.LONG_TEXT, wide=True, hint="分かるだけで、かまいません。"),
        Field("on", "いつ気づきましたか", Kind.DAY, required=True),
    ),
    FOUND: (_ON, Field("note", "どこにありましたか", wide=True, hint="ひとことで、かまいません。")),
    HANDED_ON: (
        Field("holder", "持つ方", required=True),
        Field("due_back", "返していただく日", Kind.DAY, hint="空けておくと、返す日は決めません。"),
        Field("note", "わけ", wide=True),
    ),
}
_WORDS = {
    DESTROYED: ("{}を廃棄しました", "廃棄したと書く"),
    LOST: ("{}をなくしました", "書いて、することを見る"),
    FOUND: ("{}は、あります", "あると書く"),
    HANDED_ON: ("{}の持つ方・返す日を変えます", "変える"),
}


def half_written(desk: Desk) -> tuple[str, str] | None:
    """Return the question that was written on last and the number it is of; None where there is none."""
    half = drafts.half_written(desk, "copy")
    return half if half is not None and half[0] in _WORDS else None


class Questions:
    """The questions, with what writes each answer down and the sentence that says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def about(self, question: str, copy: CopyLine) -> Question:
        """Ask one of ``DESTROYED``, ``LOST``, ``FOUND``, ``HANDED_ON``; all that is known is filled in."""
        title, save = _WORDS[question]
        write = {DESTROYED: self._destroy, LOST: self._lose, FOUND: self._find, HANDED_ON: self._hand_on}[question]
        today = self._desk.today()
        filled: Values = {"on": today, "how": ERASED if copy.kind in FILES else DESTROYED_HOW[0]}
        if question == HANDED_ON:
            filled = {"holder": copy.holder or copy.receiver_word, "due_back": copy.due_back}
        return Question(
            draft=f"copy:{question}:{copy.number}",
            title=title.format(copy.shown),
            save=save,
            fields=_FIELDS[question],
            asking=Asking(
                today=today,
                choices=lambda _name: tuple((how, how) for how in DESTROYED_HOW),
                near=frozenset({"on"}),
                coming=frozenset({"due_back"}),
            ),
            write=partial(write, copy),
            values=filled,
            ready=question in (DESTROYED, FOUND),
        )

    def about_all(self, copies: Sequence[CopyLine]) -> Question:
        """Ask how all of these were destroyed."""
        one = self.about(DESTROYED, copies[0])
        return replace(
            one,
            draft="copy:destroyed:all",
            title=f"机の上の紙{len(copies):,}枚を、まとめて廃棄しました",
            write=partial(self._destroy_all, tuple(copies)),
        )

    def _destroy_all(self, copies: Sequence[CopyLine], values: Values) -> str:
        for copy in copies:
            self._destroy(copy, values)
        return f"机の上の紙{len(copies):,}枚を廃棄したと書きました。"

    def _destroy(self, copy: CopyLine, values: Values) -> str:
        self._desk.copies.settle(copy.number, CopyState.DESTROYED, values["on"], values["how"])
        if copy.kind not in FILES:
            return f"{copy.shown}を廃棄したと書きました。"
        return f"{copy.shown}の{ERASED if values['how'] == ERASED else 'ファイルを廃棄した'}と書きました。"

    def _lose(self, copy: CopyLine, values: Values) -> str:
        self._desk.copies.settle(copy.number, CopyState.LOST, values["on"], values["note"])
        return f"{copy.shown}をなくしたと書きました。"

    def _find(self, copy: CopyLine, values: Values) -> str:
        self._desk.copies.settle(copy.number, CopyState.OUT, values["on"], values["note"])
        return f"{copy.shown}は、あると書きました。"

    def _hand_on(self, copy: CopyLine, values: Values) -> str:
        self._desk.copies.hand_on(copy.number, values["holder"] or "", values["due_back"], values["note"])
        return f"{copy.shown}の持つ方・返す日を書きました。"
