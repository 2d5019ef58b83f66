"""A list is sorted, filtered and opened by keys and mouse alike, quickly, and keeps its current row."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.pulse import Span
from ui.theme import theme
from ui.widgets.column_room import Wish
from ui.widgets.record_table import RecordTable
from ui.widgets.sort_field import SortField
from watchdesk.columns import ALWAYS, Align, Column
from watchdesk.domain.kana import sort_key

Shown = Callable[..., QWidget]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A fictional person."""

    id: int
    name: str
    kana: str
    age: int | None
    state: str = "元気"
    building: str = ""


LINES = (
    Line(id=1, name="髙橋 トシ子", kana="タカハシ トシコ", age=89, state="気になる", building="みなみ荘 203号"),
    Line(id=2, name="井上 ハル", kana="イノウエ ハル", age=91),
    Line(id=3, name="𠮷田 正一", kana="ヨシダ ショウイチ", age=None),
)
COLUMNS: tuple[Column[Line], ...] = (
    Column("様子", lambda line: line.state, tone=lambda line: "care" if line.state == "気になる" else "", width=8),
    Column("氏名", lambda line: line.name, sort_key=lambda line: sort_key(line.kana), above=lambda line: line.kana),
    Column(
        "年齢",
        lambda line: f"{line.age}歳" if line.age else "",
        sort_key=lambda line: line.age,
        align=Align.END,
        width=4,
    ),
    Column("住所", lambda line: "九条南2-43-6", below=lambda line: line.building, width=14),
)


@pytest.fixture
def table(qtbot: QtBot, shown: Shown) -> RecordTable:
    made = RecordTable(COLUMNS, "要援護者", opens="開く")
    made.set_rows(LINES)
    window = shown(made, QLineEdit())
    window.resize(900, 400)
    made.setFocus()
    return made


def names(table: RecordTable) -> list[str]:
    return [line.name for line in table.rows()]


def middle(table: RecordTable, row: int, column: int) -> QPoint:
    return table.visualRect(table.model().index(row, column)).center()


def test_enter_opens_the_current_row(table: RecordTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [LINES[1]]


def test_one_press_on_the_opening_word_opens_a_row(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.opened) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, 2, 4))
    assert told.args == [LINES[2]]


def test_one_press_elsewhere_only_makes_a_row_current(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.opened, wait=30), qtbot.waitSignal(table.current_changed) as told:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle(table, 1, 1))
    assert told.args == [LINES[1]]
    assert table.row() == LINES[1]


