"""ReceivedView: what came: from whom, of which month, how many, that it is whole, and the first rows of each sheet."""

from collections.abc import Iterator, Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.pages.page import Shape
from ui.pages.receiving.work import Opened
from ui.theme import set_gaps, set_size
from ui.widgets.boxes import STRETCH, column, row, words
from ui.widgets.choice_field import ChoiceField
from ui.widgets.form_sheet import FormSheet
from ui.widgets.record_table import RecordTable
from watchdesk.columns import Column
from watchdesk.desk import received

Row = tuple[int, tuple[str, ...]]
"""The row's place in its sheet and its texts."""

_WIDEST = 16


class ReceivedView(QWidget):
    """``show_opened(opened)``; ``forget()`` leaves nothing of it in the widgets."""

    def __init__(self) -> None:
        super().__init__()
        self._sheets: tuple[received.ShownSheet, ...] = ()
        self.facts = FormSheet(None, "このファイルについて")
        self.choice = ChoiceField("シート", optional=False)
        self.count = words("", voice="soft", wrap=True)
        self.table = RecordTable((Column("", _nothing),), "シートの中身", identity=_place)
        self.table.setSortingEnabled(False)  # the rows stand as they came
        set_size(self.table, min_height=15)
        left, right = QWidget(), QWidget()
        left.setLayout(column(self.facts, STRETCH, gap=0.6))
        head = row(words("シート", "strong"), self.choice, self.count, gap=0.75)
        head.setStretch(2, 1)
        sheet = column(head, self.table, gap=0.5)
        sheet.setStretch(1, 1)
        right.setLayout(sheet)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addWidget(left, 40)
        self._body.addWidget(right, 60)
        set_gaps(self._body, 1)
        self.setLayout(self._body)
        self.choice.edited.connect(self._show_sheet)

    def show_opened(self, opened: Opened) -> None:
        """Show what came."""
        self.facts.clear()
        for title, said in told(dict(opened.look.facts)):
            self.facts.add_text(title, said, wide=True)
        self.facts.add_text("照合の値", _grouped(opened.file.sha256), wide=True)
        self._sheets = opened.look.sheets
        self.choice.set_choices([(str(at), sheet.title) for at, sheet in enumerate(self._sheets)])
        self.choice.set_value(str(min(1, len(self._sheets) - 1)))
        self._show_sheet()

    def forget(self) -> None:
        """Leave nothing of what came."""
        self.facts.clear()
        self._sheets = ()
        self.choice.set_choices(())
        self.table.set_rows(())
        self.table.set_columns((Column("", _nothing),))
        self.count.setText("")

    def reshape(self, shape: Shape) -> None:
        """The sheets below what is said of the file, where room is short."""
        wide = shape is Shape.WIDE
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _show_sheet(self) -> None:
        chosen = self.choice.value()
        if chosen is None:
            return
        sheet = self._sheets[int(chosen)]
        self.table.set_rows(())
        self.table.set_columns(tuple(_column(at, head, sheet) for at, head in enumerate(sheet.heads)))
        self.table.setAccessibleName(f"シート「{sheet.title}」のはじめの行")
        self.table.set_rows(tuple(enumerate(sheet.rows)))
        first = f"はじめの{len(sheet.rows)}行です。全部で" if sheet.total > len(sheet.rows) else ""
        self.count.setText(f"{first}{sheet.total:,}行あります。" if sheet.total else "行はありません。")
        if sheet.rows:
            self.table.select(0)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)


def told(facts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the file says of itself, what belongs together in one line."""
    people, visits = facts.get("お渡しする方", facts.get("お渡しする方（名）", "")), facts.get("お渡しする訪問記録", "")
    counted = (f"{people}名" if people else "", f"訪問記録{visits}件" if visits else "")
    differs = facts.get("いまの記録との違い", "")
    lines = (
        ("中身", facts.get("中身", "")),
        ("渡す相手", facts.get("お渡しする相手", "")),
        ("月と号", _joined(facts, "月", "号")),
        ("つくった日", facts.get("つくった日", "")),
        ("つくった人", _joined(facts, "つくった人", "電話")),
        ("中の件数", "・".join(filter(None, counted)) or facts.get("お名前のある記録", "")),
        ("写しの番号", facts.get("写しの番号", "")),
        ("いまとの違い", "" if differs == "なし" else differs),
    )
    yield from ((title, said) for title, said in lines if said)


def _joined(facts: Mapping[str, str], *titles: str) -> str:
    return "　".join(facts[title] for title in titles if title in facts)


def _column(at: int, head: str, sheet: received.ShownSheet) -> Column[Row]:
    longest = max((len(row[at]) for row in sheet.rows), default=0)
    return Column(head, partial(_cell, at), width=max(4, min(longest, _WIDEST)))


def _cell(at: int, row: Row) -> str:
    return row[1][at].replace("\n", " ")


def _nothing(_row: Row) -> str:
    return ""


def _place(row: Row) -> int:
    return row[0]


def _grouped(digest: str) -> str:
    """A hash in groups of eight, so that it can be compared by eye and breaks where a line ends."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
