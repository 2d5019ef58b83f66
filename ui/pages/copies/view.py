"""CopyView: one copy as it stands: what it is, who has it, until when, and all that was done with it, latest first."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.copies import rows
from ui.pages.copies.rows import Told
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, column, row, rule, words
from watchdesk.domain.copies import CopyEvent
from watchdesk.domain.era import show_day, show_month_day

NAMED_AT_MOST = 12
"""So many of the people on a copy are named beside the list; the rest is counted."""


class CopyView(QFrame):
    """``show_copy(told, past, people, users)``; ``opened(number)`` of the paper that was printed before."""

    opened = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("ground", "sheet")
        self.setAccessibleName("写しの中身")
        self._number, self._badge = words("", "title"), Badge("出ています", "wait")
        self._title = words("", "strong", wrap=True)
        self._about, self._people = words("", wrap=True), words("", "small", "soft", wrap=True)
        self._file = words("", wrap=True)
        self._before: int | None = None
        self.before = ActionButton("前の写しを見る", "arrow-left", kind="low")
        self.before.clicked.connect(self._open)
        self._past = QVBoxLayout()
        set_gaps(self._past, 0.5)
        self.setLayout(
            column(
                *(row(self._number, self._badge, STRETCH, gap=0.6), self._title, self._about, self._file, self._people),
                *(row(self.before, STRETCH), rule(), words("これまでのこと", "name"), self._past, STRETCH),
                gap=0.4,
                margins=(0.7, 1),
            )
        )

    def show_copy(
        self, told: Told, past: Sequence[CopyEvent], people: Mapping[str, str], users: Mapping[str, str]
    ) -> None:
        """Show it."""
        copy = told.copy
        self._number.setText(copy.shown)
        word, tone = rows.state(told)
        self._badge.show_state(word, tone)
        self._title.setText(copy.name)
        self._about.setText("\n".join(_about(told, users)))
        named = "、".join(f"{name}さん" for name in tuple(people.values())[:NAMED_AT_MOST])
        more = f" ほか{len(people) - NAMED_AT_MOST:,}名" if len(people) > NAMED_AT_MOST else ""
        self._people.setText(f"載っている方 {len(people):,}名：{named}{more}" if people else "")
        self._people.setVisible(bool(people))
        self.before.setVisible(copy.reprint_of is not None)
        self._before = copy.reprint_of
        if copy.reprint_of is not None:
            self.before.set_words(f"再印刷です。前の写し 第{copy.reprint_of}号を見る")
        self._show_past(past, users, people)

    def show_file(self, told: str) -> None:
        """Say what is awaited of a file that went to a receiver; nothing of paper."""
        self._file.setText(told)
        self._file.setVisible(bool(told))

    def _open(self) -> None:
        if self._before is not None:
            self.opened.emit(self._before)

    def _show_past(self, past: Sequence[CopyEvent], users: Mapping[str, str], people: Mapping[str, str]) -> None:
        while self._past.count():
            item = self._past.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for event in reversed(past):
            head, note = rows.happened(event, users, people, first=event is past[0])
            made = QWidget()
            parts = [words(head, "small", "soft", wrap=True), *([words(note, wrap=True)] if note else [])]
            made.setLayout(column(*parts, gap=0.05))
            made.setAccessibleName(f"{head} {note}".strip())
            self._past.addWidget(made)


def _about(told: Told, users: Mapping[str, str]) -> list[str]:
    copy = told.copy
    made = (
        f"{show_month_day(copy.made_on).replace(' ', '')}に、{users.get(copy.made_by, copy.made_by)}さんがつくりました"
    )
    to = f"渡し先：{copy.receiver_word}" if copy.receiver_word else ""
    due = f"返す日：{show_day(copy.due_back)}" if copy.due_back is not None else "返す日：決めていません"
    seen = f"前の確かめ：{show_day(copy.checked_on)}" if copy.checked_on is not None else ""
    use = f"使いみち：{copy.purpose}" if copy.purpose else ""
    return [part for part in (f"持っている方：{rows.who(copy)}", to, use, due, seen, made) if part]
