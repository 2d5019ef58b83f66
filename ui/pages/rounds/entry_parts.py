"""What the page on which a sheet is typed in is made of, and how its parts stand in each shape of the window."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget

from ui.pages.page import Shape
from ui.pages.rounds import entry_words
from ui.pages.rounds.bar import EntryBar
from ui.pages.rounds.entry_fields import LineFields
from ui.pages.rounds.entry_table import EntryTable
from ui.pages.rounds.entry_words import LineColumn
from ui.pages.visit.answers import answers_for
from ui.pages.visit.visitor import VisitorField
from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.badge import icon_of
from ui.widgets.big_choice import Answer
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.date_field import DateField
from ui.widgets.flow import Flow
from ui.widgets.reveal import reveal
from ui.widgets.scroll import Scroll
from ui.widgets.strip import Strip
from watchdesk.desk import Desk
from watchdesk.domain.copies import CopyState
from watchdesk.domain.era import show_month_day
from watchdesk.domain.round import Sheet, SheetLine
from watchdesk.domain.words import Method

STATES = {
    CopyState.RETURNED: "受け取り済みの用紙です。打ち直しは、いまもできます。",
    CopyState.LOST: "なくしたことになっている用紙です。",
    CopyState.DESTROYED: "廃棄したことになっている用紙です。",
}


FOLDED = frozenset({"住所", "方法"})
"""Columns that leave the table where room is short (design §8)."""


class EntryParts(QObject):
    """Head, legend, list and bar; ``chosen(digit)`` when an answer of the legend is pressed; ``walked`` when the day or
    the walker was changed.
    """

    chosen = Signal(str)
    walked = Signal()

    def __init__(self, desk: Desk, columns: tuple[LineColumn, ...]) -> None:
        super().__init__()
        self._desk = desk
        self._legend: list[ActionButton] = []
        self._method: Method | None = None
        self.told = words("", voice="soft", wrap=True)
        self.back_one = ActionButton("ひとつ前を直す", "rotate-ccw", "↑", only_shown=True)
        self.other_walk = ActionButton("日・人を直す", kind="low", drops=True)
        self.day = DateField("歩いた日", desk.today(), near=True, calendar=False)
        self.walker = VisitorField("歩いた人")
        self.strip = Strip()
        self.table = EntryTable(columns)
        self.whose, self.further = words("", "name"), words("", wrap=True)
        self.method = ChoiceField("方法", [(one.value, one.label) for one in Method], optional=False)
        self.empty_line = ActionButton("この行を消す", "undo-2", kind="low")
        self.bar = EntryBar()
        self._walk = QWidget()
        when = row(words("歩いた日", "head"), self.day, words("歩いた人", "head"), self.walker, STRETCH, gap=0.6)
        self._walk.setLayout(when)
        self._walk.hide()
        self.other_walk.clicked.connect(self._open_walk)
        self.day.line.editingFinished.connect(self._tell_walked)
        self.walker.activated.connect(self._tell_walked)
        self.walker.lineEdit().editingFinished.connect(self._tell_walked)  # type: ignore[union-attr]  # it has one
        self._sheet: Sheet | None = None

    def layout(self) -> QLayout:
        """All of it, one below the other; the bar outside of the margins."""
        self._legend_line = words("", "head", "soft", wrap=True)
        self._legend_place = QWidget()
        self._legend_flow = Flow(gap=0.5)
        self._legend_place.setLayout(self._legend_flow)
        self._title = words("まわり用紙を打ちこむ", "title")
        self._head = row(self._title, self.told, self.other_walk, self.back_one, gap=1)
        self._head.setStretch(1, 1)
        self._below = row(self.whose, self.further, self.empty_line, words("方法", "head"), self.method, gap=0.75)
        self._below.setStretch(1, 1)
        self._inner = inner = column(
            self._head,
            self._walk,
            self._legend_place,
            self._legend_line,
            self.strip,
            self.table,
            self._below,
            gap=0.6,
            margins=(0.8, 1.5),
        )
        inner.setStretch(5, 1)
        content = QWidget()
        content.setLayout(inner)
        whole = column(Scroll(content), self.bar, gap=0)
        whole.setStretch(0, 1)
        return whole

    def hold(self, fields: LineFields) -> None:
        """Lay the fields into the rows."""
        self.table.hold(fields)

    def reshape(self, shape: Shape) -> None:
        """Places leave the table where room is short; where it is narrow, the head goes below what is typed."""
        narrow, wide = shape is Shape.NARROW, shape is Shape.WIDE
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if narrow else across)
        self.table.hide_columns(frozenset() if wide else FOLDED)
        self._legend_place.setVisible(wide)
        self._legend_line.setVisible(not wide)
        self._title.setVisible(wide)
        self._inner.removeItem(self._head)
        if narrow:
            self._inner.addLayout(self._head)
        else:
            self._inner.insertLayout(0, self._head)
        self.back_one.hide_keys(not wide)
        set_size(self.table, min_height=8.6)
        self.bar.shorten(short=not wide, narrow=narrow)

    def show_sheet(self, sheet: Sheet, today: date) -> None:
        """Tell which sheet it is, how far it has come, and offer the answers of its way."""
        if self._sheet is None or self._sheet.round.id != sheet.round.id:
            self.walker.set_names(self._desk.rounds.walkers())
        self._sheet = sheet
        self.told.setText(
            entry_words.told(sheet, show_month_day(sheet.round.on).replace(" ", "")) + STATES.get(sheet.state, "")
        )
        self.day.set_value(min(sheet.round.on, today))
        self.walker.set_value(sheet.round.walker)
        self.bar.tell_left(len(sheet.left), received=sheet.state is CopyState.RETURNED)
        if sheet.round.method is not self._method:
            self._method = sheet.round.method
            self._offer(answers_for(sheet.round.method))

    def _offer(self, answers: Sequence[Answer]) -> None:
        for button in self._legend:
            self._legend_flow.removeWidget(button)
            button.deleteLater()
        self._legend = []
        told = " ・ ".join(f"{answer.digit} {answer.word}" for answer in answers)
        self._legend_line.setText(f"{told} ・ Enter 次へ ・ Tab 気づき")
        for answer in answers:
            button = ActionButton(
                answer.word, answer.icon or icon_of(answer.word, answer.tone), answer.digit, only_shown=True
            )
            button.clicked.connect(lambda _checked=False, digit=answer.digit: self.chosen.emit(digit))
            self._add(button)
        self._add(ActionButton("次へ", "arrow-down", "Enter", only_shown=True))
        self._add(ActionButton("気づき・書きとめへ", "pen-line", "Tab", only_shown=True))

    def _add(self, button: ActionButton) -> None:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._legend.append(button)
        self._legend_flow.addWidget(button)

    def tell_line(self, line: SheetLine, signs: str) -> None:
        """Whose line it is; what is to be known, and the words of the numbers typed."""
        self.whose.setText(f"{line.place}番　{entry_words.name(line)}さん" if line.person else f"{line.place}番")
        self.further.setText("　".join(part for part in (entry_words.remark(line), signs) if part))
        self.empty_line.setVisible(line.visit is not None)

    def _open_walk(self) -> None:
        """Show or hide the fields of the day and the walker."""
        reveal(self._walk, self._walk.isHidden())
        if not self._walk.isHidden():
            self.day.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_walked(self) -> None:
        sheet = self._sheet
        if sheet is None:
            return
        if (self.day.value(), self.walker.value()) != (min(sheet.round.on, self._desk.today()), sheet.round.walker):
            self.walked.emit()
