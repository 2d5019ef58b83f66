"""TogetherField: the others of the household who were met at the same visit, ticked by a key, each in her own way."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from ui.pages.visit.answers import answers_for, condition_of, results_of
from ui.theme import set_size
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.flow import Flow
from ui.widgets.reveal import reveal
from watchdesk.domain.lines import PersonLine
from watchdesk.domain.words import Method, Result

TICKS = ("6", "7", "8")
"""Digits that tick the first three; they choose nothing else on the form."""

_SAME = "同じ様子"
_OWN = "気づきと書きとめは、上の方の記録にだけ入ります。"


class TogetherField(QWidget):
    """``set_members(lines)``; hidden where nobody is offered. ``value()`` is who was met too: {id: answer or ""}.

    An answer is one of the big choices' keys; "" is the same as the person's whose form it is. ``toggle(place)`` ticks
    or unticks by a digit key. ``text()`` is ``id=answer …`` for drafts.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._method = Method.VISIT
        self.members: dict[str, _Member] = {}
        self._lines: tuple[PersonLine, ...] = ()
        self._note = words(_OWN, "small", "soft", wrap=True)
        self._place = Flow(words("いっしょに会えた方", "strong"), gap=0.75)
        self.setLayout(column(self._place, self._note, gap=0.1))
        self._note.hide()
        self.edited.connect(self._explain)
        self.setAccessibleName("いっしょに会えた方")
        self.hide()

    def set_members(self, lines: Sequence[PersonLine]) -> None:
        """Offer these people; ticks of those who stay are kept."""
        if tuple(lines) == self._lines:
            return
        ticked = self.text()
        for member in self.members.values():
            self._place.removeWidget(member)
            member.hide()
            member.deleteLater()
        self._lines = tuple(lines)
        keys = (*TICKS, *[""] * len(lines))
        self.members = {line.id: _Member(line, key) for line, key in zip(lines, keys, strict=False)}
        for member in self.members.values():
            member.set_method(self._method)
            member.edited.connect(self.edited)
            self._place.addWidget(member)
        self.set_text(ticked)
        reveal(self, bool(lines))

    def set_method(self, method: Method) -> None:
        """Offer the answers that a way of visiting takes."""
        self._method = method
        for member in self.members.values():
            member.set_method(method)

    def toggle(self, place: int) -> None:
        """Tick or untick by the place in the list."""
        members = list(self.members.values())
        if place < len(members):
            members[place].box.click()

    def value(self) -> Mapping[str, str]:
        """Who was met too, and how; in the order of the household."""
        return {key: member.own.value() or "" for key, member in self.members.items() if member.box.isChecked()}

    def set_value(self, value: object) -> None:
        """Tick these; nobody for None."""
        met = value if isinstance(value, Mapping) else {}
        for key, member in self.members.items():
            member.put(met.get(key))
        self._explain()

    def text(self) -> str:
        """Who is ticked, for a draft."""
        return " ".join(f"{key}={answer}" for key, answer in self.value().items())

    def set_text(self, text: str) -> None:
        """Tick by the text of a draft; whoever left the household since is left out."""
        self.set_value(dict(pair.split("=", 1) for pair in text.split() if "=" in pair))

    def problem(self) -> str:
        """Ticks can always be read."""
        return ""

    def met(self) -> tuple[PersonLine, ...]:
        """Those who are ticked."""
        return tuple(line for line in self._lines if line.id in self.value())

    def each(self, main: Result) -> dict[str, dict[str, Any]]:
        """What differs in the records of the others from the one whose form it is (``record_together``)."""
        return {key: _own_record(answer, main, self._method) for key, answer in self.value().items()}

    def _explain(self) -> None:
        self._note.setVisible(bool(self.value()))


class _Member(QWidget):
    """One of them: a box to tick, and how she was where it differs."""

    edited = Signal()

    def __init__(self, line: PersonLine, key: str) -> None:
        super().__init__()
        age = "" if line.age is None else f"　{line.age}歳"
        reading = f"（{line.kana}）" if line.kana else ""
        self.box = QCheckBox(f"{f'{key}　' if key else ''}{line.name}さん{reading}{age}".replace("&", "&&"))
        self.own = ChoiceField(f"{line.name}さんの様子")
        set_size(self.own, width=11)
        self.setLayout(row(self.box, self.own, STRETCH, gap=0.75))
        self.box.clicked.connect(self._ticked)
        self.own.edited.connect(self.edited)
        self.own.setEnabled(False)

    def set_method(self, method: Method) -> None:
        """Offer what fits; an answer that does not fit any more falls back to the same."""
        chosen = self.own.value()
        offered = [(answer.key, answer.word) for answer in answers_for(method)]
        self.own.set_choices(offered)
        self.own.setItemText(0, _SAME)
        self.own.set_value(chosen if chosen in dict(offered) else None)

    def put(self, answer: str | None) -> None:
        """Tick with an answer, or untick with None."""
        self.box.setChecked(answer is not None)
        self.own.setEnabled(answer is not None)
        self.own.set_value(answer or None)

    def _ticked(self, ticked: bool) -> None:
        self.own.setEnabled(ticked)
        self.edited.emit()


def _own_record(answer: str, main: Result, method: Method) -> dict[str, Any]:
    record: dict[str, Any] = {"signs": (), "note": None}
    fitting = results_of(answer, method) if answer else ()
    if fitting:
        record |= {"result": main if main in fitting else fitting[0], "condition": condition_of(answer)}
    return record
