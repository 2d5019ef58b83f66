"""ToldList: what one person was told, or in one consultation, newest first, each line with what takes it back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from ui.theme import set_gaps
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, row, words
from watchdesk.domain.era import show_day
from watchdesk.domain.info_item import GivenLine


class ToldList(QFrame):
    """``show_told(title, lines)``; ``taking_back(GivenLine)`` where a tick was a mistake, ``wanted(item_id)``."""

    taking_back = Signal(object)
    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("ground", "sheet")
        self._title = words("", "strong", wrap=True)
        self._lines = QVBoxLayout()
        set_gaps(self._lines, 0.1)
        self.setLayout(column(self._title, self._lines, gap=0.3, margins=(0.5, 0.9)))

    def show_told(self, title: str, lines: Sequence[GivenLine]) -> None:
        """Show it; empty it says so."""
        self._title.setText(title if lines else f"{title}：まだ、ありません。")
        self.setAccessibleName(self._title.text())
        while self._lines.count():
            item = self._lines.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            self._lines.addWidget(self._row(line))

    def _row(self, line: GivenLine) -> QWidget:
        made = QWidget()
        open_it = ActionButton(line.title, kind="link")
        open_it.clicked.connect(partial(self.wanted.emit, line.item_id))
        take_back = ActionButton("取り消す", kind="link")
        take_back.setAccessibleName(f"「{line.title}」を伝えた記録を取り消す")
        take_back.clicked.connect(partial(self.taking_back.emit, line))
        layout = row(words(told_when(line), "small", "soft"), open_it, take_back, gap=0.4)
        layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        made.setLayout(layout)
        return made


def told_when(line: GivenLine) -> str:
    """令和8年11月22日（訪問）."""
    return f"{show_day(line.on)}{f'（{line.where}）' if line.where else ''}"
