"""PartnerPapers: the numbered paper 写し that is out with somebody; a day sheet is opened, other paper comes back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import set_size
from ui.widgets.action_button import ActionButton
from ui.widgets.boxes import column, words
from ui.widgets.flow import Flow
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.domain.directory import HeldPaper
from watchdesk.domain.era import show_day_short

_HELD = "お持ちの紙は{}件です。まわり用紙は、開くと打ちこみや受け取りができます。"
_NONE = "いま、お持ちの紙はありません。"


def _left(paper: HeldPaper) -> str:
    return f"あと{paper.left}名" if paper.left else "すんでいます" if paper.round_id is not None else ""


COLUMNS: tuple[Column[HeldPaper], ...] = (
    Column("番号", lambda paper: paper.shown, sort_key=lambda paper: paper.number, width=6, importance=ALWAYS),
    Column("紙", lambda paper: paper.what, width=14, importance=ALWAYS),
    Column(
        "出した日",
        lambda paper: show_day_short(paper.made_on),
        sort_key=lambda paper: paper.made_on,
        width=6,
        importance=7,
        alone=lambda paper: f"{show_day_short(paper.made_on)}に出した紙",
    ),
    Column(
        "まわる日",
        lambda paper: show_day_short(paper.walked_on) if paper.walked_on else "",
        sort_key=lambda paper: paper.walked_on,
        width=6,
        importance=5,
    ),
    Column(
        "返す日",
        lambda paper: show_day_short(paper.due_back) if paper.due_back else "",
        sort_key=lambda paper: paper.due_back,
        width=6,
        importance=6,
    ),
    Column("打ちこみ", _left, align=Align.END, width=6, importance=6, alone=_left),
)


class PartnerPapers(QWidget):
    """``show_papers(papers)``; ``opened(HeldPaper)`` of a day sheet, ``returned(HeldPaper)`` of other paper."""

    opened = Signal(object)
    returned = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.told = words("", voice="soft", wrap=True)
        self.table = RecordTable(COLUMNS, "お持ちの紙", identity=lambda paper: paper.number, folds=True)
        set_size(self.table, min_height=8)
        self.open = ActionButton("この用紙を開く", "book-open-text", "Enter", kind="low", only_shown=True)
        self.back = ActionButton("この紙が戻った", "archive-restore", kind="low")
        self._bar = QWidget()
        self._bar.setLayout(Flow(self.open, self.back))
        layout = column(self.told, self.table, self._bar, gap=0.6)
        layout.setStretch(1, 1)
        layout.addStretch(0)
        self.setLayout(layout)
        self.table.opened.connect(self._open)
        self.table.current_changed.connect(self._offer)
        self.open.clicked.connect(self._open_current)
        self.back.clicked.connect(self._return_current)

    def show_papers(self, papers: tuple[HeldPaper, ...]) -> None:
        """Show what is out."""
        self.table.set_rows(papers)
        self.told.setText(_HELD.format(len(papers)) if papers else _NONE)
        self.table.setVisible(bool(papers))
        self._bar.setVisible(bool(papers))
        self._offer()

    def _offer(self, _current: object = None) -> None:
        paper = self.table.row()
        self.open.setVisible(paper is not None and paper.round_id is not None)
        self.back.setVisible(paper is not None and paper.round_id is None)

    def _open(self, paper: HeldPaper) -> None:
        if paper.round_id is not None:
            self.opened.emit(paper)

    def _open_current(self) -> None:
        paper = self.table.row()
        if paper is not None:
            self._open(paper)

    def _return_current(self) -> None:
        paper = self.table.row()
        if paper is not None:
            self.returned.emit(paper)
