"""A list's heads and states are read whole: at every zoom, and with the arrow of the order beside them."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.record_table import RecordTable
from watchdesk.columns import ALWAYS, Align, Column


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row."""

    id: int
    state: str
    age: int


COLUMNS: tuple[Column[Line], ...] = (
    Column("様子", lambda line: line.state, tone=lambda line: "care", width=5, importance=ALWAYS),
    Column("年齢", lambda line: f"{line.age}歳", sort_key=lambda line: line.age, align=Align.END, width=4),
    Column("住所", lambda line: "九条南4-17-20 ハイツ山吹 201号室の奥", width=20),
)


@pytest.fixture(params=[100, 125, 150])
def table(request: pytest.FixtureRequest, qtbot: QtBot) -> RecordTable:
    theme().apply("light", request.param)
    made = RecordTable(COLUMNS, "一覧", folds=True)
    qtbot.addWidget(made)
    made.set_rows([Line(id=1, state="気になる", age=81), Line(id=2, state="3回会えず", age=79)])
    made.resize(theme().em(22), theme().em(12))
    made.show()
    return made


def test_a_state_is_never_cut_short(table: RecordTable) -> None:
    painter = table.itemDelegate()
    for row in table.rows():
        assert table.columnWidth(0) >= painter.width_of(COLUMNS[0], row)  # type: ignore[attr-defined]  # a CellPainter


def test_the_arrow_of_the_order_stands_beside_a_head_at_the_right(table: RecordTable) -> None:
    table.sort_by("年齢")
    head = [table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(3)]
    assert head == ["様子", "年齢\u3000", "住所"]
    spoken = table.model().headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "年齢"
    table.sort_by("様子")
    assert table.model().headerData(1, Qt.Orientation.Horizontal) == "年齢"
