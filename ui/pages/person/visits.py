"""The visits of one person: the latest at the side, all of them in a list."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.pages.visit import words as visit_words
from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import Badge
from ui.widgets.boxes import STRETCH, Item, column, frame, row, rule, words
from watchdesk.columns import ALWAYS, Column
from watchdesk.domain.era import show_day_short, show_month_day
from watchdesk.domain.lines import VisitLine

HOW_MANY = 3
_LONGEST = 60


def _state(line: VisitLine) -> tuple[str, str]:
    return ("取り消し済み", "away") if line.voided else visit_words.seen(line)


def _time(line: VisitLine) -> str:
    return f"{line.at.hour}:{line.at.minute:02}" if line.at else ""


COLUMNS: tuple[Column[VisitLine], ...] = (
    Column(
        "訪問日",
        lambda line: show_day_short(line.on),
        sort_key=lambda line: line.on,
        below=_time,
        width=5,
        importance=ALWAYS,
    ),
    Column(
        "様子",
        lambda line: _state(line)[0],
        tone=lambda line: _state(line)[1],
        width=6,
        importance=ALWAYS,
        alone=lambda line: _state(line)[0],
    ),
    Column(
        "方法",
        lambda line: line.method.label,
        below=lambda line: line.result.label,
        width=8,
        importance=7,
        alone=lambda line: f"{line.method.label}（{line.result.label}）",
    ),
    Column(
        "記録",
        lambda line: " ".join((line.note or "").split()),
        width=16,
        importance=6,
        alone=lambda line: " ".join((line.note or "").split()),
    ),
    Column("訪問者", lambda line: line.visitor or "", width=6, importance=4),
)


class LatestVisits(QFrame):
    """The latest visits with what was written; the whole list is the tab 訪問. ``below``: what comes next.

    ``show_only(number)`` leaves the older ones out where room is short; ``heights(width)`` is what each takes.
    """

    def __init__(self, *below: QWidget) -> None:
        super().__init__()
        self._made: list[QWidget] = []
        self.shown, self._more = 0, False
        self.setProperty("ground", "sheet")
        self._note = words("", "small", "soft")
        self.all = ActionButton("すべて見る", kind="link")
        head = frame(row(words("最近の訪問記録", "name"), STRETCH, self._note, margins=(0.5, 0.9)), "head")
        self._entries = QVBoxLayout()
        set_gaps(self._entries, 0)
        every = row(STRETCH, self.all, margins=(0.2, 0.5))
        self._met = words("", "small", "soft", wrap=True)
        self._met_line = QWidget()
        self._met_line.setLayout(row(self._met, margins=(0.2, 0.9)))
        self.setLayout(column(head, self._met_line, self._entries, every, *below, STRETCH, gap=0))

    def show_visits(self, lines: Sequence[VisitLine], note: str, met: str = "") -> None:
        """Show the latest of these; ``note`` stands in the head (見守り間隔 and the due day).

        ``met`` below it: when there was a meeting last, apart from what was only tried.
        """
        self._note.setText(note)
        self._met.setText(met)
        self._met_line.setVisible(bool(met))
        while self._entries.count():
            item = self._entries.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        standing = [line for line in lines if not line.voided]
        counted, voided = standing[:HOW_MANY], len(lines) - len(standing)
        self._made = [_entry(line, under_another=bool(place)) for place, line in enumerate(counted)]
        self.shown = len(self._made)
        for entry in self._made:
            self._entries.addWidget(entry)
        if not counted:
            self._entries.addWidget(_told("まだ訪問の記録がありません。"))
        self._more = len(lines) > len(counted)
        self.all.setVisible(self._more)
        apart = f"、取り消し済み{voided}件" if voided else ""
        self.all.set_words(f"すべて見る（{len(standing)}件{apart}）")

    def heights(self, width: int) -> tuple[int, ...]:
        """Pixels that each of the latest visits takes where all of this is so wide, shown or left out."""
        inner = width - self.width() + self.contentsRect().width()
        return tuple(
            entry.heightForWidth(inner) if entry.hasHeightForWidth() else entry.sizeHint().height()
            for entry in self._made
        )

    def show_only(self, number: int) -> None:
        """Show so many of the latest; what was left out is behind the button that leads to all of them."""
        if number == self.shown:
            return
        self.shown = number
        for place, entry in enumerate(self._made):
            entry.setVisible(place < number)
        self.all.setVisible(self._more or number < len(self._made))


def _entry(line: VisitLine, *, under_another: bool) -> QWidget:
    word, tone = visit_words.seen(line)
    state: Item = Badge(word, tone) if tone else words(word, voice="soft")
    head = row(words(show_month_day(line.on), "strong"), words(line.method.label), STRETCH, state, gap=0.5)
    note = " ".join((line.note or "").split())
    note = note if len(note) <= _LONGEST else f"{note[:_LONGEST]}…"
    inner = column(head, *((words(note, wrap=True),) if note else ()), gap=0.1, margins=(0.4, 0.9))
    made = QWidget()
    made.setLayout(column(*((rule(),) if under_another else ()), inner, gap=0))
    made.setAccessibleName(f"{show_month_day(line.on)} {line.method.label} {word} {note}")
    return made


def _told(text: str) -> QWidget:
    made = QWidget()
    made.setLayout(row(words(text, voice="soft", wrap=True), margins=(0.6, 0.9)))
    return made