def test_a_press_on_a_head_sorts_and_once_more_turns_round(table: RecordTable, qtbot: QtBot) -> None:
    head = table.horizontalHeader()
    place = QPoint(head.sectionViewportPosition(1) + 10, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(table) == ["井上 ハル", "髙橋 トシ子", "𠮷田 正一"]
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert names(table) == ["𠮷田 正一", "髙橋 トシ子", "井上 ハル"]


def test_keys_alone_choose_a_column_and_sort_by_it(table: RecordTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert names(table)[0] == "井上 ハル"
    qtbot.keyClick(table, Qt.Key.Key_Space)
    assert names(table)[0] == "𠮷田 正一"


def test_what_is_unknown_sorts_last_both_ways(table: RecordTable) -> None:
    table.sort_by("年齢")
    assert [line.age for line in table.rows()] == [89, 91, None]
    table.sort_by("年齢", descending=True)
    assert [line.age for line in table.rows()] == [91, 89, None]
    with pytest.raises(KeyError):
        table.sort_by("体重")


def test_sorting_keeps_the_current_person_current(table: RecordTable) -> None:
    table.select(1)
    table.sort_by("氏名")
    assert table.row() == LINES[0]
    assert table.selectionModel().selectedRows()[0].row() == 1


def test_a_filter_hides_rows_and_says_how_many_are_left(table: RecordTable, qtbot: QtBot) -> None:
    with qtbot.waitSignal(table.shown_changed) as told:
        table.set_filter(lambda line: line.state == "気になる")
    assert told.args == [1]
    assert names(table) == ["髙橋 トシ子"]
    table.set_filter(lambda line: False)
    assert table.row() is None
    table.set_filter(None)
    assert len(table.rows()) == 3
    assert table.row() is not None


def test_new_rows_keep_filter_order_and_current_person(table: RecordTable) -> None:
    table.sort_by("氏名")
    table.set_filter(lambda line: line.age is not None)
    table.select(1)
    table.set_rows([replace(line, state="元気") for line in reversed(LINES)])
    assert names(table) == ["井上 ハル", "髙橋 トシ子"]
    assert table.row().id == 1


def test_tab_leaves_the_list(table: RecordTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert isinstance(QApplication.focusWidget(), QLineEdit)


def test_home_and_end_go_to_the_first_and_the_last_row(table: RecordTable, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.row() == LINES[2]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.row() == LINES[0]


def test_columns_left_out_come_back(table: RecordTable) -> None:
    table.hide_columns(frozenset({"年齢"}))
    assert table.isColumnHidden(2)
    table.hide_columns(frozenset())
    assert not table.isColumnHidden(2)


def test_a_screen_reader_hears_all_lines_of_a_cell(table: RecordTable) -> None:
    model = table.model()
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(0, 1), role) == "タカハシ トシコ 髙橋 トシ子"
    assert model.data(model.index(0, 3), role) == "九条南2-43-6 みなみ荘 203号"
    told = QAccessible.queryAccessibleInterface(table)
    assert told.text(QAccessible.Text.Name) == "要援護者"


@pytest.mark.parametrize("zoom", [100, 150])
def test_rows_have_room_for_both_lines_at_every_zoom(table: RecordTable, zoom: int) -> None:
    theme().apply(zoom=zoom)
    both = sum(height_of(role) for role in ("small", "name"))
    assert table.rowHeight(0) >= both * 1.4
    painter: Any = table.itemDelegate()
    for place, column in enumerate(COLUMNS):
        assert table.columnWidth(place) >= max(painter.width_of(column, line) for line in LINES)


def height_of(role: str) -> int:
    return QFontMetrics(theme().font(role)).height()


AT_ONCE = 0.25


@pytest.mark.alone
def test_ten_thousand_people_open_sort_and_filter_at_once(qtbot: QtBot, shown: Shown) -> None:
    many = [replace(LINES[at % 3], id=at, kana=f"{LINES[at % 3].kana}{at % 97}") for at in range(10_000)]
    columns = (*COLUMNS[:1], replace(COLUMNS[1], sort_key=lambda line: line.kana), *COLUMNS[2:])
    table = RecordTable(columns, "要援護者")
    shown(table)
    for what in (
        lambda: table.set_rows(many),
        lambda: table.sort_by("氏名"),
        lambda: table.set_filter(lambda line: line.state == "気になる"),
        table.viewport().repaint,
    ):
        span = Span()
        what()
        assert span.seconds() < AT_ONCE


def inks(widget: QWidget, rect: QRect) -> set[str]:
    """Colours found in a part of a widget."""
    picture = widget.grab(rect).toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@pytest.mark.parametrize(("tone", "grey"), [("", False), ("soft", True)])
def test_words_without_a_badge_are_in_ink_and_grey_only_where_asked_for(shown: Shown, tone: str, grey: bool) -> None:
    table = RecordTable((Column("次の期限", lambda line: "11月 9日", tone=lambda line: tone),), "期限")
    table.set_rows(LINES)
    shown(table)
    seen = inks(table.viewport(), table.visualRect(table.model().index(1, 0)))
    assert (theme().look.soft.lower() in seen) == grey
    assert (theme().look.text.lower() in seen) != grey


def test_heads_follow_a_zoom_that_changed_while_the_list_was_hidden(shown: Shown) -> None:
    table = RecordTable(COLUMNS, "要援護者")
    table.set_rows(LINES)
    window = shown(table)
    window.resize(1200, 400)
    QApplication.processEvents()
    window.hide()
    theme().apply(zoom=150)
    window.show()
    QApplication.processEvents()
    fresh = RecordTable(COLUMNS, "要援護者")
    fresh.set_rows(LINES)
    other = shown(fresh)
    other.resize(1200, 400)
    QApplication.processEvents()
    head = table.horizontalHeader()
    assert head.height() == fresh.horizontalHeader().height()
    assert head.font().pixelSize() == 21
    assert head.grab().toImage() == fresh.horizontalHeader().grab().toImage()


def test_the_model_answers_only_what_it_serves(table: RecordTable) -> None:
    model = table.model()
    at = model.index(0, 0)
    for role in (Qt.ItemDataRole.BackgroundRole, Qt.ItemDataRole.FontRole, Qt.ItemDataRole.DecorationRole):
        assert model.data(at, role) is None
    assert model.data(QModelIndex()) is None
    assert model.rowCount(at) == 0


def folding(qtbot: QtBot, shown: Shown, width: int) -> RecordTable:
    ranked = {"様子": ALWAYS, "氏名": ALWAYS, "年齢": 3, "住所": 6}
    columns = tuple(replace(column, importance=ranked[column.title]) for column in COLUMNS)
    table = RecordTable(columns, "要援護者", opens="開く", folds=True)
    table.set_rows(LINES)
    window = shown(table)
    window.resize(width, 400)
    qtbot.waitUntil(lambda: window.width() == width)
    QApplication.processEvents()
    return table


@pytest.mark.parametrize(
    ("width", "folded"), [(900, ()), (480, ("年齢",)), (440, ("年齢", "住所")), (300, ("年齢", "住所"))]
)
def test_the_least_important_columns_fold_and_nothing_is_cut_off(
    qtbot: QtBot, shown: Shown, width: int, folded: tuple[str, ...]
) -> None:
    table = folding(qtbot, shown, width)
    assert table.folded == folded
    wide = sum(table.columnWidth(place) for place in range(5) if not table.isColumnHidden(place))
    assert wide <= table.viewport().width()


def test_a_folded_column_is_still_seen_and_heard(qtbot: QtBot, shown: Shown) -> None:
    table = folding(qtbot, shown, 440)
    name = table.model().index(0, 1)
    heard = table.model().data(name, Qt.ItemDataRole.AccessibleTextRole)
    assert heard == "タカハシ トシコ 髙橋 トシ子 年齢 89歳、住所 九条南2-43-6 みなみ荘 203号"
    row = table.visualRect(name)
    low = QRect(row.x(), row.bottom() - theme().em(1.4), table.viewport().width() - row.x(), theme().em(1.2))
    assert theme().look.soft.lower() in inks(table.viewport(), low)


def test_folded_columns_come_back_with_the_room(qtbot: QtBot, shown: Shown) -> None:
    table = folding(qtbot, shown, 440)
    low = table.rowHeight(0)
    table.window().resize(900, 400)
    qtbot.waitUntil(lambda: table.folded == ())
    assert table.rowHeight(0) < low
    assert [table.isColumnHidden(place) for place in range(5)] == [False] * 5


def test_a_row_as_a_card_is_chosen_opened_and_heard_whole(qtbot: QtBot, shown: Shown) -> None:
    table = folding(qtbot, shown, 440)
    table.show_cards(True)
    assert table.horizontalHeader().isHidden()
    assert table.columnWidth(1) == table.viewport().width()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [LINES[1]]
    heard = table.model().data(table.model().index(0, 1), Qt.ItemDataRole.AccessibleTextRole)
    assert all(words in heard for words in ("タカハシ トシコ", "髙橋 トシ子", "気になる", "89歳", "みなみ荘 203号"))
    table.show_cards(False)
    assert not table.horizontalHeader().isHidden()


def test_cards_are_as_wide_as_what_their_scroll_bar_leaves(qtbot: QtBot, shown: Shown) -> None:
    table = folding(qtbot, shown, 440)
    table.set_rows([replace(LINES[at % 3], id=at) for at in range(30)])
    table.show_cards(True)
    QApplication.processEvents()
    assert table.verticalScrollBar().isVisible()
    assert table.columnWidth(1) == table.viewport().width()


def test_cards_can_be_sorted_from_their_field(qtbot: QtBot, shown: Shown) -> None:
    table = folding(qtbot, shown, 440)
    table.show_cards(True)
    field = SortField(table)
    qtbot.addWidget(field)
    assert [field.choice.itemText(at) for at in range(field.choice.count())] == ["様子", "氏名", "年齢", "住所"]
    field.choice.setCurrentIndex(2)
    field.choice.activated.emit(2)
    assert [line.age for line in table.rows()] == [89, 91, None]
    table.sort_by("氏名")
    assert field.choice.value() == "氏名"


@pytest.mark.parametrize("hidden", [frozenset(), frozenset({"年齢"})])
def test_other_columns_keep_order_filter_and_the_current_person(table: RecordTable, hidden: frozenset[str]) -> None:
    table.sort_by("年齢", descending=True)
    table.set_filter(lambda line: line.name != "𠮷田 正一")
    table.select(1)
    _, name, age, home = COLUMNS

    table.set_columns((home, age, name), hidden)

    assert table.sorted_by == "年齢"
    assert names(table) == ["井上 ハル", "髙橋 トシ子"]
    assert table.row() == LINES[0]
    assert table.titles == tuple(title for title in ("住所", "年齢", "氏名") if title not in hidden)
    shown = [not table.isColumnHidden(place) for place in range(4)]
    assert shown == [True, not hidden, True, True]
    table.set_columns(COLUMNS)
    assert table.sorted_by == "年齢"
    assert table.visualRect(table.model().index(0, 0)).width() > 20


def test_without_the_column_it_was_sorted_by_the_list_is_in_its_own_order(table: RecordTable) -> None:
    table.sort_by("年齢")
    table.set_columns(COLUMNS[:2])
    assert names(table) == [line.name for line in LINES]
    assert table.sorted_by == ""


def test_a_list_that_only_grows_higher_does_not_measure_its_columns_again(
    table: RecordTable, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    wish = table._wish

    def measured(place: int) -> Wish:
        asked.append(place)
        return wish(place)

    monkeypatch.setattr(table, "_wish", measured)
    table.resize(table.width(), table.height() + 40)
    assert not asked
    table.resize(table.width() - 40, table.height())
    assert asked
